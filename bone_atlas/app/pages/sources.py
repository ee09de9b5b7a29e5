"""The sources page: every study, how it was seen, and what of it is not painted and why."""

from __future__ import annotations

import streamlit as st

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import glossary, source_tables


def page() -> None:
    """Show the page."""
    tables = catalogue().tables
    st.html(source_tables.studies(tables))
    st.html(source_tables.not_painted(tables))
    st.html(glossary.listed(glossary.terms()))
