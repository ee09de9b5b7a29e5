"""What the validators share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from bone_atlas.tables.cells import words
from bone_atlas.tables.columns import FIELDS
from bone_atlas.tables.problems import Problem
from bone_atlas.tables.schema import fits

Frames = Mapping[str, pd.DataFrame]
Validator = Callable[[Frames], list[Problem]]
Row = Mapping[str, str]


def numbered(frames: Frames, table: str) -> Iterator[tuple[int, Row]]:
    """List each row of a table with its number in a spreadsheet.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.
    table : str
        Which of them.

    Returns
    -------
    iterator of (int, mapping)
        Row number, from 2, and cells by column name.
    """
    frame = frames[table]
    # Every validator asks: several times faster than making records of cells that are all text.
    names = [str(name) for name in frame.columns]
    cells = zip(*(frame[name].tolist() for name in frame.columns), strict=True)
    return enumerate((dict(zip(names, row, strict=True)) for row in cells), start=2)


def unknown(frames: Frames, table: str, column: str, known: set[str], what: str) -> list[Problem]:
    """List every reference in a column that leads nowhere; empty cells are left to the schema.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.
    table, column : str
        Where the references stand, one or several in a cell.
    known : set of str
        The ids that exist.
    what : str
        What they are the ids of, for the message.

    Returns
    -------
    list of Problem
        One for each id that is not known.
    """
    return [
        Problem(f"{table}.csv", number, column, part, f"the id of {what}")
        for number, row in numbered(frames, table)
        for part in words(row[column])
        if part not in known
    ]


def number_in(table: str, row: Row, column: str) -> float | None:
    """Read the number in a cell.

    Parameters
    ----------
    table : str
        The table the row is from.
    row : mapping of str to str
        The row.
    column : str
        The column.

    Returns
    -------
    float or None
        None where the cell is empty, or malformed, which the schema tells.
    """
    cell = row[column]
    return float(cell) if cell and fits(FIELDS[table][column], cell) else None
