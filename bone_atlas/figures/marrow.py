"""Metastases against the red marrow: the ratio of each region, where twice and half are equally far."""

from __future__ import annotations

from dataclasses import replace
from math import log10

import plotly.graph_objects as go

from bone_atlas.anatomy import Anatomy
from bone_atlas.evidence.marrow import MarrowComparison, MarrowRow
from bone_atlas.figures import colours
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import ExportLines
from bone_atlas.figures.export_lines import export_lines
from bone_atlas.figures.rows import DOT_DOWN, Row, Section, dot_figure, dot_height
from bone_atlas.layers.build import COUNT_NOT_PUBLISHED
from bone_atlas.wording import bold

TICKS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
TITLE = "times the share of the red marrow"


def marrow_plot(
    compared: MarrowComparison, anatomy: Anatomy, theme: Theme = "light", language: str = "en"
) -> go.Figure:
    """Return the ratios of the regions.

    Parameters
    ----------
    compared : MarrowComparison
        As from `bone_atlas.evidence.marrow.against_marrow`; at least one region is matched.
    anatomy : Anatomy
        For the names.
    theme : {"light", "dark"}
        Which colours.
    language : str
        Language of the names.

    Returns
    -------
    plotly.graph_objects.Figure
        Rows from the highest ratio to the lowest on a logarithmic axis with a line at 1; a ratio of zero is
        an arrow at the left edge. The interval is that of the lesions' share alone.

    Raises
    ------
    ValueError
        If no region is matched.
    """
    if not compared.rows:
        raise ValueError(f"{compared.layer.id} counts no region of the marrow")
    rows = [_row(row, anatomy, theme, language) for row in compared.rows]
    ticks = {log10(tick): f"{tick:g}" for tick in TICKS}
    section = Section(rows, log10(TICKS[-1]), TITLE, bottom=log10(TICKS[0]), ticks=ticks, mark=0.0)
    figure = dot_figure([section], theme)
    _strengthen_mark(figure, len(rows), theme)
    _draw_zeros(figure, compared, theme)
    return figure


def height(compared: MarrowComparison) -> int:
    """Return the height in px of the plot."""
    return dot_height(len(compared.rows))


def picture_lines(compared: MarrowComparison, marrow_source: str) -> ExportLines:
    """Return what stands above and below the saved picture of the plot.

    Parameters
    ----------
    compared : MarrowComparison
        What is drawn.
    marrow_source : str
        Who measured the marrow, written out.
    """
    layer = compared.layer
    return export_lines(
        f"Metastases against the red marrow: {layer.title}",
        f"{layer.id}_marrow",
        "Share of the counted lesions in a region, divided by its share of the red marrow; logarithmic axis",
        "Line: 95 % CI of the share of the lesions alone. Ring: count not published. Pale: small group. "
        "Arrow: no lesion counted, a ratio of 0",
        f"Lesions: {layer.citation.removesuffix('.')}; {layer.source_text}",
        f"Marrow: {marrow_source}",
    )


def _row(row: MarrowRow, anatomy: Anatomy, theme: Theme, language: str) -> Row:
    """Return a row whose position is the logarithm of its ratio, never outside the axis."""
    counted = f"{row.numerator}/{row.denominator}" if row.numerator is not None else ""
    known = row.low is not None and row.high is not None
    made = Row(
        row.site_id,
        anatomy.name(row.site_id, language),
        f"{bold(f'{row.ratio:.1f} times')}  {counted}".rstrip(),
        _position(row.ratio) if row.ratio > 0 else None,
        _position(row.low) if known else None,
        _position(row.high) if known else None,
        colours.diverging_at(log10(row.ratio) / log10(5), theme) if row.ratio > 0 else colours.MUTED[theme],
        hollow=row.numerator is None,
        spoken=hover_text(row),
    )
    return replace(made, faint=any(value.small for value in row.observed))


def _position(ratio: float | None) -> float:
    """Return the position of a ratio on the axis."""
    return log10(min(max(ratio or 0.0, TICKS[0]), TICKS[-1]))


def _strengthen_mark(figure: go.Figure, count: int, theme: Theme) -> None:
    """Draw the line at 1 so that it is seen between the rows."""
    figure.add_shape(
        type="line",
        x0=0,
        x1=0,
        y0=0.5,
        y1=0.5 - count,
        layer="below",
        line={"color": colours.MUTED[theme], "width": 1.5, "dash": "dot"},
    )


def _draw_zeros(figure: go.Figure, compared: MarrowComparison, theme: Theme) -> None:
    """Mark the ratios that no logarithm has."""
    ys = [-i - DOT_DOWN for i, row in enumerate(compared.rows) if row.ratio == 0]
    if ys:
        figure.add_scatter(
            x=[log10(TICKS[0])] * len(ys),
            y=ys,
            mode="markers",
            hoverinfo="skip",
            cliponaxis=False,
            marker={"symbol": "triangle-left", "size": 12, "color": colours.MUTED[theme]},
        )


def hover_text(row: MarrowRow) -> str:
    """Return all figures of a region in a sentence, for tooltips and what is read aloud."""
    counted = (
        f"{row.numerator} of {row.denominator} lesions ({row.percent:.1f} %)"
        if row.numerator is not None
        else f"{row.percent:.1f} % of lesions ({COUNT_NOT_PUBLISHED})"
    )
    spread = f", SD {row.sd_points:.1f}" if row.sd_points is not None else ""
    marrow = f"{row.marrow_percent:.1f} % of the marrow{spread}, n = {row.persons}"
    return f"{counted} against {marrow}: {row.ratio:.2f} times"
