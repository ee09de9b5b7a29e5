"""What stands beside a count is its denominator only where the table says so: else it is asked."""

from __future__ import annotations

import pytest

from bone_atlas.layers import Proportion
from bone_atlas.uploaded import Assignment, Checker, Result, SiteNames
from bone_atlas.uploaded.columns import COLUMN_QUESTION
from tests.atlas import BODY, TABLES

CHECKER = Checker(SiteNames(TABLES), BODY)


def counted(result: Result) -> dict[str, tuple[int | None, int | None]]:
    return {
        row.value.site_id: (row.value.numerator, row.value.denominator)
        for row in result.painted
        if isinstance(row.value, Proportion)
    }


def asked(result: Result) -> list[str]:
    return [q.column for q in result.questions if q.key.startswith(COLUMN_QUESTION)]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("No.,Site,Cases\n1,Ribs,40\n9,Sternum,3\n10,Skull,2\n", "No."),
        ("Tabelle 1 (n = 107);;\nNr.;Knochen;Fälle\n1;Rippen;40\n9;Brustbein;3\n", "Nr."),
        ("Site,Positive,No\nRibs,31,76\nSkull,4,103\n", "No"),
        ("Site,Lesions,Patients\nRibs,45,31\nSkull,4,4\n", "Patients"),
        ("Site,No. of lesions,No. of patients\nRibs,45,31\nSternum,3,5\n", "No. of patients"),
    ],
    ids=[
        "row number",
        "row number in German",
        "those without",
        "patients beside lesions",
        "the same, spoken",
    ],
)
def test_a_number_that_differs_from_row_to_row_is_no_denominator_unasked(text: str, column: str) -> None:
    result = CHECKER.text(text)
    assert result.painted == ()
    assert asked(result) == [column]
    (question,) = [q for q in result.questions if q.column == column]
    assert set(question.choices) == {"count", "n", "-"}


def test_a_row_number_that_is_left_out_leaves_the_counts() -> None:
    text = "No.,Site,Cases\n1,Ribs,40\n9,Sternum,3\n"
    result = CHECKER.text(text, assignment=Assignment(columns={"No.": "-"}, total=107))
    assert counted(result) == {"ribs": (40, 107), "sternum": (3, 107)}
    assert result.clean


def test_the_sum_of_the_columns_beside_it_is_no_denominator_of_one_of_them() -> None:
    text = "Site,Male,Female,Total\nRibs,12,19,31\nSkull,1,3,4\n"
    result = CHECKER.text(text, assignment=Assignment(columns={"Male": "count"}))
    assert result.painted == ()
    assert asked(result) == ["Total"]
    assert asked(CHECKER.text(text)) == ["Male", "Female", "Total"]


def test_the_sum_of_the_columns_beside_it_is_no_denominator_of_a_percentage() -> None:
    text = "Site,Right,Left,Total,%\nRibs,12,19,31,29.0\nSkull,1,3,4,3.7\nFemur,2,3,5,4.7\n"
    result = CHECKER.text(text, choices={"n": "107"})
    assert counted(result) == {"ribs": (31, 107), "skull": (4, 107), "femur": (5, 107)}


@pytest.mark.parametrize(
    "text",
    [
        "Site,Cases,Total\nRibs,31,107\nSkull,4,90\n",
        "Site,Cases,Patients,%\nRibs,31,107,29.0\nSkull,4,90,4.4\n",
        "Site,Affected,Unaffected,Total,%\nRibs,31,76,107,29.0\nSkull,4,86,90,4.4\n",
        "Site,Cases (%),Patients\nRibs,31 (29.0),107\nSkull,4 (4.4),90\n",
    ],
    ids=["alone", "proven by the percentages", "proven beside others", "proven in the cells"],
)
def test_a_denominator_that_the_table_proves_is_not_asked(text: str) -> None:
    result = CHECKER.text(text)
    assert counted(result) == {"ribs": (31, 107), "skull": (4, 90)}
    assert result.clean


def test_the_same_number_in_each_row_is_a_denominator() -> None:
    result = CHECKER.text("Site,Cases,Patients\nRibs,31,107\nSkull,4,107\nTotal,35,120\n")
    assert counted(result) == {"ribs": (31, 107), "skull": (4, 107)}


def test_a_column_whose_heading_states_its_n_counts_out_of_it() -> None:
    text = "Site,Patients (n = 107),Lesions (n = 250)\nRibs,31,90\nSkull,4,12\n"
    assert asked(CHECKER.text(text)) == ["Patients (n = 107)", "Lesions (n = 250)"]
    chosen = CHECKER.text(text, assignment=Assignment(columns={1: "count"}))
    assert counted(chosen) == {"ribs": (31, 107), "skull": (4, 107)}


@pytest.mark.parametrize("style", ["({})", "({} %)", "({}) %", "[{}%]", "( {} )"])
def test_percentages_in_brackets_of_a_column_of_their_own(style: str) -> None:
    lines = [f"Ribs,31,{style.format(29.0)}", f"Skull,4,{style.format(3.7)}"]
    result = CHECKER.text("\n".join(["Site,n,(%)", *lines]), choices={"n": "107"})
    assert counted(result) == {"ribs": (31, 107), "skull": (4, 107)}
    assert [row.value.printed_percent for row in result.painted if isinstance(row.value, Proportion)] == [
        29.0,
        3.7,
    ]


def test_a_footnote_in_brackets_is_no_percentage() -> None:
    result = CHECKER.text("Site,percent\nRibs,[1]\nSkull,3.7\n")
    assert counted(result) == {"skull": (None, None)}
    assert [problem.value for problem in result.problems] == ["[1]"]
