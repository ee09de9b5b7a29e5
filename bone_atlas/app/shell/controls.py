"""The pickers that several pages share; each takes its value from the view state before it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from bone_atlas import view_state
from bone_atlas.app.shell.state import change
from bone_atlas.figures.skeleton import VIEWS
from bone_atlas.view_state import ViewState


def segmented(
    key: str,
    options: Mapping[str, str],
    value: str,
    label: str,
    *,
    on_change: Callable[[], None] | None = None,
) -> None:
    """Show a row of buttons, of which one is always pressed.

    Parameters
    ----------
    key : str
        Names the widget; without `on_change` also the part of the view state that it sets.
    options : mapping of str to str
        Values and their labels.
    value : str
        The one pressed.
    label : str
        What a screen reader says.
    on_change : callable, optional
        What a press does.
    """
    st.session_state[key] = value
    st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        on_change=on_change or take(key),
        label_visibility="collapsed",
        required=True,
    )


def take(part: str) -> Callable[[], None]:
    """Return what a widget does whose key names the part of the view state that it sets."""
    return lambda: change(**{part: st.session_state[part]})


def view(shown: ViewState) -> None:
    """Show from where the skeleton is seen."""
    segmented("view", VIEWS, shown.view, "View")


def names(shown: ViewState) -> None:
    """Show in which language bones are named."""
    st.session_state["names"] = shown.names
    st.selectbox(
        "Names of bones in",
        list(view_state.LANGUAGES),
        format_func=view_state.LANGUAGES.__getitem__,
        key="names",
        on_change=take("names"),
        label_visibility="collapsed",
        width=112,
    )


def kept(key: str, options: Mapping[str, str], label: str) -> None:
    """Show a row of buttons whose choice is the session's own and in no address.

    Parameters
    ----------
    key : str
        Names the widget; its value is in ``st.session_state[key]``, at first the first option.
    options : mapping of str to str
        Values and their labels.
    label : str
        What a screen reader says.
    """
    # As the default too: see `lesson_editor.field_errors.put`.
    chosen = st.session_state.setdefault(key, next(iter(options)))
    st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        default=chosen,
        label_visibility="collapsed",
        required=True,
    )
