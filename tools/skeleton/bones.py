"""From the meshes of the model to one mesh per bone, by the names of the files and the shape of their pieces.

Works in the model's frame (x forward, y up, z to the subject's right, metres). Only the right one of a pair
is taken; the left one is its mirror image (`mirror_pairs`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import trimesh

from tools.skeleton.kinematics import Placed
from tools.skeleton.meshes import centre, components, mirrored, submesh
from tools.skeleton.names import CARPALS, CUNEIFORMS, PARTS_OF_RAY, RAYS, VERTEBRAE

Bones = dict[str, trimesh.Trimesh]

FINGERS = ("thumb", "index", "middle", "ring", "little")
LEVELS_IN_SOURCE = {"proximal": "proximal", "medial": "middle", "distal": "distal"}
SINGLE_FILES = {
    "hat_skull": "cranium",
    "hat_jaw": "mandible",
    "sacrum": "sacrum",
    "r_pelvis": "hip_bone_right",
    "humerus_rv": "humerus_right",
    "radius_rv": "radius_right",
    "ulna_rv": "ulna_right",
    "r_femur": "femur_right",
    "r_patella": "patella_right",
    "r_tibia": "tibia_right",
    "r_fibula": "fibula_right",
    "r_talus": "talus_right",
}
STERNUM_WITH_CARTILAGE = "sternum_with_cartilage"


class AnatomyError(RuntimeError):
    """A mesh does not consist of the pieces that the model is known to have."""


def name_bones(placed: Iterable[Placed]) -> Bones:
    """Return the midline bones, the discs and the right one of each pair.

    Paired bones carry the suffix ``_right``; the sternum still has its costal cartilage
    (``sternum_with_cartilage``), discs are ``disc_1`` to ``disc_23``.

    Raises
    ------
    AnatomyError
        If a mesh does not fall into the expected number of pieces.
    """
    bones: Bones = {}
    for item in placed:
        bones |= _bones_of(item.geometry.removesuffix(".vtp"), item.mesh)
    return bones | _name_toes(bones)


def mirror_pairs(bones: Bones) -> Bones:
    """Add the left one of each right bone as its mirror image."""
    right = [name for name in bones if name.endswith("_right")]
    return bones | {f"{name.removesuffix('_right')}_left": mirrored(bones[name]) for name in right}


def _bones_of(geometry: str, mesh: trimesh.Trimesh) -> Bones:
    """Return the bones in one mesh of the model; none for those of the left side."""
    if geometry in COMPOUND_FILES:
        return COMPOUND_FILES[geometry](components(mesh))
    if geometry in SINGLE_FILES:
        return {SINGLE_FILES[geometry]: components(mesh)[0]}
    if geometry.endswith("_rvs"):
        return {hand_bone(geometry.removesuffix("_rvs")): components(mesh)[0]}
    return {}


def hand_bone(name: str) -> str:
    """Return our name of a bone of the right hand from the model's (``index_medial``)."""
    if name in CARPALS:
        return f"{name}_right"
    if name.startswith("metacarpal"):
        return f"metacarpal_{name[-1]}_right"
    finger, _, level = name.partition("_")
    if finger not in FINGERS or level not in LEVELS_IN_SOURCE:
        raise AnatomyError(f"unknown bone of the hand: {name}")
    return f"hand_phalanx_{LEVELS_IN_SOURCE[level]}_{FINGERS.index(finger) + 1}_right"


def name_spine(pieces: list[trimesh.Trimesh]) -> Bones:
    """Name the vertebrae and discs (``disc_1`` is C2/C3, ``disc_23`` L5/S1) from top to bottom.

    Vertebrae have 200 faces or more, discs fewer. Two discs, C6/C7 and C7/T1, hang together by stray
    triangles. The discs are open shells in the source, so their convex hull is taken.
    """
    vertebrae = _downward([piece for piece in pieces if len(piece.faces) >= 200])
    small = [piece for piece in pieces if len(piece.faces) < 200]
    discs = _downward([disc for piece in small for disc in separated_discs(piece)])
    if (len(vertebrae), len(discs)) != (24, 23):
        raise AnatomyError(f"spine: {len(vertebrae)} vertebrae and {len(discs)} discs instead of 24 and 23")
    named = dict(zip(VERTEBRAE, vertebrae, strict=True))
    return named | {f"disc_{i}": disc.convex_hull for i, disc in enumerate(discs, start=1)}


def separated_discs(piece: trimesh.Trimesh, tallest: float = 0.025) -> list[trimesh.Trimesh]:
    """Return a disc as it is, or two joined ones (over `tallest` metres) without the triangles between."""
    if piece.extents[1] <= tallest:
        return [piece]
    height = np.ptp(piece.vertices[piece.faces][:, :, 1], axis=1)
    halves = components(submesh(piece, np.flatnonzero(height < 0.6 * height.max())))
    return [half for half in halves if half.extents[1] <= tallest]


def _downward(pieces: list[trimesh.Trimesh]) -> list[trimesh.Trimesh]:
    """Sort pieces from top to bottom by the middle of their height."""
    return sorted(pieces, key=lambda piece: -piece.bounds.mean(axis=0)[1])


def name_thorax(pieces: list[trimesh.Trimesh]) -> Bones:
    """Name the sternum with its cartilage, and the right scapula, clavicle and ribs (top to bottom)."""
    middle = [piece for piece in pieces if abs(piece.bounds.mean(axis=0)[2]) < 0.01]
    right = [piece for piece in pieces if piece.bounds.mean(axis=0)[2] >= 0.01]
    scapula, clavicle, *ribs = sorted(right, key=lambda piece: -len(piece.faces))
    ribs = _downward([rib for rib in ribs if len(rib.faces) > 50])
    if len(middle) != 1 or len(ribs) != 12:
        raise AnatomyError(f"thorax: {len(middle)} pieces in the middle and {len(ribs)} right ribs")
    named = {STERNUM_WITH_CARTILAGE: middle[0], "scapula_right": scapula, "clavicle_right": clavicle}
    return named | {f"rib_{i}_right": rib for i, rib in enumerate(ribs, start=1)}


def name_foot(pieces: list[trimesh.Trimesh]) -> Bones:
    """Name calcaneus, metatarsals, cuboid, navicular and cuneiforms of the right foot by size and place."""
    if len(pieces) != 11:
        raise AnatomyError(f"foot: {len(pieces)} pieces instead of 11")
    calcaneus, *others = pieces
    metatarsals, rest = _by_side(others[:5]), others[5:]
    cuboid = max(rest, key=lambda piece: centre(piece)[2])
    rest = [piece for piece in rest if piece is not cuboid]
    navicular = min(rest, key=lambda piece: float(np.linalg.norm(centre(piece) - centre(calcaneus))))
    cuneiforms = _by_side([piece for piece in rest if piece is not navicular])
    named = {"calcaneus_right": calcaneus, "cuboid_right": cuboid, "navicular_right": navicular}
    named |= {f"metatarsal_{ray}_right": piece for ray, piece in zip(RAYS, metatarsals, strict=True)}
    return named | {f"{name}_right": piece for name, piece in zip(CUNEIFORMS, cuneiforms, strict=True)}


def _by_side(pieces: list[trimesh.Trimesh]) -> list[trimesh.Trimesh]:
    """Sort pieces of the right foot from the great toe outward."""
    return sorted(pieces, key=lambda piece: centre(piece)[2])


def _unnamed_toes(pieces: list[trimesh.Trimesh]) -> Bones:
    return {f"toe_piece_{i}": piece for i, piece in enumerate(pieces)}


def _name_toes(bones: Bones) -> Bones:
    """Name the phalanges of the right foot; takes the unnamed ``toe_piece_*`` out of `bones`."""
    pieces = [bones.pop(name) for name in sorted(bones) if name.startswith("toe_piece_")]
    if not pieces:
        return {}
    return name_toes([bones[f"metatarsal_{ray}_right"] for ray in RAYS], pieces)


def name_toes(metatarsals: list[trimesh.Trimesh], pieces: list[trimesh.Trimesh]) -> Bones:
    """Name the phalanges by walking outward from each metatarsal, level by level.

    At each level every ray takes the nearest piece left; the great toe has no middle phalanx.

    Raises
    ------
    AnatomyError
        If there are not 14 pieces.
    """
    if len(pieces) != 14:
        raise AnatomyError(f"toes: {len(pieces)} phalanges instead of 14")
    left, tips, named = list(pieces), dict(zip(RAYS, metatarsals, strict=True)), {}
    for level in PARTS_OF_RAY:
        for ray in RAYS:
            if (level, ray) == ("middle", 1):
                continue
            tips[ray] = left.pop(_nearest(tips[ray], left))
            named[f"foot_phalanx_{level}_{ray}_right"] = tips[ray]
    return named


def _nearest(mesh: trimesh.Trimesh, others: list[trimesh.Trimesh]) -> int:
    """Return the index of the mesh with the smallest vertex-to-vertex distance."""
    gaps = [np.linalg.norm(mesh.vertices[:, None] - other.vertices[None], axis=2).min() for other in others]
    return int(np.argmin(gaps))


COMPOUND_FILES: dict[str, Callable[[list[trimesh.Trimesh]], Bones]] = {
    "hat_spine": name_spine,
    "hat_ribs_scap": name_thorax,
    "r_foot": name_foot,
    "r_bofoot": _unnamed_toes,
}
