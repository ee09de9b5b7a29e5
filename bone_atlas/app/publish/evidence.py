"""The evidence as published files: derived layers painted, plots of agreement, of marrow, of two layers."""

from __future__ import annotations

from functools import lru_cache

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish.figures import publish_figures, publish_json
from bone_atlas.app.server import publish
from bone_atlas.evidence import comparable, disagreement, marrow, pooling
from bone_atlas.evidence.claims import Claim, claims
from bone_atlas.exports import tables as exported
from bone_atlas.figures import agreement, colours, ranking, skeleton
from bone_atlas.figures import marrow as marrow_figure
from bone_atlas.figures.colours import THEMES
from bone_atlas.layers import Layer
from bone_atlas.layers.build import citation
from bone_atlas.scenes.contract import ByTheme
from bone_atlas.tables import records

#: What the skeleton of the agreement can be painted with.
SPREADS = {"range": "Range across studies", "count": "Number of studies"}
Key = tuple[str, ...]


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


@lru_cache(maxsize=512)
def paint_urls(key: Key, view: str, language: str, top: float | None = None) -> ByTheme:
    """Publish the paint of a layer; two that are compared share the top of their scale."""
    layer, anatomy = derived(key), catalogue().anatomy
    return {
        theme: publish_json(
            f"paint-{key[0]}", skeleton.paint(layer, view, anatomy, theme, top=top, language=language)
        )
        for theme in THEMES
    }


@lru_cache(maxsize=512)
def ranking_urls(key: Key, language: str) -> tuple[ByTheme, int] | None:
    """Publish the sites of a layer in order; return URLs and height, None where it reports nothing."""
    layer = derived(key)
    if not layer.reports:
        return None
    made = {theme: ranking.ranking(layer, catalogue().anatomy, theme, language) for theme in THEMES}
    return publish_figures("ranking", made)


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


@lru_cache(maxsize=256)
def agreement_urls(site: str, unit: str) -> tuple[ByTheme, int]:
    """Publish the dots of all studies of a site in one unit; return URLs and height in pixels."""
    (compared,) = (item for item in agreements(site) if item.unit == unit)
    return publish_figures(
        "agreement", {theme: agreement.agreement_plot(compared, theme) for theme in THEMES}
    )


@lru_cache(maxsize=16)
def against_marrow(layer: str) -> marrow.MarrowComparison:
    """Hold the lesions of a layer against the marrow."""
    atlas = catalogue()
    return marrow.against_marrow(atlas.layers[layer], atlas.tables, atlas.anatomy)


@lru_cache(maxsize=64)
def marrow_urls(layer: str, language: str) -> tuple[ByTheme, int]:
    """Publish the ratios of a layer of lesions; return URLs and height in pixels."""
    anatomy = catalogue().anatomy
    compared = against_marrow(layer)
    made = {theme: marrow_figure.marrow_plot(compared, anatomy, theme, language) for theme in THEMES}
    return publish_figures("marrow", made)


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


@lru_cache(maxsize=256)
def csv_url(key: Key) -> str:
    """Publish the values of a layer as CSV."""
    layer = derived(key)
    text = exported.to_csv(exported.layer_rows(layer, catalogue().anatomy), exported.fields_of(layer))
    return publish(f"values-{key[0]}", "csv", text.encode("utf-8-sig"))
