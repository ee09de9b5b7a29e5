"""The figures of a reader's own layer: made for one session, never published.

What the atlas itself shows is published under URLs that every session shares. An upload must not leave its
session, so its paint travels inside the component's data, to this reader's browser alone, and is kept only in
the session's state: the geometry of the skeleton, which is nobody's, is still the published one.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import plotly.graph_objects as go
import streamlit as st

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish.contract import Contents
from bone_atlas.evidence import comparable
from bone_atlas.evidence.coarse import is_coarse
from bone_atlas.figures import comparison, ranking, skeleton
from bone_atlas.figures.colours import THEMES
from bone_atlas.figures.contract import PlotlyObject
from bone_atlas.layers import Layer

#: In ``st.session_state``: the figures of the layer shown last, with that layer.
KEY = "uploaded_figures"
#: Views, languages and sites looked at since the table changed.
MOST_KEPT = 24


def paint(layer: Layer, view: str, language: str = "en") -> Contents:
    """Return a layer's paint for a view, by theme, to be handed to `component.figure` as it is.

    Parameters
    ----------
    layer : Layer
        The reader's own.
    view : str
        A key of `skeleton.VIEWS`.
    language : str
        Language of the names.

    Returns
    -------
    dict
        For each theme what `skeleton.paint` makes.
    """
    anatomy = catalogue().anatomy
    return _kept(
        layer,
        ("paint", view, language),
        lambda: {theme: skeleton.paint(layer, view, anatomy, theme, language=language) for theme in THEMES},
    )


def difference(layer: Layer, other: Layer, view: str, language: str = "en") -> Contents:
    """Return the paint of what a reader's layer has more than another one, by theme.

    Parameters
    ----------
    layer, other : Layer
        The reader's own, and one of the atlas on the same scale.
    view : str
        A key of `skeleton.VIEWS`.
    language : str
        Language of the names.
    """
    anatomy = catalogue().anatomy
    made = comparable.difference(layer, other, anatomy)
    return _kept(
        layer,
        ("difference", other.id, view, language),
        lambda: {theme: skeleton.paint(made, view, anatomy, theme, language=language) for theme in THEMES},
    )


def ranked(layer: Layer, language: str = "en") -> tuple[Contents, int]:
    """Return a layer's ranking by theme, and its height in pixels.

    Parameters
    ----------
    layer : Layer
        The reader's own.
    language : str
        Language of the names.

    Returns
    -------
    tuple of dict and int
        Figures as plain data, and their height.
    """
    anatomy = catalogue().anatomy
    made = _kept(
        layer,
        ("ranking", language),
        lambda: {theme: _plain(ranking.ranking(layer, anatomy, theme, language)) for theme in THEMES},
    )
    return made, made["light"]["layout"]["height"]


def compared(layer: Layer, site: str) -> tuple[Contents, int, bool] | None:
    """Return a site in the reader's layer and in every study, an axis for each unit.

    Parameters
    ----------
    layer : Layer
        The reader's own; it comes first.
    site : str
        A site or group.

    Returns
    -------
    tuple of dict, int and bool, or None
        Figures as plain data by theme, their height, and whether a coarser site was reported; None where no
        layer has the site.
    """
    atlas = catalogue()
    whole = is_coarse(site, atlas.anatomy)
    by_unit = comparison.by_unit(site, (layer, *atlas.layers.values()), whole=whole)
    if not by_unit:
        return None
    made = _kept(
        layer,
        ("comparison", site),
        lambda: {theme: _plain(comparison.comparison(site, by_unit, theme)) for theme in THEMES},
    )
    coarser = any(value.larger for values in by_unit.values() for _, value in values)
    return made, made["light"]["layout"]["height"], coarser


def _plain(figure: go.Figure) -> PlotlyObject:
    """Turn a figure into plain data, as a published one would arrive."""
    data: PlotlyObject = json.loads(figure.to_json(engine="json"))
    return data


def _kept(layer: Layer, name: tuple[str, ...], make: Callable[[], Contents]) -> Contents:
    """Make something once for a layer and keep it in the session, until the layer changes."""
    owner, made = st.session_state.get(KEY, (None, {}))
    if owner is not layer or len(made) >= MOST_KEPT:
        made = {}
    if name not in made:
        made[name] = make()
    st.session_state[KEY] = (layer, made)
    contents: Contents = made[name]
    return contents
