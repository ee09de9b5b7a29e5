"""The listbox of bones with keys alone, and what a screen reader is told."""

from __future__ import annotations

import re

import pytest
import rows
from atlas_page import FIGURE, AtlasPage, known, name
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.seconds(35)]

ACTIVE = """() => {
  const list = document.activeElement;
  if (list?.getAttribute("role") !== "listbox") return null;
  const item = document.getElementById(list.getAttribute("aria-activedescendant"));
  return item && [[...list.children].indexOf(item), item.textContent, item.getAttribute("aria-selected")];
}"""


def active(page: Page) -> tuple[str, str, str]:
    """Return the bone that the listbox stands on, its words, and whether it is selected."""
    found = page.evaluate(ACTIVE)
    assert found, "the focus is not in the listbox"
    return known().anatomy.bones()[found[0]], found[1], found[2]


def tab_to_list(page: Page) -> None:
    """Press Tab until the listbox has the focus, as a reader without a mouse does."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement?.getAttribute('role')") == "listbox":
            return
    raise AssertionError("forty times Tab did not reach the listbox")


def test_keys_walk_the_bones(page: Page) -> None:
    atlas = AtlasPage(page).open(layer="shaked_zari_2025")
    bones = known().anatomy.bones()
    tab_to_list(page)
    assert active(page)[0] == bones[0]
    expect(atlas.figure.get_by_role("listbox")).to_be_visible()
    for wanted in bones[1:12]:
        page.keyboard.press("ArrowDown")
        assert active(page)[0] == wanted
    page.keyboard.press("ArrowUp")
    assert active(page)[0] == bones[10]
    page.keyboard.press("End")
    assert active(page)[0] == bones[-1]
    page.keyboard.press("ArrowDown")
    assert active(page)[0] == bones[-1], "the list ends at its end"
    page.keyboard.press("Home")
    assert active(page)[0] == bones[0]
    page.keyboard.press("s")
    assert active(page)[1].lower().startswith("s")
    assert atlas.query().get("site") is None, "walking is not selecting"


def test_keys_select_add_and_clear(page: Page) -> None:
    atlas = AtlasPage(page).open(layer="shaked_zari_2025")
    bones = known().anatomy.bones()
    live = atlas.figure.get_by_role("status")
    tab_to_list(page)
    for _ in range(bones.index("L3")):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    atlas.selected("L3")
    expect(atlas.heading).to_have_text(name("L3"))
    row = known().layers["shaked_zari_2025"].value("lumbar_spine")
    expect(live).to_have_text(
        re.compile(
            rf"^L3, lumbar spine, {row.percent:.1f} %, {row.numerator} of {row.denominator}.*, selected$"
        )
    )
    assert active(page)[::2] == ("L3", "true"), "the focus is lost by the answer of the server"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Enter")
    atlas.selected("L3", "L4")
    expect(live).to_contain_text("L4")
    expect(atlas.figure.locator("li[aria-selected=true]")).to_have_count(2)
    page.keyboard.press("Escape")
    atlas.selected()
    expect(live).to_have_text("Selection cleared.")
    assert active(page)[0] == "L4"
    expect(atlas.figure.locator("li[aria-selected=true]")).to_have_count(0)


def test_list_says_not_reported(page: Page) -> None:
    AtlasPage(page).open(layer="shaked_zari_2025", site="patella_right")
    tab_to_list(page)
    bone, words, chosen = active(page)
    assert (bone, chosen) == ("patella_right", "true"), "the list opens at the selected bone"
    assert "not reported" in words
    assert "%" not in words


def test_list_and_figure_are_one_selection(page: Page) -> None:
    atlas = AtlasPage(page).open(layer="shaked_zari_2025")
    button = atlas.button("List of bones")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    atlas.figure.locator("li", has_text=re.compile(r"^T5, thoracic")).click()
    atlas.selected("T5")
    expect(atlas.heading).to_have_text(name("T5"))
    button.click()
    expect(button).to_have_attribute("aria-expanded", "false")
    atlas.click("hip_bone_left")
    atlas.selected("hip_bone_left")
    chosen = atlas.figure.locator("li[aria-selected=true]")
    expect(chosen).to_have_count(1)
    expect(chosen).to_contain_text(known().anatomy.label("hip_bone_left"))


def tier_words(bone: str) -> str:
    """Return the article's words for a bone, from its row; a class that is our reading says so."""
    site = known().layers["article"].value(bone).reported_as
    return rows.tier_words().get(site or "", "not mentioned")


def test_every_bone_is_in_the_list_once(page: Page) -> None:
    atlas = AtlasPage(page).open(layer="article")
    tab_to_list(page)
    labels = page.locator(f"{FIGURE} [role=option]").all_text_contents()
    anatomy = known().anatomy
    assert len(labels) == len(anatomy.bones()) >= 195
    for bone, label in zip(anatomy.bones(), labels, strict=True):
        assert label == f"{anatomy.label(bone)}, {tier_words(bone)}"
    assert len(set(labels)) == len(labels)
    assert atlas.figure.count() == 1
