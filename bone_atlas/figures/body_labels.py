"""The labels of a painted skeleton: of the whole body, and of what lies in the trunk."""

from __future__ import annotations

from collections.abc import Sequence

from bone_atlas.anatomy import CARTILAGE, Anatomy, ViewGeometry
from bone_atlas.figures import labels
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import PlotlyObject
from bone_atlas.figures.panels import panels, trunk
from bone_atlas.layers import Layer


def of_body(view: str, layer: Layer, anatomy: Anatomy, theme: Theme, language: str) -> list[PlotlyObject]:
    """Return the direct labels; three views side by side leave no room for them."""
    if view == "all":
        return []
    (panel,) = panels(view)
    drawn = panel.geometry
    columns = labels.anchors(layer, anatomy, _centres(drawn), language)
    room = (drawn.y_top - drawn.height_mm + 40, drawn.y_top - 50)
    return labels.notes(columns, (drawn.x0 - 20, drawn.x0 + drawn.width_mm + 20), room, theme)


def _centres(drawn: ViewGeometry) -> dict[str, tuple[float, float]]:
    """Return a point inside each visible bone."""
    return {shape.bone_id: shape.centre for shape in drawn.shapes if shape.bone_id != CARTILAGE}


def of_trunk(
    view: str, layer: Layer, anatomy: Anatomy, whole_body: Sequence[PlotlyObject], language: str
) -> list[list[tuple[int, int, int]]]:
    """Return the labels of what lies in the trunk by column: which of those of the whole body, and where."""
    if view == "all":
        return []
    (panel,) = panels(view)
    drawn, frame = panel.geometry, trunk(view)
    (left, right), (low, high) = frame["ranges"]["x"], frame["ranges"]["y"]
    centres = {
        bone: (x, y) for bone, (x, y) in _centres(drawn).items() if left < x < right and low < y < high
    }
    index_of = {note["text"]: i for i, note in enumerate(whole_body)}
    columns = labels.anchors(layer, anatomy, centres, language)
    return [
        [(index_of[anchor.text], round(anchor.x), round(anchor.y)) for anchor in column] for column in columns
    ]
