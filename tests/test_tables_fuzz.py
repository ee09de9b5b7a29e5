"""Whatever stands in the tables, they load or every problem is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bone_atlas import tables
from bone_atlas.tables import Problem, TableError
from tests.table_files import FILES, TABLE_NAMES, read_rows, write_rows

CELLS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=12),  # a lone surrogate cannot be in a file
    st.sampled_from(
        ["", " ", "0", "-1", "1e9", "NaN", "None", "yes", "no", ";", "a;b", "skull", "article", "9" * 30]
    ),
)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(tables.DATA_DIR, tmp_path_factory.mktemp("fuzz") / "data"))


def problems_if_any(folder: Path) -> list[Problem]:
    """What loading tells; any other exception than TableError passes through and fails the test."""
    try:
        tables.load(folder)
    except TableError as error:
        return error.problems or [Problem("", None, None, "an empty TableError", "at least one problem")]
    return []


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_changed_cells_either_load_or_are_told(scratch: Path, data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(TABLE_NAMES))
    path = scratch / f"{table}.csv"
    original = path.read_bytes()
    rows = read_rows(path)
    for _ in range(data.draw(st.integers(1, 4))):
        row = data.draw(st.integers(0, len(rows) - 1))
        rows[row][data.draw(st.integers(0, len(rows[row]) - 1))] = data.draw(CELLS)
    try:
        write_rows(path, rows)
        found = problems_if_any(scratch)
    finally:
        path.write_bytes(original)
    assert {problem.file for problem in found} <= FILES


@settings(max_examples=30, deadline=None)
@given(table=st.sampled_from(TABLE_NAMES), start=st.floats(0, 1), junk=st.binary(max_size=40))
def test_torn_files_either_load_or_are_told(scratch: Path, table: str, start: float, junk: bytes) -> None:
    path = scratch / f"{table}.csv"
    original = path.read_bytes()
    cut = int(start * len(original))
    try:
        path.write_bytes(original[:cut] + junk + original[cut + len(junk) :])
        found = problems_if_any(scratch)
    finally:
        path.write_bytes(original)
    assert {problem.file for problem in found} <= FILES
