"""The views of the body that a figure shows side by side, and how much of them is seen."""

from __future__ import annotations

from dataclasses import dataclass

from bone_atlas.anatomy import ViewGeometry
from bone_atlas.figures import geometry
from bone_atlas.figures.contract import Frame

PARTS: dict[str, tuple[str, ...]] = {
    "front": ("front",),
    "back": ("back",),
    "left": ("left",),
    "all": ("front", "back", "left"),
}
GAP_MM = 40.0
#: The lower edge of the trunk, from crown to thigh, crosses the shaft of the femur below its proximal part.
TRUNK_BOTTOM_MM = 700.0
#: Half its width from front and back, up to where the radius begins that leads to the hand.
TRUNK_HALF_MM = 238.0


@dataclass(frozen=True)
class Panel:
    """One view inside a figure, moved by `dx` millimetres to its position."""

    geometry: ViewGeometry
    dx: float

    @property
    def left(self) -> float:
        """Left edge of the panel in the figure, in millimetres."""
        return self.geometry.x0 + self.dx

    @property
    def right(self) -> float:
        """Right edge of the panel in the figure, in millimetres."""
        return self.left + self.geometry.width_mm


def panels(view: str) -> list[Panel]:
    """Return the views that a figure shows, side by side from left to right.

    Parameters
    ----------
    view : {"front", "back", "left", "all"}
        What the reader asked for.

    Raises
    ------
    KeyError
        If there is no such view.
    AssetError
        If the geometry of a view is missing or broken.
    """
    placed: list[Panel] = []
    for part in PARTS[view]:
        drawn = geometry.view(part)
        dx = placed[-1].right + GAP_MM - drawn.x0 if placed else 0.0
        placed.append(Panel(drawn, dx))
    return placed


def whole(view: str) -> Frame:
    """Return what is seen of a view that shows the whole body, without room for labels.

    Parameters
    ----------
    view : {"front", "back", "left", "all"}
        Which view.
    """
    shown = panels(view)
    bottom = min(panel.geometry.y_top - panel.geometry.height_mm for panel in shown)
    top = max(panel.geometry.y_top for panel in shown)
    return {"ranges": {"x": (shown[0].left, shown[-1].right), "y": (bottom, top)}, "cut": False}


def trunk(view: str) -> Frame:
    """Return what is seen of a view while the trunk alone is shown, from crown to thigh.

    Parameters
    ----------
    view : {"front", "back", "left", "all"}
        Which view.

    Returns
    -------
    Frame
        In millimetres. From front and back the hands are cut off; from the side they lie over the hips, and
        side by side the views have no edges of their own.
    """
    shown = panels(view)
    cut = view in ("front", "back")
    left, right = (-TRUNK_HALF_MM, TRUNK_HALF_MM) if cut else (shown[0].left, shown[-1].right)
    top = max(panel.geometry.y_top for panel in shown)
    return {"ranges": {"x": (left, right), "y": (TRUNK_BOTTOM_MM, top)}, "cut": cut}
