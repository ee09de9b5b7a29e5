"""Take cells and rows apart."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

#: Between two sentences: white space after a full stop, question or exclamation mark, also where that stands
#: within quotation marks or brackets.
_BETWEEN = re.compile(r"(?:(?<=[.?!])|(?<=[.?!][”’\")]))\s+")


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


def sentences(text: str) -> tuple[str, ...]:
    """Split a text into its sentences.

    Parameters
    ----------
    text : str
        Prose; a line end ends a sentence too.

    Returns
    -------
    tuple of str
        Each with its last mark, spaces within it single. An abbreviation followed by a space would end one;
        the texts of the atlas have none.
    """
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(part for line in lines for part in _BETWEEN.split(line) if part)


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
