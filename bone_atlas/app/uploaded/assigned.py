"""What the reader has assigned: for the table at hand, and remembered for tables with the same headings.

In ``st.session_state``:

``uploaded_assigned``
    What is said of the table at hand, with the mark of that table.
``uploaded_draft``
    What the step of assigning shows and has not painted yet, with the same mark.
``uploaded_remembered``
    For each heading, by its words, what its columns hold: words of headings, no number and no row of a table.
    The browser keeps the same (`mount`): a session is filled from there, and each change goes back there.
``uploaded_headings_changed``
    What was assigned and forgotten in this session, for the browser.
``uploaded_headings_heard``
    Whether the browser has told what it remembers.
"""

from __future__ import annotations

import contextlib
import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import streamlit as st

from bone_atlas.app.publish.contract import HeadingsData
from bone_atlas.app.shell import component
from bone_atlas.uploaded import Assignment, Reading, Result
from bone_atlas.uploaded.assigning import as_record, from_record, key_of

ASSIGNED, DRAFT, REMEMBERED = "uploaded_assigned", "uploaded_draft", "uploaded_remembered"
CHANGED, SESSION, FAULT = "uploaded_headings_changed", "uploaded_headings_session", "uploaded_headings_fault"
HEARD = "uploaded_headings_heard"
#: The component that speaks with the browser.
BROWSER = "uploaded_headings"
#: More letters than any heading with its columns takes.
LONGEST_RECORD = 40_000
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
        _remember({key: as_record(assignment)})
        _changed(key, json.dumps(as_record(assignment), ensure_ascii=False))


def forget(mark: str, reading: Reading) -> None:
    """Read a table as if nothing had been said of it, and remember nothing for its headings."""
    st.session_state[ASSIGNED] = (mark, Assignment())
    st.session_state.pop(DRAFT, None)
    st.session_state[REMEMBERED] = {
        key: record for key, record in _remembered().items() if key != reading.key()
    }
    _changed(reading.key(), "")


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


def known() -> tuple[str, ...]:
    """List the headings that are remembered: a table is read anew when the browser has told of more."""
    return tuple(_remembered())


def _remembered() -> dict[str, object]:
    found: dict[str, object] = st.session_state.get(REMEMBERED, {})
    return found


def _remember(records: Mapping[str, object]) -> None:
    """Take records over, the latest last, and no more than `MOST_REMEMBERED`."""
    kept = {key: record for key, record in _remembered().items() if key not in records}
    st.session_state[REMEMBERED] = dict([*kept.items(), *records.items()][-MOST_REMEMBERED:])


def _changed(key: str, record: str) -> None:
    """Note what the browser is to keep, or with an empty record to forget."""
    if key:
        st.session_state[CHANGED] = {**st.session_state.get(CHANGED, {}), key: record}


def mount() -> None:
    """Have the browser keep what was assigned, and tell once what it kept before."""
    changes: dict[str, str] = st.session_state.get(CHANGED, {})
    session = st.session_state.setdefault(SESSION, secrets.token_hex(8))
    data: HeadingsData = {
        "keeps": "headings",
        "session": session,
        "heard": bool(st.session_state.get(HEARD)),
        "changes": [{"key": key, "record": record} for key, record in changes.items()],
    }
    component.headings(BROWSER, data, on_message=_heard)


def _heard(key: str) -> None:
    """Take over what the browser remembers; what this session has assigned or forgotten goes before it."""
    message = component.headings_message(key)
    if not isinstance(message, dict) or message.get("session") != st.session_state.get(SESSION):
        return
    st.session_state[HEARD] = True
    st.session_state[FAULT] = bool(message.get("fault"))
    changed: dict[str, str] = st.session_state.get(CHANGED, {})
    heard = {key: record for key, record in _records(message.get("records")) if key not in changed}
    ours = _remembered()
    st.session_state[REMEMBERED] = {}
    _remember({**heard, **ours})


def _records(found: object) -> Iterator[tuple[str, object]]:
    """Read the records of a browser, which may hold anything; `from_record` reads each further."""
    for each in found[-MOST_REMEMBERED:] if isinstance(found, list) else []:
        key, record = (each.get("key"), each.get("record")) if isinstance(each, dict) else (None, None)
        if isinstance(key, str) and isinstance(record, str) and len(key) + len(record) <= LONGEST_RECORD:
            with contextlib.suppress(ValueError, RecursionError):
                yield key, json.loads(record)


def kept_by_browser() -> bool:
    """Tell whether the browser remembers beyond this session, as far as it has said."""
    return not st.session_state.get(FAULT, False)


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
