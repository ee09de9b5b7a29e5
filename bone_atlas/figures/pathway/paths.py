"""Geometry of the diagram: curves, rounded boxes, arrowheads. Design pixels, y up."""

from __future__ import annotations

import math
from itertools import pairwise

Point = tuple[float, float]
CURVE_POINTS = 18
CORNER_POINTS = 4


def cubic(start: Point, end: Point, *, upright: bool) -> list[Point]:
    """Return a curve that leaves and arrives along one axis, as the links of a flow chart do.

    Parameters
    ----------
    start, end : (float, float)
        Its ends.
    upright : bool
        Whether it leaves and arrives upwards or downwards, else sideways.

    Returns
    -------
    list of (float, float)
        Points along the curve, both ends among them.
    """
    (x0, y0), (x1, y1) = start, end
    middle = ((y0 + y1) if upright else (x0 + x1)) / 2
    controls = [(x0, middle), (x1, middle)] if upright else [(middle, y0), (middle, y1)]
    return [_bezier(i / CURVE_POINTS, start, *controls, end) for i in range(CURVE_POINTS + 1)]


def _bezier(t: float, *points: Point) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    x = sum(w * p[0] for w, p in zip(weights, points, strict=True))
    y = sum(w * p[1] for w, p in zip(weights, points, strict=True))
    return round(x, 1), round(y, 1)


def rounded(points: list[Point], radius: float) -> list[Point]:
    """Return a line through some points with its corners rounded.

    Parameters
    ----------
    points : list of (float, float)
        At least two.
    radius : float
        How far before and after a corner the bend begins; less where the line is short.

    Returns
    -------
    list of (float, float)
        The line; its ends are kept.
    """
    made = [points[0]]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        reach = min(radius, math.dist(before, corner) / 2, math.dist(corner, after) / 2)
        start, end = _towards(corner, before, reach), _towards(corner, after, reach)
        steps = [i / CORNER_POINTS for i in range(CORNER_POINTS + 1)]
        made += [_bezier(t, start, corner, corner, end) for t in steps]
    return [*made, points[-1]]


def _towards(start: Point, end: Point, length: float) -> Point:
    whole = math.dist(start, end) or 1.0
    return (
        start[0] + (end[0] - start[0]) * length / whole,
        start[1] + (end[1] - start[1]) * length / whole,
    )


def head(line: list[Point], length: float, half_width: float) -> list[Point]:
    """Return the arrowhead at the end of a line as a closed triangle.

    Parameters
    ----------
    line : list of (float, float)
        The head points where its last part goes.
    length, half_width : float
        Of the triangle.
    """
    tip = line[-1]
    tail = next((p for p in reversed(line[:-1]) if math.dist(p, tip) >= length), line[0])
    base = _towards(tip, tail, length)
    across = ((tip[1] - base[1]) / length * half_width, -(tip[0] - base[0]) / length * half_width)
    corners = [
        tip,
        (base[0] + across[0], base[1] + across[1]),
        (base[0] - across[0], base[1] - across[1]),
        tip,
    ]
    return [(round(x, 1), round(y, 1)) for x, y in corners]


def along(line: list[Point], share: float, less: float = 0.0) -> Point:
    """Return the point at a share of the length of a line, or `less` before it."""
    parts = [math.dist(a, b) for a, b in pairwise(line)]
    left = sum(parts) * share - less
    for (start, end), part in zip(pairwise(line), parts, strict=True):
        if left <= part and part > 0:
            return _towards(start, end, left)
        left -= part
    return line[-1]


def box(x0: float, y0: float, x1: float, y1: float, radius: float) -> list[Point]:
    """Return the outline of a box with rounded corners, closed."""
    reach = min(radius, (x1 - x0) / 2, (y1 - y0) / 2)
    ring = [(x0, (y0 + y1) / 2), (x0, y1), (x1, y1), (x1, y0), (x0, y0), (x0, (y0 + y1) / 2)]
    return [(round(x, 1), round(y, 1)) for x, y in rounded(ring, reach)]


def circle(centre: Point, radius: float) -> list[Point]:
    """Return a circle as a closed polygon."""
    angles = [i * math.tau / 16 for i in range(17)]
    return [
        (round(centre[0] + radius * math.cos(a), 1), round(centre[1] + radius * math.sin(a), 1))
        for a in angles
    ]


def joined(rings: list[list[Point]]) -> tuple[list[float | None], list[float | None]]:
    """Return several lines as one pair of coordinate lists with gaps between them."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in rings:
        gap: list[float | None] = [None] if xs else []
        xs += gap + [x for x, _ in ring]
        ys += gap + [y for _, y in ring]
    return xs, ys
