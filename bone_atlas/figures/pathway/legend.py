"""The legend of the diagram and the names of its two groups of bones."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from bone_atlas.figures import colours
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.pathway import layout, paths
from bone_atlas.figures.pathway.layout import Form

FONT_PX = 12.5
SAMPLE_PX = 26
#: Sample and words, and where each begins; y down.
ENTRIES: dict[Form, list[tuple[str, str, float, float]]] = {
    "wide": [
        ("artery", "artery", 6, 422), ("vein", "vein", 92, 422), ("plexus", "vertebral plexus", 170, 422),
        ("two_way", "flow can turn", 326, 422), ("doubt", "hypothesis or disputed", 462, 422),
    ],
    "narrow": [
        ("artery", "artery", 4, 796), ("vein", "vein", 4, 817), ("plexus", "vertebral plexus", 4, 838),
        ("two_way", "flow can turn", 172, 817), ("doubt", "hypothesis or disputed", 172, 838),
    ],
}  # fmt: skip


def headings(form: Form, theme: Theme) -> list[dict[str, Any]]:
    """Return the names of the groups of bones as annotations."""
    made = []
    for group, place in layout.headings(form).items():
        ((x, y),) = layout.flipped([place], form)
        made.append({
            "text": f"<b>{layout.GROUPS[group]}</b>", "x": x, "y": y, "xref": "x", "yref": "y",
            "showarrow": False, "font": {"size": 13, "color": colours.MUTED[theme]}, "captureevents": False,
        })  # fmt: skip
    return made


def traces(theme: Theme, form: Form) -> list[go.Scatter]:
    """Return the entries: a sample of the line and its words, one trace each."""
    made = []
    for key, words, x, y in ENTRIES[form]:
        line = layout.flipped([(x, y), (x + SAMPLE_PX, y)], form)
        made.append(_entry(key, words, line, theme))
    return made


def _entry(key: str, words: str, line: list[paths.Point], theme: Theme) -> go.Scatter:
    (left, height), (right, _) = line
    kind = key if key in colours.VESSELS[theme] else "plexus"
    colour = colours.VESSELS[theme][kind]
    middle = ((left + right) / 2, height)
    rings = {
        "two_way": [paths.head(line, 8, 4.2), paths.head(line[::-1], 8, 4.2), line],
        "doubt": [paths.circle(middle, 6.6)],
    }.get(key, [line])
    look: dict[str, Any] = {"line": {"color": colour, "width": 2.2, "dash": colours.DASHES[kind]}}
    if key in ("two_way", "doubt"):
        look = {"fill": "toself", "fillcolor": colour, "line": {"color": colour, "width": 1.6}}
    xs, ys = paths.joined([*rings, [middle], [(right + 6, height)]])
    mark = "<b>?</b>" if key == "doubt" else ""
    plain = len(xs) - 2
    return go.Scatter(
        x=xs, y=ys, mode="lines+text", text=[""] * (plain - 1) + [mark, "", words],
        textposition=["middle center"] * plain + ["middle right"] * 2,
        textfont={"size": FONT_PX, "color": [colours.PAPER[theme]] * plain + [colours.MUTED[theme]] * 2},
        hoverinfo="skip", showlegend=False, **look,
    )  # fmt: skip
