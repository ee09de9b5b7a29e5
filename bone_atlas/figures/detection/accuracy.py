"""Sensitivity and specificity side by side, one figure for each thing that is counted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import plotly.graph_objects as go

from bone_atlas.evidence.detection import Accuracy, Finding
from bone_atlas.figures import colours
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.detection.canvas import LINE_PX, faint, ink, sheet, wrapped, write
from bone_atlas.layers import NOT_REPORTED
from bone_atlas.layers.build import COUNT_NOT_PUBLISHED
from bone_atlas.wording import BREAK, bold, capitalised

#: The two panels, in parts of the width, with a gutter for the numbers under the axes.
PANELS = ((0.0, 0.455), (0.545, 1.0))
HEAD_PX, ROW_PX, GAP_PX, FOOT_PX = 58, 58, 16, 80
GROUP_PX = 8
#: Below the line of the test: its figures, then its dot.
TEXT_DOWN, DOT_DOWN = 17, 44
UNITS = {"per patient": "patients", "per lesion": "lesions", "not stated": "cases"}


def accuracy(pairs: Sequence[Accuracy], basis: str, theme: Theme = "light") -> go.Figure:
    """Return the tests with a panel for sensitivity and one for specificity.

    Parameters
    ----------
    pairs : sequence of Accuracy
        As from `bone_atlas.evidence.detection.accuracies`, all on one basis; not empty.
    basis : str
        That basis.
    theme : {"light", "dark"}
        Which colours.

    Returns
    -------
    plotly.graph_objects.Figure
        Groups of rows under their source. A dot with a line has its interval, a ring has none. Both axes
        begin at the same round number below all values, and say so.

    Raises
    ------
    ValueError
        If a figure is on another basis.
    """
    if any(one.basis != basis for pair in pairs for one in _known(pair)):
        raise ValueError(f"not all figures are {basis}")
    groups = [(key, list(members)) for key, members in groupby(pairs, key=_group)]
    heads = [_head(members[0], members) for _, members in groups]
    group_heights = (
        GAP_PX + LINE_PX * len(head) + GROUP_PX + ROW_PX * len(members)
        for head, (_, members) in zip(heads, groups, strict=True)
    )
    height = HEAD_PX + FOOT_PX + sum(group_heights)
    start = 50.0 if min(_lowest(pair) for pair in pairs) >= 50 else 0.0
    figure = sheet(height)
    _column_heads(figure, UNITS[basis], theme)
    y = -float(HEAD_PX)
    for head, (_, members) in zip(heads, groups, strict=True):
        y -= GAP_PX
        for number, line in enumerate(head):
            write(figure, bold(line) if number == 0 else line, y, colour=ink(theme) if number else None)
            y -= LINE_PX
        y -= GROUP_PX
        for pair in members:
            _row(figure, pair, y, start, theme)
            y -= ROW_PX
    _axes(figure, start, y + 4, theme)
    return figure


def _known(pair: Accuracy) -> list[Finding]:
    return [one for one in (pair.sensitivity, pair.specificity) if one is not None]


def _group(pair: Accuracy) -> tuple[str, str]:
    return pair.population, pair.either.citation


def _lowest(pair: Accuracy) -> float:
    return min(edge for one in _known(pair) for edge in (one.low, one.percent) if edge is not None)


def _head(pair: Accuracy, members: list[Accuracy]) -> list[str]:
    """Return the lines over a group: who, in whom, and what was not printed."""
    intervals = {one.low is not None for row in members for one in _known(row)}
    given = "95 % CI as printed" if intervals == {True} else "intervals not given"
    population = capitalised(pair.population)
    printed = wrapped(f"{population}; {COUNT_NOT_PUBLISHED.replace('count', 'counts')}; {given}")
    return [*wrapped(pair.either.citation), *printed]


def _column_heads(figure: go.Figure, unit: str, theme: Theme) -> None:
    for (left, _), title, text in zip(
        PANELS,
        ("Sensitivity", "Specificity"),
        (f"of {unit} with{BREAK}metastases: found", f"of {unit} without{BREAK}them: called clear"),
        strict=True,
    ):
        write(figure, bold(title), 0, x=left)
        write(figure, text, -LINE_PX, x=left, colour=ink(theme))


def _row(figure: go.Figure, pair: Accuracy, y: float, start: float, theme: Theme) -> None:
    write(figure, capitalised(pair.modality), y - 2)
    for number, one in enumerate((pair.sensitivity, pair.specificity), start=1):
        left = PANELS[number - 1][0]
        if one is None:
            write(figure, NOT_REPORTED, y - TEXT_DOWN - 2, x=left, colour=ink(theme))
            continue
        write(figure, f"{bold(one.value)}{_ends(one)}", y - TEXT_DOWN - 2, x=left)
        _dot(figure, one, (start, y - DOT_DOWN), f"x{number + 1}", theme)


def _ends(one: Finding) -> str:
    return "" if one.low is None else f"  {one.low:g}\N{EN DASH}{one.high:g}"


def _dot(figure: go.Figure, one: Finding, at: tuple[float, float], axis: str, theme: Theme) -> None:
    """Draw a faint track, the interval and the dot; without an interval the dot is a ring."""
    start, y = at
    colour = colours.ACCENT[theme] if one.cancer == "breast" else colours.MUTED[theme]
    track = {"mode": "lines", "xaxis": axis, "hoverinfo": "skip"}
    middle = (start + 100) / 2
    ticks = [x for tick in (start, middle, 100.0) for x in (tick, tick, None)]
    faint_line = {"color": faint(theme), "width": 1}
    figure.add_scatter(
        x=[start, 100, None, *ticks], y=[y, y, None, *([y - 4, y + 4, None] * 3)], line=faint_line, **track
    )
    if one.low is not None:
        figure.add_scatter(x=[one.low, one.high], y=[y, y], line={"color": colour, "width": 3}, **track)
    fill = colours.PAPER[theme] if one.low is None else colour
    figure.add_scatter(
        x=[one.percent],
        y=[y],
        mode="markers",
        xaxis=axis,
        hoverinfo="skip",
        cliponaxis=False,
        marker={"size": 12, "color": fill, "line": {"color": colour, "width": 2}},
        name=one.id,
    )


def _axes(figure: go.Figure, start: float, y: float, theme: Theme) -> None:
    """Write the numbers under each panel, where the axes begin, and what dot and ring mean."""
    for number, panel in enumerate(PANELS, start=2):
        axis = {"range": [start, 100], "domain": list(panel), "visible": False, "fixedrange": True}
        figure.update_layout({f"xaxis{number}": {**axis, "anchor": "y"}})
        for tick in (start, (start + 100) / 2, 100.0):
            write(figure, f"{tick:g}", y, x=tick, anchor="center", xref=f"x{number}")
    text = f"per cent; both axes begin at {start:g}" if start else "per cent"
    key = ("\N{BLACK CIRCLE} with its interval", "\N{WHITE CIRCLE} interval not given")
    for number, line in enumerate((text, *key), start=1):
        write(figure, line, y - number * LINE_PX, colour=ink(theme))
