"""Dots with intervals: a scatter chart with error bars of its own, whose ends stand in the data sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from bone_atlas.exports.drawn.charts import Dot, DotChart, Series
from bone_atlas.exports.drawn.shapes import Colour, Stroke
from bone_atlas.exports.pptx.charts import sheet
from bone_atlas.exports.pptx.charts.sheet import Cell, Formula
from bone_atlas.exports.pptx.charts.space import ACROSS, DOWN, axis, space
from bone_atlas.exports.pptx.elements import C, Element, valued
from bone_atlas.exports.pptx.shapes import filled, stroked
from bone_atlas.figures import colours

TITLES = (
    "Row", "As printed", "Value", "Lower end", "Upper end", "To the left", "To the right", "Height",
    "Lines: ends", "Lines: heights",
)  # fmt: skip
VALUE, LEFT, RIGHT, HEIGHT, ENDS, LEVELS = 2, 5, 6, 7, 8, 9
#: Sizes of marks that PowerPoint knows, in points.
LEAST, MOST = 2, 72
PAPER = Colour.of(colours.PAPER["light"])


def dots(chart: DotChart) -> tuple[Element, bytes]:
    """Return a chart of dots, and its data sheet.

    Intervals are error bars. LibreOffice draws no error bars across whose ends stand in a sheet, nor the rims
    of marks: so a line lies under each interval, and a larger dot under each ring. It also lays the first
    series on top, PowerPoint the last: so a ring is there before and after its rim. And it loses what stands
    before a series of more cells: so lines come first, and have no fewer. All read the same cells.

    Parameters
    ----------
    chart : DotChart
        What it shows.
    """
    placed: list[tuple[Series, int]] = []
    table: list[list[Cell]] = [list(TITLES[:ENDS])]
    for series in chart.series:
        placed.append((series, len(table)))
        table += [_row(dot, len(table) + i + 1) for i, dot in enumerate(series.dots)]
    ends, lines = _ends(placed)
    rows = [[*(row or [None] * ENDS), *(end or [None, None])] for row, end in zip_longest(table, ends)]
    rings = [(series, first) for series, first in placed if any(dot.fill == PAPER for dot in series.dots)]
    alone = [(replace(series, name="Rings", interval=None, edge=0.0), first) for series, first in rings]
    made = [
        *(_line(series, rows, *cells) for series, cells in lines),
        *(_marks(series, rows, first) for series, first in alone),
        *(_rims(series, rows, first) for series, first in rings),
        *(_marks(series, rows, first) for series, first in placed if series.size),
    ]
    for number, one in enumerate(made):
        one[:0] = [valued("idx", number), valued("order", number)]
    plot = C.scatterChart(
        valued("scatterStyle", "lineMarker"),
        valued("varyColors", False),
        *made,
        valued("axId", ACROSS),
        valued("axId", DOWN),
    )
    axes = (
        axis(ACROSS, chart.across, position="b", is_log=chart.is_log, numbers=chart.numbers),
        axis(DOWN, chart.heights, position="l"),
    )
    return space(chart.frame, chart.inner, plot, *axes), sheet.workbook(rows)


def _row(dot: Dot, line: int) -> list[Cell]:
    """Return a row of the sheet; how far an interval reaches is computed there from its ends."""
    left: Cell = None
    right: Cell = None
    if dot.value is not None and dot.low is not None and dot.high is not None:
        left = Formula(f"=C{line}-D{line}", round(dot.value - dot.low, 4))
        right = Formula(f"=E{line}-C{line}", round(dot.high - dot.value, 4))
    return [dot.name, dot.told, dot.value, dot.low, dot.high, left, right, dot.height]


def _ends(
    placed: Sequence[tuple[Series, int]],
) -> tuple[list[list[Cell]], list[tuple[Series, tuple[int, int]]]]:
    """Return the cells of the lines, and which of them those of each series are."""
    cells: list[list[Cell]] = [list(TITLES[ENDS:])]
    lines = []
    longest = max(len(series.dots) for series, _ in placed)
    for series, first in placed:
        start = len(cells)
        for line, dot in enumerate(series.dots, start=first + 1):
            if dot.low is not None and dot.high is not None:
                cells += [
                    [Formula(f"=D{line}", dot.low), Formula(f"=H{line}", dot.height)],
                    [Formula(f"=E{line}", dot.high), Formula(f"=H{line}", dot.height)],
                    [None, None],
                ]
        if len(cells) > start:
            cells += [[None, None]] * (longest - (len(cells) - start))
            lines.append((series, (start, len(cells) - 1)))
    return cells, lines


def _line(series: Series, rows: Sequence[Sequence[Cell]], first: int, last: int) -> Element:
    return C.ser(
        C.tx(C.v(f"Lines under: {series.name}")),
        C.spPr(stroked(series.interval)),
        C.marker(valued("symbol", "none")),
        C.xVal(sheet.numbers(rows, ENDS, first, last)),
        C.yVal(sheet.numbers(rows, LEVELS, first, last)),
        valued("smooth", False),
    )


def _rims(series: Series, rows: Sequence[Sequence[Cell]], first: int) -> Element:
    points = [
        _point(i, dot.edge or dot.fill, series.size + 2 * series.edge) for i, dot in enumerate(series.dots)
    ]
    return _dotted(f"Rims under: {series.name}", points, (), rows, (first, first + len(points) - 1))


def _marks(series: Series, rows: Sequence[Sequence[Cell]], first: int) -> Element:
    last = first + len(series.dots) - 1
    bars = [_intervals(rows, first, last, series.interval)] if series.interval else []
    points = [
        _point(i, dot.fill, series.size, Stroke(dot.edge, series.edge)) for i, dot in enumerate(series.dots)
    ]
    return _dotted(series.name, points, bars, rows, (first, last))


def _dotted(
    name: str,
    points: Sequence[Element],
    bars: Sequence[Element],
    rows: Sequence[Sequence[Cell]],
    cells: tuple[int, int],
) -> Element:
    return C.ser(
        C.tx(C.v(name)),
        C.spPr(stroked(None)),
        C.marker(valued("symbol", "circle")),
        *points,
        *bars,
        C.xVal(sheet.numbers(rows, VALUE, *cells)),
        C.yVal(sheet.numbers(rows, HEIGHT, *cells)),
        valued("smooth", False),
    )


def _point(i: int, fill: Colour | None, size: float, edge: Stroke | None = None) -> Element:
    wide = size + (edge.points if edge and edge.is_seen else 0)
    return C.dPt(
        valued("idx", i),
        C.marker(
            valued("symbol", "circle"),
            valued("size", min(max(round(wide), LEAST), MOST)),
            C.spPr(filled(fill), stroked(edge)),
        ),
        valued("bubble3D", False),
    )


def _intervals(rows: Sequence[Sequence[Cell]], first: int, last: int, stroke: Stroke) -> Element:
    return C.errBars(
        valued("errDir", "x"),
        valued("errBarType", "both"),
        valued("errValType", "cust"),
        valued("noEndCap", True),
        C.plus(sheet.numbers(rows, RIGHT, first, last)),
        C.minus(sheet.numbers(rows, LEFT, first, last)),
        C.spPr(stroked(stroke)),
    )
