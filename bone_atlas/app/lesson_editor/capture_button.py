"""The button that makes a slide of what is on the screen."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from bone_atlas.app.lesson_editor import draft as lesson_draft
from bone_atlas.app.shell.navigation import plain_label
from bone_atlas.faults import plain
from bone_atlas.lessons.model import Slide

LABEL = "Add this view as a slide"


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
    st.button(label, key=key, on_click=_add, args=(make,), disabled=disabled)


def _add(make: Callable[[], Slide]) -> None:
    """Put the slide into the lesson, and say where it is."""
    slide = make()
    try:
        number = lesson_draft.add(slide)
    except ValueError as error:
        st.toast(str(error))
        return
    of = len(lesson_draft.draft().slides)
    st.toast(
        f"“{plain_label(plain(slide.title))}” is now slide {number} of {of} in your lesson (page Teach)."
    )
