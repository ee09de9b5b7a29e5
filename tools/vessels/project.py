"""Project centre lines into the views of the skeleton, and leave out points that nobody would miss."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from shapely.geometry import LineString

from tools.vessels.source import Source, in_pose

VIEWS = ("front", "back", "left")
TOLERANCE_MM = 0.5
# Points of the pose a view shows the limbs in.
POSE = {"front": "front_points", "back": "front_points", "left": "left_points"}
# Which coordinate runs across the view, and in which direction.
ACROSS = {"front": (0, 1), "back": (0, -1), "left": (2, -1)}

Flat = list[list[float]]


def project(points: Any, view: str) -> Flat:
    """Project points to a view.

    Parameters
    ----------
    points : sequence of (x, y, z)
        In mm: x to the patient's left, y up, z forwards.
    view : str
        One of `VIEWS`.

    Returns
    -------
    list of [u, v]
        In mm, v up: ``front`` u = x, ``back`` u = -x, ``left`` u = -z.
    """
    axis, sign = ACROSS[view]
    return [[sign * point[axis], point[1]] for point in points]


def simplify(points: Flat, tolerance: float = TOLERANCE_MM) -> Flat:
    """Drop points of a polyline that lie within a tolerance of the rest; the ends stay.

    Parameters
    ----------
    points : list of [u, v]
        One or more points in mm.
    tolerance : float
        In mm (Douglas and Peucker 1973).

    Returns
    -------
    list of [u, v]
        Rounded to 0.1 mm; a single point stays one.
    """
    if len(points) > 2:
        points = [
            list(point) for point in LineString(points).simplify(tolerance, preserve_topology=False).coords
        ]
    return [[_mm(u), _mm(v)] for u, v in points]


def _mm(value: float) -> float | int:
    """Round a length to 0.1, to an integer where it is one (and never to -0.0)."""
    rounded = float(np.round(value, 1))
    return int(rounded) if rounded == int(rounded) else rounded


def drawing(source: Source, view: str) -> dict[str, Any]:
    """Return what is drawn in one view.

    Parameters
    ----------
    source : dict
        The centre lines.
    view : str
        One of `VIEWS`.

    Returns
    -------
    dict
        Members ``lines``, ``organs``, ``anchors``, ``tumours``, ``lymph_nodes``, ``paths``: points by id.
    """
    return {
        "lines": {line["id"]: _flat(line, view) for line in source["lines"] if _is_seen(line, view)},
        "organs": {
            organ["id"]: simplify(_closed(organ["outlines"][view]))
            for organ in source["organs"]
            if view != "left" or organ["side"] != "right"
        },
        "anchors": {name: _spot(point, view) for name, point in source["anchors"].items()},
        "tumours": {side: _spot(point, view) for side, point in source["tumours"].items()},
        "lymph_nodes": {
            side: [_spot(node["point"], view) for node in source["lymph_nodes"] if node["side"] == side]
            for side in ("left", "right")
        },
        "paths": {name: _flat(path, view) for name, path in source["paths"].items()},
    }


def _is_seen(line: Mapping[str, Any], view: str) -> bool:
    """From the left, lines of the right half that would only repeat those of the left are left out."""
    return view != "left" or bool(line.get("from_left", True))


def _flat(drawn: Mapping[str, Any], view: str) -> Flat:
    return simplify(project(in_pose(drawn, POSE[view]), view))


def _spot(point: list[float], view: str) -> list[float]:
    return simplify(project([point], view))[0]


def _closed(ring: Flat) -> Flat:
    return ring if ring[0] == ring[-1] else [*ring, ring[0]]


def names(source: Source) -> dict[str, Any]:
    """Return what is the same in every view: the names of lines and organs, and the steps of the journeys.

    Parameters
    ----------
    source : dict
        The centre lines.

    Returns
    -------
    dict
        Members ``lines`` and ``organs`` by id, and ``journeys``: by id the lines and the path of each step.
    """
    told = ("label", "segments", "kind", "side", "width_mm", "detail")
    return {
        "lines": {line["id"]: {name: line[name] for name in told} for line in source["lines"]},
        "organs": {
            organ["id"]: {"label": organ["label"], "side": organ["side"]} for organ in source["organs"]
        },
        "journeys": source["journeys"],
    }
