"""One visit of a page in a fresh browser context: what crosses the wire, and when things are seen."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Browser, Page

PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
VIEWPORT = {"width": 1366, "height": 768}
SLOW = {"offline": False, "latency": 40, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8}
#: Slow 3G: 400 kbit/s.
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 400e3 / 8, "uploadThroughput": 400e3 / 8}
QUIET_SECONDS = 0.6
PATIENCE_SECONDS = 60.0
CLICK_PATIENCE_SECONDS = 8.0
CLICK_TRIES = 4
#: The native chart takes its click from its last, throttled hover.
HOVER_MS = 200
#: So often the first click is tried; the answer is known to this.
AGAIN_MS = 50


#: What Chromium's network emulation is told.
Line = Mapping[str, Any]


class Wire:
    """Counts what a page receives and sends, as the browser's network log tells it.

    Attributes
    ----------
    received : int
        Bytes of all HTTP answers (with headers, as sent, so compressed ones count compressed) and of the
        payload of all websocket frames, both ways.
    requests : int
        HTTP requests that were answered.
    frames : int
        Websocket frames, both ways.
    """

    def __init__(self, page: Page, line: Line | None = None) -> None:
        self.received = 0
        self.requests = 0
        self.frames = 0
        self._open: set[str] = set()
        self._last = time.monotonic()
        log = page.context.new_cdp_session(page)
        log.on("Network.requestWillBeSent", self._asked)
        log.on("Network.loadingFinished", self._answered)
        log.on("Network.loadingFailed", self._failed)
        log.on("Network.webSocketFrameReceived", self._frame)
        log.on("Network.webSocketFrameSent", self._frame)
        log.send("Network.enable")
        if line:
            log.send("Network.emulateNetworkConditions", dict(line))

    def _asked(self, event: dict[str, Any]) -> None:
        self._last = time.monotonic()
        if event["request"]["url"].startswith("http"):
            self._open.add(event["requestId"])

    def _answered(self, event: dict[str, Any]) -> None:
        self._last = time.monotonic()
        self._open.discard(event["requestId"])
        self.received += int(event["encodedDataLength"])
        self.requests += 1

    def _failed(self, event: dict[str, Any]) -> None:
        self._open.discard(event["requestId"])

    def _frame(self, event: dict[str, Any]) -> None:
        self._last = time.monotonic()
        self.frames += 1
        frame = event["response"]
        data = frame["payloadData"]
        self.received += len(data.encode()) if frame["opcode"] == 1 else len(base64.b64decode(data))

    def quiet(self) -> bool:
        """Tell whether nothing is under way and nothing came for a while."""
        return not self._open and time.monotonic() - self._last > QUIET_SECONDS


@dataclass
class Visit:
    """An open page with its counters."""

    page: Page
    wire: Wire

    def load(self, url: str) -> dict[str, float]:
        """Open the page until the skeleton is interactive and nothing loads; return when it was seen (ms)."""
        self.page.goto(url, wait_until="commit")
        self._until(lambda: "plot" in self.page.evaluate("atlasProbe.seen"), "the skeleton")
        self.settle()
        seen: dict[str, float] = self.page.evaluate("atlasProbe.seen")
        return seen

    def sight(self, url: str, kinds: Sequence[str]) -> float:
        """Open the page; return when a skeleton of one of these kinds was first seen (ms)."""
        self.page.goto(url, wait_until="commit")
        self._until(lambda: self._seen(kinds), "a skeleton in sight")
        return min(self._seen(kinds))

    def _seen(self, kinds: Sequence[str]) -> list[float]:
        seen: dict[str, float] = self.page.evaluate("globalThis.atlasProbe?.seen ?? {}")
        return [seen[kind] for kind in kinds if kind in seen]

    def settle(self) -> None:
        """Wait until the script has run and the network is quiet."""
        idle = "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
        self._until(lambda: self.wire.quiet() and self.page.evaluate(idle), "a quiet page")

    def click_bone(self, place: tuple[float, float], site_name: str) -> dict[str, float]:
        """Click a point of the drawing (mm) until it answers.

        Returns
        -------
        dict
            Milliseconds from the click that was answered to the ``highlight``, to the ``panel`` and until all
            is ``painted`` (with the comparison and the address), and how many clicks before it were ``lost``.

        Raises
        ------
        TimeoutError
            If none of several clicks was answered.
        """
        for lost in range(CLICK_TRIES):
            self._click(place, site_name)
            try:
                times = self._times("painted", CLICK_PATIENCE_SECONDS)
            except TimeoutError:
                self.page.mouse.move(5, 5)
                continue
            return {"lost": lost} | {
                name: times[name] - times["start"] for name in ("highlight", "panel", "painted")
            }
        raise TimeoutError(f"{CLICK_TRIES} clicks on {site_name} were not answered on {self.page.url}")

    def _times(self, last: str, seconds: float) -> dict[str, float]:
        self._until(lambda: last in (self.page.evaluate("atlasProbe.times()") or {}), "an answer", seconds)
        times: dict[str, float] = self.page.evaluate("atlasProbe.times()")
        return times

    def pixel(self, place: tuple[float, float]) -> tuple[float, float]:
        """Return where a point of the drawing (mm) is in the window."""
        at = self.page.evaluate("([x, y]) => atlasProbe.place(x, y)", place)
        return at["x"], at["y"]

    def _click(self, place: tuple[float, float], site_name: str) -> None:
        x, y = self.pixel(place)
        self.page.mouse.move(x - 1, y)
        self.page.mouse.move(x, y)
        self.page.wait_for_timeout(HOVER_MS)
        self.page.evaluate("name => atlasProbe.arm(name)", site_name)
        self.page.mouse.down()
        self.page.mouse.up()

    def first_answer(self, url: str, pixel: tuple[float, float], site_name: str) -> float:
        """Open the page and click a pixel again and again; return when the panel named the site (ms)."""
        self.page.goto(url, wait_until="commit")
        x, y = pixel
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self.page.evaluate("name => atlasProbe.names(name)", site_name):
            if time.monotonic() > deadline:
                raise TimeoutError(f"no click was answered on {url}")
            self.page.mouse.move(x - 1, y)
            self.page.mouse.move(x, y)
            self.page.mouse.click(x, y)
            self.page.wait_for_timeout(AGAIN_MS)
        answered: float = self.page.evaluate("performance.now()")
        return answered

    def choose_source(self, name: str) -> float:
        """Choose what is painted with the control at the top; return when the bones are painted (ms)."""
        self.page.evaluate("atlasProbe.armLayer()")
        self.page.get_by_role("radiogroup").get_by_text(name, exact=True).or_(
            self.page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True)
        ).first.click()
        times = self._times("painted", PATIENCE_SECONDS)
        self.settle()
        return times["painted"] - times["start"]

    def _until(self, done: Callable[[], Any], what: str, seconds: float = PATIENCE_SECONDS) -> None:
        deadline = time.monotonic() + seconds
        while not done():
            if time.monotonic() > deadline:
                raise TimeoutError(f"waited {seconds:g} s for {what} on {self.page.url}")
            self.page.wait_for_timeout(20)


@contextmanager
def visiting(browser: Browser, line: Line | None = None) -> Iterator[Visit]:
    """Open a page in a context of its own, so with an empty cache."""
    context = browser.new_context(viewport=VIEWPORT)  # type: ignore[arg-type]
    context.add_init_script(PROBE)
    page = context.new_page()
    try:
        yield Visit(page, Wire(page, line))
    finally:
        context.close()


def cpu_seconds(pid: int) -> float:
    """Return the CPU time of a server so far."""
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)
