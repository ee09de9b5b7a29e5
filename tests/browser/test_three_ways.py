"""What a reader does with the atlas, in each way in which it is had: served, as a folder, as one file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from any_page import OVERFLOW
from atlas_page import NAMES, ROUTES, AtlasPage, name
from conftest import RESULTS, VIEWPORT, picture_of
from pathways_page import BODY, FAST, PathwaysPage, routes
from playwright.sync_api import Browser, Page, expect
from practise_page import VIEW, PractisePage
from present_page import LESSONS, PresentPage, lesson
from waiting import in_theme, until, until_idle
from ways import FILE, FOLDER, SERVED, Way, file_server, write_file, write_folder

from bone_atlas.app.publish import figures as published
from bone_atlas.app.server import registry
from bone_atlas.view_state import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.seconds(90)]

#: What the served page does, its own tests hold too: here it is what the copies are held against.
WAYS = [FOLDER, FILE, pytest.param(SERVED, marks=pytest.mark.exhaustive)]
LAYER, OTHER = "shaked_zari_2025", "chen_2017"
JOURNEY = "plexus_pelvis_left"
SAYS_COPY = "This is a copy:"


@pytest.fixture(scope="module")
def one_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The atlas as one file."""
    return write_file(tmp_path_factory.mktemp("file") / "atlas.html")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The atlas as a folder."""
    return write_folder(tmp_path_factory.mktemp("folder"))


@pytest.fixture(scope="module", params=WAYS)
def way(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Way]:
    """The atlas in one of the ways, in a context of its own."""
    with ExitStack() as stack:
        if request.param == SERVED:
            home = f"{request.getfixturevalue('server').url}/"
        elif request.param == FILE:
            home = request.getfixturevalue("one_file").as_uri()
        else:
            home = stack.enter_context(file_server(request.getfixturevalue("folder")))
        # What a folder lets the browser keep is tested by itself.
        context = browser.new_context(
            viewport=VIEWPORT, offline=request.param == FILE, service_workers="block"
        )
        stack.callback(context.close)
        context.new_page()
        yield Way(request.param, home, context)


@pytest.fixture
def page(way: Way, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that stays open; at the end nothing was wrong and nothing was asked for elsewhere."""
    page = way.context.pages[0]
    page.set_viewport_size(VIEWPORT)  # type: ignore[arg-type]
    page.emulate_media(color_scheme="light")
    way.problems.clear()
    yield page
    if getattr(request.node, "failed_call", False):
        RESULTS.mkdir(exist_ok=True)
        page.screenshot(path=picture_of(request.node.name, 0))
    assert not way.problems, "\n".join(way.problems)


def atlas_at(way: Way, page: Page, **query: str) -> AtlasPage:
    """Open the first page."""
    way.open(page, **query)
    atlas = AtlasPage(page)
    atlas.settle(60)
    return atlas


def at_page(way: Way, page: Page, address: str) -> None:
    """Wait until the address is that of a page."""
    path = way.address(address).partition("?")[0]
    until(page, f"() => location.href.split('?')[0].replace(/#\\/?$/, '') === '{path}'.replace(/#\\/?$/, '')")


def test_bones_answer_and_what_is_shown_changes(way: Way, page: Page) -> None:
    atlas = atlas_at(way, page, layer=LAYER)
    atlas.click("L3")
    atlas.selected("L3")
    expect(atlas.heading).to_have_text(name("L3"))
    expect(page.locator(".atlas-detail").first).to_contain_text("50 of 107")
    page.keyboard.down("Shift")
    atlas.click("sternum")
    page.keyboard.up("Shift")
    atlas.selected("L3", "sternum")
    atlas.choose_layer("article")
    atlas.choose_view("back")
    atlas.choose_layer(OTHER)
    page.locator(ROUTES).select_option("vertebral_venous")
    atlas.in_url(route="vertebral_venous")
    until(
        page, f"() => {atlas.view()}.plot.overlay?.panels.some(({{groups}}) => groups.some((g) => g.strong))"
    )
    atlas.open_table()
    expect(page.locator(f"{NAMES} option")).to_have_count(len(LANGUAGES) if way.name == SERVED else 1)


def test_back_goes_through_what_was_shown_and_from_page_to_page(way: Way, page: Page) -> None:
    atlas = atlas_at(way, page, layer=LAYER)
    atlas.choose_layer(OTHER)
    box = page.get_by_role("combobox", name="Find a bone or site")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.insert_text("Kreuzbein")
    page.keyboard.press("Enter")
    atlas.selected("sacrum")
    page.get_by_role("link", name="Pathways", exact=True).click()
    PathwaysPage(page).settle(60)
    at_page(way, page, "pathways")
    atlas.in_url(layer=OTHER, site="sacrum")
    page.go_back()
    atlas.settle(60)
    at_page(way, page, "")
    atlas.selected("sacrum")
    page.go_back()
    atlas.in_url(layer=LAYER)
    atlas.painted()
    page.go_forward()
    atlas.in_url(layer=OTHER)
    atlas.painted()


def test_a_journey_plays_and_a_link_leads_to_a_step(way: Way, page: Page) -> None:
    way.open(page, "pathways", journey=JOURNEY, step="1", layer=OTHER)
    pathways = PathwaysPage(page)
    pathways.settle(60)
    pathways.stands(JOURNEY, "1")
    page.evaluate(FAST)
    pathways.press("Play")
    pathways.stands(JOURNEY, str(len(routes().journeys[JOURNEY].steps)), playing="false")
    until(page, f"() => document.querySelector('{BODY}').atlasView.queue.then(() => true)")


def test_table_and_picture_are_saved(way: Way, page: Page) -> None:
    atlas = atlas_at(way, page, layer=LAYER, site="L3")
    with page.expect_download() as table:
        page.get_by_role("link", name="Download as CSV").click()
    assert table.value.suggested_filename == f"bone-atlas_{LAYER}.csv"
    made = registry.file(published.export_url(LAYER, "csv"))
    assert made is not None
    assert table.value.path().read_bytes() == made.body
    with page.expect_download() as picture:
        atlas.button("Download as PNG").click()
    assert picture.value.suggested_filename == f"bone-atlas_{LAYER}_front.png"
    content = picture.value.path().read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert len(content) > 100_000, "an empty picture is smaller"


def test_the_slider_of_the_detection_page(way: Way, page: Page) -> None:
    way.open(page, "detection")
    expect(page.locator("[data-place=prevalence_autopsy][data-drawn]")).to_be_attached(timeout=60_000)
    slider = page.get_by_role("slider", name="Mineral lost in the focus")
    slider.focus()
    page.keyboard.press("End")
    expect(page.locator("[data-place=threshold]")).to_contain_text("60 % of the mineral lost")
    AtlasPage(page).in_url(loss="60")


def test_one_quiz_and_another(way: Way, page: Page) -> None:
    way.open(page, "practise")
    quiz = PractisePage(page)
    quiz.in_state("start")
    quiz.button("Start").click()
    quiz.ready()
    first = quiz.deck()
    quiz.by_keyboard(quiz.wanted(right=True))
    expect(quiz.told.get_by_role("heading")).to_have_text("✓ Right")
    quiz.button("End this quiz").click()
    quiz.in_state("start")
    quiz.button("Start").click()
    until(page, f"() => {VIEW}.deck && {VIEW}.deck.number !== {first['number']}")
    quiz.ready()
    assert quiz.deck()["questions"] != first["questions"]
    AtlasPage(page).in_url(quiz=str(quiz.deck()["number"]))


def test_a_lesson_is_given_from_its_card_to_its_end(way: Way, page: Page) -> None:
    way.open(page, "teach")
    expect(page.locator(".atlas-lesson").first).to_be_visible(timeout=60_000)
    until_idle(page)
    if way.name != SERVED:
        expect(page.locator("main")).to_contain_text(
            f"{SAYS_COPY} a lesson of your own is made in the served"
        )
    page.get_by_role("link", name="Present").first.click()
    present = PresentPage(page)
    expect(present.root).to_have_attribute("data-drawn", "1.0.true", timeout=60_000)
    at_page(way, page, "present")
    slides = lesson(LESSONS[0]).slides
    present.press("m")
    expect(page.locator(".atlas-present-notes")).to_be_visible()
    present.press("m")
    for _ in range(sum(len(slide.steps) for slide in slides) + len(slides) - 1):
        present.press("PageDown")
    present.stands(len(slides), len(slides[-1].steps))
    present.drawn()
    page.mouse.move(300, 300)
    page.mouse.move(320, 320)
    page.locator(".atlas-present-bar").get_by_role("link", name="Close the lesson").click()
    at_page(way, page, "teach")
    expect(page.locator(".atlas-lesson").first).to_be_visible(timeout=30_000)


def test_another_theme_paints_everything_anew(way: Way, page: Page) -> None:
    atlas = atlas_at(way, page, layer=LAYER)
    light = atlas.fills()
    in_theme(page, "dark")
    dark = atlas.fills()
    assert dark != light
    in_theme(page, "light")
    assert atlas.fills() == light


def test_what_needs_a_server_is_said(way: Way, page: Page) -> None:
    if way.name == SERVED:
        pytest.skip("there is a server")
    way.open(page, "your-data")
    expect(page.locator("main")).to_contain_text(f"{SAYS_COPY} it cannot paint a table of your own.")
    expect(page.locator("main code")).to_have_text("bone-atlas serve")
    way.open(page, "sources")
    expect(page.locator("main table").first).to_be_visible(timeout=30_000)
    expect(page.locator("main")).to_contain_text("Shaked Zari")
    page.set_viewport_size({"width": 390, "height": 844})
    until(page, "() => innerWidth === 390")
    assert page.evaluate(OVERFLOW) == []
