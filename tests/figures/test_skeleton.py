"""The painted skeleton: every bone in its place, every colour and every text from its row."""

from __future__ import annotations

import json
import math
import re
from functools import cache
from html.parser import HTMLParser
from itertools import compress, pairwise
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bone_atlas import layers
from bone_atlas.anatomy import CARTILAGE, read_view
from bone_atlas.figures import colours, skeleton
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.figures.legend import LEGEND
from bone_atlas.figures.limbs import LIMBS
from bone_atlas.figures.panels import PARTS, panels
from bone_atlas.layers import NotReported, Proportion, Tier
from tests.atlas import BODY, LAYERS
from tests.cases import every_case

SINGLE = ("front", "back", "left")
VIEWS = (*SINGLE, "all")

#: The layers that report limbs as a whole, and as what, written out from the tables.
WHOLE = {
    "medicine_today_2018": {"upper_limb", "lower_limb"},
    "chinese_thesis_103": {"limbs"},
    "chinese_thesis_103.lesions": {"skull_shoulder_limbs"},
    "pmid_2324816": {"limbs"},
    "osorio_2017": {"limbs"},
    "nakamoto_fdg_23": {"upper_limb_and_scapula", "lower_limb"},
    "chinese_scans_638": {"limbs"},
}
#: How much paler parts of such a limb are, by the beginning of their ids.
PALER = {
    ("radius", "ulna", "tibia", "fibula", "patella"): 0.3,
    ("carpals", "metacarpals", "hand_", "tarsals", "metatarsals", "foot_"): 0.6,
}

any_layer = st.sampled_from(sorted(LAYERS))
any_view = st.sampled_from(VIEWS)
any_theme = st.sampled_from(THEMES)
#: The first paint of a view reads its drawing.
patient = settings(deadline=None)


@cache
def base(view: str) -> go.Figure:
    return skeleton.base_figure(view, BODY, dict.fromkeys(SINGLE, "/shade.webp"))


@cache
def painted(layer: str, view: str, theme: Theme = "light") -> dict[str, Any]:
    return skeleton.paint(LAYERS[layer], view, BODY, theme)


def looks(layer: str, view: str, theme: Theme = "light") -> dict[str, list[tuple[str, bool]]]:
    """By site: the colour of each of its traces and whether it is hatched."""
    traces = painted(layer, view, theme)["traces"]
    found: dict[str, list[tuple[str, bool]]] = {}
    for (site, _), fill, pattern in zip(
        skeleton.trace_keys(view, BODY), traces["fillcolor"], traces["fillpattern"], strict=False
    ):
        found.setdefault(site, []).append((fill, bool(pattern["shape"])))
    return found


def assert_strict_json(figure: go.Figure) -> None:
    """NaN and Infinity are no JSON: a browser would refuse the whole file."""

    def refuse(constant: str) -> None:
        pytest.fail(f"{constant} in the figure's JSON")

    json.loads(figure.to_json(engine="json"), parse_constant=refuse)


# The figure without paint


@pytest.mark.parametrize("view", VIEWS)
def test_the_base_is_a_valid_figure_in_millimetres(view: str) -> None:
    figure = base(view)
    assert isinstance(figure, go.Figure)
    go.Figure(figure.to_dict())  # Plotly's own validation
    assert figure.layout.yaxis.scaleanchor == "x"
    assert_strict_json(figure)


def test_the_front_view_shows_at_least_195_bones() -> None:
    bones = [row[0] for row in base("front").layout.meta["bones"] if row[0] != CARTILAGE]
    assert len(bones) == len(set(bones)) >= 195
    assert set(bones) <= set(BODY.bones())


@pytest.mark.parametrize("view", VIEWS)
def test_every_bone_has_a_closed_range_of_its_trace(view: str) -> None:
    figure = base(view)
    keys = skeleton.trace_keys(view, BODY)
    for bone, trace, start, stop in figure.layout.meta["bones"]:
        xs, ys = figure.data[trace].x, figure.data[trace].y
        assert 0 <= start < stop <= len(xs) == len(ys)
        if bone != CARTILAGE:
            assert keys[trace] == (BODY.site_of(bone), BODY.side_of(bone))
        for ring in rings(xs[start:stop], ys[start:stop]):
            assert len(ring) >= 4
            assert ring[0] == ring[-1]


def rings(xs: Any, ys: Any) -> list[list[tuple[float, float]]]:
    """Split a trace's points at None."""
    found: list[list[tuple[float, float]]] = [[]]
    for x, y in zip(xs, ys, strict=True):
        if x is None:
            assert y is None
            found.append([])
        else:
            found[-1].append((x, y))
    return found


@pytest.mark.parametrize("view", VIEWS)
def test_the_ranges_of_the_bones_cover_each_trace_exactly(view: str) -> None:
    figure = base(view)
    by_trace: dict[int, list[tuple[int, int]]] = {}
    for _, trace, start, stop in figure.layout.meta["bones"]:
        by_trace.setdefault(trace, []).append((start, stop))
    assert sorted(by_trace) == list(range(len(skeleton.trace_keys(view, BODY))))
    for trace, ranges in by_trace.items():
        ends = [start for start, _ in ranges] + [len(figure.data[trace].x) + 1]
        assert ends[0] == 0
        assert [stop + 1 for _, stop in ranges] == ends[1:]  # one None between two bones


@pytest.mark.parametrize("view", SINGLE)
def test_the_figure_draws_the_bones_of_the_drawing_where_they_are(view: str) -> None:
    figure, drawn = base(view), read_view(view)
    meta = figure.layout.meta
    assert {row[0] for row in meta["bones"]} - {CARTILAGE} == set(drawn.bone_ids())
    assert meta["sites"] == {bone: BODY.site_of(bone) for bone in drawn.bone_ids()}
    places = {row[0]: row[1:] for row in meta["bones"]}
    for shape in drawn.shapes:
        trace, start, stop = places[shape.bone_id]
        told = rings(figure.data[trace].x[start:stop], figure.data[trace].y[start:stop])
        wanted = [ring for polygon in shape.polygons for ring in polygon]
        assert [len(ring) for ring in told] == [len(ring) for ring in wanted]
        for mine, theirs in zip(told, wanted, strict=True):
            assert all(math.dist(a, b) < 0.08 for a, b in zip(mine, theirs, strict=True))


def test_all_holds_the_three_views_side_by_side_without_overlap() -> None:
    placed = panels("all")
    assert [panel.geometry.view for panel in placed] == list(SINGLE)
    for left, right in pairwise(placed):
        assert left.right < right.left
    bones = base("all").layout.meta["bones"]
    counts = [len(base(view).layout.meta["bones"]) for view in SINGLE]
    assert len(bones) == sum(counts)
    extents = []
    for first, count in zip((0, counts[0], counts[0] + counts[1]), counts, strict=True):
        xs = [x for row in bones[first : first + count] for x in base("all").data[row[1]].x[row[2] : row[3]]]
        extents.append((min(x for x in xs if x is not None), max(x for x in xs if x is not None)))
    assert extents[0][1] < extents[1][0]
    assert extents[1][1] < extents[2][0]


@pytest.mark.parametrize("view", VIEWS)
def test_one_shading_image_per_view_over_its_extent_and_above_the_bones(view: str) -> None:
    images = base(view).layout.images
    assert len(images) == len(PARTS[view])
    for image, panel in zip(images, panels(view), strict=True):
        assert (image.x, image.y) == (panel.left, panel.geometry.y_top)
        assert (image.sizex, image.sizey) == (panel.geometry.width_mm, panel.geometry.height_mm)
        assert (image.layer, image.xref, image.yref, image.sizing) == ("above", "x", "y", "stretch")


@pytest.mark.parametrize("view", VIEWS)
def test_the_start_ranges_hold_every_point(view: str) -> None:
    figure = base(view)
    for ranges in figure.layout.meta["ranges"].values():
        for trace in figure.data[: len(skeleton.trace_keys(view, BODY))]:
            assert all(ranges["x"][0] <= x <= ranges["x"][1] for x in trace.x if x is not None)
            assert all(ranges["y"][0] <= y <= ranges["y"][1] for y in trace.y if y is not None)


def test_an_unknown_view_is_refused() -> None:
    with pytest.raises(KeyError):
        panels("above")


# The paint


@every_case("view", VIEWS)
@every_case("layer", LAYERS)
def test_paint_fits_the_traces(layer: str, view: str) -> None:
    look = painted(layer, view)
    count = len(skeleton.trace_keys(view, BODY)) + len(LIMBS) + len(LEGEND)
    assert {len(values) for values in look["traces"].values()} == {count}
    assert len(base(view).data) >= count
    assert set(look["texts"]) == {site for site, _ in skeleton.trace_keys(view, BODY)} - {CARTILAGE}
    json.dumps(look, allow_nan=False)


@every_case("theme", THEMES)
@every_case("layer", LAYERS)
def test_every_site_has_the_colour_of_its_value(layer: str, theme: Theme) -> None:
    source = LAYERS[layer]
    top = colours.layer_top(source)
    for site, traces in looks(layer, "front", theme).items():
        if site == CARTILAGE:
            assert traces == [(colours.CARTILAGE[theme], False)]
            continue
        value = source.value(site)
        if isinstance(value, Tier) and value.reported:
            wanted = (colours.TIERS[theme][value.tier], False)
        elif isinstance(value, Proportion):
            # Small groups are stippled: toned down, and still in the colour of their value.
            colour = colours.colour_at(value.percent / top, theme)
            if value.reported_as in WHOLE.get(layer, ()):
                paler = next((share for names, share in PALER.items() if site.startswith(names)), 0.0)
                colour = colours.mixed(colour, colours.PAPER[theme], paler)
            wanted = (colour, value.denominator in range(20))
        else:
            wanted = (colours.HATCH[theme][1], True)
        assert set(traces) == {wanted}


@patient
@given(any_layer, any_view, any_theme)
def test_not_reported_is_hatched_and_never_has_the_colour_of_a_zero(
    layer: str, view: str, theme: Theme
) -> None:
    for site, traces in looks(layer, view, theme).items():
        if site == CARTILAGE:
            continue
        value = LAYERS[layer].value(site)
        silent = value.status == "not reported"
        for colour, patterned in traces:
            assert patterned == (silent or value.small)
            assert (colour == colours.HATCH[theme][1]) == silent
            if silent:
                assert colour not in colours.SEQUENTIAL[theme]
                assert colour not in colours.TIERS[theme].values()


@pytest.mark.parametrize("theme", THEMES)
def test_a_reported_zero_has_the_first_colour_of_the_scale(theme: Theme) -> None:
    layer = "wang_2012.breast_moderate"
    value = LAYERS[layer].value("cervical_spine")
    assert (value.numerator, value.denominator) == (0, 184)
    assert looks(layer, "front", theme)["cervical_spine"] == [(colours.SEQUENTIAL[theme][0], False)]
    assert "0.0 % (0 of 184" in painted(layer, "front")["texts"]["cervical_spine"]


@pytest.mark.parametrize("theme", THEMES)
def test_the_article_uses_its_three_classes_and_the_hatch(theme: Theme) -> None:
    used = {
        look
        for site, traces in looks("article", "front", theme).items()
        for look in traces
        if site != CARTILAGE
    }
    classes = {(colour, False) for colour in colours.TIERS[theme].values()}
    assert used == classes | {(colours.HATCH[theme][1], True)}
    told = painted("article", "front", theme)
    assert told["layout"]["coloraxis"]["showscale"] is False


def test_the_legend_shows_what_the_layer_needs() -> None:
    shown = {
        layer: set(compress(LEGEND, painted(layer, "front")["traces"]["visible"][-8:])) for layer in LAYERS
    }
    assert len(LEGEND) == 8
    for layer, entries in shown.items():
        if LAYERS[layer].kind == "tiers":
            assert entries == {"not_mentioned", "extremely_rare", "common", "most_common"}
        else:
            small = {"small_group"} if (LAYERS[layer].n or 20) < 20 else set()
            whole = {"whole_limb"} if layer in WHOLE else set()
            assert entries == {"not_reported"} | small | whole


@every_case("layer", [key for key, layer in LAYERS.items() if layer.kind == "proportion"])
def test_the_colour_bar_names_unit_and_denominator(layer: str) -> None:
    axis = painted(layer, "front")["layout"]["coloraxis"]
    title = axis["colorbar"]["title"]["text"]
    assert LAYERS[layer].unit_label in title
    assert LAYERS[layer].n is None or str(LAYERS[layer].n) in title.split()
    assert (axis["cmin"], axis["cmax"]) == (0, colours.layer_top(LAYERS[layer]))
    assert axis["showscale"] is True


def test_a_given_top_stretches_the_scale() -> None:
    look = skeleton.paint(LAYERS["shaked_zari_2025"], "front", BODY, top=100)
    spine = [site for site, _ in skeleton.trace_keys("front", BODY)].index("lumbar_spine")
    assert look["layout"]["coloraxis"]["cmax"] == 100
    assert look["traces"]["fillcolor"][spine] == colours.colour_at(50 / 107)


# The hover text


class Words(HTMLParser):
    """Collects the tags of a text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)


@st.composite
def drawn_places(draw: st.DrawFn) -> tuple[str, str, str]:
    layer, view = draw(any_layer), draw(any_view)
    return layer, view, draw(st.sampled_from(sorted(painted(layer, view)["texts"])))


#: The article names the sternum without a rank, the cervical spine and the sacrum only as parts of others.
NOT_THE_ARTICLES_WORD = {"cervical_spine", "sacrum", "sternum", "sternum_manubrium", "sternum_body"}


@patient
@given(drawn_places())
@example(("article", "front", "cervical_spine"))
@example(("article", "front", "sternum"))
def test_hover_tells_exactly_the_numbers_of_the_row(place: tuple[str, str, str]) -> None:
    layer, view, site = place
    value, text = LAYERS[layer].value(site), painted(layer, view)["texts"][site]
    assert set(Words(text).tags) <= {"br"}
    told = text.partition("<br>reported for: ")[0]
    if isinstance(value, Tier):
        ours = " (our reading)" if site in NOT_THE_ARTICLES_WORD else ""
        assert told == f"the article: {layers.TIER_LABELS[str(value.tier)]}{ours}"
    elif isinstance(value, NotReported):
        assert told == f"not reported in {LAYERS[layer].short_title}"
    else:
        numbers = [float(n) for n in re.findall(r"\d+(?:\.\d+)?", told)]
        counts = [n for n in (value.numerator, value.denominator) if n is not None]
        interval = [95.0, value.ci_low, value.ci_high] if value.ci_low is not None else []
        wanted = [value.percent, *counts, *interval]
        assert numbers == pytest.approx(wanted, abs=0.0501)
        assert LAYERS[layer].unit_label in told


@patient
@given(drawn_places())
def test_no_percentage_goes_without_its_count(place: tuple[str, str, str]) -> None:
    layer, view, site = place
    text = painted(layer, view)["texts"][site]
    if "%" in text:
        assert re.search(r"\d % \((\d+ of \d+|count not published)", text)


@every_case("layer", LAYERS)
def test_hover_says_where_a_coarser_place_was_reported(layer: str) -> None:
    for site, text in painted(layer, "front")["texts"].items():
        source = LAYERS[layer].value(site).reported_as
        if source in (None, site):
            assert "reported for" not in text
        else:
            assert text.endswith(f"<br>reported for: {BODY.name(str(source))}")


# The figure that stands alone


@pytest.mark.parametrize("view", VIEWS)
def test_the_standalone_figure_is_painted_labelled_and_outlined(view: str) -> None:
    figure = skeleton.skeleton(LAYERS["shaked_zari_2025"], view, BODY, selected=["L3", "pelvis"])
    look = painted("shaked_zari_2025", view)
    for i, (site, _) in enumerate(skeleton.trace_keys(view, BODY)):
        assert figure.data[i].fillcolor == look["traces"]["fillcolor"][i]
        assert figure.data[i].text == look["texts"].get(site, "")
    drawn = [row[0] for row in figure.layout.meta["bones"]]
    wanted = [bone for bone in drawn if bone in {"L3", *BODY.bones_of("pelvis")}]
    assert len(figure.layout.shapes) == len(wanted) > 0
    assert all(shape.layer == "above" and shape.path.endswith("Z") for shape in figure.layout.shapes)
    assert_strict_json(figure)


def test_the_standalone_figure_asks_no_network() -> None:
    """Everything it needs besides plotly.js is inside; no map, font or image comes from elsewhere."""
    figure = skeleton.skeleton(LAYERS["article"], "front", BODY)
    assert [image.source.partition(",")[0] for image in figure.layout.images] == ["data:image/webp;base64"]
    page = figure.to_html(include_plotlyjs=True)
    assert re.findall(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=", page) == []
    assert "https://" not in figure.to_json()


def test_an_outline_follows_the_bone() -> None:
    figure = skeleton.skeleton(LAYERS["article"], "front", BODY, selected=["patella_right"])
    (shape,) = figure.layout.shapes
    numbers = [tuple(map(float, point.split(","))) for point in re.findall(r"[-\d.]+,[-\d.]+", shape.path)]
    drawn = next(s for s in read_view("front").shapes if s.bone_id == "patella_right")
    assert {tuple(point) for ring in drawn.polygons[0] for point in ring} == set(numbers)


def test_svg_path_closes_each_ring() -> None:
    path = skeleton.svg_path([0, 1, 1, None, 5, 6, 6], [0, 0, 1, None, 5, 5, 6])
    assert path == "M0,0L1,0L1,1ZM5,5L6,5L6,6Z"
    assert skeleton.svg_path([], []) == ""
