"""`bone-atlas routes SITE` as a user calls it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bone_atlas import cli, routes, tables
from bone_atlas.exports.routes import ROUTE_FIELDS
from bone_atlas.tables import STATUSES

pytestmark = pytest.mark.usefixtures("read_once")


def _call(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["routes", *arguments])


def _json(place: str) -> dict:  # type: ignore[type-arg]
    answer = _call(place, "--format", "json")
    assert answer.exit_code == 0
    return json.loads(answer.stdout)


def test_json_has_the_form_promised() -> None:
    document = _json("lumbar_spine")
    assert list(document) == ["site_id", "routes"]
    assert document["site_id"] == "lumbar_spine"
    for way in document["routes"]:
        assert list(way) == ["route", "steps"]
        assert all(list(step) == ["from", "to", "status", "source"] for step in way["steps"])
        assert way["steps"][0]["from"] == "breast_tumour"
        assert way["steps"][-1]["to"] == "lumbar_spine"
        assert {step["status"] for step in way["steps"]} <= set(STATUSES)
    assert {way["route"] for way in document["routes"]} == {"pulmonary_systemic", "vertebral_venous"}


def test_the_last_step_along_the_plexus_is_a_hypothesis_with_its_source() -> None:
    ways = [way for way in _json("sacrum")["routes"] if way["route"] == "vertebral_venous"]
    assert {way["steps"][-1]["status"] for way in ways} == {"hypothesis"}
    assert all("Batson" in way["steps"][-1]["source"] for way in ways)
    assert ways[0]["steps"][0]["source"].startswith("Singh B")


@pytest.mark.parametrize("place", ["rib_7_left", "elbow", "spine", "ischium"])
def test_bones_groups_and_larger_sites_have_ways_too(place: str) -> None:
    document = _json(place)
    assert document["site_id"] == place
    assert document["routes"]


def test_only_the_sternum_has_the_exception() -> None:
    assert "local_lymphatic" in {way["route"] for way in _json("sternum")["routes"]}
    assert "local_lymphatic" not in {way["route"] for way in _json("ribs")["routes"]}


def test_csv_has_the_same_steps() -> None:
    answer = _call("pelvis")
    assert answer.stdout_bytes == _call("pelvis", "--format", "csv").stdout_bytes
    rows = list(csv.DictReader(io.StringIO(answer.stdout)))
    assert tuple(rows[0]) == ROUTE_FIELDS
    ways = _json("pelvis")["routes"]
    steps = [(way["route"], *step.values()) for way in ways for step in way["steps"]]
    assert [(r["route"], r["from"], r["to"], r["status"], r["source"]) for r in rows] == steps
    assert {row["path"] for row in rows} == {str(number) for number in range(1, len(ways) + 1)}
    assert {row["status_words"] for row in rows} >= {"textbook anatomy", "hypothesis"}


@pytest.mark.parametrize(
    ("wrong", "guess"),
    [("lumbar", "lumbar_spine"), ("femor", "femur"), ("rib_7", "rib_7_left"), ("PELVIS", "pelvis")],
)
def test_unknown_site_names_the_nearest(wrong: str, guess: str) -> None:
    answer = _call(wrong, "--format", "json")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert re.search(rf"no site, group or bone '{wrong}'", answer.stderr)
    assert not guess or re.search(rf"Did you mean .*{guess}", answer.stderr)


def test_a_broken_table_is_a_message_with_file_row_and_column(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = tables.Problem("journeys.csv", 7, "segment_ids", "nowhere", "the id of a segment")

    def broken() -> tables.Tables:
        raise tables.TableError([problem])

    monkeypatch.setattr(tables, "load", broken)
    answer = _call("pelvis")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "journeys.csv, row 7, column segment_ids: found 'nowhere'" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_missing_drawing_is_a_message(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(routes.drawings, "ASSETS_DIR", tmp_path / "assets" / "vessels")
    answer = _call("pelvis")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "assets/vessels/names.json is missing" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_table_that_does_not_fit_the_drawings_is_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    read = tables.load(tables.DATA_DIR)  # anew: it is changed
    read.segments.loc[0, "not_drawn_reason"] = "too thin"
    monkeypatch.setattr(tables, "load", lambda: read)
    answer = _call("pelvis")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "segments.csv, row 2, column not_drawn_reason: found 'too thin'" in answer.stderr
