"""The app: page set-up, navigation, and what is said when it cannot start."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from bone_atlas.anatomy import AssetError
from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import elements as h
from bone_atlas.app.html import glossary
from bone_atlas.app.html.opening import TITLE, opening
from bone_atlas.app.html.page_head import (
    DESCRIPTION,
    ICON,
    SMALL_PRINT,
    by_itself,
    edition,
    page_head,
    page_title,
)
from bone_atlas.app.publish import figures as published
from bone_atlas.app.publish import first, modules
from bone_atlas.app.registry import PAGES
from bone_atlas.app.server import AppOptions, Opening, Preload, options, plotly_url
from bone_atlas.app.server.index import PAGE
from bone_atlas.app.shell import state
from bone_atlas.app.shell.errors import errors_shown
from bone_atlas.app.shell.navigation import streamlit_page
from bone_atlas.app.shell.share import routes
from bone_atlas.app.take_home import routes as take_home
from bone_atlas.tables import TableError


def run() -> None:
    """Run the app once: the script of every rerun."""
    st.set_page_config(page_title=TITLE, layout="wide", initial_sidebar_state="collapsed")
    with errors_shown():
        catalogue()
        _pages()


def _pages() -> None:
    """Show title and links, then the page that the URL names."""
    pages = {entry.path: streamlit_page(entry, entry.function()) for entry in PAGES}
    chosen = st.navigation(list(pages.values()), position="hidden")
    shown = next(entry for entry in PAGES if chosen is pages[entry.path])
    st.set_page_config(page_title=page_title(shown))
    if (wanted := st.query_params.get(PAGE)) in pages:
        state.current()  # what the address says is read before it is left
        rest = {name: value for name, value in st.query_params.to_dict().items() if name != PAGE}
        st.switch_page(pages[wanted], query_params=rest)
    state.follow_link(shown.name)
    if shown.bare:
        state.take_lesson()
        chosen.run()
    else:
        st.html(page_head([entry for entry in PAGES if not entry.bare], shown))
        if shown.by_itself and st.context.is_embedded:
            st.html(by_itself(shown))
        else:
            chosen.run()
        # Its end tells the browser that the whole of this page has come; see `shell/opening.js`.
        st.html(h.p(SMALL_PRINT, cls="atlas-small-print", data_page_end=shown.title))


def _open(path: str) -> Route:
    """Open a page through the root: below another path Streamlit asks for files in vain first."""

    def redirect(request: Request) -> RedirectResponse:
        query = urlencode({**request.query_params, PAGE: path})
        return RedirectResponse(f"/?{query}")

    return Route(f"/{path}", redirect)


class ServerOptions(AppOptions):
    """All keyword arguments for `streamlit.App`."""

    routes: list[Route]


def _openings() -> dict[str, Opening]:
    """Return what is seen of each page at once; the page itself says it where the drawing is missing."""
    try:
        return {
            entry.path: Opening(TITLE if entry.is_first else page_title(entry), opening(entry))
            for entry in PAGES
        }
    except AssetError:
        return {"": Opening(TITLE)}


def server_options() -> ServerOptions:
    """Return what the server adds to Streamlit: our routes, headers, compression and early hints.

    Notes
    -----
    Files that cannot be published (a missing asset) are left out here; the page says what is wrong.
    """
    head = h.element("meta", name="description", content=DESCRIPTION)
    preload: list[Preload] = []
    script = ""
    try:
        script = modules.scripts()[modules.FIGURE]
        head += h.element("link", rel="stylesheet", href=published.style_url())
        head += published.print_link() + edition()
        preload = [Preload(script, "module"), Preload(plotly_url(), "script")]
        head += glossary.head()
    except (AssetError, OSError, TableError):
        pass
    return {
        "routes": [*routes, *take_home.routes, *(_open(entry.path) for entry in PAGES if not entry.is_first)],
        # On every page, and before Streamlit: the links of the head are its matter too, and Back and Forward
        # within a page are no business of Streamlit's, which would hear of them first.
        **options(
            preload=preload, icon=ICON, head=head, script=script, openings=_openings(), files=first.opening
        ),
    }
