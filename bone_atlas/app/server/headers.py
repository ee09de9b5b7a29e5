"""Response headers: nothing from outside, no guessing of types, framing only where it is allowed."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Where published files lie.
PREFIX = "/viz/"
FRAME_ANCESTORS = "BONE_ATLAS_FRAME_ANCESTORS"
_ANCESTOR = re.compile(r"'self'|'none'|https?://[A-Za-z0-9*.-]+(:\d{1,5}|:\*)?")
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.S)
_KINDS = {
    "script": "rel=preload; as=script",
    "module": "rel=modulepreload",
    "fetch": "rel=preload; as=fetch; crossorigin",
    "image": "rel=preload; as=image",
    "style": "rel=preload; as=style",
}


@dataclass(frozen=True)
class Preload:
    """A file that the browser should fetch before the page asks for it.

    Attributes
    ----------
    url : str
        A URL of this server, as `publish` returns it.
    kind : str
        ``script``, ``module``, ``fetch``, ``image`` or ``style``: must match how the page uses it, else the
        browser fetches it twice.
    """

    url: str
    kind: str

    def __post_init__(self) -> None:
        if self.kind not in _KINDS:
            raise ValueError(f"unknown kind of preload {self.kind!r}; known: {', '.join(_KINDS)}")
        if not re.fullmatch(r"/[\w./-]+", self.url) or self.url.startswith("//"):
            raise ValueError(f"only a path of this server can be preloaded, not {self.url!r}")

    def link(self) -> str:
        """Return the value for the Link header (RFC 8288)."""
        return f"<{self.url}>; {_KINDS[self.kind]}"


def frame_ancestors(setting: str | None = None) -> str:
    """Return who may show the atlas in a frame.

    Parameters
    ----------
    setting : str or None
        Origins separated by spaces, ``'self'`` or ``'none'``; None reads `BONE_ATLAS_FRAME_ANCESTORS` from
        the environment, where nothing means ``'self'``.

    Returns
    -------
    str
        The sources for the directive.

    Raises
    ------
    ValueError
        If a source is none of these: a stray ``;`` would switch off the rest of the policy.
    """
    text = os.environ.get(FRAME_ANCESTORS, "") if setting is None else setting
    sources = text.split() or ["'self'"]
    wrong = [source for source in sources if not _ANCESTOR.fullmatch(source)]
    if wrong:
        raise ValueError(
            f"{FRAME_ANCESTORS}: {wrong[0]!r} is not 'self', 'none' or an origin like https://lms.example"
        )
    return " ".join(sources)


def script_hashes(page: str) -> list[str]:
    """Return the CSP hash sources of the inline scripts of a page (Content Security Policy Level 3)."""
    digests = (hashlib.sha256(text.encode("utf-8")).digest() for text in _INLINE_SCRIPT.findall(page))
    return [f"'sha256-{base64.b64encode(digest).decode('ascii')}'" for digest in digests]


def content_security_policy(page: str, ancestors: str = "'self'") -> str:
    """Return the policy for a start page.

    Parameters
    ----------
    page : str
        The HTML of the start page, whose inline scripts are allowed by hash.
    ancestors : str
        Sources for ``frame-ancestors``.

    Returns
    -------
    str
        A policy without any outside origin and without ``unsafe-eval``. ``blob:`` scripts are how Streamlit
        loads a component's inline module; ``blob:`` images are Plotly's PNG export; inline styles are
        Streamlit's (emotion) and Plotly's.
    """
    script = " ".join(["'self'", "blob:", *script_hashes(page)])
    directives = {
        "default-src": "'none'",
        "script-src": script,
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "object-src": "'none'",
        "frame-ancestors": ancestors,
    }
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


#: For what is no page: nothing in it may load or run anything, should someone open it by itself. Short, for
#: it goes with every file.
_FILE_POLICY = "default-src 'none'"
NOT_MODIFIED = 304


class SecurityHeaders:
    """ASGI layer that sets the headers: the page's policy and preloads on HTML, a strict short one elsewhere.

    Parameters
    ----------
    app : ASGIApp
        What answers.
    policy : str
        The content security policy.
    preload : Sequence[Preload]
        Named in the Link header of HTML pages.
    """

    def __init__(self, app: ASGIApp, policy: str, preload: Sequence[Preload] = ()) -> None:
        self.app = app
        self.link = ", ".join(item.link() for item in preload)
        everywhere = {"x-content-type-options": "nosniff", "referrer-policy": "no-referrer"}
        self.on_files = {**everywhere, "content-security-policy": _FILE_POLICY}
        self.on_pages = {
            **everywhere,
            "content-security-policy": policy,
            "permissions-policy": "camera=(), microphone=(), geolocation=()",
            "cross-origin-opener-policy": "same-origin",
        }
        if self.link:
            self.on_pages["link"] = self.link

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers when the answer starts; websockets pass untouched."""
        is_start = not scope.get("path", "").startswith(PREFIX)

        async def send_with_headers(message: Message) -> None:
            # "Not modified" carries no type, and its headers replace those of the page that the browser has
            # kept: a policy for files would lock up the page at the second visit.
            if message["type"] == "http.response.start" and message["status"] != NOT_MODIFIED:
                headers = MutableHeaders(raw=message["headers"])
                is_page = headers.get("content-type", "").startswith("text/html")
                for name, value in (self.on_pages if is_page else self.on_files).items():
                    headers[name] = value
                if not is_start:  # a published page needs none of what the start page needs
                    del headers["link"]
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)
