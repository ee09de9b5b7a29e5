"""What a reader should know of a table though nothing is wrong: what was left out, what looks odd."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bone_atlas.anatomy import Anatomy
from bone_atlas.layers import Proportion
from bone_atlas.uploaded.assigning import Assignment
from bone_atlas.uploaded.heading import Heading, is_data
from bone_atlas.uploaded.model import PaintedRow, shortened
from bone_atlas.uploaded.row import Row
from bone_atlas.uploaded.sheet import Line

#: So many cells or rows are named; the rest is counted.
NAMED = 8


def _list(named: Sequence[str]) -> str:
    more = f" and {len(named) - NAMED:,} more" if len(named) > NAMED else ""
    return "; ".join(named[:NAMED]) + more


def heading_notices(heading: Heading, above: Sequence[Line], assignment: Assignment) -> tuple[str, ...]:
    """Tell which rows are taken for the heading where no word of it says so, and which are not read.

    Parameters
    ----------
    heading : Heading
        As read.
    above : sequence of Line
        The rows over it.
    assignment : Assignment
        What the reader says.

    Returns
    -------
    tuple of str
        A sentence for each.
    """
    told = []
    if not heading.rows:
        told.append("No row is read as a heading: the columns are named by their letters.")
    elif assignment.heading is not None:
        read = " and ".join(str(line.number) for line in heading.rows)
        said = shortened(" | ".join(heading.line.cells), 60)
        told.append(f"Read as the heading: {'row' if len(heading.rows) == 1 else 'rows'} {read} ({said}).")
    lost = [str(line.number) for line in above if is_data(line)]
    if lost:
        told.append(f"Not read, because they stand over the heading: rows {_list(lost).replace(';', ',')}.")
    return tuple(told)


def cell_notices(lines: Iterable[Line]) -> tuple[str, ...]:
    """Tell which cells were read without the raised signs in them.

    Parameters
    ----------
    lines : iterable of Line
        The rows of the heading and those below it.

    Returns
    -------
    tuple of str
        One sentence, or none.
    """
    named = [
        f"row {line.number}: “{shortened(written, 20)}” is read as “{shortened(line.cell(place), 20)}”"
        for line in lines
        for place, written in line.marked.items()
    ]
    return (f"Raised signs are footnote marks and were left out: {_list(named)}.",) if named else ()


def row_notices(rows: Sequence[Row]) -> tuple[str, ...]:
    """Tell which rows were left out, or read otherwise than they are written.

    Parameters
    ----------
    rows : sequence of Row
        All rows of the table.

    Returns
    -------
    tuple of str
        One sentence for each kind.
    """
    told = []
    totals = [f"row {row.line.number} (“{_first(row.line)}”)" for row in rows if row.total]
    if totals:
        told.append(f"A total is no site and was left out: {_list(totals)}.")
    following = [str(row.line.number) for row in rows if row.follows]
    if following:
        told.append(
            "Left out, because the column “reported_as” names another place, whose own row counts: "
            f"{'row' if len(following) == 1 else 'rows'} {_list(following).replace(';', ',')}."
        )
    marked = [f"row {row.line.number}: {said}" for row in rows for said in row.marked]
    if marked:
        told.append(f"Footnote marks were left out: {_list(marked)}.")
    printed = [
        f"row {row.line.number}, {row.given.note}, {row.given.count} of {row.given.total} is "
        f"{100 * row.given.count / row.given.total:.1f} %"
        for row in rows
        if row.good and row.given.note and row.given.count is not None and row.given.total
    ]
    if printed:
        told.append(f"Painted from the counts, the printed percentage differs: {_list(printed)}.")
    return tuple(told)


def _first(line: Line) -> str:
    return shortened(next(filter(None, line.cells), ""), 40)


def whole_notices(painted: Sequence[PaintedRow], anatomy: Anatomy) -> tuple[str, ...]:
    """Tell where a place has less than a part of it, though both are shares of the same number.

    Parameters
    ----------
    painted : sequence of PaintedRow
        What is painted.
    anatomy : Anatomy
        Which place holds which.

    Returns
    -------
    tuple of str
        One sentence, or none. Whoever has it in a part has it in the whole: one of the two is wrong, or they
        do not count the same.
    """
    values = [(row, row.value) for row in painted if isinstance(row.value, Proportion)]
    named = [
        f"{anatomy.name(whole.site_id)} (row {row.row}) has {_amount(whole)}, "
        f"{anatomy.name(part.site_id)} (row {other.row}) in it {_amount(part)}"
        for row, whole in values
        for other, part in values
        if whole.percent < part.percent
        and whole.denominator == part.denominator
        and anatomy.covers(whole.site_id, part.site_id)
    ]
    return (f"Fewer in the whole than in a part of it: {_list(named)}.",) if named else ()


def _amount(value: Proportion) -> str:
    if value.numerator is None:
        return f"{value.percent:g} %"
    return f"{value.numerator} of {value.denominator}"
