"""The page of a lesson in Streamlit's own test runner: what the presenter is told, what is missing."""

from __future__ import annotations

import json
import re
from typing import Any

import kept_browser
import lesson_page
import pytest
from app_page import figures, html, opened, text, url
from kept_browser import browser, give, settled
from streamlit.testing.v1 import AppTest

from bone_atlas.app.lesson_editor.draft import Draft, History
from bone_atlas.app.publish import lessons as published_lessons
from bone_atlas.app.server.store_serve import StoredFile
from bone_atlas.app.server.store_write import registry
from bone_atlas.app.shell import share
from bone_atlas.faults import LessonError, Problem
from bone_atlas.lessons import lesson_ids, read
from bone_atlas.lessons.model import Lesson, Slide
from bone_atlas.scenes.state import State

FIRST = lesson_ids()[0]
SLIDES = published_lessons.published_lesson(FIRST)[0].slides
#: Numbers of the slides in links: those of the first edition stay, the title slide has the next one.
NUMBERS = published_lessons.published_lesson(FIRST)[0].numbers
OWN = Lesson(
    title="Mine",
    minutes=5,
    slides=(
        Slide(title="One", points=("a", "b"), state=State(shows="nothing")),
        Slide(title="Two", state=State(layer="shaked_zari_2025")),
    ),
)


def given(app: AppTest) -> dict[str, Any]:
    """What the presenter was sent."""
    return figures(app)["presenter"]


def present(**query: str) -> AppTest:
    return opened(page="present", **query)


def tell(app: AppTest, **sent: Any) -> AppTest:
    """What the browser sends when the lesson rests or is left."""
    (mounted,) = [e.proto.id for e in app.get("bidi_component") if e.proto.id.endswith("-presenter")]
    states = app._tree.get_widget_states()
    told = states.widgets.add()
    told.id = mounted
    told.json_value = json.dumps(sent)
    app._run(states)
    assert not app.exception
    return app


@pytest.mark.parametrize("name", lesson_ids())
def test_a_lesson_is_given_without_the_chrome_of_the_page(name: str) -> None:
    app = present(lesson=name)
    assert set(figures(app)) == {"presenter"}
    sent = given(app)
    assert sent["lesson"] == published_lessons.published_lesson(name)[1]
    assert isinstance(registry.file(sent["notes"]), StoredFile)
    assert "atlas-brand" not in html(app)
    numbers = published_lessons.published_lesson(name)[0].numbers
    assert url(app) == {"lesson": name, "slide": str(numbers[0])}


def test_a_link_leads_to_a_slide_and_what_was_revealed() -> None:
    app = present(lesson=FIRST, slide="2", revealed="1")
    assert (given(app)["slide"], given(app)["revealed"]) == (2, 1)
    assert url(app) == {"lesson": FIRST, "slide": "2", "revealed": "1"}


@pytest.mark.parametrize(
    ("slide", "revealed", "stands"),
    [
        ("999", "0", (NUMBERS[-1], 0)),
        ("0", "0", (NUMBERS[0], 0)),
        ("1", "99", (1, len(SLIDES[NUMBERS.index(1)].steps))),
        ("two", "-1", (NUMBERS[0], 0)),
        ("99999999999", "1e9", (NUMBERS[0], 0)),
    ],
)
def test_broken_numbers_become_the_nearest_that_there_are(
    slide: str, revealed: str, stands: tuple[int, int]
) -> None:
    app = present(lesson=FIRST, slide=slide, revealed=revealed)
    assert (given(app)["slide"], given(app).get("revealed", 0)) == stands
    assert url(app)["slide"] == str(stands[0])


def test_where_the_lesson_rests_stands_in_the_address() -> None:
    app = present(lesson=FIRST)
    before = given(app)
    tell(app, place={"slide": 3, "revealed": 1, "sequence": 1})
    assert url(app) == {"lesson": FIRST, "slide": "3", "revealed": "1"}
    assert given(app) == before  # the same data cost nothing, and move nothing in the browser


@pytest.mark.parametrize(
    "place",
    [{"slide": 999, "revealed": 999}, {"slide": -4}, {"slide": "x"}, {}, {"slide": None}, {"slide": [1]}],
)
def test_an_invented_place_from_a_browser_does_no_harm(place: dict[str, Any]) -> None:
    app = tell(present(lesson=FIRST), place=place)
    assert 1 <= int(url(app)["slide"]) <= len(SLIDES)


def test_a_closed_lesson_leads_to_the_page_of_lessons() -> None:
    app = tell(present(lesson=FIRST), closed=True)
    assert "atlas-brand" in html(app)
    assert not [e for e in app.get("bidi_component") if e.proto.id.endswith("-presenter")]


def test_an_unknown_lesson_is_told_with_those_there_are() -> None:
    app = present(lesson="nothing_like_it")
    assert "There is no such lesson" in text(app)
    assert "./teach" in html(app)
    for name in lesson_ids():
        assert f"lesson={name}" in html(app)


def test_without_a_lesson_those_there_are_are_offered_by_their_titles() -> None:
    app = present()
    assert "There is no such lesson" not in text(app)
    assert "Choose the lesson to present" in text(app)
    for name in lesson_ids():
        assert f"lesson={name}" in html(app)
        assert read.lesson(name).title in text(app)


def test_where_the_browser_keeps_no_lesson_the_own_one_is_missed() -> None:
    app = present(lesson="own")
    assert "Looking for your lesson in this browser" in text(app)
    assert "./teach" in html(app)
    settled(app)
    assert "There is no lesson of your own here" in text(app)
    assert "./teach" in html(app)


def test_the_own_lesson_is_found_after_a_reload_where_it_stood() -> None:
    made = lesson_page.opened()
    made.session_state["lesson_draft"] = History(Draft.of(OWN))
    lesson_page.ran(made)
    app = present(lesson="own", slide="1", revealed="2")
    give(app, browser(made))
    settled(app)
    assert [slide["title"] for slide in given(app)["lesson"]["slides"]] == ["One", "Two"]
    assert (given(app)["slide"], given(app)["revealed"]) == (1, 2)
    assert url(app) == {"lesson": "own", "slide": "1", "revealed": "2"}


def test_a_lesson_changed_in_another_tab_stays_where_it_stands() -> None:
    made = lesson_page.opened()
    made.session_state["lesson_draft"] = History(Draft.of(OWN))
    lesson_page.ran(made)
    app = present(lesson="own")
    give(app, browser(made))
    settled(app)
    tell(app, place={"slide": 2, "revealed": 0, "sequence": 1})
    lesson_page.typed(made, "editor_title", "Changed")
    (record,) = browser(made).records.values()
    kept_browser.told(app, browser(app).message(app.session_state["lesson_keeping"].session, 0, record))
    assert given(app)["lesson"]["title"] == "Changed"
    assert given(app)["slide"] == 2


def test_the_own_lesson_goes_with_the_page_and_is_not_published(monkeypatch: pytest.MonkeyPatch) -> None:
    from bone_atlas.app.lesson_editor import draft as lesson_draft

    monkeypatch.setattr(lesson_draft, "lesson", lambda: OWN)
    published_lessons.deck(OWN)
    before = len(registry.held())
    app = present(lesson="own", slide="2")
    assert [slide["title"] for slide in given(app)["lesson"]["slides"]] == ["One", "Two"]
    assert given(app)["slide"] == 2
    assert len(registry.held()) == before


def test_a_broken_lesson_tells_file_slide_and_field(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str, rows: object) -> Lesson:
        raise LessonError([Problem(f"{name}.toml", 3, "state.layer", "“<b>shaked</b>” is no layer")])

    monkeypatch.setattr(read, "lesson", broken)
    published_lessons.shipped.cache_clear()
    try:
        app = present(lesson=FIRST)
    finally:
        published_lessons.shipped.cache_clear()
    said = text(app)
    assert f"{FIRST}.toml, slide 3, state.layer" in said
    assert "<b>shaked" not in html(app)
    assert not figures(app)


def test_the_code_for_phones_leads_where_the_room_reaches_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    assert given(present(lesson=FIRST))["phones"]["base"] == ""
    monkeypatch.setenv(share.PUBLIC_URL, "http://192.0.2.7:8501/")
    assert given(present(lesson=FIRST))["phones"]["base"] == "http://192.0.2.7:8501"


def test_the_page_of_the_notes_stands_alone() -> None:
    sent = given(present(lesson=FIRST))
    file = registry.file(sent["notes"])
    assert isinstance(file, StoredFile)
    page = file.body.decode()
    (script,) = re.findall(r'<script type="module" src="([^"]+)"></script>', page)
    module = registry.file(script)
    assert isinstance(module, StoredFile)
    assert not re.search(r"""\bimport\b.*["']|/viz/""", module.body.decode())
    assert not re.search(r"https?://", page)
