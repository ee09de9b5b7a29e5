"""Pooled values, ranges and heterogeneity, held against an implementation of our own and the check values."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.optimize import brentq

from bone_atlas import tables
from bone_atlas.evidence import pooling
from bone_atlas.evidence.disagreement import count_layer, range_layer
from bone_atlas.evidence.pooling import (
    CHOSEN_IN_SIGHT,
    agreement,
    agreements,
    counts_of,
    one_per_study,
)
from bone_atlas.evidence.random_effects import cochran_q, i_squared, i_squared_limits, logits, pool
from bone_atlas.layers import Layer, Proportion
from tests.atlas import BODY, LAYERS, TABLES
from tests.cases import every_case

ROWS = {row["observation_id"]: row for row in tables.records(TABLES.observations)}
PLACES = (*BODY.sites(), *BODY.groups())

# Check values from the evidence, by DerSimonian and Laird: inputs; pooled, low, high, I2, tau2, prediction.
CHECKS = {
    "ribs": (
        "31/107 55/135 188/327 83/103 12/33 7/11", 51.3, 35.7, 66.6, 92, 0.543, 10.1, 90.8,
    ),
    "pelvis": ("56/107 74/135 177/327 40/103 5/11", 50.5, 44.4, 56.5, 51, 0.036, 33.1, 67.7),
    "sternum": ("12/107 22/135 145/327 20/103", 21.1, 9.5, 40.7, 95, 0.866, 0.3, 96.0),
    "skull": ("4/107 17/135 10/103 5/11", 12.4, 5.5, 25.5, 81, 0.632, 0.3, 87.8),
    "scapula": ("26/135 33/103", 25.2, 14.7, 39.6, 80, 0.186, None, None),
    "clavicle": ("18/135 27/103", 19.1, 9.4, 34.9, 84, 0.293, None, None),
    "spine": ("66/103 9/33 5/11", 46.0, 22.3, 71.7, 85, 0.758, 0.0, 100.0),
    "cervical_spine": ("16/107 31/135", 19.1, 12.4, 28.3, 59, 0.082, None, None),
}  # fmt: skip


def pairs_of(text: str) -> list[tuple[int, int]]:
    return [(int(x), int(n)) for x, n in (part.split("/") for part in text.split())]


def by_hand(pairs: list[tuple[int, int]], method: str) -> dict[str, float]:
    """Pool proportions without statsmodels: DerSimonian-Laird ("DL") or Paule-Mandel ("PM")."""
    shares = [(x + 0.5, n + 1) if x in (0, n) else (x, n) for x, n in pairs]
    effects = np.array([np.log(x / (n - x)) for x, n in shares])
    variances = np.array([1 / x + 1 / (n - x) for x, n in shares])
    k = len(pairs)

    def q_at(tau2: float) -> float:
        w = 1 / (variances + tau2)
        return float(w @ (effects - w @ effects / w.sum()) ** 2)

    q = q_at(0.0)
    if method == "DL":
        w = 1 / variances
        tau2 = max(0.0, (q - (k - 1)) / (w.sum() - (w**2).sum() / w.sum()))
    else:
        tau2 = 0.0 if q <= k - 1 else float(brentq(lambda tau: q_at(tau) - (k - 1), 0.0, 1e4, xtol=1e-14))
    w = 1 / (variances + tau2)
    mean, error = float(w @ effects / w.sum()), float(w.sum() ** -0.5)

    def percent(logit: float) -> float:
        return float(100 / (1 + np.exp(-logit)))

    near = float(stats.t.ppf(0.975, k - 1)) * error
    spread = float(np.sqrt(w @ (effects - mean) ** 2 / ((k - 1) * w.sum())))
    near = max(near, float(stats.t.ppf(0.975, k - 1)) * spread)
    far = float(stats.t.ppf(0.975, k - 2)) * np.sqrt(tau2 + error**2) if k > 2 else np.nan
    return {
        "pooled": percent(mean),
        "low": percent(mean - 1.959964 * error), "high": percent(mean + 1.959964 * error),
        "hk_low": percent(mean - near), "hk_high": percent(mean + near),
        "i2": max(0.0, 100 * (1 - (k - 1) / q)) if q else 0.0, "tau2": tau2,
        "prediction_low": percent(mean - far), "prediction_high": percent(mean + far),
    }  # fmt: skip


def made(x: int, n: int, **changes: object) -> Layer:
    """Make a layer of one site with a count; its value for the pelvis is what matters."""
    value = Proportion(
        site_id="pelvis", numerator=x, denominator=n, percent=100 * x / n, reported_as="pelvis"
    )
    base = replace(LAYERS["chen_2017"], n=n, reports=(value,), _values={"pelvis": value})
    return replace(base, **{"id": f"l{x}_{n}", "study_id": f"s{x}_{n}", **changes})  # type: ignore[arg-type]


@every_case("site", CHECKS)
def test_the_inputs_of_the_check_values_are_our_studies(site: str) -> None:
    found = agreement(site, LAYERS.values())
    ours = sorted((s.value.numerator, s.value.denominator) for s in found.studies)
    assert ours == sorted(pairs_of(CHECKS[site][0]))


@every_case("site", CHECKS)
def test_the_check_values_follow_from_the_same_inputs_by_their_own_method(site: str) -> None:
    """DerSimonian-Laird, normal interval, t for prediction: every check value as printed."""
    text, pooled, low, high, i2, tau2, prediction_low, prediction_high = CHECKS[site]
    hand = by_hand(pairs_of(text), "DL")
    assert (hand["pooled"], hand["low"], hand["high"]) == pytest.approx((pooled, low, high), abs=0.051)
    assert hand["i2"] == pytest.approx(i2, abs=0.51)
    assert hand["tau2"] == pytest.approx(tau2, abs=0.00051)
    if prediction_low is not None:
        ends = (hand["prediction_low"], hand["prediction_high"])
        assert ends == pytest.approx((prediction_low, prediction_high), abs=0.051)


@pytest.mark.parametrize("site", [site for site, check in CHECKS.items() if check[6] is not None])
def test_ours_agrees_with_an_independent_paule_mandel(site: str) -> None:
    """The product's method is not that of the check values; both are redone here from the same counts."""
    pairs = pairs_of(CHECKS[site][0])
    ours = pool(pairs)
    hand = by_hand(pairs, "PM")
    assert (ours.percent, ours.normal_low, ours.normal_high) == pytest.approx(
        (hand["pooled"], hand["low"], hand["high"]), abs=1e-4
    )
    assert (ours.ci_low, ours.ci_high) == pytest.approx((hand["hk_low"], hand["hk_high"]), abs=1e-4)
    assert ours.tau2 == pytest.approx(hand["tau2"], abs=1e-6)
    ends = (ours.prediction_low, ours.prediction_high)
    assert ends == pytest.approx((hand["prediction_low"], hand["prediction_high"]), abs=1e-4)


def test_why_ours_differs_from_the_check_values() -> None:
    """Only by the estimate of tau2: for the pelvis both are alike, for the skull Paule-Mandel finds more."""
    for site, least, most in (("pelvis", 0.0, 0.001), ("skull", 0.6, 0.7)):
        pairs = pairs_of(CHECKS[site][0])
        gap = by_hand(pairs, "PM")["tau2"] - by_hand(pairs, "DL")["tau2"]
        assert least <= abs(gap) <= most, site


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 90)), min_size=5, max_size=8, unique=True))
def test_any_studies_are_pooled_as_by_hand(drawn: list[tuple[int, int]]) -> None:
    pairs = [(x, x + lack) for x, lack in drawn]
    ours, hand = pool(pairs), by_hand(pairs, "PM")
    assert ours.tau2 == pytest.approx(hand["tau2"], abs=1e-4)
    assert ours.percent == pytest.approx(hand["pooled"], abs=0.01)
    assert (ours.ci_low, ours.ci_high) == pytest.approx((hand["hk_low"], hand["hk_high"]), abs=0.02)
    lows = (ours.prediction_low, ours.ci_low, ours.normal_low, ours.percent)
    highs = (ours.percent, ours.normal_high, ours.ci_high, ours.prediction_high)
    for ends in (lows, highs):
        assert all(one <= other + 1e-9 for one, other in pairwise(ends))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 90), st.integers(1, 90)), min_size=3, max_size=8))
def test_intervals_are_symmetric_on_the_scale_on_which_they_are_made(drawn: list[tuple[int, int]]) -> None:
    found = pool([(x, x + lack) for x, lack in drawn])

    def logit(percent: float) -> float:
        return float(np.log(percent / (100 - percent)))

    for low, high in (
        (found.ci_low, found.ci_high),
        (found.normal_low, found.normal_high),
    ):
        assert logit(low) + logit(high) == pytest.approx(2 * logit(found.percent), abs=1e-6)


@settings(deadline=None, max_examples=60)
@given(st.floats(0, 500), st.integers(3, 20))
def test_the_limits_of_i2_hold_it(q: float, studies: int) -> None:
    limits = i_squared_limits(q, studies)
    assert limits is not None
    assert 0 <= limits[0] <= i_squared(q, studies) + 1e-9
    assert i_squared(q, studies) <= limits[1] + 1e-9
    assert limits[1] < 100


def test_the_limits_of_i2_by_hand() -> None:
    """Pelvis: Q 8.155, k 5. ln H = ln(8.155 / 4) / 2 = 0.3562; its error, as Q is above k, is
    (ln 8.155 - ln 4) / (2 (sqrt 16.31 - sqrt 7)) = 0.2557; so H2 from below 1 to exp(2 * 0.8574) = 5.556."""
    assert i_squared_limits(8.155, 5) == pytest.approx((0, 82.0), abs=0.05)
    # Where Q is at most k: sqrt((1 - 1 / 27) / 6) = 0.4006, so H2 up to exp(2 * 1.96 * 0.4006) = 4.808.
    assert i_squared_limits(2.0, 5) == pytest.approx((0, 79.2), abs=0.05)
    assert i_squared_limits(3.0, 2) is None


def test_a_half_is_added_only_where_a_count_is_none_or_all() -> None:
    effects, variances = logits([(0, 10), (20, 20), (5, 20)])
    assert effects == pytest.approx([np.log(0.5 / 10.5), np.log(20.5 / 0.5), np.log(5 / 15)])
    assert variances == pytest.approx([1 / 0.5 + 1 / 10.5, 1 / 20.5 + 1 / 0.5, 1 / 5 + 1 / 15])


def test_studies_that_agree_perfectly_have_no_heterogeneity() -> None:
    same = [(10 * k, 20 * k) for k in range(1, 6)]
    effects, variances = logits(same)
    assert cochran_q(effects, variances) == pytest.approx(0)
    assert i_squared(0.0, 5) == 0.0
    assert pool(same).tau2 == 0
    assert pool(same).percent == pytest.approx(50)


def test_only_the_pelvis_is_pooled() -> None:
    pooled = [place for place in PLACES if agreement(place, LAYERS.values()).pooled]
    assert pooled == ["pelvis"]
    found = agreement("pelvis", LAYERS.values())
    assert found.pooled is not None
    assert (found.pooled.percent, found.pooled.normal_low, found.pooled.normal_high) == pytest.approx(
        (50.49, 44.4, 56.5), abs=0.05
    )
    # Hartung and Knapp, t with 4 degrees of freedom.
    assert (found.pooled.ci_low, found.pooled.ci_high) == pytest.approx((42.0, 59.0), abs=0.05)
    assert found.pooled.tau2 == pytest.approx(0.0359, abs=0.00005)
    assert found.q == pytest.approx(8.155, abs=0.0005)
    assert found.i2_limits == pytest.approx((0, 82), abs=0.05)
    assert (found.pooled.prediction_low, found.pooled.prediction_high) == pytest.approx(
        (33.2, 67.7), abs=0.05
    )
    assert (found.pooled.studies, found.pooled.people) == (5, 683)
    assert found.i2 == pytest.approx(51, abs=0.1)
    assert (found.low, found.high) == pytest.approx((38.8, 54.8), abs=0.05)
    assert found.reason == ""


def test_the_ribs_differ_by_far_more_than_chance() -> None:
    found = agreement("ribs", LAYERS.values())
    assert found.q == pytest.approx(64.46, abs=0.005)
    assert found.i2 == pytest.approx(92.2, abs=0.05)
    assert found.i2_limits is not None
    assert found.i2_limits[0] > 80


def test_whoever_reads_the_rule_reads_that_the_data_were_in_sight() -> None:
    assert "in sight" in CHOSEN_IN_SIGHT
    assert "with these data in sight" in (pooling.__doc__ or "")
    assert (pooling.LEAST_STUDIES, pooling.MOST_I2) == (5, 60)


@every_case("place", PLACES)
@every_case("cancer", ["breast", "prostate", "mixed"])
def test_every_value_is_that_of_its_row_and_nothing_is_mixed(place: str, cancer: str) -> None:
    for found in agreements(place, LAYERS, cancer):
        told = [*found.studies, *found.uncounted, *found.left_out]
        assert told
        for study in told:
            row = ROWS[study.value.observation_id]
            assert (row["site_id"], row["unit"], row["cancer"]) == (place, found.unit, cancer)
            assert study.value.reported_as == place
        kept = [s.layer for s in (*found.studies, *found.uncounted)]
        assert len({layer.study_id for layer in kept}) == len(kept)
        named = [layer.centre for layer in kept if layer.centre not in ("not stated", "several")]
        assert len(set(named)) == len(named)
        if found.pooled is None:
            assert found.reason.startswith("not pooled: ")
        else:
            assert len(found.studies) >= 5
            assert found.i2 is not None
            assert found.i2 <= 60


def test_reasons_name_what_is_missing() -> None:
    ribs = agreement("ribs", LAYERS.values())
    assert "I² 92 %" in ribs.reason
    assert agreement("sternum", LAYERS.values()).reason.startswith("not pooled: 4 studies with counts")
    assert agreement("lumbar_spine", LAYERS.values()).reason.startswith("not pooled: one study")
    assert agreement("tibia", LAYERS.values()).reason.startswith("not pooled: no study")
    assert agreement("tibia", LAYERS.values()).low is None


def test_unknown_centres_and_missing_counts_are_told() -> None:
    notes = " ".join(agreement("pelvis", LAYERS.values()).notes)
    assert "Centre not stated, each taken as one of its own: Diop 2014, Chinese thesis (103)." in notes
    assert "Count not published, so neither in the range nor pooled: Popoola 2013." in notes


def test_subgroups_never_stand_beside_their_whole() -> None:
    found = agreement("ribs", LAYERS.values())
    assert {item.layer.id for item in found.left_out} == {
        f"shaked_zari_2025.{name}" for name in ("luminal_a", "luminal_b", "triple_negative", "her2_enriched")
    }
    assert all(item.why == "the same study as Shaked Zari 2025" for item in found.left_out)
    lesions = agreement("sternum", LAYERS.values(), unit="lesions")
    assert [s.layer.id for s in lesions.studies] == ["wang_2012.breast_moderate"]
    assert [i.layer.id for i in lesions.left_out] == ["wang_2012.breast_few"]


def test_one_study_for_each_centre() -> None:
    small, large = made(3, 10, centre="Here"), made(30, 90, centre="Here")
    elsewhere, nowhere = made(5, 20, centre="There"), made(6, 20, centre="not stated")
    found = agreement("pelvis", [small, large, elsewhere, nowhere])
    assert {s.layer.id for s in found.studies} == {large.id, elsewhere.id, nowhere.id}
    assert [(item.layer.id, item.why[:20]) for item in found.left_out] == [(small.id, "the same centre as C")]


def test_the_whole_group_goes_before_a_subgroup_that_is_listed_first() -> None:
    part = made(3, 10, id="part", study_id="s", subgroup="some")
    whole = made(9, 30, id="whole", study_id="s", subgroup="all")
    assert one_per_study([part, whole]) == [whole]
    assert one_per_study([part]) == [part]


def test_only_counts_are_pooled() -> None:
    found = agreement("pelvis", LAYERS.values())
    assert counts_of((*found.studies, *found.uncounted)) == counts_of(found.studies)
    assert set(counts_of(found.studies)) == set(pairs_of(CHECKS["pelvis"][0]))


def test_five_studies_are_pooled_and_four_are_not() -> None:
    five = [made(x, 40, centre="not stated") for x in (18, 19, 20, 21, 22)]
    assert agreement("pelvis", five).pooled is not None
    assert agreement("pelvis", five[:4]).pooled is None
    spread = [made(x, 40, centre="not stated") for x in (2, 10, 20, 30, 38)]
    assert agreement("pelvis", spread).pooled is None


def test_the_range_layer_is_the_width_of_each_range() -> None:
    found = range_layer(LAYERS.values(), BODY)
    assert found.kind == "range"
    assert [r.site_id for r in found.reports][:2] == ["ribs", "skull"]
    for report in found.reports:
        counts = [
            (100 * row["numerator"] / row["denominator"])
            for row in (ROWS[value.observation_id] for value in report.made_of)
        ]
        assert len(counts) >= 2
        assert report.amount == pytest.approx(max(counts) - min(counts))
    places = {r.site_id for r in found.reports}
    for place in PLACES:
        counted = agreement(place, LAYERS.values()).studies
        assert (place in places) == (len(counted) >= 2)
    assert found.value("skull").small
    assert not found.value("ribs").small
    assert found.value("humerus").notes == ("fewer than two studies with counts",)
    assert found.value("lumbar_spine").reported_as == "spine"


def test_the_count_layer_counts_studies_of_the_very_site() -> None:
    found = count_layer(LAYERS.values(), BODY)
    rows = TABLES.observations
    rows = rows[rows["painted"] & (rows["cancer"] == "breast")]
    rows = rows[rows["unit"] == "patients_with_bone_metastases"]
    wanted = rows.groupby("site_id")["study_id"].nunique().to_dict()
    assert {r.site_id: r.amount for r in found.reports} == wanted
    assert found.value("ribs").amount == 6
    assert found.value("patella").reported_as == "femur_tibia_patella_humerus"
    assert found.value("mandible").reported_as == "skull"
    with pytest.raises(ValueError, match="no layer counts"):
        count_layer(LAYERS.values(), BODY, "lung", "lesions")
