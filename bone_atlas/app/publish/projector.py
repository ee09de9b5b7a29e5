"""The figures of the slides as published files; see `bone_atlas.app.published`.

Each figure is drawn for a stage of 760 x 600 CSS px (a narrow one of 480 x 600 where two stand side by
side) and grows with its stage. The figure component is told ``projector: true`` with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import plotly.graph_objects as go

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish import detection as published_detection
from bone_atlas.app.publish import evidence as published_evidence
from bone_atlas.app.publish.contract import ByTheme
from bone_atlas.app.publish.evidence import Key, derived
from bone_atlas.app.publish.figures import publish_figure, publish_figures, publish_json
from bone_atlas.app.server import publish
from bone_atlas.evidence import detection
from bone_atlas.evidence.detection import Accuracy, Finding
from bone_atlas.figures import geometry, projector, skeleton
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.figures.projector import findings, pictures, rows
from bone_atlas.layers import Layer
from bone_atlas.lessons.model import PICTURES


@dataclass(frozen=True)
class Plot:
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
        Id of a layer, or a key as of `bone_atlas.app.published_evidence.derived`.
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
        and tell the component ``labels: false``.
    """
    found, anatomy = derived(_key(layer)), catalogue().anatomy
    return {
        theme: publish_json(
            "slide-paint",
            projector.paint(
                found, view, anatomy, theme, sites=sites, labels=labels, top=top, language=language
            ),
        )
        for theme in THEMES
    }


@lru_cache(maxsize=8)
def hidden_urls(view: str) -> ByTheme:
    """Publish the paint of a skeleton whose values are not shown yet: no colour, key, label or value."""
    found = catalogue()
    return {
        theme: publish_json(
            f"slide-hidden-{view}", projector.hidden(view, found.routes, found.anatomy, theme)
        )
        for theme in THEMES
    }


@lru_cache(maxsize=8)
def bare_urls(view: str) -> ByTheme:
    """Publish the paint of the skeleton under the ways."""
    found = catalogue()
    return {
        theme: publish_json(f"slide-bare-{view}", projector.bare(view, found.routes, found.anatomy, theme))
        for theme in THEMES
    }


def overlay_urls(view: str) -> dict[str, str]:
    """Publish what is drawn of the ways in each part of a view, as the component's ``overlay``."""
    return {part: _overlay_url(part) for part in skeleton.PARTS[view]}


@lru_cache(maxsize=4)
def _overlay_url(part: str) -> str:
    found = catalogue()
    return publish_json(f"slide-overlay-{part}", projector.overlay(found.drawings[part], found.routes))


@lru_cache(maxsize=256)
def plot_urls(kind: str, *of: Any) -> Plot | None:
    """Publish a plot; None where there is nothing to draw.

    Parameters
    ----------
    kind : str
        ``"ranking"``, ``"agreement"`` or one of `bone_atlas.lessons.model.PICTURES`.
    *of
        For a ranking the id or the key of the layer, then, if not English, the language of the names; for an
        agreement the id of the site, then the unit (`Layer.unit`, as ``"lesions"``); for a picture nothing.

    Raises
    ------
    ValueError
        If there is no such kind.
    KeyError
        If there is no such layer.
    """
    if kind == "ranking":
        return _ranking(*of)
    if kind == "agreement":
        return _agreement(*of)
    if kind not in PICTURES:
        raise ValueError(f"no plot {kind!r}; expected ranking, agreement, {', '.join(PICTURES)}")
    return _plot(kind, {theme: _picture(kind, theme) for theme in THEMES}, drawn(kind))


def _plot(stem: str, made: dict[Theme, go.Figure], told: Iterable[Finding | Layer]) -> Plot:
    urls, height = publish_figures(f"slide-{stem}", made)
    cited = ((" ".join(filter(None, (one.citation, one.source_text))), one.source_link or "") for one in told)
    return Plot(urls, height, tuple(dict.fromkeys(cited)))


def _ranking(layer: str | Key, language: str = "en") -> Plot | None:
    found, anatomy = derived(_key(layer)), catalogue().anatomy
    if not found.reports:
        return None
    made = {theme: rows.ranking(found, anatomy, theme, language) for theme in THEMES}
    return _plot("ranking", made, [found])


def _agreement(site: str, unit: str) -> Plot | None:
    found = next((item for item in published_evidence.agreements(site) if item.unit == unit), None)
    if found is None or not (found.studies or found.uncounted):
        return None
    made = {theme: rows.agreement(found, theme) for theme in THEMES}
    return _plot("agreement", made, [study.layer for study in (*found.studies, *found.uncounted)])


def _picture(kind: str, theme: Theme) -> go.Figure:
    if kind == "vertebrae":
        return pictures.vertebrae(detection.autopsy_vertebrae(published_detection.findings()), theme)
    if kind == "threshold":
        return pictures.threshold(published_detection.band(), theme, published_detection.picture_urls())
    if kind == "accuracy_per_patient":
        return findings.accuracy(_accuracies(), theme)
    return findings.prevalence(_prevalences(kind), theme)


def drawn(kind: str) -> Sequence[Finding]:
    """Return the figures that a picture draws.

    Parameters
    ----------
    kind : str
        One of `bone_atlas.lessons.model.PICTURES`.
    """
    if kind == "vertebrae":
        return detection.autopsy_vertebrae(published_detection.findings())
    if kind == "threshold":
        band = published_detection.band()
        return [one for one in (*band.sources, *band.others) if one.source_link]
    if kind == "accuracy_per_patient":
        return [pair.either for _, pairs in findings.accuracy_drawn(_accuracies()) for pair in pairs]
    return findings.prevalence_drawn(_prevalences(kind))


def _accuracies() -> Sequence[Accuracy]:
    return detection.accuracies(published_detection.findings(), "per patient")


def _prevalences(kind: str) -> Sequence[Finding]:
    return published_detection.prevalences(after_death=kind == "prevalence_autopsy")[1]
