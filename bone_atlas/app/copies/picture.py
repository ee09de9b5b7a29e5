"""Pictures of the atlas as PNG: for link previews, and for a page that is installed."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html.opening import ABOUT, TITLE
from bone_atlas.figures import colours, geometry
from bone_atlas.figures.panels import panels
from bone_atlas.figures.preview import look
from bone_atlas.view_state import DEFAULT_LAYER

PICTURE = "preview.png"
#: Widths and heights in px, by file.
ICONS = {"icon-192.png": 192, "icon-512.png": 512}
#: What link previews ask for, in px.
SIZE = (1200, 630)
_MARGIN = 40
#: Drawn so many times as large, then made small: Pillow draws no smooth lines.
_TIMES = 3
_PAPER, _INK = (255, 255, 255), (38, 35, 31)


def picture() -> bytes:
    """Return the picture for link previews: title, and the skeleton in the article's words of how common."""
    width, height = SIZE
    page = Image.new("RGB", SIZE, _PAPER)
    body = _body(height - 2 * _MARGIN)
    page.paste(body, (width - body.width - 2 * _MARGIN, _MARGIN))
    pen = ImageDraw.Draw(page)
    for line, top, size in ((TITLE, 220, 62), (ABOUT, 310, 34), ("every number with its source", 360, 34)):
        pen.text((2 * _MARGIN, top), line, fill=_INK, font=ImageFont.load_default(size))
    return _png(page)


def icon(size: int) -> bytes:
    """Return a square picture: the trunk, with the margin that a round mask takes.

    Parameters
    ----------
    size : int
        Width and height, in px.
    """
    page = Image.new("RGB", (size, size), _PAPER)
    whole = _body(round(1.5 * size))
    cut = whole.crop((0, 0, whole.width, round(0.8 * size)))
    page.paste(cut, ((size - cut.width) // 2, (size - cut.height) // 2))
    return _png(page)


def _body(height: int) -> Image.Image:
    """Return the painted skeleton from the front, so many px high."""
    atlas = catalogue()
    layer = atlas.layers[DEFAULT_LAYER]
    (panel,) = panels("front")
    top = panel.geometry.y_top
    scale = _TIMES * height / panel.geometry.height_mm
    drawn = Image.new("RGB", (round((panel.right - panel.left) * scale), _TIMES * height), _PAPER)
    pen = ImageDraw.Draw(drawn)
    for shape in panel.geometry.shapes:
        fill, line = look(shape.bone_id, layer, atlas.anatomy, colours.layer_top(layer), "light")
        rings = [
            [((x - panel.left) * scale, (top - y) * scale) for x, y in ring] for ring in geometry.rings(shape)
        ]
        outer = _area(max(rings, key=lambda ring: abs(_area(ring))))
        for ring in rings:
            # A hole runs the other way round.
            is_hole = _area(ring) * outer < 0
            pen.polygon(ring, fill=_PAPER if is_hole else fill, outline=line, width=2)
    return drawn.resize((drawn.width // _TIMES, height), Image.Resampling.LANCZOS)


def _area(ring: Sequence[tuple[float, float]]) -> float:
    """Return twice the area of a ring, negative where it runs clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))


def _png(page: Image.Image) -> bytes:
    content = io.BytesIO()
    page.save(content, format="PNG", optimize=True)
    return content.getvalue()
