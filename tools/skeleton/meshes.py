"""Small operations on triangle meshes: clean, take apart, mirror, turn the right way out."""

from __future__ import annotations

import numpy as np
import trimesh
from numpy.typing import NDArray

MIRROR_Z = np.array([1.0, 1.0, -1.0])


def cleaned(mesh: trimesh.Trimesh) -> trimesh.Trimesh:
    """Return a copy with merged vertices and without degenerate or doubled faces."""
    mesh = mesh.copy()
    mesh.merge_vertices()
    mesh.update_faces(mesh.nondegenerate_faces())
    mesh.update_faces(mesh.unique_faces())
    mesh.remove_unreferenced_vertices()
    return mesh


def submesh(mesh: trimesh.Trimesh, faces: NDArray[np.int64]) -> trimesh.Trimesh:
    """Return the part of a mesh made of the faces with these indices."""
    return cleaned(trimesh.Trimesh(mesh.vertices, mesh.faces[faces], process=False))


def components(mesh: trimesh.Trimesh, min_faces: int = 6) -> list[trimesh.Trimesh]:
    """Return the pieces that share no vertex and have at least `min_faces` faces.

    Largest first, ties in the order of the file. Vertices decide, not shared edges: at an edge with three
    faces trimesh sees no neighbours, and bones would lose faces there.
    """
    n_vertices = len(mesh.vertices)
    labels = trimesh.graph.connected_component_labels(mesh.edges_unique, n_vertices)  # type: ignore[no-untyped-call]
    label_of_face = labels[mesh.faces[:, 0]]
    groups = [np.flatnonzero(label_of_face == label) for label in np.unique(label_of_face)]
    groups = sorted((group for group in groups if len(group) >= min_faces), key=lambda g: (-len(g), g[0]))
    return [submesh(mesh, group) for group in groups]


def mirrored(mesh: trimesh.Trimesh) -> trimesh.Trimesh:
    """Return the mirror image in the median plane (z = 0), still facing outward."""
    return trimesh.Trimesh(mesh.vertices * MIRROR_Z, mesh.faces[:, ::-1], process=False)


def centre(mesh: trimesh.Trimesh) -> NDArray[np.float64]:
    """Return the mean of the vertices (3,)."""
    return np.asarray(mesh.vertices.mean(axis=0), dtype=float)


def closed(mesh: trimesh.Trimesh) -> trimesh.Trimesh:
    """Return the mesh as a closed, outward-facing surface, as far as that is possible.

    Stray triangles go, then the smallest face at each edge that still has more than two; holes are filled.
    """
    mesh = cleaned(mesh)
    if not mesh.is_watertight:
        mesh = without_excess_faces(without_stray_faces(mesh))
    mesh = facing_outward(mesh)
    if not mesh.is_watertight:
        trimesh.repair.fill_holes(mesh, use_fan=True)
    return mesh


def without_stray_faces(mesh: trimesh.Trimesh, share: float = 0.05) -> trimesh.Trimesh:
    """Drop faces that hang on the surface by an edge with three faces: islands below `share` of all faces."""
    faces = np.arange(len(mesh.faces))
    islands = trimesh.graph.connected_components(mesh.face_adjacency, nodes=faces, min_len=1)
    kept = np.concatenate([island for island in islands if len(island) >= share * len(faces)])
    return submesh(mesh, np.sort(kept))


def without_excess_faces(mesh: trimesh.Trimesh, passes: int = 5) -> trimesh.Trimesh:
    """Drop the smallest face at each edge that more than two faces share, as subdivision requires."""
    mesh = cleaned(mesh)
    for _ in range(passes):
        edges = np.sort(mesh.faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1)
        _, edge_of, shared = np.unique(edges, axis=0, return_inverse=True, return_counts=True)
        face_of = np.repeat(np.arange(len(mesh.faces)), 3)
        groups = [face_of[edge_of.ravel() == edge] for edge in np.flatnonzero(shared > 2)]
        if not groups:
            break
        keep = np.ones(len(mesh.faces), dtype=bool)
        keep[[min(group, key=lambda face: mesh.area_faces[face]) for group in groups]] = False
        mesh.update_faces(keep)
        mesh.remove_unreferenced_vertices()
    return mesh


def facing_outward(mesh: trimesh.Trimesh) -> trimesh.Trimesh:
    """Return a copy with consistent winding whose normals point away from the inside."""
    mesh = mesh.copy()
    trimesh.repair.fix_winding(mesh)  # type: ignore[no-untyped-call]
    from_centre = mesh.triangles_center - centre(mesh)
    outward = np.einsum("ij,ij->i", from_centre, mesh.face_normals) @ mesh.area_faces
    if (mesh.volume if mesh.is_watertight else outward) < 0:
        mesh.invert()
    return mesh
