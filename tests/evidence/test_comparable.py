"""Layers share a scale only where they count the same; differences and ranks come from the rows."""

from __future__ import annotations

from itertools import product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep

from bone_atlas import tables, wording
from bone_atlas.evidence.comparable import NotComparableError, comparability, difference, ranks
from bone_atlas.evidence.intervals import least_overlap, newcombe, paired, sign_test
from bone_atlas.layers import Derived, Layer, NotReported
from tests.atlas import BODY, LAYERS, TABLES
from tests.cases import every_case

ROWS = {row["observation_id"]: row for row in tables.records(TABLES.observations)}
FIRST, SCAN = LAYERS["shaked_zari_2025"], LAYERS["medicine_today_2018"]
PAIRS = [(a, b) for a, b in product(LAYERS.values(), repeat=2)]
COMPARABLE = [(a, b) for a, b in PAIRS if comparability(a, b).one_scale and a.kind == "proportion"]
PLACES = (*BODY.sites(), *BODY.groups())


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int]:
    n = draw(st.integers(1, 400))
    return draw(st.integers(0, n)), n


def test_newcombe_reproduces_the_worked_example_of_the_paper() -> None:
    """Newcombe 1998, table II: 56/70 against 48/80, method 10: 0.0524 to 0.3339."""
    assert newcombe(56, 70, 48, 80) == pytest.approx((5.24, 33.39), abs=0.005)
    assert newcombe(0, 10, 0, 20) == pytest.approx((-16.11, 27.75), abs=0.005)


@given(counts(), counts())
def test_newcombe_agrees_with_statsmodels(one: tuple[int, int], other: tuple[int, int]) -> None:
    low, high = confint_proportions_2indep(*one, *other, method="newcomb", compare="diff")
    assert newcombe(*one, *other) == pytest.approx((100 * low, 100 * high), abs=1e-6)


@given(counts(), counts())
def test_the_interval_holds_the_difference_and_turns_with_it(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    low, high = newcombe(*one, *other)
    apart = 100 * one[0] / one[1] - 100 * other[0] / other[1]
    assert -100 - 1e-9 <= low <= apart + 1e-9
    assert apart - 1e-9 <= high <= 100 + 1e-9
    assert newcombe(*other, *one) == pytest.approx((-high, -low))


def test_paired_reproduces_the_worked_example_of_the_paper() -> None:
    """Newcombe 1998, Stat Med 17:2635, table III (a): 36, 12, 2, 0 of 50; method 10: 0.0569 to 0.3404."""
    assert paired(48, 38, 50, 36) == pytest.approx((5.69, 34.04), abs=0.01)


@given(st.integers(1, 60), st.data())
def test_least_overlap_makes_the_widest_interval(n: int, data: st.DataObject) -> None:
    x1, x2 = data.draw(st.integers(0, n)), data.draw(st.integers(0, n))
    least = least_overlap(x1, x2, n)
    widths = []
    for both in range(least, min(x1, x2) + 1):
        low, high = paired(x1, x2, n, both)
        widths.append(high - low)
    assert widths[0] == pytest.approx(max(widths))
    with pytest.raises(ValueError, match="cannot have both"):
        paired(x1, x2, n, least - 1)


def test_sign_test_is_the_binomial_one() -> None:
    assert sign_test(4, 0) == pytest.approx(2 * 0.5**4)
    assert sign_test(0, 0) == 1.0
    assert sign_test(24, 34) == pytest.approx(0.237, abs=0.001)


@every_case(("a", "b"), PAIRS, ids=lambda layer: layer.id)
def test_only_one_unit_shares_a_scale(a: Layer, b: Layer) -> None:
    found = comparability(a, b)
    assert found.one_scale == ((a.kind, a.unit) == (b.kind, b.unit))
    assert found.one_scale == comparability(b, a).one_scale
    assert found.why[-1] == "."
    if not found.one_scale:
        assert "ranks" in found.why
        assert a.short_title in found.why
        assert b.short_title in found.why
        if a.kind == b.kind:
            assert a.unit_label in found.why
            assert b.unit_label in found.why
        with pytest.raises(NotComparableError, match="ranks"):
            difference(a, b, BODY)


def test_words_have_no_difference() -> None:
    with pytest.raises(NotComparableError):
        difference(LAYERS["article"], LAYERS["article"], BODY)


def test_what_else_differs_is_told() -> None:
    found = comparability(LAYERS["shaked_zari_2025.her2_enriched"], SCAN)
    assert (
        "Shaked Zari 2025, HER2-enriched is a small group (n = 5); its intervals are wide." in found.cautions
    )
    assert any(caution.startswith("Different imaging: CT") for caution in found.cautions)
    prostate = comparability(FIRST, LAYERS["singh_2024"])
    assert "Different primary tumour: breast against prostate." in prostate.cautions
    assert any(
        "Popoola 2013 is not certain" in c for c in comparability(FIRST, LAYERS["popoola_2013"]).cautions
    )


def test_a_subgroup_beside_its_whole_has_no_interval() -> None:
    part = LAYERS["shaked_zari_2025.luminal_a"]
    assert comparability(part, FIRST).overlap
    assert not comparability(part, LAYERS["shaked_zari_2025.luminal_b"]).overlap
    assert not comparability(FIRST, SCAN).overlap
    found = difference(part, FIRST, BODY)
    assert len(found.reports) == 12
    assert all(report.ci_low is None for report in found.reports)
    assert found.value("ribs").amount == pytest.approx(100 * 24 / 82 - 100 * 31 / 107)


@every_case(("a", "b"), COMPARABLE, ids=lambda layer: layer.id)
def test_every_difference_comes_from_its_two_rows(a: Layer, b: Layer) -> None:
    found = difference(a, b, BODY)
    shared = {r.site_id for r in a.proportions if r.numerator is not None} & {
        r.site_id for r in b.proportions if r.numerator is not None
    }
    assert {report.site_id for report in found.reports} == shared
    for report in found.reports:
        one, other = (ROWS[value.observation_id] for value in report.made_of)
        assert (one["layer_id"], other["layer_id"]) == (a.id, b.id)
        assert one["site_id"] == other["site_id"] == report.site_id
        wanted = 100 * one["numerator"] / one["denominator"] - 100 * other["numerator"] / other["denominator"]
        assert report.amount == pytest.approx(wanted)
        assert isinstance(report, Derived)
        if not comparability(a, b).overlap:
            pair = (one["numerator"], one["denominator"], other["numerator"], other["denominator"])
            assert (report.ci_low, report.ci_high) == pytest.approx(newcombe(*(int(x) for x in pair)))
        assert report.small == (min(one["denominator"], other["denominator"]) < 20)
        assert f"{one['numerator']} of {one['denominator']}" in wording.count(report)
        assert f"{other['numerator']} of {other['denominator']}" in wording.count(report)


@every_case(("a", "b"), COMPARABLE[::7], ids=lambda layer: layer.id)
def test_a_place_without_a_difference_says_why(a: Layer, b: Layer) -> None:
    found = difference(a, b, BODY)
    places = {report.site_id for report in found.reports}
    for place in PLACES:
        value = found.value(place)
        if value.reported:
            assert value.reported_as in places
            assert BODY.covers(str(value.reported_as), place)
        else:
            assert isinstance(value, NotReported)
            assert wording.headline(value) in (
                "not reported in both", "not reported in both as the same site", "count not published",
            )  # fmt: skip


def test_the_reasons_are_the_right_ones() -> None:
    found = difference(FIRST, SCAN, BODY)
    assert found.value("hand").notes == ("not reported in both", "only Medicine Today 2018 reports it")
    assert found.value("lumbar_spine").notes[0] == "not reported in both as the same site"
    assert "Thoracic and lumbar spine" in found.value("lumbar_spine").notes[1]
    assert found.value("skull_vault").reported_as == "skull"
    uncounted = difference(FIRST, LAYERS["ninmas_lung_99"], BODY)
    assert uncounted.value("ribs").notes == ("count not published", "by Lung (99)")
    assert difference(FIRST, LAYERS["chen_2017"], BODY).value("coccyx").notes == ("not reported in both",)


def test_a_known_difference_with_both_sources() -> None:
    found = difference(LAYERS["wang_2012.breast_moderate"], LAYERS["wang_2012.prostate_moderate"], BODY)
    sternum = found.value("sternum")
    assert (sternum.amount, sternum.ci_low, sternum.ci_high) == pytest.approx((6.99, 2.86, 11.77), abs=0.01)
    assert wording.row_words(sternum) == "<b>+7.0</b>  14/184, 1/161"
    assert found.kind == "difference"
    assert found.cancer == "breast and prostate"
    assert "n = 184" in found.title
    assert "doi:10.3892/ol.2012.1005" in found.source_text
    assert found.n is None
    two = difference(FIRST, SCAN, BODY)
    assert FIRST.source_text in two.source_text
    assert SCAN.source_text in two.source_text
    assert two.verified == "abstract seen"
    assert two.rank("pelvis") == (1, 5)


@every_case(("a", "b"), PAIRS[::5], ids=lambda layer: layer.id)
def test_ranks_are_those_of_shared_places(a: Layer, b: Layer) -> None:
    found = ranks(a, b, BODY)
    shared = {r.site_id for r in a.reports} & {r.site_id for r in b.reports}
    places = [pair.site_id for pair in found.pairs]
    assert set(places) <= shared
    for place in shared - set(places):
        assert any(BODY.covers(other, place) for other in places)
    for one, other in product(found.pairs, repeat=2):
        if a.kind == "proportion":
            assert (one.rank_a < other.rank_a) == (
                round(one.a.percent or 0, 9) > round(other.a.percent or 0, 9)
            )
        if b.kind == "proportion":
            assert (one.rank_b < other.rank_b) == (
                round(one.b.percent or 0, 9) > round(other.b.percent or 0, 9)
            )
    assert not set(places) & {place for place, _ in found.unmatched}


def test_ranks_of_words_against_counts() -> None:
    found = ranks(LAYERS["article"], FIRST, BODY)
    told = {pair.site_id: (pair.rank_a, pair.rank_b) for pair in found.pairs}
    assert told["pelvis"] == (1, 1)
    assert told["ribs"] == (6, 4)
    assert dict(found.unmatched)["femur_proximal"] == "The article gives it only within “Femur”."


def test_parts_are_not_ranked_beside_their_whole() -> None:
    found = ranks(LAYERS["wang_2012.breast_moderate"], LAYERS["wang_2012.prostate_moderate"], BODY)
    places = {pair.site_id for pair in found.pairs}
    assert "pelvis" in places
    assert not places & {"ilium", "ischium", "pubis"}


def test_rows_used_here_are_painted() -> None:
    assert all(
        not pd.isna(ROWS[r.observation_id]["site_id"]) for layer in (FIRST, SCAN) for r in layer.reports
    )
