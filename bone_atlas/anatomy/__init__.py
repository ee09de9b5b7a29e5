"""The tree of sites, the groups across it, the bones, and the geometry of the drawn views."""

from bone_atlas.anatomy.checks import bones_are_drawn_or_say_why, drawn_bones_have_a_row
from bone_atlas.anatomy.places import Anatomy
from bone_atlas.anatomy.views import (
    ASSETS_DIR,
    CARTILAGE,
    VIEWS,
    AssetError,
    BoneShape,
    LimbOutline,
    Point,
    Polygon,
    Ring,
    ViewGeometry,
    read_limbs,
    read_view,
)

__all__ = [
    "ASSETS_DIR",
    "CARTILAGE",
    "VIEWS",
    "Anatomy",
    "AssetError",
    "BoneShape",
    "LimbOutline",
    "Point",
    "Polygon",
    "Ring",
    "ViewGeometry",
    "bones_are_drawn_or_say_why",
    "drawn_bones_have_a_row",
    "read_limbs",
    "read_view",
]
