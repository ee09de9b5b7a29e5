"""What a reader says of a table goes before its names, and what contradicts it is told."""

from __future__ import annotations

import csv
import shlex
from collections import defaultdict

import pytest
from click.testing import CliRunner

from bone_atlas import cli
from bone_atlas.layers import Proportion
from bone_atlas.uploaded import LEAVE_OUT, Assignment, Checker, Result, SiteNames
from bone_atlas.uploaded.assigning import as_record, from_record, key_of
from bone_atlas.uploaded.groups import groups_of
from bone_atlas.uploaded.heading import find_heading
from bone_atlas.uploaded.read import read_text
from bone_atlas.uploaded.words import COUNT, OUT_OF, PERCENT, SITE
from tests.atlas import BODY, TABLES
from tests.cases import every_case
from tests.uploaded.test_cases import CASES, said

CHECKER = Checker(SiteNames(TABLES), BODY)
GROUPS = "Site\tLuminal A (n = 82)\tLuminal B (n = 12)\tP\nSkull\t3\t0\t0.5\nSternum\t7\t2\t0.16\n"
TWO_ROWS = (
    "Site,Group A (n = 120),,Group B (n = 58),\n,n,%,n,%\nSpine,40,33.33,35,60.34\nPelvis,33,27.5,14,24.14\n"
)


def counts(result: Result) -> list[tuple[str, int | None, int | None]]:
    values = [row.value for row in result.painted]
    return [(v.site_id, v.numerator, v.denominator) for v in values if isinstance(v, Proportion)]


def assigned() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Each case with the options a person types, and what is painted and said then."""
    found = defaultdict(list)
    with (CASES.parent / "assigned.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["file"], row["options"]].append((row["kind"], row["said"]))
    return dict(found)


@every_case("case", sorted(assigned()))
def test_what_a_person_types_is_painted_or_its_contradiction_told(case: tuple[str, str]) -> None:
    name, options = case
    answer = CliRunner().invoke(cli.main, ["check", str(CASES / name), *shlex.split(options)])
    expected = assigned()[case]
    painted = [words for kind, words in expected if kind == "painted"]
    lines = answer.stdout.splitlines()
    end = next(i for i, line in enumerate([*lines, "Wrong:"]) if line in ("Wrong:", "To know:"))
    assert [line.strip() for line in lines[:end] if line.startswith("  row")] == painted
    for kind, words in expected:
        assert kind == "painted" or any(words in line for line in lines), (words, answer.stdout)
    assert answer.exit_code == (0 if {kind for kind, _ in expected} <= {"painted", "notice"} else 1)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (GROUPS, ["Luminal A (n = 82)", "Luminal B (n = 12)"]),
        (TWO_ROWS, ["Group A (n = 120)", "Group B (n = 58)"]),
        ("Site\tA\tB\n\t(n = 82)\t(n = 12)\nRibs\t3\t1\n", ["A (n = 82)", "B (n = 12)"]),
        (",ER+,,ER-,\nSite,n,%,n,%\nRibs,3,30,4,40\n", ["ER+", "ER-"]),
        (
            "site,count,n,count,n\nRibs,3,10,4,10\n",
            ["count, n (columns B and C)", "count, n (columns D and E)"],
        ),
        ("site,n (%),n (%)\nRibs,3 (30),4 (40)\n", ["n (%) (column B)", "n (%) (column C)"]),
        (
            "Site\tTotal (n = 94)\tLuminal A (n = 82)\nRibs\t5\t4\n",
            ["Total (n = 94)", "Luminal A (n = 82)"],
        ),
        ("site,count,n\nRibs,3,10\n", []),
        ("site,count (n = 10),percent (n = 10)\nRibs,3,30\n", []),
        ("Cohort,A\nsite,count,n\nRibs,3,10\n", []),
    ],
)
def test_groups_side_by_side_are_recognised_by_their_names(text: str, groups: list[str]) -> None:
    heading = find_heading(read_text(text).lines)
    assert heading is not None
    assert [group.name for group in groups_of(heading)] == groups


def test_a_heading_in_two_rows_is_one_and_a_title_over_it_is_none() -> None:
    heading = find_heading(read_text(f"Table 1. Sites (n = 178)\n{TWO_ROWS}").lines)
    assert heading is not None
    assert [line.number for line in heading.rows] == [2, 3]
    assert heading.line.cells[1:3] == ("Group A (n = 120): n", "Group A (n = 120): %")
    single = find_heading(read_text("Table 1. Sites (n = 178)\nsite,count,n\nRibs,3,10\n").lines)
    assert single is not None
    assert [line.number for line in single.rows] == [2]


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("Luminal A", [("skull", 3, 82), ("sternum", 7, 82)]),
        ("Luminal B (n = 12)", [("skull", 0, 12), ("sternum", 2, 12)]),
        ("column C", [("skull", 0, 12), ("sternum", 2, 12)]),
        ("C", [("skull", 0, 12), ("sternum", 2, 12)]),
    ],
)
def test_a_group_is_painted_with_its_own_n(group: str, expected: list[tuple[str, int, int]]) -> None:
    place = 1 if "A" in group else 2
    result = CHECKER.text(GROUPS, assignment=Assignment(columns={place: COUNT}, group=group))
    assert counts(result) == expected


def test_a_group_whose_name_is_the_letter_of_another_must_be_named_in_full() -> None:
    text = "Site,B,,A,\n,n,%,n,%\nRibs,3,30,4,40\n".replace("B", "D", 1)
    result = CHECKER.text(text, assignment=Assignment(group="D"))
    assert not result.painted
    assert "one of the groups" in result.problems[0].expected


def test_a_column_that_is_not_there_or_is_there_twice_is_told() -> None:
    for name in ("Luminal C", "n"):
        result = CHECKER.text(
            TWO_ROWS.replace("Group A (n = 120)", "").replace("Group B (n = 58)", ""),
            assignment=Assignment(columns={name: COUNT}),
        )
        assert not result.painted
        assert result.problems


def test_an_assignment_goes_before_the_names() -> None:
    text = "site,count,n\nRibs,107,31\nPelvis,107,56\n"
    swapped = Assignment(columns={"count": OUT_OF, "n": COUNT})
    assert counts(CHECKER.text(text)) == []
    assert counts(CHECKER.text(text, assignment=swapped)) == [("ribs", 31, 107), ("pelvis", 56, 107)]


def test_what_contradicts_an_assignment_is_told_in_its_row() -> None:
    mixed = Assignment(columns={1: COUNT, 4: PERCENT})
    result = CHECKER.text(TWO_ROWS, assignment=mixed)
    assert not result.painted
    assert [problem.row for problem in result.problems] == [3, 4]
    result = CHECKER.text("site,count,n\nRibs,31,107\nPelvis,5,50\n", assignment=Assignment(total=107))
    assert counts(result) == [("ribs", 31, 107)]
    assert "as you say for all rows" in result.problems[0].expected


def test_a_count_of_one_group_is_not_painted_out_of_the_n_of_another() -> None:
    text = "site,count (n = 82),count,n\nRibs,3,5,12\n"
    result = CHECKER.text(text, assignment=Assignment(columns={1: COUNT, 3: OUT_OF, 2: LEAVE_OUT}))
    assert not result.painted
    assert "as in the heading of the counts" in result.problems[0].expected


def test_a_table_of_counts_is_asked_once_for_its_n() -> None:
    text = "site,count\nRibs,31\nPelvis,56\nSkull,4\n"
    result = CHECKER.text(text)
    assert [question.key for question in result.questions] == ["n"]
    assert not result.problems
    assert counts(CHECKER.text(text, choices={"n": "107"}))[0] == ("ribs", 31, 107)
    (asked,) = CHECKER.text(text, choices={"n": "many"}).questions
    assert asked.text.startswith("“many” is no whole number above 0.")
    above = CHECKER.text(text, choices={"n": "50"})
    assert counts(above) == [("ribs", 31, 50), ("skull", 4, 50)]
    assert "at most 50" in above.problems[0].expected


def test_headings_are_known_again_by_their_words_and_nothing_of_the_rows_is_recorded() -> None:
    result = CHECKER.text(TWO_ROWS, assignment=Assignment(group="Group B", total=58))
    assert result.reading is not None
    record = as_record(result.reading.whole(58))
    assert record == {
        "columns": {"0": SITE, "1": LEAVE_OUT, "2": LEAVE_OUT, "3": COUNT, "4": PERCENT},
        "group": "column D",
    }
    later = read_text("A title\n" + TWO_ROWS.replace("40,33.33", "30,25").replace("Site", "SITE ")).lines
    assert key_of(later[1:3]) == result.reading.key()
    again = from_record(record, later[1:3])
    assert again is not None
    assert again.heading == (2, 3)
    assert again.total is None


@every_case(
    "record",
    [
        None,
        [],
        {},
        {"columns": [], "group": ""},
        {"columns": {"x": SITE}, "group": ""},
        {"columns": {"0": "evil"}, "group": ""},
        {"columns": {"0": SITE}, "group": 3},
        {"columns": {"99": SITE}, "group": ""},
    ],
)
def test_what_is_no_record_says_nothing(record: object) -> None:
    assert from_record(record, read_text(GROUPS).lines[:1]) is None


@every_case("name", ["groups_side_by_side.tsv", "heading_in_two_rows.csv", "heading_unknown_words.csv"])
def test_nothing_is_painted_before_it_is_clear(name: str) -> None:
    result = CHECKER.file((CASES / name).read_bytes(), name)
    assert said(result)["painted"] == []
    assert result.reading is not None
    assert result.reading.unclear
