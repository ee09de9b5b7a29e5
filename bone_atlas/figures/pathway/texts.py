"""The words of the diagram: labels in the boxes, and what a pointer or a screen reader is told."""

from __future__ import annotations

import textwrap

from bone_atlas import wording
from bone_atlas.anatomy import Anatomy
from bone_atlas.figures.pathway.layout import OTHERS, Node
from bone_atlas.routes import BLOOD_BORNE, STATUS_LABELS, Routes, Segment

OTHER_BONES = "All other bones"
LETTERS = 15
KINDS = {"vein": "vein", "artery": "artery", "plexus": "vertebral venous plexus", "lymph": "lymph, not blood"}


def label(node: Node, routes: Routes, anatomy: Anatomy, language: str = "en") -> str:
    """Return the words in a box; a vessel's may take two lines."""
    vessel = routes.vessels.get(node.identity)
    if vessel is None:
        return OTHER_BONES if node.identity == OTHERS else anatomy.name(node.identity, language)
    return "<br>".join(textwrap.wrap(vessel.short_name, LETTERS, break_long_words=False))


def all_texts(
    routes: Routes, anatomy: Anatomy, placed: dict[str, Node], language: str = "en"
) -> dict[str, list[str]]:
    """Return title and body for every node and every segment; lines of a body are joined by ``<br>``."""
    told = {segment.segment_id: _segment(segment, routes) for segment in routes.segments.values()}
    for name, node in placed.items():
        vessel = routes.vessels.get(name)
        if vessel:
            told[name] = [vessel.name, vessel.about]
        elif name != OTHERS:
            told[name] = [label(node, routes, anatomy, language), _reached(name, routes)]
    told[OTHERS] = [OTHER_BONES, *told[OTHERS][1:]]
    return told


def _segment(segment: Segment, routes: Routes) -> list[str]:
    way = "flow can turn" if segment.two_way else "flow in one direction"
    lines = [
        f"{KINDS[segment.kind]}; {way}",
        f"Status: {STATUS_LABELS[segment.status]}",
        segment.status_note,
        f"Source: {segment.source_text}",
    ]
    return [routes.name(segment.segment_id), "<br>".join(line for line in lines if line)]


def _reached(site: str, routes: Routes) -> str:
    reached = routes.routes_that_reach(site, BLOOD_BORNE)
    return "<br>".join(f"by {wording.ROUTE_NAMES[route]}" for route in reached)
