"""Raised digits that are raised by their font alone: in a workbook they are plain digits of another look.

Readers of workbooks give the text of a cell without its fonts, and "12" with a raised 1 becomes "121". So the
runs of text that a file shows raised or lowered are written with raised signs before the file is read.
"""

from __future__ import annotations

import io
import re
import zipfile

_DIGITS = str.maketrans("0123456789abcdefghi", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱ")
_ANY = "ᵃ"
_CLOSES = re.compile(rb"</(?:\w+:)?$")
_TEXT = re.compile(rb"(\s*<(?:\w+:)?t(?:\s[^<>]*)?>)([^<]*)")
_STYLE = re.compile(
    rb"<style:style\s([^<>]*)>\s*<style:text-properties\s[^<>]*style:text-position=\"(?!0%?[ \"])[^\"]"
)
_STYLE_NAME = re.compile(rb"style:name=\"([^\"]*)\"")
_SPAN = re.compile(rb"(<text:span\s[^<>]*text:style-name=\"([^\"]*)\"[^<>]*>)([^<]*)")
#: Strict Open XML has namespaces of its own and is the same besides; only the other ones are read.
_STRICT = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}


def _raised(text: bytes) -> bytes:
    """Write a text with raised signs; one that is written in another form than its own is a mark too."""
    said = text.decode("utf-8", errors="replace")
    if "&" in said:
        return _ANY.encode()
    signs = (sign.translate(_DIGITS) for sign in said)
    return "".join(sign if not sign.isascii() or not sign.isalnum() else _ANY for sign in signs).encode()


def open_xml(part: bytes) -> bytes:
    """Write the raised runs of a part of an Open XML workbook with raised signs, and Strict as usual.

    Parameters
    ----------
    part : bytes
        XML.

    Returns
    -------
    bytes
        The same, to be read in its place.
    """
    for strict, usual in _STRICT.items():
        part = part.replace(strict, usual)
    if b"vertAlign" not in part:
        return part
    pieces = part.split(b"rPr>")
    for i, piece in enumerate(pieces[:-1]):
        closed = _CLOSES.search(piece[-20:])
        if closed and b"vertAlign" in piece and (b"superscript" in piece or b"subscript" in piece):
            pieces[i + 1] = _TEXT.sub(lambda found: found[1] + _raised(found[2]), pieces[i + 1], count=1)
    return b"rPr>".join(pieces)


def open_document(part: bytes) -> bytes:
    """Write the raised runs of a part of an OpenDocument spreadsheet with raised signs.

    Parameters
    ----------
    part : bytes
        XML.

    Returns
    -------
    bytes
        The same, to be read in its place.
    """
    names = {name[1] for found in _STYLE.finditer(part) if (name := _STYLE_NAME.search(found[1])) is not None}
    if not names:
        return part
    return _SPAN.sub(lambda found: found[1] + (_raised(found[3]) if found[2] in names else found[3]), part)


def rewritten(content: bytes) -> bytes:
    """Give a workbook that is a zip archive with its raised runs in raised signs.

    Parameters
    ----------
    content : bytes
        A looked-over archive: its parts are unpacked.

    Returns
    -------
    bytes
        The same where there is nothing to change.
    """
    changed: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for info in archive.infolist():
            if not info.filename.endswith((".xml", ".rels")):
                continue
            part = archive.read(info)
            other = open_document(part) if info.filename == "content.xml" else open_xml(part)
            if other != part:
                changed[info.filename] = other
        if not changed:
            return content
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
            for info in archive.infolist():
                new.writestr(info.filename, changed.get(info.filename) or archive.read(info))
    return kept.getvalue()
