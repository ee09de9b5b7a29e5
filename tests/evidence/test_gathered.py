"""Each figure of the list that was gathered is in a table as it was seen, or is not, and says why.

``gathered/rows.csv`` is a copy of that list; ``gathered/kept.csv`` tells of each row where it stands.
"""

from __future__ import annotations

import csv
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bone_atlas import tables
from tests.cases import every_case

FOLDER = Path(__file__).parent / "gathered"
Cells = dict[str, str]
KEYS = {
    "observations": "observation_id",
    "detection": "detection_id",
    "studies": "study_id",
    "segments": "segment_id",
}
#: Read second hand, so its denominator stands in the note of the row that was seen at its source.
IN_THE_NOTE = {"49": "587"}
#: A count that the list has not: worked out from the percentage, which fits no other.
WORKED_OUT = {"73": ("34", "42", "81")}
#: Seen on one page by whoever made the list, and read again on another: the publisher's, or a longer copy.
READ_ELSEWHERE = {
    "24", "25", "26", "27", "28", "46", "49", "53", "54", "55", "66", "67", "69",
}  # fmt: skip


def read(path: Path) -> list[Cells]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = {row["row"]: row for row in read(FOLDER / "rows.csv")}
KEPT = {row["row"]: row for row in read(FOLDER / "kept.csv")}
TAKEN = [number for number, kept in KEPT.items() if kept["table"]]
TABLES = {name: read(tables.DATA_DIR / f"{name}.csv") for name in (*KEYS, "rankings", "claim_evidence")}


def where(kept: Cells) -> Cells:
    """The row of a table that a row of the list was taken into."""
    table, key = kept["table"], kept["key"]
    if table in KEYS:
        found = [row for row in TABLES[table] if row[KEYS[table]] == key]
    else:
        names = ("study_id", "rank") if table == "rankings" else ("claim_id", "key")
        found = [row for row in TABLES[table] if [row[name] for name in names] == key.split()]
    assert len(found) == 1, (table, key, found)
    return found[0]


def test_every_row_of_the_list_is_accounted_for_once() -> None:
    numbers = [str(number) for number in range(1, 88)]
    assert [row["row"] for row in read(FOLDER / "rows.csv")] == numbers
    assert [row["row"] for row in read(FOLDER / "kept.csv")] == numbers


@every_case("number", list(KEPT))
def test_a_row_is_in_a_table_or_says_why_not(number: str) -> None:
    kept = KEPT[number]
    assert bool(kept["table"]) == bool(kept["key"]) != bool(kept["reason_not_taken"])
    if kept["reason_not_taken"]:
        assert len(kept["reason_not_taken"]) > 40
    else:
        where(kept)


def test_no_row_of_a_table_stands_for_two_of_the_list() -> None:
    places = [(KEPT[number]["table"], KEPT[number]["key"]) for number in TAKEN]
    assert len(set(places)) == len(places)


def figures(row: Cells) -> tuple[str, str, str]:
    """Numerator, denominator and percentage or range of a row of observations or detection."""
    percent = row["printed_percent"]
    if row.get("printed_low") and not percent:
        percent = f"{row['printed_low']}-{row['printed_high']}"
    return row["numerator"], row["denominator"], percent


@every_case("number", [n for n in TAKEN if KEPT[n]["table"] in ("observations", "detection")])
def test_the_figures_are_those_of_the_list(number: str) -> None:
    listed, row = ROWS[number], where(KEPT[number])
    wanted = (listed["numerator"], listed["denominator"], listed["printed_percent"])
    if number in IN_THE_NOTE:
        assert wanted[1] == IN_THE_NOTE[number]
        assert IN_THE_NOTE[number] in row["note"]
        wanted = (wanted[0], "", wanted[2])
    found = figures(row)
    assert tuple(map(as_number, found)) == tuple(map(as_number, WORKED_OUT.get(number, wanted)))


def as_number(cell: str) -> float | str:
    try:
        return float(cell)
    except ValueError:
        return cell


@every_case("number", [n for n in TAKEN if KEPT[n]["table"] == "studies"])
def test_what_is_no_share_of_a_site_stands_in_the_words_of_its_study(number: str) -> None:
    listed, words = ROWS[number], where(KEPT[number])["no_rows_reason"]
    told = (
        [listed["numerator"], listed["denominator"]] if listed["numerator"] else [listed["printed_percent"]]
    )
    assert all(figure in words for figure in told)


@every_case("number", [n for n in TAKEN if KEPT[n]["table"] == "rankings"])
def test_a_rank_is_that_of_its_site(number: str) -> None:
    assert where(KEPT[number])["site_as_reported"] == ROWS[number]["site"]


@every_case("number", [n for n in TAKEN if KEPT[n]["table"] in KEYS])
def test_a_row_names_the_page_where_it_was_seen(number: str) -> None:
    seen, row = ROWS[number]["where_seen"], where(KEPT[number])
    hosts = {urlsplit(part.strip()).hostname for part in row["source_url"].split(";")}
    assert row["source_url"]
    assert (urlsplit(seen).hostname in hosts and urlsplit(seen).hostname is not None) == (
        number not in READ_ELSEWHERE
    )


def test_no_percentage_was_taken_in_without_a_count_or_the_words() -> None:
    for number in TAKEN:
        kept = KEPT[number]
        if kept["table"] == "observations" and not where(kept)["numerator"]:
            assert where(kept)["count_origin"] == "not published"


@pytest.mark.parametrize("number", ["42", "43", "31", "64"])
def test_what_was_read_in_another_work_says_so(number: str) -> None:
    assert where(KEPT[number])["verified"] == "secondary source"
