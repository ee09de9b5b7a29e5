"""The figures of a page, on their place beside its text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bone_atlas.exports.drawn import vessels
from bone_atlas.exports.drawn.body import Coat, axes_of, draw_bones, draw_key, draw_labels
from bone_atlas.exports.drawn.files import THEME, KeptFiles, Painted
from bone_atlas.exports.drawn.plot import draw_plot
from bone_atlas.exports.drawn.shapes import EMU_PER_PT, Box, Canvas, Letters
from bone_atlas.exports.drawn.stage import INK, Axes, Stage
from bone_atlas.exports.drawn.words import Page
from bone_atlas.figures import colours, limbs
from bone_atlas.figures.contract import PlotlyObject
from bone_atlas.figures.detection import pictures
from bone_atlas.figures.panels import panels
from bone_atlas.figures.projector import letters
from bone_atlas.figures.projector.key import UNDER_PX, key
from bone_atlas.figures.projector.stage import NARROW, WIDE
from bone_atlas.figures.skeleton import VIEW_TITLES
from bone_atlas.routes import VesselDrawing
from bone_atlas.scenes.contract import SlideFigure

Drawn = TypeVar("Drawn", bound=Canvas)

CAPTION_PT = 12
#: Letters of a caption are narrower than the table of widths, whose font is the widest there is.
CLOSER = 1.1


@dataclass(frozen=True)
class Image:
    """A picture that no shapes can be made of: its bytes, its place, name and alternative text."""

    content: bytes
    box: Box
    opacity: float
    name: str
    told: str


@dataclass(frozen=True)
class Task:
    """One figure of a page, and what it is drawn from; `narrow` where two stand side by side."""

    page: Page
    figure: SlideFigure
    files: KeptFiles
    drawings: Mapping[str, VesselDrawing]
    narrow: bool
    smaller: float


def draw_figures(
    page: Page,
    box: Box,
    files: KeptFiles,
    drawings: Mapping[str, VesselDrawing],
    new: Callable[[str], Drawn],
    *,
    smaller: float = 1.0,
) -> tuple[list[Drawn], list[Image]]:
    """Draw the figures of a page, from left to right.

    Parameters
    ----------
    page : Page
        Whose figures.
    box : Box
        Their place.
    files : KeptFiles
        What they consist of.
    drawings : mapping of str to VesselDrawing
        The drawn vessels, by view.
    new : callable
        Makes what a figure is drawn on, with a name.
    smaller : float
        What letters are made smaller by.
    """
    groups: list[Drawn] = []
    images: list[Image] = []
    many = len(page.figures)
    wide = box.width // many
    for number, figure in enumerate(page.figures):
        place = Box(box.x + number * wide, box.y, wide, box.height)
        group = new(f"Figure {number + 1}" if many > 1 else "Figure")
        if figure["kind"] == "bones":
            _bones(group, place, Task(page, figure, files, drawings, many > 1, smaller))
        else:
            images += _rows(group, figure, place, files, smaller)
        groups.append(group)
    return groups, images


def _stage(group: Canvas, box: Box, caption: str, size: tuple[float, float], smaller: float) -> Stage:
    """Write the caption and return the stage under it, as large as there is room, in the middle."""
    high = 0
    if caption:
        room = box.width / EMU_PER_PT * CLOSER
        lines = letters.wrapped(caption, room, CAPTION_PT)[:2]
        high = round(len(lines) * CAPTION_PT * 1.25 * EMU_PER_PT) + 4 * EMU_PER_PT
        letter = Letters(CAPTION_PT, INK, "center")
        group.text(Box(box.x, box.y, box.width, high), lines, letter, "Caption", on_top=True)
    scale = min(box.width / size[0], (box.height - high) / size[1])
    left = box.x + (box.width - size[0] * scale) / 2
    top = box.y + high + (box.height - high - size[1] * scale) / 2
    return Stage(left, top, scale, *size, smaller)


# Plots -----------------------------------------------------------------------------------------------


def _rows(group: Canvas, figure: SlideFigure, box: Box, files: KeptFiles, smaller: float) -> list[Image]:
    urls = figure["figure"]
    if not urls:
        return []
    drawn = files.plots[urls[THEME]].figures[THEME]
    stage = _stage(group, box, figure["caption"], (WIDE[0], float(drawn.layout.height)), smaller)
    group.told = figure["alt"]
    return [_image(image, figure["alt"]) for image in draw_plot(group, drawn, stage)]


def _image(image: PlotlyObject, told: str) -> Image:
    name = image["name"]
    content, shape = pictures.pictures()[name], _size(pictures.pictures()[name])
    box: Box = image["box"]
    # As wide and as high as the box holds without stretching it, from its upper edge.
    scale = min(box.width / shape[0], box.height / shape[1])
    wide, high = round(shape[0] * scale), round(shape[1] * scale)
    held = Box(box.x + (box.width - wide) // 2, box.y, wide, high)
    return Image(content, held, image["opacity"], f"Picture: {name.replace('_', ' ')}", told)


def _size(png: bytes) -> tuple[int, int]:
    """Return width and height of a PNG, which stand in its header."""
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


# Skeletons -------------------------------------------------------------------------------------------


def _bones(group: Canvas, box: Box, task: Task) -> None:
    figure, page, rows = task.figure, task.page, task.files.rows
    view, narrow = figure["view"], task.narrow
    painted = task.files.paints.get(figure["views"][view]["paint"][THEME])
    is_blank = painted is None or "values" in page.hides
    stage = _stage(group, box, figure["caption"], NARROW if narrow else WIDE, task.smaller)
    group.told = (
        f"Skeleton, {VIEW_TITLES[view]}, its values hidden" if painted and is_blank else figure["alt"]
    )
    bones = _chosen(task)
    if painted is None:
        _routes_alone(group, stage, task, bones)
        return
    layer, top = painted.layer, painted.top or colours.layer_top(painted.layer)
    axes = axes_of(view, stage, figure.get("extent", "whole"), narrow=narrow)
    draw_bones(group, view, axes, Coat(rows.anatomy, None if is_blank else layer, top, bones))
    if figure.get("routes"):
        _draw_routes(group, task, axes)
    if not is_blank:
        whole = bool(limbs.counted_whole(layer, rows.anatomy))
        drawn, _ = key(layer, top, THEME, under=view == "all", limbs=whole)
        draw_key(group, drawn.shapes, drawn.notes, stage, UNDER_PX if view == "all" else 0)
    draw_labels(group, _labels(task, painted, is_blank=is_blank), axes)


def _chosen(task: Task) -> frozenset[str]:
    """Return the bones that are outlined, where that may be seen."""
    rows = task.files.rows
    chosen = () if "selection" in task.page.hides else task.figure["select"]
    places = [item for item in chosen if item in rows.places]
    return frozenset(bone for item in places for bone in rows.anatomy.bones_of(item))


def _draw_routes(group: Canvas, task: Task, axes: Axes) -> None:
    """Draw the routes over each of the views that stand side by side."""
    rows = task.files.rows
    lit = vessels.lit_on(task.page.slide.state, rows)
    for panel in panels(task.figure["view"]):
        moved = replace(axes, x=(axes.x[0] - panel.dx, axes.x[1] - panel.dx))
        vessels.draw_routes(group, task.drawings[panel.geometry.view], moved, rows, lit)


def _routes_alone(group: Canvas, stage: Stage, task: Task, bones: frozenset[str]) -> None:
    """Draw the routes on bare bones: the trunk alone, or three whole bodies."""
    rows, view = task.files.rows, task.figure["view"]
    coat = Coat(rows.anatomy, chosen=bones)
    if view == "all":
        axes = axes_of(view, stage, "whole", narrow=False)
        draw_bones(group, view, axes, coat)
        _draw_routes(group, task, axes)
        return
    drawing = task.drawings[view]
    axes, over = vessels.trunk_axes(drawing, rows, stage, low=task.figure.get("extent") == "whole")
    draw_bones(group, view, axes, coat)
    _draw_routes(group, task, axes)
    if "labels" not in task.page.hides:
        lit = vessels.lit_on(task.page.slide.state, rows)
        vessels.draw_names(group, over, axes, rows, lit)


def _labels(task: Task, painted: Painted, *, is_blank: bool) -> Sequence[PlotlyObject]:
    """Return the labels that may be seen, as the presenter chooses them."""
    figure, view = task.figure, task.figure["view"]
    if "labels" in task.page.hides or view == "all":
        return ()
    own = figure.get("names") if is_blank else figure.get("narrow") if task.narrow else figure.get("labels")
    if own is not None:
        return own[THEME]
    if is_blank or task.narrow or not painted.labels:
        return ()
    return task.files.label_notes(painted.key, view, painted.language, ())[THEME]
