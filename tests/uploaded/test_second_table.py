"""Two tables in one file: the second is not read by the heading of the first, and the reader is told."""

from __future__ import annotations

import pytest

from bone_atlas.layers import Proportion
from bone_atlas.uploaded import Assignment, Checker, Result, SiteNames
from tests.atlas import BODY, TABLES

CHECKER = Checker(SiteNames(TABLES), BODY)


def painted(result: Result) -> dict[str, tuple[int | None, int | None, float]]:
    return {
        row.value.site_id: (row.value.numerator, row.value.denominator, round(row.value.percent, 1))
        for row in result.painted
        if isinstance(row.value, Proportion)
    }


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("site,percent\nRibs,31\nSkull,4\n", "site,count\nFemur,12\n", {"ribs": (None, None, 31.0)}),
        ("site,count,n\nRibs,31,107\n", "site,n,count\nFemur,12,12\n", {"ribs": (31, 107, 29.0)}),
        ("site,count (n = 82)\nRibs,31\n", "site,count (n = 94)\nFemur,12\n", {"ribs": (31, 82, 37.8)}),
        ("site,count,n\nRibs,31,107\n", "site,n,total,count\nFemur,3,107,3\n", {"ribs": (31, 107, 29.0)}),
    ],
    ids=["counts are no percentages", "columns the other way round", "another n", "more columns"],
)
def test_a_second_heading_ends_the_table(
    first: str, second: str, expected: dict[str, tuple[int | None, int | None, float]]
) -> None:
    result = CHECKER.text(f"{first}\n{second}")
    assert painted(result).items() >= expected.items()
    assert "femur" not in painted(result)
    (problem,) = result.problems
    assert problem.row == first.count("\n") + 2
    assert "another heading" in problem.expected
    assert any("Femur" in row for row in result.grid), "what is not read can still be edited"


@pytest.mark.parametrize("again", ["site,count,n", "Site,Count,N", "sites;cases;n".replace(";", ",")])
def test_the_heading_repeated_on_the_next_page_is_passed_over(again: str) -> None:
    result = CHECKER.text(f"site,count,n\nRibs,31,107\n{again}\nFemur,12,107\n")
    assert painted(result) == {"ribs": (31, 107, 29.0), "femur": (12, 107, 11.2)}
    assert result.clean


def test_a_table_that_has_no_heading_by_the_reader_s_word_is_not_ended_by_one() -> None:
    columns: dict[int | str, str] = {0: "site", 1: "count", 2: "n"}
    result = CHECKER.text("site,count,n\nRibs,31,107\n", assignment=Assignment(heading=(), columns=columns))
    assert painted(result) == {"ribs": (31, 107, 29.0)}


def test_rows_over_the_heading_that_hold_numbers_are_named() -> None:
    result = CHECKER.text("Ribs,31,107\nSkull,4,107\nsite,count,n\nFemur,3,107\n")
    assert painted(result) == {"femur": (3, 107, 2.8)}
    assert any("stand over the heading: rows 1, 2" in notice for notice in result.notices)
