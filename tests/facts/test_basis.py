"""What a sentence rests on: every kind names rows there are, in their own words, with a source."""

from __future__ import annotations

import csv
import re
from dataclasses import fields

import pytest

from bone_atlas import tables
from bone_atlas.facts import basis
from bone_atlas.facts.conventions import CONVENTIONS
from tests.atlas import ROUTES, ROWS, TABLES
from tests.cases import every_case

#: File and id of a row, as `bone_atlas.facts.basis.Basis.rows` names it.
NAMED = re.compile(r"(?P<file>\w+)\.csv (?P<id>[\w.:]+)$")
OF_CLAIM = "claim_evidence.csv harm yang_2016_skeletal_event"
#: The column that identifies a row of each table.
IDS = {
    "observations": "observation_id",
    "article": "site_id",
    "segments": "segment_id",
    "studies": "study_id",
    "detection": "detection_id",
    "claims": "claim_id",
    "vessels": "vessel_id",
    "layers": "layer_id",
    "marrow": "marrow_id",
    "venous_reach": "site_id",
    "journeys": "journey_id",
}


def _ids(table: str) -> set[str]:
    with (tables.DATA_DIR / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return {row[IDS[table]] for row in csv.DictReader(file)}


@every_case("reference", [kind.example for kind in basis.KINDS.values()])
def test_every_kind_names_rows_that_stand_in_their_files(reference: str) -> None:
    found = basis.basis(reference, ROWS)
    assert found.says
    assert basis.problems(reference, ROWS) == ()
    for row in found.rows:
        if match := NAMED.match(row):
            assert match["id"] in _ids(match["file"]), row


@pytest.mark.parametrize(
    ("reference", "rows"),
    [
        ("value shaked_zari_2025 pelvis", ("observations.csv shaked_zari_2025:pelvis",)),
        (
            "value medicine_today_2018 lumbar_spine",
            ("observations.csv medicine_today_2018:thoracolumbar_spine",),
        ),
        ("value shaked_zari_2025 hand", ("observations.csv, layer shaked_zari_2025: no row of hand",)),
        ("tier ribs", ("article.csv ribs",)),
        ("detection yamaguchi_1996_xray", ("detection.csv yamaguchi_1996_xray",)),
        ("caption lung_femur_left 4", ("journeys.csv lung_femur_left, step 4",)),
        ("finding harm yang_2016_skeletal_event", (OF_CLAIM, "detection.csv yang_2016_skeletal_event")),
        ("table observations", ("observations.csv",)),
        ("our_reading", ()),
        ("convention units", ()),
    ],
)
def test_the_rows_behind_a_reference_are_named(reference: str, rows: tuple[str, ...]) -> None:
    assert basis.basis(reference, ROWS).rows == rows


def test_a_row_speaks_in_its_own_words() -> None:
    segment = basis.basis("segment right_heart__pulmonary_capillary_bed", ROWS)
    assert "textbook anatomy" in segment.says
    assert ROUTES.segments["right_heart__pulmonary_capillary_bed"].detail in segment.says
    observation = basis.basis("observation koizumi_2003:sternum", ROWS)
    assert "98 of 289" in observation.says
    assert basis.basis("caveats dodds_1981", ROWS).says.startswith("no breast cancer apart")
    assert basis.basis("note bonejoint360_breast_prostate", ROWS).says.startswith("a review that cites")


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("segment nowhere", "names no segment “nowhere”"),
        ("hearsay ribs", "is of no known kind"),
        ("segment", "must name a segment"),
        ("finding harm siregar_2023", "is no row of the claim harm"),
        ("note gong_2018_at_diagnosis", "nothing is noted about it"),
        ("", "is of no known kind"),
    ],
)
def test_a_reference_that_names_nothing_is_told(reference: str, said: str) -> None:
    (problem,) = basis.problems(reference, ROWS)
    assert said in problem
    with pytest.raises(ValueError, match=re.escape(said)):
        basis.basis(reference, ROWS)


def test_a_name_alone_is_no_basis() -> None:
    assert tuple(basis.basis_within("The {site ribs} and the {vessel azygos_system}.", ROWS)) == ()
    (one,) = basis.basis_within("{n shaked_zari_2025} patients, {n shaked_zari_2025}.", ROWS)
    assert (one.says, one.rows) == ("107", ("layers.csv shaked_zari_2025",))


def test_it_is_the_atlas_that_judges() -> None:
    assert basis.JUDGED in basis.basis("verdict harm", ROWS).sources


def test_what_is_laid_down_is_said_in_a_sentence_and_a_method_cites_its_paper() -> None:
    for convention in CONVENTIONS.values():
        assert convention.says.endswith(".")
    cited = {name for name, convention in CONVENTIONS.items() if convention.source.link}
    assert cited == {"interval", "difference", "i2", "mean", "prediction"}


def test_every_table_can_be_named() -> None:
    for field in fields(TABLES):
        assert basis.problems(f"table {field.name}", ROWS) == ()
