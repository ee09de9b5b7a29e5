"""The Evidence page, which the browser holds: its manifest, what it says of sites and of pairs of layers."""

from __future__ import annotations

from typing import TypedDict

from bone_atlas.app.publish.contract.scenes import SceneManifest
from bone_atlas.figures.colours import Theme
from bone_atlas.scenes.contract import ByTheme


class EvidenceLayer(TypedDict):
    """A layer as the pickers of the Evidence page know it.

    Attributes
    ----------
    study, unit : str
        Id of the study; what is counted, as a machine word.
    heading : str
        What it is called over a column, as HTML.
    """

    id: str
    title: str
    study: str
    unit: str
    heading: str


class Spread(TypedDict):
    """What the skeleton of the agreement is painted with: its paint by view, its values as CSV."""

    id: str
    label: str
    title: str
    summary: str
    csv: str
    paint: dict[str, ByTheme]


class LesionsOnMarrow(TypedDict):
    """A layer of lesions that can be held against the marrow: the plot by theme, of so many px."""

    id: str
    title: str
    figure: ByTheme
    height: int


class EvidenceBundles(TypedDict):
    """Files that hold others by their addresses, for idle time.

    Attributes
    ----------
    parts : list of str
        What the parts of the page without pairs need.
    orders, paints : dict
        By the first layer of a pair what its pairs need; `paints` then by view.
    """

    parts: list[str]
    orders: dict[str, str]
    paints: dict[str, dict[str, str]]


class EvidenceManifest(SceneManifest):
    """All files of the Evidence page in one language of the names.

    Attributes
    ----------
    parts : list of (str, str)
        Id and label.
    measured, site : str
        The layer that a comparison begins with where the address names none; the site whose studies are
        shown while nothing is selected.
    claims : str
        Address of the statements, `HtmlFile`.
    statements : list of (str, str)
        Id and words of each.
    offered, compared : list of str
        Sites in the picker; those that can become a slide.
    pairs : dict of str to str
        By first layer the address of its pairs: `LayerPair` by second layer.
    """

    parts: list[tuple[str, str]]
    measured: str
    site: str
    layers: list[EvidenceLayer]
    claims: str
    statements: list[tuple[str, str]]
    spreads: list[Spread]
    offered: list[str]
    compared: list[str]
    lesions: list[LesionsOnMarrow]
    pairs: dict[str, str]
    bundles: dict[Theme, EvidenceBundles]


class HtmlFile(TypedDict):
    """A part of a page."""

    html: str


class AgreementOfUnit(TypedDict):
    """All studies of a site in one unit: a figure of so many px, and as HTML what it shows."""

    unit: str
    heading: str
    figure: ByTheme
    height: int
    alt: str
    summary: str
    table: str
    hangs: str


class EvidencePanels(TypedDict):
    """What the Evidence page says of each site, as HTML.

    Attributes
    ----------
    agreements, apart : dict
        By site or group: its studies unit by unit; what cannot be compared with them.
    names : list of str
        Of each site or group, in the order of the manifest's `places`.
    values : dict of str to list of str
        By layer what it gives for each of them.
    selected : str
        The table of what is selected, without rows and names of layers.
    lesions : dict of str to str
        By layer of lesions: the table against the marrow.
    """

    agreements: dict[str, list[AgreementOfUnit]]
    apart: dict[str, str]
    names: list[str]
    values: dict[str, list[str]]
    selected: str
    lesions: dict[str, str]


class SitesInOrder(TypedDict):
    """A figure of so many px."""

    figure: ByTheme
    height: int


class LayersTogether(TypedDict):
    """What two layers of one scale can be seen as.

    Attributes
    ----------
    title, csv : str
        Of their difference.
    paints : dict of str to tuple of ByTheme
        By view: the first, the second, their difference.
    order : SitesInOrder or None
        None where no site is reported by both.
    """

    title: str
    csv: str
    paints: dict[str, tuple[ByTheme, ByTheme, ByTheme]]
    order: SitesInOrder | None


class LayerPair(TypedDict):
    """Two layers compared; `judged` and `table` are HTML.

    Attributes
    ----------
    judged : str
        Whether they share a scale, and why or why not.
    table : str
        Their difference, or the ranks that they have in common.
    together : LayersTogether or None
        None where they share no scale.
    """

    judged: str
    table: str
    together: LayersTogether | None
