"""A table of the reader's own: pasted or uploaded it is painted, and what is wrong with it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from any_page import accessible, came_up, drawn, fills, fits
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.seconds(20)]

FILES = Path(__file__).parents[1] / "uploaded" / "files"

OWN = ".st-key-uploaded_skeleton .atlas-figure"
TABLE = "site,count,n\nlumbar spine,50,107\nribs,31,107\n"


def test_a_pasted_table_is_painted_and_a_faulty_row_is_listed(page: Page) -> None:
    came_up(page, "/your-data")
    page.get_by_role("radio", name="Paste a table").click()
    area = page.locator(".st-key-uploaded_text textarea")
    area.fill(TABLE)
    area.press("Control+Enter")
    expect(page.locator(f"{OWN}[data-drawn]")).to_be_attached(timeout=20_000)
    drawn(page)
    expect(page.get_by_role("heading", name="What is wrong")).to_have_count(0)
    painted = fills(page, OWN)
    assert len({fill for fill in painted if fill}) >= 3  # two values, and what is not reported
    expect(page.locator(".atlas-own-summary")).to_contain_text("2")
    area.fill(TABLE + "sternum,200,107\n")
    area.press("Control+Enter")
    wrong = page.get_by_role("region", name="What is wrong").locator("tbody tr")
    expect(wrong).to_have_count(1, timeout=20_000)
    cells = wrong.locator("th, td")
    assert cells.nth(0).inner_text() == "4"
    assert cells.nth(1).inner_text() == "count"
    assert "200" in cells.nth(2).inner_text()
    drawn(page)
    assert fills(page, OWN) == painted
    assert "200" not in page.evaluate("location.href")
    fits(page)
    accessible(page)


def test_a_file_is_uploaded_and_painted(page: Page) -> None:
    for name in ("counts_semicolon.csv", "workbook.xlsx"):
        came_up(page, "/your-data")
        page.locator(".st-key-uploaded_file input[type=file]").set_input_files(FILES / "good" / name)
        expect(page.locator(f"{OWN}[data-drawn]")).to_be_attached(timeout=20_000)
        drawn(page)
        assert len({fill for fill in fills(page, OWN) if fill}) >= 3, name
        expect(page.get_by_role("heading", name="What is wrong")).to_have_count(0)


def test_a_file_that_is_no_table_is_told(page: Page) -> None:
    came_up(page, "/your-data")
    chooser = page.locator(".st-key-uploaded_file input[type=file]")
    chooser.set_input_files(FILES / "bad" / "archive_without_workbook.xlsx")
    wrong = page.get_by_role("region", name="What is wrong").locator("tbody tr")
    expect(wrong).to_have_count(1, timeout=20_000)
    expect(page.locator(OWN)).to_have_count(0)
    assert "Traceback" not in page.locator("body").inner_text()
