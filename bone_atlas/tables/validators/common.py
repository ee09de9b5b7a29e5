"""What the validators share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from bone_atlas.tables.cells import records
from bone_atlas.tables.problems import Problem
from bone_atlas.tables.schema import FIELDS, fits

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
    return enumerate(records(frames[table]), start=2)


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
