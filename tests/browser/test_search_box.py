"""The search box of the Atlas page: a bone or site by any of its names, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from atlas_page import AtlasPage
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.seconds(30)]


@pytest.fixture
def page(keep: Callable[..., Page]) -> Page:
    """One page for all tests of this file."""
    return keep()


@pytest.mark.parametrize(
    ("letters", "chosen", "heading"),
    [
        ("L3", "L3", "lumbar spine"),
        ("hip", "pelvis", "Pelvis"),
        ("thigh bone", "femur", "Femur"),
        ("Kreuzbein", "sacrum", "Sacrum"),
        ("腰椎", "lumbar_spine", "Lumbar spine"),
        ("upper limb", "upper_limb", "Upper limb"),
        ("shoulder girdle", "shoulder_girdle", "Shoulder girdle"),
    ],
)
def test_a_name_leads_to_its_panel_and_address(page: Page, letters: str, chosen: str, heading: str) -> None:
    atlas = AtlasPage(page).again("shaked_zari_2025")
    box = page.get_by_role("combobox", name="Find a bone or site")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.insert_text(letters)
    option = page.get_by_role("listbox", name="Bones and sites found").get_by_role("option").first
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    atlas.selected(chosen)
    expect(page.locator(".atlas-detail h2").first).to_contain_text(heading, ignore_case=True)
    expect(box).to_have_value("")
    expect(option).to_have_count(0)


def test_arrows_choose_and_escape_closes_without_losing_the_selection(page: Page) -> None:
    atlas = AtlasPage(page).again("article", "front", "sternum")
    box = page.get_by_role("combobox", name="Find a bone or site")
    page.keyboard.press("/")
    page.keyboard.insert_text("hip")
    options = page.get_by_role("listbox", name="Bones and sites found").get_by_role("option")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    second = options.nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    identifier = second.get_attribute("id") or ""
    expect(box).to_have_attribute("aria-activedescendant", identifier)
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(box).not_to_be_focused()
    atlas.selected("sternum")


def test_a_click_chooses_and_what_no_name_holds_is_said(page: Page) -> None:
    atlas = AtlasPage(page).again("article")
    box = page.get_by_role("combobox", name="Find a bone or site")
    box.fill("xyzzy")
    expect(page.locator(".atlas-found-none")).to_have_text("No bone or site here has such a name.")
    box.fill("toes")
    page.get_by_role("option").filter(has_text="toes").first.click()
    atlas.selected("foot_phalanges")
    expect(page.locator(".atlas-found-none")).to_be_hidden()
