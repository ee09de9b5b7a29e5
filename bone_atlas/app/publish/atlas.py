"""The Atlas page as files: the manifest of the scene, the panels of all sites and layers, the tables.

The same templates that make a panel on the server make it here, for every site at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from bone_atlas.app.catalogue import Catalogue, catalogue
from bone_atlas.app.html import coarse_panel, colour_key, route_panel, site_panel
from bone_atlas.app.publish import contract, search
from bone_atlas.app.publish import figures as published
from bone_atlas.app.publish import pathways as published_pathways
from bone_atlas.app.publish.values import is_language, is_theme, is_view, json_bytes
from bone_atlas.app.server import published as recipe
from bone_atlas.app.server import registry
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.figures.limbs import counted_whole
from bone_atlas.figures.panels import trunk, whole
from bone_atlas.figures.skeleton import VIEWS
from bone_atlas.layers import Layer
from bone_atlas.scenes.contract import ByTheme
from bone_atlas.tables import ALL_ROUTES
from bone_atlas.tables import ROUTES as BLOOD_BORNE
from bone_atlas.view_state import (
    BOTH_ROUTES,
    DEFAULT_LAYER,
    DEFAULT_MEASURED,
    LANGUAGES,
    ROUTE_CHOICES,
)


@recipe("atlas", "json", is_language)
def _manifest(language: str) -> bytes:
    atlas = catalogue()
    manifest: contract.AtlasManifest = {
        "language": language,
        "index": published.index_url(language),
        "panels": panels_url(language),
        "tables": tables_url(language),
        "search": search.search_url(),
        "firstMeasured": DEFAULT_MEASURED,
        "layers": [_layer(atlas.layers[name], language) for name in atlas.layers],
        "views": views(),
        "routes": [("", "Routes: off", []), *((r, label, _routes(r)) for r, label in ROUTE_CHOICES.items())],
        "network": published_pathways.index_url(),
        "bundles": bundle_urls(language),
        "places": list(places()),
        "comparisons": {place: made for place in places() if (made := published.comparison_urls(place))},
    }
    return json_bytes(manifest)


def views() -> list[tuple[str, str, ByTheme, dict[str, str], contract.Extents]]:
    """Return the views of a skeleton as a scene needs them; see `contract.SceneManifest`."""
    return [
        (
            view,
            label,
            published.base_urls(view),
            published_pathways.overlay_urls(view),
            {"whole": whole(view), "trunk": trunk(view)},
        )
        for view, label in VIEWS.items()
    ]


def manifest_urls() -> dict[str, str]:
    """Return the address of the manifest in each language of the names."""
    return {language: _manifest.url(language) for language in LANGUAGES}


def _routes(route: str) -> list[str]:
    return list(BLOOD_BORNE) if route == BOTH_ROUTES else [route]


def _layer(layer: Layer, language: str) -> contract.AtlasLayer:
    atlas = catalogue()
    figures, height = published.ranking_urls(layer.id, language)
    limbs = bool(counted_whole(layer, atlas.anatomy))
    return {
        "id": layer.id,
        "title": layer.title,
        "measured": layer.kind != "tiers",
        "source": site_panel.source_line(layer, atlas.short_citation(layer)),
        "key": {theme: colour_key.colour_key(layer, theme, limbs=limbs) for theme in THEMES},
        "invitation": site_panel.invitation(layer, atlas.anatomy, language),
        "unit": site_panel.several_unit(layer),
        "downloads": site_panel.downloads(layer.id, lambda form: published.export_url(layer.id, form)),
        "paint": {view: published.paint_urls(layer.id, view, language) for view in VIEWS},
        "preview": {view: published.preview_urls(layer.id, view) for view in VIEWS},
        "ranking": figures,
        "rankingHeight": height,
        "rankingHeading": "The article’s order" if layer.kind == "tiers" else "Reported sites in order",
    }


@lru_cache(maxsize=1)
def places() -> tuple[str, ...]:
    """Return the sites and groups that have a panel; a bone has that of its site."""
    anatomy = catalogue().anatomy
    return (*anatomy.sites(), *anatomy.groups())


@recipe("atlas-panels", "json", is_language)
def _panels(language: str) -> bytes:
    atlas = catalogue()
    panels: contract.AtlasPanels = {
        "places": list(places()),
        "layers": list(atlas.layers),
        "panels": [
            [_panel(place, layer, language, atlas) for layer in atlas.layers.values()] for place in places()
        ],
        "rows": [
            [site_panel.row_of(place, layer, atlas.anatomy, language) for layer in atlas.layers.values()]
            for place in places()
        ],
        "parts": coarse_panel.ONLY_PARTS,
        "wholes": {
            place: coarse_panel.answer(asked, atlas.anatomy, language)
            for place in places()
            if (asked := atlas.as_a_whole(place))
        },
        "vessels": {
            item: route_panel.of(item, atlas.routes, atlas.anatomy, language, ALL_ROUTES)
            for item in (*atlas.routes.vessels, *atlas.routes.segments)
        },
        "bones": {bone: atlas.anatomy.name(bone) for bone in atlas.anatomy.bones()},
    }
    return json_bytes(panels)


def panels_url(language: str) -> str:
    """Return the address of the panels of all sites and layers."""
    return _panels.url(language)


def _panel(place: str, layer: Layer, language: str, atlas: Catalogue) -> str:
    return site_panel.detail(
        (place,),
        layer,
        atlas.layers[DEFAULT_LAYER],
        atlas.anatomy,
        language,
        article_routes=atlas.article_routes(place),
        says=atlas.says(place),
        routes=atlas.routes,
        rows_later=True,
    )


@recipe("atlas-tables", "json", is_language)
def _tables(language: str) -> bytes:
    atlas = catalogue()
    return json_bytes(
        {name: site_panel.table(layer, atlas.anatomy, language) for name, layer in atlas.layers.items()}
    )


def tables_url(language: str) -> str:
    """Return the address of the table twins of all layers."""
    return _tables.url(language)


def bundle(addresses: Iterable[str]) -> bytes:
    """Return several published JSON files as one: the content of each by its address.

    Raises
    ------
    KeyError
        If there is no such file.
    """
    parts = []
    for address in dict.fromkeys(addresses):
        file = registry.file(address)
        if file is None:
            raise KeyError(address)
        parts.append(json_bytes(address) + b":" + file.body)
    return b"{" + b",".join(parts) + b"}"


@recipe("atlas-paints", "json", is_view, is_language, is_theme)
def _paints(view: str, language: str, theme: Theme) -> bytes:
    return bundle(published.paint_urls(layer, view, language)[theme] for layer in catalogue().layers)


@recipe("atlas-rankings", "json", is_language, is_theme)
def _rankings(language: str, theme: Theme) -> bytes:
    return bundle(published.ranking_urls(layer, language)[0][theme] for layer in catalogue().layers)


@recipe("atlas-comparisons", "json", is_theme)
def _comparisons(theme: Theme) -> bytes:
    compared = (published.comparison_urls(place) for place in places())
    return bundle(made[0][theme] for made in compared if made)


def bundle_urls(language: str) -> dict[Theme, list[str]]:
    """Return by theme the addresses of what the next acts need, in the order in which they may need it."""
    return {
        theme: [
            _paints.url("front", language, theme),
            _rankings.url(language, theme),
            _comparisons.url(theme),
            *(_paints.url(view, language, theme) for view in VIEWS if view != "front"),
        ]
        for theme in THEMES
    }
