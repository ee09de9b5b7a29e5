"""Cut bones into the pieces that are drawn: long bones into thirds, the sternum off its cartilage.

All cuts are where a number per vertex is zero, so both sides share the same new vertices and no gap opens.
Where the cuts lie is our own heuristic for drawing, not anatomical data: the ends of a long bone are about as
long as they are wide.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import trimesh
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

from tools.skeleton.bones import STERNUM_WITH_CARTILAGE, Bones
from tools.skeleton.names import SIDES

Field = NDArray[np.float64]
Indices = NDArray[np.int64]
Crossing = dict[tuple[int, int], int]

# Fractions of the length, from the upper end, at which the proximal part ends and the distal part begins.
CUT_FRACTIONS = {
    "humerus": (0.22, 0.80),
    "radius": (0.19, 0.80),
    "ulna": (0.22, 0.83),
    "femur": (0.25, 0.83),
    "tibia": (0.21, 0.86),
    "fibula": (0.17, 0.83),
}
# Half width (mm) of the sternum at heights given as a fraction from the top of sternum and cartilage down.
STERNUM_HEIGHT = (0.0, 0.10, 0.20, 0.24, 0.52, 0.60, 0.64, 0.672)
STERNUM_HALF_WIDTH = (27.0, 26.0, 19.0, 16.5, 18.5, 14.0, 10.0, 8.0)


def cut_bones(bones: Bones) -> Bones:
    """Return the pieces by their drawn names: thirds of long bones, sternum and ``costal_cartilage``."""
    pieces = dict(bones)
    whole = pieces.pop(STERNUM_WITH_CARTILAGE)
    pieces["sternum"], pieces["costal_cartilage"] = split(whole, sternum_field(whole.vertices))
    for bone, fractions in CUT_FRACTIONS.items():
        for side in SIDES:
            pieces |= _thirds(bone, side, pieces.pop(f"{bone}_{side}"), fractions)
    return pieces


def _thirds(bone: str, side: str, mesh: trimesh.Trimesh, fractions: tuple[float, float]) -> Bones:
    proximal, rest = split(mesh, fractions[0] - from_top(mesh.vertices))
    first, last = from_top(mesh.vertices, rest.vertices), fractions[1]
    shaft, distal = split(rest, last - first)
    return {
        f"{bone}_{part}_{side}": piece
        for part, piece in (("proximal", proximal), ("shaft", shaft), ("distal", distal))
    }


def from_top(bone: Field, points: Field | None = None) -> Field:
    """Return where points lie along a long bone: 0 at its upper end, 1 at its lower end.

    Parameters
    ----------
    bone
        Vertices (n, 3) of the whole bone, y up; its principal axis is the direction.
    points
        Points (m, 3); by default the bone's own vertices.
    """
    axis = np.linalg.svd(bone - bone.mean(axis=0), full_matrices=False)[2][0]
    axis = axis if axis[1] > 0 else -axis
    along = bone @ axis
    points = bone if points is None else points
    return np.asarray((along.max() - points @ axis) / np.ptp(along), float)


def sternum_field(vertices: Field) -> Field:
    """Return a number per vertex (mm): positive within the sternum, negative in the costal cartilage."""
    y = vertices[:, 1]
    height = (y.max() - y) / np.ptp(y)
    half_width = PchipInterpolator(STERNUM_HEIGHT, STERNUM_HALF_WIDTH, extrapolate=False)(height)
    return np.asarray(np.nan_to_num(half_width, nan=-1.0) - np.abs(vertices[:, 2]) * 1000, float)


def split(mesh: trimesh.Trimesh, field: Field) -> tuple[trimesh.Trimesh, trimesh.Trimesh]:
    """Cut a mesh along the line where `field` (one number per vertex, linear in each face) is zero.

    Returns
    -------
    tuple of trimesh.Trimesh
        The part with positive and the part with negative numbers; their cut edges coincide.
    """
    field = np.where(field == 0, 1e-12, field)
    return _side(mesh, field), _side(mesh, -field)


def _side(mesh: trimesh.Trimesh, field: Field) -> trimesh.Trimesh:
    """Return the part where `field` is positive; a face that is cut becomes one or two triangles."""
    inside = field[mesh.faces] > 0
    whole = mesh.faces[inside.all(axis=1)]
    cut = np.flatnonzero(inside.any(axis=1) & ~inside.all(axis=1))
    points, triangles = list(mesh.vertices), [tuple(face) for face in whole]
    crossing: Crossing = {}
    for face in mesh.faces[cut]:
        polygon = _clipped(face, field, points, crossing)
        triangles += [(polygon[0], a, b) for a, b in pairwise(polygon[1:])]
    part = trimesh.Trimesh(np.array(points), np.array(triangles), process=False)
    part.remove_unreferenced_vertices()
    return part


def _clipped(face: Indices, field: Field, points: list[Field], crossing: Crossing) -> list[int]:
    """Return the vertex indices of the positive part of a face; new vertices are appended to `points`."""
    polygon = []
    for a, b in zip(face, np.roll(face, -1), strict=True):
        if field[a] > 0:
            polygon.append(int(a))
        if (field[a] > 0) != (field[b] > 0):
            # Always interpolated from the lower index, so that both sides of the cut get the same number.
            edge = (int(min(a, b)), int(max(a, b)))
            if edge not in crossing:
                low, high = edge
                share = field[low] / (field[low] - field[high])
                crossing[edge] = len(points)
                points.append(points[low] + share * (points[high] - points[low]))
            polygon.append(crossing[edge])
    return polygon
