"""What is said when a file the atlas is made from is missing or broken."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from bone_atlas.anatomy import AssetError
from bone_atlas.tables import TableError


@contextmanager
def errors_shown() -> Iterator[None]:
    """Show the message of a table or asset that cannot be used, instead of a crash.

    Notes
    -----
    A fragment needs one of its own: what it raises does not reach the script around it.
    """
    try:
        yield
    except (TableError, AssetError) as error:
        st.error("The atlas cannot be shown, because a file it is made from is missing or broken.")
        st.code(str(error), language=None)
