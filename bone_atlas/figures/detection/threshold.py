"""The threshold of an X-ray: how much mineral a focus loses before the X-ray shows anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

import plotly.graph_objects as go

from bone_atlas.evidence.detection import Band
from bone_atlas.figures import colours
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import PlotlyObject
from bone_atlas.figures.detection.canvas import BIG_PX, LINE_PX, faint, ink, sheet, wrapped, write
from bone_atlas.figures.detection.pictures import data_urls
from bone_atlas.wording import BREAK, bold

TOP_LOSS, STEP = 60, 5
SCHEMATIC = "Schematic, not a radiograph."
#: Right edge of the left picture, left edge of the right one; the most that either is wide.
INNER, WIDEST = (0.49, 0.51), 0.49
HEAD_PX, PICTURE_PX, VERDICT_PX, GAUGE_PX = 60, 190, 46, 102
BAR_DOWN, BAR_PX, OTHERS_DOWN = 16, 12, 52
#: Positions of what a step changes, in the order in which `threshold` adds them.
_VEILS, _VERDICT, _POINTER = (1, 3), 0, 1


def steps() -> range:
    """Return the losses of the slider in percent: 0, 5, ... 60."""
    return range(0, TOP_LOSS + 1, STEP)


def contrast(loss: float, band: Band) -> float:
    """Return how dark the focus is drawn on the schematic film.

    Parameters
    ----------
    loss : float
        Mineral lost, in percent.
    band : Band
        Where the X-ray begins to show it.

    Returns
    -------
    float
        0 below the band, rising through it and beyond, 1 at most. It is a rule of drawing, not a measurement.
    """
    if loss < band.low:
        return 0.0
    if loss <= band.high:
        return 0.15 + 0.45 * (loss - band.low) / (band.high - band.low)
    return min(1.0, 0.6 + 0.4 * (loss - band.high) / (TOP_LOSS - band.high))


class ThresholdStep(TypedDict):
    """A state of the picture: the loss in per cent, what it shows, opacities, what changes in the figure."""

    loss: float
    verdict: str
    words: str
    colour: str
    bone: float
    film: float
    relayout: PlotlyObject


def threshold_steps(band: Band, theme: Theme = "light") -> list[ThresholdStep]:
    """Return every state of the slider, small enough to be sent at once.

    Parameters
    ----------
    band : Band
        As from `bone_atlas.evidence.detection.threshold_band`.
    theme : {"light", "dark"}
        Which colours.

    Returns
    -------
    list of dict
        For 0, 5, ... 60 %: ``loss``, ``verdict``, ``words``, ``colour``, the opacities ``bone`` and
        ``film``, and ``relayout``, what ``Plotly.relayout`` needs to turn any figure of `threshold` into
        this state.
    """
    return [_state(loss, band, theme) for loss in steps()]


def _state(loss: float, band: Band, theme: Theme) -> ThresholdStep:
    verdict = band.verdict(loss)
    text = bold(f"{loss:g} % of the mineral lost:{BREAK}{verdict}")
    bone, film = round(loss / 100, 3), round(contrast(loss, band), 3)
    colour = ink(theme) if loss < band.low else colours.SEQUENTIAL[theme][6 if loss <= band.high else 8]
    changed: PlotlyObject = {
        f"images[{veil}].opacity": opacity for veil, opacity in zip(_VEILS, (bone, film), strict=True)
    }
    changed[f"annotations[{_VERDICT}].text"] = text
    changed[f"annotations[{_POINTER}].x"] = loss
    changed[f"annotations[{_POINTER}].font.color"] = colour
    return {
        "loss": loss,
        "verdict": verdict,
        "words": text,
        "colour": colour,
        "bone": bone,
        "film": film,
        "relayout": changed,
    }


def threshold(
    loss: float, band: Band, theme: Theme = "light", images: Mapping[str, str] | None = None
) -> go.Figure:
    """Return a vertebra with a focus, in a cut and on a schematic X-ray, and the scale of the loss.

    Parameters
    ----------
    loss : float
        Mineral lost in the focus, in percent, 0 to 60.
    band : Band
        As from `bone_atlas.evidence.detection.threshold_band`.
    theme : {"light", "dark"}
        Which colours.
    images : mapping of str to str, optional
        Addresses of the pictures by name; drawn into the figure by default.

    Returns
    -------
    plotly.graph_objects.Figure
        The cut fades with every percent; the X-ray shows nothing below the band. It says that it is schematic
        and whom the band comes from.

    Raises
    ------
    ValueError
        If the loss is outside 0 to 60 %.
    """
    if not 0 <= loss <= TOP_LOSS:
        raise ValueError(f"the loss lies between 0 and {TOP_LOSS} %, not at {loss:g}")
    notes = _notes(band)
    below = HEAD_PX + PICTURE_PX
    figure = sheet(below + VERDICT_PX + GAUGE_PX + LINE_PX * len(notes) + 8)
    state = _state(loss, band, theme)
    write(figure, state["words"], -float(below + 4), x=0.5, anchor="center", size=BIG_PX)
    _gauge(figure, state, band, -float(below + VERDICT_PX), theme)
    _panels(figure, state, images or data_urls())
    for x, anchor, title, text in zip(
        INNER,
        ("right", "left"),
        ("The bone, cut", "An X-ray"),
        (f"the ring marks{BREAK}the focus", "what it would show"),
        strict=True,
    ):
        write(figure, bold(title), 0, x=x, anchor=anchor)
        write(figure, text, -LINE_PX, x=x, anchor=anchor, colour=ink(theme))
    under = -float(below + VERDICT_PX + GAUGE_PX)
    write(figure, "<br>".join(notes), under, colour=ink(theme), prose=True)
    return figure


def _panels(figure: go.Figure, state: ThresholdStep, images: Mapping[str, str]) -> None:
    pictures = (("bone", state["bone"]), ("film", state["film"]))
    for x, anchor, (name, veil) in zip(INNER, ("right", "left"), pictures, strict=True):
        # Plotly takes two pictures of the same position and size for one: the veil is a hair wider.
        for source, opacity, wider in ((name, 1.0, 0.0), (f"{name}_veil", veil, 1e-6)):
            figure.add_layout_image(
                source=images[source],
                opacity=opacity,
                sizing="contain",
                layer="below",
                xref="paper",
                x=x,
                sizex=WIDEST + wider,
                xanchor=anchor,
                yref="y",
                y=-float(HEAD_PX),
                sizey=PICTURE_PX,
                yanchor="top",
            )


def _gauge(figure: go.Figure, state: ThresholdStep, band: Band, y: float, theme: Theme) -> None:
    """Draw the scale from 0 to 60 % with the band, the pointer, and what an experiment found instead."""
    figure.update_layout(
        xaxis2={"range": [0, TOP_LOSS], "domain": [0, 1], "visible": False, "fixedrange": True, "anchor": "y"}
    )
    write(
        figure,
        "\N{BLACK DOWN-POINTING TRIANGLE}",
        y + 2,
        x=state["loss"],
        xref="x2",
        anchor="center",
        size=BIG_PX,
        colour=state["colour"],
    )
    bar = y - BAR_DOWN
    _block(figure, (0, TOP_LOSS), (bar, bar - BAR_PX), faint(theme))
    _block(figure, (band.low, band.high), (bar, bar - BAR_PX), colours.SEQUENTIAL[theme][4])
    for tick in (0, 10, 20, 30, 40, 50, 60):
        text = f"{tick} %" if tick in (30, 50) else f"{tick}"
        write(figure, text, bar - BAR_PX - 1, x=tick, xref="x2", anchor="center")
    others = [one for one in band.others if one.source_link and one.low is not None and one.high is not None]
    for one in others:
        _block(figure, (one.low or 0, one.high or 0), (y - OTHERS_DOWN - 5, y - OTHERS_DOWN - 11), ink(theme))
    if others:
        end = max(one.high or 0 for one in others)
        low = min(one.low or 0 for one in others)
        caption = f"{low:g}\N{EN DASH}{end:g} %:{BREAK}cut pieces of long bone"
        write(figure, caption, y - OTHERS_DOWN, x=end + 1, xref="x2", colour=ink(theme))
    figure.add_scatter(x=[None], y=[None], xaxis="x2", hoverinfo="skip")


def _block(figure: go.Figure, across: tuple[float, float], down: tuple[float, float], fill: str) -> None:
    figure.add_shape(
        type="rect",
        xref="x2",
        yref="y",
        x0=across[0],
        x1=across[1],
        y0=down[0],
        y1=down[1],
        fillcolor=fill,
        line={"width": 0},
        layer="below",
    )


def _notes(band: Band) -> list[str]:
    """Return what must stand under the picture: that it is drawn, and whose figures it uses."""
    cited = [one for one in band.sources if one.source_link] or list(band.sources)
    against = next((one for one in band.others if one.source_link), None)
    texts = [
        f"{SCHEMATIC} Between {band.low:g} and {band.high:g} % an X-ray may show a focus: "
        f"{cited[0].citation or cited[0].source_text} ({cited[0].verified}).",
    ]
    if against:
        texts.append(f"Cut pieces of long bone: {against.citation} ({against.verified}).")
    return [line for text in texts for line in wrapped(text)]
