"""One site in every layer that reports it: dots with intervals, an axis for each unit that is counted."""

from __future__ import annotations

import re
from collections.abc import Iterable

import plotly.graph_objects as go

from bone_atlas import wording
from bone_atlas.figures import colours
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import ExportLines
from bone_atlas.figures.export_lines import export_lines
from bone_atlas.figures.rows import Row, Section, dot_figure, dot_height
from bone_atlas.layers import Layer, Proportion

#: Author and year of a paper, before its title.
_AUTHOR = re.compile(r"[^.(]+ \(\d{4}\)")
#: What the marks of the figure mean, for under it.
MARKS = (
    "Blue: breast cancer. Grey: another cancer. Ring: count not published. Pale: small group. Line: 95 % CI."
)


def by_unit(
    site: str, layers: Iterable[Layer], *, whole: bool = False
) -> dict[str, list[tuple[Layer, Proportion]]]:
    """Gather a site's values by what is counted, because different units share no axis.

    Parameters
    ----------
    site : str
        A site or group.
    layers : iterable of Layer
        In the order of the picker.
    whole : bool
        Leave out what was reported for something larger: who asks for a coarse site is answered with no
        number of another one.

    Returns
    -------
    dict of str to list
        For each unit, in order of first appearance, the layers that report the site with its value.
    """
    values: dict[str, list[tuple[Layer, Proportion]]] = {}
    for layer in layers:
        value = layer.value(site)
        if isinstance(value, Proportion) and not (whole and value.larger):
            values.setdefault(layer.unit_label, []).append((layer, value))
    return values


def picture_lines(site: str, name: str, by_unit: dict[str, list[tuple[Layer, Proportion]]]) -> ExportLines:
    """Return what stands above and below the saved picture of the plot.

    Parameters
    ----------
    site, name : str
        What is compared: its id and its name.
    by_unit : dict of str to list of (Layer, Proportion)
        What is drawn, as from `by_unit`.
    """
    layers = [layer for values in by_unit.values() for layer, _ in values]
    sources = dict.fromkeys(_cited(one) for one in layers)
    return export_lines(
        f"{wording.capitalised(name)} in all studies that report it", f"{site}_studies", MARKS, *sources
    )


def _cited(layer: Layer) -> str:
    """Return who published a layer, and where: without the title of the paper, for a plot names many."""
    author = _AUTHOR.match(layer.citation) if layer.source_link else None
    name = author[0] if author else layer.citation.removesuffix(".")
    return f"{name}; {layer.source_text}"


def comparison(
    site: str, by_unit: dict[str, list[tuple[Layer, Proportion]]], theme: Theme = "light"
) -> go.Figure:
    """Return the dot plot of a site across layers, an axis for each unit.

    Parameters
    ----------
    site : str
        The site that is compared.
    by_unit : dict of str to list of (Layer, Proportion)
        As from `by_unit`; not empty.
    theme : {"light", "dark"}
        Which colours.

    Returns
    -------
    plotly.graph_objects.Figure
        Rows in the order given; a click on one paints its layer. An asterisk marks a value that was reported
        for a coarser site which includes this one. Dots of other cancers than breast cancer are grey.
    """
    sections = []
    for unit_label, values in by_unit.items():
        top = colours.scale_top([max(value.ci_high or 0.0, value.percent) for _, value in values])
        sections.append(
            Section([_row(site, layer, value, theme) for layer, value in values], top, f"% of {unit_label}")
        )
    return dot_figure(sections, theme)


def height(by_unit: dict[str, list[tuple[Layer, Proportion]]]) -> int:
    """Return the height in px of the comparison."""
    return dot_height(*(len(values) for values in by_unit.values()))


def _row(site: str, layer: Layer, value: Proportion, theme: Theme) -> Row:
    name = layer.short_title if value.reported_as in (None, site) else f"{layer.short_title} *"
    colour = colours.ACCENT[theme] if layer.cancer == "breast" else colours.MUTED[theme]
    return Row(
        layer.id,
        name,
        wording.row_words(value),
        value.percent,
        value.ci_low,
        value.ci_high,
        colour,
        hollow=value.numerator is None,
        faint=value.small,
    )
