"""The sources page: every study, every row that is not painted, reachable by its own address."""

from __future__ import annotations

import pytest
from app_server import AppServer
from playwright.sync_api import Page, expect
from traffic import Traffic
from waiting import until_idle

from bone_atlas import tables
from tests.atlas import TABLES

pytestmark = [pytest.mark.browser, pytest.mark.seconds(10)]

READ = TABLES


@pytest.fixture
def sources(page: Page, server: AppServer) -> Page:
    page.goto(f"{server.url}/sources")
    expect(page.get_by_role("heading", name="Read, but not painted")).to_be_visible(timeout=20_000)
    return page


def test_its_address_opens_it_without_an_error(sources: Page) -> None:
    assert sources.url.endswith("/sources")


def test_every_study_and_every_unpainted_row_is_listed(sources: Page) -> None:
    studies, unpainted = sources.locator(".atlas-sources table").all()
    assert studies.locator("tbody tr").count() == len(READ.studies)
    rows = [row for row in tables.records(READ.observations) if not row["painted"]]
    assert unpainted.locator("tbody tr").count() == len(rows)
    for row in rows:
        expect(unpainted).to_contain_text(row["not_painted_reason"])


def test_whatever_a_reader_does_there_asks_the_server_nothing(sources: Page) -> None:
    until_idle(sources)
    traffic = Traffic(sources)
    term = sources.locator(".atlas-sources dfn").first
    term.focus()
    expect(sources.locator(".atlas-term-meaning")).to_be_visible()
    sources.keyboard.press("Escape")
    expect(sources.locator(".atlas-term-meaning")).to_have_count(0)
    box = sources.locator(".atlas-sources .atlas-scroll").first
    box.focus()
    for key in ("ArrowRight", "End", "Home"):
        sources.keyboard.press(key)
    for box in sources.locator("details").all():
        if box.is_visible():
            box.locator("summary").first.click()
    # Whatever else acts would be here: the tables and words hold no other control.
    main = sources.locator(".stHtml:not(:has(.atlas-head))")
    assert main.locator("button, select, input").count() == 0
    traffic.none()


def test_back_to_the_atlas(sources: Page) -> None:
    sources.get_by_role("link", name="Atlas").click()
    expect(sources.locator(".atlas-skeleton .atlas-figure[data-drawn]")).to_be_visible(timeout=20_000)
