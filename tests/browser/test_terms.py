"""In a browser: terms of the field open their meanings, and a finer site leads to the coarser one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from atlas_page import PHONE, AtlasPage
from axe import listed, violations
from playwright.sync_api import BrowserContext, Page, expect
from waiting import until_idle

pytestmark = [pytest.mark.browser, pytest.mark.seconds(40)]

MEANING = ".atlas-term-meaning"
# Widths of a column at which a mark stands on another line than the last letter of the term before it.
TORN_OFF = """(panel) => {
  const marked = document.createElement("p");
  const term = panel.querySelector("dfn").cloneNode();
  term.textContent = "seed and soil";
  marked.append("of the ", term, ", CT");
  panel.prepend(marked);
  const top = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect().top;
  };
  const torn = [];
  for (let width = 60; width < 300; width += 1) {
    marked.style.width = `${width}px`;
    const [letters, mark] = [term.firstChild, term.nextSibling];
    if (Math.abs(top(letters, letters.length - 1) - top(mark, 0)) > 2) torn.push(width);
  }
  marked.remove();
  return torn;
}"""


def test_a_term_opens_on_hover_and_focus_and_closes_on_escape(page: Page) -> None:
    AtlasPage(page).open(layer="shaked_zari_2025", site="L3")
    term = page.locator(".atlas-panel dfn", has_text="95 % CI").first
    meaning = page.locator(MEANING)
    term.hover()
    expect(meaning).to_be_visible()
    expect(meaning).to_contain_text("A range of values that agree with what was counted")
    expect(meaning).to_contain_text("Altman DG")
    violated = violations(page)
    assert not violated, listed(violated)
    page.keyboard.press("Escape")
    expect(meaning).to_have_count(0)
    page.mouse.move(1, 1)
    before = page.locator(".atlas-panel dfn").first
    before.focus()
    page.keyboard.press("Tab")
    expect(term).to_be_focused()
    expect(meaning).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning).to_have_count(0)
    expect(term).to_be_focused()
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        expect(meaning).to_be_visible()
        page.keyboard.press(key)
        expect(meaning).to_have_count(0)
    assert page.locator(".atlas-panel").first.evaluate(TORN_OFF) == [], "a comma begins a line"


def test_a_tap_opens_a_term_also_of_what_the_server_shows(
    new_context: Callable[..., BrowserContext],
) -> None:
    page = new_context(**PHONE).new_page()
    page.goto("/evidence?part=agreement&site=pelvis")
    page.locator(".atlas-figure[data-unit=lesions][data-drawn]").wait_for()
    until_idle(page)
    term = page.locator(".atlas-evidence dfn, .atlas-whole dfn").first
    term.scroll_into_view_if_needed()
    reach = term.evaluate(
        "term => ['width', 'height'].map((side) => parseFloat(getComputedStyle(term, '::after')[side]))"
    )
    assert min(reach) >= 44
    term.tap()
    expect(page.locator(MEANING)).to_be_visible()
    page.locator(MEANING).tap()
    expect(page.locator(MEANING)).to_be_visible()
    term.tap()
    expect(page.locator(MEANING)).to_have_count(0)


def test_a_finer_site_leads_to_the_coarser_one_as_a_whole(page: Page) -> None:
    atlas = AtlasPage(page).open(layer="shaked_zari_2025", site="femur_shaft_right")
    page.get_by_role("link", name="Femur as a whole").click()
    atlas.in_url(layer="shaked_zari_2025", site="femur")
    answer = page.locator(".atlas-whole")
    expect(answer).to_contain_text("Femur as a whole, in every study")
    expect(answer).to_contain_text("never summed: a patient can have both")
    expect(answer).to_contain_text("30 of 107")
