"""The traces of the diagram: a node is one trace, an edge two, so that each can be dimmed alone."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from bone_atlas.anatomy import Anatomy
from bone_atlas.figures import colours
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.pathway import layout, legend, paths, texts
from bone_atlas.figures.pathway.layout import Form, Node
from bone_atlas.routes import Routes, Segment

#: Statuses that are marked with a "?" on the line itself.
DOUBTFUL = ("hypothesis", "disputed")
EXPORT = {
    "title": "Ways from the breast to bone",
    "footer": "Bone Metastasis Atlas. What each step rests on, with its source: segments.csv. "
    "A question mark stands on what is a hypothesis or disputed.",
    "filename": "bone-atlas_ways_diagram",
}
QUIET: dict[str, Any] = {"hoverinfo": "skip", "showlegend": False}
EDGE_PX, HEAD_PX, HEAD_HALF_PX, DISC_PX = 2.2, 8.0, 4.2, 6.6
#: How far before a bone the "?" stands: there the edges of one vessel have parted.
BEFORE_BONE_PX = 15.5
#: Sizes of the words: of vessels, of what is written large, of bones.
FONTS: dict[Form, tuple[float, float, float]] = {"wide": (13.5, 15.0, 13.0), "narrow": (12.5, 14.0, 12.5)}
LARGE = ("breast_tumour", "pulmonary_capillary_bed", "internal_vertebral_venous_plexus")

#: Ground, rim and words of the boxes.
BOXES: dict[Theme, dict[str, tuple[str, str, str]]] = {
    "light": {
        "tumour": ("#fde3c8", "#8a4b12", "#3a1d00"), "vein": ("#e6effa", "#1f5fb4", "#10233f"),
        "heart": ("#fbe4e8", "#a02440", "#3d0a16"), "capillaries": ("#f6dfe8", "#7c2a4d", "#3d0a22"),
        "artery": ("#fde6e6", "#c01632", "#3d0710"), "plexus": ("#f0e6fa", "#6f2da8", "#2b1043"),
        "lymph node": ("#e2f3e6", "#1b7a3d", "#0b2c17"), "bone": ("#f6f0e2", "#7a6a4c", "#2b2417"),
    },
    "dark": {
        "tumour": ("#4a2f14", "#f0b26e", "#ffe6c9"), "vein": ("#1b2c45", "#6fb1ff", "#e2efff"),
        "heart": ("#43202a", "#ff8fa3", "#ffe3e8"), "capillaries": ("#3f2131", "#f0a0bd", "#ffe0ec"),
        "artery": ("#431d22", "#ff7a85", "#ffe2e4"), "plexus": ("#33234a", "#c99cff", "#f1e6ff"),
        "lymph node": ("#1c3625", "#6fd08f", "#dff7e6"), "bone": ("#35312a", "#b9ab8c", "#f3ecdd"),
    },
}  # fmt: skip


def pathway(
    routes: Routes, anatomy: Anatomy, theme: Theme = "light", form: Form = "wide", *, language: str = "en"
) -> go.Figure:
    """Return the diagram of the ways from the breast to bone.

    Parameters
    ----------
    routes : Routes
        The graph; every vessel, segment and end of a way is drawn.
    anatomy : Anatomy
        Names of the bones.
    theme : {"light", "dark"}
        Which colours.
    form : {"wide", "narrow"}
        Lying for a screen or upright for a phone.
    language : str
        Language of the bones' names.

    Returns
    -------
    plotly.graph_objects.Figure
        Both axes are design pixels (`bone_atlas.figures.pathway.SIZES`). ``layout.meta`` tells the figure
        component where nodes (``[id, x0, y0, x1, y1, trace]``) and edges (``[segment, curve trace, heads
        trace, xs, ys]``) are, their texts, the order in which keys walk them, and the traces of the lymphatic
        way.
    """
    drawing = _Drawing(routes, anatomy, theme, form, language)
    edges = [drawing.edge(segment) for segment in routes.segments.values()]
    nodes = [drawing.node(node) for node in drawing.placed.values()]
    figure = go.Figure([*drawing.traces, *legend.traces(theme, form)])
    figure.update_layout(_layout(form, theme))
    figure.layout.meta = {
        "kind": "flow", "family": f"flow-{form}", "size": list(layout.SIZES[form]),
        "ranges": dict.fromkeys(("wide", "narrow"), _ranges(form)),
        "nodes": nodes, "edges": edges, "order": list(drawing.placed), "lymph": _lymph(edges, nodes, routes),
        "texts": texts.all_texts(routes, anatomy, drawing.placed, language), "export": EXPORT,
    }  # fmt: skip
    return figure


def _lymph(edges: list[list[Any]], nodes: list[list[Any]], routes: Routes) -> list[int]:
    """Return the traces of the lymphatic way, which is shown only when asked for."""
    nodal = {vessel.vessel_id for vessel in routes.vessels.values() if vessel.kind == "lymph node"}
    return [i for row in edges if routes.segments[row[0]].kind == "lymph" for i in row[1:3]] + [
        row[-1] for row in nodes if row[0] in nodal
    ]


class _Drawing:
    """The traces of one diagram as they are made."""

    def __init__(self, routes: Routes, anatomy: Anatomy, theme: Theme, form: Form, language: str) -> None:
        self.routes, self.anatomy, self.theme, self.form, self.language = (
            routes,
            anatomy,
            theme,
            form,
            language,
        )
        self.placed = layout.nodes(routes, form)
        self.traces: list[go.Scatter] = []

    def edge(self, segment: Segment) -> list[Any]:
        """Add curve and heads of a segment; return its row of the meta data."""
        line = layout.flipped(layout.edge(segment, self.placed, self.form), self.form)
        colour = colours.VESSELS[self.theme][segment.kind]
        stroke = {"color": colour, "width": EDGE_PX, "dash": colours.DASHES[segment.kind]}
        xs, ys = [x for x, _ in line], [y for _, y in line]
        self.traces.append(go.Scatter(x=xs, y=ys, mode="lines", line=stroke, **QUIET))
        self.traces.append(self._heads(segment, line, colour))
        return [segment.segment_id, len(self.traces) - 2, len(self.traces) - 1, xs, ys]

    def _heads(self, segment: Segment, line: list[paths.Point], colour: str) -> go.Scatter:
        """Return arrowheads, and a "?" on what is a hypothesis or disputed."""
        rings = [paths.head(line, HEAD_PX, HEAD_HALF_PX)]
        if segment.two_way:
            rings.append(paths.head(line[::-1], HEAD_PX, HEAD_HALF_PX))
        look = {"fill": "toself", "fillcolor": colour, "line": {"color": colour, "width": 0.8}, **QUIET}
        if segment.status not in DOUBTFUL:
            xs, ys = paths.joined(rings)
            return go.Scatter(x=xs, y=ys, mode="lines", **look)
        between = segment.to_id in self.routes.vessels
        centre = paths.along(line, 0.5) if between else paths.along(line, 1, BEFORE_BONE_PX)
        xs, ys = paths.joined([*rings, paths.circle(centre, DISC_PX), [centre]])
        return go.Scatter(
            x=xs, y=ys, mode="lines+text", text=[""] * (len(xs) - 1) + ["<b>?</b>"],
            textposition="middle center", textfont={"size": 11.5, "color": colours.PAPER[self.theme]}, **look,
        )  # fmt: skip

    def node(self, node: Node) -> list[Any]:
        """Add a box with its words; return its row of the meta data."""
        vessel = self.routes.vessels.get(node.identity)
        ground, rim, ink = BOXES[self.theme][vessel.kind if vessel else "bone"]
        large = node.identity in LARGE
        x0, x1 = round(node.x - node.width / 2, 1), round(node.x + node.width / 2, 1)
        (_, y1), (_, y0) = layout.flipped(
            [(x0, node.y - node.height / 2), (x0, node.y + node.height / 2)], self.form
        )
        ring = paths.box(x0, y0, x1, y1, 9 if vessel else 5)
        xs, ys = paths.joined([ring, [(node.x, (y0 + y1) / 2)]])
        words = texts.label(node, self.routes, self.anatomy, self.language)
        size = FONTS[self.form][1 if large else 0 if vessel else 2]
        self.traces.append(go.Scatter(
            x=xs, y=ys, mode="lines+text", fill="toself", fillcolor=ground,
            line={"color": rim, "width": 2.2 if large else 1.3}, textposition="middle center",
            text=[""] * (len(xs) - 1) + [f"<b>{words}</b>" if large else words],
            textfont={"size": size, "color": ink}, **QUIET,
        ))  # fmt: skip
        return [node.identity, x0, y0, x1, y1, len(self.traces) - 1]


def _ranges(form: Form) -> dict[str, list[float]]:
    width, height = layout.SIZES[form]
    return {"x": [0, width], "y": [0, height]}


def _layout(form: Form, theme: Theme) -> dict[str, Any]:
    ranges = _ranges(form)
    axis = {"visible": False, "fixedrange": True}
    return {
        "template": None, "showlegend": False, "hovermode": False, "dragmode": False,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "xaxis": {**axis, "range": ranges["x"], "constrain": "domain"},
        "yaxis": {**axis, "range": ranges["y"], "scaleanchor": "x", "constrain": "domain"},
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)",
        "annotations": legend.headings(form, theme),
    }  # fmt: skip
