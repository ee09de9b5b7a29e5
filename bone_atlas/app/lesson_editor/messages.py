"""What the page of a lesson says where there is none to give; every text from a file is escaped here."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import urlencode

from bone_atlas.view_state import DRAFT_LESSON

TEACH = "<p><a href='./teach' target='_self'>To the lessons</a></p>"


def missing(lesson: str, others: Iterable[str]) -> str:
    """Return what is said where a lesson is not there.

    Parameters
    ----------
    lesson : str
        Id of the lesson that was asked for; empty where none was, or where it is not known.
    others : iterable of str
        Ids of the lessons that there are.
    """
    if lesson == DRAFT_LESSON:
        head = "Your own lesson is not in this session"
        words = (
            "A lesson of your own lives in the page where you made it, and a reload of the page empties it. "
            "Open its file again on the page of lessons, then start it from there."
        )
    else:
        head = "There is no such lesson"
        words = "The link names no lesson of this atlas. These are the ones that come with it."
    links = "" if lesson == DRAFT_LESSON else "".join(_link(other) for other in others)
    listed = f"<ul>{links}</ul>" if links else ""
    return f"<section class='atlas-no-lesson'><h1>{head}</h1><p>{words}</p>{listed}{TEACH}</section>"


def _link(lesson: str) -> str:
    query = escape(urlencode({"page": "present", "lesson": lesson, "slide": 1}), quote=True)
    name = escape(lesson.replace("_", " ").replace("-", " "))
    return f"<li><a href='./?{query}' target='_self'>{name}</a></li>"


def broken(problems: Iterable[object]) -> str:
    """Return what is wrong with a lesson's file, a line for each problem."""
    listed = "".join(f"<li>{escape(str(problem))}</li>" for problem in problems)
    return (
        "<section class='atlas-no-lesson'><h1>The lesson cannot be given, because its file is broken</h1>"
        f"<ul>{listed}</ul>{TEACH}</section>"
    )
