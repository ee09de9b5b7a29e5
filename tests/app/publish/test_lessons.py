"""A lesson as the presenter is told it, held against the rows it was made from."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from rows import observations

from bone_atlas import facts, view_state
from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish import lessons as published_lessons
from bone_atlas.app.server.store_serve import StoredFile
from bone_atlas.app.server.store_write import registry
from bone_atlas.figures.colours import THEMES
from bone_atlas.layers import SiteValue
from bone_atlas.lessons import lesson_ids, read
from bone_atlas.lessons.model import Lesson, Question, RestsOn, Slide
from bone_atlas.lessons.rests_on import statements
from bone_atlas.scenes.pathways import strip
from bone_atlas.scenes.pictures import ON_SLIDES
from bone_atlas.scenes.state import State
from tests.cases import every_case

FOUND = catalogue()
LAYER = "shaked_zari_2025"
URL = re.compile(r"/viz/[\w./~-]+\.[0-9a-f]{16}\.\w+")
DATA = Path(__file__).resolve().parents[3] / "data"


def of(*slides: Slide) -> dict[str, Any]:
    """The deck of a lesson made of some slides, as the browser reads it."""
    made = published_lessons.deck(Lesson(title="Test", minutes=5, slides=slides))
    return json.loads(json.dumps(made))  # type: ignore[no-any-return]


def one(title: str = "A slide", **parts: Any) -> dict[str, Any]:
    """A slide of the deck; `state` is given as a dictionary."""
    state = State(**parts.pop("state", {}))
    found: dict[str, Any] = of(Slide(title=title, state=state, **parts))["slides"][0]
    return found


@cache
def shipped(name: str) -> tuple[Lesson, dict[str, Any]]:
    lesson, url = published_lessons.published_lesson(name)
    return lesson, content(url)


def content(url: str) -> Any:
    """What is published under an address."""
    file = registry.file(url)
    assert isinstance(file, StoredFile), url
    return json.loads(file.body)


def every_slide() -> Iterator[tuple[Slide, dict[str, Any]]]:
    for name in lesson_ids():
        lesson, deck = shipped(name)
        yield from zip(lesson.slides, deck["slides"], strict=True)


def value(site: str, layer: str = LAYER) -> SiteValue:
    return FOUND.layers[layer].value(site)


# The lessons that come with the atlas --------------------------------------------------------------------


@pytest.mark.parametrize("name", lesson_ids())
def test_a_shipped_lesson_is_told_whole(name: str) -> None:
    lesson, deck = shipped(name)
    assert deck["minutes"] == lesson.minutes
    for slide, told in zip(lesson.slides, deck["slides"], strict=True):
        assert told["steps"] == list(slide.steps)
        assert len(told["points"]) == len(slide.points)
        assert told["notes"]
        words = [told["title"], told["text"], told["notes"], *told["points"]]
        assert not re.search(r"[{}]", " ".join(words)), words
        for point, shown in zip(slide.points, told["points"], strict=True):
            assert shown.replace("\N{NO-BREAK SPACE}", " ") == facts.tell(point, FOUND.rows).text


def test_a_preview_is_the_slide_that_the_presenter_gets() -> None:
    lesson, deck = shipped(lesson_ids()[0])
    place = 2
    made = published_lessons.preview(lesson.slides[place - 1], place, len(lesson.slides))
    told = dict(deck["slides"][place - 1])
    assert json.loads(json.dumps(made["preview"])) | {"number": told["number"]} == told
    assert (made["number"], made["count"]) == (place, len(deck["slides"]))


@pytest.mark.parametrize("name", lesson_ids())
def test_everything_a_shipped_lesson_points_at_is_published(name: str) -> None:
    _, deck = shipped(name)
    urls = URL.findall(json.dumps(deck))
    assert len(urls) > len(deck["slides"])
    assert all(isinstance(registry.file(url), StoredFile) for url in urls)


def test_every_slide_with_a_figure_or_a_number_names_its_source() -> None:
    for slide, told in every_slide():
        words = " ".join([told["text"], *told["points"]])
        if slide.state.shows != "nothing" or re.search(r"\d\N{NO-BREAK SPACE}%", words):
            assert told["sources"], slide.title
        texts = [text for text, _ in told["sources"]]
        assert len(set(texts)) == len(texts)
        for text, link in told["sources"]:
            assert text
            assert link == "" or link.startswith("https://")


def test_a_number_of_a_slide_is_that_of_its_row() -> None:
    """Values with counts on the slides, held against the CSV file without the code that tells them."""
    counted = {
        (int(row["numerator"]), int(row["denominator"]))
        for row in observations().values() if row["numerator"] and row["denominator"]
    }  # fmt: skip
    with (DATA / "detection.csv").open(encoding="utf-8", newline="") as file:
        found = [row for row in csv.DictReader(file) if row["numerator"] and row["denominator"]]
    counted |= {(int(row["numerator"]), int(row["denominator"])) for row in found}
    checked = 0
    for _, told in every_slide():
        for percent, n, of_ in re.findall(
            r"(\d+\.\d)\N{NO-BREAK SPACE}% \((\d[\d,]*) of (\d[\d,]*)\)",
            " ".join((told["text"], *told["points"], told["notes"])),
        ):
            numerator, denominator = int(n.replace(",", "")), int(of_.replace(",", ""))
            assert percent == f"{100 * numerator / denominator:.1f}"
            checked += (numerator, denominator) in counted
    assert checked > 20


@pytest.mark.parametrize("name", lesson_ids())
def test_the_address_of_every_slide_is_understood(name: str) -> None:
    for told in shipped(name)[1]["slides"]:
        parts = urlsplit(told["link"])
        pages = ("/practise",) if told["practise"] else ("/", "/pathways", "/evidence", "/detection")
        assert parts.path in pages
        _, notices = view_state.from_query(dict(parse_qsl(parts.query)), FOUND.known())
        assert notices == []


# Figures -------------------------------------------------------------------------------------------------


def test_the_skeleton_is_painted_by_the_layer_of_the_slide() -> None:
    told = one(state={"layer": LAYER, "view": "back", "sites": ("pelvis",)})
    (figure,) = told["figures"]
    assert figure["view"] == "back"
    assert figure["select"] == ["pelvis"]
    paint = content(figure["views"]["back"]["paint"]["light"])
    row = value("pelvis")
    assert f"{row.percent:.1f} % ({row.numerator} of {row.denominator}" in paint["texts"]["pelvis"]
    assert content(figure["views"]["back"]["paint"]["dark"])["traces"] != paint["traces"]


def test_what_is_hidden_tells_no_value() -> None:
    told = one(state={"layer": LAYER}, hidden=("values",))
    blank = content(told["figures"][0]["views"]["front"]["blank"]["light"])
    painted = content(told["figures"][0]["views"]["front"]["paint"]["light"])
    assert not re.search(r"\d+\.\d ?%", json.dumps(blank["texts"]) + json.dumps(blank["layout"]))
    fills = blank["traces"]["fillcolor"][: len(painted["traces"]["fillcolor"])]
    assert len(set(fills)) < len(set(painted["traces"]["fillcolor"]))


def test_every_skeleton_can_be_turned_off_the_script() -> None:
    for _, told in every_slide():
        assert {"front", "back", "left"} <= set(told["explore"]["views"])


def test_the_labels_of_a_slide_are_those_of_its_sites() -> None:
    figure = one(state={"layer": LAYER, "sites": ("ribs", "sternum")})["figures"][0]
    for theme in THEMES:
        texts = " ".join(note["text"] for note in figure["labels"][theme])
        assert "Ribs" in texts
        assert "Sternum" in texts
        assert "Pelvis" not in texts


def test_two_layers_share_one_scale() -> None:
    told = one(state={"shows": "compare", "layer": LAYER, "second": "medicine_today_2018"})
    ticks = [
        [note["text"] for note in content(figure["views"]["front"]["paint"]["light"])["key"]["annotations"]
         if re.fullmatch(r"(less )?\d+(\s?%)?( more)?", note["text"])]
        for figure in told["figures"]
    ]  # fmt: skip
    assert len(ticks[0]) > 1
    assert ticks[0] == ticks[1]
    assert [figure["caption"] for figure in told["figures"]] == [
        FOUND.layers[layer].title for layer in (LAYER, "medicine_today_2018")
    ]


@pytest.mark.parametrize("picture", ON_SLIDES)
def test_every_picture_of_detection_is_drawn_with_its_sources(picture: str) -> None:
    told = one(state={"shows": "detection", "picture": picture})
    drawn = content(told["figures"][0]["figure"]["light"])
    assert drawn["data"] or drawn["layout"]["images"]
    assert told["sources"]


def test_lessons_of_readers_own_publish_nothing_of_their_own() -> None:
    def lesson(words: str, *sites: str) -> dict[str, Any]:
        state = State(layer=LAYER, sites=sites)
        asked = Question(kind="rank", ask=words, sites=("pelvis", "ribs", "skull"))
        return of(Slide(title=words, text=words, notes=words, state=state, question=asked))

    addresses = [
        sorted(URL.findall(json.dumps(lesson(*parts))))
        for parts in (("one", "pelvis"), ("another", "sternum", "ribs"), ("a third", "L3", "skull", "pelvis"))
    ]
    assert addresses[0]
    assert addresses[0] == addresses[1] == addresses[2]


# Ways ----------------------------------------------------------------------------------------------------


@every_case("name", FOUND.routes.journeys)
def test_the_cell_stands_at_the_station_where_its_step_ends(name: str) -> None:
    journey = FOUND.routes.journeys[name]
    state = State(shows="ways", journey=name, breast=journey.side)
    for step in journey.steps:
        told = strip(state.model_copy(update={"step": step.number}), FOUND.rows)
        assert told is not None
        assert told["stations"][told["station"]] == FOUND.routes.short_name(step.to_id)
        assert all(a != b for a, b in pairwise(told["stations"]))
    start = strip(state, FOUND.rows)
    assert start is not None
    assert start["station"] == 0
    assert start["status"] == ""


def test_a_step_without_a_source_says_so() -> None:
    for journey in FOUND.routes.journeys.values():
        for step in journey.steps:
            told = one(state={"shows": "ways", "journey": journey.journey_id, "step": step.number,
                              "breast": journey.side})  # fmt: skip
            assert told["sources"]
            if not step.sources:
                assert "no citable source" in told["sources"][0][0]
            assert told["playing"]["step"] == step.number


# Questions and claims ------------------------------------------------------------------------------------


RANKED = ("skull", "pelvis", "sternum", "ribs")


def ranked(layer: str = LAYER, sites: tuple[str, ...] = RANKED) -> dict[str, Any]:
    return one(state={"layer": layer}, question=Question(kind="rank", ask="In order?", sites=sites))


def test_the_true_order_follows_from_the_rows() -> None:
    question = ranked()["question"]
    truth = [item["id"] for item in question["truth"]]
    assert truth == sorted(RANKED, key=lambda site: -(value(site).percent or 0))
    assert {item["id"] for item in question["items"]} == set(RANKED)
    assert [item["id"] for item in question["items"]] != truth
    for item in question["truth"]:
        row = value(item["id"])
        assert f"({row.numerator} of {row.denominator})" in item["value"]


def test_only_what_is_settled_across_the_sources_must_stand_so() -> None:
    question = ranked()["question"]
    assert question["pairs"] == [["pelvis", "sternum"], ["pelvis", "skull"]]
    assert question["open"] == (
        "Either order counts: pelvis and ribs, ribs and sternum, ribs and skull, sternum and skull "
        "(settled in this study, not across the sources)."
    )


def test_level_values_may_stand_either_way() -> None:
    question = ranked("pmid_2324816", ("spine", "limbs", "sternum"))["question"]
    assert value("limbs", "pmid_2324816").percent == value("sternum", "pmid_2324816").percent
    assert question["pairs"] == [["spine", "limbs"], ["spine", "sternum"]]
    assert question["open"] == "Either order counts: limbs and sternum (not settled in this study)."


def test_an_order_is_asked_with_the_values_hidden() -> None:
    told = ranked()
    assert "values" in told["hidden"]
    for theme in THEMES:
        names = [note["text"] for note in told["figures"][0]["names"][theme]]
        assert len(names) == len(RANKED)
        assert all(names)
        assert not re.search(r"\d", " ".join(names))


def test_tiers_can_be_put_in_order_too() -> None:
    truth = ranked("article", ("skull", "pelvis", "knee"))["question"]["truth"]
    assert [item["id"] for item in truth] == ["pelvis", "skull", "knee"]
    assert [item["value"] for item in truth] == ["most common", "common", "extremely rare"]
    question = ranked("article", ("skull", "pelvis", "knee"))["question"]
    assert len(question["pairs"]) == 3
    assert question["open"] == ""


def test_a_claim_is_told_with_the_verdict_of_its_row() -> None:
    with (DATA / "claims.csv").open(encoding="utf-8", newline="") as file:
        claims = list(csv.DictReader(file))
    for row in claims:
        told = one(state={"shows": "claim", "claim": row["claim_id"]})
        assert told["claim"]["statement"] == row["statement"]
        assert told["claim"]["verdict"] == row["verdict"]
        assert [figure["kind"] for figure in told["figures"]] == ["rows"]
        assert told["claim"]["because"] == "", "the figure tells it"
        assert told["sources"]


def test_many_sources_are_told_shortly_and_none_is_lost() -> None:
    sources = [
        facts.Source(f"Author {year}, Journal {year}:1", f"https://doi.org/{year}") for year in range(5)
    ]
    unnamed = facts.Source("A thesis: no citable source")
    told = published_lessons.cited([*sources, sources[0], unnamed])
    assert [text for text, _ in told] == [*(f"Author {year}" for year in range(5)), unnamed.text]
    assert published_lessons.cited(sources[:2]) == [(one.text, one.link) for one in sources[:2]]


def test_a_broken_lesson_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.toml").write_text(
        'title = "x"\nminutes = 3\n[[slides]]\ntitel = "y"\n', encoding="utf-8"
    )
    reading = read.lesson
    monkeypatch.setattr(read, "lesson", lambda name, rows: reading(name, rows, tmp_path))
    with pytest.raises(read.LessonError, match=r"broken\.toml, slide 1"):
        published_lessons.published_lesson("broken")


# What the sentences rest on ----------------------------------------------------------------------------


def test_the_notes_say_of_each_sentence_who_published_what_it_rests_on() -> None:
    for slide, told in every_slide():
        stated = [one for one in statements(slide) if not one.marked]
        sentences = list(dict.fromkeys(facts.tell(one.text, FOUND.rows).text for one in stated))
        said = [sentence.replace("\N{NO-BREAK SPACE}", " ") for sentence, _ in told["restsOn"]]
        assert said == sentences
        assert all(sources for _, sources in told["restsOn"])


def test_what_a_sentence_rests_on_is_named_in_words() -> None:
    rests_on = (
        RestsOn(says="Blood flows on.", on=("segment superior_vena_cava__right_heart", "our_reading")),
        RestsOn(says="The ribs lead.", on=("value chen_2017 ribs", "rank chen_2017 ribs")),
    )
    told = one(title="Look", text="Blood flows on. The ribs lead.", rests_on=rests_on, no_fact=("Look",))
    assert told["restsOn"] == [
        [
            "Blood flows on.",
            "OpenStax, Anatomy and Physiology 2e, section 20.5 Circulatory Pathways; Our reading",
        ],
        ["The ribs lead.", "Chen 2017"],
    ]
    assert one(text="Mine alone.")["restsOn"] == []
