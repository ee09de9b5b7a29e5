"""Pictures of the atlas as PNG: for link previews, and for a page that is installed."""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageFont

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html.opening import ABOUT, TITLE
from bone_atlas.figures import colours, raster
from bone_atlas.figures.panels import panels
from bone_atlas.figures.preview import look
from bone_atlas.view_state import DEFAULT_LAYER

PICTURE = "preview.png"
#: Widths and heights in px, by file.
ICONS = {"icon-192.png": 192, "icon-512.png": 512}
#: What link previews ask for, in px.
SIZE = (1200, 630)
_MARGIN = 40
_INK = (38, 35, 31)


def picture() -> bytes:
    """Return the picture for link previews: title, and the skeleton in the article's words of how common."""
    width, height = SIZE
    page = Image.new("RGB", SIZE, raster.PAPER)
    body = _body(height - 2 * _MARGIN)
    page.paste(body, (width - body.width - 2 * _MARGIN, _MARGIN))
    pen = ImageDraw.Draw(page)
    for line, top, size in ((TITLE, 220, 62), (ABOUT, 310, 34), ("every number with its source", 360, 34)):
        pen.text((2 * _MARGIN, top), line, fill=_INK, font=ImageFont.load_default(size))
    return raster.png(page)


def icon(size: int) -> bytes:
    """Return a square picture: the trunk, with the margin that a round mask takes.

    Parameters
    ----------
    size : int
        Width and height, in px.
    """
    page = Image.new("RGB", (size, size), raster.PAPER)
    whole = _body(round(1.5 * size))
    cut = whole.crop((0, 0, whole.width, round(0.8 * size)))
    page.paste(cut, ((size - cut.width) // 2, (size - cut.height) // 2))
    return raster.png(page)


def _body(height: int) -> Image.Image:
    """Return the painted skeleton from the front, so many px high."""
    atlas = catalogue()
    layer = atlas.layers[DEFAULT_LAYER]
    (panel,) = panels("front")
    scale = height / panel.geometry.height_mm
    width = round((panel.right - panel.left) * scale)
    cut = raster.Cut(panel.left, panel.geometry.y_top, scale, width, height)
    top = colours.layer_top(layer)
    return raster.draw(panel.geometry, cut, lambda bone: look(bone, layer, atlas.anatomy, top, "light"))
