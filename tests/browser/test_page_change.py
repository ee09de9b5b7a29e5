"""What a page that is left tells reaches nobody, and Back leads to where it was, whatever is on its way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from atlas_page import AtlasPage
from held_socket import HeldSocket
from playwright.sync_api import BrowserContext, Page, expect
from waiting import until, until_idle

pytestmark = [pytest.mark.browser, pytest.mark.seconds(20)]

KEPT = "[...document.querySelectorAll('.atlas-figure')].map((e) => e.atlasView?.lessons).find(Boolean)"
# Streamlit sends in the next task what it is told, or in the one after, where a page was asked for.
SENT = "async () => { for (let k = 0; k < 2; k += 1) await new Promise((done) => setTimeout(done)); }"
# Another tab has changed a lesson: the component that keeps them tells the server, and Streamlit sends that
# a task later. The link `then` is clicked in between, if there is one.
TELL = f"""async (then) => {{
  const {{promise: told, resolve}} = Promise.withResolvers();
  const lessons = {KEPT};
  const tell = lessons.tell;
  lessons.tell = (message) => {{
    lessons.tell = tell;
    tell(message);
    document.querySelector(then)?.click();
    resolve();
  }};
  lessons.tabs.onNews();
  await told;
  await ({SENT})();
}}"""

PRESENTED = "document.querySelector('.atlas-present')?.dataset.drawn"


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context().new_page()


def teach(page: Page) -> None:
    page.goto("/?page=teach")
    until_idle(page)
    until(page, KEPT)
    # What is told at the beginning has been sent.
    page.evaluate(f"async () => {{ await {KEPT}.refresh(); await ({SENT})(); }}")


def test_what_a_page_tells_that_was_left_reaches_nobody(page: Page) -> None:
    line = HeldSocket(page)
    teach(page)
    line.hold()
    page.locator(".stPageLink a").first.click()
    page.evaluate(TELL, "none")
    assert [asked.fragment_id for asked in line.requests()] == [""], "a part of the page that was left runs"
    line.release()
    until(page, PRESENTED)


def test_a_link_comes_after_all_that_was_told_before(page: Page) -> None:
    line = HeldSocket(page)
    teach(page)
    line.hold()
    page.evaluate(TELL, ".stPageLink a")
    told, asked = line.requests()
    assert told.fragment_id
    assert not asked.fragment_id
    line.release()
    until(page, PRESENTED)


def test_back_before_the_next_page_has_come_leads_back(page: Page) -> None:
    line = HeldSocket(page)
    atlas = AtlasPage(page).open(layer="shaked_zari_2025", site="L3")
    line.hold()
    page.get_by_role("link", name="Sources", exact=True).click()
    until(page, "location.pathname === '/sources'")
    page.evaluate("history.back()")
    until(page, "location.pathname === '/'")
    page.evaluate("() => new Promise((done) => setTimeout(done))")
    pages = [asked.page_script_hash for asked in line.requests()]
    assert len(set(pages)) == 2, "nobody asked for the page that the reader came back to"
    line.release()
    until(page, "document.title.startsWith('Atlas')")
    until_idle(page)
    expect(page).to_have_title("Atlas · Bone Metastasis Atlas")
    expect(atlas.heading).to_have_text("Lumbar spine")


def test_back_while_the_next_page_comes_leads_back(page: Page) -> None:
    line = HeldSocket(page)
    atlas = AtlasPage(page).open(layer="shaked_zari_2025", site="L3")
    line.hold_answers()
    page.get_by_role("link", name="Sources", exact=True).click()
    until(page, "location.pathname === '/sources'")
    line.await_answer()
    page.evaluate("history.back()")
    until(page, "location.pathname === '/'")
    # The page that comes now writes its address and says its title, and is left already.
    line.release()
    expect(page).to_have_title("Atlas · Bone Metastasis Atlas")
    expect(atlas.heading).to_have_text("Lumbar spine")
    assert "site=L3" in page.url
    page.go_forward()
    expect(page).to_have_title("Sources · Bone Metastasis Atlas", timeout=20_000)


def test_an_answer_that_is_lost_with_its_page_is_given_to_the_next(page: Page) -> None:
    line = HeldSocket(page)
    teach(page)
    title = page.get_by_label("Title of the lesson")
    title.fill("Kept before")
    title.press("Enter")
    until(page, f"async () => (await {KEPT}.store.all()).some(({{title}}) => title === 'Kept before')")
    # A new session, which is told which lessons are kept when the page is left already.
    line.loses = True
    teach(page)
    assert line.lost
    line.loses = False
    page.get_by_role("link", name="Sources", exact=True).click()
    expect(page).to_have_title("Sources · Bone Metastasis Atlas")
    page.get_by_role("link", name="Teach", exact=True).click()
    expect(title).to_have_value("Kept before", timeout=10_000)
