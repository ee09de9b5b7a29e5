"""Sheets for the pictures of detection on a projector: large letters, short sources, a scale with its dot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from bone_atlas.evidence.detection import COMPUTED_CI, Finding
from bone_atlas.figures import colours
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.detection import canvas
from bone_atlas.figures.projector.letters import LEAST_PX, LINE_HEIGHT
from bone_atlas.figures.projector.stage import WIDE

BIG_PX = 28
LINE_PX, BIG_LINE_PX = round(LEAST_PX * LINE_HEIGHT), round(BIG_PX * LINE_HEIGHT)
ROOM_PX = WIDE[0] - 2 * canvas.SIDE_PX - 4
TRACK_PX, RANGE_PX = 6, 9
_AUTHOR = re.compile(r"([^\W\d][^().;:]*?)(?: [A-Z]{1,3})? \((\d{4})\)")


def short(citation: str) -> str:
    """Return the names and years of a citation: ``"Gong 2018"``; without a year, the name of the work."""
    kept = [
        f"{name.removeprefix('as reported by ').strip()} {year}" for name, year in _AUTHOR.findall(citation)
    ]
    if kept:
        return ", as reported by ".join(kept)
    return re.sub(r" \(.*\)", "", citation).rstrip(".").rpartition(". ")[2]


def named(one: Finding) -> str:
    """Return the short name of a figure's source, or that there is none to cite."""
    return short(one.citation) if one.citation else one.source_text


def write(figure: go.Figure, text: str, y: float, theme: Theme, **where: Any) -> None:
    """Write a line as `bone_atlas.figures.detection.canvas.write` does, in large letters and full ink."""
    canvas.write(figure, text, y, **{"size": LEAST_PX, "colour": colours.FLOW_INK[theme], **where})


def sheet(height: float) -> go.Figure:
    """Return an empty sheet whose y axis counts pixels down from the top, of a height in pixels."""
    figure = canvas.sheet(round(height))
    figure.layout.meta = {**figure.layout.meta, "size": [WIDE[0], round(height)]}
    return figure


@dataclass(frozen=True)
class Scale:
    """Where a scale to 100 % lies.

    Attributes
    ----------
    y : float
        Its height in px.
    left, right : float
        Its ends, in parts of the width.
    start : float
        Where it begins, in percent.
    dot_px : float
        Size of its dot.
    """

    y: float
    left: float
    right: float
    start: float = 0.0
    dot_px: float = 17

    def position(self, percent: float) -> float:
        """Return the position of a percentage, in parts of the width."""
        return self.left + (self.right - self.left) * (percent - self.start) / (100 - self.start)


def meaning(scale: Scale, row: str, told: str) -> dict[str, str | float]:
    """Return what a scale stands for, so that an export can tell the numbers on it."""
    place = {"y": scale.y, "left": scale.left, "right": scale.right, "start": scale.start}
    return {"row": row, "told": told, **place}


def track(figure: go.Figure, one: Finding, scale: Scale, colour: str, theme: Theme) -> None:
    """Draw a scale, the range or the interval on it, and the dot where one value is known.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        The sheet.
    one : Finding
        With a value or a range.
    scale : Scale
        Where.
    colour : str
        Of dot and range. A value without count and interval is a ring.
    theme : {"light", "dark"}
        Which colours.
    """
    y = scale.y
    line = {"mode": "lines", "hoverinfo": "skip"}
    ground = {"color": canvas.faint(theme), "width": TRACK_PX}
    counted = f"{named(one)}: {one.found}, of {one.counted}"
    meta = meaning(scale, counted, f"{one.value}  {one.count}")
    figure.add_scatter(x=[scale.left, scale.right], y=[y, y], line=ground, meta=meta, **line)
    if one.low is not None and one.high is not None:
        wide = RANGE_PX if one.is_range or one.interval != COMPUTED_CI else TRACK_PX
        ends = [scale.position(one.low), scale.position(one.high)]
        figure.add_scatter(x=ends, y=[y, y], line={"color": colour, "width": wide}, name=one.id, **line)
    if one.percent is not None:
        ring = one.numerator is None and one.low is None
        figure.add_scatter(
            x=[scale.position(one.percent)],
            y=[y],
            mode="markers",
            hoverinfo="skip",
            cliponaxis=False,
            name=one.id,
            marker={
                "size": scale.dot_px,
                "color": colours.PAPER[theme] if ring else colour,
                "line": {"color": colour, "width": scale.dot_px / 5},
            },
        )
