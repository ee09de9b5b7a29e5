"""The Pathways page is held by the browser: once its files are there, nothing it does asks the server."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from app_server import Server
from atlas_page import PHONE, known
from conftest import Watch
from pathways_page import BODY, FAST, PANEL, SMALL, PathwaysPage, routes
from playwright.sync_api import BrowserContext, Page, expect
from traffic import Traffic
from waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.seconds(110)]

ROUTES = routes()
JOURNEY = "lung_pelvis_left"
BONES = ("cranium", "hip_bone_left", "sternum_body", "L3", "femur_proximal_right")
VESSELS = ("azygos_system", "dural_sinuses", "nutrient_arteries")
TABLE = ".atlas-table-place table"
TOAST = "[data-testid=stToast]"


def ready(page: Page, **query: str) -> PathwaysPage:
    """The page with all its files."""
    pathways = PathwaysPage(page).open(**query)
    expect(page.locator(".atlas-scene[data-prefetched]")).to_be_attached(timeout=60_000)
    return pathways


def told(pathways: PathwaysPage, *names: str) -> None:
    """Check whose panels stand there."""
    expect(pathways.page.locator(f"{PANEL} h2")).to_have_text(list(names))


def choose(pathways: PathwaysPage, journey: str) -> None:
    pathways.player.get_by_role("combobox", name="Journey").select_option(journey)
    pathways.stands(journey, 0)
    pathways.in_url(journey=journey, step=None)


def in_the_lesson(page: Page, text: str) -> None:
    """Check what the page of lessons says of the slide."""
    page.get_by_role("link", name="Teach", exact=True).click()
    expect(page.locator("[data-testid=stMain]")).to_contain_text(text, timeout=20_000)


def test_a_whole_journey_and_every_choice_ask_nothing_of_the_server(page: Page) -> None:
    pathways = ready(page)
    traffic = Traffic(page)
    page.evaluate(FAST)
    choose(pathways, JOURNEY)
    for step in ROUTES.journeys[JOURNEY].steps:
        pathways.press("One step forward")
        pathways.stands(JOURNEY, step.number)
        expect(pathways.caption()).to_contain_text(step.caption)
    choose(pathways, "plexus_skull_left")
    pathways.press("Play")
    pathways.stands("plexus_skull_left", len(ROUTES.journeys["plexus_skull_left"].steps), playing="false")
    for bone in BONES:
        pathways.select(bone)
        told(pathways, known().anatomy.name(bone))
    for vessel in VESSELS:
        page.mouse.click(*pathways.place(vessel))
        pathways.selected(vessel)
        told(pathways, ROUTES.vessels[vessel].name)
    for view in ("back", "left", "all", "front"):
        pathways.choose_view(view)
    for name in ("Lungs", "Vertebral veins", "Lymph", "Both routes"):
        page.locator(".atlas-route").get_by_role("radio", name=name).click()
    page.locator(".atlas-breast").get_by_role("radio", name="Right breast").click()
    pathways.in_url(breast="right", route=None)
    page.get_by_role("button", name="Show the steps as a table").click()
    expect(page.locator(TABLE).first).to_be_visible()
    page.get_by_role("button", name="Show the lesions as a table").click()
    expect(page.locator(".atlas-reach table")).to_be_visible()
    traffic.none()


def test_several_are_told_one_after_the_other(page: Page) -> None:
    pathways = ready(page)
    page.mouse.click(*pathways.place("azygos_system"))
    page.keyboard.down("Shift")
    page.mouse.click(*pathways.place("pelvis"))
    page.keyboard.up("Shift")
    pathways.selected("azygos_system", "pelvis")
    told(pathways, ROUTES.vessels["azygos_system"].name, known().anatomy.name("pelvis"))
    links = page.locator(".atlas-downloads a")
    expect(links).to_have_count(2)
    assert "/steps/pelvis." in (links.nth(1).get_attribute("href") or "")


def test_back_and_forward_within_the_page_make_no_frame(page: Page) -> None:
    """A journey and a view are steps that "Back" takes back; steps of the cell and bones are none."""
    pathways = ready(page)
    traffic = Traffic(page)
    choose(pathways, JOURNEY)
    pathways.player.get_by_role("button", name="Step 4:").click()
    pathways.in_url(step="4")
    pathways.choose_view("back")
    choose(pathways, "plexus_skull_left")
    page.go_back()
    pathways.in_url(journey=JOURNEY, step="4", view="back")
    pathways.stands(JOURNEY, 4)
    page.go_back()
    pathways.in_url(journey=JOURNEY, step="4", view=None)
    until(page, f"() => {pathways.view()}.plot.overlay.panels.length === 1")
    pathways.arrived(JOURNEY, 4)
    page.go_back()
    pathways.in_url(journey=None, step=None)
    pathways.stands("lung_femur_left", 0)
    page.go_forward()
    pathways.in_url(journey=JOURNEY, step="4")
    pathways.stands(JOURNEY, 4)
    pathways.arrived(JOURNEY, 4)
    traffic.none()


def test_back_takes_a_cell_under_way_back_too(page: Page) -> None:
    pathways = ready(page)
    choose(pathways, JOURNEY)
    pathways.press("Play")
    pathways.stands(JOURNEY, 1, playing="true")
    pathways.in_url(step="1")
    page.go_back()
    pathways.in_url(journey=None, step=None)
    pathways.stands("lung_femur_left", 0, playing="false")


#: What is offered first of the vertebral veins and the right breast.
FIRST = next(
    name
    for name, found in ROUTES.journeys.items()
    if (found.route, found.side) == ("vertebral_venous", "right")
)
#: Links, with the journey that each shows and its step: one that is offered where the link names none.
LINKS = (
    ({"journey": JOURNEY, "step": "4", "view": "all"}, JOURNEY, 4),
    ({"layer": "chen_2017", "route": "vertebral_venous", "breast": "right"}, FIRST, 0),
    ({"route": "blood", "site": "skull", "names": "la", "second": "chen_2017"}, "lung_skull_left", 0),
    ({"journey": "plexus_skull_right", "step": "3", "site": "L3"}, "plexus_skull_right", 3),
)


@pytest.mark.parametrize(
    ("path", "query", "journey", "step"),
    [
        pytest.param(
            path,
            *link,
            id=f"{path}{urlencode(link[0])}",
            # The links of before differ in how they name the page: all in the one form, one in both.
            marks=() if path == "/pathways?" or link is LINKS[-1] else pytest.mark.exhaustive,
        )
        for path in ("/pathways?", "/?page=pathways&")
        for link in LINKS
    ],
)
def test_a_link_opens_what_it_names_and_so_does_a_reload(
    page: Page, path: str, query: dict[str, str], journey: str, step: int
) -> None:
    """Links of the version before are the same; it led to the page through the root."""
    pathways = PathwaysPage(page)
    page.goto(path + urlencode(query))
    for _ in range(2):
        pathways.settle(45)
        pathways.in_url(**{"layer": "article", **query})
        assert page.evaluate("location.pathname") == "/pathways"
        pathways.stands(journey, step)
        if step:
            pathways.arrived(journey, step)
        assert pathways.js("view.selected.join()") == query.get("site", "")
        expect(page.locator(".atlas-notices p")).to_have_count(0)
        page.reload()


def test_what_a_link_names_and_is_not_there_is_told(page: Page) -> None:
    pathways = PathwaysPage(page).open(journey="to_the_moon", step="4", site="wing,L3", layer="nobody_1999")
    notices = page.locator(".atlas-notices p")
    expect(notices).to_have_count(3)
    expect(notices.nth(2)).to_contain_text("journey “to_the_moon”")
    assert pathways.query()["journey"] == "to_the_moon", "the address stays as it was given"
    assert pathways.js("view.selected.join()") == "L3"
    pathways.choose_view("back")
    expect(notices).to_have_count(0)
    pathways.in_url(journey=None, step=None, site="L3", layer="article")


def test_links_to_other_pages_carry_what_is_seen_and_bring_it_back(page: Page) -> None:
    pathways = ready(page, layer="chen_2017", view="back")
    choose(pathways, JOURNEY)
    pathways.player.get_by_role("button", name="Step 3:").click()
    page.get_by_role("link", name="Atlas", exact=True).click()
    pathways.in_url(layer="chen_2017", view="back", journey=JOURNEY, step="3")
    expect(page.locator(".atlas-skeleton .atlas-figure[data-drawn]")).to_be_attached(timeout=20_000)
    page.get_by_role("link", name="Evidence", exact=True).click()
    page.get_by_role("link", name="Pathways", exact=True).click()
    pathways.settle()
    pathways.stands(JOURNEY, 3)
    pathways.in_url(layer="chen_2017", view="back", journey=JOURNEY, step="3")


def test_a_slide_is_made_of_exactly_what_is_seen(page: Page) -> None:
    pathways = ready(page, layer="chen_2017")
    choose(pathways, JOURNEY)
    pathways.player.get_by_role("button", name="Step 4:").click()
    pathways.in_url(step="4")
    page.get_by_role("button", name="Add this view as a slide").click()
    expect(page.locator(TOAST)).to_contain_text("is now slide 1 of 1")
    pathways.stands(JOURNEY, 4)
    pathways.in_url(layer="chen_2017", journey=JOURNEY, step="4")
    in_the_lesson(page, "step 4")


def test_the_table_follows_journey_and_selection(page: Page) -> None:
    pathways = ready(page)
    choose(pathways, JOURNEY)
    page.get_by_role("button", name="Show the steps as a table").click()
    expect(page.locator(TABLE)).to_have_count(1)
    expect(page.locator(f"{TABLE} tbody tr").nth(20)).to_be_attached()
    pathways.press("One step forward")
    expect(page.locator(TABLE)).to_have_count(2)
    expect(page.locator(TABLE).first).to_contain_text(ROUTES.journeys[JOURNEY].steps[0].caption)
    pathways.select("pelvis")
    expect(page.locator(TABLE)).to_have_count(1)
    expect(page.locator(f"{TABLE} thead")).to_contain_text("Step")
    page.get_by_role("button", name="Show the steps as a table").click()
    expect(page.locator(TABLE)).to_have_count(0)


def test_a_phone_follows_a_cell_to_the_pelvis(new_context: Callable[..., BrowserContext]) -> None:
    """With a finger alone; what is pressed and what is told lie in the window, beside the body."""
    page = new_context(**PHONE).new_page()
    pathways = ready(page)
    page.evaluate(FAST)
    choose(pathways, JOURNEY)
    for step in ROUTES.journeys[JOURNEY].steps:
        pathways.player.get_by_role("button", name="One step forward").tap()
        pathways.stands(JOURNEY, step.number)
        pathways.arrived(JOURNEY, step.number)
        expect(pathways.caption()).to_contain_text(step.caption)
        expect(page.locator(f"{BODY} .atlas-cell")).to_be_in_viewport()
        expect(pathways.caption().locator("h2")).to_be_in_viewport()
    expect(pathways.caption()).to_contain_text("Reached:")
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(SMALL)
    assert small == []


def test_the_server_may_be_killed_and_a_slide_is_made_when_it_is_back(
    own: Server, new_context: Callable[..., BrowserContext], watch: Watch
) -> None:
    """The slide is exactly what is seen: the journey and the step, chosen while the server was away."""
    page = new_context(fresh=True, base_url=own.url).new_page()
    pathways = ready(page, layer="chen_2017")
    own.stop()
    line = page.locator(".atlas-connection")
    expect(line).to_contain_text("No connection", timeout=20_000)
    choose(pathways, JOURNEY)
    for step in ROUTES.journeys[JOURNEY].steps[:4]:
        pathways.press("One step forward")
        pathways.stands(JOURNEY, step.number)
        expect(pathways.caption()).to_contain_text(step.caption)
    pathways.choose_view("back")
    pathways.select("pelvis")
    told(pathways, known().anatomy.name("pelvis"))
    pathways.player.get_by_role("button", name="Step 4:").click()
    pathways.in_url(step="4")
    own.start()
    expect(line).to_be_empty(timeout=30_000)
    pathways.settle()
    pathways.stands(JOURNEY, 4)
    pathways.in_url(layer="chen_2017", view="back", site="pelvis", journey=JOURNEY, step="4")
    page.get_by_role("button", name="Add this view as a slide").click()
    expect(page.locator(TOAST)).to_contain_text("is now slide 1 of 1", timeout=20_000)
    in_the_lesson(page, "step 4")
    page.close()
    watch.problems.clear()  # that the server cannot be reached is what is tested
