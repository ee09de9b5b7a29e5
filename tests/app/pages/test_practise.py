"""The practice page in Streamlit's own test runner, and the decks that it hands to the browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from app_page import figures, html, opened, url
from streamlit.testing.v1 import AppTest

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish import quiz as published_quiz
from bone_atlas.app.server.store_write import registry
from bone_atlas.quiz import KINDS, make
from bone_atlas.quiz.model import Show
from bone_atlas.view_state import LEVELS, TOPICS
from tests.cases import every_case

FOUND = catalogue()
LINK = "http://localhost:8501/practise?topic=all&level=easy&quiz=7"
PUBLISHED = re.compile(r"/viz/[^\"]+")


def practise(**query: str) -> AppTest:
    return opened(page="practise", **query)


def sent(app: AppTest) -> dict[str, Any]:
    return figures(app)["practice"]


def want(app: AppTest, **wanted: object) -> AppTest:
    """What the browser sends when the reader starts a quiz, or ends one."""
    (mounted,) = [e.proto.id for e in app.get("bidi_component") if e.proto.id.endswith("-practice")]
    states = app._tree.get_widget_states()
    state = states.widgets.add()
    state.id = mounted
    state.json_value = json.dumps({"wanted": {"sequence": 1, **wanted} if wanted else "a quiz"})
    app._run(states)
    assert not app.exception
    return app


def deck(number: int, topic: str = "all", level: str = "easy") -> dict[str, Any]:
    return published_quiz.deck(number, topic, level, LINK)


def pictures(made: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for question in made["questions"]:
        yield from (picture for picture in (question["show"], question["reveal"]) if picture)


# The page ----------------------------------------------------------------------------------------


def test_the_first_visit_offers_topics_and_levels_and_no_quiz() -> None:
    app = practise()
    assert list(sent(app)["topics"]) == list(TOPICS)
    assert list(sent(app)["levels"]) == list(LEVELS)
    assert "deck" not in sent(app)
    assert url(app) == {"topic": "all", "level": "easy"}
    assert "atlas-share" not in html(app)


def test_starting_puts_the_quiz_into_the_address_and_sends_its_questions() -> None:
    app = want(practise(), quiz=4711, topic="bones", level="hard")
    assert url(app) == {"quiz": "4711", "topic": "bones", "level": "hard"}
    made = sent(app)["deck"]
    assert (made["number"], made["topic"], made["level"]) == (4711, "bones", "hard")
    assert len(made["questions"]) == published_quiz.QUESTIONS


def test_a_link_asks_the_same_questions_and_can_be_shared() -> None:
    query = {"quiz": "4711", "topic": "frequency", "level": "medium"}
    app = practise(**query)
    made = sent(app)["deck"]
    assert made == sent(practise(**query))["deck"]
    assert url(app) == query
    asked = [question["key"] for question in made["questions"]]
    assert asked == [item.key for item in make(4711, "frequency", "medium", FOUND).questions]
    assert asked != [q["key"] for q in sent(practise(**query | {"quiz": "4712"}))["deck"]["questions"]]
    for part in ("quiz=4711", "topic=frequency", "level=medium"):
        assert part in made["link"]
        assert part in html(app)
    assert made["link"].split("?")[0].endswith("/practise")


def test_back_and_forward_lead_to_the_quiz_that_the_address_names() -> None:
    app = want(practise(), quiz=4711, topic="bones", level="hard")
    left = {"quiz": "4711", "topic": "bones", "level": "hard"}
    for query in ({"topic": "all", "level": "easy"}, left, {"quiz": "7", "topic": "ways", "level": "easy"}):
        app.query_params.clear()
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        assert url(app) == query
        assert (sent(app)["topic"], sent(app)["level"]) == (query["topic"], query["level"])
        assert str(sent(app).get("deck", {}).get("number", "")) == query.get("quiz", "")


def test_a_link_to_the_page_alone_keeps_the_quiz() -> None:
    app = practise(quiz="7", topic="ways")
    app.query_params.clear()
    app.run()
    assert sent(app)["deck"]["number"] == 7
    assert url(app) == {"quiz": "7", "topic": "ways", "level": "easy"}


def test_an_address_that_comes_late_takes_no_choice_back() -> None:
    app = want(practise(quiz="7"), quiz=0, topic="ways", level="medium")
    app.query_params.clear()
    app.query_params["quiz"] = "7"
    app = want(app, quiz=9, topic="bones", level="easy")
    assert url(app) == {"quiz": "9", "topic": "bones", "level": "easy"}


def test_ending_takes_the_quiz_out_of_the_address() -> None:
    app = want(practise(quiz="4711"), quiz=0, topic="ways", level="medium")
    assert "deck" not in sent(app)
    assert (sent(app)["topic"], sent(app)["level"]) == ("ways", "medium")
    assert url(app) == {"topic": "ways", "level": "medium"}


@pytest.mark.parametrize("wanted", [
    {"quiz": -1, "topic": "all", "level": "easy"}, {"quiz": 10**12, "topic": "all", "level": "easy"},
    {"quiz": "7", "topic": "all", "level": "easy"}, {"quiz": 7, "topic": "moon", "level": "easy"},
    {"quiz": 7, "topic": "all", "level": ["easy"]}, {},
    {"quiz": True, "topic": "all", "level": "easy"},
])  # fmt: skip
def test_an_invented_wish_from_a_browser_does_no_harm(wanted: dict[str, object]) -> None:
    app = want(practise(), **wanted)
    assert "deck" not in sent(app)
    assert url(app) == {"topic": "all", "level": "easy"}


def test_an_unknown_topic_in_a_link_is_told() -> None:
    app = practise(quiz="7", topic="moon")
    assert "moon" in app.warning[0].value
    assert sent(app)["deck"]["topic"] == "all"


# The deck ----------------------------------------------------------------------------------------


@every_case("topic", TOPICS)
@every_case("level", LEVELS)
def test_everything_a_question_needs_is_published(topic: str, level: str) -> None:
    made = deck(12, topic, level)
    text = json.dumps(made)
    for address in PUBLISHED.findall(text):
        assert registry.file(address), address
    for picture in pictures(made):
        assert picture["view"] in made["views"]
        assert set(picture["paint"]) == {"light", "dark"}
        assert picture["alt"]


def test_a_deck_says_what_the_quiz_says() -> None:
    received = json.loads(json.dumps(deck(12)))
    for question, item in zip(received["questions"], make(12, "all", "easy", FOUND).questions, strict=True):
        told = item.to_json()
        assert {name: question[name] for name in told if name not in ("show", "reveal")} == {
            name: value for name, value in told.items() if name not in ("show", "reveal")
        }
        assert question["sources"], question["key"]


def test_every_kind_is_asked_somewhere() -> None:
    kinds = {q["kind"] for number in range(1, 4) for q in deck(number)["questions"]}
    assert kinds == set(KINDS)


def test_what_must_stay_untold_is_not_in_the_words_of_the_picture() -> None:
    seen = 0
    for number in range(1, 12):
        for question in deck(number, "frequency", "medium")["questions"]:
            shown = question["show"]
            if not (shown and shown["masked"]):
                continue
            seen += 1
            title = FOUND.layers[question["answer"][0]].title
            assert title not in shown["alt"] + shown["caption"]
            assert title in question["reveal"]["caption"]
            assert not shown.get("scale")
    assert seen > 5


def test_a_way_is_lit_no_further_than_it_has_been_told() -> None:
    journeys = lit = 0
    for number in range(1, 12):
        for level in LEVELS:
            for question in deck(number, "ways", level)["questions"]:
                shown, (answer, *_) = question["show"], question["answer"]
                ends = [step["to"] for step in shown.get("journey", {"steps": []})["steps"]]
                assert answer not in ends
                assert not ends or ends[-1] == shown["sites"][0]
                segments = FOUND.routes.segments
                assert answer not in {segments[i].to_id for i in shown.get("lit", [])}
                journeys += bool(ends)
                lit += bool(shown.get("lit"))
    assert journeys > 20


def test_sites_that_are_compared_are_outlined_and_small_screens_go_without_bare_skeletons() -> None:
    questions = [q for number in range(1, 6) for q in deck(number)["questions"]]
    for question in questions:
        shown = question["show"]
        if question["kind"] in ("more_often", "order"):
            assert shown["sites"] == [option["id"] for option in question["options"]]
        assert shown["idle"] == (question["kind"] in ("order", "claim"))


def test_nothing_is_shown_where_nothing_is_to_be_seen() -> None:
    assert published_quiz.picture(Show("nothing")) is None


def test_many_quizzes_publish_no_more_than_layers_and_views() -> None:
    for number in range(1, 9):
        deck(number, "frequency", "hard")
    before = {
        address
        for number in range(1, 9)
        for address in PUBLISHED.findall(json.dumps(deck(number, "frequency", "hard")))
    }
    painted = [address.split("/")[3] for address in before if address.startswith("/viz/paint/")]
    assert painted
    assert set(painted) <= set(FOUND.layers)


def test_a_deck_is_light_enough_for_a_phone() -> None:
    size = max(
        len(json.dumps(deck(number, topic, "medium")).encode()) for number in (1, 2) for topic in TOPICS
    )
    assert size < 60_000
