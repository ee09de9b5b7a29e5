"""The lines of the diagram of the routes, and what its texts and its description tell."""

from __future__ import annotations

import itertools
import json
import math
from typing import Any

import plotly.graph_objects as go
import pytest
import shapely
from shapely.geometry import LineString

from bone_atlas.figures import pathway
from bone_atlas.figures.colours import Theme
from bone_atlas.routes import STATUS_LABELS
from tests.atlas import BODY
from tests.atlas import ROUTES as WAYS
from tests.figures.pathway_drawn import (
    SIZES,
    UNSURE,
    boxes,
    drawn,
    ends_of,
    every_form,
    every_language,
    every_theme,
    lines,
    rings,
    to_box,
)

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
    assert any("not proven" in note.text for note in figure.layout.annotations)


@every_form
@every_theme
def test_colour_and_dash_tell_plexus_lymph_and_elsewhere_the_oxygen(form: pathway.Form, theme: Theme) -> None:
    figure = drawn(form, theme)
    looks: dict[str, set[tuple[str, str]]] = {}
    for name, curve, *_ in figure.layout.meta["edges"]:
        line = figure.data[curve].line
        looks.setdefault(WAYS.segments[name].drawn_as, set()).add((line.color, line.dash))
    assert set(looks) == {"vein", "artery", "plexus", "lymph"}
    assert all(len(found) == 1 for found in looks.values())
    assert len({dash for found in looks.values() for _, dash in found}) == 4
    legend = [(t.line.color, t.line.dash) for t in figure.data if t.mode == "lines" and not t.fill][46:]
    assert all(look in legend for found in looks.values() for look in found)


def test_the_arteries_of_the_lungs_are_arteries_and_drawn_like_veins() -> None:
    """Their kind is told, and the oxygen of their blood gives the colour."""
    told = drawn("wide").layout.meta["texts"]
    out, back = (
        WAYS.segments[name]
        for name in (
            "right_heart__pulmonary_capillary_bed",
            "pulmonary_capillary_bed__pulmonary_veins_left_heart",
        )
    )
    assert (out.kind, out.oxygen, out.drawn_as) == ("artery", "low", "vein")
    assert (back.kind, back.oxygen, back.drawn_as) == ("vein", "high", "artery")
    assert told[out.segment_id][1].startswith("Artery, blood low in oxygen")
    assert told[back.segment_id][1].startswith("Vein, blood rich in oxygen")


# The contract with the component


@every_form
@every_theme
def test_meta_has_what_the_component_needs(form: pathway.Form, theme: Theme) -> None:
    figure = drawn(form, theme)
    meta, (size, _) = figure.layout.meta, SIZES[form]
    assert (meta["kind"], meta["family"], tuple(meta["size"])) == ("flow", f"flow-{form}", size)
    assert meta["ranges"] == {k: {"x": (0, size[0]), "y": (0, size[1])} for k in ("wide", "narrow")}
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
    about = WAYS.vessels["intervertebral_veins"].about
    assert told["intervertebral_veins"] == ("Intervertebral veins", about)
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
