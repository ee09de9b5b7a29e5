"""Ranking and comparison: rows in order, each dot, interval and word from its row, units apart."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bone_atlas import tables
from bone_atlas.figures import colours, comparison, rows
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.figures.ranking import ranking
from bone_atlas.layers import Layer, Proportion, SiteValue
from bone_atlas.resources import COMPONENT
from tests.atlas import BODY, LAYERS
from tests.cases import every_case

MEASURED = [key for key, layer in LAYERS.items() if layer.kind == "proportion"]
PLACES = (*BODY.sites(), *BODY.groups())
COMPARED = [place for place in PLACES if comparison.by_unit(place, LAYERS.values())]
any_place = st.sampled_from(COMPARED)
#: A figure takes Plotly up to half a second to validate.
few = settings(deadline=None, max_examples=25)


def told(figure: go.Figure) -> list[list[Any]]:
    """``[id, height, words, name]`` of each row, as the component reads them."""
    return list(figure.layout.meta["rows"])


def dots(figure: go.Figure) -> list[tuple[float, float, str, str]]:
    """x, y, fill and axis of every dot, from top to bottom."""
    return [
        (x, y, fill, trace.xaxis or "x")
        for trace in figure.data
        if trace.mode == "markers"
        for x, y, fill in zip(trace.x, trace.y, trace.marker.color, strict=True)
    ]


def intervals(figure: go.Figure) -> dict[float, tuple[float, float]]:
    """Low and high of each interval by its height: the thick lines, not the faint tracks under the rows."""
    found = {}
    for trace in figure.data:
        if trace.mode == "lines" and trace.line.width > 2:
            for i in range(0, len(trace.x or ()), 3):
                low, high, gap = trace.x[i : i + 3]
                assert gap is None
                assert trace.y[i] == trace.y[i + 1]
                found[trace.y[i]] = (low, high)
    return found


def check_rows(figure: go.Figure, values: list[SiteValue], theme: Theme) -> None:
    """Hold dots, rings, intervals and words of a figure against the values its rows stand for."""
    assert len(dots(figure)) == len(values) == len(told(figure))
    seen = intervals(figure)
    written = {(note.text, note.y) for note in figure.layout.annotations}
    assert len(seen) == sum(value.ci_low is not None for value in values)
    for (_, row_y, words, _), (x, y, fill, _), value in zip(told(figure), dots(figure), values, strict=True):
        assert abs(row_y - y) < 0.5
        assert x == pytest.approx(value.percent, abs=0.0051)
        assert (fill == colours.PAPER[theme]) == (value.numerator is None)
        assert f"{value.percent:.1f} %" in words
        if value.numerator is None:
            assert words.endswith("count not published")
            assert ("count not published", y) in written
            (note,) = (n for n in figure.layout.annotations if (n.text, n.y) == ("count not published", y))
            assert note.x == pytest.approx(x, abs=0.0051)  # it stands beside its ring
            assert note.xref != "paper"
            assert (note.xanchor == "left") == (note.xshift > 0)
            assert y not in seen
        else:
            assert f"{value.numerator}/{value.denominator}" in words
            assert seen[y] == pytest.approx((value.ci_low, value.ci_high), abs=0.0051)


@every_case("theme", THEMES)
@every_case("layer", MEASURED)
def test_ranking_tells_each_report_in_order(layer: str, theme: Theme) -> None:
    figure = ranking(LAYERS[layer], BODY, theme)
    reports = list(LAYERS[layer].reports)
    assert [row[0] for row in told(figure)] == [report.site_id for report in reports]
    assert [row[3] for row in told(figure)] == [BODY.name(report.site_id) for report in reports]
    heights = [row[1] for row in told(figure)]
    assert heights == sorted(heights, reverse=True)
    check_rows(figure, reports, theme)
    xs = [x for x, *_ in dots(figure)]
    assert xs == sorted(xs, reverse=True)


@every_case("layer", MEASURED)
def test_the_axis_of_a_ranking_holds_its_intervals_and_names_the_unit(layer: str) -> None:
    figure = ranking(LAYERS[layer], BODY)
    low, high = figure.layout.xaxis.range
    assert low == 0
    for report in LAYERS[layer].reports:
        assert max(report.percent or 0, report.ci_high or 0) <= high
    assert LAYERS[layer].unit_label in figure.layout.xaxis.title.text


def test_the_dots_of_a_ranking_have_the_colours_of_the_bones() -> None:
    layer = LAYERS["shaked_zari_2025"]
    top = colours.layer_top(layer)
    fills = [fill for _, _, fill, _ in dots(ranking(layer, BODY))]
    assert fills == [colours.colour_at((report.percent or 0) / top) for report in layer.reports]


def test_a_percentage_without_its_count_is_a_ring() -> None:
    rings = [
        (layer, report) for layer in MEASURED for report in LAYERS[layer].reports if report.numerator is None
    ]
    assert rings, "no layer holds such a value any more: the test below would prove nothing"
    layer, report = rings[0]
    figure = ranking(LAYERS[layer], BODY)
    place = [row[0] for row in told(figure)].index(report.site_id)
    assert dots(figure)[place][2] == colours.PAPER["light"]


@pytest.mark.parametrize("theme", THEMES)
def test_the_articles_ranking_lists_its_classes_without_numbers(theme: Theme) -> None:
    layer = LAYERS["article"]
    figure = ranking(layer, BODY, theme)
    assert [row[0] for row in told(figure)] == [report.site_id for report in layer.reports]
    fills = [fill for _, _, fill, _ in dots(figure)]
    assert fills == [colours.TIERS[theme][str(report.tier)] for report in layer.reports]
    texts = [note.text for note in figure.layout.annotations]
    heads = [re.sub("</?b>", "", text) for text in texts if text.startswith("<b>")]
    assert heads == ["Most common", "Common", "Extremely rare"]
    assert not any("%" in text or re.search(r"\d/\d", text) for text in texts)
    assert figure.layout.xaxis.visible is False


@pytest.mark.parametrize("language", tables.LANGUAGES)
def test_names_stand_in_the_language_asked_for(language: str) -> None:
    layer = LAYERS["shaked_zari_2025"]
    names = [row[3] for row in told(ranking(layer, BODY, language=language))]
    assert names == [BODY.name(report.site_id, language) for report in layer.reports]


@few
@given(any_place)
def test_comparison_gathers_every_layer_that_reports_the_site(place: str) -> None:
    found = comparison.by_unit(place, LAYERS.values())
    gathered = [layer.id for values in found.values() for layer, _ in values]
    reporting = [key for key in MEASURED if isinstance(LAYERS[key].value(place), Proportion)]
    assert sorted(gathered) == sorted(reporting)
    for unit, values in found.items():
        assert {layer.unit_label for layer, _ in values} == {unit}
        assert all(value == layer.value(place) for layer, value in values)


def test_a_whole_site_is_compared_without_the_numbers_of_larger_ones() -> None:
    """The lower limb's 36.3 % stood among the dots of the femur."""
    starred = {
        layer.id for values in comparison.by_unit("femur", LAYERS.values()).values() for layer, _ in values
    }
    whole = comparison.by_unit("femur", LAYERS.values(), whole=True)
    kept = {layer.id for values in whole.values() for layer, _ in values}
    assert starred - kept >= {"medicine_today_2018"}
    assert kept
    assert all(value.larger is None for values in whole.values() for _, value in values)


def test_the_browser_says_the_same_of_the_marks() -> None:
    script = (COMPONENT / "atlas" / "layout.js").read_text(encoding="utf-8")
    assert comparison.MARKS in script


@few
@given(any_place, st.sampled_from(THEMES))
def test_comparison_tells_each_value(place: str, theme: Theme) -> None:
    found = comparison.by_unit(place, LAYERS.values())
    pairs = [pair for values in found.values() for pair in values]
    figure = comparison.comparison(place, found, theme)
    assert [row[0] for row in told(figure)] == [layer.id for layer, _ in pairs]
    check_rows(figure, [value for _, value in pairs], theme)
    for (_, _, _, name), (layer, value) in zip(told(figure), pairs, strict=True):
        starred = value.reported_as != place
        assert name == layer.short_title + (" *" if starred else "")


@few
@given(any_place)
def test_no_two_units_share_an_axis(place: str) -> None:
    found = comparison.by_unit(place, LAYERS.values())
    figure = comparison.comparison(place, found)
    axis_of = {row[0]: axis for row, (_, _, _, axis) in zip(told(figure), dots(figure), strict=True)}
    axes = [{axis_of[layer.id] for layer, _ in values} for values in found.values()]
    assert all(len(axis) == 1 for axis in axes)
    assert len(set().union(*axes)) == len(found)
    for (unit, values), (axis,) in zip(found.items(), axes, strict=True):
        drawn = figure.layout["xaxis" + axis.removeprefix("x")]
        assert unit in drawn.title.text
        assert drawn.range[1] >= max(value.ci_high or value.percent or 0 for _, value in values)


def test_the_axes_stand_under_their_own_rows() -> None:
    place = max(COMPARED, key=lambda p: len(comparison.by_unit(p, LAYERS.values())))
    found = comparison.by_unit(place, LAYERS.values())
    assert len(found) >= 2
    figure = comparison.comparison(place, found)
    low, high = figure.layout.yaxis.range
    heights = iter(row[1] for row in told(figure))
    below = 1.0
    for number, values in enumerate(found.values(), start=1):
        section = [(next(heights) - low) / (high - low) for _ in values]
        position = figure.layout["xaxis" + (str(number) if number > 1 else "")].position
        assert max(section) < below
        assert position < min(section)
        below = position


@pytest.mark.parametrize("theme", THEMES)
def test_the_figures_are_valid_json_of_finite_size(theme: Theme) -> None:
    made = [ranking(layer, BODY, theme) for layer in LAYERS.values()]
    made += [comparison.comparison(p, comparison.by_unit(p, LAYERS.values()), theme) for p in COMPARED[:10]]
    for figure in made:
        go.Figure(figure.to_dict())
        assert "NaN" not in figure.to_json(engine="json")
        assert 0 < figure.layout.height < 3000


def test_rows_do_not_touch() -> None:
    figure = ranking(LAYERS["shaked_zari_2025"], BODY)
    heights = [row[1] for row in told(figure)]
    assert all(a - b == 1 for a, b in itertools.pairwise(heights))
    low, high = figure.layout.yaxis.range
    margin = figure.layout.margin
    assert (figure.layout.height - margin.t - margin.b) / (high - low) == pytest.approx(rows.ROW_PX)


#: What the page draws of a plot of rows by itself: `assets/component/core/row_picture.js`.
DRAWN_MODES = {"lines", "markers"}
DRAWN_OF_NOTES = {
    *("text", "x", "xref", "xanchor", "xshift", "y", "yref", "yanchor", "showarrow", "font", "captureevents"),
    *("bgcolor", "borderpad"),
}
DRAWN_MARKS = re.compile(r"</?b>|<br>")


@pytest.mark.parametrize("theme", THEMES)
def test_ranking_and_comparison_hold_nothing_that_the_page_does_not_draw(theme: Theme) -> None:
    made = [comparison.comparison(p, comparison.by_unit(p, LAYERS.values()), theme) for p in COMPARED[:10]]
    for figure in [*made, *(ranking(layer, BODY, theme) for layer in LAYERS.values())]:
        drawn = json.loads(figure.to_json())
        for trace in drawn["data"]:
            assert trace["type"] == "scatter"
            assert trace["mode"] in DRAWN_MODES
            assert trace.get("marker", {}).keys() <= {"size", "color", "line"}
            assert trace.get("line", {}).keys() <= {"color", "width"}
        layout = drawn["layout"]
        assert not {"shapes", "images", "coloraxis"} & layout.keys()
        for note in layout["annotations"]:
            assert note.keys() <= DRAWN_OF_NOTES
            assert note["yref"] == "y"
            assert note["yanchor"] == "middle"
            assert not re.search(r"<[^>]*>", DRAWN_MARKS.sub("", note["text"]))


def test_an_unreported_site_is_in_no_comparison() -> None:
    silent: list[Layer] = [replace(LAYERS["chen_2017"], id="only")]
    assert comparison.by_unit("hand", silent) == {}
    assert list(comparison.by_unit("ribs", silent)) == [LAYERS["chen_2017"].unit_label]
    assert "ribs" in json.dumps(told(ranking(LAYERS["chen_2017"], BODY)))
