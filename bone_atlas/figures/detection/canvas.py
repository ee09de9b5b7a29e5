"""A sheet to draw on: heights in pixels from the top, widths that follow the page, text that wraps."""

from __future__ import annotations

import textwrap

import plotly.graph_objects as go

from bone_atlas.figures import colours
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import PlotlyObject, RowsMeta

#: Half of the widest number under an axis, so that the first and the last one are shown.
SIDE_PX = 16
LINE_PX = 18
FONT_PX = 13
BIG_PX = 15
#: What fits beside one another in a figure as wide as the smallest phone: 320 px, less the page's edges.
LINE_LETTERS = 37
#: Name of sentences that take the width of the page; row_fit.js knows it.
PROSE = "prose"


def sheet(height: int, top: int = 4) -> go.Figure:
    """Return an empty figure whose y axis counts pixels down from the top.

    Parameters
    ----------
    height : int
        Of the whole figure, in pixels.
    top : int
        Free space above, in pixels.

    Returns
    -------
    plotly.graph_objects.Figure
        y runs from 0 at the top to ``top - height``; the x axis from 0 to 1. It has no rows to select.
    """
    figure = go.Figure()
    figure.update_layout(
        template=None,
        showlegend=False,
        height=height,
        hovermode=False,
        margin={"l": SIDE_PX, "r": SIDE_PX, "t": top, "b": 0},
        plot_bgcolor="rgba(0,0,0,0)",
        paper_bgcolor="rgba(0,0,0,0)",
        xaxis={"range": [0, 1], "visible": False, "fixedrange": True},
        yaxis={"range": [top - height, 0], "visible": False, "fixedrange": True},
        meta=RowsMeta(kind="rows", rows=[]),
    )
    return figure


def write(
    figure: go.Figure,
    text: str,
    y: float,
    *,
    x: float = 0.0,
    anchor: str = "left",
    xref: str = "paper",
    size: int = FONT_PX,
    colour: str | None = None,
    prose: bool = False,
) -> None:
    """Write a line whose upper edge is at a height.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        The sheet.
    text : str
        The line, or lines divided by ``<br>``.
    y : float
        Pixels, negative below the top.
    x : float
        Position on `xref`.
    anchor : {"left", "center", "right"}
        Which part of the text is at `x`.
    xref : str
        ``"paper"`` or an axis, such as ``"x2"`` or ``"x2 domain"``.
    size : int
        Of the letters, in pixels; at least 13.
    colour : str, optional
        The page's own ink by default.
    prose : bool
        Whether the lines are sentences: where the page has more room, they are broken anew.
    """
    font: PlotlyObject = {"size": size} | ({"color": colour} if colour else {})
    figure.add_annotation(
        text=text,
        x=x,
        xref=xref,
        xanchor=anchor,
        y=y,
        yref="y",
        yanchor="top",
        align=anchor,
        showarrow=False,
        font=font,
        borderpad=0,
        captureevents=False,
        name=PROSE if prose else None,
    )


def wrapped(text: str, letters: int = LINE_LETTERS) -> list[str]:
    """Break a text into lines that fit the smallest phone; what a space keeps together stays together."""
    kept = text.replace(" %", "\N{NO-BREAK SPACE}%")
    return textwrap.wrap(kept, letters, break_long_words=False, break_on_hyphens=False)


def ink(theme: Theme) -> str:
    """Return the colour of lesser texts."""
    return colours.MUTED[theme]


def faint(theme: Theme) -> str:
    """Return the colour of tracks and grids."""
    return "rgba(128,120,110,0.28)" if theme == "light" else "rgba(200,190,180,0.26)"
