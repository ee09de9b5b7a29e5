"""Where the diagram has its nodes and how its edges run, in both forms. Design pixels, y down as read.

The lying form goes from the breast on the left to the bones on the right: above the arch through heart and
lungs, below the plexus, drawn upright as the spine is. The upright form goes from top to bottom; its bones
are fed from gutters beside them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bone_atlas.figures.pathway import paths
from bone_atlas.figures.pathway.paths import Point
from bone_atlas.routes import Routes, Segment

Form = Literal["wide", "narrow"]
SIZES: dict[Form, tuple[int, int]] = {"wide": (820, 430), "narrow": (370, 846)}
#: Ends of the arteries alone first, as the graph tells them apart; the rest of the skeleton comes last there.
OTHERS = "nutrient_arteries__skeleton"
GROUPS = {"arteries": "Only arteries reach", "both": "Both ways reach"}
#: Room between a box and the tip of an arrow.
AIR = 1.5

# Middle and size of each vessel: x, y, width, height.
_VESSELS: dict[Form, dict[str, tuple[float, float, float, float]]] = {
    "wide": {
        "breast_tumour": (38, 150, 68, 40),
        "axillary_vein": (145, 32, 112, 26),
        "internal_thoracic_vein": (145, 92, 112, 38),
        "posterior_intercostal_veins": (145, 250, 112, 38),
        "subclavian_brachiocephalic": (284, 32, 116, 26),
        "brachiocephalic_vein": (284, 92, 116, 38),
        "azygos_system": (284, 162, 116, 26),
        "superior_vena_cava": (426, 162, 110, 38),
        "right_heart": (426, 106, 110, 26),
        "pulmonary_capillary_bed": (492, 34, 160, 44),
        "pulmonary_veins_left_heart": (558, 106, 106, 26),
        "aorta_systemic_arteries": (558, 158, 106, 38),
        "nutrient_arteries": (558, 216, 106, 38),
        "intervertebral_veins": (284, 304, 116, 38),
        "cervical_plexus_vertebral_vein": (426, 226, 114, 28),
        "internal_vertebral_venous_plexus": (426, 308, 102, 84),
        "lumbar_veins_plexus": (426, 388, 110, 26),
        "dural_sinuses": (558, 272, 106, 38),
        "basivertebral_veins": (558, 326, 106, 38),
        "sacral_pelvic_venous_plexus": (558, 388, 106, 26),
        "internal_mammary_nodes": (145, 372, 112, 26),
    },
    "narrow": {
        "breast_tumour": (185, 22, 90, 34),
        "axillary_vein": (60, 84, 106, 28),
        "internal_thoracic_vein": (185, 84, 106, 36),
        "posterior_intercostal_veins": (310, 84, 106, 36),
        "subclavian_brachiocephalic": (60, 146, 106, 36),
        "brachiocephalic_vein": (185, 146, 106, 36),
        "azygos_system": (185, 212, 106, 28),
        "superior_vena_cava": (60, 212, 106, 36),
        "right_heart": (60, 266, 106, 28),
        "pulmonary_capillary_bed": (60, 324, 106, 46),
        "pulmonary_veins_left_heart": (60, 382, 106, 28),
        "aorta_systemic_arteries": (60, 438, 106, 36),
        "nutrient_arteries": (60, 496, 106, 36),
        "intervertebral_veins": (310, 154, 106, 36),
        "cervical_plexus_vertebral_vein": (185, 276, 106, 28),
        "internal_vertebral_venous_plexus": (310, 268, 106, 118),
        "lumbar_veins_plexus": (185, 398, 106, 28),
        "dural_sinuses": (185, 338, 106, 36),
        "basivertebral_veins": (310, 384, 106, 36),
        "sacral_pelvic_venous_plexus": (185, 462, 106, 28),
        "internal_mammary_nodes": (310, 22, 106, 28),
    },
}
# Where an edge leaves and enters, and points between; sides as "l r t b" with a shift along the side.
_WIDE_PORTS: dict[str, tuple[str, float, str, float]] = {
    "breast_tumour__axillary_vein": ("r", -10, "l", 0),
    "breast_tumour__internal_thoracic_vein": ("r", -3, "l", 0),
    "breast_tumour__posterior_intercostal_veins": ("r", 9, "l", 0),
    "posterior_intercostal_veins__azygos_system": ("r", -8, "l", 0),
    "posterior_intercostal_veins__intervertebral_veins": ("r", 8, "l", 0),
    "subclavian_brachiocephalic__superior_vena_cava": ("r", 0, "l", -11),
    "brachiocephalic_vein__superior_vena_cava": ("r", 0, "l", -3),
    "azygos_system__superior_vena_cava": ("r", -4, "l", 7),
    "azygos_system__internal_vertebral_venous_plexus": ("r", 6, "l", -22),
    "intervertebral_veins__internal_vertebral_venous_plexus": ("r", 0, "l", 6),
    "superior_vena_cava__right_heart": ("t", 0, "b", 0),
    "right_heart__pulmonary_capillary_bed": ("t", 0, "b", -50),
    "pulmonary_capillary_bed__pulmonary_veins_left_heart": ("b", 50, "t", -19),
    "pulmonary_veins_left_heart__aorta_systemic_arteries": ("b", 0, "t", 0),
    "aorta_systemic_arteries__nutrient_arteries": ("b", 0, "t", 0),
    "internal_vertebral_venous_plexus__cervical_plexus_vertebral_vein": ("t", 0, "b", 0),
    "internal_vertebral_venous_plexus__lumbar_veins_plexus": ("b", 0, "t", 0),
    "internal_vertebral_venous_plexus__dural_sinuses": ("r", -26, "l", 6),
    "internal_vertebral_venous_plexus__basivertebral_veins": ("r", 16, "l", 0),
    "cervical_plexus_vertebral_vein__dural_sinuses": ("r", 0, "l", -8),
    "breast_tumour__internal_mammary_nodes": ("b", 0, "l", 0),
}
_NARROW_PORTS: dict[str, tuple[str, float, str, float]] = {
    "breast_tumour__axillary_vein": ("b", -30, "t", 0),
    "breast_tumour__internal_thoracic_vein": ("b", 0, "t", 0),
    "breast_tumour__posterior_intercostal_veins": ("b", 30, "t", 0),
    "breast_tumour__internal_mammary_nodes": ("r", 0, "l", 0),
    "posterior_intercostal_veins__azygos_system": ("l", 9, "r", 0),
    "posterior_intercostal_veins__intervertebral_veins": ("b", 0, "t", 0),
    "subclavian_brachiocephalic__superior_vena_cava": ("b", 0, "t", 0),
    "brachiocephalic_vein__superior_vena_cava": ("b", -30, "t", 36),
    "azygos_system__superior_vena_cava": ("l", 0, "r", 0),
    "azygos_system__internal_vertebral_venous_plexus": ("b", 34, "l", -22),
    "superior_vena_cava__right_heart": ("b", 0, "t", 0),
    "internal_vertebral_venous_plexus__cervical_plexus_vertebral_vein": ("l", 8, "r", 0),
    "internal_vertebral_venous_plexus__dural_sinuses": ("l", 32, "r", -8),
    "internal_vertebral_venous_plexus__lumbar_veins_plexus": ("l", 50, "r", 0),
    "internal_vertebral_venous_plexus__basivertebral_veins": ("b", 0, "t", 0),
    "cervical_plexus_vertebral_vein__dural_sinuses": ("b", 0, "t", 0),
    "lumbar_veins_plexus__sacral_pelvic_venous_plexus": ("b", 0, "t", 0),
}


@dataclass(frozen=True)
class Node:
    """A box of the diagram, in design pixels with y down."""

    identity: str
    x: float
    y: float
    width: float
    height: float

    def port(self, side: str, shift: float) -> Point:
        """Return the point at which an edge meets a side (``l r t b``), `shift` along it."""
        half_width, half_height = self.width / 2 + AIR, self.height / 2 + AIR
        along = {"l": (-half_width, shift), "r": (half_width, shift), "t": (shift, -half_height)}
        dx, dy = along.get(side, (shift, half_height))
        return self.x + dx, self.y + dy


def ends(routes: Routes) -> dict[str, list[str]]:
    """Sort the ends of the blood-borne ways by what reaches them.

    Returns
    -------
    dict of str to list of str
        Ids of nodes under the keys of `GROUPS`, each in the order of the diagram.
    """
    by_end: dict[str, set[str]] = {}
    for segment in routes.segments.values():
        if segment.to_id not in routes.vessels:
            by_end.setdefault(node_id(segment, segment.to_id), set()).update(segment.routes)
    groups: dict[str, list[str]] = {name: [] for name in GROUPS}
    for end, found in by_end.items():
        groups["both" if "vertebral_venous" in found else "arteries"].append(end)
    head_to_foot = ("skull", "cervical_spine", "thoracic_spine", "lumbar_spine", "sacrum", "pelvis")
    groups["both"].sort(key=lambda end: head_to_foot.index(end) if end in head_to_foot else len(head_to_foot))
    groups["arteries"].sort(key=lambda end: (end == OTHERS, end == "sternum"))
    return groups


def node_id(segment: Segment, end: str) -> str:
    """Return the id of the node at an end of a segment; "all other bones" goes by the segment's id."""
    return segment.segment_id if segment.segment_id == OTHERS and end == segment.to_id else end


def nodes(routes: Routes, form: Form) -> dict[str, Node]:
    """Return all boxes by id: vessels in table order, then the bones."""
    placed = {name: Node(name, *_VESSELS[form][name]) for name in routes.vessels}
    for group, names in ends(routes).items():
        for i, name in enumerate(names):
            placed[name] = Node(name, *_bone(form, group, i))
    return placed


def _bone(form: Form, group: str, place: int) -> tuple[float, float, float, float]:
    if form == "wide":
        return 738.5, {"arteries": 34, "both": 272}[group] + 23 * place, 161, 20
    return {"arteries": 98, "both": 270}[group], 582 + 23 * place, {"arteries": 156, "both": 132}[group], 20


def headings(form: Form) -> dict[str, Point]:
    """Return where the names of the two groups of bones stand (middle of the words)."""
    if form == "wide":
        return {"arteries": (739, 13), "both": (739, 251)}
    return {"arteries": (98, 561), "both": (270, 561)}


def edge(segment: Segment, placed: dict[str, Node], form: Form) -> list[Point]:
    """Return the line of a segment from its first to its second end, y down."""
    start, end = placed[segment.from_id], placed[node_id(segment, segment.to_id)]
    if segment.kind == "lymph" and end.identity == "sternum":
        return _round_the_rest(start, end, form)
    if form == "narrow" and end.identity not in _VESSELS[form]:
        return _by_gutter(segment, start, end)
    ports = {"wide": _WIDE_PORTS, "narrow": _NARROW_PORTS}[form].get(segment.segment_id)
    one, shift, other, entry = ports or _usual(segment, end, form)
    return _line(start.port(one, shift), end.port(other, entry), one, other)


def _usual(segment: Segment, end: Node, form: Form) -> tuple[str, float, str, float]:
    """Return the ports of an edge with nothing special: onwards, and into a bone by the kind of vessel."""
    if form == "narrow":
        return "b", 0, "t", 0
    into_bone = end.identity not in _VESSELS[form]
    return "r", 0, "l", {"artery": -4, "plexus": 4}.get(segment.kind, 0) if into_bone else 0


def _line(start: Point, end: Point, one: str, other: str) -> list[Point]:
    upright = {"t", "b"}
    if (one in upright) == (other in upright):
        return paths.cubic(start, end, upright=one in upright)
    corner = (start[0], end[1]) if one in upright else (end[0], start[1])
    return paths.rounded([start, corner, end], 14)


def _round_the_rest(start: Node, end: Node, form: Form) -> list[Point]:
    """Lead the lymph round everything else to the sternum."""
    if form == "narrow":
        first, last = start.port("r", 0), end.port("r", 4)
        return paths.rounded([first, (367, first[1]), (367, 532), (182.5, 532), (182.5, last[1]), last], 10)
    first, last = start.port("r", 0), end.port("l", 4)
    return paths.rounded([first, (214, first[1]), (214, 408), (622, 408), (622, last[1]), last], 14)


def _by_gutter(segment: Segment, start: Node, end: Node) -> list[Point]:
    """Lead an edge down the gutter beside the bones: arteries left of them, the plexus right of them."""
    if segment.kind == "artery":
        gutter = 9.0 if end.x < 180 else 192.0
        from_aorta = start.identity == "aorta_systemic_arteries"
        first = start.port("l", 0) if from_aorta else start.port("b", 0)
        bend = [(3.0, first[1]), (3.0, 542.0)] if from_aorta else [(first[0], 542.0)]
        last = end.port("l", -3 if end.x > 180 else 0)
        return paths.rounded([first, *bend, (gutter, 542.0), (gutter, last[1]), last], 7)
    last = end.port("r", 3)
    gutter = 358.0
    if start.identity == "dural_sinuses":
        first = start.port("r", 8)
        return paths.rounded([first, (243, first[1]), (243, 424), (gutter, 424), (gutter, last[1]), last], 7)
    first = start.port("b", 0) if start.identity == "basivertebral_veins" else start.port("r", 0)
    turn = (
        [(first[0], 416.0), (gutter, 416.0)]
        if start.identity == "basivertebral_veins"
        else [(gutter, first[1])]
    )
    return paths.rounded([first, *turn, (gutter, last[1]), last], 7)


def flipped(points: Iterable[Point], form: Form) -> list[Point]:
    """Turn points with y down into the figure's, with y up."""
    height = SIZES[form][1]
    return [(round(x, 1), round(height - y, 1)) for x, y in points]
