"""The Pathways page as files: the manifest of the scene, the panels of all places, the tables.

The same templates that make a panel on the server make it here, for every place at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

from bone_atlas.anatomy import Anatomy
from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import elements as h
from bone_atlas.app.html import reach_table, route_labels, route_panel, route_tables
from bone_atlas.app.publish import atlas, contract
from bone_atlas.app.publish import figures as published
from bone_atlas.app.publish import pathways as published_pathways
from bone_atlas.app.publish.values import is_language, json_bytes
from bone_atlas.app.server import published as recipe
from bone_atlas.figures.skeleton import VIEWS
from bone_atlas.routes import Routes
from bone_atlas.tables import ROUTES as BLOOD_BORNE
from bone_atlas.view_state import BOTH_ROUTES, LANGUAGES, ROUTE_CHOICES

#: What the page may show of the routes, by its choices.
CHOICES = {choice: BLOOD_BORNE if choice == BOTH_ROUTES else (choice,) for choice in ROUTE_CHOICES}
#: Stands for nothing selected.
NOTHING = ""
REACH_ALT = (
    "Lesions by study: in bones that both routes reach, in bones of which the veins are not known, and in "
    "bones for which no venous route is named"
)
_HEADING = re.compile("<h2>.*?</h2>")


@recipe("pathways", "json", is_language)
def _manifest(language: str) -> bytes:
    items = (NOTHING, *sorted(catalogue().selectable))
    manifest: contract.PathwaysManifest = {
        "language": language,
        "index": published.index_url(language),
        "panels": atlas.panels_url(language),
        "tables": tables_url(language),
        "views": atlas.views(),
        "routes": [(choice, label, list(CHOICES[choice])) for choice, label in ROUTE_CHOICES.items()],
        "network": published_pathways.index_url(),
        "places": list(atlas.places()),
        "layers": list(catalogue().layers),
        "bare": {view: published_pathways.bare_urls(view) for view in VIEWS},
        "routePanels": panels_url(language),
        "script": published_pathways.script_url(),
        **published_pathways.diagram_urls(language),
        "steps": {item: published_pathways.steps_csv_url(item) for item in items},
        "reach": _reach(),
    }
    return json_bytes(manifest)


def manifest_urls() -> dict[str, str]:
    """Return the address of the manifest in each language of the names."""
    return {language: _manifest.url(language) for language in LANGUAGES}


def _reach() -> contract.ReachSection:
    results = published_pathways.explained()
    figure, height = published_pathways.explained_urls()
    return {
        "head": reach_table.head(),
        "limits": reach_table.limits(results),
        "table": reach_table.table(results),
        "figure": figure,
        "height": height,
        "alt": REACH_ALT,
    }


@recipe("route-panels", "json", is_language)
def _panels(language: str) -> bytes:
    routes, anatomy = catalogue().routes, catalogue().anatomy
    panels = {place: _panels_of(place, routes, anatomy, language) for place in atlas.places()}
    made: contract.RoutePanels = {
        "panels": panels | dict(_own_panels(panels, routes, anatomy, language)),
        "heads": {bone: route_labels.place_name(bone, anatomy, language) for bone in anatomy.bones()},
    }
    return json_bytes(made)


def panels_url(language: str) -> str:
    """Return the address of what is told of the routes to each place."""
    return _panels.url(language)


def _panels_of(place: str, routes: Routes, anatomy: Anatomy, language: str) -> dict[str, str]:
    return {
        choice: route_panel.place_routes(place, routes, anatomy, language, shown)
        for choice, shown in CHOICES.items()
    }


def _own_panels(
    of_sites: dict[str, dict[str, str]], routes: Routes, anatomy: Anatomy, language: str
) -> Iterable[tuple[str, dict[str, str]]]:
    """Yield the bones of which more is to be told than of their site, or less."""
    for bone in anatomy.bones():
        own, of_site = _panels_of(bone, routes, anatomy, language), of_sites[anatomy.site_of(bone)]
        if any(_HEADING.sub("", own[choice]) != _HEADING.sub("", of_site[choice]) for choice in CHOICES):
            yield bone, own


@recipe("route-tables", "json", is_language)
def _tables(language: str) -> bytes:
    routes, anatomy = catalogue().routes, catalogue().anatomy
    kinds = tuple(route_tables.HEADS)
    rows: dict[Markup, int] = {}

    def table(item: str, shown: tuple[str, ...]) -> tuple[int, list[int]]:
        kind = route_tables.kind_of_table(item or None, routes)
        cells = route_tables.steps_rows(item or None, routes, anatomy, language, shown)
        return kinds.index(kind), [rows.setdefault(h.table_row(row), len(rows)) for row in cells]

    items = (NOTHING, *atlas.places(), *routes.vessels, *routes.segments)
    tables = {item: {choice: table(item, shown) for choice, shown in CHOICES.items()} for item in items}
    made: contract.RouteTables = {
        "rows": list(rows),
        "shells": [route_tables.table_shell(kind) for kind in kinds],
        "tables": tables,
        "journeys": {
            name: route_tables.journey_table(journey, routes, anatomy, language)
            for name, journey in routes.journeys.items()
        },
    }
    return json_bytes(made)


def tables_url(language: str) -> str:
    """Return the address of the table twins."""
    return _tables.url(language)
