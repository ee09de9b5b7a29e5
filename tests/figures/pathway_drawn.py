"""The diagram of the routes as the tests look at it: drawn once, with its boxes, lines and labels."""

from __future__ import annotations

import math
import re
from functools import cache

import plotly.graph_objects as go
import pytest

from bone_atlas.figures import pathway
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.tables import LANGUAGES
from tests.atlas import BODY
from tests.atlas import ROUTES as WAYS

FORMS: tuple[pathway.Form, ...] = ("wide", "narrow")
SIZES = {"wide": ((820, 430), 14.0), "narrow": ((370, 790), 12.5)}
REST = "nutrient_arteries__skeleton"
ENDS = dict.fromkeys(s.to_id for s in WAYS.segments.values() if s.to_id not in WAYS.vessels)
UNSURE = {
    name for name, s in WAYS.segments.items() if s.status in ("thought to be", "disputed", "hypothesis")
}
every_form = pytest.mark.parametrize("form", FORMS)
every_theme = pytest.mark.parametrize("theme", THEMES)
every_language = pytest.mark.parametrize("language", LANGUAGES)

Point = tuple[float, float]


@cache
def drawn(form: pathway.Form, theme: Theme = "light", language: str = "en") -> go.Figure:
    return pathway.pathway(WAYS, BODY, theme, form, language)


def boxes(form: pathway.Form, language: str = "en") -> dict[str, tuple[float, float, float, float]]:
    return {name: tuple(box) for name, *box, _ in drawn(form, "light", language).layout.meta["nodes"]}


def lines(form: pathway.Form, language: str = "en") -> dict[str, list[Point]]:
    edges = drawn(form, "light", language).layout.meta["edges"]
    return {name: list(zip(xs, ys, strict=True)) for name, _, _, xs, ys in edges}


def ends_of(segment_id: str) -> tuple[str, str]:
    """Ids of the nodes a segment joins."""
    segment = WAYS.segments[segment_id]
    return segment.from_id, REST if segment.to_id == "skeleton" else segment.to_id


def rings(trace: go.Scatter) -> list[list[Point]]:
    """The polygons of a trace, without single points that only carry a text."""
    parts: list[list[Point]] = [[]]
    for x, y in zip(trace.x, trace.y, strict=True):
        if x is None:
            parts.append([])
        else:
            parts[-1].append((x, y))
    return [part for part in parts if len(part) > 1]


def label_of(trace: go.Scatter) -> tuple[list[str], bool]:
    """Lines of the label of a box, and whether it is bold."""
    (text,) = trace.text
    bold = text.startswith("<b>")
    return re.sub("</?b>", "", text).split("<br>"), bold


def to_box(point: Point, box: tuple[float, float, float, float]) -> float:
    """Distance of a point from the outline of a box."""
    x0, y0, x1, y1 = box
    x, y = point
    inside = x0 <= x <= x1 and y0 <= y <= y1
    if inside:
        return min(x - x0, x1 - x, y - y0, y1 - y)
    return math.hypot(max(x0 - x, 0, x - x1), max(y0 - y, 0, y - y1))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2."""

    def luminance(colour: str) -> float:
        channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
