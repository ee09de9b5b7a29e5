"""The one figure component, as Streamlit sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from bone_atlas.app import published

HTML = '<div class="atlas-figure"></div>'
#: The script itself is a published module; what Streamlit resends on a rerun is only this line. It must
#: hold a line break, else Streamlit takes it for the name of a file.
BOOT = 'let m;\nexport default async c=>(await(m??=import(location.origin+"{module}"))).default(c)'
SKELETON_TOOLS = ("zoom_in", "zoom_out", "reset", "list", "png", "svg")


def figure(
    key: str,
    figures: dict[str, Any],
    *,
    height: str,
    selected: Sequence[str],
    on_select: Callable[[str], None],
    language: str = "en",
    paint: dict[str, Any] | None = None,
    preview: dict[str, Any] | None = None,
    tools: Sequence[str] = (),
    marked: Sequence[str] = (),
    alt: str = "",
) -> None:
    """Show a figure.

    Parameters
    ----------
    key : str
        Names the figure on the page; its selection is in ``st.session_state[key]``.
    figures : dict
        URL of the figure for each theme.
    height : str
        CSS length.
    selected : sequence of str
        What is selected on the page.
    on_select : callable
        Called with `key` when the reader selects something in this figure.
    language : str
        Language of the names.
    paint, preview : dict, optional
        URLs for each theme of what is painted on a base figure and of its light picture.
    tools : sequence of str
        Buttons of the toolbar; the skeleton's figure also has the listbox.
    marked : sequence of str
        Rows to mark that are not the page's selection.
    alt : str
        What the figure shows, in a sentence.
    """
    mounted = st.components.v2.component(
        "atlas_figure",
        html=HTML,
        js=BOOT.format(module=published.component_modules()["figure"]),
        isolate_styles=False,
    )
    data = {
        "index": published.index_url(language), "figure": figures, "paint": paint,
        "preview": preview, "selected": list(selected), "sequence": last_sequence(key), "height": height,
        "tools": list(tools), "marked": list(marked), "alt": alt,
    }  # fmt: skip
    # Sent again with every rerun: what is empty is left out.
    sent = {name: value for name, value in data.items() if value}
    mounted(key=key, data=sent, default={"selection": None}, on_selection_change=lambda: on_select(key))


def selection(key: str) -> tuple[str, ...]:
    """Return the ids that the reader selected last in a figure."""
    return tuple((_state(key) or {}).get("ids", ()))


def last_sequence(key: str) -> int:
    """Return the number of the last selection that arrived; the figure ignores answers to older ones."""
    return int((_state(key) or {}).get("sequence", 0))


def _state(key: str) -> dict[str, Any] | None:
    return (st.session_state.get(key) or {}).get("selection")
