"""Run as a script: read a workbook from the standard input with calamine and write its cells as JSON.

In a process of its own, because calamine lays out a sheet as large as its farthest cells say: a file of a few
hundred bytes can ask for more memory than there is, and takes down only this process. It imports nothing of
the atlas, so that it starts at once.
"""

from __future__ import annotations

import datetime
import io
import json
import sys
from typing import Any

#: Bytes that may be asked for, where the system can hold a process to it.
MEMORY = 1536 * 2**20


def _limit() -> None:
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _cell(value: Any) -> Any:
    """Give a cell as JSON can: text, number, truth value; a date or time as text that says so."""
    if isinstance(value, datetime.timedelta):
        return str(value)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def read(content: bytes, rows: int, columns: int, calamine: Any) -> dict[str, Any]:
    """Read every sheet of a workbook.

    Parameters
    ----------
    content : bytes
        The file.
    rows, columns : int
        No more of each are given.
    calamine : module
        `python_calamine`, imported when the memory was limited.

    Returns
    -------
    dict
        ``sheets``: of each its name, whether it is shown, its cells and its merged blocks.
    """
    book = calamine.load_workbook(io.BytesIO(content))
    sheets = []
    for about in book.sheets_metadata:
        shown = about.visible == calamine.SheetVisibleEnum.Visible
        cells: list[list[Any]] = []
        merged: list[Any] = []
        if shown and about.typ == calamine.SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(about.name)
            given = sheet.to_python(skip_empty_area=False, nrows=rows)
            cells = [[_cell(value) for value in row[:columns]] for row in given]
            merged = [[*first, *last] for first, last in sheet.merged_cell_ranges or ()]
        sheets.append({"title": about.name, "visible": shown, "rows": cells, "merged": merged})
    return {"sheets": sheets}


def main() -> None:
    """Answer with the sheets, or with what is wrong."""
    _limit()
    import python_calamine  # noqa: PLC0415 - after the limit

    try:
        answer = read(sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2]), python_calamine)
    except python_calamine.PasswordError:
        answer = {"locked": True}
    except Exception as error:  # a damaged file fails in many ways; the reader is told that it does
        answer = {"damaged": type(error).__name__}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
