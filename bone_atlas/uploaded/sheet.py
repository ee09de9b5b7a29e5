"""A table as read from a file: rows of text cells, each with its number in the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bone_atlas.uploaded.marks import seen, unmarked
from bone_atlas.uploaded.model import Problem, RefusedError

MAX_BYTES = 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 60
#: Rows of a workbook looked at, blank ones counted: it may put one at the end of a million empty ones.
ROWS_LOOKED_AT = 20_000
#: The heading stands among the first rows that are not blank.
HEADING_WITHIN = 30
MOST_LINES = MAX_ROWS + HEADING_WITHIN


@dataclass(frozen=True)
class Line:
    """One row of a table.

    Attributes
    ----------
    number : int
        Row as a spreadsheet counts it, from 1.
    cells : tuple of str
        Without blanks around them.
    merged : mapping of int to str
        For each cell that is merged with others above or below it, by its place from 0, what the whole block
        holds.
    marked : mapping of int to str
        For each cell from which footnote marks were left out, by its place from 0, how it was written.
    """

    number: int
    cells: tuple[str, ...]
    merged: dict[int, str] = field(default_factory=dict)
    marked: dict[int, str] = field(default_factory=dict)

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it."""
        return not any(self.cells)

    def cell(self, place: int) -> str:
        """Give a cell, empty beyond the end of the row."""
        return self.cells[place] if place < len(self.cells) else ""


@dataclass(frozen=True)
class Sheet:
    """A table, its blank rows left out.

    Attributes
    ----------
    lines : tuple of Line
        The rows that hold anything.
    problems : tuple of Problem
        The rows that could not be read.
    notices : tuple of str
        What a reader should know though nothing is wrong.
    """

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()


def line_of(number: int, cells: Iterable[str], merged: dict[int, str] | None = None) -> Line:
    """Make a row of what stands in a file.

    Parameters
    ----------
    number : int
        Row as a spreadsheet counts it, from 1.
    cells : iterable of str
        As written.
    merged : mapping of int to str, optional
        As in `Line`.

    Returns
    -------
    Line
        Without the blanks around each cell, the signs that nobody sees, the footnote marks and the empty
        cells at the end.
    """
    written = [seen(cell).strip() for cell in cells]
    while written and not written[-1]:
        written.pop()
    tidy = tuple(map(unmarked, written))
    marked = {i: cell for i, cell in enumerate(written) if tidy[i] != cell}
    return Line(number, tidy, merged or {}, marked)


def filled(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Leave out the blank rows and hold the others against the limits.

    Parameters
    ----------
    lines : iterable of Line
        All rows; not read further than the limit.

    Returns
    -------
    tuple of Line
        The rows that hold anything.

    Raises
    ------
    RefusedError
        If there are more rows or columns than are taken.
    """
    kept: list[Line] = []
    for line in lines:
        if line.blank:
            continue
        kept.append(line)
        if len(kept) > MOST_LINES:
            raise too_many_rows(line.number)
        if any(line.cells[MAX_COLUMNS:]):
            expected = f"at most {MAX_COLUMNS} columns"
            raise RefusedError(Problem(line.number, None, f"more than {MAX_COLUMNS} columns", expected))
    return tuple(kept)


def too_many_rows(row: int) -> RefusedError:
    """Make the refusal of a table that is too long.

    Parameters
    ----------
    row : int
        The first row that is too much.

    Returns
    -------
    RefusedError
        To be raised.
    """
    return RefusedError(Problem(row, None, f"more than {MAX_ROWS:,} rows", f"at most {MAX_ROWS:,} rows"))


def check_size(size: int) -> None:
    """Refuse a file that is too large, before anything of it is looked at.

    Parameters
    ----------
    size : int
        In bytes.

    Raises
    ------
    RefusedError
        If it is larger than `MAX_BYTES`.
    """
    if size > MAX_BYTES:
        expected = f"a file of at most {MAX_BYTES // 2**20} MB"
        raise RefusedError(Problem(None, None, f"more than {MAX_BYTES // 2**20} MB", expected))
