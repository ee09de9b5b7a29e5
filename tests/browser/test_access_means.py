"""What fingers, the keyboard, wide letters and forced colours need of the Atlas, Pathways and the head."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from atlas_page import PHONE, AtlasPage
from pathways_page import PathwaysPage
from playwright.sync_api import BrowserContext, Page, expect
from practise_page import PractisePage
from present_page import LESSONS, PresentPage
from text_boxes import settled, text_problems
from waiting import still, until

pytestmark = [pytest.mark.browser, pytest.mark.seconds(12)]

SMALL_PHONE = {**PHONE, "viewport": {"width": 390, "height": 664}}
#: A finger needs so many CSS px (WCAG 2.2, 2.5.5).
FINGER = 44
MEASURED = {"layer": "shaked_zari_2025", "site": "L3"}
ROUTE = {"site": "pelvis", "route": "vertebral_venous"}
#: What the reader's own style sheet may do to every text (WCAG 2.2, 1.4.12).
SPACING = """* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important; }"""

# What can be pressed and is too small. A link or a term within a sentence is left out, as 2.5.8 does; so is
# Streamlit's own menu of three dots.
SMALL = """(finger) => {
  const controls = `button, select, summary, input, textarea, label, [role="button"], [role="switch"],
    [role="radio"], a.atlas-page-link, a[download], .atlas-coarser a`;
  const left = "dfn, [data-testid=stMainMenu] *, [data-testid=stSkipLink]";
  const shown = {opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true};
  const seen = [...document.querySelectorAll(controls)].filter((element) => element.checkVisibility(shown));
  return seen.filter((element) => !element.matches(left)).flatMap((element) => {
    const {width, height} = element.getBoundingClientRect();
    if (width <= 1 || height <= 1 || (height >= finger - 0.1 && width >= 24)) return [];
    return [`${element.ariaLabel || element.textContent}: ${width.toFixed(1)} x ${height.toFixed(1)}`];
  });
}"""
UNFOLD = "() => document.querySelectorAll('details').forEach((details) => { details.open = true; })"

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

BACKGROUND = "(element) => getComputedStyle(element).backgroundColor"

# The system's colour of what is chosen.
HIGHLIGHT = """() => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.forcedColorAdjust = "none";
  probe.style.backgroundColor = "Highlight";
  const {backgroundColor} = getComputedStyle(probe);
  probe.remove();
  return backgroundColor;
}"""

# What scrolls and cannot be reached with the keyboard.
UNREACHED = """() => {
  const focusable = `a[href], button:not([disabled]), input:not([disabled]), select, textarea, summary,
    [tabindex="0"]`;
  const scrolls = (element) => {
    const {overflowX, overflowY} = getComputedStyle(element);
    const over = (overflow) => overflow === "auto" || overflow === "scroll";
    return (over(overflowY) && element.scrollHeight > element.clientHeight + 1)
      || (over(overflowX) && element.scrollWidth > element.clientWidth + 1);
  };
  const areas = [...document.querySelectorAll("body *")].filter((e) => e.checkVisibility() && scrolls(e));
  const reached = (element) => element.tabIndex === 0 || element.querySelector(focusable);
  return [areas.length, areas.filter((e) => !reached(e)).map((e) => `${e.tagName}.${e.className}`)];
}"""
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


@pytest.mark.exhaustive
def test_the_keyboard_is_not_lost_on_any_page(page: Page) -> None:
    AtlasPage(page).open(layer="article")
    for name in page.locator(".atlas-links a").all_inner_texts()[1:]:
        to_next_page(page, name)


@pytest.mark.exhaustive
def test_the_keyboard_is_not_lost_from_the_menu_of_a_narrow_window(page: Page) -> None:
    page.set_viewport_size({"width": 683, "height": 384})
    AtlasPage(page).open(layer="article")
    page.locator(".atlas-menu summary").focus()
    page.keyboard.press("Enter")
    page.locator(".atlas-menu nav").wait_for()
    for name in ("Atlas", "Pathways", "Evidence"):
        page.keyboard.press("Tab")
        focus_is_seen(page, name)
    page.keyboard.press("Enter")
    expect(page).to_have_title("Evidence · Bone Metastasis Atlas", timeout=30_000)
    until(page, f"() => ({WHERE})() === 'Menu'", 30)
    focus_is_seen(page, "Menu")


@pytest.mark.exhaustive
@pytest.mark.parametrize("size", [(1366, 768), (683, 384)], ids=str)
def test_what_scrolls_can_be_reached_with_keys(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for opened in SCENES:
        scene = opened(page)
        page.evaluate(UNFOLD)
        if opened is measured:
            scene.button("List of bones").click()
        still(page)
        areas, unreached = page.evaluate(UNREACHED)
        assert areas, "nothing scrolls: nothing has been looked at"
        assert unreached == [], opened.__name__


@pytest.mark.exhaustive
def test_all_that_is_pressed_is_large_enough_for_a_finger(
    new_context: Callable[..., BrowserContext],
) -> None:
    page = new_context(**SMALL_PHONE).new_page()
    for opened in SCENES:
        opened(page)
        assert page.evaluate(SMALL, FINGER) == [], opened.__name__
        page.evaluate(UNFOLD)  # also the menu
        still(page)
        expect(page.locator(".atlas-menu nav")).to_be_visible()
        assert page.evaluate(SMALL, FINGER) == [], f"{opened.__name__}, unfolded"


@pytest.mark.exhaustive
def test_what_is_moved_and_saved_on_detection_is_large_enough_for_a_finger(
    new_context: Callable[..., BrowserContext],
) -> None:
    page = new_context(**SMALL_PHONE).new_page()
    page.goto("/detection")
    expect(page.locator(".atlas-scene[data-prefetched]")).to_be_attached(timeout=60_000)
    for size in ({"width": 390, "height": 664}, {"width": 844, "height": 390}):
        page.set_viewport_size(size)
        still(page)
        assert page.evaluate(SMALL, FINGER) == [], size


def cut(page: Page) -> list[str]:
    """Return what is cut or makes the page scroll sideways; an open menu lies over the page on purpose."""
    return [problem for problem in text_problems(page) if not problem.endswith("overlap")]


@pytest.mark.exhaustive
@pytest.mark.parametrize("phone", [False, True], ids=["1366x768", "390x844"])
def test_no_text_is_cut_with_wide_spacing(new_context: Callable[..., BrowserContext], phone: bool) -> None:
    page = new_context(**(PHONE if phone else {})).new_page()
    for opened in SCENES:
        opened(page)
        page.add_style_tag(content=SPACING)
        until(
            page,
            "() => getComputedStyle(document.querySelector('.atlas-brand p')).letterSpacing !== 'normal'",
        )
        still(page)
        assert settled(page) == [], opened.__name__
        if phone:
            page.locator(".atlas-menu summary").tap()
            expect(page.locator(".atlas-menu nav")).to_be_visible()
            assert settled(page, cut) == [], f"the menu on {opened.__name__}"


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
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_what_is_chosen(new_context: Callable[..., BrowserContext], scheme: str) -> None:
    page = new_context(forced_colors="active", color_scheme=scheme).new_page()
    for opened in SCENES:
        opened(page)
        one_looks_chosen(page)
        lines = {stroke for stroke, opacity in page.evaluate(LINES) if float(opacity) > 0}
        assert lines - {page.evaluate(GROUND), "none", "rgba(0, 0, 0, 0)"}, (opened.__name__, lines)


@pytest.mark.exhaustive
def test_forced_colours_keep_the_progress_of_a_quiz(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(forced_colors="active").new_page()
    PractisePage(page).open(quiz="11", topic="bones", level="easy")
    look = "(e) => [getComputedStyle(e).backgroundColor, getComputedStyle(e).borderTopWidth]"
    track, border = page.locator(".atlas-quiz-track").evaluate(look)
    done, _ = page.locator(".atlas-quiz-track span").evaluate(look)
    assert border == "1px"
    assert done != track


@pytest.mark.exhaustive
def test_forced_colours_keep_a_switch_and_a_pressed_tool(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(forced_colors="active").new_page()
    page.goto("/your-data")
    page.get_by_role("radio", name="Paste a table").click(timeout=45_000)
    area = page.locator(".st-key-uploaded_text textarea")
    area.fill("site,count,n\nribs,31,107\n")
    area.press("Control+Enter")
    switch = page.get_by_role("switch", name="Keep this table on this device")
    track = page.locator(".stCheckbox label", has=switch).locator("> span + div")
    expect(track).to_be_visible(timeout=45_000)
    still(page)
    off = track.evaluate(BACKGROUND)
    track.click()
    expect(switch).to_be_checked()
    expect(track).not_to_have_css("background-color", off)

    PresentPage(page).open(LESSONS[0], 1)
    pressed = page.locator(".atlas-present-tool[aria-pressed=true]").first  # the labels are on from the start
    others = page.locator(".atlas-present-tool[aria-pressed=false]").first
    highlight = page.evaluate(HIGHLIGHT)
    assert pressed.evaluate(BACKGROUND) == highlight
    assert others.evaluate(BACKGROUND) != highlight


def test_a_slide_that_is_higher_than_the_screen_is_read_by_keyboard(
    new_context: Callable[..., BrowserContext],
) -> None:
    """At 400 % a laptop has the room of a phone: an arrow moves the slide to its end before it turns it."""
    present = PresentPage(new_context(viewport={"width": 342, "height": 400}).new_page()).open("ways", 2)
    slide = present.page.locator(".atlas-present-slide")
    expect(slide).to_have_attribute("tabindex", "0")
    hidden = slide.evaluate("(e) => e.scrollHeight - e.clientHeight")
    assert hidden > 0
    present.press("ArrowDown")
    assert slide.evaluate("(e) => e.scrollTop") > 0
    present.stands(2)
    present.press(*["ArrowDown"] * 12)
    assert present.deck("slide") > 2 or present.deck("revealed") > 0
