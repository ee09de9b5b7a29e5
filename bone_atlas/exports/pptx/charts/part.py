"""The part of a presentation that holds a chart, with its data sheet inside."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.parts.chart import ChartPart

from bone_atlas.exports.drawn.charts import BarChart, DotChart
from bone_atlas.exports.pptx.charts.bars import bars
from bone_atlas.exports.pptx.charts.dots import dots


def add(slide: Any, chart: DotChart | BarChart) -> str:
    """Add a chart to the parts of a slide.

    Parameters
    ----------
    slide : pptx.slide.Slide
        Where it is shown.
    chart : DotChart or BarChart
        What it shows.

    Returns
    -------
    str
        The id of the relationship from the slide to it.
    """
    space, sheet = dots(chart) if isinstance(chart, DotChart) else bars(chart)
    package = slide.part.package
    written = etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True)
    name = package.next_partname(ChartPart.partname_template)
    part = ChartPart.load(name, CT.DML_CHART, package, written)
    part.chart_workbook.update_from_xlsx_blob(sheet)
    relation: str = slide.part.relate_to(part, RT.CHART)
    return relation
