"""The PLY reader on tiny meshes with polygons of mixed size."""

import struct

import numpy as np
import pytest

from tools.skeleton.ply import PlyError, read_ply

HEADER = """ply
format {kind} 1.0
comment a triangle and a square of a house front
element vertex {vertices}
property float x
property float y
property float z
element face {faces}
property list uchar int vertex_indices
end_header
"""
POINTS = [(0, 0, 0), (2, 0, 0), (2, 2, 0), (0, 2, 0), (1, 3, 0)]
POLYGONS = [(0, 1, 2, 3), (3, 2, 4)]


def ascii_mesh(points=POINTS, polygons=POLYGONS):
    lines = [" ".join(map(str, point)) for point in points]
    lines += [" ".join(map(str, (len(polygon), *polygon))) for polygon in polygons]
    return (
        HEADER.format(kind="ascii", vertices=len(points), faces=len(polygons)) + "\n".join(lines)
    ).encode()


def binary_mesh(points=POINTS, polygons=POLYGONS):
    body = b"".join(struct.pack("<3f", *point) for point in points)
    body += b"".join(struct.pack(f"<B{len(p)}i", len(p), *p) for p in polygons)
    return (
        HEADER.format(kind="binary_little_endian", vertices=len(points), faces=len(polygons)).encode() + body
    )


@pytest.mark.parametrize("data", [ascii_mesh(), binary_mesh()], ids=["ascii", "binary"])
def test_polygons_become_triangles_of_the_same_area(data):
    mesh = read_ply(data)
    assert len(mesh.faces) == 3
    assert mesh.area == pytest.approx(5)
    np.testing.assert_allclose(mesh.bounds, [[0, 0, 0], [2, 3, 0]])


def test_windows_line_ends_are_read():
    header, _, body = binary_mesh().partition(b"end_header\n")
    assert read_ply(header.replace(b"\n", b"\r\n") + b"end_header\r\n" + body).area == pytest.approx(5)


def test_doubled_vertices_are_merged():
    mesh = read_ply(ascii_mesh([*POINTS, POINTS[3]], [(0, 1, 2, 3), (5, 2, 4)]))
    assert len(mesh.vertices) == 5


@pytest.mark.parametrize("cut", [3, 40, 75])
def test_a_file_that_ends_early_is_refused(cut):
    with pytest.raises(PlyError):
        read_ply(binary_mesh()[:-cut])


@pytest.mark.parametrize(
    "data",
    [
        b"solid cube",
        binary_mesh().replace(b"property float z", b"property double z"),
        binary_mesh().replace(b"element face", b"element edge"),
    ],
)
def test_other_files_are_refused(data):
    with pytest.raises(PlyError):
        read_ply(data)
