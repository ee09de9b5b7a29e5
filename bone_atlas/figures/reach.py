"""The lesions of each study by the routes that reach their bones: a bar for each, its parts named below."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, tostring

import plotly.graph_objects as go

from bone_atlas import wording
from bone_atlas.evidence import LesionsByRoute, Part
from bone_atlas.figures import colours
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import ExportLines, PlotlyObject, StaticMeta
from bone_atlas.figures.export_lines import export_lines
from bone_atlas.layers.build import COUNT_NOT_PUBLISHED
from bone_atlas.wording import bold

QUESTION = "Which route could explain what?"
COUNTED = "Lesions that studies counted, sorted by what is known of the routes to their bones."
ANATOMY = "Arteries reach them all. Anatomy gives a possibility, not a proportion."
PARTS = {
    "both": "Both routes",
    "unknown": "Veins not known",
    "arteries": "No vein named",
    "untold": "Cannot be told",
}
NOT_SEPARATED = "not reported apart"
TITLE_PX, BAR_PX, LINE_PX, GAP_PX = 24, 18, 20, 16
FOOT_PX = 46
#: A layer with its title, bar and lines.
BLOCK_PX = TITLE_PX + BAR_PX + LINE_PX * len(PARTS) + GAP_PX
SIDE_PX = 4
#: Where the figures begin: behind the longest name, so that name and figures fit on a telephone.
FIGURES_PX = 128
TEXT_PX = 13
FOOT = "Shares of all lesions of the study,<br>in brackets the 95 % confidence interval"


def picture_lines(results: Sequence[LesionsByRoute]) -> ExportLines:
    """Return what a saved picture of the bars says.

    Parameters
    ----------
    results : sequence of LesionsByRoute
        What is drawn.
    """
    sources = dict.fromkeys(f"{result.layer.short_title}: {result.layer.source_text}" for result in results)
    return export_lines(QUESTION, "routes_reach", COUNTED, ANATOMY, *sources)


def reach_bars(results: Sequence[LesionsByRoute], theme: Theme = "light") -> go.Figure:
    """Draw a bar for each layer of lesions.

    Parameters
    ----------
    results : sequence of LesionsByRoute
        As `bone_atlas.evidence.lesions_by_route_of` lists them.
    theme : {"light", "dark"}
        Which colours.

    Returns
    -------
    plotly.graph_objects.Figure
        The y axis counts pixels from the top down, so that text of a fixed size never overlaps; the bars take
        the width there is. All bars run from 0 to 100 % of the study's own lesions.
    """
    total = height(results)
    notes = [
        note
        for number, result in enumerate(results)
        for note in (_title(result, number * BLOCK_PX), *_lines(result, number * BLOCK_PX, theme))
    ]
    notes.append(_note(FOOT, total - FOOT_PX / 2, 0))
    middles = [number * BLOCK_PX + TITLE_PX + BAR_PX / 2 for number in range(len(results))]
    figure = go.Figure([_bar(part, results, middles, theme) for part in PARTS])
    figure.update_layout(
        template=None,
        showlegend=False,
        barmode="stack",
        height=total,
        hovermode="closest",
        margin={"l": SIDE_PX, "r": SIDE_PX, "t": 0, "b": 0},
        plot_bgcolor="rgba(0,0,0,0)",
        paper_bgcolor="rgba(0,0,0,0)",
        xaxis={"range": [0, 100], "visible": False, "fixedrange": True},
        yaxis={"range": [total, 0], "visible": False, "fixedrange": True},
        annotations=notes,
        meta=StaticMeta(kind="static"),
    )
    return figure


def height(results: Sequence[LesionsByRoute]) -> int:
    """Return the height in px of the bars."""
    return BLOCK_PX * len(results) + FOOT_PX


def part_of(result: LesionsByRoute, part: str) -> Part:
    """Return a part of the lesions of a study; `part` is one of `PARTS`."""
    return {
        "both": result.both,
        "unknown": result.unknown,
        "arteries": result.arteries,
        "untold": result.untold,
    }[part]


def _bar(part: str, results: Sequence[LesionsByRoute], middles: list[float], theme: Theme) -> go.Bar:
    """Return one part of every bar; what is not reported has no length, and its line says so."""
    shown = [part_of(result, part) for result in results]
    return go.Bar(
        orientation="h",
        name=PARTS[part],
        x=[share.percent for share in shown],
        y=middles,
        width=BAR_PX,
        marker=look(part, theme),
        hoverinfo="text",
        textposition="none",
        text=[f"{PARTS[part]}: {figures_of(result, part)}" for result in results],
    )


def look(part: str, theme: Theme) -> PlotlyObject:
    """Return what a part of a bar looks like; `part` is one of `PARTS`."""
    edge = {"color": colours.PAPER[theme], "width": 1}
    if part == "untold":
        return {"pattern": colours.hatch(theme), "color": colours.HATCH[theme][1], "line": edge}
    return {"color": colours.REACH[theme][part], "line": edge}


def figures_of(result: LesionsByRoute, part: str) -> str:
    """Return percentage, count and interval of a part, or why there is none."""
    share = part_of(result, part)
    if share.count is None:
        return NOT_SEPARATED if result.counted else COUNT_NOT_PUBLISHED
    text = f"{wording.percent(share.percent)}, {share.count} of {share.denominator}"
    if share.ci_low is None or share.ci_high is None:
        return text
    return f"{text} ({share.ci_low:.1f}\N{EN DASH}{share.ci_high:.1f})"


def _title(result: LesionsByRoute, top: float) -> PlotlyObject:
    text = f"{bold(result.layer.short_title)}  {result.untold.denominator} lesions"
    return _note(text, top + TITLE_PX / 2, 0)


def _lines(result: LesionsByRoute, top: float, theme: Theme) -> list[PlotlyObject]:
    """Return name and figures of each part, one line under the other."""
    notes = []
    for number, (part, name) in enumerate(PARTS.items()):
        y = top + TITLE_PX + BAR_PX + LINE_PX * (number + 0.6)
        colour = colours.HATCH[theme][0] if part == "untold" else colours.REACH[theme][part]
        notes.append(_note(f"{_coloured('■', colour)} {name}", y, 0))
        notes.append(_note(figures_of(result, part), y, FIGURES_PX))
    return notes


def _note(text: str, y: float, shift: int) -> PlotlyObject:
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": shift,
        "y": y,
        "yref": "y",
        "yanchor": "middle",
        "align": "left",
        "showarrow": False,
        "font": {"size": TEXT_PX},
        "captureevents": False,
    }


def _coloured(text: str, colour: str) -> str:
    """Return a text in a colour, as Plotly's texts have it."""
    span = Element("span", style=f"color:{colour}")
    span.text = text
    return tostring(span, encoding="unicode")
