"""Masks lie on their bones, names stand beside them and on no other name."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import pytest
import shapely

from bone_atlas.anatomy import CARTILAGE, BoneShape
from bone_atlas.exports.anki import regions
from bone_atlas.exports.anki.model import Covered
from bone_atlas.exports.anki.regions import REGIONS, Region
from bone_atlas.figures import geometry
from tests.atlas import BODY
from tests.cases import every_case

pytestmark = pytest.mark.seconds(4)
Rings = tuple[tuple[tuple[float, float], ...], ...]


@cache
def made(region: Region) -> Covered:
    return regions.covered(region, BODY)


def area(rings: Rings) -> shapely.Geometry:
    return shapely.unary_union([shapely.make_valid(shapely.Polygon(ring)) for ring in rings])


def outline(shape: BoneShape) -> shapely.Geometry:
    """What is seen of a bone, as it is drawn: a hole of a polygon may show another bone."""
    return shapely.unary_union(
        [shapely.make_valid(shapely.Polygon(outer, holes)) for outer, *holes in shape.polygons]
    )


@every_case("region", REGIONS, ids=lambda region: region.key)
def test_each_mask_is_the_outline_of_its_bone_and_of_no_other(region: Region) -> None:
    shapes = {s.bone_id: s for s in geometry.view(region.view).shapes if s.bone_id != CARTILAGE}
    masks = {mask.bone: area(mask.polygons) for mask in made(region).masks}
    drawn = {bone: outline(shapes[bone]) for bone in masks}
    # One move and one scale bring every bone of the body to its mask.
    x0, y0, x1, y1 = shapely.total_bounds(list(drawn.values()))
    u0, v0, u1, v1 = shapely.total_bounds(list(masks.values()))
    scale = (u1 - u0) / (x1 - x0), (v1 - v0) / (y0 - y1)
    for bone, mask in masks.items():
        placed = shapely.transform(drawn[bone], lambda points: (points - (x0, y1)) * scale + (u0, v0))
        shared = mask.intersection(placed).area / mask.union(placed).area
        assert shared > 0.85, (bone, shared)
    for one, other in combinations(masks, 2):
        # A bone may lie before another, in the drawing too.
        assert overlap(masks, one, other) < overlap(drawn, one, other) + 0.1, (one, other)


def overlap(places: dict[str, shapely.Geometry], one: str, other: str) -> float:
    """The share of the smaller of two places that lies in the other too."""
    smaller = min(places[one].area, places[other].area)
    return float(places[one].intersection(places[other]).area / smaller)


@every_case("region", REGIONS, ids=lambda region: region.key)
def test_names_lie_on_the_page_and_on_no_other_name_or_bone(region: Region) -> None:
    masks = made(region).masks
    boxes = {}
    for mask in masks:
        left, top, width, height = mask.label
        boxes[mask.bone] = shapely.box(left, top, left + width, top + height)
    assert all(shapely.box(0, 0, 1, 1).contains(box) for box in boxes.values())
    assert [pair for pair in combinations(boxes, 2) if boxes[pair[0]].intersects(boxes[pair[1]])] == []
    bones = area(tuple(ring for mask in masks for ring in mask.polygons))
    assert [bone for bone, box in boxes.items() if box.intersects(bones)] == []
    assert len({mask.name for mask in masks}) == len(masks) > 8


def test_together_the_regions_ask_for_nearly_all_bones_of_one_side() -> None:
    asked = {mask.bone for region in REGIONS for mask in made(region).masks}
    wanted = {bone for bone in BODY.bones() if BODY.side_of(bone) != "left"}
    assert len(asked & wanted) > 0.9 * len(wanted)
