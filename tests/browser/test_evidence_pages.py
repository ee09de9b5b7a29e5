"""Evidence, detection and a reader's own table in a browser: what fits, what axe finds, what a click does."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from atlas_page import FILLS, PHONE, POINT, known
from axe import listed, violations
from playwright.sync_api import BrowserContext, CDPSession, Page, expect
from traffic import Traffic
from waiting import in_theme, still, unfold, until, until_idle

pytestmark = [pytest.mark.browser, pytest.mark.seconds(90)]

#: Address of each page, and what is there when it has come up.
PAGES = {
    "/evidence?part=claims": ".atlas-claims .atlas-claim",
    "/evidence?part=agreement": ".atlas-spread[data-drawn]",
    "/evidence?part=compare": ".atlas-compare-second[data-drawn]",
    "/evidence?part=soil": ".atlas-marrow[data-drawn]",
    "/detection": ".atlas-scene [data-place=prevalence_autopsy][data-drawn]",
    "/your-data": ".atlas-own",
    "/teach": ".atlas-lesson",
}
FILES = Path(__file__).parents[1] / "uploaded" / "files"

OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  const scrollers = "html, body, [data-testid=stMain], [data-testid=stAppViewContainer]";
  return [...document.querySelectorAll(scrollers)].filter((e) => e.scrollWidth > wide)
    .map((e) => `${e.tagName} ${e.scrollWidth} of ${wide}`);
}"""
# What sticks out, for the message.
CULPRITS = """() => {
  const wide = document.documentElement.clientWidth;
  const out = [...document.querySelectorAll(".stApp *")].filter((e) => {
    const box = e.getBoundingClientRect();
    return box.width > 0 && box.right > wide + 1 && !e.closest(".draglayer, .atlas-scroll, .atlas-list");
  });
  const told = (e) => `${e.tagName}.${e.getAttribute("class")} to ${e.getBoundingClientRect().right}`;
  return out.slice(0, 6).map(told);
}"""
SCALE = """(selector) => {
  const {cmin, cmax} = document.querySelector(selector).atlasView.plot.element._fullLayout.coloraxis;
  return {low: cmin, top: cmax};
}"""
TROUBLE = "[data-testid=stException], [data-testid=stAlertContentError], [data-testid=stAlertContentWarning]"
FIRST, SECOND = ".atlas-compare-first", ".atlas-compare-second"
SPREAD, DIFFERENCE = ".atlas-spread", ".atlas-compare-difference"
OWN = ".st-key-uploaded_skeleton .atlas-figure"
STUDIES = ".atlas-figure[data-unit=patients_with_bone_metastases]"
SCANS = ".atlas-figure[data-unit=scans_with_new_metastases]"
TABLE = "site,count,n\nlumbar spine,50,107\nribs,31,107\n"
# Every figure is drawn; what keeps something in the browser shows nothing.
DRAWN = """() => [...document.querySelectorAll(".atlas-figure")].every(
  ({atlasView, dataset}) => atlasView && (!atlasView.plot || "drawn" in dataset),
)"""


def came_up(page: Page, address: str) -> None:
    """Open a page and wait until all its figures are drawn."""
    page.goto(address)
    expect(page.locator(PAGES[address]).first).to_be_attached(timeout=45_000)
    unfold(page)
    drawn(page)


def drawn(page: Page) -> None:
    """Wait until no script runs and every figure is drawn."""
    until_idle(page)
    until(page, DRAWN)


def fits(page: Page) -> None:
    """Hold the page against the width of its window, and look for boxes of trouble."""
    assert not page.locator(TROUBLE).locator("visible=true").all_inner_texts()
    sideways = page.evaluate(OVERFLOW)
    assert not sideways, (sideways, page.evaluate(CULPRITS))


def accessible(page: Page) -> None:
    """Run axe-core in the theme that is shown."""
    violated = violations(page)
    assert not violated, listed(violated)


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


def fills(page: Page, selector: str) -> list[str | None]:
    """Return the colours that a skeleton is really filled with."""
    found: list[str | None] = page.evaluate(FILLS, selector)
    return found


def as_phone(page: Page) -> CDPSession:
    """Make an open page one on a phone, by size, pixels and touch, until the session is detached."""
    width, height = PHONE["viewport"].values()  # type: ignore[union-attr]
    size = {
        "width": width,
        "height": height,
        "deviceScaleFactor": PHONE["device_scale_factor"],
        "mobile": True,
    }
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setDeviceMetricsOverride", size)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    until(page, f"() => innerWidth === {width} && matchMedia('(pointer: coarse)').matches")
    still(page)
    return session


@pytest.mark.parametrize("address", PAGES)
def test_a_page_fits_and_axe_finds_nothing_in_both_themes_and_on_a_phone(page: Page, address: str) -> None:
    came_up(page, address)
    assert urlsplit(page.evaluate("location.href")).path == urlsplit(address).path
    for scheme in ("light", "dark"):
        in_theme(page, scheme)
        fits(page)
        accessible(page)
    in_theme(page, "light")
    as_phone(page)
    fits(page)
    accessible(page)


@pytest.mark.parametrize(
    "address",
    [
        address if "agreement" in address else pytest.param(address, marks=pytest.mark.exhaustive)
        for address in PAGES
    ],
)
def test_a_page_that_is_loaded_on_a_phone_fits_and_axe_finds_nothing(
    new_context: Callable[..., BrowserContext], address: str
) -> None:
    page = new_context(**PHONE).new_page()
    came_up(page, address)
    fits(page)
    accessible(page)


def test_statements_are_folded_to_their_verdicts_and_open_without_the_server(page: Page) -> None:
    page.goto("/evidence?part=claims")
    cards = page.locator(".atlas-claim")
    expect(cards.first).to_be_visible(timeout=45_000)
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
    expect(page.locator(".atlas-share a")).to_have_attribute(
        "href", re.compile(r"/evidence\?layer=article&site=femur&part=agreement$")
    )
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


def test_a_pasted_table_is_painted_and_a_faulty_row_is_listed(page: Page) -> None:
    came_up(page, "/your-data")
    page.get_by_role("radio", name="Paste a table").click()
    area = page.locator(".st-key-uploaded_text textarea")
    area.fill(TABLE)
    area.press("Control+Enter")
    expect(page.locator(f"{OWN}[data-drawn]")).to_be_attached(timeout=20_000)
    drawn(page)
    expect(page.get_by_role("heading", name="What is wrong")).to_have_count(0)
    painted = fills(page, OWN)
    assert len({fill for fill in painted if fill}) >= 3  # two values, and what is not reported
    expect(page.locator(".atlas-own-summary")).to_contain_text("2")
    area.fill(TABLE + "sternum,200,107\n")
    area.press("Control+Enter")
    wrong = page.get_by_role("region", name="What is wrong").locator("tbody tr")
    expect(wrong).to_have_count(1, timeout=20_000)
    cells = wrong.locator("th, td")
    assert cells.nth(0).inner_text() == "4"
    assert cells.nth(1).inner_text() == "count"
    assert "200" in cells.nth(2).inner_text()
    drawn(page)
    assert fills(page, OWN) == painted
    assert "200" not in page.evaluate("location.href")
    fits(page)
    accessible(page)


def test_a_file_is_uploaded_and_painted(page: Page) -> None:
    for name in ("counts_semicolon.csv", "workbook.xlsx"):
        came_up(page, "/your-data")
        page.locator(".st-key-uploaded_file input[type=file]").set_input_files(FILES / "good" / name)
        expect(page.locator(f"{OWN}[data-drawn]")).to_be_attached(timeout=20_000)
        drawn(page)
        assert len({fill for fill in fills(page, OWN) if fill}) >= 3, name
        expect(page.get_by_role("heading", name="What is wrong")).to_have_count(0)


def test_a_file_that_is_no_table_is_told(page: Page) -> None:
    came_up(page, "/your-data")
    chooser = page.locator(".st-key-uploaded_file input[type=file]")
    chooser.set_input_files(FILES / "bad" / "archive_without_workbook.xlsx")
    wrong = page.get_by_role("region", name="What is wrong").locator("tbody tr")
    expect(wrong).to_have_count(1, timeout=20_000)
    expect(page.locator(OWN)).to_have_count(0)
    assert "Traceback" not in page.locator("body").inner_text()
