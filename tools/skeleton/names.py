"""The names of the drawn bones: one identifier per piece, the patient's sides."""

from __future__ import annotations

SIDES = ("right", "left")
CARTILAGE = "cartilage"
LONG_BONES = ("humerus", "radius", "ulna", "femur", "tibia", "fibula")
PARTS = ("proximal", "shaft", "distal")
VERTEBRAE = tuple(f"{letter}{i}" for letter, n in (("C", 7), ("T", 12), ("L", 5)) for i in range(1, n + 1))
CARPALS = ("scaphoid", "lunate", "triquetrum", "pisiform", "trapezium", "trapezoid", "capitate", "hamate")
CUNEIFORMS = ("cuneiform_medial", "cuneiform_intermediate", "cuneiform_lateral")
TARSALS = ("talus", "calcaneus", "navicular", "cuboid", *CUNEIFORMS)
MIDLINE = ("cranium", "mandible", *VERTEBRAE, "sacrum", "sternum")
RAYS = range(1, 6)
PARTS_OF_RAY = ("proximal", "middle", "distal")


def phalanges(limb: str) -> list[str]:
    """Return the phalanges of a `limb` (``hand``, ``foot``) without side; the first ray has no middle one."""
    levels = [(level, ray) for level in PARTS_OF_RAY for ray in RAYS if (level, ray) != ("middle", 1)]
    return [f"{limb}_phalanx_{level}_{ray}" for level, ray in levels]


def paired() -> list[str]:
    """Return the names of the bones that come as a pair, without side."""
    long_bones = [f"{bone}_{part}" for bone in LONG_BONES for part in PARTS]
    rows = [f"{row}_{ray}" for row in ("metacarpal", "metatarsal") for ray in RAYS]
    ribs = [f"rib_{i}" for i in range(1, 13)]
    single = ["clavicle", "scapula", "hip_bone", "patella"]
    return [*ribs, *single, *long_bones, *CARPALS, *TARSALS, *rows, *phalanges("hand"), *phalanges("foot")]


def bone_ids() -> list[str]:
    """Return every drawn bone: the midline ones, then the pairs with their side."""
    return [*MIDLINE, *(f"{name}_{side}" for name in paired() for side in SIDES)]


def is_cartilage(piece: str) -> bool:
    """Tell whether a piece of the model is drawn as cartilage (costal cartilage and discs)."""
    return piece.startswith(("disc_", "costal_cartilage"))
