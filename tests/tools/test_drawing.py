"""Rasteriser, outlines, shading and writer on shapes with known answers."""

import io
import json

import numpy as np
import pytest
import trimesh
from PIL import Image
from shapely.geometry import MultiPolygon, Point, box

from tools.skeleton.outlines import Outline, labelled, outlines, trace, under_neighbours
from tools.skeleton.raster import Extent, rasterise
from tools.skeleton.shading import depth_steps, ink, lightness, piece_borders, shading_picture
from tools.skeleton.write import geojson, shade_webp, write_view

EXTENT = Extent(-50.0, 50.0, 0.4, (250, 250))


def disc(radius, centre=(0.0, 0.0)):
    rows, columns = np.mgrid[:250, :250]
    x, y = EXTENT.x0 + (columns + 0.5) * 0.4, EXTENT.y_top - (rows + 0.5) * 0.4
    return np.hypot(x - centre[0], y - centre[1]) < radius


def block(at, size):
    return trimesh.creation.box(size, transform=trimesh.transformations.translation_matrix(at))


def drawn_two():
    """A small block in front of a large one, seen from the front (x forward, z to the subject's right)."""
    far, near = block((0, 0, 0), (0.01, 0.06, 0.06)), block((0.05, 0, 0), (0.01, 0.02, 0.02))
    return rasterise({"far": far, "near": near}, "front", 0.4)


def test_a_triangle_covers_its_pixels():
    legs = trimesh.Trimesh([[0, 0, 0], [0, 0.04, 0], [0, 0, -0.04]], [[0, 1, 2]], process=False)
    raster = rasterise({"triangle": legs}, "front", 0.4)
    seen = raster.mask("triangle")
    assert seen.sum() * 0.4**2 == pytest.approx(40 * 40 / 2, rel=0.02)
    rows, columns = np.nonzero(seen)
    x, y = raster.extent.x0 + (columns + 0.5) * 0.4, raster.extent.y_top - (rows + 0.5) * 0.4
    assert (x + y <= 40.3).all()
    assert (x > -0.2).all()
    assert (y > -0.2).all()


def test_depth_is_interpolated_and_normals_have_unit_length():
    slope = trimesh.Trimesh([[0, 0, 0], [0, 0.04, 0], [0.04, 0, -0.04]], [[0, 1, 2]], process=False)
    raster = rasterise({"slope": slope}, "front", 0.4)
    rows, columns = np.nonzero(raster.mask("slope"))
    x = raster.extent.x0 + (columns + 0.5) * 0.4
    np.testing.assert_allclose(raster.depth[rows, columns], x, atol=1e-3)
    np.testing.assert_allclose(np.linalg.norm(raster.normal[rows, columns], axis=1), 1, rtol=1e-5)


@pytest.mark.parametrize(("view", "sign"), [("front", -1), ("back", 1)])
def test_the_patients_right_is_on_the_viewers_left_only_from_the_front(view, sign):
    right_hand = {"right": block((0, 0, 0.1), (0.02,) * 3), "middle": block((0, 0, 0), (0.02,) * 3)}
    raster = rasterise(right_hand, view, 0.4)
    assert raster.extent.x0 == pytest.approx(-raster.extent.width_mm / 2)
    columns = np.nonzero(raster.mask("right"))[1]
    assert np.sign(columns.mean() - raster.extent.shape[1] / 2) == sign


def test_from_the_left_the_face_looks_to_the_left():
    raster = rasterise(
        {"nose": block((0.1, 0, 0), (0.01,) * 3), "head": block((0, 0, 0), (0.02,) * 3)}, "left", 0.4
    )
    assert np.nonzero(raster.mask("nose"))[1].max() < np.nonzero(raster.mask("head"))[1].min()


def test_a_disc_keeps_its_area_and_its_hole():
    ring = trace(disc(20) & ~disc(8), EXTENT)
    assert ring.is_valid
    assert ring.area == pytest.approx(np.pi * (20**2 - 8**2), rel=0.02)
    (part,) = ring.geoms
    assert part.exterior.is_ccw
    assert [hole.is_ccw for hole in part.interiors] == [False]
    assert ring.hausdorff_distance(Point(0, 0).buffer(20) - Point(0, 0).buffer(8)) < 0.9


def test_an_island_in_a_hole_is_kept():
    shape = trace((disc(20) & ~disc(12)) | disc(5), EXTENT)
    assert sorted(len(part.interiors) for part in shape.geoms) == [0, 1]


def test_specks_and_pinholes_are_left_out():
    shape = trace((disc(20) & ~disc(0.7)) | disc(0.7, (40, 40)), EXTENT)
    assert len(shape.geoms) == 1
    assert not shape.geoms[0].interiors


def test_simplified_outlines_have_few_points():
    assert len(trace(disc(20), EXTENT).geoms[0].exterior.coords) < 40


def test_the_label_point_is_the_middle_of_a_disc():
    (outline,) = labelled({"patella_left": trace(disc(10, (5, -7)), EXTENT)})
    assert outline.inside == pytest.approx((5, -7), abs=0.5)


def test_the_label_point_keeps_clear_of_what_is_painted_later():
    far, near = labelled({"femur": trace(disc(20), EXTENT), "patella": trace(disc(15, (-3, 0)), EXTENT)})
    assert near.inside == pytest.approx((-3, 0), abs=0.5)
    assert near.polygons.distance(Point(far.inside)) > 2
    assert far.polygons.contains(Point(far.inside))


def test_what_later_pieces_cover_is_dropped():
    shapes = {"C2": trace(disc(10), EXTENT), "mandible": trace(disc(12), EXTENT)}
    assert [outline.bone_id for outline in labelled(shapes)] == ["mandible"]


def test_pieces_reach_under_what_is_painted_later_and_nowhere_else():
    window = np.array([[0, 1, 1, 2, 2, 2, 2], [0, 1, 1, 2, 2, 2, 2]], np.int32)
    assert under_neighbours(window, 1)[0].tolist() == [False, True, True, True, True, False, False]
    assert under_neighbours(window, 2)[0].tolist() == [False, False, False, True, True, True, True]


def test_outlines_come_far_to_near_and_cartilage_as_one():
    plates = {
        "disc_1": block((0.1, 0.05, 0), (0.01, 0.02, 0.02)),
        "L1": block((0, 0, 0), (0.01, 0.04, 0.04)),
        "costal_cartilage": block((0.1, -0.05, 0), (0.01, 0.02, 0.02)),
    }
    drawn = outlines(rasterise(plates, "front", 0.4))
    assert [outline.bone_id for outline in drawn] == ["L1", "cartilage"]
    assert len(drawn[1].polygons.geoms) == 2


def test_hidden_pieces_have_no_outline():
    pieces = {"L1": block((0, 0, 0), (0.01, 0.02, 0.02)), "sternum": block((0.1, 0, 0), (0.01, 0.04, 0.04))}
    assert [outline.bone_id for outline in outlines(rasterise(pieces, "front", 0.4))] == ["sternum"]


def test_lines_are_drawn_behind_steps_in_depth():
    raster = drawn_two()
    steps = depth_steps(raster)
    assert steps[raster.mask("far")].any()
    assert not steps[raster.mask("near")].any()
    assert ink(raster).max() == pytest.approx(1)


def test_borders_lie_where_the_piece_changes():
    index = np.array([[1, 1, 2], [1, 1, 2]], np.int32)
    assert piece_borders(index).tolist() == [[False, False, True], [False, False, True]]


def test_faces_towards_the_light_are_lighter():
    ball = trimesh.creation.icosphere(subdivisions=4, radius=0.03)
    raster = rasterise({"ball": ball}, "front", 0.4)
    light = lightness(raster)
    rows, columns = raster.extent.shape
    assert light[rows // 3, columns // 3] > light[2 * rows // 3, 2 * columns // 3]
    assert light[0, 0] == 1


def test_the_overlay_is_clear_beside_the_bones():
    picture = shading_picture(drawn_two(), 100)
    assert picture.shape[0] == 100
    assert picture[0].max() == 0
    assert 0 < picture.max() <= 1


def an_outline(name="L3"):
    shape = MultiPolygon([box(0, 0, 10, 20) - box(4, 4, 6, 6)])
    return Outline(name, shape, (2.0, 10.0))


def test_geojson_is_compact_and_complete():
    text = geojson([an_outline()], EXTENT)
    collection = json.loads(text)
    assert collection["view"] == {"x0": -50, "y_top": 50, "width_mm": 100, "height_mm": 100}
    (feature,) = collection["features"]
    assert feature["id"] == "L3"
    assert feature["properties"] == {"cx": 2, "cy": 10}
    assert [len(rings) for rings in feature["geometry"]["coordinates"]] == [2]
    assert " " not in text.strip()
    assert "-0," not in text


def test_shading_survives_the_file_within_its_steps():
    alpha = np.tile(np.linspace(0, 1, 256, dtype=np.float32), (40, 1))
    picture = np.asarray(Image.open(io.BytesIO(shade_webp(alpha))).convert("RGBA"))
    assert np.abs(picture[..., 3] / 255 - alpha).max() < 0.02
    assert picture[..., :3][picture[..., 3] > 0].max() == 0


def test_shading_gives_up_shades_to_fit_and_says_when_it_cannot():
    rng = np.random.default_rng(1)
    alpha = rng.random((60, 60), dtype=np.float32)
    best = len(shade_webp(alpha))
    assert len(shade_webp(alpha, best - 200)) <= best - 200
    with pytest.raises(ValueError, match="does not fit"):
        shade_webp(alpha, 100)


def test_writing_twice_gives_the_same_bytes(tmp_path):
    raster = drawn_two()
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        drawn = [outline for outline in outlines(raster) if outline.polygons]
        sizes = write_view(tmp_path / folder, "front", drawn, raster.extent, shading_picture(raster, 200))
        assert sizes == tuple(
            (tmp_path / folder / name).stat().st_size for name in ("front.geojson", "front.shade.webp")
        )
    for name in ("front.geojson", "front.shade.webp"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
