"""The view state of a session: one copy, kept in step with the URL and the widgets."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from bone_atlas import view_state
from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.shell import component
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
    st.session_state[_CHANGED] = True


def take_selection(key: str) -> None:
    """Take over what the reader selected in a figure."""
    known = catalogue().known().ids
    change(sites=tuple(i for i in component.selection(key) if i in known))


def write_url() -> None:
    """Bring the URL in step with the view state, if it is not."""
    wanted = current().to_query()
    if not notices():
        st.session_state[_IN_STEP] = wanted
        if st.query_params.to_dict() != wanted:
            st.query_params.from_dict(wanted)
    st.session_state[_CHANGED] = False


#: Parts of a view that links from page to page carry.
_CARRIED = ("layer", "view", "sites", "names", "route", "breast", "journey", "step", "part", "second")
_PAGE = "page_of_view"
#: The address that the view state is in step with; None on a page that writes none.
_IN_STEP = "address_in_step"
#: Whether a widget has changed the view since the address was written: the browser may send the old one yet.
_CHANGED = "view_changed"


def take_query(query: Mapping[str, str]) -> None:
    """Take over the view that an address names; what it names and is not known is told of."""
    asked, notices = view_state.from_query(query, catalogue().known())
    change(**{part: getattr(asked, part) for part in _CARRIED})
    st.session_state[NOTICES] = notices


def follow_link(page: str) -> None:
    """Take over the view that the link to a page carried, when the page is entered, and that of "Back"."""
    entered = st.session_state.get(_PAGE) != page
    st.session_state[_PAGE] = page
    query = st.query_params.to_dict()
    in_step = None if entered else st.session_state.get(_IN_STEP)
    gone_back = in_step is not None and query != in_step and not st.session_state.get(_CHANGED)
    if (entered or gone_back) and "layer" in query and query != current().to_query():
        take_query(query)
    st.session_state[_IN_STEP] = query if gone_back else in_step
    st.session_state[_CHANGED] = False


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
