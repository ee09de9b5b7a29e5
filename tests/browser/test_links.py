"""Deep links: what the address says is what is shown, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from atlas_page import (
    COMPARISON,
    NAMES,
    NOTICES,
    RANKING,
    STUDY,
    VIEW_NAMES,
    AtlasPage,
    known,
    name,
)
from playwright.sync_api import Page, expect
from waiting import until

from bone_atlas.view_state import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.seconds(45)]

LINKS = (
    {"layer": "wang_2012.breast_few", "view": "back", "site": "T4,hip_bone_left", "names": "la"},
    {"layer": "article", "view": "left", "site": "knee", "names": "zh"},
    {"layer": "chen_2017", "site": "rib_7_left", "names": "es"},
    {"layer": "shaked_zari_2025.luminal_a", "view": "all"},
)
# A row of a dot plot: its middle in the window.
ROW = """([selector, id]) => {
  const plot = document.querySelector(selector).atlasView.plot;
  const row = plot.meta.rows.find(([r]) => r === id);
  const {yaxis} = plot.element._fullLayout;
  const box = plot.element.getBoundingClientRect();
  const {_offset: top, _length: high, range: [low, upper]} = yaxis;
  return row && [box.left + box.width / 2, box.top + top + (high * (upper - row[1])) / (upper - low)];
}"""


def shown(atlas: AtlasPage) -> dict[str, str]:
    """Read from widgets and figure, not from the address, what is shown."""
    page = atlas.page
    view = page.locator(".atlas-view [role=radio][aria-checked=true]").inner_text()
    article = page.locator(".atlas-kind [role=radio][aria-checked=true]").inner_text() == "The article"
    found = {
        "layer": "article" if article else page.locator(STUDY).input_value(),
        "view": next(key for key, words in VIEW_NAMES.items() if words == view),
        "site": atlas.figure.get_attribute("data-selected") or "",
        "names": page.locator(NAMES).input_value(),
    }
    defaults = {"view": "front", "site": "", "names": "en"}
    return {key: value for key, value in found.items() if value != defaults.get(key)}


def click_row(atlas: AtlasPage, selector: str, row: str) -> None:
    """Click a row of the ranking or the comparison."""
    figure = atlas.page.locator(f"{selector}[data-drawn]")
    figure.scroll_into_view_if_needed()
    atlas.page.mouse.click(*atlas.page.evaluate(ROW, [selector, row]))


@pytest.fixture
def page(keep: Callable[..., Page]) -> Page:
    """One page for all tests of this file."""
    return keep()


@pytest.mark.parametrize("link", LINKS, ids=lambda link: link["layer"])
def test_link_restores_the_view(page: Page, link: dict[str, str]) -> None:
    atlas = AtlasPage(page).open(**link)
    assert shown(atlas) == link
    assert atlas.query() == link
    atlas.painted()
    if "site" in link:
        anatomy = known().anatomy
        sites = link["site"].split(",")
        if len(sites) == 1:
            place = sites[0] if anatomy.is_group(sites[0]) else anatomy.site_of(sites[0])
            expect(atlas.heading).to_contain_text(anatomy.name(place, link["names"]))
        else:
            expect(atlas.heading).to_have_text(f"{len(sites)} sites selected")


def test_what_is_done_is_in_the_link(page: Page) -> None:
    atlas = AtlasPage(page).open(layer="article")
    atlas.choose_layer("wang_2012.breast_few")
    atlas.choose_view("back")
    atlas.click("T4")
    atlas.selected("T4")
    page.locator(NAMES).select_option(label=LANGUAGES["la"])
    atlas.in_url(names="la")
    atlas.settle()
    before = shown(atlas)
    assert before == {"layer": "wang_2012.breast_few", "view": "back", "site": "T4", "names": "la"}
    page.reload()
    atlas.settle()
    assert shown(atlas) == before == atlas.query()


def test_unknown_values_are_told_and_replaced(page: Page) -> None:
    atlas = AtlasPage(page).open(layer="no_such_layer", view="top", site="unicorn_horn,L3", names="tlh")
    notices = page.locator(NOTICES)
    expect(notices).to_be_visible()
    text = notices.inner_text()
    for value in ("no_such_layer", "top", "unicorn_horn", "tlh"):
        assert value in text
    assert shown(atlas) == {"layer": "article", "site": "L3"}
    expect(atlas.heading).to_have_text(name("L3"))
    atlas.click("sternum")
    atlas.selected("sternum")
    expect(atlas.heading).to_have_text(name("sternum"))
    expect(notices).not_to_be_visible()
    assert atlas.query() == {"layer": "article", "site": "sternum"}


def test_markup_in_the_address_stays_text(page: Page) -> None:
    AtlasPage(page).open(layer="<img src=x onerror=alert(1)>", site="<b>L3</b>")
    assert "<img src=x" in page.locator(NOTICES).inner_text()
    assert page.locator(f"{NOTICES} img").count() == 0


def test_ranking_and_skeleton_are_one_selection(page: Page) -> None:
    atlas = AtlasPage(page).again("shaked_zari_2025")
    click_row(atlas, RANKING, "sternum")
    atlas.selected("sternum")
    expect(atlas.heading).to_have_text(name("sternum"))
    until(page, f"() => {atlas.view()}.plot.element.querySelectorAll('.shapelayer path').length > 0")
    atlas.click("L3")
    atlas.selected("L3")
    until(
        page,
        """() => {
      const plot = document.querySelector(".atlas-ranking .atlas-figure").atlasView.plot;
      const marked = plot.marks.shapes.map((s) => (s.y0 + s.y1) / 2);
      const row = plot.meta.rows.find(([id]) => id === "lumbar_spine");
      return marked.length === 1 && marked[0] === row[1];
    }""",
    )


def test_ranking_selects_groups(page: Page) -> None:
    atlas = AtlasPage(page).again("shaked_zari_2025")
    group = next(
        r.site_id for r in known().layers["shaked_zari_2025"].reports if known().anatomy.is_group(r.site_id)
    )
    click_row(atlas, RANKING, group)
    atlas.selected(group)
    expect(atlas.heading).to_have_text(name(group))


def test_comparison_row_paints_its_layer(page: Page) -> None:
    atlas = AtlasPage(page).again("shaked_zari_2025", "front", "lumbar_spine")
    click_row(atlas, COMPARISON, "shaked_zari_2025.luminal_b")
    atlas.in_url(layer="shaked_zari_2025.luminal_b", site="lumbar_spine")
    atlas.painted()
    value = known().layers["shaked_zari_2025.luminal_b"].value("lumbar_spine")
    expect(page.locator(".atlas-value")).to_contain_text(f"{value.percent:.1f} %")
    expect(page.locator(STUDY)).to_have_value("shaked_zari_2025.luminal_b")


def test_share_card_holds_this_view(page: Page) -> None:
    atlas = AtlasPage(page).again("wang_2012.breast_few", "back", "T4")
    page.get_by_role("button", name=re.compile("[Ss]hare")).click()
    card = page.locator(".atlas-share")
    card.wait_for()
    link = card.locator("a[href^=http]").inner_text()
    assert link.split("?")[0].rstrip("/") == page.url.split("?")[0].rstrip("/")
    assert {k: v[0] for k, v in parse_qs(urlsplit(link).query).items()} == atlas.query()
    assert (card.locator("img").get_attribute("src") or "").startswith("data:image/svg+xml,")
    until(page, "() => document.querySelector('.atlas-share img').naturalWidth > 100")


@pytest.mark.parametrize("path", ["/?layer=article&site=L3", "/pathways?journey=lung_rib_left", "/sources"])
def test_the_same_link_opens_again(page: Page, path: str) -> None:
    """The second answer is "not modified"; it must not take the page's policy away."""
    for _ in range(2):
        page.goto(path)
        expect(page.locator(".atlas-small-print").last).to_be_visible(timeout=30_000)
