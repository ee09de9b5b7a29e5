"""The pictures of questions, as PNG."""

from __future__ import annotations

import math
from functools import lru_cache, partial

from PIL import Image

from bone_atlas.anatomy import CARTILAGE, Anatomy, BoneShape
from bone_atlas.exports.moodle.zones import cut_round
from bone_atlas.figures import colours, geometry, raster
from bone_atlas.figures.preview import look
from bone_atlas.figures.skeleton import fill_of
from bone_atlas.layers import Layer

#: Of a whole painted body, in px.
BODY_HEIGHT = 800
_IVORY = "#f3ead6"
#: All colours of a body without paint.
_BARE = (_IVORY, colours.CARTILAGE["light"], colours.ACCENT["light"])
#: Drawn so many times as large: more makes hundreds of pictures slow.
_TIMES = 2
#: Round a marked bone so much is drawn anew, in px.
_ROOM = 6


def around(bone: str, view: str, *, marked: bool) -> bytes:
    """Return the part of a view that has a bone near its middle, without any paint.

    Parameters
    ----------
    bone : str
        Id of a bone that the view shows.
    view : str
        Which view.
    marked : bool
        Whether the bone has another colour than all others.
    """
    drawn = geometry.view(view)
    shape = next(shape for shape in drawn.shapes if shape.bone_id == bone)
    cut = cut_round(shape, drawn)
    return _marked(view, cut, shape) if marked else _unmarked(view, cut)


@lru_cache(maxsize=128)
def _unmarked(view: str, cut: raster.Cut) -> bytes:
    return raster.png(_page(view, cut), _BARE)


@lru_cache(maxsize=256)
def _marked(view: str, cut: raster.Cut, shape: BoneShape) -> bytes:
    """Draw the neighbourhood of the bone once more over the page: the rest of it is the same for all."""
    points = [cut.point(*point) for ring in geometry.rings(shape) for point in ring]
    left, top = (max(0, math.floor(min(each)) - _ROOM) for each in zip(*points, strict=True))
    right, bottom = (math.ceil(max(each)) + _ROOM for each in zip(*points, strict=True))
    width, height = min(right, cut.width) - left, min(bottom, cut.height) - top
    part = raster.Cut(cut.left + left / cut.scale, cut.top - top / cut.scale, cut.scale, width, height)
    page = _page(view, cut).copy()
    look_of = partial(_look, marked=shape.bone_id)
    page.paste(raster.draw(geometry.view(view), part, look_of, _TIMES), (left, top))
    return raster.png(page, _BARE)


@lru_cache(maxsize=64)
def _page(view: str, cut: raster.Cut) -> Image.Image:
    return raster.draw(geometry.view(view), cut, _look, _TIMES)


def _look(bone: str, marked: str = "") -> tuple[str, str]:
    if bone == CARTILAGE:
        return colours.CARTILAGE["light"], colours.INK["light"]
    return colours.ACCENT["light"] if bone == marked else _IVORY, colours.INK["light"]


def painted(layer: Layer, view: str, anatomy: Anatomy) -> bytes:
    """Return a whole view painted with a layer; what is not reported is hatched.

    Parameters
    ----------
    layer : Layer
        What is painted.
    view : str
        Which view.
    anatomy : Anatomy
        The site tree.
    """
    page, flat = painted_page(layer, view, anatomy)
    return raster.png(page, flat)


def body_cut(view: str) -> raster.Cut:
    """Return the cut that holds a whole view."""
    drawn = geometry.view(view)
    scale = BODY_HEIGHT / drawn.height_mm
    return raster.Cut(drawn.x0, drawn.y_top, scale, round(drawn.width_mm * scale), BODY_HEIGHT)


def painted_page(layer: Layer, view: str, anatomy: Anatomy) -> tuple[Image.Image, list[str]]:
    """Return what `painted` writes, before it is written, and all its colours."""
    drawn, top = geometry.view(view), colours.layer_top(layer)

    def look_of(bone: str) -> tuple[str | None, str]:
        fill, line = look(bone, layer, anatomy, top, "light")
        is_hatched = bone != CARTILAGE and (
            fill_of(anatomy.site_of(bone), layer, anatomy, top, "light") is None
        )
        return None if is_hatched else fill, line

    looks = [look_of(shape.bone_id) for shape in drawn.shapes]
    flat = {*colours.HATCH["light"], *(colour for pair in looks for colour in pair if colour)}
    return raster.draw(drawn, body_cut(view), look_of, _TIMES), sorted(flat)
