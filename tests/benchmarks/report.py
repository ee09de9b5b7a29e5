"""From measurements to medians, ratios and the table of goals; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import mean, median
from typing import Any

OURS, BASELINE = "ours", "baseline"
Samples = Mapping[str, Mapping[str, Sequence[float]]]


@dataclass(frozen=True)
class Goal:
    """One row of the table.

    Attributes
    ----------
    title : str
        What is measured.
    key : str
        Measurement of our page.
    limit : float
        Not to be passed: of the ratio to the baseline, or of our own value where `absolute`.
    unit : str
        Unit of the measurement.
    against : str
        Measurement of the baseline; empty for the same key.
    absolute : bool
        Whether the limit is in `unit`.
    """

    title: str
    key: str
    limit: float
    unit: str
    against: str = ""
    absolute: bool = False


@dataclass(frozen=True)
class Row:
    """One measured row: medians of both pages, the ratio, and whether the goal is met."""

    title: str
    unit: str
    ours: float
    baseline: float
    ratio: float
    goal: str
    met: bool


GOALS = (
    Goal("bytes on first load, cold browser", "load_kb", 0.34, "KB"),
    Goal("requests on first load", "requests", 60, "", absolute=True),
    Goal("skeleton in sight, cold, localhost", "sight_s", 0.80, "s"),
    Goal("skeleton in sight, cold, 10 Mbit/s and 40 ms", "sight_slow_s", 0.50, "s"),
    Goal("one file from a disk, skeleton in sight, cold (baseline: ours, served)", "file_sight_s", 0.35, "s"),
    Goal(
        "folder on a host, the same, 10 Mbit/s and 40 ms (baseline: ours, served)", "site_slow_s", 0.60, "s"
    ),
    Goal(
        "folder on a host, slow 3G, outline and title (baseline: ours, served)",
        "opening_3g_s",
        8,
        "s",
        absolute=True,
    ),
    Goal("first answered click, cold, localhost", "first_click_s", 0.45, "s"),
    Goal("first answered click, cold, 10 Mbit/s and 40 ms", "first_click_slow_s", 0.30, "s"),
    Goal("click to highlighted bone", "highlight_ms", 0.05, "ms"),
    Goal("click to text, comparison and address, painted", "click_ms", 0.10, "ms"),
    Goal("the same (baseline: Plotly.react on a bare page)", "click_ms", 2, "ms", against="react_ms"),
    Goal("frames to the server of a click", "click_frames", 0, "", absolute=True),
    Goal("change of layer, painted", "layer_ms", 0.15, "ms"),
    Goal("frames to the server of a change of layer", "layer_frames", 0, "", absolute=True),
    Goal("a click while 200 sessions work (baseline: ours alone)", "class_click_ms", 1.30, "ms"),
    Goal("failures of the 200 sessions", "class_failures", 0, "", absolute=True),
    Goal("memory of a session", "class_mb", 0.1, "MB", absolute=True),
    Goal("a frame of a moving cell (baseline: the page at rest)", "frame_ms", 1.20, "ms"),
    Goal("a frame of a cell on a slide (baseline: on the page of pathways)", "slide_frame_ms", 1.15, "ms"),
    Goal(
        "the longest frame of a step (baseline: the page at rest)", "blocked_ms", 3, "ms", against="frame_ms"
    ),
)
#: Measured beside the goals: key and title.
BESIDE = (
    ("plot_s", "interactive figure, cold, localhost", "s"),
    ("plot_slow_s", "interactive figure, cold, 10 Mbit/s and 40 ms", "s"),
    ("panel_ms", "click to the detail panel", "ms"),
    ("click_cpu_ms", "server CPU of a click", "ms"),
    ("layer_cpu_ms", "server CPU of a change of layer", "ms"),
    ("lost_clicks", "clicks without an answer, mean of all", ""),
)


def ratio(ours: float, baseline: float) -> float:
    """Return ours over the baseline; infinite where the baseline is zero and ours is not."""
    if baseline:
        return ours / baseline
    return float("inf") if ours else 1.0


def medians(samples: Samples) -> dict[str, dict[str, float]]:
    """Return the median of each measurement of each page; measurements without a sample are left out."""
    return {
        page: {key: median(values) for key, values in found.items() if values}
        for page, found in samples.items()
    }


def row(goal: Goal, middle: Mapping[str, Mapping[str, float]]) -> Row:
    """Judge one goal.

    Raises
    ------
    KeyError
        If it was not measured on both pages.
    """
    ours = middle[OURS][goal.key]
    # What a plain page has nothing to set against is judged by itself.
    baseline = (
        middle[BASELINE].get(goal.key, ours) if goal.absolute else middle[BASELINE][goal.against or goal.key]
    )
    part = ratio(ours, baseline)
    limit = f"{goal.limit:g} {goal.unit}" if goal.absolute else f"{goal.limit:.2f}"
    return Row(
        goal.title, goal.unit, ours, baseline, part, limit, (ours if goal.absolute else part) <= goal.limit
    )


def rows(samples: Samples) -> list[Row]:
    """Judge every goal."""
    middle = medians(samples)
    return [row(goal, middle) for goal in GOALS]


def figure(value: float, unit: str = "") -> str:
    """Return a number with three significant digits, whole from a hundred on."""
    text = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{text} {unit}".strip()


def table(judged: Sequence[Row]) -> str:
    """Return the rows as a Markdown table, which also reads well in a terminal."""
    head = ("what", "ours", "baseline", "ratio", "at most", "goal")
    body = [
        (
            r.title,
            figure(r.ours, r.unit),
            figure(r.baseline, r.unit),
            f"{r.ratio:.3f}",
            r.goal,
            ("met" if r.met else "MISSED") if r.goal else "",
        )
        for r in judged
    ]
    return aligned(head, body)


def aligned(head: tuple[str, ...], body: Sequence[tuple[str, ...]]) -> str:
    """Return lines as a Markdown table whose columns stand below each other."""
    widths = [max(len(line[i]) for line in (head, *body)) for i in range(len(head))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in (head, *body)
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def beside(samples: Samples) -> list[Row]:
    """Return what is measured without a goal."""
    middle = medians(samples)
    for page, found in samples.items():
        if found.get("lost_clicks"):
            middle[page]["lost_clicks"] = mean(found["lost_clicks"])
    return [
        Row(
            title,
            unit,
            middle[OURS][key],
            middle[BASELINE][key],
            ratio(middle[OURS][key], middle[BASELINE][key]),
            "",
            True,
        )
        for key, title, unit in BESIDE
        if key in middle[OURS] and key in middle[BASELINE]
    ]


def as_json(samples: Samples, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return everything that was measured: facts of the run, judged rows, all samples."""
    return {
        **facts,
        "goals": [asdict(r) for r in rows(samples)],
        "beside": [asdict(r) for r in beside(samples)],
        "samples": {page: {k: list(v) for k, v in found.items()} for page, found in samples.items()},
    }
