"""What comes out of a reader's table: what is painted, what is wrong, what must be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bone_atlas.layers import Layer, Proportion, Tier

if TYPE_CHECKING:
    from bone_atlas.uploaded.reading import Reading

#: The answer that leaves a row out.
LEAVE_OUT = "-"
#: So much of a cell is shown.
LONGEST = 200


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a reader's table.

    Attributes
    ----------
    row : int or None
        Row as a spreadsheet counts it, from 1; None where the whole file is meant.
    column : str or None
        Heading of the column; None where the whole row or file is meant.
    value : str
        What was found there.
    expected : str
        What should have been there.
    suggestions : tuple of str
        Ids of the sites that an unknown name may have meant, the nearest first.
    key : str
        What to answer by in ``choices`` to choose a site for an unknown name; empty for other problems.
    """

    row: int | None
    column: str | None
    value: str
    expected: str
    suggestions: tuple[str, ...] = ()
    key: str = ""

    def __post_init__(self) -> None:
        """Keep no more of a cell than can be read."""
        object.__setattr__(self, "value", shortened(self.value, LONGEST))

    def __str__(self) -> str:
        """One line: where, what was found, what was expected."""
        where = "the file" if self.row is None else f"row {self.row}"
        if self.column is not None:
            where += f", column {shortened(self.column)}"
        found = repr(shortened(self.value)) if self.value else "nothing"
        return f"{where}: found {found}, expected {self.expected}"


@dataclass(frozen=True)
class Question:
    """Something in a reader's table that has more than one meaning.

    Attributes
    ----------
    key : str
        What to answer by in ``choices``.
    row : int
        Row as a spreadsheet counts it, from 1.
    column : str
        Heading of the column.
    value : str
        The name that has more than one meaning.
    text : str
        The question, as a sentence.
    choices : mapping of str to str
        The answers there are: what to pass back, and the words to show.
    number : bool
        Whether any whole number above 0 is an answer, too.
    """

    key: str
    row: int
    column: str
    value: str
    text: str
    choices: Mapping[str, str]
    number: bool = False


@dataclass(frozen=True)
class PaintedRow:
    """One row that became a value.

    Attributes
    ----------
    row : int
        Row as a spreadsheet counts it, from 1.
    given : str
        The site as the table names it.
    value : Proportion or Tier
        What is painted; its ``site_id`` tells where.
    """

    row: int
    given: str
    value: Proportion | Tier


@dataclass(frozen=True)
class Result:
    """What the page and the command line say of a reader's table.

    Attributes
    ----------
    file : str
        Name of the file, without folders and without anything but plain characters.
    layer : Layer or None
        What can be painted; None where there is no good row.
    painted : tuple of PaintedRow
        In the order of the table.
    problems : tuple of Problem
        All that is wrong, by row.
    questions : tuple of Question
        What must be answered before the rows concerned are painted, by row.
    notices : tuple of str
        What a reader should know though nothing is wrong.
    grid : tuple of tuple of str
        Heading and rows as read, to be edited further; empty where no heading was found.
    reading : Reading or None
        What the columns were taken for; None where nothing could be read as a table.
    """

    file: str
    layer: Layer | None
    painted: tuple[PaintedRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
    notices: tuple[str, ...] = ()
    grid: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    reading: Reading | None = field(default=None, repr=False)

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong and nothing has to be asked."""
        return not self.problems and not self.questions


class RefusedError(Exception):
    """A table of which nothing can be used.

    Parameters
    ----------
    problems : Problem
        What is wrong.

    Attributes
    ----------
    problems : tuple of Problem
        The same.
    """

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("; ".join(map(str, problems)))


def shortened(text: str, longest: int = 80) -> str:
    """Put a text on one line, without control signs, and cut it where it would fill the screen.

    Parameters
    ----------
    text : str
        Any text.
    longest : int
        Most characters.

    Returns
    -------
    str
        The text, or its beginning and an ellipsis.
    """
    line = " ".join(text[: longest * 4].split())
    line = "".join(sign if sign.isprintable() else "\ufffd" for sign in line)
    return line if len(line) <= longest else line[: longest - 1] + "…"
