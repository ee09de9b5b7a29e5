"""The diagram of the ways: all of the graph and nothing else, legible, and nothing in the way of a line."""

from __future__ import annotations

import itertools
import json
import math
import re
from functools import cache
from typing import Any

import plotly.graph_objects as go
import pytest
import shapely
from shapely.geometry import LineString

from bone_atlas.figures import colours, pathway
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.figures.pathway.labels import text_width
from bone_atlas.routes import BLOOD_BORNE, STATUS_LABELS
from bone_atlas.tables import LANGUAGES
from tests.atlas import BODY
from tests.atlas import ROUTES as WAYS

FORMS: tuple[pathway.Form, ...] = ("wide", "narrow")
SIZES = {"wide": ((820, 430), 14.0), "narrow": ((370, 790), 12.5)}
REST = "nutrient_arteries__skeleton"
ENDS = dict.fromkeys(s.to_id for s in WAYS.segments.values() if s.to_id not in WAYS.vessels)
UNSURE = {name for name, s in WAYS.segments.items() if s.status in ("hypothesis", "disputed")}
every_form = pytest.mark.parametrize("form", FORMS)
every_theme = pytest.mark.parametrize("theme", THEMES)
every_language = pytest.mark.parametrize("language", LANGUAGES)

Point = tuple[float, float]


@cache
def drawn(form: pathway.Form, theme: Theme = "light", language: str = "en") -> go.Figure:
    return pathway.pathway(WAYS, BODY, theme, form, language)


def boxes(form: pathway.Form, language: str = "en") -> dict[str, tuple[float, float, float, float]]:
    return {name: tuple(box) for name, *box, _ in drawn(form, "light", language).layout.meta["nodes"]}


def lines(form: pathway.Form, language: str = "en") -> dict[str, list[Point]]:
    edges = drawn(form, "light", language).layout.meta["edges"]
    return {name: list(zip(xs, ys, strict=True)) for name, _, _, xs, ys in edges}


def ends_of(segment_id: str) -> tuple[str, str]:
    """Ids of the nodes a segment joins."""
    segment = WAYS.segments[segment_id]
    return segment.from_id, REST if segment.to_id == "skeleton" else segment.to_id


def rings(trace: go.Scatter) -> list[list[Point]]:
    """The polygons of a trace, without single points that only carry a text."""
    parts: list[list[Point]] = [[]]
    for x, y in zip(trace.x, trace.y, strict=True):
        if x is None:
            parts.append([])
        else:
            parts[-1].append((x, y))
    return [part for part in parts if len(part) > 1]


def label_of(trace: go.Scatter) -> tuple[list[str], bool]:
    """Lines of the label of a box, and whether it is bold."""
    (text,) = trace.text
    bold = text.startswith("<b>")
    return re.sub("</?b>", "", text).split("<br>"), bold


def to_box(point: Point, box: tuple[float, float, float, float]) -> float:
    """Distance of a point from the outline of a box."""
    x0, y0, x1, y1 = box
    x, y = point
    inside = x0 <= x <= x1 and y0 <= y <= y1
    if inside:
        return min(x - x0, x1 - x, y - y0, y1 - y)
    return math.hypot(max(x0 - x, 0, x - x1), max(y0 - y, 0, y - y1))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2."""

    def luminance(colour: str) -> float:
        channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


# All of the graph


@every_form
@every_theme
@every_language
def test_everything_is_drawn_exactly_once(form: pathway.Form, theme: Theme, language: str) -> None:
    meta = drawn(form, theme, language).layout.meta
    nodes, edges = [row[0] for row in meta["nodes"]], [row[0] for row in meta["edges"]]
    assert len(WAYS.vessels) == 21
    assert len(ENDS) == 15
    assert len(WAYS.segments) == 46
    assert sorted(nodes) == sorted([*WAYS.vessels, *(REST if end == "skeleton" else end for end in ENDS)])
    assert sorted(edges) == sorted(WAYS.segments)
    indexes = [row[-1] for row in meta["nodes"]] + [k for row in meta["edges"] for k in row[1:3]]
    assert len(set(indexes)) == len(indexes) == 21 + 15 + 2 * 46


@every_form
def test_a_box_is_one_trace_with_its_outline_and_its_label(form: pathway.Form) -> None:
    figure = drawn(form)
    for name, *box, index in figure.layout.meta["nodes"]:
        trace = figure.data[index]
        assert trace.mode == "lines+text"
        assert trace.fill == "toself"
        (ring,) = rings(trace)
        for k in (0, 1):
            assert min(point[k] for point in ring) == pytest.approx(box[k], abs=0.06)
            assert max(point[k] for point in ring) == pytest.approx(box[k + 2], abs=0.06)
        assert ring[0] == ring[-1]
        assert box[0] < trace.x[0] < box[2]
        assert box[1] < trace.y[0] < box[3]
        words = " ".join(label_of(trace)[0]).replace("- ", "").lower()
        known = WAYS.vessels[name].short_name if name in WAYS.vessels else None
        if name == REST:
            known = "All other bones"
        known = known or re.sub(r" \(.*\)", "", BODY.name(name))
        assert words == known.lower(), name


@every_form
def test_the_landmarks_are_bold_and_nothing_else_is(form: pathway.Form) -> None:
    figure = drawn(form)
    bold = {name for name, *_, index in figure.layout.meta["nodes"] if label_of(figure.data[index])[1]}
    assert bold == {"breast_tumour", "pulmonary_capillary_bed", "internal_vertebral_venous_plexus"}


@every_form
def test_lungs_are_larger_than_the_boxes_around_them_and_have_a_look_of_their_own(form: pathway.Form) -> None:
    figure = drawn(form)
    area = {name: (x1 - x0) * (y1 - y0) for name, (x0, y0, x1, y1) in boxes(form).items()}
    hearts = ("right_heart", "pulmonary_veins_left_heart")
    assert all(area["pulmonary_capillary_bed"] > 1.5 * area[heart] for heart in hearts)
    fills = {name: figure.data[index].fillcolor for name, *_, index in figure.layout.meta["nodes"]}
    assert list(fills.values()).count(fills["pulmonary_capillary_bed"]) == 1


@every_form
def test_the_groups_are_those_of_the_graph(form: pathway.Form) -> None:
    """Compared with the sorting of the drawn sites, which is made another way."""
    by_routes = WAYS.sites_by_routes()
    groups = pathway.groups(WAYS, BODY)
    assert sorted([*groups["both"], *groups["arteries"]]) == sorted(ENDS)
    for end in set(ENDS) - {"skeleton"}:
        owned = {site for bone in BODY.bones_of(end) for site in [BODY.site_of(bone)]}
        found = {routes for routes, sites in by_routes.items() if owned & set(sites)} - {()}
        both = BLOOD_BORNE in found
        assert (end in groups["both"]) == both, end
    place = boxes(form)
    columns = [
        {place[REST if end == "skeleton" else end][0] for end in groups[name]}
        for name in ("both", "arteries")
    ]
    assert [len(column) for column in columns] == [1, 1]
    assert columns[0] != columns[1]


@every_form
def test_each_group_has_its_heading_right_above(form: pathway.Form) -> None:
    figure = drawn(form)
    words = {re.sub("<.*?>", " ", note.text).split()[0]: note for note in figure.layout.annotations}
    groups = pathway.groups(WAYS, BODY)
    for first, name in (("Both", "both"), ("Only", "arteries")):
        column = [boxes(form)[REST if end == "skeleton" else end] for end in groups[name]]
        top = max(box[3] for box in column)
        assert 0 < words[first].y - top < 40
        assert column[0][0] - 10 < words[first].x < column[0][2] + 10


# Legible


@every_form
@every_language
def test_no_two_boxes_overlap_and_all_is_inside(form: pathway.Form, language: str) -> None:
    (width, height), _ = SIZES[form]
    place = boxes(form, language)
    for (one, a), (other, b) in itertools.combinations(place.items(), 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, (one, other)
    everything = [point for box in place.values() for point in (box[:2], box[2:])]
    everything += [point for line in lines(form, language).values() for point in line]
    for trace in drawn(form, "light", language).data:
        everything += [(x, y) for x, y in zip(trace.x, trace.y, strict=True) if x is not None]
    assert all(0 <= x <= width and 0 <= y <= height for x, y in everything)


@every_form
@every_language
def test_bones_keep_a_distance(form: pathway.Form, language: str) -> None:
    place = boxes(form, language)
    for sites in pathway.groups(WAYS, BODY).values():
        column = [place[REST if end == "skeleton" else end] for end in sites]
        gaps = [
            above[1] - below[3] for below, above in itertools.pairwise(sorted(column, key=lambda b: b[1]))
        ]
        assert min(gaps) >= 2
        assert max(gaps) - min(gaps) < 0.3, "evenly spread"


@every_form
@every_theme
@every_language
def test_labels_fit_their_boxes(form: pathway.Form, theme: Theme, language: str) -> None:
    figure = drawn(form, theme, language)
    _, least = SIZES[form]
    for name, x0, y0, x1, y1, index in figure.layout.meta["nodes"]:
        trace = figure.data[index]
        words, bold = label_of(trace)
        size = trace.textfont.size
        assert size >= least
        letter = 0.6 if bold else 0.56
        widths = [size * sum(1.0 if ord(sign) > 0x2E80 else letter for sign in line) for line in words]
        assert max(widths) <= x1 - x0, (name, words)
        assert len(words) <= (2 if form == "wide" else 3)
        assert size * (1.3 * (len(words) - 1) + 1) <= y1 - y0, (name, words)


@every_form
@every_theme
def test_the_type_is_large_and_of_the_page(form: pathway.Form, theme: Theme) -> None:
    figure = drawn(form, theme)
    _, least = SIZES[form]
    fonts = [note.font for note in figure.layout.annotations]
    fonts += [trace.textfont for trace in figure.data if trace.text]
    assert len(fonts) > 40
    assert all(font.size >= least and font.family is None for font in fonts)


@every_form
def test_notes_lie_inside_and_over_no_box_or_line(form: pathway.Form) -> None:
    (width, _), _ = SIZES[form]
    for note in drawn(form).layout.annotations:
        words = re.sub("</?b>", "", note.text).split("<br>")
        wide = max(text_width(line, note.font.size, bold="<b>" in note.text) for line in words)
        high = note.font.size * (1.3 * (len(words) - 1) + 1)
        x0 = note.x if note.xanchor == "left" else note.x - wide / 2
        mine = (x0, note.y - high / 2, x0 + wide, note.y + high / 2)
        assert mine[0] >= 0
        assert mine[2] <= width, note.text
        for box in boxes(form).values():
            assert mine[2] <= box[0] or box[2] <= mine[0] or mine[3] <= box[1] or box[3] <= mine[1], note.text
        for name, line in lines(form).items():
            assert not LineString(line).intersects(shapely.box(*mine)), (note.text, name)


@every_form
@every_theme
def test_text_stands_off_its_box_and_lines_off_the_page(form: pathway.Form, theme: Theme) -> None:
    figure = drawn(form, theme)
    paper = colours.PAPER[theme]
    for *_, index in figure.layout.meta["nodes"]:
        trace = figure.data[index]
        assert contrast(trace.textfont.color, trace.fillcolor) >= 4.5
    for name, curve, heads, *_ in figure.layout.meta["edges"]:
        for ground in (paper, colours.FLOW_PANEL[theme]):
            assert contrast(figure.data[curve].line.color, ground) >= 3
            assert contrast(figure.data[heads].fillcolor, ground) >= 3
        if figure.data[heads].text:
            assert contrast(figure.data[heads].textfont.color, figure.data[heads].fillcolor) >= 4.5, name
    for note in figure.layout.annotations:
        assert contrast(note.font.color, paper) >= 4.5


# Lines


@every_form
@every_language
def test_lines_run_from_box_to_box(form: pathway.Form, language: str) -> None:
    place = boxes(form, language)
    for name, line in lines(form, language).items():
        start, end = ends_of(name)
        assert to_box(line[0], place[start]) < 0.1, name
        assert to_box(line[-1], place[end]) < 0.1, name


@every_form
@every_language
def test_no_line_passes_through_a_box(form: pathway.Form, language: str) -> None:
    place = {name: shapely.box(*box) for name, box in boxes(form, language).items()}
    for name, points in lines(form, language).items():
        line = LineString(points)
        for node, box in place.items():
            if node in ends_of(name):
                assert line.intersection(box.buffer(-0.2)).length == 0, (name, node)
            else:
                assert line.distance(box) >= 1.9, (name, node)


@every_form
@every_language
def test_no_two_lines_cross(form: pathway.Form, language: str) -> None:
    """Not one crossing: they may only come close where they leave or enter the same box."""
    place = {name: shapely.box(*box) for name, box in boxes(form, language).items()}
    drawn_lines = {name: LineString(points) for name, points in lines(form, language).items()}
    for (one, a), (other, b) in itertools.combinations(drawn_lines.items(), 2):
        shared = [place[node].buffer(9) for node in set(ends_of(one)) & set(ends_of(other))]
        free = a.difference(shapely.union_all(shared))
        assert free.is_empty or free.distance(b) > 4, (one, other)


@every_form
def test_two_way_segments_have_two_heads_and_one_way_segments_one(form: pathway.Form) -> None:
    figure = drawn(form)
    for name, _, heads, xs, ys in figure.layout.meta["edges"]:
        segment = WAYS.segments[name]
        triangles = [ring for ring in rings(figure.data[heads]) if len(ring) == 4]
        assert len(triangles) == (2 if segment.two_way else 1), name
        tips = [ring[0] for ring in triangles]
        assert math.dist(tips[0], (xs[-1], ys[-1])) < 2.5, name
        if segment.two_way:
            assert math.dist(tips[1], (xs[0], ys[0])) < 2.5, name


@every_form
def test_what_is_not_proven_has_a_question_mark(form: pathway.Form) -> None:
    figure = drawn(form)
    assert 5 < len(UNSURE) < 46
    marked = {name for name, _, heads, *_ in figure.layout.meta["edges"] if figure.data[heads].text}
    assert marked == UNSURE
    spots = [figure.data[heads] for name, _, heads, *_ in figure.layout.meta["edges"] if name in UNSURE]
    for one, other in itertools.combinations(spots, 2):
        assert math.dist((one.x[0], one.y[0]), (other.x[0], other.y[0])) > 15
    assert any("hypothesis or disputed" in note.text for note in figure.layout.annotations)


@every_form
@every_theme
def test_colour_and_dash_tell_the_kind(form: pathway.Form, theme: Theme) -> None:
    figure = drawn(form, theme)
    looks: dict[str, set[tuple[str, str]]] = {}
    for name, curve, *_ in figure.layout.meta["edges"]:
        line = figure.data[curve].line
        looks.setdefault(WAYS.segments[name].kind, set()).add((line.color, line.dash))
    assert set(looks) == {"vein", "artery", "plexus", "lymph"}
    assert all(len(found) == 1 for found in looks.values())
    assert len({dash for found in looks.values() for _, dash in found}) == 4
    legend = [(t.line.color, t.line.dash) for t in figure.data if t.mode == "lines" and not t.fill][46:]
    assert all(look in legend for found in looks.values() for look in found)


# The contract with the component


@every_form
@every_theme
def test_meta_has_what_the_component_needs(form: pathway.Form, theme: Theme) -> None:
    figure = drawn(form, theme)
    meta, (size, _) = figure.layout.meta, SIZES[form]
    assert (meta["kind"], meta["family"], tuple(meta["size"])) == ("flow", f"flow-{form}", size)
    assert meta["ranges"] == {k: {"x": [0, size[0]], "y": [0, size[1]]} for k in ("wide", "narrow")}
    names = [row[0] for row in meta["nodes"]]
    assert sorted(meta["order"]) == sorted(names)
    assert set(meta["texts"]) == {*names, *WAYS.segments}
    assert figure.layout.yaxis.scaleanchor == "x"
    assert not figure.layout.xaxis.visible
    assert all(trace.hoverinfo == "skip" for trace in figure.data)
    go.Figure(figure.to_dict())  # Plotly's own validation
    document = figure.to_json(engine="json")
    assert len(document.encode()) < 120_000
    assert "NaN" not in json.dumps(json.loads(document))


@every_form
def test_coordinates_have_one_decimal(form: pathway.Form) -> None:
    numbers = [v for trace in drawn(form).data for v in (*trace.x, *trace.y) if v is not None]
    numbers += [v for line in lines(form).values() for point in line for v in point]
    assert all(round(v, 1) == v for v in numbers)


@every_form
def test_the_walk_goes_along_the_flow_vessels_before_bones(form: pathway.Form) -> None:
    order = drawn(form).layout.meta["order"]
    assert order[0] == WAYS.start
    assert set(order[:21]) == set(WAYS.vessels)
    for segment in WAYS.segments.values():
        if not segment.two_way and segment.to_id in WAYS.vessels:
            assert order.index(segment.from_id) < order.index(segment.to_id)


@every_form
def test_lymph_can_be_left_out(form: pathway.Form) -> None:
    shown = drawn(form)
    hidden = pathway.pathway(WAYS, BODY, "light", form, lymph=False)
    lymph = set(shown.layout.meta["lymph"])
    meta = shown.layout.meta
    expected = {row[-1] for row in meta["nodes"] if row[0] == "internal_mammary_nodes"}
    expected |= {k for row in meta["edges"] if WAYS.segments[row[0]].kind == "lymph" for k in row[1:3]}
    assert lymph == expected
    assert len(lymph) == 5
    assert {i for i, trace in enumerate(hidden.data) if trace.visible is False} == lymph
    assert all(trace.visible is not False for trace in shown.data)
    assert hidden.layout.meta == meta


@every_form
@every_language
def test_texts_tell_status_note_and_source_of_every_segment(form: pathway.Form, language: str) -> None:
    told: dict[str, Any] = drawn(form, "light", language).layout.meta["texts"]
    for name, segment in WAYS.segments.items():
        title, body = told[name]
        rows = body.split("<br>")
        assert title.count("\N{RIGHTWARDS ARROW}") == 1
        assert title.startswith(WAYS.vessels[segment.from_id].short_name)
        assert ("both ways: flow can turn" in rows[0]) == segment.two_way
        assert f"Status: {STATUS_LABELS[segment.status]}" in rows
        assert not segment.status_note or segment.status_note in rows
        assert rows[-1] == (f"Source: {segment.source_text}" if segment.sources else "no citable source")
        assert "http" not in body
    title, body = told["posterior_intercostal_veins__intervertebral_veins"]
    assert title == "Intercostal veins \N{RIGHTWARDS ARROW} Intervertebral veins"
    assert "Status: hypothesis" in body


def test_texts_of_vessels_and_bones() -> None:
    told = drawn("wide", "light", "es").layout.meta["texts"]
    assert told["intervertebral_veins"] == [
        "Intervertebral veins",
        WAYS.vessels["intervertebral_veins"].about,
    ]
    title, body = told["lumbar_spine"]
    assert title == "Vértebras lumbares"
    by_arteries, by_veins = body.split("<br>")
    assert "by the arteries" in by_arteries
    assert "by the vertebral veins" in by_veins
    assert by_veins.endswith("(hypothesis)")
    assert "vertebral veins" not in told["hand"][1]
    assert "not by blood" in told["sternum"][1]


def test_unknown_form_and_language_are_refused() -> None:
    with pytest.raises(KeyError):
        pathway.pathway(WAYS, BODY, form="round")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="unknown language"):
        pathway.pathway(WAYS, BODY, language="tlh")
