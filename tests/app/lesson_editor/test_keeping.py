"""The browser keeps lessons and sessions come and go: none of them loses what another has made."""

from __future__ import annotations

import json
from typing import Any

import kept_browser
import pytest
from kept_browser import Browser, browser
from lesson_page import (
    draft,
    gone_to,
    kept_list,
    open_kept,
    opened,
    pressed,
    ran,
    sent_slide,
    text,
    titles,
    toasts,
    typed,
    uploaded,
)
from streamlit.testing.v1 import AppTest

from bone_atlas.app.lesson_editor import kept_content, your_lessons
from bone_atlas.app.lesson_editor.draft import Draft, History
from bone_atlas.lessons.model import Slide

THREE = Draft("Three", slides=tuple(Slide(title=letter) for letter in "ABC"))
ADD = "editor_add_a_slide_of_words"


def made(kept: Browser | None = None, lesson: Draft = THREE) -> AppTest:
    """A session in which a lesson was made."""
    app = opened(browser=kept)
    pressed(app, "your_lessons_new") if kept_list(app) else None
    app.session_state["lesson_draft"] = History(lesson)
    return ran(app)


def session(app: AppTest) -> str:
    name: str = app.session_state["lesson_keeping"].session
    return name


def record(kept: Browser, title: str) -> dict[str, Any]:
    (found,) = [one for one in kept.records.values() if one["title"] == title]
    return found


def history(kept: Browser, title: str) -> History:
    found = record(kept, title)
    return kept_content.read(found["form"], found["content"])[0]


def test_every_change_is_kept_and_found_with_what_can_be_undone() -> None:
    app = made()
    typed(app, "editor_title", "Bones")
    pressed(app, "editor_move_down")
    pressed(app, "editor_undo")
    kept = browser(app)
    assert history(kept, "Bones") == app.session_state["lesson_draft"]
    again = opened(browser=kept)
    assert again.session_state["lesson_draft"] == app.session_state["lesson_draft"]
    assert again.text_input(key="editor_title").value == "Bones"
    pressed(again, "editor_redo")
    assert titles(again) == ["B", "A", "C"]
    for _ in range(2):
        pressed(again, "editor_undo")
    assert draft(again) == THREE
    assert history(kept, "Three") == again.session_state["lesson_draft"]
    assert len(kept.records) == 1


def test_what_only_is_looked_at_is_not_kept_again() -> None:
    app = made()
    (before,) = browser(app).records.values()
    again = opened(browser=browser(app))
    app = gone_to(again, "teach")
    assert list(browser(again).records.values()) == [before]
    _, sent = kept_browser.sent(again) or ("", {})
    assert sent["saves"] == []


def test_an_untouched_session_keeps_nothing() -> None:
    app = opened()
    assert browser(app).records == {}
    assert kept_list(app) == []
    assert "There is no slide yet" in text(app)


def test_a_session_that_has_heard_nothing_sends_nothing() -> None:
    kept = browser(made())
    kept.silent = True
    app = opened(browser=kept)
    assert "Looking for your lessons in this browser" in text(app)
    pressed(app, ADD)
    _, sent = kept_browser.sent(app) or ("", {})
    assert sent["saves"] == []
    assert sent["open"] == ""
    assert (sent["ask"], sent["heard"]) == (1, 0)
    kept.silent = False
    ran(app)
    _, sent = kept_browser.sent(app) or ("", {})
    assert (sent["ask"], sent["heard"]) == (1, 1), "the browser would answer again on each page"
    # What was made meanwhile is a lesson of its own; the kept one is as it was.
    assert titles(app) == ["New slide"]
    assert kept_list(app) == [("My lesson", "1 slide"), ("Three", "3 slides")]
    assert history(kept, "Three").now == THREE


def test_a_slide_added_right_after_a_reload_goes_into_the_kept_lesson() -> None:
    kept = browser(made())
    shown = {"layer": "shaked_zari_2025", "site": "pelvis"}
    app = opened("atlas", browser=kept, **shown)
    assert kept_browser.sent(app) is None, "whoever adds nothing is asked for nothing"
    kept.silent = True
    sent_slide(app, shown)
    assert toasts(app) == []
    sent_slide(app, shown)
    kept.silent = False
    ran(app)
    title = "Pelvis (hip bones): Shaked Zari 2025"
    assert titles(app) == ["A", title, title, "B", "C"]
    assert toasts(app)[-1] == f"“{title}” is now slide 3 of 5 in your lesson (page Teach)."
    pressed(gone_to(app, "teach"), "editor_undo")
    assert titles(app) == ["A", title, "B", "C"]
    assert history(kept, "Three").now == draft(app)


def test_a_lesson_is_begun_before_the_browser_has_answered() -> None:
    kept = browser(made())
    kept.silent = True
    app = opened(browser=kept)
    pressed(app, ADD)
    app.text_area(key="lesson_draft_text").set_value('title="T"\nminutes=5\n[[slides]]\ntitle="S"\n')
    pressed(app, "lesson_draft_paste")
    kept.silent = False
    ran(app)
    assert titles(app) == ["S"]
    assert kept_list(app) == [("T", "1 slide"), ("My lesson", "1 slide"), ("Three", "3 slides")]


def test_several_lessons_are_opened_by_name() -> None:
    app = made()
    made(browser(app), Draft("Other", slides=(Slide(title="X"),)))
    app = opened(browser=browser(app))
    open_kept(app, "Three")
    assert draft(app) == THREE
    typed(app, "editor_title", "Renamed")
    open_kept(app, "Other")
    assert titles(app) == ["X"]
    assert sorted(kept_list(app)) == [("Other", "1 slide"), ("Renamed", "3 slides")]
    assert history(browser(app), "Renamed").undo().now == THREE


def test_what_was_typed_and_refused_stays_with_its_lesson() -> None:
    app = made()
    made(browser(app), Draft("Other", slides=(Slide(title="X"),)))
    app = opened(browser=browser(app))
    open_kept(app, "Three")
    typed(app, "editor_title", "  ")
    assert "Not taken over" in text(app)
    open_kept(app, "Other")
    assert "Not taken over" not in text(app)
    assert app.text_input(key="editor_title").value == "Other"


def test_an_import_makes_another_lesson() -> None:
    app = made()
    uploaded(app, "x.toml", b'title = "Three"\nminutes = 5\n[[slides]]\ntitle = "S"\n')
    assert toasts(app) == ["“Three” is open. The lesson that was open before is in the list."]
    assert titles(app) == ["S"]
    assert kept_list(app) == [("Three", "1 slide"), ("Three", "3 slides")]
    assert app.button(key="editor_undo").disabled
    pressed(app, "your_lessons_new")
    assert titles(app) == []
    assert len(browser(app).records) == 2
    pressed(app, ADD)
    assert len(browser(app).records) == 3


def test_a_copy_leaves_the_lesson_as_it_was() -> None:
    app = made()
    pressed(app, "your_lessons_copy")
    pressed(app, "editor_remove")
    assert sorted(kept_list(app)) == [("Three", "3 slides"), ("Three (copy)", "2 slides")]
    assert history(browser(app), "Three").now == THREE


def test_a_title_of_full_length_can_be_copied() -> None:
    app = made(lesson=Draft("T" * 200, slides=THREE.slides))
    pressed(app, "your_lessons_copy")
    assert draft(app).title == "T" * 193 + " (copy)"
    assert opened(browser=browser(app)).session_state["lesson_draft"].now == draft(app)


def test_deleting_warns_and_takes_the_open_lesson_alone() -> None:
    app = made()
    made(browser(app), Draft("Other", slides=(Slide(title="X"),)))
    app = opened(browser=browser(app))
    open_kept(app, "Three")
    pressed(app, "your_lessons_delete")
    assert "Delete “Three” with 3 slides from this browser? This cannot be undone." in text(app)
    pressed(app, "your_lessons_keep_it")
    assert "Delete “Three”" not in text(app)
    assert len(browser(app).records) == 2
    pressed(app, "your_lessons_delete")
    pressed(app, "your_lessons_delete_it")
    assert titles(app) == ["X"]
    assert kept_list(app) == [("Other", "1 slide")]
    assert list(browser(app).records) == [record(browser(app), "Other")["id"]]
    pressed(app, "your_lessons_delete")
    pressed(app, "your_lessons_delete_it")
    assert kept_list(app) == []
    assert browser(app).records == {}
    assert "There is no slide yet" in text(app)


@pytest.mark.parametrize("fault", your_lessons.WHY)
def test_a_browser_that_keeps_nothing_is_told_and_the_session_goes_on(fault: str) -> None:
    kept = Browser()
    kept.fault = fault
    app = made(kept)
    assert "Your lesson is not kept here: " in text(app)
    assert "Download it before you reload or leave the page." in text(app)
    assert "are kept in this browser" not in text(app)
    pressed(app, "your_lessons_copy")
    assert kept_list(app) == [("Three (copy)", "3 slides"), ("Three", "3 slides")]
    open_kept(app, "Three")
    assert draft(app) == THREE
    # As soon as there is room again, everything is kept.
    kept.fault = ""
    pressed(app, "editor_remove")
    pressed(app, "your_lessons_new")
    assert sorted(one["title"] for one in kept.records.values()) == ["Three", "Three (copy)"]
    assert "not kept here" not in text(app)


def test_a_lesson_changed_in_two_tabs_at_once_is_kept_twice() -> None:
    app = made()
    kept = browser(app)
    pressed(app, "editor_remove")
    known = app.session_state["lesson_keeping"]
    (old,) = kept.records
    kept.records["copy"] = {**kept.records[old], "id": "copy"}
    kept.records[old] = {**kept.records[old], "writer": "other", "title": "By the other"}
    kept_browser.told(app, kept.message(session(app), moved=({"id": old, "as": "copy", "base": None},)))
    assert known.open == "copy"
    assert draft(app).title == "Three (from this tab)"
    assert "“Three” was changed in another tab too. Nothing is lost" in text(app)
    assert sorted(kept_list(app)) == [("By the other", "2 slides"), ("Three (from this tab)", "2 slides")]
    assert kept.records["copy"]["title"] == "Three (from this tab)"


def test_news_from_another_tab_are_taken_over() -> None:
    app = made()
    other = opened(browser=browser(app))
    pressed(other, "editor_remove")
    (now,) = browser(app).records.values()
    kept_browser.told(app, browser(app).message(session(app), lesson=now))
    assert titles(app) == ["B", "C"]
    pressed(app, "editor_undo")
    assert titles(app) == ["A", "B", "C"]
    _, sent = kept_browser.sent(app) or ("", {})
    assert sent["saves"][-1]["base"] == {"writer": session(other), "revision": now["revision"]}


def test_the_state_that_is_open_is_no_news() -> None:
    app = opened(browser=browser(made()))
    app.radio(key="editor_slide_choice").set_value(2)
    ran(app)
    (now,) = browser(app).records.values()
    kept_browser.told(app, browser(app).message(session(app), lesson=now))
    assert "Slide 3 of 3" in text(app)


BROKEN: dict[str, dict[str, Any]] = {
    "content": {"content": "nonsense"},
    "no content": {"content": None},
    "newer": {"form": 99},
    "no title": {"title": None},
    "date": {"changed": 1e300},
    "markup": {"title": "<b>x</b>", "content": "AAAA"},
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_lesson_is_told_offered_and_left_alone(kind: str) -> None:
    app = made()
    kept = browser(app)
    (lesson,) = kept.records
    broken = kept.records[lesson] = {**kept.records[lesson], **BROKEN[kind]}
    app = opened(browser=kept)
    assert "is kept in this browser and cannot be opened: " in text(app)
    assert "<b>x</b>" not in "".join(element.proto.body for element in app.get("html"))
    (download,) = [one for one in app.download_button if one.label == "Download what is kept"]
    assert not download.proto.disabled
    assert json.loads(app.session_state["lesson_keeping"].broken[lesson].record) == broken
    pressed(app, ADD)
    assert kept.records[lesson] == broken
    assert len(kept.records) == 2
    pressed(app, f"broken_delete_{lesson}")
    assert lesson not in kept.records
    assert "cannot be opened" not in text(app)


@pytest.mark.parametrize(
    "message",
    [
        None,
        17,
        [],
        {},
        {"session": 1},
        {"session": "", "answer": -1, "heads": [], "lesson": None, "kept": {}, "moved": [], "fault": ""},
        {"session": "", "answer": 1, "heads": [], "lesson": None, "kept": {}, "moved": [], "fault": "odd"},
        {"session": "", "answer": 1, "heads": 5, "lesson": 5, "kept": [], "moved": {}, "fault": ""},
    ],
)
def test_what_is_no_message_changes_nothing(message: Any) -> None:
    app = made()
    if isinstance(message, dict) and message.get("session") == "":
        message["session"] = session(app)
    kept_browser.told(app, message)
    assert draft(app) == THREE
    assert kept_list(app) == [("Three", "3 slides")]


def test_heads_that_are_none_are_left_out_and_the_others_shown() -> None:
    app = made()
    message = browser(app).message(session(app))
    message["heads"] += [5, None, {}, {"id": 7}, {"id": "x" * 101}, {"id": "odd", "title": 5}]
    kept_browser.told(app, message)
    assert kept_list(app) == [("Three", "3 slides"), ("A lesson that cannot be read", "0 slides")]


def test_a_message_for_another_session_is_not_heard() -> None:
    app = made()
    kept_browser.told(app, {**browser(app).message("another"), "fault": "full"})
    assert "not kept here" not in text(app)


def test_a_lesson_that_is_gone_when_it_is_asked_for_is_told() -> None:
    app = made()
    made(browser(app), Draft("Other", slides=(Slide(title="X"),)))
    app = opened(browser=browser(app))
    (gone,) = [one for one in browser(app).records if one != app.session_state["lesson_keeping"].open]
    title = browser(app).records.pop(gone)["title"]
    open_kept(app, title)
    assert "That lesson is no longer there" in text(app)
    assert len(kept_list(app)) == 1


def test_the_list_of_slides_that_belongs_to_another_lesson_chooses_nothing() -> None:
    app = made()
    app.radio(key="editor_slide_choice").set_value(2)
    ran(app)
    states = app._tree.get_widget_states()
    (choice,) = [one for one in states.widgets if one.id.endswith("-editor_slide_choice")]
    choice.string_value = "1. A slide of another lesson"
    app._run(states)
    assert not app.exception
    assert "Slide 3 of 3" in text(app)


def test_the_head_of_another_lesson_is_not_taken_over() -> None:
    app = made(lesson=Draft("Three", goals=("Old",), slides=THREE.slides))
    pressed(app, "your_lessons_new")
    pressed(app, ADD)
    before = draft(app)
    typed(app, "editor_title", "Three")
    typed(app, "editor_goals", "Old")
    assert draft(app) == before
    typed(app, "editor_title", "Mine")
    assert draft(app).title == "Mine"
