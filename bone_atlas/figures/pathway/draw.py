"""The figure: a trace for each box with its label, two for each line."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from bone_atlas.anatomy import Anatomy
from bone_atlas.figures import colours
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import FlowMeta, PlotlyObject, Ranges
from bone_atlas.figures.export_lines import export_lines
from bone_atlas.figures.pathway.curves import Box, Line, along, disc, head, length, rounded, trimmed
from bone_atlas.figures.pathway.labels import text_width
from bone_atlas.figures.pathway.layout import ARTERIES, BOLD, BOTH, Edge, Layout, Node, laid_out
from bone_atlas.figures.pathway.plans import PLANS, Form, Plan
from bone_atlas.figures.pathway.texts import texts
from bone_atlas.routes import UNPROVEN, Routes
from bone_atlas.wording import bold

#: Title, source and name of a saved picture.
EXPORT = export_lines(
    "Routes from the breast to bone",
    "routes_diagram",
    "What each step rests on, with its source: segments.csv",
    "A question mark stands on what is not proven: thought to be so, disputed or a hypothesis",
)
HEADINGS = {BOTH: "Both<br>routes", ARTERIES: "Arteries,<br>veins unclear"}
LEGEND_TEXTS = {
    "vein": "low oxygen",
    "artery": "high oxygen",
    "plexus": "plexus",
    "lymph": "lymph",
    "turn": "flow can turn",
    "unproven": "not proven",
}
#: Between the tip of an arrow and its box.
TIP_GAP = 1.5
#: The most an arrowhead takes of a line with two of them.
SHORT_HEAD = 0.3
RADIUS = 9.0
PANEL_PX = 6.0
LEGEND_LEFT, WORD_GAP, ENTRY_GAP = 8.0, 5.0, 20.0
#: Plotly sets a label a little too high: by line, in parts of its size.
LOWER = 0.05
XY = tuple[list[float | None], list[float | None]]


def pathway(
    routes: Routes,
    anatomy: Anatomy,
    theme: Theme = "light",
    form: Form = "wide",
    language: str = "en",
    *,
    lymph: bool = True,
) -> go.Figure:
    """Return the graph of vessels from breast to bone.

    Parameters
    ----------
    routes : Routes
        The graph.
    anatomy : Anatomy
        Names and orders the bones.
    theme : {"light", "dark"}
        Which colours.
    form : {"wide", "narrow"}
        From left to right, or from top to bottom for a phone.
    language : str
        Of the bones' names; a key of `bone_atlas.tables.LANGUAGES`.
    lymph : bool
        Whether the lymphatic exception is seen.

    Returns
    -------
    plotly.graph_objects.Figure
        Both axes count design px. ``layout.meta`` gives a component the design ``size``; ``nodes`` as
        ``[id, x0, y0, x1, y1, trace]``; ``edges`` as ``[segment, trace of its line, trace of its heads, xs,
        ys]``; ``order`` of a walk along the flow; ``texts`` as ``[title, body]`` by id; and ``lymph``, the
        traces of the exception.

    Raises
    ------
    KeyError
        If there is no such form, or it has no place for a vessel.
    ValueError
        If a label does not fit its box, or the language is unknown.
    """
    plan = PLANS[form]
    layout = laid_out(plan, routes, anatomy, language)
    panels = [_panel(column.box, theme) for column in plan.columns.values()]
    lines = [_curve(edge, plan, theme) for edge in layout.edges]
    heads = [_heads(edge, plan, theme) for edge in layout.edges]
    boxes = [_box(node, plan, theme) for node in layout.nodes]
    figure = go.Figure([*panels, *lines, *heads, *boxes, *_legend(plan, theme)])
    figure.update_layout(_axes(plan), annotations=[*_headings(plan, theme), *_legend_texts(plan, theme)])
    meta = _meta(plan, form, layout, len(panels), texts(layout.nodes, routes, anatomy, language))
    figure.layout.meta = meta
    if not lymph:
        for index in meta["lymph"]:
            figure.data[index].visible = False
    return figure


def _meta(plan: Plan, form: Form, layout: Layout, first: int, by_id: dict[str, tuple[str, str]]) -> FlowMeta:
    """Return for the component where everything is."""
    count = len(layout.edges)
    nodes = [(n.node_id, *_corners(n.box), first + 2 * count + i) for i, n in enumerate(layout.nodes)]
    edges = [
        (e.segment.segment_id, first + i, first + count + i, *_xy(e.line)) for i, e in enumerate(layout.edges)
    ]
    lymph = [
        trace
        for (_, curve, heads, *_), e in zip(edges, layout.edges, strict=True)
        if e.segment.kind == "lymph"
        for trace in (curve, heads)
    ]
    lymph += [trace for (*_, trace), n in zip(nodes, layout.nodes, strict=True) if n.kind == "lymph"]
    ranges: Ranges = {"x": (0, plan.size[0]), "y": (0, plan.size[1])}
    return {
        "kind": "flow",
        "family": f"flow-{form}",
        "size": plan.size,
        "ranges": {"wide": ranges, "narrow": ranges},
        "nodes": nodes,
        "edges": edges,
        "order": [n.node_id for n in layout.nodes],
        "lymph": sorted(lymph),
        "texts": by_id,
        "export": EXPORT,
    }


def _axes(plan: Plan) -> PlotlyObject:
    axis = {"visible": False, "constrain": "range"}
    width, height = plan.size
    return {
        "template": None,
        "showlegend": False,
        "hovermode": False,
        "dragmode": "pan",
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "plot_bgcolor": "rgba(0,0,0,0)",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "xaxis": {**axis, "range": [0, width]},
        "yaxis": {**axis, "range": [0, height], "scaleanchor": "x"},
    }


def _corners(box: Box) -> tuple[float, float, float, float]:
    return round(box.x0, 1), round(box.y0, 1), round(box.x1, 1), round(box.y1, 1)


def _xy(line: Line) -> tuple[list[float], list[float]]:
    return [round(x, 1) for x, _ in line], [round(y, 1) for _, y in line]


def _joined(lines: list[Line]) -> XY:
    """Return several lines in one pair of lists, parted by None."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for line in lines:
        x, y = _xy(line)
        xs += [*x, None]
        ys += [*y, None]
    return xs[:-1], ys[:-1]


def _trace(x: Sequence[float | None], y: Sequence[float | None], **look: object) -> go.Scatter:
    return go.Scatter(x=x, y=y, hoverinfo="skip", showlegend=False, cliponaxis=False, **look)


def _curve(edge: Edge, plan: Plan, theme: Theme) -> go.Scatter:
    """Draw the line, up to the foot of its arrowheads."""
    back = TIP_GAP + 0.8 * _head_px(edge, plan)
    x, y = _xy(trimmed(edge.line, back if edge.segment.two_way else 0, back))
    return _trace(x, y, mode="lines", line=_line(edge.segment.drawn_as, plan, theme))


def _head_px(edge: Edge, plan: Plan) -> float:
    """Return the length of an arrowhead: less where two would fill a short line."""
    return min(plan.head, SHORT_HEAD * length(edge.line)) if edge.segment.two_way else plan.head


def _line(kind: str, plan: Plan, theme: Theme) -> PlotlyObject:
    return {
        "color": colours.VESSELS[theme][kind],
        "dash": colours.FINE_DASHES[kind],
        "width": plan.width,
        "simplify": False,
    }


def _heads(edge: Edge, plan: Plan, theme: Theme) -> go.Scatter:
    """Draw the arrowheads, and the mark of what is not proven."""
    ends = [edge.line, edge.line[::-1]] if edge.segment.two_way else [edge.line]
    shapes = [head(line, _head_px(edge, plan), TIP_GAP) for line in ends]
    mark = along(edge.line, edge.mark * length(edge.line))[0] if edge.segment.status in UNPROVEN else None
    return _signs(shapes, mark, edge.segment.drawn_as, plan, theme)


def _signs(
    shapes: list[Line], mark: tuple[float, float] | None, kind: str, plan: Plan, theme: Theme
) -> go.Scatter:
    """Draw filled shapes and, at a mark, a disc with a question mark, as one trace."""
    colour = colours.VESSELS[theme][kind]
    look: PlotlyObject = {"mode": "lines"}
    if mark:
        shapes = [[(mark[0], mark[1] - LOWER * plan.font)], disc(mark, plan.disc), *shapes]
        font = {"size": plan.font, "color": colours.PAPER[theme]}
        look = {"mode": "lines+text", "text": ["<b>?</b>"], "textfont": font, "textposition": "middle center"}
    x, y = _joined(shapes)
    return _trace(
        x, y, fill="toself", fillcolor=colour, line={"color": colour, "width": 0.5, "simplify": False}, **look
    )


def _box(node: Node, plan: Plan, theme: Theme) -> go.Scatter:
    fill, edge, ink = colours.flow_box(node.kind, node.place in BOLD, theme)
    important = node.place in BOLD
    text = "<br>".join(bold(line) if important else line for line in node.label)
    middle, height = node.box.centre
    at = (middle, height - LOWER * len(node.label) * plan.font)
    x, y = _joined([[at], rounded(node.box, RADIUS if node.kind != "bone" else 5)])
    return _trace(
        x,
        y,
        mode="lines+text",
        text=[text],
        textposition="middle center",
        textfont={"size": plan.bold_font if important else plan.font, "color": ink},
        fill="toself",
        fillcolor=fill,
        line=_rim(node.kind, edge, theme),
    )


def _rim(kind: str, colour: str, theme: Theme) -> PlotlyObject:
    """Return the outline of a box; that of the capillaries is perforated like a sieve."""
    if kind == "capillary":
        return {"color": colours.PAPER[theme], "width": 2.5, "dash": "3px,3px", "simplify": False}
    return {"color": colour, "width": 1.4, "simplify": False}


def _panel(box: Box, theme: Theme) -> go.Scatter:
    """Draw the quiet ground behind a column of bones."""
    x, y = _xy(rounded(box.grown(PANEL_PX), RADIUS))
    return _trace(
        x,
        y,
        mode="lines",
        fill="toself",
        fillcolor=colours.FLOW_PANEL[theme],
        line={"width": 0, "simplify": False},
    )


def _headings(plan: Plan, theme: Theme) -> list[PlotlyObject]:
    return [
        _note(bold(HEADINGS[group].replace("<br>", "</b><br><b>")), *column.heading, plan, theme)
        for group, column in plan.columns.items()
    ]


def _entries(plan: Plan) -> list[tuple[str, float, float, float]]:
    """Return key, left end, height and length of the sign of each entry of the legend."""
    entries = []
    for y, keys in plan.legend:
        x = LEGEND_LEFT
        for key in keys:
            sign = 2 * plan.disc if key == "unproven" else plan.sample
            entries.append((key, x, y, sign))
            x += sign + WORD_GAP + text_width(LEGEND_TEXTS[key], plan.font) + ENTRY_GAP
    return entries


def _legend(plan: Plan, theme: Theme) -> list[go.Scatter]:
    """Draw the signs of the legend."""
    traces = []
    for key, x, y, sign in _entries(plan):
        kind = key if key in colours.VESSELS[theme] else "plexus"
        line = [(x, y), (x + sign, y)]
        heads = [head(line, plan.head, 0), head(line[::-1], plan.head, 0)] if key == "turn" else []
        back = 0.8 * plan.head if heads else 0
        if key != "unproven":
            traces.append(
                _trace(*_xy(trimmed(line, back, back)), mode="lines", line=_line(kind, plan, theme))
            )
        if heads or key == "unproven":
            mark = None if heads else (x + plan.disc, y)
            traces.append(_signs(heads, mark, kind, plan, theme))
    return traces


def _legend_texts(plan: Plan, theme: Theme) -> list[PlotlyObject]:
    return [
        _note(LEGEND_TEXTS[key], x + sign + WORD_GAP, y, plan, theme, xanchor="left")
        for key, x, y, sign in _entries(plan)
    ]


def _note(text: str, x: float, y: float, plan: Plan, theme: Theme, **more: object) -> PlotlyObject:
    return {
        "text": text,
        "x": x,
        "y": y,
        "xref": "x",
        "yref": "y",
        "showarrow": False,
        "captureevents": False,
        "font": {"size": plan.font, "color": colours.FLOW_INK[theme]},
        "borderpad": 0,
        **more,
    }
