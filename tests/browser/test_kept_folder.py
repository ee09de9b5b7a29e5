"""A folder copy stays in the browser: it opens without its host; a newer version comes as a whole."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from app_server import free_port
from atlas_page import AtlasPage
from conftest import VIEWPORT
from pathways_page import PathwaysPage
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect
from waiting import until
from ways import BELOW, FOLDER, Way, file_server, write_folder

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive, pytest.mark.seconds(90)]

KEPT = "async () => Boolean((await navigator.serviceWorker.getRegistration())?.active)"
VERSION = "() => document.documentElement.dataset.version"
#: The browser looks for a newer version, and what it found has taken over.
RENEWED = """async () => {
  const registration = await (await navigator.serviceWorker.getRegistration()).update();
  const coming = registration.installing ?? registration.waiting;
  if (!coming) return;
  await new Promise((resolve, reject) => {
    const look = () => {
      if (coming.state === "activated") resolve();
      if (coming.state === "redundant") reject(new Error("it was not taken"));
    };
    coming.addEventListener("statechange", look);
    look();
  });
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The atlas as a folder, as much of it as is opened here."""
    return write_folder(tmp_path_factory.mktemp("folder"), only=("atlas", "pathways"))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has kept nothing."""
    context = browser.new_context(viewport=VIEWPORT)  # type: ignore[arg-type]
    yield context
    context.close()


def opened(way: Way, page: Page, **query: str) -> AtlasPage:
    """Open the first page, and wait until it is drawn."""
    way.open(page, **query)
    atlas = AtlasPage(page)
    atlas.settle(60)
    return atlas


def publish(folder: Path, name: str) -> str:
    """Let another version stand at the host; return what tells it from others."""
    home = folder / BELOW
    text = (home / "index.html").read_text("utf-8")
    (before,) = re.findall(r"data-version='(\w+)'", text)
    version = hashlib.sha256(f"{before} {name}".encode()).hexdigest()[:16]
    for path in (*home.glob("*.html"), home / "worker.js"):
        path.write_text(path.read_text("utf-8").replace(before, version), "utf-8")
    return version


def renew(page: Page, version: str) -> None:
    """Let the browser take the newer version, without waiting for its own next look."""
    page.evaluate(RENEWED)
    assert version in kept(page)


def kept(page: Page) -> set[str]:
    """Return the versions of which the browser keeps files."""
    return {name.split()[-1] for name in page.evaluate("() => caches.keys()")}


def test_it_opens_without_its_host(folder: Path, context: BrowserContext) -> None:
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


def test_a_newer_version_takes_over_as_a_whole(folder: Path, context: BrowserContext) -> None:
    page, port = context.new_page(), free_port()
    with file_server(folder, port) as home:
        way = Way(FOLDER, home, context)
        atlas = opened(way, page)
        until(page, KEPT, 60)
        first = page.evaluate(VERSION)
        # While the page is open, the next version comes to the host.
        second = publish(folder, "Second")
        renew(page, second)
        atlas.choose_layer("chen_2017")
        atlas.click("sternum")
        atlas.selected("sternum")
        assert page.evaluate(VERSION) == first
        assert kept(page) == {first, second}
        opened(way, page, layer="chen_2017")
        assert page.evaluate(VERSION) == second
        # Of the third only a part comes: one of its pages is not there yet.
        late = folder / BELOW / "pathways.html"
        old = late.read_bytes()
        third = publish(folder, "Third")
        new = late.read_bytes()
        late.write_bytes(old)
        with pytest.raises(Error):
            renew(page, third)
    assert not [problem for problem in way.problems if "pathways.html" not in problem], way.problems
    # Nobody answers: what is there as a whole is shown, and nothing of the third.
    atlas = opened(way, page, layer="article", site="L3")
    assert page.evaluate(VERSION) == second
    atlas.selected("L3")
    late.write_bytes(new)
    with file_server(folder, port):
        renew(page, third)
        opened(way, page)
        assert page.evaluate(VERSION) == third
        assert kept(page) == {second, third}
    opened(way, page)
    assert page.evaluate(VERSION) == third


def test_a_page_whose_files_are_gone_offers_the_newer_version(folder: Path, browser: Browser) -> None:
    # A window that keeps nothing: there a browser has no service worker.
    context = browser.new_context(viewport=VIEWPORT, service_workers="block")  # type: ignore[arg-type]
    page = context.new_page()
    with file_server(folder) as home:
        way = Way(FOLDER, home, context)
        atlas = opened(way, page, site="L3")
        newer = publish(folder, "Fourth")
        viz = folder / BELOW / "viz"
        viz.rename(viz.with_name("gone"))
        page.get_by_role("radio", name="Measured").click()
        offer = page.get_by_role("alert")
        expect(offer).to_contain_text("There is a newer version of this atlas")
        viz.with_name("gone").rename(viz)
        offer.get_by_role("button").click()
        until(page, f"() => ({VERSION})() === '{newer}'")
        atlas.settle(60)
        atlas.selected("L3")
        expect(offer).to_have_count(0)
    context.close()
