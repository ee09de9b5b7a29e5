"""The drawn views as figures need them: read once, with their shading images."""

from __future__ import annotations

from functools import lru_cache

from bone_atlas import resources
from bone_atlas.anatomy import ASSETS_DIR, AssetError, BoneShape, Ring, ViewGeometry, read_view


@lru_cache(maxsize=8)
def view(name: str) -> ViewGeometry:
    """Return the geometry of a view, parsed once.

    Raises
    ------
    AssetError
        If its file is missing or broken.
    """
    return read_view(name)


@lru_cache(maxsize=8)
def shading(name: str) -> bytes:
    """Return the shading image of a view as WebP.

    Raises
    ------
    AssetError
        If the file is missing or is not a WebP image.
    """
    path = ASSETS_DIR / f"{name}.shade.webp"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise AssetError(
            f"The shading image assets/skeleton/{path.name} is missing: {resources.REMEDY}."
        ) from error
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        raise AssetError(f"The shading image assets/skeleton/{path.name} is corrupt: it is not a WebP image.")
    return content


def rings(shape: BoneShape) -> list[Ring]:
    """Return all rings of a drawn piece, outer ones and holes."""
    return [ring for polygon in shape.polygons for ring in polygon]
