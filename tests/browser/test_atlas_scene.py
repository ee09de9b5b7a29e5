"""The Atlas page is held by the browser: once its files are there, nothing it does asks the server."""

from __future__ import annotations

import pytest
from atlas_page import NOTICES, AtlasPage, known, name
from conftest import Watch
from playwright.sync_api import Page, expect
from traffic import Traffic
from waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.seconds(50)]

BONES = (
    "L3",
    "rib_7_left",
    "sternum",
    "skull",
    "femur_proximal_right",
    "T4",
    "hip_bone_left",
    "humerus_left",
)
LAYERS = ("article", "shaked_zari_2025", "chen_2017", "popoola_2013", "singh_2024")


def ready(page: Page, **query: str) -> AtlasPage:
    return AtlasPage(page).open(**query).prefetched()


def test_fifty_clicks_and_ten_layers_ask_nothing_of_the_server(page: Page) -> None:
    atlas = ready(page, layer="shaked_zari_2025")
    traffic = Traffic(page)
    drawn = [bone for bone in BONES if bone in known().anatomy.bones()]
    for turn in range(10):
        layer = LAYERS[turn % len(LAYERS)]
        if atlas.query()["layer"] != layer:
            atlas.choose_layer(layer)
        for click in range(5):
            bone = drawn[(5 * turn + click) % len(drawn)]
            atlas.select(bone)
            expect(atlas.heading.first).to_contain_text(name(bone))
    traffic.none()


def test_back_and_forward_within_the_page_make_no_frame(page: Page) -> None:
    atlas = ready(page, layer="article")
    traffic = Traffic(page)
    atlas.choose_layer("shaked_zari_2025")
    atlas.select("L3")
    atlas.choose_layer("chen_2017")
    page.go_back()
    atlas.in_url(layer="shaked_zari_2025", site="L3")
    atlas.painted()
    page.go_back()
    atlas.in_url(layer="article", site=None)
    atlas.painted()
    page.go_forward()
    atlas.in_url(layer="shaked_zari_2025")
    atlas.painted()
    until(page, f"() => {atlas.view()}.selected.join() === 'L3'")
    traffic.none()


def test_a_slide_is_made_of_exactly_what_is_seen(page: Page) -> None:
    atlas = ready(page, layer="article")
    atlas.choose_layer("chen_2017")
    atlas.select("L3")
    page.get_by_role("button", name="Add this view as a slide").click()
    expect(page.locator("[data-testid=stToast]")).to_contain_text("L3: Chen 2017")
    atlas.in_url(layer="chen_2017", site="L3")


def test_links_to_other_pages_carry_what_is_seen(page: Page) -> None:
    atlas = ready(page, layer="chen_2017")
    atlas.select("L3")
    page.get_by_role("link", name="Pathways").first.click()
    atlas.in_url(layer="chen_2017", site="L3")
    page.get_by_role("link", name="Atlas").first.click()
    atlas.in_url(layer="chen_2017", site="L3")
    expect(atlas.heading.first).to_contain_text("Lumbar spine")


def test_a_reload_and_a_second_tab_have_what_each_shows(page: Page) -> None:
    atlas = AtlasPage(page).open(layer="article")
    atlas.choose_layer("chen_2017")
    atlas.choose_view("back")
    atlas.select("L3")
    other = AtlasPage(page.context.new_page()).open(layer="shaked_zari_2025", site="sternum")
    other.choose_view("left")
    shown = {"layer": "chen_2017", "view": "back", "site": "L3"}
    assert atlas.query() == shown
    page.reload()
    atlas.settle()
    atlas.painted()
    assert atlas.query() == shown
    atlas.selected("L3")
    expect(atlas.heading).to_have_text(name("L3"))
    assert other.query() == {"layer": "shaked_zari_2025", "view": "left", "site": "sternum"}
    other.page.close()


def test_a_link_of_before_shows_what_it_showed(page: Page) -> None:
    """Parts that another page uses are carried along; the order of the parts is no matter."""
    page.goto("/?site=L3,ribs&names=la&view=back&layer=chen_2017&breast=right&journey=lung_rib_left&step=2")
    atlas = AtlasPage(page)
    atlas.settle(45)
    atlas.painted()
    atlas.selected("L3", "ribs")
    expect(atlas.heading).to_have_text("2 sites selected")
    page.get_by_role("link", name="Pathways").first.click()
    atlas.in_url(journey="lung_rib_left", step="2", layer="chen_2017")


def test_what_cannot_be_fetched_is_said_and_the_page_stands(page: Page, watch: Watch) -> None:
    page.route("**/viz/atlas/*", lambda route: route.fulfill(status=503, body="left.geojson is missing"))
    page.goto("/")
    expect(page.locator(NOTICES)).to_contain_text("left.geojson is missing", timeout=30_000)
    assert page.get_by_role("navigation").first.is_visible()
    watch.problems.clear()  # the answer 503 is what is tested
