"""The tree of sites, the groups, the bones, and the drawings that belong to them."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bone_atlas import anatomy, tables
from bone_atlas.anatomy import AssetError, ViewGeometry
from tests.atlas import BODY, TABLES
from tests.cases import every_case

PLACES = (*BODY.sites(), *BODY.groups())
places = st.sampled_from(PLACES)


@pytest.fixture(scope="module")
def views() -> list[ViewGeometry]:
    return [anatomy.read_view(view) for view in anatomy.VIEWS]


def test_numbers_of_bones() -> None:
    counts = {site: len(BODY.bones_of(site)) for site in PLACES}
    assert counts["skeleton"] == len(BODY.bones()) == 202
    assert (counts["cervical_spine"], counts["thoracic_spine"], counts["lumbar_spine"]) == (7, 12, 5)
    assert (counts["ribs"], counts["carpals"], counts["tarsals"], counts["pelvis"]) == (24, 16, 14, 2)
    assert (counts["hand_phalanges"], counts["foot_phalanges"], counts["metacarpals"]) == (28, 28, 10)
    assert (counts["femur"], counts["elbow"], counts["knee"], counts["ilium"]) == (6, 6, 8, 0)


def test_every_bone_belongs_to_one_finest_site() -> None:
    owned = [
        bone for site in BODY.drawn_sites() for bone in BODY.bones_of(site) if BODY.site_of(bone) == site
    ]
    assert sorted(owned) == sorted(BODY.bones())
    assert not any(BODY.children(site) and not _only_finer(site) for site in BODY.drawn_sites())


def _only_finer(site: str) -> bool:
    """Whether the parts of a drawn site are the mandible or finer than a bone."""
    return all(child == "mandible" or not BODY.bones_of(child) for child in BODY.children(site))


def test_left_mirrors_right() -> None:
    paired = [bone for bone in BODY.bones() if BODY.side_of(bone) != "midline"]
    for bone in paired:
        side = BODY.side_of(bone)
        other = "left" if side == "right" else "right"
        mirrored = bone.removesuffix(side) + other
        assert BODY.side_of(mirrored) == other
        assert BODY.site_of(mirrored) == BODY.site_of(bone)
    midline = set(BODY.bones()) - set(paired)
    assert len(midline) == 28  # cranium, mandible, 24 vertebrae, sacrum, sternum


def test_order_is_head_to_foot() -> None:
    sites = BODY.drawn_sites()
    some = ["skull", "cervical_spine", "lumbar_spine", "sternum", "humerus_shaft", "pelvis", "foot_phalanges"]
    assert [site for site in sites if site in some] == some
    bones = BODY.bones()
    assert bones[0] == "cranium"
    assert bones.index("L4") == bones.index("L3") + 1
    assert bones.index("rib_7_left") == bones.index("rib_7_right") + 1


@every_case(
    ("bone", "label"),
    [
        ("L3", "L3, lumbar spine"),
        ("rib_7_left", "Rib 7, left"),
        ("cranium", "Cranium, skull"),
        ("sacrum", "Sacrum"),
        ("hip_bone_right", "Hip bone, right, pelvis"),
        ("femur_distal_left", "Femur, distal part, left"),
        ("hand_phalanx_middle_2_right", "Middle phalanx, index finger, right"),
        ("foot_phalanx_distal_1_left", "Distal phalanx, big toe, left"),
    ],
)
def test_labels(bone: str, label: str) -> None:
    assert BODY.label(bone) == label


def test_names_in_other_languages_fall_back_to_english() -> None:
    assert BODY.name("lumbar_spine") == "Lumbar spine"
    assert BODY.name("lumbar_spine", "la") == "Vertebrae lumbales (LI-LV)"
    assert BODY.name("ribs", "es") == "Costillas"
    assert BODY.name("skull", "zh") == "颅骨"
    assert BODY.name("knee", "zh") == "Knee"
    assert BODY.is_fallback("knee", "zh")
    assert BODY.is_fallback("L3", "la")
    assert not BODY.is_fallback("ribs", "es")
    assert not BODY.is_fallback("knee", "en")


@pytest.mark.parametrize("language", tables.LANGUAGES)
def test_display_names_are_unique(language: str) -> None:
    named = [BODY.name(place, language) for place in PLACES if not BODY.is_fallback(place, language)]
    assert len(set(named)) == len(named) > 20


def test_unknown_ids_and_languages_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown language 'xx': expected one of en, la, es, zh"):
        BODY.name("ribs", "xx")
    for ask in (BODY.name, BODY.bones_of, BODY.parent, BODY.site_of, BODY.label, BODY.extent):
        with pytest.raises(KeyError):
            ask("tail")


def test_tree() -> None:
    assert BODY.ancestors("lumbar_spine") == ("spine", "axial_skeleton", "skeleton")
    assert BODY.parent("skeleton") is None
    assert BODY.children("femur") == ("femur_proximal", "femur_shaft", "femur_distal")
    assert BODY.members("distal_hand") == ("metacarpals", "hand_phalanges")
    assert BODY.covers("knee", "femur_distal")
    assert not BODY.covers("knee", "femur_shaft")


@every_case(
    ("place", "other", "covered"),
    [
        ("spine", "lumbar_spine", True),
        ("lumbar_spine", "spine", False),
        ("pelvis", "ilium", True),
        ("ilium", "pelvis", False),
        ("pelvis", "sacrum", False),
        ("bony_pelvis", "sacrum", True),
        ("skull", "cranium", True),
        ("mandible", "cranium", False),
        ("limbs", "elbow", True),
        ("sternum_and_ribs", "thoracic_cage", True),
        ("knee", "femur", False),
        ("femur_shaft_distal", "femur_shaft", True),
    ],
)
def test_covers(place: str, other: str, covered: bool) -> None:
    assert BODY.covers(place, other) is covered


@given(places, places, places)
def test_covering_is_an_order_that_agrees_with_the_bones(one: str, two: str, three: str) -> None:
    assert BODY.covers(one, one)
    if BODY.covers(one, two):
        assert set(BODY.bones_of(two)) <= set(BODY.bones_of(one))
        assert not BODY.covers(two, three) or BODY.covers(one, three)


@given(st.sampled_from(BODY.sites()))
def test_every_ancestor_covers(site: str) -> None:
    assert all(BODY.covers(above, site) for above in BODY.ancestors(site))
    assert all(BODY.parent(child) == site for child in BODY.children(site))


def test_every_drawn_bone_has_a_row(views: list[ViewGeometry]) -> None:
    assert anatomy.drawn_bones_have_a_row(BODY, views) == []


def test_every_bone_is_drawn_or_says_why(views: list[ViewGeometry]) -> None:
    assert anatomy.bones_are_drawn_or_say_why(TABLES, views) == []


def test_checks_object(views: list[ViewGeometry]) -> None:
    front = views[0]
    renamed = ViewGeometry("front", 0, 0, 1, 1, (anatomy.BoneShape("tail", (), (0, 0)), *front.shapes[1:]))
    (unknown,) = anatomy.drawn_bones_have_a_row(BODY, [renamed])
    assert (unknown.file, unknown.value) == ("front.geojson", "tail")
    missing = {problem.value for problem in anatomy.bones_are_drawn_or_say_why(TABLES, [])}
    assert missing == {""}
    assert len(anatomy.bones_are_drawn_or_say_why(TABLES, [])) == len(BODY.bones())


def test_views_are_usable(views: list[ViewGeometry]) -> None:
    for view in views:
        for shape in view.shapes:
            for x, y in (point for polygon in shape.polygons for ring in polygon for point in ring):
                assert view.x0 <= x <= view.x0 + view.width_mm
                assert view.y_top - view.height_mm <= y <= view.y_top
    front = {shape.bone_id: shape.centre for shape in views[0].shapes}
    assert len(views[0].bone_ids()) >= 195
    assert front["clavicle_right"][0] < 0 < front["clavicle_left"][0]
    assert front["cranium"][1] > front["L3"][1] > front["tibia_shaft_left"][1]
    assert math.isclose(front["clavicle_right"][1], front["clavicle_left"][1], abs_tol=5)


def feature(bone: str = "L3", **changes: Any) -> dict[str, Any]:
    ring = [[0, 0], [1, 0], [1, 1], [0, 0]]
    geometry = {"type": "MultiPolygon", "coordinates": [[ring]]}
    return {
        "type": "Feature",
        "id": bone,
        "properties": {"cx": 0.5, "cy": 0.2},
        "geometry": geometry,
        **changes,
    }


def document(*features: dict[str, Any]) -> dict[str, Any]:
    extent = {"x0": -1, "y_top": 2, "width_mm": 3, "height_mm": 3}
    return {"type": "FeatureCollection", "view": extent, "features": list(features)}


def written(folder: Path, content: object) -> Path:
    (folder / "front.geojson").write_text(json.dumps(content), encoding="utf-8")
    return folder


def test_read_view(tmp_path: Path) -> None:
    view = anatomy.read_view("front", written(tmp_path, document(feature(), feature("cartilage"))))
    assert view.bone_ids() == ("L3",)
    assert view.shapes[0].polygons == ((((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)),),)
    assert view.shapes[0].centre == (0.5, 0.2)
    assert (view.x0, view.y_top, view.width_mm, view.height_mm) == (-1, 2, 3, 3)


def test_missing_view_is_named(tmp_path: Path) -> None:
    with pytest.raises(AssetError, match=r"back\.geojson is missing"):
        anatomy.read_view("back", tmp_path)
    with pytest.raises(AssetError, match="no view 'above': expected one of front, back, left"):
        anatomy.read_view("above", tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        [],
        {},
        "text",
        None,
        document(),
        document(feature(), feature()),
        document(feature(properties={})),
        document(feature(properties=None)),
        document(feature(geometry={"type": "Point", "coordinates": [0, 0]})),
        document(feature(geometry={"type": "MultiPolygon", "coordinates": [[[[0, 0], [1, 1]]]]})),
        document(feature(geometry={"type": "MultiPolygon", "coordinates": [[[[0, 0, 0]] * 4]]})),
        {**document(feature()), "view": {"x0": "left"}},
    ],
)
def test_corrupt_view_is_named(tmp_path: Path, content: object) -> None:
    with pytest.raises(AssetError, match=r"front\.geojson is corrupt"):
        anatomy.read_view("front", written(tmp_path, content))


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe"])
def test_view_that_is_not_json(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "left.geojson").write_bytes(content)
    with pytest.raises(AssetError, match=r"left\.geojson is corrupt"):
        anatomy.read_view("left", tmp_path)


def test_a_view_that_does_not_exist_is_named() -> None:
    with pytest.raises(AssetError, match="There is no view 'top': expected one of front, back"):
        anatomy.read_view("top")
