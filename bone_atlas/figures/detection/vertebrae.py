"""Three spines that fill in: what X-ray, bone scan and MRI showed of vertebrae with proven metastases."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from bone_atlas.evidence.detection import Finding
from bone_atlas.figures import colours
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.detection.canvas import BIG_PX, LINE_PX, faint, ink, sheet, wrapped, write
from bone_atlas.figures.detection.glyph import BOTTOM, DISC_FROM, DISC_HALF, DISC_TO, TOP, cut, vertebra
from bone_atlas.wording import BREAK, bold, capitalised

GLYPHS = 20
#: Pixels for the height of one outline unit; the length follows the width of the figure.
UNIT_PX = 27
TEXT_PX, GAP_PX = 44, 18
FOOT = wrapped(
    f"Each spine is drawn with {GLYPHS} vertebrae: the filled part is the share found, not vertebrae "
    "counted. Each has its own denominator: do not add them."
)
FOOT_PX = LINE_PX * len(FOOT) + 8


def vertebrae(rows: Sequence[Finding], theme: Theme = "light", fraction: float = 1.0) -> go.Figure:
    """Return a row of vertebrae for each test, filled in as far as the test found the metastases.

    Parameters
    ----------
    rows : sequence of Finding
        As from `bone_atlas.evidence.detection.autopsy_vertebrae`: each with a count of its own.
    theme : {"light", "dark"}
        Which colours.
    fraction : float
        How much of each share is filled in, 0 to 1; for a figure that fills in step by step.

    Returns
    -------
    plotly.graph_objects.Figure
        Three traces for each row: the discs, all vertebrae and above them the filled part, the last two named
        ``<id>`` and ``<id>:found``; 20 vertebrae stand for the share.

    Raises
    ------
    ValueError
        If a row has no count, or `fraction` is outside 0 to 1.
    """
    if not 0 <= fraction <= 1:
        raise ValueError(f"a fraction lies between 0 and 1, not at {fraction:g}")
    glyph_px = round((TOP - BOTTOM) * UNIT_PX)
    step = TEXT_PX + glyph_px + GAP_PX
    figure = sheet(step * len(rows) + FOOT_PX)
    figure.update_xaxes(range=[0, GLYPHS])
    for number, row in enumerate(rows):
        y = -float(step * number)
        _text(figure, row, y, theme)
        spine(figure, row, y - TEXT_PX - TOP * UNIT_PX, theme, fraction=fraction)
    write(figure, BREAK.join(FOOT), -float(step * len(rows)), colour=ink(theme), prose=True)
    return figure


def _text(figure: go.Figure, row: Finding, y: float, theme: Theme) -> None:
    cadavers = row.counted.rpartition(", ")[2]
    name = capitalised(row.modality)
    write(figure, bold(name), y, size=BIG_PX)
    write(figure, f"{bold(row.value)}  {row.interval_words}", y - 1, x=1, anchor="right")
    write(figure, f"{row.count} vertebrae, {cadavers}", y - 2 - LINE_PX, colour=ink(theme))


def spine(
    figure: go.Figure,
    row: Finding,
    y: float,
    theme: Theme,
    *,
    fraction: float = 1.0,
    unit_px: float = UNIT_PX,
) -> None:
    """Draw a row of vertebrae into a sheet whose x axis runs from 0 to `GLYPHS`.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        The sheet.
    row : Finding
        With a count.
    y : float
        Where the outlines have their zero, in px.
    theme : {"light", "dark"}
        Which colours.
    fraction : float
        How much of the share is filled in.
    unit_px : float
        Pixels for the height of one outline unit.

    Raises
    ------
    ValueError
        If the row has no count.
    """
    if row.percent is None or row.numerator is None:
        raise ValueError(f"{row.id} has no count to draw")
    empty, filled, line = _looks(theme)
    figure.add_trace(_discs(y, faint(theme), unit_px))
    figure.add_trace(_filled(row.id, float(GLYPHS), (y, unit_px), empty, line))
    length = GLYPHS * row.percent / 100 * fraction
    figure.add_trace(_filled(f"{row.id}:found", length, (y, unit_px), filled, line))


def _looks(theme: Theme) -> tuple[str, str, str]:
    """Return the colours of a vertebra that was missed, of one that was found, and of the outline."""
    if theme == "light":
        return "#f3efe6", colours.SEQUENTIAL["light"][6], "#6b6257"
    return "#2b2d31", colours.SEQUENTIAL["dark"][7], "#9a948b"


def _discs(y: float, fill: str, unit_px: float) -> go.Scatter:
    """Draw the discs between the vertebrae, in one trace."""
    sides, ends = (-DISC_HALF, DISC_HALF, DISC_HALF, -DISC_HALF), (DISC_FROM, DISC_FROM, DISC_TO, DISC_TO)
    xs = [x for number in range(1, GLYPHS) for x in (*(round(number + side, 2) for side in sides), None)]
    ys = [h for _ in range(1, GLYPHS) for h in (*(round(y + end * unit_px, 1) for end in ends), None)]
    return go.Scatter(
        x=xs, y=ys, mode="lines", fill="toself", fillcolor=fill, line={"width": 0}, hoverinfo="skip"
    )


def _filled(name: str, length: float, at: tuple[float, float], fill: str, line: str) -> go.Scatter:
    """Draw the vertebrae from the left up to a length, in one trace, at a height and in a size."""
    y, unit_px = at
    xs: list[float | None] = []
    ys: list[float | None] = []
    for number in range(int(np.ceil(length - 1e-9))):
        part = cut(vertebra(), length - number - 0.5)
        if len(part):
            closed = np.vstack([part, part[:1]])
            xs += [*np.round(closed[:, 0] + number + 0.5, 3).tolist(), None]
            ys += [*np.round(y + closed[:, 1] * unit_px, 1).tolist(), None]
    look = {"color": line, "width": 1, "shape": "linear"}
    return go.Scatter(
        x=xs, y=ys, mode="lines", fill="toself", fillcolor=fill, line=look, hoverinfo="skip", name=name
    )
