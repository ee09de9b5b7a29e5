"""Where a marker may be dropped: the polygon of a bone in a picture, as Moodle keeps it.

Moodle makes a background picture that is larger than 600 x 400 px smaller when it is imported, but not the
zones on it (``QTYPE_DDMARKER_BGIMAGE_MAXWIDTH``); so a picture is a cut of that size out of a view. Of zones
it takes whole numbers only, no point twice in a row, and one ring without holes. Its test of a point
(``qtype_ddmarker_shape_polygon``) counts an edge that runs down in the row of its end too, and so takes all
that lies on the left of that end for the zone; of a level edge it takes the whole row. So a zone has no level
edge, and few edges that run down: one side of it is drawn more coarsely than the other.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bone_atlas.anatomy import CARTILAGE, BoneShape, ViewGeometry
from bone_atlas.figures import geometry
from bone_atlas.figures.raster import Cut
from bone_atlas.quiz.visible import ring_area

#: The largest picture that Moodle leaves as it is, in px.
WIDTH, HEIGHT = 600, 400
#: The cuts of a view lie so far from each other, in mm.
STEP_MM = 100.0
#: How far the outline may lie from a zone, in px, and on its coarse side: the first that serve are taken.
TOLERANCES = ((1.0, 4.0), (1.5, 4.0), (0.7, 3.0), (1.5, 3.0), (1.0, 2.0), (2.0, 5.0), (0.5, 5.0), (0.5, 1.5))
#: And may be moved down by so many px, so that no row that counts too meets another bone's hit point.
SHIFTS = (0, 1, -1, 2, -2)
#: No more than this share of the lesser side of a small bone.
COARSEST = 0.2
#: Pieces of a bone that is seen in pieces count from this share of what is seen of it.
LEAST_PIECE = 0.04

Pixel = tuple[int, int]


@dataclass(frozen=True)
class Zone:
    """Where a marker counts.

    Attributes
    ----------
    bone : str
        Id of the bone.
    cut : Cut
        The part of the view that the picture shows.
    corners : tuple of Pixel
        One open ring; the pieces of a bone that is seen in pieces hang together by lines without width.
    pieces : tuple of tuple of Pixel
        The same, each piece for itself.
    """

    bone: str
    cut: Cut
    corners: tuple[Pixel, ...]
    pieces: tuple[tuple[Pixel, ...], ...]

    @property
    def coords(self) -> str:
        """The corners as Moodle writes them."""
        return ";".join(f"{x},{y}" for x, y in self.corners)


@lru_cache(maxsize=256)
def zone(bone: str, view: str) -> Zone | None:
    """Return the zone of a bone.

    Parameters
    ----------
    bone : str
        Id of a bone that the view shows.
    view : str
        One of `bone_atlas.anatomy.VIEWS`.

    Returns
    -------
    Zone or None
        None where no zone holds the bone's own hit point and no other bone's.
    """
    drawn = geometry.view(view)
    shape = next(shape for shape in drawn.shapes if shape.bone_id == bone)
    cut = cut_round(shape, drawn)
    own = hit_point(shape, cut)
    others = [hit_point(other, cut) for other in drawn.shapes if other.bone_id not in (bone, CARTILAGE)]
    for fine, coarse in TOLERANCES:
        pieces = tuple(_pieces(shape, cut, fine, coarse))
        if not pieces or not all(map(_is_simple, pieces)):
            continue
        ring = _joined(pieces)
        for down in SHIFTS:
            corners = _moved(ring, down)
            if counts(corners, own) and not any(counts(corners, other) for other in others):
                return Zone(bone, cut, corners, tuple(_moved(piece, down) for piece in pieces))
    return None


def cut_round(shape: BoneShape, drawn: ViewGeometry) -> Cut:
    """Return the cut of a view, as wide as the view, that has a bone nearest to its middle."""
    scale = WIDTH / max(geometry.view(name).width_mm for name in ("front", "back", "left"))
    seen = HEIGHT / scale
    ys = [y for ring in geometry.rings(shape) for _, y in ring]
    middle = (max(ys) + min(ys)) / 2
    last = max(0.0, drawn.height_mm - seen)
    tops = [drawn.y_top - min(k * STEP_MM, last) for k in range(math.ceil(last / STEP_MM) + 1)]
    top = min(tops, key=lambda each: abs(each - seen / 2 - middle))
    return Cut(drawn.x0, top, scale, math.floor(drawn.width_mm * scale), HEIGHT)


def hit_point(shape: BoneShape, cut: Cut) -> Pixel:
    """Return the pixel of the point well inside a bone."""
    x, y = cut.point(*shape.centre)
    return round(x), round(y)


def counts(corners: Sequence[Pixel], point: Pixel) -> bool:
    """Tell whether Moodle takes a point for one in a zone: by its own rule, see above.

    Parameters
    ----------
    corners : sequence of Pixel
        An open ring.
    point : Pixel
        Where a marker was dropped.
    """
    y = point[1]
    winding = 0
    for (x1, y1), (x2, y2) in _edges(corners):
        goes_down = y1 <= y
        if not (y2 >= y if goes_down else y2 <= y):
            continue
        side = _side((x1, y1), (x2, y2), point)
        if side == 0:
            return True
        if goes_down and side > 0:
            winding += 1
        elif not goes_down and side < 0:
            winding -= 1
    return winding != 0


def simplified(ring: Sequence[tuple[float, float]], tolerance: float) -> list[tuple[float, float]]:
    """Leave out corners of a line, by the algorithm of Douglas and Peucker (1973).

    Parameters
    ----------
    ring : sequence of tuple of float
        The corners; the first and the last stay.
    tolerance : float
        How far a corner that is left out may lie from the new line.
    """
    if len(ring) < 3:
        return list(ring)
    far, index = max((_distance(point, ring[0], ring[-1]), i) for i, point in enumerate(ring[1:-1], 1))
    if far <= tolerance:
        return [ring[0], ring[-1]]
    return [*simplified(ring[: index + 1], tolerance)[:-1], *simplified(ring[index:], tolerance)]


def _distance(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return how far a point lies from the line between two others."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    share = 0.0 if length == 0 else ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length
    share = min(1.0, max(0.0, share))
    return math.hypot(point[0] - a[0] - share * dx, point[1] - a[1] - share * dy)


def _pieces(shape: BoneShape, cut: Cut, fine: float, coarse: float) -> Iterable[tuple[Pixel, ...]]:
    """Give the outer ring of each piece of a bone that is large enough, in px, the largest first."""
    outers = sorted((polygon[0] for polygon in shape.polygons), key=ring_area, reverse=True)
    whole = sum(map(ring_area, outers))
    for outer in outers:
        if ring_area(outer) < LEAST_PIECE * whole:
            continue
        points = [cut.point(*point) for point in outer[:-1]]
        # A ring has no ends: it is opened at the corner farthest from its first.
        far = max(range(len(points)), key=lambda i: math.dist(points[0], points[i]))
        halves = simplified(points[: far + 1], fine)[:-1] + simplified([*points[far:], points[0]], fine)[:-1]
        xs, ys = zip(*points, strict=True)
        most = min(coarse, COARSEST * min(max(xs) - min(xs), max(ys) - min(ys)))
        ring = _whole(halves, cut)
        if len(ring) >= 3:
            yield min((_coarse(way, most) for way in (ring, ring[::-1])), key=_false_rows)


def _whole(points: Iterable[tuple[float, float]], cut: Cut) -> list[Pixel]:
    """Round to pixels of the picture, leave out repeated corners, and tilt level edges by a pixel."""
    ring: list[Pixel] = []
    for x, y in points:
        pixel = min(max(round(x), 0), cut.width - 1), min(max(round(y), 1), cut.height - 2)
        if not ring or ring[-1] != pixel:
            ring.append(pixel)
    while len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    for i, (x, y) in enumerate(ring):
        before, after = ring[i - 1][1], ring[(i + 1) % len(ring)][1]
        if y == before:
            ring[i] = x, next(other for other in (y + 1, y - 1, y + 2) if other not in (before, after))
    last, first = ring[-1], ring[0]
    if last[1] == first[1]:
        near = (last[1] + 1, last[1] - 1, last[1] + 2)
        ring[-1] = last[0], next(y for y in near if y not in (first[1], ring[-2][1]))
    return ring


def _joined(pieces: Sequence[Sequence[Pixel]]) -> list[Pixel]:
    """Join pieces to one ring: a line to the next piece, round it, and the same line back."""
    ring = list(pieces[0])
    waiting = [list(piece) for piece in pieces[1:]]
    while waiting:
        pairs = (
            (math.dist(a, b), n, i, j)
            for n, piece in enumerate(waiting)
            for i, a in enumerate(ring)
            for j, b in enumerate(piece)
            if a[1] != b[1]
        )
        _, n, i, j = min(pairs)
        piece = waiting.pop(n)
        if _turn(piece) * _turn(ring) < 0:
            piece.reverse()
            j = len(piece) - 1 - j
        ring[i + 1 : i + 1] = [*piece[j:], *piece[: j + 1], ring[i]]
    return ring


def _turn(ring: Sequence[Pixel]) -> int:
    """Return twice the area of a ring; its sign tells which way round it runs."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in _edges(ring))


def _is_simple(ring: Sequence[Pixel]) -> bool:
    """Tell whether no two edges of a ring cross or touch but at the corner that they share."""
    edges = list(_edges(ring))
    return len({*ring}) == len(ring) and not any(
        _cross(one, other) for i, one in enumerate(edges) for other in edges[i + 2 : len(edges) - (i == 0)]
    )


def _cross(one: tuple[Pixel, Pixel], other: tuple[Pixel, Pixel]) -> bool:
    """Tell whether two edges have a point in common."""
    sides = (_side(*one, other[0]), _side(*one, other[1]), _side(*other, one[0]), _side(*other, one[1]))
    if not any(sides):
        return max(min(one), min(other)) <= min(max(one), max(other))
    return sides[0] * sides[1] <= 0 and sides[2] * sides[3] <= 0


def _side(a: Pixel, b: Pixel, point: Pixel) -> int:
    """Tell on which side of a line a point lies: by a sign, 0 on it."""
    return (b[0] - a[0]) * (point[1] - a[1]) - (point[0] - a[0]) * (b[1] - a[1])


def _moved(ring: Iterable[Pixel], down: int) -> tuple[Pixel, ...]:
    return tuple((x, min(max(y + down, 0), HEIGHT - 1)) for x, y in ring)


def _coarse(ring: Sequence[Pixel], most: float) -> tuple[Pixel, ...]:
    """Leave out corners between two edges that run down, as long as none lay farther from the new edge."""
    kept = list(ring)
    while len(kept) > 3:
        found = [
            (_distance(b, a, c), i)
            for i, b in enumerate(kept)
            if (a := kept[i - 1])[1] < b[1] < (c := kept[(i + 1) % len(kept)])[1]
        ]
        least, index = min(found, default=(math.inf, 0))
        if least > most:
            break
        del kept[index]
    return tuple(kept)


def _false_rows(ring: Sequence[Pixel]) -> int:
    """Count the rows in which all that lies on the left of a zone counts too."""
    return sum(counts(ring, (-1, y)) for y in {y for _, y in ring})


def _edges(ring: Sequence[Pixel]) -> Iterable[tuple[Pixel, Pixel]]:
    return pairwise([*ring, ring[0]])
