"""What of a plot can be a chart that is edited with its numbers: dots with intervals, a bar of parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Protocol, runtime_checkable

from bone_atlas.exports.drawn.shapes import Box, Canvas, Colour, Pattern, Stroke, plain_text
from bone_atlas.exports.drawn.stage import Axes
from bone_atlas.figures.contract import PlotlyObject

#: Room round the dots of a chart without numbers under it, so that none is cut off, in px.
ROOM_PX = 16
#: As far as a row's texts may lie above or below its dot, in rows.
NEAR = 0.5
WITH, WITHOUT, RANGE = "Value with its interval", "Value without an interval", "Range"


@dataclass(frozen=True)
class Dot:
    """A row of a chart.

    Attributes
    ----------
    name, told : str
        Its name, and what stands beside it: value and count as they are printed.
    value, low, high : float or None
        The value, and the ends of its interval; a range has no value.
    height : float
        Where it lies, in the units of the plot.
    fill, edge : Colour or None
        Of its mark.
    """

    name: str
    told: str
    value: float | None
    low: float | None
    high: float | None
    height: float
    fill: Colour | None = None
    edge: Colour | None = None


@dataclass(frozen=True)
class Series:
    """Dots that look alike: their intervals have one stroke, their marks one size, in points."""

    name: str
    dots: tuple[Dot, ...]
    interval: Stroke | None = None
    size: float = 0.0
    edge: float = 0.0


@dataclass(frozen=True)
class Numbers:
    """What stands under an axis: a number each step, what they count, the size of letters in points."""

    step: float
    suffix: str
    title: str
    points: float


@dataclass(frozen=True)
class DotChart:
    """Dots with intervals.

    Attributes
    ----------
    series : tuple of Series
        The dots.
    across, heights : (float, float)
        What is seen, across and down.
    is_log : bool
        Whether equal ratios lie equally far apart.
    numbers : Numbers or None
        None where the plot has its own.
    frame, inner : Box
        Its place, and that of its dots.
    """

    series: tuple[Series, ...]
    across: tuple[float, float]
    heights: tuple[float, float]
    is_log: bool
    numbers: Numbers | None
    frame: Box
    inner: Box


@dataclass(frozen=True)
class Part:
    """A part of a bar: its name, what is printed beside it, its length, its looks."""

    name: str
    told: str
    value: float
    fill: Colour | Pattern
    edge: Stroke


@dataclass(frozen=True)
class BarChart:
    """One lying bar of parts; its length is `top`."""

    parts: tuple[Part, ...]
    top: float
    frame: Box


@runtime_checkable
class ChartCanvas(Canvas, Protocol):
    """A canvas that holds charts which can be edited with their numbers."""

    def chart(self, chart: DotChart | BarChart) -> None:
        """Add a chart."""


@dataclass(frozen=True)
class _Span:
    """An interval: its ends as positions, and how it is drawn."""

    left: float
    right: float
    stroke: Stroke


@dataclass(frozen=True)
class _Mark:
    """A dot: its position, and how it is drawn."""

    x: float
    fill: Colour
    edge: Colour | None
    size: float
    width: float


def charts_of(drawn: PlotlyObject, axes: Axes) -> tuple[list[DotChart | BarChart], frozenset[int]]:
    """Return the charts of a plot, and the numbers of the traces that they show.

    Parameters
    ----------
    drawn : dict
        A Plotly figure.
    axes : Axes
        Where it lies.
    """
    traces = dict(enumerate(drawn["data"]))
    bars = {number: trace for number, trace in traces.items() if trace["type"] == "bar"}
    if bars:
        return [_bar(list(bars.values()), drawn["layout"], axes)], frozenset(bars)
    tracks = [trace["meta"] for trace in traces.values() if "row" in (trace.get("meta") or {})]
    if not tracks and drawn["layout"]["xaxis"].get("visible", True) is False:
        return [], frozenset()
    marks, spans, shown = _read(traces, axes)
    if tracks:
        return [*_columns(tracks, marks, spans, axes)], shown
    return [_rows(drawn["layout"], marks, spans, axes)], shown


def _read(
    traces: Mapping[int, PlotlyObject], axes: Axes
) -> tuple[dict[tuple[float, float], _Mark], dict[tuple[float, float], _Span], frozenset[int]]:
    """Return dots and intervals by height and position, and the numbers of their traces."""
    marks: dict[tuple[float, float], _Mark] = {}
    spans: dict[tuple[float, float], _Span] = {}
    shown = set()
    for number, trace in traces.items():
        if trace.get("mode") == "markers" and trace["marker"].get("symbol", "circle") == "circle":
            marks |= {(y, mark.x): mark for y, mark in _marks(trace, axes)}
            shown.add(number)
        elif _is_interval(trace):
            colour, width = trace["line"]["color"], trace["line"]["width"]
            stroke = Stroke(Colour.of(colour), width * axes.stage.points)
            xs, ys = list(trace["x"]), list(trace["y"])
            places = [i for i in range(len(xs) - 1) if xs[i] is not None and xs[i + 1] is not None]
            spans |= {(ys[i], xs[i]): _Span(xs[i], xs[i + 1], stroke) for i in places}
            shown.add(number)
    return marks, spans, frozenset(shown)


def _is_interval(trace: PlotlyObject) -> bool:
    """Tell intervals from grids, which are faint, and from shapes that are filled."""
    if trace.get("mode") != "lines" or trace.get("fill") or trace["line"]["color"].startswith("rgba"):
        return False
    ys = list(trace["y"])
    return all(a == b for a, b in pairwise(ys) if a is not None and b is not None)


def _marks(trace: PlotlyObject, axes: Axes) -> Iterator[tuple[float, _Mark]]:
    marker = trace["marker"]
    line = marker.get("line", {})
    for i, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        if x is not None:
            edge = _nth(line.get("color"), i)
            fill, edged = Colour.of(_nth(marker["color"], i)), Colour.of(edge) if edge else None
            size, width = marker["size"] * axes.stage.points, line.get("width", 0) * axes.stage.points
            yield y, _Mark(x, fill, edged, size, width)


def _nth(value: Any, i: int) -> Any:
    return value if value is None or isinstance(value, str) else value[i]


# Dots ------------------------------------------------------------------------------------------------


def _rows(
    layout: PlotlyObject,
    marks: Mapping[tuple[float, float], _Mark],
    spans: Mapping[tuple[float, float], _Span],
    axes: Axes,
) -> DotChart:
    """Return the chart of a plot with an axis: rows from top to bottom, their texts are its annotations."""
    axis, stage = layout["xaxis"], axes.stage
    is_log = bool(axis.get("ticktext"))
    across = (10 ** axes.x[0], 10 ** axes.x[1]) if is_log else axes.x
    heights = sorted({y for y, _ in (*marks, *spans)}, reverse=True)
    made = []
    value_of = _value_of_log if is_log else _value
    for y in heights:
        mark = next((mark for (height, _), mark in marks.items() if height == y), None)
        span = next((span for (height, _), span in spans.items() if height == y), None)
        row = Dot(_beside(layout, y, 0), _beside(layout, y, 1), None, None, None, float(y))
        made.append((_placed(row, mark, span, value_of), mark, span))
    title = axis.get("title", {})
    numbers = Numbers(
        step=axis.get("dtick", 0),
        suffix=axis.get("ticksuffix", ""),
        title=title.get("text", ""),
        points=axis["tickfont"]["size"] * stage.points,
    )
    frame = stage.box(0, 0, stage.width, stage.height)
    return DotChart(
        _series(made), across, axes.y, is_log, None if is_log else numbers, frame, stage.box(*axes.inner)
    )


def _beside(layout: PlotlyObject, y: float, side: int) -> str:
    """Return the text of a row at one side."""
    notes = [note for note in layout["annotations"] if note.get("xref") == "paper" and note["x"] == side]
    near = [note for note in notes if abs(note["y"] - y) < NEAR]
    return plain_text(min(near, key=lambda note: abs(note["y"] - y))["text"]) if near else ""


def _value(x: float) -> float:
    return round(float(x), 2)


def _value_of_log(x: float) -> float:
    return round(10 ** float(x), 2)


def _columns(
    tracks: Sequence[PlotlyObject],
    marks: Mapping[tuple[float, float], _Mark],
    spans: Mapping[tuple[float, float], _Span],
    axes: Axes,
) -> list[DotChart]:
    """Return a chart for each column of scales."""
    columns: dict[tuple[float, float, float], list[PlotlyObject]] = {}
    for track in tracks:
        columns.setdefault((track["left"], track["right"], track["start"]), []).append(track)
    return [_column(column, held, marks, spans, axes) for column, held in columns.items()]


def _column(
    column: tuple[float, float, float],
    tracks: Iterable[PlotlyObject],
    marks: Mapping[tuple[float, float], _Mark],
    spans: Mapping[tuple[float, float], _Span],
    axes: Axes,
) -> DotChart:
    left, right, start = column

    def percent(x: float) -> float:
        return round(start + (float(x) - left) / (right - left) * (100 - start), 2)

    made, heights = [], []
    for track in tracks:
        y = track["y"]
        on = [at for at in (*marks, *spans) if at[0] == y and left - 1e-6 <= at[1] <= right + 1e-6]
        mark = next((marks[at] for at in on if at in marks), None)
        span = next((spans[at] for at in on if at in spans), None)
        heights.append(y)
        row = Dot(track["row"], track["told"], None, None, None, float(y))
        made.append((_placed(row, mark, span, percent), mark, span))
    (x0, top), (x1, low) = axes.px(left, max(heights)), axes.px(right, min(heights))
    inner = axes.stage.box(x0, top - ROOM_PX, x1 - x0, low - top + 2 * ROOM_PX)
    frame = axes.stage.box(x0 - ROOM_PX, top - 2 * ROOM_PX, x1 - x0 + 2 * ROOM_PX, low - top + 4 * ROOM_PX)
    # The plot counts px downwards.
    seen = min(heights) - ROOM_PX, max(heights) + ROOM_PX
    return DotChart(_series(made), (start, 100.0), seen, False, None, frame, inner)


def _placed(row: Dot, mark: _Mark | None, span: _Span | None, value_of: Callable[[float], float]) -> Dot:
    """Return a row with its numbers."""
    if span:
        row = replace(row, low=value_of(span.left), high=value_of(span.right))
    return replace(row, value=value_of(mark.x), fill=mark.fill, edge=mark.edge) if mark else row


def _series(made: Iterable[tuple[Dot, _Mark | None, _Span | None]]) -> tuple[Series, ...]:
    """Put those together that look alike."""
    alike: dict[tuple[Any, ...], list[Dot]] = {}
    for dot, mark, span in made:
        if mark or span:
            key = (span.stroke if span else None, (mark.size, mark.width) if mark else (0.0, 0.0))
            alike.setdefault(key, []).append(dot)
    names: dict[str, int] = {}
    found = []
    for (stroke, (size, width)), dots in alike.items():
        name = WITHOUT if stroke is None else WITH if size else RANGE
        names[name] = names.get(name, 0) + 1
        numbered = f"{name} ({names[name]})" if names[name] > 1 else name
        found.append(Series(numbered, tuple(dots), stroke, size, width))
    return tuple(found)


# Bars ------------------------------------------------------------------------------------------------


def _bar(traces: Sequence[PlotlyObject], layout: PlotlyObject, axes: Axes) -> BarChart:
    """Return the chart of one bar; what is printed of a part follows its name."""
    parts = []
    texts = [plain_text(note["text"]) for note in layout["annotations"]]
    for trace in traces:
        marker = trace["marker"]
        lines = marker.get("pattern")
        fill = Pattern("hatch", lines["fgcolor"], lines["bgcolor"]) if lines else Colour.of(marker["color"])
        edge = Stroke(Colour.of(marker["line"]["color"]), axes.stage.points)
        name = trace["name"]
        told = texts[texts.index(name) + 1]
        parts.append(Part(name, told, round(float(trace["x"][0]), 2), fill, edge))
    half, y = traces[0]["width"] / 2, traces[0]["y"][0]
    (left, top), (right, low) = axes.px(axes.x[0], y + half), axes.px(axes.x[1], y - half)
    return BarChart(tuple(parts), axes.x[1], axes.stage.box(left, top, right - left, low - top))
