"""Naming and ordering of pieces, on boxes where bones would be."""

import random

import numpy as np
import pytest
import trimesh

from tools.skeleton import bones
from tools.skeleton.kinematics import Placed
from tools.skeleton.meshes import closed, components, mirrored
from tools.skeleton.names import RAYS, bone_ids, is_cartilage, paired


def box(at, size=(0.01, 0.01, 0.01), faces=12):
    mesh = trimesh.creation.box(size)
    while len(mesh.faces) < faces:
        mesh = mesh.subdivide()
    mesh.apply_translation(at)
    return mesh


def shuffled(pieces):
    return random.Random(3).sample(pieces, len(pieces))


def a_spine():
    vertebrae = [box((0, -i * 0.05, 0), faces=200) for i in range(24)]
    discs = [box((0, -0.05 * i - 0.025, 0), (0.02, 0.004, 0.02), faces=48) for i in range(1, 24)]
    return vertebrae, discs


def test_every_bone_has_one_name():
    ids = bone_ids()
    assert len(ids) == len(set(ids)) == 202
    assert {"hand_phalanx_middle_1_left", "foot_phalanx_middle_1_right"}.isdisjoint(ids)
    assert not any(is_cartilage(bone) for bone in ids)
    assert len(paired()) == 87


def test_vertebrae_and_discs_are_named_from_top_to_bottom():
    vertebrae, discs = a_spine()
    named = bones.name_spine(shuffled(vertebrae + discs))
    heights = [named[name].centroid[1] for name in ("C1", "C7", "T1", "T12", "L1", "L5")]
    np.testing.assert_allclose(heights, [0, -0.3, -0.35, -0.9, -0.95, -1.15], atol=1e-9)
    assert named["disc_1"].centroid[1] > named["disc_23"].centroid[1]


def test_two_discs_joined_by_a_stray_triangle_are_separated():
    upper, lower = (box((0, y, 0), (0.02, 0.006, 0.02), faces=48) for y in (0.0, -0.04))
    joined = trimesh.util.concatenate([upper, lower])
    bridge = [0, 1, len(upper.vertices)]
    joined = trimesh.Trimesh(joined.vertices, [*joined.faces, bridge], process=False)
    assert len(components(joined)) == 1
    assert sorted(round(disc.centroid[1], 3) for disc in bones.separated_discs(joined)) == [-0.04, 0.0]


def test_a_spine_with_a_missing_vertebra_is_refused():
    vertebrae, discs = a_spine()
    with pytest.raises(bones.AnatomyError, match="23 vertebrae"):
        bones.name_spine(vertebrae[1:] + discs)


def test_ribs_are_counted_from_the_top_and_only_on_the_right():
    ribs = [box((0, -i * 0.02, side * 0.1), faces=192) for i in range(12) for side in (1, -1)]
    girdle = [box((0, 0.1, side * 0.1), faces=n) for n in (768, 3072) for side in (1, -1)]
    named = bones.name_thorax(shuffled([*ribs, *girdle, box((0, 0, 0), faces=192)]))
    assert named["rib_1_right"].centroid[1] == pytest.approx(0)
    assert named["rib_12_right"].centroid[1] == pytest.approx(-0.22)
    assert len(named["scapula_right"].faces) == 3072
    assert len(named) == 15
    assert all(mesh.centroid[2] >= 0 for mesh in named.values())


def test_toes_are_named_outward_along_each_ray():
    metatarsals = [box((0, 0, 0.02 * ray), (0.05, 0.01, 0.01)) for ray in RAYS]
    toes = {(level, ray): box((0.05 + 0.03 * level, 0, 0.02 * ray)) for level in range(3) for ray in RAYS}
    del toes[2, 1]  # the great toe has two
    named = bones.name_toes(metatarsals, shuffled(list(toes.values())))
    assert named["foot_phalanx_distal_1_right"].centroid[0] == pytest.approx(0.08)
    assert named["foot_phalanx_distal_5_right"].centroid[0] == pytest.approx(0.11)
    assert named["foot_phalanx_middle_3_right"].centroid == pytest.approx([0.08, 0, 0.06])
    assert len(named) == 14


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("scaphoid", "scaphoid_right"),
        ("metacarpal4", "metacarpal_4_right"),
        ("thumb_distal", "hand_phalanx_distal_1_right"),
        ("little_medial", "hand_phalanx_middle_5_right"),
    ],
)
def test_bones_of_the_hand(source, name):
    assert bones.hand_bone(source) == name


def test_an_unknown_bone_of_the_hand_is_refused():
    with pytest.raises(bones.AnatomyError, match="paw"):
        bones.hand_bone("paw")


def test_left_bones_are_mirror_images_that_face_outward():
    placed = [
        Placed("femur_r", "r_femur.vtp", box((0, 0, 0.1))),
        Placed("femur_l", "l_femur.vtp", box((9, 9, 9))),
    ]
    both = bones.mirror_pairs(bones.name_bones(placed))
    assert set(both) == {"femur_right", "femur_left"}
    np.testing.assert_allclose(both["femur_left"].centroid, [0, 0, -0.1], atol=1e-12)
    assert both["femur_left"].volume == pytest.approx(both["femur_right"].volume)
    assert mirrored(both["femur_right"]).volume > 0


def test_pieces_that_share_a_vertex_stay_together():
    pair = trimesh.util.concatenate([box((0, 0, 0)), box((1, 0, 0), faces=48)])
    assert [len(piece.faces) for piece in components(pair)] == [48, 12]


def test_closing_removes_stray_faces_and_fills_holes():
    whole = box((0, 0, 0), faces=48)
    stray = [*whole.faces[0][:2], len(whole.vertices)]
    spoilt = trimesh.Trimesh([*whole.vertices, [0.1, 0.1, 0.1]], [*whole.faces[:-1], stray], process=False)
    mended = closed(spoilt)
    assert mended.is_watertight
    assert mended.volume == pytest.approx(whole.volume)
