"""Links from page to page that keep the session, and with it a lesson under way."""

from __future__ import annotations

import re
from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage


def _elsewhere() -> None:
    """Stand for a page that `bone_atlas.app.main` registers: Streamlit tells pages apart by their paths."""


def page(path: str, title: str) -> StreamlitPage:
    """Return a page other than the first as Streamlit knows it: by path and title, as registered."""
    return st.Page(_elsewhere, title=title, url_path=path)


def link(path: str, title: str, words: str, query: Mapping[str, str], *, disabled: bool = False) -> None:
    """Show a link to another page in the same tab.

    Parameters
    ----------
    path, title : str
        Of the page, as registered.
    words : str
        What the link says.
    query : mapping of str to str
        The parameters of the address.
    disabled : bool
        Whether it leads nowhere for now.
    """
    st.page_link(page(path, title), label=words, query_params=dict(query), disabled=disabled)


def plain_label(text: str) -> str:
    """Write text so that a label of Streamlit shows it as it is: signs of Markdown are no marks there."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(text.split()))
