"""Write the drawings: compact GeoJSON and a shading picture, the same bytes for the same input."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from shapely.geometry import LinearRing, MultiPolygon

from tools.skeleton.outlines import Outline
from tools.skeleton.raster import Extent

MAX_SHADE_BYTES = 69_000
ALPHA_STEPS = range(4, 25)  # of 255: how far apart the kept shades of opacity are, finest first


def geojson(outlines: Iterable[Outline], extent: Extent) -> str:
    """Return a FeatureCollection, one feature per bone in painter's order, with the member ``view`` (mm)."""
    collection = {
        "type": "FeatureCollection",
        "view": {
            "x0": _mm(extent.x0),
            "y_top": _mm(extent.y_top),
            "width_mm": _mm(extent.width_mm),
            "height_mm": _mm(extent.height_mm),
        },
        "features": [_feature(outline) for outline in outlines],
    }
    return json.dumps(collection, separators=(",", ":")) + "\n"


def _feature(outline: Outline) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": outline.bone_id,
        "properties": {"cx": _mm(outline.inside[0]), "cy": _mm(outline.inside[1])},
        "geometry": {"type": "MultiPolygon", "coordinates": _coordinates(outline.polygons)},
    }


def _coordinates(polygons: MultiPolygon) -> list[list[list[list[float]]]]:
    return [[_ring(ring) for ring in (part.exterior, *part.interiors)] for part in polygons.geoms]


def _ring(ring: LinearRing) -> list[list[float]]:
    return [[_mm(x), _mm(y)] for x, y in ring.coords]


def _mm(value: float) -> float | int:
    """Return a length rounded to 0.1, as an integer where it is one (and never as -0.0)."""
    rounded = round(float(value), 1)
    return int(rounded) if rounded == int(rounded) else rounded


def shade_webp(alpha: NDArray[np.float32], max_bytes: int = MAX_SHADE_BYTES) -> bytes:
    """Return opacity (h, w; 0 to 1) as a lossless WebP of black with alpha, all shades that fit `max_bytes`.

    Raises
    ------
    ValueError
        If it does not fit even with the fewest shades.
    """
    for step in ALPHA_STEPS:
        data = _webp(np.clip(np.round(alpha * 255 / step) * step, 0, 255).astype(np.uint8))
        if len(data) <= max_bytes:
            return data
    raise ValueError(f"the shading does not fit {max_bytes} bytes")


def _webp(alpha: NDArray[np.uint8]) -> bytes:
    black = Image.new("L", alpha.shape[::-1], 0)
    buffer = io.BytesIO()
    picture = Image.merge("RGBA", (black, black, black, Image.fromarray(alpha)))
    picture.save(buffer, "WEBP", lossless=True, quality=100, method=6)
    return buffer.getvalue()


def write_view(
    folder: Path, view: str, outlines: list[Outline], extent: Extent, alpha: NDArray[np.float32]
) -> tuple[int, int]:
    """Write ``VIEW.geojson`` and ``VIEW.shade.webp`` into a folder and return their sizes in bytes."""
    text, picture = geojson(outlines, extent).encode(), shade_webp(alpha)
    (folder / f"{view}.geojson").write_bytes(text)
    (folder / f"{view}.shade.webp").write_bytes(picture)
    return len(text), len(picture)
