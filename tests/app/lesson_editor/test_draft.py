"""Changes of a lesson that is being made: within its limits, undone at will."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bone_atlas.app.lesson_editor import draft as lesson_draft
from bone_atlas.app.lesson_editor.draft import Draft, History
from bone_atlas.lessons.model import RestsOn, Slide

FILES = Path(__file__).resolve().parents[2] / "lessons" / "files"
GOOD = (FILES / "good" / "all_kinds.toml").read_bytes()
SLIDES = tuple(Slide(title=letter) for letter in "ABC")
THREE = Draft(slides=SLIDES)


def test_slides_are_added_moved_changed_and_removed() -> None:
    assert lesson_draft.added(THREE, Slide(title="D")).slides[-1].title == "D"
    assert lesson_draft.added(THREE, Slide(title="D"), 1).slides[1].title == "D"
    assert [s.title for s in lesson_draft.moved(THREE, 0, 1).slides] == ["B", "A", "C"]
    assert [s.title for s in lesson_draft.moved(THREE, 2, -1).slides] == ["A", "C", "B"]
    assert lesson_draft.moved(THREE, 0, -1) == THREE
    assert lesson_draft.moved(THREE, 2, 1) == THREE
    assert [s.title for s in lesson_draft.removed(THREE, 1).slides] == ["A", "C"]
    assert lesson_draft.changed(THREE, 1, points=("x",)).slides[1] == Slide(title="B", points=("x",))


def test_what_a_sentence_rested_on_goes_when_the_sentence_is_changed() -> None:
    slide = Slide(
        title="A",
        text="Blood flows. Look at it.",
        notes="Wait.",
        rests_on=(RestsOn(says="Blood flows.", on=("our_reading",)),),
        no_fact=("Look at it.", "Wait."),
    )
    one = Draft(slides=(slide,))
    assert lesson_draft.changed(one, 0, notes="Wait. Then go on.").slides[0].rests_on == slide.rests_on
    changed = lesson_draft.changed(one, 0, text="Blood stands. Look at it.").slides[0]
    assert (changed.rests_on, changed.no_fact) == ((), slide.no_fact)


def test_what_breaks_a_limit_is_refused() -> None:
    with pytest.raises(ValidationError):
        lesson_draft.changed(THREE, 0, title="  ")
    with pytest.raises(ValidationError):
        lesson_draft.headed(THREE, minutes=0)
    full = Draft(slides=SLIDES * 20)
    with pytest.raises(ValueError, match="at most 60 slides"):
        lesson_draft.added(full, SLIDES[0])


@given(st.lists(st.sampled_from(["add", "remove", "move", "undo", "redo", "same"]), max_size=40))
def test_undoing_all_gives_what_was_there_at_first(acts: list[str]) -> None:
    history = start = History(THREE)
    for number, act in enumerate(acts):
        now = history.now
        if act == "add" and len(now.slides) < 60:
            history = history.do(
                lesson_draft.added(now, Slide(title=f"new {number}"), 1 if now.slides else 0)
            )
        elif act == "remove" and now.slides:
            history = history.do(lesson_draft.removed(now, 0))
        elif act == "move" and now.slides:
            history = history.do(lesson_draft.moved(now, 0, 1))
        elif act == "same":
            assert history.do(now) is history
        else:
            history = history.undo() if act == "undo" else history.redo()
    last = history
    while history.before:
        history = history.undo()
    assert history.now == start.now
    while history.after:
        history = history.redo()
    while last.after:
        last = last.redo()
    assert history.now == last.now


def test_old_changes_are_forgotten_at_last() -> None:
    history = History()
    for number in range(lesson_draft.MOST_CHANGES + 50):
        history = history.do(Draft(title=str(number)))
    assert len(history.before) == lesson_draft.MOST_CHANGES


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("My lesson", "my_lesson.toml"),
        ("Où? / ../etc", "ou_etc.toml"),
        ("骨转移", "my_lesson.toml"),
        ("x" * 300, f"{'x' * 60}.toml"),
    ],
)
def test_the_file_has_a_plain_name(title: str, name: str) -> None:
    assert lesson_draft.file_name(title) == name


def test_only_a_very_long_lesson_is_too_large() -> None:
    long = Slide(title="t", text="骨" * 4000, notes="骨" * 4000)
    assert not lesson_draft.too_large(Draft(slides=(long,) * 8))
    assert lesson_draft.too_large(Draft(slides=(long,) * 9))
    marked = Slide(title="t", no_fact=("骨" * 4000,), rests_on=(RestsOn(says="骨" * 4000, on=("x",)),))
    assert lesson_draft.too_large(Draft(slides=(marked,) * 9))
