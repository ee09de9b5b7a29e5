"""Ways, segments and journeys as rows for download."""

from __future__ import annotations

import csv
import io

from bone_atlas import tables
from bone_atlas.exports.routes import (
    JOURNEY_FIELDS,
    ROUTE_FIELDS,
    SEGMENT_FIELDS,
    journey_rows,
    route_rows,
    segment_rows,
)
from bone_atlas.exports.tables import to_csv
from tests.atlas import ROUTES as WAYS
from tests.atlas import TABLES


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_segments_say_what_their_table_says() -> None:
    rows = segment_rows(WAYS)
    told = {row["segment_id"]: row for row in tables.records(TABLES.segments)}
    assert [row["segment_id"] for row in rows] == list(told)
    for row in rows:
        assert set(row) == set(SEGMENT_FIELDS)
        source = told[row["segment_id"]]
        for ours, theirs in (("from", "from_id"), ("to", "to_id"), ("except_sites", "except_site_ids")):
            assert row[ours] == source[theirs]
        for name in ("routes", "kind", "direction", "status", "status_note", "detail", "not_drawn_reason"):
            assert row[name] == source[name]
        assert row["source"] == ("; ".join(tables.words(source["source"])) or "no citable source")
        assert " → " in row["name"]


def test_only_some_segments_in_the_order_of_the_table() -> None:
    wanted = ["dural_sinuses__skull", "breast_tumour__axillary_vein"]
    assert [row["segment_id"] for row in segment_rows(WAYS, wanted)] == wanted[::-1]
    assert segment_rows(WAYS, []) == []


def test_journeys_have_a_row_for_each_step() -> None:
    rows = journey_rows(WAYS.journeys.values())
    assert len(rows) == len(TABLES.journeys)
    for row, source in zip(rows, tables.records(TABLES.journeys), strict=True):
        assert set(row) == set(JOURNEY_FIELDS)
        assert row["segments"] == source["segment_ids"]
        for name in (
            "journey_id",
            "title",
            "route",
            "side",
            "site_id",
            "bone_id",
            "step",
            "status",
            "caption",
        ):
            assert row[name] == source[name]
        assert (row["from"], row["to"]) == (source["from_id"], source["to_id"])


def test_a_step_cites_its_segments() -> None:
    (last,) = [row for row in journey_rows([WAYS.journeys["plexus_pelvis_right"]]) if row["to"] == "pelvis"]
    assert last["source"].startswith("Batson OV, Ann Surg 1940")
    assert last["status_words"] == "hypothesis"
    first = journey_rows([WAYS.journeys["lung_femur_left"]])[0]
    assert first["source"].startswith("Cunningham L")
    assert first["status_words"] == "textbook anatomy"


def test_a_step_within_a_vessel_cites_what_describes_the_vessel() -> None:
    rows = journey_rows(WAYS.journeys.values())
    within = [row for row in rows if not row["segments"]]
    assert len(within) >= 16
    assert "no citable source" not in {row["source"] for row in rows}
    (net,) = {row["source"] for row in within if row["from"] == "internal_vertebral_venous_plexus"}
    assert net.startswith("Nathoo N, Neurosurgery 2011")


def test_all_can_be_written_as_csv_and_read_back() -> None:
    tables_of_rows = (
        (segment_rows(WAYS), SEGMENT_FIELDS),
        (journey_rows(WAYS.journeys.values()), JOURNEY_FIELDS),
        (route_rows("pelvis", WAYS.routes_to("pelvis")), ROUTE_FIELDS),
    )
    for rows, fields in tables_of_rows:
        back = read(to_csv(rows, fields))
        assert tuple(back[0]) == fields
        assert [[row[name] for name in fields] for row in back] == [
            [str(row[name]) for name in fields] for row in rows
        ]
