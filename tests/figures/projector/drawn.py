"""What the tests of figures for a projector look at, drawn once, and where its words lie."""

from __future__ import annotations

import itertools
from functools import cache
from typing import Any, NamedTuple

import plotly.graph_objects as go

from bone_atlas.evidence import detection
from bone_atlas.evidence.comparable import difference
from bone_atlas.evidence.disagreement import count_layer, range_layer
from bone_atlas.figures import projector
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.projector import letters, stage
from bone_atlas.figures.projector.labels import Room
from bone_atlas.layers import Layer
from tests.atlas import BODY, LAYERS, TABLES

DERIVED = {
    "difference": difference(LAYERS["shaked_zari_2025"], LAYERS["medicine_today_2018"], BODY),
    "small difference": difference(
        LAYERS["shaked_zari_2025.triple_negative"], LAYERS["shaked_zari_2025.luminal_a"], BODY
    ),
    "range": range_layer(LAYERS.values(), BODY),
    "count": count_layer(LAYERS.values(), BODY),
}
PAINTED: dict[str, Layer] = {**LAYERS, **DERIVED}
SINGLE = ("front", "back", "left")
VIEWS = (*SINGLE, "all")
STAGES = ((760, 600), (1150, 920))
FOUND = detection.findings(TABLES)
IN_LIFE = [one for one in FOUND if one.measure == detection.IN_LIFE and one.cancer in ("breast", "mixed")]
AUTOPSY = [
    one
    for one in FOUND
    if one.measure in (detection.AT_AUTOPSY, detection.EITHER) and one.cancer in ("breast", "mixed")
]
PER_PATIENT = detection.accuracies(FOUND, "per patient")
BAND = detection.threshold_band(FOUND)


class Box(NamedTuple):
    """A rectangle on a stage, in px from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""

    def meets(self, other: Box) -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > 0.5
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 0.5
        )


@cache
def painted(layer: str, view: str, theme: Theme = "light") -> dict[str, Any]:
    return projector.paint(PAINTED[layer], view, BODY, theme)


@cache
def base(view: str) -> go.Figure:
    return projector.base_figure(view, BODY, dict.fromkeys(SINGLE, "/shade.webp"))


def grow(size: tuple[float, float], drawn_for: tuple[float, float]) -> float:
    """How much larger the component draws a figure on a stage."""
    return max(1.0, min(size[0] / drawn_for[0], size[1] / drawn_for[1]))


def shown(view: str, size: tuple[float, float], form: str) -> tuple[float, float, float, float, float]:
    """px per mm, then x and y in mm of the upper left corner of the plot area, its width and height in px."""
    scale = grow(size, getattr(stage, form.upper()))
    width, height = size[0], size[1] - base(view).layout.margin.b * scale
    wanted = base(view).layout.meta["ranges"][form]
    spans = [wanted[axis][1] - wanted[axis][0] for axis in "xy"]
    per_mm = min(width / spans[0], height / spans[1])
    # Plotly widens the range that has room to spare to both sides.
    x0 = sum(wanted["x"]) / 2 - width / per_mm / 2
    y1 = sum(wanted["y"]) / 2 + height / per_mm / 2
    return per_mm, x0, y1, width, height


def box(note: dict[str, Any], look: tuple[float, float, float, float, float], scale: float) -> Box:
    """Where an annotation of the skeleton lies."""
    per_mm, x0, y1, _, height = look
    size = note["font"]["size"] * scale
    if note["xref"] == "paper":
        x, y = note["xshift"] * scale, height - note["yshift"] * scale
    else:
        x, y = (note["ax"] - x0) * per_mm, (y1 - note["ay"]) * per_mm
    wide, high = letters.width(note["text"], size), letters.height(note["text"], size)
    left = x - wide * {"left": 0.0, "center": 0.5, "right": 1.0}[note["xanchor"]]
    return Box(left, y - high / 2, left + wide, y + high / 2, note["text"])


def boxes_of(layer: str, view: str, size: tuple[float, float], form: str) -> list[Box]:
    look, scale = shown(view, size, form), grow(size, getattr(stage, form.upper()))
    paint = painted(layer, view)
    notes = [*paint["key"]["annotations"], *(paint["layout"]["annotations"] if form == "wide" else [])]
    return [box(note, look, scale) for note in notes]


@cache
def painted_beside(layer: str, view: str, sites: tuple[str, ...], on: Room) -> dict[str, Any]:
    return projector.paint(LAYERS[layer], view, BODY, sites=sites, on=on)


def beside_one_of_two(layer: Layer, view: str, site: str, size: tuple[float, float]) -> list[Box]:
    """The key and the label of a site on one of two stages side by side."""
    paint = painted_beside(layer.id, view, (site,), "narrow")
    look, scale = shown(view, size, "narrow"), grow(size, stage.NARROW)
    return [
        box(note, look, scale) for note in (*paint["key"]["annotations"], *paint["layout"]["annotations"])
    ]


def beside_the_trunk(layer: Layer, view: str, sites: tuple[str, ...], size: tuple[float, float]) -> list[Box]:
    """The key and the labels of sites beside the trunk."""
    paint = painted_beside(layer.id, view, sites, "trunk")
    trunk, scale = base(view).layout.meta["trunk"], grow(size, stage.WIDE)
    left, right = (free * scale for free in trunk["margin"])
    (x0, x1), (y0, y1) = trunk["ranges"]["x"], trunk["ranges"]["y"]
    width, height = size[0] - left - right, size[1] - base(view).layout.margin.b * scale
    per_mm = min(width / (x1 - x0), height / (y1 - y0))
    # Plotly makes the plot area smaller, around its middle, where the range would grow.
    x0 -= (left + (width - (x1 - x0) * per_mm) / 2) / per_mm
    y1 += (height - (y1 - y0) * per_mm) / 2 / per_mm
    look = per_mm, x0, y1, size[0], height
    return [
        box(note, look, scale) for note in (*paint["key"]["annotations"], *paint["layout"]["annotations"])
    ]


def assert_apart(found: list[Box], size: tuple[float, float]) -> None:
    for one in found:
        assert min(one.left, size[0] - one.right) >= -1, f"{one} is cut at a side"
        assert min(one.top, size[1] - one.bottom) >= -2, f"{one} is cut above or below"
    for one, other in itertools.combinations(found, 2):
        assert not one.meets(other), f"{one} lies over {other}"
