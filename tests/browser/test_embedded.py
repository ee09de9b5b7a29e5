"""The atlas in a frame of another page: who may show it, what is seen and stays, what the parent is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from app_server import AppServer, Server, running
from frame_host import FrameHost, frame_host
from playwright.sync_api import Browser, ConsoleMessage, Frame, Page, expect
from text_boxes import Window, at_sizes
from waiting import still, until

pytestmark = [pytest.mark.browser, pytest.mark.seconds(40)]

FOOT = ".atlas-embedded-foot"
APP = "[data-testid=stApp]"
DRAWN = ".atlas-scene[data-selected] .atlas-figure[data-drawn]"
#: Storage that a browser denies to a frame: to name it is an error already.
NO_STORAGE = """for (const name of ["localStorage", "sessionStorage", "indexedDB"])
  Object.defineProperty(window, name, {get() { throw new DOMException("denied", "SecurityError"); }});"""
WIDTHS = """() => ({page: [document.documentElement.scrollWidth, innerWidth],
  content: [document.querySelector(".stMain").scrollWidth, document.querySelector(".stMain").clientWidth]})"""
#: An address in a frame, and what is there once it has come up.
PAGES = {
    "/": DRAWN,
    "/?layer=shaked_zari_2025&site=L3": ".atlas-panel .atlas-detail h2",
    "/pathways": DRAWN,
    "/evidence?part=claims": ".atlas-claim",
    "/evidence?part=agreement": ".atlas-spread[data-drawn]",
    "/evidence?part=compare": ".atlas-compare-second[data-drawn]",
    "/evidence?part=soil": ".atlas-marrow[data-drawn]",
    "/detection": ".atlas-scene [data-place=prevalence_autopsy][data-drawn]",
    "/practise": ".atlas-quiz[data-state=start]",
    "/practise?quiz=7&topic=all&level=easy": ".atlas-quiz[data-state=asking]",
    "/teach": ".atlas-by-itself",
    "/your-data": ".atlas-by-itself",
    "/sources": ".atlas-sources",
}
WINDOWS = (
    Window(320, 480, touch=True),
    Window(360, 640, touch=True),
    Window(600, 450),
    Window(800, 600),
    Window(1280, 720),
)


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    """A server that lets pages of localhost show the atlas, and no others."""
    log = tmp_path_factory.mktemp("embedded") / "server.log"
    with running(log, environ={"BONE_ATLAS_FRAME_ANCESTORS": "http://localhost:*"}) as app:
        yield app
        assert b"Traceback" not in log.read_bytes()


@pytest.fixture(scope="module")
def host() -> Iterator[FrameHost]:
    with frame_host() as served:
        yield served


Show = Callable[..., tuple[Page, Frame]]


@pytest.fixture
def show(browser: Browser, atlas: AppServer, host: FrameHost) -> Iterator[Show]:
    """Open the other page with the atlas in its frame; an error of a script on either fails the test."""
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    context = browser.new_context(viewport={"width": 820, "height": 640})
    context.on("console", note)
    context.on("weberror", lambda error: errors.append(str(error.error)))

    def get(address: str, script: str = "", **settings: Any) -> tuple[Page, Frame]:
        page = context.new_page()
        if script:
            page.add_init_script(script)
        embedded = f"{atlas.url}{address}{'&' if '?' in address else '?'}embed=true"
        page.goto(host.address(embedded, **settings))
        frame = page.frames[1]
        return page, frame

    yield get
    context.close()
    assert not errors, "\n".join(errors)


def told(page: Page, kind: str) -> list[dict[str, Any]]:
    """Return what the other page was told."""
    messages: list[dict[str, Any]] = page.evaluate("() => told")
    return [message for message in messages if message["type"] == kind]


def until_told(page: Page, condition: str) -> None:
    """Wait until the last selection that was told fulfils a condition on `told`, as JavaScript."""
    until(
        page, f"() => ((told) => told && ({condition}))(told.filter(e => e.type === 'selection').at(-1))", 30
    )


def test_a_view_lives_in_a_frame_and_its_parent_hears_of_it(show: Show, atlas: AppServer) -> None:
    """One walk: no head, another layer, a site, another page, and back; the frame grows to an end."""
    page, frame = show("/?layer=shaked_zari_2025&view=back", follows=True)
    expect(frame.locator(DRAWN).first).to_be_attached(timeout=45_000)
    expect(frame.locator(".atlas-head")).to_be_hidden()
    expect(frame.locator("[data-page-end]")).to_be_hidden()
    expect(frame.locator("[data-testid=stToolbar]")).to_have_count(0)
    expect(frame.locator(FOOT)).to_contain_text("not for decisions about patients")
    until_told(page, "told.page === 'atlas' && told.view.view === 'back'")
    frame.get_by_role("radio", name="The article").click()
    until_told(page, "told.view.layer === 'article'")
    frame.locator(".atlas-search").fill("lumbar spine")
    frame.locator(".atlas-found li").first.click()
    until_told(page, "told.sites.some(({id, name}) => id === 'lumbar_spine' && name === 'Lumbar spine')")
    link = frame.locator(f"{FOOT} a")
    assert link.get_attribute("href") == f"{atlas.url}/?layer=article&view=back&site=lumbar_spine"
    assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener")
    frame.locator("a.atlas-page-link", has_text="Do the studies agree").click()
    until_told(page, "told.page === 'evidence' && told.view.part === 'agreement'")
    assert "embed=true" in frame.evaluate("() => location.search")
    expect(frame.locator(".atlas-head")).to_be_hidden()
    page.evaluate("() => history.back()")
    until_told(page, "told.page === 'atlas' && told.view.layer === 'article'")
    assert "embed=true" in frame.evaluate("() => location.search")
    expect(frame.locator(DRAWN).first).to_be_attached(timeout=30_000)
    assert {message["origin"] for message in told(page, "selection")} == {atlas.url}
    # The frame has followed: it has come to rest as high as the content is.
    until(page, "() => frame.clientHeight === told.filter(e => e.type === 'size').at(-1).height")
    heights = [message["height"] for message in told(page, "size")]
    assert len(heights) < 16, heights
    assert 500 < heights[-1] < 4000


def test_a_page_that_is_not_allowed_shows_nothing(
    browser: Browser, atlas: AppServer, host: FrameHost
) -> None:
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(host.address(f"{atlas.url}/?embed=true", host="127.0.0.1"))
    page.wait_for_load_state()
    assert any("frame-ancestors http://localhost:*" in text for text in refused), refused
    assert page.frames[1].locator("#root").count() == 0
    page.close()


def test_nothing_breaks_where_storage_is_denied_and_full_screen_not_offered(show: Show) -> None:
    _, frame = show("/", NO_STORAGE, full_screen=False)
    expect(frame.locator(DRAWN).first).to_be_attached(timeout=45_000)
    assert frame.evaluate("() => document.fullscreenEnabled") is False
    expect(frame.locator(".atlas-toolbar button", has_text="PNG").first).to_be_visible()
    expect(frame.locator(".atlas-toolbar button", has_text="Full")).to_have_count(0)
    _, lesson = show("/present?lesson=where&slide=2", NO_STORAGE, full_screen=False)
    expect(lesson.locator(".atlas-present[data-drawn]")).to_be_attached(timeout=45_000)
    expect(lesson.get_by_role("button", name="Full screen")).to_have_count(0)
    lesson.locator(".atlas-present").press("ArrowRight")
    until(lesson.page, "() => told.some((e) => e.page === 'present' && e.view.lesson === 'where')")


def came_up(page: Page, address: str) -> None:
    """Open a page as a frame shows it."""
    page.goto(f"{address}{'&' if '?' in address else '?'}embed=true")
    expect(page.locator(PAGES[address]).first).to_be_attached(timeout=45_000)
    still(page)


def wrong_at(page: Page, address: str, windows: tuple[Window, ...]) -> list[str]:
    """Return what is wrong with a page in frames of several sizes."""
    came_up(page, address)
    expect(page.locator(FOOT)).to_be_visible()
    expect(page.locator(".atlas-head")).to_be_hidden()
    return [
        f"{address} at {window}: {one}" for window, all_ in at_sizes(page, windows).items() for one in all_
    ]


@pytest.fixture
def alone(browser: Browser, atlas: AppServer) -> Iterator[Callable[..., Page]]:
    """What a frame shows, as a page that can be given any size."""
    contexts = []

    def get(**settings: Any) -> Page:
        contexts.append(browser.new_context(base_url=atlas.url, **settings))
        return contexts[-1].new_page()

    yield get
    for context in contexts:
        context.close()


def test_no_text_is_cut_in_the_smallest_frame(alone: Callable[..., Page]) -> None:
    """A dark one, where the line at the foot is dark too."""
    page = alone(color_scheme="dark")
    assert not (wrong := wrong_at(page, "/", WINDOWS[:1])), "\n".join(wrong)
    grounds = [
        page.locator(part).evaluate("(e) => getComputedStyle(e).backgroundColor") for part in (FOOT, APP)
    ]
    assert grounds[0] == grounds[1]


@pytest.mark.exhaustive
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_no_text_is_cut_in_any_frame(alone: Callable[..., Page], address: str, scheme: str) -> None:
    assert not (wrong := wrong_at(alone(color_scheme=scheme), address, WINDOWS)), "\n".join(wrong)


@pytest.mark.exhaustive
@pytest.mark.parametrize("address", PAGES)
def test_every_page_comes_up_in_a_frame_without_storage(show: Show, address: str) -> None:
    page, frame = show(address, NO_STORAGE, size=(600, 450), follows=True)
    expect(frame.locator(PAGES[address]).first).to_be_attached(timeout=45_000)
    until(page, "() => told.some((e) => e.type === 'size')")
    widths = frame.evaluate(WIDTHS)
    assert all(needed <= there for needed, there in widths.values()), widths


@pytest.mark.exhaustive
def test_a_frame_stays_one_when_the_server_was_away(browser: Browser, own: Server) -> None:
    page = browser.new_page()
    page.goto(f"{own.url}/?layer=shaked_zari_2025&embed=true&embed_options=dark_theme")
    expect(page.locator(DRAWN).first).to_be_attached(timeout=45_000)
    own.stop()
    expect(page.locator(".atlas-connection")).not_to_be_empty(timeout=30_000)
    page.get_by_role("radio", name="The article").click()
    own.start()
    expect(page.locator(".atlas-connection")).to_be_empty(timeout=60_000)
    page.get_by_role("link", name="Compare with another study").click()
    expect(page.locator(".atlas-scene[data-part=compare][data-selected]")).to_be_attached(timeout=45_000)
    assert page.evaluate("() => location.search").endswith("&embed=true&embed_options=dark_theme")
    expect(page.locator(".atlas-head")).to_be_hidden()
    ground = page.locator(APP).evaluate("(e) => getComputedStyle(e).backgroundColor")
    assert ground == page.locator(FOOT).evaluate("(e) => getComputedStyle(e).backgroundColor")
    assert max(map(int, ground[4:-1].split(","))) < 60, ground
    page.close()
