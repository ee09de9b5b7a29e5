"""The link of the current view and its QR code, for the phones in the room."""

from __future__ import annotations

import io
import os
from html import escape
from urllib.parse import urlencode

import segno
import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bone_atlas.view_state import ViewState

#: Where other devices reach this server; `bone-atlas serve` sets it when it serves a whole room.
PUBLIC_URL = "BONE_ATLAS_PUBLIC_URL"
PATH = "/qr.svg"
LOCAL = ("localhost", "127.0.0.1", "[::1]")
MAX_QUERY = 600


def link(state: ViewState) -> str:
    """Return the address of a view as other devices should open it."""
    base = os.environ.get(PUBLIC_URL) or (st.context.url or "http://localhost:8501/")
    return f"{base.split('?')[0].rstrip('/')}/?{urlencode(state.to_query())}"


def card(state: ViewState) -> str:
    """Return the share card: QR code, link, and what to do where only this computer is served."""
    address = link(state)
    local = any(f"//{host}" in address for host in LOCAL)
    hint = "<p class='atlas-small-print'>Only this computer is served. Start with <code>HOST=0.0.0.0 make run</code> to let phones in the room open it.</p>" if local else ""
    code = f"<img src='{PATH}?{escape(urlencode({'u': address}), quote=True)}' width='220' height='220' alt='QR code of the link below'>"
    return f"<div class='atlas-share'>{code}<p><a href='{escape(address, quote=True)}'>{escape(address)}</a></p>{hint}</div>"


async def qr(request: Request) -> Response:
    """Answer with the QR code of the address in ``u``; only addresses of views are drawn."""
    text = request.query_params.get("u", "")
    if not text.startswith(("http://", "https://")) or len(text) > MAX_QUERY:
        return Response("Expected a link of at most 600 characters in the parameter u.", status_code=400, media_type="text/plain")
    picture = io.BytesIO()
    segno.make(text, error="m").save(picture, kind="svg", scale=4, border=2, light="#ffffff")
    return Response(picture.getvalue(), media_type="image/svg+xml", headers={"cache-control": "no-store"})


routes = [Route(PATH, qr)]
