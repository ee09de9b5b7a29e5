"""Direct labels: one for each reported site, on the right bone, without overlaps."""

from __future__ import annotations

import itertools
import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, Polygon

from bone_atlas import tables
from bone_atlas.anatomy import CARTILAGE, read_view
from bone_atlas.figures import labels, skeleton
from bone_atlas.layers import SiteValue, Tier
from tests.atlas import BODY, LAYERS
from tests.cases import every_case

VIEWS = ("front", "back", "left")
CASES = [(layer, view) for layer in LAYERS for view in VIEWS]


@cache
def centres(view: str) -> dict[str, tuple[float, float]]:
    return {s.bone_id: s.centre for s in read_view(view).shapes if s.bone_id != CARTILAGE}


@cache
def outlines(view: str) -> dict[str, list[Polygon]]:
    return {
        s.bone_id: [Polygon(outer, holes) for outer, *holes in s.polygons] for s in read_view(view).shapes
    }


def painted_bones(report: SiteValue, layer: str, view: str) -> list[str]:
    """The visible bones that have the colour of this report."""
    inside = [bone for bone in BODY.bones_of(report.site_id) if bone in centres(view)]
    return [b for b in inside if LAYERS[layer].value(BODY.site_of(b)).reported_as == report.site_id]


def labelled(layer: str, view: str) -> list[SiteValue]:
    first = LAYERS[layer].reports[: labels.MAX_LABELS]
    return [report for report in first if painted_bones(report, layer, view)]


def plain(text: str) -> str:
    """A label without markup and line breaks."""
    return re.sub(r"</?b>", "", text).replace("<br>", " ").replace(labels.NO_BREAK, " ")


@st.composite
def crowds(draw: st.DrawFn) -> tuple[list[float], list[float]]:
    sizes = draw(st.lists(st.floats(1, 120), max_size=14))
    heights = [draw(st.floats(-1500, 1500)) for _ in sizes]
    return sorted(heights, reverse=True), sizes


@given(crowds())
def test_spread_keeps_the_order_and_leaves_no_overlap(crowd: tuple[list[float], list[float]]) -> None:
    wanted, sizes = crowd
    placed = labels.spread(wanted, sizes, -900.0, 900.0)
    assert len(placed) == len(wanted)
    for i, (above, below) in enumerate(itertools.pairwise(placed)):
        assert above - below >= (sizes[i] + sizes[i + 1]) / 2 - 1e-6


@given(crowds())
def test_spread_stays_inside_a_room_that_suffices(crowd: tuple[list[float], list[float]]) -> None:
    wanted, sizes = crowd
    needed = sum((a + b) / 2 for a, b in itertools.pairwise(sizes))
    low = -200.0
    for high in (low + needed, low + needed + 100):
        placed = labels.spread(wanted, sizes, low, high)
        assert all(low - 1e-6 <= y <= high + 1e-6 for y in placed)


@given(st.lists(st.integers(-800, 800), max_size=12, unique_by=lambda y: y // 100))
def test_spread_leaves_alone_what_has_room(heights: list[int]) -> None:
    apart = [float(y // 100 * 100) for y in sorted(heights, reverse=True)]
    assert labels.spread(apart, [60.0] * len(apart), -1000.0, 1000.0) == apart


@every_case(("layer", "view"), CASES)
def test_every_reported_drawn_site_has_one_label(layer: str, view: str) -> None:
    notes = skeleton.paint(LAYERS[layer], view, BODY)["layout"]["annotations"]
    told = sorted(plain(note["text"]) for note in notes)
    expected = []
    for report in labelled(layer, view):
        name = BODY.name(report.site_id)
        if isinstance(report, Tier):
            expected.append(name)
            continue
        counted = (
            "count not published" if report.numerator is None else f"{report.numerator}/{report.denominator}"
        )
        expected.append(f"{name} {report.percent:.1f} % {counted}")
    assert told == sorted(expected)


@every_case(("layer", "view"), CASES)
def test_labels_point_inside_a_bone_of_their_site(layer: str, view: str) -> None:
    by_name = {labels.label_text(r, BODY): r for r in labelled(layer, view)}
    for column in labels.anchors(LAYERS[layer], BODY, centres(view)):
        for anchor in column:
            bones = painted_bones(by_name[anchor.text], layer, view)
            point = Point(anchor.x, anchor.y)
            assert any(part.covers(point) for bone in bones for part in outlines(view)[bone])


@every_case(("layer", "view"), CASES)
def test_the_columns_are_even_ordered_and_beside_the_body(layer: str, view: str) -> None:
    left, right = labels.anchors(LAYERS[layer], BODY, centres(view))
    assert abs(len(left) - len(right)) <= 1
    for column in (left, right):
        assert [a.y for a in column] == sorted((a.y for a in column), reverse=True)
    drawn = read_view(view)
    for note in skeleton.paint(LAYERS[layer], view, BODY)["layout"]["annotations"]:
        outward = (
            note["ax"] < drawn.x0 if note["xanchor"] == "right" else note["ax"] > drawn.x0 + drawn.width_mm
        )
        assert outward
        assert drawn.y_top - drawn.height_mm < note["ay"] < drawn.y_top


@every_case(("layer", "view"), CASES)
def test_labels_of_a_column_do_not_overlap(layer: str, view: str) -> None:
    notes = skeleton.paint(LAYERS[layer], view, BODY)["layout"]["annotations"]
    for side in ("left", "right"):
        column = [note for note in notes if note["xanchor"] == side]
        for above, below in itertools.pairwise(column):
            lines = 2 + above["text"].count("<br>") + below["text"].count("<br>")
            assert above["ay"] - below["ay"] >= lines * labels.LINE_MM / 2 - 0.2


@pytest.mark.parametrize("language", tables.LANGUAGES)
def test_labels_stand_in_the_language_asked_for(language: str) -> None:
    notes = skeleton.paint(LAYERS["article"], "front", BODY, language=language)["layout"]["annotations"]
    names = {BODY.name(report.site_id, language) for report in LAYERS["article"].reports}
    told = {plain(note["text"]) for note in notes}
    assert len(told) > 5
    assert told <= names


def test_lines_are_short_and_numbers_stay_whole() -> None:
    for layer in LAYERS.values():
        for report in layer.reports:
            text = labels.label_text(report, BODY)
            lines = re.sub(r"</?b>", "", text).split("<br>")
            names = lines[:-1] if layer.kind == "proportion" else lines
            assert all(len(line) <= labels.LINE_LETTERS or " " not in line for line in names)
            if layer.kind == "proportion":
                told = f"<b>{report.percent:.1f}{labels.NO_BREAK}%</b>"
                counted = f"{report.numerator}/{report.denominator}"
                told = re.sub(r"</?b>", "", told)
                ending = [told, "count not published"] if report.numerator is None else [f"{told} {counted}"]
                assert lines[-len(ending) :] == ending


def test_three_views_at_once_leave_no_room_for_labels() -> None:
    assert skeleton.paint(LAYERS["article"], "all", BODY)["layout"]["annotations"] == []
