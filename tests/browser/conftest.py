"""Fixtures of the browser tests: a browser, the running app, a page without errors or outside requests.

A test gets `page` (at 1366x768), more with `new_context(viewport=..., color_scheme=..., ...)`,
or with `keep` one that stays open for all tests of its file. Each worker has
a server, a browser and a watch of its own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from app_server import AppServer, Server, running
from find_browser import NoBrowserError, find_browser
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

VIEWPORT = {"width": 1366, "height": 768}
RESULTS = Path(__file__).parent / "results"
LAUNCH_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    "--force-color-profile=srgb",
)
STORED = "cookies,local_storage,indexeddb,cache_storage,service_workers"
LOCAL_SCHEMES = {"data", "blob", "about"}


class Watch:
    """What must not happen on a page: console errors, script errors, requests that leave the machine.

    One for all tests of a worker, asked at the end of each: nothing that happens between two tests is lost.

    Attributes
    ----------
    problems : list of str
        Not yet told; a test that provokes one on purpose clears the list.
    urls : list of str
        Every request of the present test, for tests that count them.
    """

    def __init__(self, app: AppServer) -> None:
        self.home = urlsplit(app.url).netloc
        self.log = app.log
        self.read = app.log.stat().st_size
        self.problems: list[str] = []
        self.urls: list[str] = []

    def attach(self, context: BrowserContext) -> None:
        """Watch all pages of a context, also those opened later."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))
        context.on("request", lambda request: self._request(request.url))
        context.on("page", lambda page: page.on("websocket", lambda socket: self._request(socket.url)))

    def collect(self) -> list[str]:
        """Return what was seen since the last time, with errors in the log of the app."""
        printed = self.log.read_bytes()[self.read :]
        self.read += len(printed)
        if b"Traceback" in printed:
            text = printed.decode("utf-8", errors="replace")
            self.problems.append(f"the app raised an error:\n{text[-4000:]}")
        seen, self.problems = self.problems, []
        return seen

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, url: str) -> None:
        self.urls.append(url)
        parts = urlsplit(url)
        if parts.scheme not in LOCAL_SCHEMES and parts.netloc != self.home:
            self.problems.append(f"request leaves the machine: {url}")


class Contexts:
    """The watched contexts of a worker: one for each way of looking, kept so that its HTTP cache serves.

    Attributes
    ----------
    kept : set of Page
        Pages that stay open from one test of a file to the next.
    """

    def __init__(self, browser: Browser, home: str, watch: Watch) -> None:
        self._browser, self._home, self._watch = browser, home, watch
        self._pool: dict[str, BrowserContext] = {}
        self._fresh: list[BrowserContext] = []
        self.kept: set[Page] = set()

    def lend(self, *, fresh: bool = False, **settings: Any) -> BrowserContext:
        """Return a context with nothing stored; keywords as for `Browser.new_context`.

        Parameters
        ----------
        fresh : bool
            One of its own, with an empty cache, gone after the test: for permissions, or a first visit.
        """
        key = repr(sorted(settings.items()))
        if not fresh and key in self._pool:
            return self._pool[key]
        context = self._browser.new_context(**{"viewport": VIEWPORT, "base_url": self._home, **settings})
        self._watch.attach(context)
        if fresh:
            self._fresh.append(context)
        else:
            self._pool[key] = context
        return context

    def pages(self) -> list[Page]:
        """Return what is open."""
        return [page for context in (*self._pool.values(), *self._fresh) for page in context.pages]

    def clean(self) -> None:
        """Close and forget everything but the caches and the kept pages."""
        for context in self._fresh:
            context.close()
        self._fresh.clear()
        for context in self._pool.values():
            self._forget(context)
            for page in context.pages:
                if page not in self.kept:
                    page.close()

    def _forget(self, context: BrowserContext) -> None:
        """Empty what pages stored, which a reader's reload would find again."""
        if context.pages:
            devtools = context.new_cdp_session(context.pages[0])
            origin = {"origin": self._home, "storageTypes": STORED}
            devtools.send("Storage.clearDataForOrigin", origin)
            devtools.detach()


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Path of the browser's program; the whole run ends with one sentence where there is none."""
    try:
        return find_browser()
    except NoBrowserError as error:
        pytest.exit(str(error), returncode=1)


@pytest.fixture(scope="session")
def browser(browser_path: str) -> Iterator[Browser]:
    """One browser for all tests of a worker."""
    arguments = list(LAUNCH_ARGUMENTS)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium refuses to run its sandbox as root
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=browser_path, args=arguments)
        yield launched
        launched.close()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Server]:
    """A server for one test alone, which stops it and starts it again."""
    server = Server(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    """The real app on a free port, one for each worker; `server.url`, `server.log`, `server.pid`."""
    with running(tmp_path_factory.mktemp("server") / "server.log") as app:
        yield app


@pytest.fixture(scope="session")
def watch_of_all(server: AppServer) -> Watch:
    """The worker's watch."""
    return Watch(server)


@pytest.fixture(scope="session")
def contexts(browser: Browser, server: AppServer, watch_of_all: Watch) -> Contexts:
    """The worker's contexts; closing the browser closes them."""
    return Contexts(browser, server.url, watch_of_all)


@pytest.fixture
def watch(watch_of_all: Watch) -> Iterator[Watch]:
    """The test's watch; at the end, whatever it saw fails the test."""
    watch_of_all.urls.clear()
    yield watch_of_all
    seen = watch_of_all.collect()
    assert not seen, "\n".join(seen)


@pytest.fixture(autouse=True)
def _watched(request: pytest.FixtureRequest) -> None:
    """Hold every test that meets the app against the watch, also one on a page that was open before."""
    if "server" in request.fixturenames:
        marked = request.node.get_closest_marker("browser")
        assert marked, (
            f"{request.node.path.name} needs `pytestmark`: a part of `make test-all` is chosen by it"
        )
        request.getfixturevalue("watch")


@pytest.fixture
def new_context(
    contexts: Contexts, watch: Watch, request: pytest.FixtureRequest
) -> Iterator[Callable[..., BrowserContext]]:
    """Give watched contexts, `new_context(**PHONE)`; relative URLs go to the app. See `Contexts.lend`."""
    yield contexts.lend
    if getattr(request.node, "failed_call", False):
        RESULTS.mkdir(exist_ok=True)
        for number, opened in enumerate(contexts.pages()):
            opened.screenshot(path=picture_of(request.node.name, number))
    contexts.clean()


def picture_of(test: str, number: int) -> Path:
    """Return where the picture of a failed test goes; parameters may be addresses."""
    plain = re.sub(r"[^\w.-]+", "_", test)
    return RESULTS / f"{plain}-{number}.png"


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """A watched context at 1366x768 with a mouse."""
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A watched page; nothing is loaded yet: `page.goto("/?layer=article")`."""
    return context.new_page()


@pytest.fixture(scope="module")
def _kept(contexts: Contexts) -> Iterator[dict[str, Page]]:
    """The pages that a file keeps open, by how one looks at them."""
    pages: dict[str, Page] = {}
    yield pages
    contexts.kept.clear()
    for page in pages.values():
        page.close()


@pytest.fixture
def keep(
    _kept: dict[str, Page],
    contexts: Contexts,
    new_context: Callable[..., BrowserContext],
    request: pytest.FixtureRequest,
) -> Iterator[Callable[..., Page]]:
    """Give a page that stays open for the tests of this file, `keep(**PHONE)`: loading is what costs.

    Whoever uses it says where it stands (`url`) and brings it back to where the test begins.
    A test that fails does not hand it on.
    """

    def get(**settings: Any) -> Page:
        key = repr(sorted(settings.items()))
        if key not in _kept or _kept[key].is_closed():
            _kept[key] = new_context(**settings).new_page()
            contexts.kept.add(_kept[key])
        page = _kept[key]
        page.set_viewport_size(settings.get("viewport", VIEWPORT))
        page.emulate_media(
            color_scheme=settings.get("color_scheme", "light"),
            reduced_motion=settings.get("reduced_motion", "no-preference"),
        )
        return page

    yield get
    if getattr(request.node, "failed_call", False):
        contexts.kept.clear()
        _kept.clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Note a failure, so that `page` keeps a picture of it."""
    report = yield
    if report.when == "call" and report.failed:
        item.failed_call = True  # type: ignore[attr-defined]
    return report
