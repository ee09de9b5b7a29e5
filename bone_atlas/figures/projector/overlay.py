"""The routes on the body for a projector: labels in large letters, the trunk as high as the stage."""

from __future__ import annotations

from bone_atlas.figures import overlay as page
from bone_atlas.figures.contract import PlotlyObject, SlideOverlay, StartRanges
from bone_atlas.figures.projector.letters import LEAST_PX, wrapped
from bone_atlas.figures.projector.stage import NARROW, WIDE
from bone_atlas.routes import Routes, VesselDrawing
from bone_atlas.wording import bold

#: From the middle of the body to the columns of text, in millimetres; px left at the edge.
COLUMN_MM, EDGE_PX = 236.0, 4
#: What lies nearer to the middle can be named from either side.
MIDLINE_MM = 45.0
#: Above the knees: so low is seen where the thighs are.
KNEES_MM = 480.0
ARROW_PX = 2


def overlay(drawing: VesselDrawing, routes: Routes) -> SlideOverlay:
    """Return what is drawn of the routes over one view.

    Parameters
    ----------
    drawing : VesselDrawing
        The drawn vessels of the view.
    routes : Routes
        The graph.

    Returns
    -------
    dict
        As `bone_atlas.figures.overlay.overlay`, with ``labels`` wrapped and large. Where they stand is
        decided when they are shown, for only few have room: what lies off the ``middle`` by more
        than ``midline`` is named from its side, in one of the two ``columns``; ``room`` holds them. All are
        millimetres.
    """
    made = page.overlay(drawing, routes)
    low, high = page.TRUNK_MM
    scale = WIDE[1] / (high - low)
    middle = sum(made["ranges"]["wide"]["x"]) / 2
    room_px = WIDE[0] / 2 - COLUMN_MM * scale - EDGE_PX
    return {
        **made,
        "labels": [_large(note, room_px) for note in made["labels"]],
        "ranges": _ranges(middle, low, high),
        "thighs": _ranges(middle, KNEES_MM, high),
        "middle": middle,
        "columns": (middle - COLUMN_MM, middle + COLUMN_MM),
        "midline": MIDLINE_MM,
        "room": (page.LOWEST_MM, high - 10),
    }


def _ranges(middle: float, low: float, high: float) -> StartRanges:
    """Return what is seen between two heights on a wide and on a narrow stage."""
    scale = WIDE[1] / (high - low)
    wide, narrow = WIDE[0] / scale / 2, NARROW[0] / scale / 2
    return {
        "wide": {"x": (middle - wide, middle + wide), "y": (low, high)},
        "narrow": {"x": (middle - narrow, middle + narrow), "y": (low, high)},
    }


def _large(note: PlotlyObject, room: float) -> PlotlyObject:
    """Wrap a label as wide as it is when its vessel is reached, then in bold."""
    lines = wrapped(bold(note["text"]), room)
    text = "<br>".join(lines).removeprefix("<b>").removesuffix("</b>")
    return note | {"text": text, "font": {"size": LEAST_PX}, "arrowwidth": ARROW_PX, "borderpad": 0}
