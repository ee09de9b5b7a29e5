"""The evidence as published files: derived layers painted, plots of agreement, of marrow, of two layers."""

from __future__ import annotations

from functools import lru_cache

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish.figures import by_theme
from bone_atlas.app.publish.values import (
    figure_bytes,
    is_language,
    is_layer,
    is_place,
    is_theme,
    is_top,
    is_view,
    json_bytes,
    top_argument,
    top_of,
)
from bone_atlas.app.server import published
from bone_atlas.evidence import comparable, disagreement, marrow, pooling
from bone_atlas.evidence.claims import Claim, claims
from bone_atlas.evidence.coarse import CoarseAnswer, coarse_answer
from bone_atlas.exports import tables as exported
from bone_atlas.figures import agreement, colours, ranking, skeleton
from bone_atlas.figures import marrow as marrow_figure
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.export_lines import offered
from bone_atlas.layers import Layer
from bone_atlas.layers.build import citation
from bone_atlas.scenes.contract import ByTheme
from bone_atlas.tables import records

#: What the skeleton of the agreement can be painted with.
SPREADS = {"range": "Range across studies", "count": "Number of studies"}
Key = tuple[str, ...]
#: Kinds of derived layers, and of how many layers each is made.
OF_LAYERS = {"range": 0, "count": 0, "difference": 2, "layer": 1}


@lru_cache(maxsize=512)
def derived(key: Key) -> Layer:
    """Return a layer by its key.

    Parameters
    ----------
    key : tuple of str
        ``("range",)``, ``("count",)``, ``("difference", a, b)`` or ``("layer", a)``.
    """
    atlas = catalogue()
    kind, *ids = key
    if kind == "layer":
        return atlas.layers[ids[0]]
    if kind == "difference":
        return comparable.difference(atlas.layers[ids[0]], atlas.layers[ids[1]], atlas.anatomy)
    make = {"range": disagreement.range_layer, "count": disagreement.count_layer}[kind]
    return make(atlas.layers.values(), atlas.anatomy)


def argument_of(key: Key) -> str:
    """Return the key of a layer as an argument of an address."""
    return "~".join(key)


def key_of(argument: str) -> Key:
    """Read the key of a layer back."""
    return tuple(argument.split("~"))


def is_derived(argument: str) -> bool:
    """Return whether an argument is the key of a layer, joined by ``~``."""
    kind, *ids = key_of(argument)
    if len(ids) != OF_LAYERS.get(kind) or not all(map(is_layer, ids)):
        return False
    return kind != "difference" or have_difference(*ids)


def have_difference(first: str, second: str) -> bool:
    """Return whether one layer can be taken from another: both are percentages of one thing."""
    a, b = (catalogue().layers[layer] for layer in (first, second))
    return comparable.comparability(a, b).one_scale and a.kind == b.kind == "proportion"


@published("evidence-paint", "json", is_derived, is_view, is_language, is_top, is_theme)
def _paint(key: str, view: str, language: str, top: str, theme: Theme) -> bytes:
    layer, anatomy = derived(key_of(key)), catalogue().anatomy
    return json_bytes(skeleton.paint(layer, view, anatomy, theme, top=top_of(top), language=language))


def paint_urls(key: Key, view: str, language: str, top: float | None = None) -> ByTheme:
    """Return the addresses of the paint of a layer; two that are compared share the top of their scale."""
    return by_theme(_paint, argument_of(key), view, language, top_argument(top))


def _has_order(argument: str) -> bool:
    return is_derived(argument) and bool(derived(key_of(argument)).reports)


@published("evidence-ranking", "json", _has_order, is_language, is_theme)
def _ranking(key: str, language: str, theme: Theme) -> bytes:
    layer = derived(key_of(key))
    drawn = ranking.ranking(layer, catalogue().anatomy, theme, language)
    made_from = [catalogue().layers[one] for one in key_of(key)[1:]]
    return figure_bytes(offered(drawn, ranking.picture_lines(layer, made_from)))


def ranking_urls(key: Key, language: str) -> tuple[ByTheme, int] | None:
    """Return the addresses of the sites of a layer in order and the height; None where it reports nothing."""
    layer = derived(key)
    if not layer.reports:
        return None
    return by_theme(_ranking, argument_of(key), language), ranking.height(layer)


def shared_top(first: str, second: str) -> float:
    """Return the top of the one scale of two layers, in percent."""
    layers = catalogue().layers
    return colours.layer_top(layers[first], layers[second])


@lru_cache(maxsize=128)
def agreements(site: str) -> tuple[pooling.Agreement, ...]:
    """Compare the studies of breast cancer on one site, unit by unit."""
    return tuple(pooling.agreements(site, catalogue().layers))


@lru_cache(maxsize=1)
def compared_sites() -> tuple[str, ...]:
    """Return the sites that at least two studies report in one unit, from head to foot, then groups."""
    anatomy = catalogue().anatomy
    places = (*anatomy.sites(), *anatomy.groups())
    return tuple(p for p in places if any(len(a.studies) + len(a.uncounted) > 1 for a in agreements(p)))


@lru_cache(maxsize=128)
def at_any_grain(site: str) -> CoarseAnswer:
    """Return what each study of breast cancer reports of a site: itself, parts, or something larger."""
    atlas = catalogue()
    return coarse_answer(site, atlas.layers.values(), atlas.anatomy)


@lru_cache(maxsize=1)
def offered_sites() -> tuple[str, ...]:
    """Return the sites that at least two studies report at any grain, from head to foot, then groups."""
    anatomy = catalogue().anatomy
    return tuple(p for p in (*anatomy.sites(), *anatomy.groups()) if len(at_any_grain(p).studies) > 1)


def _agreement_of(site: str, unit: str) -> pooling.Agreement:
    (compared,) = (item for item in agreements(site) if item.unit == unit)
    return compared


def is_agreement(argument: str) -> bool:
    """Return whether an argument is a site and a unit in which some study reports it, joined by ``~``."""
    site, _, unit = argument.partition("~")
    return is_place(site) and unit in {item.unit for item in agreements(site)}


@published("agreement", "json", is_agreement, is_theme)
def _agreement(argument: str, theme: Theme) -> bytes:
    site, _, unit = argument.partition("~")
    compared = _agreement_of(site, unit)
    lines = agreement.picture_lines(compared, catalogue().anatomy.name(site))
    return figure_bytes(offered(agreement.agreement_plot(compared, theme), lines))


def agreement_urls(site: str, unit: str) -> tuple[ByTheme, int]:
    """Return the addresses of the dots of all studies of a site in one unit, and the height in pixels."""
    return by_theme(_agreement, f"{site}~{unit}"), agreement.height(_agreement_of(site, unit))


@lru_cache(maxsize=16)
def against_marrow(layer: str) -> marrow.MarrowComparison:
    """Hold the lesions of a layer against the marrow."""
    atlas = catalogue()
    return marrow.against_marrow(atlas.layers[layer], atlas.tables, atlas.anatomy)


def _counts_lesions(layer: str) -> bool:
    return layer in lesion_layers()


@published("marrow", "json", _counts_lesions, is_language, is_theme)
def _marrow(layer: str, language: str, theme: Theme) -> bytes:
    compared = against_marrow(layer)
    drawn = marrow_figure.marrow_plot(compared, catalogue().anatomy, theme, language)
    return figure_bytes(offered(drawn, marrow_figure.picture_lines(compared, cited(compared.study_id))))


def marrow_urls(layer: str, language: str) -> tuple[ByTheme, int]:
    """Return the addresses of the ratios of a layer of lesions, and the height in pixels."""
    return by_theme(_marrow, layer, language), marrow_figure.height(against_marrow(layer))


@lru_cache(maxsize=1)
def lesion_layers() -> tuple[str, ...]:
    """Return the layers whose lesions can be held against the marrow, breast first."""
    layers = catalogue().layers
    able = [name for name, layer in layers.items() if layer.unit == "lesions" and _has_regions(name)]
    return tuple(sorted(able, key=lambda name: layers[name].cancer != "breast"))


def _has_regions(layer: str) -> bool:
    return bool(against_marrow(layer).rows)


def cited(study: str) -> str:
    """Write out who published a study what where."""
    (row,) = (row for row in records(catalogue().tables.studies) if row["study_id"] == study)
    return citation(row)


@lru_cache(maxsize=1)
def judged_claims() -> tuple[Claim, ...]:
    """Return the article's statements with what the rows say of them."""
    atlas = catalogue()
    return claims(atlas.tables, atlas.anatomy, atlas.layers)


@published("values", "csv", is_derived)
def _values(key: str) -> bytes:
    layer = derived(key_of(key))
    text = exported.to_csv(exported.layer_rows(layer, catalogue().anatomy), exported.fields_of(layer))
    return text.encode("utf-8-sig")


def csv_url(key: Key) -> str:
    """Return the address of the values of a layer as CSV."""
    return _values.url(argument_of(key))
