"""What the browser is told of the ways agrees with the tables, to the last step."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish.journeys import journeys_script, routes_index
from bone_atlas.routes import NO_SOURCE, STATUS_LABELS

FOUND = catalogue()
INDEX = routes_index(FOUND.routes, FOUND.anatomy)
SCRIPT = journeys_script(FOUND.routes, FOUND.anatomy, FOUND.drawings.values())
NAMES = [segment[0] for segment in INDEX["segments"]]


def rows(name: str) -> list[dict[str, str]]:
    path = Path(__file__).resolve().parents[3] / "data" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_segment_is_told_with_its_status() -> None:
    assert [(s[0], s[1], s[2], ";".join(s[3]), s[4], s[5]) for s in INDEX["segments"]] == [
        (r["segment_id"], r["from_id"], r["to_id"], r["routes"], _look(r), STATUS_LABELS[r["status"]])
        for r in rows("segments")
    ]


def _look(row: dict[str, str]) -> str:
    """Outside plexus and lymph colour tells the oxygen, not the kind of vessel."""
    return (
        {"low": "vein", "high": "artery"}[row["oxygen"]] if row["kind"] in ("vein", "artery") else row["kind"]
    )


@pytest.mark.parametrize(
    ("item", "route", "through", "beside"),
    [
        ("pelvis", "vertebral_venous", "sacral_pelvic_venous_plexus__pelvis", "dural_sinuses__skull"),
        ("pelvis", "pulmonary_systemic", "nutrient_arteries__pelvis", "nutrient_arteries__ribs"),
        ("skull", "vertebral_venous", "dural_sinuses__skull", "sacral_pelvic_venous_plexus__pelvis"),
        ("sternum", "local_lymphatic", "internal_mammary_nodes__sternum", "nutrient_arteries__sternum"),
    ],
)
def test_a_bone_lights_the_ways_that_lead_there(item: str, route: str, through: str, beside: str) -> None:
    lit = {NAMES[i] for i in INDEX["lights"][item][route]}
    assert through in lit
    assert beside not in lit


def test_the_plexus_lights_its_bones_and_no_artery() -> None:
    lit = {NAMES[i] for found in INDEX["lights"]["internal_vertebral_venous_plexus"].values() for i in found}
    ends = {FOUND.routes.segments[name].to_id for name in lit} - set(FOUND.routes.vessels)
    assert ends == {"skull", "cervical_spine", "thoracic_spine", "lumbar_spine", "sacrum", "pelvis"}
    assert not any(FOUND.routes.segments[name].kind == "artery" for name in lit)


def test_everything_that_can_be_selected_lights_something_or_is_told_by_its_site() -> None:
    assert set(INDEX["lights"]) == {
        *FOUND.anatomy.sites(), *FOUND.anatomy.groups(), *FOUND.routes.vessels, *FOUND.routes.segments,
    }  # fmt: skip
    for site in FOUND.anatomy.drawn_sites():
        assert INDEX["lights"][site]["pulmonary_systemic"], site


def test_every_step_is_that_of_the_table() -> None:
    told = [
        (j["id"], str(k), s["from"], s["to"], ";".join(s["segments"]), s["status"], s["caption"])
        for j in SCRIPT["journeys"]
        for k, s in enumerate(j["steps"], start=1)
    ]
    assert sorted(told) == sorted(
        (r["journey_id"], r["step"], r["from_id"], r["to_id"], r["segment_ids"], r["status"], r["caption"])
        for r in rows("journeys")
    )


def test_every_step_has_its_sources_or_says_that_there_is_none() -> None:
    printed = {r["segment_id"]: [s for s in r["source"].split(";") if s] for r in rows("segments")}
    described = {r["vessel_id"]: r["source"].split(";") for r in rows("vessels")}
    for journey in SCRIPT["journeys"]:
        for step in journey["steps"]:
            wanted = dict.fromkeys(text for name in step["segments"] for text in printed[name])
            wanted = wanted or dict.fromkeys(described[step["from"]])
            assert [text for text, _ in step["sources"]] == list(wanted)
    assert SCRIPT["noSource"] == NO_SOURCE


def test_hypotheses_read_as_hypotheses() -> None:
    doubtful = [
        s for j in SCRIPT["journeys"] for s in j["steps"] if s["status"] in ("hypothesis", "disputed")
    ]
    assert len(doubtful) > 20
    for step in doubtful:
        assert step["caption"].startswith((step["status"].capitalize(), "Hypothesis"))
        assert step["label"] in ("hypothesis", "disputed")


def test_all_ends_have_names_and_every_journey_its_twin() -> None:
    ends = {end for j in SCRIPT["journeys"] for s in j["steps"] for end in (s["from"], s["to"])}
    assert set(SCRIPT["names"]) == ends
    for journey in SCRIPT["journeys"]:
        other = "right" if journey["side"] == "left" else "left"
        twin = FOUND.routes.mirrored(journey["id"], other)
        assert FOUND.routes.mirrored(twin, journey["side"]) == journey["id"]
        assert FOUND.routes.journeys[twin].route == journey["route"]
