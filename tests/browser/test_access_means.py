"""What the keyboard and forced colours need of the Atlas, Pathways and the head."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from atlas_page import AtlasPage
from pathways_page import PathwaysPage
from playwright.sync_api import BrowserContext, Page, expect
from waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.seconds(12)]

MEASURED = {"layer": "shaked_zari_2025", "site": "L3"}
ROUTE = {"site": "pelvis", "route": "vertebral_venous"}
# How each button of a row looks where colours are the system's.
LOOKS = """() => {
  const rows = [...document.querySelectorAll(".atlas-segments")].filter((row) => row.checkVisibility());
  return rows.map((row) => [...row.children].map((button) => {
    const {borderTop, outline, backgroundColor} = getComputedStyle(button);
    return [button.getAttribute("aria-checked"), [borderTop, outline, backgroundColor].join()];
  }));
}"""
# The lines around what is selected, and the ground that they lie on.
LINES = """() => [...document.querySelectorAll(".atlas-marks path")].map((path) => getComputedStyle(path))
  .filter(({strokeWidth}) => parseFloat(strokeWidth) >= 2).map(({stroke, opacity}) => [stroke, opacity])"""
GROUND = "() => getComputedStyle(document.querySelector('.stApp')).backgroundColor"

FOCUS = """() => {
  const element = document.activeElement;
  const {outlineStyle, outlineWidth, outlineColor} = getComputedStyle(element);
  const isSeen = element.matches(":focus-visible");
  return [element.textContent, isSeen, outlineStyle, parseFloat(outlineWidth), outlineColor];
}"""
WHERE = "() => document.activeElement.closest('.atlas-head, main') && document.activeElement.textContent"


def measured(page: Page) -> AtlasPage:
    """Open the Atlas at a bone, with its panel."""
    atlas = AtlasPage(page).open(**MEASURED)
    expect(atlas.heading.first).to_be_attached(timeout=30_000)
    return atlas


def a_route(page: Page) -> PathwaysPage:
    """Open Pathways at a site and a route."""
    return PathwaysPage(page).open(**ROUTE)


#: Both scenes, in a state in which all their parts are there.
SCENES: tuple[Callable[[Page], AtlasPage], ...] = (measured, a_route)


def focus_is_seen(page: Page, name: str) -> None:
    """Check that what has the focus is called so, and has a line around it."""
    text, is_seen, style, width, colour = page.evaluate(FOCUS)
    assert text == name
    assert is_seen, name
    assert style == "solid", (name, style)
    assert width >= 2, (name, width)
    assert not colour.endswith(", 0)"), (name, colour)


def to_next_page(page: Page, name: str) -> None:
    """Go with Tab from the head's first link to one of another page, each seen, and open it with Enter."""
    page.locator(".atlas-links a").first.focus()
    for text in page.locator(".atlas-links a").all_inner_texts():
        focus_is_seen(page, text)
        if text == name:
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_title(f"{name} · Bone Metastasis Atlas", timeout=30_000)
    until(page, f"() => ({WHERE})() === '{name}'", 30)
    focus_is_seen(page, name)


def test_the_keyboard_is_seen_in_the_head_and_is_not_lost_on_the_next_page(page: Page) -> None:
    """The quick one of this file."""
    AtlasPage(page).open(layer="article")
    to_next_page(page, "Sources")


def one_looks_chosen(page: Page) -> None:
    """Check that in each row of buttons the chosen one looks otherwise than the others, which look alike."""
    rows = page.evaluate(LOOKS)
    assert rows
    for row in rows:
        chosen = {look for checked, look in row if checked == "true"}
        others = {look for checked, look in row if checked != "true"}
        assert len(chosen) == 1, row
        assert not chosen & others, row


@pytest.mark.exhaustive
@pytest.mark.parametrize("scheme", ["light"])
def test_forced_colours_keep_what_is_chosen(new_context: Callable[..., BrowserContext], scheme: str) -> None:
    page = new_context(forced_colors="active", color_scheme=scheme).new_page()
    for opened in SCENES:
        opened(page)
        one_looks_chosen(page)
        lines = {stroke for stroke, opacity in page.evaluate(LINES) if float(opacity) > 0}
        assert lines - {page.evaluate(GROUND), "none", "rgba(0, 0, 0, 0)"}, (opened.__name__, lines)
