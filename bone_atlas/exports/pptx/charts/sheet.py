"""The data sheet of a chart: a workbook whose bytes depend on its content alone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from xlsxwriter import Workbook

from bone_atlas.exports.drawn.shapes import clean
from bone_atlas.exports.pptx.elements import C, Element, valued

NAME = "Data"
#: A workbook wants a date; this one is no date of anything.
EPOCH = datetime(1980, 1, 1)
WIDE = 34


@dataclass(frozen=True)
class Formula:
    """A cell that is computed from others, and what it comes to."""

    written: str
    value: float


Cell = str | float | Formula | None


def workbook(rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return rows as a workbook; the first holds the titles.

    Parameters
    ----------
    rows : sequence of sequence of cell
        Texts are written as texts, whatever they begin with.
    """
    held = io.BytesIO()
    book = Workbook(held, {"in_memory": True})
    book.set_properties({"created": EPOCH, "author": "Bone Metastasis Atlas"})
    sheet, bold = book.add_worksheet(NAME), book.add_format({"bold": True})
    sheet.set_column(0, 1, WIDE)
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            if isinstance(cell, Formula):
                sheet.write_formula(i, j, cell.written, None, cell.value)
            elif isinstance(cell, str):
                sheet.write_string(i, j, clean(cell), bold if i == 0 else None)
            elif cell is not None:
                sheet.write_number(i, j, cell)
    book.close()
    return held.getvalue()


def numbers(rows: Sequence[Sequence[Cell]], column: int, first: int, last: int) -> Element:
    """Return a reference to cells below each other, with what they hold; empty ones are left out."""
    cells = [row[column] for row in rows[first : last + 1]]
    held = [cell.value if isinstance(cell, Formula) else cell for cell in cells]
    points = [
        C.pt(C.v(f"{cell:.10g}"), idx=str(i)) for i, cell in enumerate(held) if isinstance(cell, int | float)
    ]
    cache = C.numCache(C.formatCode("General"), valued("ptCount", len(cells)), *points)
    return C.numRef(C.f(_range(column, first, last)), cache)


def texts(rows: Sequence[Sequence[Cell]], column: int, first: int, last: int) -> Element:
    """Return a reference to texts below each other, with what they say."""
    cells = [clean(str(row[column])) for row in rows[first : last + 1]]
    points = [C.pt(C.v(cell), idx=str(i)) for i, cell in enumerate(cells)]
    return C.strRef(C.f(_range(column, first, last)), C.strCache(valued("ptCount", len(cells)), *points))


def _range(column: int, first: int, last: int) -> str:
    letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column]
    ends = (f"${letter}${first + 1}", f"${letter}${last + 1}")
    return f"{NAME}!{ends[0]}" if first == last else f"{NAME}!{ends[0]}:{ends[1]}"
