"""The stages a figure is drawn for, in CSS px, and how the skeleton lies on them.

A figure grows with its stage by the least of the two ratios to the size it is drawn for, its letters too;
they never shrink.
"""

from __future__ import annotations

from bone_atlas.anatomy import ViewGeometry
from bone_atlas.figures.contract import Ranges, Stages, StartRanges
from bone_atlas.figures.panels import panels

#: Beside a column of text in a window of 1280 x 720; and each of two figures side by side.
WIDE: tuple[int, int] = (760, 600)
NARROW: tuple[int, int] = (480, 600)
#: A stage whose width is less than this part of its height takes what is drawn for a narrow one.
LEAST_WIDE = 1.12
#: Free part of the height above and below a skeleton.
AIR = 0.008


def px_per_mm(drawn: ViewGeometry) -> float:
    """Return the scale of one skeleton on either stage: it fills the height."""
    return WIDE[1] / (drawn.height_mm * (1 + 2 * AIR))


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
    scale = px_per_mm(shown[0].geometry)
    middle = (left + right) / 2
    half = WIDE[0] / scale / 2
    return {
        "wide": {"x": (middle - half, middle + half), "y": y},
        "narrow": {"x": (right + air - NARROW[0] / scale, right + air), "y": y},
    }


def stages() -> Stages:
    """Return the stages as the figure component reads them."""
    return {"wide": WIDE, "narrow": NARROW, "leastWide": LEAST_WIDE}
