"""Smooth lines between boxes: cubics that leave and enter a box at a right angle, arrowheads and marks.

All lengths are design px, y up.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
Line = list[Point]
#: Outwards from each side of a box.
OUT: dict[str, Point] = {"left": (-1, 0), "right": (1, 0), "top": (0, 1), "bottom": (0, -1)}
#: Control points lie at 0.55 of the distance to the corner for a quarter circle; a little more is calmer.
BEND = 0.6
SAMPLES = 14
FLAT = 0.05


@dataclass(frozen=True)
class Box:
    """A rectangle with its corners in design px."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def centre(self) -> Point:
        """The middle."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    @property
    def width(self) -> float:
        """From left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.y1 - self.y0

    def port(self, side: str, at: float | None = None) -> Point:
        """Return a point of a side: where its free coordinate is `at`, in the middle by default."""
        x, y = self.centre
        if side in ("left", "right"):
            return (self.x0 if side == "left" else self.x1), y if at is None else at
        return (x if at is None else at), (self.y0 if side == "bottom" else self.y1)

    def grown(self, by: float) -> Box:
        """Return the box with a margin around it."""
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)


@dataclass(frozen=True)
class Via:
    """A point a line passes, and its direction there (a unit vector along an axis)."""

    x: float
    y: float
    direction: Point


def smooth(start: Via, end: Via, between: Sequence[Via] = ()) -> Line:
    """Return a line through points with given directions, sampled.

    Parameters
    ----------
    start, end : Via
        Its ends, with the direction of travel.
    between : sequence of Via
        Points in between.

    Returns
    -------
    list of (float, float)
        Two points where a piece is straight, else `SAMPLES` and one.
    """
    line = [(start.x, start.y)]
    for one, other in pairwise((start, *between, end)):
        line += _cubic(one, other)[1:]
    return line


def _cubic(one: Via, other: Via) -> Line:
    """Sample one cubic Bezier piece."""
    (ax, ay), (bx, by) = one.direction, other.direction
    dx, dy = other.x - one.x, other.y - one.y
    if abs(ax * dy - ay * dx) < FLAT and abs(bx * dy - by * dx) < FLAT:
        return [(one.x, one.y), (other.x, other.y)]
    reach = 0.5 if (ax, ay) == (bx, by) else BEND
    first, last = (reach * abs(dx * ax + dy * ay), reach * abs(dx * bx + dy * by))
    corners = (
        (one.x, one.y),
        (one.x + ax * first, one.y + ay * first),
        (other.x - bx * last, other.y - by * last),
        (other.x, other.y),
    )
    return [_bezier(corners, i / SAMPLES) for i in range(SAMPLES + 1)]


def _bezier(corners: Sequence[Point], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    x, y = (sum(w * c[k] for w, c in zip(weights, corners, strict=True)) for k in (0, 1))
    return x, y


def length(line: Line) -> float:
    """Return the length of a line."""
    return sum(math.dist(a, b) for a, b in pairwise(line))


def along(line: Line, distance: float) -> tuple[Point, Point]:
    """Return the point at a distance from the start of a line, and the direction there."""
    for a, b in pairwise(line):
        step = math.dist(a, b)
        if distance <= step and step > 0:
            t = distance / step
            return (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])), _unit(a, b)
        distance -= step
    return line[-1], _unit(line[-2], line[-1])


def _unit(a: Point, b: Point) -> Point:
    step = math.dist(a, b)
    return (b[0] - a[0]) / step, (b[1] - a[1]) / step


def trimmed(line: Line, start: float, end: float) -> Line:
    """Return a line without its first `start` and its last `end` px."""
    whole = length(line)
    kept, walked = [along(line, start)[0]], 0.0
    for a, b in pairwise(line):
        walked += math.dist(a, b)
        if start < walked < whole - end:
            kept.append(b)
    return [*kept, along(line, whole - end)[0]]


def head(line: Line, size: float, gap: float) -> Line:
    """Return the arrowhead at the end of a line: a closed triangle whose tip is `gap` px before the end."""
    whole = length(line)
    tip, _ = along(line, whole - gap)
    foot, _ = along(line, whole - gap - size)
    ux, uy = _unit(foot, tip)
    half = 0.52 * size
    return [tip, (foot[0] - uy * half, foot[1] + ux * half), (foot[0] + uy * half, foot[1] - ux * half), tip]


def disc(centre: Point, radius: float, corners: int = 16) -> Line:
    """Return a closed circle."""
    x, y = centre
    angles = [2 * math.pi * i / corners for i in range(corners + 1)]
    return [(x + radius * math.cos(a), y + radius * math.sin(a)) for a in angles]


def rounded(box: Box, radius: float, steps: int = 4) -> Line:
    """Return the closed outline of a box with round corners."""
    r = min(radius, box.width / 2, box.height / 2)
    corners = (
        (box.x1 - r, box.y1 - r, 0),
        (box.x0 + r, box.y1 - r, 90),
        (box.x0 + r, box.y0 + r, 180),
        (box.x1 - r, box.y0 + r, 270),
    )
    line = []
    for x, y, turn in corners:
        for i in range(steps + 1):
            a = math.radians(turn + 90 * i / steps)
            line.append((x + r * math.cos(a), y + r * math.sin(a)))
    return [*line, line[0]]
