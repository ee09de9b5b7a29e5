"""Direct labels that read from the last row: few, wrapped by their width, in two columns beside the body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Literal

from bone_atlas.anatomy import CARTILAGE, Anatomy, ViewGeometry
from bone_atlas.figures import colours, labels, limbs
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import PlotlyObject
from bone_atlas.figures.projector.letters import LEAST_PX, height, width, wrapped
from bone_atlas.figures.projector.stage import BODY_PX, Body, body_side_by_side, trunk_body, whole_body
from bone_atlas.layers import TIER_LABELS, Layer, NotReported, SiteValue, Tier
from bone_atlas.layers.model import NOT_REPORTED
from bone_atlas.wording import NOT_BOLD, bold

MOST = 6
#: Between the text and the edge, between two labels.
EDGE_PX, BETWEEN_PX = 4, 8
#: A column narrower than this has no labels.
LEAST_COLUMN_PX = 100
#: Of what is hardly seen, such as the sternum from behind, only a label that was asked for says; and no label
#: points at a vertebra behind the sternum where it can point at another one.
LEAST_MM2 = 450
#: Bones whose distances from the column differ by less are equally near: the middle one is pointed at.
ALIKE_MM = 80.0
Point = tuple[float, float]
#: Beside what labels stand: the whole body on a wide or on a narrow stage, or the trunk on a wide one.
Room = Literal["wide", "narrow", "trunk"]


@dataclass(frozen=True)
class Label:
    """A label before it has its position.

    Attributes
    ----------
    text : str
        Its lines, joined by ``<br>``.
    left, right : (float, float)
        What it points at from the left and from the right column, in millimetres of the view.
    """

    text: str
    left: Point
    right: Point

    def end(self, side: int) -> Point:
        """Return what it points at from the left (0) or the right column (1)."""
        return self.right if side else self.left


def room(drawn: ViewGeometry, view: str, on: Room = "wide") -> Body:
    """Return the body with the columns beside it.

    Parameters
    ----------
    drawn : ViewGeometry
        The view.
    view : {"front", "back", "left"}
        Its name.
    on : {"wide", "narrow", "trunk"}
        Beside what labels stand.
    """
    if on == "trunk":
        return trunk_body(view)
    return body_side_by_side(drawn) if on == "narrow" else whole_body(drawn)


def column_px(body: Body) -> float:
    """Return the width of a line in the columns beside a skeleton that have labels, in px."""
    return min(column for column in _columns(body) if column >= LEAST_COLUMN_PX)


def _columns(body: Body) -> list[float]:
    return [free - BODY_PX - EDGE_PX for free in body.beside]


def chosen(
    layer: Layer,
    drawn: ViewGeometry,
    anatomy: Anatomy,
    sites: Sequence[str] = (),
    *,
    language: str = "en",
    body: Body | None = None,
) -> list[Label]:
    """Choose what is labelled in a view.

    Parameters
    ----------
    layer : Layer
        What is painted.
    drawn : ViewGeometry
        The view: what it does not show has no label.
    anatomy : Anatomy
        Names, and the bones of a place.
    sites : sequence of str
        Sites, groups or bones; by default what the layer reports, the most often involved first.
    language : str
        Language of the names.
    body : Body, optional
        What is seen of the view, and the columns beside it; by default the whole body on a wide stage.

    Returns
    -------
    list of Label
        At most `MOST`; a value that was given for a coarser place has the name of that place.
    """
    body = body or whole_body(drawn)
    centres = {
        shape.bone_id: shape.centre
        for shape in drawn.shapes
        if shape.bone_id != CARTILAGE and body.holds(shape.centre)
    }
    areas = _areas(drawn)
    values = [layer.value(site) for site in sites] or list(layer.reports)
    made: dict[str, Label] = {}
    for value in values:
        bones = [bone for bone in anatomy.bones_of(value.site_id) if bone in centres]
        own = [bone for bone in bones if not labels.overridden(bone, value, layer, anatomy)]
        bones = own if own or not sites else bones
        if not sites and sum(areas[bone] for bone in bones) < LEAST_MM2:
            continue
        bones = [bone for bone in bones if areas[bone] >= LEAST_MM2] or bones
        points = [centres[bone] for bone in limbs.label_bones(value, bones, anatomy)]
        if points:
            text = _text(value, anatomy, language, column_px(body), asked=bool(sites))
            if _has_one_column(body):
                text = _compact(text, column_px(body))
            ends = (labels.outermost(points, leftward, ALIKE_MM) for leftward in (True, False))
            made.setdefault(text, Label(text, *ends))
    return list(made.values())[:MOST]


def _areas(drawn: ViewGeometry) -> Counter[str]:
    """Return how much of each bone is seen, in square millimetres; holes count with their pieces."""
    seen: Counter[str] = Counter()
    for shape in drawn.shapes:
        for outer, *_ in shape.polygons:
            seen[shape.bone_id] += round(abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(outer))) / 2)
    return seen


def _text(value: SiteValue, anatomy: Anatomy, language: str, room: float, *, asked: bool) -> str:
    """Return name, then value and count; a class only where it was asked for, else the key shows it."""
    site = value.reported_as or value.site_id
    # Some bones have the id of their site, such as the sacrum.
    known = anatomy.is_site(site) or anatomy.is_group(site)
    name = anatomy.name(site, language) if known else anatomy.label(site)
    # What is added in brackets is told where the name has room for it on its line.
    lines = wrapped(name if width(name) <= room else name.partition(" (")[0], room)
    if isinstance(value, Tier):
        return "<br>".join([*lines, *(_tier_lines(value, room) if asked else [])])
    values = [NOT_REPORTED] if isinstance(value, NotReported) else labels.value_lines(value)
    return "<br>".join([*lines, *(part for line in values for part in _value_lines(line, room))])


def _has_one_column(body: Body) -> bool:
    """Return whether all labels stand on one side, above the key."""
    return sum(column >= LEAST_COLUMN_PX for column in _columns(body)) == 1


def _compact(text: str, room: float) -> str:
    """Put a name and its value on one line, where count and value have none together."""
    name, *rest = text.split("<br>")
    joined = f"{name} {rest[0]}" if len(rest) > 1 else ""
    if joined and rest[0].startswith("<b>") and rest[0].endswith("</b>") and width(joined) <= room:
        return "<br>".join([joined, *rest[1:]])
    return text


def _tier_lines(value: Tier, room: float) -> list[str]:
    label = TIER_LABELS[value.tier]
    return [bold(label)] if width(bold(label)) <= room else [bold(word) for word in label.split()]


def _value_lines(line: str, room: float) -> list[str]:
    """Break a value with its counts: the counts stay together as long as they fit."""
    if width(line) <= room:
        return [line]
    value, _, counts = line.partition("</b> ")
    return [f"{value}{NOT_BOLD}", *wrapped(counts, room)] if counts else wrapped(line, room)


def placed(labels: Sequence[Label], body: Body, key_px: float, theme: Theme = "light") -> list[PlotlyObject]:
    """Give labels their positions.

    Parameters
    ----------
    labels : sequence of Label
        As from `chosen`.
    body : Body
        What is seen of the view, and the columns beside it.
    key_px : float
        Height of the key, which stands under the left column.
    theme : {"light", "dark"}
        Which colours.

    Returns
    -------
    list of dict
        Plotly annotations with a leader line each, in millimetres. Of all divisions of labels between both
        columns it is the one that moves them least from what they name; where none has room for all, the last
        labels are left out.
    """
    ordered = list(labels)
    while ordered:
        by_height = sorted(ordered, key=lambda label: -(label.left[1] + label.right[1]))
        dealt = _dealt(by_height, body, key_px)
        if dealt is not None:
            return [note for side, column in enumerate(dealt) for note in _notes(column, side, body, theme)]
        ordered.pop()
    return []


Placed = list[tuple[Label, float]]


def _dealt(labels: Sequence[Label], body: Body, key_px: float) -> tuple[Placed, Placed] | None:
    """Deal the labels to the columns and give each its height in millimetres."""
    best: tuple[float, tuple[Placed, Placed]] | None = None
    open_sides = [side for side, column in enumerate(_columns(body)) if column >= LEAST_COLUMN_PX]
    for sides in product(open_sides, repeat=len(labels)):
        columns = [[label for label, side in zip(labels, sides, strict=True) if side == k] for k in (0, 1)]
        made = [_column(column, side, body, key_px) for side, column in enumerate(columns)]
        if made[0] is None or made[1] is None:
            continue
        cost = sum(_cost(column, side, body) for side, column in enumerate(made) if column is not None)
        # Of equals the even one, so that both columns carry alike.
        cost += 60.0 * abs(len(columns[0]) - len(columns[1]))
        if best is None or cost < best[0]:
            best = cost, (made[0], made[1])
    return best and best[1]


def _cost(column: Placed, side: int, body: Body) -> float:
    """Return how far the labels of a column stand from what they name, in millimetres."""
    edge = (body.left, body.right)[side]
    return sum(abs(y - label.end(side)[1]) + 0.5 * abs(edge - label.end(side)[0]) for label, y in column)


def _column(column: list[Label], side: int, body: Body, key_px: float) -> Placed | None:
    """Spread one column; None where it has no room."""
    ordered = sorted(column, key=lambda label: -label.end(side)[1])
    scale = body.px_per_mm
    sizes = [(height(label.text) + BETWEEN_PX) / scale for label in ordered]
    low = body.low + (0 if side else (key_px + BETWEEN_PX) / scale)
    if sum(sizes) > body.high - low:
        return None
    if not ordered:
        return []
    between = (low + sizes[-1] / 2, body.high - sizes[0] / 2)
    heights = labels.spread([label.end(side)[1] for label in ordered], sizes, *between)
    return list(zip(ordered, heights, strict=True))


def _notes(column: Placed, side: int, body: Body, theme: Theme) -> list[PlotlyObject]:
    away = BODY_PX / body.px_per_mm
    edge = body.right + away if side else body.left - away
    anchor = "left" if side else "right"
    ink = colours.FLOW_INK[theme]
    return [
        {
            "text": label.text,
            "x": round(label.end(side)[0], 1),
            "y": round(label.end(side)[1], 1),
            "ax": round(edge, 1),
            "ay": round(y, 1),
            "xref": "x",
            "yref": "y",
            "axref": "x",
            "ayref": "y",
            "xanchor": anchor,
            "yanchor": "middle",
            "align": anchor,
            "showarrow": True,
            "borderpad": 0,
            "arrowhead": 6,
            "arrowsize": 0.5,
            "arrowwidth": 2,
            "arrowcolor": ink,
            "standoff": 0,
            "font": {"size": LEAST_PX, "color": ink},
            "captureevents": False,
        }
        for label, y in column
    ]
