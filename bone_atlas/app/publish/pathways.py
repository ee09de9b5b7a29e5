"""The routes as published files: the index of what lights up, the journeys, the overlays, the diagram."""

from __future__ import annotations

from functools import lru_cache
from typing import TypedDict

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish import journeys as published_journeys
from bone_atlas.app.publish.figures import by_theme
from bone_atlas.app.publish.values import (
    NONE,
    figure_bytes,
    is_language,
    is_part,
    is_theme,
    is_view,
    json_bytes,
)
from bone_atlas.app.server import published
from bone_atlas.evidence.reach import LesionsByRoute, lesions_by_route_of
from bone_atlas.exports import routes as exported
from bone_atlas.exports.tables import to_csv
from bone_atlas.figures import bare, overlay, reach
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.export_lines import offered
from bone_atlas.figures.panels import PARTS
from bone_atlas.figures.pathway import Form, pathway
from bone_atlas.figures.pathway.plans import PLANS
from bone_atlas.scenes.contract import ByTheme, DiagramForm

FORMS: dict[str, Form] = {"lying": "wide", "upright": "narrow"}


@published("routes", "json")
def _routes() -> bytes:
    atlas = catalogue()
    return json_bytes(published_journeys.routes_index(atlas.routes, atlas.anatomy))


def index_url() -> str:
    """Return the address of which segments light up for every id."""
    return _routes.url()


@published("journeys", "json")
def _journeys() -> bytes:
    atlas = catalogue()
    return json_bytes(
        published_journeys.journeys_script(atlas.routes, atlas.anatomy, atlas.drawings.values())
    )


def script_url() -> str:
    """Return the address of the journeys."""
    return _journeys.url()


@published("overlay", "json", is_part)
def _overlay(part: str) -> bytes:
    return json_bytes(overlay.overlay(catalogue().drawings[part], catalogue().routes))


def overlay_urls(view: str) -> dict[str, str]:
    """Return the addresses of what is drawn of the routes in each part of a view."""
    return {part: _overlay.url(part) for part in PARTS[view]}


@published("bare", "json", is_view, is_theme)
def _bare(view: str, theme: Theme) -> bytes:
    atlas = catalogue()
    return json_bytes(bare.bare(view, atlas.routes, atlas.anatomy, theme))


def bare_urls(view: str) -> ByTheme:
    """Return the addresses of the paint of a skeleton that no layer colours: the ground for the routes."""
    return by_theme(_bare, view)


@published("diagram", "json", FORMS.__contains__, is_language, is_theme)
def _diagram(form: str, language: str, theme: Theme) -> bytes:
    atlas = catalogue()
    return figure_bytes(pathway(atlas.routes, atlas.anatomy, theme, FORMS[form], language=language))


class DiagramForms(TypedDict):
    """The diagram for screens that lie and that stand."""

    lying: DiagramForm
    upright: DiagramForm


def diagram_urls(language: str) -> DiagramForms:
    """Return the diagram in both forms: by form its addresses by theme and its size."""

    def form(name: str) -> DiagramForm:
        return {"figure": by_theme(_diagram, name, language), "size": PLANS[FORMS[name]].size}

    return {"lying": form("lying"), "upright": form("upright")}


def _has_steps(item: str) -> bool:
    return item == NONE or item in catalogue().selectable


@published("steps", "csv", _has_steps)
def _steps(item: str) -> bytes:
    atlas = catalogue()
    if item in atlas.ids:
        rows = exported.route_rows(item, atlas.routes.routes_to(item))
        text = to_csv(rows, exported.ROUTE_FIELDS)
    else:
        lit = None if item == NONE else [name for names in atlas.routes.lit(item).values() for name in names]
        text = to_csv(exported.segment_rows(atlas.routes, only=lit), exported.SEGMENT_FIELDS)
    return text.encode("utf-8-sig")


def steps_csv_url(item: str) -> str:
    """Return the address of the steps of all routes to a place as CSV; of a vessel the segments through it.

    Parameters
    ----------
    item : str
        Id of a place, a vessel or a segment; empty for all segments.
    """
    return _steps.url(item or NONE)


@lru_cache(maxsize=1)
def explained() -> tuple[LesionsByRoute, ...]:
    """Sort the lesions of every layer of lesions by the routes that reach their bones."""
    atlas = catalogue()
    return lesions_by_route_of(atlas.layers.values(), atlas.routes, atlas.anatomy)


@published("reach", "json", is_theme)
def _reach(theme: Theme) -> bytes:
    drawn = reach.reach_bars(explained(), theme)
    return figure_bytes(offered(drawn, reach.picture_lines(explained())))


def explained_urls() -> tuple[ByTheme, int]:
    """Return the addresses of the bars of that, and their height in pixels."""
    return by_theme(_reach), reach.height(explained())
