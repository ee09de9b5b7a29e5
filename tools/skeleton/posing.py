"""The pose that is drawn, and what the model's own pose leaves to be put right."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import trimesh
from numpy.typing import NDArray

from tools.skeleton.bones import Bones, mirror_pairs, name_bones
from tools.skeleton.kinematics import Placed, place_meshes, rotation
from tools.skeleton.ply import read_ply
from tools.skeleton.source import Model

Vector = NDArray[np.float64]

TORSO_DROP = -0.006  # metres: the model leaves about 1 cm between L5 and the sacrum
PATELLA_BACK = -0.009  # metres: and about 1.5 cm between patella and femur at full extension
WITH_TORSO = ("torso", "humerus", "ulna", "radius", "hand")
FINGER_FLEXION = {"proximal": 6.0, "middle": 12.0, "distal": 10.0}  # degrees, each against the bone before
JOINT_GAP_KEPT = 0.9

# Degrees. Arms and legs a little apart so that no bone hides another; feet pointing down so that toes are
# seen from the front. From the side the arm is lifted off the spine and the pelvis.
FACING = {
    "arm_add_r": -9.0,
    "arm_flex_r": 2.0,
    "hip_adduction_r": -2.5,
    "hip_rotation_r": -6.0,
    "ankle_angle_r": -32.0,
}
SIDEWAYS = {
    "arm_add_r": -4.0,
    "arm_flex_r": 30.0,
    "elbow_flex_r": 8.0,
    "pro_sup_r": 60.0,
    "hip_adduction_r": -2.5,
}


def build_bones(model: Model, degrees: dict[str, float]) -> Bones:
    """Return one mesh per bone and disc in the given pose, left ones mirrored from the right.

    Parameters
    ----------
    model
        The source model.
    degrees
        Joint angles of the right side in degrees.

    Returns
    -------
    dict of str to trimesh.Trimesh
        Metres, in the model's frame (x forward, y up, z right).
    """
    placed = place(model, degrees)
    bones = name_bones(_moved(item) for item in placed)
    straighten_fingers(bones)
    return mirror_pairs(bones)


def place(model: Model, degrees: dict[str, float]) -> list[Placed]:
    """Place the meshes of the model with the given joint angles (degrees)."""
    pose = {name: float(np.deg2rad(angle)) for name, angle in degrees.items()}
    read: Callable[[str], trimesh.Trimesh] = lambda geometry: read_ply(model.meshes[geometry])  # noqa: E731
    return place_meshes(model.osim, read, pose)


def _moved(item: Placed) -> Placed:
    if item.body.startswith(WITH_TORSO):
        item.mesh.apply_translation([0, TORSO_DROP, 0])
    if item.body.startswith("patella"):
        item.mesh.apply_translation([PATELLA_BACK, 0, 0])
    return item


def straighten_fingers(bones: Bones) -> None:
    """Turn the phalanges of fingers 2 to 5 in place to hang nearly straight; the model curls them."""
    for ray in range(2, 6):
        metacarpal = bones[f"metacarpal_{ray}_right"]
        phalanges = {level: bones[f"hand_phalanx_{level}_{ray}_right"] for level in FINGER_FLEXION}
        _straighten(metacarpal, phalanges)


def _straighten(metacarpal: trimesh.Trimesh, phalanges: dict[str, trimesh.Trimesh]) -> None:
    wrist_side = np.array([0.0, metacarpal.bounds[1, 1] + 0.1, 0.0]) + metacarpal.centroid * [1, 0, 1]
    near, far = ends(metacarpal, wrist_side)
    along = direction = _unit(far - near)
    middle_near, middle_far = ends(phalanges["middle"], far)
    hinge = _unit(np.cross(along, middle_far - middle_near))
    old_joint = new_joint = far
    bend = 0.0
    for level, mesh in phalanges.items():
        near, far = ends(mesh, old_joint)
        bend += FINGER_FLEXION[level]
        turn, target = _turn_towards(_unit(far - near), along, hinge, bend)
        start = new_joint + direction * np.linalg.norm(near - old_joint) * JOINT_GAP_KEPT
        mesh.vertices = (mesh.vertices - near) @ turn.T + start
        old_joint, new_joint, direction = far, start + turn @ (far - near), target


def _turn_towards(axis: Vector, along: Vector, hinge: Vector, bend: float) -> tuple[Vector, Vector]:
    """Return the rotation about `hinge` from `axis` to `along` bent by `bend` degrees, and that direction."""
    target = rotation(hinge, float(np.deg2rad(bend))) @ along
    angle = np.arctan2(np.cross(axis, target) @ hinge, axis @ target)
    return rotation(hinge, float(angle)), target


def ends(mesh: trimesh.Trimesh, joint: Vector) -> tuple[Vector, Vector]:
    """Return the two ends (3,) of a long bone on its principal axis, first the one nearer to `joint`."""
    middle = mesh.vertices.mean(axis=0)
    axis = np.linalg.svd(mesh.vertices - middle, full_matrices=False)[2][0]
    along = (mesh.vertices - middle) @ axis
    one, other = middle + axis * along.min(), middle + axis * along.max()
    if np.linalg.norm(one - joint) > np.linalg.norm(other - joint):
        one, other = other, one
    return one, other


def _unit(vector: Vector) -> Vector:
    return vector / np.linalg.norm(vector)
