"""A page on paper: light colours whatever the theme, whole figures as wide as the paper, nothing to click."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from any_page import PAGES
from playwright.sync_api import Page
from waiting import still, until

pytestmark = [pytest.mark.browser, pytest.mark.seconds(12)]

#: What A4 and Letter leave between margins of 10 mm, in px; and how high A4 is without them.
PAPER_WIDE, PAPER_HIGH = 718, 1040
#: Width of each figure, and its height.
SIZES = """() => [...document.querySelectorAll(".atlas-plot")].filter((e) => e.clientWidth)
  .map((e) => e.getBoundingClientRect()).map(({width, height}) => [width, height])"""
CLICKED = """() => [...document.querySelectorAll("button, input, select, textarea, nav a, [role=toolbar]")]
  .filter((e) => e.checkVisibility() && !e.matches(".atlas-sort") && e.getBoundingClientRect().width > 1)
  .map((e) => e.outerHTML.slice(0, 90))"""
#: What is longer than it is shown, or sticks out of the paper.
CUT = """() => [...document.querySelectorAll(".stApp *")].filter((e) => {
  const {overflowX, overflowY} = getComputedStyle(e);
  const {width, right} = e.getBoundingClientRect();
  if (width < 2 || !e.checkVisibility() || e.closest("svg, .atlas-plot")) return false;
  const clips = [overflowX, overflowY].some((overflow) => overflow !== "visible");
  const hidden = clips && (e.scrollHeight > e.clientHeight + 2 || e.scrollWidth > e.clientWidth + 2);
  const page = e.parentElement.closest(".stMainBlockContainer");
  return hidden || (page && right > page.getBoundingClientRect().right + 2);
}).map((e) => e.outerHTML.slice(0, 90))"""
THEMES = """() => [...document.querySelectorAll(".atlas-figure")].map((e) => e.atlasView?.plot)
  .filter((plot) => plot?.ready && plot.element.clientWidth).map((plot) => plot.theme)"""
LIGHT = """() => ["body", ".stApp"].map((name) => getComputedStyle(document.querySelector(name)))
  .map(({color, backgroundColor}) => `${color} on ${backgroundColor}`)"""


@contextmanager
def on_paper(page: Page) -> Iterator[None]:
    """Hold a page as it is printed, for a reader of dark screens."""
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    yield
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen", color_scheme="dark")


def holds(page: Page) -> None:
    """Hold a printed page against what paper needs."""
    assert page.evaluate(LIGHT) == ["rgb(38, 35, 31) on rgb(255, 255, 255)"] * 2
    assert set(page.evaluate(THEMES)) <= {"light"}
    assert page.evaluate(CLICKED) == []
    assert page.evaluate(CUT) == []
    too_large = [s for s in page.evaluate(SIZES) if s[0] > PAPER_WIDE or s[1] > PAPER_HIGH]
    assert not too_large
    foot = page.locator(".atlas-printed").inner_text()
    assert "Bone Metastasis Atlas" in foot
    assert "data version" in foot
    assert page.evaluate("location.href") in foot


def test_a_dark_page_is_printed_in_light_colours_and_goes_on_in_dark_ones(keep: Callable[..., Page]) -> None:
    page = keep(color_scheme="dark")
    page.goto("/?layer=shaked_zari_2025&site=lumbar_spine")
    page.locator(".atlas-comparison .atlas-figure[data-drawn]").wait_for(timeout=45_000)
    still(page)
    before = page.evaluate(SIZES)
    with on_paper(page):
        holds(page)
        assert len(page.evaluate(THEMES)) == 3
        assert {round(width) for width, _ in page.evaluate(SIZES)} == {700}
    until(page, f"() => ({THEMES})().every((theme) => theme === 'dark')")
    still(page)
    assert page.evaluate(SIZES) == before
    assert page.locator(".atlas-printed").count() == 0


@pytest.mark.exhaustive
@pytest.mark.parametrize("address", ["/?page=pathways", "/?page=sources", "/?page=practise", *PAGES])
def test_every_page_is_fit_for_paper(keep: Callable[..., Page], address: str) -> None:
    page = keep(color_scheme="dark")
    page.goto(address)
    if address in PAGES:
        page.locator(PAGES[address]).first.wait_for(state="attached", timeout=45_000)
    still(page)
    with on_paper(page):
        holds(page)
