"""The Detection page is held by the browser: slider, tables and pictures ask the server nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from saved_picture import saved_drawing
from traffic import Traffic
from waiting import until, until_idle

pytestmark = [pytest.mark.browser, pytest.mark.seconds(25)]

THRESHOLD = "[data-place=threshold]"


@pytest.fixture
def page(keep: Callable[..., Page]) -> Page:
    return keep()


def came_up(page: Page, query: str | None = "") -> None:
    """Open the page with a query, or load the one that is open anew, and wait until all of it is there."""
    if query is None:
        page.reload()
    else:
        page.goto(f"/detection{query}")
    expect(page.locator(".atlas-scene[data-prefetched]")).to_be_attached(timeout=60_000)
    expect(page.locator("[data-place=prevalence_autopsy][data-drawn]")).to_be_attached(timeout=30_000)
    until_idle(page)


def test_slider_tables_and_history_ask_the_server_nothing(page: Page) -> None:
    came_up(page)
    traffic = Traffic(page)
    slider = page.get_by_role("slider", name="Mineral lost in the focus")
    verdict = page.locator("output.atlas-loss-verdict")
    slider.focus()
    for loss, says in ((25, "not visible"), (30, "threshold band: may be seen")):
        page.keyboard.press("ArrowRight")
        expect(slider).to_have_value(str(loss))
        expect(slider).to_have_attribute("aria-valuetext", f"{loss} %")
        expect(verdict).to_have_text(f"{loss} % lost. On an X-ray: {says}")
        expect(page.locator(THRESHOLD)).to_contain_text(f"{loss} % of the mineral lost")
    page.keyboard.press("End")
    expect(page.locator(THRESHOLD)).to_contain_text("60 % of the mineral lost")
    expect(page).to_have_url(re.compile(r"/detection\?loss=60$"))
    page.get_by_role("switch", name="Open all tables").click()
    expect(page.locator("details.atlas-folded:not([open])")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/detection\?loss=60&table=1$"))
    for loss in (60, 30):
        page.go_back()
        expect(page.locator("details.atlas-folded[open]")).to_have_count(0)
        expect(page.locator(THRESHOLD)).to_contain_text(f"{loss} % of the mineral lost")
    page.go_forward()
    expect(page.locator(THRESHOLD)).to_contain_text("60 % of the mineral lost")
    traffic.none()


def test_a_drag_of_the_slider_is_one_step_back(page: Page) -> None:
    came_up(page)
    slider = page.get_by_role("slider")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box
    assert box["height"] >= 44
    page.mouse.move(box["x"] + box["width"] / 3, box["y"] + box["height"] / 2)
    page.mouse.down()
    for part in (0.4, 0.55, 0.7, 0.85, 1):
        page.mouse.move(box["x"] + box["width"] * part, box["y"] + box["height"] / 2)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"/detection\?loss=60$"))
    expect(page.locator(THRESHOLD)).to_contain_text("60 % of the mineral lost")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/detection$"))
    expect(page.locator(THRESHOLD)).to_contain_text("20 % of the mineral lost")


def test_a_deep_link_a_reload_and_an_unknown_loss(page: Page) -> None:
    came_up(page, "?loss=55&table=1")
    for _ in range(2):
        expect(page.get_by_role("slider")).to_have_value("55")
        expect(page.get_by_role("switch")).to_be_checked()
        expect(page.locator(THRESHOLD)).to_contain_text("55 % of the mineral lost")
        expect(page).to_have_url(re.compile(r"/detection\?loss=55&table=1$"))
        came_up(page, None)
    came_up(page, "?loss=33")
    expect(page.locator(".atlas-notices p")).to_contain_text("a loss of “33” %")
    expect(page.get_by_role("slider")).to_have_value("20")
    expect(page).to_have_url(re.compile(r"/detection\?loss=33$"))
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"/detection\?loss=25$"))
    expect(page.locator(".atlas-notices p")).to_have_count(0)


def test_a_picture_is_saved_whole_and_becomes_a_slide(page: Page) -> None:
    came_up(page)
    places = page.locator(".atlas-figure[data-place]")
    for place in places.all():
        out, said = saved_drawing(place)
        assert out == [], said
        assert "Sources:" in said
        assert "CC BY 4.0" in said
    page.locator(THRESHOLD).get_by_role("button", name="Add this picture as a slide").click()
    expect(page.get_by_text("is now slide 1 of 1 in your lesson")).to_be_visible(timeout=20_000)
    until(page, "() => document.querySelector('.atlas-scene [data-place=threshold]')?.dataset.drawn")
