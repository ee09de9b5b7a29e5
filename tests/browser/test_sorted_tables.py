"""The tables of the scenes are sorted by their headings, with the mouse, by keyboard and with a finger."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from atlas_page import PHONE, AtlasPage, known
from pathways_page import PathwaysPage
from playwright.sync_api import BrowserContext, Locator, Page, expect
from traffic import Traffic

pytestmark = [pytest.mark.browser, pytest.mark.seconds(20)]

STUDY = "shaked_zari_2025"
# Right ends of the text of each heading of numbers and of each cell below it, in pixels, rounded to halves.
RIGHT_ENDS = """(table) => {
  const end = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return Math.round(2 * Math.max(...[...range.getClientRects()].map(({right}) => right))) / 2;
  };
  return [...table.querySelectorAll("thead .n")].map((heading) => [...new Set([heading, ...[...table.rows]
    .slice(1).map((row) => row.cells[heading.cellIndex]).filter((cell) => cell.textContent)].map(end))]);
}"""
# Where the headings stand, in pixels of the window.
HEADINGS = """(table) => [...table.querySelectorAll("thead th")].map((heading) => {
  const {x, y, width, height} = heading.getBoundingClientRect();
  return [x, y, width, height];
})"""


def column(table: Locator, heading: str) -> list[str]:
    """The cells below a heading, from the top."""
    cells: list[str] = table.evaluate(
        """(table, heading) => {
      const [head, ...rows] = table.rows;
      const at = [...head.cells].findIndex(({textContent}) => textContent === heading);
      return rows.map(({cells}) => cells[at].textContent.trim());
    }""",
        heading,
    )
    return cells


def button(table: Locator, heading: str) -> Locator:
    return table.get_by_role("button", name=heading, exact=True)


def is_sorted(table: Locator, heading: str, order: str) -> None:
    """A screen reader is told the order of this column, and of no other."""
    expect(table.get_by_role("columnheader", name=heading, exact=True)).to_have_attribute("aria-sort", order)
    assert table.locator("[aria-sort=ascending], [aria-sort=descending]").count() == (order != "none")


def number(text: str) -> float:
    return float(text.split(maxsplit=1)[0])


def test_the_table_of_the_atlas_is_sorted_by_keyboard(page: Page) -> None:
    atlas = AtlasPage(page).open(layer=STUDY).prefetched()
    atlas.open_table()
    table = page.locator("table.atlas-table")
    published = column(table, "Site")
    assert published != sorted(published)
    assert all(len(ends) == 1 for ends in table.evaluate(RIGHT_ENDS))
    traffic = Traffic(page)
    heading = button(table, "Value")
    heading.focus()
    before = table.evaluate(HEADINGS)
    for key, order in (("Enter", "ascending"), ("Space", "descending")):
        page.keyboard.press(key)
        is_sorted(table, "Value", order)
        values = [number(text) for text in column(table, "Value")]
        assert values == sorted(values, reverse=order == "descending")
        expect(heading).to_be_focused()
        assert table.evaluate(HEADINGS) == before, "nothing else moves"
    page.keyboard.press("Enter")
    is_sorted(table, "Value", "none")
    assert column(table, "Site") == published
    button(table, "Count").click()
    counts = [number(text) for text in column(table, "Count")]
    assert counts == sorted(counts)
    # Another layer comes in the order that was asked for; what a source ranks in words keeps its own.
    button(table, "Site").click()
    is_sorted(table, "Site", "ascending")
    atlas.choose_layer("article")
    expect(table).to_contain_text("most common")
    is_sorted(table, "Site", "ascending")
    expect(table.get_by_role("button")).to_have_text(["Site", "In the source's words"])
    assert len(column(table, "Site")) == len(known().layers["article"].reports)
    traffic.none()


@pytest.mark.exhaustive
def test_the_tables_of_pathways_are_sorted_with_a_finger(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(**PHONE).new_page()
    pathways = PathwaysPage(page).open(site="pelvis")
    page.get_by_role("button", name="Show the steps as a table").tap()
    steps = page.locator(".atlas-table-place table")
    button(steps, "Step").tap()
    is_sorted(steps, "Step", "ascending")
    numbers = [int(text) for text in column(steps, "Step")]
    assert numbers == sorted(numbers)
    last = "Number of the first in TA2"
    for order in ("ascending", "descending"):
        button(steps, last).tap()
        is_sorted(steps, last, order)
        cells = column(steps, last)
        filled = [text for text in cells if text]
        assert cells == filled + [""] * (len(cells) - len(filled)), "what has no number stands last"
    # Another bone: the table is made anew, in the order that was asked for.
    pathways.select("skull")
    is_sorted(steps, last, "descending")
    page.get_by_role("button", name="Show the lesions as a table").tap()
    reach = page.locator(".atlas-reach table")
    # Counts of several studies have different totals: they are not put on one scale.
    headings = ["Study", "Region", "In bones that", "Why not counted for itself"]
    expect(reach.get_by_role("button")).to_have_text(headings)
    button(reach, "Region").tap()
    is_sorted(reach, "Region", "ascending")
    for heading in page.locator(".atlas-sort").all():
        box = heading.bounding_box()
        assert box, heading
        assert min(box["width"], box["height"]) >= 44, (heading.inner_text(), box)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
