"""axe-core in the states that a page has besides its first: what opens, hangs over it, or comes and goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from atlas_page import PHONE, AtlasPage
from axe import SCHEMES, Scheme, clean
from pathways_page import PathwaysPage
from playwright.sync_api import BrowserContext, Page, expect
from waiting import still, until, until_idle

pytestmark = [pytest.mark.browser, pytest.mark.seconds(70)]

SIZES = {
    "desktop": {"viewport": {"width": 1366, "height": 768}},
    "phone": {**PHONE, "viewport": {"width": 390, "height": 664}},
}
TABLE = "site;count;n\nL-spine;50;107\nribs;20;107\n"
FULL = "() => document.fullscreenElement?.classList.contains('atlas-scene')"
# Open all that opens in its place, but not the menu.
UNFOLD = """() => document.querySelectorAll("details:not(.atlas-menu)").forEach((e) => { e.open = true; })"""
# What Streamlit tells the page when its connection is gone.
GONE = """() => window.postMessage(
  {stCommVersion: 1, type: "WEBSOCKET_DISCONNECTED", attemptingToReconnect: true}, location.origin)"""

sized = pytest.mark.parametrize("size", SIZES)


def search(page: Page) -> None:
    box = page.get_by_role("combobox", name="Find a bone or site")
    box.fill("hip")
    page.get_by_role("listbox", name="Bones and sites found").get_by_role("option").first.wait_for()


def share(page: Page) -> None:
    page.locator(".atlas-share-place").get_by_role("button", name="Share").click()
    page.locator(".atlas-share a[href^=http]").wait_for()


def term(page: Page) -> None:
    page.locator(".atlas-panel dfn").first.click()
    page.locator(".atlas-term-meaning").wait_for()


def full_screen(page: Page) -> None:
    page.keyboard.press("f")
    until(page, FULL)
    still(page)


def menu(page: Page) -> None:
    page.locator(".atlas-menu summary").click()
    page.locator(".atlas-menu nav").wait_for()


def streamlits_menu(page: Page) -> None:
    page.locator("[data-testid=stMainMenu] button").click()
    page.locator("[data-testid=stMainMenuList]").first.wait_for()


def toast(page: Page) -> None:
    page.get_by_role("button", name="Add this view as a slide").click()
    shown = page.locator("[data-testid=stToast]")
    shown.wait_for()
    shown.focus()  # one that has the focus stays


def gone(page: Page) -> None:
    page.evaluate(GONE)
    expect(page.locator(".atlas-connection")).to_contain_text("No connection")


def each(page: Page, states: Sequence[Callable[[Page], None]], schemes: tuple[Scheme, ...] = SCHEMES) -> None:
    """Bring the page into one state after the other and leave each with Escape."""
    for state in states:
        state(page)
        clean(page, state.__name__, schemes)
        page.keyboard.press("Escape")


def test_what_hangs_over_the_atlas_is_clean(page: Page) -> None:
    """A sample of the states below, each in one theme: the link to share once had 1.91:1 in the dark."""
    atlas = AtlasPage(page).open(layer="shaked_zari_2025", site="L3")
    each(page, (search, keys_card, streamlits_menu), ("light",))
    each(page, (term, share), ("dark",))
    atlas.selected("L3")


def keys_card(page: Page) -> None:
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keys").wait_for()


@pytest.mark.exhaustive
@sized
def test_each_state_of_the_atlas_is_clean(new_context: Callable[..., BrowserContext], size: str) -> None:
    page = new_context(**SIZES[size]).new_page()
    atlas = AtlasPage(page).open(layer="shaked_zari_2025", site="L3")
    clean(page, "a bone")
    each(page, (search, keys_card, share, term))
    page.evaluate(UNFOLD)
    atlas.open_table()
    clean(page, "its table, and all unfolded")
    atlas.button("List of bones").click()
    clean(page, "the list of bones")
    atlas.button("List of bones").click()
    for sites in (("L3", "sternum"), ("femur",)):
        atlas.select(*sites)
        clean(page, f"the panel of {sites}")
    full_screen(page)
    clean(page, "full screen")


@pytest.mark.exhaustive
def test_the_bones_near_a_finger_and_the_menu_of_a_phone_are_clean(
    new_context: Callable[..., BrowserContext],
) -> None:
    page = new_context(**SIZES["phone"]).new_page()
    atlas = AtlasPage(page).open(layer="shaked_zari_2025")
    page.touchscreen.tap(*atlas.into_sight("T9"))
    page.get_by_role("group", name="Bones near the finger").wait_for()
    clean(page, "bones near a finger")
    each(page, (menu,))


@pytest.mark.exhaustive
@sized
def test_each_state_of_the_pathways_is_clean(new_context: Callable[..., BrowserContext], size: str) -> None:
    page = new_context(**SIZES[size]).new_page()
    pathways = PathwaysPage(page).open()
    clean(page, "the opening")
    page.evaluate("() => { document.querySelector('.atlas-player').atlasPlayback.speed = 0.1; }")
    page.locator(".atlas-play-toggle").click()
    until(page, "() => document.querySelector('.atlas-player').dataset.moving === 'true'")
    clean(page, "a cell under way")
    pathways.open(site="pelvis", route="vertebral_venous")
    clean(page, "a site and a route")
    page.get_by_role("button", name="Show the steps as a table").click()
    page.locator(".atlas-table").first.wait_for()
    page.evaluate(UNFOLD)
    clean(page, "its table, and all unfolded")
    each(page, (share,))


@pytest.mark.exhaustive
@sized
def test_what_streamlit_hangs_over_a_page_is_clean(
    new_context: Callable[..., BrowserContext], size: str
) -> None:
    page = new_context(fresh=True, **SIZES[size]).new_page()
    AtlasPage(page).open(layer="shaked_zari_2025", site="L3")
    each(page, (streamlits_menu, toast, gone))


def part(page: Page, path: str, text: str) -> None:
    """Go to another page and wait for a text of it."""
    page.goto(f"/?page={path}")
    page.get_by_text(text, exact=True).first.wait_for(timeout=45_000)
    until_idle(page)


@pytest.mark.exhaustive
@sized
def test_a_table_of_the_readers_own_is_clean(new_context: Callable[..., BrowserContext], size: str) -> None:
    page = new_context(fresh=True, **SIZES[size]).new_page()
    part(page, "your-data", "Paste a table")
    page.evaluate(UNFOLD)
    clean(page, "before there is a table")
    page.get_by_text("Paste a table", exact=True).click()
    area = page.locator(".st-key-uploaded_text textarea")
    area.fill(TABLE)
    area.press("Control+Enter")
    page.get_by_role("cell", name="L-spine").wait_for(timeout=30_000)
    still(page)
    page.evaluate(UNFOLD)
    clean(page, "a table, painted")


@pytest.mark.exhaustive
@sized
def test_a_lesson_under_way_is_clean(new_context: Callable[..., BrowserContext], size: str) -> None:
    page = new_context(fresh=True, **SIZES[size]).new_page()
    AtlasPage(page).open(layer="shaked_zari_2025", site="L3")
    toast(page)
    if size == "phone":
        menu(page)
    page.get_by_role("link", name="Teach", exact=True).filter(visible=True).click()
    page.get_by_label("Points", exact=False).first.wait_for(timeout=30_000)
    still(page)
    page.evaluate(UNFOLD)
    clean(page, "the editor of a lesson")


#: Pages with something that hangs over them, and the button that opens it.
POPOVERS = (
    ("evidence", "Share"),
    ("evidence", "Add a statement as a slide"),
    ("practise?quiz=11&topic=bones&level=easy", "Ask others the same"),
)


@pytest.mark.exhaustive
@pytest.mark.parametrize(("path", "button"), POPOVERS)
def test_a_popover_is_clean(page: Page, path: str, button: str) -> None:
    page.goto(f"/{path}")
    opener = page.get_by_role("button", name=button, exact=True)
    opener.wait_for(timeout=45_000)
    still(page)
    opener.click()
    page.locator("[data-testid=stPopoverBody], .atlas-share:not([hidden])").wait_for()
    clean(page, button)
