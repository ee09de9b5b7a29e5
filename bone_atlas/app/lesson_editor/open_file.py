"""Open a lesson: a file, pasted text, a copy of one that comes with the atlas; it is one more lesson.

What was brought and has faults is kept in the session under ``lesson_draft_report`` until it is mended or
left; ``lesson_draft_brought`` counts, so that the box for the next file is empty.
"""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup

from bone_atlas import wording
from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import elements as h
from bone_atlas.app.lesson_editor import draft as lesson_draft
from bone_atlas.app.lesson_editor import keeping
from bone_atlas.app.lesson_editor.draft import Draft, History
from bone_atlas.app.shell.navigation import plain_label
from bone_atlas.faults import Problem
from bone_atlas.lessons.model import Lesson
from bone_atlas.lessons.read import MAX_BYTES, Report, examine

REPORT, BROUGHT = "lesson_draft_report", "lesson_draft_brought"
FILE, TEXT = "lesson_draft_file", "lesson_draft_text"
PASTED = "pasted text"
#: So many problems are listed; the command line lists them all.
SHOWN = 100


def opener() -> None:
    """Show how a lesson is opened, and what was wrong with the one brought last."""
    report: Report | None = st.session_state.get(REPORT)
    with st.expander("Open a lesson file", expanded=report is not None), st.container(key="open_lesson"):
        number = st.session_state.get(BROUGHT, 0)
        key = f"{FILE}_{number}"
        st.file_uploader(
            f"The file of a lesson (.toml), at most {MAX_BYTES // 1024} KB",
            type="toml",
            key=key,
            on_change=_uploaded,
            args=(key,),
        )
        st.text_area("Or paste its text", key=TEXT, height=90)
        st.button("Open the pasted text", key="lesson_draft_paste", on_click=_pasted)
        if report is not None:
            _faulty(report)


def _uploaded(key: str) -> None:
    file = st.session_state[key]
    if file is None:
        st.session_state.pop(REPORT, None)
    else:
        _take(file.getvalue(), file.name)


def _pasted() -> None:
    text = st.session_state[TEXT] or ""
    if text.strip():
        _take(text.encode("utf-8", errors="replace"), PASTED)


def _take(content: bytes, name: str) -> None:
    """Open what was brought if nothing is wrong with it; else show the faults; what is there stays."""
    report = examine(content, name, catalogue().rows)
    if report.lesson is not None and not report.problems:
        open_lesson(report.lesson)
    else:
        st.session_state[REPORT] = report


def open_lesson(lesson: Lesson) -> None:
    """Go on with another lesson; the one that is open stays in the list.

    Parameters
    ----------
    lesson : Lesson
        Any lesson.
    """
    had = bool(lesson_draft.draft().slides)
    keeping.begin(History(Draft.of(lesson)))
    for key in (REPORT, TEXT):
        st.session_state.pop(key, None)
    st.session_state[BROUGHT] = st.session_state.get(BROUGHT, 0) + 1
    before = " The lesson that was open before is in the list." if had else ""
    st.toast(f"“{plain_label(lesson.title)}” is open.{before}", duration="long")


def _faulty(report: Report) -> None:
    """Show all that is wrong; a lesson that only names what there is not can be mended in the page."""
    head = h.b(f"{report.file}: {wording.counted(len(report.problems), 'problem')}.")
    alert = h.p(
        head, " Your lesson below is as it was.", cls="atlas-own-summary atlas-own-wrong", role="alert"
    )
    st.html(h.joined(alert, problems(report.problems)))
    with st.container(horizontal=True):
        if report.lesson is not None:
            st.button(
                "Open it all the same, to mend it here",
                key="lesson_draft_mend",
                on_click=open_lesson,
                args=(report.lesson,),
            )
        st.button("Leave it", key="lesson_draft_leave", on_click=_leave)


def _leave() -> None:
    st.session_state.pop(REPORT, None)
    st.session_state[BROUGHT] = st.session_state.get(BROUGHT, 0) + 1


def problems(problems: Iterable[Problem]) -> Markup:
    """Return what is wrong with a lesson as a table of slide, field and message.

    Parameters
    ----------
    problems : iterable of Problem
        Of one file.

    Returns
    -------
    Markup
        HTML that can be scrolled by keyboard.
    """
    listed = list(problems)
    cells = [
        (problem.slide or "–", h.code(problem.field or "–"), problem.message) for problem in listed[:SHOWN]
    ]
    more = None if len(listed) <= SHOWN else h.p(f"The first {SHOWN} of {len(listed):,} are shown.")
    table = h.table(("Slide", "Field", "What is wrong"), cells)
    return h.joined(h.scrolled("What is wrong with the file", table), more)
