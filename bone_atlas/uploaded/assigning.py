"""What a reader says of a table that is not understood by itself: its heading, columns, group and n.

An assignment is the reader's word and goes before every guess by name. What contradicts it in the rows is
told as in any other table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bone_atlas.uploaded import numbers
from bone_atlas.uploaded.heading import Heading, letter
from bone_atlas.uploaded.model import LEAVE_OUT, Problem, shortened
from bone_atlas.uploaded.sheet import MAX_COLUMNS, Line
from bone_atlas.uploaded.words import (
    COUNT,
    NAME,
    NOTE,
    OUT_OF,
    PERCENT,
    REPORTED_AS,
    SITE,
    SITE_ID,
    TIER,
    plain,
)

#: What a reader may say that a column holds, with the words for it.
HOLDS: dict[str, str] = {
    SITE: "site",
    COUNT: "count",
    OUT_OF: "n (out of)",
    PERCENT: "percentage",
    TIER: "class in words",
    NOTE: "note",
    LEAVE_OUT: "leave it out",
}
#: What only a heading can say; kept where it does.
ALSO_KNOWN: dict[str, str] = {
    SITE_ID: "id of the site",
    NAME: "another name of the site",
    REPORTED_AS: "site it was reported for",
}
#: What a reader may say that a column of numbers or classes holds.
VALUES_OFFERED: dict[str, str] = {
    COUNT: "how many are affected at the site",
    OUT_OF: "out of how many (the denominator)",
    PERCENT: "percentages",
    TIER: "classes in words",
    LEAVE_OUT: "none of these: leave it out",
}
#: The word to type for it on the command line.
TYPED: dict[str, str] = {
    SITE: "site",
    COUNT: "count",
    OUT_OF: "denominator",
    PERCENT: "percent",
    TIER: "tier",
    NOTE: "note",
    LEAVE_OUT: "leave-out",
}
_SPELT: dict[str, str] = {
    "count": COUNT,
    "cases": COUNT,
    "denominator": OUT_OF,
    "n": OUT_OF,
    "percent": PERCENT,
    "percentage": PERCENT,
    "tier": TIER,
    "class": TIER,
    "site": SITE,
    "note": NOTE,
    "leave out": LEAVE_OUT,
    "out": LEAVE_OUT,
}


@dataclass(frozen=True)
class Assignment:
    """What a reader says of a table; what is left open is read as if nothing had been said.

    Attributes
    ----------
    heading : tuple of int or None
        The row of the heading, or two rows that follow each other, as a spreadsheet counts them; empty for a
        table without a heading, None where nothing is said.
    columns : mapping of int or str to str
        What columns hold, a key of `HOLDS`: by their place from 0, or by their title or letter.
    group : str
        Which group is painted: its name, or its first column, as ``"column B"``.
    total : int or None
        Out of how many every row counts that does not say so itself.
    """

    heading: tuple[int, ...] | None = None
    columns: Mapping[int | str, str] = field(default_factory=dict)
    group: str = ""
    total: int | None = None

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return self != Assignment()


def role_called(name: str) -> str | None:
    """Find what a column holds by the word that a reader types for it.

    Parameters
    ----------
    name : str
        Such as ``"count"``, ``"denominator"``, ``"leave-out"``.

    Returns
    -------
    str or None
        A key of `HOLDS`; None where the word is not known.
    """
    return LEAVE_OUT if name.strip() == LEAVE_OUT else _SPELT.get(plain(name.replace("-", " ")))


def spelt() -> tuple[str, ...]:
    """List the words to type, one for each thing that a column may hold."""
    return tuple(TYPED.values())


def placed(assignment: Assignment, heading: Heading) -> tuple[dict[int, str], tuple[Problem, ...]]:
    """Find the columns that a reader speaks of.

    Parameters
    ----------
    assignment : Assignment
        What is said.
    heading : Heading
        The titles of the table.

    Returns
    -------
    tuple of dict and tuple of Problem
        What each column holds by its place, and which columns are not there or cannot be told apart.
    """
    roles: dict[int, str] = {}
    problems = []
    width = len(heading.roles)
    for called, role in assignment.columns.items():
        places = [called] if isinstance(called, int) else places_called(called, heading)
        if len(places) == 1 and places[0] < width:
            roles[places[0]] = role
            continue
        titles = ", ".join(f"{letter(i)} “{shortened(heading.line.cell(i), 30)}”" for i in range(width))
        if len(places) > 1:
            letters = ", ".join(map(letter, places))
            expected = f"one column: {letters} are called so, say “column {letter(places[0])}” or the like"
        else:
            expected = f"a column of the table: {shortened(titles, 160)}"
        problems.append(
            Problem(heading.first, None, f"no one column “{shortened(str(called), 40)}”", expected)
        )
    return roles, tuple(problems)


def places_called(name: str, heading: Heading) -> list[int]:
    """List the columns of a title or a letter; "B" may be both, "column B" is always the letter.

    Parameters
    ----------
    name : str
        As typed.
    heading : Heading
        The titles of the table.

    Returns
    -------
    list of int
        Places from 0.
    """
    cells = heading.line.cells
    said = plain(name)
    letters = {plain(f"column {letter(i)}"): i for i in range(min(len(heading.roles), MAX_COLUMNS))}
    if said in letters:
        return [letters[said]]
    by_letter = letters.get(f"column {said}")
    exact = [i for i, cell in enumerate(cells) if cell == name.strip()]
    found = exact or [i for i, cell in enumerate(cells) if said and plain(cell) == said]
    return sorted({*found, *([] if by_letter is None else [by_letter])})


def key_of(rows: Iterable[Line]) -> str:
    """Name a heading by its words, so that the same heading is known again.

    Parameters
    ----------
    rows : iterable of Line
        One row, or two.

    Returns
    -------
    str
        Its titles in the form in which names are compared; empty where fewer than two say anything.
    """
    lines = ["|".join(plain(cell[:200]) for cell in row.cells) for row in rows]
    key = "\n".join(lines)
    return key if sum(bool(part) for part in key.replace("\n", "|").split("|")) > 1 else ""


def as_record(assignment: Assignment) -> dict[str, object]:
    """Write an assignment as plain data: how many rows the heading has, roles and group, no number.

    Parameters
    ----------
    assignment : Assignment
        With its columns by their places. Its n is not written: another table of this heading has another.

    Returns
    -------
    dict
        For JSON; `from_record` reads it.
    """
    return {
        "columns": {str(place): role for place, role in assignment.columns.items()},
        "group": assignment.group,
    }


def from_record(record: object, heading: Sequence[Line]) -> Assignment | None:
    """Read what `as_record` wrote, for a table whose heading is the same.

    Parameters
    ----------
    record : object
        Plain data, from wherever it was kept.
    heading : sequence of Line
        The rows of the heading in this table.

    Returns
    -------
    Assignment or None
        None where it is no such record.
    """
    if not isinstance(record, dict) or not isinstance(record.get("columns"), dict):
        return None
    group = record.get("group")
    known = {**HOLDS, **ALSO_KNOWN}
    columns: dict[int | str, str] = {
        int(place): role
        for place, role in record["columns"].items()
        if isinstance(place, str) and place.isdecimal() and int(place) < MAX_COLUMNS and role in known
    }
    if len(columns) != len(record["columns"]) or not isinstance(group, str):
        return None
    return Assignment(tuple(line.number for line in heading), columns, group)


def total_called(text: str) -> int | None:
    """Read the n that a reader types, None where it is no whole number above 0."""
    return numbers.count(text) or None
