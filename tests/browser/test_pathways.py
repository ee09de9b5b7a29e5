"""The two routes of the article in diagram and body: what a click lights, and that all figures agree."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import chain

import pytest
from atlas_page import PHONE, known
from pathways_page import BODY, DIAGRAM, PANEL, PIXEL, PathwaysPage, routes
from playwright.sync_api import Page, expect
from waiting import drawn_again, until

from bone_atlas.routes import BLOOD_BORNE, NO_SOURCE, STATUS_LABELS

pytestmark = [pytest.mark.browser, pytest.mark.seconds(70)]

#: What is found at the middle of each of some nodes and edges of the diagram.
HITS = f"""([selector, ids]) => ids.map((id) => {{
  const pixel = ({PIXEL})([selector, id]);
  return pixel && document.querySelector(selector).atlasView.plot.hit.at(...pixel, 3);
}})"""
VIEWS = ("front", "back", "left")
ROUTES = routes()
#: A look as Streamlit gives to what waits for an answer, from a class of its own like Streamlit's.
DIM = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".atlas-test-stale { opacity: 0.33; }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
#: Gives that class to the scene, as a run of the script may; returns how it looks two frames later.
MARK_STALE = """async () => {
  const box = document.querySelector(".stElementContainer.st-key-pathways");
  box.classList.add("atlas-test-stale");
  for (let k = 0; k < 2; k += 1) await new Promise(requestAnimationFrame);
  return getComputedStyle(box).opacity;
}"""
#: One journey of each route of the article, by which each of its steps is clicked.
LUNGS, PLEXUS = "lung_pelvis_left", "plexus_pelvis_left"
#: Each journey and each view at least once; the rest of them belongs to the whole set.
JOURNEYS_BY_VIEW = [
    (LUNGS, "front"),
    (PLEXUS, "back"),
    (LUNGS, "left"),
    *(
        pytest.param(journey, view, marks=pytest.mark.exhaustive)
        for journey, view in ((PLEXUS, "front"), (LUNGS, "back"), (PLEXUS, "left"))
    ),
]


@pytest.fixture
def open_page(keep: Callable[..., Page]) -> PathwaysPage:
    """The page that all tests of this file share: `open_page.at(journey=..., step=...)`."""
    return PathwaysPage(keep())


def lit_by(item: str, shown: tuple[str, ...] = BLOOD_BORNE) -> set[str]:
    """Return what the graph says shall light up."""
    return set(chain.from_iterable(found for route, found in ROUTES.lit(item).items() if route in shown))


@pytest.mark.parametrize(("journey", "view"), JOURNEYS_BY_VIEW)
def test_each_route_is_followed_step_by_step(open_page: PathwaysPage, journey: str, view: str) -> None:
    """Every step by click: the cell stands at its end, the diagram lights it, text and source are there."""
    pathways = open_page.at(view=view, journey=journey)
    found = ROUTES.journeys[journey]
    trail = {s.segment_id for step in found.steps for s in step.segments}
    for step in found.steps:
        pathways.player.get_by_role("button", name=f"Step {step.number}:").click()
        pathways.stands(journey, step.number)
        pathways.arrived(journey, step.number)
        pathways.lit(trail)
        expect(pathways.caption()).to_contain_text(step.caption)
        expect(pathways.caption().locator(".atlas-status-chip")).to_have_text(STATUS_LABELS[step.status])
        expect(pathways.caption()).to_contain_text(step.source_text or NO_SOURCE)
        pathways.in_url(journey=journey, step=str(step.number))
    assert pathways.js("[...view.plot.chosenBones()]") == [found.bone_id]
    expect(pathways.caption()).to_contain_text(f"Reached: {known().anatomy.label(found.bone_id)}")


def test_a_run_of_the_script_styles_only_a_part_of_the_page_anew(open_page: PathwaysPage) -> None:
    """While it runs, Streamlit marks what it has not heard of: the scene stays as it is."""
    page = open_page.at().page
    browser = page.context.browser
    assert browser
    page.evaluate(DIM)
    drawn_again(page)
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    looks = page.evaluate(MARK_STALE)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    styled = [event["args"].get("elementCount", 0) for event in events if event["name"] == "UpdateLayoutTree"]
    everything = page.evaluate("() => document.querySelectorAll('*').length")
    assert looks == "1"
    assert 0 < max(styled) < everything / 4, f"{max(styled)} of {everything} elements"


@pytest.mark.parametrize(("journey", "view"), JOURNEYS_BY_VIEW)
def test_every_segment_of_a_route_is_clicked_in_the_diagram(
    open_page: PathwaysPage, journey: str, view: str
) -> None:
    """A click on a segment lights the routes along it, in the diagram and on the body, and is described."""
    pathways = open_page.at(view=view, journey=journey)
    detail = pathways.page.locator(PANEL)
    for segment in (s for step in ROUTES.journeys[journey].steps for s in step.segments):
        pathways.page.mouse.click(*pathways.place(segment.segment_id))
        pathways.selected(segment.segment_id)
        pathways.lit(lit_by(segment.segment_id))
        pathways.lit_on_the_body(lit_by(segment.segment_id))
        expect(detail).to_contain_text(STATUS_LABELS[segment.status])
        expect(detail).to_contain_text(segment.source_text)


def test_a_bone_of_the_diagram_lights_every_route_there(open_page: PathwaysPage) -> None:
    pathways = open_page.at()
    for bone in ("skull", "lumbar_spine", "pelvis", "ribs", "femur_proximal", "hand"):
        pathways.page.mouse.click(*pathways.place(bone))
        pathways.selected(bone)
        pathways.lit(lit_by(bone))
        pathways.lit_on_the_body(lit_by(bone))
        name = known().anatomy.name(bone)
        expect(pathways.page.locator(f"{PANEL} h2").first).to_have_text(name)


def test_a_bone_of_the_skeleton_lights_the_same_in_every_view(open_page: PathwaysPage) -> None:
    for view in VIEWS:
        pathways = open_page.at(view=view)
        for bone in ("cranium", "hip_bone_left"):
            pathways.page.keyboard.press("Escape")  # no line lies over the bone that is clicked next
            pathways.selected()
            pathways.page.mouse.click(*pathways.point_now(bone))
            pathways.selected(bone)
            pathways.lit(lit_by(bone))
            pathways.lit_on_the_body(lit_by(bone))


def test_a_vessel_lights_its_bones(open_page: PathwaysPage) -> None:
    """In the diagram, on the skeleton (outlined bones) and in the detail panel."""
    pathways = open_page.at()
    detail = pathways.page.locator(PANEL)
    for vessel in ("internal_vertebral_venous_plexus", "dural_sinuses", "nutrient_arteries"):
        pathways.page.mouse.click(*pathways.place(vessel))
        pathways.selected(vessel)
        pathways.lit(lit_by(vessel))
        pathways.lit_on_the_body(lit_by(vessel))
        downstream = set(ROUTES.bones_downstream(vessel))
        assert set(pathways.js("[...view.plot.chosenBones()]")) == downstream, vessel
        assert pathways.js("view.plot.marks.shapes.length") > 0, vessel
        expect(detail).to_contain_text(ROUTES.vessels[vessel].about)
        for site in ROUTES.downstream(vessel, BLOOD_BORNE)[:6]:
            if site != "skeleton":
                expect(detail).to_contain_text(known().anatomy.name(site))


def test_every_vessel_and_every_segment_can_be_clicked(open_page: PathwaysPage) -> None:
    open_page.at()
    lymph = {"internal_mammary_nodes"} | {
        name for name, found in ROUTES.segments.items() if found.routes == ("local_lymphatic",)
    }
    items = sorted({*ROUTES.vessels, *ROUTES.segments} - lymph)
    assert open_page.page.evaluate(HITS, [DIAGRAM, items]) == items


def test_hovering_shows_status_and_source(open_page: PathwaysPage) -> None:
    pathways = open_page.at()
    pathways.page.mouse.move(*pathways.place("sacral_pelvic_venous_plexus__pelvis"))
    tooltip = pathways.page.locator(f"{DIAGRAM} .atlas-tooltip")
    expect(tooltip).to_be_visible()
    expect(tooltip).to_contain_text("hypothesis")
    expect(tooltip).to_contain_text("Batson OV, Ann Surg 1940")


def test_a_click_beside_clears(open_page: PathwaysPage) -> None:
    pathways = open_page.at()
    pathways.select("pelvis")
    box = pathways.page.locator(f"{DIAGRAM} .atlas-plot").bounding_box()
    assert box
    pathways.page.mouse.click(box["x"] + 2, box["y"] + box["height"] - 2)
    pathways.selected()


def test_the_lymphatic_exception_is_hidden_until_asked_for(open_page: PathwaysPage) -> None:
    pathways = open_page.at()
    page = pathways.page
    hit = f"document.querySelector('{DIAGRAM}').atlasView.plot.hit"
    lymph = page.evaluate(f"() => document.querySelector('{DIAGRAM}').atlasView.plot.meta.lymph")
    assert lymph
    assert not any(page.evaluate(f"() => {hit}.isShown({trace})") for trace in lymph)
    page.locator(".atlas-route").get_by_role("radio", name="Lymph").click()
    pathways.in_url(route="local_lymphatic")
    until(page, f"() => {hit}.isShown({lymph[0]})")
    pathways.lit({s for s, found in ROUTES.segments.items() if "local_lymphatic" in found.routes})
    pathways.press("One step forward")
    expect(pathways.caption()).to_contain_text("Not by blood")


def test_a_route_is_lit_alone(open_page: PathwaysPage) -> None:
    for route in BLOOD_BORNE:
        pathways = open_page.at(route=route)
        pathways.lit({name for name, found in ROUTES.segments.items() if route in found.routes})
        pathways.select("pelvis")
        pathways.lit(set(ROUTES.lit("pelvis")[route]))


def test_a_link_lights_the_route_and_the_bone_that_it_names(page: Page) -> None:
    pathways = PathwaysPage(page).open(route="vertebral_venous", site="pelvis")
    pathways.lit(set(ROUTES.lit("pelvis")["vertebral_venous"]))
    pathways.lit_on_the_body(set(ROUTES.lit("pelvis")["vertebral_venous"]))


def test_at_most_twelve_lines_are_labelled(open_page: PathwaysPage) -> None:
    for view in ("front", "back", "left"):
        for at, selected in (
            ({}, "skeleton"),
            ({"route": "pulmonary_systemic"}, None),
            ({"journey": "lung_skull_left", "step": 8}, None),
        ):
            pathways = open_page.at(view=view, **at)
            if selected:
                pathways.select(selected)
            labels = pathways.labels.all()
            assert 3 <= len(labels) <= 12, (view, at, selected, len(labels))


def test_the_place_of_the_cell_is_labelled_in_bold_and_no_other(open_page: PathwaysPage) -> None:
    pathways = open_page.at(journey="lung_skull_left")
    bold = f"{BODY} .annotation:visible tspan[style*=bold]"
    assert pathways.page.locator(bold).all_text_contents() == []
    for step, name in ((3, "Right heart"), (4, "Lungs: first filter"), (2, "Superior vena cava")):
        pathways.player.get_by_role("button", name=f"Step {step}:").click()
        pathways.arrived("lung_skull_left", step)
        assert pathways.page.locator(bold).all_text_contents() == [name]
        texts = pathways.labels.all_text_contents()
        assert len(texts) == len(set(texts)), "one label for each place"


def test_the_overlay_follows_zoom_and_pan(open_page: PathwaysPage) -> None:
    pathways = open_page.at(journey="plexus_pelvis_left", step=7)
    page = pathways.page
    before = pathways.cells()
    outline = "view.plot.marks.drawn[0].path.getBoundingClientRect().toJSON()"
    around = pathways.js(outline)
    pathways.button("Zoom in").click()
    until(page, f"() => {pathways.view()}.plot.zoomed")
    pathways.arrived("plexus_pelvis_left", 7)
    assert pathways.cells() != before
    assert pathways.js(outline)["width"] > 1.2 * around["width"], "the outline of the bone has grown too"
    box = page.locator(f"{BODY} .atlas-plot").bounding_box()
    assert box
    x, y = box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.85
    near = pathways.js(outline)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y - 40, steps=6)
    moved, dragged = pathways.cells(), pathways.js(outline)
    page.mouse.up()
    pathways.arrived("plexus_pelvis_left", 7)
    assert abs(pathways.cells()[0][0] - moved[0][0]) < 3, "the cell did not follow the drag"
    assert abs(dragged["x"] - near["x"] - 60) < 8, "the outline did not follow the drag"
    pathways.button("Show the whole figure").click()
    until(page, f"() => !{pathways.view()}.plot.zoomed")
    pathways.arrived("plexus_pelvis_left", 7)
    until(page, f"() => Math.abs({pathways.cell_x()} - {before[0][0]}) < 1.5")


def test_a_hand_or_foot_outside_the_trunk_is_brought_into_sight(open_page: PathwaysPage) -> None:
    pathways = open_page.at()
    page = pathways.page
    page.mouse.click(*pathways.place("foot"))
    pathways.selected("foot")
    until(page, f"() => {pathways.view()}.plot.ranges().y[0] < 200")
    page.mouse.click(*pathways.place("skull"))
    until(page, f"() => {pathways.view()}.plot.ranges().y[0] > 500")


def test_over_the_atlas_the_routes_lie_on_the_painted_skeleton(page: Page) -> None:
    page.goto("/?layer=shaked_zari_2025&route=vertebral_venous")
    expect(page.locator(".atlas-skeleton .atlas-figure[data-lit]")).to_be_attached(timeout=45_000)
    strong = page.evaluate(
        """() => {
      const {plot, network} = document.querySelector(".atlas-skeleton .atlas-figure").atlasView;
      const strong = plot.overlay.panels[0].groups.filter((group) => group.strong);
      return [...new Set(strong.flatMap(({segments}) => segments))].map((i) => network.segments[i].id);
    }"""
    )
    assert set(strong) >= {"internal_vertebral_venous_plexus__basivertebral_veins", "dural_sinuses__skull"}
    assert page.locator(".atlas-skeleton .annotation").count() >= 8, "the labels of the layer stay"


def test_a_saved_picture_has_lines_labels_bands_and_frames(open_page: PathwaysPage) -> None:
    pathways = open_page.at(journey="plexus_skull_left", step=7)
    page = pathways.page
    with page.expect_download() as told:
        pathways.button("Download as SVG").click()
    svg = told.value.path().read_text(encoding="utf-8")
    assert told.value.suggested_filename.startswith("bone-atlas_routes_front")
    colours = pathways.js("view.parts.front.colours.light")
    accent = pathways.js("getComputedStyle(view.root).getPropertyValue('--st-primary-color').trim()")
    assert svg.count(rgb(colours["plexus"])) >= 4
    assert svg.count("Sinuses of the skull") == 1, "the bold one of two"
    assert rgb(accent) in svg, "the outline of the bone that is reached"
    with page.expect_download() as told:
        page.locator(DIAGRAM).get_by_role("button", name="Download as SVG").click()
    diagram = told.value.path().read_text(encoding="utf-8")
    assert "Lungs" in diagram
    assert diagram.count(rgb(accent)) == 2, "the band under the step and the frame round where it ends"
    assert "opacity: 0.16" in diagram, "what is not lit is faint"


def rgb(colour: str) -> str:
    """Return a colour as browsers write it."""
    return "rgb({}, {}, {})".format(*(int(colour[i : i + 2], 16) for i in (1, 3, 5)))


def test_on_a_phone_the_diagram_stands_upright_and_is_tapped(keep: Callable[..., Page]) -> None:
    pathways = PathwaysPage(keep(**PHONE)).at()
    page = pathways.page
    form = page.evaluate(f"() => document.querySelector('{DIAGRAM}').atlasView.plot.meta.family")
    assert form == "flow-narrow"
    for item in ("internal_vertebral_venous_plexus", "pelvis"):
        page.touchscreen.tap(*pathways.place(item))
        pathways.selected(item)
        pathways.lit(lit_by(item))


def test_the_diagram_takes_the_other_form_when_the_window_turns(open_page: PathwaysPage) -> None:
    pathways = open_page.at()
    page = pathways.page
    family = f"document.querySelector('{DIAGRAM}').atlasView.plot.meta.family"
    assert page.evaluate(family) == "flow-wide"
    page.set_viewport_size({"width": 420, "height": 900})
    until(page, f"() => {family} === 'flow-narrow'")
    page.set_viewport_size({"width": 1366, "height": 768})
    until(page, f"() => {family} === 'flow-wide'")
    pathways.settle()
    page.mouse.click(*pathways.place("pelvis"))
    pathways.selected("pelvis")


#: How long it takes to light a journey with its labels, what Plotly is asked for meanwhile, how far the line
#: from the label of the nutrient arteries ends from what is walked, in mm of the view.
LED = f"""() => {{
  const {{plot}} = document.querySelector("{BODY}").atlasView;
  const {{overlay, element}} = plot;
  const {{relayout}} = plot.Plotly;
  let asked = 0;
  plot.Plotly = {{...plot.Plotly, relayout: (...given) => {{ asked += 1; return relayout(...given); }}}};
  overlay.leaders.draw([], new Map(), plot.colours);
  const began = performance.now();
  plot.light();
  const took = performance.now() - began;
  const walked = overlay.panels[0].trail.steps.flatMap(({{points}}) => points);
  const [line] = overlay.leaders.root.querySelectorAll('[data-name="nutrient_arteries"]');
  const [x, y] = line.getAttribute("d").split("L")[1].split(",").map(Number);
  const beside = Math.min(...walked.map(([px, py]) => Math.hypot(px - x, py - y)));
  const own = plot.notes.findIndex(({{name}}) => name === "nutrient_arteries");
  const arrow = element.querySelector(`.infolayer > [data-index="${{own}}"] .annotation-arrow-g`);
  return {{took, asked, beside, own: getComputedStyle(arrow).display}};
}}"""
ORGANS = f"""() => ["lung_left", "heart"].map((name) => {{
  const organ = document.querySelector(`{BODY} .atlas-overlay .atlas-${{name.split("_")[0]}}`);
  return Number(getComputedStyle(organ).fillOpacity);
}})"""


@pytest.mark.parametrize("journey", ["lung_femur_left", "lung_rib_left"])
def test_of_many_vessels_of_a_name_the_label_leads_to_the_one_that_is_walked_without_plotly(
    open_page: PathwaysPage, journey: str
) -> None:
    found = open_page.at(journey=journey).page.evaluate(LED)
    assert found["beside"] < 1
    assert found["own"] == "none", "there is one line, not two"
    assert found["asked"] == 0
    assert found["took"] < 60


def test_heart_and_lungs_are_seen_where_the_route_leads_through_them(open_page: PathwaysPage) -> None:
    through = open_page.at(journey=LUNGS, step="3").page.evaluate(ORGANS)
    past = open_page.at(journey=PLEXUS, step="3").page.evaluate(ORGANS)
    assert min(through) >= 0.35
    assert max(past) <= 0.15
