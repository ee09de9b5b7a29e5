"""The example files: every shape paints, every kind of fault is refused with its row and column.

What is expected stands beside the files: ``painted.csv`` and ``faults.csv``.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from pathlib import Path

from bone_atlas.exports.uploaded import check_json, check_text
from bone_atlas.layers import SiteValue, Tier
from bone_atlas.uploaded import Checker, Result, SiteNames
from tests.atlas import BODY, TABLES
from tests.cases import every_case

FILES = Path(__file__).parent / "files"
CHECKER = Checker(SiteNames(TABLES), BODY)

Painted = tuple[int, str, str]


def listed(name: str) -> dict[str, list[dict[str, str]]]:
    """The rows of a table of expectations, by file."""
    found = defaultdict(list)
    for row in csv.DictReader((FILES / name).read_text(encoding="utf-8").splitlines()):
        found[row.pop("file")].append(row)
    return dict(found)


PAINTED = {
    file: [(int(row["row"]), row["site_id"], row["value"]) for row in rows]
    for file, rows in listed("painted.csv").items()
}
FAULTS = listed("faults.csv")
GOOD = sorted(path.name for path in (FILES / "good").iterdir())
BAD = sorted(path.name for path in (FILES / "bad").iterdir())


def checked(file: str) -> Result:
    return CHECKER.file((FILES / file).read_bytes(), file)


def in_short(value: SiteValue) -> str:
    """A value as ``painted.csv`` writes it."""
    if isinstance(value, Tier):
        return value.tier
    if value.numerator is not None:
        return f"{value.numerator}/{value.denominator}"
    out_of = f" of {value.denominator}" if value.denominator else ""
    return f"{value.percent:g} %{out_of}"


def painted(result: Result) -> list[Painted]:
    return [(row.row, row.value.site_id, in_short(row.value)) for row in result.painted]


def test_every_file_stands_in_the_tables() -> None:
    assert {file for file in PAINTED if file.startswith("good/")} == {f"good/{name}" for name in GOOD}
    assert set(FAULTS) == set(BAD)
    assert len(GOOD) > 40
    assert len(BAD) > 50


@every_case("name", GOOD)
def test_a_good_file_paints_what_it_says(name: str) -> None:
    result = checked(f"good/{name}")
    assert [str(problem) for problem in result.problems] == []
    assert result.questions == ()
    assert painted(result) == PAINTED[f"good/{name}"]
    assert result.layer is not None
    for row in result.painted:
        assert in_short(result.layer.value(row.value.site_id)) == in_short(row.value)


@every_case("name", BAD)
def test_a_fault_is_named_and_costs_no_other_row(name: str) -> None:
    result = checked(f"bad/{name}")
    found = [(problem.row, problem.column, "problem") for problem in result.problems]
    found += [(question.row, question.column, "question") for question in result.questions]
    said = [("" if row is None else str(row), column or "", kind) for row, column, kind in found]
    assert said == [(fault["row"], fault["column"], fault["kind"]) for fault in FAULTS[name]]
    assert all(problem.expected for problem in result.problems)
    assert painted(result) == PAINTED.get(f"bad/{name}", [])
    assert told_alike(result)


def told_alike(result: Result) -> bool:
    """Whether text and JSON, which the command line prints, tell as much as the result."""
    document = json.loads(check_json(result, BODY))
    # Deeper stand the options that answer.
    lines = [line for line in check_text(result, BODY).splitlines() if re.match(r"  \S", line)]
    counts = [len(document[part]) for part in ("painted", "problems", "questions", "notices")]
    return len(lines) == sum(counts) and document["ok"] == result.clean
