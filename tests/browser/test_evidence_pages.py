"""The Evidence page in a browser: what a click does, what stays in the address, what is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from any_page import accessible, came_up, drawn, fills, fits
from atlas_page import PHONE, POINT, known
from playwright.sync_api import BrowserContext, Page, expect
from traffic import Traffic
from waiting import still, until, until_idle

pytestmark = [pytest.mark.browser, pytest.mark.seconds(60)]

FIRST, SECOND = ".atlas-compare-first", ".atlas-compare-second"
SPREAD, DIFFERENCE = ".atlas-spread", ".atlas-compare-difference"
STUDIES = ".atlas-figure[data-unit=patients_with_bone_metastases]"


def click(page: Page, selector: str, bone: str) -> None:
    """Click inside a bone of a skeleton."""
    page.locator(selector).scroll_into_view_if_needed()
    found = page.evaluate(POINT, [selector, bone])
    assert found, f"{bone} is nowhere on the screen"
    page.mouse.click(found[0], found[1])


def query(page: Page) -> dict[str, str]:
    """Return the parameters of the address."""
    return {key: value[0] for key, value in parse_qs(urlsplit(page.evaluate("location.href")).query).items()}


def in_url(page: Page, key: str, value: str) -> None:
    """Wait until a parameter of the address has this value."""
    until(page, f"() => new URLSearchParams(location.search).get('{key}') === '{value}'", 20)


def paint(page: Page, selector: str) -> dict[str, Any]:
    """Return the colour scale that a skeleton is painted with."""
    axis = f'document.querySelector("{selector}").atlasView.plot.element._fullLayout.coloraxis'
    found: dict[str, Any] = page.evaluate(
        f"() => {{ const a = {axis}; return {{low: a.cmin, top: a.cmax}}; }}"
    )
    return found


def test_statements_are_folded_to_their_verdicts_and_open_without_the_server(page: Page) -> None:
    page.goto("/evidence?part=claims")
    cards = page.locator(".atlas-claim")
    expect(cards.first).to_be_visible(timeout=45_000)
    # What is fetched ahead in idle time is not what opens a statement.
    expect(page.locator(".atlas-scene[data-prefetched][data-pairs-of]")).to_be_attached(timeout=60_000)
    until_idle(page)
    traffic = Traffic(page)
    assert not page.locator(".atlas-claim[open]").count()
    cards.nth(1).locator("> summary").focus()
    page.keyboard.press("Enter")
    expect(cards.nth(1)).to_have_attribute("open", "")
    expect(cards.nth(1).get_by_text("How it is judged:")).to_be_visible()
    page.get_by_role("button", name="Only the conflicts with the article").click()
    conflicts = page.locator(".atlas-claim[data-conflict]")
    expect(cards.locator("visible=true")).to_have_count(conflicts.count())
    page.get_by_role("button", name="Open all").click()
    expect(page.locator(".atlas-claim[open]").locator("visible=true")).to_have_count(conflicts.count())
    page.get_by_role("button", name="Fold all").click()
    expect(page.locator(".atlas-claim[open]").locator("visible=true")).to_have_count(0)
    traffic.none()


def test_a_bone_is_chosen_in_both_skeletons_and_their_difference_is_painted(page: Page) -> None:
    came_up(page, "/evidence?part=compare")
    expect(page.locator(f"{FIRST}[data-drawn]")).to_be_attached()
    for selector in (FIRST, SECOND):
        expect(page.locator(selector)).to_be_in_viewport(ratio=0.98)
    page.set_viewport_size({"width": 1366, "height": 653})
    still(page)
    for selector in (FIRST, SECOND):
        # A name, its percentage and its count: small as the body is here, they stand beside it.
        expect(page.locator(f"{selector} .annotation", has_text=" %").nth(8)).to_be_visible()
    scales = paint(page, FIRST), paint(page, SECOND)
    assert scales[0] == scales[1]
    assert fills(page, FIRST) != fills(page, SECOND)
    page.locator(FIRST).evaluate("(figure) => { figure.isTheSame = true; }")
    click(page, FIRST, "L3")
    in_url(page, "site", "L3")
    expect(page.get_by_role("heading", name="What you selected")).to_be_attached(timeout=15_000)
    drawn(page)
    assert page.locator(FIRST).evaluate("(figure) => figure.isTheSame"), "the skeleton was mounted anew"
    for selector in (FIRST, SECOND):
        expect(page.locator(selector)).to_have_attribute("data-selected", "L3")
    before = fills(page, FIRST)
    page.get_by_role("radio", name="Difference").click()
    expect(page.locator(f"{DIFFERENCE}[data-drawn]")).to_be_attached(timeout=20_000)
    drawn(page)
    expect(page.locator(FIRST)).to_have_count(0)
    scale = paint(page, DIFFERENCE)
    assert scale["low"] == -scale["top"] < 0
    painted = fills(page, DIFFERENCE)
    assert painted != before
    assert len({fill for fill in painted if fill}) > 3
    expect(page.locator(DIFFERENCE)).to_have_attribute("data-selected", "L3")
    page.get_by_role("button", name="Show as a table").click()
    # Above it stands the table of what is selected.
    table = page.locator(".atlas-evidence", has=page.get_by_role("heading", name=" minus "))
    expect(table.locator(".atlas-table")).to_be_visible(timeout=15_000)
    fits(page)
    accessible(page)


def test_a_bone_chooses_the_site_whose_studies_are_shown(page: Page) -> None:
    came_up(page, "/evidence?part=agreement")
    box = page.get_by_role("combobox", name="Site")
    expect(box).to_have_value("pelvis")
    expect(page.locator(STUDIES)).to_contain_text("Pooled")
    bone = known().anatomy.bones_of("ribs")[6]
    click(page, SPREAD, bone)
    in_url(page, "site", bone)
    expect(box).to_have_value("ribs", timeout=15_000)
    expect(page.locator(STUDIES)).to_contain_text("Not pooled", timeout=15_000)
    expect(page.locator(".atlas-figure[data-unit=scans_with_new_metastases][data-drawn]")).to_be_attached()
    expect(page.locator(SPREAD)).to_have_attribute("data-selected", bone)
    page.get_by_role("button", name="Show the studies as a table").click()
    expect(page.locator(".atlas-evidence .atlas-table").first).to_be_visible(timeout=15_000)
    drawn(page)
    fits(page)
    accessible(page)


def select_option(page: Page, name: str, title: str) -> None:
    """Choose in one of the lists of the page."""
    page.get_by_role("combobox", name=name, exact=True).select_option(label=title)


def press(page: Page, name: str) -> None:
    """Press one of a row of buttons."""
    page.get_by_role("radio", name=name, exact=True).click()


def test_part_site_layers_spread_and_table_ask_the_server_nothing(page: Page) -> None:
    layers = known().layers
    page.goto("/evidence?part=agreement&layer=shaked_zari_2025")
    scene = page.locator(".atlas-scene")
    expect(scene).to_have_attribute("data-prefetched", "en light", timeout=45_000)
    expect(scene).to_have_attribute("data-pairs-of", "en light shaked_zari_2025 front", timeout=45_000)
    until_idle(page)
    traffic = Traffic(page)
    press(page, "Number of studies")
    select_option(page, "Site", "Sternum")
    in_url(page, "site", "sternum")
    page.get_by_role("button", name="Show the studies as a table").click()
    table = page.locator(".atlas-studies .atlas-table").first
    expect(table).to_contain_text(layers["shaked_zari_2025"].short_title)
    click(page, SPREAD, "hip_bone_left")
    expect(page.get_by_role("combobox", name="Site")).to_have_value("pelvis")
    press(page, "Compare")
    in_url(page, "part", "compare")
    drawn(page)
    expect(page.locator(".atlas-selected-places")).to_contain_text("56 of 107")
    select_option(page, "Second", layers["chen_2017"].title)
    in_url(page, "second", "chen_2017")
    expect(page.get_by_role("heading", name=layers["chen_2017"].title)).to_be_visible()
    press(page, "Difference")
    page.get_by_role("button", name="Show as a table").click()
    expect(page.get_by_role("heading", name=" minus ")).to_be_visible()
    drawn(page)
    select_option(page, "Second", layers["wang_2012.breast_moderate"].title)
    expect(page.get_by_role("heading", name="Ranks among the")).to_be_visible()
    press(page, "Red marrow")
    select_option(page, "Lesions", layers["osorio_2017"].title)
    in_url(page, "layer", "osorio_2017")
    expect(page.get_by_role("heading", name=f"{layers['osorio_2017'].title}: lesions")).to_be_visible()
    press(page, "Claim by claim")
    expect(page.locator(".atlas-claim").first).to_be_visible()
    drawn(page)
    assert traffic.frames == 0
    # What is fetched of the layer that was chosen last is fetched ahead of the acts to come.
    assert [url for url in traffic.fetched if "osorio_2017" not in url] == []


def test_the_site_is_chosen_by_keys_and_back_forward_and_reload_keep_part_and_layers(page: Page) -> None:
    came_up(page, "/evidence?part=agreement")
    site = page.get_by_role("combobox", name="Site")
    below = site.evaluate("(list) => list.options[list.selectedIndex + 1].value")
    site.press("ArrowDown")
    in_url(page, "site", below)
    expect(site).to_be_focused()
    press(page, "Compare")
    in_url(page, "part", "compare")
    first = page.get_by_role("combobox", name="First")
    select_option(page, "First", known().layers["chen_2017"].title)
    in_url(page, "layer", "chen_2017")
    page.go_back()
    expect(first).to_have_value("article")
    page.go_back()
    expect(page.get_by_role("radio", name="Agree and disagree")).to_be_checked()
    expect(page.get_by_role("combobox", name="Site")).to_be_visible()
    page.go_forward()
    page.go_forward()
    expect(first).to_have_value("chen_2017")
    address = page.evaluate("location.href")
    page.reload()
    expect(first).to_have_value("chen_2017", timeout=45_000)
    assert page.evaluate("location.href") == address


#: Addresses that stay as they are.
DEEP = (
    {"layer": "article"},
    {"layer": "chen_2017", "part": "agreement", "site": "ribs", "view": "back", "names": "la"},
    {"layer": "chen_2017", "part": "compare", "second": "medicine_today_2018", "view": "all"},
    {"layer": "article", "part": "compare", "second": "wang_2012.breast_few"},
    {"layer": "wang_2012.breast_few", "part": "soil", "site": "pelvis,sternum", "names": "zh"},
)


def test_a_deep_link_is_kept_and_what_is_not_there_is_told(page: Page) -> None:
    shown = page.locator(".atlas-scene[data-selected]")
    for wanted in DEEP:
        page.goto(f"/evidence?{urlencode(wanted)}")
        expect(shown).to_be_attached(timeout=45_000)
        assert query(page) == wanted
        expect(page.locator(".atlas-notices p")).to_have_count(0)
        expect(shown).to_have_attribute("data-part", wanted.get("part", "claims"))
    for name in ("part", "second", "layer", "site"):
        page.goto(f"/evidence?{urlencode({'part': 'compare', name: 'to_the_moon'})}")
        notice = page.locator(".atlas-notices p")
        expect(notice).to_have_count(1, timeout=45_000)
        expect(notice).to_contain_text("“to_the_moon”")
        expect(notice).to_contain_text(name)
    press(page, "Red marrow")
    expect(notice).to_have_count(0)
    assert query(page) == {"layer": "shaked_zari_2025", "part": "soil"}


def test_the_share_link_opens_this_part_and_the_slide_button_tells_what_can_be_one(page: Page) -> None:
    came_up(page, "/evidence?part=agreement")
    slide = page.get_by_role("button", name="Add this view as a slide")
    expect(slide).to_be_enabled()
    select_option(page, "Site", known().anatomy.name("femur"))
    expect(slide).to_be_disabled()
    page.get_by_role("button", name="Share").click()
    expect(page.locator(".atlas-share a[href^=http]")).to_have_attribute(
        "href", re.compile(r"/evidence\?layer=article&site=femur&part=agreement$")
    )
    page.keyboard.press("Escape")  # the card lies over the choice of parts
    expect(page.locator(".atlas-share")).to_be_hidden()
    press(page, "Red marrow")
    expect(slide).to_be_enabled()
    press(page, "Compare")
    expect(slide).to_be_disabled()  # the words of the article share no scale with numbers
    press(page, "Claim by claim")
    expect(slide).to_be_hidden()
    page.get_by_role("button", name="Add a statement as a slide").click()
    select_option(page, "Statement", "The pelvis is among the commonest sites.")
    page.get_by_role("button", name="Add it as a slide").click()
    expect(page.get_by_test_id("stToast")).to_contain_text("is now slide 1 of 1", timeout=20_000)


def test_on_a_phone_every_control_is_as_high_as_a_finger(
    new_context: Callable[..., BrowserContext],
) -> None:
    page = new_context(**PHONE).new_page()
    came_up(page, "/evidence?part=agreement")
    for part in ("Agree and disagree", "Compare", "Red marrow", "Claim by claim"):
        press(page, part)
        controls = page.locator(".atlas-scene :is(select, button.atlas-button, [role=radio]):visible")
        low = [box for box in (one.bounding_box() for one in controls.all()) if box and box["height"] < 44]
        assert not low, part
