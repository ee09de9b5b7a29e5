"""What fits where: no sideways scrolling on a phone, everything that matters on a lecture room's screen."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from atlas_page import FIGURE, PHONE, AtlasPage
from playwright.sync_api import BrowserContext, Page, expect
from waiting import in_theme, still

pytestmark = [pytest.mark.browser, pytest.mark.seconds(30)]

WIDTHS = """() => {
  const wide = document.documentElement.clientWidth;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const scrollers = all("html, body, [data-testid=stMain], [data-testid=stAppViewContainer]");
  const sideways = scrollers.filter((e) => e.scrollWidth > wide).map((e) => `${e.tagName} ${e.scrollWidth}`);
  // Plotly's invisible handles at the corners are cut off by their figure.
  const excused = ".draglayer, .atlas-scroll, .atlas-list, [data-testid=stHeader]";
  const out = all(".stApp *").filter((e) => {
    const box = e.getBoundingClientRect();
    return box.width > 0 && box.right > wide + 1 && !e.closest(excused) && e.checkVisibility()
      && getComputedStyle(e).position !== "fixed";
  });
  const told = (e) => `${e.tagName}.${e.getAttribute("class")} to ${e.getBoundingClientRect().right}`;
  return [wide, sideways, out.slice(0, 5).map(told)];
}"""

# Smallest box round all filled bones, in the window.
BONES_BOX = """(selector) => {
  const fills = [...document.querySelectorAll(selector + " .scatterlayer path.js-fill")];
  const boxes = fills.map((path) => path.getBoundingClientRect()).filter((b) => b.width);
  const least = (side) => Math.min(...boxes.map((b) => b[side]));
  const most = (side) => Math.max(...boxes.map((b) => b[side]));
  return {left: least("left"), top: least("top"), right: most("right"), bottom: most("bottom")};
}"""

PIECES = """(selector) => [...document.querySelectorAll(selector)]
  .map((e) => [e.textContent, e.getBoundingClientRect().toJSON()]).filter(([, box]) => box.width)"""


def check_no_sideways(page: Page) -> None:
    """Nothing is wider than the window, in either theme."""
    for scheme in ("dark", "light"):
        in_theme(page, scheme)
        wide, sideways, out = page.evaluate(WIDTHS)
        assert wide == 390
        assert not sideways, scheme
        assert not out, scheme


@pytest.fixture
def page(keep: Callable[..., Page]) -> Page:
    """One page for all tests of this file."""
    return keep()


def test_phone_never_scrolls_sideways(new_context: Callable[..., BrowserContext]) -> None:
    atlas = AtlasPage(new_context(**PHONE).new_page()).open(layer="article")
    check_no_sideways(atlas.page)
    atlas.select("hip_bone_left")
    expect(atlas.heading).to_contain_text("Pelvis")
    check_no_sideways(atlas.page)
    atlas.choose_layer("shaked_zari_2025")
    atlas.settle()
    still(atlas.page)
    check_no_sideways(atlas.page)
    atlas.open_table()
    check_no_sideways(atlas.page)
    atlas.select("L3", "sternum")
    expect(atlas.heading).to_have_text("2 sites selected")
    check_no_sideways(atlas.page)


def test_phone_shows_the_figure_first(new_context: Callable[..., BrowserContext]) -> None:
    atlas = AtlasPage(new_context(**PHONE).new_page()).open(layer="shaked_zari_2025")
    box = atlas.page.evaluate(BONES_BOX, FIGURE)
    assert box["left"] >= 0
    assert box["right"] <= 390
    assert box["top"] < 844 / 2, "the skeleton begins below the middle of the first screen"
    assert box["bottom"] - box["top"] > 300
    for button in atlas.page.locator(".atlas-skeleton").get_by_role("button").all():
        size = button.bounding_box()
        assert size is not None
        assert min(size["width"], size["height"]) >= 40, "too small for a finger"


def test_lecture_screen_needs_no_scrolling(page: Page) -> None:
    atlas = AtlasPage(page)
    for (layer, site), (width, height) in product(
        (("shaked_zari_2025", "L3"), ("article", "")), ((1366, 768), (1280, 720))
    ):
        page.set_viewport_size({"width": width, "height": height})
        atlas.again(layer, "front", *filter(None, [site]))
        still(page)
        bones = atlas.page.evaluate(BONES_BOX, FIGURE)
        assert bones["left"] >= 0
        assert bones["top"] >= 0
        assert bones["right"] <= width
        assert bones["bottom"] <= height
        assert bones["bottom"] - bones["top"] > 0.5 * height, "the skeleton is small"
        selectors = [
            ".atlas-key-title",
            ".atlas-key-classes li",
            f"{FIGURE} .annotation-text",
            ".atlas-source b",
            "h1",
            ".atlas-detail h2",
            ":is(.atlas-tools, .atlas-skeleton) .atlas-toolbar button",
        ]
        selectors += [".atlas-key-ticks span"] if site else []
        for selector in selectors:
            pieces = atlas.page.evaluate(PIECES, selector)
            assert pieces, f"{selector} is not there"
            for text, box in pieces:
                inside = (
                    box["left"] >= 0 and box["top"] >= 0 and box["right"] <= width and box["bottom"] <= height
                )
                assert inside, f"{selector} “{text}” lies outside {width}x{height}: {box}"


def test_labels_do_not_overlap(page: Page) -> None:
    atlas = AtlasPage(page)
    layers, views = ("shaked_zari_2025", "article", "acrometastases_2014"), ("front", "back", "left")
    for layer, view in product(layers, views):
        atlas.again(layer, view)
        pieces = page.evaluate(PIECES, f"{FIGURE} .annotation-text")
        pieces += page.evaluate(PIECES, ".atlas-key-classes li")
        for i, (a, p) in enumerate(pieces):
            for b, q in pieces[i + 1 :]:
                apart = (
                    p["right"] <= q["left"]
                    or q["right"] <= p["left"]
                    or p["bottom"] <= q["top"] + 2
                    or q["bottom"] <= p["top"] + 2
                )
                assert apart, f"{layer}, {view}: “{a}” and “{b}” overlap: {p} {q}"
