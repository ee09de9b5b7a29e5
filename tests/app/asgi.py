"""Call an ASGI application without a server."""

from __future__ import annotations

import gzip
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import anyio
from starlette.datastructures import Headers
from starlette.types import ASGIApp


@dataclass
class Answer:
    """What an application sent."""

    status: int = 0
    headers: Headers = field(default_factory=Headers)
    body: bytes = b""

    @property
    def content(self) -> bytes:
        """The body, unpacked."""
        packed = self.headers.get("content-encoding") == "gzip"
        return gzip.decompress(self.body) if packed else self.body

    @property
    def text(self) -> str:
        """The body as text."""
        return self.content.decode("utf-8")


class Client:
    """Send requests to an application and collect the answers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    def request(self, method: str, url: str, headers: dict[str, str] | None = None) -> Answer:
        """Send one request; the URL is a path with or without a query."""
        path, _, query = url.partition("?")
        raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in (headers or {}).items()]
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": raw,
        }
        scope |= {
            "query_string": query.encode(),
            "scheme": "http",
            "server": ("localhost", 80),
            "root_path": "",
            "http_version": "1.1",
        }
        answer = Answer()

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                assert answer.status == 0, "answered twice"
                answer.status, answer.headers = message["status"], Headers(raw=message["headers"])
            else:
                answer.body += message.get("body", b"")

        run(self.app, scope, _empty_body, send)
        return answer

    def get(self, url: str, headers: dict[str, str] | None = None) -> Answer:
        """Send a GET."""
        return self.request("GET", url, headers)

    def websocket(self, url: str) -> list[dict[str, Any]]:
        """Open a websocket and return every message the application sent."""
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "websocket.connect"}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        run(self.app, {"type": "websocket", "path": url, "headers": [], "root_path": ""}, receive, send)
        return sent


def run(function: Callable[..., Awaitable[object]], *arguments: object) -> None:
    """Run an asynchronous function to its end.

    In a thread of its own: a browser test of the same worker may have a loop running in this one.
    """
    with ThreadPoolExecutor(1) as threads:
        threads.submit(anyio.run, function, *arguments).result()


async def _empty_body() -> dict[str, Any]:
    return {"type": "http.request", "body": b"", "more_body": False}
