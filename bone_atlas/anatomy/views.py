"""The geometry of the drawn views, read from ``assets/skeleton/``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from bone_atlas import resources

VIEWS = ("front", "back", "left")
ASSETS_DIR = resources.SKELETON
CARTILAGE = "cartilage"

Point = tuple[float, float]
Ring = tuple[Point, ...]
Polygon = tuple[Ring, ...]
Drawing = TypeVar("Drawing")


class AssetError(Exception):
    """A file of the drawn skeleton is missing or unusable; the message names it."""


@dataclass(frozen=True)
class BoneShape:
    """One drawn piece.

    Attributes
    ----------
    bone_id : str
        Id in ``bones.csv``, or `CARTILAGE`.
    polygons : tuple of polygons
        Each polygon is an outer ring followed by its holes; a ring is a closed tuple of (x, y) in mm, y up.
    centre : tuple of float
        A point (x, y) in mm well inside the visible part.
    """

    bone_id: str
    polygons: tuple[Polygon, ...]
    centre: Point


@dataclass(frozen=True)
class ViewGeometry:
    """One view of the skeleton.

    Attributes
    ----------
    view : str
        One of `VIEWS`.
    x0, y_top : float
        Upper left corner of the shading image, in mm.
    width_mm, height_mm : float
        Extent of the shading image, in mm.
    shapes : tuple of BoneShape
        In painter's order, far to near.
    """

    view: str
    x0: float
    y_top: float
    width_mm: float
    height_mm: float
    shapes: tuple[BoneShape, ...]

    def bone_ids(self) -> tuple[str, ...]:
        """List the bones drawn here.

        Returns
        -------
        tuple of str
            Bone ids in painter's order, without the cartilage.
        """
        return tuple(shape.bone_id for shape in self.shapes if shape.bone_id != CARTILAGE)


@dataclass(frozen=True)
class LimbOutline:
    """One line round all bones of a limb.

    Attributes
    ----------
    view : str
        One of `VIEWS`.
    site_id, side : str
        The limb as a site, and the patient's side.
    rings : tuple of Ring
        Closed, in mm, y up.
    """

    view: str
    site_id: str
    side: str
    rings: tuple[Ring, ...]


def read_limbs(assets_dir: Path | None = None) -> tuple[LimbOutline, ...]:
    """Read the outlines of the limbs in all views.

    Parameters
    ----------
    assets_dir : Path, optional
        Folder of the GeoJSON files; the repository's ``assets/skeleton/`` by default.

    Returns
    -------
    tuple of LimbOutline
        One for each limb, side and view that shows it.

    Raises
    ------
    AssetError
        As `read_view`.
    """
    return _read("limbs", assets_dir, lambda document: tuple(map(_limb, document["features"])))


def _limb(feature: Mapping[str, Any]) -> LimbOutline:
    """Turn one feature into the outline of a limb."""
    of, lines = feature["properties"], feature["geometry"]["coordinates"]
    return LimbOutline(
        str(of["view"]), str(of["site"]), str(of["side"]), tuple(_ring(ring) for ring in lines)
    )


def read_view(view: str, assets_dir: Path | None = None) -> ViewGeometry:
    """Read the polygons of one view.

    Parameters
    ----------
    view : str
        One of `VIEWS`.
    assets_dir : Path, optional
        Folder of the GeoJSON files; the repository's ``assets/skeleton/`` by default.

    Returns
    -------
    ViewGeometry
        Its bones in painter's order, in mm.

    Raises
    ------
    AssetError
        If the file is missing, unreadable or not of the form expected; the message names it.
    """
    if view not in VIEWS:
        raise AssetError(f"There is no view {view!r}: expected one of {', '.join(VIEWS)}.")
    return _read(view, assets_dir, lambda document: _geometry(view, document))


def _read(name: str, assets_dir: Path | None, build: Callable[[Mapping[str, Any]], Drawing]) -> Drawing:
    """Read a GeoJSON file and build from it; what goes wrong names the file."""
    path = (ASSETS_DIR if assets_dir is None else Path(assets_dir)) / f"{name}.geojson"
    where = f"{path.parent.parent.name}/{path.parent.name}/{path.name}"
    try:
        return build(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise AssetError(f"The drawing {where} is missing: {resources.REMEDY}.") from error
    except OSError as error:
        raise AssetError(f"The drawing {where} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise AssetError(f"The drawing {where} is corrupt ({type(error).__name__}: {error}).") from error


def _geometry(view: str, document: Mapping[str, Any]) -> ViewGeometry:
    """Turn the GeoJSON document into a view."""
    extent = document["view"]
    shapes = tuple(_shape(feature) for feature in document["features"])
    if not shapes:
        raise ValueError("it has no features")
    ids = [shape.bone_id for shape in shapes]
    if len(set(ids)) != len(ids):
        raise ValueError("a feature id occurs twice")
    numbers = {name: float(extent[name]) for name in ("x0", "y_top", "width_mm", "height_mm")}
    return ViewGeometry(view=view, shapes=shapes, **numbers)


def _shape(feature: Mapping[str, Any]) -> BoneShape:
    """Turn one feature into a bone."""
    geometry, properties = feature["geometry"], feature["properties"]
    if geometry["type"] not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"a geometry of type {geometry['type']}")
    coordinates = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    polygons = tuple(tuple(_ring(ring) for ring in polygon) for polygon in coordinates)
    return BoneShape(str(feature["id"]), polygons, (float(properties["cx"]), float(properties["cy"])))


def _ring(points: Iterable[Iterable[float]]) -> Ring:
    """Turn a list of positions into a ring."""
    ring = tuple((float(x), float(y)) for x, y in points)
    if len(ring) < 4:
        raise ValueError("a ring of fewer than four points")
    return ring
