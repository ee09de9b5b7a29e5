"""Read PLY meshes whose faces are polygons of mixed size, as VTK writes them."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import trimesh
from numpy.typing import NDArray


class PlyError(ValueError):
    """The bytes are not a PLY mesh of the expected shape."""


def read_ply(data: bytes) -> trimesh.Trimesh:
    """Read a mesh; polygons become fans of triangles, coincident vertices are merged.

    Parameters
    ----------
    data
        An ASCII or binary little-endian PLY file: float vertex properties, the first three of them x, y, z;
        faces as one list of 32-bit integers with an 8-bit count.

    Returns
    -------
    trimesh.Trimesh
        Vertices (n, 3) in the file's unit and faces (m, 3).

    Raises
    ------
    PlyError
        If the header or the vertex properties are not as described, or the data ends early.
    """
    header, body = _split_header(data)
    n_vertices, n_faces = _count(header, "vertex"), _count(header, "face")
    n_properties = _vertex_properties(header)
    read = _read_ascii if "format ascii" in header else _read_binary
    vertices, polygons = read(body, n_vertices, n_properties, n_faces)
    mesh = trimesh.Trimesh(vertices, _fan(polygons), process=True)
    mesh.merge_vertices()
    return mesh


def _split_header(data: bytes) -> tuple[str, bytes]:
    end = data.find(b"end_header")
    if not data.startswith(b"ply") or end < 0:
        raise PlyError("no PLY header")
    start = data.index(b"\n", end) + 1
    return data[:start].decode("latin1").replace("\r", ""), data[start:]


def _count(header: str, element: str) -> int:
    found = re.search(rf"^element {element} (\d+)$", header, re.MULTILINE)
    if found is None:
        raise PlyError(f"no element {element!r} in the header")
    return int(found.group(1))


def _vertex_properties(header: str) -> int:
    block = header.partition("element vertex")[2].partition("element")[0]
    properties = re.findall(r"^property (\w+)", block, re.MULTILINE)
    if len(properties) < 3 or set(properties) - {"float", "float32"}:
        raise PlyError(f"vertex properties {properties} are not three or more floats")
    return len(properties)


def _read_ascii(
    body: bytes, n_vertices: int, n_properties: int, n_faces: int
) -> tuple[NDArray[np.float64], list[list[int]]]:
    tokens = body.split()
    split = n_vertices * n_properties
    vertices = np.array(tokens[:split], dtype=float).reshape(-1, n_properties)[:, :3]
    polygons, at = [], split
    for _ in range(n_faces):
        size = int(tokens[at])
        polygons.append([int(token) for token in tokens[at + 1 : at + 1 + size]])
        at += 1 + size
    return _checked(vertices, n_vertices), polygons


def _read_binary(
    body: bytes, n_vertices: int, n_properties: int, n_faces: int
) -> tuple[NDArray[np.float64], list[list[int]]]:
    at = n_vertices * n_properties * 4
    if len(body) < at:
        raise PlyError("the file ends within the vertices")
    vertices = np.frombuffer(body, "<f4", n_vertices * n_properties).reshape(-1, n_properties)[:, :3]
    polygons = []
    for _ in range(n_faces):
        size = body[at] if at < len(body) else 0
        if not size or at + 1 + 4 * size > len(body):
            raise PlyError("the file ends within the faces")
        polygons.append(np.frombuffer(body, "<i4", size, at + 1).tolist())
        at += 1 + 4 * size
    return _checked(vertices.astype(float), n_vertices), polygons


def _checked(vertices: NDArray[np.float64], expected: int) -> NDArray[np.float64]:
    if len(vertices) != expected:
        raise PlyError(f"{len(vertices)} vertices instead of {expected}")
    return vertices


def _fan(polygons: list[list[int]]) -> NDArray[np.int64]:
    return np.array([(p[0], a, b) for p in polygons for a, b in pairwise(p[1:])], dtype=np.int64).reshape(
        -1, 3
    )
