"""From the graph to boxes and lines: which bone stands in which column, how each line runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bone_atlas.anatomy import Anatomy
from bone_atlas.figures.pathway.curves import OUT, Box, Line, Via, smooth
from bone_atlas.figures.pathway.labels import LINE_HEIGHT, wrapped
from bone_atlas.figures.pathway.plans import Column, Ends, Plan
from bone_atlas.routes import BLOOD_BORNE, Routes, Segment

BOTH, ARTERIES = "both", "arteries"
#: The end that stands for all bones without a row of their own is named by its segment.
REST, REST_LABEL = "skeleton", "All other bones"
#: The landmarks a reader should find first.
BOLD = ("breast_tumour", "pulmonary_capillary_bed", "internal_vertebral_venous_plexus")
MIN_OVERLAP = 4.0


@dataclass(frozen=True)
class Node:
    """A box with its label.

    Attributes
    ----------
    node_id : str
        Id of the vessel or site; of the segment for all other bones.
    place : str
        Id by which the segments name it.
    box : Box
        Where it stands.
    label : tuple of str
        Lines of its label.
    kind : str
        Its look: ``tumour``, ``bone`` or a key of `colours.VESSELS`.
    """

    node_id: str
    place: str
    box: Box
    label: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class Edge:
    """A segment with its line from box to box, and where its mark stands."""

    segment: Segment
    line: Line
    mark: float


@dataclass(frozen=True)
class Layout:
    """All nodes in the order of the flow, vessels first, and all edges."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def groups(routes: Routes, anatomy: Anatomy) -> dict[str, tuple[str, ...]]:
    """Sort the ends of the graph by whether both routes by blood lead to them, or arteries alone.

    Parameters
    ----------
    routes : Routes
        The graph.
    anatomy : Anatomy
        Gives the order of sites.

    Returns
    -------
    dict of str to tuple of str
        Sites by ``both`` and ``arteries``, from head to foot; the rest of the skeleton last.
    """
    reach: dict[str, set[str]] = {}
    for path in routes.paths:
        reach.setdefault(path.end, set()).add(path.route)
    order = {site: i for i, site in enumerate(anatomy.sites())}
    ends = sorted(reach, key=lambda end: (end == REST, order[end]))
    both = tuple(end for end in ends if reach[end] >= set(BLOOD_BORNE))
    return {BOTH: both, ARTERIES: tuple(end for end in ends if end not in both)}


def node_id(end: str, routes: Routes) -> str:
    """Return the id of a node: that of the site, for all other bones that of the segment to them."""
    if end != REST:
        return end
    return next(segment.segment_id for segment in routes.segments.values() if segment.to_id == REST)


def laid_out(plan: Plan, routes: Routes, anatomy: Anatomy, language: str) -> Layout:
    """Place all nodes and draw all lines.

    Parameters
    ----------
    plan : Plan
        The form.
    routes : Routes
        The graph.
    anatomy : Anatomy
        Names the bones.
    language : str
        Of the bones' names.

    Returns
    -------
    Layout
        Nodes and edges.

    Raises
    ------
    KeyError
        If the plan has no place for a vessel.
    ValueError
        If a label does not fit.
    """
    sites = groups(routes, anatomy)
    sites[ARTERIES] = _in_order(sites[ARTERIES], plan, routes)
    nodes = _vessels(plan, routes)
    for group in (ARTERIES, BOTH):
        names = [REST_LABEL if site == REST else anatomy.name(site, language) for site in sites[group]]
        ids = [node_id(site, routes) for site in sites[group]]
        nodes += _bones(list(zip(ids, sites[group], names, strict=True)), plan.columns[group], plan)
    boxes = {node.place: node.box for node in nodes}
    return Layout(tuple(nodes), tuple(_edge(s, boxes, plan) for s in routes.segments.values()))


def _in_order(sites: tuple[str, ...], plan: Plan, routes: Routes) -> tuple[str, ...]:
    """Put bones fed by a larger artery first, and the one that lymph reaches where its line is shortest."""
    feeders: dict[str, set[str]] = {}
    for segment in routes.segments.values():
        feeders.setdefault(segment.to_id, set()).add(segment.from_id)
    common = max(routes.vessels, key=lambda vessel: sum(vessel in feeders[site] for site in sites))
    lymph = {path.end for path in routes.paths if path.route not in BLOOD_BORNE}

    def rank(site: str) -> int:
        if site in lymph:
            return 3 if plan.lymph_last else 1
        return 2 if common in feeders[site] else 0

    return tuple(sorted(sites, key=rank))


def _vessels(plan: Plan, routes: Routes) -> list[Node]:
    return [
        Node(name, name, box, tuple(_label(box_name, box, plan, name in BOLD)), vessel_look(name, routes))
        for name, vessel in routes.vessels.items()
        for box, box_name in [(plan.boxes[name], plan.names.get(name, vessel.short_name))]
    ]


def vessel_look(vessel_id: str, routes: Routes) -> str:
    """Return the look of a vessel: its kind, and for a half of the heart that of the blood it sends out."""
    kind = routes.vessels[vessel_id].kind
    if kind == "heart":
        return next(s.drawn_as for s in routes.segments.values() if s.from_id == vessel_id)
    return {"capillaries": "capillary", "lymph node": "lymph"}.get(kind, kind)


def _label(name: str, box: Box, plan: Plan, bold: bool = False) -> list[str]:
    return wrapped(name, box.width, plan.bold_font if bold else plan.font, bold=bold, lines=plan.lines)


def _bones(bones: list[tuple[str, str, str]], column: Column, plan: Plan) -> list[Node]:
    """Stack the boxes of a column from top to bottom, with even gaps; bones come as id, place and name."""
    labels = [tuple(_label(name, column.box, plan)) for *_, name in bones]
    heights = _heights([len(label) for label in labels], column, plan)
    gap = (column.box.height - sum(heights)) / max(1, len(bones) - 1)
    top, nodes = column.box.y1, []
    for (name, place, _), label, height in zip(bones, labels, heights, strict=True):
        nodes.append(Node(name, place, Box(column.box.x0, top - height, column.box.x1, top), label, "bone"))
        top -= height + gap
    return nodes


def _heights(lines: list[int], column: Column, plan: Plan) -> list[float]:
    """Return the heights of boxes: by their lines, or all alike."""
    if column.row_px:
        return [column.row_px + (count - 1) * (LINE_HEIGHT * plan.font - 2) for count in lines]
    even = (column.box.height - column.gap * (len(lines) - 1)) / len(lines)
    return [even] * len(lines)


def _edge(segment: Segment, boxes: Mapping[str, Box], plan: Plan) -> Edge:
    start, end = boxes[segment.from_id], boxes[segment.to_id]
    ends = plan.ends.get(segment.segment_id) or _straight(start, end)
    (side, at), (other, there) = ends.start, ends.end
    out, back = OUT[side], OUT[other]
    line = smooth(
        Via(*start.port(side, at), out), Via(*end.port(other, there), (-back[0], -back[1])), ends.via
    )
    return Edge(segment, line, ends.mark)


def _straight(start: Box, end: Box) -> Ends:
    """Join two boxes: straight where they face each other, else from side to side."""
    low, high = max(start.y0, end.y0), min(start.y1, end.y1)
    left, right = max(start.x0, end.x0), min(start.x1, end.x1)
    if right - left > MIN_OVERLAP and high < low:
        sides = ("top", "bottom") if end.y0 > start.y1 else ("bottom", "top")
        return Ends((sides[0], (left + right) / 2), (sides[1], (left + right) / 2))
    sides = ("right", "left") if end.x0 >= start.x1 else ("left", "right")
    if high - low > MIN_OVERLAP:
        return Ends((sides[0], (low + high) / 2), (sides[1], (low + high) / 2))
    # The nearest end of a tall box: never back along it.
    inset = min(start.height / 2, 6)
    at = start.y1 - inset if end.centre[1] > start.y1 else start.y0 + inset
    return Ends((sides[0], at), (sides[1], None))
