"""What the start page shows until the page itself stands: what the atlas is, and the outline of a skeleton.

It names no figure and paints no bone, so there is nothing in it that the page could contradict.
"""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from bone_atlas.app.html import elements as h
from bone_atlas.app.registry import PageEntry
from bone_atlas.figures import preview

TITLE, ABOUT = "Bone Metastasis Atlas", "Where breast cancer spreads in the skeleton"
#: The pages that begin with a skeleton.
WITH_BODY = ("atlas", "pathways")
ID = "atlas-opening"


def opening(entry: PageEntry) -> Markup:
    """Return what is seen of a page at once.

    Parameters
    ----------
    entry : PageEntry
        The page; one that has the whole screen shows nothing of the kind.
    """
    if entry.bare:
        return h.NOTHING
    return h.div(
        h.h1(TITLE),
        h.p(ABOUT),
        h.p(f"{entry.title} is on its way.", role="status"),
        h.element("noscript", h.p("The atlas needs JavaScript.")),
        _body() if entry.name in WITH_BODY else None,
        id=ID,
        data_page=entry.name,
    )


@lru_cache(maxsize=1)
def _body() -> Markup:
    drawn = preview.bare_outline("front")
    path = h.element("path", d=drawn.path, vector_effect="non-scaling-stroke")
    return h.element("svg", path, viewBox=f"0 0 {drawn.width} {drawn.height}", aria_hidden="true")
