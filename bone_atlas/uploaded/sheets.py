"""Which sheet of a workbook is read, and what is said of the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bone_atlas.uploaded.heading import find_heading
from bone_atlas.uploaded.model import Problem, RefusedError, shortened
from bone_atlas.uploaded.sheet import Line, Sheet


class Read(NamedTuple):
    """A sheet of a workbook.

    Attributes
    ----------
    title : str
        Its name.
    lines : tuple of Line
        Its rows; none of a hidden sheet.
    visible : bool
        Whether the spreadsheet shows it.
    in_front : bool
        Whether it is the one that is open.
    notices : tuple of str
        What a reader should know of it though nothing is wrong.
    """

    title: str
    lines: tuple[Line, ...]
    visible: bool = True
    in_front: bool = False
    notices: tuple[str, ...] = ()


def chosen(sheets: Sequence[Read]) -> Sheet:
    """Choose a sheet: the one that is open in front, or else the one whose heading is understood best.

    Parameters
    ----------
    sheets : sequence of Read
        All sheets that are hidden or hold anything.

    Returns
    -------
    Sheet
        With a notice that names those that were not read.

    Raises
    ------
    RefusedError
        If none that is shown holds anything.
    """
    open_to_view = [sheet for sheet in sheets if sheet.visible and sheet.lines]
    if not open_to_view:
        hidden = ", ".join(f"“{shortened(sheet.title, 40)}”" for sheet in sheets if not sheet.visible)
        found = f"only hidden sheets: {hidden}" if hidden else ""
        raise RefusedError(
            Problem(None, None, found, "a sheet with a heading and at least one row, not hidden")
        )

    def known(sheet: Read) -> tuple[bool, int]:
        heading = find_heading(sheet.lines)
        understood = heading.known if heading else 0
        # A sheet in front that names no site or no value is a cover, or notes.
        return sheet.in_front and understood > 100, understood

    best = max(open_to_view, key=known)
    others = ", ".join(_named(sheet) for sheet in sheets if sheet is not best)
    notice = (
        (f"Only the sheet “{shortened(best.title, 40)}” was read; not read: {others}.",) if others else ()
    )
    return Sheet(best.lines, (), (*notice, *best.notices))


def _named(sheet: Read) -> str:
    return f"“{shortened(sheet.title, 40)}”" + ("" if sheet.visible else " (hidden)")
