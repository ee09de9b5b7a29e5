"""Every text of every page at the sizes that the atlas holds: none over another, none cut, nothing sideways.

A push is held against a few windows, `make test-all` against all of them.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from text_boxes import ALL, FEW, Window, at_sizes, text_problems
from waiting import still, unfold

pytestmark = [pytest.mark.browser, pytest.mark.seconds(80)]

#: What a reader does on a page.
Act = Callable[[Page], None]
#: What is there once a page has come up, by its address.
PAGES = {
    "/evidence?part=claims": ".atlas-claim",
    "/evidence?part=agreement": ".atlas-spread[data-drawn]",
    "/evidence?part=compare": ".atlas-compare-second[data-drawn]",
    "/evidence?part=soil": ".atlas-marrow[data-drawn]",
    "/detection": ".atlas-scene [data-place=prevalence_autopsy][data-drawn]",
    "/teach": ".atlas-lesson",
    "/practise": ".atlas-quiz[data-state=start]",
    "/present": ".atlas-no-lesson",
    "/your-data": ".atlas-own",
    "/sources": ".atlas-sources",
}


@pytest.fixture
def page(keep: Callable[..., Page]) -> Page:
    """One page for all addresses: its cache serves."""
    return keep()


def came_up(page: Page, address: str) -> None:
    """Open a page and wait until all its figures are drawn."""
    page.goto(address)
    expect(page.locator(PAGES[address]).first).to_be_attached(timeout=45_000)
    unfold(page)
    still(page)


def look(page: Page) -> list[str]:
    """Look at every text; a picker shows the begin of a long choice on a phone, and all of it in its list."""
    is_phone = page.evaluate("() => innerWidth <= 390")
    return [problem for problem in text_problems(page) if not (is_phone and "cut in its field" in problem)]


def hold(page: Page, address: str, windows: tuple[Window, ...]) -> None:
    """Take a page through windows."""
    came_up(page, address)
    wrong = at_sizes(page, windows, look)
    assert not wrong, "\n".join(
        f"{address} at {window}: {one}" for window, all_ in wrong.items() for one in all_
    )


@pytest.mark.parametrize("address", PAGES)
def test_no_text_overlaps_or_is_cut(page: Page, address: str) -> None:
    hold(page, address, FEW)


def opened(page: Page, address: str, act: Act) -> None:
    """Open a scene, bring it into a state, and wait until all that it shows is there."""
    page.goto(address)
    figure = ".atlas-routes-body" if address.startswith("/pathways") else ".atlas-skeleton"
    expect(page.locator(f"{figure} .atlas-figure[data-drawn]")).to_be_attached(timeout=45_000)
    act(page)
    still(page)


def search(page: Page) -> None:
    """Type what many names begin with."""
    page.locator(".atlas-search").fill("l")
    expect(page.locator(".atlas-found li")).to_have_count(8)


def panel(page: Page) -> None:
    """Wait for the panel of what is selected: it comes after the figure."""
    heading = page.locator(".atlas-detail h2").filter(has_not_text="Click a bone")
    expect(heading.first).to_be_attached(timeout=30_000)


def table(page: Page) -> None:
    """Open the table below."""
    page.locator(".atlas-foot .atlas-as-table").click()
    expect(page.locator(".atlas-table-place table").first).to_be_visible(timeout=30_000)


def nothing(_: Page) -> None:
    """Leave the page as it has come."""


#: The states of the scenes: an address, and what the reader does there.
STATES: dict[str, tuple[str, Act]] = {
    "atlas": ("/", nothing),
    "atlas, measured": ("/?layer=shaked_zari_2025", nothing),
    "atlas, a bone": ("/?layer=shaked_zari_2025&site=L3", panel),
    "atlas, a site given in parts": ("/?layer=shaked_zari_2025&site=femur", panel),
    "atlas, two bones": ("/?layer=shaked_zari_2025&site=L3,pelvis", panel),
    "atlas, trunk": ("/?layer=shaked_zari_2025&extent=trunk", nothing),
    "atlas, all views": ("/?view=all", nothing),
    "atlas, search": ("/?layer=shaked_zari_2025", search),
    "atlas, table": ("/?layer=shaked_zari_2025", table),
    "pathways": ("/pathways", nothing),
    "pathways, a bone": ("/pathways?site=L3", panel),
    "pathways, a journey": ("/pathways?journey=lung_rib_left&step=2", nothing),
    "pathways, a route": ("/pathways?route=vertebral_venous", nothing),
    "pathways, all views": ("/pathways?view=all", nothing),
    "pathways, table": ("/pathways", table),
}


def hold_state(page: Page, state: str, windows: tuple[Window, ...]) -> None:
    """Take a state of a scene through windows."""
    opened(page, *STATES[state])
    wrong = at_sizes(page, windows, text_problems)
    assert not wrong, "\n".join(
        f"{state} at {window}: {one}" for window, all_ in wrong.items() for one in all_
    )


@pytest.mark.parametrize("state", ["atlas", "pathways"])
def test_no_text_of_a_scene_overlaps_or_is_cut(page: Page, state: str) -> None:
    hold_state(page, state, FEW)


@pytest.mark.exhaustive
@pytest.mark.parametrize("state", STATES)
def test_no_text_of_a_scene_overlaps_or_is_cut_at_any_size(page: Page, state: str) -> None:
    hold_state(page, state, ALL)


@pytest.mark.exhaustive
@pytest.mark.parametrize("address", PAGES)
def test_no_text_overlaps_or_is_cut_at_any_size(page: Page, address: str) -> None:
    hold(page, address, ALL)


def test_what_overlaps_is_cut_or_scrolls_sideways_is_found(page: Page) -> None:
    """The guard of the guard."""
    page.goto("about:blank")
    page.set_content("""<body style="margin: 0; font: 16px/20px sans-serif">
      <p style="margin: 0">one above</p><p style="margin: -12px 0 0">one below</p>
      <p style="margin: 0">close above</p><p style="margin: 0">close below</p>
      <div style="width: 60px; overflow: hidden; white-space: nowrap">too long for its box</div>
      <div style="width: 60px; overflow: auto; white-space: nowrap">can be scrolled to</div>
      <svg width="60" height="20" style="overflow: hidden"><text y="15">cut in a picture</text></svg>
      <div style="width: 3000px">wide</div>""")
    found = text_problems(page)
    expected = (
        "too long for its box” is cut at its side",
        "cut in a picture” is cut at its side",
        "scrolls sideways",
        "“one above”",
    )
    assert len(found) == len(expected), found
    assert all(any(part in problem for problem in found) for part in expected), found
