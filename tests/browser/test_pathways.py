"""The two ways of the article in diagram and body: what a click lights, and that all figures agree."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

import pytest
from atlas_page import PHONE, known
from playwright.sync_api import BrowserContext, Page, expect
from waiting import until
from ways_page import BODY, DIAGRAM, WaysPage, routes

from bone_atlas.routes import BLOOD_BORNE, NO_SOURCE, STATUS_LABELS

pytestmark = pytest.mark.browser

HIT = "([selector, x, y]) => document.querySelector(selector).atlasView.plot.hit.at(x, y, 3)"
VIEWS = ("front", "back", "left")
WAYS = routes()
#: One journey of each way of the article, by which each of its steps is clicked.
TWO_WAYS = ("lung_pelvis_left", "plexus_pelvis_left")


def lit_by(item: str, shown: tuple[str, ...] = BLOOD_BORNE) -> set[str]:
    """Return what the graph says shall light up."""
    return set(chain.from_iterable(found for route, found in WAYS.lit(item).items() if route in shown))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("journey", TWO_WAYS)
def test_each_way_is_followed_step_by_step(page: Page, journey: str, view: str) -> None:
    """Every step by click: the cell stands at its end, the diagram lights it, words and source are told."""
    ways = WaysPage(page).open(view=view, journey=journey)
    found = WAYS.journeys[journey]
    trail = {s.segment_id for step in found.steps for s in step.segments}
    for step in found.steps:
        ways.player.get_by_role("button", name=f"Step {step.number}:").click()
        ways.stands(journey, step.number)
        ways.arrived(journey, step.number)
        ways.lit(trail)
        expect(ways.caption()).to_contain_text(step.caption)
        expect(ways.caption().locator(".atlas-status-chip")).to_have_text(STATUS_LABELS[step.status])
        expect(ways.caption()).to_contain_text(step.source_text or NO_SOURCE)
        ways.in_url(journey=journey, step=str(step.number))
    outlined = ways.js("[...view.plot.chosenBones()]")
    assert outlined == [found.bone_id]
    expect(ways.caption()).to_contain_text(f"Reached: {known().anatomy.label(found.bone_id)}")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("journey", TWO_WAYS)
def test_every_segment_of_a_way_is_clicked_in_the_diagram(page: Page, journey: str, view: str) -> None:
    """A click on a segment lights the ways along it, in the diagram and on the body, and is told."""
    ways = WaysPage(page).open(view=view, journey=journey)
    for step in WAYS.journeys[journey].steps:
        for segment in step.segments:
            page.mouse.click(*ways.place(segment.segment_id))
            ways.selected(segment.segment_id)
            ways.lit(lit_by(segment.segment_id))
            ways.lit_on_the_body(lit_by(segment.segment_id))
            detail = page.locator(".st-key-route_detail")
            expect(detail).to_contain_text(STATUS_LABELS[segment.status])
            expect(detail).to_contain_text(segment.source_text)


@pytest.mark.parametrize("bone", ["skull", "lumbar_spine", "pelvis", "ribs", "femur_proximal", "hand"])
def test_a_bone_of_the_diagram_lights_every_way_there(page: Page, bone: str) -> None:
    ways = WaysPage(page).open()
    page.mouse.click(*ways.place(bone))
    ways.selected(bone)
    ways.lit(lit_by(bone))
    ways.lit_on_the_body(lit_by(bone))
    expect(page.locator(".st-key-route_detail h2").first).to_have_text(known().anatomy.name(bone))


@pytest.mark.parametrize("view", VIEWS)
def test_a_bone_of_the_skeleton_lights_the_same(page: Page, view: str) -> None:
    ways = WaysPage(page).open(view=view)
    for bone in ("cranium", "hip_bone_left"):
        page.keyboard.press("Escape")  # no line lies over the bone that is clicked next
        ways.selected()
        page.mouse.click(*ways.point_now(bone))
        ways.selected(bone)
        ways.lit(lit_by(bone))
        ways.lit_on_the_body(lit_by(bone))


@pytest.mark.parametrize("vessel", ["internal_vertebral_venous_plexus", "dural_sinuses", "nutrient_arteries"])
def test_a_vessel_lights_its_bones(page: Page, vessel: str) -> None:
    """In the diagram, on the skeleton (outlined bones) and in the detail panel."""
    ways = WaysPage(page).open()
    page.mouse.click(*ways.place(vessel))
    ways.selected(vessel)
    ways.lit(lit_by(vessel))
    ways.lit_on_the_body(lit_by(vessel))
    downstream = set(WAYS.bones_downstream(vessel))
    assert set(ways.js("[...view.plot.chosenBones()]")) == downstream
    assert ways.js("view.plot.boneShapes().length") > 0
    expect(page.locator(".st-key-route_detail")).to_contain_text(WAYS.vessels[vessel].about)
    for site in WAYS.downstream(vessel, BLOOD_BORNE)[:6]:
        if site != "skeleton":
            expect(page.locator(".st-key-route_detail")).to_contain_text(known().anatomy.name(site))


def test_every_vessel_and_every_segment_can_be_clicked(page: Page) -> None:
    ways = WaysPage(page).open()
    for item in (*WAYS.vessels, *WAYS.segments):
        found = WAYS.segments.get(item)
        lymph = item == "internal_mammary_nodes" or (found and found.routes == ("local_lymphatic",))
        if not lymph:
            x, y = ways.place(item)
            found_there = page.evaluate(HIT, [DIAGRAM, x, y])
            assert found_there == item


def test_hovering_tells_status_and_source(page: Page) -> None:
    ways = WaysPage(page).open()
    page.mouse.move(*ways.place("sacral_pelvic_venous_plexus__pelvis"))
    tooltip = page.locator(f"{DIAGRAM} .atlas-tooltip")
    expect(tooltip).to_be_visible()
    expect(tooltip).to_contain_text("hypothesis")
    expect(tooltip).to_contain_text("Batson OV, Ann Surg 1940")


def test_a_click_beside_clears(page: Page) -> None:
    ways = WaysPage(page).open(site="pelvis")
    box = page.locator(f"{DIAGRAM} .atlas-plot").bounding_box()
    assert box
    page.mouse.click(box["x"] + 2, box["y"] + box["height"] - 2)
    ways.selected()


def test_the_lymphatic_exception_is_hidden_until_asked_for(page: Page) -> None:
    ways = WaysPage(page).open()
    hit = f"document.querySelector('{DIAGRAM}').atlasView.plot.hit"
    lymph = page.evaluate(f"() => document.querySelector('{DIAGRAM}').atlasView.plot.meta.lymph")
    assert lymph
    assert not any(page.evaluate(f"() => {hit}.isShown({trace})") for trace in lymph)
    page.locator(".st-key-route").get_by_role("radio", name="Lymph").click()
    ways.in_url(route="local_lymphatic")
    until(page, f"() => {hit}.isShown({lymph[0]})")
    ways.lit({s for s, found in WAYS.segments.items() if "local_lymphatic" in found.routes})
    ways.press("One step forward")
    expect(ways.caption()).to_contain_text("Not by blood")


@pytest.mark.parametrize("route", BLOOD_BORNE)
def test_a_route_is_lit_alone(page: Page, route: str) -> None:
    ways = WaysPage(page).open(route=route)
    ways.lit({name for name, found in WAYS.segments.items() if route in found.routes})
    ways.open(route=route, site="pelvis")
    ways.lit(set(WAYS.lit("pelvis")[route]))


@pytest.mark.parametrize("view", ["front", "back", "left"])
def test_at_most_twelve_lines_are_labelled(page: Page, view: str) -> None:
    for query in (
        {"site": "skeleton"},
        {"route": "pulmonary_systemic"},
        {"journey": "lung_skull_left", "step": "8"},
    ):
        WaysPage(page).open(view=view, **query)
        labels = page.locator(f"{BODY} .annotation").all_inner_texts()
        assert 3 <= len(labels) <= 12, (query, labels)


def test_the_overlay_follows_zoom_and_pan(page: Page) -> None:
    ways = WaysPage(page).open(journey="plexus_pelvis_left", step="7")
    before = ways.cells()
    ways.button("Zoom in").click()
    until(page, f"() => {ways.view()}.plot.zoomed")
    page.wait_for_timeout(200)
    ways.arrived("plexus_pelvis_left", 7)
    assert ways.cells() != before
    box = page.locator(f"{BODY} .atlas-plot").bounding_box()
    assert box
    x, y = box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.85
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y - 40, steps=6)
    moved = ways.cells()
    page.mouse.up()
    page.wait_for_timeout(200)
    ways.arrived("plexus_pelvis_left", 7)
    assert abs(ways.cells()[0][0] - moved[0][0]) < 3, "the cell did not follow the drag"
    ways.button("Show the whole figure").click()
    page.wait_for_timeout(300)
    ways.arrived("plexus_pelvis_left", 7)


def test_a_hand_or_foot_outside_the_trunk_is_brought_into_sight(page: Page) -> None:
    ways = WaysPage(page).open()
    page.mouse.click(*ways.place("foot"))
    ways.selected("foot")
    until(page, f"() => {ways.view()}.plot.ranges().y[0] < 200")
    page.mouse.click(*ways.place("skull"))
    until(page, f"() => {ways.view()}.plot.ranges().y[0] > 500")


def test_over_the_atlas_the_ways_lie_on_the_painted_skeleton(page: Page) -> None:
    ways = WaysPage(page)
    page.goto("/?layer=shaked_zari_2025&route=vertebral_venous")
    expect(page.locator(".st-key-skeleton .atlas-figure[data-lit]")).to_be_attached(timeout=45_000)
    strong = page.evaluate(
        """() => {
      const {plot, ways} = document.querySelector(".st-key-skeleton .atlas-figure").atlasView;
      const strong = plot.overlay.panels[0].groups.filter((group) => group.strong);
      return [...new Set(strong.flatMap(({segments}) => segments))].map((i) => ways.segments[i].id);
    }"""
    )
    assert set(strong) >= {"internal_vertebral_venous_plexus__basivertebral_veins", "dural_sinuses__skull"}
    assert page.locator(".st-key-skeleton .annotation").count() >= 8, "the labels of the layer stay"
    assert ways.page is page


def test_a_saved_picture_has_the_lines(page: Page) -> None:
    ways = WaysPage(page).open(journey="plexus_skull_left", step="7")
    with page.expect_download() as told:
        ways.button("Download as SVG").click()
    path = told.value.path()
    svg = path.read_text(encoding="utf-8")
    assert told.value.suggested_filename.startswith("bone-atlas_ways_front")
    plexus = ways.js("view.parts.front.colours.light.plexus")
    red, green, blue = (int(plexus[i : i + 2], 16) for i in (1, 3, 5))
    assert svg.count(f"rgb({red}, {green}, {blue})") >= 4
    assert "Sinuses of the skull" in svg
    with page.expect_download() as told:
        page.locator(DIAGRAM).get_by_role("button", name="Download as SVG").click()
    diagram = told.value.path().read_text(encoding="utf-8")
    assert "Lungs" in diagram


def test_on_a_phone_the_diagram_stands_upright_and_is_tapped(
    new_context: Callable[..., BrowserContext],
) -> None:
    ways = WaysPage(new_context(**PHONE).new_page()).open()
    form = ways.page.evaluate(f"() => document.querySelector('{DIAGRAM}').atlasView.plot.meta.family")
    assert form == "flow-narrow"
    for item in ("internal_vertebral_venous_plexus", "pelvis"):
        ways.page.touchscreen.tap(*ways.place(item))
        ways.selected(item)
        ways.lit(lit_by(item))


def test_the_diagram_takes_the_other_form_when_the_window_turns(page: Page) -> None:
    ways = WaysPage(page).open()
    family = f"() => document.querySelector('{DIAGRAM}').atlasView.plot.meta.family"
    assert page.evaluate(family) == "flow-wide"
    page.set_viewport_size({"width": 420, "height": 900})
    until(page, f"() => ({family})() === 'flow-narrow'")
    page.set_viewport_size({"width": 1366, "height": 768})
    until(page, f"() => ({family})() === 'flow-wide'")
    ways.settle()
    page.mouse.click(*ways.place("pelvis"))
    ways.selected("pelvis")
