"""Files made to harm: each is answered soon and with a sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from bone_atlas.uploaded import MAX_BYTES, Checker, SiteNames
from bone_atlas.uploaded.workbook import MAX_UNPACKED
from tests.atlas import BODY, TABLES

CHECKER = Checker(SiteNames(TABLES), BODY)
OPEN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
CLOSE = b"</sheetData></worksheet>"


def saved() -> bytes:
    content = io.BytesIO()
    Workbook().save(content)
    return content.getvalue()


def with_sheet(xml: bytes) -> bytes:
    """A workbook whose sheet is this XML."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved())) as old,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            new.writestr(part.filename, xml if part.filename.endswith("sheet1.xml") else old.read(part))
    return content.getvalue()


def with_part(name: str, body: bytes) -> bytes:
    """A workbook with one more part."""
    content = io.BytesIO(saved())
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
    return content.getvalue()


def understated() -> bytes:
    """A workbook with a part that unpacks to more than the archive's list says."""
    content = with_part("xl/bomb.bin", b"\0" * (2 * MAX_UNPACKED))
    size = (2 * MAX_UNPACKED).to_bytes(4, "little")
    assert content.count(size) == 2
    return content.replace(size, (1000).to_bytes(4, "little"))


TEXTS: dict[str, bytes] = {
    "line breaks": b"\n" * MAX_BYTES,
    "commas": b"," * MAX_BYTES,
    "open quotes": b'",' * (MAX_BYTES // 2),
    "faulty quotes": b'"a"b,\n' * 170_000,
    "brackets": b"site,count,n\n" + (b"(" * 130_000 + b",1,2\n") * 8,
    "brackets in the heading": b"site,count,n," + b"(" * 130_000 + b"\n",
    "digits": b"site,count,n\n" + (b"ribs," + b"9" * 130_000 + b",2\n") * 7,
    "thousands": b"site;count;n\n" + (b"ribs;1" + b",111" * 30_000 + b";2\n") * 7,
    "blanks": b"site,count,n\n" + (b"ribs,1" + b" " * 130_000 + b"x,2\n") * 7,
    "half of a surrogate": b"\xff\xfe" + b"\x00\xd8" * 500_000,
    "no line breaks": b"\xff\xfe" + b"\x01\x4e" * 500_000,
}
BOOKS: dict[str, Callable[[], bytes]] = {
    "a row far below": lambda: with_sheet(
        OPEN + b'<row r="999999999999"><c r="A9"><v>1</v></c></row>' + CLOSE
    ),
    "a cell far to the right": lambda: with_sheet(
        OPEN + b'<row r="1"><c r="XFD1"><v>1</v></c></row>' + CLOSE
    ),
    "no such cell": lambda: with_sheet(OPEN + b'<row r="1"><c r="!!"><v>1</v></c></row>' + CLOSE),
    "open rows": lambda: with_sheet(OPEN + b"<row>" * 200_000 + CLOSE),
    "empty rows": lambda: with_sheet(OPEN + b"<row/>" * 400_000 + CLOSE),
    "comments": lambda: with_sheet(OPEN + b"<!-- x -->" * 700_000 + CLOSE),
    "open merged blocks": lambda: with_sheet(OPEN + b"<mergeCell " * 600_000 + CLOSE),
    "laughs": lambda: with_sheet(b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]>' + OPEN + CLOSE),
    "laughs in UTF-16": lambda: with_sheet('<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")),
    "much in a little": lambda: with_part("xl/bomb.bin", b"\0" * (2 * MAX_UNPACKED)),
    "more than it says": understated,
    "many parts": lambda: with_many_parts(),
    "the same part twice": lambda: with_part("docProps/more.xml", b"<!DOCTYPE a>"),
}


def with_many_parts() -> bytes:
    content = io.BytesIO(saved())
    with zipfile.ZipFile(content, "a") as archive:
        for number in range(1000):
            archive.writestr(f"xl/part{number}.xml", b"<a/>")
    return content.getvalue()


# One test a file: the time is that of one.
@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", [*TEXTS, *BOOKS])
def test_a_file_made_to_harm_is_answered_soon(name: str) -> None:
    content = TEXTS[name][:MAX_BYTES] if name in TEXTS else BOOKS[name]()
    assert len(content) <= MAX_BYTES
    result = CHECKER.file(content, name)
    assert result.layer is None
    assert result.problems
    assert all(len(str(problem)) < 1000 for problem in result.problems)


def test_the_parts_of_a_workbook_are_never_unpacked_past_the_limit() -> None:
    (problem,) = CHECKER.file(BOOKS["much in a little"](), "bomb.xlsx").problems
    assert "unpacks to 16 MB" in problem.value
