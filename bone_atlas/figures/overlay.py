"""The routes on the body: vessels of true course, organs as soft outlines, the paths of the journeys.

What is drawn here lies above the shading image, where no Plotly trace can lie, so it is handed to the
figure component as plain paths in the millimetres of the view; a saved picture gets them as shapes.
"""

from __future__ import annotations

from collections.abc import Iterable

from bone_atlas.figures import colours, labels
from bone_atlas.figures.colours import THEMES
from bone_atlas.figures.contract import Group, Overlay, PlotlyObject, Point, StartRanges
from bone_atlas.routes import Line, Routes, Vessel, VesselDrawing

#: Part of a view that holds every journey, in millimetres: from the crown to the upper thigh.
TRUNK_MM = (770.0, 1700.0)
#: From the middle of the body to the label columns, clear of the arms, and the room for the text.
COLUMN_MM, LABEL_MM, LABEL_LINE_MM = 250.0, 280.0, 36.0
#: Lowest label: below it the forearms take the room.
LOWEST_MM = 1110.0
#: Width of a line on the screen, in pixels, for the typical widths of vessels in millimetres.
THINNEST_PX, THICKEST_PX, PX_PER_MM = 1.3, 4.2, 0.2
ORGANS = {
    "light": {"lung": "#3f6d94", "heart": "#b8324a", "breast": "#b0785a"},
    "dark": {"lung": "#9cc3e6", "heart": "#ff8a9a", "breast": "#e8b79a"},
}


def overlay(drawing: VesselDrawing, routes: Routes) -> Overlay:
    """Return what is drawn of the routes over one view, ready for JSON.

    Parameters
    ----------
    drawing : VesselDrawing
        The drawn vessels of the view.
    routes : Routes
        The graph; its segments are named by their position in `Routes.segments`.

    Returns
    -------
    dict
        ``groups``: one for the lines that light up together, as ``[kind, side, [segments], width in px,
        overview, label, [polylines]]``; ``organs``: ``[id, outline]``; ``colours`` and ``dashes`` by kind;
        ``labels``: Plotly annotations, each named by its vessel; ``paths`` and ``journeys``: where
        the cell goes in each step; ``tumours`` by side; ``ranges`` of the trunk, on a wide and on a
        narrow screen. Coordinates are millimetres of the view, y up.
    """
    paths, journeys = _walks(drawing)
    return {
        "groups": _groups(drawing, routes),
        "organs": [(organ.organ_id, list(organ.points)) for organ in drawing.organs],
        "colours": {theme: colours.VESSELS[theme] | ORGANS[theme] for theme in THEMES},
        "dashes": colours.FINE_DASHES,
        "labels": _labels(drawing, routes.vessels.values()),
        "paths": paths,
        "journeys": journeys,
        "tumours": dict(drawing.tumours),
        "ranges": _ranges(drawing),
    }


def _groups(drawing: VesselDrawing, routes: Routes) -> list[Group]:
    """Put the lines together that always light up together."""
    index_of = {name: i for i, name in enumerate(routes.segments)}
    seen = {(name, line.side) for line in drawing.lines if line.detail == 1 for name in line.segments}
    together: dict[tuple[tuple[str, ...], str, str, bool, float], list[Line]] = {}
    for line in drawing.lines:
        # A line of second rank is seen with the whole path only where its segment has no other.
        overview = line.detail == 1 or not any((name, line.side) in seen for name in line.segments)
        key = (line.segments, line.kind, line.side, overview, _width(line))
        together.setdefault(key, []).append(line)
    return [
        (
            kind,
            side,
            [index_of[name] for name in segments],
            width,
            int(overview),
            lines[0].label,
            [list(line.points) for line in lines],
        )
        for (segments, kind, side, overview, width), lines in together.items()
    ]


def _width(line: Line) -> float:
    return round(min(max(line.width_mm * PX_PER_MM + 1.0, THINNEST_PX), THICKEST_PX), 1)


def _walks(drawing: VesselDrawing) -> tuple[list[list[Point]], dict[str, list[int]]]:
    """Name each path once; many steps share one."""
    names: dict[tuple[Point, ...], int] = {}
    journeys = {
        journey: [names.setdefault(step.points, len(names)) for step in steps]
        for journey, steps in drawing.journeys.items()
    }
    return [list(points) for points in names], journeys


def _labels(drawing: VesselDrawing, vessels: Iterable[Vessel]) -> list[PlotlyObject]:
    """Return a label for every vessel, none above another, so that any choice of them can be shown."""
    known = [vessel for vessel in vessels if vessel.vessel_id in drawing.anchors]
    middle = _middle(drawing)
    known.sort(key=lambda vessel: -drawing.anchors[vessel.vessel_id][1])
    columns: tuple[list[labels.Anchor], list[labels.Anchor]] = ([], [])
    named: list[list[str]] = [[], []]
    for vessel in known:
        x, y = drawing.anchors[vessel.vessel_id]
        side = int(x > middle) if abs(len(columns[0]) - len(columns[1])) < 2 else _shorter(columns)
        columns[side].append(labels.Anchor(vessel.short_name, x, y))
        named[side].append(vessel.vessel_id)
    edges = (middle - COLUMN_MM, middle + COLUMN_MM)
    room = (LOWEST_MM, TRUNK_MM[1] - 30)
    notes = labels.notes(columns, edges, room, line_mm=LABEL_LINE_MM)
    return [note | {"name": name} for note, name in zip(notes, [*named[0], *named[1]], strict=True)]


def _shorter(columns: tuple[list[labels.Anchor], list[labels.Anchor]]) -> int:
    return int(len(columns[0]) > len(columns[1]))


def _middle(drawing: VesselDrawing) -> float:
    """Return the middle between the label columns: that of the trunk, seen from any side."""
    organs = [x for organ in drawing.organs if "lung" in organ.organ_id for x, _ in organ.points]
    return round((min(organs) + max(organs)) / 2, 1)


def _ranges(drawing: VesselDrawing) -> StartRanges:
    middle = _middle(drawing)
    wide, narrow = COLUMN_MM + LABEL_MM, COLUMN_MM + 65.0
    return {
        "wide": {"x": (middle - wide, middle + wide), "y": TRUNK_MM},
        "narrow": {"x": (middle - narrow, middle + narrow), "y": TRUNK_MM},
    }
