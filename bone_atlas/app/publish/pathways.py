"""The routes as published files: the index of what lights up, the journeys, the overlays, the diagram."""

from __future__ import annotations

from functools import lru_cache

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish import journeys as published_journeys
from bone_atlas.app.publish.figures import publish_figure, publish_figures, publish_json
from bone_atlas.app.server import publish
from bone_atlas.evidence.reach import LesionsByRoute, lesions_by_route_of
from bone_atlas.exports import routes as exported
from bone_atlas.exports.tables import to_csv
from bone_atlas.figures import bare, overlay, reach, skeleton
from bone_atlas.figures.colours import THEMES
from bone_atlas.figures.pathway import Form, pathway
from bone_atlas.scenes.contract import ByTheme, DiagramForm

#: Ids of segments are long; the name of a published file only helps to tell it from others.
LONGEST_STEM = 40
FORMS: dict[str, Form] = {"lying": "wide", "upright": "narrow"}


@lru_cache(maxsize=1)
def index_url() -> str:
    """Publish which segments light up for every id."""
    atlas = catalogue()
    return publish_json("ways", published_journeys.routes_index(atlas.routes, atlas.anatomy))


@lru_cache(maxsize=1)
def script_url() -> str:
    """Publish the journeys."""
    atlas = catalogue()
    return publish_json(
        "journeys", published_journeys.journeys_script(atlas.routes, atlas.anatomy, atlas.drawings.values())
    )


@lru_cache(maxsize=8)
def overlay_urls(view: str) -> dict[str, str]:
    """Publish what is drawn of the routes in each part of a view."""
    return {part: _overlay_url(part) for part in skeleton.PARTS[view]}


@lru_cache(maxsize=4)
def _overlay_url(part: str) -> str:
    return publish_json(f"overlay-{part}", overlay.overlay(catalogue().drawings[part], catalogue().routes))


@lru_cache(maxsize=8)
def bare_urls(view: str) -> ByTheme:
    """Publish the paint of a skeleton that no layer colours: the ground for the routes."""
    atlas = catalogue()
    return {
        theme: publish_json(f"bare-{view}", bare.bare(view, atlas.routes, atlas.anatomy, theme))
        for theme in THEMES
    }


@lru_cache(maxsize=8)
def diagram_urls(language: str) -> dict[str, DiagramForm]:
    """Publish the diagram in both forms: by form its URLs by theme and its size."""
    return {form: _diagram(form, named, language) for form, named in FORMS.items()}


def _diagram(form: str, named: Form, language: str) -> DiagramForm:
    atlas = catalogue()
    made = {theme: pathway(atlas.routes, atlas.anatomy, theme, named, language=language) for theme in THEMES}
    urls = {theme: publish_figure(f"ways-{form}", figure) for theme, figure in made.items()}
    return {"figure": urls, "size": made["light"].layout.meta["size"]}


@lru_cache(maxsize=256)
def steps_csv_url(item: str) -> str:
    """Publish the steps of all routes to a place as CSV; of a vessel the segments on routes through it.

    Parameters
    ----------
    item : str
        Id of a place, a vessel or a segment; empty for all segments.
    """
    atlas = catalogue()
    if item in atlas.ids:
        rows = exported.route_rows(item, atlas.routes.routes_to(item))
        text = to_csv(rows, exported.ROUTE_FIELDS)
    else:
        lit = [name for names in atlas.routes.lit(item).values() for name in names] if item else None
        text = to_csv(exported.segment_rows(atlas.routes, only=lit), exported.SEGMENT_FIELDS)
    return publish(f"ways-{item[:LONGEST_STEM].lower() or 'all'}", "csv", text.encode("utf-8-sig"))


@lru_cache(maxsize=1)
def explained() -> tuple[LesionsByRoute, ...]:
    """Sort the lesions of every layer of lesions by the routes that reach their bones."""
    atlas = catalogue()
    return lesions_by_route_of(atlas.layers.values(), atlas.routes, atlas.anatomy)


@lru_cache(maxsize=1)
def explained_urls() -> tuple[ByTheme, int]:
    """Publish the bars of that; return their URLs and their height in pixels."""
    return publish_figures(
        "ways-explained", {theme: reach.reach_bars(explained(), theme) for theme in THEMES}
    )
