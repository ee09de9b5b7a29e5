"""Fixtures of the browser tests: a browser, the running app, a page without errors or outside requests.

A test gets `page` (at 1366x768), or makes more with `new_context(viewport=..., color_scheme=..., ...)`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from app_server import AppServer, running
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
LOCAL_SCHEMES = {"data", "blob", "about"}


class Watch:
    """What must not happen on a page: console errors, script errors, requests that leave the machine.

    Attributes
    ----------
    problems : list of str
        Found so far; a test that provokes one on purpose clears the list.
    urls : list of str
        Every request, for tests that count them.
    """

    def __init__(self, home: str) -> None:
        self.home = urlsplit(home).netloc
        self.problems: list[str] = []
        self.urls: list[str] = []

    def attach(self, context: BrowserContext) -> None:
        """Watch all pages of a context, also those opened later."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))
        context.on("request", lambda request: self._request(request.url))
        context.on("page", lambda page: page.on("websocket", lambda socket: self._request(socket.url)))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, url: str) -> None:
        self.urls.append(url)
        parts = urlsplit(url)
        if parts.scheme not in LOCAL_SCHEMES and parts.netloc != self.home:
            self.problems.append(f"request leaves the machine: {url}")


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Path of the browser's program; the whole run ends with one sentence where there is none."""
    try:
        return find_browser()
    except NoBrowserError as error:
        pytest.exit(str(error), returncode=1)


@pytest.fixture(scope="session")
def browser(browser_path: str) -> Iterator[Browser]:
    """One browser for all tests; each test has its own context, so its own cache and storage."""
    arguments = list(LAUNCH_ARGUMENTS)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium refuses to run its sandbox as root
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=browser_path, args=arguments)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    """The real app on a free port; `server.url`, `server.log`, `server.pid`."""
    with running(tmp_path_factory.mktemp("server") / "server.log") as app:
        yield app


@pytest.fixture
def watch(server: AppServer) -> Iterator[Watch]:
    """The test's watch; at the end, whatever it saw fails the test."""
    seen = Watch(server.url)
    already = server.log.stat().st_size
    yield seen
    printed = server.log.read_bytes()[already:].decode("utf-8", errors="replace")
    if "Traceback" in printed:
        seen.problems.append(f"the app raised an error:\n{printed[-4000:]}")
    assert not seen.problems, "\n".join(seen.problems)


@pytest.fixture
def new_context(browser: Browser, server: AppServer, watch: Watch) -> Iterator[Callable[..., BrowserContext]]:
    """Make watched contexts; keywords as for `Browser.new_context`, relative URLs go to the app."""
    made: list[BrowserContext] = []

    def make(**settings: Any) -> BrowserContext:
        context = browser.new_context(**{"viewport": VIEWPORT, "base_url": server.url, **settings})
        watch.attach(context)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """A watched context at 1366x768 with a mouse."""
    return new_context()


@pytest.fixture
def page(context: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A watched page; nothing is loaded yet: `page.goto("/?layer=article")`."""
    opened = context.new_page()
    yield opened
    if getattr(request.node, "failed_call", False):
        RESULTS.mkdir(exist_ok=True)
        opened.screenshot(path=RESULTS / f"{request.node.name}.png")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Note a failure, so that `page` keeps a picture of it."""
    report = yield
    if report.when == "call" and report.failed:
        item.failed_call = True  # type: ignore[attr-defined]
    return report
