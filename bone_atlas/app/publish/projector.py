"""The figures of the slides as published files; see `bone_atlas.app.publish.figures`.

Each figure is drawn for a stage of 760 x 600 CSS px (a narrow one of 480 x 600 where two stand side by
side) and grows with its stage. The figure component receives ``projector: true`` with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish import detection as published_detection
from bone_atlas.app.publish import pathways as published_pathways
from bone_atlas.app.publish.evidence import Key, derived
from bone_atlas.app.publish.figures import index_url, publish_figure, publish_figures, publish_json
from bone_atlas.app.server import publish
from bone_atlas.figures import geometry, projector, skeleton
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.figures.contract import PlotlyObject
from bone_atlas.scenes.contract import ByTheme
from bone_atlas.scenes.registry import SCENES
from bone_atlas.scenes.state import SceneId

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


@lru_cache(maxsize=8)
def base_urls(view: str) -> ByTheme:
    """Publish the unpainted skeleton of a view; both themes share it.

    Parameters
    ----------
    view : {"front", "back", "left", "all"}
        Which view.
    """
    shading = {
        part: publish(f"shading-{part}", "webp", geometry.shading(part)) for part in skeleton.PARTS[view]
    }
    url = publish_figure(f"slide-{view}", projector.base_figure(view, catalogue().anatomy, shading))
    return dict.fromkeys(THEMES, url)


@lru_cache(maxsize=512)
def paint_urls(
    layer: str | Key,
    view: str,
    language: str = "en",
    sites: tuple[str, ...] = (),
    *,
    top: float | None = None,
    labels: bool = True,
) -> ByTheme:
    """Publish the paint of a layer.

    Parameters
    ----------
    layer : str or tuple of str
        Id of a layer, or a key as of `bone_atlas.app.publish.evidence.derived`.
    view : {"front", "back", "left", "all"}
        Which view.
    language : str
        Language of the site names.
    sites : tuple of str
        Ids of what is labelled: sites, groups or bones; by default the first six reports.
    top : float, optional
        Top of the colour scale, where several paints share one.
    labels : bool
        Whether the paint has labels at all. To switch them on and off on a slide, take the paint with labels
        and give the component ``labels: false``.
    """
    painted, anatomy = derived(_key(layer)), catalogue().anatomy
    return {
        theme: publish_json(
            "slide-paint",
            projector.paint(
                painted, view, anatomy, theme, sites=sites, labels=labels, top=top, language=language
            ),
        )
        for theme in THEMES
    }


@lru_cache(maxsize=8)
def hidden_urls(view: str) -> ByTheme:
    """Publish the paint of a skeleton whose values are not shown yet: no colour, key, label or value."""
    atlas = catalogue()
    return {
        theme: publish_json(
            f"slide-hidden-{view}", projector.hidden(view, atlas.routes, atlas.anatomy, theme)
        )
        for theme in THEMES
    }


@lru_cache(maxsize=8)
def bare_urls(view: str) -> ByTheme:
    """Publish the paint of the skeleton under the routes."""
    atlas = catalogue()
    return {
        theme: publish_json(f"slide-bare-{view}", projector.bare(view, atlas.routes, atlas.anatomy, theme))
        for theme in THEMES
    }


def overlay_urls(view: str) -> dict[str, str]:
    """Publish what is drawn of the routes in each part of a view, as the component's ``overlay``."""
    return {part: _overlay_url(part) for part in skeleton.PARTS[view]}


@lru_cache(maxsize=4)
def _overlay_url(part: str) -> str:
    atlas = catalogue()
    return publish_json(f"slide-overlay-{part}", projector.overlay(atlas.drawings[part], atlas.routes))


@lru_cache(maxsize=512)
def label_notes(
    layer: str, view: str, language: str, sites: tuple[str, ...]
) -> dict[Theme, list[PlotlyObject]]:
    """Return the labels of some sites by theme, as Plotly's annotations; they go with the slide itself.

    Parameters
    ----------
    layer : str
        Id of the layer whose values they show.
    view : {"front", "back", "left"}
        Which view.
    language : str
        Language of the site names.
    sites : tuple of str
        Ids of what is labelled.
    """
    atlas = catalogue()
    return {
        theme: projector.paint(
            atlas.layers[layer], view, atlas.anatomy, theme, sites=sites, language=language
        )["layout"]["annotations"]
        for theme in THEMES
    }


def network_url() -> str:
    """Return the address of the index of the routes."""
    return published_pathways.index_url()


def journeys_url() -> str:
    """Return the address of the journeys."""
    return published_pathways.script_url()


@lru_cache(maxsize=256)
def plot_urls(kind: SceneId, *of: str) -> PublishedPlot | None:
    """Publish the plot of a scene; None where there is nothing to draw.

    Parameters
    ----------
    kind : str
        Id of the scene: ``"ranking"``, ``"agreement"`` or ``"detection"``.
    *of : str
        For a ranking the id of the layer, then, if not English, the language of the names; for an agreement
        the id of the site, then the unit (`Layer.unit`, as ``"lesions"``); for detection the picture.

    Raises
    ------
    KeyError
        If there is no such layer or picture.
    """
    plot = SCENES[kind].plot(catalogue().rows, of, published_detection.picture_urls())
    if plot is None:
        return None
    urls, height = publish_figures(f"slide-{kind}", plot.figures)
    works = (
        (" ".join(filter(None, (one.citation, one.source_text))), one.source_link or "") for one in plot.works
    )
    return PublishedPlot(urls, height, tuple(dict.fromkeys(works)))
