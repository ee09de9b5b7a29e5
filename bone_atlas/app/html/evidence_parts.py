"""What the tables of the evidence have in common: a section, a table that scrolls, cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from bone_atlas import wording
from bone_atlas.app.html import elements as h
from bone_atlas.app.html import glossary
from bone_atlas.layers import SiteValue
from bone_atlas.layers.build import NO_SOURCE

NO_BREAK = "\N{NO-BREAK SPACE}"


def source(text: str, link: str | None) -> Markup:
    """Return a source as a link where it has one, or the words that there is none."""
    return h.cited(text, link) if link else h.cited(text or NO_SOURCE, None)


def section(title: str, *parts: h.Content) -> Markup:
    """Return a section of the evidence under a heading of the third level, its terms marked."""
    return glossary.marked(h.section(h.h3(title), *parts, cls="atlas-evidence"))


def table(label: str, head: Sequence[str], rows: Iterable[Sequence[h.Content]]) -> Markup:
    """Return a table in a box that scrolls sideways; see `elements.table`."""
    return h.scrolled(label, h.table(head, rows))


def value(shown: SiteValue) -> Markup:
    """Return a value, marked where its group is small."""
    small = [" ", h.span("small group", cls="atlas-small")] if shown.small else None
    return h.joined(wording.headline(shown), small)


def interval(shown: SiteValue) -> str:
    """Return an interval in one piece, without what the heading says already."""
    ends = wording.interval(shown).removeprefix("95 % CI ").removesuffix(" points")
    return ends.replace(" ", NO_BREAK)
