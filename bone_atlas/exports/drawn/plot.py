"""A plot that fills a slide: what the page draws with Plotly, as charts where a file has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import plotly.graph_objects as go

from bone_atlas.exports.drawn.charts import ChartCanvas, DotChart, charts_of
from bone_atlas.exports.drawn.shapes import Canvas, Colour, Kind, Look, Pattern, Stroke, plain_text
from bone_atlas.exports.drawn.stage import INK, Axes, Stage, note_size
from bone_atlas.figures.contract import PlotlyObject
from bone_atlas.figures.projector.letters import LEAST_PX, LINE_HEIGHT

#: Between the axis and its numbers, in px.
TICK_GAP_PX = 6
#: The shapes for Plotly's symbols.
SYMBOLS: dict[str, Kind] = {"square": "rect", "diamond": "diamond", "circle": "ellipse"}


def draw_plot(group: Canvas, figure: go.Figure, stage: Stage) -> list[PlotlyObject]:
    """Draw a plot.

    Parameters
    ----------
    group : Canvas
        Where it is added.
    figure : plotly.graph_objects.Figure
        As a scene draws it for a slide.
    stage : Stage
        Its place; its width is what the plot is drawn for.

    Returns
    -------
    list of dict
        The images that it holds, each with its box: they are no shapes.
    """
    drawn = figure.to_plotly_json()
    layout = drawn["layout"]
    margin = layout["margin"]
    margins = (margin["l"], margin["r"], margin["t"], margin["b"])
    axes = Axes(stage, tuple(layout["xaxis"]["range"]), tuple(layout["yaxis"]["range"]), margins)
    for shape in layout.get("shapes", ()):
        _shape(group, shape, axes)
    charts, shown = charts_of(drawn, axes) if isinstance(group, ChartCanvas) else ([], frozenset())
    so_far: dict[float, float] = {}
    for number, trace in enumerate(drawn["data"]):
        if number in shown or trace.get("visible", True) is not True:
            continue
        if trace["type"] == "bar":
            _bars(group, trace, axes, so_far)
        elif trace.get("mode") == "markers":
            _markers(group, trace, axes)
        else:
            _lines(group, trace, axes)
    if isinstance(group, ChartCanvas):
        for chart in charts:
            group.chart(chart)
    if not any(isinstance(chart, DotChart) and chart.numbers for chart in charts):
        _axis(group, layout["xaxis"], axes)
    for note in layout.get("annotations", ()):
        _note(group, note, axes)
    return [_image(image, axes) for image in layout.get("images", ())]


def _listed(value: Any) -> list[Any]:
    return [] if value is None else list(value)


def _parts(trace: PlotlyObject) -> Iterator[list[tuple[float, float]]]:
    """Return the lines of a trace, which None divides."""
    part: list[tuple[float, float]] = []
    for x, y in zip(_listed(trace["x"]), _listed(trace["y"]), strict=True):
        if x is None or y is None or x != x:  # noqa: PLR0124 -- not a number
            yield part
            part = []
        else:
            part.append((float(x), float(y)))
    yield part


def _name(trace: PlotlyObject, kind: str) -> str:
    return f"{kind}: {trace['name']}" if trace.get("name") else kind


def _lines(group: Canvas, trace: PlotlyObject, axes: Axes) -> None:
    line = trace.get("line", {})
    filled = trace.get("fill") == "toself"
    opacity = trace.get("opacity", 1.0)
    width = line.get("width", 2) * axes.stage.points
    stroke = Stroke(Colour.of(line["color"], opacity) if "color" in line else None, width)
    rings = [axes.ring(part) for part in _parts(trace) if part]
    if filled:
        fill = Colour.of(trace["fillcolor"], opacity) if "fillcolor" in trace else None
        group.freeform(rings, Look(fill, stroke), _name(trace, "Shape"))
        return
    if len(rings) > 1 and str(line.get("color", "")).startswith("rgba"):
        group.freeform(rings, Look(line=stroke), "Grid", closed=False)
        return
    for ring in rings:
        group.freeform([ring], Look(line=stroke), _name(trace, "Interval"), closed=False)


def _nth(value: Any, i: int) -> Any:
    """Return an attribute of a mark: Plotly has one for all, or one each."""
    if isinstance(value, str) or not hasattr(value, "__len__"):
        return value
    return value[i]


def _markers(group: Canvas, trace: PlotlyObject, axes: Axes) -> None:
    marker = trace.get("marker", {})
    for i, (x, y) in enumerate(zip(_listed(trace["x"]), _listed(trace["y"]), strict=True)):
        size = float(_nth(marker.get("size", 6), i))
        colour = _nth(marker.get("color"), i)
        if not size or not colour or x is None or y is None:
            continue
        line = marker.get("line", {})
        across, down = axes.px(x, y)
        box = axes.stage.box(across - size / 2, down - size / 2, size, size)
        edge = _nth(line.get("color"), i)
        width = float(_nth(line.get("width", 0), i)) * axes.stage.points
        opacity = _nth(marker.get("opacity", trace.get("opacity", 1.0)), i)
        symbol = str(_nth(marker.get("symbol", "circle"), i))
        hollow = symbol.endswith("-open")
        ink = Colour.of(colour, opacity)
        look = Look(
            None if hollow else ink,
            Stroke(ink if hollow else Colour.of(edge, opacity) if edge else None, width or 1.5 * hollow),
        )
        texts = trace.get("text")
        told = plain_text(str(_nth(texts, i))) if texts is not None else ""
        kind = SYMBOLS.get(symbol.removesuffix("-open"), "ellipse")
        group.rectangle(box, look, _name(trace, "Mark"), told, kind)


def _bars(group: Canvas, trace: PlotlyObject, axes: Axes, so_far: dict[float, float]) -> None:
    """Draw lying bars, each where the one before it ends."""
    marker = trace["marker"]
    for i, (x, y) in enumerate(zip(_listed(trace["x"]), _listed(trace["y"]), strict=True)):
        start = so_far.get(y, 0.0)
        so_far[y] = start + x
        half = float(_nth(trace["width"], i)) / 2
        (left, top), (right, low) = axes.px(start, y + half), axes.px(start + x, y - half)
        hatched = _nth(marker.get("pattern", {}).get("shape", ""), i)
        fill = (
            Pattern("hatch", marker["pattern"]["fgcolor"], marker["pattern"]["bgcolor"])
            if hatched
            else Colour.of(_nth(marker["color"], i))
        )
        line = marker.get("line", {})
        edge = Stroke(Colour.of(line["color"]) if "color" in line else None, axes.stage.points)
        box = axes.stage.box(left, top, right - left, low - top)
        group.rectangle(box, Look(fill, edge), _name(trace, "Bar"))


def _shape(group: Canvas, shape: PlotlyObject, axes: Axes) -> None:
    line = shape.get("line", {})
    width = line.get("width", 2) * axes.stage.points
    opacity = shape.get("opacity", 1.0)
    stroke = Stroke(Colour.of(line["color"], opacity) if "color" in line else None, width)
    corners = [_corner(shape, axes, end) for end in ("0", "1")]
    if shape["type"] == "line":
        points = [axes.stage.at(*corner) for corner in corners]
        dashes = (3, 3) if line.get("dash", "solid") != "solid" else ()
        if dashes:
            stroke = Stroke(Colour.of(line["color"], opacity), width, dashes)
        group.freeform([points], Look(line=stroke), "Line", closed=False)
    elif shape["type"] == "rect":
        (a, b), (c, d) = corners
        box = axes.stage.box(min(a, c), min(b, d), abs(c - a), abs(d - b))
        fill = Colour.of(shape["fillcolor"], opacity) if "fillcolor" in shape else None
        group.rectangle(box, Look(fill, stroke), "Band")


def _corner(shape: PlotlyObject, axes: Axes, end: str) -> tuple[float, float]:
    """Return a corner in px; ``paper`` and ``domain`` count from 0 to 1 between the margins."""
    left, top, width, height = axes.inner
    x, y = axes.px(shape[f"x{end}"], shape[f"y{end}"])
    if shape.get("xref", "x") != "x":
        x = left + shape[f"x{end}"] * width
    if shape.get("yref", "y") != "y":
        y = top + (1 - shape[f"y{end}"]) * height
    return x, y


def _note(group: Canvas, note: PlotlyObject, axes: Axes) -> None:
    left, _, width, _ = axes.inner
    x, y = axes.px(note["x"], note["y"])
    if note.get("xref") == "paper":
        x = left + note["x"] * width
    place = (x + note.get("xshift", 0), y - note.get("yshift", 0))
    colour = note.get("font", {}).get("color", INK)
    anchor = (note.get("xanchor", "center"), note.get("yanchor", "middle"))
    axes.stage.write(group, note["text"], place, size=note_size(note), colour=colour, anchor=anchor)


def _axis(group: Canvas, axis: PlotlyObject, axes: Axes) -> None:
    """Write the numbers of the axis across, and what they count, under the rows."""
    if axis.get("visible", True) is False:
        return
    held = group.group("Axis")
    left, top, width, height = axes.inner
    low = top + height
    size = axis["tickfont"]["size"]
    for value, text in _ticks(axis):
        x, _ = axes.px(value, 0)
        axes.stage.write(held, text, (x, low + TICK_GAP_PX), size=size, anchor=("center", "top"))
    title = axis.get("title", {})
    if title.get("text"):
        under = low + TICK_GAP_PX + size * LINE_HEIGHT + title.get("standoff", 0)
        letters = title.get("font", {}).get("size", LEAST_PX)
        place = (left + width / 2, under)
        axes.stage.write(held, title["text"], place, size=letters, anchor=("center", "top"))


def _ticks(axis: PlotlyObject) -> Sequence[tuple[float, str]]:
    """Return places and words of the numbers under an axis."""
    if axis.get("tickvals") is not None:
        words = axis.get("ticktext") or [f"{value:g}" for value in axis["tickvals"]]
        return list(zip(axis["tickvals"], words, strict=True))
    low, high = axis["range"]
    step = axis["dtick"]
    many = int((high - low) / step + 1e-9)
    values = [low + i * step for i in range(many + 1)]
    return [(value, f"{value:g}{axis.get('ticksuffix', '')}") for value in values]


def _image(image: PlotlyObject, axes: Axes) -> PlotlyObject:
    """Return an image of a plot with its box on the slide, across in parts of the plot, down in its units."""
    left, _, width, _ = axes.inner
    x = left + image["x"] * width
    (_, y), (_, zero) = axes.px(0, image["y"]), axes.px(0, 0)
    high = abs(axes.px(0, image["sizey"])[1] - zero)
    wide = image["sizex"] * width
    shift = {"left": 0.0, "center": 0.5, "right": 1.0}[image.get("xanchor", "left")]
    return {
        "name": image["source"],
        "opacity": image.get("opacity", 1.0),
        "box": axes.stage.box(x - shift * wide, y, wide, high),
    }
