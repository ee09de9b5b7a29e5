"""Wait for the page: our policy forbids the evaluation that `page.wait_for_function` relies on."""

from __future__ import annotations

import json
import time
from typing import Any, Literal

from playwright.sync_api import Page, expect

# The page and all its figures are drawn in a theme.
THEMED = """async (scheme) => {
  const figures = [...document.querySelectorAll(".atlas-figure:not(.atlas-player)")];
  const views = figures.filter((e) => e.checkVisibility()).map((e) => e.atlasView);
  const drawn = views.filter((view) => view?.plot);
  await Promise.all(drawn.map((view) => view.queue));
  const {backgroundColor} = getComputedStyle(document.querySelector(".stApp"));
  const dark = Math.max(...backgroundColor.match(/[0-9]+/g).slice(0, 3).map(Number)) < 128;
  return dark === (scheme === "dark") && drawn.every(({plot}) => !plot.ready || plot.theme === scheme);
}"""
# Every figure is drawn, in the size that the page gives it now.
STILL = """async () => {
  const figures = [...document.querySelectorAll(".atlas-figure:not(.atlas-player)")];
  const views = figures.filter((e) => e.checkVisibility()).map((e) => e.atlasView);
  const drawn = views.filter((view) => view?.plot);
  if (!views.every(Boolean) || !drawn.every((view) => view.plot.ready)) return false;
  await Promise.all(drawn.map((view) => view.queue));
  return drawn.every(({plot: {element}}) => {
    const {width, height} = element._fullLayout;
    const fits = Math.abs(width - element.clientWidth) < 2 && Math.abs(height - element.clientHeight) < 2;
    return !element.clientWidth || fits;
  });
}"""
# The box of an element, once it is the same in ten frames in a row.
STEADY = """async (selector) => {
  const box = () => JSON.stringify(document.querySelector(selector).getBoundingClientRect());
  const first = box();
  for (let k = 0; k < 10; k += 1) {
    await new Promise(requestAnimationFrame);
    if (box() !== first) return false;
  }
  return true;
}"""

#: A copy of the atlas, which has no server: no script of Streamlit's runs.
COPY = "[data-store] .stApp"
#: Reasons and rows of statements, tables of detection.
FOLDED = ".atlas-claims details, details.atlas-folded"


def until(page: Page, expression: str, seconds: float = 15.0) -> Any:
    """Return the value of a JavaScript expression as soon as it is true.

    Parameters
    ----------
    page : Page
        Where it is evaluated.
    expression : str
        Expression or arrow function.
    seconds : float
        How long to wait.

    Raises
    ------
    TimeoutError
        If it never became true; the message holds the last value.
    """
    deadline = time.monotonic() + seconds
    value = page.evaluate(expression)
    while not value:
        if time.monotonic() > deadline:
            raise TimeoutError(f"still {value!r} after {seconds} s: {expression}")
        page.wait_for_timeout(25)
        value = page.evaluate(expression)
    return value


def until_idle(page: Page, seconds: float = 30.0) -> None:
    """Wait until the app is there, no script run is under way, and nothing hides the page any more."""
    app = page.locator(f"[data-testid=stApp][data-test-script-state=notRunning], {COPY}")
    expect(app).to_be_visible(timeout=seconds * 1000)
    expect(page.locator("#atlas-opening, .atlas-coming")).to_have_count(0, timeout=seconds * 1000)


def still(page: Page) -> None:
    """Wait until no script runs and every figure is drawn in the size that it has."""
    until_idle(page)
    until(page, STILL, 30)


def steady(page: Page, selector: str) -> None:
    """Wait until an element moves no more."""
    until(page, f"() => ({STEADY})({json.dumps(selector)})", 30)


def unfold(page: Page) -> None:
    """Open what pages of evidence fold: what is folded has no text that could be looked at."""
    page.evaluate(f"() => {{ for (const e of document.querySelectorAll('{FOLDED}')) e.open = true; }}")


def in_theme(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Switch the theme as the reader's system does, and wait until everything is drawn in it."""
    page.emulate_media(color_scheme=scheme)
    until(page, f"() => ({THEMED})('{scheme}')", 30)


def drawn_again(page: Page) -> None:
    """Wait two frames: until what an event caused has been drawn, where nothing should come of it."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
