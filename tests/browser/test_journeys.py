"""The player: every journey plays, pauses and steps by mouse, touch and keyboard.

What happens between two frames, keys and speeds are held by the scripts' own tests (tests/js/pathways).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from atlas_page import PHONE, known
from pathways_page import BODY, PANEL, PathwaysPage, routes
from playwright.sync_api import Page, expect
from waiting import until, until_idle

from bone_atlas.routes import NO_SOURCE, STATUS_LABELS, Journey
from bone_atlas.tables import ALL_ROUTES

pytestmark = [pytest.mark.browser, pytest.mark.seconds(80)]

JOURNEYS = routes().journeys
SIDES = ("left", "right")
PLAYBACK = "document.querySelector('.atlas-player').atlasPlayback"
FAST = f"() => {{ {PLAYBACK}.speed = 40; }}"
#: Slow enough to press a second button in the same step.
CALM = FAST.replace("40", "0.5")
#: Where a cell stands in some frames after one another.
FRAMES = """async (selector) => {
  const seen = [];
  for (let k = 0; k < 12; k += 1) {
    await new Promise(requestAnimationFrame);
    seen.push(document.querySelector(selector).style.transform);
  }
  return seen;
}"""

# Play a journey; note at the end of each step what the card says, and how far the cell is from where it ends.
PLAYED = """async (body) => {
  const player = document.querySelector(".atlas-player");
  const {atlasPlayback: playback} = player;
  const {plot} = document.querySelector(body).atlasView;
  const steps = [];
  const look = () => {
    const cell = document.querySelector(`${body} .atlas-cell`).getBoundingClientRect();
    const [panel] = plot.overlay.panels;
    const path = plot.overlay.pathOf(panel, playback.journey, playback.step - 1);
    const [x, y] = plot.overlay.pixel(panel, path.at(-1));
    const box = plot.overlay.element.getBoundingClientRect();
    steps[playback.step - 1] = {
      text: player.querySelector(".atlas-card").textContent,
      chip: player.querySelector(".atlas-status-chip").textContent,
      off: Math.hypot(cell.left + cell.width / 2 - box.left - x, cell.top + cell.height / 2 - box.top - y),
    };
  };
  const done = new Promise((resolve) => {
    const stop = playback.listen({changed: () => {
      if (playback.shown && !playback.moving) look();
      if (playback.finished && !playback.playing) { stop(); resolve(); }
    }});
  });
  player.querySelector(".atlas-play-toggle").click();
  await done;
  return {id: playback.id, steps, bones: [...plot.chosenBones()]};
}"""

# A hundred clicks as fast as the page takes them, with room between them for answers of the server; journeys
# one after the other. Every click must do just what it says, from where the last one has left the player.
RACE = """async (journeys) => {
  const player = document.querySelector(".atlas-player");
  const {atlasPlayback: playback} = player;
  const list = player.querySelector("select");
  const faults = [];
  let wanted = `${playback.id} 0`;
  const stands = () => `${playback.id} ${playback.shown ? playback.step : 0}`;
  const check = (when) => {
    if (stands() !== wanted || player.dataset.journey !== playback.id)
      faults.push(`${when}: at ${stands()}, not ${wanted}`);
  };
  for (let click = 0, at = -1, left = 0; click < 100; click += 1) {
    check(`before click ${click}`);
    if (!left) {
      at = (at + 1) % journeys.length;
      list.value = journeys[at];
      list.dispatchEvent(new Event("change"));
      left = playback.count;
      wanted = `${journeys[at]} 0`;
    } else {
      left -= 1;
      wanted = `${journeys[at]} ${playback.count - left}`;
      player.querySelector(".atlas-play-forward").click();
    }
    check(`after click ${click}`);
    await new Promise((go) => setTimeout(go));
  }
  return {wanted, faults};
}"""


@pytest.fixture
def open_page(keep: Callable[..., Page]) -> PathwaysPage:
    """The page that all tests of this file share: `open_page.at(journey=..., step=...)`."""
    return PathwaysPage(keep())


def of(route: str, side: str) -> list[Journey]:
    """Return the journeys of a route from one breast."""
    return [found for found in JOURNEYS.values() if (found.route, found.side) == (route, side)]


def chosen(route: str) -> dict[str, str]:
    """Return the buttons to press for a route: two of them are shown together."""
    return {"route": route} if route == "local_lymphatic" else {}


def choose_journey(pathways: PathwaysPage, journey: str) -> None:
    """Choose a journey in the list, as a reader does."""
    pathways.player.get_by_role("combobox", name="Journey").select_option(journey)
    pathways.stands(journey, 0, playing="false")


def test_the_routes_and_sides_below_are_all_there_are() -> None:
    assert {(found.route, found.side) for found in JOURNEYS.values()} == set(product(ALL_ROUTES, SIDES))


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("route", ALL_ROUTES)
def test_every_journey_plays_to_its_bone(open_page: PathwaysPage, side: str, route: str) -> None:
    """The cell stands at the end of each step, whose text, status and source are there."""
    pathways = open_page.at(breast=side, **chosen(route))
    for journey in of(route, side):
        choose_journey(pathways, journey.journey_id)
        pathways.page.evaluate(FAST)
        played: dict[str, Any] = pathways.page.evaluate(PLAYED, BODY)
        assert played["id"] == journey.journey_id
        assert len(played["steps"]) == len(journey.steps), journey.journey_id
        for step, seen in zip(journey.steps, played["steps"], strict=True):
            where = f"{journey.journey_id}, step {step.number}"
            assert f"Step {step.number} of {len(journey.steps)}" in seen["text"], where
            assert step.caption in seen["text"], where
            assert (step.source_text or NO_SOURCE) in seen["text"], where
            assert seen["chip"] == STATUS_LABELS[step.status], where
            assert seen["off"] < 1.5, where
        assert f"Reached: {known().anatomy.label(journey.bone_id)}" in played["steps"][-1]["text"]
        assert played["bones"] == [journey.bone_id]
        pathways.in_url(journey=journey.journey_id, step=str(len(journey.steps)))


@pytest.mark.parametrize("route", ALL_ROUTES)
def test_a_journey_of_each_route_steps_by_mouse(open_page: PathwaysPage, route: str) -> None:
    pathways = open_page.at(**chosen(route))
    journey = of(route, "left")[-1]
    choose_journey(pathways, journey.journey_id)
    pathways.page.evaluate(FAST)
    for step in journey.steps:
        pathways.press("One step forward")
        pathways.stands(journey.journey_id, step.number)
        expect(pathways.caption()).to_contain_text(step.caption)
        pathways.arrived(journey.journey_id, step.number)
    expect(pathways.player.get_by_role("button", name="One step forward")).to_be_disabled()
    pathways.press("One step back")
    pathways.arrived(journey.journey_id, len(journey.steps) - 1)
    pathways.press("Back to the start")
    pathways.stands(journey.journey_id, 0)
    assert pathways.cells() == []


@pytest.mark.parametrize("route", ALL_ROUTES)
def test_a_journey_of_each_route_steps_and_plays_by_keyboard(open_page: PathwaysPage, route: str) -> None:
    pathways = open_page.at(**chosen(route))
    journey = of(route, "left")[0]
    page = pathways.page
    choose_journey(pathways, journey.journey_id)
    page.evaluate(FAST)
    page.evaluate("() => document.activeElement.blur()")
    for step in journey.steps:
        page.keyboard.press("ArrowRight")
        pathways.stands(journey.journey_id, step.number)
        pathways.arrived(journey.journey_id, step.number)
    page.keyboard.press("ArrowLeft")
    pathways.stands(journey.journey_id, len(journey.steps) - 1)
    page.keyboard.press("Home")
    pathways.stands(journey.journey_id, 0)
    page.evaluate(CALM)
    page.keyboard.press(" ")
    pathways.stands(journey.journey_id, 1, playing="true")
    page.keyboard.press(" ")
    pathways.stands(journey.journey_id, 1, playing="false")


@pytest.mark.parametrize("route", ALL_ROUTES)
def test_a_journey_of_each_route_steps_and_plays_by_touch(keep: Callable[..., Page], route: str) -> None:
    pathways = PathwaysPage(keep(**PHONE)).at(**chosen(route))
    journey = of(route, "left")[0]

    def tap(name: str) -> None:
        pathways.player.get_by_role("button", name=name, exact=True).tap()

    choose_journey(pathways, journey.journey_id)
    pathways.page.evaluate(FAST)
    for step in journey.steps:
        tap("One step forward")
        pathways.stands(journey.journey_id, step.number)
        pathways.arrived(journey.journey_id, step.number)
    pathways.player.get_by_role("button", name="Step 1:").tap()
    pathways.stands(journey.journey_id, 1)
    pathways.page.evaluate(CALM)
    tap("Play")
    pathways.stands(journey.journey_id, 2, playing="true")
    tap("Pause")
    pathways.stands(journey.journey_id, 2, playing="false")


@pytest.mark.parametrize("runs", [2, pytest.param(10, marks=pytest.mark.exhaustive)])
def test_clicks_at_machine_speed_lose_no_step(open_page: PathwaysPage, runs: int) -> None:
    """Runs of a hundred clicks: answers of the server to older ones never take the player back."""
    pathways = open_page.at()
    ids = [found.journey_id for found in of("pulmonary_systemic", "left")]
    for run in range(runs):
        seen = pathways.page.evaluate(RACE, ids[run % len(ids) :] + ids[: run % len(ids)])
        assert seen["faults"] == [], f"run {run}"
        journey, step = seen["wanted"].split()
        pathways.in_url(journey=journey, step=None if step == "0" else step)
        until_idle(pathways.page)
        pathways.stands(journey, int(step), shown=str(step != "0").lower())


def test_pause_holds_the_cell_and_play_goes_on_from_there(open_page: PathwaysPage) -> None:
    pathways = open_page.at(journey="lung_femur_left", step=6)
    page = pathways.page
    pathways.press("Play")
    pathways.stands("lung_femur_left", 7, playing="true")
    until(page, f"() => {PLAYBACK}.progress > 0.15")
    pathways.press("Pause")
    held = page.evaluate(FRAMES, f"{BODY} .atlas-cell")
    assert len(set(held)) == 1, held
    share = page.evaluate(f"() => {PLAYBACK}.progress")
    assert 0.15 < share < 1, "the cell is under way"
    cell, ends = (
        pathways.cells()[0],
        pathways.ends("lung_femur_left", 6) + pathways.ends("lung_femur_left", 7),
    )
    assert all(abs(cell[1] - end[1]) > 3 for end in ends)
    pathways.press("Play")
    pathways.stands("lung_femur_left", 7, playing="true")
    on = until(page, f"() => {PLAYBACK}.progress !== {share} && {PLAYBACK}.progress")
    assert on > share, "it goes on, it does not start anew"


def test_no_request_and_no_rerun_while_the_cell_moves(page: Page, watch: Any) -> None:
    sent: list[int] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda _: sent.append(1)))
    pathways = PathwaysPage(page).open(journey="lung_pelvis_left")
    pathways.prefetched()  # what is fetched ahead in idle time is not the cell's
    pathways.press("Play")
    until(page, f"() => {PLAYBACK}.step === 1 && {PLAYBACK}.progress > 0.1")
    before, urls = len(sent), len(watch.urls)
    until(page, f"() => {PLAYBACK}.step === 2 && {PLAYBACK}.progress > 0.4")
    assert len(sent) == before
    assert len(watch.urls) == urls


def test_reduced_motion_steps_instead_of_moving(open_page: PathwaysPage) -> None:
    open_page.page.emulate_media(reduced_motion="reduce")
    pathways = open_page.at(journey="plexus_skull_left", step=3)
    pathways.press("One step forward")
    seen = pathways.page.evaluate(FRAMES, f"{BODY} .atlas-cell")
    assert len(set(seen)) == 1, seen
    pathways.arrived("plexus_skull_left", 4)
    pathways.page.evaluate(FAST)
    pathways.press("Play")
    pathways.stands("plexus_skull_left", 7, playing="false")


def test_speed_changes_how_fast_the_cell_goes(open_page: PathwaysPage) -> None:
    pathways = open_page.at(journey="lung_femur_left", step=6)
    needed = {}
    for speed in ("0.5", "2"):
        pathways.player.get_by_role("combobox", name="Speed").select_option(speed)
        pathways.player.get_by_role("button", name="Step 6:").click()
        needed[speed] = pathways.page.evaluate(
            """() => new Promise((done) => {
              const {atlasPlayback: playback} = document.querySelector(".atlas-player");
              const began = performance.now();
              const stop = playback.listen({changed() {}, moved: () => {
                if (playback.progress < 0.25) return;
                stop();
                playback.pause();
                done(performance.now() - began);
              }});
              playback.play();
            })"""
        )
    assert needed["0.5"] > 2 * needed["2"] > 0
    pathways.player.get_by_role("combobox", name="Speed").select_option("1")


def test_choosing_a_journey_is_in_the_address_and_survives_a_reload(open_page: PathwaysPage) -> None:
    pathways = open_page.at()
    pathways.player.get_by_role("combobox", name="Journey").select_option("plexus_sacrum_left")
    pathways.in_url(journey="plexus_sacrum_left", step=None)
    pathways.press("One step forward")
    pathways.stands("plexus_sacrum_left", 1)
    pathways.in_url(step="1")
    pathways.page.reload()
    pathways.settle(seconds=45)
    pathways.stands("plexus_sacrum_left", 1)
    pathways.arrived("plexus_sacrum_left", 1)


def test_the_other_breast_mirrors_the_journey(open_page: PathwaysPage) -> None:
    pathways = open_page.at(journey="lung_rib_left")
    tumour = "view.plot.overlay.panels[0].part.tumours[view.data.side][0]"
    start = pathways.js(tumour)
    pathways.page.locator(".atlas-breast").get_by_role("radio", name="Right breast").click()
    pathways.in_url(breast="right", journey="lung_rib_right")
    until(pathways.page, f"() => {pathways.view()}.plot.overlay.side === 'right'")
    assert pathways.js(tumour) == -start
    pathways.press("One step forward")
    pathways.stands("lung_rib_right", 1)


def test_selecting_stops_the_journey_and_play_takes_it_up_again(open_page: PathwaysPage) -> None:
    pathways = open_page.at(journey="lung_pelvis_left", step=4)
    page = pathways.page
    page.mouse.click(*pathways.place("skull"))
    pathways.selected("skull")
    pathways.stands("lung_skull_left", 0, shown="false")
    assert pathways.cells() == []
    expect(page.locator(f"{PANEL} h2").first).to_be_visible()
    pathways.press("One step forward")
    pathways.stands("lung_skull_left", 1, shown="true")
    expect(page.locator(f"{PANEL} h2").first).not_to_be_visible()


def test_a_bone_selected_offers_a_journey_there(open_page: PathwaysPage) -> None:
    pathways = open_page.at()
    pathways.page.mouse.click(*pathways.place("sacrum"))
    pathways.stands("plexus_sacrum_left", 0)
    pathways.in_url(site="sacrum", journey="plexus_sacrum_left")


def test_leaving_the_page_ends_the_journey_and_coming_back_finds_it(open_page: PathwaysPage) -> None:
    pathways = open_page.at(journey="plexus_skull_left", step=2)
    page = pathways.page
    page.get_by_role("link", name="Atlas", exact=True).click()
    expect(page.locator(".atlas-skeleton .atlas-figure[data-drawn]")).to_be_attached(timeout=20_000)
    assert page.locator(".atlas-cell").count() == 0
    page.get_by_role("link", name="Pathways", exact=True).click()
    pathways.settle()
    pathways.stands("plexus_skull_left", 2)
    pathways.arrived("plexus_skull_left", 2)
    pathways.press("One step forward")
    pathways.stands("plexus_skull_left", 3)
    pathways.in_url(journey="plexus_skull_left", step="3")
