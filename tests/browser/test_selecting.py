"""Selecting bones with mouse, finger and drag: the figure, the address and the detail agree."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from atlas_page import COMPARISON, PHONE, RANKING, AtlasPage, name
from playwright.sync_api import Page, expect
from waiting import drawn_again, still, until, until_idle

pytestmark = [pytest.mark.browser, pytest.mark.seconds(50)]

BONES = {
    "front": ("cranium", "mandible", "clavicle_left", "sternum", "rib_7_left", "humerus_shaft_right", "L3",
              "hip_bone_right", "femur_shaft_left", "patella_right"),
    "back": ("cranium", "scapula_left", "scapula_right", "T4", "rib_10_left", "L3", "sacrum", "hip_bone_left",
             "femur_distal_right", "calcaneus_left"),
    "left": ("cranium", "mandible", "C4", "T8", "L3", "scapula_left", "humerus_shaft_left", "hip_bone_left",
             "femur_shaft_left", "calcaneus_left"),
}  # fmt: skip


def _check(atlas: AtlasPage, bone: str) -> None:
    atlas.selected(bone)
    expect(atlas.heading).to_have_text(name(bone))


@pytest.fixture
def page(keep: Callable[..., Page]) -> Page:
    """One page for all tests of this file."""
    return keep()


@pytest.mark.parametrize("view", BONES)
def test_click_selects_the_bone(page: Page, view: str) -> None:
    atlas = AtlasPage(page).again("shaked_zari_2025", view)
    for bone in BONES[view]:
        atlas.click(bone)
        _check(atlas, bone)


@pytest.mark.parametrize("view", BONES)
def test_tap_selects_the_bone(keep: Callable[..., Page], view: str) -> None:
    atlas = AtlasPage(keep(**PHONE)).again("shaked_zari_2025", view)
    for bone in BONES[view]:
        atlas.page.touchscreen.tap(*atlas.into_sight(bone))
        _check(atlas, bone)


def test_shift_adds_and_takes_away(page: Page) -> None:
    atlas = AtlasPage(page).again("shaked_zari_2025")
    atlas.click("L3")
    page.keyboard.down("Shift")
    atlas.click("sternum")
    atlas.click("hip_bone_left")
    atlas.selected("L3", "sternum", "hip_bone_left")
    expect(atlas.heading).to_have_text("3 sites selected")
    rows = page.locator(".atlas-detail th").all_inner_texts()
    assert rows == [name(bone) for bone in ("L3", "sternum", "hip_bone_left")]
    # Whether the studies agree can be asked of one site.
    expect(page.get_by_role("link", name="Compare with another study")).to_be_visible()
    expect(page.get_by_role("link", name="Do the studies agree on it?")).to_be_hidden()
    atlas.click("sternum")
    atlas.selected("L3", "hip_bone_left")
    page.keyboard.up("Shift")
    atlas.click("T4")
    _check(atlas, "T4")


def test_click_beside_clears(page: Page) -> None:
    atlas = AtlasPage(page).again("shaked_zari_2025", "front", "L3")
    box = page.locator(f"{atlas.figure_selector} .atlas-plot").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 12, box["y"] + box["height"] * 0.7)
    atlas.selected()
    expect(page.locator(".atlas-invite")).to_be_visible()


def test_a_click_beside_the_rows_of_a_ranking_keeps_the_selection(page: Page) -> None:
    atlas = AtlasPage(page).again("shaked_zari_2025", "front", "L3")
    ranking = page.locator(f"{RANKING}[data-drawn] .atlas-plot")
    ranking.scroll_into_view_if_needed()
    box = ranking.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] - 3, box["y"] + box["height"] - 3)
    drawn_again(page)
    _check(atlas, "L3")


def test_a_late_answer_of_the_server_does_not_take_a_selection_back(page: Page) -> None:
    atlas = AtlasPage(page).again("shaked_zari_2025")
    atlas.click("L3")
    atlas.click("sternum")
    _check(atlas, "sternum")
    late = "{...view.data, selected: ['L3'], sequence: view.data.sequence - 1}"
    atlas.js(f"view.update({late}).then(() => true)")
    _check(atlas, "sternum")


def test_escape_clears(page: Page) -> None:
    atlas = AtlasPage(page).again("shaked_zari_2025")
    atlas.click("L3")
    _check(atlas, "L3")
    page.keyboard.press("Escape")
    atlas.selected()
    expect(page.locator(".atlas-invite")).to_be_visible()


def test_drag_does_not_select(page: Page) -> None:
    atlas = AtlasPage(page).again("shaked_zari_2025", "front", "L3")
    page.locator(f"{COMPARISON}[data-drawn]").wait_for()
    still(page)  # the drag alone is tested
    x, y = atlas.point_now("hip_bone_left")
    before = atlas.ranges()["x"]
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 6):
        page.mouse.move(x + 5 * step, y + 3.6 * step)
        drawn_again(page)
    page.mouse.up()
    # The figure must have followed, else this test says nothing.
    until(page, f"() => {atlas.view()}.plot.ranges().x[0] !== {before[0]}", 5)
    drawn_again(page)
    until_idle(page)
    _check(atlas, "L3")


def test_outline_lies_on_the_selected_bone(page: Page) -> None:
    atlas = AtlasPage(page).again("shaked_zari_2025")
    atlas.click("hip_bone_right")
    drawn = atlas.js(
        "[...view.plot.element.querySelectorAll('.shapelayer path')]"
        ".map((path) => path.getBoundingClientRect().toJSON())"
    )
    x, y = atlas.point_now("hip_bone_right")
    # Halo and outline of the chosen bone, and a thin line round its fellow of the other side.
    around = [box for box in drawn if box["left"] <= x <= box["right"] and box["top"] <= y <= box["bottom"]]
    assert len(around) >= 2
    assert all(box["width"] < 120 and box["height"] < 120 for box in drawn)
