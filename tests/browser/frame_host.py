"""A page that is none of the atlas's, on a port of its own, with the atlas in a frame."""

from __future__ import annotations

import html
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

#: It keeps what it is told, and may follow the height; the lines are those that Share offers.
PAGE = """<!doctype html><html lang="en"><title>A course</title><body style="margin: 0">
<iframe id="frame" src="{src}" title="Atlas" {more} width="{width}" height="{height}" style="border: 0">
</iframe>
<script>
  window.told = [];
  addEventListener("message", ({{origin, source, data}}) => {{
    if (source !== frame.contentWindow || data?.source !== "bone-metastasis-atlas") return;
    told.push({{...data, origin}});
    if ({follows} && data.type === "size") frame.style.height = data.height + "px";
  }});
</script>"""


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        asked = {name: html.escape(value[0]) for name, value in parse_qs(urlsplit(self.path).query).items()}
        self.send_response(200 if "src" in asked else 204)  # a browser asks for an icon too
        self.send_header("content-type", "text/html; charset=utf-8")
        self.end_headers()
        if "src" in asked:
            self.wfile.write(PAGE.format(**asked).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class FrameHost:
    """Where the page lies.

    Attributes
    ----------
    port : int
        On which it answers, as ``localhost`` and as ``127.0.0.1``: two origins.
    """

    def __init__(self, port: int) -> None:
        self.port = port

    def address(
        self,
        shown: str,
        *,
        host: str = "localhost",
        size: tuple[int, int] = (800, 600),
        follows: bool = False,
        full_screen: bool = True,
    ) -> str:
        """Return the address of the page with another in its frame."""
        more = "allow=fullscreen" if full_screen else ""
        width, height = map(str, size)
        asked = {"src": shown, "width": width, "height": height, "follows": str(follows).lower()}
        return f"http://{host}:{self.port}/?{urlencode({**asked, 'more': more or ' '})}"


@contextmanager
def frame_host() -> Iterator[FrameHost]:
    """Serve the page as long as the context lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield FrameHost(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
