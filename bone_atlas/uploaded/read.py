"""From the bytes of a file, or pasted text, to rows of text cells: encodings, dividers, quotes."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from bone_atlas.uploaded.heading import find_heading
from bone_atlas.uploaded.kinds import refuse_other_bytes, refuse_other_text
from bone_atlas.uploaded.model import Problem, RefusedError
from bone_atlas.uploaded.other_workbook import read_other_workbook
from bone_atlas.uploaded.sheet import MOST_LINES, Line, Sheet, check_size, filled, line_of, too_many_rows
from bone_atlas.uploaded.workbook import is_workbook, read_workbook

DIVIDERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
_RULE = re.compile(r":?-{2,}:?|:-+:?|-+:")
#: Between columns that are laid out with blanks; one blank stands within a name.
_BLANKS = re.compile(r"[ \u00a0\u3000]{2,}|\t+")
_EXCEL_HINT = re.compile(r"sep=([,;\t])\r?\n?", re.IGNORECASE)
#: Two Chinese characters in a row in the encoding of Chinese Windows; no Latin-1 text has four such letters.
_CHINESE = re.compile(rb"(?:[\xa1-\xf7][\xa1-\xfe]){2}")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_file(content: bytes) -> Sheet:
    """Read a file.

    Parameters
    ----------
    content : bytes
        CSV in any usual encoding and with any usual divider, or a workbook (.xlsx, .xls, .xlsb, .ods).
        Which of them is told from the content; the file's name is not trusted.

    Returns
    -------
    Sheet
        Its rows.

    Raises
    ------
    RefusedError
        If it is too large, or nothing of it can be read.
    """
    check_size(len(content))
    refuse_other_bytes(content)
    if content.startswith(_OLD_EXCEL):
        return read_other_workbook(content)
    if is_workbook(content):
        return read_workbook(content)
    return read_text(decode(content))


def decode(content: bytes) -> str:
    """Turn bytes into text.

    Parameters
    ----------
    content : bytes
        UTF-8 with or without BOM, UTF-16 with or without BOM, the encoding of Chinese Windows, or Latin-1 in
        the form that Windows gives it.

    Returns
    -------
    str
        The text, without BOM. What is damaged in UTF-8 with BOM or UTF-16 becomes U+FFFD, so that its row
        can be named.

    Raises
    ------
    RefusedError
        If it is no text.
    """
    text = _decoded(content).removeprefix("\ufeff")
    if "\0" in text:
        raise RefusedError(Problem(None, None, "a file that is not text", "CSV or .xlsx"))
    return text


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if content.startswith(b"\xef\xbb\xbf"):
        return content.decode("utf-8-sig", errors="replace")
    if b"\0" in content:
        # Dividers, digits and line ends are ASCII, and in UTF-16 the zero stands on one side of each.
        little = content[1::2].count(0) >= content[0::2].count(0)
        return content.decode("utf-16-le" if little else "utf-16-be", errors="replace")
    encodings = ["utf-8", "gb18030", "cp1252"] if _CHINESE.search(content) else ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def read_text(text: str) -> Sheet:
    """Read pasted text, or the text of a file.

    Parameters
    ----------
    text : str
        Rows divided by line breaks, cells by comma, semicolon, tab or pipe, or by several blanks.

    Returns
    -------
    Sheet
        Its rows; the divider is the one under which most of the heading is understood.

    Raises
    ------
    RefusedError
        If there are too many rows or columns, or none.
    """
    refuse_other_text(text)
    hint = _EXCEL_HINT.match(text)
    dividers = [hint[1]] if hint else list(DIVIDERS)
    if hint:
        text = "\n" + text[hint.end() :]
    parsed = [_parse(text, divider) for divider in dividers if divider in text or len(dividers) == 1]
    parsed = parsed or [_parse(text, ",")]
    lines, problems = max(parsed, key=lambda found: _likelihood(found[0]))
    if not _understood(lines):
        laid_out = _by_blanks(text)
        if laid_out:
            return laid_out
    if not lines and not problems:
        raise RefusedError(Problem(None, None, "", "a heading and at least one row"))
    return Sheet(filled(lines), tuple(problems))


def read_cells(rows: Iterable[Sequence[object]]) -> Sheet:
    """Read a table that is edited in the page.

    Parameters
    ----------
    rows : iterable of sequence
        The heading first; None is an empty cell.

    Returns
    -------
    Sheet
        Its rows.

    Raises
    ------
    RefusedError
        If it is too large.
    """
    lines = []
    size = 0
    for number, row in enumerate(rows, start=1):
        line = line_of(number, ("" if cell is None else str(cell) for cell in row))
        size += sum(map(len, line.cells))
        check_size(size)
        lines.append(line)
    return Sheet(filled(lines))


def _understood(lines: Sequence[Line]) -> bool:
    heading = find_heading(lines)
    return heading is not None and heading.whole


def _by_blanks(text: str) -> Sheet | None:
    """Read columns that are laid out with blanks, None where their heading is not understood.

    A row with fewer cells than the heading is refused: nobody can tell which of them is empty.
    """
    rows = ((number, _BLANKS.split(line.strip())) for number, line in enumerate(text.splitlines(), start=1))
    lines = _lines(rows)
    heading = find_heading(lines)
    if heading is None or not heading.whole:
        return None
    width = len(heading.roles)
    short = [line for line in lines if line.number > heading.line.number and 1 < len(line.cells) < width]
    expected = f"{width} cells, as in the heading; between blanks nobody can tell which cell is empty"
    problems = [
        Problem(line.number, None, f"{len(line.cells)} cells: {' | '.join(line.cells)}", expected)
        for line in short
    ]
    kept = filled(line for line in lines if line not in short)
    return Sheet(kept, tuple(problems), ("Cells were divided where two or more blanks stand.",))


def _without_frame(lines: Sequence[Line]) -> list[Line]:
    """Leave out what frames a table between pipes: the one before the first cell, and the rule below it."""
    if lines and all(not line.cell(0) for line in lines):
        lines = [line_of(line.number, line.cells[1:]) for line in lines]
    return [line for line in lines if not all(_RULE.fullmatch(cell) for cell in line.cells)]


def _likelihood(lines: Sequence[Line]) -> tuple[int, int, int]:
    """Rate a reading: how much of the heading is understood, how wide the rows are, how many are so wide."""
    heading = find_heading(lines)
    known = heading.known if heading else 0
    widths = Counter(len(line.cells) for line in lines if len(line.cells) > 1)
    width, often = widths.most_common(1)[0] if widths else (0, 0)
    return known, often, width


def _parse(text: str, divider: str) -> tuple[list[Line], list[Problem]]:
    """Take text apart; where a quote is not closed, line by line, so that it costs no other row."""
    read = csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=True, skipinitialspace=True)
    try:
        rows = [(number, row) for number, row in enumerate(read, start=1) if row]
    except csv.Error:
        return _by_line(text, divider)
    widths = Counter(len(row) for _, row in rows if len(row) > 1)
    width = widths.most_common(1)[0][0] if widths else 0
    several = (cell for _, row in rows for cell in row if "\n" in cell or "\r" in cell)
    if any(_runs_on(cell, divider, width) for cell in several):
        return _by_line(text, divider)
    return (_without_frame(_lines(rows)) if divider == "|" else _lines(rows)), []


def _lines(rows: Iterable[tuple[int, Sequence[str]]]) -> list[Line]:
    """Keep the rows that hold anything; no more of them than show that there are too many."""
    found = (line_of(number, row) for number, row in rows if any(row))
    return list(islice((line for line in found if not line.blank), MOST_LINES + 1))


def _runs_on(cell: str, divider: str, width: int) -> bool:
    """Tell whether a cell of several lines has swallowed rows: one of them looks like a row of the table."""
    counts = [line.count(divider) for line in cell.splitlines()]
    return max(counts, default=0) >= max(1, width - 2) or (len(counts) > 1 and min(counts) > 0)


def _by_line(text: str, divider: str) -> tuple[list[Line], list[Problem]]:
    rows: list[tuple[int, list[str]]] = []
    problems: list[Problem] = []
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if not line.strip():
            continue
        if len(rows) + len(problems) >= MOST_LINES:
            raise too_many_rows(number)
        row = _one_line(line.rstrip("\r\n"), divider)
        if row is None:
            too_long = len(line) > csv.field_size_limit()
            expected = "shorter cells" if too_long else "quotation marks in pairs, each cell on one line"
            problems.append(Problem(number, None, line.strip(), expected))
        else:
            rows.append((number, row))
    return _lines(rows), problems


def _one_line(line: str, divider: str) -> list[str] | None:
    """Take one line apart; a blank after a closing quote is forgiven."""
    for strict in (True, False):
        if not strict and line.count('"') % 2:
            return None
        try:
            return next(csv.reader([line], delimiter=divider, strict=strict, skipinitialspace=True), [])
        except csv.Error:
            continue
    return None
