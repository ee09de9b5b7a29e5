"""The atlas without a server: one file from a disk, a folder on a host, and a slow line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from gzip import compress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from bone_atlas.app.copies import content, one_file
from bone_atlas.app.copies.site import Site
from tests.benchmarks.visit import SLOW, SLOW_3G, visiting

#: What hosts of static files compress; pictures are small already.
COMPRESSED = (".html", ".js", ".css", ".json", ".svg", ".txt", ".webmanifest")


@dataclass(frozen=True)
class Copies:
    """Addresses of the copies.

    Attributes
    ----------
    file, site : str
        Of the one file on the disk, and of the folder on a host.
    """

    file: str
    site: str


def _handler(held: Mapping[str, bytes]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Serve files as static hosts do: compressed where that helps, over a connection that is kept."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """Answer with a file."""
            path = urlsplit(self.path).path.lstrip("/") or "index.html"
            body = held.get(path)
            self.send_response(404 if body is None else 200)
            if path.endswith(COMPRESSED):
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Type", guess_type(path)[0] or "application/octet-stream")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            """Write nothing: what is not there is seen by what is measured."""

    return Handler


@contextmanager
def copied(folder: Path) -> Iterator[Copies]:
    """Write the whole atlas as one file, and serve it as a folder on a static host."""
    wanted = content.whole()
    file = folder / "atlas.html"
    file.write_bytes(one_file.one_file(wanted))
    held = {
        name: compress(body, 6, mtime=0) if name.endswith(COMPRESSED) else body
        for name, body in Site(wanted).files()
    }
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(held)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield Copies(file.as_uri(), f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()


def measure_copies(
    browser: Browser, copies: Copies, served: str
) -> tuple[dict[str, float], dict[str, float]]:
    """Return what is measured of the copies, and of our served page beside it, in seconds.

    All is measured on first visits, which have kept nothing.
    """
    ours, theirs = {}, {}
    for found, disk, host in ((ours, copies.file, copies.site), (theirs, served, served)):
        found["file_sight_s"] = _sight(browser, disk, painted=True)
        found["site_slow_s"] = _sight(browser, host, SLOW, painted=True)
        found["opening_3g_s"] = _sight(browser, host, SLOW_3G)
    return ours, theirs


def _sight(
    browser: Browser, url: str, line: Mapping[str, object] | None = None, *, painted: bool = False
) -> float:
    """Return when a skeleton is in sight; its outline with the title counts where it need not be painted."""
    with visiting(browser, line) as visit:
        return visit.sight(url, ("preview", "plot") if painted else ("opening", "preview", "plot")) / 1000
