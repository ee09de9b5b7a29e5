"""The step in which a reader says what a table holds: its rows as read, a chooser over each column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import streamlit as st

from bone_atlas.app.shell.errors import errors_shown
from bone_atlas.app.uploaded import assigned, report
from bone_atlas.uploaded import Assignment, Reading, Result
from bone_atlas.uploaded.assigning import ALSO_KNOWN, HOLDS
from bone_atlas.uploaded.heading import letter
from bone_atlas.uploaded.model import LEAVE_OUT, shortened

#: So many rows of the table are shown.
ROWS_SHOWN = 7
#: The heading is sought among so many rows.
HEADINGS_OFFERED = 8
_OPEN = "uploaded_step_open"
_COLUMN_WIDTH = 172
_NO_HEADING = "no heading: the table begins with values"
#: In ``st.session_state``: what the step keeps, to be removed with the table.
KEYS = (assigned.ASSIGNED, assigned.DRAFT, _OPEN)


def offer(result: Result, mark: str, check: assigned.Check) -> None:
    """Show the step where a table is not understood, else a way to it; tell what was assigned.

    Parameters
    ----------
    result : Result
        Of the table at hand.
    mark : str
        Of the table.
    check : callable
        Checks the table as it is assigned.
    """
    reading = result.reading
    if reading is None:
        return
    said = assigned.said(mark)
    if reading.assigned:
        again = "" if said else " last time: the headings are the same"
        st.html(report.as_assigned(f"Read as you assigned it{again}."))
    is_open = reading.unclear or st.session_state.get(_OPEN) == mark
    with st.container(horizontal=True):
        if not is_open:
            _quiet("Read it differently", "uploaded_differently", _open, mark)
        if reading.assigned:
            _quiet("Forget what I assigned", "uploaded_forget", assigned.forget, mark, reading)
    if is_open:
        _step(reading, mark, check)


def _quiet(label: str, key: str, act: Callable[..., None], *args: object) -> None:
    st.button(label, key=key, on_click=act, args=args, type="tertiary")


def _open(mark: str) -> None:
    st.session_state[_OPEN] = mark


def _close() -> None:
    st.session_state.pop(_OPEN, None)
    st.session_state.pop(assigned.DRAFT, None)


@st.fragment
@errors_shown()
def _step(reading: Reading, mark: str, check: assigned.Check) -> None:
    """Show the table and what is to be chosen; a change runs only this part again."""
    said = assigned.draft(mark, reading)
    draft = assigned.with_proposed(said, check(said).reading)
    result = check(draft)
    seen = result.reading or reading
    with st.container(border=True, key="uploaded_step"):
        st.html(report.STEP)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _heading(seen, draft, mark)
            _group(seen, draft, mark)
            _total(seen, draft, mark)
        _table(seen, draft, mark)
        st.html(report.preview(result))
        _finish(result, seen, draft, mark, may_close=not reading.unclear)


def _finish(result: Result, seen: Reading, draft: Assignment, mark: str, *, may_close: bool) -> None:
    """Offer to paint the table so, as soon as nothing of it is open."""
    with st.container(horizontal=True, vertical_alignment="center"):
        ready = result.reading is not None and not seen.open
        if st.button("Paint with these columns", disabled=not ready, key="uploaded_assign"):
            assigned.say(mark, seen, draft.total)
            st.session_state.pop(_OPEN, None)
            st.rerun()
        if may_close and st.button("Close", on_click=_close, key="uploaded_step_close"):
            st.rerun()
    st.html(report.remembered(assigned.kept_by_browser()))


def _heading(seen: Reading, draft: Assignment, mark: str) -> None:
    """Choose the heading: a row, two rows, or none."""
    lines = seen.lines[:HEADINGS_OFFERED]
    rows: list[tuple[int, ...]] = [(line.number,) for line in lines]
    rows += [(one.number, two.number) for one, two in pairwise(lines)]
    rows = [*sorted(rows), ()]
    if seen.heading not in rows:
        rows.insert(0, seen.heading)

    def words(choice: tuple[int, ...]) -> str:
        if not choice:
            return _NO_HEADING
        first = next((line for line in seen.lines if line.number == choice[0]), None)
        said = shortened(" | ".join(filter(None, first.cells)), 36) if first else ""
        return f"rows {choice[0]} and {choice[1]}" if len(choice) > 1 else f"row {choice[0]}: {said}"

    key = "uploaded_step_heading"
    st.session_state[key] = seen.heading

    def changed() -> None:
        # Another heading has other columns and groups.
        assigned.change(mark, Assignment(heading=st.session_state[key], total=draft.total))

    st.selectbox("The heading", rows, format_func=words, key=key, on_change=changed, width=260)


def _group(seen: Reading, draft: Assignment, mark: str) -> None:
    """Choose which of the groups is painted."""
    if not seen.groups:
        return
    names = {group.key: shortened(group.name, 60) for group in seen.groups}
    key = "uploaded_step_group"
    st.session_state[key] = seen.group or None

    def changed() -> None:
        in_groups = {place for group in seen.groups for place in group.places}
        columns = {place: role for place, role in draft.columns.items() if place not in in_groups}
        assigned.change(mark, replace(draft, columns=columns, group=st.session_state[key] or ""))

    st.selectbox(
        "Which group is painted",
        list(names),
        format_func=lambda choice: names.get(choice, choice),
        index=None,
        key=key,
        on_change=changed,
        placeholder="Choose a group",
        width=260,
    )


def _total(seen: Reading, draft: Assignment, mark: str) -> None:
    """Type the n that holds for all rows."""
    key = "uploaded_step_total"
    st.session_state[key] = draft.total

    def changed() -> None:
        typed = st.session_state[key]
        assigned.change(mark, replace(draft, total=int(typed) if typed else None))

    st.number_input(
        "n for every row",
        min_value=1,
        step=1,
        value=None,
        key=key,
        on_change=changed,
        placeholder=f"{seen.total}, as found" if seen.total else "from the rows",
        help="Out of how many the table counts, where no column says it.",
        width=200,
    )


def _table(seen: Reading, draft: Assignment, mark: str) -> None:
    """Show the first rows, and over each column what it holds."""
    lines = report.rows_around(seen.lines, seen.heading, ROWS_SHOWN)
    with st.container(horizontal=True, key="uploaded_step_table"):
        with st.container(width=56, key="uploaded_step_rows"):
            st.html(report.column([str(line.number) for line in lines], lines, seen.heading, name="Row"))
        for place in range(len(seen.roles)):
            with st.container(width=_COLUMN_WIDTH):
                _column(place, seen, draft, mark)
                cells = [line.cell(place) for line in lines]
                st.html(report.column(cells, lines, seen.heading, name=letter(place)))


def _column(place: int, seen: Reading, draft: Assignment, mark: str) -> None:
    """Choose what a column holds."""
    key = f"uploaded_step_column:{place}"
    role = seen.roles[place] or (LEAVE_OUT if draft.columns.get(place) == LEAVE_OUT else None)
    st.session_state[key] = role
    words = {**HOLDS, **({role: ALSO_KNOWN[role]} if role in ALSO_KNOWN else {})}

    def changed() -> None:
        columns = {**draft.columns, place: st.session_state[key] or LEAVE_OUT}
        assigned.change(mark, replace(draft, columns=columns))

    st.selectbox(
        f"Column {letter(place)}: {shortened(seen.titles[place], 40)}",
        list(words),
        format_func=lambda choice: words.get(choice, choice),
        index=None,
        key=key,
        on_change=changed,
        placeholder="What is it?" if seen.open else "not used",
        label_visibility="collapsed",
    )
