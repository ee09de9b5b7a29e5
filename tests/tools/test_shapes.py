"""Smoothing, cuts and fingers on bodies of known shape."""

import numpy as np
import pytest
import trimesh

from tools.skeleton.cuts import CUT_FRACTIONS, from_top, split, sternum_field
from tools.skeleton.names import LONG_BONES
from tools.skeleton.posing import FINGER_FLEXION, ends, straighten_fingers
from tools.skeleton.smoothing import smooth_bone, subdivided, without_spikes


def rod(start, end, radius=0.004):
    return trimesh.creation.cylinder(radius, segment=[start, end], sections=12)


def test_subdivision_keeps_the_size_of_a_ball():
    ball = trimesh.creation.icosphere(subdivisions=1, radius=0.02)
    smooth = subdivided(ball, 2)
    assert len(smooth.faces) == 16 * len(ball.faces)
    assert smooth.volume == pytest.approx(4 / 3 * np.pi * 0.02**3, rel=0.06)


def test_fine_meshes_are_left_alone_and_coarse_ones_are_not():
    fine = trimesh.creation.icosphere(subdivisions=4, radius=0.02)
    coarse = trimesh.creation.icosphere(subdivisions=1, radius=0.02)
    assert len(smooth_bone("lunate_right", fine).faces) == len(fine.faces)
    assert len(smooth_bone("lunate_right", coarse).faces) > len(coarse.faces)


def test_spikes_are_snapped_back():
    reference = np.array([[0.0, 0, 0], [1, 0, 0]])
    vertices = np.array([[0.1, 0, 0], [9.0, 0, 0]])
    np.testing.assert_array_equal(without_spikes(vertices, reference, 0.5), [[0.1, 0, 0], [1, 0, 0]])


def test_a_cut_leaves_no_gap_and_loses_nothing():
    ball = trimesh.creation.icosphere(subdivisions=2)
    above, below = split(ball, ball.vertices[:, 1] - 0.3)
    assert above.area + below.area == pytest.approx(ball.area)
    assert above.bounds[0, 1] == pytest.approx(0.3)
    assert below.bounds[1, 1] == pytest.approx(0.3)
    joined = trimesh.util.concatenate([above, below])
    joined.merge_vertices(digits_vertex=9)
    assert joined.is_watertight


def test_every_long_bone_is_cut_in_order():
    assert set(CUT_FRACTIONS) == set(LONG_BONES)
    assert all(0 < first < 0.5 < last < 1 for first, last in CUT_FRACTIONS.values())


def test_places_along_a_bone_run_from_its_upper_end():
    bone = rod([0, 0, 0], [0, 0.4, 0])
    np.testing.assert_allclose(
        from_top(bone.vertices, np.array([[0, 0.4, 0], [0, 0.3, 0]])), [0, 0.25], atol=1e-9
    )


def test_the_sternum_is_in_the_middle_and_ends_above_the_costal_arch():
    points = np.array([[0, 1.0, 0], [0, 0.7, 0.01], [0, 0.7, -0.05], [0, 0.0, 0.0]])
    assert (sternum_field(points) > 0).tolist() == [True, True, False, False]


def test_ends_start_at_the_joint():
    near, far = ends(rod([0, 0, 0], [0, -0.1, 0]), np.array([0, 0.02, 0]))
    np.testing.assert_allclose(near, [0, 0, 0], atol=1e-9)
    np.testing.assert_allclose(far, [0, -0.1, 0], atol=1e-9)


def test_curled_fingers_hang_nearly_straight():
    joints = np.cumsum(
        [[0, 0, 0], [0, -0.06, 0], [0.02, -0.035, 0], [0.03, -0.01, 0], [0.02, 0.005, 0]], axis=0
    )
    names = ["metacarpal", *(f"hand_phalanx_{level}" for level in FINGER_FLEXION)]
    hand = {
        f"{name}_{ray}_right": rod(start, end)
        for ray in range(2, 6)
        for name, start, end in zip(names, joints, joints[1:], strict=False)
    }
    straighten_fingers(hand)
    near, far = ends(hand["hand_phalanx_distal_3_right"], joints[1])
    along = (far - near) / np.linalg.norm(far - near)
    bend = np.degrees(np.arccos(along @ [0, -1, 0]))
    assert bend == pytest.approx(sum(FINGER_FLEXION.values()), abs=0.5)
    assert near[1] < joints[1, 1]
