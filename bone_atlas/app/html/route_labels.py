"""The labels and small pieces of HTML that panels and tables of the routes share."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from bone_atlas.anatomy import Anatomy
from bone_atlas.app.html import elements as h
from bone_atlas.routes import NO_SOURCE, STATUS_LABELS, Routes, Segment, Source, Vessel
from bone_atlas.tables import STATUSES

#: In the order in which the routes to a place are told.
ROUTE_HEADS = {
    "vertebral_venous": "By the vertebral veins (vertebral venous route)",
    "pulmonary_systemic": "Through the lungs and the arteries",
    "local_lymphatic": "By lymph, not by blood",
}
ROUTE_SHORT = {
    "vertebral_venous": "vertebral veins",
    "pulmonary_systemic": "lungs and arteries",
    "local_lymphatic": "lymph",
}
VESSEL_KINDS = {
    "tumour": "Tumour",
    "vein": "Vein",
    "heart": "Heart",
    "capillaries": "Capillaries",
    "artery": "Artery",
    "plexus": "Part of the veins of the spine (venous plexus)",
    "lymph node": "Lymph nodes, not a blood vessel",
}
SEGMENT_KINDS = {
    "vein": "Vein",
    "artery": "Artery",
    "plexus": "Venous plexus",
    "lymph": "Lymph vessel, not a blood vessel",
}
#: Another thing than the kind of vessel: the arteries of the lungs carry blood low in oxygen.
OXYGEN = {
    "low": "blood low in oxygen",
    "taken up": "blood takes up oxygen",
    "high": "blood rich in oxygen",
}
ONE_WAY, TWO_WAY = "blood flows one way", "blood can flow either way"
LYMPH_FLOW = "lymph flows one way"
ALL_OTHERS = "all other bones"
ARROW = "\N{RIGHTWARDS ARROW}"


def direction(segment: Segment) -> str:
    """Say in words in which direction a segment is walked."""
    if segment.kind == "lymph":
        return LYMPH_FLOW
    return TWO_WAY if segment.two_way else ONE_WAY


def ta2(vessel: Vessel | None) -> str:
    """Return the numbers of a vessel in Terminologia Anatomica, 2nd edition; empty where none was seen."""
    numbers = " and ".join(vessel.ta2_numbers) if vessel else ""
    return f"TA2 {numbers}" if numbers else ""


def end_name(end: str, routes: Routes, anatomy: Anatomy, language: str) -> str:
    """Name the end of a step: a vessel briefly, a place in the language of the names.

    The row that ends at the whole skeleton stands for the bones without a row of their own, and is called so.
    """
    if routes.is_vessel(end):
        return routes.short_name(end)
    if anatomy.is_site(end) and anatomy.parent(end) is None:
        return ALL_OTHERS
    return anatomy.name(end, language)


def arrow(from_id: str, to_id: str, routes: Routes, anatomy: Anatomy, language: str) -> str:
    """Return ``from → to``."""
    ends = (end_name(end, routes, anatomy, language) for end in (from_id, to_id))
    return f" {ARROW} ".join(ends)


def place_name(place: str, anatomy: Anatomy, language: str) -> Markup:
    """Return the name of a place, marked where the language has none."""
    return h.joined(anatomy.name(place, language), no_name(anatomy.is_fallback(place, language)))


def no_name(missing: bool) -> Markup:
    """Return the mark of a name that is English because the chosen language has none."""
    mark = h.abbr("(English)", title="no name in this language in our sources")
    return h.joined(" ", mark) if missing else h.NOTHING


def chip(status: str) -> Markup:
    """Return how sure a step is, as a mark with the words of `bone_atlas.routes.STATUS_LABELS`."""
    return h.chip(STATUS_LABELS[status], status)


def ranked_chip(status: str) -> Markup:
    """Return the mark of `chip` with its rank from the surest, by which a table is sorted."""
    return h.chip(STATUS_LABELS[status], status, STATUSES.index(status))


def cited(sources: Iterable[Source]) -> Markup:
    """Return printed sources as links where they have one, or the words for none."""
    listed = h.joined(*(h.cited(source.text, source.link) for source in sources), by="; ")
    return listed or h.joined(NO_SOURCE)
