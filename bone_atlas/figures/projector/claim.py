"""What the sources say of a statement of the article, for a projector; and how all statements were judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import plotly.graph_objects as go

from bone_atlas.figures import colours
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.detection import canvas
from bone_atlas.figures.projector.findings import MOST_PX
from bone_atlas.figures.projector.letters import LEAST_PX, QUIET, wrapped
from bone_atlas.figures.projector.sheets import (
    BIG_LINE_PX,
    BIG_PX,
    LINE_PX,
    RANGE_PX,
    ROOM_PX,
    TRACK_PX,
    Scale,
    meaning,
    sheet,
    write,
)
from bone_atlas.tables.vocabulary import BEARINGS
from bone_atlas.wording import bold, capitalised

GAP_PX = 14
#: The track stands between the value and its count, in parts of the width.
TRACK = (0.22, 0.48)
DOT_PX = 17
SCALES = "Each line: 0\N{EN DASH}100 % of its group."
#: A square for each statement.
SQUARE_PX, SQUARE_ROW_PX, SQUARES_AT = 46, 74, 0.42


@dataclass(frozen=True)
class Evidence:
    """A row that a verdict rests on.

    Attributes
    ----------
    bearing : str
        As `bone_atlas.evidence.claims.Finding` has it.
    value, count : str
        What it found, and of how many; of a step of a route how sure it is, and nothing.
    says : str
        What that says, and who.
    key : str
        Id of the row.
    percent, low, high : float or None
        The value and its interval or range, where it has them.
    """

    bearing: str
    value: str
    count: str
    says: str
    key: str
    percent: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def drawn(self) -> bool:
        """Whether it has a place on a scale."""
        return self.percent is not None or self.low is not None


def evidence(found: Sequence[Evidence], theme: Theme = "light") -> go.Figure:
    """Draw the rows that a verdict rests on, as many as a slide has room for, of each bearing in turn.

    Parameters
    ----------
    found : sequence of Evidence
        The best first within each bearing; not empty.
    theme : {"light", "dark"}
        Which colours.

    Returns
    -------
    plotly.graph_objects.Figure
        How many were left out is said under the rows.
    """
    drawn = shown(found)
    foot = _foot(drawn, len(found))
    figure = sheet(sum(map(_height, drawn)) + LINE_PX * len(foot) + 4)
    y = 0.0
    for one in drawn:
        write(figure, bold(one.value), y, theme, size=BIG_PX if one.drawn else LEAST_PX)
        write(figure, one.count, y - 3, theme, x=1, anchor="right")
        write(figure, "<br>".join(_says(one)), y - BIG_LINE_PX, theme, colour=QUIET[theme])
        if one.drawn:
            _track(figure, one, y - BIG_LINE_PX / 2 - 1, theme)
        y -= _height(one)
    write(figure, "<br>".join(foot), y, theme, colour=QUIET[theme])
    return figure


def shown(found: Sequence[Evidence]) -> list[Evidence]:
    """Return the rows that a slide has room for, of each bearing in turn, in the order of the bearings."""
    by_bearing = [[one for one in found if one.bearing == bearing] for bearing in BEARINGS]
    turns = [one for turn in zip_longest(*by_bearing) for one in turn if one is not None]
    while len(turns) > 1 and _total(turns, len(found)) > MOST_PX:
        turns.pop()
    return sorted(turns, key=lambda one: BEARINGS.index(one.bearing))


def _total(rows: Sequence[Evidence], every: int) -> float:
    return sum(map(_height, rows)) + LINE_PX * len(_foot(rows, every)) + 4


def _foot(rows: Sequence[Evidence], every: int) -> list[str]:
    scales = SCALES if any(one.drawn for one in rows) else ""
    left_out = f"Not drawn: {every - len(rows)}." if every > len(rows) else ""
    return wrapped(f"{scales} {left_out}".strip(), ROOM_PX) if scales or left_out else []


def _says(one: Evidence) -> list[str]:
    return wrapped(f"{capitalised(one.bearing)}: {one.says}", ROOM_PX)


def _height(one: Evidence) -> int:
    return BIG_LINE_PX + LINE_PX * len(_says(one)) + GAP_PX


def _track(figure: go.Figure, one: Evidence, y: float, theme: Theme) -> None:
    """Draw a scale to 100 %, the interval or the range on it, and the dot; a ring without a count."""
    colour = colours.ACCENT[theme]
    start, end = TRACK
    line = {"mode": "lines", "hoverinfo": "skip"}

    def at(percent: float) -> float:
        return start + (end - start) * percent / 100

    ground = {"color": canvas.faint(theme), "width": TRACK_PX}
    meta = meaning(Scale(y, start, end), one.says, f"{one.value}  {one.count}")
    figure.add_scatter(x=[start, end], y=[y, y], line=ground, meta=meta, **line)
    if one.low is not None and one.high is not None:
        ends = [at(one.low), at(one.high)]
        figure.add_scatter(x=ends, y=[y, y], line={"color": colour, "width": RANGE_PX}, **line)
    if one.percent is not None:
        figure.add_scatter(
            x=[at(one.percent)],
            y=[y],
            mode="markers",
            hoverinfo="skip",
            cliponaxis=False,
            marker={
                "size": DOT_PX,
                "color": colour if one.low is not None else colours.PAPER[theme],
                "line": {"color": colour, "width": DOT_PX / 5},
            },
        )


def verdicts(counts: Mapping[str, int], theme: Theme = "light") -> go.Figure:
    """Draw how many statements have each verdict, a square for each.

    Parameters
    ----------
    counts : mapping of str to int
        The verdicts in their order; one that no statement has stands there with none.
    theme : {"light", "dark"}
        Which colours.
    """
    every = sum(counts.values())
    figure = sheet(SQUARE_ROW_PX * len(counts) + 4)
    for number, (verdict, count) in enumerate(counts.items()):
        y = -float(number * SQUARE_ROW_PX)
        write(figure, bold(capitalised(verdict)), y - 4, theme, size=BIG_PX)
        write(figure, f"{count} of {every}", y - 4 - BIG_LINE_PX + 4, theme, colour=QUIET[theme])
        step = (1 - SQUARES_AT) / max(*counts.values(), 1)
        figure.add_scatter(
            x=[SQUARES_AT + step * (place + 0.5) for place in range(count)],
            y=[y - SQUARE_ROW_PX / 2] * count,
            mode="markers",
            hoverinfo="skip",
            cliponaxis=False,
            name=verdict,
            marker={
                "symbol": "square",
                "size": SQUARE_PX,
                "color": colours.ACCENT[theme],
                "line": {"color": colours.PAPER[theme], "width": 1},
            },
        )
    return figure
