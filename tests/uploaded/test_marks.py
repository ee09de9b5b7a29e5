"""Raised digits, footnote marks and unseen signs, totals and number formats: whole kinds of each."""

from __future__ import annotations

import io
import string
import unicodedata
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from bone_atlas.exports.tables import layer_rows, to_csv
from bone_atlas.layers import Layer
from bone_atlas.uploaded import Checker, Result, SiteNames, numbers
from bone_atlas.uploaded.formats import shown_number
from bone_atlas.uploaded.marks import seen, unmarked
from bone_atlas.uploaded.totals import is_total
from tests.atlas import BODY, LAYERS, TABLES
from tests.cases import every_case

CHECKER = Checker(SiteNames(TABLES), BODY)
ASCII_DIGITS = frozenset(string.digits)
EVERY_SIGN = [chr(code) for code in range(0x80, 0x110000) if not 0xD800 <= code < 0xE000]
RAISED = [
    sign
    for sign in EVERY_SIGN
    if unicodedata.decomposition(sign).startswith(("<super>", "<sub>", "<circle>"))
]
#: Signs that Unicode's plain form turns into ASCII digits, beside the wide ones and those of other fonts.
WITH_DIGITS = [
    sign
    for sign in EVERY_SIGN
    if not ASCII_DIGITS.isdisjoint(unicodedata.normalize("NFKC", sign))
    and not unicodedata.decomposition(sign).startswith(("<wide>", "<font>"))
]


def read(result: Result) -> list[tuple[str, int | None]]:
    """The sites painted, with their counts."""
    return [(row.value.site_id, getattr(row.value, "numerator", None)) for row in result.painted]


def test_no_sign_of_unicode_adds_a_digit_to_a_number() -> None:
    assert len(RAISED) > 300
    for sign in {*RAISED, *WITH_DIGITS}:
        for text in (f"12{sign}", f"{sign}12", f"1{sign}2"):
            counted = numbers.counted(unmarked(seen(text)))
            assert counted is None or (counted.count == 12 and counted.total is None), text
            assert numbers.counted(text) is None, text
            assert numbers.percent(text) is None, text
            assert numbers.percent(unmarked(text)) in (None, 12.0), text


def test_raised_signs_are_left_out_of_counts_percentages_sites_and_headings() -> None:
    text = "site¹,count²,n³\nRibs⁴,12¹,136ᵃ\nSkull₂,3①,136\nFemur,7<sup>a</sup>,136\nSacrum,8^1,136\n"
    result = CHECKER.text(text)
    assert read(result) == [("ribs", 12), ("skull", 3), ("femur", 7), ("sacrum", 8)]
    assert {row.value.denominator for row in result.painted if hasattr(row.value, "denominator")} == {136}
    (notice,) = result.notices
    assert "row 2: “12¹” is read as “12”" in notice
    shares = CHECKER.text("site,percent\nRibs,12.5¹\nSkull,3⁷")
    assert [getattr(row.value, "percent", None) for row in shares.painted] == [12.5, 3.0]


def test_a_cell_of_raised_digits_alone_is_no_number_and_not_nothing() -> None:
    (problem,) = CHECKER.text("site,count,n\nRibs,¹²,136").problems
    assert problem.expected == "a number: raised digits are footnote marks"


def rich_workbook() -> bytes:
    """A workbook whose raised 1 is raised by its font alone, as a typist raises it."""
    book = Workbook()
    raised = TextBlock(InlineFont(vertAlign="superscript"), "1")
    book.active.append(["site", "count", "n"])
    book.active.append(["Ribs", CellRichText(TextBlock(InlineFont(b=True), "12"), raised), 136])
    book.active.append([CellRichText("Skull", TextBlock(InlineFont(vertAlign="subscript"), "a")), "4", 136])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_digits_raised_by_their_font_in_a_workbook_are_footnote_marks() -> None:
    content = rich_workbook()
    for strictly in (False, True):
        result = CHECKER.file(strict(content) if strictly else content, "rich.xlsx")
        assert read(result) == [("ribs", 12), ("skull", 4)]
        assert "“12¹” is read as “12”" in result.notices[0]


def strict(content: bytes) -> bytes:
    """The same workbook with the namespaces of Strict Open XML."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w") as new:
        for part in old.infolist():
            body = old.read(part)
            for usual, other in (
                (
                    b"schemas.openxmlformats.org/spreadsheetml/2006/main",
                    b"purl.oclc.org/ooxml/spreadsheetml/main",
                ),
                (
                    b"schemas.openxmlformats.org/officeDocument/2006/relationships",
                    b"purl.oclc.org/ooxml/officeDocument/relationships",
                ),
            ):
                body = body.replace(usual, other)
            new.writestr(part.filename, body)
    return kept.getvalue()


@every_case(
    "name",
    ["All", "all", "Total", "TOTAL", "Total*", "Total patients", "All patients", "Overall", "Sum", "Subtotal",
     "Grand total", "Any", "Any site", "All sites", "Total (n = 136)", "Total number of metastases",
     "Gesamt", "Summe", "Alle Patienten", "Total général", "Ensemble", "Tous", "Todos", "Todos los pacientes",
     "合计", "总计", "總計", "全部", "Summa", "All cases with bone metastases"],
)  # fmt: skip
def test_a_total_is_no_site_and_is_told(name: str) -> None:
    assert is_total(name)
    result = CHECKER.cells([("site", "count", "n"), ("Ribs", 12, 136), (name, 136, 136)])
    assert read(result) == [("ribs", 12)]
    assert result.clean
    assert any("total" in notice and name in notice for notice in result.notices)
    assert result.layer is not None
    assert not result.layer.value("skull").reported


@pytest.mark.parametrize("name", ["All bones", "all bones"])
def test_all_bones_may_be_a_total_or_the_skeleton(name: str) -> None:
    rows = [("site", "count", "n"), ("Ribs", 12, 136), (name, 136, 136)]
    result = CHECKER.cells(rows)
    assert read(result) == [("ribs", 12)]
    (question,) = result.questions
    answered = CHECKER.cells(rows, choices={question.key: "skeleton"})
    assert read(answered) == [("ribs", 12), ("skeleton", 136)]


@every_case(
    "name", ["Spine total", "Allis", "Skeleton", "whole skeleton", "Ribs", "", "12", "lumbar", "other"]
)
def test_what_names_a_place_is_no_total(name: str) -> None:
    assert not is_total(name)


@every_case("name", ["All", "Breast", "Calf", "Long", "Bone", "Bones", "Any"])
def test_what_is_left_of_a_name_without_its_bone_is_no_site(name: str) -> None:
    assert SiteNames(TABLES).find(name).places == ()


@every_case(
    ("value", "number_format", "text"),
    [
        (0.467, "0.0%", "46.7 %"),
        (0.467, "0%", "46.7 %"),
        (46.7, '0.0"%"', "46.7 %"),
        (46.7, "0.0\\%", "46.7 %"),
        (46.7, '0.0" % of all"', "46.7 %"),
        (46.7, "0.0_%", "46.7"),
        (46.7, "0.0*%", "46.7"),
        (46.7, "General", "46.7"),
        (0.5, "0.0%;[Red]-0.0%;0", "50 %"),
        (0.0, "0.0%;[Red]-0.0%;0", "0"),
        (46.7, '[>1]0.0"%";0.0%', "46.7 %"),
        (0.467, '[>1]0.0"%";0.0%', "46.7 %"),
        (50.0, "[$%-409]0", "50"),
        (50.0, "", "50"),
        (12345678.0, "0", "12345678"),
        (0.004, "0%%", "40 %"),
    ],
)
def test_a_number_is_written_as_its_format_shows_it(value: float, number_format: str, text: str) -> None:
    assert shown_number(value, number_format) == text


def workbook_with_hidden_parts() -> bytes:
    book = Workbook()
    sheet = book.active
    for row in (
        ["site", "draft", "count", "n"],
        ["Ribs", 1, 31, 107],
        ["Skull", 1, 4, 107],
        ["Femur", 1, 30, 107],
    ):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.create_sheet("Secret").sheet_state = "veryHidden"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_hidden_rows_columns_and_sheets_are_not_read_and_told() -> None:
    result = CHECKER.file(workbook_with_hidden_parts(), "hidden.xlsx")
    assert read(result) == [("ribs", 31), ("femur", 30)]
    assert any("“Secret” (hidden)" in notice for notice in result.notices)
    assert "Hidden in the spreadsheet and not read: row 3; column B." in result.notices


@every_case("layer", [layer for layer in LAYERS.values() if not layer.derived], ids=lambda layer: layer.id)
def test_an_export_of_the_atlas_comes_back_as_it_went_out(layer: Layer) -> None:
    result = CHECKER.text(to_csv(layer_rows(layer, BODY)))
    assert [str(problem) for problem in result.problems] == []
    assert result.questions == ()
    assert result.layer is not None
    # Classes without a rank of their own, "not mentioned", are no reports.
    assert {report.site_id for report in result.layer.reports} == {report.site_id for report in layer.reports}
    for report in layer.reports:
        again = result.layer.value(report.site_id)
        assert again.reported
        assert getattr(again, "numerator", None) == getattr(report, "numerator", None)
        assert getattr(again, "tier", None) == getattr(report, "tier", None)
