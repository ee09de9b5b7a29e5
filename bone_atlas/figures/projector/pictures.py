"""The drawn pictures of detection for a projector: three spines, a vertebra at three losses of mineral."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from bone_atlas.evidence.detection import Band, Finding
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.detection.glyph import BOTTOM, TOP
from bone_atlas.figures.detection.pictures import data_urls
from bone_atlas.figures.detection.threshold import SCHEMATIC, TOP_LOSS, contrast
from bone_atlas.figures.detection.vertebrae import GLYPHS, spine
from bone_atlas.figures.projector.letters import QUIET, wrapped
from bone_atlas.figures.projector.sheets import BIG_LINE_PX, BIG_PX, LINE_PX, ROOM_PX, named, sheet, write
from bone_atlas.wording import bold, capitalised

UNIT_PX, SPINE_GAP_PX = 44, 22
SPINES_FOOT = (
    f"Each spine is drawn with {GLYPHS} vertebrae: the filled part is the share found. Each has its own "
    "denominator: do not add them."
)


def vertebrae(rows: Sequence[Finding], theme: Theme = "light") -> go.Figure:
    """Return a row of vertebrae for each test; see `bone_atlas.figures.detection.vertebrae`."""
    foot = wrapped(SPINES_FOOT, ROOM_PX)
    step = BIG_LINE_PX + LINE_PX + round((TOP - BOTTOM) * UNIT_PX) + SPINE_GAP_PX
    figure = sheet(step * len(rows) + LINE_PX * len(foot) + 8)
    figure.update_xaxes(range=[0, GLYPHS])
    for number, row in enumerate(rows):
        y = -float(step * number)
        name = capitalised(row.modality)
        cadavers = row.counted.rpartition(", ")[2]
        write(figure, bold(name), y, theme, size=BIG_PX)
        write(figure, f"{bold(row.value)}  {row.interval_words}", y - 2, theme, x=1, anchor="right")
        write(figure, f"{row.count} vertebrae, {cadavers}", y - BIG_LINE_PX, theme, colour=QUIET[theme])
        top = y - BIG_LINE_PX - LINE_PX - 4
        spine(figure, row, top - TOP * UNIT_PX, theme, unit_px=UNIT_PX)
    write(figure, "<br>".join(foot), -float(step * len(rows)), theme, colour=QUIET[theme])
    return figure


#: As large as the height of the stage lets them be.
SIDE_PX, PICTURE_GAP_PX = 174, 8


def threshold(band: Band, theme: Theme = "light", images: Mapping[str, str] | None = None) -> go.Figure:
    """Return a vertebra in a cut and on a schematic X-ray at three losses: below, in and above the threshold.

    Parameters
    ----------
    band : Band
        As from `bone_atlas.evidence.detection.threshold_band`.
    theme : {"light", "dark"}
        Which colours.
    images : mapping of str to str, optional
        Addresses of the pictures by name; drawn into the figure by default.

    Returns
    -------
    plotly.graph_objects.Figure
        Three columns, and whose figures they rest on. It says that it is schematic.
    """
    shown = images or data_urls()
    losses = (band.low - 10, (band.low + band.high) / 2, float(TOP_LOSS))
    notes = wrapped(_threshold_note(band), ROOM_PX)
    pictures = 2 * (SIDE_PX + PICTURE_GAP_PX)
    figure = sheet(LINE_PX + pictures + LINE_PX + 16 + LINE_PX * len(notes))
    for number, loss in enumerate(losses):
        middle = (number + 0.5) / len(losses)
        write(figure, bold(f"{loss:g} % lost"), 0, theme, x=middle, anchor="center")
        _pictures(figure, loss, band, middle, shown)
        verdict = "X-ray: " + band.verdict(loss).rpartition(": ")[2]
        write(figure, verdict, -float(LINE_PX + pictures), theme, x=middle, anchor="center")
    write(figure, "<br>".join(notes), -float(2 * LINE_PX + pictures + 8), theme, colour=QUIET[theme])
    return figure


def _pictures(figure: go.Figure, loss: float, band: Band, middle: float, images: Mapping[str, str]) -> None:
    """Draw the cut above the X-ray; of each, a veil over the focus as strong as the loss."""
    for row, (name, opacity) in enumerate((("bone", loss / 100), ("film", contrast(loss, band)))):
        y = -float(LINE_PX + row * (SIDE_PX + PICTURE_GAP_PX))
        # Plotly takes two pictures of the same position and size for one: the veil is a hair wider.
        for source, share, wider in ((name, 1.0, 0.0), (f"{name}_veil", opacity, 1e-6)):
            figure.add_layout_image(
                source=images[source],
                opacity=round(share, 3),
                sizing="contain",
                layer="below",
                xref="paper",
                x=middle,
                sizex=0.32 + wider,
                xanchor="center",
                yref="y",
                y=y,
                sizey=SIDE_PX,
                yanchor="top",
            )


def _threshold_note(band: Band) -> str:
    cited = [one for one in band.sources if one.source_link] or list(band.sources)
    text = (
        f"{SCHEMATIC} Above the cut bone, below an X-ray. It may show a loss of "
        f"{band.low:g}\N{EN DASH}{band.high:g} % ({named(cited[0])}; {cited[0].verified})."
    )
    against = [one for one in band.others if one.source_link and one.low is not None]
    if against:
        low, high = min(one.low or 0 for one in against), max(one.high or 0 for one in against)
        text += f" Cut long bone: {low:g}\N{EN DASH}{high:g} % ({named(against[0])})."
    return text
