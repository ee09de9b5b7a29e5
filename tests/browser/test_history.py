"""Back and Forward, a second tab and links of before: the page shows what its address says."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from atlas_page import AtlasPage, known, name
from pathways_page import PANEL, PathwaysPage
from playwright.sync_api import BrowserContext, Page, expect
from practise_page import PractisePage
from waiting import until_idle

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive, pytest.mark.seconds(90)]

JOURNEY, OTHER = "lung_pelvis_left", "plexus_skull_left"


def choose(pathways: PathwaysPage, journey: str) -> None:
    pathways.player.get_by_role("combobox", name="Journey").select_option(journey)
    pathways.stands(journey, 0)
    pathways.in_url(journey=journey, step=None)


def go(pathways: PathwaysPage, step: int) -> None:
    pathways.player.get_by_role("button", name=f"Step {step}:").click()
    pathways.in_url(step=str(step))


def shows(pathways: PathwaysPage, **query: str) -> None:
    """The address, the player, the figure and the panel agree; a cell under way has the panel's room."""
    empty = dict.fromkeys(("view", "route", "breast", "site", "journey", "step"))
    pathways.in_url(**{**empty, **query})
    if "journey" in query:
        pathways.stands(query["journey"], int(query.get("step", "0")))
    expect(pathways.figure).to_have_attribute("data-selected", query.get("site", ""))
    if "site" in query and "step" not in query:
        expect(pathways.page.locator(f"{PANEL} h2")).to_have_text([known().anatomy.name(query["site"])])
    pathways.painted()


def test_a_second_tab_of_pathways_has_its_own_state_and_an_address_opens_the_same(
    new_context: Callable[..., BrowserContext],
) -> None:
    context = new_context()
    first = PathwaysPage(context.new_page()).open(layer="article")
    choose(first, JOURNEY)
    go(first, 3)
    first.choose_view("back")
    one = {"journey": JOURNEY, "step": "3", "view": "back"}
    second = PathwaysPage(context.new_page()).open(layer="chen_2017")
    choose(second, OTHER)
    second.choose_view("left")
    second.select("sternum")
    two = {"journey": OTHER, "view": "left", "site": "sternum"}
    shows(first, **one, layer="article")
    shows(second, **two, layer="chen_2017")
    # What the first does then is its own too, and its address opens the same in a third.
    first.select("pelvis")
    go(first, 3)
    shows(first, **one, site="pelvis")
    shows(second, **two)
    first.page.get_by_role("button", name="Share", exact=True).click()
    address = first.page.locator(".atlas-share a[href^=http]").inner_text()
    assert address == first.page.url
    third = PathwaysPage(context.new_page())
    third.page.goto(address)
    third.settle(45)
    shows(third, **one, site="pelvis", layer="article")
    first.page.reload()
    first.settle(45)
    shows(first, **one, site="pelvis")
    shows(second, **two)


def test_back_and_forward_walk_over_layer_view_bones_journey_and_step(page: Page) -> None:
    """What is shown at each step of the history is what was left there."""
    atlas = AtlasPage(page).open(layer="article")
    atlas.choose_layer("chen_2017")
    atlas.select("L3")
    atlas.choose_view("back")
    page.get_by_role("link", name="Pathways", exact=True).click()
    pathways = PathwaysPage(page)
    pathways.settle()
    choose(pathways, JOURNEY)
    pathways.select("pelvis")
    go(pathways, 2)
    pathways.choose_view("left")
    on_the_atlas: list[dict[str, str | None]] = [
        {"layer": "chen_2017", "view": "back", "site": "L3"},
        {"layer": "chen_2017", "view": None, "site": "L3"},
        {"layer": "article", "view": None, "site": None},
    ]
    followed = {"layer": "chen_2017", "view": "back", "site": "pelvis", "journey": JOURNEY, "step": "2"}
    page.go_back()
    shows(pathways, **followed)
    page.go_back()
    shows(pathways, layer="chen_2017", view="back", site="L3")
    for left in on_the_atlas:
        page.go_back()
        atlas.in_url(**left)
        atlas.settle()
        atlas.painted()
        expect(atlas.figure).to_have_attribute("data-selected", left["site"] or "")
        if left["site"]:
            expect(atlas.heading).to_have_text(name(left["site"]))
    for left in on_the_atlas[1::-1]:
        page.go_forward()
        atlas.in_url(**left)
        atlas.painted()
        expect(atlas.heading).to_have_text(name("L3"))
    page.go_forward()
    pathways.settle()
    shows(pathways, layer="chen_2017", view="back", site="L3")
    page.go_forward()
    shows(pathways, **followed)
    page.go_forward()
    shows(pathways, **{**followed, "view": "left"})


@pytest.mark.parametrize("path", ["/", "/pathways"])
def test_the_oldest_links_open_what_they_name_and_say_what_is_not_known(page: Page, path: str) -> None:
    """The first version had layer, view, site and names; what is not known is said."""
    atlas = PathwaysPage(page) if path == "/pathways" else AtlasPage(page)
    oldest = {"layer": "wang_2012.breast_few", "view": "back", "site": "T4,hip_bone_left", "names": "la"}
    page.goto(f"{path}?" + "&".join(f"{key}={value}" for key, value in oldest.items()))
    atlas.settle(45)
    atlas.painted()
    atlas.selected("T4", "hip_bone_left")
    assert atlas.query() == oldest
    expect(page.locator(".atlas-notices p")).to_have_count(0)
    page.goto(f"{path}?layer=nobody_1999&view=top&site=T4,wing&names=la&colour=red")
    atlas.settle(45)
    notices = page.locator(".atlas-notices p")
    expect(notices).to_have_count(3)
    for notice, unknown in zip(notices.all(), ("nobody_1999", "top", "wing"), strict=True):
        expect(notice).to_contain_text(f"“{unknown}”")
    expect(atlas.figure).to_have_attribute("data-selected", "T4")


def test_back_and_forward_on_detection_move_slider_and_table(page: Page) -> None:
    page.goto("/detection")
    slider = page.get_by_role("slider", name="Mineral lost in the focus")
    table = page.get_by_role("switch", name="Open all tables")
    states = [("", 20, False), ("?loss=25", 25, False), ("?loss=25&table=1", 25, True)]

    def shown(state: tuple[str, int, bool]) -> None:
        query, loss, is_on = state
        expect(page).to_have_url(re.compile(re.escape(f"/detection{query}") + "$"), timeout=20_000)
        expect(slider).to_have_value(str(loss), timeout=20_000)
        expect(table).to_be_checked(checked=is_on)
        expect(page.locator("[data-place=threshold]")).to_contain_text(f"{loss} % of the mineral lost")
        until_idle(page)

    expect(slider).to_be_attached(timeout=45_000)
    shown(states[0])
    slider.focus()
    page.keyboard.press("ArrowRight")
    shown(states[1])
    table.click()
    shown(states[2])
    for state in states[1::-1]:
        page.go_back()
        shown(state)
    for state in states[1:]:
        page.go_forward()
        shown(state)


def test_back_and_forward_on_practise_lead_from_quiz_to_quiz(page: Page) -> None:
    quiz = PractisePage(page).load()
    start = page.url
    quiz.button("Start").click()
    quiz.in_state("asking")
    quiz.ready()
    played, key = page.url, quiz.quiz.get_attribute("data-key")
    assert re.search(r"quiz=\d+", played)
    page.go_back()
    expect(page).to_have_url(start)
    quiz.in_state("start")
    until_idle(page)
    page.go_forward()
    expect(page).to_have_url(played)
    quiz.in_state("asking")
    expect(quiz.quiz).to_have_attribute("data-key", key or "")
