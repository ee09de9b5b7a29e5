"""The arithmetic of the benchmark; what it measures needs a browser and takes minutes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.benchmarks import journey, report
from tests.benchmarks.baseline import HIT_MM, grid
from tests.benchmarks.report import BASELINE, GOALS, OURS, Goal


def samples(ours: float, baseline: float) -> dict[str, dict[str, list[float]]]:
    """Three samples of everything; the outlier must not count."""
    return {
        page: {key: [value, value, value * 50] for goal in GOALS for key in (goal.key, goal.against) if key}
        for page, value in ((OURS, ours), (BASELINE, baseline))
    }


def test_the_middle_sample_counts_and_empty_ones_are_left_out() -> None:
    assert report.medians({OURS: {"a": [3, 1, 100], "b": []}}) == {OURS: {"a": 3}}


@pytest.mark.parametrize(
    ("ours", "baseline", "expected"), [(1, 4, 0.25), (0, 4, 0), (0, 0, 1), (2, 0, float("inf"))]
)
def test_ratio(ours: float, baseline: float, expected: float) -> None:
    assert report.ratio(ours, baseline) == expected


@pytest.mark.parametrize(("ours", "met"), [(39.9, True), (40.0, True), (40.1, False)])
def test_a_relative_goal_is_met_up_to_its_limit(ours: float, met: bool) -> None:
    judged = report.row(Goal("bytes", "kb", 0.40, "KB"), {OURS: {"kb": ours}, BASELINE: {"kb": 100.0}})
    assert (judged.met, judged.ratio) == (met, ours / 100)


@pytest.mark.parametrize(("ours", "met"), [(10.0, True), (10.1, False)])
def test_an_absolute_goal_does_not_look_at_the_baseline(ours: float, met: bool) -> None:
    goal = Goal("bytes", "kb", 10, "KB", absolute=True)
    assert report.row(goal, {OURS: {"kb": ours}, BASELINE: {"kb": 1.0}}).met is met


def test_what_was_not_measured_is_an_error_and_not_a_goal_met() -> None:
    with pytest.raises(KeyError, match="kb"):
        report.row(Goal("bytes", "kb", 0.4, "KB"), {OURS: {}, BASELINE: {"kb": 1.0}})


def test_the_table_of_goals_is_the_agreed_one() -> None:
    limits = {
        f"{goal.key} against {goal.against}" if goal.against else goal.key: goal.limit for goal in GOALS
    }
    assert limits == {
        "load_kb": 0.34,
        "requests": 60,
        "sight_s": 0.80,
        "sight_slow_s": 0.50,
        "file_sight_s": 0.35,
        "site_slow_s": 0.60,
        "opening_3g_s": 8,
        "first_click_s": 0.45,
        "first_click_slow_s": 0.30,
        "highlight_ms": 0.05,
        "click_ms": 0.10,
        "click_ms against react_ms": 2,
        "click_frames": 0,
        "layer_ms": 0.15,
        "layer_frames": 0,
        "class_click_ms": 1.30,
        "class_failures": 0,
        "class_mb": 0.1,
        "frame_ms": 1.20,
        "slide_frame_ms": 1.15,
        "blocked_ms against frame_ms": 3,
    }


def test_frames_of_a_step_are_held_against_those_of_the_page_at_rest() -> None:
    measured = {OURS: {"frame_ms": 19.0, "blocked_ms": 60.0}, BASELINE: {"frame_ms": 16.0}}
    judged = {goal.key: report.row(goal, measured) for goal in GOALS if goal.key in measured[OURS]}
    assert (judged["frame_ms"].ratio, judged["frame_ms"].met) == (19 / 16, True)
    assert (judged["blocked_ms"].ratio, judged["blocked_ms"].met) == (60 / 16, False)


def test_the_frames_of_a_step() -> None:
    assert journey.frame_ms([10.0, 20.0, 60.0]) == 25.0
    assert journey.gaps([10.0, 20.0, 60.0]) == [10.0, 40.0]


def test_the_table_has_a_line_for_each_goal_and_says_what_is_missed() -> None:
    lines = report.table(report.rows(samples(9, 100))).splitlines()
    assert len(lines) == 2 + len(GOALS)
    assert len({len(line) for line in lines}) == 1
    verdicts = {goal.key: line.split("|")[-2].strip() for goal, line in zip(GOALS, lines[2:], strict=True)}
    assert verdicts["load_kb"] == "met"
    assert verdicts["highlight_ms"] == "MISSED"


@pytest.mark.parametrize(("value", "text"), [(1234.5, "1,234 ms"), (12.345, "12.3 ms"), (0.1234, "0.123 ms")])
def test_numbers_have_three_digits(value: float, text: str) -> None:
    assert report.figure(value, "ms") == text


def test_json_holds_every_sample() -> None:
    found = samples(1, 2)
    found[OURS]["lost_clicks"] = [0, 0, 0, 1]
    found[BASELINE]["lost_clicks"] = [1, 0]
    written = json.loads(json.dumps(report.as_json(found, {"rounds": 3})))
    assert written["rounds"] == 3
    assert written["samples"] == found
    assert [goal["met"] for goal in written["goals"]] == [row.met for row in report.rows(found)]
    assert [(r["ours"], r["baseline"]) for r in written["beside"]] == [(0.25, 0.5)]


def test_hit_points_of_the_baseline_lie_inside_and_tiny_pieces_have_one() -> None:
    from bone_atlas.anatomy import BoneShape

    square = ((0.0, 0.0), (30.0, 0.0), (30.0, 30.0), (0.0, 30.0), (0.0, 0.0))
    points = grid(BoneShape("L3", ((square,),), (15.0, 15.0)))
    assert set(points) == {(x, y) for x in (9.0, 18.0, 27.0) for y in (9.0, 18.0, 27.0)}
    tiny = tuple((x / 30 + 1, y / 30 + 1) for x, y in square)
    assert HIT_MM > 2
    assert grid(BoneShape("pisiform_left", ((tiny,),), (1.5, 1.5))) == [(1.5, 1.5)]


@pytest.mark.parametrize(("bone", "told"), [(None, "Click a bone"), ("L3", "Lumbar spine")])
def test_the_baseline_runs_and_tells_the_same_detail(bone: str | None, told: str) -> None:
    page = AppTest.from_file(str(Path(__file__).parent / "baseline.py"), default_timeout=60)
    page.session_state["bone"] = bone
    page.run()
    assert not page.exception
    assert any("atlas-detail" in part.proto.body and told in part.proto.body for part in page.get("html"))
