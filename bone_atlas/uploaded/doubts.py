"""What holds for a whole table though no cell says it: out of how many, and whether 0.27 is 27 %.

Each is taken where the table itself proves it, and asked where it does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bone_atlas.layers.build import agrees
from bone_atlas.uploaded import numbers
from bone_atlas.uploaded.assigning import total_called
from bone_atlas.uploaded.columns import Columns
from bone_atlas.uploaded.heading import NAMING, Heading
from bone_atlas.uploaded.model import Question, shortened
from bone_atlas.uploaded.sheet import Line
from bone_atlas.uploaded.totals import is_total
from bone_atlas.uploaded.words import COUNT, OUT_OF, PERCENT, REPORTED_AS

DENOMINATOR_QUESTION = "n"
SCALE_QUESTION = "scale"
AS_PRINTED, NO_DENOMINATOR = "printed", "none"
SHARES, PERCENTAGES = "1", "100"
#: So many denominators are offered; where more fit, the percentages are too coarse to tell.
MOST_FITTING = 5
_STATED = re.compile(r"(?<![^\W\d_])[nN]\s*=\s*([0-9][0-9,' ]*)")


@dataclass(frozen=True)
class Doubts:
    """What holds for every row of a table.

    Attributes
    ----------
    total : int or None
        The denominator of every row that has none of its own.
    said : bool
        Whether the reader gives that denominator for all rows.
    shares : bool
        Whether its percentages are written as shares of 1.
    without_counts : bool
        Whether its percentages are painted as printed, because nobody knows out of how many it counts.
    questions : tuple of Question
        What the reader must say first.
    notices : tuple of str
        What was taken for granted, and why.
    """

    total: int | None = None
    shares: bool = False
    said: bool = False
    without_counts: bool = False
    questions: tuple[Question, ...] = ()
    notices: tuple[str, ...] = ()


class _Cells(NamedTuple):
    """The numbers of one row: count, denominator, percentage, and whether that has its sign."""

    number: int | None
    total: int | None
    share: float | None
    signed: bool


def settle_doubts(
    columns: Columns,
    above: Iterable[Line],
    below: Iterable[Line],
    choices: Mapping[str, str],
    said: int | None = None,
) -> Doubts:
    """Settle what holds for the whole table, or ask it.

    Parameters
    ----------
    columns : Columns
        What each column holds; known.
    above, below : iterable of Line
        The rows over the heading, such as a title, and those under it.
    choices : mapping of str to str
        Answers to earlier questions, by key.
    said : int, optional
        The n that the reader gives for the whole table; it goes before the one of a heading.

    Returns
    -------
    Doubts
        With a question for each that the table does not prove and the reader has not answered.
    """
    heading = columns.heading
    rows = [_cells(line, heading) for line in below if not _sums_up(line, heading)]
    stated = _of_the_columns(heading)
    shares, asked = _scale(rows, heading, said or stated, choices)
    if asked:
        return Doubts(said or stated, questions=(asked,))
    if said:
        return _as_said(said, stated, shares)
    if stated or heading.has([OUT_OF]) or all(row.number is None or row.total is not None for row in rows):
        return Doubts(stated, shares)
    if shares:
        rows = [row._replace(share=None if row.share is None else 100 * row.share) for row in rows]
    titles = _stated(cell for line in above for cell in line.cells) | set(heading.totals.values())
    return _denominator(rows, sorted(titles), shares, heading, choices)


def _as_said(said: int, stated: int | None, shares: bool) -> Doubts:
    """Take the reader's n; where the heading states another, that is told."""
    also = f"; the heading states {stated}" if stated and stated != said else ""
    told = f"n = {said} holds for every row, as you say{also}."
    return Doubts(said, shares, said=True, notices=(told,))


def _sums_up(line: Line, heading: Heading) -> bool:
    return any(is_total(line.cell(place)) for place in heading.places(*NAMING))


def _cells(line: Line, heading: Heading) -> _Cells:
    """Read the numbers of a row, none where they cannot be read."""
    found: list[tuple[str, numbers.Counted | float | None]] = []
    for role, read in ((COUNT, numbers.counted), (PERCENT, numbers.shared)):
        for place in heading.places(role)[:1]:
            text = line.cell(place)
            value: numbers.Counted | float | None = read(text)
            found.append((text, read(numbers.unmarked(text)) if value is None else value))
    count = total = share = None
    signed = False
    for text, value in found:
        if isinstance(value, numbers.Counted):
            count = value.count if count is None else count
            total = value.total if total is None else total
        printed = value.percent if isinstance(value, numbers.Counted) else value
        if printed is not None:
            share, signed = printed, "%" in unicodedata.normalize("NFKC", text)
    for place in heading.places(OUT_OF):
        total = numbers.count(line.cell(place) or line.merged.get(place, "")) if total is None else total
    return _Cells(count, total, share, signed)


def _of_the_columns(heading: Heading) -> int | None:
    """Give the denominator that the heading of the values states, or of any column if all state the same."""
    for place in heading.places(COUNT, PERCENT):
        if place in heading.totals:
            return heading.totals[place]
    stated = set(heading.totals.values())
    return stated.pop() if len(stated) == 1 else None


def _stated(cells: Iterable[str]) -> set[int]:
    """Find every ``n = 107``."""
    found = (
        numbers.count(match[1].strip(" ,'"))
        for cell in cells
        for match in _STATED.finditer(unicodedata.normalize("NFKC", cell[:500]))
    )
    return {n for n in found if n}


def _scale(
    rows: Sequence[_Cells], heading: Heading, stated: int | None, choices: Mapping[str, str]
) -> tuple[bool, Question | None]:
    """Tell whether the percentages are shares of 1; where none is above 1, the counts tell, or the reader."""
    given = [row for row in rows if row.share is not None]
    if heading.has([REPORTED_AS]):  # the atlas's own export: percentages
        return False, None
    if any(row.signed or (row.share or 0) > 1 for row in given) or not any(row.share for row in given):
        return False, None
    counted = [
        (100 * row.number / total, row.share or 0.0)
        for row in given
        if row.number is not None and (total := row.total or stated)
    ]
    if counted:
        shares = all(abs(100 * share - true) < 1 for true, share in counted)
        as_they_are = all(abs(share - true) < 1 for true, share in counted)
        if shares != as_they_are:
            return shares, None
    answer = choices.get(SCALE_QUESTION)
    if answer in (SHARES, PERCENTAGES):
        return answer == SHARES, None
    example = next(row.share for row in given if row.share) or 0.0
    place = heading.places(PERCENT, COUNT)[0]
    said = f"{example:g}"
    options = {
        SHARES: f"shares of 1: {said} is {100 * example:g} %",
        PERCENTAGES: f"percentages: {said} is {said} %",
    }
    text = "No percentage is above 1. Are these shares of 1 or percentages?"
    title = heading.title(place)
    return False, Question(SCALE_QUESTION, heading.first, title, said, text, options)


def _denominator(
    rows: Sequence[_Cells],
    titles: Sequence[int],
    shares: bool,
    heading: Heading,
    choices: Mapping[str, str],
) -> Doubts:
    """Take the one n that the title states and every percentage fits; else ask."""
    pairs = [(row.number, row.share) for row in rows if row.number is not None and row.share is not None]
    if any(row.total is not None for row in rows) and not pairs and not titles:
        return Doubts(None, shares)  # each row that lacks a denominator is told so
    if len(titles) == 1 and pairs and all(agrees(s, 100 * c / titles[0]) for c, s in pairs):
        told = f"n = {titles[0]} of the title holds for every row: counts and percentages fit it."
        return Doubts(titles[0], shares, notices=(told,))
    fits = numbers.fitting(pairs) if pairs else range(0)
    offered = [*titles, *(n for n in fits[:MOST_FITTING] if len(fits) <= MOST_FITTING and n not in titles)]
    answer = choices.get(DENOMINATOR_QUESTION, "")
    if answer == AS_PRINTED and pairs:
        return Doubts(None, shares, without_counts=True)
    if answer == NO_DENOMINATOR and titles and not pairs:
        return Doubts(None, shares)
    typed = total_called(answer)
    if typed is not None:
        return _as_said(typed, None, shares)
    question = _question(offered, bool(titles), bool(pairs), heading)
    if answer:
        told = f"“{shortened(answer, 20)}” is no whole number above 0. {question.text}"
        question = replace(question, text=told)
    return Doubts(None, shares, questions=(question,))


def _question(offered: Sequence[int], from_title: bool, printed: bool, heading: Heading) -> Question:
    """Ask out of how many the table counts."""
    place = heading.places(COUNT, PERCENT)[0]
    options = {str(n): f"n = {n} for every row" for n in offered}
    if printed:
        options[AS_PRINTED] = "not known: paint the percentages as printed, without their counts"
    elif offered:
        options[NO_DENOMINATOR] = "none of these"
    if from_title:
        why = "The title states an n, no column does."
    elif offered:
        why = "Count and percentage as printed, n = count / percentage: please confirm."
    elif printed:
        why = "No column says out of how many, and no one n fits all counts and percentages."
    else:
        why = "No column says out of how many."
    said = shortened(heading.title(place), 40)
    text = f"{why} Out of how many does “{said}” count?"
    title = heading.title(place)
    return Question(DENOMINATOR_QUESTION, heading.first, title, said, text, options, number=True)
