"""The skeleton on a projector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from bone_atlas.anatomy import Anatomy
from bone_atlas.figures import skeleton
from bone_atlas.figures.bare import bare as plain
from bone_atlas.figures.colours import Theme
from bone_atlas.layers import Layer
from bone_atlas.routes import Routes


def base_figure(view: str, anatomy: Anatomy, shading: Mapping[str, str] | None = None) -> go.Figure:
    """Return the unpainted skeleton of a view."""
    return skeleton.base_figure(view, anatomy, shading)


def paint(
    layer: Layer,
    view: str,
    anatomy: Anatomy,
    theme: Theme = "light",
    *,
    sites: Sequence[str] = (),
    labels: bool = True,
    top: float | None = None,
    language: str = "en",
) -> dict[str, Any]:
    """Return what a layer puts on the skeleton of a view."""
    return skeleton.paint(layer, view, anatomy, theme, top=top, language=language)


def bare(view: str, routes: Routes, anatomy: Anatomy, theme: Theme = "light") -> dict[str, Any]:
    """Return the paint of bones in one plain colour, each told with the ways that reach it."""
    return plain(view, routes, anatomy, theme)


def hidden(view: str, routes: Routes, anatomy: Anatomy, theme: Theme = "light") -> dict[str, Any]:
    """Return the paint of bones whose values are still hidden."""
    return plain(view, routes, anatomy, theme)
