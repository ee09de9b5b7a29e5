"""First visits without a browser: all files that one asks for, over as many connections as a browser has."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

#: What browsers open to a server at most (HTTP/1.1).
CONNECTIONS = 6
LOAD_SECONDS = 60.0
ASK = "GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n\r\n"


def asked_for(browser: Browser, url: str) -> list[str]:
    """Return the paths that a first visit of the first page asks for, by a browser that has kept nothing."""
    paths: list[str] = []
    with browser.new_context(base_url=url) as context:
        page: Page = context.new_page()
        page.on(
            "request", lambda request: paths.append(_path(request.url)) if _is_of(url, request.url) else None
        )
        page.goto("/")
        # What later acts need is fetched in idle time.
        expect(page.locator(".atlas-scene[data-prefetched]")).to_be_attached(timeout=60_000)
        page.wait_for_load_state("networkidle")
    return list(dict.fromkeys(paths))


def _is_of(server: str, url: str) -> bool:
    return urlsplit(url).scheme == "http" and urlsplit(url).netloc == urlsplit(server).netloc


def _path(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


async def load(url: str, paths: Sequence[str]) -> int:
    """Fetch files as a browser does: the page first, then the others over several connections.

    Parameters
    ----------
    url : str
        Of the server.
    paths : sequence of str
        The page first.

    Returns
    -------
    int
        Bytes of the bodies, as they were sent.

    Raises
    ------
    ConnectionError
        If a file does not come with status 200.
    TimeoutError
        If it takes more than a minute.
    """
    host = urlsplit(url).netloc
    left = list(reversed(paths))
    async with asyncio.timeout(LOAD_SECONDS):
        found = await _fetch(host, [left.pop()])
        async with asyncio.TaskGroup() as tasks:
            lines = [tasks.create_task(_fetch(host, left)) for _ in range(min(CONNECTIONS, len(left)))]
    return found + sum(line.result() for line in lines)


async def _fetch(host: str, left: list[str]) -> int:
    """Fetch over one connection what is left, one file after the other."""
    name, _, port = host.rpartition(":")
    reader, writer = await asyncio.open_connection(name, int(port))
    found = 0
    try:
        while left:
            path = left.pop()
            writer.write(ASK.format(path=path, host=host).encode("ascii"))
            status, body = await answer(reader)
            if status != 200:
                raise ConnectionError(f"{path}: status {status}")
            found += body
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
    return found


async def answer(reader: asyncio.StreamReader) -> tuple[int, int]:
    """Read an answer; return its status and the length of its body."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    first, *lines = head.split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines if ": " in line)
    if headers.get("transfer-encoding") == "chunked":
        return int(first.split()[1]), await _chunks(reader)
    length = int(headers.get("content-length", 0))
    await reader.readexactly(length)
    return int(first.split()[1]), length


async def _chunks(reader: asyncio.StreamReader) -> int:
    found = 0
    while length := int(await reader.readline(), 16):
        await reader.readexactly(length + 2)
        found += length
    await reader.readline()
    return found
