"""The drawn skeleton as a picture of pixels, for files that hold no drawing of lines."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PIL import Image, ImageColor, ImageDraw

from bone_atlas.anatomy import ViewGeometry
from bone_atlas.figures import colours, geometry

#: What a bone is filled with and what its line is drawn with; without a fill it is hatched as not reported.
Look = Callable[[str], tuple[str | None, str]]
PAPER = (255, 255, 255)
#: Distance and width of the lines of the hatch, in px.
_HATCH_STEP, _HATCH_WIDTH = 6, 1
#: Width of the line round a bone before the picture is made small, in px.
_LINE = 2
#: So many shades lie between a colour and the ink.
_STEPS = 3


@dataclass(frozen=True)
class Cut:
    """A part of a view, and how large it is drawn.

    Attributes
    ----------
    left, top : float
        Its upper left corner, in mm, y up.
    scale : float
        Pixels a millimetre.
    width, height : int
        In px.
    """

    left: float
    top: float
    scale: float
    width: int
    height: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the body lies in the picture, in px, y down."""
        return (x - self.left) * self.scale, (self.top - y) * self.scale


def draw(drawn: ViewGeometry, cut: Cut, look: Look, times: int = 3) -> Image.Image:
    """Return a part of a view as a picture.

    Parameters
    ----------
    drawn : ViewGeometry
        The view.
    cut : Cut
        Which part, and how large.
    look : callable
        Colours of a bone, by its id.
    times : int
        Drawn so many times as large, then made small: Pillow draws no smooth lines.
    """
    size = (cut.width * times, cut.height * times)
    page = Image.new("RGB", size, PAPER)
    pen = ImageDraw.Draw(page)
    hatch = _hatch(size, times)
    for shape in drawn.shapes:
        fill, line = look(shape.bone_id)
        rings = [
            [(x * times, y * times) for x, y in (cut.point(*point) for point in ring)]
            for ring in geometry.rings(shape)
        ]
        if not _is_seen(rings, size):
            continue
        _fill(page, rings, hatch if fill is None else fill)
        for ring in rings:
            pen.polygon(ring, outline=line, width=_LINE)
    return page.resize((cut.width, cut.height), Image.Resampling.LANCZOS)


def png(page: Image.Image, flat: Collection[str] = ()) -> bytes:
    """Return a picture as PNG.

    Parameters
    ----------
    page : Image
        The picture.
    flat : collection of str
        The colours it is painted with, for pictures of which there are hundreds: these and their shades
        towards the ink make a file that is smaller, and written in a twentieth of the time. All by default.
    """
    content = io.BytesIO()
    if flat:
        palette = _palette(flat)
        few = page.quantize(palette=palette, dither=Image.Dither.NONE)
        few.save(content, format="PNG", compress_level=6)
    else:
        page.save(content, format="PNG", optimize=True)
    return content.getvalue()


def _palette(flat: Collection[str]) -> Image.Image:
    """Return the paper, some colours and their shades towards the ink, as Pillow takes a palette."""
    ink = ImageColor.getrgb(colours.INK["light"])
    grounds = [PAPER, *(ImageColor.getrgb(colour)[:3] for colour in dict.fromkeys(flat))]
    shades = [
        round(part + (dark - part) * step / _STEPS)
        for ground in grounds
        for step in range(_STEPS)
        for part, dark in zip(ground, ink, strict=True)
    ]
    holder = Image.new("P", (1, 1))
    holder.putpalette([*shades, *ink])
    return holder


def _fill(
    page: Image.Image, rings: Sequence[Sequence[tuple[float, float]]], paint: str | Image.Image
) -> None:
    """Fill a bone with a colour, or with what a picture as large as the page has there; its holes stay."""
    outer = _area(max(rings, key=lambda ring: abs(_area(ring))))
    # A hole runs the other way round.
    holes = [ring for ring in rings if _area(ring) * outer < 0]
    if isinstance(paint, str) and not holes:
        pen = ImageDraw.Draw(page)
        for ring in rings:
            pen.polygon(ring, fill=paint)
        return
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    left, top = max(0, math.floor(min(xs))), max(0, math.floor(min(ys)))
    box = (left, top, min(page.width, math.ceil(max(xs)) + 1), min(page.height, math.ceil(max(ys)) + 1))
    mask = Image.new("1", (box[2] - left, box[3] - top))
    pen = ImageDraw.Draw(mask)
    for ring in rings:
        pen.polygon([(x - left, y - top) for x, y in ring], fill=0 if ring in holes else 1)
    page.paste(paint if isinstance(paint, str) else paint.crop(box), box, mask)


def _is_seen(rings: Sequence[Sequence[tuple[float, float]]], size: tuple[int, int]) -> bool:
    """Tell whether a bone lies in the picture at all."""
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    return bool(min(xs) < size[0] and max(xs) >= 0 and min(ys) < size[1] and max(ys) >= 0)


def _hatch(size: tuple[int, int], times: int) -> Image.Image:
    """Return the hatch of what is not reported, as large as the picture."""
    line, ground = (ImageColor.getrgb(colour) for colour in colours.HATCH["light"])
    page = Image.new("RGB", size, ground)
    pen = ImageDraw.Draw(page)
    for x in range(-size[1], size[0], _HATCH_STEP * times):
        pen.line([(x, size[1]), (x + size[1], 0)], fill=line, width=_HATCH_WIDTH * times)
    return page


def _area(ring: Sequence[tuple[float, float]]) -> float:
    """Return twice the area of a ring, negative where it runs clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))
