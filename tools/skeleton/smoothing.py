"""Make the coarse meshes round without making them thinner.

Loop subdivision (C. Loop, 1987) shrinks a coarse mesh; progressive interpolation (Cheng et al., 2009) first
moves the control vertices outward until the limit surface passes through where they were.
"""

from __future__ import annotations

import numpy as np
import trimesh
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from tools.skeleton.bones import Bones
from tools.skeleton.meshes import closed, without_excess_faces

Points = NDArray[np.float64]

VERY_COARSE, COARSE = 0.006, 0.0025  # metres: median edge length above which to subdivide twice, once
KEEP_WINDING = ("cranium", "mandible")  # making their winding consistent would tear them


def smooth_bones(bones: Bones) -> Bones:
    """Return each bone subdivided as often as its edge length asks for."""
    return {name: smooth_bone(name, mesh) for name, mesh in bones.items()}


def smooth_bone(name: str, mesh: trimesh.Trimesh) -> trimesh.Trimesh:
    """Return one bone cleaned, facing outward and smoothed."""
    mesh = without_excess_faces(mesh) if name in KEEP_WINDING else closed(mesh)
    rounds = _rounds(name, float(np.median(mesh.edges_unique_length)))
    return subdivided(mesh, rounds) if rounds else mesh


def _rounds(name: str, edge_length: float) -> int:
    if name in KEEP_WINDING or name.startswith("disc_"):
        return 1
    return 2 if edge_length > VERY_COARSE else 1 if edge_length > COARSE else 0


def subdivided(mesh: trimesh.Trimesh, rounds: int) -> trimesh.Trimesh:
    """Return the mesh after `rounds` of interpolating Loop subdivision, in the unit of the mesh."""
    vertices, faces = interpolating_vertices(mesh), mesh.faces
    reference = mesh
    for _ in range(rounds):
        vertices, faces = trimesh.remesh.subdivide_loop(vertices, faces, iterations=1)  # type: ignore[no-untyped-call]
        halved = trimesh.remesh.subdivide(reference.vertices, reference.faces)  # type: ignore[no-untyped-call]
        reference = trimesh.Trimesh(halved[0], halved[1], process=False)
    limit = 0.6 * np.percentile(mesh.edges_unique_length, 75)
    return trimesh.Trimesh(without_spikes(vertices, reference.vertices, float(limit)), faces, process=False)


def interpolating_vertices(mesh: trimesh.Trimesh, passes: int = 6) -> Points:
    """Return control vertices (n, 3) whose Loop surface passes (nearly) through the mesh's vertices.

    A vertex moves by at most 0.3 of its shortest edge, else slivers grow spikes.
    """
    start = np.array(mesh.vertices)
    reach = np.full(len(start), np.inf)
    for column in (0, 1):
        np.minimum.at(reach, mesh.edges_unique[:, column], mesh.edges_unique_length)
    control = start.copy()
    for _ in range(passes):
        surface, _ = trimesh.remesh.subdivide_loop(control, mesh.faces, iterations=1)  # type: ignore[no-untyped-call]
        move = control + 0.8 * (start - surface[: len(start)]) - start
        length = np.linalg.norm(move, axis=1) + 1e-12
        control = start + move * np.minimum(1, 0.3 * reach / length)[:, None]
    return control


def without_spikes(vertices: Points, reference: Points, limit: float) -> Points:
    """Return `vertices`, those farther than `limit` from every reference point snapped to the nearest one."""
    distance, nearest = cKDTree(reference).query(vertices)
    return np.where((distance > limit)[:, None], reference[nearest], vertices)
