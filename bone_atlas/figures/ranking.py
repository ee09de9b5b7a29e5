"""The reported sites of a layer in order, each a dot with its interval and count."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from bone_atlas import wording
from bone_atlas.anatomy import Anatomy
from bone_atlas.figures import colours
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import ExportLines
from bone_atlas.figures.export_lines import export_lines
from bone_atlas.figures.rows import Row, Section, dot_figure, dot_height, list_figure, list_height
from bone_atlas.layers import TIER_LABELS, Derived, Layer, Measured, Proportion, Tier

#: What the marks of a kind of layer mean, for under its saved picture.
MARKS = {
    "tiers": "Colour of a dot: the class",
    "proportion": "Line: 95 % CI. Ring: count not published. Pale: small group",
    "difference": "Line: 95 % CI of the difference. Pale: small group",
    "range": "",
    "count": "",
}


def ranking(
    layer: Layer,
    anatomy: Anatomy,
    theme: Theme = "light",
    language: str = "en",
    most: int | None = None,
) -> go.Figure:
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
    most : int, optional
        How many rows of values there is room for; by default all are drawn.

    Returns
    -------
    plotly.graph_objects.Figure
        Percentages with 95 % intervals, or for a layer of tiers a list under the three classes. A dot
        without a published count is a ring and has no interval.
    """
    if layer.kind == "tiers":
        return list_figure(tier_rows(layer, anatomy, theme, language), theme)
    shown = layer.measured[:most]
    rows = [_row(report, layer, anatomy, theme, language) for report in shown]
    return dot_figure([_section(rows, shown, layer)], theme)


def height(layer: Layer) -> int:
    """Return the height in px of the ranking of a layer, of which nothing is left out."""
    if layer.kind == "tiers":
        return list_height(len(layer.tiers) + len({report.tier for report in layer.tiers}))
    return dot_height(len(layer.measured))


def picture_lines(layer: Layer, made_from: Sequence[Layer] = ()) -> ExportLines:
    """Return what stands above and below the saved picture of the ranking of a layer.

    Parameters
    ----------
    layer : Layer
        What is drawn.
    made_from : sequence of Layer
        The layers of a difference: their studies are cited.
    """
    studies = made_from if layer.derived else (layer,)
    sources = dict.fromkeys(f"{one.citation.removesuffix('.')}; {one.source_text}" for one in studies)
    return export_lines(
        f"{layer.title} (sites in order)",
        f"{layer.id}_ranking",
        wording.capitalised(layer.summary),
        MARKS[layer.kind],
        *sources,
    )


def _section(rows: list[Row], shown: Sequence[Measured], layer: Layer) -> Section:
    """Return the axis of a layer: percent from zero, points around zero, or studies."""
    reach = [abs(number or 0.0) for r in shown for number in (r.number, r.ci_low, r.ci_high)]
    if layer.kind == "count":
        top = max(1.0, *reach)
        return Section(rows, top, layer.unit_label, ticks={float(k): str(k) for k in range(int(top) + 1)})
    end = colours.scale_top(reach)
    if layer.kind == "difference":
        return Section(rows, end, layer.unit_label, bottom=-end, ticks=wording.signed_ticks(end), mark=0.0)
    if layer.kind == "range":
        return Section(rows, end, layer.unit_label, suffix="")
    return Section(rows, end, f"% of {layer.unit_label}")


def _row(report: Measured, layer: Layer, anatomy: Anatomy, theme: Theme, language: str) -> Row:
    return Row(
        report.site_id,
        anatomy.name(report.site_id, language),
        wording.row_words(report),
        report.number,
        report.ci_low,
        report.ci_high,
        colours.colour_of(report, colours.layer_top(layer), theme) or colours.MUTED[theme],
        hollow=isinstance(report, Proportion) and report.numerator is None,
        faint=report.small,
        spoken=", ".join(filter(None, (wording.brief(report), wording.interval(report))))
        if isinstance(report, Derived)
        else "",
    )


def _whose(report: Tier) -> str:
    return f" ({wording.OUR_READING})" if wording.is_our_reading(report) else ""


def tier_rows(layer: Layer, anatomy: Anatomy, theme: Theme, language: str) -> list[Row]:
    """Return the sites of a layer of classes under the headings of their classes."""
    rows: list[Row] = []
    tier = None
    for report in layer.tiers:
        if report.tier != tier:
            tier = report.tier
            rows.append(Row("", TIER_LABELS[report.tier].capitalize()))
        rows.append(
            Row(
                report.site_id,
                f"{anatomy.name(report.site_id, language)}{_whose(report)}",
                colour=colours.TIERS[theme][report.tier],
            )
        )
    return rows
