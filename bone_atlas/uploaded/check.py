"""A reader's table, from whatever bytes it comes in to a layer, and all that is wrong with it at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bone_atlas.anatomy import Anatomy
from bone_atlas.uploaded.assigning import Assignment
from bone_atlas.uploaded.build import UPLOADED_UNIT, build_layer, unit_labels, value_of
from bone_atlas.uploaded.columns import Columns, settle
from bone_atlas.uploaded.doubts import Doubts, settle_doubts
from bone_atlas.uploaded.heading import Heading, first_table
from bone_atlas.uploaded.model import PaintedRow, Problem, RefusedError, Result, shortened
from bone_atlas.uploaded.names import SiteNames
from bone_atlas.uploaded.notices import cell_notices, heading_notices, row_notices, whole_notices
from bone_atlas.uploaded.read import read_cells, read_file, read_text
from bone_atlas.uploaded.reading import heading_for, reading_of
from bone_atlas.uploaded.row import Row
from bone_atlas.uploaded.rows import RowReader
from bone_atlas.uploaded.sheet import MAX_ROWS, Line, Sheet, check_size, too_many_rows
from bone_atlas.uploaded.values import ValueReader
from bone_atlas.uploaded.words import NAME, SITE, SITE_ID

PASTED, EDITED = "pasted table", "edited table"
_NOT_IN_A_NAME = re.compile(r"[^\w .()+-]+")


class Checker:
    r"""Checks readers' tables; built once from the atlas's own tables, keeps nothing of what it is given.

    Parameters
    ----------
    names : SiteNames
        What each name of a site means.
    anatomy : Anatomy
        The sites, groups and bones.

    Examples
    --------
    >>> read = tables.load()
    >>> checker = Checker(SiteNames(read), Anatomy(read))
    >>> checker.text("site,count,n\nL-spine,50,107").painted[0].value.site_id
    'lumbar_spine'
    """

    def __init__(self, names: SiteNames, anatomy: Anatomy) -> None:
        self.names = names
        self.anatomy = anatomy

    def file(
        self,
        content: bytes,
        name: str,
        *,
        choices: Mapping[str, str] | None = None,
        unit: str = UPLOADED_UNIT,
        assignment: Assignment | None = None,
    ) -> Result:
        """Check a file.

        Parameters
        ----------
        content : bytes
            CSV or .xlsx, or anything else: nothing raises.
        name : str
            Its name, only to be shown.
        choices : mapping of str to str, optional
            Answers to the questions of an earlier result, by key.
        unit : str
            A key of `unit_labels`: what is counted.
        assignment : Assignment, optional
            What the reader says of the heading and the columns; it goes before what is read from their names.

        Returns
        -------
        Result
            What is painted, what is wrong, what must be asked.
        """
        label = shown_name(name)
        try:
            return self._result(read_file(content), label, choices or {}, unit, assignment)
        except RefusedError as refusal:
            return Result(label, None, problems=refusal.problems)

    def text(
        self,
        text: str,
        *,
        choices: Mapping[str, str] | None = None,
        unit: str = UPLOADED_UNIT,
        assignment: Assignment | None = None,
    ) -> Result:
        """Check pasted text.

        Parameters
        ----------
        text : str
            Rows divided by line breaks, cells by comma, semicolon or tab.
        choices, unit, assignment
            As for `file`.

        Returns
        -------
        Result
            What is painted, what is wrong, what must be asked.
        """
        try:
            check_size(len(text.encode("utf-8", errors="replace")))
            return self._result(read_text(text), PASTED, choices or {}, unit, assignment)
        except RefusedError as refusal:
            return Result(PASTED, None, problems=refusal.problems)

    def cells(
        self,
        rows: Iterable[Sequence[object]],
        *,
        choices: Mapping[str, str] | None = None,
        unit: str = UPLOADED_UNIT,
        assignment: Assignment | None = None,
    ) -> Result:
        """Check a table that is edited in the page.

        Parameters
        ----------
        rows : iterable of sequence
            The heading first; None is an empty cell.
        choices, unit, assignment
            As for `file`.

        Returns
        -------
        Result
            What is painted, what is wrong, what must be asked.
        """
        try:
            return self._result(read_cells(rows), EDITED, choices or {}, unit, assignment)
        except RefusedError as refusal:
            return Result(EDITED, None, problems=refusal.problems)

    def _result(
        self, sheet: Sheet, label: str, choices: Mapping[str, str], unit: str, said: Assignment | None
    ) -> Result:
        if unit not in unit_labels():
            raise ValueError(f"unknown unit {unit!r}: expected one of {', '.join(unit_labels())}")
        assignment = said or Assignment()
        try:
            heading = heading_for(sheet.lines, assignment)
        except RefusedError as refusal:
            raise RefusedError(*sheet.problems, *refusal.problems) from refusal
        above = [line for line in sheet.lines if line.number < heading.first]
        lines = [line for line in sheet.lines if line.number > heading.line.number]
        if len(lines) > MAX_ROWS:
            raise too_many_rows(lines[MAX_ROWS].number)
        every_line = lines
        lines, second_table = first_table(heading, lines)
        columns = settle(heading, lines, choices, assignment)
        heading = columns.heading
        below = [line for line in lines if line.cells != heading.line.cells] if columns.site_known else []
        doubts = Doubts()
        if columns.values_known:
            doubts = settle_doubts(columns, above, below, choices, assignment.total)
        rows = self._rows(columns, doubts, below, choices)
        _one_kind(rows, heading)
        _one_row_a_site(rows, heading, self.anatomy)
        painted = [PaintedRow(row.line.number, row.said, value_of(row)) for row in rows if row.good]
        problems = [
            *sheet.problems,
            *second_table,
            *columns.problems,
            *(p for row in rows for p in row.problems),
        ]
        questions = [*columns.questions, *doubts.questions, *(q for row in rows for q in row.questions)]
        if painted and not any(row.value.reported for row in painted):
            problems.append(_none_mentioned(heading))
            painted = []
        if not painted and not problems and not questions and not any(row.left_out for row in rows):
            problems.append(_nothing_given(heading))
        notices = [
            *sheet.notices,
            *heading_notices(heading, above, assignment),
            *columns.notices,
            *doubts.notices,
            *cell_notices((*heading.rows, *below)),
            *row_notices(rows),
            *whole_notices(painted, self.anatomy),
        ]
        return Result(
            label,
            build_layer([row.value for row in painted], label, unit, self.anatomy) if painted else None,
            tuple(painted),
            tuple(sorted(problems, key=lambda problem: problem.row or 0)),
            tuple({question.key: question for question in reversed(questions)}.values())[::-1],
            tuple(notices),
            (heading.line.cells, *(line.cells for line in every_line)),
            reading_of(sheet.lines, columns, assignment, doubts.total, self._is_site),
        )

    def _is_site(self, cell: str) -> bool:
        return bool(self.names.find(cell).places)

    def _rows(
        self, columns: Columns, doubts: Doubts, lines: Iterable[Line], choices: Mapping[str, str]
    ) -> list[Row]:
        known = columns.values_known and not doubts.questions
        values = ValueReader(columns.heading, doubts, choices) if known else None
        reader = RowReader(columns.heading, self.names, self.anatomy, values, choices)
        return [reader.read(line) for line in lines]


def shown_name(name: str) -> str:
    """Bring a file's name to a form that is safe to show anywhere.

    Parameters
    ----------
    name : str
        Any text.

    Returns
    -------
    str
        Without folders, markup and control characters, at most 60 characters.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    return shortened(_NOT_IN_A_NAME.sub(" ", last), 60).strip() or "your file"


def _nothing_given(heading: Heading) -> Problem:
    return Problem(heading.first, None, "no value in any row", "at least one row with a value")


def _none_mentioned(heading: Heading) -> Problem:
    expected = "at least one row with a class other than “not mentioned”"
    return Problem(heading.first, None, "“not mentioned” in every row", expected)


def _one_kind(rows: Sequence[Row], heading: Heading) -> None:
    """Refuse the rows of the rarer kind where some give tiers and some percentages; they share no scale."""
    kinds = Counter(row.given.tier is not None for row in rows if row.good)
    if len(kinds) < 2:
        return
    tiers_rule = kinds[True] > kinds[False]
    expected = "a tier, as in most rows" if tiers_rule else "a count or percentage, as in most rows"
    for row in rows:
        if row.given.empty or (row.given.tier is not None) == tiers_rule:
            continue
        row.problems.append(_value_problem(row, heading, expected))
        row.questions.clear()


def _value_problem(row: Row, heading: Heading, expected: str) -> Problem:
    """Name the first value cell of a row."""
    place = next(i for i in heading.places("tier", "count", "percent") if row.line.cell(i))
    return Problem(row.line.number, heading.title(place), row.line.cell(place), expected)


def _one_row_a_site(rows: Sequence[Row], heading: Heading, anatomy: Anatomy) -> None:
    """Refuse rows that name the same site: all where they differ, all but the first where they agree."""
    by_site: dict[str, list[Row]] = {}
    for row in rows:
        if row.good and row.site:
            by_site.setdefault(row.site, []).append(row)
    place = heading.places(SITE_ID, SITE, NAME)[:1]
    for site, same in by_site.items():
        agree = all(row.given == same[0].given for row in same)
        numbers = ", ".join(str(row.line.number) for row in same[:6])
        for row in same[1:] if agree else same if len(same) > 1 else []:
            expected = f"one row for {anatomy.name(site)}: rows {numbers} name it"
            title = heading.title(place[0]) if place else None
            row.problems.append(Problem(row.line.number, title, row.said, expected))
