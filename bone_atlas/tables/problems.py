"""What is wrong with a table, told so that it can be found and mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in one table.

    Attributes
    ----------
    file : str
        Name of the file, such as ``observations.csv``.
    row : int or None
        Row as a spreadsheet counts it (the header is row 1); None where the whole file is meant.
    column : str or None
        Column name; None where the whole row or file is meant.
    value : str
        What was found there.
    expected : str
        What should have been there.
    """

    file: str
    row: int | None
    column: str | None
    value: str
    expected: str

    def __str__(self) -> str:
        """One line: where, what was found, what was expected."""
        where = self.file
        if self.row is not None:
            where += f", row {self.row}"
        if self.column is not None:
            where += f", column {self.column}"
        return f"{where}: found {_shorten(self.value)}, expected {self.expected}"


def _shorten(value: str, longest: int = 80) -> str:
    """Quote a value, cut where it would fill the screen."""
    if value == "":
        return "nothing"
    text = value if len(value) <= longest else value[: longest - 1] + "…"
    return repr(text)


class TableError(Exception):
    """The tables cannot be used; nothing was loaded.

    Parameters
    ----------
    problems : iterable of Problem
        All that is wrong, in any order.

    Attributes
    ----------
    problems : list of Problem
        The same, ordered by file and row.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: list[Problem] = sorted(problems, key=_place)
        super().__init__(str(self))

    def __str__(self) -> str:
        """All problems, one line each, under one sentence that tells how many."""
        count = len(self.problems)
        head = "The tables cannot be loaded: " + ("1 problem" if count == 1 else f"{count} problems") + "."
        return "\n".join([head, *(f"- {problem}" for problem in self.problems)])


def _place(problem: Problem) -> tuple[str, int, str, str]:
    """Order by file, row and column; whole-file problems first."""
    return problem.file, problem.row or 0, problem.column or "", problem.expected
