"""The ways on the body: every drawn line is there, in its place, with labels that never overlap."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise

import pytest

from bone_atlas.anatomy import VIEWS, read_view
from bone_atlas.figures import colours
from bone_atlas.figures.bare import bare
from bone_atlas.figures.overlay import LABEL_LINE_MM, overlay
from bone_atlas.figures.panels import PARTS
from bone_atlas.figures.skeleton import base_figure, trace_keys
from bone_atlas.routes import read_vessels
from tests.atlas import BODY, ROUTES

DRAWN = {view: read_vessels(view) for view in VIEWS}
MADE = {view: overlay(DRAWN[view], ROUTES) for view in VIEWS}
SEGMENTS = list(ROUTES.segments)


@pytest.mark.parametrize("view", VIEWS)
def test_every_line_is_in_one_group_with_its_segments(view: str) -> None:
    found = Counter(
        (kind, side, tuple(SEGMENTS[i] for i in segments), tuple(map(tuple, points)))
        for kind, side, segments, _, _, _, lines in MADE[view]["groups"]
        for points in lines
    )
    assert found == Counter((line.kind, line.side, line.segments, line.points) for line in DRAWN[view].lines)


@pytest.mark.parametrize("view", VIEWS)
def test_every_drawn_segment_has_a_line_in_the_overview(view: str) -> None:
    overview = {i for _, _, segments, _, seen, _, _ in MADE[view]["groups"] if seen for i in segments}
    assert overview == {SEGMENTS.index(name) for line in DRAWN[view].lines for name in line.segments}


@pytest.mark.parametrize("view", VIEWS)
def test_the_paths_are_those_of_the_journeys_and_join(view: str) -> None:
    made = MADE[view]
    assert set(made["journeys"]) == set(ROUTES.journeys)
    for name, places in made["journeys"].items():
        walked = [made["paths"][place] for place in places]
        assert [tuple(map(tuple, points)) for points in walked] == [
            s.points for s in DRAWN[view].journeys[name]
        ]
        assert all(before[-1] == after[0] for before, after in pairwise(walked))


@pytest.mark.parametrize("view", VIEWS)
def test_every_kind_has_a_colour_in_both_themes_and_a_dash(view: str) -> None:
    for kind in {group[0] for group in MADE[view]["groups"]}:
        assert kind in MADE[view]["dashes"]
        for theme in colours.THEMES:
            assert MADE[view]["colours"][theme][kind] == colours.VESSELS[theme][kind]


@pytest.mark.parametrize("view", VIEWS)
def test_labels_name_every_vessel_and_keep_apart(view: str) -> None:
    notes = MADE[view]["labels"]
    assert {note["name"] for note in notes} == set(DRAWN[view].anchors)
    for note in notes:
        assert note["text"] == ROUTES.vessels[note["name"]].short_name
        assert (note["x"], note["y"]) == tuple(round(v, 1) for v in DRAWN[view].anchors[note["name"]])
    for column in ("left", "right"):
        heights = sorted(note["ay"] for note in notes if note["xanchor"] == column)
        assert len(heights) >= 8
        assert all(b - a >= LABEL_LINE_MM - 0.2 for a, b in pairwise(heights))


@pytest.mark.parametrize("view", VIEWS)
def test_the_trunk_holds_every_journey_and_lies_in_the_body(view: str) -> None:
    box = MADE[view]["ranges"]["narrow"]
    for points in MADE[view]["paths"]:
        assert all(box["x"][0] < x < box["x"][1] and box["y"][0] < y < box["y"][1] for x, y in points)
    body = read_view(view)
    assert body.y_top - body.height_mm < box["y"][0]


@pytest.mark.parametrize("view", VIEWS)
def test_it_is_small(view: str) -> None:
    assert len(json.dumps(MADE[view], separators=(",", ":"))) < 100_000


@pytest.mark.parametrize("view", PARTS)
def test_the_base_figure_tells_where_its_parts_stand(view: str) -> None:
    meta = base_figure(view, BODY).layout.meta
    assert [part for part, _ in meta["panels"]] == list(PARTS[view])
    assert meta["panels"][0][1] == 0


@pytest.mark.parametrize("theme", colours.THEMES)
def test_the_bare_skeleton_has_one_colour_and_tells_the_ways(theme: colours.Theme) -> None:
    made = bare("front", ROUTES, BODY, theme)
    bones = [
        f
        for f, (_, side) in zip(made["traces"]["fillcolor"], trace_keys("front", BODY), strict=False)
        if side
    ]
    assert len(set(bones)) == 1
    assert made["texts"]["femur_shaft"] == "can be reached by the arteries, through the lungs"
    assert (
        made["texts"]["skull"]
        == "can be reached by the arteries, through the lungs and by the vertebral veins"
    )
    assert set(made["texts"]) == set(BODY.drawn_sites())
    assert not made["layout"]["showlegend"]
