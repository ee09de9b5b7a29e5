"""The figures as files: each is made once, published under a URL that names its content, and cached.

A rerun sends these URLs, not the figures, so selecting a bone costs a few hundred bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

import plotly.graph_objects as go

from bone_atlas.anatomy import Anatomy
from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish import contract
from bone_atlas.app.publish.modules import COMPONENT, NOTES, read_asset, scripts
from bone_atlas.app.server import publish
from bone_atlas.exports.registry import BY_FORM
from bone_atlas.figures import comparison, geometry, preview, ranking, skeleton
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.scenes.contract import ByTheme

STYLES = COMPONENT / "css"
#: In the order in which one rule wins over another.
SHEETS = (
    "page.css",
    "page_head.css",
    "page_pathways.css",
    "page_evidence.css",
    "page_teach.css",
    "order.css",
    "practise.css",
    "practise_result.css",
    "practise_screens.css",
    "figure.css",
    "present.css",
    "present_stage.css",
    "present_question.css",
    "present_panels.css",
    "present_bar.css",
    "present_phone.css",
)


@lru_cache(maxsize=1)
def notes_url() -> str:
    """Publish the page of the speaker's notes: it asks the server for nothing once it is there."""
    page = read_asset(COMPONENT / "present" / "notes.html").replace("./notes_start.js", scripts()[NOTES])
    return publish("notes", "html", page.encode())


@lru_cache(maxsize=1)
def style_url() -> str:
    """Publish the style sheet of page and component; the start page links to it, so no rerun resends it."""
    return publish("style", "css", "".join(read_asset(STYLES / name) for name in SHEETS).encode())


def publish_json(stem: str, content: object) -> str:
    """Publish content as JSON and return its URL."""
    return publish(
        stem.replace(".", "-"),
        "json",
        json.dumps(content, separators=(",", ":"), ensure_ascii=False).encode(),
    )


def publish_figure(stem: str, figure: go.Figure) -> str:
    """Publish a figure as JSON and return its URL."""
    return publish(stem.replace(".", "-"), "json", figure.to_json(engine="json").encode())


def publish_figures(stem: str, made: Mapping[Theme, go.Figure]) -> tuple[ByTheme, int]:
    """Publish a figure's two themes; return their URLs and its height in pixels."""
    urls: ByTheme = {theme: publish_figure(stem, figure) for theme, figure in made.items()}
    return urls, made["light"].layout.height


def bone_label(bone: str, anatomy: Anatomy, language: str) -> str:
    """Return a bone's label, with the name of its site in another language behind it."""
    label = anatomy.label(bone)
    site = anatomy.site_of(bone)
    return (
        label
        if language == "en" or anatomy.is_fallback(site, language)
        else f"{label} ({anatomy.name(site, language)})"
    )


@lru_cache(maxsize=8)
def index_url(language: str) -> str:
    """Publish which bones there are, their labels, and which bones each id stands for or leads to."""
    anatomy = catalogue().anatomy
    bones = anatomy.bones()
    index_of = {bone: i for i, bone in enumerate(bones)}
    routes = catalogue().routes
    ids = (*anatomy.sites(), *anatomy.groups())
    vessels = (*routes.vessels, *routes.segments)
    members = {i: anatomy.bones_of(i) for i in ids} | {i: routes.bones_downstream(i) for i in vessels}
    index: contract.Index = {
        "bones": [(bone, bone_label(bone, anatomy, language), anatomy.site_of(bone)) for bone in bones],
        "members": {i: [index_of[b] for b in bone_ids] for i, bone_ids in members.items()},
        "names": {i: anatomy.name(i, language) for i in ids} | {i: routes.name(i) for i in vessels},
    }
    return publish_json("index", index)


@lru_cache(maxsize=8)
def base_urls(view: str) -> ByTheme:
    """Publish the unpainted skeleton of a view; both themes share it."""
    shading = {
        part: publish(f"shading-{part}", "webp", geometry.shading(part)) for part in skeleton.PARTS[view]
    }
    url = publish_figure(f"skeleton-{view}", skeleton.base_figure(view, catalogue().anatomy, shading))
    return dict.fromkeys(THEMES, url)


@lru_cache(maxsize=1024)
def paint_urls(layer: str, view: str, language: str) -> ByTheme:
    """Publish a layer's paint for a view."""
    atlas = catalogue()
    return {
        theme: publish_json(
            f"paint-{layer}",
            skeleton.paint(atlas.layers[layer], view, atlas.anatomy, theme, language=language),
        )
        for theme in THEMES
    }


@lru_cache(maxsize=256)
def preview_urls(layer: str, view: str) -> dict[Theme, contract.LightPicture]:
    """Publish the light picture of a painted view."""
    atlas = catalogue()
    made: dict[Theme, contract.LightPicture] = {}
    for theme in THEMES:
        svg = preview.outline_svg(atlas.layers[layer], view, atlas.anatomy, theme)
        made[theme] = {
            "outline": publish(f"preview-{layer}".replace(".", "-"), "svg", svg.encode()),
            "margin": f"{skeleton.TOP_PX}px 0 {skeleton.BOTTOM_PX}px",
        }
    return made


@lru_cache(maxsize=256)
def ranking_urls(layer: str, language: str) -> tuple[ByTheme, int]:
    """Publish a layer's ranking; return its URLs and its height in pixels."""
    atlas = catalogue()
    figures = {
        theme: ranking.ranking(atlas.layers[layer], atlas.anatomy, theme, language) for theme in THEMES
    }
    return publish_figures("ranking", figures)


@lru_cache(maxsize=512)
def comparison_urls(site: str) -> tuple[ByTheme, int, bool] | None:
    """Publish a site's dot plot across layers: URLs, height, whether a coarser site was reported.

    None if no layer has the site.
    """
    by_unit = comparison.by_unit(site, catalogue().layers.values())
    if not by_unit:
        return None
    figures = {theme: comparison.comparison(site, by_unit, theme) for theme in THEMES}
    coarser = any(value.reported_as not in (None, site) for values in by_unit.values() for _, value in values)
    return (*publish_figures("comparison", figures), coarser)


@lru_cache(maxsize=512)
def export_url(layer: str, form: str) -> str:
    """Publish a layer in one of the forms of `bone_atlas.exports.registry`."""
    atlas, export = catalogue(), BY_FORM[form]
    content = export.download(atlas.layers[layer], atlas.tables, atlas.anatomy)
    return publish(f"{export.stem}-{layer}".replace(".", "-"), export.extension, content)
