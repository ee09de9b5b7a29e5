"""Build `assets/skeleton/limbs.geojson`: one outline round each limb of each view.

Run as ``python -m tools.build_limbs`` (``make assets`` does, after the skeleton). It reads the drawn views
alone; the same views give the same bytes.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import shapely

from bone_atlas import tables
from bone_atlas.anatomy import ASSETS_DIR, VIEWS, Anatomy, read_view

#: Gaps between bones up to twice this are closed, so that a limb has one outline and none inside.
CLOSE_MM = 14.0
#: How far from the bones the outline runs.
AWAY_MM = 3.0
SIMPLE_MM = 1.0
LIMBS = ("upper_limb", "lower_limb")
SIDES = ("right", "left")


def outline(view: str, limb: str, side: str, anatomy: Anatomy) -> shapely.Geometry:
    """Return the outline of a limb in a view in mm, empty where the view does not show it."""
    bones = {bone for bone in anatomy.bones_of(limb) if anatomy.side_of(bone) == side}
    pieces = [
        shapely.Polygon(outer, holes)
        for shape in read_view(view).shapes
        if shape.bone_id in bones
        for outer, *holes in shape.polygons
    ]
    joined = shapely.union_all([piece.buffer(CLOSE_MM) for piece in pieces]).buffer(AWAY_MM - CLOSE_MM)
    whole = [shapely.Polygon(part.exterior) for part in shapely.get_parts(joined)]
    return shapely.simplify(shapely.union_all(whole), SIMPLE_MM)


def rings(geometry: shapely.Geometry) -> list[list[list[float]]]:
    """Return the outer rings of an outline, the largest first, in tenths of a millimetre."""
    parts = sorted(shapely.get_parts(geometry), key=lambda part: -part.area)
    return [[[round(x, 1), round(y, 1)] for x, y in part.exterior.coords] for part in parts]


def features() -> list[dict[str, Any]]:
    """Return the outline of every limb that a view shows, as GeoJSON."""
    anatomy = Anatomy(tables.load())
    made = []
    for view in VIEWS:
        for limb in LIMBS:
            for side in SIDES:
                drawn = outline(view, limb, side, anatomy)
                if not drawn.is_empty:
                    geometry = {"type": "MultiLineString", "coordinates": rings(drawn)}
                    properties = {"view": view, "site": limb, "side": side}
                    made.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return made


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description="Build the outlines of the limbs.")
    parser.add_argument("--output", type=Path, default=ASSETS_DIR, help="folder to write to")
    collection = {"type": "FeatureCollection", "features": features()}
    text = json.dumps(collection, separators=(",", ":")) + "\n"
    (parser.parse_args().output / "limbs.geojson").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
