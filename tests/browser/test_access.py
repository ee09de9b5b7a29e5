"""axe-core on the real page, light and dark, with and without a selection, on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from atlas_page import COMPARISON, PHONE, AtlasPage
from axe import clean, violations
from pathways_page import DIAGRAM, PathwaysPage
from playwright.sync_api import BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.seconds(50)]


def test_axe_finds_nothing(page: Page) -> None:
    atlas = AtlasPage(page).open(layer="article")
    clean(atlas.page, "nothing selected")
    atlas.choose_layer("shaked_zari_2025.triple_negative")
    atlas.select("L3")
    page.locator(f"{COMPARISON}[data-drawn]").wait_for()
    atlas.open_table()
    clean(atlas.page, "a bone, its comparison and the table")
    atlas.select("L3", "sternum")
    atlas.button("List of bones").click()
    clean(atlas.page, "two bones and the list")


def test_axe_finds_nothing_on_a_phone(new_context: Callable[..., BrowserContext]) -> None:
    atlas = AtlasPage(new_context(**PHONE).new_page()).open(layer="shaked_zari_2025", site="hip_bone_left")
    clean(atlas.page, "a phone", ("light",))


def test_axe_would_find_something(page: Page) -> None:
    """The guard of the guard: an image without a text is found."""
    AtlasPage(page).open(layer="article")
    page.evaluate("""() => {
      const image = new Image(40, 40);
      image.src = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=";
      document.querySelector(".atlas-brand").append(image);
    }""")
    assert "image-alt" in {violation["id"] for violation in violations(page)}


def test_axe_finds_nothing_on_the_pathways(page: Page) -> None:
    ways = PathwaysPage(page).open(journey="plexus_pelvis_left", step="7")
    page.get_by_role("button", name="Show the steps as a table").click()
    page.locator(".atlas-table").first.wait_for()
    clean(ways.page, "a journey and its table")
    ways.open(site="pelvis", route="vertebral_venous")
    page.locator(DIAGRAM).get_by_role("button", name="List of vessels and bones").click()
    clean(ways.page, "a site and the list")


def test_axe_finds_nothing_on_the_pathways_on_a_phone(new_context: Callable[..., BrowserContext]) -> None:
    ways = PathwaysPage(new_context(**PHONE).new_page()).open(site="internal_vertebral_venous_plexus")
    clean(ways.page, "a phone", ("light",))
