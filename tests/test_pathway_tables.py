"""The tables of the ways: what they hold, and that every wrong cell is named."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from bone_atlas import tables
from bone_atlas.tables import STATUSES, Problem, TableError, columns, words
from bone_atlas.tables.validators import VALIDATORS

PATHWAY_TABLES = ("vessels", "segments", "journeys", "venous_reach")
Wanted = Callable[[dict[str, str]], bool]

# The edges of the evidence that end in a vessel, and how sure each is: the strictest word that was found.
EDGES = {
    ("breast_tumour", "posterior_intercostal_veins"): "textbook",
    ("breast_tumour", "internal_thoracic_vein"): "textbook",
    ("breast_tumour", "axillary_vein"): "textbook",
    ("posterior_intercostal_veins", "intervertebral_veins"): "hypothesis",
    ("posterior_intercostal_veins", "azygos_system"): "textbook",
    ("intervertebral_veins", "internal_vertebral_venous_plexus"): "disputed",
    ("internal_vertebral_venous_plexus", "basivertebral_veins"): "hypothesis",
    ("internal_vertebral_venous_plexus", "cervical_plexus_vertebral_vein"): "textbook",
    ("internal_vertebral_venous_plexus", "dural_sinuses"): "textbook",
    ("internal_vertebral_venous_plexus", "lumbar_veins_plexus"): "textbook",
    ("lumbar_veins_plexus", "sacral_pelvic_venous_plexus"): "shown in animals or cadavers",
    ("azygos_system", "superior_vena_cava"): "textbook",
    ("azygos_system", "internal_vertebral_venous_plexus"): "disputed",
    ("internal_thoracic_vein", "brachiocephalic_vein"): "textbook",
    ("axillary_vein", "subclavian_brachiocephalic"): "textbook",
    ("subclavian_brachiocephalic", "superior_vena_cava"): "textbook",
    ("brachiocephalic_vein", "superior_vena_cava"): "textbook",
    ("superior_vena_cava", "right_heart"): "textbook",
    ("right_heart", "pulmonary_capillary_bed"): "textbook",
    ("pulmonary_capillary_bed", "pulmonary_veins_left_heart"): "textbook",
    ("pulmonary_veins_left_heart", "aorta_systemic_arteries"): "textbook",
    ("aorta_systemic_arteries", "nutrient_arteries"): "textbook",
    ("breast_tumour", "internal_mammary_nodes"): "textbook",
}
ENDS_OF_THE_PLEXUS = {"cervical_spine", "thoracic_spine", "lumbar_spine", "sacrum", "pelvis", "skull"}


@pytest.fixture(scope="module")
def loaded() -> tables.Tables:
    return tables.load()


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return Path(shutil.copytree(tables.DATA_DIR, tmp_path / "data"))


def read_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def change(folder: Path, table: str, wanted: Wanted, column: str, value: str) -> int:
    """Overwrite a cell in the first row wanted; return its number in a spreadsheet."""
    path = folder / f"{table}.csv"
    header, *rows = read_rows(path)
    index = next(i for i, cells in enumerate(rows) if wanted(dict(zip(header, cells, strict=True))))
    rows[index][header.index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return index + 2


def problems_of(folder: Path) -> list[Problem]:
    with pytest.raises(TableError) as caught:
        tables.load(folder)
    return caught.value.problems


def frames_of(folder: Path) -> dict[str, pd.DataFrame]:
    read = {name: read_rows(folder / f"{name}.csv") for name in columns.FIELDS}
    return {name: pd.DataFrame(rows[1:], columns=rows[0], dtype=object) for name, rows in read.items()}


def test_every_edge_of_the_evidence_is_there_with_the_strictest_status(loaded: tables.Tables) -> None:
    found = {(s["from_id"], s["to_id"]): s["status"] for s in tables.records(loaded.segments)}
    assert {edge: found.get(edge) for edge in EDGES} == EDGES


def test_entering_a_bone_from_the_plexus_is_a_hypothesis(loaded: tables.Tables) -> None:
    """Their sources describe drainage out of the bone, or a model of prostate cancer."""
    vessels = set(loaded.vessels["vessel_id"])
    ends = [
        row
        for row in tables.records(loaded.segments)
        if row["to_id"] not in vessels and "vertebral_venous" in row["routes"]
    ]
    assert {row["to_id"] for row in ends} == ENDS_OF_THE_PLEXUS
    assert {row["status"] for row in ends} == {"hypothesis"}


def test_the_plexus_is_two_way_and_nothing_else_is(loaded: tables.Tables) -> None:
    directions = loaded.segments.groupby("kind")["direction"].agg(set).to_dict()
    assert directions == {
        "artery": {"one_way"}, "lymph": {"one_way"}, "vein": {"one_way"}, "plexus": {"two_way"},
    }  # fmt: skip


def test_what_is_shown_says_in_whom_and_of_what(loaded: tables.Tables) -> None:
    """No status is a claim that a tumour cell was watched."""
    for row in tables.records(loaded.segments):
        if row["status"].startswith(("shown", "measured")):
            told = row["status_note"]
            assert any(word in told for word in ("no tumour cell", "animals")), row["segment_id"]
    measured = loaded.segments[loaded.segments["status"] == "measured in humans"]
    assert list(measured["to_id"]) == ["pelvis"]
    assert (
        "the flow of blood through the marrow; no tumour cell was followed" in measured["status_note"].iloc[0]
    )


def test_no_segment_and_no_vessel_is_without_a_source_to_cite(loaded: tables.Tables) -> None:
    """The list of those without one, exactly; the tumour is where the routes begin and needs none."""
    without = loaded.segments.loc[loaded.segments["source"] == "", "segment_id"]
    assert list(without) == []
    assert list(loaded.vessels.loc[loaded.vessels["source"] == "", "vessel_id"]) == ["breast_tumour"]
    assert loaded.segments["source_url"].ne("").all(), "where it was seen"


#: Question banks, mirrors and pages that only repeat; and the words for what nobody looked up.
HEARSAY = (
    "medicalmcq", "qammunity", "debianws", "researcher.life/topic", "scite.ai", "thecommonvein",
    "not looked up",
)  # fmt: skip


@pytest.mark.parametrize("path", sorted(tables.DATA_DIR.rglob("*.*")), ids=lambda path: path.name)
def test_no_file_of_data_cites_hearsay(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [host for host in HEARSAY if host in text] == []


TA2 = {
    "nutrient_arteries": "3897",
    "internal_vertebral_venous_plexus": "4947;4949",
    "basivertebral_veins": "4948",
}


def test_vessels_have_their_numbers_in_terminologia_anatomica(loaded: tables.Tables) -> None:
    numbers = loaded.vessels.set_index("vessel_id")["ta2_numbers"]
    assert {vessel: numbers[vessel] for vessel in TA2} == TA2


def test_pulmonary_arteries_are_arteries_and_pulmonary_veins_are_veins(loaded: tables.Tables) -> None:
    rows = loaded.segments.set_index("segment_id")
    kinds = {
        name: (rows.loc[name, "kind"], rows.loc[name, "oxygen"])
        for name in (
            "right_heart__pulmonary_capillary_bed",
            "pulmonary_capillary_bed__pulmonary_veins_left_heart",
        )
    }
    assert list(kinds.values()) == [("artery", "low"), ("vein", "high")]
    others = rows.drop(index=list(kinds))
    assert others.groupby("kind")["oxygen"].agg(set).to_dict() == {
        "artery": {"high"}, "vein": {"low"}, "plexus": {"low"}, "lymph": {""},
    }  # fmt: skip


def test_the_sternum_is_thought_to_be_reached_by_lymph_and_is_not_the_only_one(loaded: tables.Tables) -> None:
    row = loaded.segments.set_index("segment_id").loc["internal_mammary_nodes__sternum"]
    assert row["status"] == "thought to be"
    for words_of_it in ("not chosen by lot", "16 such patients of 306", "It proves no route"):
        assert words_of_it in row["status_note"]
    assert "lymph reaches vertebrae too" in row["detail"]
    assert "Drury" in row["source"]


def test_the_review_of_the_foot_is_told_with_all_three_reasons(loaded: tables.Tables) -> None:
    detail = loaded.segments.set_index("segment_id").loc["aorta_systemic_arteries__foot", "detail"]
    for reason in ("red marrow", "distance", "vertebral plexus"):
        assert reason in detail


def test_valves_are_told_where_they_are(loaded: tables.Tables) -> None:
    rows = loaded.segments.set_index("segment_id")
    assert "have valves" in rows.loc["posterior_intercostal_veins__intervertebral_veins", "status_note"]
    assert (
        "valves in the veins outside the spine"
        in (rows.loc["intervertebral_veins__internal_vertebral_venous_plexus", "status_note"])
    )
    assert (
        "flow towards the sacrum"
        in (rows.loc["lumbar_veins_plexus__sacral_pelvic_venous_plexus", "status_note"])
    )


def test_arterial_injection_skips_the_lungs(loaded: tables.Tables) -> None:
    for row in tables.records(loaded.segments):
        if "injected into arteries" in row["status_note"]:
            assert "that skips the lungs" in row["status_note"], row["segment_id"]


def test_only_the_lymphatic_way_is_not_by_blood(loaded: tables.Tables) -> None:
    lymph = [row for row in tables.records(loaded.segments) if row["kind"] == "lymph"]
    assert [row["to_id"] for row in lymph] == ["internal_mammary_nodes", "sternum"]
    assert all(row["routes"] == "local_lymphatic" and "Not by blood" in row["detail"] for row in lymph)
    assert set(loaded.segments.loc[loaded.segments["routes"] == "local_lymphatic", "kind"]) == {"lymph"}


def test_journeys_lead_from_either_breast_to_every_place_named(loaded: tables.Tables) -> None:
    places = {
        "lung": ("femur", "pelvis", "lumbar_spine", "rib", "skull", "humerus"),
        "plexus": ("thoracic_spine", "lumbar_spine", "sacrum", "pelvis", "skull"),
        "lymph": ("sternum",),
    }
    assert set(loaded.journeys["journey_id"]) == {
        f"{way}_{place}_{side}"
        for way, names in places.items()
        for place in names
        for side in ("left", "right")
    }


def test_left_and_right_journeys_tell_the_same(loaded: tables.Tables) -> None:
    told = ["step", "from_id", "to_id", "segment_ids", "status", "caption"]
    sides = {
        side: rows[told].reset_index(drop=True) for side, rows in loaded.journeys.groupby("side", sort=False)
    }
    pd.testing.assert_frame_equal(sides["left"], sides["right"])


def test_hypotheses_read_as_hypotheses(loaded: tables.Tables) -> None:
    for row in tables.records(loaded.journeys):
        marked = row["caption"].startswith(("Hypothesis: ", "Disputed: ", "Thought to be so: "))
        assert marked == (row["status"] in ("hypothesis", "disputed", "thought to be")), row["caption"]
        assert not marked or row["caption"].lower().startswith(row["status"])
        assert len(row["caption"]) < 190


def test_a_step_stays_only_in_one_vessel(loaded: tables.Tables) -> None:
    for row in tables.records(loaded.journeys):
        assert (row["from_id"] == row["to_id"]) == (row["segment_ids"] == "")


def test_journeys_are_continuous(loaded: tables.Tables) -> None:
    for _, steps in loaded.journeys.groupby("journey_id"):
        rows = tables.records(steps)
        assert all(one["to_id"] == other["from_id"] for one, other in pairwise(rows))
        assert (rows[0]["from_id"], rows[-1]["to_id"]) == ("breast_tumour", rows[0]["site_id"])


def test_sources_that_are_web_pages_are_not_cited(loaded: tables.Tables) -> None:
    assert not loaded.segments["source"].str.contains("http", regex=False).any()
    assert loaded.segments["source_url"].ne("").sum() > 20


def test_statuses_are_ordered_from_the_surest(loaded: tables.Tables) -> None:
    assert STATUSES[0] == "measured in humans"
    assert STATUSES[-1] == "hypothesis"
    assert set(loaded.segments["status"]) == set(STATUSES)


BROKEN_CELLS = [
    ("vessels", "vessel_id", "two words"),
    ("vessels", "kind", "tube"),
    ("vessels", "paired", ""),
    ("vessels", "paired", "both"),
    ("vessels", "about", ""),
    ("vessels", "oxygen", "blue"),
    ("vessels", "ta2_numbers", "A12.3"),
    ("segments", "oxygen", "taken up"),
    ("venous_reach", "why", ""),
    ("venous_reach", "source", ""),
    ("vessels", "list_order", "1"),
    ("segments", "segment_id", ""),
    ("segments", "routes", "by_air"),
    ("segments", "kind", "nerve"),
    ("segments", "direction", "three_way"),
    ("segments", "status", "seen"),
    ("segments", "source_url", "ftp://somewhere"),
    ("journeys", "side", "middle"),
    ("journeys", "route", "by_air"),
    ("journeys", "step", "0"),
    ("journeys", "step", "one"),
    ("journeys", "status", "certain"),
    ("journeys", "caption", ""),
]


@pytest.mark.parametrize(("table", "column", "value"), BROKEN_CELLS)
def test_wrong_cell_is_named_with_file_row_and_column(
    data_dir: Path, table: str, column: str, value: str
) -> None:
    row = change(
        data_dir, table, lambda cells: cells.get("list_order", cells.get("step")) == "3", column, value
    )
    found = {(p.file, p.row, p.column, p.value) for p in problems_of(data_dir)}
    assert (f"{table}.csv", row, column, value) in found


def having(**cells: str) -> Wanted:
    """Find a row by some of its cells."""
    return lambda row: all(row[column] == value for column, value in cells.items())


PLEXUS = "internal_vertebral_venous_plexus"
LYMPH = "local_lymphatic"
NECK = having(to_id="cervical_plexus_vertebral_vein")
CONDYLAR = having(from_id="cervical_plexus_vertebral_vein")
NODES = having(to_id="sternum", kind="lymph")
AXILLA = having(from_id="axillary_vein")
HEART = having(vessel_id="right_heart")


def femur(step: int) -> Wanted:
    """Find a step of a journey through the lungs."""
    return having(journey_id="lung_femur_left", step=str(step))


def lumbar(step: int) -> Wanted:
    """Find a step of a journey along the plexus."""
    return having(journey_id="plexus_lumbar_spine_right", step=str(step))


# Which validator must object to which change (table, row, column, new value), and the column it names.
Change = tuple[str, Wanted, str, str]
V, S, J, R = PATHWAY_TABLES
OBJECTIONS: list[tuple[str, Change, str]] = [
    ("pathway_references_lead_somewhere", (S, NECK, "from_id", "tail_vein"), "from_id"),
    ("pathway_references_lead_somewhere", (S, NECK, "to_id", "tail"), "to_id"),
    ("pathway_references_lead_somewhere", (S, NECK, "except_site_ids", "tail"), "except_site_ids"),
    ("pathway_references_lead_somewhere", (J, femur(2), "segment_ids", "x"), "segment_ids"),
    ("pathway_references_lead_somewhere", (J, femur(2), "bone_id", "tail"), "bone_id"),
    ("pathway_references_lead_somewhere", (J, femur(2), "site_id", "tail"), "site_id"),
    ("pathway_references_lead_somewhere", (J, femur(2), "from_id", "femur"), "from_id"),
    ("vessels_have_ids_of_their_own", (V, HEART, "vessel_id", "sternum"), "vessel_id"),
    ("vessels_have_ids_of_their_own", (V, HEART, "kind", "tumour"), "kind"),
    ("vessels_have_ids_of_their_own", (V, having(kind="tumour"), "kind", "vein"), "kind"),
    ("segments_have_ids_of_their_own", (S, NECK, "segment_id", "sternum"), "segment_id"),
    ("segments_have_ids_of_their_own", (S, NECK, "segment_id", "right_heart"), "segment_id"),
    # The neck becomes a dead end.
    ("segments_lead_from_breast_to_bone", (S, CONDYLAR, "from_id", "lumbar_veins_plexus"), "to_id"),
    ("segments_lead_from_breast_to_bone", (S, having(to_id="right_heart"), "routes", LYMPH), "to_id"),
    ("segments_lead_from_breast_to_bone", (S, having(to_id="ribs"), "to_id", "sternum"), "to_id"),
    ("segments_lead_from_breast_to_bone", (S, NODES, "to_id", "internal_thoracic_vein"), "to_id"),
    ("segments_lead_from_breast_to_bone", (V, HEART, "vessel_id", "third_heart"), "vessel_id"),
    ("vessels_and_segments_have_a_source", (S, AXILLA, "source", ""), "source"),
    ("vessels_and_segments_have_a_source", (V, HEART, "source", ""), "source"),
    (
        "pages_read_are_no_hearsay",
        (S, AXILLA, "source_url", "https://medicalmcq.in/mcq/breast"),
        "source_url",
    ),
    (
        "pages_read_are_no_hearsay",
        (R, having(site_id="ribs"), "source_url", "https://en.wikipedia.org/wiki/Rib"),
        "source_url",
    ),
    ("veins_are_known_or_not", (R, having(site_id="ribs"), "site_id", "pelvis"), "site_id"),
    ("veins_are_known_or_not", (R, having(site_id="ribs"), "site_id", "spine"), "site_id"),
    ("veins_are_known_or_not", (R, having(site_id="ribs"), "site_id", "ilium"), "site_id"),
    ("pathway_references_lead_somewhere", (R, having(site_id="ribs"), "site_id", "tail"), "site_id"),
    ("statuses_say_why", (S, having(status="disputed"), "status_note", ""), "status_note"),
    ("statuses_say_why", (S, AXILLA, "status", "hypothesis"), "status_note"),
    ("journeys_are_whole", (J, femur(4), "step", "5"), "step"),
    ("journeys_are_whole", (J, femur(4), "from_id", PLEXUS), "from_id"),
    ("journeys_are_whole", (J, femur(1), "from_id", PLEXUS), "from_id"),
    ("journeys_are_whole", (J, femur(4), "title", "Another"), "title"),
    ("journeys_are_whole", (J, femur(4), "side", "right"), "side"),
    ("journeys_are_whole", (J, femur(8), "journey_id", "nowhere"), "step"),
    (
        "journeys_walk_segments",
        (J, femur(2), "segment_ids", "superior_vena_cava__right_heart"),
        "segment_ids",
    ),
    ("journeys_walk_segments", (J, femur(2), "segment_ids", ""), "to_id"),
    ("journeys_walk_segments", (J, lumbar(4), "to_id", "basivertebral_veins"), "to_id"),
    ("journeys_walk_segments", (J, femur(1), "route", LYMPH), "segment_ids"),
    ("journeys_reach_their_bone", (J, femur(8), "bone_id", "L2"), "bone_id"),
    ("journeys_reach_their_bone", (J, femur(8), "site_id", "femur_shaft"), "to_id"),
    ("journeys_claim_no_more_than_their_segments", (J, lumbar(2), "status", "textbook"), "status"),
    ("journeys_claim_no_more_than_their_segments", (J, lumbar(4), "status", "measured in humans"), "status"),
]


@pytest.mark.parametrize(("validator", "changed", "named"), OBJECTIONS)
def test_validator_objects(data_dir: Path, validator: str, changed: Change, named: str) -> None:
    change(data_dir, *changed)
    check = {function.__name__: function for function in VALIDATORS}[validator]
    told = [problem for problem in check(frames_of(data_dir)) if problem.column == named]
    assert told
    assert set(told) <= set(problems_of(data_dir))


def test_a_page_on_the_web_is_no_source(data_dir: Path) -> None:
    row = having(status="disputed", from_id="intervertebral_veins")
    number = change(data_dir, "segments", row, "source", "")
    change(data_dir, "segments", row, "source_url", "https://example.org/veins")
    assert [(p.row, p.column) for p in problems_of(data_dir)] == [(number, "source")]


def test_every_validator_of_the_ways_is_tested() -> None:
    ours = {function.__name__ for function in VALIDATORS if function.__module__.endswith(".pathways")}
    assert ours == {case[0] for case in OBJECTIONS}


@pytest.mark.parametrize("table", PATHWAY_TABLES)
def test_missing_table_is_named(data_dir: Path, table: str) -> None:
    (data_dir / f"{table}.csv").unlink()
    (problem,) = problems_of(data_dir)
    assert (problem.file, problem.value) == (f"{table}.csv", "no such file")


def test_cells_with_several_values_name_each_once(loaded: tables.Tables) -> None:
    for column in ("routes", "source", "source_url", "except_site_ids"):
        assert all(len(set(words(cell))) == len(words(cell)) for cell in loaded.segments[column])
