"""The HTML page that starts the app: Streamlit's, with our title and without the font that we do not use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from markupsafe import Markup
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bone_atlas.app.html import elements as h
from bone_atlas.app.server.bundles import installed
from bone_atlas.app.server.store_serve import StoredFile, respond

_FONT_PRELOAD = re.compile(r"<link\s+rel=\"preload\"[^>]*?as=\"font\"[^>]*?/>\s*", re.S)
#: The parameter of the address that names a page; see `main`.
PAGE = "page"
_ROOT = '<div id="root"></div>'
_ICON = re.compile(r"<link[^>]*rel=\"shortcut icon\"[^>]*>")
#: Streamlit reads this before it connects: it shows no dialogs of its own ("Is Streamlit still running?")
#: and takes wishes from this page alone. What is to be said, `assets/component/shell/connection.js` says.
_HOST = Markup(
    "<script>window.__streamlit={HOST_CONFIG:{allowedOrigins:[location.origin],blockErrorDialogs:true}};"
    # Before anything is seen: a frame of another page has no head (`assets/component/shell/embedding.js`).
    "/[?&]embed=true(&|$)/i.test(location.search)&&(document.documentElement.dataset.embedded='')</script>"
)
_FIRST_MODULE = re.compile(r"<script type=\"module\"")
_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.S)


def read_index() -> str:
    """Return Streamlit's own start page, with the addresses of its scripts as they are served here."""
    return installed().start_page


def icon_link(emoji: str) -> Markup:
    """Return the link to an emoji as the icon of the page, drawn where the link stands."""
    image = h.element(
        "svg",
        h.element("text", emoji, y=".9em", font_size="90"),
        xmlns="http://www.w3.org/2000/svg",
        viewBox="0 0 100 100",
    )
    # Not "shortcut icon": by that name Streamlit's script finds the link, and asks for its own picture first.
    return h.element("link", rel="icon", href=f"data:image/svg+xml,{image}")


@dataclass(frozen=True)
class Opening:
    """What the start page shows of a page before Streamlit does.

    Attributes
    ----------
    title : str
        Plain text of the title, until the app sets its own.
    body : str
        Markup before the root element; where there is some, it also says what is to be said without
        JavaScript.
    """

    title: str
    body: str = ""


def rewrite(page: str, *, opening: Opening, icon: str = "", head: str = "", script: str = "") -> str:
    """Fit Streamlit's start page to the atlas.

    Parameters
    ----------
    page : str
        The page as installed.
    opening : Opening
        What is shown first.
    icon : str
        An emoji; where there is one, no file is asked for.
    head : str
        Markup for the end of the head.
    script : str
        Address of a module that is evaluated before Streamlit's: it hears of what happens first.

    Returns
    -------
    str
        The page with the title, without the preload of Streamlit's font (170 KB that a page in a system font
        never uses), with a plain sentence for readers without JavaScript, and with the page as its own host.

    Raises
    ------
    ValueError
        If the page has no root element: another Streamlit than the one this was written for.
    """
    if _ROOT not in page:
        raise ValueError("Streamlit's index.html has no root element; this version is not supported")
    page = _FONT_PRELOAD.sub("", page)
    page = re.sub(r"<title>.*?</title>", lambda _: h.element("title", opening.title), page, flags=re.S)
    if icon:
        page = _ICON.sub(lambda _: icon_link(icon), page)
    if script:
        ours = h.element("script", type="module", src=script)
        page = _FIRST_MODULE.sub(lambda found: f"{ours}{found[0]}", page, count=1)
    without_script = "" if opening.body else "<noscript><p>The atlas needs JavaScript.</p></noscript>"
    page = _NOSCRIPT.sub(without_script, page)
    page = page.replace(_ROOT, f"{opening.body}{_ROOT}")
    before, end_of_head, after = page.partition("</head>")
    return "".join((before, _HOST, head, end_of_head, after))


class StartPage:
    """ASGI layer that answers with the rewritten start page wherever Streamlit would send its own.

    Parameters
    ----------
    app : ASGIApp
        What answers first; its errors and redirects are passed on.
    pages : Mapping of str to str
        By what the parameter `PAGE` of the address names the page as `rewrite` returns it; that by "" comes
        where it names none of them.
    """

    def __init__(self, app: ASGIApp, pages: Mapping[str, str]) -> None:
        self.app = app
        self.files = {name: StoredFile(page.encode("utf-8"), "html") for name, page in pages.items()}

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
        named = parse_qs(scope["query_string"].decode("latin-1")).get(PAGE, [""])[0]
        return await respond(
            self.files.get(named, self.files[""]), Headers(scope=scope), cache_control="no-cache"
        )


def _unconditional(scope: Scope) -> Scope:
    # The browser's ETag belongs to our page; Streamlit must not answer 304 or a part for its own.
    dropped = {b"if-none-match", b"if-modified-since", b"range", b"if-range"}
    return {**scope, "headers": [h for h in scope["headers"] if h[0].lower() not in dropped]}
