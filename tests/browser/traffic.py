"""What crosses the wire between a page and its server."""

from __future__ import annotations

from playwright.sync_api import Page


class Traffic:
    """Frames and files from now on; a file from the browser's own cache does not count.

    Parameters
    ----------
    page : Page
        Of Playwright.
    """

    def __init__(self, page: Page) -> None:
        self.frames = 0
        self.fetched: list[str] = []
        log = page.context.new_cdp_session(page)
        log.on("Network.webSocketFrameSent", self._frame)
        log.on("Network.webSocketFrameReceived", self._frame)
        log.on("Network.responseReceived", self._answer)
        log.send("Network.enable")

    def _frame(self, _event: object) -> None:
        self.frames += 1

    def _answer(self, event: dict[str, dict[str, object]]) -> None:
        if not event["response"].get("fromDiskCache") and event.get("type") != "WebSocket":
            self.fetched.append(str(event["response"]["url"]))

    def none(self) -> None:
        """Check that nothing crossed it."""
        assert self.frames == 0
        assert self.fetched == []
