"""A reader's table beyond its session: in the open page, and on this device where the reader wants it.

The browser holds it, the server keeps nothing: a session is filled from the page after the server was started
again, and from the browser's database after a reload. In ``st.session_state``:

``uploaded_brought``
    The `Table` that was brought last.
``uploaded_keep``
    Whether the reader wants it kept on this device.
``uploaded_gone``
    The record of a table that was removed or gave way to another, and what is said of it.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from bone_atlas.app.html import elements as h
from bone_atlas.app.publish.contract import TableData
from bone_atlas.app.shell import component
from bone_atlas.uploaded import Assignment
from bone_atlas.uploaded.assigning import as_record, from_record

BROUGHT, KEEP, GONE = "uploaded_brought", "uploaded_keep", "uploaded_gone"
WISH = "uploaded_keep_wish"
SESSION, FORGET, FAULT = "uploaded_table_session", "uploaded_table_forget", "uploaded_table_fault"
HEARD = "uploaded_table_heard"
#: The component that speaks with the browser.
BROWSER = "uploaded_table"
#: Number of the form in which a table is kept; one of another form is not read.
FORM = 1
KINDS = ("file", "text", "cells")
#: More letters than any table takes.
LONGEST_RECORD = 4_000_000
WHAT_IS_KEPT = (
    "The table with your answers is then kept by this browser, on this device, until you remove it or switch "
    "this off. It goes nowhere but to this page. Whoever uses this browser can see it."
)
BROKEN = "A table is kept on this device that this page cannot read ({why}). Nothing of it is shown."
NOT_KEPT = "This browser keeps nothing: the table is gone when you close the page."


@dataclass(frozen=True)
class Table:
    """A table as it was brought.

    Attributes
    ----------
    kind : str
        ``file``, ``text`` or ``cells``.
    name : str
        Of the file; empty for the others.
    content : bytes
        The file, the text in UTF-8, or the rows as JSON.
    """

    kind: str
    name: str
    content: bytes

    @property
    def title(self) -> str:
        """What it is called on the page."""
        return f"“{self.name}”" if self.name else "Your table"


@dataclass(frozen=True)
class Record:
    """A table with all that was said of it."""

    table: Table
    unit: str
    choices: dict[str, str]
    assignment: Assignment | None = None

    def text(self) -> str:
        """Return it as the browser keeps it."""
        said = self.assignment
        assigned = None if said is None else {**as_record(said), "heading": said.heading, "total": said.total}
        content = base64.b64encode(self.table.content).decode("ascii")
        table = {"kind": self.table.kind, "name": self.table.name, "content": content}
        whole = {"form": FORM, **table, "unit": self.unit, "choices": self.choices, "assigned": assigned}
        return json.dumps(whole, ensure_ascii=False)


class RecordError(ValueError):
    """What is kept is no table that can be read; the message says why."""


def read(text: object) -> Record:
    """Read a kept table, which may be anything.

    Raises
    ------
    RecordError
        If it is no such table.
    """
    try:
        whole = json.loads(text) if isinstance(text, str) and len(text) <= LONGEST_RECORD else None
        if not isinstance(whole, dict):
            raise RecordError("it is damaged")
        if whole.get("form") != FORM:
            raise RecordError("another version of the atlas kept it")
        kind, name, unit, choices = (whole[part] for part in ("kind", "name", "unit", "choices"))
        words = [name, unit, *choices, *choices.values()]
        if kind not in KINDS or not all(isinstance(each, str) for each in words):
            raise RecordError("it is damaged")
        table = Table(kind, name, base64.b64decode(whole["content"], validate=True))
        if kind == "cells":
            rows(table)
        elif kind == "text":
            table.content.decode("utf-8")
        return Record(table, unit, choices, _assignment(whole.get("assigned")))
    except RecordError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise RecordError("it is damaged") from error


def _assignment(kept: Any) -> Assignment | None:
    if not kept:
        return None
    said, heading, total = from_record(kept, ()), kept["heading"], kept["total"]
    if said is None or not (total is None or type(total) is int):
        raise RecordError("it is damaged")
    return replace(said, heading=None if heading is None else tuple(map(int, heading)), total=total)


def rows(table: Table) -> list[list[str | None]]:
    """Return the rows of a table of cells, its heading first.

    Raises
    ------
    RecordError
        If it has none.
    """
    found = json.loads(table.content)
    whole = isinstance(found, list) and found and all(isinstance(row, list) and row for row in found)
    if not whole or not all(cell is None or isinstance(cell, str) for row in found for cell in row):
        raise RecordError("it is damaged")
    kept: list[list[str | None]] = found
    return kept


def brought() -> Table | None:
    """Return the table that was brought last, None where there is none."""
    table: Table | None = st.session_state.get(BROUGHT)
    return table


def note(table: Table, record: Record | None) -> None:
    """Note what was brought; a table that was edited here and gives way can be had back."""
    before = brought()
    st.session_state.pop(GONE, None)
    if before and before.kind == "cells" and table.kind != "cells" and record:
        set_aside(record, "The table that you edited gave way to this one.")
    st.session_state[BROUGHT] = table


def set_aside(record: Record, said: str) -> None:
    """Hold a table that leaves the page, so that it can be brought back."""
    st.session_state[GONE] = (record, bool(st.session_state.get(KEEP)), said)


def offer_back(take: Callable[[Record], None]) -> None:
    """Offer the table that left the page last."""
    if GONE not in st.session_state:
        return
    record, keep, said = st.session_state[GONE]

    def bring_back() -> None:
        del st.session_state[GONE]
        take(record)
        if keep:
            st.session_state[KEEP] = True

    with st.container(horizontal=True, vertical_alignment="center", key="uploaded_gone"):
        st.html(h.p(said), width="content")
        st.button("Bring it back", on_click=bring_back, key="uploaded_bring_back")


def remove(record: Record | None) -> None:
    """Forget a table, also what the browser keeps of it."""
    if record:
        kept = ", and what was kept of it on this device" if st.session_state.get(KEEP) else ""
        set_aside(record, f"{record.table.title} was removed{kept}.")
    for key in (BROUGHT, KEEP):
        st.session_state.pop(key, None)
    _forget()


def _forget() -> None:
    st.session_state[FORGET] = st.session_state.get(FORGET, 0) + 1
    if st.session_state.get(FAULT) != NOT_KEPT:
        st.session_state.pop(FAULT, None)


def wish() -> None:
    """Ask whether the table is to be kept on this device, and say what that means."""
    st.session_state[WISH] = bool(st.session_state.get(KEEP))  # a widget forgets when its page is left
    st.toggle("Keep this table on this device", key=WISH, on_change=_wished, help=WHAT_IS_KEPT)
    if st.session_state.get(KEEP) and st.session_state.get(FAULT) == NOT_KEPT:
        st.warning(NOT_KEPT)


def _wished() -> None:
    st.session_state[KEEP] = st.session_state[WISH]
    if not st.session_state[KEEP]:
        _forget()


def say_broken() -> None:
    """Say that something is kept that cannot be read, and offer to delete it."""
    fault = st.session_state.get(FAULT)
    if fault and fault != NOT_KEPT:
        st.warning(fault)
        st.button("Delete it from this device", on_click=_forget, key="uploaded_delete_kept")


def mount(record: Record | None, take: Callable[[Record], None]) -> None:
    """Have the browser hold the table, and tell once what it held before.

    Parameters
    ----------
    record : Record or None
        What is on the page; None where there is no table.
    take : callable
        Called with the table that the browser held, where the session has none, or the same with less said.
    """
    keep = bool(st.session_state.get(KEEP))
    data: TableData = {
        "keeps": "table",
        "session": st.session_state.setdefault(SESSION, secrets.token_hex(8)),
        "heard": bool(st.session_state.get(HEARD)),
        "record": record.text() if record else "",
        "keep": keep,
        "forget": st.session_state.get(FORGET, 0),
        "edited": bool(record and record.table.kind == "cells" and not keep),
    }
    component.table(BROWSER, data, on_message=lambda key: _heard(key, take))


def _heard(key: str, take: Callable[[Record], None]) -> None:
    """Take over what the browser held; what this session was given goes before it."""
    message = component.table_message(key)
    if not isinstance(message, dict) or message.get("session") != st.session_state.get(SESSION):
        return
    if message.get("fault"):
        st.session_state[FAULT] = NOT_KEPT
    if not message.get("record"):
        return
    st.session_state[HEARD] = True
    try:
        record = read(message["record"])
    except RecordError as error:
        st.session_state[FAULT] = BROKEN.format(why=error)
        return
    if brought() in (None, record.table):
        take(record)
        if message.get("kept"):
            st.session_state[KEEP] = True
