"""The figures as files: each has an address at once and is made when it is first asked for.

A rerun sends these addresses, not the figures, so selecting a bone costs a few hundred bytes.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup

from bone_atlas.anatomy import Anatomy
from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import elements as h
from bone_atlas.app.publish import contract
from bone_atlas.app.publish.modules import COMPONENT, NOTES, read_asset, scripts
from bone_atlas.app.publish.values import (
    figure_bytes,
    is_language,
    is_layer,
    is_part,
    is_place,
    is_theme,
    is_view,
    json_bytes,
)
from bone_atlas.app.server import Recipe, published
from bone_atlas.evidence.coarse import is_coarse
from bone_atlas.exports.registry import BY_FORM
from bone_atlas.figures import comparison, geometry, preview, ranking, skeleton
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.figures.export_lines import offered
from bone_atlas.figures.panels import PARTS
from bone_atlas.layers import Layer, Proportion
from bone_atlas.scenes.contract import ByTheme

STYLES = COMPONENT / "css"
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
#: In the order in which one rule wins over another.
SHEETS = (
    "copy.css",
    "page.css",
    "page_head.css",
    "widgets.css",
    "connection.css",
    "opening.css",
    "glossary.css",
    "page_pathways.css",
    "page_evidence.css",
    "page_detection.css",
    "page_teach.css",
    "page_uploaded.css",
    "order.css",
    "practise.css",
    "practise_result.css",
    "practise_screens.css",
    "figure.css",
    "routes.css",
    "picture_tools.css",
    "atlas.css",
    "atlas_lists.css",
    "atlas_narrow.css",
    "present.css",
    "present_stage.css",
    "present_question.css",
    "present_learning.css",
    "present_panels.css",
    "present_bar.css",
    "present_phone.css",
    "embedded.css",
)


#: What holds on paper alone: no first sight waits for it.
PRINT = "print.css"


@published("notes", "html", by_content=True)
def _notes() -> bytes:
    page = read_asset(COMPONENT / "present" / "notes.html")
    return page.replace("./notes_start.js", scripts()[NOTES]).encode()


def notes_url() -> str:
    """Return the address of the page of the speaker's notes: it asks for nothing once it is there."""
    return _notes.url()


@published("style", "css", by_content=True)
def _style() -> bytes:
    return "".join(rules(read_asset(STYLES / name)) for name in SHEETS).encode()


def rules(sheet: str) -> str:
    """Return a style sheet without its comments: a start page over a slow line waits for every byte of it."""
    return _COMMENT.sub("", sheet)


def style_url() -> str:
    """Return the address of the style sheet of page and component: the start page links to it."""
    return _style.url()


@published("print", "css", by_content=True)
def _print() -> bytes:
    return rules(read_asset(STYLES / PRINT)).encode()


def print_url() -> str:
    """Return the address of the style sheet of what is printed."""
    return _print.url()


def print_link(root: str = "") -> Markup:
    """Return the link to the style sheet of what is printed; `print/printing.js` finds it.

    Parameters
    ----------
    root : str
        What stands before the address, as in `core/store.js`.
    """
    return h.element("link", rel="stylesheet", media="print", data_print="", href=f"{root}{print_url()}")


def by_theme(recipe: Recipe, *arguments: str) -> ByTheme:
    """Return the addresses of what is made for each theme, its last argument."""
    return {theme: recipe.url(*arguments, theme) for theme in THEMES}


def bone_label(bone: str, anatomy: Anatomy, language: str) -> str:
    """Return a bone's label, with the name of its site in another language behind it."""
    label = anatomy.label(bone)
    site = anatomy.site_of(bone)
    return (
        label
        if language == "en" or anatomy.is_fallback(site, language)
        else f"{label} ({anatomy.name(site, language)})"
    )


@published("index", "json", is_language)
def _index(language: str) -> bytes:
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
    return json_bytes(index)


def index_url(language: str) -> str:
    """Return the address of what bones there are, their labels, and which bones each id stands for."""
    return _index.url(language)


@published("shading", "webp", is_part, by_content=True)
def _shading(part: str) -> bytes:
    return geometry.shading(part)


def shading_urls(view: str) -> dict[str, str]:
    """Return the addresses of the shading images of a view, by its parts.

    Raises
    ------
    AssetError
        If a drawing of the view is missing or broken: the page says so, before a browser asks for it.
    """
    for part in PARTS[view]:
        geometry.view(part)
        geometry.shading(part)
    return {part: _shading.url(part) for part in PARTS[view]}


@published("skeleton", "json", is_view)
def _skeleton(view: str) -> bytes:
    return figure_bytes(skeleton.base_figure(view, catalogue().anatomy, shading_urls(view)))


def base_urls(view: str) -> ByTheme:
    """Return the address of the unpainted skeleton of a view; both themes share it.

    Raises
    ------
    AssetError
        As `shading_urls`.
    """
    shading_urls(view)
    return dict.fromkeys(THEMES, _skeleton.url(view))


@published("paint", "json", is_layer, is_view, is_language, is_theme)
def _paint(layer: str, view: str, language: str, theme: Theme) -> bytes:
    atlas = catalogue()
    return json_bytes(skeleton.paint(atlas.layers[layer], view, atlas.anatomy, theme, language=language))


def paint_urls(layer: str, view: str, language: str) -> ByTheme:
    """Return the addresses of a layer's paint for a view."""
    return by_theme(_paint, layer, view, language)


@published("preview", "svg", is_layer, is_view, is_theme)
def _preview(layer: str, view: str, theme: Theme) -> bytes:
    atlas = catalogue()
    return preview.outline_svg(atlas.layers[layer], view, atlas.anatomy, theme).encode()


def preview_urls(layer: str, view: str) -> dict[Theme, contract.LightPicture]:
    """Return the addresses of the light picture of a painted view."""
    margin = f"{skeleton.TOP_PX}px 0 {skeleton.BOTTOM_PX}px"
    return {theme: {"outline": _preview.url(layer, view, theme), "margin": margin} for theme in THEMES}


@published("ranking", "json", is_layer, is_language, is_theme)
def _ranking(layer: str, language: str, theme: Theme) -> bytes:
    atlas = catalogue()
    drawn = ranking.ranking(atlas.layers[layer], atlas.anatomy, theme, language)
    return figure_bytes(offered(drawn, ranking.picture_lines(atlas.layers[layer])))


def ranking_urls(layer: str, language: str) -> tuple[ByTheme, int]:
    """Return the addresses of a layer's ranking and its height in pixels."""
    return by_theme(_ranking, layer, language), ranking.height(catalogue().layers[layer])


@lru_cache(maxsize=512)
def _compared(site: str) -> dict[str, list[tuple[Layer, Proportion]]]:
    atlas = catalogue()
    return comparison.by_unit(site, atlas.layers.values(), whole=is_coarse(site, atlas.anatomy))


def _is_compared(site: str) -> bool:
    return is_place(site) and bool(_compared(site))


@published("comparison", "json", _is_compared, is_theme)
def _comparison(site: str, theme: Theme) -> bytes:
    drawn = comparison.comparison(site, _compared(site), theme)
    lines = comparison.picture_lines(site, catalogue().anatomy.name(site), _compared(site))
    return figure_bytes(offered(drawn, lines))


def comparison_urls(site: str) -> tuple[ByTheme, int, bool] | None:
    """Return of a site's dot plot across layers: addresses, height, whether a coarser site was reported.

    None if no layer has the site.
    """
    by_unit = _compared(site)
    if not by_unit:
        return None
    coarser = any(value.larger for values in by_unit.values() for _, value in values)
    return by_theme(_comparison, site), comparison.height(by_unit), coarser


@published("export", lambda form, _layer: BY_FORM[form].extension, BY_FORM.__contains__, is_layer)
def _export(form: str, layer: str) -> bytes:
    atlas = catalogue()
    return BY_FORM[form].download(atlas.layers[layer], atlas.tables, atlas.anatomy)


def export_url(layer: str, form: str) -> str:
    """Return the address of a layer in one of the forms of `bone_atlas.exports.registry`."""
    return _export.url(form, layer)
