"""Rows, CSV and JSON of a layer."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bone_atlas import layers, tables
from bone_atlas.anatomy import Anatomy
from bone_atlas.exports.tables import CSV_FIELDS, SITE_FIELDS, layer_rows, safe_cell, to_csv, to_json
from bone_atlas.layers import Layer, Proportion, Tier
from tests.cases import every_case

Atlas = tuple[dict[str, Layer], Anatomy]


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    read = tables.load()
    anatomy = Anatomy(read)
    return layers.build_layers(read, anatomy), anatomy


def test_every_site_and_every_reported_group_has_one_row(atlas: Atlas) -> None:
    for layer in atlas[0].values():
        ids = [row["site_id"] for row in layer_rows(layer, atlas[1])]
        assert len(ids) == len(set(ids))
        assert set(ids) == set(atlas[1].sites()) | {report.site_id for report in layer.reports}


def test_rows_say_what_the_layer_says(atlas: Atlas) -> None:
    for layer in atlas[0].values():
        for row in layer_rows(layer, atlas[1]):
            value = layer.value(row["site_id"])
            assert row["tier"] == (value.tier if isinstance(value, Tier) else None)
            assert (row["percent"] is None) == (not isinstance(value, Proportion))
            if isinstance(value, Proportion):
                assert (row["numerator"], row["denominator"]) == (value.numerator, value.denominator)
                assert row["percent"] == pytest.approx(value.percent, abs=0.0501)
            if row["status"] == "not reported":
                assert {
                    row[name] for name in ("numerator", "percent", "ci_low", "ci_high", "reported_as")
                } == {None}


def test_the_known_row_of_the_best_measured_study(atlas: Atlas) -> None:
    rows = {row["site_id"]: row for row in layer_rows(atlas[0]["shaked_zari_2025"], atlas[1])}
    lumbar = rows["lumbar_spine"]
    assert (lumbar["numerator"], lumbar["denominator"], lumbar["percent"]) == (50, 107, 46.7)
    assert lumbar["source"].startswith("https://doi.org/10.5306/")
    assert lumbar["unit"] == "patients_with_bone_metastases"


def test_csv_and_json_say_the_same(atlas: Atlas) -> None:
    layer = atlas[0]["shaked_zari_2025"]
    read = list(csv.DictReader(io.StringIO(to_csv(layer_rows(layer, atlas[1])))))
    document = json.loads(to_json(layer, atlas[1]))
    assert list(document) == ["layer", "study", "unit", "caveats", "sites"]
    assert tuple(read[0]) == CSV_FIELDS
    assert len(read) == len(document["sites"])
    for row, site in zip(read, document["sites"], strict=True):
        assert tuple(site) == SITE_FIELDS
        assert [row[name] for name in SITE_FIELDS] == [
            "" if site[n] is None else str(site[n]) for n in SITE_FIELDS
        ]


@every_case("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=HYPERLINK()", "＝1+1", "＠x"])
def test_a_formula_is_defused(text: str) -> None:
    written = to_csv([{"name": text}], ["name"])
    assert next(csv.reader(io.StringIO(written.split("\r\n", 1)[1]))) == ["'" + text]


@pytest.mark.parametrize("value", [-1.5, 0, None, "Lumbar spine", "50-60 years", "a=b", ""])
def test_what_is_no_formula_stays(value: object) -> None:
    assert safe_cell(value) is value


@given(st.text())
def test_no_text_begins_as_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert isinstance(cell, str)
    assert cell.endswith(text)
    assert not cell.strip().startswith(("=", "+", "-", "@"))


def test_a_derived_layer_is_exported_with_its_own_columns() -> None:
    from bone_atlas.evidence.comparable import difference
    from bone_atlas.exports.tables import fields_of

    read = tables.load()
    body = Anatomy(read)
    known = layers.build_layers(read, body)
    a, b = known["shaked_zari_2025"], known["medicine_today_2018"]
    found = difference(a, b, body)
    rows = {row["site_id"]: row for row in layer_rows(found, body)}
    assert tuple(rows["ribs"]) == fields_of(found)
    assert rows["ribs"]["amount"] == -11.8
    assert rows["ribs"]["behind"] == "31 of 107 against 55 of 135"
    assert rows["hand"]["amount"] is None
    assert rows["hand"]["behind"].startswith("not reported in both")
    assert rows["ribs"]["study"] == "shaked_zari_2025; medicine_today_2018"
    header, *lines = to_csv(rows.values(), fields_of(found)).splitlines()
    assert header.split(",") == list(fields_of(found))
    assert len(lines) == len(rows)
    assert '"measure": "percentage points, first minus second"' in to_json(found, body)
    assert fields_of(a) == CSV_FIELDS
