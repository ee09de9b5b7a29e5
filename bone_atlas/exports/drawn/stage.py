"""The place of a figure on a slide: what is drawn in px or in its own units, in EMU of the slide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bone_atlas.exports.drawn.shapes import EMU_PER_PT, Box, Canvas, Letters, Point, plain_text
from bone_atlas.figures import colours
from bone_atlas.figures.contract import PlotlyObject, Ranges
from bone_atlas.figures.projector import letters
from bone_atlas.figures.projector.letters import LINE_HEIGHT

#: Letters of the name of a text box in the selection pane.
MOST_OF_NAME = 80
INK = colours.FLOW_INK["light"]


@dataclass(frozen=True)
class Stage:
    """Where a figure lies.

    Attributes
    ----------
    x, y : float
        Its upper left corner, in EMU.
    scale : float
        EMU of a px of the stage that it is drawn for.
    width, height : float
        Of that stage, in px.
    smaller : float
        What letters are made smaller by: they may be large for a slide and not for paper.
    """

    x: float
    y: float
    scale: float
    width: float
    height: float
    smaller: float = 1.0

    @property
    def points(self) -> float:
        """Points of a px."""
        return self.scale / EMU_PER_PT

    def at(self, x: float, y: float) -> Point:
        """Return a point of the slide for one in px from the upper left corner."""
        return self.x + x * self.scale, self.y + y * self.scale

    def box(self, x: float, y: float, width: float, height: float) -> Box:
        """Return a box of the slide for one in px, its upper left corner first."""
        left, top = self.at(x, y)
        return Box(round(left), round(top), round(width * self.scale), round(height * self.scale))

    def write(
        self,
        group: Canvas,
        text: str,
        place: tuple[float, float],
        *,
        size: float,
        colour: str = INK,
        anchor: tuple[Literal["left", "center", "right"], str] = ("left", "middle"),
    ) -> None:
        """Write a text, whose lines ``<br>`` divides, at a point in px.

        Parameters
        ----------
        group : Canvas
            Where it is added.
        text : str
            May hold ``<b>``, never across lines.
        place : (float, float)
            The point that `anchor` says.
        size : float
            Of the letters, in px.
        colour : str
            Of the letters.
        anchor : (str, str)
            ``left``, ``center`` or ``right``, and ``top``, ``middle`` or ``bottom``.
        """
        size *= self.smaller
        wide, high = letters.width(text, size) + 2, letters.lines(text) * LINE_HEIGHT * size
        x = place[0] - {"left": 0.0, "center": 0.5, "right": 1.0}[anchor[0]] * wide
        y = place[1] - {"top": 0.0, "middle": 0.5, "bottom": 1.0}[anchor[1]] * high
        letter = Letters(size * self.points, colour, anchor[0])
        name = f"Text: {plain_text(text)}"[:MOST_OF_NAME]
        group.text(self.box(x, y, wide, high), _balanced(text), letter, name)


def _balanced(text: str) -> list[str]:
    """Divide a text into lines; what is bold across a break is bold on both lines."""
    lines, bold = [], False
    for line in text.split("<br>"):
        start = "<b>" if bold else ""
        bold = (start + line).count("<b>") > (start + line).count("</b>")
        lines.append(start + line + ("</b>" if bold else ""))
    return lines


@dataclass(frozen=True)
class Axes:
    """A stage on which units of a figure's own lie between its margins.

    Attributes
    ----------
    stage : Stage
        In px.
    x, y : (float, float)
        The ranges that are seen.
    margins : (float, float, float, float)
        Left, right, top and bottom, in px.
    """

    stage: Stage
    x: tuple[float, float]
    y: tuple[float, float]
    margins: tuple[float, float, float, float] = (0, 0, 0, 0)

    @property
    def inner(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of what lies between the margins, in px."""
        left, right, top, bottom = self.margins
        return left, top, self.stage.width - left - right, self.stage.height - top - bottom

    def px(self, x: float, y: float) -> Point:
        """Return a point in px for one in units."""
        left, top, width, height = self.inner
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        down = (self.y[1] - y) / (self.y[1] - self.y[0])
        return left + across * width, top + down * height

    def at(self, point: Sequence[float]) -> Point:
        """Return a point of the slide for one in units."""
        return self.stage.at(*self.px(point[0], point[1]))

    def ring(self, points: Sequence[Sequence[float]], dx: float = 0.0) -> list[Point]:
        """Return points of the slide, moved by some units to the right before."""
        return [self.at((x + dx, y)) for x, y in points]

    @classmethod
    def fitted(
        cls, stage: Stage, ranges: Ranges | Mapping[str, tuple[float, float]], bottom: float = 0
    ) -> Axes:
        """Return axes whose units are as long across as down, in the middle of the stage."""
        (left, right), (low, high) = ranges["x"], ranges["y"]
        scale = min(stage.width / (right - left), (stage.height - bottom) / (high - low))
        free = (stage.width - (right - left) * scale) / 2, stage.height - bottom - (high - low) * scale
        return cls(stage, (left, right), (low, high), (free[0], free[0], free[1] / 2, bottom + free[1] / 2))


def clipped(ring: Sequence[Point], low: Point, high: Point) -> list[Point]:
    """Cut a ring at a rectangle, edge by edge."""
    if all(low[0] <= x <= high[0] and low[1] <= y <= high[1] for x, y in ring):
        return list(ring)
    for axis in (0, 1):
        for limit, sign in ((low[axis], 1), (high[axis], -1)):
            ring = _cut(ring, axis, limit, sign)
    return list(ring)


def _cut(ring: Sequence[Point], axis: int, limit: float, sign: int) -> list[Point]:
    made: list[Point] = []
    for here, there in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        is_in, will_be = (sign * (point[axis] - limit) >= 0 for point in (here, there))
        if is_in:
            made.append(here)
        if is_in != will_be:
            share = (limit - here[axis]) / (there[axis] - here[axis])
            made.append((here[0] + share * (there[0] - here[0]), here[1] + share * (there[1] - here[1])))
    return made


def note_size(note: PlotlyObject) -> float:
    """Return the size of the letters of one of Plotly's annotations, in px."""
    return float(note.get("font", {}).get("size", letters.LEAST_PX))
