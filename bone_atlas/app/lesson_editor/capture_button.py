"""The button that makes a slide of what is on the screen."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from bone_atlas.app.lesson_editor import keeping
from bone_atlas.lessons.model import Slide

LABEL = "Add this view as a slide"
#: In the session: key of the button that was pressed last.
PRESSED = "capture_pressed"


def button(key: str, make: Callable[[], Slide], *, label: str = LABEL, disabled: bool = False) -> None:
    """Show the button.

    Parameters
    ----------
    key : str
        Names it on the page.
    make : callable
        Makes the slide of what is on the screen when the button is pressed.
    label : str
        What it says.
    disabled : bool
        Whether there is nothing to make a slide of.
    """
    st.button(label, key=key, on_click=add, args=(key, make), disabled=disabled)
    mount(key)


def mount(key: str) -> None:
    """Ask the browser for the lesson where a slide is added to it: most readers never do."""
    keeping.mount(key, needed=st.session_state.get(PRESSED) == key)


def add(key: str, make: Callable[[], Slide]) -> None:
    """Put the slide into the lesson, and say where it is."""
    st.session_state[PRESSED] = key
    keeping.add(make())
