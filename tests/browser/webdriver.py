"""Firefox and WebKit by the W3C's WebDriver: what a reader does, in other engines than Chromium.

Firefox answers to WebDriver BiDi by itself, WebKit to classic WebDriver by the driver that comes with it: no
program between browser and test has to fit both.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol

from app_server import free_port
from websockets.sync.client import ClientConnection, connect

WIDTH, HEIGHT = 1366, 768
START_SECONDS, ANSWER_SECONDS = 60.0, 90.0
MINI_BROWSERS = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"
#: Values leave the page as JSON, whatever form a driver gives to objects.
CALL = (
    "async (...given) => JSON.stringify((await ({function})(...given.map((one) => JSON.parse(one)))) ?? null)"
)

Actions = list[dict[str, Any]]


class MissingBrowserError(RuntimeError):
    """A browser, its driver or a screen is not installed; the message names the package."""


class Driver(Protocol):
    """What a browser can be told."""

    def open(self, url: str) -> None:
        """Load a page and wait until it has loaded."""

    def run(self, function: str, *arguments: Any) -> Any:
        """Call a JavaScript function in the page; return what it gives, or what its promise comes to."""

    def act(self, actions: Actions) -> None:
        """Do what a hand does: actions of sources as WebDriver has them."""

    def upload(self, selector: str, path: Path) -> None:
        """Choose a file in an input."""


def _program(package: str, *names: str) -> str:
    """Return the path of a program.

    Raises
    ------
    MissingBrowserError
        If none of the names is one.
    """
    for name in names:
        if found := shutil.which(name):
            return found
    raise MissingBrowserError(f"{names[0]} is not there; on Debian: apt-get install {package}")


@contextmanager
def _started(command: list[str], **settings: Any) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(command, text=True, **settings)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class FirefoxDriver:
    """Firefox by WebDriver BiDi (https://www.w3.org/TR/webdriver-bidi/)."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._numbers = itertools.count(1)
        self.errors: list[str] = []
        self._command("session.new", capabilities={})
        self._command("session.subscribe", events=["log.entryAdded"])
        tree = self._command("browsingContext.getTree")
        self._context = tree["contexts"][0]["context"]
        size = {"width": WIDTH, "height": HEIGHT}
        self._command("browsingContext.setViewport", context=self._context, viewport=size)

    def _command(self, method: str, **params: Any) -> Any:
        number = next(self._numbers)
        self._connection.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self._connection.recv(timeout=ANSWER_SECONDS))
            if answer.get("method") == "log.entryAdded" and answer["params"]["level"] == "error":
                self.errors.append(str(answer["params"]["text"]))
            if answer.get("id") == number:
                assert answer["type"] == "success", f"{method}: {answer.get('message')}"
                return answer["result"]

    def open(self, url: str) -> None:
        """Load a page and wait until it has loaded."""
        self._command("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def _call(self, function: str, *arguments: Any) -> dict[str, Any]:
        answer = self._command(
            "script.callFunction",
            functionDeclaration=function,
            arguments=[{"type": "string", "value": json.dumps(one)} for one in arguments],
            target={"context": self._context},
            awaitPromise=True,
        )
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        result: dict[str, Any] = answer["result"]
        return result

    def run(self, function: str, *arguments: Any) -> Any:
        """Call a JavaScript function in the page."""
        return json.loads(self._call(CALL.replace("{function}", function), *arguments)["value"])

    def act(self, actions: Actions) -> None:
        """Do what a hand does."""
        self._command("input.performActions", context=self._context, actions=actions)

    def upload(self, selector: str, path: Path) -> None:
        """Choose a file in an input."""
        node = self._call("(selector) => document.querySelector(JSON.parse(selector))", selector)
        element = {"sharedId": node["sharedId"]}
        self._command("input.setFiles", context=self._context, element=element, files=[str(path)])


class WebKitDriver:
    """WebKitGTK by WebDriver (https://www.w3.org/TR/webdriver2/)."""

    def __init__(self, port: int, browser: str) -> None:
        self._server = f"http://127.0.0.1:{port}/session"
        self.errors: list[str] = []
        options = {"binary": browser, "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                session = self._send("POST", "", {"capabilities": wanted})
                break
            except OSError:
                assert time.monotonic() < deadline, "WebKit's driver does not answer"
                time.sleep(0.1)
        self._server += f"/{session['sessionId']}"
        self._send("POST", "/window/rect", {"width": WIDTH, "height": HEIGHT})

    def _send(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        request = urllib.request.Request(
            self._server + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"content-type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=ANSWER_SECONDS) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            told = error.read().decode(errors="replace")
            raise AssertionError(f"{method} {path}: {told[:600]}") from None

    def close(self) -> None:
        """End the session, and with it the browser."""
        self._send("DELETE", "")

    def open(self, url: str) -> None:
        """Load a page and wait until it has loaded."""
        self._send("POST", "/url", {"url": url})

    def run(self, function: str, *arguments: Any) -> Any:
        """Call a JavaScript function in the page."""
        script = f"return ({CALL.replace('{function}', function)})(...arguments)"
        given = [json.dumps(one) for one in arguments]
        return json.loads(self._send("POST", "/execute/sync", {"script": script, "args": given}))

    def act(self, actions: Actions) -> None:
        """Do what a hand does."""
        self._send("POST", "/actions", {"actions": actions})

    def upload(self, selector: str, path: Path) -> None:
        """Choose a file in an input."""
        found = self._send("POST", "/element", {"using": "css selector", "value": selector})
        (element,) = found.values()
        self._send("POST", f"/element/{element}/value", {"text": str(path)})


@contextmanager
def firefox(profile: Path) -> Iterator[FirefoxDriver]:
    """Run Firefox with an empty profile.

    Raises
    ------
    MissingBrowserError
        If it is not installed.
    """
    program = _program("firefox-esr", "firefox-esr", "firefox")
    command = [
        program,
        "--headless",
        "--no-remote",
        "--profile",
        str(profile),
        "--remote-debugging-port",
        "0",
    ]
    log = profile / "firefox.log"
    with ExitStack() as stack:
        output = stack.enter_context(log.open("w", encoding="utf-8"))
        process = stack.enter_context(_started(command, stdout=output, stderr=output))
        address = _listening(log, process)
        connection = stack.enter_context(connect(f"{address}/session", max_size=None))
        yield FirefoxDriver(connection)


def _listening(log: Path, process: subprocess.Popen[str]) -> str:
    """Return where Firefox listens, once it says so."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if told := re.search(r"WebDriver BiDi listening on (ws://\S+)", log.read_text(encoding="utf-8")):
            return told[1]
        time.sleep(0.1)
    raise AssertionError(f"Firefox did not start:\n{log.read_text(encoding='utf-8')[-2000:]}")


@contextmanager
def webkit(folder: Path) -> Iterator[WebKitDriver]:
    """Run WebKitGTK's MiniBrowser, on a screen of its own where there is none.

    Raises
    ------
    MissingBrowserError
        If browser, driver or screen is not installed.
    """
    driver = _program("webkit2gtk-driver", "WebKitWebDriver")
    browsers = sorted(Path("/").glob(MINI_BROWSERS.lstrip("/")))
    if not browsers:
        raise MissingBrowserError("MiniBrowser is not there; on Debian: apt-get install webkit2gtk-driver")
    port = free_port()
    with ExitStack() as stack:
        environ = dict(os.environ) | {"XDG_DATA_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
        if not environ.get("DISPLAY"):
            environ["DISPLAY"] = stack.enter_context(_screen())
        output = stack.enter_context((folder / "webkit.log").open("w", encoding="utf-8"))
        stack.enter_context(_started([driver, f"--port={port}"], stdout=output, stderr=output, env=environ))
        browser = WebKitDriver(port, str(browsers[-1]))
        stack.callback(browser.close)
        yield browser


@contextmanager
def _screen() -> Iterator[str]:
    """Run an X server that draws nowhere; give its name."""
    program = _program("xvfb", "Xvfb")
    command = [program, "-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    with _started(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        with process.stdout as told:
            yield f":{told.readline().strip()}"
