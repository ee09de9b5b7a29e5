"""The drawn vessels are made from the centre lines, byte for byte, and the centre lines are sound."""

from __future__ import annotations

import copy
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, Polygon

from tools import build_vessels
from tools.vessels import project, source
from tools.vessels.project import VIEWS

LENGTHS = st.floats(-2000, 2000)
POINTS = st.lists(st.tuples(LENGTHS, LENGTHS), min_size=2, max_size=30).map(lambda p: [list(q) for q in p])


@pytest.fixture(scope="module")
def centrelines():
    return source.read_source()


def changed(centrelines, change):
    other = copy.deepcopy(centrelines)
    change(other)
    return list(source.problems(other))


def test_the_files_kept_are_those_the_source_makes(tmp_path):
    build_vessels.build(tmp_path)
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == ["back.json", "front.json", "left.json", "names.json"]
    for name in made:
        assert (tmp_path / name).read_bytes() == (build_vessels.ASSETS / name).read_bytes(), name


def test_files_are_small():
    sizes = {path.name: path.stat().st_size for path in build_vessels.ASSETS.glob("*.json")}
    assert max(sizes.values()) < 100_000
    assert sum(sizes.values()) < 250_000


def test_the_source_and_its_limits_are_told():
    told = (build_vessels.ASSETS / "SOURCES.md").read_text(encoding="utf-8")
    for words in ("tools/vessels/centrelines.json", "schematic", "no anatomical atlas was traced", "licence"):
        assert words in told


def test_front_and_back_mirror_each_other(centrelines):
    front, back = (project.drawing(centrelines, view) for view in ("front", "back"))
    for name, points in front["lines"].items():
        assert np.array(points) * [-1, 1] == pytest.approx(np.array(back["lines"][name])), name


def test_left_is_seen_from_the_patients_left():
    assert project.project([(1, 2, 3)], "front") == [[1, 2]]
    assert project.project([(1, 2, 3)], "back") == [[-1, 2]]
    assert project.project([(1, 2, 3)], "left") == [[-3, 2]], (
        "what lies in front is drawn on the viewer's left"
    )


def test_limbs_take_the_pose_of_the_view(centrelines):
    forearm = next(line for line in centrelines["lines"] if line["id"] == "rad_a_l")
    left = project.drawing(centrelines, "left")["lines"]["rad_a_l"]
    assert left[-1] == pytest.approx(project.project(forearm["left_points"], "left")[-1], abs=0.06)
    assert left[-1] != pytest.approx(project.project(forearm["points"], "left")[-1], abs=50)


def test_the_left_view_leaves_out_the_right_half(centrelines):
    left = project.drawing(centrelines, "left")
    right = {line["id"] for line in centrelines["lines"] if not line.get("from_left", True)}
    assert {"fa_r", "bra_r", "perf_lat5_r", "trans_r"} <= right
    assert not right & set(left["lines"])
    assert len(left["lines"]) + len(right) == len(centrelines["lines"])
    assert set(left["organs"]) == {"heart", "lung_left", "breast_left"}
    assert set(left["paths"]) == set(centrelines["paths"])


@pytest.mark.parametrize("view", VIEWS)
def test_outlines_are_closed_and_sound(centrelines, view):
    for name, ring in project.drawing(centrelines, view)["organs"].items():
        assert ring[0] == ring[-1], name
        assert Polygon(ring).is_valid, name
        assert Polygon(ring).area > 1000, name


@given(POINTS, st.floats(0.1, 5))
def test_simplifying_keeps_the_ends_and_strays_no_further_than_allowed(points, tolerance):
    simple = project.simplify(points, tolerance)
    assert simple[0] == pytest.approx(points[0], abs=0.0501)
    assert simple[-1] == pytest.approx(points[-1], abs=0.0501)
    assert 2 <= len(simple) <= len(points)
    line = LineString(simple)
    assert max(line.distance(Point(point)) for point in points) <= tolerance + 0.08


def test_a_single_point_stays_one():
    assert project.simplify([[1.04, -0.01]]) == [[1, 0]]
    assert str(project.simplify([[1.04, -0.01]])) == "[[1, 0]]", "whole numbers, and no -0.0"


def test_written_as_json_with_a_line_for_each_thing():
    document = {"lines": {"a": [[1, 2]], "b": [[3, 4]]}, "organs": {"c": {"x": 1}}}
    text = build_vessels.as_text(document)
    assert json.loads(text) == document
    assert len(text.splitlines()) == 5


def test_the_centre_lines_are_sound(centrelines):
    assert list(source.problems(centrelines)) == []
    assert len(centrelines["lines"]) == 437


def test_left_and_right_lines_mirror_each_other(centrelines):
    lines = {line["id"]: np.array(line["points"]) for line in centrelines["lines"]}
    drainage = [name for name in lines if name.startswith(("ltv", "perf", "iv", "nut_", "imn", "iliac_v"))]
    pairs = [name for name in drainage if name.endswith("_l") and f"{name[:-2]}_r" in lines]
    assert len(pairs) > 25
    for name in pairs:
        mirrored = lines[f"{name[:-2]}_r"] * [-1, 1, 1]
        assert LineString(lines[name][:, 1:]).hausdorff_distance(LineString(mirrored[:, 1:])) < 6, name


def test_what_is_wrong_with_a_source_is_told(centrelines):
    journey = "lung_femur_left"
    cases = {
        "stands there twice": lambda s: s["lines"].append(s["lines"][0]),
        "is of kind nerve": lambda s: s["lines"][0].update(kind="nerve"),
        "draws no segment": lambda s: s["lines"][0].update(segments=[]),
        "needs two or more points": lambda s: s["lines"][0].update(points=[[0, 0, 0]]),
        "names p999": lambda s: s["journeys"][journey][0].update(path="p999"),
        "names tail, which": lambda s: s["journeys"][journey][0].update(lines=["tail"]),
        "jumps before step 2": lambda s: s["journeys"][journey].pop(1),
        "strays": lambda s: s["journeys"][journey][0].update(lines=["svc"]),
        "belongs to no journey": lambda s: s["paths"].update(p999={"points": [[0, 0, 0]]}),
    }
    for words, change in cases.items():
        told = changed(centrelines, change)
        assert any(words in text for text in told), (words, told)


def test_a_wrong_source_stops_the_build(centrelines, tmp_path):
    wrong = copy.deepcopy(centrelines)
    wrong["lines"][0]["segments"] = []
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps(wrong), encoding="utf-8")
    with pytest.raises(
        source.SourceError, match=r"wrong\.json has 1 problems:\n- line pic3_l draws no segment"
    ):
        build_vessels.build(tmp_path / "out", path)
    assert not (tmp_path / "out").exists()
