"""What the reader has assigned: for the table at hand, and remembered for tables with the same headings.

In ``st.session_state``:

``uploaded_assigned``
    What is said of the table at hand, with the mark of that table.
``uploaded_draft``
    What the step of assigning shows and has not painted yet, with the same mark.
``uploaded_remembered``
    For each heading, by its words, what its columns hold: words of headings, no number and no row of a table.
    This is the seam where a browser's storage can fill the session and be filled from it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from bone_atlas.uploaded import Assignment, Reading, Result
from bone_atlas.uploaded.assigning import as_record, from_record, key_of

ASSIGNED, DRAFT, REMEMBERED = "uploaded_assigned", "uploaded_draft", "uploaded_remembered"
#: So many headings are remembered; the oldest goes first.
MOST_REMEMBERED = 100

#: Checks the table at hand as it is assigned.
Check = Callable[[Assignment], Result]


def said(mark: str) -> Assignment | None:
    """Return what the reader said of a table, None where nothing was said of it."""
    owner, assignment = st.session_state.get(ASSIGNED, ("", None))
    found: Assignment | None = assignment if owner == mark else None
    return found


def say(mark: str, reading: Reading, total: int | None) -> None:
    """Take what the reader said of a table, and remember it for its headings.

    Parameters
    ----------
    mark : str
        Of the table.
    reading : Reading
        Of the table as it was assigned.
    total : int or None
        The n that the reader gave; it is not remembered.
    """
    assignment = reading.whole(total)
    st.session_state[ASSIGNED] = (mark, assignment)
    st.session_state.pop(DRAFT, None)
    key = reading.key()
    if key:
        remembered = {**_remembered()}
        remembered.pop(key, None)
        remembered[key] = as_record(assignment)
        st.session_state[REMEMBERED] = dict(list(remembered.items())[-MOST_REMEMBERED:])


def forget(mark: str, reading: Reading) -> None:
    """Read a table as if nothing had been said of it, and remember nothing for its headings."""
    st.session_state[ASSIGNED] = (mark, Assignment())
    st.session_state.pop(DRAFT, None)
    st.session_state[REMEMBERED] = {
        key: record for key, record in _remembered().items() if key != reading.key()
    }


def recalled(reading: Reading | None) -> Assignment | None:
    """Return what was assigned when these headings came before.

    Parameters
    ----------
    reading : Reading or None
        Of a table of which the reader has said nothing.

    Returns
    -------
    Assignment or None
        Without an n; None where the headings are new.
    """
    remembered = _remembered()
    if reading is None or not remembered:
        return None
    lines = reading.lines
    headings = [lines[first : first + rows] for first in range(len(lines)) for rows in (2, 1)]
    for rows in headings:
        key = key_of(rows)
        if key in remembered:
            return from_record(remembered[key], rows)
    return None


def _remembered() -> dict[str, object]:
    found: dict[str, object] = st.session_state.get(REMEMBERED, {})
    return found


def draft(mark: str, reading: Reading) -> Assignment:
    """Return what the step shows: what was changed last, else what the table was taken for.

    Parameters
    ----------
    mark : str
        Of the table.
    reading : Reading
        Of the table as it stands.
    """
    owner, assignment = st.session_state.get(DRAFT, ("", None))
    if owner == mark and assignment is not None:
        found: Assignment = assignment
        return found
    if reading.unclear:
        return Assignment()
    before = said(mark)
    return reading.whole(before.total if before else None)


def with_proposed(assignment: Assignment, reading: Reading | None) -> Assignment:
    """Add what the cells propose of columns of which nothing is said yet."""
    if reading is None or not reading.proposed:
        return assignment
    return replace(assignment, columns={**reading.proposed, **assignment.columns})


def change(mark: str, assignment: Assignment) -> None:
    """Keep what the step shows."""
    st.session_state[DRAFT] = (mark, assignment)
