"""The skeletons of slides: painted by a layer, or bare under the routes."""

from __future__ import annotations

from collections.abc import Iterator

from bone_atlas.facts import Rows
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import PlotlyObject
from bone_atlas.figures.labels import overridden
from bone_atlas.figures.panels import panels
from bone_atlas.figures.projector.labels import Room
from bone_atlas.figures.projector.stage import Extent, trunk_body
from bone_atlas.figures.skeleton import VIEW_TITLES
from bone_atlas.layers import Layer
from bone_atlas.routes import BLOOD_BORNE
from bone_atlas.scenes.contract import RoutesShown, SlideFigure, SlideView
from bone_atlas.scenes.model import Files, Key
from bone_atlas.scenes.state import State
from bone_atlas.tables import ALL_ROUTES

#: Labels of a skeleton, by theme.
Labels = dict[Theme, list[PlotlyObject]]
#: Beside what the labels of a wide stage stand.
ROOM: dict[Extent, Room] = {"whole": "wide", "trunk": "trunk"}
#: Views that a reader can turn to when the script is left.
TURNS = ("front", "back", "left")


def painted_body(
    state: State,
    layer: str,
    rows: Rows,
    files: Files,
    *,
    top: float | None = None,
    asked: tuple[str, ...] = (),
    with_routes: bool = False,
    derived: tuple[Key, Layer] | None = None,
) -> SlideFigure:
    """Return the skeleton painted by a layer.

    Parameters
    ----------
    state : State
        What is shown.
    layer : str
        Id of the layer.
    rows : Rows
        Tables, anatomy, layers and routes.
    files : Files
        The files it consists of.
    top : float, optional
        Top of the colour scale that two skeletons share, in percent; such a skeleton has labels of the
        slide's own sites alone.
    asked : tuple of str
        The sites whose order is asked for.
    with_routes : bool
        Whether the routes lie over it.
    derived : tuple of (tuple of str, Layer), optional
        The key of what follows from several layers, and the layer itself, that is painted instead; `layer`
        is where a reader goes on from it.
    """
    key, painted = derived or (("layer", layer), rows.layers[layer])
    view, extent = state.view, extent_of(state, rows)
    return {
        "kind": "bones",
        "index": files.index_url(state.names),
        "caption": painted.title,
        "alt": f"Skeleton, {VIEW_TITLES[view]}, painted by {painted.title}: {painted.summary}",
        "view": view,
        "views": {
            turn: _painted(key, turn, state.names, top, files, with_routes=with_routes)
            for turn in dict.fromkeys((view, *TURNS))
        },
        "routes": routes_shown(state, rows, files) if with_routes else None,
        "labels": None if view == "all" else _labels(state, key, files, extent, only_own=top is not None),
        "names": _names(state, key, asked, rows, files) if asked and view != "all" else None,
        "narrow": files.label_notes(key, view, state.names, state.sites, "narrow")
        if state.sites and view != "all"
        else None,
        "extent": extent,
        "select": list(selected(state.sites, painted, rows)),
        "page": "",
        "query": {"layer": layer, "view": view, "names": state.names}
        | ({"extent": extent} if extent != "whole" else {})
        | ({"route": state.route, "breast": state.breast} if with_routes else {}),
    }


def _painted(
    key: Key, view: str, language: str, top: float | None, files: Files, *, with_routes: bool
) -> SlideView:
    """Return the addresses of a painted view, of the same without its values, and of the routes over it."""
    painted: SlideView = {
        "figure": files.base_urls(view),
        "paint": files.paint_urls(key, view, language, top=top, labels=top is None),
        "blank": files.hidden_urls(view),
    }
    if with_routes:
        painted["overlay"] = files.overlay_urls(view)
    return painted


def extent_of(state: State, rows: Rows) -> Extent:
    """Return how much of the body is shown: all of it where a site of the slide lies outside the trunk."""
    if state.extent == "whole" or state.view == "all":
        return "whole"
    (panel,) = panels(state.view)
    body = trunk_body(state.view)
    inside = {shape.bone_id for shape in panel.geometry.shapes if body.holds(shape.centre)}
    places = [site for site in state.sites if site in rows.places]
    return "trunk" if all(inside.intersection(rows.anatomy.bones_of(site)) for site in places) else "whole"


def selected(sites: tuple[str, ...], layer: Layer, rows: Rows) -> Iterator[str]:
    """List what is outlined: of a site that a finer report divides, the bones that have its own value.

    The article calls the femur most common and the knee rare: an outline of the femur that took the knee in
    would say more than the article does.
    """
    for site in sites:
        if site not in rows.places:
            yield site
            continue
        value = layer.value(site)
        bones = rows.anatomy.bones_of(site)
        own = [bone for bone in bones if not overridden(bone, value, layer, rows.anatomy)]
        if own and len(own) < len(bones) and value.reported_as:
            yield from own
        else:
            yield site


def _labels(state: State, key: Key, files: Files, extent: Extent, *, only_own: bool) -> Labels | None:
    """Return the labels of the slide's own sites by theme; None where those of the layer serve."""
    if only_own and not state.sites:
        return {"light": [], "dark": []}
    if state.sites or extent == "trunk":
        return files.label_notes(key, state.view, state.names, state.sites, ROOM[extent])
    return None


def _names(state: State, key: Key, asked: tuple[str, ...], rows: Rows, files: Files) -> Labels:
    """Return labels that name the sites asked for and keep their values to themselves."""
    names = {rows.anatomy.name(site, state.names) for site in asked}
    made = files.label_notes(key, state.view, state.names, asked, ROOM[extent_of(state, rows)])
    return {theme: [_unvalued(note, names) for note in notes] for theme, notes in made.items()}


def _unvalued(note: PlotlyObject, names: set[str]) -> PlotlyObject:
    """Drop the lines of a label that are no part of its site's name."""
    lines: list[str] = []
    for line in str(note["text"]).split("<br>"):
        if any(" ".join([*lines, line]) in name for name in names):
            lines.append(line)
        else:
            break
    return {**note, "text": "<br>".join(lines)}


def bare_view(view: str, files: Files) -> SlideView:
    """Return the addresses of a view of the skeleton under the routes."""
    paint = files.bare_urls(view)
    return {
        "figure": files.base_urls(view),
        "paint": paint,
        "blank": paint,
        "overlay": files.overlay_urls(view),
    }


def routes_shown(state: State, rows: Rows, files: Files) -> RoutesShown:
    """Return what a figure receives of the routes."""
    return {
        "network": files.network_url(),
        "routes": list((state.route,) if state.route in ALL_ROUTES else BLOOD_BORNE),
        "side": tumour_side(state, rows),
        "chosenRoute": state.route,
    }


def tumour_side(state: State, rows: Rows) -> str:
    """Return the side of the tumour: that of the journey where one is followed."""
    journey = rows.routes.journeys.get(state.journey)
    return journey.side if journey else state.breast
