"""From the raster to polygons: the visible part of each piece, with holes, smooth and with few points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import ndimage
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.polygon import orient
from skimage.measure import find_contours

from tools.skeleton.names import CARTILAGE, is_cartilage
from tools.skeleton.raster import BACKGROUND, Extent, Raster

Mask = NDArray[np.bool_]

BLUR_PIXELS = 0.8  # takes the staircase off the mask
TOLERANCE_MM = 0.6
MIN_AREA_MM2 = 3.0
GRID_MM = 0.1
MIN_RADIUS_MM = 0.4  # of the largest circle in what is seen of a bone


@dataclass(frozen=True)
class Outline:
    """The visible part of a bone: polygons in mm (y up) and a point well inside."""

    bone_id: str
    polygons: MultiPolygon
    inside: tuple[float, float]


def outlines(raster: Raster) -> list[Outline]:
    """Return the outlines of all visible pieces, far to near; cartilage is one of them."""
    drawn = [_as_bone(name) for name in raster.names]
    ids = list(dict.fromkeys(drawn))
    number_of = np.array([0, *(ids.index(name) + 1 for name in drawn)], np.int32)
    bone = number_of[raster.index]
    order = _far_to_near(bone, raster.depth)
    place = np.zeros(len(ids) + 1, np.int32)
    place[order] = np.arange(1, len(order) + 1)
    ranked = place[bone]
    boxes = ndimage.find_objects(ranked)
    traced = {
        ids[number - 1]: _traced(ranked, rank, boxes[rank - 1], raster.extent)
        for rank, number in enumerate(order, start=1)
    }
    return labelled(traced)


def _as_bone(name: str) -> str:
    return CARTILAGE if is_cartilage(name) else name


def _far_to_near(bone: NDArray[np.int32], depth: NDArray[np.float32]) -> list[int]:
    numbers = np.unique(bone[bone != BACKGROUND])
    means = ndimage.mean(depth, bone, numbers)
    return [int(number) for number in numbers[np.argsort(means, kind="stable")]]


def _traced(ranked: NDArray[np.int32], rank: int, box: tuple[slice, slice], extent: Extent) -> MultiPolygon:
    pad = 6
    rows = slice(max(box[0].start - pad, 0), box[0].stop + pad)
    columns = slice(max(box[1].start - pad, 0), box[1].stop + pad)
    mask = under_neighbours(ranked[rows, columns], rank)
    return trace(mask, extent, (rows.start, columns.start))


def labelled(traced: dict[str, MultiPolygon]) -> list[Outline]:
    """Return outlines with a point well inside what later ones leave to be seen.

    Parameters
    ----------
    traced
        Polygons by bone, far to near. Those of which too little is left to be hit are dropped.
    """
    ids, shapes = list(traced), np.array(list(traced.values()))
    tree = shapely.STRtree(shapes)
    found = []
    for place, bone_id in enumerate(ids):
        later = [int(other) for other in tree.query(shapes[place], "intersects") if other > place]
        seen = shapes[place].difference(shapely.union_all(shapes[later]))
        if not seen.is_empty:
            (x, y), edge = shapely.get_coordinates(shapely.maximum_inscribed_circle(seen, tolerance=0.05))
            if np.hypot(*(edge - (x, y))) >= MIN_RADIUS_MM:
                found.append(Outline(bone_id, traced[bone_id], (round(float(x), 1), round(float(y), 1))))
    return found


def under_neighbours(window: NDArray[np.int32], rank: int) -> Mask:
    """Return where `rank` is seen, reaching two pixels under pieces painted later, so that no slit shows."""
    seen = window == rank
    reach = ndimage.binary_dilation(seen, iterations=2)
    return np.asarray(seen | (reach & (window > rank)), dtype=bool)


def _to_mm(points: NDArray[np.float64], extent: Extent, offset: tuple[int, int]) -> NDArray[np.float64]:
    rows, columns = points[:, 0] + offset[0] + 0.5, points[:, 1] + offset[1] + 0.5
    return np.column_stack([extent.x0 + columns * extent.pixel, extent.y_top - rows * extent.pixel])


def trace(
    mask: Mask,
    extent: Extent,
    offset: tuple[int, int] = (0, 0),
    *,
    tolerance: float = TOLERANCE_MM,
    min_area: float = MIN_AREA_MM2,
) -> MultiPolygon:
    """Return the outline of a mask (h, w) as polygons in mm, y up.

    Parameters
    ----------
    mask
        True where the piece is.
    extent
        Where the whole picture lies.
    offset
        Row and column of the mask's first pixel in the whole picture.
    tolerance
        Largest deviation of the simplified line (Douglas and Peucker), mm.
    min_area
        Pieces smaller than this (mm2) and holes smaller than 1.5 times this are left out.

    Returns
    -------
    shapely.MultiPolygon
        Valid, on a grid of 0.1 mm; exterior rings counter-clockwise, holes clockwise.
    """
    blurred = ndimage.gaussian_filter(np.pad(mask, 4).astype(np.float32), BLUR_PIXELS)
    shift = (offset[0] - 4, offset[1] - 4)
    contours = find_contours(blurred, 0.5)  # type: ignore[no-untyped-call]
    rings = [_to_mm(ring, extent, shift) for ring in contours if len(ring) > 3]
    shape = _even_odd([Polygon(ring) for ring in rings])
    shape = shapely.set_precision(shape.simplify(tolerance), GRID_MM)
    parts = [part for part in _polygons(shape) if part.area > min_area]
    return MultiPolygon([_without_small_holes(part, min_area) for part in parts])


def _even_odd(rings: list[Polygon]) -> shapely.Geometry:
    """Return what an odd number of rings cover: holes are rings within rings."""
    shape: shapely.Geometry = Polygon()
    for ring in sorted(rings, key=lambda ring: -ring.area):
        shape = shape.symmetric_difference(ring.buffer(0))
    return shape


def _polygons(shape: shapely.Geometry) -> list[Polygon]:
    return [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]


def _without_small_holes(part: Polygon, min_area: float) -> Polygon:
    holes = [hole for hole in part.interiors if Polygon(hole).area > 1.5 * min_area]
    return orient(Polygon(part.exterior, holes))
