"""Tables as files that a test may spoil."""

from __future__ import annotations

import csv
from pathlib import Path

from bone_atlas.tables import columns

TABLE_NAMES = tuple(columns.FIELDS)
FILES = {f"{table}.csv" for table in TABLE_NAMES}


def read_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write_rows(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
