"""Direct labels of a skeleton view: the reported sites in two columns with leader lines."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.optimize import isotonic_regression

from bone_atlas import wording
from bone_atlas.anatomy import Anatomy
from bone_atlas.figures import limbs
from bone_atlas.figures.colours import MUTED, Theme
from bone_atlas.figures.contract import PlotlyObject
from bone_atlas.layers import Derived, Layer, Measured, Report, SiteValue, Tier
from bone_atlas.layers.build import COUNT_NOT_PUBLISHED
from bone_atlas.wording import bold

NO_BREAK = "\N{NO-BREAK SPACE}"
LINE_LETTERS = 23
LINE_MM = 70.0
MAX_LABELS = 18


@dataclass(frozen=True)
class Anchor:
    """Where a label's leader line ends: a point in a bone, in millimetres of the view."""

    text: str
    x: float
    y: float


def anchors(
    layer: Layer, anatomy: Anatomy, centres: dict[str, tuple[float, float]], language: str = "en"
) -> tuple[list[Anchor], list[Anchor]]:
    """Choose for each reported site the bone to point at, and the column its label stands in.

    Parameters
    ----------
    layer : Layer
        Its reports are labelled, the first ``MAX_LABELS`` of them.
    anatomy : Anatomy
        Gives the bones of a site.
    centres : dict of str to (float, float)
        A point inside each visible bone, in millimetres.
    language : str
        Language of the names.

    Returns
    -------
    tuple of list of Anchor
        The left and the right column, each from top to bottom. Sites are dealt to the two sides in
        turn from head to foot, so that neither column crowds.
    """
    chosen = []
    for report in layer.reports[:MAX_LABELS]:
        seen = [
            b
            for b in anatomy.bones_of(report.site_id)
            if b in centres and not overridden(b, report, layer, anatomy)
        ]
        points = [centres[b] for b in limbs.label_bones(report, seen, anatomy)]
        if points:
            chosen.append((report, points))
    chosen.sort(key=lambda item: -middle_height(item[1]))
    columns: tuple[list[Anchor], list[Anchor]] = ([], [])
    for i, (report, points) in enumerate(chosen):
        x, y = outermost(points, leftward=i % 2 == 0)
        columns[i % 2].append(Anchor(label_text(report, anatomy, language), x, y))
    for column in columns:
        column.sort(key=lambda anchor: -anchor.y)
    return columns


def outermost(
    points: list[tuple[float, float]], leftward: bool, alike_mm: float = 40.0
) -> tuple[float, float]:
    """Return the point nearest to the label's column; among those about as near, the one at mid height."""
    middle = middle_height(points)
    sign = 1 if leftward else -1
    return min(points, key=lambda p: (sign * round(p[0] / alike_mm), abs(p[1] - middle)))


def overridden(bone: str, value: SiteValue, layer: Layer, anatomy: Anatomy) -> bool:
    """Return whether another report than that of a value paints this bone, such as a finer one."""
    return layer.value(anatomy.site_of(bone)).reported_as != value.reported_as


def middle_height(points: list[tuple[float, float]]) -> float:
    """Return the height of the point in the middle of some, by height."""
    return sorted(y for _, y in points)[len(points) // 2]


def label_text(report: Report, anatomy: Anatomy, language: str = "en") -> str:
    """Return the lines of a label: the site's name, and below it value and count where there are any."""
    name = anatomy.name(report.site_id, language)
    lines = textwrap.wrap(name, LINE_LETTERS, break_long_words=False, break_on_hyphens=False)
    return "<br>".join(lines if isinstance(report, Tier) else [*lines, *value_lines(report)])


def value_lines(report: Measured) -> list[str]:
    """Return value and count of a label, in one line or two; what belongs together is joined."""
    text = wording.row_words(report).replace("  ", " ").replace(" %", NO_BREAK + "%")
    if isinstance(report, Derived):
        # Without the unit, which the colour bar has: two lines, so that many labels keep apart.
        return [text if report.measure != "count" else bold(wording.amount(report))]
    return [text] if report.numerator is not None else [text, COUNT_NOT_PUBLISHED]


def spread(ys: list[float], sizes: list[float], low: float, high: float) -> list[float]:
    """Move label heights apart.

    Parameters
    ----------
    ys : list of float
        Desired heights of the middles, from high to low.
    sizes : list of float
        Height of each label.
    low, high : float
        The room for the middles.

    Returns
    -------
    list of float
        Heights in the same order; neighbours do not overlap and, if the room suffices, all are inside it.
    """
    if not ys:
        return []
    gaps = np.array([0.0, *((a + b) / 2 for a, b in pairwise(sizes))]).cumsum()
    # With the gaps added up, "no overlap" becomes "never rising": the nearest such heights are the
    # isotonic regression, and clipping keeps them so.
    shifted = isotonic_regression(np.array(ys) + gaps, increasing=False).x
    return list(np.clip(shifted, low + gaps[-1], max(high, low + gaps[-1])) - gaps)


def notes(
    columns: tuple[list[Anchor], list[Anchor]],
    edges: tuple[float, float],
    room: tuple[float, float],
    theme: Theme = "light",
    *,
    line_mm: float = LINE_MM,
) -> list[PlotlyObject]:
    """Return Plotly annotations for the labels of one view.

    Parameters
    ----------
    columns : tuple of list of Anchor
        Left and right column, as `anchors` returns them.
    edges : (float, float)
        Where the left column ends and the right one begins, in millimetres.
    room : (float, float)
        Lowest and highest label, in millimetres.
    theme : {"light", "dark"}
        For the colour of the leader lines.
    line_mm : float
        Height of a line of text in millimetres of the view.

    Returns
    -------
    list of dict
        Each with an arrow without head from the text to the bone.
    """
    made = []
    for column, edge, anchor in zip(columns, edges, ("right", "left"), strict=True):
        sizes = [line_mm * (1 + a.text.count("<br>")) for a in column]
        # A tall label at the top must not stand out of the picture.
        top = room[1] - max(0.0, max(sizes[:1], default=0.0) - 2 * line_mm) / 2
        heights = spread([a.y for a in column], sizes, room[0], top)
        for label, y in zip(column, heights, strict=True):
            made.append(
                {
                    "text": label.text,
                    "x": round(label.x, 1),
                    "y": round(label.y, 1),
                    "ax": edge,
                    "ay": round(y, 1),
                    "xref": "x",
                    "yref": "y",
                    "axref": "x",
                    "ayref": "y",
                    "xanchor": anchor,
                    "yanchor": "middle",
                    "showarrow": True,
                    "arrowhead": 6,
                    "arrowsize": 0.7,
                    "arrowwidth": 1,
                    "arrowcolor": MUTED[theme],
                    "align": anchor,
                    "font": {"size": 12.5},
                    "captureevents": False,
                }
            )
    return made
