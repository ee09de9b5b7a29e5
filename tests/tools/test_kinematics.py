"""Rotations, functions and joint chains on small models with known answers."""

from xml.etree.ElementTree import fromstring

import numpy as np
import pytest
import trimesh
from hypothesis import given
from hypothesis import strategies as st

from tools.skeleton.kinematics import euler_xyz, evaluate, place_meshes, rotation, transform

ANGLES = st.floats(-np.pi, np.pi)
BODY = """<Body name="{name}"><VisibleObject><GeometrySet><objects>
<DisplayGeometry><geometry_file>{name}.vtp</geometry_file><transform>0 0 0 0 0 0</transform>
<scale_factors>1 1 1</scale_factors>
</DisplayGeometry></objects></GeometrySet><scale_factors>{scale}</scale_factors></VisibleObject>
<Joint>{joint}</Joint></Body>"""
PIN = """<PinJoint><CoordinateSet><objects><Coordinate name="{coordinate}"><default_value>0</default_value>
</Coordinate></objects></CoordinateSet><parent_body>{parent}</parent_body>
<location_in_parent>{at}</location_in_parent></PinJoint>"""


def two_segments():
    upper = BODY.format(
        name="upper", scale="1 1 1", joint=PIN.format(coordinate="hip", parent="ground", at="0 1 0")
    )
    lower = BODY.format(
        name="lower", scale="2 2 2", joint=PIN.format(coordinate="knee", parent="upper", at="0 -1 0")
    )
    return f"<Model>{upper}{lower}</Model>".encode()


def a_point(_geometry):
    return trimesh.Trimesh([[0, 0, 0], [1, 0, 0], [0, 0, 1]], [[0, 1, 2]], process=False)


@given(ANGLES, ANGLES)
def test_rotations_about_one_axis_add_up(one, other):
    axis = [1, 2, -1]
    np.testing.assert_allclose(
        rotation(axis, one) @ rotation(axis, other), rotation(axis, one + other), atol=1e-12
    )


@given(ANGLES, ANGLES, ANGLES)
def test_euler_angles_make_a_rotation(x, y, z):
    turn = euler_xyz([x, y, z])
    np.testing.assert_allclose(turn @ turn.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(turn) == pytest.approx(1)


def test_euler_order_is_x_then_y_then_z_in_the_turning_frame():
    quarter = np.pi / 2
    np.testing.assert_allclose(euler_xyz([quarter, quarter, 0]) @ [1, 0, 0], [0, 1, 0], atol=1e-12)


def test_rotation_about_y_brings_z_to_x():
    np.testing.assert_allclose(rotation([0, 5, 0], np.pi / 2) @ [0, 0, 1], [1, 0, 0], atol=1e-12)


def test_no_axis_is_no_rotation():
    np.testing.assert_array_equal(rotation([0, 0, 0], 1.0), np.eye(3))


def test_transform_turns_before_it_shifts():
    moved = transform(rotation([0, 0, 1], np.pi / 2), [10, 0, 0]) @ [1, 0, 0, 1]
    np.testing.assert_allclose(moved, [10, 1, 0, 1], atol=1e-12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<LinearFunction><coefficients>2 1</coefficients></LinearFunction>", 7.0),
        ("<function><Constant><value>4</value></Constant></function>", 4.0),
        ("<SimmSpline><x>0 3 6</x><y>1 5 9</y></SimmSpline>", 5.0),
        (
            "<MultiplierFunction><function><Constant><value>4</value></Constant></function>"
            "<scale>0.5</scale></MultiplierFunction>",
            2.0,
        ),
    ],
)
def test_functions_of_the_model(text, expected):
    assert evaluate(fromstring(text), 3.0) == pytest.approx(expected)  # noqa: S314


def test_an_unknown_function_is_refused():
    with pytest.raises(ValueError, match="Sine"):
        evaluate(fromstring("<Sine/>"), 1.0)  # noqa: S314


def test_a_joint_carries_all_that_hangs_on_it():
    still = {item.body: item.mesh for item in place_meshes(two_segments(), a_point, {})}
    bent = {item.body: item.mesh for item in place_meshes(two_segments(), a_point, {"hip": np.pi / 2})}
    np.testing.assert_allclose(still["lower"].vertices[0], [0, 0, 0], atol=1e-12)
    np.testing.assert_allclose(bent["upper"].vertices[0], [0, 1, 0], atol=1e-12)
    np.testing.assert_allclose(bent["lower"].vertices[0], [1, 1, 0], atol=1e-12)


def test_the_scale_of_a_body_is_applied_to_its_meshes():
    lower = place_meshes(two_segments(), a_point, {})[1]
    np.testing.assert_allclose(lower.mesh.vertices[1], [2, 0, 0], atol=1e-12)


def test_an_unknown_joint_is_refused():
    with pytest.raises(ValueError, match="BallJoint"):
        place_meshes(two_segments().replace(b"PinJoint", b"BallJoint"), a_point, {})
