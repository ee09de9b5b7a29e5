"""What the pooled value hangs on, held against values worked out by hand and against pooling the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bone_atlas.evidence.intervals import newcombe
from bone_atlas.evidence.pooling import StudyValue, agreement, counts_of
from bone_atlas.evidence.random_effects import cochran_q, i_squared, logits, pool
from bone_atlas.evidence.sensitivity import (
    POSSIBLE_DENOMINATORS,
    apart,
    leave_one_out,
    possible_counts,
    with_uncounted,
)
from bone_atlas.layers import Layer, Proportion
from tests.atlas import BODY, LAYERS

PELVIS = agreement("pelvis", LAYERS.values())
PLACES = (*BODY.sites(), *BODY.groups())


def made(number: int, x: int, n: int) -> Layer:
    """Make a layer with a count for the pelvis."""
    value = Proportion(
        site_id="pelvis", numerator=x, denominator=n, percent=100 * x / n, reported_as="pelvis"
    )
    base = replace(LAYERS["chen_2017"], n=n, reports=(value,), _values={"pelvis": value})
    return replace(base, id=f"l{number}", study_id=f"s{number}", centre="not stated")


def test_leave_one_out_of_the_pelvis() -> None:
    """By the formulas of Paule and Mandel and of Hartung and Knapp, worked out apart from the package."""
    found = {variant.study.layer.id: variant for variant in leave_one_out(PELVIS)}
    assert {name: round(variant.i2) for name, variant in found.items()} == {
        "shaked_zari_2025": 63, "diop_2014": 62, "medicine_today_2018": 60, "chen_2017": 54,
        "chinese_thesis_103": 0,
    }  # fmt: skip
    assert {name: round(variant.pooled.percent, 1) for name, variant in found.items()} == {
        "shaked_zari_2025": 49.7, "diop_2014": 50.5, "medicine_today_2018": 49.0, "chen_2017": 48.7,
        "chinese_thesis_103": 53.8,
    }  # fmt: skip
    beyond = {name for name, variant in found.items() if not variant.within_limit}
    assert beyond == {"shaked_zari_2025", "diop_2014"}


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 60)), min_size=4, max_size=7))
def test_leave_one_out_is_the_pooling_of_the_rest(drawn: list[tuple[int, int]]) -> None:
    found = agreement("pelvis", [made(i, x, x + lack) for i, (x, lack) in enumerate(drawn)])
    variants = leave_one_out(found)
    assert [variant.study for variant in variants] == list(found.studies)
    for variant in variants:
        rest = counts_of(study for study in found.studies if study is not variant.study)
        assert len(rest) == len(drawn) - 1
        assert variant.pooled == pool(rest)
        assert variant.i2 == i_squared(cochran_q(*logits(rest)), len(rest))


def test_of_three_studies_none_is_left_out() -> None:
    three = agreement("pelvis", [made(i, x, 40) for i, x in enumerate((10, 20, 30))])
    assert leave_one_out(three) == ()
    assert with_uncounted(three) == ()


def test_with_popoola_nothing_would_be_pooled() -> None:
    found = with_uncounted(PELVIS)
    assert [(variant.study.layer.id, variant.count) for variant in found] == [
        ("popoola_2013", (13, 58)), ("popoola_2013", (13, 59)), ("popoola_2013", (15, 67)),
    ]  # fmt: skip
    assert [round(variant.i2) for variant in found] == [79, 80, 81]
    assert {round(variant.pooled.percent) for variant in found} == {45}
    assert not any(variant.within_limit for variant in found)
    for variant in found:
        assert variant.count is not None
        assert variant.pooled == pool((*counts_of(PELVIS.studies), variant.count))


def test_the_possible_denominators_are_those_of_the_layer_and_print_as_the_study_does() -> None:
    layer = LAYERS["popoola_2013"]
    assert set(POSSIBLE_DENOMINATORS) == {"popoola_2013"}
    assert "denominator ambiguous: 58, 59 or 67" in layer.summary
    assert POSSIBLE_DENOMINATORS["popoola_2013"] == (58, 59, 67)
    # 61 % is no whole count of 58: 35 would be 60 %, 36 would be 62 %.
    assert possible_counts(StudyValue(layer, layer.proportions[0])) == ((36, 59), (41, 67))


def test_the_thesis_differs_from_three_studies_at_the_pelvis() -> None:
    found = apart(PELVIS)
    assert {(pair.higher.layer.id, pair.lower.layer.id) for pair in found} == {
        (other, "chinese_thesis_103") for other in ("shaked_zari_2025", "medicine_today_2018", "chen_2017")
    }
    (one,) = (pair for pair in found if pair.higher.layer.id == "shaked_zari_2025")
    assert (one.difference, one.low, one.high) == pytest.approx((13.5, 0.04, 26.28), abs=0.05)
    assert one.low > 0
    assert (one.low, one.high) == newcombe(56, 107, 40, 103)


def test_pairs_that_differ_are_those_whose_interval_holds_no_zero() -> None:
    for place in PLACES:
        found = agreement(place, LAYERS.values())
        differing = {(pair.higher.layer.id, pair.lower.layer.id) for pair in apart(found)}
        for one in found.studies:
            for other in found.studies:
                (x1, n1), (x2, n2) = counts_of((one, other))
                assert ((one.layer.id, other.layer.id) in differing) == (newcombe(x1, n1, x2, n2)[0] > 0)
