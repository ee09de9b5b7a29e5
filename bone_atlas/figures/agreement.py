"""One site in all studies: dots with intervals, the range, and a pooled value or why there is none."""

from __future__ import annotations

import textwrap
from math import ceil

import plotly.graph_objects as go

from bone_atlas import wording
from bone_atlas.evidence.pooling import Agreement, StudyValue
from bone_atlas.evidence.random_effects import Pooled
from bone_atlas.figures import colours
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import ExportLines
from bone_atlas.figures.export_lines import export_lines
from bone_atlas.figures.rows import DOT_DOWN, Row, Section, dot_figure, dot_height
from bone_atlas.wording import bold, capitalised

#: What the marks of the figure mean.
MARKS = "Line: 95 % CI. Ring: count not published. Pale: small group. Shaded: range of the counted studies"
POOLED = "Pooled"
PREDICTED = "95 %, a new study"
#: Letters of a line and lines of a row, so that a reason fits a phone.
LINE_LETTERS = 46
LINES_IN_ROW = 2
DIAMOND_UP = 0.2


def agreement_plot(agreement: Agreement, theme: Theme = "light") -> go.Figure:
    """Return what all studies say of a site.

    Parameters
    ----------
    agreement : Agreement
        As from `bone_atlas.evidence.pooling.agreement`; at least one study reports the site.
    theme : {"light", "dark"}
        Which colours.

    Returns
    -------
    plotly.graph_objects.Figure
        A row for each study, highest first; a click on one names its layer. Percentages without counts are
        rings below the counted ones and outside the shaded range. Small groups are toned down and have their
        n beside the name. Under them stand a diamond (the pooled value, as wide as its interval after Hartung
        and Knapp) and a bar (the prediction interval), or why nothing is pooled.

    Raises
    ------
    ValueError
        If no study reports the site.
    """
    studies = [*agreement.studies, *agreement.uncounted]
    if not studies:
        raise ValueError(f"no study reports {agreement.site_id}")
    reason = _reason(agreement)
    rows = [_row(study, theme) for study in studies]
    rows += _pooled_rows(agreement.pooled) if agreement.pooled else [Row("", "")] * _reason_rows(reason)
    ends = [number or 0.0 for study in studies for number in (study.value.ci_high, study.value.percent)]
    ends.append(agreement.pooled.prediction_high if agreement.pooled else 0.0)
    figure = dot_figure([Section(rows, colours.scale_top(ends), f"% of {agreement.unit_label}")], theme)
    _shade_range(figure, agreement, theme)
    if agreement.pooled:
        _draw_pooled(figure, agreement.pooled, -len(studies), theme)
    else:
        _write(figure, reason, -len(studies))
    return figure


def height(agreement: Agreement) -> int:
    """Return the height in px of the plot."""
    under = len(_pooled_rows(agreement.pooled)) if agreement.pooled else _reason_rows(_reason(agreement))
    return dot_height(len(agreement.studies) + len(agreement.uncounted) + under)


def picture_lines(agreement: Agreement, name: str) -> ExportLines:
    """Return what stands above and below the saved picture of the plot.

    Parameters
    ----------
    agreement : Agreement
        What is drawn.
    name : str
        Of the site.
    """
    layers = [study.layer for study in (*agreement.studies, *agreement.uncounted)]
    sources = dict.fromkeys(f"{one.citation.removesuffix('.')}; {one.source_text}" for one in layers)
    return export_lines(
        f"{capitalised(name)}, study by study",
        f"{agreement.site_id}_{agreement.unit}_studies",
        f"% of {agreement.unit_label}",
        MARKS,
        *sources,
    )


def _reason(agreement: Agreement) -> list[str]:
    """Return in lines why nothing is pooled."""
    return [] if agreement.pooled else textwrap.wrap(_sentence(agreement), LINE_LETTERS)


def _reason_rows(lines: list[str]) -> int:
    return ceil(len(lines) / LINES_IN_ROW)


def _row(study: StudyValue, theme: Theme) -> Row:
    value = study.value
    return Row(
        study.layer.id,
        wording.title_with_n(study.layer),
        wording.row_words(value),
        value.percent,
        value.ci_low,
        value.ci_high,
        colours.ACCENT[theme],
        hollow=value.numerator is None,
        faint=value.small,
    )


def _pooled_rows(pooled: Pooled) -> list[Row]:
    """Return the rows of diamond and bar, which are drawn by `_draw_pooled`."""
    many = f"{pooled.people} in {pooled.studies} studies"
    return [
        Row("", POOLED, f"{bold(wording.percent(pooled.percent))}  {many}"),
        Row("", PREDICTED, wording.span(pooled.prediction_low, pooled.prediction_high)),
    ]


def _sentence(agreement: Agreement) -> str:
    """Return the range and why it is not pooled."""
    known = agreement.low is not None and agreement.high is not None
    spread = f"Range {agreement.low:.1f}{wording.EN_DASH}{agreement.high:.1f} %. " if known else ""
    return f"{spread}{capitalised(agreement.reason)}."


def _shade_range(figure: go.Figure, agreement: Agreement, theme: Theme) -> None:
    """Shade the range of the counted studies across their rows."""
    if agreement.low is None:
        return
    figure.add_shape(
        type="rect",
        x0=agreement.low,
        x1=agreement.high,
        y0=0.5,
        y1=0.5 - len(agreement.studies),
        layer="below",
        fillcolor=colours.MUTED[theme],
        opacity=0.16,
        line={"width": 0},
    )


def _draw_pooled(figure: go.Figure, pooled: Pooled, row: int, theme: Theme) -> None:
    """Draw diamond and bar in two rows from the one given."""
    y = row - DOT_DOWN
    shared = {"mode": "lines", "hoverinfo": "skip", "cliponaxis": False}
    figure.add_scatter(
        x=[pooled.ci_low, pooled.percent, pooled.ci_high, pooled.percent, pooled.ci_low],
        y=[y, y + DIAMOND_UP, y, y - DIAMOND_UP, y],
        fill="toself",
        fillcolor=colours.ACCENT[theme],
        line={"color": colours.ACCENT[theme], "width": 1},
        **shared,
    )
    figure.add_scatter(
        x=[pooled.prediction_low, pooled.prediction_high],
        y=[y - 1, y - 1],
        line={"color": colours.ACCENT[theme], "width": 5},
        **shared,
    )


def _write(figure: go.Figure, lines: list[str], row: int) -> None:
    """Write lines from a row downwards."""
    figure.add_annotation(
        text="<br>".join(lines),
        x=0,
        xref="paper",
        xanchor="left",
        y=row + 0.45,
        yref="y",
        yanchor="top",
        align="left",
        showarrow=False,
        font={"size": 13},
        captureevents=False,
    )
