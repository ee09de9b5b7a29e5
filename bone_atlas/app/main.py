"""The app: page set-up, navigation, and what is said when it cannot start."""

from __future__ import annotations

from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from bone_atlas.anatomy import AssetError
from bone_atlas.app import published
from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.pages import atlas, sources
from bone_atlas.app.server import Preload, options, plotly_url
from bone_atlas.app.share import routes
from bone_atlas.app.trouble import told

TITLE = "Bone Metastasis Atlas"
PAGE, SOURCES = "page", "sources"
BRAND = (
    "<header class='atlas-brand'><h1>Bone Metastasis Atlas</h1>"
    "<p>Where breast cancer spreads in the skeleton<span>: what an article says, and what studies "
    "measured</span></p></header>"
)
SMALL_PRINT = (
    "<p class='atlas-small-print'>For teaching, not for decisions about patients. The body drawn is "
    "an adult male model. "
    "“Not reported” is never a zero.</p>"
)
DESCRIPTION = (
    "Where breast cancer spreads in the skeleton, by which blood-borne ways, and how sure "
    "anyone can be of it."
)


def run() -> None:
    """Run the app once: the script of every rerun."""
    st.set_page_config(page_title=TITLE, page_icon="🦴", layout="wide", initial_sidebar_state="collapsed")
    with told():
        catalogue()
        _pages()


def _pages() -> None:
    """Show title and links, then the page that the URL names."""
    pages = [
        st.Page(atlas.page, title="Atlas", default=True),
        st.Page(sources.page, title="Sources", url_path=SOURCES),
    ]
    chosen = st.navigation(pages, position="hidden")
    if st.query_params.get(PAGE) == SOURCES:
        st.switch_page(pages[1])
    with st.container(horizontal=True, vertical_alignment="center", key="brand"):
        st.html(BRAND, width="stretch")
        for page in pages:
            st.page_link(page, width="content")
    chosen.run()
    st.html(SMALL_PRINT)


def _open_sources(_request: Request) -> RedirectResponse:
    """Open the sources page by way of the root: below another path Streamlit asks for files in vain first."""
    return RedirectResponse(f"/?{PAGE}={SOURCES}")


def server_options() -> dict[str, Any]:
    """Return what the server adds to Streamlit: our routes, headers, compression and early hints.

    Notes
    -----
    Files that cannot be published (a missing asset) are left out here; the page tells what is wrong.
    """
    head = f'<meta name="description" content="{DESCRIPTION}">'
    preload: list[Preload] = []
    try:
        head += f'<link rel="stylesheet" href="{published.style_url()}">'
        preload = [Preload(url, "module") for url in published.component_modules().values()] + [
            Preload(plotly_url(), "script")
        ]
    except (AssetError, OSError):
        pass
    return {
        "routes": [*routes, Route(f"/{SOURCES}", _open_sources)],
        **options(preload=preload, title=TITLE, head=head),
    }
