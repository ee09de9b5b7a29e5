"""The server is stopped and started again: the page says so, goes on, and comes back as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from app_server import Server
from atlas_page import AtlasPage, name
from conftest import Watch
from playwright.sync_api import BrowserContext, Page, expect
from practise_page import PractisePage
from present_page import PresentPage, number_of
from waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.seconds(40)]

LINE = ".atlas-connection"
LOST = "No connection to the atlas’s server"
TABLE = "site;count;n\nL-spine;50;107\nribs;20;107\n"


def away(page: Page) -> None:
    expect(page.locator(LINE)).to_contain_text(LOST, timeout=20_000)
    assert page.get_by_role("dialog").count() == 0


def back(page: Page) -> None:
    expect(page.locator(LINE)).to_be_empty(timeout=30_000)
    until(page, "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'")


def panel_names(page: Page, site: str) -> None:
    """The panel has the name of a site at its head, and no other panel stands there."""
    expect(page.locator(".atlas-detail h2")).to_have_text(site)


def shares(page: Page) -> None:
    """The card of Share has the address of what is seen and its code, with no server to make it."""
    page.get_by_role("button", name="Share", exact=True).click()
    card = page.locator(".atlas-share")
    expect(card.locator("a[href^=http]")).to_have_text(page.url)
    until(page, "() => document.querySelector('.atlas-share img').naturalWidth > 100")
    page.keyboard.press("Escape")
    expect(card).not_to_be_visible()


def test_the_atlas_goes_on_without_its_server_and_a_slide_is_what_is_seen(
    own: Server, new_context: Callable[..., BrowserContext], watch: Watch
) -> None:
    atlas = AtlasPage(new_context(fresh=True, base_url=own.url).new_page()).open(layer="shaked_zari_2025")
    atlas.prefetched()
    own.stop()
    away(atlas.page)
    for layer in ("article", "chen_2017"):
        atlas.choose_layer(layer)
        for bone in ("L3", "hip_bone_left", "sternum"):
            atlas.click(bone)
            atlas.selected(bone)
            panel_names(atlas.page, name(bone))
    atlas.open_table()
    for view in ("left", "all", "back"):
        atlas.choose_view(view)
    atlas.click("sacrum")
    panel_names(atlas.page, "Sacrum")
    shares(atlas.page)
    own.start()
    back(atlas.page)
    assert atlas.query() == {"layer": "chen_2017", "view": "back", "site": "sacrum"}
    atlas.selected("sacrum")
    panel_names(atlas.page, "Sacrum")
    atlas.page.get_by_role("button", name="Add this view as a slide").click()
    expect(atlas.page.locator("[data-testid=stToast]")).to_contain_text("Sacrum: Chen 2017", timeout=20_000)
    assert atlas.query() == {"layer": "chen_2017", "view": "back", "site": "sacrum"}
    watch.problems.clear()  # that the server cannot be reached is what is tested


def test_everything_comes_back_as_it_was(
    own: Server, new_context: Callable[..., BrowserContext], watch: Watch
) -> None:
    context = new_context(fresh=True, base_url=own.url)
    atlas = AtlasPage(context.new_page()).open(layer="shaked_zari_2025", view="back", site="L3")
    present = PresentPage(context.new_page()).open("where", slide=3)
    practise = PractisePage(context.new_page()).load(quiz="11", topic="bones", level="easy")
    first = practise.quiz.get_attribute("data-key")
    own_data = context.new_page()
    own_data.goto("/?page=your-data")
    own_data.get_by_role("radio", name="Paste a table").click()
    area = own_data.locator(".st-key-uploaded_text textarea")
    area.fill(TABLE)
    area.press("Control+Enter")
    expect(own_data.get_by_role("cell", name="L-spine")).to_be_visible()

    own.stop()
    for page in context.pages:
        away(page)
    atlas.click("sacrum")
    expect(atlas.figure).to_have_attribute("data-selected", "sacrum")
    while present.root.get_attribute("data-slide") == "3":
        present.press("ArrowRight")
    present.drawn()
    present.stands(4)
    practise.by_keyboard(practise.wanted(True))
    practise.page.keyboard.press("Enter")
    until(practise.page, f"document.querySelector('.atlas-quiz').dataset.key !== '{first}'")
    second = practise.quiz.get_attribute("data-key")

    own.start()
    for page in context.pages:
        back(page)
    # A highlight never stands beside the figures of another site.
    atlas.selected("sacrum")
    panel_names(atlas.page, "Sacrum")
    assert atlas.query() == {"layer": "shaked_zari_2025", "view": "back", "site": "sacrum"}
    present.in_url(lesson="where", slide=str(number_of("where", 4)))
    present.stands(4)
    assert practise.quiz.get_attribute("data-key") == second
    expect(area).to_have_value(TABLE)
    expect(own_data.get_by_role("cell", name="L-spine")).to_be_visible()
    # No control is dead.
    atlas.choose_view("front")
    panel_names(atlas.page, "Sacrum")
    atlas.click("L3")
    panel_names(atlas.page, "Lumbar spine")
    own_data.get_by_role("button", name="Remove my table").click()
    expect(own_data.get_by_role("cell", name="L-spine")).to_have_count(0)
    watch.problems.clear()  # that the server cannot be reached is what is tested
