"""The stages a figure is drawn for, in CSS px, and how the skeleton lies on them.

A figure grows with its stage by the least of the two ratios to the size it is drawn for, its letters too;
they never shrink.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from bone_atlas.anatomy import ViewGeometry
from bone_atlas.figures.contract import Ranges, SlideTrunk, Stages, StartRanges
from bone_atlas.figures.panels import panels, trunk
from bone_atlas.figures.projector.key import COLUMN_PX

#: Beside a column of text in a window of 1280 x 720; and each of two figures side by side.
WIDE: tuple[int, int] = (760, 600)
NARROW: tuple[int, int] = (480, 600)
#: A stage whose width is less than this part of its height takes what is drawn for a narrow one.
LEAST_WIDE = 1.12
#: Free part of the height above and below a skeleton.
AIR = 0.008
#: Stages that labels have to keep apart on: letters never shrink, so the smallest that there are. Beside a
#: column of text in a window of 1366 x 653; each of two figures side by side in one of 1280 x 720.
LOW: tuple[int, int] = (760, 430)
SIDE_BY_SIDE: tuple[int, int] = (385, 430)
#: As high a stage of the least width gets: there the body is broadest, and the column beside it narrowest.
HIGHEST_PX = 490
#: Between the body and a column beside it.
BODY_PX = 8

#: How much of the body is seen.
Extent = Literal["whole", "trunk"]


@dataclass(frozen=True)
class Body:
    """What is seen of one skeleton on a stage; it fills the height.

    Attributes
    ----------
    left, right, low, high : float
        Its edges, in millimetres of the view.
    beside : (float, float)
        Width of what is free on its left and on its right, in px.
    stage_px : float
        Height of the stage.
    """

    left: float
    right: float
    low: float
    high: float
    beside: tuple[float, float]
    stage_px: float = WIDE[1]

    @property
    def px_per_mm(self) -> float:
        """Scale of the stage."""
        return self.stage_px / ((self.high - self.low) * (1 + 2 * AIR))

    def holds(self, point: tuple[float, float]) -> bool:
        """Return whether a point of the view, in millimetres, is seen."""
        return self.left <= point[0] <= self.right and self.low <= point[1] <= self.high


def whole_body(drawn: ViewGeometry) -> Body:
    """Return the whole body in the middle of a wide stage.

    Parameters
    ----------
    drawn : ViewGeometry
        The view.
    """
    body = _whole(drawn, WIDE[1])
    free = WIDE[0] - drawn.width_mm * body.px_per_mm
    return replace(body, beside=(free / 2, free / 2))


def body_side_by_side(drawn: ViewGeometry) -> Body:
    """Return the whole body at the right edge of a narrow stage; parameter as of `whole_body`."""
    free = SIDE_BY_SIDE[0] - drawn.width_mm * _whole(drawn, HIGHEST_PX).px_per_mm
    return replace(_whole(drawn, SIDE_BY_SIDE[1]), beside=(free, 0))


def _whole(drawn: ViewGeometry, stage_px: float) -> Body:
    low, right = drawn.y_top - drawn.height_mm, drawn.x0 + drawn.width_mm
    return Body(drawn.x0, right, low, drawn.y_top, (0, 0), stage_px)


def trunk_body(view: str) -> Body:
    """Return the trunk on a wide stage: the key has room on its left.

    Parameters
    ----------
    view : {"front", "back", "left"}
        Which view.
    """
    ranges = trunk(view)["ranges"]
    body = Body(*ranges["x"], *ranges["y"], (0, 0), LOW[1])
    free = WIDE[0] - (body.right - body.left) * replace(body, stage_px=WIDE[1]).px_per_mm
    left = max(COLUMN_PX + BODY_PX, free / 2)
    return replace(body, beside=(left, free - left))


def slide_trunk(view: str) -> SlideTrunk:
    """Return what a figure needs to show the trunk alone; parameter as of `trunk_body`."""
    body = trunk_body(view)
    air = AIR * (body.high - body.low)
    return {
        "ranges": {"x": (body.left, body.right), "y": (body.low - air, body.high + air)},
        "margin": (round(body.beside[0], 1), round(body.beside[1], 1)),
    }


def ranges(view: str) -> StartRanges:
    """Return what of the millimetres each stage shows.

    Parameters
    ----------
    view : {"front", "back", "left", "all"}
        Which view.

    Returns
    -------
    dict
        ``wide``: one skeleton in the middle, with a column on both sides; ``narrow``: at the right edge, with
        the key in the column on its left. Three skeletons fill both.
    """
    shown = panels(view)
    left, right = shown[0].left, shown[-1].right
    high = max(panel.geometry.y_top for panel in shown)
    low = min(panel.geometry.y_top - panel.geometry.height_mm for panel in shown)
    air = AIR * (high - low)
    y = (low - air, high + air)
    if view == "all":
        both: Ranges = {"x": (left - air, right + air), "y": y}
        return {"wide": both, "narrow": both}
    scale = whole_body(shown[0].geometry).px_per_mm
    middle = (left + right) / 2
    half = WIDE[0] / scale / 2
    return {
        "wide": {"x": (middle - half, middle + half), "y": y},
        "narrow": {"x": (right + air - NARROW[0] / scale, right + air), "y": y},
    }


def stages() -> Stages:
    """Return the stages as the figure component reads them."""
    return {"wide": WIDE, "narrow": NARROW, "leastWide": LEAST_WIDE, "leastLabelled": SIDE_BY_SIDE[0]}
