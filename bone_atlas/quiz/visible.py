"""How much of a bone is seen in each view: what can be asked for with a click."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from bone_atlas.anatomy import CARTILAGE, VIEWS, BoneShape, Ring, read_view

#: A bone is asked for only where so much of it is seen, in mm²: 20 mm square, 8 px on a skeleton of 700 px.
LEAST_MM2 = 400.0
#: Bones of so much are found at once.
LARGE_MM2 = 2000.0
#: And only in views that show at least this share of what its best view shows.
LEAST_SHARE = 0.6


def ring_area(ring: Ring) -> float:
    """Return the area of a closed ring in mm², by the shoelace formula (Gauss)."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))) / 2


def area(shape: BoneShape) -> float:
    """Return the visible area of a drawn piece in mm², its holes left out; outlines are of what is seen."""
    return sum(ring_area(outer) - sum(map(ring_area, holes)) for outer, *holes in shape.polygons)


@lru_cache(maxsize=1)
def areas() -> Mapping[str, Mapping[str, float]]:
    """Measure every bone in every view.

    Returns
    -------
    mapping of str to mapping of str to float
        By bone and view, the visible area in mm²; views that do not show a bone are left out.

    Raises
    ------
    AssetError
        If a drawing is missing or broken.
    """
    found: dict[str, dict[str, float]] = {}
    for view in VIEWS:
        for shape in read_view(view).shapes:
            if shape.bone_id != CARTILAGE:
                found.setdefault(shape.bone_id, {})[view] = area(shape)
    return MappingProxyType(found)


@lru_cache(maxsize=512)
def good_views(bone: str) -> tuple[str, ...]:
    """List the views in which a bone can be asked for.

    Parameters
    ----------
    bone : str
        Id of a bone.

    Returns
    -------
    tuple of str
        Views that show at least `LEAST_MM2` of it and `LEAST_SHARE` of what the best one shows.
    """
    seen = areas().get(bone, {})
    best = max(seen.values(), default=0.0)
    return tuple(view for view, shown in seen.items() if shown >= max(LEAST_MM2, LEAST_SHARE * best))


def shown(bones: tuple[str, ...], view: str) -> tuple[str, ...]:
    """List the bones of some that a view shows at all."""
    return tuple(bone for bone in bones if view in areas().get(bone, {}))
