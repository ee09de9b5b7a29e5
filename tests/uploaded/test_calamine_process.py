"""What the process that reads other workbooks does, in this one; `test_other_workbooks.py` starts it."""

from __future__ import annotations

import datetime
import io
import json
import sys
from types import SimpleNamespace
from typing import Any

import pytest
import python_calamine

from bone_atlas.uploaded import calamine_process
from tests.uploaded.test_other_workbooks import open_document

ROWS = (
    '<table:table-row><table:table-cell office:value-type="string"><text:p>site</text:p></table:table-cell>'
    '<table:table-cell office:value-type="string"><text:p>count</text:p></table:table-cell></table:table-row>'
    '<table:table-row><table:table-cell office:value-type="string"><text:p>Ribs</text:p></table:table-cell>'
    '<table:table-cell office:value-type="float" office:value="31"><text:p>31</text:p></table:table-cell>'
    "</table:table-row>"
)


class Sheet:
    """A sheet of one merged block and of one cell of each kind."""

    merged_cell_ranges = (((0, 0), (1, 0)),)

    def to_python(self, **_: Any) -> list[list[Any]]:
        return [
            [31.0, 46.7, True, datetime.date(2026, 1, 2), datetime.time(9, 30), datetime.timedelta(hours=1)]
        ]


def answered(content: bytes, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the process writes for a file."""
    written = io.StringIO()
    monkeypatch.setattr(sys, "argv", ["calamine_process", "10", "5"])
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))
    monkeypatch.setattr(sys, "stdout", written)
    monkeypatch.setattr(calamine_process, "_limit", lambda: None)
    calamine_process.main()
    answer = json.loads(written.getvalue())
    assert isinstance(answer, dict)
    return answer


def test_the_cells_of_a_sheet_are_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = answered(open_document(ROWS), monkeypatch)
    rows = [["site", "count"], ["Ribs", 31]]
    assert answer == {"sheets": [{"title": "Result", "visible": True, "rows": rows, "merged": []}]}


def test_a_damaged_and_a_locked_file_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answered(b"no workbook", monkeypatch).keys() == {"damaged"}

    def locked(*_: object) -> None:
        raise python_calamine.PasswordError("locked")

    monkeypatch.setattr(calamine_process, "read", locked)
    assert answered(b"", monkeypatch) == {"locked": True}


def test_hidden_sheets_and_charts_keep_their_cells_to_themselves() -> None:
    shown, hidden = object(), object()
    kinds = SimpleNamespace(WorkSheet="sheet")
    metadata = [
        SimpleNamespace(name=name, visible=visible, typ=typ)
        for name, visible, typ in (("a", shown, "sheet"), ("b", hidden, "sheet"), ("c", shown, "chart"))
    ]
    book = SimpleNamespace(sheets_metadata=metadata, get_sheet_by_name=lambda _: Sheet())
    calamine = SimpleNamespace(
        load_workbook=lambda _: book,
        SheetVisibleEnum=SimpleNamespace(Visible=shown),
        SheetTypeEnum=kinds,
    )
    a, b, c = calamine_process.read(b"", 10, 5, calamine)["sheets"]
    assert a["rows"] == [[31, 46.7, True, "2026-01-02", "09:30:00"]], "five columns are read"
    assert a["merged"] == [[0, 0, 1, 0]]
    assert (b["visible"], b["rows"], c["visible"], c["rows"]) == (False, [], True, [])


def test_a_length_of_time_is_text() -> None:
    assert calamine_process._cell(datetime.timedelta(hours=1)) == "1:00:00"


def test_the_memory_is_limited_where_the_system_can(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, tuple[int, int]]] = []
    held = SimpleNamespace(RLIMIT_AS=9, setrlimit=lambda what, most: asked.append((what, most)))
    monkeypatch.setitem(sys.modules, "resource", held)
    calamine_process._limit()
    assert asked == [(9, (calamine_process.MEMORY, calamine_process.MEMORY))]
    monkeypatch.setitem(sys.modules, "resource", None)
    calamine_process._limit()
    assert len(asked) == 1
