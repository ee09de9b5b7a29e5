"""The tables of marrow and claims: every rule of theirs objects to what breaks it."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pandas as pd
import pytest

from bone_atlas import tables
from bone_atlas.tables import TableError, columns
from bone_atlas.tables.validators import VALIDATORS
from bone_atlas.tables.validators.claims import claims_lead_somewhere

Frames = dict[str, pd.DataFrame]


@pytest.fixture
def frames() -> Frames:
    found = {}
    for table in columns.FIELDS:
        with (tables.DATA_DIR / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        found[table] = pd.DataFrame(rows, columns=header, dtype=object)
    return found


def first(frame: pd.DataFrame, column: str, value: str) -> int:
    return int(frame.index[frame[column] == value][0])


#: The validator of what each sentence rests on.
SAID = "claims_say_what_each_sentence_rests_on"
OBJECTIONS = [
    ("marrow_is_shared_out", "marrow", ("site_id", "skull"), ("marrow_percent", "30")),
    ("marrow_is_shared_out", "marrow", ("site_id", "skull"), ("site_id", "tail")),
    ("marrow_is_shared_out", "marrow", ("site_id", "skull"), ("study_id", "nobody_1999")),
    ("marrow_is_shared_out", "marrow", ("site_id", "skull"), ("site_id", "sternum")),
    ("claims_lead_somewhere", "claims", ("claim_id", "harm"), ("layer_id", "nobody")),
    ("claims_lead_somewhere", "claims", ("claim_id", "harm"), ("second_layer_id", "nobody")),
    ("claims_lead_somewhere", "claims", ("claim_id", "harm"), ("site_ids", "tail")),
    ("claims_lead_somewhere", "claims", ("claim_id", "harm"), ("journey_id", "by_air")),
    ("claims_lead_somewhere", "claim_evidence", ("kind", "observation"), ("key", "nobody_1999:ribs")),
    ("claims_lead_somewhere", "claim_evidence", ("kind", "study"), ("key", "nobody_1999")),
    ("claims_lead_somewhere", "claim_evidence", ("kind", "segment"), ("key", "nowhere")),
    ("claims_lead_somewhere", "claim_evidence", ("kind", "article"), ("key", "patella")),
    ("claims_lead_somewhere", "claim_evidence", ("kind", "study"), ("claim_id", "nothing")),
    ("claims_rest_on_rows_or_say_why", "claims", ("claim_id", "harm"), ("claim_id", "no_rows")),
    ("claims_rest_on_rows_or_say_why", "claims", ("claim_id", "ribs_behind"), ("no_evidence_reason", "x")),
    ("claims_rest_on_rows_or_say_why", "claim_evidence", ("list_order", "2"), ("list_order", "7")),
    ("claims_rest_on_rows_or_say_why", "claim_evidence", ("key", "sternum"), ("key", "ribs")),
    ("claims_leave_numbers_to_their_rows", "claims", ("claim_id", "harm"), ("because", "In 3 of 4.")),
    ("claims_leave_numbers_to_their_rows", "claims", ("claim_id", "harm"), ("statement", "A few %.")),
    ("claims_leave_numbers_to_their_rows", "claim_evidence", ("kind", "study"), ("says", "11 patients.")),
    (SAID, "claims", ("claim_id", "harm"), ("because", "Many women fall ill.")),
    (SAID, "claims", ("claim_id", "harm"), ("our_reading", "that it harms.")),
    (SAID, "claim_sentences", ("claim_id", "harm"), ("sentence", "Many women fall ill.")),
    (SAID, "claim_sentences", ("part", "because"), ("part", "statement")),
    (SAID, "claim_sentences", ("claim_id", "harm"), ("list_order", "4")),
    (SAID, "claim_sentences", ("part", "because"), ("rests_on", "study nobody_1999")),
    (SAID, "claim_sentences", ("part", "because"), ("rests_on", "observation shaked_zari_2025:pelvis")),
    (SAID, "claim_sentences", ("part", "because"), ("rests_on", "hearsay")),
]  # fmt: skip


@pytest.mark.parametrize(("validator", "table", "where", "change"), OBJECTIONS)
def test_validator_objects(
    frames: Frames, validator: str, table: str, where: tuple[str, str], change: tuple[str, str]
) -> None:
    check = {function.__name__: function for function in VALIDATORS}[validator]
    assert check(frames) == []
    column, value = change
    frames[table].loc[first(frames[table], *where), column] = value
    problems = check(frames)
    assert problems
    assert any(problem.file == f"{table}.csv" for problem in problems)
    assert all(problem.expected for problem in problems)
    if validator != SAID:
        assert {problem.file for problem in problems} == {f"{table}.csv"}


def test_every_validator_is_tested() -> None:
    ours = {function.__name__ for function in VALIDATORS if function.__module__.endswith(".claims")}
    assert ours == {case[0] for case in OBJECTIONS}


def test_detection_rows_are_checked_once_there_is_such_a_table(frames: Frames) -> None:
    row = first(frames["claim_evidence"], "kind", "study")
    frames["claim_evidence"].loc[row, ["kind", "key"]] = ["detection", "somebody_xray"]
    assert claims_lead_somewhere({name: f for name, f in frames.items() if name != "detection"}) == []
    (problem,) = claims_lead_somewhere(frames)
    assert (problem.column, problem.value) == ("key", "somebody_xray")
    frames["detection"].loc[0, "detection_id"] = "somebody_xray"
    lost = [problem.value for problem in claims_lead_somewhere(frames)]
    assert "somebody_xray" not in lost


BROKEN_CELLS: list[tuple[str, str, str]] = [
    ("claims", "verdict", "true"),
    ("claims", "view", "above"),
    ("claims", "conflict", "0"),
    ("claims", "hypothesis", "perhaps"),
    ("claim_evidence", "kind", "hearsay"),
    ("claim_evidence", "bearing", "neither"),
    ("claim_sentences", "part", "verdict"),
    ("claim_sentences", "rests_on", ""),
    ("marrow", "marrow_percent", "101"),
    ("marrow", "origin", "guessed"),
    ("studies", "centre", ""),
]


@pytest.mark.parametrize(("table", "column", "value"), BROKEN_CELLS)
def test_wrong_cell_is_named(tmp_path: Path, table: str, column: str, value: str) -> None:
    folder = Path(shutil.copytree(tables.DATA_DIR, tmp_path / "data"))
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[2][rows[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    with pytest.raises(TableError) as caught:
        tables.load(folder)
    assert (f"{table}.csv", 3, column, value) in {
        (p.file, p.row, p.column, p.value) for p in caught.value.problems
    }


def test_centres_are_told() -> None:
    studies = tables.load().studies
    centres = dict(zip(studies["study_id"], studies["centre"], strict=True))
    assert centres["shaked_zari_2025"] == "Rambam, Haifa"
    assert centres["chinese_thesis_103"] == "not stated"
    assert centres["psma_388"] == "several"
