"""Regions of the skeleton, each a picture with the names of its bones, which are hidden in turn."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from bone_atlas.anatomy import CARTILAGE, Anatomy, BoneShape, Point
from bone_atlas.exports.anki.model import Covered, Mask, Picture
from bone_atlas.exports.moodle.zones import simplified
from bone_atlas.figures import colours, geometry, raster
from bone_atlas.figures.labels import spread
from bone_atlas.figures.skeleton import VIEW_TITLES
from bone_atlas.quiz.visible import ring_area

#: Of the names, in px of a picture of some 800: as large as the text of the card on a phone.
_LETTERS, _ROW, _PAD = 28, 36, 6
#: A longer name is broken in two, in px.
_LONG = 200
#: Between the bones and the names beside them, and round all of it.
_GAP, _EDGE = 26, 10
#: The bones are drawn within this width and height.
_WIDTH, _HEIGHT = 420, 1000
#: A bone of less is not asked for: it could not be seen on a phone. In px.
_LEAST = 70.0
#: Pieces of a bone count from this share of what is seen of it.
_LEAST_PIECE = 0.03
#: How far a mask may lie from the outline, in px.
_TOLERANCE = 0.8
_IVORY, _FAINT = "#f3ead6", "#f7f4ee"
_FAINT_LINE, _CARTILAGE_LINE = "#ddd6c9", "#c9c2b4"
#: Bones so near to the middle may have their names on either side, in px.
_MIDDLE = 30

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True)
class Region:
    """A part of the skeleton to be learned on one picture.

    Attributes
    ----------
    key, title : str
        Its name for good, and the one to read.
    view : str
        The view that shows it best.
    sites : tuple of str
        Whose bones.
    side : str
        ``"right"``: of paired bones the patient's right ones alone; empty for all.
    """

    key: str
    title: str
    view: str
    sites: tuple[str, ...]
    side: str = ""


REGIONS = (
    Region("head_neck", "Head and neck", "left", ("skull", "cervical_spine")),
    Region("spine", "Spine", "back", ("spine",)),
    Region("rib_cage", "Rib cage and clavicles", "front", ("sternum", "ribs", "clavicle"), "right"),
    Region(
        "shoulder_arm", "Shoulder and arm", "front", ("clavicle", "scapula", "humerus", "forearm"), "right"
    ),
    Region("hand", "Hand", "front", ("hand",), "right"),
    Region("pelvis_hip", "Pelvis and hips", "front", ("lumbar_spine", "sacrum", "pelvis", "femur_proximal")),
    Region("thigh_leg", "Thigh and lower leg", "front", ("femur", "patella", "leg"), "right"),
    Region("foot", "Foot", "front", ("foot",), "right"),
)


def covered(region: Region, anatomy: Anatomy) -> Covered:
    """Return the picture of a region and what is hidden on it.

    Parameters
    ----------
    region : Region
        One of `REGIONS`.
    anatomy : Anatomy
        The site tree.
    """
    bones = [bone for site in region.sites for bone in anatomy.bones_of(site)]
    wanted = {bone for bone in bones if not region.side or anatomy.side_of(bone) in (region.side, "midline")}
    shapes = [shape for shape in geometry.view(region.view).shapes if shape.bone_id in wanted]
    cut = _cut(shapes)
    asked = [shape for shape in shapes if _area(shape, cut) >= _LEAST]
    names = {shape.bone_id: _name(shape.bone_id, anatomy, region) for shape in shapes}
    order = [bone for bone in anatomy.bones() if bone in {shape.bone_id for shape in asked}]
    page = _page(asked, cut, names)
    drawn = _drawn(region.view, cut, wanted, asked, page)
    masks = {shape.bone_id: _mask(shape, cut, names[shape.bone_id], page) for shape in asked}
    side = f" {region.side} side" if region.side else ""
    title = f"{region.title} ({VIEW_TITLES[region.view].lower()}{',' + side if side else ''})"
    told = f"{title}: bones with their names beside them; those asked for are hidden."
    tags = dict.fromkeys(f"bone_atlas::site::{anatomy.site_of(bone)}" for bone in order)
    return Covered(
        f"region/{region.key}",
        title,
        Picture(raster.png(drawn, (_IVORY, _FAINT, colours.CARTILAGE["light"])), told),
        tuple(masks[bone] for bone in order),
        tuple(names[bone] for bone in anatomy.bones() if bone in names and bone not in masks),
        ("bone_atlas::region", *tags),
    )


def _name(bone: str, anatomy: Anatomy, region: Region) -> str:
    name = anatomy.name(bone).partition(" (")[0]
    return name.removesuffix(f", {region.side}") if region.side else name


# Where things lie ------------------------------------------------------------------------------------


def _cut(shapes: Sequence[BoneShape]) -> raster.Cut:
    """Return the cut that holds some bones, as large as there is room for."""
    points = [point for shape in shapes for ring in geometry.rings(shape) for point in ring]
    xs, ys = zip(*points, strict=True)
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    scale = min(_WIDTH / wide, _HEIGHT / high)
    edge = _EDGE / scale
    return raster.Cut(
        min(xs) - edge,
        max(ys) + edge,
        scale,
        round(wide * scale) + 2 * _EDGE,
        round(high * scale) + 2 * _EDGE,
    )


def _area(shape: BoneShape, cut: raster.Cut) -> float:
    return float(sum(ring_area(polygon[0]) for polygon in shape.polygons)) * cut.scale**2


@dataclass(frozen=True)
class _Label:
    """A name beside a drawing: its lines, and its box in px."""

    lines: tuple[str, ...]
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class _Page:
    """Where names and bones stand: labels by bone, how far the bones are moved, and the size, in px."""

    labels: dict[str, _Label]
    shift: tuple[float, float]
    size: tuple[int, int]


def _page(shapes: Sequence[BoneShape], cut: raster.Cut, names: dict[str, str]) -> _Page:
    """Set the names in two columns beside the bones, each as high as its bone where there is room."""
    font = ImageFont.load_default(_LETTERS)
    lines = {shape.bone_id: _broken(names[shape.bone_id], font) for shape in shapes}
    widths = {bone: max(map(font.getlength, told)) + 2 * _PAD for bone, told in lines.items()}
    heights = {bone: float(len(told) * _ROW) for bone, told in lines.items()}
    points = {shape.bone_id: cut.point(*shape.centre) for shape in shapes}
    columns = _columns(points, cut.width / 2, heights, cut.height)
    height = max(cut.height, *(sum(heights[bone] for bone in column) + 2 * _EDGE for column in columns))
    down = (height - cut.height) / 2
    room = [max((widths[bone] for bone in column), default=0.0) for column in columns]
    left = _EDGE + room[0] + _GAP
    labels: dict[str, _Label] = {}
    for number, column in enumerate(columns):
        tall = [heights[bone] for bone in column]
        # Heights count upwards there, and are those of the middles.
        wished = [-points[bone][1] - down for bone in column]
        lowest, highest = (_EDGE + edge / 2 for edge in (tall[-1], tall[0])) if tall else (0.0, 0.0)
        middles = spread(wished, tall, lowest - height, -highest)
        for bone, middle in zip(column, middles, strict=True):
            top = -middle - heights[bone] / 2
            x = left - _GAP - widths[bone] if number == 0 else left + cut.width + _GAP
            labels[bone] = _Label(lines[bone], x, top, widths[bone], heights[bone])
    width = left + cut.width + _GAP + room[1] + _EDGE
    return _Page(labels, (left, down), (round(width), round(height)))


def _broken(name: str, font: Font) -> tuple[str, ...]:
    """Break a long name in two: after its comma, or near its middle."""
    spaces = [place for place, letter in enumerate(name) if letter == " "]
    if font.getlength(name) <= _LONG or not spaces:
        return (name,)
    after_comma = [place for place in spaces if name[place - 1] == ","]
    place = min(after_comma or spaces, key=lambda each: abs(each - len(name) / 2))
    return name[:place], name[place + 1 :]


def _columns(
    points: dict[str, tuple[float, float]], middle: float, heights: dict[str, float], room: float
) -> tuple[list[str], list[str]]:
    """Share bones out to the nearer side, top to bottom; those in the middle where there is more room."""
    columns: tuple[list[str], list[str]] = ([], [])
    far = sorted(points, key=lambda bone: -abs(points[bone][0] - middle))
    for bone in far:
        taken = [sum(heights[each] for each in column) for column in columns]
        side = 0 if points[bone][0] < middle else 1
        is_between = abs(points[bone][0] - middle) < _MIDDLE
        if taken[side] + heights[bone] > room or (is_between and taken[1 - side] < taken[side]):
            side = 1 - side
        columns[side].append(bone)
    for column in columns:
        column.sort(key=lambda bone: points[bone][1])
    return columns


# What is drawn ---------------------------------------------------------------------------------------


def _drawn(
    view: str, cut: raster.Cut, wanted: Collection[str], asked: Sequence[BoneShape], page: _Page
) -> Image.Image:
    """Return the bones of a region in ivory, all others faint, with lines to their names."""
    left, down = page.shift
    # All of the page is drawn, so that bones do not end where the names begin.
    whole = raster.Cut(
        cut.left - left / cut.scale, cut.top + down / cut.scale, cut.scale, page.size[0], page.size[1]
    )

    def look(bone: str) -> tuple[str, str]:
        if bone == CARTILAGE:
            return colours.CARTILAGE["light"], _CARTILAGE_LINE
        return (_IVORY, colours.INK["light"]) if bone in wanted else (_FAINT, _FAINT_LINE)

    drawn = raster.draw(geometry.view(view), whole, look, 2)
    pen, font = ImageDraw.Draw(drawn), ImageFont.load_default(_LETTERS)
    for shape in asked:
        label, point = page.labels[shape.bone_id], whole.point(*shape.centre)
        near = label.left + label.width if label.left < point[0] else label.left
        pen.line([(near, label.top + label.height / 2), point], fill=colours.MUTED["light"], width=1)
    for shape in asked:
        label = page.labels[shape.bone_id]
        box = (label.left, label.top, label.left + label.width, label.top + label.height - 1)
        pen.rectangle(box, fill=colours.PAPER["light"])
        on_left = label.left < left
        x = label.left + (label.width - _PAD if on_left else _PAD)
        for number, line in enumerate(label.lines):
            place = x, label.top + (number + 0.5) * _ROW
            pen.text(place, line, font=font, fill=colours.FLOW_INK["light"], anchor="rm" if on_left else "lm")
    return drawn


def _mask(shape: BoneShape, cut: raster.Cut, name: str, page: _Page) -> Mask:
    """Return what hides a bone and its name."""
    (left, down), (wide, high) = page.shift, page.size
    whole = sum(ring_area(polygon[0]) for polygon in shape.polygons)
    rings = []
    for outer, *holes in sorted(shape.polygons, key=lambda polygon: -ring_area(polygon[0])):
        if ring_area(outer) < _LEAST_PIECE * whole:
            continue
        ring = _simple(outer, cut)
        for hole in holes:  # what lies in it is another bone, or nothing
            if ring_area(hole) > _LEAST_PIECE * whole:
                ring = _opened(ring, _simple(hole, cut))
        rings.append(tuple(((x + left) / wide, (y + down) / high) for x, y in ring))
    label = page.labels[shape.bone_id]
    box = (label.left / wide, (label.top + 1) / high, label.width / wide, (label.height - 3) / high)
    return Mask(shape.bone_id, name, tuple(rings), box)


def _simple(ring: Sequence[Point], cut: raster.Cut) -> list[Point]:
    """Return an open ring in px, with as many corners as are seen."""
    points = [cut.point(*point) for point in ring[:-1]]
    middle = len(points) // 2
    one = simplified(points[: middle + 1], _TOLERANCE)
    other = simplified([*points[middle:], points[0]], _TOLERANCE)
    return [*one[:-1], *other[:-1]]


def _opened(ring: list[Point], hole: list[Point]) -> list[Point]:
    """Join a hole to the ring round it by a line without width: a mask of Anki's is one ring."""
    pairs = ((math.dist(a, b), i, j) for i, a in enumerate(ring) for j, b in enumerate(hole))
    _, i, j = min(pairs)
    return [*ring[: i + 1], *hole[j:], *hole[: j + 1], *ring[i:]]
