"""A lesson of one's own outlives the page, the tab and the server; two tabs lose nothing of each other's."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from app_server import free_port, running
from atlas_page import AtlasPage
from conftest import RESULTS, VIEWPORT, Watch
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from present_page import PresentPage
from waiting import until, until_idle

pytestmark = [pytest.mark.browser, pytest.mark.seconds(70)]

#: So many milliseconds a busy machine may take for a run of the page.
SOON = 30_000
LIST = ".st-key-your_lessons_list"
# What the browser keeps, without the contents.
KEPT = """() => new Promise(async (resolve, reject) => {
  // Opening it here would make an empty one where the page has not made it yet.
  if (!(await indexedDB.databases()).some(({name}) => name === "bone-atlas")) return resolve([]);
  const request = indexedDB.open("bone-atlas");
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const database = request.result;
    const all = database.transaction(["lessons"]).objectStore("lessons").getAll();
    all.onsuccess = () => {
      database.close();
      resolve(all.result.map(({title, slides}) => ({title, slides})));
    };
  };
})"""


def kept(page: Page, title: str, slides: int) -> None:
    """Wait until the browser keeps a lesson of this title with so many slides."""
    one = f"one.title === '{title}' && one.slides === {slides}"
    until(page, f"async () => (await ({KEPT})()).some((one) => {one})", seconds=30)


def seen(locator: Locator) -> None:
    expect(locator).to_be_visible(timeout=SOON)


def titled(page: Page, title: str) -> None:
    """Wait until the open lesson has a title."""
    expect(page.get_by_label("Title of the lesson")).to_have_value(title, timeout=SOON)


def on_slide(page: Page, number: int, count: int) -> None:
    seen(page.get_by_role("heading", name=f"Slide {number} of {count}"))
    until_idle(page)


def add_view(page: Page, number: int, count: int) -> None:
    """Make a slide of what is on the screen; what is said of it goes after some seconds."""
    # The figure need not be drawn: only its view becomes a slide.
    page.goto("/?layer=shaked_zari_2025&site=L3&view=back")
    page.get_by_role("button", name="Add this view as a slide").click()
    seen(page.get_by_text(f"is now slide {number} of {count}"))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    until_idle(page)


def fill(page: Page, label: str, value: str) -> None:
    box = page.get_by_label(label, exact=False).first
    box.fill(value)
    box.press("Control+Enter" if box.evaluate("box => box.tagName") == "TEXTAREA" else "Enter")
    until_idle(page)


def make(page: Page) -> None:
    """A lesson of three slides, edited, the last change undone."""
    add_view(page, 1, 1)
    page.get_by_role("link", name="Teach", exact=True).click()
    fill(page, "Title of the lesson", "Bones of mine")
    press(page, "Add a slide of words")
    on_slide(page, 2, 2)
    fill(page, "Points", "First point\nSecond point")
    press(page, "Add a slide of words")
    on_slide(page, 3, 3)
    fill(page, "Title of the lesson", "A title to undo")
    kept(page, "A title to undo", 3)
    press(page, "Undo")
    kept(page, "Bones of mine", 3)


def picture(page: Page, name: str, of: str = "") -> None:
    """Keep a picture, of what stands below a heading or label."""
    RESULTS.mkdir(exist_ok=True)
    if of:
        page.get_by_text(of, exact=True).first.evaluate("element => element.scrollIntoView()")
    page.screenshot(path=RESULTS / f"kept-lesson-{name}.png")


def test_a_lesson_outlives_the_tab_and_the_server_and_is_presented(browser: Browser, tmp_path: Path) -> None:
    port = free_port()
    with browser.new_context(viewport=VIEWPORT, base_url=f"http://127.0.0.1:{port}") as context:  # type: ignore[arg-type]
        with running(tmp_path / "first.log", port=port) as first:
            watch = Watch(first)
            watch.attach(context)
            page = context.new_page()
            make(page)
            picture(page, "1-made", "Make a lesson")
            page.close()  # as a crash does: the page hears nothing of it
            os.kill(first.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        with running(tmp_path / "second.log", port=port) as second:
            page = context.new_page()
            _found(page)
            _presented(page)
            assert Watch(second).log.read_bytes().count(b"Traceback") == 0
        assert not watch.collect()


def _found(page: Page) -> None:
    """The lesson is there with what can be undone and redone."""
    page.goto("/teach")
    titled(page, "Bones of mine")
    listed = page.locator(LIST)
    expect(listed).to_contain_text("Bones of mine", timeout=SOON)
    expect(listed).to_contain_text("3 slides, changed ", timeout=SOON)
    picture(page, "2-found", "Make a lesson")
    press(page, "Redo")
    titled(page, "A title to undo")
    press(page, "Undo")
    titled(page, "Bones of mine")
    until_idle(page)


def _presented(page: Page) -> None:
    """It is given, and stands where it stood after a reload."""
    present = PresentPage(page)
    page.get_by_role("link", name="Present my lesson").click()
    expect(present.root).to_have_attribute("data-slide", "1", timeout=SOON)
    present.press("ArrowRight", "ArrowRight")
    present.stands(2, 1)
    present.in_url(slide="2", revealed="1")
    picture(page, "3-presented")
    page.reload()
    expect(present.root).to_have_attribute("data-slide", "2", timeout=SOON)
    present.stands(2, 1)
    expect(present.points).to_have_text(["First point"], timeout=SOON)
    picture(page, "4-reloaded")


def test_what_is_being_typed_outlives_the_server(browser: Browser, tmp_path: Path) -> None:
    port = free_port()
    with browser.new_context(viewport=VIEWPORT, base_url=f"http://127.0.0.1:{port}") as context:  # type: ignore[arg-type]
        page = context.new_page()
        with running(tmp_path / "first.log", port=port) as first:
            begin(page, "Kept")
            points = page.get_by_label("Points", exact=False).first
            points.press_sequentially("A point that is typed")
            os.kill(first.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
            expect(points).to_be_disabled(timeout=30_000)
        with running(tmp_path / "second.log", port=port):
            expect(points).to_be_enabled(timeout=60_000)
            expect(points).to_have_value("A point that is typed", timeout=30_000)


def begin(page: Page, title: str) -> None:
    """Make a lesson of one slide on the page of lessons."""
    page.goto("/teach")
    press(page, "Add a slide of words")
    on_slide(page, 1, 1)
    fill(page, "Title of the lesson", title)
    kept(page, title, 1)


def test_a_view_added_right_after_a_reload_goes_into_the_kept_lesson(page: Page) -> None:
    begin(page, "Kept")
    page.goto("/sources")
    add_view(page, 2, 2)
    kept(page, "Kept", 2)


# What the page sends stays in it until it is let go.
HOLD = """() => {
  const {send} = WebSocket.prototype;
  const held = [];
  WebSocket.prototype.send = function (...sent) { held.push(() => send.apply(this, sent)); };
  globalThis.letGo = () => {
    WebSocket.prototype.send = send;
    for (const go of held) go();
  };
}"""


def test_leaving_warns_while_a_change_is_on_its_way_and_not_when_it_is_kept(
    new_context: Callable[..., BrowserContext],
) -> None:
    page = new_context(fresh=True).new_page()
    begin(page, "Kept")
    page.evaluate(HOLD)
    page.get_by_role("button", name="Add a slide of words", exact=True).click()
    with page.expect_event("dialog") as warned:
        page.close(run_before_unload=True)
    assert warned.value.type == "beforeunload"
    warned.value.dismiss()
    page.evaluate("() => letGo()")
    kept(page, "Kept", 2)
    until_idle(page)
    with page.expect_event("close"):
        page.close(run_before_unload=True)


def test_leaving_warns_while_a_view_is_on_its_way_into_the_lesson(page: Page) -> None:
    AtlasPage(page).open(layer="shaked_zari_2025", site="L3")
    page.evaluate(HOLD)
    page.get_by_role("button", name="Add this view as a slide").click()
    with page.expect_event("dialog") as warned:
        page.close(run_before_unload=True)
    warned.value.dismiss()
    page.evaluate("() => letGo()")
    kept(page, "My lesson", 1)


def test_two_tabs_with_one_lesson_lose_nothing(context: BrowserContext) -> None:
    one, two = context.new_page(), context.new_page()
    begin(one, "Start")
    two.goto("/teach")
    titled(two, "Start")
    # What one tab changes the other shows, and goes on with it.
    fill(one, "Title of the lesson", "By one")
    titled(two, "By one")
    fill(two, "Title of the lesson", "By two")
    titled(one, "By two")
    # A tab that does not hear of it keeps what it has beside what the other wrote.
    two.evaluate("() => { BroadcastChannel.prototype.postMessage = () => {}; }")
    fill(two, "Title of the lesson", "Again by two")
    kept(two, "Again by two", 1)
    fill(one, "Title of the lesson", "Again by one")
    kept(one, "Again by two", 1)
    kept(one, "Again by one (from this tab)", 1)
    seen(one.get_by_text("was changed in another tab too. Nothing is lost"))
    seen(one.locator(LIST).get_by_role("button", name="Again by two"))


def test_a_browser_that_keeps_nothing_says_so_and_warns_before_the_page_is_left(
    new_context: Callable[..., BrowserContext],
) -> None:
    context = new_context(fresh=True)
    context.add_init_script("Object.defineProperty(globalThis, 'indexedDB', {value: undefined});")
    page = context.new_page()
    page.goto("/teach")
    expect(page.get_by_role("alert")).to_contain_text("Your lesson is not kept here", timeout=SOON)
    press(page, "Add a slide of words")
    on_slide(page, 1, 1)
    until_idle(page)
    with page.expect_event("dialog") as warned:
        page.close(run_before_unload=True)
    assert warned.value.type == "beforeunload"
    with page.expect_event("close"):
        warned.value.accept()
