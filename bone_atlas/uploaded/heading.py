"""Which row, or which two, are the heading of a table, and what each column holds, told from its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bone_atlas.uploaded import numbers
from bone_atlas.uploaded.model import Problem, shortened
from bone_atlas.uploaded.sheet import HEADING_WITHIN, Line
from bone_atlas.uploaded.words import (
    COLUMNS,
    COUNT,
    IN_BRACKETS,
    NAME,
    NUMBER,
    OUT_OF,
    PERCENT,
    SITE,
    SITE_ID,
    TIER,
    VALUE,
    plain,
)

_ROLES = {word: role for role, entries in COLUMNS.items() for word in entries}
NAMING = (SITE_ID, SITE, NAME)
VALUES = (COUNT, PERCENT, TIER, NUMBER, VALUE)
#: What a group of columns is made of.
MEASURES = (*VALUES, OUT_OF)
_OUT_OF_MANY = re.compile(r"[(（\[,;]?\s*[nN]\s*[=＝]\s*([0-9][0-9.,' ]*)\s*[)）\]]?\s*$")
_PEOPLE = (
    r"(?:(?:no|nr|number|n|total number) of )?(?:the )?(?:patients|cases|women|subjects|lesions|metastases)"
    r"(?: with .*?)?"
)
#: Headings that are half a sentence. "Patients with bone metastasis" may be all of them: it is asked.
_SPOKEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), role)
    for pattern, role in (
        (r"(?:%|percent|percentage) of .*", PERCENT),
        (
            r"(?:(?:anatomic(?:al)?|skeletal|metastatic|first|involved) )?"
            r"(?:site|sites|location|locations|localization|localisation|distribution|region|regions)"
            r" of (?:(?:the|first|initial|bone|bony|skeletal|osseous) )*"
            r"(?:metastas[ie]s|lesions?|involvement)",
            SITE,
        ),
        (rf"{_PEOPLE}(?: n)? %", COUNT),
        (_PEOPLE, NUMBER),
    )
)
#: Between the name of a group and what one of its columns holds.
BETWEEN = ":"


@dataclass(frozen=True)
class Heading:
    """The heading of a table.

    Attributes
    ----------
    line : Line
        Its titles, one for each column, and its last row; of a heading in two rows "group: measure".
    roles : tuple of str
        What each column holds: one of the words in `words`, empty where it is not known.
    totals : mapping of int to int
        Out of how many, for the columns whose heading says so, such as ``Patients (n = 107)``.
    groups : tuple of str
        The group that each column belongs to by its title, empty where it names none.
    rows : tuple of Line
        The rows it stands in, as written: one, two, or none where the table has no heading.
    """

    line: Line
    roles: tuple[str, ...]
    totals: Mapping[int, int] = field(default_factory=dict)
    groups: tuple[str, ...] = ()
    rows: tuple[Line, ...] = ()

    @property
    def first(self) -> int:
        """The row it begins in, or the first of the table where there is no heading."""
        return self.rows[0].number if self.rows else self.line.number + 1

    @property
    def known(self) -> int:
        """How much of it is understood; at least a site and a value together count above anything else."""
        known = sum(bool(role) for role in self.roles)
        return known + 100 * (self.has(NAMING) and self.has(VALUES))

    @property
    def whole(self) -> bool:
        """Whether it names both a site and a value."""
        return self.known > 100

    def has(self, wanted: Iterable[str]) -> bool:
        """Tell whether any column holds one of these."""
        return any(role in self.roles for role in wanted)

    def places(self, *wanted: str) -> tuple[int, ...]:
        """List the columns that hold one of these, in the order of ``wanted`` and from the left."""
        return tuple(i for role in wanted for i, found in enumerate(self.roles) if found == role)

    def title(self, place: int) -> str:
        """Name a column as the file does, or by its letter."""
        return shortened(self.line.cell(place)) or f"column {letter(place)}"


def letter(place: int) -> str:
    """Name a column as a spreadsheet does.

    Parameters
    ----------
    place : int
        From 0.

    Returns
    -------
    str
        ``A``, ``B``, … ``Z``, ``AA``, …
    """
    before, last = divmod(place, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def find_heading(lines: Sequence[Line]) -> Heading | None:
    """Find the heading among the first rows.

    Parameters
    ----------
    lines : sequence of Line
        The rows that are not blank.

    Returns
    -------
    Heading or None
        The first row that names a site and a value, with the row over it or below it where they are one
        heading; where there is none, the row most of which is understood; None where nothing is.
    """
    looked_at = lines[:HEADING_WITHIN]
    found = [heading_of(line) for line in looked_at]
    whole = next((i for i, heading in enumerate(found) if heading.whole), None)
    last = len(looked_at) - 1
    for first in range(last) if whole is None else range(max(0, whole - 1), min(whole + 1, last)):
        if _one_heading(looked_at[first : first + 2]):
            both = heading_in_rows(looked_at[first : first + 2])
            if both.whole or whole is None:
                return both
    if whole is not None:
        return found[whole]
    best = max(found, key=lambda heading: heading.known, default=None)
    return best if best and best.known else None


def heading_of(line: Line) -> Heading:
    """Read a row as a heading.

    Parameters
    ----------
    line : Line
        Any row.

    Returns
    -------
    Heading
        What each cell names as a column; a first column without a name holds the sites if no other does.
    """
    return _heading(line, (line,))


def heading_in_rows(rows: Sequence[Line]) -> Heading:
    """Read one row, or two, as a heading.

    Parameters
    ----------
    rows : sequence of Line
        One, or the groups and below them the measures. A cell that holds for several columns stands in the
        first of them, as spreadsheets have it.

    Returns
    -------
    Heading
        As of one row.
    """
    if len(rows) == 1:
        return heading_of(rows[0])
    upper, lower = rows
    width = max(len(upper.cells), len(lower.cells))
    titles: list[str] = []
    over = ""
    for place in range(width):
        # Only a group reaches to the right; what stands over an empty cell is a title of its own.
        over = upper.cell(place) or (over if lower.cell(place) else "")
        titles.append(_title(over, lower.cell(place)))
    return _heading(Line(lower.number, tuple(titles)), tuple(rows))


def no_heading(first: Line, width: int) -> Heading:
    """Make the heading of a table that has none: each column is named by its letter.

    Parameters
    ----------
    first : Line
        The first row of the table.
    width : int
        How many columns there are.

    Returns
    -------
    Heading
        Of which nothing is known.
    """
    return Heading(Line(first.number - 1, ("",) * width), ("",) * width, {}, ("",) * width)


def first_table(heading: Heading, lines: Sequence[Line]) -> tuple[list[Line], tuple[Problem, ...]]:
    """Leave out what stands below a second heading, whose columns hold something else.

    Parameters
    ----------
    heading : Heading
        Of the table.
    lines : sequence of Line
        The rows below it.

    Returns
    -------
    tuple of list of Line and tuple of Problem
        The rows of the first table, without its own heading repeated; and where the second begins.
    """
    kept: list[Line] = []
    for line in lines:
        below = heading_of(line) if heading.rows and kept and not is_data(line) else None
        if below is None or not below.whole or not any(line.cell(i) for i in below.places(*NAMING)):
            kept.append(line)
        elif below.roles != heading.roles[: len(below.roles)] or below.totals != heading.totals:
            expected = (
                f"one table: another heading holds from here to row {lines[-1].number}, and nothing of it is "
                "read; check that table by itself"
            )
            return kept, (Problem(line.number, None, shortened(" | ".join(line.cells)), expected),)
    return kept, ()


def _heading(line: Line, rows: tuple[Line, ...]) -> Heading:
    parts = [_parts(cell) for cell in line.cells]
    totals = {i: total for i, cell in enumerate(line.cells) if (total := _total_of(cell)) is not None}
    # "Total (n = 94)" is a group with its n; the numbers below it are counts, and not the n of others.
    roles = [
        "" if i in totals and role == OUT_OF and not group else role
        for i, (group, measure) in enumerate(parts)
        for role in [_role(measure)]
    ]
    groups = [
        group or (measure if i in totals and not roles[i] else "") for i, (group, measure) in enumerate(parts)
    ]
    if not any(role in NAMING for role in roles) and any(role in VALUES for role in roles):
        empty = [i for i, cell in enumerate(line.cells) if not cell]
        if empty[:1] == [0]:
            roles[0] = SITE
    return Heading(line, tuple(roles), totals, tuple(groups), rows)


def _title(over: str, under: str) -> str:
    """Join the two cells of a heading: "Luminal A" over "(n = 82)" is one name, over "n" a group's column."""
    if over and under and plain(over) != plain(under):
        alone = not _OUT_OF_MANY.sub("", under).strip()
        return f"{over} {under}" if alone else f"{over}{BETWEEN} {under}"
    return over or under


def _one_heading(rows: Sequence[Line]) -> bool:
    """Tell whether two rows are one heading: groups, and below each of them what its columns hold."""
    upper, lower = rows
    if sum(bool(cell) for cell in upper.cells) < 2 or any(_number(cell) for cell in upper.cells):
        return False
    under = [i for i, cell in enumerate(lower.cells) if cell]
    measures = [i for i in under if _measure(lower.cells[i])]
    named = [i for i in under if i not in measures]
    # The column of the sites is named once, in either row; the other cells of the lower row are measures.
    if len(measures) < 2 or not all(_names_sites(upper.cell(i), lower.cells[i]) for i in named):
        return False
    if not named and lower.cell(0):
        return False
    return bool(upper.cell(measures[0])) and not any(_role(upper.cell(i)) in NAMING for i in measures)


def _names_sites(over: str, under: str) -> bool:
    """Tell whether a cell of the lower row is the title of the sites, with nothing else over it."""
    return _role(under) in NAMING and (not over or plain(over) == plain(under))


def _measure(cell: str) -> bool:
    """Tell a cell such as "n", "%" or "(n = 82)", which says what a column of a group holds."""
    return _role(cell) in MEASURES or (_total(cell) is not None and not _OUT_OF_MANY.sub("", cell).strip())


def _number(cell: str) -> bool:
    """Tell a cell that holds a number, and so is no name of a column."""
    return numbers.counted(cell) is not None or numbers.shared(cell) is not None


def is_data(line: Line) -> bool:
    """Tell whether a row holds values: a number in any but its first cell."""
    return any(map(_number, line.cells[1:]))


def _parts(cell: str) -> tuple[str, str]:
    """Take "group: measure" apart; anything else is all measure."""
    group, between, measure = cell[:200].rpartition(BETWEEN)
    if between and group.strip() and _role(measure) in MEASURES:
        return group.strip(), measure.strip()
    return "", cell


def _total(cell: str) -> int | None:
    """Read ``(n = 107)`` at the end of a heading."""
    match = _OUT_OF_MANY.search(cell[:200])
    return numbers.count(match[1]) if match else None


def _total_of(cell: str) -> int | None:
    """Read ``(n = 107)`` of a column, or of the group it belongs to."""
    total = _total(cell)
    return _total(_parts(cell)[0]) if total is None else total


def _role(cell: str) -> str:
    """Tell what a column of this name holds, empty where that is not known."""
    name = _OUT_OF_MANY.sub("", cell[:200]) if _total(cell) is not None else cell[:200]
    spaced = name.replace("%", " % ")
    for attempt in (plain(spaced), plain(IN_BRACKETS.sub(" ", spaced)).strip()):
        if attempt in _ROLES:
            return _ROLES[attempt]
    said = plain(spaced)
    return next((role for pattern, role in _SPOKEN if pattern.fullmatch(said)), "")
