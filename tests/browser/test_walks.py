"""Five walks through the atlas, as people take them; each leaves pictures to look at in ``results``.

A newcomer who was told nothing, somebody with a question on the femur, a reader who compares two studies, a
phone on which a cell is followed to the pelvis, and a teacher with a keyboard on an ordinary laptop.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import rows
from atlas_page import COMPARISON, PHONE, AtlasPage, known, name
from conftest import RESULTS
from pathways_page import BODY, FAST, SMALL, PathwaysPage, routes
from playwright.sync_api import BrowserContext, Locator, Page, expect
from present_page import PresentPage
from test_first_screen import IN_SIGHT, fitted, says_what_it_is
from test_keyboard import active, tab_to_list
from waiting import still, until

from bone_atlas.layers import Layer, Proportion, SiteValue

# They go over what the tests of each page hold one by one: `make test-all` has them.
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.exhaustive, pytest.mark.seconds(70)]

SOON = 30_000
NEVER_SUMMED = "never summed: a patient can have both"
PERCENTAGE = re.compile(r"\d %")
JOURNEY = "lung_pelvis_left"
#: Rows of the answer "in every study": site, value, count, interval.
ROWS_OF_STUDIES = """() => [...document.querySelectorAll(".atlas-whole tbody tr")]
  .map((row) => [...row.children].map((cell) => cell.textContent.trim()))
  .filter((cells) => cells.length > 1)"""


class Camera:
    """Takes the pictures of a walk, numbered in the order of its steps."""

    def __init__(self, page: Page, walk: str) -> None:
        self.page, self.walk, self.taken = page, walk, 0
        RESULTS.mkdir(exist_ok=True)
        for old in RESULTS.glob(f"walk-{walk}-*.png"):
            old.unlink()

    def take(self, step: str) -> None:
        self.taken += 1
        self.page.screenshot(path=RESULTS / f"walk-{self.walk}-{self.taken}-{step}.png")


def search(page: Page, text: str) -> Locator:
    """Type into the search box as a reader does, and return what is offered."""
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Find a bone or site")).to_be_focused()
    page.keyboard.insert_text(text)
    options = page.get_by_role("listbox", name="Bones and sites found").get_by_role("option")
    expect(options.first).to_have_attribute("aria-selected", "true")
    return options


def said(place: Locator) -> str:
    """The text of a place, with plain spaces."""
    return " ".join(place.inner_text().split())


# A newcomer who was told nothing


def test_a_newcomer_learns_what_it_is_finds_l3_and_how_sure_that_is(page: Page) -> None:
    page.goto("/")
    atlas = AtlasPage(page)
    atlas.settle(45)
    fitted(page)
    says_what_it_is(page.evaluate(IN_SIGHT), "not mentioned")
    camera = Camera(page, "newcomer")
    camera.take("first-screen")
    atlas.click("L3")
    expect(atlas.heading).to_have_text(name("L3"))
    detail = page.locator(".atlas-detail").first
    expect(detail).to_contain_text("in the words of the article; it gives no numbers")
    assert not PERCENTAGE.search(said(detail))
    camera.take("clicked")
    page.keyboard.press("Escape")
    expect(atlas.heading).to_have_text("Click a bone")
    options = search(page, "L3")
    expect(options).to_have_text(["L3, lumbar spine"])
    camera.take("searched")
    page.keyboard.press("Enter")
    atlas.selected("L3")
    page.get_by_role("radio", name="Measured").click()
    atlas.in_url(layer="shaked_zari_2025")
    atlas.painted()
    value = known().layers["shaked_zari_2025"].value("lumbar_spine")
    row = rows.said(rows.observations()[value.observation_id])
    expect(detail).to_contain_text(f"{row.value} {row.count} patients with bone metastases")
    expect(detail).to_contain_text(row.interval)
    source = page.locator(".atlas-source-line")
    expect(source.get_by_role("link").first).to_have_attribute("href", re.compile("^https://doi.org/10."))
    expect(page.locator(f"{COMPARISON}[data-drawn]")).to_be_attached()
    for text in ("The same site in each study", "* reported for a coarser site that includes it"):
        expect(page.get_by_text(text, exact=True)).to_be_in_viewport()
    camera.take("measured")
    page.get_by_role("link", name="Do the studies agree on it?").click()
    evidence = page.get_by_test_id("stMain")
    expect(evidence).to_contain_text("What cannot be compared here", timeout=SOON)
    expect(evidence).to_contain_text("Not pooled: one study with counts")
    still(page)
    camera.take("agree")
    page.go_back()
    atlas.settle()
    atlas.selected("L3")
    expect(detail).to_contain_text(row.interval)


# How often is the femur involved?

#: A layer of each kind: words, a whole, parts, parts without counts, something larger, nothing.
KINDS = (
    "article", "wang_2012.breast_moderate", "shaked_zari_2025", "biehler_gomez_2019", "medicine_today_2018",
    "chen_2017",
)  # fmt: skip


def reported(value: SiteValue) -> rows.Said:
    """How the row of a value should be worded."""
    return rows.said(rows.observations()[str(value.observation_id)])


def outermost(layer: Layer, place: str) -> list[SiteValue]:
    """What a layer reports inside a place and inside nothing else that it reports there."""
    inside, anatomy = layer.finer(place), known().anatomy
    extents = {value.site_id: anatomy.extent(value.site_id) for value in inside}
    return [v for v in inside if not any(extents[v.site_id] < extents[o.site_id] for o in inside)]


def answers(atlas: AtlasPage, place: str, layer: Layer) -> None:
    """Hold the panel of a place in a layer against its rows: no number stands under another site's name."""
    detail = atlas.page.locator(".atlas-detail").first
    expect(detail.locator("h2")).to_have_text(name(place))
    text, value = said(detail), layer.value(place)
    parts = [] if value.reported else outermost(layer, place)
    if layer.kind == "tiers":
        assert not PERCENTAGE.search(text)
    elif parts:
        assert f"not reported by {layer.short_title} as a whole; this is not a zero" in text
        assert NEVER_SUMMED in text
        for part in parts:
            assert f"{name(part.site_id)} {reported(part).value} {reported(part).count}" in text, (
                layer.id,
                text,
            )
        assert len(PERCENTAGE.findall(text.replace("95 % CI", ""))) <= 2 * len(parts)
    elif isinstance(value, Proportion):
        number = text.index(f"{reported(value).value} {reported(value).count}")
        if value.reported_as != place:
            assert f"Reported for {name(str(value.reported_as))} as a whole (“" in text[:number]
    else:
        assert f"not reported by {layer.short_title}; this is not a zero" in text
        assert not PERCENTAGE.search(text)


def answered_in_every_study(page: Page, place: str) -> None:
    """Hold the answer below the panel: each row has a count or says that it was not published."""
    answer = page.locator(".atlas-whole")
    expect(answer).to_contain_text(f"{name(place)} as a whole, in every study")
    expect(answer).to_contain_text(f"Only its parts ({NEVER_SUMMED})")
    cells = page.evaluate(ROWS_OF_STUDIES)
    assert len(cells) > 2
    for site, value, count, *_ in cells:
        assert site
        assert PERCENTAGE.search(value), cells
        assert re.search(r"^\d+ of \d+$|^count not published", count), cells


def ask(page: Page, question: str, place: str) -> AtlasPage:
    """Ask the question in the search box of a page that shows a measured layer."""
    atlas = AtlasPage(page).open(layer="shaked_zari_2025")
    options = search(page, question)
    expect(options.first).to_have_text(name(place))
    return atlas


@pytest.mark.parametrize(
    ("question", "place"),
    [("How often is the femur involved?", "femur"), ("and the spine?", "spine")],
    ids=["femur", "spine"],
)
def test_a_coarse_question_is_answered_in_one_panel(page: Page, question: str, place: str) -> None:
    atlas = ask(page, question, place)
    camera = Camera(page, place)
    camera.take("asked")
    page.keyboard.press("Enter")
    atlas.selected(place)
    for layer in KINDS:
        if atlas.query()["layer"] != layer:
            atlas.choose_layer(layer)
        answers(atlas, place, known().layers[layer])
        camera.take(layer.split(".")[0])
    answered_in_every_study(page, place)
    page.locator(".atlas-whole").evaluate("element => element.scrollIntoView()")
    camera.take("every-study")


@pytest.mark.exhaustive
@pytest.mark.timeout(300)
@pytest.mark.parametrize("place", ["femur", "spine", "shoulder_girdle", "upper_limb", "lower_limb"])
def test_a_coarse_question_is_answered_in_every_layer(page: Page, place: str) -> None:
    atlas = ask(page, name(place), place)
    page.keyboard.press("Enter")
    atlas.selected(place)
    for layer in known().layers.values():
        if atlas.query()["layer"] != layer.id:
            atlas.choose_layer(layer.id)
        answers(atlas, place, layer)


# Compare two studies


def pick(page: Page, key: str, title: str) -> None:
    """Choose a layer of the comparison."""
    page.get_by_role("combobox", name=key).select_option(label=title)


def test_two_studies_are_compared_from_what_is_on_the_screen(page: Page) -> None:
    layers = known().layers
    first, second = layers["medicine_today_2018"], layers["shaked_zari_2025"]
    atlas = AtlasPage(page).open(layer="article")
    atlas.choose_layer(first.id)
    atlas.click("hip_bone_left")
    atlas.selected("hip_bone_left")
    camera = Camera(page, "compare")
    camera.take("atlas")
    page.get_by_role("link", name="Compare with another study").click()
    evidence = page.get_by_test_id("stMain")
    selected = page.get_by_role("table").filter(has_text=first.short_title).first
    expect(page.get_by_role("combobox", name="First")).to_have_value(first.id, timeout=SOON)
    expect(page.get_by_role("combobox", name="Second")).to_have_value(second.id)
    expect(evidence).to_contain_text("One scale. Both give percentages of patients with bone metastases.")
    expect(evidence).to_contain_text("Different imaging:")
    for layer in (first, second):
        row = reported(layer.value("pelvis"))
        expect(selected).to_contain_text(f"{row.value}, {row.count}, {row.interval}")
    for side in ("first", "second"):
        figure = page.locator(f".atlas-compare-{side}")
        expect(figure).to_have_attribute("data-selected", "hip_bone_left", timeout=SOON)
    still(page)
    camera.take("side-by-side")
    page.get_by_role("radio", name="Difference").click()
    expect(page.locator(".atlas-compare-difference[data-drawn]")).to_be_attached(timeout=SOON)
    page.get_by_role("button", name="Show as a table").click()
    expect(evidence).to_contain_text("not reported in both as the same site", timeout=SOON)
    still(page)
    camera.take("difference")
    lesions = layers["wang_2012.breast_moderate"]
    pick(page, "Second", lesions.title)
    expect(evidence).to_contain_text("No common scale.", timeout=SOON)
    expect(evidence).to_contain_text("their percentages are shares of different things")
    expect(page.locator(".atlas-compare-first")).to_have_count(0)
    camera.take("no-common-scale")
    page.go_back()
    expect(page.get_by_role("combobox", name="Second")).to_have_value(second.id, timeout=SOON)
    page.go_back()
    atlas.settle(45)
    assert atlas.query() == {"layer": first.id, "site": "hip_bone_left"}
    atlas.selected("hip_bone_left")
    expect(atlas.heading).to_have_text(name("pelvis"))


# A phone follows a cell to the pelvis


def test_a_phone_follows_a_cell_to_the_pelvis_and_opens_it_in_the_atlas(
    new_context: Callable[..., BrowserContext],
) -> None:
    """With a finger alone; what is pressed and what is read lie in the window, beside the body."""
    page = new_context(**PHONE).new_page()
    AtlasPage(page).open()
    camera = Camera(page, "phone")
    page.get_by_text("Menu", exact=True).tap()
    camera.take("menu")
    page.get_by_role("link", name="Pathways", exact=True).tap()
    pathways = PathwaysPage(page)
    pathways.settle(45)
    page.evaluate(FAST)
    pathways.player.get_by_role("combobox", name="Journey").select_option(JOURNEY)
    pathways.stands(JOURNEY, 0)
    pathways.settle()
    camera.take("journey")
    assert page.locator(f"{BODY} .atlas-stage").bounding_box()["height"] >= 290  # type: ignore[index]
    for step in routes().journeys[JOURNEY].steps:
        pathways.player.get_by_role("button", name="One step forward").tap()
        pathways.stands(JOURNEY, step.number)
        pathways.arrived(JOURNEY, step.number)
        expect(pathways.caption()).to_contain_text(step.caption)
        expect(page.locator(f"{BODY} .atlas-cell")).to_be_in_viewport(ratio=1)
        expect(pathways.caption().locator("h2")).to_be_in_viewport(ratio=1)
        expect(pathways.caption().locator(".atlas-caption")).to_be_in_viewport(ratio=1)
        camera.take(f"step-{step.number}")
    expect(pathways.caption()).to_contain_text("Reached: Hip bone, left, pelvis.")
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(SMALL) == []
    page.get_by_role("link", name="See in the Atlas how often it is involved").tap()
    atlas = AtlasPage(page)
    atlas.settle(45)
    atlas.selected("pelvis")
    expect(atlas.heading).to_have_text(name("pelvis"))
    camera.take("atlas")


# A teacher at 1366x653


def test_a_teacher_shows_and_keeps_a_view_by_keys_alone(page: Page) -> None:
    page.set_viewport_size({"width": 1366, "height": 653})
    atlas = AtlasPage(page).open()
    camera = Camera(page, "teacher")
    page.keyboard.press("f")
    until(page, "() => document.fullscreenElement?.classList.contains('atlas-scene')")
    page.keyboard.press("l")
    atlas.in_url(layer="shaked_zari_2025")
    page.keyboard.press("b")
    atlas.in_url(extent="trunk")
    atlas.painted()
    fitted(page)
    camera.take("full-screen-trunk")
    page.keyboard.press("?")
    card = page.get_by_role("dialog", name="Keys")
    for text in ("whole body, or trunk", "full screen, and back", "the next layer"):
        expect(card).to_contain_text(text)
    camera.take("keys")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    names = page.get_by_role("combobox", name="Names of bones in")
    names.focus()
    page.keyboard.press("ArrowDown")
    atlas.in_url(names="la")
    page.evaluate("document.activeElement.blur()")
    _select_two(page, atlas)
    camera.take("two-selected")
    page.get_by_role("button", name="Show as a table").press("Enter")
    table = page.locator(".atlas-table")
    expect(table.get_by_role("columnheader", name="Count")).to_be_in_viewport()
    expect(table.get_by_role("row").nth(2)).to_be_in_viewport()
    camera.take("table")
    page.get_by_role("button", name="Add this view as a slide").press("Enter")
    expect(page.get_by_text("is now slide 1 of 1")).to_be_visible(timeout=SOON)
    until(page, "() => !document.fullscreenElement")
    camera.take("slide-added")
    shown = atlas.query()
    page.get_by_role("link", name="Teach", exact=True).press("Enter")
    page.get_by_role("link", name="Present my lesson").press("Enter")
    present = PresentPage(page)
    expect(present.root).to_have_attribute("data-slide", "1", timeout=SOON)
    present.stands(1)
    expect(page.locator(".atlas-present .atlas-figure").first).to_have_attribute(
        "data-selected", shown["site"], timeout=SOON
    )
    present.drawn()
    camera.take("presented")


def _select_two(page: Page, atlas: AtlasPage) -> None:
    """Select L3 and L4 in the list of bones, with keys."""
    tab_to_list(page)
    for _ in range(known().anatomy.bones().index("L3")):
        page.keyboard.press("ArrowDown")
    assert active(page)[0] == "L3"
    page.keyboard.press("Enter")
    atlas.selected("L3")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Enter")
    atlas.selected("L3", "L4")
