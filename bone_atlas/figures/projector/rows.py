"""Rankings, agreements and the marrow for a projector: rows that read from the last row, and of how many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import plotly.graph_objects as go

from bone_atlas.anatomy import Anatomy
from bone_atlas.evidence.marrow import MarrowComparison
from bone_atlas.evidence.pooling import Agreement
from bone_atlas.figures import colours
from bone_atlas.figures import ranking as page
from bone_atlas.figures.agreement import agreement_plot
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import RowsMeta
from bone_atlas.figures.marrow import marrow_plot
from bone_atlas.figures.projector.enlarged import enlarged
from bone_atlas.figures.projector.letters import LEAST_PX, LINE_HEIGHT, width, wrapped
from bone_atlas.figures.projector.stage import WIDE
from bone_atlas.figures.rows import Row
from bone_atlas.layers import Layer
from bone_atlas.wording import BREAK, bold

MOST_ROWS = 8
LINE_PX = round(LEAST_PX * LINE_HEIGHT)
LIST_PX, INDENT_PX = 48, 38
#: Least room between name and figures of a row.
APART_PX = 20


def ranking(layer: Layer, anatomy: Anatomy, theme: Theme = "light", language: str = "en") -> go.Figure:
    """Return the ranking of a layer, the first rows of it where there are many.

    Parameters
    ----------
    layer : Layer
        Its reports, best first.
    anatomy : Anatomy
        For the names.
    theme : {"light", "dark"}
        Which colours.
    language : str
        Language of the names.

    Returns
    -------
    plotly.graph_objects.Figure
        At most 600 px high. Where rows are left out the words under the axis say of how many these are the
        first; a list of classes is set in two columns instead.
    """
    if layer.kind == "tiers":
        return _classes(page.tier_rows(layer, anatomy, theme, language), theme)
    figure = enlarged(page.ranking(layer, anatomy, theme, language, MOST_ROWS))
    all_rows = len(layer.measured)
    left_out = all_rows > MOST_ROWS
    return _fitted(figure, f"the first {MOST_ROWS} of {all_rows} reported sites" if left_out else "")


def agreement(compared: Agreement, theme: Theme = "light") -> go.Figure:
    """Return what all studies say of a site; see `bone_atlas.figures.agreement.agreement_plot`."""
    return _fitted(enlarged(agreement_plot(compared, theme)))


def marrow(
    compared: MarrowComparison, anatomy: Anatomy, theme: Theme = "light", language: str = "en"
) -> go.Figure:
    """Return the ratios of the regions; see `bone_atlas.figures.marrow.marrow_plot`.

    Of many regions those with the most lesions are drawn: chance moves their ratios least.
    """
    every = compared.rows
    most = sorted(every, key=lambda row: -row.percent)[:MOST_ROWS]
    compared = replace(compared, rows=tuple(row for row in every if row in most))
    left_out = len(every) > MOST_ROWS
    figure = enlarged(marrow_plot(compared, anatomy, theme, language))
    return _fitted(figure, f"the {MOST_ROWS} with the most lesions, of {len(every)}" if left_out else "")


def _classes(listed: Sequence[Row], theme: Theme) -> go.Figure:
    """Set a list under headings in two columns; no class is divided."""
    heads = [i for i, row in enumerate(listed) if not row.identity]
    middle = min((*heads[1:], len(listed)), key=lambda i: (max(i, len(listed) - i), i))
    columns = [listed[:middle], listed[middle:]]
    longest = max(sum(map(_lines, column)) for column in columns)
    line = min(LIST_PX, WIDE[1] / longest)
    figure = go.Figure()
    for number, column in enumerate(columns):
        places = [-sum(map(_lines, column[:i])) - (_lines(row) - 1) / 2 for i, row in enumerate(column)]
        figure.add_trace(_marks(column, places, number / 2, theme))
        for row, y in zip(column, places, strict=True):
            text, shift = ("<br>".join(_broken(row)), INDENT_PX) if row.identity else (bold(row.name), 0)
            figure.add_annotation(
                text=text,
                x=number / 2,
                y=y,
                xref="paper",
                yref="y",
                xanchor="left",
                yanchor="middle",
                xshift=shift,
                showarrow=False,
                borderpad=0,
                captureevents=False,
                align="left",
                font={"size": LEAST_PX, "color": colours.FLOW_INK[theme]},
            )
    height = round(line * longest)
    figure.update_layout(
        template=None,
        showlegend=False,
        hovermode=False,
        height=height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        plot_bgcolor="rgba(0,0,0,0)",
        paper_bgcolor="rgba(0,0,0,0)",
        xaxis={"range": [0, 1], "visible": False, "fixedrange": True},
        yaxis={"range": [0.5 - longest, 0.5], "visible": False, "fixedrange": True},
        # Two rows share a height, so a click could not tell them apart.
        meta=RowsMeta(kind="rows", rows=[], size=(WIDE[0], height)),
    )
    return figure


def _broken(row: Row) -> list[str]:
    """Return the lines of a name in a column."""
    return wrapped(row.name, WIDE[0] / 2 - INDENT_PX - APART_PX)


def _lines(row: Row) -> int:
    return len(_broken(row))


def _marks(column: Sequence[Row], places: Sequence[float], x: float, theme: Theme) -> go.Scatter:
    """Return the dots before the names of a column."""
    items = [(row, y) for row, y in zip(column, places, strict=True) if row.identity]
    return go.Scatter(
        x=[x + 0.02] * len(items),
        y=[y for _, y in items],
        mode="markers",
        hoverinfo="skip",
        cliponaxis=False,
        marker={
            "size": 22,
            "color": [row.colour for row, _ in items],
            "line": {"color": colours.FLOW_INK[theme], "width": 1.5},
        },
    )


def _fitted(figure: go.Figure, footnote: str = "") -> go.Figure:
    """Bring a figure to the height of a slide, with a line more under its axis."""
    layout = figure.layout
    if footnote:
        layout.xaxis.title.text = f"{layout.xaxis.title.text}{BREAK}{footnote}"
        layout.margin.b += LINE_PX
        layout.height += LINE_PX
    layout.height = min(layout.height, WIDE[1])
    _keep_apart(figure)
    layout.meta = {**layout.meta, "size": (WIDE[0], layout.height)}
    return figure


def _keep_apart(figure: go.Figure) -> None:
    """Let a row whose name and figures would touch reach into the margin."""
    layout = figure.layout
    room = WIDE[0] - layout.margin.l - layout.margin.r
    for y in {note.y for note in layout.annotations}:
        row = [note for note in layout.annotations if note.y == y]
        missing = sum(width(note.text, note.font.size) for note in row) + APART_PX - room
        if len(row) == 2 and missing > 0:
            row[1].xshift = min(missing, layout.margin.r)
