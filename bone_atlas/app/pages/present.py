"""A lesson on the whole screen."""

from __future__ import annotations

import streamlit as st

from bone_atlas.app.lesson_editor import draft as lesson_draft
from bone_atlas.app.lesson_editor import keeping, messages
from bone_atlas.app.publish import contract
from bone_atlas.app.publish import figures as published
from bone_atlas.app.publish import lessons as published_lessons
from bone_atlas.app.registry import page_entry
from bone_atlas.app.shell import component, share
from bone_atlas.app.shell.errors import errors_shown
from bone_atlas.app.shell.navigation import go_to
from bone_atlas.app.shell.state import change, current
from bone_atlas.lessons.model import Lesson
from bone_atlas.lessons.read import LessonError
from bone_atlas.view_state import DRAFT_LESSON

KEY = "presenter"
#: In the session: what the presenter is given, and from where; the draft as the presenter receives it;
#: that the lesson is to be left.
START, DRAFT, CLOSED = "present_start", "present_draft", "present_closed"
#: What the presenter is given: the address of a lesson, or the lesson itself.
Given = str | contract.Lesson


@errors_shown()
def page() -> None:
    """Show the page."""
    if st.session_state.pop(CLOSED, False):
        st.session_state.pop(START, None)
        go_to(page_entry("teach"))
    if is_own := current().lesson == DRAFT_LESSON:
        keeping.mount(KEY)
    try:
        chosen = _lesson(current().lesson)
    except LessonError as error:
        st.html(messages.broken(error.problems))
        return
    if chosen is None and is_own and keeping.is_looking():
        st.html(messages.looking())
        return
    if chosen is None:
        is_asked = bool(st.query_params.get("lesson"))
        st.html(messages.missing(current().lesson, published_lessons.titles(), is_asked=is_asked))
        return
    _give(*chosen)


def _lesson(lesson: str) -> tuple[Lesson, Given] | None:
    """Return the lesson and what the presenter is given of it; None where there is none."""
    if lesson == DRAFT_LESSON:
        drafted = lesson_draft.lesson()
        return (drafted, _draft_for_presenter(drafted)) if drafted else None
    return published_lessons.published_lesson(lesson) if lesson else None


def _draft_for_presenter(lesson: Lesson) -> contract.Lesson:
    """Return the session's draft as the presenter receives it; made anew only when it has changed."""
    kept: tuple[Lesson, contract.Lesson] | None = st.session_state.get(DRAFT)
    if kept is None or kept[0] != lesson:
        kept = st.session_state[DRAFT] = (lesson, published_lessons.deck(lesson))
    return kept[1]


def _give(lesson: Lesson, given: Given) -> None:
    """Mount the presenter: it receives where to start, and from then on reports where it is."""
    shown = current()
    _stand(lesson, shown.slide, shown.revealed)
    start = st.session_state.get(START)
    if component.position(KEY) is None or start is None or start[0] != given:
        # Kept as long as the lesson is given: the same data cost nothing to send again.
        start = st.session_state[START] = (given, current().slide, current().revealed)
    component.presenter(
        KEY,
        {
            "lesson": given,
            "notes": published.notes_url(),
            "closing": f"/{page_entry('teach').path}",
            "phones": share.for_phones(),
            "slide": start[1],
            "revealed": start[2],
        },
        on_rest=_take_position,
        on_close=_close,
    )
    wanted = current().to_lesson_query()
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def _stand(lesson: Lesson, slide: int, revealed: int) -> None:
    """Stand at the slide with a number; numbers that no slide has become the nearest that there are."""
    place = lesson.place_of(slide)
    revealed = min(max(revealed, 0), len(lesson.slides[place - 1].steps))
    change(slide=lesson.numbers[place - 1], revealed=revealed)


def _take_position(key: str) -> None:
    """Take over where the lesson rests."""
    if position := component.position(key):
        change(slide=position[0], revealed=position[1])


def _close() -> None:
    st.session_state[CLOSED] = True
