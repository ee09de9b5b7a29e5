"""The practice page: a quiz made from the tables, played in the browser."""

from __future__ import annotations

import streamlit as st

from bone_atlas.app.publish import contract
from bone_atlas.app.publish import quiz as published_quiz
from bone_atlas.app.shell import component, share, state
from bone_atlas.app.shell.state import current
from bone_atlas.app.take_home import order
from bone_atlas.app.take_home.offers import offers
from bone_atlas.quiz import titles
from bone_atlas.view_state import LEVELS, QUIZ_PARAMETERS, TOPICS

PAGE = "practise"
KEY = "practice"
#: The address that the quiz is in step with.
IN_STEP = "practise_address"
LARGEST_NUMBER = 999_999_999


def page() -> None:
    """Show the page."""
    _take_url()
    _write_url()
    if state.notices():
        st.warning("  \n".join(state.notices()))
    component.practice(KEY, _data(), on_want=_take)
    if current().quiz:
        with st.popover("Ask others the same", key="share_quiz"):
            st.html(share.card(current(), PAGE, current().to_quiz_query()))
    st.html(offers(order.all_of_quiz(), "all questions", title="Take the questions home"))


def _data() -> contract.QuizData:
    shown = current()
    offered: contract.QuizData = {
        "topics": titles.TOPICS,
        "levels": titles.LEVELS,
        "topic": shown.topic,
        "level": shown.level,
    }
    if not shown.quiz:
        return offered
    link = share.link(shown, PAGE, shown.to_quiz_query())
    return {**offered, "deck": published_quiz.deck(shown.quiz, shown.topic, shown.level, link)}


def _take(key: str) -> None:
    """Take over which quiz the reader wants; what is no quiz is not taken."""
    wanted = component.requested(key)
    number, topic, level = wanted.get("quiz"), wanted.get("topic"), wanted.get("level")
    known = type(number) is int and 0 <= number <= LARGEST_NUMBER
    if known and topic in TOPICS and level in LEVELS:
        state.change(quiz=number, topic=topic, level=level)
        st.session_state[IN_STEP] = st.query_params.to_dict()  # what the browser had then is left behind


def _take_url() -> None:
    """Take over the quiz that a link names, or the one to which "Back" and "Forward" lead."""
    query = st.query_params.to_dict()
    if query != st.session_state.get(IN_STEP) and not QUIZ_PARAMETERS.isdisjoint(query):
        state.take_quiz(query)


def _write_url() -> None:
    """Bring the address in step with the quiz that is played."""
    wanted = current().to_quiz_query()
    if st.query_params.to_dict() != wanted and not state.notices():
        st.query_params.from_dict(wanted)
    st.session_state[IN_STEP] = st.query_params.to_dict()
