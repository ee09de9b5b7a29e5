"""Take cells and rows apart."""

from __future__ import annotations

from typing import Any

import pandas as pd


def words(text: str) -> tuple[str, ...]:
    """Split a cell that holds several values divided by semicolons.

    Parameters
    ----------
    text : str
        The cell.

    Returns
    -------
    tuple of str
        The values without surrounding spaces; empty ones are dropped.
    """
    return tuple(part.strip() for part in text.split(";") if part.strip())


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Turn a table into rows.

    Parameters
    ----------
    frame : pandas.DataFrame
        One of the tables.

    Returns
    -------
    list of dict
        One for each row, by column name.
    """
    return [{str(name): cell for name, cell in row.items()} for row in frame.to_dict("records")]
