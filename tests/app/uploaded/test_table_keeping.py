"""A table as the browser keeps it: it comes back as it went, and anything else is told."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bone_atlas.app.uploaded.table_keeping import FORM, Record, RecordError, Table, read
from bone_atlas.uploaded import Assignment

ROWS = json.dumps([["site", "count"], ["ribs", None]]).encode()
RECORDS = (
    Record(Table("file", "mine.xlsx", bytes(range(256))), "patients", {"2:site": "ribs"}),
    Record(Table("text", "", b"site;count\nKreuzbein;3"), "patients", {}),
    Record(Table("cells", "", ROWS), "patients", {}, Assignment((2,), {0: "site", 1: "count"}, "B", 120)),
    Record(Table("cells", "", ROWS), "patients", {}, Assignment(None, {0: "site"})),
    Record(Table("cells", "", ROWS), "patients", {}, Assignment()),  # what was said was taken back
)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.table.kind)
def test_a_table_comes_back_as_it_went(record: Record) -> None:
    assert read(record.text()) == record


def changed(**parts: object) -> str:
    return json.dumps({**json.loads(RECORDS[2].text()), **parts})


@pytest.mark.parametrize(
    "text",
    [
        None,
        7,
        "",
        "{",
        "[]",
        "[" * 100_000,
        '"' + "x" * 5_000_000 + '"',
        '{"form": 1}',
        changed(kind="program"),
        changed(content="§"),
        changed(content="e30="),
        changed(kind="text", content="/w=="),
        changed(choices=[1]),
        changed(choices={"2": 3}),
        changed(unit=None),
        changed(assigned={"columns": {"x": "y"}, "group": "", "heading": None, "total": None}),
        changed(assigned={"columns": {}, "group": "", "heading": ["x"], "total": None}),
        changed(assigned={"columns": {}, "group": "", "heading": None, "total": "12"}),
        changed(assigned=5),
    ],
)
def test_what_is_no_table_is_told(text: object) -> None:
    with pytest.raises(RecordError, match="damaged"):
        read(text)


def test_a_table_of_another_form_is_not_read() -> None:
    with pytest.raises(RecordError, match="another version"):
        read(changed(form=FORM + 1))


def test_a_table_has_a_name() -> None:
    assert RECORDS[0].table.title == "“mine.xlsx”"
    assert replace(RECORDS[0].table, name="").title == "Your table"
