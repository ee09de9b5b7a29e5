"""A skeleton as shapes: a freeform a bone, in groups by region, with its key and its labels."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bone_atlas import wording
from bone_atlas.anatomy import CARTILAGE, Anatomy, BoneShape
from bone_atlas.exports.drawn.shapes import EMU_PER_PT, Canvas, Colour, Look, Pattern, Stroke
from bone_atlas.exports.drawn.stage import INK, Axes, Stage, clipped, note_size
from bone_atlas.figures import colours, geometry, limbs, preview
from bone_atlas.figures.bare import BONE
from bone_atlas.figures.contract import PlotlyObject
from bone_atlas.figures.panels import Panel, panels
from bone_atlas.figures.projector.key import UNDER_PX
from bone_atlas.figures.projector.stage import Extent, ranges, slide_trunk
from bone_atlas.figures.skeleton import VIEW_TITLES
from bone_atlas.layers import Layer

LINE_PT, CHOSEN_PT, LIMB_PT = 0.5, 2.25, 1.5
#: How thick the outline of a chosen bone may be, as a part of its lesser extent.
OUTLINE_SHARE = 0.12
LINE = Colour.of(colours.INK["light"])


@dataclass(frozen=True)
class Coat:
    """What a skeleton is painted with.

    Attributes
    ----------
    anatomy : Anatomy
        The site tree.
    layer : Layer or None
        None where the bones have no values, or keep them to themselves.
    top : float
        Of the colour scale.
    chosen : collection of str
        The bones that are outlined.
    """

    anatomy: Anatomy
    layer: Layer | None = None
    top: float = 0.0
    chosen: Collection[str] = frozenset()


def axes_of(view: str, stage: Stage, extent: Extent, *, narrow: bool) -> Axes:
    """Return how the millimetres of a view lie on its stage."""
    if view == "all":
        return Axes.fitted(stage, ranges(view)["wide"], UNDER_PX)
    if extent == "trunk" and not narrow:
        trunk = slide_trunk(view)
        left, right = trunk["margin"]
        return Axes(stage, trunk["ranges"]["x"], trunk["ranges"]["y"], (left, right, 0, 0))
    return Axes.fitted(stage, ranges(view)["narrow" if narrow else "wide"])


def draw_bones(group: Canvas, view: str, axes: Axes, coat: Coat) -> None:
    """Draw the bones of a view: groups by view and region, a freeform a bone.

    Parameters
    ----------
    group : Canvas
        Where they are added.
    view : {"front", "back", "left", "all"}
        Which view.
    axes : Axes
        As from `axes_of`; what lies outside is cut off.
    coat : Coat
        What they are painted with.
    """
    for panel in panels(view):
        name = VIEW_TITLES[panel.geometry.view]
        seen = group.group(f"Skeleton, {name}", f"Skeleton, {name}, an adult man")
        regions: dict[str, Canvas] = {}
        ordered = sorted(panel.geometry.shapes, key=lambda shape: shape.bone_id in coat.chosen)
        for shape in ordered:
            region = region_of(shape.bone_id, coat.anatomy)
            if region not in regions:
                regions[region] = seen.group(region)
            _bone(regions[region], shape, panel, axes, coat)
        if coat.layer is not None:
            _limbs(seen, panel, axes, coat.anatomy, coat.layer)


def region_of(bone: str, anatomy: Anatomy) -> str:
    """Return the name of the part of the body, such as the spine, that a bone belongs to."""
    if bone == CARTILAGE:
        return "Cartilage"
    site = anatomy.site_of(bone)
    # The whole skeleton and its two halves stand last.
    line = [site, *anatomy.ancestors(site)]
    return anatomy.name(line[-3] if len(line) >= 3 else site)


def _bone(group: Canvas, shape: BoneShape, panel: Panel, axes: Axes, coat: Coat) -> None:
    low, high = (axes.x[0], axes.y[0]), (axes.x[1], axes.y[1])
    moved = [[(x + panel.dx, y) for x, y in ring[:-1]] for ring in geometry.rings(shape)]
    rings = [axes.ring(clipped(ring, low, high)) for ring in moved]
    fill, line, told = _look(shape.bone_id, coat)
    look = Look(fill, Stroke(line, LINE_PT))
    if shape.bone_id in coat.chosen:
        look = Look(fill, Stroke(Colour.of(colours.ACCENT["light"]), _outline_pt(rings)))
    name = "Cartilage" if shape.bone_id == CARTILAGE else coat.anatomy.label(shape.bone_id)
    group.freeform([ring for ring in rings if ring], look, name, told)


def _outline_pt(rings: Sequence[Sequence[tuple[float, float]]]) -> float:
    """Return how thick the outline of a chosen bone is: a finger would vanish under that of a hip bone."""
    points = [point for ring in rings for point in ring]
    if not points:
        return 0.0
    sizes = (max(point[k] for point in points) - min(point[k] for point in points) for k in (0, 1))
    return min(max(min(sizes) / EMU_PER_PT * OUTLINE_SHARE, LINE_PT), CHOSEN_PT)


def _look(bone: str, coat: Coat) -> tuple[Colour | Pattern, Colour, str]:
    """Return fill and line of a bone, and what is said of it: its value only where that is shown."""
    if bone == CARTILAGE:
        return Colour.of(colours.CARTILAGE["light"]), LINE, "Cartilage"
    anatomy = coat.anatomy
    name = anatomy.label(bone)
    if coat.layer is None:
        return Colour.of(BONE["light"]), LINE, name
    value = coat.layer.value(anatomy.site_of(bone))
    colour, edge = preview.look(bone, coat.layer, anatomy, coat.top, "light")
    fill: Colour | Pattern = Colour.of(colour)
    if colours.colour_of(value, coat.top, "light") is None:
        fill = Pattern("hatch", *colours.HATCH["light"])
    elif value.small:
        fill = Pattern("dots", colours.PAPER["light"], colour)
    return fill, Colour.of(edge), f"{name}: {wording.brief(value)}"


def _limbs(group: Canvas, panel: Panel, axes: Axes, anatomy: Anatomy, layer: Layer) -> None:
    """Draw one outline round a limb that was reported as a whole."""
    low, high = (axes.x[0], axes.y[0]), (axes.x[1], axes.y[1])
    look = Look(line=Stroke(Colour.of(colours.MUTED["light"]), LIMB_PT))
    for limb in sorted(limbs.counted_whole(layer, anatomy)):
        drawn = limbs.rings(limb, panel.geometry.view)
        rings = [clipped([(x + panel.dx, y) for x, y in ring], low, high) for ring in drawn]
        name = f"{anatomy.name(limb)}, reported as a whole"
        group.freeform([axes.ring(ring) for ring in rings if ring], look, name, name)


# Labels and key --------------------------------------------------------------------------------------


def draw_labels(group: Canvas, notes: Sequence[PlotlyObject], axes: Axes) -> None:
    """Draw labels with their leaders, from Plotly's annotations in millimetres."""
    if not notes:
        return
    held = group.group("Labels")
    ink = Colour.of(INK)
    for note in notes:
        start, end = axes.at((note["ax"], note["ay"])), axes.at((note["x"], note["y"]))
        held.freeform([[start, end]], Look(line=Stroke(ink, 1)), "Leader", closed=False)
        dot = axes.stage.scale * 4
        held.freeform([_dot(end, dot)], Look(ink), "Leader, end")
    for note in notes:
        # A finger's breadth between the leader and the letters, as Plotly leaves it.
        away = 3 if note["xanchor"] == "left" else -3
        x, y = axes.px(note["ax"], note["ay"])
        anchor = (note["xanchor"], note["yanchor"])
        axes.stage.write(held, note["text"], (x + away, y), size=note_size(note), anchor=anchor)


def _dot(middle: tuple[float, float], size: float) -> list[tuple[float, float]]:
    """Return eight points round a middle: a dot."""
    turns = (math.pi * (2 * k + 1) / 8 for k in range(8))
    return [(middle[0] + size / 2 * math.cos(turn), middle[1] + size / 2 * math.sin(turn)) for turn in turns]


def draw_key(
    group: Canvas,
    shapes: Sequence[PlotlyObject],
    notes: Sequence[PlotlyObject],
    stage: Stage,
    lift: float = 0.0,
) -> None:
    """Draw colour bar and swatches, from Plotly's shapes in px from the lower left corner.

    Half of the many slices of the colour bar are enough on a slide; lines over a swatch become its pattern.
    """
    held = group.group("Key", "Key of the colours")
    bar = held.group("Colour bar")
    boxes = [shape for shape in shapes if shape["type"] == "rect"]
    halved = {id(shape) for shape in [one for one in boxes if _is_slice(one, boxes)][::2]}
    for i, shape in enumerate(shapes):
        if shape["type"] != "rect":
            continue
        high = shape["y1"] - shape["y0"]
        box = stage.box(shape["x0"], stage.height - lift - shape["y1"], shape["x1"] - shape["x0"], high)
        if shape["line"]["width"]:  # the edge of a bar or of a swatch
            edge = Stroke(Colour.of(shape["line"]["color"]), 0.75)
            held.rectangle(box, Look(line=edge), "Key, edge")
        elif _is_slice(shape, boxes):
            if id(shape) in halved:
                bar.rectangle(box, Look(Colour.of(shape["fillcolor"])), "Colour bar, part")
        else:
            over = shapes[i + 1] if i + 1 < len(shapes) else None
            held.rectangle(box, Look(_swatch(shape["fillcolor"], over)), "Key, swatch")
    for note in notes:
        place = (note["xshift"], stage.height - lift - note["yshift"])
        stage.write(held, note["text"], place, size=note_size(note), anchor=(note["xanchor"], "middle"))


def _is_slice(shape: PlotlyObject, boxes: Sequence[PlotlyObject]) -> bool:
    """Tell a slice of the colour bar from a swatch: many end where it ends."""
    alike = [box for box in boxes if (box["x1"], box["y0"]) == (shape["x1"], shape["y0"])]
    return len(alike) > 3


def _swatch(ground: str, over: PlotlyObject | None) -> Colour | Pattern:
    if over is None or over["type"] != "path":
        return Colour.of(ground)
    colour = over["line"]["color"]
    return Pattern("hatch" if colour == colours.HATCH["light"][0] else "dots", colour, ground)
