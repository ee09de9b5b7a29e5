"""Write a lesson as the text of its file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import tomlkit
from tomlkit.items import AoT, Array, InlineTable, String, Table

from bone_atlas.lessons.model import Lesson, RestsOn, Slide

HEAD = "A lesson of the Bone Metastasis Atlas. Open it on the page “Teach”, or say: bone-atlas check FILE"
#: A list of more letters has a line for each item.
ONE_LINE = 80


def to_toml(lesson: Lesson) -> str:
    """Write a lesson; `bone_atlas.lessons.read.parse` gives the same lesson back.

    Parameters
    ----------
    lesson : Lesson
        Any lesson.

    Returns
    -------
    str
        Text in TOML; what is at its default is left out.
    """
    document = tomlkit.document()
    document.add(tomlkit.comment(HEAD))
    document.add(tomlkit.nl())
    document.add("title", _text(lesson.title))
    document.add("minutes", tomlkit.item(lesson.minutes))
    if lesson.goals:
        document.add("goals", _list(lesson.goals))
    slides = AoT([])
    for slide in lesson.slides:
        slides.append(_slide(slide))
    document.add("slides", slides)
    return tomlkit.dumps(document)


def _slide(slide: Slide) -> Table:
    """Write the words of a slide first, then what it shows and what it asks."""
    found = tomlkit.table()
    found.add("title", _text(slide.title))
    for name in ("number", "text", "points", "at_once", "practise", "hidden", "notes"):
        if value := getattr(slide, name):
            found.add(name, _value(value))
    if slide.rests_on:
        found.add("rests_on", _grounds(slide.rests_on))
    if slide.no_fact:
        found.add("no_fact", _list(slide.no_fact))
    # What a slide shows is always said, also where it is the default.
    parts = {"shows": slide.state.shows, **slide.state.model_dump(exclude_defaults=True)}
    found.add("state", _table(parts))
    if slide.question:
        found.add("question", _table(slide.question.model_dump(exclude_defaults=True)))
    return found


def _grounds(entries: Iterable[RestsOn]) -> Array:
    """Write what the sentences rest on, one line for each."""
    found = tomlkit.array()
    for entry in entries:
        found.append(_entry(entry))
    return found.multiline(True)


def _entry(entry: RestsOn) -> InlineTable:
    written = tomlkit.inline_table()
    written.append("says", _text(entry.says, one_line=True))
    on = tomlkit.array()
    for reference in entry.on:
        on.append(_text(reference, one_line=True))
    written.append("on", on)
    return written


def _table(parts: dict[str, Any]) -> Table:
    found = tomlkit.table()
    for name, value in parts.items():
        found.add(name, _value(value))
    return found


def _value(value: Any) -> Any:
    """Write one value: a text, a list of texts or a number."""
    if isinstance(value, str):
        return _text(value)
    return _list(value) if isinstance(value, tuple | list) else tomlkit.item(value)


def _list(items: Iterable[str]) -> Array:
    """Write a list, one line for each where they are long."""
    texts = list(items)
    found = tomlkit.array()
    for text in texts:
        found.append(_text(text, one_line=True))
    return found.multiline(sum(map(len, texts)) > ONE_LINE)


def _text(text: str, *, one_line: bool = False) -> String:
    """Write a text so that it can be read and edited: over several lines where it has any."""
    # A reader of TOML takes every line end between three marks for "\\n": another is written out on one line.
    several = "\n" in text and "\r" not in text
    return tomlkit.string(text, multiline=several and not one_line)
