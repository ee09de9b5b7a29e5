"""The skeleton: one filled trace per site and side, painted by a layer, with the shading image above.

The work is split so that geometry travels to a browser once: `base_figure` holds everything that does
not depend on a layer, `paint` everything that does. `skeleton` puts both together for a notebook.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from bone_atlas import wording
from bone_atlas.anatomy import CARTILAGE, Anatomy
from bone_atlas.figures import body_labels, colours, geometry, legend, limbs
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import BonesMeta, ExportLines, Paint, PlotlyObject, StartRanges
from bone_atlas.figures.export_lines import export_lines, of_skeleton
from bone_atlas.figures.panels import Panel, panels
from bone_atlas.layers import Layer, SiteValue

VIEWS: dict[str, str] = {"front": "Front", "back": "Back", "left": "Left side", "all": "All"}
VIEW_TITLES = {"front": "front view", "back": "back view", "left": "left side", "all": "three views"}
LABEL_ROOM_MM = 560.0
#: Room for legend, colour bar and its title: Plotly must not have to widen it, or the picture would jump.
BOTTOM_PX = 98
TOP_PX = 6


def trace_keys(view: str, anatomy: Anatomy) -> list[tuple[str, str]]:
    """Return site and side of each bone trace of a view, in the order of the figure's traces."""
    keys: dict[tuple[str, str], None] = {}
    for panel in panels(view):
        for shape in panel.geometry.shapes:
            keys.setdefault(_key(shape.bone_id, anatomy))
    return list(keys)


def _key(bone: str, anatomy: Anatomy) -> tuple[str, str]:
    return (CARTILAGE, "") if bone == CARTILAGE else (anatomy.site_of(bone), anatomy.side_of(bone))


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
        Units are millimetres on both axes. ``layout.meta`` gives the figure component which vertices
        belong to which bone, which bone to which site, and the ranges to start from.
    """
    shown = panels(view)
    traces, bones = _bone_traces(shown, trace_keys(view, anatomy), anatomy)
    placed = [(p.geometry.view, p.dx) for p in shown]
    figure = go.Figure([*traces, *limbs.traces(placed), *legend.traces()])
    figure.update_layout(_layout(view, shown, shading or {}))
    meta: BonesMeta = {
        "colophon": of_skeleton(),
        "kind": "bones",
        "family": "all" if view == "all" else "single",
        "cartilage": CARTILAGE,
        "bones": bones,
        "sites": {row[0]: anatomy.site_of(row[0]) for row in bones if row[0] != CARTILAGE},
        "ranges": _ranges(view, shown),
        "panels": placed,
    }
    figure.layout.meta = meta
    return figure


def _bone_traces(
    shown: Sequence[Panel], keys: list[tuple[str, str]], anatomy: Anatomy
) -> tuple[list[go.Scatter], list[tuple[str, int, int, int]]]:
    """Gather the polygons of all panels into one trace a key; note which vertices are which bone's."""
    xs: list[list[float | None]] = [[] for _ in keys]
    ys: list[list[float | None]] = [[] for _ in keys]
    index_of = {key: i for i, key in enumerate(keys)}
    bones = []
    for panel in shown:
        for shape in panel.geometry.shapes:
            i = index_of[_key(shape.bone_id, anatomy)]
            start = len(xs[i])
            for ring in geometry.rings(shape):
                xs[i] += [round(x + panel.dx, 1) for x, _ in ring] + [None]
                ys[i] += [round(y, 1) for _, y in ring] + [None]
            bones.append((shape.bone_id, i, start, len(xs[i]) - 1))
    return [_bone_trace(key, x[:-1], y[:-1], anatomy) for key, x, y in zip(keys, xs, ys, strict=True)], bones


def _bone_trace(
    key: tuple[str, str], x: list[float | None], y: list[float | None], anatomy: Anatomy
) -> go.Scatter:
    site, side = key
    plain = site == CARTILAGE
    name = "" if plain else anatomy.name(site) + (f", {side}" if side in ("left", "right") else "")
    return go.Scatter(
        x=x,
        y=y,
        mode="lines",
        fill="toself",
        hoveron="fills",
        name=name,
        showlegend=False,
        hoverinfo="skip" if plain else "text",
        fillcolor=colours.CARTILAGE["light"],
        line={"color": colours.INK["light"], "width": 0.6},
    )


def _layout(view: str, shown: Sequence[Panel], shading: Mapping[str, str]) -> PlotlyObject:
    images = [
        {
            "source": shading.get(p.geometry.view) or _data_uri(p.geometry.view),
            "xref": "x",
            "yref": "y",
            "x": p.left,
            "y": p.geometry.y_top,
            "sizex": p.geometry.width_mm,
            "sizey": p.geometry.height_mm,
            "sizing": "stretch",
            "layer": "above",
        }
        for p in shown
    ]
    ranges = _ranges(view, shown)["wide"]
    axis = {"visible": False, "fixedrange": False}
    return {
        "template": None,
        "images": images,
        "showlegend": True,
        "margin": {"l": 0, "r": 0, "t": TOP_PX, "b": BOTTOM_PX},
        "xaxis": {**axis, "range": ranges["x"], "constrain": "range"},
        "yaxis": {**axis, "range": ranges["y"], "scaleanchor": "x", "constrain": "range"},
        "legend": {
            "orientation": "h",
            "x": 0.5,
            "xanchor": "center",
            "y": 0,
            "yanchor": "top",
            "yref": "paper",
            "itemclick": False,
            "itemdoubleclick": False,
            "traceorder": "reversed",
            "bgcolor": "rgba(0,0,0,0)",
            "font": {"size": 13},
        },
        "plot_bgcolor": "rgba(0,0,0,0)",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "hovermode": "closest",
        "dragmode": "pan",
    }


def _ranges(view: str, shown: Sequence[Panel]) -> StartRanges:
    """Return the ranges to start from: with room for labels on a wide screen, without on a narrow one."""
    left, right = shown[0].left, shown[-1].right
    top = max(p.geometry.y_top for p in shown)
    bottom = min(p.geometry.y_top - p.geometry.height_mm for p in shown)
    room = 0.0 if view == "all" else LABEL_ROOM_MM
    return {
        "wide": {"x": (left - room, right + room), "y": (bottom, top)},
        "narrow": {"x": (left, right), "y": (bottom, top)},
    }


def _data_uri(view: str) -> str:
    return "data:image/webp;base64," + base64.b64encode(geometry.shading(view)).decode("ascii")


def paint(
    layer: Layer,
    view: str,
    anatomy: Anatomy,
    theme: Theme = "light",
    *,
    top: float | None = None,
    language: str = "en",
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
    top : float, optional
        Top of the colour scale in percent; by default the least of 20, 40, 60, 80, 100 that holds the layer.
    language : str
        Language of the site names.

    Returns
    -------
    dict
        ``traces``: values of trace attributes, one a trace, as for ``Figure.update`` ; ``layout``: colour
        axis and labels; ``texts`` and ``brief``: hover text and short text by site; ``trunk``: the labels
        while the trunk alone is shown; ``export``: title and footer of a saved picture.
    """
    top = top or colours.layer_top(layer)
    keys = trace_keys(view, anatomy)
    fills = [_fill(site, layer, anatomy, top, theme) for site, _ in keys]
    texts = {site: _hover(layer.value(site), layer, anatomy, language) for site in anatomy.drawn_sites()}
    brief = {site: wording.brief(layer.value(site)) for site in texts}
    whole = limbs.counted_whole(layer, anatomy)
    painted = zip(keys, fills, strict=True)
    bones: dict[str, list[Any]] = {
        "fillcolor": [colour for colour, _ in fills],
        "fillpattern": [pattern for _, pattern in fills],
        "line.color": [limbs.line_of(key[0], layer, fill[0], anatomy, theme) for key, fill in painted],
        "visible": [True] * len(fills),
    }
    outlines, entries = limbs.paint(whole, theme), legend.paint(layer, theme, limbs=bool(whole))
    traces = {name: bones[name] + outlines[name] + entries[name] for name in bones}
    written = body_labels.of_body(view, layer, anatomy, theme, language)
    layout = {
        "coloraxis": legend.coloraxis(layer, top, theme),
        "annotations": written,
    }
    return {
        "traces": traces,
        "layout": layout,
        "texts": texts,
        "brief": brief,
        "trunk": body_labels.of_trunk(view, layer, anatomy, written, language),
        "export": _export_lines(layer, view),
    }


def fill_of(site: str, layer: Layer, anatomy: Anatomy, top: float, theme: Theme) -> str | None:
    """Return the colour of a site, None where it is to be hatched as not reported.

    A part of a limb that was reported as a whole is paler the farther it is from the trunk.
    """
    value = layer.value(site)
    colour = colours.colour_of(value, top, theme)
    if colour is None or limbs.limb_of(site, value, anatomy) is None:
        return colour
    return limbs.faded(site, colour, anatomy, theme)


def _fill(site: str, layer: Layer, anatomy: Anatomy, top: float, theme: Theme) -> tuple[str, PlotlyObject]:
    if site == CARTILAGE:
        return colours.CARTILAGE[theme], {"shape": ""}
    value = layer.value(site)
    colour = fill_of(site, layer, anatomy, top, theme)
    if colour is None:
        return colours.HATCH[theme][1], colours.hatch(theme)
    return colour, colours.stipple(colour, theme) if value.small else {"shape": ""}


def _hover(value: SiteValue, layer: Layer, anatomy: Anatomy, language: str) -> str:
    return wording.hover_text(value, layer, anatomy.name(value.larger, language) if value.larger else None)


def _export_lines(layer: Layer, view: str) -> ExportLines:
    return export_lines(
        f"{layer.title} ({VIEW_TITLES[view]})",
        f"{layer.id}_{view}",
        layer.summary,
        f"{layer.citation} {layer.source_text}",
        skeleton=True,
    )


def skeleton(
    layer: Layer, view: str, anatomy: Anatomy, theme: Theme = "light", selected: Sequence[str] = ()
) -> go.Figure:
    """Return the painted skeleton as a figure that stands alone, for a notebook or a file.

    Parameters
    ----------
    layer : Layer
        What to paint.
    view : {"front", "back", "left", "all"}
        Which view.
    anatomy : Anatomy
        The site tree.
    theme : {"light", "dark"}
        Which colours.
    selected : sequence of str
        Ids of bones, sites or groups to outline.

    Returns
    -------
    plotly.graph_objects.Figure
        With hover text, colour bar, labels and outlines.
    """
    figure = base_figure(view, anatomy)
    look = paint(layer, view, anatomy, theme)
    keys = trace_keys(view, anatomy)
    for i, trace in enumerate(figure.data[: len(look["traces"]["visible"])]):
        trace.update({name.replace(".", "_"): values[i] for name, values in look["traces"].items()})
        if i < len(keys):
            trace.text = look["texts"].get(keys[i][0], "")
    figure.update_layout(look["layout"])
    figure.update_layout(shapes=_outlines(figure, anatomy, selected, theme), width=760, height=860)
    return figure


def _outlines(
    figure: go.Figure, anatomy: Anatomy, selected: Sequence[str], theme: Theme
) -> list[PlotlyObject]:
    """Outline the selected bones as shapes above the shading image; trace lines would lie under it."""
    chosen = {bone for item in selected for bone in anatomy.bones_of(item)}
    shapes = []
    for bone, trace, start, stop in figure.layout.meta["bones"]:
        if bone in chosen:
            path = svg_path(figure.data[trace].x[start:stop], figure.data[trace].y[start:stop])
            shapes.append(
                {
                    "type": "path",
                    "path": path,
                    "layer": "above",
                    "fillcolor": "rgba(0,0,0,0)",
                    "line": {"color": colours.ACCENT[theme], "width": 2.5},
                }
            )
    return shapes


def svg_path(xs: Sequence[float | None], ys: Sequence[float | None]) -> str:
    """Return an SVG path of rings that are separated by None, in the figure's own units."""
    rings: list[list[str]] = [[]]
    for x, y in zip(xs, ys, strict=True):
        if x is None:
            rings.append([])
        else:
            rings[-1].append(f"{x},{y}")
    return "".join(f"M{'L'.join(ring)}Z" for ring in rings if ring)
