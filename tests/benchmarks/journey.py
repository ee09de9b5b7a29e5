"""The frame rate of the player: how long a frame takes while a cell moves, against the idle page."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Page

#: Steps whose paths are long, on both ways and in the busiest view.
STEPS = (("lung_femur_left", 7), ("lung_skull_left", 5), ("plexus_skull_left", 4), ("plexus_pelvis_left", 2))
VIEWS = ("front", "all")
VIEWPORT = {"width": 1366, "height": 768}

# Times between the frames of one step, from its first to its last.
MOVING = """(step) => new Promise((done) => {
  const {atlasPlayback: playback} = document.querySelector(".atlas-player");
  playback.go(step - 1);
  const times = [];
  const stop = playback.listen({
    moved: () => times.push(performance.now()),
    changed: () => { if (times.length && !playback.moving) { stop(); done(times); } },
  });
  setTimeout(() => playback.forward(), 300);
})"""
IDLE = """() => new Promise((done) => {
  const times = [];
  const frame = (now) => {
    times.push(now);
    if (times.length < 61) requestAnimationFrame(frame); else done(times);
  };
  requestAnimationFrame(frame);
})"""


def frame_ms(times: list[float]) -> float:
    """Return the mean time between frames, in milliseconds."""
    return (times[-1] - times[0]) / (len(times) - 1)


def measure_frames(browser: Browser, url: str) -> dict[str, Any]:
    """Play the steps in every view on one page.

    Returns
    -------
    dict
        ``moving`` and ``idle``: milliseconds per frame, one for each step and one for each view.
    """
    page = browser.new_context(viewport=VIEWPORT).new_page()
    moving, idle = [], []
    for view in VIEWS:
        for journey, step in STEPS:
            _open(page, f"{url}/pathways?journey={journey}&view={view}")
            moving.append(frame_ms(page.evaluate(MOVING, step)))
        idle.append(frame_ms(page.evaluate(IDLE)))
    page.context.close()
    return {"moving": moving, "idle": idle}


def _open(page: Page, url: str) -> None:
    page.goto(url)
    for selector in (".st-key-body .atlas-figure[data-lit]", ".atlas-player[data-ready]"):
        page.wait_for_selector(selector, state="attached", timeout=60_000)
    page.wait_for_timeout(1500)
