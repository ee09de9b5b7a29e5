"""Workbooks that are no .xlsx, by calamine: old Excel (.xls), binary Excel (.xlsb), OpenDocument (.ods).

An .xlsx is read by openpyxl (`workbook`), which alone gives its number formats, hidden rows and formulas;
calamine gives none of them, and reads what openpyxl cannot.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bone_atlas.uploaded import calamine_process
from bone_atlas.uploaded.formats import shown_number
from bone_atlas.uploaded.merged import Block, with_merged
from bone_atlas.uploaded.model import Problem, RefusedError
from bone_atlas.uploaded.sheet import MAX_COLUMNS, ROWS_LOOKED_AT, Sheet, filled
from bone_atlas.uploaded.sheets import Read, chosen

SECONDS = 30
_EXPECTED = "a workbook that a spreadsheet can open, without a password: save it as .xlsx or CSV"
_DAMAGED = "a workbook that is damaged, or larger than it looks"
_UNSEEN = (
    "Of this kind of file nobody can tell hidden rows and columns, raised digits, errors of formulas and "
    "percentages that only the format of a cell shows: look over what is painted, or save it as .xlsx."
)
_UNSEEN_OPEN_DOCUMENT = (
    "Of an OpenDocument file nobody can tell hidden rows and columns, errors of formulas and percentages "
    "that only the format of a cell shows: look over what is painted, or save it as .xlsx."
)


def read_other_workbook(content: bytes, *, open_document: bool = False) -> Sheet:
    """Read a workbook that is no .xlsx.

    Parameters
    ----------
    content : bytes
        A file of at most `bone_atlas.uploaded.sheet.MAX_BYTES`; an archive already looked over.
    open_document : bool
        Whether it is an OpenDocument spreadsheet, whose raised digits are told from others.

    Returns
    -------
    Sheet
        Its rows, with a notice of what calamine does not tell.

    Raises
    ------
    RefusedError
        If it is locked, damaged or larger than it looks.
    """
    answer = _answer(content)
    if "sheets" not in answer:
        found = "a workbook that is locked with a password" if "locked" in answer else _DAMAGED
        raise RefusedError(Problem(None, None, found, _EXPECTED))
    sheet = chosen([_read(each) for each in answer["sheets"]])
    notice = _UNSEEN_OPEN_DOCUMENT if open_document else _UNSEEN
    return Sheet(sheet.lines, sheet.problems, (*sheet.notices, notice))


def _answer(content: bytes) -> Mapping[str, Any]:
    """Let calamine read in a process of its own; nothing of it where that process fails."""
    script = Path(calamine_process.__file__)
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(script), str(ROWS_LOOKED_AT + 1), str(MAX_COLUMNS + 1)],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
        answer: Mapping[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        return {}
    return answer


def _read(sheet: Mapping[str, Any]) -> Read:
    if not sheet["visible"]:
        return Read(sheet["title"], (), visible=False)
    if len(sheet["rows"]) > ROWS_LOOKED_AT:
        found = f"a sheet of more than {ROWS_LOOKED_AT:,} rows, blank ones counted"
        raise RefusedError(Problem(ROWS_LOOKED_AT + 1, None, found, "a sheet without blank rows"))
    blocks: Sequence[Block] = sorted(
        (top + 1, bottom + 1, left + 1, right + 1)
        for top, left, bottom, right in sheet["merged"]
        if bottom > top
    )
    rows = (tuple(_text(cell) for cell in row) for row in sheet["rows"])
    return Read(sheet["title"], filled(with_merged(rows, blocks)))


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return str(cell)
    return shown_number(cell, "") if isinstance(cell, int | float) else str(cell or "").strip()
