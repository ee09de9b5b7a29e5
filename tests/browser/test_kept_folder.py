"""A folder copy stays in the browser: it opens when its host is gone, and a newer one takes its place."""

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
NAMES = "async () => caches.keys()"


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


def test_it_opens_without_its_host_and_a_newer_one_takes_its_place(
    folder: Path, context: BrowserContext
) -> None:
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
    (before,) = page.evaluate(NAMES)
    # A newer copy: another text on the first page, and the worker that goes with it.
    index, worker = (folder / BELOW / name for name in ("index.html", "worker.js"))
    index.write_text(index.read_text("utf-8").replace("<title>", "<title>Newer "), "utf-8")
    worker.write_text(worker.read_text("utf-8").replace('"version":"', '"version":"newer'), "utf-8")
    with file_server(folder, port):
        way.open(page)
        until(
            page, f"async () => {{ const kept = await ({NAMES})(); return !kept.includes('{before}'); }}", 60
        )
    way.open(page)
    expect(page.locator("#atlas-page .atlas-scene")).to_be_visible(timeout=60_000)
    assert len(page.evaluate(NAMES)) == 1
    assert "Newer" in page.evaluate("async () => (await fetch('index.html')).text()")
