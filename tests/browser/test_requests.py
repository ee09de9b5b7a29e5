"""How many files a first visit asks for: each is a round trip, and a room of phones shares one network."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from atlas_page import AtlasPage
from conftest import Watch
from pathways_page import PathwaysPage
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.seconds(20)]

MOST = 60


def asked(
    opening: Callable[[Page], object], new_context: Callable[..., BrowserContext], watch: Watch
) -> list[str]:
    """Paths asked for until a page stands and has all it needs, by a browser that has kept nothing."""
    page = new_context(fresh=True).new_page()
    before = len(watch.urls)
    opening(page)
    # What later acts need is fetched in idle time; a picture that is shown already is not asked for again.
    expect(page.locator(".atlas-scene[data-prefetched]")).to_be_attached(timeout=60_000)
    page.wait_for_load_state("networkidle")
    urls = [url for url in watch.urls[before:] if url.startswith(("http", "ws"))]
    page.close()
    return ["/" + url.partition("//")[2].partition("/")[2] for url in urls]


def test_a_first_visit_asks_for_at_most_sixty_files_each_once(
    new_context: Callable[..., BrowserContext], watch: Watch
) -> None:
    for opening in (lambda page: AtlasPage(page).open(), lambda page: PathwaysPage(page).open()):
        paths = asked(opening, new_context, watch)
        assert len(paths) <= MOST, "\n".join([f"{len(paths)} requests:", *paths])
        assert any("/plotly." in path for path in paths), paths
        twice = {path for path in paths if paths.count(path) > 1}
        assert not twice
