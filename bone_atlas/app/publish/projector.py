"""The figures of the slides as published files; see `bone_atlas.app.publish.figures`.

Each figure is drawn for a stage of 760 x 600 CSS px (a narrow one of 480 x 600 where two stand side by
side) and grows with its stage. The figure component receives ``projector: true`` with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish import detection as published_detection
from bone_atlas.app.publish import pathways as published_pathways
from bone_atlas.app.publish.evidence import Key, argument_of, derived, is_agreement, is_derived, key_of
from bone_atlas.app.publish.figures import by_theme, index_url, shading_urls
from bone_atlas.app.publish.values import (
    figure_bytes,
    is_language,
    is_layer,
    is_part,
    is_theme,
    is_view,
    json_bytes,
)
from bone_atlas.app.server import published
from bone_atlas.figures import projector
from bone_atlas.figures.colours import SCALE_TOPS, THEMES, Theme
from bone_atlas.figures.contract import PlotlyObject
from bone_atlas.figures.panels import PARTS
from bone_atlas.figures.projector.labels import Room
from bone_atlas.scenes.contract import ByTheme
from bone_atlas.scenes.model import Plot
from bone_atlas.scenes.pictures import ON_SLIDES
from bone_atlas.scenes.registry import SCENES, scene_of
from bone_atlas.scenes.state import SceneId, State

__all__ = [
    "PublishedPlot",
    "bare_urls",
    "base_urls",
    "hidden_urls",
    "index_url",
    "journeys_url",
    "label_notes",
    "network_url",
    "overlay_urls",
    "paint_urls",
    "plot_urls",
]


@dataclass(frozen=True)
class PublishedPlot:
    """A published plot.

    Attributes
    ----------
    urls : dict of str to str
        Address of the figure for each theme.
    height : int
        Height in CSS px that it is drawn for, on a stage 760 px wide; at most 600.
    sources : tuple of (str, str)
        Where its numbers come from, each as text and link; the link is empty where there is none. The figure
        itself has room for short names of them only.
    """

    urls: ByTheme
    height: int
    sources: tuple[tuple[str, str], ...]


def _key(layer: str | Key) -> Key:
    return ("layer", layer) if isinstance(layer, str) else layer


@published("slide-skeleton", "json", is_view)
def _skeleton(view: str) -> bytes:
    return figure_bytes(projector.base_figure(view, catalogue().anatomy, shading_urls(view)))


def base_urls(view: str) -> ByTheme:
    """Return the address of the unpainted skeleton of a view; both themes share it.

    Parameters
    ----------
    view : {"front", "back", "left", "all"}
        Which view.
    """
    return dict.fromkeys(THEMES, _skeleton.url(view))


def _look(labels: bool, top: float | None) -> str:
    """Return whether a paint has labels and where its scale ends, as an argument."""
    return ("labels" if labels else "plain") + ("" if top is None else f"-{top:.0f}")


LOOKS = {_look(labels, top): (labels, top) for labels in (True, False) for top in (None, *SCALE_TOPS)}


@published("slide-paint", "json", is_derived, is_view, is_language, LOOKS.__contains__, is_theme)
def _paint(key: str, view: str, language: str, look: str, theme: Theme) -> bytes:
    painted, anatomy = derived(key_of(key)), catalogue().anatomy
    labels, top = LOOKS[look]
    return json_bytes(
        projector.paint(painted, view, anatomy, theme, labels=labels, top=top, language=language)
    )


def paint_urls(
    layer: str | Key,
    view: str,
    language: str = "en",
    *,
    top: float | None = None,
    labels: bool = True,
) -> ByTheme:
    """Return the addresses of the paint of a layer.

    Parameters
    ----------
    layer : str or tuple of str
        Id of a layer, or a key as of `bone_atlas.app.publish.evidence.derived`.
    view : {"front", "back", "left", "all"}
        Which view.
    language : str
        Language of the site names.
    top : float, optional
        Top of the colour scale, where several paints share one.
    labels : bool
        Whether the paint has labels at all. To switch them on and off on a slide, take the paint with labels
        and give the component ``labels: false``.

    Raises
    ------
    KeyError
        If there is no such layer or view.
    """
    return by_theme(_paint, argument_of(_key(layer)), view, language, _look(labels, top))


@published("slide-hidden", "json", is_view, is_theme)
def _hidden(view: str, theme: Theme) -> bytes:
    atlas = catalogue()
    return json_bytes(projector.hidden(view, atlas.routes, atlas.anatomy, theme))


def hidden_urls(view: str) -> ByTheme:
    """Return the addresses of a skeleton whose values are not shown yet: no colour, key, label or value."""
    return by_theme(_hidden, view)


@published("slide-bare", "json", is_view, is_theme)
def _bare(view: str, theme: Theme) -> bytes:
    atlas = catalogue()
    return json_bytes(projector.bare(view, atlas.routes, atlas.anatomy, theme))


def bare_urls(view: str) -> ByTheme:
    """Return the addresses of the paint of the skeleton under the routes."""
    return by_theme(_bare, view)


@published("slide-overlay", "json", is_part)
def _overlay(part: str) -> bytes:
    atlas = catalogue()
    return json_bytes(projector.overlay(atlas.drawings[part], atlas.routes))


def overlay_urls(view: str) -> dict[str, str]:
    """Return what is drawn of the routes in each part of a view, as the component's ``overlay``."""
    return {part: _overlay.url(part) for part in PARTS[view]}


@lru_cache(maxsize=512)
def label_notes(
    layer: str | Key, view: str, language: str, sites: tuple[str, ...], on: Room = "wide"
) -> dict[Theme, list[PlotlyObject]]:
    """Return the labels of some sites by theme, as Plotly's annotations; they go with the slide itself.

    Parameters
    ----------
    layer : str or tuple of str
        The layer whose values they show, as of `paint_urls`.
    view : {"front", "back", "left"}
        Which view.
    language : str
        Language of the site names.
    sites : tuple of str
        Ids of what is labelled.
    on : {"wide", "narrow", "trunk"}
        Beside what they stand.
    """
    painted, anatomy = derived(_key(layer)), catalogue().anatomy
    return {
        theme: projector.paint(painted, view, anatomy, theme, sites=sites, language=language, on=on)[
            "layout"
        ]["annotations"]
        for theme in THEMES
    }


def network_url() -> str:
    """Return the address of the index of the routes."""
    return published_pathways.index_url()


def journeys_url() -> str:
    """Return the address of the journeys."""
    return published_pathways.script_url()


@lru_cache(maxsize=256)
def _plot(kind: SceneId, *of: str) -> Plot | None:
    """Draw a plot: how tall it is follows from how its texts break."""
    return SCENES[kind].plot(catalogue().rows, of, published_detection.picture_urls())


def _is_ranking(layer: str, language: str = "en") -> bool:
    return is_layer(layer) and bool(catalogue().layers[layer].reports) and is_language(language)


def _is_agreement(site: str, unit: str) -> bool:
    return is_agreement(f"{site}~{unit}")


def _is_picture(name: str) -> bool:
    return name in ON_SLIDES


def _is_claim(name: str) -> bool:
    return name in catalogue().rows.claims


def _counts_lesions(scene: SceneId) -> Callable[..., bool]:
    """Return a test of whether a layer can be shown by a scene that is about lesions, in a language."""

    def test(layer: str, language: str = "en") -> bool:
        shown = State(shows=scene, layer=layer if is_layer(layer) else "")
        return (
            is_layer(layer) and is_language(language) and not any(scene_of(shown, catalogue().rows).faults())
        )

    return test


#: Scenes that have plots, and which: nothing is drawn to find that out.
PLOTS: dict[str, Callable[..., bool]] = {
    "ranking": _is_ranking,
    "reach": _counts_lesions("reach"),
    "agreement": _is_agreement,
    "marrow": _counts_lesions("marrow"),
    "detection": _is_picture,
    "claim": _is_claim,
    "judged": "all".__eq__,
}


def _is_plot(argument: str) -> bool:
    kind, *of = argument.split("~")
    try:
        return kind in PLOTS and PLOTS[kind](*of)
    except TypeError:  # too many of them, or too few
        return False


@published("slide-plot", "json", _is_plot, is_theme)
def _plot_file(argument: str, theme: Theme) -> bytes:
    kind, *of = argument.split("~")
    plot = _plot(kind, *of)
    if plot is None:
        raise KeyError(argument)
    return figure_bytes(plot.figures[theme])


def plot_urls(kind: SceneId, *of: str) -> PublishedPlot | None:
    """Return the plot of a scene as files; None where there is nothing to draw.

    Parameters
    ----------
    kind : str
        Id of the scene: one of `PLOTS`.
    *of : str
        For a ranking, lesions by route and the marrow the id of the layer, then, if not English, the language
        of the names; for an agreement the id of the site, then the unit (`Layer.unit`, as ``"lesions"``); for
        detection the picture.

    Raises
    ------
    KeyError
        If there is no such layer or picture.
    """
    plot = _plot(kind, *of)
    if plot is None:
        return None
    works = (
        (" ".join(filter(None, (one.citation, one.source_text))), one.source_link or "") for one in plot.works
    )
    urls = by_theme(_plot_file, "~".join((kind, *of)))
    return PublishedPlot(urls, plot.figures["light"].layout.height, tuple(dict.fromkeys(works)))
