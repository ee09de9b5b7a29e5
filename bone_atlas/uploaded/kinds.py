"""What kind of file it is that is no table: told from its first bytes, whatever its name says."""

from __future__ import annotations

import re

from bone_atlas.uploaded.model import Problem, RefusedError

EXPECTED = "a table: save it as .xlsx or CSV"
_BYTES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a Rich Text document (.rtf)"),
    (b"\x89PNG\r\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"Rar!", "a packed file (RAR)"),
    (b"7z\xbc\xaf", "a packed file (7z)"),
    (b"BZh", "a packed file (bzip2)"),
    (b"$FL2", "a file of SPSS (.sav)"),
    (b"$FL3", "a file of SPSS (.zsav)"),
    (b"<stata_dta>", "a file of Stata (.dta)"),
    (b"RDX", "a file of R"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\0", "a database (SQLite)"),
)
_TEXTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"<\?xml[^>]*>\s*(?:<\?mso[^>]*>\s*)?<Workbook\b", re.IGNORECASE),
        "an Excel file of the kind “XML spreadsheet 2003”",
    ),
    (
        re.compile(
            r"(?:<\?xml[^>]*>\s*)?"
            r"<(?:!doctype html|html|head|body|table|thead|tbody|tr|div|meta|p|h[1-6]|span)[\s>/]",
            re.IGNORECASE,
        ),
        "an HTML page",
    ),
    (re.compile(r"<\?xml|<[a-z][\w:.-]*[\s>/]", re.IGNORECASE), "an XML file"),
    (re.compile(r'[{\[]\s*(?:["{\[]|[\]}])'), "a JSON file"),
    (re.compile(r"\\(?:begin|documentclass|hline|toprule)\b"), "LaTeX"),
    (re.compile(r"MIME-Version:", re.IGNORECASE), "a web page saved as one file (.mht)"),
)


def refuse_other_bytes(content: bytes) -> None:
    """Refuse a file that is no table by its first bytes.

    Parameters
    ----------
    content : bytes
        A file.

    Raises
    ------
    RefusedError
        Which says what kind of file it is.
    """
    for start, kind in _BYTES:
        if content.startswith(start):
            raise RefusedError(Problem(None, None, kind, EXPECTED))


def refuse_other_text(text: str) -> None:
    """Refuse a text that is no table of rows and cells by its beginning.

    Parameters
    ----------
    text : str
        Of a file, or pasted.

    Raises
    ------
    RefusedError
        Which says what kind of text it is.
    """
    start = text[:2000].lstrip("\ufeff \t\r\n")
    for pattern, kind in _TEXTS:
        if pattern.match(start):
            raise RefusedError(Problem(None, None, kind, EXPECTED))
