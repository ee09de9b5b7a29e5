"""The light picture of the skeleton answers before plotly.js is there, which then goes on from it."""

from __future__ import annotations

import pytest
from atlas_page import COMPARISON, FIGURE, RANKING, AtlasPage
from playwright.sync_api import Page, Route, expect
from waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.seconds(40)]

# A point of the window in the middle of a bone, by the light picture's own outlines.
POINT = """([selector, bone]) => {
  const {preview} = document.querySelector(selector).atlasView;
  const [x, y] = preview.hit.centreOf([bone]);
  const {xaxis, yaxis} = preview._fullLayout;
  const box = preview.getBoundingClientRect();
  const part = (value, [from, to]) => (value - from) / (to - from);
  return [
    box.left + xaxis._offset + part(x, xaxis.range) * xaxis._length,
    box.top + yaxis._offset + (1 - part(y, yaxis.range)) * yaxis._length,
  ];
}"""
LIGHT = f"{FIGURE} .atlas-light"


class Gate:
    """Holds plotly.js back until it is opened."""

    def __init__(self, page: Page) -> None:
        self._held: list[Route] = []
        self._open = False
        page.route("**/plotly*.js", self._hold)

    def _hold(self, route: Route) -> None:
        if self._open:
            route.continue_()
        else:
            self._held.append(route)

    def open(self) -> None:
        self._open = True
        for route in self._held:
            route.continue_()


def held(page: Page, query: str) -> Gate:
    gate = Gate(page)
    page.goto(f"/?{query}")
    expect(page.locator(f"{FIGURE} .atlas-stage[data-answers=light]")).to_be_attached(timeout=30_000)
    return gate


@pytest.mark.parametrize("extent", ["whole", "trunk"])
def test_hover_click_key_and_zoom_are_answered_and_kept(page: Page, extent: str) -> None:
    gate = held(page, f"layer=shaked_zari_2025&extent={extent}")
    atlas = AtlasPage(page)
    x, y = page.evaluate(POINT, [FIGURE, "L3"])
    page.mouse.move(x, y)
    expect(page.locator(f"{FIGURE} .atlas-tooltip")).to_contain_text("46.7 % (50 of 107")
    page.mouse.click(x, y)
    atlas.selected("L3")
    expect(atlas.heading.first).to_have_text("Lumbar spine")
    assert page.locator(f"{LIGHT} path[stroke]").count() > 0
    page.get_by_role("listbox", name="Bones, from head to foot").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    atlas.selected("L4")
    atlas.button("Zoom in").click()
    seen = page.evaluate(f"() => {atlas.view()}.preview.ranges")
    gate.open()
    expect(page.locator(LIGHT)).to_have_count(0, timeout=30_000)
    atlas.selected("L4")
    ranges = atlas.ranges()
    assert abs(ranges["y"][0] - seen["y"][0]) < 3
    assert abs(ranges["y"][1] - seen["y"][1]) < 3
    assert atlas.js("view.plot.marks.shapes.length") > 0


def test_ranking_and_comparison_need_no_plotly(page: Page) -> None:
    held(page, "layer=shaked_zari_2025&site=L3")
    for selector in (RANKING, COMPARISON):
        expect(page.locator(f"{selector} .atlas-dot").first).to_be_visible()
    assert page.evaluate("() => globalThis.Plotly === undefined")


def test_another_layer_is_shown_and_told_before_plotly_is_there(page: Page) -> None:
    gate = held(page, "layer=article")
    atlas = AtlasPage(page)
    page.locator(".atlas-study").select_option("shaked_zari_2025")
    x, y = page.evaluate(POINT, [FIGURE, "L3"])
    until(
        page,
        f"() => Object.values({{...document.querySelector('{FIGURE}').atlasView.texts}})[0]?.includes('107')",
    )
    page.mouse.move(x, y)
    expect(page.locator(f"{FIGURE} .atlas-tooltip")).to_contain_text("50 of 107")
    gate.open()
    expect(page.locator(LIGHT)).to_have_count(0, timeout=30_000)
    atlas.painted()


def test_the_picture_stands_where_the_figure_will(page: Page) -> None:
    gate = held(page, "layer=article")
    light = page.evaluate(POINT, [FIGURE, "sternum"])
    gate.open()
    expect(page.locator(LIGHT)).to_have_count(0, timeout=30_000)
    drawn = page.evaluate(
        """([selector, bone]) => {
          const {plot} = document.querySelector(selector).atlasView;
          const [x, y] = plot.hit.centreOf([bone]);
          const {xaxis, yaxis} = plot.element._fullLayout;
          const box = plot.element.getBoundingClientRect();
          return [box.left + xaxis._offset + xaxis.d2p(x), box.top + yaxis._offset + yaxis.d2p(y)];
        }""",
        [FIGURE, "sternum"],
    )
    assert abs(light[0] - drawn[0]) < 2
    assert abs(light[1] - drawn[1]) < 2
