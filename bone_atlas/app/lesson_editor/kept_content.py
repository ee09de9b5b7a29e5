"""The text in which a browser keeps a lesson with its history, and the way back.

Slides that did not change between two drafts are written once: sixty slides after two hundred changes take a
few tens of kilobytes. What comes back may be anything, since it lay in somebody's browser: it passes the same
model as an uploaded file.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bone_atlas.app.lesson_editor.draft import MOST_CHANGES, MOST_SLIDES, Draft, History, headed
from bone_atlas.lessons.model import Slide

#: Number of the form that is written.
FORM = 1
#: By the number of an older form: what makes its content one of the next form.
UPGRADES: dict[int, Callable[[Any], Any]] = {}
#: More than any lesson takes; what a browser sends must not fill the server's memory.
MOST_LETTERS, MOST_BYTES = 8 * 1024 * 1024, 32 * 1024 * 1024
Index = Annotated[int, Field(ge=0)]


class KeptError(ValueError):
    """What was kept cannot be read; the message says why."""


class _Draft(BaseModel):
    """A draft, its slides by their positions."""

    model_config = ConfigDict(extra="forbid")
    title: str
    minutes: int
    goals: list[str]
    slides: Annotated[list[Index], Field(max_length=MOST_SLIDES)]


class _Content(BaseModel):
    """All drafts in order, and which of them is the present one."""

    model_config = ConfigDict(extra="forbid")
    slides: Annotated[list[Slide], Field(max_length=(2 * MOST_CHANGES + 1) * MOST_SLIDES)]
    drafts: Annotated[list[_Draft], Field(min_length=1, max_length=2 * MOST_CHANGES + 1)]
    now: Index
    chosen: Index


def written(history: History, chosen: int) -> str:
    """Write a lesson with all that can be undone and redone.

    Parameters
    ----------
    history : History
        The lesson.
    chosen : int
        Index of the slide that is edited, from 0.

    Returns
    -------
    str
        Plain letters; `read` gives the same back.
    """
    positions: dict[Slide, int] = {}
    # Drafts share the slides that did not change: their own identity is known faster than their equality.
    known: dict[int, int] = {}

    def position(slide: Slide) -> int:
        at = known.get(id(slide))
        if at is None:
            at = known[id(slide)] = positions.setdefault(slide, len(positions))
        return at

    drafts = [
        {
            "title": draft.title,
            "minutes": draft.minutes,
            "goals": draft.goals,
            "slides": [position(slide) for slide in draft.slides],
        }
        for draft in (*history.before, history.now, *reversed(history.after))
    ]
    content = {
        "slides": [slide.model_dump(exclude_defaults=True) for slide in positions],
        "drafts": drafts,
        "now": len(history.before),
        "chosen": chosen,
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode("utf-8"))).decode("ascii")


def read(form: int, content: str) -> tuple[History, int]:
    """Read what `written` wrote, now or in an earlier version of the atlas.

    Parameters
    ----------
    form : int
        Number of the form in which it is written.
    content : str
        What was kept.

    Returns
    -------
    tuple of History and int
        The lesson, and the index of the slide that is edited.

    Raises
    ------
    KeptError
        If it cannot be read.
    """
    if form > FORM:
        raise KeptError("it was kept by a newer version of the atlas")
    found = _unpacked(content)
    try:
        for older in range(form, FORM):
            found = UPGRADES[older](found)
        return _history(_Content.model_validate(found))
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        field = ".".join(map(str, fault["loc"]))
        raise KeptError(f"{field or 'its content'}: {fault['msg'].lower()}") from error
    except (LookupError, TypeError, AttributeError, RecursionError) as error:
        raise KeptError("its parts do not fit together") from error


def _unpacked(content: str) -> Mapping[str, Any]:
    """Return the content as JSON holds it."""
    if len(content) > MOST_LETTERS:
        raise KeptError("it is too large")
    unpacking = zlib.decompressobj()
    try:
        packed = unpacking.decompress(base64.b64decode(content, validate=True), MOST_BYTES)
    except (binascii.Error, zlib.error, ValueError) as error:
        raise KeptError("it is damaged") from error
    if not unpacking.eof:
        raise KeptError("it is too large" if unpacking.unconsumed_tail else "its end is missing")
    try:
        found: Mapping[str, Any] = json.loads(packed.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise KeptError("it is damaged") from error
    return found


def _history(content: _Content) -> tuple[History, int]:
    """Put drafts together again; each passes the limits of a lesson."""
    drafts = [
        headed(
            Draft(slides=tuple(content.slides[at] for at in draft.slides)),
            title=draft.title,
            minutes=draft.minutes,
            goals=tuple(draft.goals),
        )
        for draft in content.drafts
    ]
    at = content.now
    before, now, after = drafts[:at], drafts[at], drafts[at + 1 :]
    return History(now, tuple(before[-MOST_CHANGES:]), tuple(reversed(after))), content.chosen
