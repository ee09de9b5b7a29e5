"""How often bone metastases are found in life, and how often after death."""

from __future__ import annotations

from collections.abc import Iterable

import plotly.graph_objects as go

from bone_atlas.evidence.detection import AT_AUTOPSY, COMPUTED_CI, EITHER, IN_LIFE, Finding, select
from bone_atlas.figures import colours
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.detection.canvas import BIG_PX, LINE_PX, faint, ink, sheet, wrapped, write
from bone_atlas.wording import BREAK, bold, capitalised

TITLES = {
    IN_LIFE: "Found in life",
    AT_AUTOPSY: "Found at autopsy",
    EITHER: "In life or at autopsy: not stated",
}
HEAD_PX, TRACK_PX, GAP_PX = 30, 24, 16
FOOT = wrapped("Each line is a scale of its own: 100 % is all of those its words name.")
FOOT_PX = LINE_PX * len(FOOT) + 8


def prevalence(findings: Iterable[Finding], theme: Theme = "light") -> go.Figure:
    """Return how often bone metastases are found, each figure on a line of its own.

    Parameters
    ----------
    findings : iterable of Finding
        The figures; those that are no prevalence are left out.
    theme : {"light", "dark"}
        Which colours.

    Returns
    -------
    plotly.graph_objects.Figure
        Each row names its own denominator and has its own line from 0 to 100 % of it: the denominators
        differ, so no two rows share a scale. A value printed in words has no line.
    """
    figures = tuple(findings)
    groups = [(measure, select(figures, measure)) for measure in TITLES]
    height = FOOT_PX + sum(HEAD_PX + sum(_height(one) for one in members) for _, members in groups if members)
    figure = sheet(height)
    y = 0.0
    for measure, members in groups:
        if members:
            write(figure, bold(TITLES[measure]), y - 2, size=BIG_PX)
            y -= HEAD_PX
        for one in members:
            _row(figure, one, y, _colour(measure, theme), theme)
            y -= _height(one)
    write(figure, BREAK.join(FOOT), y, colour=ink(theme), prose=True)
    return figure


def _colour(measure: str, theme: Theme) -> str:
    autopsy = colours.SEQUENTIAL[theme][7]
    return {IN_LIFE: colours.ACCENT[theme], AT_AUTOPSY: autopsy, EITHER: colours.MUTED[theme]}[measure]


def _lines(one: Finding) -> list[str]:
    """Return what is counted of whom, the kind of range where only that is known, and the source."""
    counted = f"{one.found}, of {one.counted}" + (f"; {one.interval}" if one.is_range else "")
    return [*wrapped(capitalised(counted)), *wrapped(one.citation or one.source_text)]


def _height(one: Finding) -> int:
    track = TRACK_PX if one.low is not None or one.percent is not None else 0
    return LINE_PX * (1 + len(_lines(one))) + track + GAP_PX


def _row(figure: go.Figure, one: Finding, y: float, colour: str, theme: Theme) -> None:
    write(figure, bold(one.value), y, size=BIG_PX)
    write(figure, one.count, y - 1, x=1, anchor="right", colour=ink(theme))
    lines = _lines(one)
    write(figure, BREAK.join(lines), y - LINE_PX, colour=ink(theme))
    if one.percent is not None or one.low is not None:
        _track(figure, one, y - LINE_PX * (1 + len(lines)) - 13, colour, theme)


def _track(figure: go.Figure, one: Finding, y: float, colour: str, theme: Theme) -> None:
    """Draw the row's own scale, its range or interval, and its dot; no dot where only a range is known."""
    line = {"mode": "lines", "hoverinfo": "skip"}
    figure.add_scatter(x=[0, 1], y=[y, y], line={"color": faint(theme), "width": 6}, **line)
    if one.low is not None and one.high is not None:
        width = 6 if one.is_range or one.interval != COMPUTED_CI else 3
        ends = [one.low / 100, one.high / 100]
        figure.add_scatter(x=ends, y=[y, y], line={"color": colour, "width": width}, name=one.id, **line)
    if one.percent is not None:
        fill = colours.PAPER[theme] if one.numerator is None else colour
        figure.add_scatter(
            x=[one.percent / 100],
            y=[y],
            mode="markers",
            hoverinfo="skip",
            cliponaxis=False,
            name=one.id,
            marker={"size": 13, "color": fill, "line": {"color": colour, "width": 2.4}},
        )
