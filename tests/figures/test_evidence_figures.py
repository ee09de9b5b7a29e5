"""Agreement, marrow and derived layers as figures: every dot, band, diamond and colour from its numbers."""

from __future__ import annotations

import json
from dataclasses import replace
from math import log10
from typing import Any

import plotly.graph_objects as go
import pytest

from bone_atlas import wording
from bone_atlas.evidence.comparable import difference
from bone_atlas.evidence.disagreement import count_layer, range_layer
from bone_atlas.evidence.marrow import against_marrow
from bone_atlas.evidence.pooling import Agreement, agreement
from bone_atlas.figures import colours, legend, preview, skeleton
from bone_atlas.figures.agreement import agreement_plot
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.figures.marrow import hover_text, marrow_plot
from bone_atlas.figures.ranking import ranking
from bone_atlas.layers import Derived, Layer
from tests.atlas import BODY, LAYERS, TABLES
from tests.cases import every_case

PLACES = (*BODY.sites(), *BODY.groups())
SMALL = difference(LAYERS["shaked_zari_2025.triple_negative"], LAYERS["shaked_zari_2025.luminal_a"], BODY)
LESIONS = difference(LAYERS["wang_2012.breast_moderate"], LAYERS["wang_2012.prostate_moderate"], BODY)
RANGE, COUNT = range_layer(LAYERS.values(), BODY), count_layer(LAYERS.values(), BODY)
DERIVED = [SMALL, LESIONS, RANGE, COUNT]
MARROW = against_marrow(LAYERS["wang_2012.breast_moderate"], TABLES, BODY)


def told(figure: go.Figure) -> list[list[Any]]:
    return list(figure.layout.meta["rows"])


def dots(figure: go.Figure) -> list[tuple[float | None, str]]:
    """x and fill of each dot of the rows, from top to bottom."""
    trace = next(t for t in figure.data if t.mode == "markers" and t.text is not None)
    return list(zip(trace.x, trace.marker.color, strict=True))


def intervals(figure: go.Figure) -> set[tuple[float, float]]:
    found = set()
    for trace in figure.data:
        if trace.mode == "lines" and trace.line.width == 3:
            found |= {(trace.x[i], trace.x[i + 1]) for i in range(0, len(trace.x or ()), 3)}
    return found


def words_of(figure: go.Figure) -> str:
    return " ".join(note.text.replace("<br>", " ") for note in figure.layout.annotations)


def reported() -> list[Agreement]:
    found = (agreement(place, LAYERS.values()) for place in PLACES)
    return [item for item in found if item.studies or item.uncounted]


# Agreement


@every_case("theme", THEMES)
@every_case("found", reported(), ids=lambda found: found.site_id)
def test_agreement_tells_each_study(found: Agreement, theme: Theme) -> None:
    figure = agreement_plot(found, theme)
    json.loads(figure.to_json(engine="json"))
    studies = [*found.studies, *found.uncounted]
    assert [row[0] for row in told(figure)] == [study.layer.id for study in studies]
    lines = intervals(figure)
    for study, (x, fill), row in zip(studies, dots(figure), told(figure), strict=False):
        assert x == pytest.approx(study.value.percent, abs=0.0051)
        if study.value.numerator is None:
            assert fill == colours.PAPER[theme]
            assert "count not published" in row[2]
            continue
        ends = (round(study.value.ci_low or 0, 2), round(study.value.ci_high or 0, 2))
        assert ends in lines
        assert f"{study.value.numerator}/{study.value.denominator}" in row[2]
        small = (study.layer.n or 0) < 20
        assert (fill != colours.ACCENT[theme]) == small
        assert (f"(n = {study.layer.n})" in row[3]) == small
    assert all(note.font.size >= 12 for note in figure.layout.annotations)


@every_case("found", reported(), ids=lambda found: found.site_id)
def test_the_range_is_shaded_and_what_is_not_pooled_says_why(found: Agreement) -> None:
    figure = agreement_plot(found)
    bands = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert len(bands) == (found.low is not None)
    for band in bands:
        assert (band.x0, band.x1) == (found.low, found.high)
        assert (band.y0, band.y1) == (0.5, 0.5 - len(found.studies))
    diamonds = [trace for trace in figure.data if trace.fill == "toself"]
    assert len(diamonds) == (found.pooled is not None)
    if found.pooled is None:
        assert found.reason.removeprefix("not pooled: ")[:30] in words_of(figure)


def test_the_diamond_is_the_pooled_value() -> None:
    found = agreement("pelvis", LAYERS.values())
    assert found.pooled is not None
    figure = agreement_plot(found)
    (diamond,) = [trace for trace in figure.data if trace.fill == "toself"]
    assert (min(diamond.x), max(diamond.x)) == (found.pooled.ci_low, found.pooled.ci_high)
    assert diamond.x[1] == found.pooled.percent
    (bar,) = [trace for trace in figure.data if trace.mode == "lines" and trace.line.width == 5]
    assert tuple(bar.x) == (found.pooled.prediction_low, found.pooled.prediction_high)
    assert (min(diamond.x), max(diamond.x)) == pytest.approx((42.0, 59.0), abs=0.05)
    assert "95 %, a new study" in words_of(figure)
    assert "33.2–67.7 %" in words_of(figure)
    assert "50.5 %</b>  683 in 5 studies" in words_of(figure)
    assert figure.layout.xaxis.range[1] >= max(bar.x)
    lowest = min(row[1] for row in told(figure))
    assert max(bar.y) < min(diamond.y) < lowest


def test_a_site_without_a_study_has_no_plot() -> None:
    with pytest.raises(ValueError, match="no study reports patella"):
        agreement_plot(agreement("patella", LAYERS.values()))


# Marrow


@pytest.mark.parametrize("theme", THEMES)
def test_marrow_places_each_ratio_on_a_logarithmic_axis(theme: Theme) -> None:
    figure = marrow_plot(MARROW, BODY, theme)
    json.loads(figure.to_json(engine="json"))
    assert [row[0] for row in told(figure)] == [row.site_id for row in MARROW.rows]
    lines = intervals(figure)
    for row, (x, _), line in zip(MARROW.rows, dots(figure), told(figure), strict=True):
        assert (x is None) == (row.ratio == 0)
        if x is not None:
            assert 10**x == pytest.approx(row.ratio, rel=0.0002)
        assert row.low is not None
        assert row.high is not None
        ends = (round(max(-1.0, log10(max(row.low, 0.1))), 4), round(log10(row.high), 4))
        assert ends in lines
        assert line[2] == hover_text(row)
        assert f"{row.numerator} of {row.denominator} lesions" in line[2]
    arrows = [trace for trace in figure.data if trace.marker.symbol == "triangle-left"]
    assert len(arrows) == 1
    assert [shape.x0 for shape in figure.layout.shapes] == [0]
    assert dict(zip(figure.layout.xaxis.ticktext, figure.layout.xaxis.tickvals, strict=True))["1"] == 0


def test_the_marrow_is_told_with_its_spread_and_persons() -> None:
    sternum = next(row for row in MARROW.rows if row.site_id == "sternum")
    assert hover_text(sternum) == (
        "14 of 184 lesions (7.6 %) against 2.9 % of the marrow, SD 1.3, n = 13: 2.62 times"
    )
    thyroid = against_marrow(LAYERS["osorio_2017"], TABLES, BODY)
    assert "count not published" in hover_text(thyroid.rows[0])
    assert marrow_plot(thyroid, BODY).layout.meta["rows"]


def test_a_layer_without_matched_regions_has_no_plot() -> None:
    with pytest.raises(ValueError, match="counts no region"):
        marrow_plot(against_marrow(LAYERS["chinese_thesis_103.lesions"], TABLES, BODY), BODY)


# Derived layers on the skeleton and as rankings


@every_case("theme", THEMES)
@every_case("layer", DERIVED, ids=lambda layer: layer.kind)
def test_every_bone_has_the_colour_of_its_amount(layer: Layer, theme: Theme) -> None:
    top = colours.layer_top(layer)
    traces = skeleton.paint(layer, "front", BODY, theme)["traces"]
    keys = skeleton.trace_keys("front", BODY)
    for (site, _), fill, pattern in zip(keys, traces["fillcolor"], traces["fillpattern"], strict=False):
        if site == "cartilage":
            continue
        value = layer.value(site)
        if not isinstance(value, Derived):
            assert (fill, pattern) == (colours.HATCH[theme][1], colours.hatch(theme))
        elif layer.kind == "difference":
            assert fill == colours.diverging_at(value.amount / top, theme)
            assert bool(pattern["shape"]) == value.small
        else:
            assert fill == colours.colour_at(value.amount / top, theme)


def test_the_scale_of_a_difference_is_centred_at_zero() -> None:
    axis = skeleton.paint(LESIONS, "front", BODY)["layout"]["coloraxis"]
    assert (axis["cmin"], axis["cmax"]) == (-20, 20)
    assert axis["colorscale"] == colours.colorscale("light", diverging=True)
    assert list(axis["colorbar"]["ticktext"]) == ["−20", "−10", "0", "+10", "+20"]
    assert "percentage points" in axis["colorbar"]["title"]["text"]
    count = skeleton.paint(COUNT, "front", BODY)["layout"]["coloraxis"]
    assert (count["cmin"], count["cmax"], count["colorbar"]["title"]["text"]) == (0, 6, "studies")
    assert skeleton.paint(RANGE, "front", BODY)["layout"]["coloraxis"]["cmax"] == 60


def test_two_layers_share_one_scale() -> None:
    a, b = LAYERS["shaked_zari_2025"], LAYERS["medicine_today_2018"]
    top = colours.layer_top(a, b)
    assert top == 100
    for layer in (a, b):
        assert skeleton.paint(layer, "front", BODY, top=top)["layout"]["coloraxis"]["cmax"] == 100


@pytest.mark.parametrize(
    ("layer", "wanted"),
    [
        (SMALL, {"not_comparable", "small_group"}), (LESIONS, {"not_comparable"}),
        (RANGE, {"not_comparable", "small_group"}), (COUNT, {"not_reported"}),
    ],
)  # fmt: skip
def test_the_legend_of_a_derived_layer(layer: Layer, wanted: set[str]) -> None:
    shown = legend.paint(layer, "light")["visible"]
    assert {key for key, seen in zip(legend.LEGEND, shown, strict=True) if seen} == wanted


@pytest.mark.parametrize("layer", DERIVED, ids=lambda layer: layer.kind)
def test_hover_and_labels_tell_the_counts(layer: Layer) -> None:
    look = skeleton.paint(layer, "front", BODY)
    for site in BODY.drawn_sites():
        value = layer.value(site)
        text = look["texts"][site]
        if not isinstance(value, Derived):
            assert text == "<br>".join(value.notes)
            continue
        assert wording.amount(value) in text
        assert wording.count(value) in text
        assert wording.interval(value) in text
    assert look["layout"]["annotations"]
    for note in look["layout"]["annotations"]:
        assert layer.kind == "count" or "/" in note["text"]
    assert preview.outline_svg(layer, "front", BODY).startswith("<svg")


@every_case("theme", THEMES)
@every_case("layer", DERIVED, ids=lambda layer: layer.kind)
def test_the_ranking_of_a_derived_layer(layer: Layer, theme: Theme) -> None:
    figure = ranking(layer, BODY, theme)
    assert [row[0] for row in told(figure)] == [report.site_id for report in layer.reports]
    top = figure.layout.xaxis.range[1]
    for report, (x, fill), row in zip(layer.reports, dots(figure), told(figure), strict=True):
        assert x == pytest.approx(report.amount, abs=0.0051)
        assert abs(x or 0) <= top
        assert row[2].startswith(wording.amount(report))
        plain = colours.colour_of(report, colours.layer_top(layer), theme)
        assert fill == (colours.toned_down(str(plain), theme) if report.small else plain)
    if layer.kind == "difference":
        assert figure.layout.xaxis.range[0] == -top
        wide = [end for ends in intervals(figure) for end in ends]
        assert max(abs(end) for end in wide) <= top


def test_intervals_of_small_groups_are_as_large_as_they_are_and_toned_down() -> None:
    figure = ranking(LAYERS["shaked_zari_2025.her2_enriched"], BODY)
    (faint,) = [t for t in figure.data if t.mode == "lines" and t.line.width == 3 and t.x]
    assert faint.line.color == colours.toned_down(colours.MUTED["light"], "light")
    ribs = LAYERS["shaked_zari_2025.her2_enriched"].value("ribs")
    assert (round(ribs.ci_low or 0, 2), round(ribs.ci_high or 0, 2)) in intervals(figure)


def test_a_range_is_small_where_one_of_its_ends_is() -> None:
    value = RANGE.value("skull")
    assert value.small
    middle = replace(value, made_of=tuple(v for v in value.made_of if (v.denominator or 0) > 20))
    assert not middle.small
