"""What a session makes once of something and keeps as long as that stays the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

Made = TypeVar("Made")


def made_once(key: str, of: object, make: Callable[[], Made]) -> Made:
    """Return what was made of something, and make it anew where it is another.

    A file to download is handed over made: one that Streamlit makes when it is asked for has another address
    in every run, and a click while a run is under way finds the old address gone.

    Parameters
    ----------
    key : str
        Where it is kept in ``st.session_state``.
    of : object
        What it is made of, compared as `==` does.
    make : callable
        Makes it.
    """
    kept = st.session_state.get(key)
    if kept is None or kept[0] != of:
        kept = st.session_state[key] = (of, make())
    made: Made = kept[1]
    return made
