"""A lesson comes back from the browser as it went, with all that can be undone; anything else is refused."""

from __future__ import annotations

import base64
import json
import random
import zlib
from pathlib import Path
from typing import Any

import pytest

from bone_atlas.app.lesson_editor import draft as lesson_draft
from bone_atlas.app.lesson_editor import kept_content
from bone_atlas.app.lesson_editor.draft import MOST_CHANGES, Draft, History
from bone_atlas.app.lesson_editor.kept_content import FORM, KeptError, read, written
from bone_atlas.lessons import LESSONS
from bone_atlas.lessons.model import Slide
from bone_atlas.lessons.read import from_bytes

FILES = Path(__file__).resolve().parents[2] / "lessons" / "files"
ALL_KINDS = from_bytes((FILES / "good" / "all_kinds.toml").read_bytes(), "f")
#: A lesson as the first version of the atlas that kept any wrote it: it must be read for ever.
FORM_1 = Path(__file__).parent / "kept_form_1.txt"
#: Scenes that came after it.
SHOWN_SINCE = {"reach", "marrow", "difference", "judged"}


def packed(content: object) -> str:
    text = content if isinstance(content, str) else json.dumps(content)
    return base64.b64encode(zlib.compress(text.encode())).decode()


def unpacked(content: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(content)))
    return found


def walk(seed: int, start: Draft, steps: int = 60) -> History:
    """A lesson after many changes of every kind, some of them undone."""
    chance = random.Random(seed)
    history = History(start)
    for number in range(steps):
        now = history.now
        match chance.randrange(6):
            case 0:
                history = history.do(lesson_draft.headed(now, title=f"T{number}", goals=(f"g{number}",)))
            case 1 if len(now.slides) > 1:
                history = history.do(lesson_draft.removed(now, chance.randrange(len(now.slides))))
            case 2:
                history = history.undo()
            case 3:
                history = history.redo()
            case 4 if now.slides:
                at = chance.randrange(len(now.slides))
                history = history.do(lesson_draft.changed(now, at, notes=f"n{number} “é” \n\0"))
            case _:
                history = history.do(lesson_draft.added(now, Slide(title=f"S{number}"), 0))
    return history


@pytest.mark.parametrize("seed", range(8))
def test_what_is_written_is_read(seed: int) -> None:
    history = walk(seed, Draft.of(ALL_KINDS) if seed % 2 else Draft())
    assert read(FORM, written(history, seed)) == (history, seed)


def test_an_empty_lesson_with_a_past_is_read() -> None:
    history = History(Draft(slides=(Slide(title="A"),))).do(Draft())
    assert read(FORM, written(history, 0)) == (history, 0)


def test_sixty_slides_after_two_hundred_changes_are_small() -> None:
    slides = [
        slide
        for path in sorted(LESSONS.glob("*.toml"))
        for slide in from_bytes(path.read_bytes(), path.name).slides
    ]
    history = History(Draft(slides=tuple((slides * 2)[:60])))
    for number in range(MOST_CHANGES):
        history = history.do(lesson_draft.changed(history.now, number % 60, notes=f"Changed {number} times."))
    content = written(history, 0)
    assert len(history.before) == MOST_CHANGES
    assert len(content) < 72 * 1024
    assert read(FORM, content) == (history, 0)


def test_what_the_first_version_kept_is_read() -> None:
    history, chosen = read(1, FORM_1.read_text(encoding="ascii").strip())
    then = tuple(slide for slide in ALL_KINDS.slides if slide.state.shows not in SHOWN_SINCE)
    assert history.now.lesson() == ALL_KINDS.model_copy(update={"slides": then})
    assert [draft.title for draft in history.before] == [ALL_KINDS.title]
    assert [draft.goals for draft in history.after] == [("One",)]
    assert history.undo().now.slides == then[:-1]
    assert chosen == 2


def test_an_older_form_is_brought_up_to_date_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    now = unpacked(written(History(Draft(slides=(Slide(title="A"),))), 0))
    older = {**now, "pages": now["slides"]}
    del older["slides"]

    def renamed(content: dict[str, Any]) -> dict[str, Any]:
        return {
            **{name: part for name, part in content.items() if name != "pages"},
            "slides": content["pages"],
        }

    monkeypatch.setattr(kept_content, "FORM", 3)
    monkeypatch.setattr(kept_content, "UPGRADES", {1: renamed, 2: lambda content: {**content, "chosen": 7}})
    assert read(1, packed(older)) == (History(Draft(slides=(Slide(title="A"),))), 7)
    assert read(3, packed(now))[1] == 0
    with pytest.raises(KeptError, match="do not fit together"):
        read(0, packed(older))


def good() -> dict[str, Any]:
    return unpacked(written(History(Draft(slides=(Slide(title="A"), Slide(title="B")))), 0))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"slides": [{"title": ""}, {"title": "B"}]}, "slides.0.title"),
        ({"slides": [{"title": "A", "script": "x"}, {"title": "B"}]}, "slides.0.script"),
        ({"slides": [{"title": "A", "state": {"shows": "nowhere"}}, {"title": "B"}]}, "slides.0.state.shows"),
        ({"slides": []}, "do not fit together"),
        ({"drafts": []}, "drafts"),
        ({"drafts": [{"title": "T", "minutes": 10, "goals": [], "slides": [0] * 61}]}, "slides"),
        ({"drafts": [{"title": "T" * 201, "minutes": 10, "goals": [], "slides": [0]}]}, "title"),
        ({"drafts": [{"title": "T", "minutes": 0, "goals": [], "slides": [0]}]}, "minutes"),
        ({"drafts": [{"title": "T", "minutes": 10, "goals": [], "slides": [-1]}]}, "slides"),
        ({"now": 1}, "do not fit together"),
        ({"now": -1}, "now"),
        ({"more": 1}, "more"),
    ],
)
def test_what_breaks_a_limit_is_refused_with_the_reason(change: dict[str, Any], why: str) -> None:
    with pytest.raises(KeptError, match=why):
        read(FORM, packed({**good(), **change}))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "end is missing"),
        ("no letters of base 64 é", "damaged"),
        ("AAAA", "damaged"),
        (packed("not JSON"), "damaged"),
        (packed("[" * 100_000), "damaged"),
        (packed('{"now": ' + "9" * 5000 + "}"), "damaged"),
        (packed("null"), "its content"),
        (packed([1]), "its content"),
        (packed("x" * 200)[:-8], "end is missing|damaged"),
        ("A" * (kept_content.MOST_LETTERS + 4), "too large"),
        (packed(" " * (kept_content.MOST_BYTES + 1)), "too large"),
    ],
    ids=("empty", "letters", "packing", "text", "deep", "number", "null", "list", "cut", "long", "bomb"),
)
def test_what_is_no_lesson_is_refused_with_the_reason(content: str, why: str) -> None:
    with pytest.raises(KeptError, match=why):
        read(FORM, content)


def test_what_a_newer_version_kept_is_left_alone() -> None:
    with pytest.raises(KeptError, match="newer version"):
        read(FORM + 1, packed(good()))
