"""From an Excel workbook to rows of text cells, looked over before it is opened."""

from __future__ import annotations

import io
import re
import zipfile
from collections import deque
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import Any

from bone_atlas.uploaded.columns import find_heading
from bone_atlas.uploaded.model import Problem, RefusedError
from bone_atlas.uploaded.sheet import MAX_COLUMNS, Line, Sheet, filled, trimmed

#: A table of 5,000 rows unpacks to 3 MB; a file that unpacks to more than this is not opened.
MAX_UNPACKED = 8 * 2**20
MAX_PARTS = 300
MAX_MERGED = 500
#: Rows looked at, blank ones counted: a file may put one row at the end of a million empty ones.
ROWS_LOOKED_AT = 20_000
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^<>]{0,80}?ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']"
)

#: First row, last row, first column, last column, from 1.
Block = tuple[int, int, int, int]


def is_workbook(content: bytes) -> bool:
    """Tell whether a file is a zip archive, as every .xlsx is.

    Parameters
    ----------
    content : bytes
        The file.

    Returns
    -------
    bool
        True for any archive; `read_workbook` says what is wrong with others.
    """
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read_workbook(content: bytes) -> Sheet:
    """Read the first sheet of a workbook that has a heading we understand.

    Parameters
    ----------
    content : bytes
        An .xlsx file.

    Returns
    -------
    Sheet
        Its rows. Numbers shown as percentages are percentages; a formula is its stored result.

    Raises
    ------
    RefusedError
        If it unpacks to too much, declares entities, is no workbook or is damaged.
    """
    try:
        _look_over(content)
        sheets = _sheets(content)
    except RefusedError:
        raise
    except Exception as error:  # a damaged file fails in many ways, none of which may reach the page
        raise _unreadable(type(error).__name__) from error
    return _chosen(sheets)


def _unreadable(why: str) -> RefusedError:
    found = f"an archive that is no readable workbook ({why})"
    return RefusedError(Problem(None, None, found, "an .xlsx file that a spreadsheet can open, or CSV"))


def _look_over(content: bytes) -> None:
    """Refuse an archive that unpacks to too much or declares entities; no part is read past its limit."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        size = sum(part.file_size for part in parts)
        if size > MAX_UNPACKED or len(parts) > MAX_PARTS:
            found = f"a workbook that unpacks to {size / 2**20:,.0f} MB in {len(parts)} parts"
            expected = f"at most {MAX_UNPACKED // 2**20} MB in {MAX_PARTS} parts"
            raise RefusedError(Problem(None, None, found, expected))
        if "xl/workbook.xml" not in archive.namelist():
            raise _unreadable("it has no workbook in it")
        # A part gives no more bytes than the archive's list names, whatever it is packed to.
        if any(_DECLARES.search(archive.read(part).replace(b"\0", b"")) for part in parts):
            found = "a workbook that declares document types"
            raise RefusedError(Problem(None, None, found, "a workbook saved by a spreadsheet"))


def _sheets(content: bytes) -> list[tuple[str, tuple[Line, ...]]]:
    """Read every sheet that holds anything."""
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import, and only needed here

    shown = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    told = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    found = []
    for sheet, formulas in zip(shown.worksheets, told.worksheets, strict=True):
        merged = _merged(content, sheet)
        lines = filled(_with_merged(_rows(sheet, formulas), merged))
        if lines:
            found.append((str(sheet.title), lines))
    return found


def _rows(sheet: Any, formulas: Any) -> Iterator[tuple[str, ...]]:
    """Give the rows of a sheet as text; a formula without a stored result stays a formula, to be told."""
    for each in (sheet, formulas):
        each.reset_dimensions()  # what the file says of its own size is not trusted
    pairs = zip(_cells(sheet), _cells(formulas), strict=True)
    for number, (values, sources) in enumerate(pairs, start=1):
        if number > ROWS_LOOKED_AT:
            found = f"a sheet of more than {ROWS_LOOKED_AT:,} rows, blank ones counted"
            raise RefusedError(Problem(number, None, found, "a sheet without blank rows"))
        yield tuple(_text(value) or _formula(source) for value, source in zip(values, sources, strict=True))


def _cells(sheet: Any) -> Iterator[tuple[Any, ...]]:
    rows: Iterator[tuple[Any, ...]] = islice(sheet.iter_rows(max_col=MAX_COLUMNS + 1), ROWS_LOOKED_AT + 1)
    return rows


def _text(cell: Any) -> str:
    """Write a cell as a reader sees it, numbers in full."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool | str):
        return str(value).strip()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value, "%" in (getattr(cell, "number_format", None) or ""))
    return str(value).strip()


def _number(value: float, as_percentage: bool) -> str:
    exact = Decimal(repr(value))
    if not exact.is_finite():
        return str(value)
    text = f"{exact * 100 if as_percentage else exact:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text} %" if as_percentage else text


def _formula(cell: Any) -> str:
    value = cell.value
    return value if isinstance(value, str) and value.startswith("=") else ""


def _merged(content: bytes, sheet: Any) -> list[Block]:
    """List the blocks of merged cells over several rows of a sheet, from the top."""
    from openpyxl.utils import column_index_from_string as column  # noqa: PLC0415 - as above

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        # Where openpyxl found the sheet; merged blocks are not read in its frugal mode.
        source = archive.read(sheet._worksheet_path.lstrip("/"))
    blocks = [
        (int(top), int(bottom), column(left.decode()), column(right.decode()))
        for left, top, right, bottom in _MERGED.findall(source)
    ]
    return sorted(block for block in blocks if block[1] > block[0])[:MAX_MERGED]


def _with_merged(rows: Iterator[tuple[str, ...]], blocks: list[Block]) -> Iterator[Line]:
    """Give each row its number, and tell which of its cells belong to a block over several."""
    coming = deque(blocks)
    open_blocks: list[tuple[int, int, str]] = []
    for number, cells in enumerate(rows, start=1):
        while coming and coming[0][0] <= number:
            top, bottom, left, _ = coming.popleft()
            open_blocks.append(
                (bottom, left - 1, cells[left - 1] if left <= len(cells) and top == number else "")
            )
        open_blocks = [block for block in open_blocks if block[0] >= number]
        yield Line(number, trimmed(cells), {place: held for _, place, held in open_blocks if held})


def _chosen(sheets: list[tuple[str, tuple[Line, ...]]]) -> Sheet:
    """Choose the sheet whose heading is understood best, the first of several; say which was not read."""
    if not sheets:
        raise RefusedError(Problem(None, None, "", "a sheet with a heading and at least one row"))

    def known(sheet: tuple[str, tuple[Line, ...]]) -> int:
        heading = find_heading(sheet[1])
        return heading.known if heading else 0

    name, lines = max(sheets, key=known)
    others = ", ".join(f"“{title}”" for title, _ in sheets if title != name)
    notices = (f"Only the sheet “{name}” was read; not read: {others}.",) if others else ()
    return Sheet(lines, (), notices)
