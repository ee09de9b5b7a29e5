"""The link of the current view and its QR code, for the phones in the room."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

import segno
import streamlit as st
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bone_atlas.app.html import elements as h
from bone_atlas.app.publish import contract
from bone_atlas.app.publish.phones import LONGEST_ADDRESS, phones
from bone_atlas.app.registry import page_entry
from bone_atlas.serving import LOCAL, PUBLIC_URL
from bone_atlas.view_state import ViewState

PATH = "/qr.svg"


def link(state: ViewState, page: str = "atlas", query: Mapping[str, str] | None = None) -> str:
    """Return the address of a view as other devices should open it.

    Parameters
    ----------
    state : ViewState
        What is on the screen.
    page : str
        Name of the page it is on, as in `bone_atlas.app.registry`.
    query : mapping of str to str, optional
        Parameters of a page whose address has others than a view of the atlas.
    """
    base = os.environ.get(PUBLIC_URL) or (st.context.url or "http://localhost:8501/")
    root = urlsplit(base)._replace(path="", query="", fragment="").geturl()
    return f"{root}/{page_entry(page).path}?{urlencode(state.to_query() if query is None else query)}"


def card(state: ViewState, page: str = "atlas", query: Mapping[str, str] | None = None) -> Markup:
    """Return the share card: QR code, link, and what to do where only this computer is served."""
    address = link(state, page, query)
    if len(address) > LONGEST_ADDRESS:
        code = h.small_print("So many bones are selected that the link is too long for a QR code.")
    else:
        source = f"{PATH}?{urlencode({'u': address})}"
        code = h.img(src=source, width=220, height=220, alt="QR code of the link below")
    hint = h.small_print(
        "Only this computer is served. For phones in the room: ", h.code("HOST=0.0.0.0 make run")
    )
    local = urlsplit(address).hostname in LOCAL
    return h.div(code, h.p(h.link(address, address)), hint if local else None, cls="atlas-share")


def for_phones() -> contract.Phones:
    """Return what a page must know to show the code of an address; see `bone_atlas.app.publish.phones`."""
    return phones(os.environ.get(PUBLIC_URL, "").rstrip("/"))


def _is_ours(text: str, request: Request) -> bool:
    """Return whether a text is an address of this server: its code must not lead a class elsewhere."""
    hosts = {request.headers.get("host", ""), urlsplit(os.environ.get(PUBLIC_URL, "")).netloc}
    try:
        address = urlsplit(text)
    except ValueError:
        return False
    return address.scheme in ("http", "https") and bool(address.netloc) and address.netloc in hosts


async def qr(request: Request) -> Response:
    """Answer with the QR code of the address in ``u``; only addresses of views are drawn."""
    text = request.query_params.get("u", "")
    if not _is_ours(text, request) or len(text) > LONGEST_ADDRESS:
        return Response(
            f"Expected a link to this atlas of at most {LONGEST_ADDRESS} characters in the parameter u.",
            status_code=400,
            media_type="text/plain",
        )
    picture = io.BytesIO()
    segno.make(text, error="m").save(picture, kind="svg", scale=4, border=2, light="#ffffff")
    return Response(picture.getvalue(), media_type="image/svg+xml", headers={"cache-control": "no-store"})


routes = [Route(PATH, qr)]
