"""The reported sites of a layer in order, each a dot with its interval and count."""

from __future__ import annotations

import plotly.graph_objects as go

from bone_atlas import wording
from bone_atlas.anatomy import Anatomy
from bone_atlas.figures import colours
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.rows import Row, Section, dot_figure, list_figure
from bone_atlas.layers import TIER_LABELS, Layer, SiteValue


def ranking(layer: Layer, anatomy: Anatomy, theme: Theme = "light", language: str = "en") -> go.Figure:
    """Return the ranking of a layer.

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
        Percentages with 95 % intervals, or for a layer of tiers a list under the three classes. A dot
        without a published count is a ring and has no interval.
    """
    if layer.kind == "tiers":
        return list_figure(_tier_rows(layer, anatomy, theme, language), theme)
    shown = [report for report in layer.reports if report.percent is not None]
    end = colours.scale_top([max(r.ci_high or 0.0, r.percent or 0.0) for r in shown])
    rows = [_row(report, layer, anatomy, theme, language) for report in shown]
    return dot_figure([Section(rows, end, f"% of {layer.unit_label}")], theme)


def _row(report: SiteValue, layer: Layer, anatomy: Anatomy, theme: Theme, language: str) -> Row:
    colour = colours.colour_at((report.percent or 0.0) / colours.layer_top(layer), theme)
    return Row(
        report.site_id,
        anatomy.name(report.site_id, language),
        wording.row_words(report),
        report.percent,
        report.ci_low,
        report.ci_high,
        colour,
        hollow=report.numerator is None,
    )


def _tier_rows(layer: Layer, anatomy: Anatomy, theme: Theme, language: str) -> list[Row]:
    rows: list[Row] = []
    tier = None
    for report in layer.reports:
        if report.tier != tier:
            tier = report.tier
            rows.append(Row("", TIER_LABELS[str(tier)].capitalize()))
        rows.append(
            Row(
                report.site_id, anatomy.name(report.site_id, language), colour=colours.TIERS[theme][str(tier)]
            )
        )
    return rows
