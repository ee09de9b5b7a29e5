"""Any row or detection figure with letters that read from the last row."""

from __future__ import annotations

import plotly.graph_objects as go

from bone_atlas.figures import colours
from bone_atlas.figures.contract import PlotlyObject
from bone_atlas.figures.projector.letters import LEAST_PX
from bone_atlas.figures.projector.stage import WIDE

#: Size of the letters of a figure of the page; all else grows as they do.
PAGE_PX = 13
#: Dots and lines grow less: they have to stay clear of larger letters.
MARKS = 0.85
#: Half of the widest number under an axis.
TICK_PX = 46
LEAST_CONTRAST = 7.0
Look = PlotlyObject


def enlarged(figure: go.Figure, least: float = LEAST_PX) -> go.Figure:
    """Return a figure of the page with no letters under a size.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        A ranking, an agreement, a comparison, the marrow, the bars of the routes, or a figure of detection.
        It is not changed.
    least : float
        Least size of letters, in CSS px.

    Returns
    -------
    plotly.graph_objects.Figure
        The same with letters, lines, dots, margins and height scaled alike, for a stage 760 px wide: what
        fits a telephone in small letters fits a slide in large ones. Words whose contrast with the page is
        below 7:1 take its ink. ``layout.meta.size`` is what the figure is drawn for; one of many rows is
        higher than a slide (`bone_atlas.figures.projector.rows` draws what fits).
    """
    scale = max(1.0, least / PAGE_PX)
    made = figure.to_dict()
    layout = made["layout"]
    layout["annotations"] = [_note(note, scale, least) for note in layout.get("annotations", ())]
    layout["margin"] = {side: px * scale for side, px in layout.get("margin", {}).items()}
    if any(axis.get("visible", True) for name, axis in layout.items() if name.startswith("xaxis")):
        layout["margin"] |= {side: max(TICK_PX, layout["margin"].get(side, 0)) for side in ("l", "r")}
    for name in [name for name in layout if name.startswith(("xaxis", "yaxis"))]:
        layout[name] = _axis(layout[name], scale, least)
    layout["height"] = round(layout["height"] * scale)
    layout["meta"] = {**layout.get("meta", {}), "size": [WIDE[0], layout["height"]]}
    made["data"] = [_trace(trace, scale * MARKS) for trace in made["data"]]
    return go.Figure(made)


def _note(note: Look, scale: float, least: float) -> Look:
    shifts: Look = {name: note[name] * scale for name in ("xshift", "yshift") if name in note}
    return {**note, **shifts, "font": _font(note.get("font", {}), scale, least)}


def _axis(axis: Look, scale: float, least: float) -> Look:
    title = axis.get("title", {})
    if title.get("text"):
        standoff = round(title.get("standoff", 0) * scale)
        title = {**title, "font": _font(title.get("font", {}), scale, least), "standoff": standoff}
    return {**axis, "title": title, "tickfont": _font(axis.get("tickfont", {}), scale, least)}


def _font(font: Look, scale: float, least: float) -> Look:
    size = max(least, round(font.get("size", PAGE_PX) * scale, 1))
    strong = {"color": legible(font["color"])} if font.get("color") else {}
    return {**font, "size": size, **strong}


def _trace(trace: Look, scale: float) -> Look:
    made = dict(trace)
    if "line" in made:
        made["line"] = _scaled(made["line"], "width", scale)
    if "marker" in made:
        made["marker"] = _scaled(made["marker"], "size", scale)
        if "line" in made["marker"]:
            made["marker"]["line"] = _scaled(made["marker"]["line"], "width", scale)
    return made


def _scaled(look: Look, name: str, scale: float) -> Look:
    return {**look, name: round(look[name] * scale, 2)} if name in look else dict(look)


def legible(colour: str) -> str:
    """Return a colour that letters may have: itself, or the ink of the page it was meant for.

    Parameters
    ----------
    colour : str
        ``#rrggbb``.

    Returns
    -------
    str
        With a contrast of at least 7:1 against the page of its theme: dark colours are for the light one.
    """
    if max(contrast(colour, paper) for paper in colours.PAPER.values()) >= LEAST_CONTRAST:
        return colour
    return colours.FLOW_INK["light" if luminance(colour) < 0.25 else "dark"]


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``, 0 to 1; source of the formula: WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21; source of the formula: WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
