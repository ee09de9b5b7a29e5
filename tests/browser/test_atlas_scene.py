"""The Atlas page is held by the browser: once its files are there, nothing it does asks the server."""

from __future__ import annotations

import pytest
from atlas_page import AtlasPage, known, name
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
    atlas = AtlasPage(page).open(**query)
    expect(page.locator(".atlas-scene[data-prefetched]")).to_be_attached(timeout=60_000)
    return atlas


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
