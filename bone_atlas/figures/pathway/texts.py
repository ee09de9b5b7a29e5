"""The text of each node and each segment."""

from __future__ import annotations

from bone_atlas.anatomy import Anatomy
from bone_atlas.figures.pathway.layout import REST, REST_LABEL, Node
from bone_atlas.routes import STATUS_LABELS, Routes, Segment
from bone_atlas.tables import STATUSES

#: Kind of vessel and oxygen of its blood are two things: the arteries of the lungs carry blood low in oxygen.
KINDS = {
    "vein": "Vein",
    "artery": "Artery",
    "plexus": "Venous plexus of the spine and what joins it",
    "lymph": "Lymph, not blood",
}
OXYGEN = {"low": ", blood low in oxygen", "high": ", blood rich in oxygen", "": ""}
DIRECTIONS = {False: "one way", True: "both ways: flow can turn"}
ROUTES = {
    "pulmonary_systemic": "by the arteries, through the lungs",
    "vertebral_venous": "by the vertebral veins, through the intercostal veins",
    "local_lymphatic": "not by blood: from lymph nodes",
}


def texts(
    nodes: tuple[Node, ...], routes: Routes, anatomy: Anatomy, language: str
) -> dict[str, tuple[str, str]]:
    """Return title and body of every node and segment.

    Parameters
    ----------
    nodes : tuple of Node
        All nodes.
    routes : Routes
        The graph.
    anatomy : Anatomy
        Names the bones.
    language : str
        Of the bones' names.

    Returns
    -------
    dict of str to (str, str)
        By id; lines of a body are joined by ``<br>``, without any other markup. All other bones share the id
        of the segment to them, and its text.
    """
    of_nodes = {node.node_id: _node(node, routes, anatomy, language) for node in nodes}
    return of_nodes | {s.segment_id: _segment(s, routes, anatomy, language) for s in routes.segments.values()}


def _node(node: Node, routes: Routes, anatomy: Anatomy, language: str) -> tuple[str, str]:
    if node.place in routes.vessels:
        vessel = routes.vessels[node.place]
        return vessel.name, vessel.about
    lines = []
    for route in dict.fromkeys(path.route for path in routes.paths if path.end == node.place):
        paths = [path for path in routes.paths if (path.end, path.route) == (node.place, route)]
        surest = min((path.status for path in paths), key=STATUSES.index)
        lines.append(f"Reached {ROUTES[route]} ({STATUS_LABELS[surest]})")
    return anatomy.name(node.place, language), "<br>".join(lines)


def _segment(segment: Segment, routes: Routes, anatomy: Anatomy, language: str) -> tuple[str, str]:
    def name(place: str) -> str:
        if place in routes.vessels:
            return routes.vessels[place].short_name
        return REST_LABEL if place == REST else anatomy.name(place, language)

    lines = [
        f"{KINDS[segment.kind]}{OXYGEN[segment.oxygen]}, {DIRECTIONS[segment.two_way]}",
        f"Status: {STATUS_LABELS[segment.status]}",
        segment.status_note,
        f"Source: {segment.source_text}" if segment.sources else segment.source_text,
    ]
    title = f"{name(segment.from_id)} \N{RIGHTWARDS ARROW} {name(segment.to_id)}"
    return title, "<br>".join(line for line in lines if line)
