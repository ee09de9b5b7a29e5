"""Workbooks that are no .xlsx: read in a process of their own, which a file made to harm takes down alone."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from bone_atlas.uploaded import Checker, Result, SiteNames
from tests.atlas import BODY, TABLES

CHECKER = Checker(SiteNames(TABLES), BODY)
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
SPREADSHEET = (
    '<?xml version="1.0"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Result">{}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)
CONTENTS = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Override PartName="/xl/workbook.bin" '
    b'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    b"</Types>"
)
RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    b'Target="worksheets/sheet1.bin"/></Relationships>'
)


def archive(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for name, body in parts.items():
            new.writestr(name, body)
    return content.getvalue()


def open_document(rows: str) -> bytes:
    manifest = (
        b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        b'<manifest:file-entry manifest:full-path="/" manifest:media-type="'
        + ODS
        + b'"/></manifest:manifest>'
    )
    body = SPREADSHEET.format(rows).encode()
    return archive({"mimetype": ODS, "META-INF/manifest.xml": manifest, "content.xml": body})


def record(kind: int, body: bytes = b"") -> bytes:
    """A record of a binary workbook: its kind in one or two bytes, its length in seven bits each."""
    head = bytes([kind]) if kind < 128 else bytes([(kind & 0x7F) | 0x80, kind >> 7])
    size, length = len(body), b""
    while True:
        size, low = size >> 7, size & 0x7F
        length += bytes([low | 0x80 if size else low])
        if not size:
            return head + length + body


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary(rows: list[list[str | float]], first_row: int = 0, far: tuple[int, int] | None = None) -> bytes:
    """A binary workbook (.xlsb) as small as can be; `far` is one more cell at a row and a column."""
    cells = b""
    for number, row in enumerate(rows, start=first_row):
        cells += record(0, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0))
        for column, value in enumerate(row):
            place = struct.pack("<II", column, 0)
            text = isinstance(value, str)
            cells += (
                record(6, place + wide(str(value))) if text else record(5, place + struct.pack("<d", value))
            )
    if far:
        cells += record(0, struct.pack("<IIHHBI", far[0], 0, 300, 0, 0, 0))
        cells += record(5, struct.pack("<IId", far[1], 0, 1.0))
    sheet = record(129) + record(148, bytes(16)) + record(145) + cells + record(146) + record(130)
    name = struct.pack("<II", 0, 1) + wide("rId1") + wide("Result")
    book = record(131) + record(143) + record(156, name) + record(144) + record(132)
    return archive(
        {
            "[Content_Types].xml": CONTENTS,
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": RELATIONS,
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def read(result: Result) -> list[tuple[int, str, int | None, int | None]]:
    """The painted rows: number, site, count, denominator."""
    return [
        (row.row, row.value.site_id, getattr(row.value, "numerator", 0), getattr(row.value, "denominator", 0))
        for row in result.painted
    ]


def test_a_binary_workbook_is_painted() -> None:
    rows: list[list[str | float]] = [["site", "count", "n"], ["Ribs", 31.0, 107.0], ["Skull", 4.0, 107.0]]
    result = CHECKER.file(binary(rows), "binary.xlsb")
    assert read(result) == [(2, "ribs", 31, 107), (3, "skull", 4, 107)]
    assert any("nobody can tell hidden rows" in notice for notice in result.notices)


def cell(value: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'


def test_an_open_document_is_painted() -> None:
    row = "<table:table-row>{}</table:table-row>"
    rows = row.format("".join(map(cell, ("site", "count", "n")))) + row.format(
        "".join(map(cell, ("Ribs", "31", "107")))
    )
    assert read(CHECKER.file(open_document(rows), "x.ods")) == [(2, "ribs", 31, 107)]


REPEATED = (
    '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="float"'
    ' office:value="1" table:number-columns-repeated="16000"/></table:table-row>'
)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", ["far cell.xlsb", "repeated.ods", "damaged.xls", "damaged.ods", "text.odt"])
def test_a_workbook_made_to_harm_is_answered_with_a_sentence(name: str) -> None:
    content = {
        "far cell.xlsb": lambda: binary([["site", "count", "n"]], far=(1_000_000, 16_000)),
        "repeated.ods": lambda: open_document(REPEATED),
        "damaged.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xfe\xff\0\1" * 4000,
        "damaged.ods": lambda: open_document("")[:-40],
        "text.odt": lambda: archive({"mimetype": b"application/vnd.oasis.opendocument.text"}),
    }[name]()
    result = CHECKER.file(content, name)
    assert result.layer is None
    (problem,) = result.problems
    assert "save it as .xlsx or CSV" in problem.expected or "repeated" in problem.expected
