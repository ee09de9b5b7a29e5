"""The pictures of cards: bodies painted with a layer, with vessels, or bare, and bones marked on them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from PIL import Image, ImageDraw

from bone_atlas.anatomy import CARTILAGE, Anatomy
from bone_atlas.exports.anki.model import Picture
from bone_atlas.exports.moodle import pictures as shared
from bone_atlas.figures import colours, geometry, raster
from bone_atlas.figures.bare import BONE
from bone_atlas.figures.skeleton import VIEW_TITLES
from bone_atlas.layers import Layer
from bone_atlas.quiz.visible import areas
from bone_atlas.routes import Line, VesselDrawing

_ACCENT = colours.ACCENT["light"]
_BARE, _BARE_LINE = BONE["light"], "#b8ad99"
#: Widths in px: of the line round a marked site, of a vessel, of one on the way that is not meant.
_MARK, _VESSEL, _PALE = 3, 5, 2
#: Above and below what is shown of vessels, in px.
_ROOM = 60
#: Lines are drawn so many times as large as they are shown.
_TIMES = 3
KINDS = {
    "vein": "vein",
    "artery": "artery",
    "capillary": "capillaries",
    "plexus": "plexus of veins",
    "lymph": "lymph",
}


class Bodies:
    """Pictures of whole views, each painted once.

    Parameters
    ----------
    anatomy : Anatomy
        The site tree.
    drawings : mapping of str to VesselDrawing
        The drawn vessels, by view.
    """

    def __init__(self, anatomy: Anatomy, drawings: Mapping[str, VesselDrawing]) -> None:
        self._anatomy, self._drawings = anatomy, drawings
        self._painted: dict[tuple[str, str], tuple[Image.Image, list[str]]] = {}
        self._bare: dict[str, Image.Image] = {}

    def painted(self, layer: Layer, sites: Sequence[str] = (), view: str = "") -> Picture:
        """Return a body painted with a layer.

        Parameters
        ----------
        layer : Layer
            What is painted.
        sites : sequence of str
            Sites or bones with a blue line round them.
        view : str
            Which view; the one that shows most of the sites by default.
        """
        view = view if view in VIEW_TITLES and view != "all" else self.best_view(sites)
        key = layer.id, view
        if key not in self._painted:
            self._painted[key] = shared.painted_page(layer, view, self._anatomy)
        page, flat = self._painted[key]
        bones = [bone for site in sites for bone in self._anatomy.bones_of(site)]
        content = raster.png(_outlined(page, view, bones), [*flat, _ACCENT])
        names = ", ".join(self._anatomy.name(site) for site in sites)
        marked = f"; in a blue line: {names}" if names else ""
        told = f"The skeleton ({VIEW_TITLES[view].lower()}) painted with {layer.short_title}{marked}."
        keys = ((_ACCENT, names),) if names else ()
        return Picture(content, told, layer, keys)

    def best_view(self, sites: Iterable[str]) -> str:
        """Return the view, front or back, that shows most of some sites."""
        bones = {bone for site in sites for bone in self._anatomy.bones_of(site)}
        seen = {
            view: sum(areas().get(bone, {}).get(view, 0.0) for bone in bones) for view in ("front", "back")
        }
        return "back" if seen["back"] > 1.3 * seen["front"] else "front"

    def vessels(
        self, meant: Iterable[str], around: Iterable[str] = (), view: str = "front"
    ) -> Picture | None:
        """Return a body with some vessels on it.

        Parameters
        ----------
        meant : iterable of str
            Ids of lines to draw thick.
        around : iterable of str
            Of lines to draw thin.
        view : str
            Which view.

        Returns
        -------
        Picture or None
            None where none of the meant lines is drawn.
        """
        drawing, thick, thin = self._drawings[view], set(meant), set(around)
        lines = [line for line in drawing.lines if line.line_id in thick]
        if not lines:
            return None
        others = [line for line in drawing.lines if line.line_id in thin - thick]
        kinds = list(dict.fromkeys(line.kind for line in (*lines, *others)))
        shades = [colours.VESSELS["light"][line.kind] for line in (*lines, *others)]
        page = _round(_with_lines(self._bare_page(view), view, lines, others), [*lines, *others], view)
        names = ", ".join(dict.fromkeys(line.label for line in lines))
        told = f"The skeleton ({VIEW_TITLES[view].lower()}) with a scheme of vessels; drawn thick: {names}."
        keys = [(colours.VESSELS["light"][kind], KINDS[kind]) for kind in kinds]
        keys += [("", "thin: the rest of the journey")] if others else []
        return Picture(
            raster.png(page, [_BARE, colours.CARTILAGE["light"], *shades]), told, None, tuple(keys)
        )

    def lines_of(self, segments: Iterable[str], view: str = "front") -> list[str]:
        """Return the ids of the lines that draw some segments."""
        wanted = set(segments)
        return [line.line_id for line in self._drawings[view].lines if wanted & set(line.segments)]

    def journey_lines(self, journey: str, view: str = "front") -> list[list[str]]:
        """Return the ids of the lines of a journey, step by step."""
        return [list(step.lines) for step in self._drawings[view].journeys[journey]]

    def _bare_page(self, view: str) -> Image.Image:
        if view not in self._bare:
            self._bare[view] = raster.draw(geometry.view(view), shared.body_cut(view), _bare_look, 2)
        return self._bare[view]


def around(bone: str, view: str, *, marked: bool) -> Picture:
    """Return the part of a view round a bone, without any paint; the same as for Moodle."""
    said = "one bone is marked in blue" if marked else "nothing is marked"
    told = f"Part of the skeleton ({VIEW_TITLES[view].lower()}); {said}."
    keys = ((_ACCENT, "the bone"),) if marked else ()
    return Picture(shared.around(bone, view, marked=marked), told, None, keys)


def untold(picture: Picture) -> Picture:
    """Return a painted body without a word of what it is painted with: that is asked."""
    told = "The whole skeleton, painted by how often each site is involved."
    return replace(picture, told=told, painted=None, keys=(("", "hatched: not reported"),))


def _bare_look(bone: str) -> tuple[str, str]:
    return colours.CARTILAGE["light"] if bone == CARTILAGE else _BARE, _BARE_LINE


def _outlined(page: Image.Image, view: str, bones: Iterable[str]) -> Image.Image:
    """Draw a line round some bones; their own paint stays as it is."""
    wanted, cut = set(bones), shared.body_cut(view)
    shapes = [shape for shape in geometry.view(view).shapes if shape.bone_id in wanted]
    rings = [[cut.point(*point) for point in ring] for shape in shapes for ring in geometry.rings(shape)]
    marked = _drawn_over(page, [(ring, _ACCENT, 2 * _MARK) for ring in rings])
    inside = Image.new("L", page.size)
    pen = ImageDraw.Draw(inside)
    for ring in rings:
        pen.polygon(ring, fill=255)
    marked.paste(page, (0, 0), inside)
    return marked


def _round(page: Image.Image, lines: Sequence[Line], view: str) -> Image.Image:
    """Cut out what lies round some vessels."""
    cut = shared.body_cut(view)
    ys = [cut.point(*point)[1] for line in lines for point in line.points]
    top, bottom = max(0, math.floor(min(ys)) - _ROOM), min(page.height, math.ceil(max(ys)) + _ROOM)
    return page.crop((0, top, page.width, bottom))


def _with_lines(page: Image.Image, view: str, lines: Sequence[Line], others: Sequence[Line]) -> Image.Image:
    cut = shared.body_cut(view)
    strokes = [
        ([cut.point(*point) for point in line.points], colours.VESSELS["light"][line.kind], width)
        for some, width in ((others, _PALE), (lines, _VESSEL))
        for line in some
    ]
    return _drawn_over(page, strokes)


def _drawn_over(
    page: Image.Image, strokes: Sequence[tuple[Sequence[tuple[float, float]], str, int]]
) -> Image.Image:
    """Draw lines over a copy of a picture, smoothly: only the part that they cross is drawn large."""
    drawn = page.copy()
    if not strokes:
        return drawn
    points = [point for line, _, _ in strokes for point in line]
    edge = max(width for _, _, width in strokes) + 1
    left, top = (max(0, math.floor(min(each)) - edge) for each in zip(*points, strict=True))
    right, bottom = (math.ceil(max(each)) + edge for each in zip(*points, strict=True))
    box = (left, top, min(right, page.width), min(bottom, page.height))
    part = page.crop(box)
    large = part.resize((part.width * _TIMES, part.height * _TIMES), Image.Resampling.BILINEAR)
    pen = ImageDraw.Draw(large)
    for line, colour, width in strokes:
        moved = [((x - left) * _TIMES, (y - top) * _TIMES) for x, y in line]
        pen.line(moved, fill=colour, width=width * _TIMES, joint="curve")
    drawn.paste(large.resize(part.size, Image.Resampling.BOX), box)
    return drawn
