"""Forward kinematics of an OpenSim model: every mesh placed in the ground frame for a given pose.

Frame of the model: x forward, y up, z to the subject's right, metres, radians. The joint conventions
(body-fixed X-Y-Z rotations in the order of the spatial transform, an angle about each axis) are those of the
OpenSim 3 file format.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import trimesh
from numpy.typing import ArrayLike, NDArray
from scipy.interpolate import CubicSpline

Matrix = NDArray[np.float64]
Pose = Mapping[str, float]


@dataclass(frozen=True)
class Placed:
    """One mesh of the model in the ground frame, with the body segment it belongs to."""

    body: str
    geometry: str
    mesh: trimesh.Trimesh


def rotation(axis: ArrayLike, angle: float) -> Matrix:
    """Return the (3, 3) rotation about `axis` by `angle` radians (Rodrigues); identity for a zero axis."""
    direction = np.asarray(axis, dtype=float)
    length = np.linalg.norm(direction)
    if length < 1e-9:
        return np.eye(3)
    x, y, z = direction / length
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    turn: Matrix = np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross
    return turn


def euler_xyz(angles: ArrayLike) -> Matrix:
    """Return the (3, 3) body-fixed rotation X then Y then Z by three angles in radians."""
    about_x, about_y, about_z = np.asarray(angles, dtype=float)
    return rotation([1, 0, 0], about_x) @ rotation([0, 1, 0], about_y) @ rotation([0, 0, 1], about_z)


def transform(turn: Matrix, shift: ArrayLike) -> Matrix:
    """Return the (4, 4) homogeneous transform of a (3, 3) rotation followed by a shift of three numbers."""
    matrix = np.eye(4)
    matrix[:3, :3] = turn
    matrix[:3, 3] = np.asarray(shift, dtype=float)
    return matrix


def evaluate(function: ET.Element, value: float) -> float:
    """Evaluate a function element of the model at `value`.

    Raises
    ------
    ValueError
        If the kind of function is not known.
    """
    if function.tag == "function":
        function = function[0]
    if function.tag == "LinearFunction":
        slope, offset = (*_vector(function, "coefficients", "1 0"), 0.0)[:2]
        return float(slope * value + offset)
    if function.tag == "Constant":
        return float(function.findtext("value") or 0)
    if function.tag in ("SimmSpline", "NaturalCubicSpline"):
        spline = CubicSpline(_vector(function, "x"), _vector(function, "y"), bc_type="natural")
        return float(spline(value))
    if function.tag == "MultiplierFunction":
        inner = function.find("function")
        if inner is not None:
            return float(function.findtext("scale") or 1) * evaluate(inner, value)
    raise ValueError(f"unknown function {function.tag} in the model")


def place_meshes(osim: bytes, read_mesh: Callable[[str], trimesh.Trimesh], pose: Pose) -> list[Placed]:
    """Place every displayed mesh of the model.

    Parameters
    ----------
    osim
        The model file (XML of OpenSim 3).
    read_mesh
        Returns a fresh mesh for a geometry name such as ``r_femur.vtp``.
    pose
        Coordinate values (radians, metres) that differ from the model's defaults.

    Returns
    -------
    list of Placed
        In the order of the file, in the ground frame, metres.
    """
    frames: dict[str, Matrix] = {"ground": np.eye(4)}
    placed = []
    for body in ET.fromstring(osim).iter("Body"):  # noqa: S314 (the file of a checked wheel)
        joint = body.find("Joint/*")
        if joint is None:
            continue
        name = body.get("name", "")
        parent = (joint.findtext("parent_body") or "").strip()
        frames[name] = frames[parent] @ _joint_transform(joint, pose)
        placed += [
            Placed(name, geometry, _displayed(display, read_mesh(geometry), frames[name], _scale_of(body)))
            for display in body.iter("DisplayGeometry")
            for geometry in [(display.findtext("geometry_file") or "").strip()]
        ]
    return placed


def _vector(element: ET.Element, tag: str, default: str = "0 0 0") -> Matrix:
    return np.array((element.findtext(tag) or default).split(), dtype=float)


def _scale_of(body: ET.Element) -> Matrix:
    visible = body.find("VisibleObject")
    return np.ones(3) if visible is None else _vector(visible, "scale_factors", "1 1 1")


def _displayed(display: ET.Element, mesh: trimesh.Trimesh, frame: Matrix, scale: Matrix) -> trimesh.Trimesh:
    placement = _vector(display, "transform", "0 0 0 0 0 0")
    mesh.apply_scale(_vector(display, "scale_factors", "1 1 1") * scale)  # type: ignore[no-untyped-call]
    mesh.apply_transform(frame @ transform(euler_xyz(placement[:3]), placement[3:]))
    return mesh


def _joint_transform(joint: ET.Element, pose: Pose) -> Matrix:
    in_parent = transform(
        euler_xyz(_vector(joint, "orientation_in_parent")), _vector(joint, "location_in_parent")
    )
    in_child = transform(euler_xyz(_vector(joint, "orientation")), _vector(joint, "location"))
    return in_parent @ _motion(joint, pose) @ np.linalg.inv(in_child)


def _motion(joint: ET.Element, pose: Pose) -> Matrix:
    values = {
        name: pose.get(name, float(coordinate.findtext("default_value") or 0))
        for coordinate in joint.iter("Coordinate")
        for name in [coordinate.get("name", "")]
    }
    if joint.tag == "CustomJoint":
        return _custom_motion(joint, values, pose)
    angles = list(values.values())
    if joint.tag == "PinJoint":
        return transform(rotation([0, 0, 1], angles[0]), np.zeros(3))
    if joint.tag == "UniversalJoint":
        return transform(rotation([1, 0, 0], angles[0]) @ rotation([0, 1, 0], angles[1]), np.zeros(3))
    if joint.tag == "WeldJoint":
        return np.eye(4)
    raise ValueError(f"unknown joint {joint.tag} in the model")


def _custom_motion(joint: ET.Element, values: Mapping[str, float], pose: Pose) -> Matrix:
    turn, shift = np.eye(3), np.zeros(3)
    for axis_element in joint.findall("SpatialTransform/TransformAxis"):
        coordinate = (axis_element.findtext("coordinates") or "").strip()
        # A dependent coordinate (the patella's) is not among the joint's own ones; it rests at zero.
        value = values.get(coordinate, pose.get(coordinate, 0.0))
        amount = evaluate(_function_of(axis_element), value)
        axis = _vector(axis_element, "axis")
        if (axis_element.get("name") or "").startswith("rotation"):
            turn = turn @ rotation(axis, amount)
        else:
            shift = shift + axis * amount
    return transform(turn, shift)


def _function_of(axis_element: ET.Element) -> ET.Element:
    for child in axis_element:
        if child.tag == "function" or child.tag.endswith(("Function", "Constant", "Spline")):
            return child
    raise ValueError(f"transform axis {axis_element.get('name')} has no function")
