"""Links from page to page that keep the session, and with it a lesson under way."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from bone_atlas.app.registry import PageEntry, page_entry

#: Streamlit tells pages apart by their paths, and the first one too needs a name for that; no address has it.
FIRST = "page"


def _elsewhere() -> None:
    """Stand for a page that is only linked to."""


def streamlit_page(entry: PageEntry, show: Callable[[], None] = _elsewhere) -> StreamlitPage:
    """Return a page as Streamlit knows it: to register it with what shows it, or to lead to it without."""
    return st.Page(show, title=entry.title, url_path=entry.path or FIRST, default=entry.is_first)


def link(name: str, label: str, query: Mapping[str, str], *, disabled: bool = False) -> None:
    """Show a link to another page in the same tab.

    Parameters
    ----------
    name : str
        Of the page, as in `bone_atlas.app.registry`.
    label : str
        What the link says.
    query : mapping of str to str
        The parameters of the address.
    disabled : bool
        Whether it leads nowhere for now.
    """
    st.page_link(streamlit_page(page_entry(name)), label=label, query_params=dict(query), disabled=disabled)


def go_to(entry: PageEntry) -> None:
    """Leave for another page."""
    st.switch_page(streamlit_page(entry))


def plain_label(text: str) -> str:
    """Write text so that a label of Streamlit shows it as it is: signs of Markdown are no marks there."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(text.split()))
