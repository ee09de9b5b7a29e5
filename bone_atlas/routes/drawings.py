"""The drawn vessels, read from ``assets/vessels/``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bone_atlas import resources
from bone_atlas.anatomy import VIEWS, AssetError

ASSETS_DIR = resources.VESSELS
NAMES = "names"

Point = tuple[float, float]
Points = tuple[Point, ...]


@dataclass(frozen=True)
class Line:
    """One drawn vessel in one view.

    Attributes
    ----------
    line_id, label, side : str
        Id, name to show, and the patient's side (``left``, ``right``, ``midline``).
    segments : tuple of str
        Ids of the segments it draws.
    kind : str
        ``vein``, ``artery``, ``capillary``, ``plexus`` or ``lymph``.
    width_mm : float
        Typical width in an adult, for the width of the line only.
    detail : int
        1 for an overview, 2 for what may be left out.
    points : tuple of (float, float)
        In mm in the frame of the view, y up; with the flow where the flow has one direction.
    """

    line_id: str
    label: str
    segments: tuple[str, ...]
    kind: str
    side: str
    width_mm: float
    detail: int
    points: Points


@dataclass(frozen=True)
class Organ:
    """The outline of heart, lung or breast in one view.

    Attributes
    ----------
    organ_id, label, side : str
        Id, name to show, and the patient's side.
    points : tuple of (float, float)
        Closed outline in mm.
    """

    organ_id: str
    label: str
    side: str
    points: Points


@dataclass(frozen=True)
class StepPath:
    """Where a cell moves in one step of a journey.

    Attributes
    ----------
    lines : tuple of str
        Ids of the lines it moves along.
    points : tuple of (float, float)
        Its way in mm; a single point where it stays. Each step begins where the one before ends.
    """

    lines: tuple[str, ...]
    points: Points


@dataclass(frozen=True)
class VesselDrawing:
    """All that is drawn of the routes in one view, in the frame of the skeleton of that view (mm, y up).

    Attributes
    ----------
    view : str
        One of `bone_atlas.anatomy.VIEWS`.
    lines : tuple of Line
        In the order to draw them.
    organs : tuple of Organ
        Outlines.
    anchors : mapping of str to (float, float)
        By vessel id a point to hang a label on; of paired vessels on the left.
    tumours : mapping of str to (float, float)
        By side, the tumour in the breast.
    lymph_nodes : mapping of str to tuple of points
        By side, the nodes beside the sternum.
    journeys : mapping of str to tuple of StepPath
        By journey id, one path for each step.
    """

    view: str
    lines: tuple[Line, ...]
    organs: tuple[Organ, ...]
    anchors: Mapping[str, Point]
    tumours: Mapping[str, Point]
    lymph_nodes: Mapping[str, Points]
    journeys: Mapping[str, tuple[StepPath, ...]]


def read_vessels(view: str, assets_dir: Path | None = None) -> VesselDrawing:
    """Read the drawn vessels of one view.

    Parameters
    ----------
    view : str
        One of `bone_atlas.anatomy.VIEWS`.
    assets_dir : Path, optional
        Folder of the files; the repository's ``assets/vessels/`` by default.

    Returns
    -------
    VesselDrawing
        Lines, outlines and the paths of the journeys, in mm.

    Raises
    ------
    AssetError
        If a file is missing, unreadable or not of the form expected; the message names it.
    """
    if view not in VIEWS:
        raise AssetError(f"There is no view {view!r}: expected one of {', '.join(VIEWS)}.")
    folder = ASSETS_DIR if assets_dir is None else Path(assets_dir)
    names, shapes = _read(folder / f"{NAMES}.json"), _read(folder / f"{view}.json")
    try:
        return _drawing(view, names, shapes)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        where = f"{_where(folder / f'{view}.json')} with {NAMES}.json"
        raise AssetError(f"The drawing {where} is corrupt ({type(error).__name__}: {error}).") from error


def _where(path: Path) -> str:
    return f"{path.parent.parent.name}/{path.parent.name}/{path.name}"


def _read(path: Path) -> Any:
    """Read one JSON file, or say why it cannot be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise AssetError(f"The drawing {_where(path)} is missing: {resources.REMEDY}.") from error
    except OSError as error:
        raise AssetError(f"The drawing {_where(path)} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise AssetError(
            f"The drawing {_where(path)} is corrupt ({type(error).__name__}: {error})."
        ) from error


def _drawing(view: str, names: Mapping[str, Any], shapes: Mapping[str, Any]) -> VesselDrawing:
    """Put the names and the shapes of one view together."""
    lines = tuple(
        Line(
            line_id=name,
            label=names["lines"][name]["label"],
            segments=tuple(names["lines"][name]["segments"]),
            kind=names["lines"][name]["kind"],
            side=names["lines"][name]["side"],
            width_mm=float(names["lines"][name]["width_mm"]),
            detail=int(names["lines"][name]["detail"]),
            points=_points(points, at_least=2),
        )
        for name, points in shapes["lines"].items()
    )
    organs = tuple(
        Organ(
            name, names["organs"][name]["label"], names["organs"][name]["side"], _points(points, at_least=4)
        )
        for name, points in shapes["organs"].items()
    )
    return VesselDrawing(
        view=view,
        lines=lines,
        organs=organs,
        anchors=MappingProxyType({name: _point(point) for name, point in shapes["anchors"].items()}),
        tumours=MappingProxyType({side: _point(point) for side, point in shapes["tumours"].items()}),
        lymph_nodes=MappingProxyType({side: _points(p) for side, p in shapes["lymph_nodes"].items()}),
        journeys=MappingProxyType(_journeys(names["journeys"], shapes["paths"])),
    )


def _journeys(
    journeys: Mapping[str, list[Mapping[str, Any]]], paths: Mapping[str, Any]
) -> dict[str, tuple[StepPath, ...]]:
    """Give each step of each journey its path; several steps share one."""
    drawn = {name: _points(points) for name, points in paths.items()}
    return {
        name: tuple(StepPath(tuple(step["lines"]), drawn[step["path"]]) for step in steps)
        for name, steps in journeys.items()
    }


def _points(points: list[Any], at_least: int = 1) -> Points:
    if len(points) < at_least:
        raise ValueError(f"a line of fewer than {at_least} points")
    return tuple(_point(point) for point in points)


def _point(point: Any) -> Point:
    x, y = point
    return float(x), float(y)
