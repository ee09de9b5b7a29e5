"""From an Excel workbook (.xlsx) to rows of text cells, looked over before it is opened."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from bone_atlas.uploaded.formats import shown_number
from bone_atlas.uploaded.heading import letter
from bone_atlas.uploaded.merged import Block, with_merged
from bone_atlas.uploaded.model import Problem, RefusedError
from bone_atlas.uploaded.other_workbook import read_other_workbook
from bone_atlas.uploaded.raised_runs import rewritten
from bone_atlas.uploaded.sheet import MAX_COLUMNS, ROWS_LOOKED_AT, Line, Sheet, filled, line_of
from bone_atlas.uploaded.sheets import Read, chosen

#: A table of 5,000 rows unpacks to 3 MB; a file that unpacks to more than this is not opened.
MAX_UNPACKED = 8 * 2**20
MAX_PARTS = 300
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^<>]{0,80}?ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']"
)
_ROW = re.compile(rb"<(?:\w+:)?row(?:\s([^<>]*))?>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^<>]*)>")
_NUMBER = re.compile(rb"(?<![\w:])r=[\"'](\d{1,7})[\"']")
_FIRST = re.compile(rb"(?<!\w)min=[\"'](\d{1,5})[\"']")
_LAST = re.compile(rb"(?<!\w)max=[\"'](\d{1,5})[\"']")
_IS_HIDDEN = re.compile(rb"(?<!\w)(?:hidden=[\"'](?:1|true)[\"']|(?:width|ht)=[\"']0(?:\.0*)?[\"'])")
#: Names the kind of each part of an archive, whatever the parts are called.
CONTENTS, MIMETYPE = "[Content_Types].xml", "mimetype"
OPEN_XML, BINARY, OPEN_DOCUMENT = "xlsx", "xlsb", "ods"
#: So many cells with something in them, repeats counted.
MAX_CELLS = 1_000_000
_ROWS_REPEATED = re.compile(rb"[^<>]*?table:number-rows-repeated=\"(\d{1,9})\"")
#: A cell that holds a value, and how often it is repeated.
_HELD = re.compile(
    rb"<table:table-cell(?=[^<>]*office:(?:value-type|value|string-value)=)"
    rb"(?:(?=[^<>]*table:number-columns-repeated=\"(\d{1,9})\"))?"
)
_IS_WORKBOOK = re.compile(
    rb"(?:spreadsheetml\.(?:sheet|template)|ms-excel\.(?:sheet|template)\.macroEnabled)\.main\+xml"
)


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
    """Read the sheet of a workbook that a spreadsheet shows first, if its heading is understood.

    Parameters
    ----------
    content : bytes
        An .xlsx file, Strict Open XML too; an .xlsb or .ods file is handed on.

    Returns
    -------
    Sheet
        Its rows. Numbers shown as percentages are percentages; a formula is its stored result; what the
        spreadsheet hides is not read, and told.

    Raises
    ------
    RefusedError
        If it unpacks to too much, declares entities, is no workbook or is damaged.
    """
    try:
        kind = _look_over(content)
        if kind != OPEN_XML:
            return read_other_workbook(rewritten(content), open_document=kind == OPEN_DOCUMENT)
        sheets = _sheets(rewritten(content))
    except RefusedError:
        raise
    except Exception as error:  # a damaged file fails in many ways, none of which may reach the page
        raise _unreadable(type(error).__name__) from error
    return chosen(sheets)


def _unreadable(why: str) -> RefusedError:
    found = f"an archive that is no readable workbook ({why})"
    return RefusedError(
        Problem(None, None, found, "a workbook that a spreadsheet can open: save it as .xlsx or CSV")
    )


def _look_over(content: bytes) -> str:
    """Tell the kind of a workbook; refuse one that unpacks to too much or declares entities.

    No part is read past its limit.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        size = sum(part.file_size for part in parts)
        if size > MAX_UNPACKED or len(parts) > MAX_PARTS:
            found = f"a workbook that unpacks to {size / 2**20:,.0f} MB in {len(parts)} parts"
            expected = f"at most {MAX_UNPACKED // 2**20} MB in {MAX_PARTS} parts"
            raise RefusedError(Problem(None, None, found, expected))
        # A part gives no more bytes than the archive's list names, whatever it is packed to.
        if any(_DECLARES.search(archive.read(part).replace(b"\0", b"")) for part in parts):
            found = "a workbook that declares document types"
            raise RefusedError(Problem(None, None, found, "a workbook saved by a spreadsheet"))
        return _kind(archive)


def _kind(archive: zipfile.ZipFile) -> str:
    """Tell what kind of workbook an archive is, by what it says of itself, whatever its parts are called."""
    names = archive.namelist()
    if MIMETYPE in names:
        kind = archive.read(MIMETYPE).strip()
        if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            _refuse_repeats(archive.read("content.xml"))
            return OPEN_DOCUMENT
        raise _unreadable("it is another OpenDocument file")
    contents = archive.read(CONTENTS) if CONTENTS in names else b""
    if b"ms-excel.sheet.binary.macroEnabled.main" in contents:
        return BINARY
    if not _IS_WORKBOOK.search(contents):
        raise _unreadable("it has no workbook in it")
    return OPEN_XML


def _refuse_repeats(content: bytes) -> None:
    """Refuse an OpenDocument sheet that repeats what it holds into millions of cells."""
    cells = 0
    for row in content.split(b"<table:table-row")[1:]:
        rows = _ROWS_REPEATED.match(row)
        held = sum(int(times or 1) for times in _HELD.findall(row))
        cells += held * (int(rows[1]) if rows else 1)
        if cells > MAX_CELLS:
            found = "a sheet that repeats its cells millions of times"
            raise RefusedError(Problem(None, None, found, "a sheet without repeated cells"))


def _sheets(content: bytes) -> list[Read]:
    """Read every sheet that is shown and holds anything; name those that are hidden."""
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import, and only needed here

    shown = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    formulas = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    in_front = shown.active
    found = []
    for sheet, sources in zip(shown.worksheets, formulas.worksheets, strict=True):
        title, visible = str(sheet.title), sheet.sheet_state == "visible"
        if not visible:
            found.append(Read(title, (), visible=False))
            continue
        source = _source(content, sheet)
        hidden = _Hidden(source)
        lines = filled(hidden.without(with_merged(_rows(sheet, sources), _merged(source))))
        if lines or hidden.notice():
            found.append(Read(title, lines, in_front=sheet is in_front, notices=hidden.notice()))
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
        return shown_number(value, getattr(cell, "number_format", None) or "")
    return str(value).strip()


def _formula(cell: Any) -> str:
    value = cell.value
    return value if isinstance(value, str) and value.startswith("=") else ""


def _source(content: bytes, sheet: Any) -> bytes:
    """Give the XML of a sheet: merged blocks and hidden rows are not read in openpyxl's frugal mode."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(sheet._worksheet_path.lstrip("/"))


def _merged(source: bytes) -> list[Block]:
    """List the blocks of merged cells over several rows of a sheet, from the top."""
    from openpyxl.utils import column_index_from_string as column  # noqa: PLC0415 - as above

    blocks = [
        (int(top), int(bottom), column(left.decode()), column(right.decode()))
        for left, top, right, bottom in _MERGED.findall(source)
    ]
    return sorted(block for block in blocks if block[1] > block[0])


class _Hidden:
    """The rows and columns that a spreadsheet hides, by hand or by a filter."""

    def __init__(self, source: bytes) -> None:
        self._rows = _hidden_rows(source)
        self._columns = _hidden_columns(source)
        self._found_rows: list[int] = []
        self._found_columns: set[int] = set()

    def without(self, lines: Iterable[Line]) -> Iterator[Line]:
        """Give the rows that are shown, without the cells of hidden columns."""
        for line in lines:
            if line.number in self._rows:
                if not line.blank:
                    self._found_rows.append(line.number)
                continue
            beside = {i for i, cell in enumerate(line.cells) if cell and i in self._columns}
            self._found_columns |= beside
            if not beside:
                yield line
                continue
            cells = ["" if i in self._columns else cell for i, cell in enumerate(line.cells)]
            yield replace(line_of(line.number, cells, line.merged), marked=line.marked)

    def notice(self) -> tuple[str, ...]:
        """Tell what was hidden and held anything; complete once the rows were read."""
        named = []
        if self._found_rows:
            rows = ", ".join(map(str, self._found_rows[:12]))
            more = len(self._found_rows) - 12
            word = "row" if len(self._found_rows) == 1 else "rows"
            named.append(f"{word} {rows}" + (f" and {more:,} more" if more > 0 else ""))
        if self._found_columns:
            word = "column" if len(self._found_columns) == 1 else "columns"
            named.append(f"{word} {', '.join(letter(i) for i in sorted(self._found_columns))}")
        return (f"Hidden in the spreadsheet and not read: {'; '.join(named)}.",) if named else ()


def _hidden_rows(source: bytes) -> frozenset[int]:
    found, number = set(), 0
    for attributes in islice(_ROW.findall(source), ROWS_LOOKED_AT + 1):
        own = _NUMBER.search(attributes)
        number = int(own[1]) if own else number + 1
        if _IS_HIDDEN.search(attributes):
            found.add(number)
    return frozenset(found)


def _hidden_columns(source: bytes) -> frozenset[int]:
    """Give the places from 0 of the columns that are hidden, or as wide as nothing."""
    found: set[int] = set()
    for attributes in islice(_COLUMN.findall(source), 2 * MAX_COLUMNS):
        first, last = _FIRST.search(attributes), _LAST.search(attributes)
        if first and last and _IS_HIDDEN.search(attributes):
            found |= set(range(int(first[1]) - 1, min(int(last[1]), MAX_COLUMNS + 1)))
    return frozenset(found)
