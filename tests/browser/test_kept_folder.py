"""A folder copy stays in the browser: it opens without its host, and shows a newer text when that is back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from app_server import free_port
from atlas_page import AtlasPage
from conftest import VIEWPORT
from pathways_page import PathwaysPage
from playwright.sync_api import Browser, BrowserContext, expect
from waiting import until
from ways import BELOW, FOLDER, Way, file_server, write_folder

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive, pytest.mark.seconds(90)]

KEPT = "async () => Boolean((await navigator.serviceWorker.getRegistration())?.active)"
FIRST_PAGE = "async () => (await fetch('index.html')).text()"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The atlas as a folder."""
    return write_folder(tmp_path_factory.mktemp("folder"))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has kept nothing."""
    context = browser.new_context(viewport=VIEWPORT)  # type: ignore[arg-type]
    yield context
    context.close()


def test_it_opens_without_its_host_and_shows_a_newer_text(folder: Path, context: BrowserContext) -> None:
    page, port = context.new_page(), free_port()
    with file_server(folder, port) as home:
        way = Way(FOLDER, home, context)
        way.open(page)
        until(page, KEPT, 60)
    assert not way.problems, way.problems
    # Nobody answers there any more.
    way.open(page, layer="chen_2017", site="L3")
    atlas = AtlasPage(page)
    atlas.settle(60)
    atlas.selected("L3")
    expect(atlas.heading).to_have_text("Lumbar spine")
    way.open(page, "pathways", journey="plexus_pelvis_left", step="2")
    pathways = PathwaysPage(page)
    pathways.settle(60)
    pathways.stands("plexus_pelvis_left", "2")
    # A newer text comes from the host as soon as it answers, and stays when it is gone again.
    index = folder / BELOW / "index.html"
    index.write_text(index.read_text("utf-8").replace("<title>", "<title>Newer "), "utf-8")
    with file_server(folder, port):
        way.open(page)
        assert "<title>Newer " in page.evaluate(FIRST_PAGE)
    way.open(page)
    assert "<title>Newer " in page.evaluate(FIRST_PAGE)
