"""Lesions against marrow: each ratio from its two rows, by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from bone_atlas import layers, tables
from bone_atlas.evidence.marrow import NotSharesError, against_marrow
from bone_atlas.layers.build import wilson
from tests.atlas import BODY, LAYERS, TABLES

ROWS = {row["observation_id"]: row for row in tables.records(TABLES.observations)}
MARROW = {row["marrow_id"]: row for row in tables.records(TABLES.marrow)}
LESIONS = [layer for layer in LAYERS.values() if layer.unit == "lesions"]
BREAST = against_marrow(LAYERS["wang_2012.breast_moderate"], TABLES, BODY)

# From the evidence, worked out there by hand: ratio for breast and for prostate.
CHECKS = {
    "skull": (0.37, 1.07), "humerus_proximal": (0.86, 1.63), "sternum": (2.62, 0.21),
    "ribs_clavicle": (3.4, 1.62), "scapula": (0.57, 0.0), "cervical_spine": (0.0, 0.72),
    "thoracic_spine": (0.93, 1.22),
    "lumbar_spine": (0.79, 0.82), "sacrum": (0.47, 0.95), "pelvis": (0.79, 0.98),
    "femur_proximal": (0.37, 0.99),
}  # fmt: skip


def test_the_ratios_are_those_worked_out_by_hand() -> None:
    prostate = against_marrow(LAYERS["wang_2012.prostate_moderate"], TABLES, BODY)
    found = {
        row.site_id: (row.ratio, other.ratio)
        for row in BREAST.rows
        for other in prostate.rows
        if row.site_id == other.site_id
    }
    assert set(found) == set(CHECKS)
    for site, (ratio, other) in found.items():
        # Worked out from percentages rounded to one decimal.
        assert (ratio, other) == pytest.approx(CHECKS[site], abs=0.03), site


@pytest.mark.parametrize("layer", LESIONS, ids=lambda layer: layer.id)
def test_every_ratio_comes_from_its_rows(layer: layers.Layer) -> None:
    found = against_marrow(layer, TABLES, BODY)
    assert len(found.rows) + len(found.unmatched) == len(MARROW)
    assert [row.ratio for row in found.rows] == sorted((row.ratio for row in found.rows), reverse=True)
    for row in found.rows:
        marrow = MARROW[row.marrow_id]
        parts = [ROWS[value.observation_id] for value in row.observed]
        assert (row.site_id, row.persons) == (marrow["site_id"], 13)
        assert {part["layer_id"] for part in parts} == {layer.id}
        if row.numerator is None:
            assert row.low is None
            assert "count not published" in row.notes
            assert row.percent == pytest.approx(sum(part["printed_percent"] for part in parts))
        else:
            assert row.numerator == sum(part["numerator"] for part in parts)
            low, high = wilson(row.numerator, int(parts[0]["denominator"]))
            share = marrow["marrow_percent"]
            assert (row.low, row.high) == pytest.approx((low / share, high / share))
        assert row.ratio == pytest.approx(row.percent / marrow["marrow_percent"])
        assert (row.sd_points is None) == bool(pd.isna(marrow["sd_points"]))


def test_lesions_may_be_added_because_each_is_counted_once() -> None:
    """The finest sites of Wang 2012 add up to all lesions, so no lesion is in two of them."""
    for group, whole in (("breast", 184), ("prostate", 161)):
        layer = LAYERS[f"wang_2012.{group}_moderate"]
        finest = [r for r in layer.reports if r.site_id != "pelvis"]
        assert sum(r.numerator or 0 for r in finest) == whole


def test_regions_are_matched_as_reported() -> None:
    told = {row.site_id: row for row in BREAST.rows}
    assert [value.site_id for value in told["ribs_clavicle"].observed] == ["ribs", "clavicle"]
    assert told["femur_proximal"].observed[0].reported_as == "femur"
    assert "lesions counted in: femur; marrow measured in only part of it" in told["femur_proximal"].notes
    assert "share of the marrow: by subtraction" in told["femur_proximal"].notes
    assert told["sternum"].notes == ()
    assert BREAST.unmatched == ()


def test_what_holds_bones_of_two_regions_matches_neither() -> None:
    thyroid = against_marrow(LAYERS["osorio_2017"], TABLES, BODY)
    assert {row.site_id for row in thyroid.rows} == {"skull", "pelvis"}
    why = dict(thyroid.unmatched)
    assert why["sternum"] == "counted only within “sternum and ribs”, which holds bones of other regions too"
    assert why["ribs_clavicle"] == "not reported"


@pytest.mark.parametrize("layer", ["article", "shaked_zari_2025", "ghomari_2020"])
def test_percentages_of_patients_are_no_shares(layer: str) -> None:
    with pytest.raises(NotSharesError, match="Only a layer of lesions"):
        against_marrow(LAYERS[layer], TABLES, BODY)


def test_the_limits_are_told_with_the_numbers_of_the_table() -> None:
    told = " ".join(BREAST.limits)
    for words in ("13 adults", "standard deviation", "ribs and clavicle", "fractures", "many pieces"):
        assert words in told


def test_the_marrow_is_shared_out_whole() -> None:
    assert sum(row["marrow_percent"] for row in MARROW.values()) == pytest.approx(100)
    assert len(MARROW) == 11
