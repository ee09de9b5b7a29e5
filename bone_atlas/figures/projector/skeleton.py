"""The skeleton on a projector: as high as the stage, its key in a corner, few labels in large letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from bone_atlas.anatomy import Anatomy
from bone_atlas.figures import colours, limbs, skeleton
from bone_atlas.figures.bare import bare as plain
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import BonesMeta, Paint, PlotlyObject
from bone_atlas.figures.legend import LEGEND
from bone_atlas.figures.panels import panels
from bone_atlas.figures.projector import labels as direct
from bone_atlas.figures.projector import stage
from bone_atlas.figures.projector.key import UNDER_PX, key
from bone_atlas.layers import Layer
from bone_atlas.routes import Routes

LINE_PX = 0.9
#: How much coarser hatches and dots are than on the page.
COARSER = 1.5


def base_figure(view: str, anatomy: Anatomy, shading: Mapping[str, str] | None = None) -> go.Figure:
    """Return the unpainted skeleton of a view.

    Parameters
    ----------
    view : {"front", "back", "left", "all"}
        Which view.
    anatomy : Anatomy
        Gives site and side of each bone.
    shading : mapping of str to str, optional
        Address of each view's shading image; without it the images are put in as data.

    Returns
    -------
    plotly.graph_objects.Figure
        As `bone_atlas.figures.skeleton.base_figure` makes it, without legend and, but under three
        skeletons, without margins; ``layout.meta.stages`` are the sizes it is drawn for.
    """
    figure = skeleton.base_figure(view, anatomy, shading)
    figure.update_traces(line_width=LINE_PX, selector={"fill": "toself"})
    ranges = stage.ranges(view)
    figure.update_layout(
        margin={"l": 0, "r": 0, "t": 0, "b": UNDER_PX if view == "all" else 0},
        showlegend=False,
        dragmode=False,
        xaxis_range=ranges["wide"]["x"],
        yaxis_range=ranges["wide"]["y"],
    )
    meta: BonesMeta = figure.layout.meta
    nearer = {} if view == "all" else {"trunk": stage.slide_trunk(view)}
    figure.layout.meta = {**meta, "ranges": ranges, "stages": stage.stages(), **nearer}
    return figure


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
    on: direct.Room = "wide",
) -> Paint:
    """Return what a layer puts on the skeleton of a view.

    Parameters
    ----------
    layer : Layer
        What to paint.
    view : {"front", "back", "left", "all"}
        The view whose traces are coloured.
    anatomy : Anatomy
        The site tree.
    theme : {"light", "dark"}
        Which colours.
    sites : sequence of str
        Sites, groups or bones to label; by default the first six reports.
    labels : bool
        Whether there are labels; three skeletons have none.
    top : float, optional
        Top of the colour scale; by default that of the layer.
    language : str
        Language of the site names.
    on : {"wide", "narrow", "trunk"}
        Where the labels stand: beside the whole body on a wide or on a narrow stage, or beside the trunk.

    Returns
    -------
    dict
        As `bone_atlas.figures.skeleton.paint`. ``layout.annotations`` are the labels alone; ``key`` holds
        ``shapes`` and ``annotations`` of the colour bar and the swatches, which stay when labels are hidden.
    """
    top = top or colours.layer_top(layer)
    look = skeleton.paint(layer, view, anatomy, theme, top=top, language=language)
    whole = bool(limbs.counted_whole(layer, anatomy))
    drawn, height = key(layer, top, theme, under=view == "all", limbs=whole)
    notes: list[PlotlyObject] = []
    if labels and view != "all":
        (panel,) = panels(view)
        body = direct.room(panel.geometry, view, on)
        chosen = direct.chosen(layer, panel.geometry, anatomy, sites, language=language, body=body)
        notes = direct.placed(chosen, body, height, theme)
    return {
        **look,
        "traces": _without_legend(look["traces"]),
        "layout": _ground() | {"annotations": notes},
        "key": {"shapes": drawn.shapes, "annotations": drawn.notes},
    }


def bare(view: str, routes: Routes, anatomy: Anatomy, theme: Theme = "light") -> Paint:
    """Return the paint of bones in one plain colour, each described with the routes that reach it.

    Parameters
    ----------
    view : {"front", "back", "left", "all"}
        The view whose traces are coloured.
    routes : Routes
        Gives which routes reach a bone.
    anatomy : Anatomy
        The site tree.
    theme : {"light", "dark"}
        Which colours.

    Returns
    -------
    dict
        As `paint` returns it, without labels and key.
    """
    look = plain(view, routes, anatomy, theme)
    whole = {"annotations": [], "margin": dict.fromkeys("lrtb", 0)}
    return {**look, "layout": _ground() | whole, "key": {"shapes": [], "annotations": []}}


def hidden(view: str, routes: Routes, anatomy: Anatomy, theme: Theme = "light") -> Paint:
    """Return the paint of bones whose values are still hidden: each where it is, none with a value.

    Parameters and returned value are those of `bare`, but nothing is said of a bone but its name.
    """
    look = bare(view, routes, anatomy, theme)
    # The bones stay where they are when the key appears.
    return {**look, "layout": _ground() | {"annotations": []}, "texts": {}, "brief": {}}


def _ground() -> PlotlyObject:
    return {"coloraxis": {"showscale": False}, "showlegend": False}


def _without_legend(traces: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """Hide the entries of Plotly's legend; make hatches and dots coarse enough for the last row."""
    drawn = traces["visible"][: -len(LEGEND)]
    patterns = [
        {**pattern, "size": round(pattern["size"] * COARSER, 1)} if "size" in pattern else pattern
        for pattern in traces["fillpattern"]
    ]
    return {**traces, "fillpattern": patterns, "visible": drawn + [False] * len(LEGEND)}
