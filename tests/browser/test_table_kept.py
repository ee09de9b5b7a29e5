"""A reader's table on this device: kept where the reader wants it, found again, gone when it is removed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import Watch
from playwright.sync_api import BrowserContext, Dialog, Page, expect
from waiting import until, until_idle

pytestmark = [pytest.mark.browser, pytest.mark.seconds(30)]

CHOOSER = ".st-key-uploaded_file input[type=file]"
KEEP = "Keep this table on this device"
TABLE = b"site;count;n\nL-spine;50;107\nribs;20;107\n"
STORED = """() => new Promise((done, fail) => {
  const opened = indexedDB.open("bone-atlas");
  opened.onerror = () => fail(opened.error);
  opened.onsuccess = () => {
    const store = opened.result.transaction("tables", "readwrite").objectStore("tables");
    const asked = ACT;
    asked.onsuccess = () => { opened.result.close(); done(asked.result ?? null); };
  };
})"""


GET = STORED.replace("ACT", "store.get('table')")


def came(page: Page) -> Page:
    page.goto("/?page=your-data")
    page.locator(CHOOSER).wait_for(state="attached")
    until_idle(page)
    return page


def painted(page: Page, times: int = 1) -> None:
    expect(page.get_by_role("cell", name="L-spine", exact=True)).to_have_count(times, timeout=20_000)


def bring(page: Page) -> None:
    page.locator(CHOOSER).set_input_files({"name": "mine.csv", "mimeType": "text/csv", "buffer": TABLE})
    painted(page)


def keep(page: Page) -> None:
    page.locator(".st-key-uploaded_keep_wish label").first.click()
    expect(page.get_by_role("switch", name=KEEP)).to_be_checked()
    until(page, GET)


@pytest.fixture
def own(new_context: Callable[..., BrowserContext]) -> Page:
    return came(new_context(fresh=True).new_page())


def test_a_table_is_kept_only_where_the_reader_wants_it(own: Page) -> None:
    bring(own)
    expect(own.get_by_role("switch", name=KEEP)).not_to_be_checked()
    assert own.evaluate(GET) is None
    came(own)
    painted(own, 0)
    bring(own)
    keep(own)
    came(own)
    painted(own)
    expect(own.get_by_role("switch", name=KEEP)).to_be_checked()


def test_a_removed_table_is_kept_nowhere_but_can_be_brought_back(own: Page) -> None:
    bring(own)
    keep(own)
    own.get_by_role("button", name="Remove my table").click()
    expect(own.get_by_text("“mine.csv” was removed, and what was kept of it on this device.")).to_be_visible()
    painted(own, 0)
    own.get_by_role("button", name="Bring it back").click()
    painted(own)
    expect(own.get_by_role("switch", name=KEEP)).to_be_checked()
    own.get_by_role("button", name="Remove my table").click()
    painted(own, 0)
    until(own, f"async () => !(await ({GET})())")
    came(own)
    painted(own, 0)


def test_what_cannot_be_read_is_told_and_can_be_deleted(own: Page) -> None:
    own.evaluate(STORED.replace("ACT", "store.put({id: 'table', record: '{'})"))
    came(own)
    expect(own.get_by_text("A table is kept on this device that this page cannot read")).to_be_visible()
    own.get_by_role("button", name="Delete it from this device").click()
    expect(own.get_by_role("button", name="Delete it from this device")).to_have_count(0)
    until(own, f"async () => !(await ({GET})())")
    came(own)
    expect(own.get_by_text("cannot read")).to_have_count(0)


def test_an_edited_table_is_not_thrown_away_without_a_word(own: Page, watch: Watch) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    own.on("dialog", stay)
    bring(own)
    own.get_by_role("button", name="Edit this table").click()
    expect(own.locator("canvas td", has_text="L-spine")).to_be_attached()
    until_idle(own)
    came(own)
    assert asked == ["beforeunload"]
    bring(own)
    own.get_by_role("button", name="Edit this table").click()
    expect(own.locator("canvas td", has_text="L-spine")).to_be_attached()
    own.get_by_role("radio", name="Upload a file").click()
    other = {"name": "other.csv", "mimeType": "text/csv", "buffer": b"site;percent\nfemur;22\n"}
    own.locator(CHOOSER).set_input_files(other)
    painted(own, 0)
    expect(own.get_by_text("The table that you edited gave way to this one.")).to_be_visible()
    own.get_by_role("button", name="Bring it back").click()
    expect(own.locator("canvas td", has_text="L-spine")).to_be_attached()
    painted(own)
