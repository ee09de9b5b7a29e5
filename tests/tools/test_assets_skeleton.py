"""Validators of the committed drawings, one per promise that the rest of the atlas relies on."""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
import shapely
from PIL import Image
from shapely.geometry import Point, Polygon, box, shape

from tools.skeleton.names import CARTILAGE, bone_ids, paired
from tools.skeleton.source import VERSION, WHEEL_SHA256

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "skeleton"
VIEWS = ("front", "back", "left")
HIDDEN = {
    "front": {"C2", "C3", "T3"},
    "back": {"pisiform_left", "pisiform_right"},
    "left": {"T3", "pisiform_left"},
}
MIRRORED_PAIRS = [f"{name}_right" for name in paired()]


@pytest.fixture(scope="module", params=VIEWS)
def view(request):
    return request.param


def read(view):
    return json.loads((FOLDER / f"{view}.geojson").read_text(encoding="utf-8"))


def shapes_of(view):
    return {feature["id"]: shape(feature["geometry"]) for feature in read(view)["features"]}


def extent_of(collection):
    view = collection["view"]
    return box(view["x0"], view["y_top"] - view["height_mm"], view["x0"] + view["width_mm"], view["y_top"])


def test_every_feature_is_a_bone_or_the_cartilage_once(view):
    counts = Counter(feature["id"] for feature in read(view)["features"])
    assert set(counts) <= {*bone_ids(), CARTILAGE}
    assert max(counts.values()) == 1


def test_only_bones_that_are_hidden_are_missing(view):
    expected = {name for name in bone_ids() if view != "left" or not name.endswith("_right")}
    assert expected - set(shapes_of(view)) == HIDDEN[view]


@pytest.mark.parametrize("view", ["front", "back"])
def test_at_least_195_bones_are_seen(view):
    assert len(set(shapes_of(view)) - {CARTILAGE}) >= 195


def test_polygons_are_valid_and_not_empty(view):
    for name, geometry in shapes_of(view).items():
        assert geometry.geom_type == "MultiPolygon", name
        assert geometry.is_valid, (name, shapely.is_valid_reason(geometry))
        assert geometry.area > 3, name


def test_holes_are_wound_against_their_outline(view):
    for feature in read(view)["features"]:
        for exterior, *holes in feature["geometry"]["coordinates"]:
            assert Polygon(exterior).exterior.is_ccw, feature["id"]
            assert not any(Polygon(hole).exterior.is_ccw for hole in holes), feature["id"]


def test_coordinates_are_tenths_of_a_millimetre(view):
    for geometry in shapes_of(view).values():
        scaled = shapely.get_coordinates(geometry) * 10
        assert abs(scaled - scaled.round()).max() < 1e-6


def test_the_shading_covers_all_polygons(view):
    collection = read(view)
    drawn = shapely.union_all([shape(feature["geometry"]).envelope for feature in collection["features"]])
    assert extent_of(collection).contains(drawn)


def test_the_shading_has_the_proportions_of_the_view(view):
    extent = read(view)["view"]
    with Image.open(FOLDER / f"{view}.shade.webp") as picture:
        assert picture.height >= 1400
        assert picture.width / picture.height == pytest.approx(
            extent["width_mm"] / extent["height_mm"], rel=2e-3
        )


def test_the_shading_lies_on_the_bones(view):
    """Under the label points the overlay is never empty everywhere, and it is clear at the corners."""
    collection = read(view)
    extent = collection["view"]
    with Image.open(FOLDER / f"{view}.shade.webp") as picture:
        alpha = picture.convert("RGBA").getchannel("A")
    scale = alpha.height / extent["height_mm"]
    points = [
        (feature["properties"]["cx"], feature["properties"]["cy"]) for feature in collection["features"]
    ]
    shades = [
        alpha.getpixel((int((x - extent["x0"]) * scale), int((extent["y_top"] - y) * scale)))
        for x, y in points
    ]
    assert sum(shade > 0 for shade in shades) > 0.9 * len(shades)
    assert alpha.getpixel((0, 0)) == alpha.getpixel((alpha.width - 1, alpha.height - 1)) == 0


def test_label_points_lie_inside_what_is_seen(view):
    """The point hits its own bone, and nothing painted later covers it."""
    features = read(view)["features"]
    geometries = [shape(feature["geometry"]) for feature in features]
    for place, feature in enumerate(features):
        point = Point(feature["properties"]["cx"], feature["properties"]["cy"])
        hit = [number for number, geometry in enumerate(geometries) if geometry.contains(point)]
        assert hit, feature["id"]
        assert hit[-1] == place, (feature["id"], features[hit[-1]]["id"])


def test_bones_are_painted_from_far_to_near():
    def place_in(view):
        return {feature["id"]: place for place, feature in enumerate(read(view)["features"])}

    front, back, left = (place_in(view) for view in VIEWS)
    for far, near in pairwise(("scapula_left", "humerus_proximal_left")):
        assert front[far] < front[near]
    assert front["T8"] < front["sternum"]
    assert back["sternum"] < back["T8"]
    assert front["femur_distal_left"] < front["patella_left"]
    assert back["patella_left"] < back["femur_distal_left"]
    assert left["L3"] < left["hip_bone_left"] < left["femur_proximal_left"]


def test_pieces_overlap_only_in_a_seam(view):
    geometries = list(shapes_of(view).values())
    total = sum(geometry.area for geometry in geometries)
    assert total - shapely.union_all(geometries).area < 0.05 * total


@pytest.mark.parametrize("view", ["front", "back"])
def test_left_mirrors_right(view):
    drawn = shapes_of(view)
    for right in set(MIRRORED_PAIRS) - HIDDEN[view]:
        left = f"{right.removesuffix('_right')}_left"
        one, other = drawn[right], shapely.transform(drawn[left], lambda points: points * [-1, 1])
        overlap = one.intersection(other).area / one.union(other).area
        # Outlines are simplified to 0.6 mm, which tells on slivers and on toes a few millimetres wide.
        assert overlap > (0.93 if one.area > 400 else 0.75 if one.area > 20 else 0.55), (
            right,
            overlap,
            one.area,
        )
        assert one.area / other.area == pytest.approx(1, abs=0.05 if one.area > 400 else 0.2), right


def test_the_patients_right_is_on_the_expected_side():
    front, back = shapes_of("front"), shapes_of("back")
    assert front["humerus_shaft_right"].centroid.x < 0 < front["humerus_shaft_left"].centroid.x
    assert back["humerus_shaft_left"].centroid.x < 0 < back["humerus_shaft_right"].centroid.x


def test_spine_ribs_and_limbs_run_from_top_to_bottom():
    back = shapes_of("back")
    heights = {name: geometry.centroid.y for name, geometry in back.items()}
    spine = ["cranium", *(f"C{i}" for i in range(1, 8)), *(f"T{i}" for i in range(1, 13)),
             *(f"L{i}" for i in range(1, 6)), "sacrum"]  # fmt: skip
    leg = [f"{bone}_{part}_left" for bone in ("femur", "tibia") for part in ("proximal", "shaft", "distal")]
    arm = [f"{bone}_{part}_right" for bone in ("humerus", "ulna") for part in ("proximal", "shaft", "distal")]
    finger = [
        "metacarpal_3_left",
        *(f"hand_phalanx_{level}_3_left" for level in ("proximal", "middle", "distal")),
    ]
    toe = [
        "metatarsal_2_left",
        *(f"foot_phalanx_{level}_2_left" for level in ("proximal", "middle", "distal")),
    ]
    for chain in (spine, leg, arm, finger, toe):
        assert all(heights[upper] > heights[lower] for upper, lower in pairwise(chain)), chain


def test_files_are_small(view):
    assert (FOLDER / f"{view}.geojson").stat().st_size < 100_000
    assert (FOLDER / f"{view}.shade.webp").stat().st_size < 70_000


def test_the_front_view_makes_a_light_picture():
    assert sum(shapely.get_num_coordinates(geometry) for geometry in shapes_of("front").values()) < 5_000


def test_the_source_is_told():
    sources = (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    for fact in (VERSION, WHEEL_SHA256, "Rajagopal", "MIT", "OpenSim", "LICENSE-skeleton.txt"):
        assert fact in sources
    assert "Copyright (c) 2015 Stanford University" in (FOLDER / "LICENSE-skeleton.txt").read_text(
        encoding="utf-8"
    )
