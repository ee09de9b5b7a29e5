"""Columns whose name may mean a denominator or something else: "Total", "Patients", "No"."""

from __future__ import annotations

from collections.abc import Sequence

from bone_atlas.layers.build import agrees
from bone_atlas.uploaded import numbers
from bone_atlas.uploaded.heading import BETWEEN, NAMING, Heading
from bone_atlas.uploaded.sheet import Line
from bone_atlas.uploaded.totals import is_total
from bone_atlas.uploaded.words import COUNT, NUMBER, OUT_OF, PERCENT, plain

#: Names that may as well be the sum of the columns beside them.
_SUMS = frozenset(
    {"total", "summa", "gesamt", "gesamtzahl", "effectif total", "合计", "總數", "合計", "总数"}
)


def in_doubt(place: int, heading: Heading, lines: Sequence[Line]) -> bool:
    """Tell whether a column may be a sum, a number of another kind, or the number of the row.

    Parameters
    ----------
    place : int
        A column that may be the denominator.
    heading : Heading
        What each column holds, as far as it is known.
    lines : sequence of Line
        The rows below it.

    Returns
    -------
    bool
        True where its name says no more than "patients" or "no", or "total" beside numbers that are not read,
        its number differs from row to row, and no printed percentage proves that the count is out of it.
    """
    name = plain(heading.line.cell(place).rpartition(BETWEEN)[2])
    if name == "n" or not (heading.roles[place] == NUMBER or (name in _SUMS and _summed(heading, lines))):
        return False
    rows = [line for line in lines if not any(is_total(line.cell(i)) for i in heading.places(*NAMING))]
    values = {numbers.count(numbers.unmarked(line.cell(place))) for line in rows} - {None}
    return len(values) > 1 and not _proven(place, heading, rows)


def _summed(heading: Heading, lines: Sequence[Line]) -> bool:
    """Tell whether a column of numbers is not read, so that another may be its sum with others."""
    unread = [i for i, role in enumerate(heading.roles) if not role]
    return any(numbers.count(numbers.unmarked(line.cell(i))) is not None for i in unread for line in lines)


def _proven(place: int, heading: Heading, lines: Sequence[Line]) -> bool:
    """Tell whether every printed percentage is the count out of this column."""
    counts, shares = heading.places(COUNT), heading.places(PERCENT)
    if not counts:
        return False
    fits = []
    for line in lines:
        counted = numbers.counted(numbers.unmarked(line.cell(counts[0])))
        total = numbers.count(numbers.unmarked(line.cell(place)))
        printed = numbers.percent(numbers.unmarked(line.cell(shares[0]))) if shares else None
        share = printed if printed is not None or counted is None else counted.percent
        if counted and total and share is not None:
            fits.append(agrees(share, 100 * counted.count / total))
        elif counted and counted.total is not None:
            fits.append(counted.total == total)
    return bool(fits) and all(fits)


def doubted(heading: Heading, lines: Sequence[Line], said: Sequence[int]) -> list[str]:
    """Give the columns their roles, those in doubt as no more than numbers.

    Parameters
    ----------
    heading : Heading
        What each column holds, as far as it is known.
    lines : sequence of Line
        The rows below it.
    said : sequence of int
        The columns of which the reader says what they hold.

    Returns
    -------
    list of str
        The roles; unchanged where no value is known that could be out of such a column.
    """
    if not heading.has((COUNT, PERCENT)):
        return list(heading.roles)
    return [
        NUMBER if role == OUT_OF and place not in said and in_doubt(place, heading, lines) else role
        for place, role in enumerate(heading.roles)
    ]
