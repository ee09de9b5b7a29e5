"""Charts of a presentation: native, with the numbers of the tables in their sheets, always the same bytes."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from bone_atlas.exports import pptx
from bone_atlas.exports.pptx.charts.sheet import workbook
from bone_atlas.lessons import lesson_ids
from bone_atlas.lessons.model import Lesson, Slide
from bone_atlas.scenes.state import State
from tests.atlas import BODY, DRAWINGS, LAYERS, ROWS, shipped
from tests.cases import every_case

pytestmark = pytest.mark.seconds(6)
SPACE = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
WITH_CHARTS = ("ranking", "agreement", "marrow", "reach", "claim", "detection")


@dataclass(frozen=True)
class Chart:
    """A chart of a file, and the sheet inside it."""

    root: Any
    sheet: Any

    def cells(self, formula: str) -> list[Any]:
        name, _, cells = formula.partition("!")
        assert name == self.sheet.title
        left, top, right, low = range_boundaries(cells.replace("$", ""))
        assert left == right or top == low
        rows = self.sheet.iter_rows(top, low, left, right, values_only=True)
        return [value for row in rows for value in row]

    def found(self, path: str) -> list[Any]:
        return self.root.xpath(path, namespaces=SPACE)

    def rows(self) -> list[dict[str, Any]]:
        titles, *rows = self.sheet.iter_rows(values_only=True)
        return [dict(zip(titles, row, strict=True)) for row in rows if row[0]]


def deck(*slides: Slide) -> bytes:
    return pptx.deck(Lesson(title="Mine", minutes=5, slides=slides), ROWS, DRAWINGS)


def charts(content: bytes) -> list[Chart]:
    made = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = [name for name in package.namelist() if name.startswith("ppt/charts/chart")]
        for name in sorted(names):
            links = etree.fromstring(package.read(name.replace("charts/", "charts/_rels/") + ".rels"))
            inside = posixpath.normpath(posixpath.join("ppt/charts", links[0].get("Target")))
            book = load_workbook(io.BytesIO(package.read(inside)), data_only=True)
            made.append(Chart(etree.fromstring(package.read(name)), book.active))
    return made


@cache
def of_all() -> bytes:
    """A slide of each kind that has a chart, from the lessons, and all of a kind that has many forms."""
    every = [slide for lesson in lesson_ids() for slide in shipped(lesson).slides]
    return deck(*(slide for slide in every if slide.state.shows in WITH_CHARTS))


def of_layer(layer: str) -> Chart:
    (chart,) = charts(deck(Slide(title="Ranked", state=State(shows="ranking", layer=layer))))
    return chart


def test_every_kind_of_dots_and_of_bars_is_a_chart() -> None:
    kinds = [
        chart.found("//c:scatterChart | //c:barChart")[0].tag.rpartition("}")[2] for chart in charts(of_all())
    ]
    assert kinds.count("scatterChart") > 8
    assert kinds.count("barChart") == 1


def test_what_a_chart_shows_stands_in_its_sheet() -> None:
    """PowerPoint draws what is kept in the chart until somebody opens the sheet: both must say the same."""
    read = 0
    for chart in charts(of_all()):
        for reference in chart.found("//c:numRef | //c:strRef"):
            cells = chart.cells(reference.findtext("c:f", namespaces=SPACE))
            kept = {int(point.get("idx")): point[0].text for point in reference.iterfind(".//c:pt", SPACE)}
            assert int(reference.find(".//c:ptCount", SPACE).get("val")) == len(cells)
            assert kept.keys() == {i for i, cell in enumerate(cells) if cell is not None}
            for i, text in kept.items():
                assert str(cells[i]) == text or float(cells[i]) == pytest.approx(float(text), abs=1e-6)
            read += 1
    assert read > 60


def test_dots_have_the_value_and_the_interval_of_the_table() -> None:
    layer = LAYERS["shaked_zari_2025"]
    chart = of_layer(layer.id)
    rows = chart.rows()
    assert len(rows) == 8
    for row in rows:
        value = next(one for one in layer.proportions if BODY.name(one.site_id) == row["Row"])
        assert row["Value"] == pytest.approx(100 * value.numerator / value.denominator, abs=0.006)
        assert f"{value.numerator}/{value.denominator}" in row["As printed"]
        assert row["Lower end"] < row["Value"] < row["Upper end"]
        assert row["To the left"] == pytest.approx(row["Value"] - row["Lower end"])
        assert row["To the right"] == pytest.approx(row["Upper end"] - row["Value"])
    (bars,) = chart.found("//c:errBars")
    said = {name: bars.find(f"c:{name}", SPACE).get("val") for name in ("errDir", "errBarType", "errValType")}
    assert said == {"errDir": "x", "errBarType": "both", "errValType": "cust"}
    ends = [
        chart.cells(bars.findtext(f"c:{side}/c:numRef/c:f", namespaces=SPACE)) for side in ("minus", "plus")
    ]
    assert ends == [[row[side] for row in rows] for side in ("To the left", "To the right")]


def test_an_axis_of_ratios_holds_the_ratios_themselves() -> None:
    slide = next(one for one in shipped("ways").slides if one.state.shows == "marrow")
    (chart,) = charts(deck(slide))
    assert chart.found("//c:valAx/c:scaling/c:logBase/@val") == ["10"]
    assert chart.found("//c:valAx[c:scaling/c:logBase]/c:scaling/*/@val") == ["10", "minMax", "10", "0.1"]
    for row in chart.rows():
        assert f"{row['Value']:.1f} times" in row["As printed"]


def test_a_value_without_an_interval_is_a_ring_without_error_bars() -> None:
    slide = next(one for one in shipped("late").slides if one.state.shows == "claim")
    chart = charts(deck(slide))[0]
    (alone,) = chart.found("//c:ser[c:tx/c:v='Value without an interval']")
    assert alone.find("c:errBars", SPACE) is None
    assert alone.xpath(".//c:dPt//*[local-name()='srgbClr']/@val", namespaces=SPACE)[0] == "FFFFFF"
    ranges = [row for row in chart.rows() if row["Value"] is None]
    assert [(row["Lower end"], row["Upper end"]) for row in ranges] == [(47, 85)]


def test_the_parts_of_a_bar_make_a_whole() -> None:
    chart = next(chart for chart in charts(of_all()) if chart.found("//c:barChart"))
    assert sum(float(text) for text in chart.found("//c:val//c:v/text()")) == pytest.approx(100, abs=0.05)
    printed = [cell.value for cell in chart.sheet[3]][1:]
    assert all(" of 184" in text for text in printed)
    assert chart.found("//c:ser//*[local-name()='pattFill']/@prst") == ["wdUpDiag"]


def test_every_target_of_a_relationship_is_in_the_file() -> None:
    with zipfile.ZipFile(io.BytesIO(of_all())) as package:
        names = set(package.namelist())
        links = [name for name in names if name.endswith(".rels")]
        assert len(links) > 20
        for name in links:
            folder = posixpath.dirname(posixpath.dirname(name))
            for link in etree.fromstring(package.read(name)):
                if link.get("TargetMode") != "External":
                    target = link.get("Target")
                    whole = target[1:] if target.startswith("/") else posixpath.join(folder, target)
                    assert posixpath.normpath(whole) in names, (name, target)


def test_the_same_numbers_give_the_same_bytes() -> None:
    slide = next(one for one in shipped("where").slides if one.state.shows == "ranking")
    content = deck(slide)
    assert content == deck(slide)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        (inside,) = (name for name in package.namelist() if name.endswith(".xlsx"))
        with zipfile.ZipFile(io.BytesIO(package.read(inside))) as book:
            assert {entry.date_time[0] for entry in book.infolist()} == {1980}
            assert b"1980-01-01T00:00:00Z" in book.read("docProps/core.xml")
            assert book.read("docProps/core.xml").count(b"T00:00:00Z") == 2


@every_case("text", ["=1+1", "<v>&amp;</v>", "+cmd|' /C calc'!A0", "\x07\u202eevil"])
def test_a_text_in_a_sheet_is_a_text(text: str) -> None:
    (sheet,) = load_workbook(io.BytesIO(workbook([["Row"], [text]]))).worksheets
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value == text.replace("\x07\u202e", "")
