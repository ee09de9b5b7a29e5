"""Hold a table against its columns: what a cell must be, in words and as a check."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import pandera.pandas as pa

from bone_atlas.tables.cells import words
from bone_atlas.tables.columns import FIELDS
from bone_atlas.tables.fields import Field

# Kept short on purpose: int() of a very long digit string is slow, and no count has more than nine digits.
_INTEGER = r"\d{1,9}"
_NUMBER = r"\d{1,9}(\.\d{1,9})?"


def expectation(field: Field) -> str:
    """Say in words what a cell of this column should hold.

    Parameters
    ----------
    field : Field
        The column.

    Returns
    -------
    str
        Such as ``"a whole number of at least 1, or nothing"``.
    """
    if field.allowed:
        text = "one of " + ", ".join(field.allowed)
    elif field.kind in ("integer", "number"):
        text = "a whole number" if field.kind == "integer" else "a number"
        text += f" of at least {field.low:g}" if field.low is not None else ""
        text += f" and at most {field.high:g}" if field.high is not None else ""
    else:
        text = f"text of the form {field.pattern}" if field.pattern else "some text"
    text += " (several divided by semicolons)" if field.many else ""
    text += ", different in every row" if field.unique else ""
    return text if field.required else text + ", or nothing"


def fits(field: Field, cell: str) -> bool:
    """Tell whether one cell is as its column demands (uniqueness apart).

    Parameters
    ----------
    field : Field
        The column.
    cell : str
        The text of the cell.

    Returns
    -------
    bool
        False where it is empty though required, malformed, out of range or not an allowed word.
    """
    if cell == "":
        return not field.required
    if cell != cell.strip():
        return False
    parts = words(cell) if field.many else (cell,)
    return bool(parts) and all(_part_fits(field, part) for part in parts)


def _part_fits(field: Field, part: str) -> bool:
    """Check one value: its form, its range, its word."""
    if field.kind in ("integer", "number"):
        if not _matches(_INTEGER if field.kind == "integer" else _NUMBER, part):
            return False
        number = float(part)
        return (field.low is None or number >= field.low) and (field.high is None or number <= field.high)
    if field.allowed is not None and part not in field.allowed:
        return False
    return field.pattern is None or _matches(field.pattern, part)


def _matches(pattern: str, text: str) -> bool:
    """Match the whole text, digits being ASCII digits only."""
    return re.fullmatch(pattern, text, flags=re.ASCII) is not None


def all_fit(field: Field, cells: Sequence[str]) -> bool:
    """Tell whether every cell of a column is as demanded, in one pass: the usual case, told fast.

    Parameters
    ----------
    field : Field
        The column.
    cells : sequence of str
        Its cells.

    Returns
    -------
    bool
        False if any does not fit or, where they must differ, repeats; `schema_of` then tells which.
    """
    different = set(cells)
    repeats = field.unique and len(different - {""}) < sum(cell != "" for cell in cells)
    return not repeats and all(fits(field, cell) for cell in different)


def schema_of(table: str) -> pa.DataFrameSchema:
    """Build the pandera schema of a table as it is read: every cell still text.

    Parameters
    ----------
    table : str
        A key of `FIELDS`.

    Returns
    -------
    pandera.pandas.DataFrameSchema
        Checks each column; the error text of each check is what was expected.
    """
    return pa.DataFrameSchema({name: _column(field) for name, field in FIELDS[table].items()}, name=table)


def _column(field: Field) -> pa.Column:
    """Make one column: one check per cell, and one for repeats where the values must differ."""
    expected = expectation(field)
    checks = [pa.Check(lambda cells: cells.map(lambda cell: fits(field, cell)).astype(bool), error=expected)]
    if field.unique:
        checks.append(pa.Check(lambda cells: ~cells.duplicated() | (cells == ""), error=expected))
    return pa.Column(checks=checks)


def columns_of(table: str) -> Iterable[str]:
    """Names of the columns of a table, in order.

    Parameters
    ----------
    table : str
        A key of `FIELDS`.

    Returns
    -------
    iterable of str
        The column names.
    """
    return FIELDS[table].keys()
