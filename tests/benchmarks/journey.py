"""The frames of the player: how long one takes while a cell moves, and the longest of a step.

Both become ratios to the frames of the same page at rest, from the same run: a busy machine slows both.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from playwright.sync_api import Browser, Page

#: Steps whose paths are long, on both routes and in the busiest view.
STEPS = (("lung_femur_left", 7), ("lung_skull_left", 5), ("plexus_skull_left", 4), ("plexus_pelvis_left", 2))
VIEWS = ("front", "all")
VIEWPORT = {"width": 1366, "height": 768}
#: Steps on a slide and on the page of pathways: lesson, number of the slide in links, journey and step.
ON_SLIDES = (("ways", 3, "lung_femur_left", 7), ("ways", 6, "plexus_skull_left", 4))
PLAYER = 'document.querySelector(".atlas-player").atlasPlayback'
PRESENTER = 'document.querySelector(".atlas-present").atlasView.tools.playback'

# Times of all frames, from some before the step to some after the cell has arrived: with what its start, its
# end and the answer of the server cost. `from` and `to` are the first and last frame in which the cell moves.
MOVING = """(step) => new Promise((done) => {
  const playback = PLAYBACK;
  const BESIDE = 20;
  const times = [];
  const moving = [];
  let after = 0;
  playback.go(step - 1);
  playback.listen({changed() {}, moved: () => moving.push(times.length)});
  const frame = (now) => {
    times.push(now);
    if (times.length === BESIDE) playback.forward();
    if (moving.length && !playback.moving) after += 1;
    if (after < BESIDE) requestAnimationFrame(frame);
    else done({times, from: moving[0], to: moving.at(-1)});
  };
  requestAnimationFrame(frame);
})"""
IDLE = """(frames) => new Promise((done) => {
  const times = [];
  const frame = (now) => {
    times.push(now);
    if (times.length < frames) requestAnimationFrame(frame); else done(times);
  };
  requestAnimationFrame(frame);
})"""
IDLE_FRAMES = 121


def gaps(times: list[float]) -> list[float]:
    """Return how long each frame took, in milliseconds."""
    return [later - earlier for earlier, later in pairwise(times)]


def frame_ms(times: list[float]) -> float:
    """Return the mean time between frames, in milliseconds."""
    return (times[-1] - times[0]) / (len(times) - 1)


def measure_frames(browser: Browser, url: str) -> dict[str, Any]:
    """Play the steps in every view on one page.

    Returns
    -------
    dict
        ``moving``, ``blocked``: mean and longest frame of each step; ``idle``: mean frame of the same page at
        rest, before that step. All in milliseconds, one for each step in each view.
    """
    page = browser.new_context(viewport=VIEWPORT).new_page()
    found: dict[str, list[float]] = {"moving": [], "blocked": [], "idle": []}
    for view in VIEWS:
        for journey, step in STEPS:
            _open(page, f"{url}/pathways?journey={journey}&view={view}")
            found["idle"].append(frame_ms(page.evaluate(IDLE, IDLE_FRAMES)))
            seen = page.evaluate(_moving(PLAYER), step)
            found["moving"].append(frame_ms(seen["times"][seen["from"] : seen["to"] + 1]))
            found["blocked"].append(max(gaps(seen["times"])))
    page.context.close()
    return found


def measure_slides(browser: Browser, url: str) -> dict[str, list[float]]:
    """Play the same step on the page of pathways and on a slide, one after the other.

    Returns
    -------
    dict
        ``slide``, ``pathways``: how long each frame took while the cell moved, in milliseconds.
    """
    found: dict[str, list[float]] = {"slide": [], "pathways": []}
    for lesson, slide, journey, step in ON_SLIDES:
        page = browser.new_context(viewport=VIEWPORT).new_page()
        _open(page, f"{url}/pathways?journey={journey}&view=front")
        found["pathways"] += _moved(page, PLAYER, step)
        page.goto(f"{url}/present?lesson={lesson}&slide={slide}&revealed=1")
        page.wait_for_selector(".atlas-present[data-drawn]", state="attached", timeout=60_000)
        page.wait_for_function(f"() => {PRESENTER}.id === '{journey}' && !{PRESENTER}.moving", timeout=60_000)
        page.wait_for_timeout(1500)
        found["slide"] += _moved(page, PRESENTER, step)
        page.context.close()
    return found


def _moving(playback: str) -> str:
    return MOVING.replace("PLAYBACK", playback)


def _moved(page: Page, playback: str, step: int) -> list[float]:
    """Play a step; return the frames in which the cell moved."""
    seen = page.evaluate(_moving(playback), step)
    return gaps(seen["times"][seen["from"] : seen["to"] + 1])


def _open(page: Page, url: str) -> None:
    page.goto(url)
    for selector in (".atlas-routes-body .atlas-figure[data-lit]", ".atlas-player[data-ready]"):
        page.wait_for_selector(selector, state="attached", timeout=60_000)
    page.wait_for_timeout(1500)
