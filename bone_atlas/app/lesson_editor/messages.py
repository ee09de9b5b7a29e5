"""What the page of a lesson says where there is none to give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from markupsafe import Markup

from bone_atlas.app.html import elements as h
from bone_atlas.app.registry import page_entry
from bone_atlas.view_state import DRAFT_LESSON

TEACH = h.p(h.link(f"./{page_entry('teach').path}", "To the lessons", target="_self"))


def missing(lesson: str, titles: Mapping[str, str], *, is_asked: bool) -> Markup:
    """Return what is said where a lesson is not there.

    Parameters
    ----------
    lesson : str
        Id of the lesson that was asked for; empty where none was, or where it is not known.
    titles : mapping of str to str
        The lessons that there are: the title of each by its id.
    is_asked : bool
        Whether the address names a lesson at all.
    """
    if lesson == DRAFT_LESSON:
        head = "There is no lesson of your own here"
        text = (
            "A lesson of your own is kept in the browser in which you made it, and this one has none with a "
            "slide. Open its file on the page of lessons, then start it from there."
        )
    elif is_asked:
        head = "There is no such lesson"
        text = "The link names no lesson of this atlas. These are the ones that come with it."
    else:
        head = "Which lesson?"
        text = "Choose the lesson to present."
    links = () if lesson == DRAFT_LESSON else (_link(*other) for other in titles.items())
    return h.section(h.h1(head), h.p(text), h.listed(links), TEACH, cls="atlas-no-lesson")


def looking() -> Markup:
    """Return what is said until the browser has told what it keeps."""
    said = h.p("Looking for your lesson in this browser …", role="status")
    return h.section(said, TEACH, cls="atlas-no-lesson")


def _link(lesson: str, title: str) -> Markup:
    query = urlencode({"page": page_entry("present").path, "lesson": lesson})
    return h.link(f"./?{query}", title, target="_self")


def broken(problems: Iterable[object]) -> Markup:
    """Return what is wrong with a lesson's file, a line for each problem."""
    head = h.h1("The lesson cannot be given, because its file is broken")
    return h.section(head, h.ul(h.li(str(problem)) for problem in problems), TEACH, cls="atlas-no-lesson")
