"""Files kept in memory with their compressed form made once, and the ASGI layer that serves them.

Streamlit sends its own bundles as they lie on disk and has no place for generated files with a lasting URL.
Both are solved by one thing: a stored file, compressed at most once, served before Streamlit is asked.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock

from anyio import CapacityLimiter, to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bone_atlas.anatomy import AssetError
from bone_atlas.exports.registry import EXPORTS
from bone_atlas.tables import TableError

#: The name carries a hash of the content, so a browser may keep the file for a year without asking again.
IMMUTABLE = "public, max-age=31536000, immutable"
NOT_KEPT = {"cache-control": "no-store"}
#: Level 9 costs 0.2 s for all that a first visit needs, once per process; brotli would save another tenth at
#: best, but browsers do not ask for it over plain HTTP, and a classroom has nothing else.
GZIP_LEVEL = 9
COMPRESSIBLE = {
    "js": "text/javascript",
    "css": "text/css",
    "json": "application/json",
    "svg": "image/svg+xml",
    "html": "text/html",
} | {export.extension: export.media_type for export in EXPORTS if not export.is_binary}
MEDIA_TYPES = (
    COMPRESSIBLE
    | {
        "webp": "image/webp",
        "png": "image/png",
        "woff2": "font/woff2",
    }
    | {export.extension: export.media_type for export in EXPORTS if export.is_binary}
)


@dataclass(frozen=True)
class StoredFile:
    """One file in memory.

    Attributes
    ----------
    body : bytes
        The content as it was published.
    extension : str
        One of `MEDIA_TYPES`; decides the media type and whether compression pays.
    """

    body: bytes = field(repr=False)
    extension: str
    _lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.extension not in MEDIA_TYPES:
            raise ValueError(f"unknown file type {self.extension!r}; known: {', '.join(sorted(MEDIA_TYPES))}")

    @cached_property
    def digest(self) -> str:
        """First 16 hexadecimal digits of the SHA-256 of the content."""
        return hashlib.sha256(self.body).hexdigest()[:16]

    @cached_property
    def _gzipped(self) -> bytes | None:
        if self.extension not in COMPRESSIBLE:
            return None
        # mtime=0: the same content gives the same bytes on every replica.
        packed = gzip.compress(self.body, GZIP_LEVEL, mtime=0)
        return packed if len(packed) < len(self.body) else None

    def gzipped(self) -> bytes | None:
        """Return the gzip form, made at the first call; None where it would not be smaller."""
        with self._lock:  # several browsers may ask at once; the work is done once
            return self._gzipped


def accepts_gzip(accept_encoding: str) -> bool:
    """Return whether an Accept-Encoding header allows gzip (RFC 9110, section 12.5.3).

    Parameters
    ----------
    accept_encoding : str
        The header's value, empty where it was not sent.

    Returns
    -------
    bool
        True for ``gzip`` or ``*`` with a weight above zero; an explicit ``gzip`` wins over ``*``.
    """
    weights: dict[str, float] = {}
    for part in accept_encoding.lower().split(","):
        coding, _, parameter = part.strip().partition(";")
        name, _, value = parameter.strip().partition("=")
        try:
            weights[coding.strip()] = float(value) if name.strip() == "q" else 1.0
        except ValueError:
            weights[coding.strip()] = 0.0
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def unchanged(if_none_match: str, etag: str) -> bool:
    """Return whether the browser's copy is the current one (weak comparison, RFC 9110, section 13.1.2)."""
    tags = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return etag in tags or "*" in tags


async def respond(file: StoredFile, headers: Headers, cache_control: str = IMMUTABLE) -> Response:
    """Make the response for a stored file.

    Parameters
    ----------
    file : StoredFile
        What is asked for.
    headers : Headers
        The request's headers; Accept-Encoding and If-None-Match are looked at.
    cache_control : str
        How long the browser may keep it.

    Returns
    -------
    Response
        200 with the gzip or the plain form and its exact length, or 304 where the browser has it already.
    """
    packed = None
    if accepts_gzip(headers.get("accept-encoding", "")):
        packed = await to_thread.run_sync(file.gzipped)
    etag = f'"{file.digest}-gz"' if packed is not None else f'"{file.digest}"'
    sent = {"cache-control": cache_control, "etag": etag, "vary": "Accept-Encoding"}
    if unchanged(headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=sent)
    sent["content-type"] = MEDIA_TYPES[file.extension] + (
        "; charset=utf-8" if file.extension in COMPRESSIBLE else ""
    )
    if packed is not None:
        sent["content-encoding"] = "gzip"
    return Response(file.body if packed is None else packed, headers=sent)


#: A shelf answers a path with the file, with what makes it, with None (a 404), or with `NOT_MINE`.
NOT_MINE = object()
#: How many files are made at a time: they share the interpreter with all that the sessions do.
MAKERS = 2

Shelf = Callable[[str], object]


@dataclass(frozen=True)
class Unmade:
    """A file that is not made yet.

    Attributes
    ----------
    make : callable
        Makes it, or returns None where the name is none; called in a thread.
    """

    make: Callable[[], StoredFile | None]


class StoredFiles:
    """ASGI layer that serves stored files and passes everything else on.

    Parameters
    ----------
    app : ASGIApp
        What answers the other requests.
    shelves : Sequence[Shelf]
        Asked in order; the first that does not say `NOT_MINE` decides.
    """

    def __init__(self, app: ASGIApp, shelves: Sequence[Shelf]) -> None:
        self.app = app
        self.shelves = tuple(shelves)

    @cached_property
    def _makers(self) -> CapacityLimiter:
        return CapacityLimiter(MAKERS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a GET or HEAD of a stored file; a Range request goes on, since gzip and ranges do not mix."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        stored = self._find(scope["path"])
        headers = Headers(scope=scope)
        if stored is NOT_MINE or (isinstance(stored, StoredFile) and self._is_for_streamlit(scope, headers)):
            await self.app(scope, receive, send)
            return
        try:
            if isinstance(stored, Unmade):
                stored = await to_thread.run_sync(stored.make, limiter=self._makers)
            response = await self._answer(stored, scope["method"], headers)
        except (TableError, AssetError) as error:
            # The page shows the text: it names the file that has to be restored.
            response = Response(str(error), status_code=503, headers=NOT_KEPT, media_type="text/plain")
        await response(scope, receive, send)

    def _find(self, path: str) -> object:
        return next((hit for shelf in self.shelves if (hit := shelf(path)) is not NOT_MINE), NOT_MINE)

    @staticmethod
    def _is_for_streamlit(scope: Scope, headers: Headers) -> bool:
        return scope["path"].startswith("/static/") and (
            "range" in headers or scope["method"] not in {"GET", "HEAD"}
        )

    @staticmethod
    async def _answer(stored: object, method: str, headers: Headers) -> Response:
        if not isinstance(stored, StoredFile):
            return Response("Not found", status_code=404, headers=NOT_KEPT)
        if method not in {"GET", "HEAD"}:
            return Response("Method not allowed", status_code=405, headers={"allow": "GET, HEAD"})
        return await respond(stored, headers)
