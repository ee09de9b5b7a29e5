"""The page of a reader's own data: bring a table, see what is wrong, see it painted.

Everything of the table lives in ``st.session_state`` of this session, and in the browser as far as
`bone_atlas.app.uploaded.table_keeping` says:

``uploaded_layer``
    The painted `Layer`, or absent; `bone_atlas.app.uploaded.views.layer` reads it.
``uploaded_source``
    The table brought last, as a function that checks it, with a mark by which a rerun knows it again.
``uploaded_result``
    The last `Result`, with what it was made from, so that a rerun does not check again.
``uploaded_choices``
    Answers to questions, by key, with the mark of the table they were given for.
``uploaded_grid``
    The table that the editor starts from.
``uploaded_box``
    Part of the keys of the boxes that keep in the browser what they were given, whatever the session forgets.
``uploaded_sites``, ``uploaded_figures``
    What is selected in the figures of this page, and what was drawn of them.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable
from functools import cache, partial
from typing import TypedDict

import pandas as pd
import streamlit as st

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.shell import state
from bone_atlas.app.uploaded import assign_step, assigned, report, table_keeping, views
from bone_atlas.app.uploaded import figures as uploaded_figures
from bone_atlas.app.uploaded.table_keeping import Record, Table
from bone_atlas.uploaded import (
    LEAVE_OUT,
    UPLOADED_UNIT,
    Assignment,
    Checker,
    Question,
    Result,
    SiteNames,
    template,
    unit_labels,
)
from bone_atlas.uploaded.columns import COLUMN_QUESTION, GROUP_QUESTION
from bone_atlas.uploaded.template import FILE_NAME, VALUE_COLUMNS

SOURCE, RESULT, CHOICES, GRID = "uploaded_source", "uploaded_result", "uploaded_choices", "uploaded_grid"
ENTRY, TEXT, EDITED = "uploaded_entry", "uploaded_text", "uploaded_edited"
BOX, UNIT = "uploaded_box", "uploaded_unit"
UPLOAD, PASTE, EDIT = "Upload a file", "Paste a table", "Edit a table"
TYPES = ("csv", "tsv", "txt", "xlsx", "xls", "xlsb", "ods")
#: So many questions are shown at once; a table with more is better mended in the file.
MOST_ASKED = 20
EDITOR_ROWS = 12

#: A table that was brought: a mark by which a rerun knows it again, and how to check it.
Source = tuple[str, Callable[[dict[str, str], str, Assignment | None], Result]]


class _Said(TypedDict):
    """What is said of a table besides its contents."""

    choices: dict[str, str]
    unit: str
    assignment: Assignment | None


@cache
def checker() -> Checker:
    """Return the checker, which knows the atlas's names and keeps nothing of what it is given."""
    atlas = catalogue()
    return Checker(SiteNames(atlas.tables), atlas.anatomy)


def page() -> None:
    """Show the page."""
    st.html(report.INTRODUCTION)
    assigned.mount()
    holding = st.container()
    entry, unit = _controls()
    with st.expander("How a table is read"):
        st.html(report.RULES)
    table_keeping.say_broken()
    gone = st.container()
    _table(entry, unit)
    with gone:
        table_keeping.offer_back(_take_back)
    with holding:
        table_keeping.mount(_record(), _take)


def _table(entry: str, unit: str) -> None:
    """Take a table and show what is made of it."""
    brought = {UPLOAD: _uploaded, PASTE: _pasted, EDIT: _edited}[entry]()
    # A table stays until another comes or it is removed: also when the reader comes back from another page.
    source: Source | None = brought or st.session_state.get(SOURCE)
    if source is None:
        return
    st.session_state[SOURCE] = source
    result = _checked(source, unit)
    _say(result, unit)
    if result.layer:
        st.session_state[views.LAYER] = result.layer
        views.painted()
        st.html(report.painted(result, catalogue().anatomy, state.current().names))
    else:
        st.session_state.pop(views.LAYER, None)


def _controls() -> tuple[str, str]:
    """Show how the table is brought and what it counts; return both."""
    units = unit_labels()
    # Defaults, and no values set: in a new session of the same page (the server was started again) the
    # browser still knows what was chosen. A value that was set is the default too: see
    # `lesson_editor.field_errors.put`.
    unit_now = st.session_state.get(UNIT)
    with st.container(horizontal=True, vertical_alignment="bottom", key="uploaded_controls"):
        entry = st.segmented_control(
            "Your table",
            [UPLOAD, PASTE, EDIT],
            key=ENTRY,
            required=True,
            default=st.session_state.get(ENTRY, UPLOAD),
        )
        unit = st.selectbox(
            "What is counted",
            list(units),
            index=list(units).index(unit_now) if unit_now in units else 0,
            format_func=units.__getitem__,
            key=UNIT,
            width=340,
        )
        st.download_button(
            "Download the template",
            template(catalogue().anatomy),
            file_name=FILE_NAME,
            mime="text/csv",
            on_click="ignore",
        )
    return entry or UPLOAD, unit or UPLOADED_UNIT


def _uploaded() -> Source | None:
    """Take a file; it is held in memory by the session and goes with it."""
    with st.container(key="uploaded_file"):
        file = st.file_uploader("CSV, Excel or OpenDocument, at most 1 MB", type=TYPES, key=_box("file"))
    if file is None:
        return None
    return _source(Table("file", file.name, file.getvalue()))


def _pasted() -> Source | None:
    """Take pasted text."""
    text = st.text_area(
        "Your table, with a heading; cells divided by comma, semicolon, tab or pipe",
        value=st.session_state.get(TEXT) or "",
        key=TEXT,
        height=220,
        placeholder="site;count;n\nL-spine;50;107\nribs;20;107",
    )
    if not text or not text.strip():
        return None

    return _source(Table("text", "", text.encode("utf-8", errors="replace")))


def _edited() -> Source | None:
    """Take a table that is edited in the page."""
    editor = _box("editor")
    if editor not in st.session_state:  # new, or the reader was elsewhere meanwhile
        st.session_state[GRID] = st.session_state.get(EDITED, _empty_grid())
    grid: pd.DataFrame = st.session_state[GRID]
    config = {name: st.column_config.TextColumn(name) for name in grid.columns}
    edited = st.data_editor(grid, key=editor, num_rows="dynamic", column_config=config)
    st.session_state[EDITED] = edited
    cells = [[None if pd.isna(cell) else str(cell) for cell in row] for row in edited.to_numpy().tolist()]
    rows: list[list[str | None]] = [[str(name) for name in edited.columns], *cells]
    if not any((cell or "").strip() for row in cells for cell in row):
        return None

    return _source(Table("cells", "", json.dumps(rows).encode()))


def _source(table: Table) -> Source:
    """Take a table that was brought."""
    record = _record()  # of the one before
    if record is None or record.table != table:
        table_keeping.note(table, record)
    return _mark(table.kind, table.name, table.content), partial(_check, table)


def _check(table: Table, choices: dict[str, str], unit: str, assignment: Assignment | None) -> Result:
    """Check a table as it was brought."""
    said: _Said = {"choices": choices, "unit": unit, "assignment": assignment}
    if table.kind == "file":
        return checker().file(table.content, table.name, **said)
    if table.kind == "text":
        return checker().text(table.content.decode("utf-8"), **said)
    return checker().cells(table_keeping.rows(table), **said)


def _record() -> Record | None:
    """Return the table of the page with all that was said of it, None where there is none."""
    table, source = table_keeping.brought(), st.session_state.get(SOURCE)
    if table is None or source is None:
        return None
    unit = st.session_state.get(UNIT, UPLOADED_UNIT)
    return Record(table, unit, _choices(source[0]), assigned.said(source[0]))


def _take_back(record: Record) -> None:
    """Go on with a table that left the page; the boxes hold another."""
    st.session_state.pop(BOX, None)
    _take(record)


def _take(record: Record) -> None:
    """Go on with a table that was held, as it was left."""
    table = record.table
    st.session_state[TEXT] = table.content.decode("utf-8") if table.kind == "text" else ""
    st.session_state.pop(RESULT, None)
    if table.kind == "cells":
        lines = [tuple(cell or "" for cell in row) for row in table_keeping.rows(table)]
        st.session_state[EDITED] = _grid(tuple(lines))
    st.session_state[ENTRY] = {"file": UPLOAD, "text": PASTE, "cells": EDIT}[table.kind]
    st.session_state[table_keeping.BROUGHT] = table
    source = _source(table)
    st.session_state[SOURCE] = source
    st.session_state[CHOICES] = (source[0], record.choices)
    if record.unit in unit_labels():
        st.session_state[UNIT] = record.unit
    if record.assignment is not None:
        st.session_state[assigned.ASSIGNED] = (source[0], record.assignment)


def _empty_grid() -> pd.DataFrame:
    return _grid((("site", *VALUE_COLUMNS), *[("",)] * EDITOR_ROWS))


def _grid(rows: tuple[tuple[str, ...], ...]) -> pd.DataFrame:
    """Make what the editor edits; its rows are numbered as the problems are, the heading being row 1."""
    width = max(map(len, rows))
    heading, *cells = [(*row, *[""] * (width - len(row))) for row in rows]
    names: list[str] = []
    for number, name in enumerate(heading, start=1):
        names.append(f"{name} ({number})" if name in names else name or " " * number)
    return pd.DataFrame(cells, index=range(2, len(cells) + 2), columns=names, dtype="str")


def _edit_this(result: Result) -> None:
    """Go on with a table in the editor."""
    st.session_state[EDITED] = _grid(result.grid)
    st.session_state.pop(BOX, None)
    st.session_state[ENTRY] = EDIT


def _remove() -> None:
    """Forget the table and everything made of it; it can be brought back while the page is open."""
    table_keeping.remove(_record())
    # The browser keeps what is in a box under its key: another key empties it, or a value that is set.
    st.session_state[TEXT] = ""
    kept = (SOURCE, RESULT, CHOICES, GRID, EDITED, BOX)
    for key in (*kept, *assign_step.KEYS, views.LAYER, views.SITES, views.FILES, uploaded_figures.KEY):
        st.session_state.pop(key, None)


def _box(name: str) -> str:
    """Return the key of a box: another one after its contents were removed, and in every session.

    The browser keeps a file, or edits, for as long as it sees the same key: a key that came again would show
    what is not painted, and take the same file for no news.
    """
    drawn: str = st.session_state.setdefault(BOX, secrets.token_hex(4))
    return f"uploaded_{name}_{drawn}"


def _mark(kind: str, name: str, content: bytes) -> str:
    """Name what was brought, so that a rerun knows it again."""
    return f"{kind}:{name}:{hashlib.sha256(content).hexdigest()}"


def _choices(mark: str) -> dict[str, str]:
    """Return the answers given for a table; those for another are forgotten."""
    owner, choices = st.session_state.get(CHOICES, ("", {}))
    return dict(choices) if owner == mark else {}


def _checked(source: Source, unit: str) -> Result:
    """Check a table, unless this very table with these answers was checked last."""
    mark, check = source
    choices = _choices(mark)
    said = assigned.said(mark)
    made_from = (mark, unit, tuple(sorted(choices.items())), said, assigned.known())
    last = st.session_state.get(RESULT)
    if last is None or last[0] != made_from:
        last = (made_from, _as_assigned(check(choices, unit, said), source, unit, said))
        st.session_state[RESULT] = last
        st.session_state.pop(views.SITES, None)
    result: Result = last[1]
    return result


def _as_assigned(result: Result, source: Source, unit: str, said: Assignment | None) -> Result:
    """Read a table as one with the same headings was assigned before, where nothing is said of this one."""
    mark, check = source
    recalled = assigned.recalled(result.reading) if said is None else None
    return result if recalled is None else check(_choices(mark), unit, recalled)


def _say(result: Result, unit: str) -> None:
    """Show what was made of the table, all at once, with a box for each question."""
    st.html(report.summary(result))
    with st.container(horizontal=True):
        if result.grid and st.session_state[ENTRY] != EDIT:
            st.button("Edit this table", on_click=_edit_this, args=(result,), key="uploaded_edit_this")
        st.button("Remove my table", on_click=_remove, key="uploaded_remove")
        table_keeping.wish()
    mark, check = st.session_state[SOURCE]
    assign_step.offer(result, mark, lambda assignment: check(_choices(mark), unit, assignment))
    _ask(result)
    for part in (report.problems(result.problems), report.notices(result.notices)):
        if part:
            st.html(part)


#: What is asked: the key of the answer, the question, the answers there are, and whether a number is one.
Asked = tuple[str, str, dict[str, str], bool]


def _to_ask(result: Result) -> list[Asked]:
    """List what to ask: what has more than one meaning, and which site an unknown name meant."""
    asked: list[Asked] = [
        (each.key, f"Row {each.row}: {each.text}", dict(each.choices), each.number)
        for each in result.questions
        if not _asked_in_step(each, result)
    ]
    for problem in result.problems:
        if problem.suggestions:
            sites = {site: catalogue().anatomy.name(site) for site in problem.suggestions}
            question = f"Row {problem.row}: “{problem.value[:40]}” is not known. Did you mean …?"
            asked.append((problem.key, question, sites | {LEAVE_OUT: "leave this row out"}, False))
    return asked


def _asked_in_step(question: Question, result: Result) -> bool:
    """Tell whether the step of assigning asks it, so that it is not asked twice."""
    of_columns = question.key == GROUP_QUESTION or question.key.startswith(COLUMN_QUESTION)
    return of_columns and result.reading is not None and result.reading.unclear


def _ask(result: Result) -> None:
    """Ask, and check again with the answers."""
    mark = st.session_state[SOURCE][0]
    before = _choices(mark)
    answers = dict(before)
    asked = _to_ask(result)
    for key, question, choices, number in asked[:MOST_ASKED]:
        answer = st.selectbox(
            question,
            list(choices),
            format_func=partial(_words, choices),
            index=None,
            key=f"uploaded_answer:{mark}:{key}",
            placeholder="Choose, or type a number"
            if number and choices
            else "Type n"
            if number
            else "Choose",
            accept_new_options=number,
        )
        if answer is not None:
            answers[key] = answer
    if len(asked) > MOST_ASKED:
        st.caption(f"The first {MOST_ASKED} of {len(asked):,} questions are asked.")
    if before and st.button("Take my answers back", key="uploaded_take_back"):
        answers = {}
    if answers != before:
        st.session_state[CHOICES] = (mark, answers)
        st.rerun()


def _words(choices: dict[str, str], answer: str) -> str:
    """Show an answer by its words, a typed number as it is."""
    return choices.get(answer, answer)
