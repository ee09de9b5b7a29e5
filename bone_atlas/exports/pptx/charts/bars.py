"""One lying bar of parts: a stacked bar chart."""

from __future__ import annotations

from bone_atlas.exports.drawn.charts import BarChart, Part
from bone_atlas.exports.pptx.charts import sheet
from bone_atlas.exports.pptx.charts.sheet import Cell
from bone_atlas.exports.pptx.charts.space import ACROSS, DOWN, axis, space
from bone_atlas.exports.pptx.elements import C, Element, valued
from bone_atlas.exports.pptx.shapes import filled, stroked

#: The name of the one bar.
WHOLE = "Share of all, %"


def bars(chart: BarChart) -> tuple[Element, bytes]:
    """Return a chart of one bar, and its data sheet.

    Parameters
    ----------
    chart : BarChart
        What it shows.
    """
    rows: list[list[Cell]] = [
        ["", *(part.name for part in chart.parts)],
        [WHOLE, *(part.value for part in chart.parts)],
        ["As printed", *(part.told for part in chart.parts)],
    ]
    plot = C.barChart(
        valued("barDir", "bar"),
        valued("grouping", "stacked"),
        valued("varyColors", False),
        *(_series(number, part, rows) for number, part in enumerate(chart.parts)),
        valued("gapWidth", 0),
        valued("overlap", 100),
        valued("axId", DOWN),
        valued("axId", ACROSS),
    )
    names = C.catAx(
        valued("axId", DOWN),
        C.scaling(valued("orientation", "minMax")),
        valued("delete", True),
        valued("axPos", "l"),
        valued("majorTickMark", "none"),
        valued("minorTickMark", "none"),
        valued("tickLblPos", "none"),
        valued("crossAx", ACROSS),
        valued("crosses", "min"),
    )
    values = axis(ACROSS, (0, chart.top), position="b", crosses_between="between")
    return space(chart.frame, chart.frame, plot, names, values), sheet.workbook(rows)


def _series(number: int, part: Part, rows: list[list[Cell]]) -> Element:
    column = number + 1
    return C.ser(
        valued("idx", number),
        valued("order", number),
        C.tx(sheet.texts(rows, column, 0, 0)),
        C.spPr(filled(part.fill), stroked(part.edge)),
        valued("invertIfNegative", False),
        C.cat(sheet.texts(rows, 0, 1, 1)),
        C.val(sheet.numbers(rows, column, 1, 1)),
    )
