"""Rasterise named meshes into one depth buffer: the bone seen at each pixel, how far off, facing where."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numba
import numpy as np
import trimesh
from numpy.typing import NDArray

Array = NDArray[np.float64]

BACKGROUND = 0
MARGIN_MM = 8.0
DIRECTIONS = {  # model axes that point to the right of the picture and towards the viewer
    "front": ((0, 0, -1), (1, 0, 0)),
    "back": ((0, 0, 1), (-1, 0, 0)),
    "left": ((-1, 0, 0), (0, 0, -1)),
}


@dataclass(frozen=True)
class Extent:
    """The rectangle of a picture in mm (y up): left edge, top edge, and the edge length of a pixel."""

    x0: float
    y_top: float
    pixel: float
    shape: tuple[int, int]

    @property
    def width_mm(self) -> float:
        """Width in mm."""
        return self.shape[1] * self.pixel

    @property
    def height_mm(self) -> float:
        """Height in mm."""
        return self.shape[0] * self.pixel


@dataclass(frozen=True)
class Raster:
    """What is seen at each pixel (h, w): index into `names` plus one, depth in mm, unit normal (h, w, 3)."""

    names: list[str]
    extent: Extent
    index: NDArray[np.int32]
    depth: NDArray[np.float32]
    normal: NDArray[np.float32]

    def mask(self, name: str) -> NDArray[np.bool_]:
        """Return where (h, w) the piece is seen."""
        seen: NDArray[np.bool_] = self.index == self.names.index(name) + 1
        return seen


def rasterise(pieces: Mapping[str, trimesh.Trimesh], view: str, pixel: float) -> Raster:
    """Draw the pieces as seen from the front, the back or the left, in parallel projection.

    Parameters
    ----------
    pieces
        Meshes in metres (x forward, y up, z to the subject's right).
    view
        A key of `DIRECTIONS`.
    pixel
        Edge length of a pixel in mm.
    """
    projected = {name: _project(mesh, view) for name, mesh in pieces.items()}
    extent = _extent([points for points, _ in projected.values()], pixel, symmetric=view != "left")
    depth = np.full(extent.shape, -np.inf, np.float32)
    index = np.full(extent.shape, BACKGROUND, np.int32)
    normal = np.zeros((*extent.shape, 3), np.float32)
    for number, (name, (points, normals)) in enumerate(projected.items(), start=1):
        columns, rows = (points[:, 0] - extent.x0) / pixel, (extent.y_top - points[:, 1]) / pixel
        at = np.column_stack([columns, rows, points[:, 2]])
        draw(at, normals, np.asarray(pieces[name].faces, np.int64), number, depth, index, normal)
    length = np.linalg.norm(normal, axis=2, keepdims=True)
    return Raster(list(pieces), extent, index, depth, normal / np.maximum(length, 1e-9))


def _project(mesh: trimesh.Trimesh, view: str) -> tuple[Array, Array]:
    """Return points (n, 3) in mm and normals (n, 3): right, up, towards the viewer."""
    right, towards = (np.array(axis, dtype=float) for axis in DIRECTIONS[view])
    basis = np.column_stack([right, [0, 1, 0], towards])
    return mesh.vertices @ basis * 1000, mesh.vertex_normals @ basis


def _extent(clouds: list[Array], pixel: float, *, symmetric: bool) -> Extent:
    """Return the extent of all points with a margin; `symmetric` puts x = 0 on the middle of the picture."""
    low = np.min([cloud.min(axis=0) for cloud in clouds], axis=0) - MARGIN_MM
    high = np.max([cloud.max(axis=0) for cloud in clouds], axis=0) + MARGIN_MM
    if symmetric:
        high[0] = max(high[0], -low[0])
        low[0] = -high[0]
    columns, rows = (2 * math.ceil((high[i] - low[i]) / pixel / 2) for i in (0, 1))
    x0 = -columns * pixel / 2 if symmetric else math.floor(low[0] / pixel) * pixel
    return Extent(x0, math.ceil(high[1] / pixel) * pixel, pixel, (rows, columns))


@numba.njit(cache=True)
def draw(points, normals, faces, number, depth, index, normal):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """Draw one mesh into the buffers; the nearest (largest depth) wins.

    Parameters
    ----------
    points
        Vertices (n, 3): column and row in pixels, depth.
    normals
        Vertex normals (n, 3).
    faces
        Vertex indices (m, 3).
    number
        What to write into `index` where the mesh is seen.
    depth, index, normal
        Buffers (h, w), (h, w) and (h, w, 3), changed in place.
    """
    height, width = depth.shape
    for a, b, c in faces:
        ax, ay, bx, by = points[a, 0], points[a, 1], points[b, 0], points[b, 1]
        cx, cy = points[c, 0], points[c, 1]
        area = (by - cy) * (ax - cx) + (cx - bx) * (ay - cy)
        if abs(area) < 1e-12:
            continue
        top, bottom = max(0, math.floor(min(ay, by, cy))), min(height - 1, math.ceil(max(ay, by, cy)))
        left, right = max(0, math.floor(min(ax, bx, cx))), min(width - 1, math.ceil(max(ax, bx, cx)))
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                px, py = column + 0.5, row + 0.5
                u = ((by - cy) * (px - cx) + (cx - bx) * (py - cy)) / area
                v = ((cy - ay) * (px - cx) + (ax - cx) * (py - cy)) / area
                w = 1 - u - v
                if u < -1e-6 or v < -1e-6 or w < -1e-6:
                    continue
                z = u * points[a, 2] + v * points[b, 2] + w * points[c, 2]
                if z > depth[row, column]:
                    depth[row, column] = z
                    index[row, column] = number
                    for k in range(3):
                        normal[row, column, k] = u * normals[a, k] + v * normals[b, k] + w * normals[c, k]
