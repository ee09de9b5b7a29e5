"""The view state of a session: one copy, kept in step with the URL and the widgets."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from bone_atlas import view_state
from bone_atlas.app.catalogue import catalogue
from bone_atlas.view_state import ViewState

KEY = "view_state"
NOTICES = "view_state_notices"


def current() -> ViewState:
    """Return what is on the screen; the first call of a session reads it from the URL."""
    if KEY not in st.session_state:
        state, notices = view_state.from_query(st.query_params.to_dict(), catalogue().known())
        st.session_state[KEY] = state
        st.session_state[NOTICES] = notices
    shown: ViewState = st.session_state[KEY]
    return shown


def notices() -> list[str]:
    """Return what the URL asked for and does not exist, one sentence each."""
    texts: list[str] = st.session_state.get(NOTICES, [])
    return texts


def change(**parts: object) -> None:
    """Change parts of what is on the screen; notices about the old URL go."""
    st.session_state[KEY] = current().with_(**parts)
    st.session_state[NOTICES] = []


#: Parts of a view that links from page to page carry.
_CARRIED = ("layer", "view", "sites", "names", "route", "breast", "journey", "step", "part", "second")
_PAGE = "page_of_view"


def take_query(query: Mapping[str, str]) -> None:
    """Take over the view that an address names; what it names and is not known is told of."""
    asked, notices = view_state.from_query(query, catalogue().known())
    change(**{part: getattr(asked, part) for part in _CARRIED})
    st.session_state[NOTICES] = notices


def follow_link(page: str) -> None:
    """Take over the view that the link to a page carried, when the page is entered."""
    entered = st.session_state.get(_PAGE) != page
    st.session_state[_PAGE] = page
    query = st.query_params.to_dict()
    if entered and "layer" in query and query != current().to_query():
        take_query(query)


def take_lesson() -> None:
    """Take over which lesson the address asks for: a link to another one keeps the session."""
    lesson = st.query_params.get("lesson", "")
    if lesson and lesson != current().lesson:
        asked, notices = view_state.from_query(st.query_params.to_dict(), catalogue().known())
        change(lesson=asked.lesson, slide=asked.slide, revealed=asked.revealed)
        st.session_state[NOTICES] = notices


def take_quiz(query: Mapping[str, str]) -> None:
    """Take over the quiz that an address names; what it names and is not known is told of."""
    asked, notices = view_state.from_query(query, catalogue().known())
    change(quiz=asked.quiz, topic=asked.topic, level=asked.level)
    st.session_state[NOTICES] = notices


def ignore(_key: str) -> None:
    """Do nothing: there is nothing to select in a figure that only shows."""
