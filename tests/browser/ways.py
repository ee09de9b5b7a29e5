"""The ways in which a reader has the atlas: served, as a folder on any web host, as one file from a disk."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from bone_atlas.app.copies import content, one_file
from bone_atlas.app.copies.site import Site

SERVED, FOLDER, FILE = "served", "folder", "file"
#: Drawings of all pairs of studies are most of a copy; what they have of their own, large tests hold.
WITHOUT = ("evidence",)
#: A host may have the folder below any path.
BELOW = "some/where"
#: Said by Playwright itself where a test does without what the browser keeps.
OF_PLAYWRIGHT = "Service Worker registration blocked by Playwright"
#: Schemes of what a page made itself.
OWN = ("data:", "blob:", "about:")


def wanted(*, has_notes: bool, whole: bool = False) -> content.Wanted:
    """Return what the copies of tests hold: all, or what is quickly made."""
    found = content.whole(has_notes=has_notes)
    return found if whole else replace(found, pages=[p for p in found.pages if p.name not in WITHOUT])


def write_file(path: Path, *, whole: bool = False) -> Path:
    """Write the atlas as one file."""
    path.write_bytes(one_file.one_file(wanted(has_notes=False, whole=whole)))
    return path


def write_folder(folder: Path, *, whole: bool = False, only: Collection[str] = ()) -> Path:
    """Write the atlas as a folder, below some path; of its pages those that are named, if any are."""
    held = wanted(has_notes=True, whole=whole)
    if only:
        held = replace(held, pages=[page for page in held.pages if page.name in only])
    for name, body in Site(held).files():
        path = folder / BELOW / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Write nothing: what is not there, the page's console tells."""


@contextmanager
def file_server(folder: Path, port: int = 0) -> Iterator[str]:
    """Serve files and nothing else, as any web host does; give the address of the copy."""
    with ThreadingHTTPServer(("127.0.0.1", port), partial(_Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{BELOW}/"
        server.shutdown()


@dataclass
class Way:
    """The atlas as it is had in one way, in a context of its own.

    Attributes
    ----------
    name : str
        `SERVED`, `FOLDER` or `FILE`.
    home : str
        Address of the first page, of which all others are a part.
    context : BrowserContext
        What it is looked at with.
    problems : list of str
        What must not happen: errors and warnings, and requests that leave.
    """

    name: str
    home: str
    context: BrowserContext
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Watch all pages of the context, also those opened later."""
        self.context.on("console", self._console)
        self.context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))
        self.context.on("request", lambda request: self._request(request.url))

    def address(self, page: str = "", **query: str) -> str:
        """Return the address of a page."""
        asked = f"?{urlencode(query)}" if query else ""
        if self.name == FILE:
            return f"{self.home}#/{page}{asked}"
        return f"{self.home}{page and page + '.html' if self.name == FOLDER else page}{asked}"

    def open(self, page: Page, name: str = "", **query: str) -> None:
        """Open a page as a link from elsewhere does: as a document of its own."""
        page.goto("about:blank")
        page.goto(self.address(name, **query))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and OF_PLAYWRIGHT not in message.text:
            self.problems.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, url: str) -> None:
        within = url.partition("#")[0] == self.home if self.name == FILE else url.startswith(self.home)
        if not within and not url.startswith(OWN):
            self.problems.append(f"request leaves the copy: {url}")
