"""The phrases that carry numbers: never a percentage without its count, never silence for an absent one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bone_atlas import layers, wording
from bone_atlas.layers import Proportion, SiteValue, Tier
from tests.atlas import LAYERS

REPORTS = [(layer, report) for layer in LAYERS.values() for report in layer.reports]
SHARED = LAYERS["shaked_zari_2025"]
LUMBAR = SHARED.value("lumbar_spine")
SILENT = SHARED.value("hand")


@st.composite
def counted(draw: st.DrawFn) -> SiteValue:
    denominator = draw(st.integers(1, 3000))
    numerator = draw(st.integers(0, denominator))
    share = 100 * numerator / denominator
    return Proportion(
        site_id="ribs", numerator=numerator, denominator=denominator, percent=share,
        ci_low=max(0.0, share - 3), ci_high=min(100.0, share + 4),
    )  # fmt: skip


@st.composite
def uncounted(draw: st.DrawFn) -> SiteValue:
    denominator = draw(st.none() | st.integers(1, 3000))
    return Proportion(site_id="ribs", denominator=denominator, percent=draw(st.floats(0, 100)))


def test_the_known_value_in_words() -> None:
    assert wording.percent(LUMBAR.percent) == wording.headline(LUMBAR) == "46.7 %"
    assert wording.count(LUMBAR) == "50 of 107"
    assert wording.interval(LUMBAR) == "95 % CI 37.6–56.1 %"
    assert wording.row_words(LUMBAR) == "<b>46.7 %</b>  50/107"
    assert wording.hover_text(LUMBAR, SHARED) == (
        "46.7 % (50 of 107 patients with bone metastases)<br>95 % CI 37.6–56.1 %"
    )


def test_not_reported_is_said_and_has_no_number() -> None:
    assert not SILENT.reported
    assert wording.headline(SILENT) == wording.percent(None) == "not reported"
    assert wording.interval(SILENT) == ""
    said = wording.hover_text(SILENT, SHARED)
    assert said == "not reported in Shaked Zari 2025"
    assert "0" not in said.removesuffix(SHARED.short_title)
    assert "%" not in said


def test_a_reported_zero_is_a_zero() -> None:
    layer = LAYERS["wang_2012.breast_moderate"]
    zero = layer.value("cervical_spine")
    assert wording.headline(zero) == "0.0 %"
    assert wording.count(zero) == "0 of 184"
    assert wording.interval(zero).startswith("95 % CI 0.0–")


@given(counted())
def test_count_and_interval_go_with_every_percentage(value: SiteValue) -> None:
    assert wording.count(value) == f"{value.numerator} of {value.denominator}"
    assert re.fullmatch(r"95 % CI \d+\.\d–\d+\.\d %", wording.interval(value))
    assert f"{value.numerator}/{value.denominator}" in wording.row_words(value)
    said = wording.hover_text(value, SHARED)
    assert f"{value.percent:.1f} % ({value.numerator} of {value.denominator} {SHARED.unit_label})" in said
    assert said.endswith(wording.interval(value))


@given(uncounted())
def test_an_absent_count_is_never_silent(value: SiteValue) -> None:
    said = wording.hover_text(value, SHARED)
    assert f"{value.percent:.1f} % (count not published" in said
    assert wording.interval(value) == ""
    assert "CI" not in said
    if value.denominator is not None:
        assert f"n = {value.denominator}" in wording.count(value)


@given(st.sampled_from(REPORTS))
def test_every_report_is_told_with_its_own_numbers(case: tuple[layers.Layer, SiteValue]) -> None:
    layer, report = case
    said = wording.hover_text(report, layer)
    if isinstance(report, Tier):
        ours = " (our reading)" if report.site_id in ("sacrum", "cervical_spine", "sternum") else ""
        assert said == f"the article: {layers.TIER_LABELS[report.tier]}{ours}"
    else:
        assert said.startswith(f"{report.percent:.1f} % ({wording.count(report)} {layer.unit_label})")
        assert ("95 % CI" in said) == (report.numerator is not None)


@pytest.mark.parametrize("tier", ["most_common", "common", "extremely_rare", "not_mentioned"])
def test_tiers_are_words_without_numbers(tier: str) -> None:
    value = Tier(site_id="ribs", tier=tier)
    for said in (wording.headline(value), wording.hover_text(value, LAYERS["article"])):
        assert layers.TIER_LABELS[tier] in said
        assert not re.search(r"[\d%]", said)


def test_the_coarser_place_is_named() -> None:
    assert wording.hover_text(LUMBAR, SHARED, "Spine").endswith("<br>reported for: Spine")
    assert "reported for" not in wording.hover_text(LUMBAR, SHARED)


@pytest.mark.parametrize(
    ("layer", "small"), [("shaked_zari_2025.her2_enriched", True), ("shaked_zari_2025", False)]
)
def test_small_groups(layer: str, small: bool) -> None:
    assert wording.is_small(LAYERS[layer]) is small


def test_an_unknown_n_is_not_called_small() -> None:
    unknown = [layer for layer in LAYERS.values() if layer.n is None]
    assert unknown
    assert not any(wording.is_small(layer) for layer in unknown)


def test_the_end_of_an_interval_shows_its_side_of_zero() -> None:
    assert [wording.signed_end(end) for end in (-0.04, 0.043, 0.0, 0.004, -26.28, 0.05)] == [
        "−0.04", "+0.04", "0.0", "0.0", "−26.3", "+0.1",
    ]  # fmt: skip
    assert wording.span(42.04, 58.99) == "42.0–59.0 %"
    assert wording.span(0.2, 81.6, digits=0) == "0–82 %"
