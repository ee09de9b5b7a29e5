"""The page of lessons: what it is for, a card for each lesson, the keys of the presenter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from bone_atlas import facts
from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import elements as h
from bone_atlas.exports.lessons import size
from bone_atlas.lessons.model import Lesson

INTRODUCTION = h.section(
    h.h2("Teach"),
    h.p(
        "Lessons to give on a projector, each a sequence of views of the atlas with words, questions and "
        "notes; or make one of your own."
    ),
    cls="atlas-lessons",
)


def card(lesson: Lesson, *more: Markup) -> Markup:
    """Return title, size and goals of a lesson as HTML.

    Parameters
    ----------
    lesson : Lesson
        A lesson with which nothing is wrong.
    *more : Markup
        What can be done with it.

    Returns
    -------
    Markup
        A heading of the third level and what belongs under it.
    """
    rows = catalogue().rows
    return h.div(
        h.heading(facts.tell(lesson.title, rows).text),
        h.small_print(size(lesson)),
        h.listed(facts.tell(goal, rows).text for goal in lesson.goals),
        *more,
        cls="atlas-lesson",
    )


def keys(rows: Iterable[tuple[Sequence[str], str]]) -> Markup:
    """Return keys of the presenter, and what each does, as HTML."""
    told = ((h.joined(*map(h.kbd, labels), by=" "), does) for labels, does in rows)
    table = h.table(("Key", "What it does"), told)
    return h.details(h.summary("Keys while presenting"), table, cls="atlas-keys")
