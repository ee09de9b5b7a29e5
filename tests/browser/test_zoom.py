"""Zoom: the reader's own, so nothing else on the page may change it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from atlas_page import AtlasPage
from playwright.sync_api import Page, expect
from waiting import still, until

pytestmark = [pytest.mark.browser, pytest.mark.seconds(20)]


def span(ranges: dict[str, list[float]]) -> float:
    """Return the height that is seen, in millimetres."""
    return abs(ranges["y"][1] - ranges["y"][0])


def same(a: dict[str, list[float]], b: dict[str, list[float]]) -> bool:
    """Compare two sections of the skeleton: the same middle, the same width.

    The height of the figure differs a little between legend and colour bar, so the range upwards may too.
    """
    middles = [abs(sum(a[axis]) - sum(b[axis])) / 2 < 2 for axis in "xy"]
    return all(middles) and all(abs(p - q) < 2 for p, q in zip(a["x"], b["x"], strict=True))


def zoom(atlas: AtlasPage, name: str) -> None:
    """Press a button that changes what is seen, and wait until it has."""
    before = atlas.ranges()["x"][0]
    atlas.button(name).click()
    until(atlas.page, f"() => {atlas.view()}.plot.ranges().x[0] !== {before}")
    still(atlas.page)


@pytest.fixture
def page(keep: Callable[..., Page]) -> Page:
    """One page for all tests of this file."""
    return keep()


def test_zoom_stays_until_reset(page: Page) -> None:
    atlas = AtlasPage(page).again("shaked_zari_2025")
    home = atlas.ranges()
    zoom(atlas, "Zoom in")
    zoom(atlas, "Zoom in")
    zoomed = atlas.ranges()
    assert span(zoomed) < 0.5 * span(home)
    atlas.click("L3")
    atlas.selected("L3")
    expect(atlas.heading).to_have_text("Lumbar spine")
    assert same(atlas.ranges(), zoomed), "a click moved the skeleton"
    atlas.choose_layer("shaked_zari_2025.luminal_a")
    assert same(atlas.ranges(), zoomed), "another layer moved the skeleton"
    atlas.choose_layer("article")
    assert same(atlas.ranges(), zoomed), "the article moved the skeleton"
    atlas.choose_view("back")
    assert same(atlas.ranges(), zoomed), "another view moved the skeleton"
    atlas.click("L3")
    zoom(atlas, "Zoom out")
    assert span(atlas.ranges()) > 1.2 * span(zoomed)
    zoom(atlas, "Show the whole figure")
    assert abs(span(atlas.ranges()) - span(home)) < 2


def test_click_hits_the_bone_after_zoom_and_pan(page: Page) -> None:
    atlas = AtlasPage(page).again("shaked_zari_2025")
    for _ in range(2):
        zoom(atlas, "Zoom in")
    x, y = atlas.point_now("L3")
    before = atlas.ranges()["x"][0]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=4)
    page.mouse.up()
    until(page, f"() => {atlas.view()}.plot.ranges().x[0] !== {before}")
    still(page)
    moved = atlas.point_now("L3")
    assert abs(moved[0] - x) > 20, "the figure did not follow the hand"
    for bone in ("L3", "L1", "hip_bone_left"):
        atlas.click(bone)
        atlas.selected(bone)
