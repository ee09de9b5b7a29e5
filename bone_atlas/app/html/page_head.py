"""The head of a page: what the atlas is, and the links to its pages, beside each other or in a menu."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bone_atlas.app.html import elements as h
from bone_atlas.app.html.opening import ABOUT, TITLE
from bone_atlas.app.registry import PageEntry
from bone_atlas.figures.export_lines import of_skeleton

ICON = "🦴"
DESCRIPTION = (
    "Where breast cancer spreads in the skeleton, by which blood-borne routes, and how sure "
    "anyone can be of it."
)
#: Below every page.
SMALL_PRINT = (
    "For teaching, not for decisions about patients. The body drawn is an adult male model. "
    "“Not reported” is never a zero."
)
BRAND = h.div(h.h1(TITLE), h.p(ABOUT), cls="atlas-brand")


def page_title(entry: PageEntry) -> str:
    """Return the title of the document of a page."""
    return f"{entry.title} · {TITLE}"


def edition() -> Markup:
    """Return what a printed page says of the atlas at its foot; `print/printing.js` reads it."""
    return h.element("meta", name="atlas-edition", content=of_skeleton())


def page_head(entries: Sequence[PageEntry], shown: PageEntry) -> Markup:
    """Return the head of a page.

    Parameters
    ----------
    entries : sequence of PageEntry
        The pages to link to, in order.
    shown : PageEntry
        The page that is shown.

    Returns
    -------
    Markup
        A header with the title and two lists of the same links: the style sheet shows one of them.
    """
    links = h.joined(*(_link(entry, shown) for entry in entries))
    menu = h.details(h.summary("Menu"), h.nav(links, aria_label="Pages"), cls="atlas-menu")
    return h.header(BRAND, h.nav(links, aria_label="Pages", cls="atlas-links"), menu, cls="atlas-head")


def by_itself(shown: PageEntry) -> Markup:
    """Return what a frame of another page holds instead of this page: why, and a link."""
    link = h.link(f"/{shown.path}", f"Open {shown.title} in a new tab", target="_blank", rel="noopener")
    return h.p(shown.by_itself, " ", link, cls="atlas-by-itself")


def _link(entry: PageEntry, shown: PageEntry) -> Markup:
    current = "page" if entry == shown else None
    return h.link(f"/{entry.path}", entry.title, cls="atlas-page-link", aria_current=current)
