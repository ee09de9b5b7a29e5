"""The HTML page that starts the app: Streamlit's, with our title and without the font that we do not use."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bone_atlas.app.html import elements as h
from bone_atlas.app.server.bundles import installed
from bone_atlas.app.server.store_serve import StoredFile, respond

#: Markup to show before the app is there, from the query of the URL (first value of each key).
FirstPicture = Callable[[dict[str, str]], str]
_FONT_PRELOAD = re.compile(r"<link\s+rel=\"preload\"[^>]*?as=\"font\"[^>]*?/>\s*", re.S)
_ROOT = '<div id="root"></div>'
_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.S)


def read_index() -> str:
    """Return Streamlit's own start page, with the addresses of its scripts as they are served here."""
    return installed().start_page


def rewrite(page: str, *, title: str, head: str = "", before_root: str = "") -> str:
    """Fit Streamlit's start page to the atlas.

    Parameters
    ----------
    page : str
        The page as installed.
    title : str
        Plain text of the title, shown until the app sets its own.
    head : str
        Markup for the end of the head.
    before_root : str
        Markup in front of the element that the app fills.

    Returns
    -------
    str
        The page with the title, without the preload of Streamlit's font (170 KB that a page in a system font
        never uses), with a plain sentence for readers without JavaScript.

    Raises
    ------
    ValueError
        If the page has no root element: another Streamlit than the one this was written for.
    """
    if _ROOT not in page:
        raise ValueError("Streamlit's index.html has no root element; this version is not supported")
    page = _FONT_PRELOAD.sub("", page)
    page = re.sub(r"<title>.*?</title>", lambda _: h.element("title", title), page, flags=re.S)
    page = _NOSCRIPT.sub("<noscript><p>The atlas needs JavaScript.</p></noscript>", page)
    before, end_of_head, after = page.partition("</head>")
    page = "".join((before, head, end_of_head, after))
    return page.replace(_ROOT, before_root + _ROOT, 1)


class StartPage:
    """ASGI layer that answers with the rewritten start page wherever Streamlit would send its own.

    Parameters
    ----------
    app : ASGIApp
        What answers first; its errors and redirects are passed on.
    title, head : str
        See `rewrite`.
    first_picture : FirstPicture or None
        Makes the markup in front of the root element from the query; called in a worker thread.
    """

    def __init__(
        self, app: ASGIApp, title: str, head: str = "", first_picture: FirstPicture | None = None
    ) -> None:
        self.app = app
        self.title = title
        self.head = head
        self.first_picture = first_picture
        self.page = read_index()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; replace the body of a successful HTML answer."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"} or "." in scope["path"]:
            await self.app(scope, receive, send)
            return
        replaced = False

        async def send_ours(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                replaced = message["status"] == 200 and headers.get("content-type", "").startswith(
                    "text/html"
                )
                if replaced:
                    response = await self._response(scope)
                    await response(scope, receive, send)
            if not replaced:
                await send(message)

        await self.app(_unconditional(scope), receive, send_ours)

    async def _response(self, scope: Scope) -> ASGIApp:
        query = {k: v[0] for k, v in parse_qs(scope.get("query_string", b"").decode("latin-1")).items()}
        page = await to_thread.run_sync(self._page, query)
        file = StoredFile(page.encode("utf-8"), "html")
        return await respond(file, Headers(scope=scope), cache_control="no-cache")

    def _page(self, query: dict[str, str]) -> str:
        picture = self.first_picture(query) if self.first_picture is not None else ""
        return rewrite(self.page, title=self.title, head=self.head, before_root=picture)


def _unconditional(scope: Scope) -> Scope:
    # The browser's ETag belongs to our page; Streamlit must not answer 304 or a part for its own.
    dropped = {b"if-none-match", b"if-modified-since", b"range", b"if-range"}
    return {**scope, "headers": [h for h in scope["headers"] if h[0].lower() not in dropped]}
