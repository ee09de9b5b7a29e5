"""A page that loads, or comes after another, pushes nothing about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from waiting import drawn_again, until, until_idle

pytestmark = [pytest.mark.browser, pytest.mark.seconds(12)]

MOST = 0.05
SIZES = {"laptop": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}
FIRST = "/"
ADDRESSES = (
    FIRST,
    "/?layer=shaked_zari_2025&bones=L3",
    "/?page=pathways",
    "/?page=pathways&journey=lung_femur_left",
    "/?page=evidence&part=claims",
    "/?page=evidence&part=agreement",
    "/?page=detection",
    "/?page=teach",
    "/?page=practise",
    "/?page=your-data",
    "/?page=sources",
)
PAGES = ("Pathways", "Evidence", "Detection", "Teach", "Practise", "Your data", "Sources", "Atlas")
WATCH = """
  window.shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries()))
    .observe({type: "layout-shift", buffered: true});
"""
# The sum of all shifts, never less than that of the worst run of them; and what was pushed about most.
# Those that follow a click are not excused: on a slow machine they come too late for that.
SHIFTED = """() => {
  const all = shifts.splice(0).sort((a, b) => b.value - a.value);
  const moved = all[0]?.sources.map(({node}) => (node?.parentElement ?? node)?.outerHTML.slice(0, 200));
  return {sum: all.reduce((sum, {value}) => sum + value, 0), moved};
}"""

# All that is on the page is drawn, and a scene has also fetched what the next clicks will ask for.
COMPLETE = """async () => {
  const views = [...document.querySelectorAll(".atlas-figure, .atlas-scene")].map((e) => e.atlasView);
  await Promise.all(views.map((view) => view?.queue));
  return !document.querySelector(".atlas-scene:not([data-prefetched])");
}"""


def shifted(page: Page) -> dict[str, Any]:
    """Wait until nothing more comes; return how much was pushed about since the last time."""
    until_idle(page)
    until(page, COMPLETE, 30)
    drawn_again(page)
    found: dict[str, Any] = page.evaluate(SHIFTED)
    return found


def _loads() -> list[Any]:
    return [
        pytest.param(
            size, address, id=f"{size}-{address}", marks=[] if address == FIRST else pytest.mark.exhaustive
        )
        for size in SIZES
        for address in ADDRESSES
    ]


@pytest.mark.parametrize(("size", "address"), _loads())
def test_a_page_that_loads_pushes_nothing_about(
    new_context: Callable[..., BrowserContext], size: str, address: str
) -> None:
    page = new_context(viewport=SIZES[size]).new_page()
    page.add_init_script(WATCH)
    page.goto(address)
    found = shifted(page)
    assert found["sum"] <= MOST, found


def follow(page: Page, title: str) -> None:
    """Follow the link of the head to a page, and wait until all of it has come."""
    menu = page.locator(".atlas-menu summary")
    if menu.is_visible():
        menu.click()
    page.locator(".atlas-page-link:visible").get_by_text(title, exact=True).click()
    expect(page.locator(f"[data-page-end='{title}']")).to_be_visible(timeout=30_000)


@pytest.mark.parametrize(
    ("size", "titles"),
    [
        ("laptop", ("Evidence", "Atlas")),
        *(pytest.param(size, PAGES, marks=pytest.mark.exhaustive) for size in SIZES),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)} pages",
)
def test_a_page_that_comes_after_another_pushes_nothing_about(
    new_context: Callable[..., BrowserContext], size: str, titles: tuple[str, ...]
) -> None:
    page = new_context(viewport=SIZES[size]).new_page()
    page.add_init_script(WATCH)
    page.goto(FIRST)
    shifted(page)
    found = {}
    for title in titles:
        follow(page, title)
        found[title] = shifted(page)
    assert not {title: shift for title, shift in found.items() if shift["sum"] > MOST}


def test_a_page_that_does_not_come_is_named_below_the_head(page: Page) -> None:
    page.goto(FIRST)
    until_idle(page)
    # As a run that has shown the head of another page, and nothing else yet.
    page.locator(".atlas-links [aria-current=page]").evaluate("link => { link.textContent = 'Sources'; }")
    expect(page.get_by_role("status").filter(has_text="Sources is on its way.")).to_be_visible()
    expect(page.locator(".atlas-scene")).to_be_hidden()
    expect(page.locator(".atlas-brand h1")).to_be_visible()
    page.locator("[data-page-end]").evaluate("end => { end.dataset.pageEnd = 'Sources'; }")
    page.locator("[data-testid=stApp]").evaluate("app => app.append(document.createElement('i'))")
    expect(page.locator(".atlas-scene")).to_be_visible()
    expect(page.locator(".atlas-coming")).to_have_count(0)
