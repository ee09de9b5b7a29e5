"""A table as it was read: its heading as the reader says or as it is found, and what its columns hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bone_atlas.uploaded.assigning import Assignment, key_of
from bone_atlas.uploaded.columns import Columns
from bone_atlas.uploaded.groups import Group
from bone_atlas.uploaded.heading import (
    Heading,
    find_heading,
    heading_in_rows,
    is_data,
    no_heading,
)
from bone_atlas.uploaded.model import LEAVE_OUT, Problem, RefusedError, shortened
from bone_atlas.uploaded.sheet import HEADING_WITHIN, Line
from bone_atlas.uploaded.words import NUMBER, SITE, VALUE

#: So many rows are looked at to propose what a column holds.
LOOKED_AT = 40


@dataclass(frozen=True)
class Reading:
    """What a reader's table was taken for, so that it can be shown and taken otherwise.

    Attributes
    ----------
    lines : tuple of Line
        The first rows, from the first of the file.
    heading : tuple of int
        The row of the heading, two rows, or none.
    titles : tuple of str
        The columns by their titles, else by their letters.
    roles : tuple of str
        What each column is taken for; empty where it is not used or not known.
    proposed : mapping of int to str
        What columns that are not known may hold, by their cells.
    groups : tuple of Group
        Groups side by side.
    group : str
        Key of the group that is painted; empty where there is none, or none is chosen yet.
    total : int or None
        Out of how many every row counts that does not say so itself.
    unclear : bool
        Whether the names do not tell what holds the sites and the values.
    open : bool
        Whether anything must be said of the columns before a row can be read.
    assigned : bool
        Whether the reader has said anything.
    """

    lines: tuple[Line, ...]
    heading: tuple[int, ...]
    titles: tuple[str, ...]
    roles: tuple[str, ...]
    proposed: Mapping[int | str, str]
    groups: tuple[Group, ...]
    group: str
    total: int | None
    unclear: bool
    open: bool
    assigned: bool

    def heading_rows(self) -> tuple[Line, ...]:
        """Give the rows of the heading as they are written."""
        return tuple(line for line in self.lines if line.number in self.heading)

    def key(self) -> str:
        """Name the heading, so that it is known again; empty where there is none."""
        return key_of(self.heading_rows())

    def whole(self, total: int | None = None) -> Assignment:
        """Say for every column what it is taken for, as the reader's word.

        Parameters
        ----------
        total : int, optional
            The n that the reader gives.

        Returns
        -------
        Assignment
            Columns that are not used are left out.
        """
        columns: dict[int | str, str] = {i: role or LEAVE_OUT for i, role in enumerate(self.roles)}
        return Assignment(self.heading, columns, self.group, total)


def heading_for(lines: Sequence[Line], assignment: Assignment) -> Heading:
    """Find the heading of a table.

    Parameters
    ----------
    lines : sequence of Line
        The rows that are not blank.
    assignment : Assignment
        What the reader says of it.

    Returns
    -------
    Heading
        As the reader says, else as it is found by its words, else the row over the first that holds numbers.

    Raises
    ------
    RefusedError
        If there is no such row, or nothing that could be a table.
    """
    if assignment.heading is not None:
        return _said(lines, assignment.heading)
    found = find_heading(lines)
    if found is not None and found.whole:
        return found
    data = next((i for i, line in enumerate(lines[:HEADING_WITHIN]) if is_data(line)), None)
    if data is None or _width(lines) < 2:
        if found is None:
            raise RefusedError(_nothing_to_read(lines))
        return found
    if found is not None and found.line.number < lines[data].number:
        return found
    over = [line for line in lines[:data] if sum(map(bool, line.cells)) > 1]
    return heading_in_rows(over[-1:]) if over else no_heading(lines[0], _width(lines))


def _width(lines: Sequence[Line]) -> int:
    return max((len(line.cells) for line in lines), default=0)


def _said(lines: Sequence[Line], rows: Sequence[int]) -> Heading:
    """Take the rows that the reader names for the heading."""
    if not rows:
        return no_heading(lines[0], _width(lines))
    wanted = [line for line in lines if line.number in rows]
    if len(wanted) != len(rows) or len(rows) > 2 or not _follow(lines, wanted):
        named = " and ".join(map(str, rows))
        numbers = ", ".join(str(line.number) for line in lines[:HEADING_WITHIN])
        expected = (
            f"one row, or two that follow each other, of these that are not empty: {shortened(numbers)}"
        )
        raise RefusedError(Problem(None, None, f"the heading in row {named}", expected))
    heading = heading_in_rows(wanted)
    missing = _width(lines) - len(heading.roles)
    if missing <= 0:
        return heading
    blank = ("",) * missing
    line = Line(heading.line.number, (*heading.line.cells, *blank))
    return Heading(line, (*heading.roles, *blank), heading.totals, (*heading.groups, *blank), heading.rows)


def _follow(lines: Sequence[Line], wanted: Sequence[Line]) -> bool:
    places = [lines.index(line) for line in wanted]
    return places == list(range(places[0], places[0] + len(places)))


def _nothing_to_read(lines: Sequence[Line]) -> Problem:
    first = lines[0] if lines else Line(1, ())
    expected = "a heading with a column named site and a column named count, percent or tier"
    return Problem(first.number, None, shortened(" | ".join(first.cells)), expected)


def reading_of(
    lines: Sequence[Line],
    columns: Columns,
    assignment: Assignment,
    total: int | None,
    is_site: Callable[[str], bool],
) -> Reading:
    """Say what a table was taken for.

    Parameters
    ----------
    lines : sequence of Line
        Its rows.
    columns : Columns
        As settled.
    assignment : Assignment
        What the reader says.
    total : int or None
        The n that holds for all rows.
    is_site : callable
        Tells whether a cell names a site of the atlas.

    Returns
    -------
    Reading
        To be shown, and to be changed.
    """
    heading = columns.heading
    below = [line for line in lines if line.number > heading.line.number][:LOOKED_AT]
    roles = tuple("" if role in (NUMBER, VALUE) else role for role in heading.roles)
    return Reading(
        tuple(lines[:HEADING_WITHIN]),
        tuple(line.number for line in heading.rows),
        tuple(heading.title(i) for i in range(len(roles))),
        roles,
        _proposed(below, roles, is_site) if columns.unclear else {},
        columns.groups,
        columns.group.key if columns.group else "",
        total,
        columns.unclear,
        not columns.values_known,
        bool(assignment),
    )


def _proposed(
    lines: Sequence[Line], roles: Sequence[str], is_site: Callable[[str], bool]
) -> Mapping[int | str, str]:
    """Propose the column most of whose cells name sites, where no name tells which it is."""
    if any(role == SITE for role in roles):
        return {}
    named = {
        place: sum(is_site(line.cell(place)) for line in lines if line.cell(place))
        for place, role in enumerate(roles)
        if not role
    }
    best = max(named, key=lambda place: named[place], default=None)
    return {best: SITE} if best is not None and named[best] else {}
