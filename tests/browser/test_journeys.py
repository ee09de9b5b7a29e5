"""The player: every journey plays, pauses and steps by mouse, touch and keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

import pytest
from atlas_page import PHONE
from playwright.sync_api import BrowserContext, Page, expect
from waiting import until
from ways_page import WaysPage, routes

from bone_atlas.routes import Journey
from bone_atlas.tables import ALL_ROUTES

pytestmark = pytest.mark.browser

WAYS = routes()
FAST = "() => { document.querySelector('.atlas-player').atlasPlayback.speed = 40; }"
#: Slow enough to press a second button in the same step.
CALM = FAST.replace("40", "0.5")
SIDES = ("left", "right")


def journeys(ways: WaysPage, side: str, route: str) -> Iterator[Journey]:
    """Choose one journey of a side and a route after the other, as a reader does; the cell moves fast."""
    query = {"route": route} if route == "local_lymphatic" else {}
    ways.open(breast=side, **query)
    ways.page.evaluate(FAST)
    for found in WAYS.journeys.values():
        if (found.route, found.side) == (route, side):
            ways.player.get_by_role("combobox", name="Journey").select_option(found.journey_id)
            ways.stands(found.journey_id, 0, playing="false")
            yield found


def test_the_routes_and_sides_below_are_all_there_are() -> None:
    assert {(found.route, found.side) for found in WAYS.journeys.values()} == set(product(ALL_ROUTES, SIDES))


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("route", ALL_ROUTES)
def test_every_journey_plays_to_its_bone(page: Page, side: str, route: str) -> None:
    ways = WaysPage(page)
    for found in journeys(ways, side, route):
        ways.press("Play")
        ways.stands(found.journey_id, len(found.steps), playing="false", moving="false")
        ways.arrived(found.journey_id, len(found.steps))
        assert ways.js("[...view.plot.chosenBones()]") == [found.bone_id]
        ways.in_url(journey=found.journey_id, step=str(len(found.steps)))


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("route", ALL_ROUTES)
def test_every_journey_steps_by_mouse(page: Page, side: str, route: str) -> None:
    ways = WaysPage(page)
    for found in journeys(ways, side, route):
        for step in found.steps:
            ways.press("One step forward")
            ways.stands(found.journey_id, step.number)
            expect(ways.caption()).to_contain_text(step.caption)
            ways.arrived(found.journey_id, step.number)
        expect(ways.player.get_by_role("button", name="One step forward")).to_be_disabled()
        ways.press("One step back")
        ways.stands(found.journey_id, len(found.steps) - 1)
        ways.arrived(found.journey_id, len(found.steps) - 1)
        ways.press("Back to the start")
        ways.stands(found.journey_id, 0)
        assert ways.cells() == []


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("route", ALL_ROUTES)
def test_every_journey_steps_and_plays_by_keyboard(page: Page, side: str, route: str) -> None:
    ways = WaysPage(page)
    for found in journeys(ways, side, route):
        page.evaluate("() => document.activeElement.blur()")
        for step in found.steps:
            page.keyboard.press("ArrowRight")
            ways.stands(found.journey_id, step.number)
            ways.arrived(found.journey_id, step.number)
        page.keyboard.press("ArrowLeft")
        ways.stands(found.journey_id, len(found.steps) - 1)
        page.keyboard.press("Home")
        ways.stands(found.journey_id, 0)
        page.evaluate(CALM)
        page.keyboard.press(" ")
        ways.stands(found.journey_id, 1, playing="true")
        page.keyboard.press(" ")
        ways.stands(found.journey_id, 1, playing="false")
        page.evaluate(FAST)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("route", ALL_ROUTES)
def test_every_journey_steps_and_plays_by_touch(
    new_context: Callable[..., BrowserContext], side: str, route: str
) -> None:
    ways = WaysPage(new_context(**PHONE).new_page())

    def tap(name: str) -> None:
        ways.player.get_by_role("button", name=name, exact=True).tap()

    for found in journeys(ways, side, route):
        for step in found.steps:
            tap("One step forward")
            ways.stands(found.journey_id, step.number)
            ways.arrived(found.journey_id, step.number)
        ways.player.get_by_role("button", name="Step 1:").tap()
        ways.stands(found.journey_id, 1)
        ways.page.evaluate(CALM)
        tap("Play")
        ways.stands(found.journey_id, 2, playing="true")
        tap("Pause")
        ways.stands(found.journey_id, 2, playing="false")
        ways.page.evaluate(FAST)


def test_pause_holds_the_cell_and_play_goes_on_from_there(page: Page) -> None:
    ways = WaysPage(page).open(journey="lung_femur_left", step="6")
    ways.press("Play")
    ways.stands("lung_femur_left", 7, playing="true")
    page.wait_for_timeout(700)
    ways.press("Pause")
    held = ways.cells()
    page.wait_for_timeout(400)
    assert ways.cells() == held
    ends = ways.ends("lung_femur_left", 6) + ways.ends("lung_femur_left", 7)
    assert all(abs(held[0][1] - end[1]) > 3 for end in ends), "the cell is under way"
    ways.press("Play")
    page.wait_for_timeout(250)
    ways.stands("lung_femur_left", 7, playing="true")
    assert held[0][1] < ways.cells()[0][1] < held[0][1] + 200, "it goes on, it does not start anew"


def test_no_request_and_no_rerun_while_the_cell_moves(page: Page, watch: object) -> None:
    ways = WaysPage(page).open(journey="lung_pelvis_left")
    sent: list[int] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda _: sent.append(1)))
    page.reload()
    ways.settle()
    ways.press("Play")
    ways.stands("lung_pelvis_left", 1, playing="true")
    page.wait_for_timeout(300)
    before, urls = len(sent), len(watch.urls)  # type: ignore[attr-defined]
    ways.stands("lung_pelvis_left", 2, playing="true")
    page.wait_for_timeout(800)
    assert len(sent) == before
    assert len(watch.urls) == urls  # type: ignore[attr-defined]


def test_reduced_motion_steps_instead_of_moving(new_context: Callable[..., BrowserContext]) -> None:
    ways = WaysPage(new_context(reduced_motion="reduce").new_page()).open(
        journey="plexus_skull_left", step="3"
    )
    seen = ways.page.evaluate("""() => new Promise((done) => {
      const cell = document.querySelector(".st-key-body .atlas-cell");
      const places = new Set();
      const look = () => { places.add(cell.style.transform); };
      const timer = setInterval(look, 10);
      document.querySelector(".atlas-play-forward").click();
      setTimeout(() => { clearInterval(timer); look(); done([...places]); }, 900);
    })""")
    assert len(seen) <= 2, seen
    ways.arrived("plexus_skull_left", 4)
    ways.page.evaluate(FAST)
    ways.press("Play")
    ways.stands("plexus_skull_left", 7, playing="false")


def test_speed_changes_how_fast_the_cell_goes(page: Page) -> None:
    ways = WaysPage(page).open(journey="lung_femur_left", step="6")
    shares = {}
    for speed in ("0.5", "2"):
        ways.player.get_by_role("combobox", name="Speed").select_option(speed)
        ways.player.get_by_role("button", name="Step 6:").click()
        shares[speed] = page.evaluate("""() => new Promise((done) => {
          const {atlasPlayback: playback} = document.querySelector(".atlas-player");
          playback.play();
          setTimeout(() => { const share = playback.progress; playback.pause(); done(share); }, 700);
        })""")
    assert shares["2"] > 2 * shares["0.5"] > 0


def test_choosing_a_journey_is_in_the_address_and_survives_a_reload(page: Page) -> None:
    ways = WaysPage(page).open()
    ways.player.get_by_role("combobox", name="Journey").select_option("plexus_sacrum_left")
    ways.in_url(journey="plexus_sacrum_left", step=None)
    ways.press("One step forward")
    ways.stands("plexus_sacrum_left", 1)
    ways.in_url(step="1")
    page.reload()
    ways.settle()
    ways.stands("plexus_sacrum_left", 1)
    ways.arrived("plexus_sacrum_left", 1)


def test_the_other_breast_mirrors_the_journey(page: Page) -> None:
    ways = WaysPage(page).open(journey="lung_rib_left")
    start = ways.js("view.plot.overlay.panels[0].part.tumours[view.data.side][0]")
    page.locator(".st-key-breast").get_by_role("radio", name="Right breast").click()
    ways.in_url(breast="right", journey="lung_rib_right")
    until(page, f"() => {ways.view()}.plot.overlay.side === 'right'")
    assert ways.js("view.plot.overlay.panels[0].part.tumours[view.data.side][0]") == -start
    ways.press("One step forward")
    ways.stands("lung_rib_right", 1)


def test_selecting_stops_the_journey_and_play_takes_it_up_again(page: Page) -> None:
    ways = WaysPage(page).open(journey="lung_pelvis_left", step="4")
    page.mouse.click(*ways.place("skull"))
    ways.selected("skull")
    ways.stands("lung_skull_left", 0, shown="false")
    assert ways.cells() == []
    expect(page.locator(".st-key-route_detail h2").first).to_be_visible()
    ways.press("One step forward")
    ways.stands("lung_skull_left", 1, shown="true")
    expect(page.locator(".st-key-route_detail h2").first).not_to_be_visible()


def test_a_bone_selected_offers_a_journey_there(page: Page) -> None:
    ways = WaysPage(page).open()
    page.mouse.click(*ways.place("sacrum"))
    ways.stands("plexus_sacrum_left", 0)
    ways.in_url(site="sacrum", journey="plexus_sacrum_left")


def test_leaving_the_page_ends_the_journey_and_coming_back_finds_it(page: Page) -> None:
    ways = WaysPage(page).open(journey="plexus_skull_left", step="2")
    page.get_by_role("link", name="Atlas", exact=True).click()
    expect(page.locator(".st-key-skeleton .atlas-figure[data-drawn]")).to_be_attached(timeout=20_000)
    assert page.locator(".atlas-cell").count() == 0
    page.get_by_role("link", name="Pathways", exact=True).click()
    ways.settle()
    ways.stands("plexus_skull_left", 2)
    ways.arrived("plexus_skull_left", 2)
