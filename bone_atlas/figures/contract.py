"""Forms of what figures hand to the browser besides Plotly's own JSON: paint, overlays, ``layout.meta``.

`bone_atlas.app.publish.contract` has the rest, and says what becomes of them.
"""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

#: A trace, a layout, a shape or an annotation in Plotly's own words.
PlotlyObject = dict[str, Any]
#: In the data's own unit: millimetres on the body, design px in the diagram.
Point = tuple[float, float]
#: Lines that light up together: kind, side, segments, width in px, 1 if an overview has them, label, lines.
Group = tuple[str, str, list[int], float, int, str, list[list[Point]]]


class ExportLines(TypedDict):
    """What stands above and below a saved picture, and the name of its file."""

    title: str
    footer: str
    filename: str


class Key(TypedDict):
    """Colour bar and swatches of a slide's skeleton, as Plotly draws them."""

    shapes: list[PlotlyObject]
    annotations: list[PlotlyObject]


class Paint(TypedDict):
    """What a layer puts on a skeleton; see `bone_atlas.figures.skeleton.paint`."""

    traces: dict[str, list[Any]]
    layout: PlotlyObject
    texts: dict[str, str]
    brief: dict[str, str]
    export: NotRequired[ExportLines]
    key: NotRequired[Key]


class Ranges(TypedDict):
    """Both axes of a view, in its own unit."""

    x: list[float]
    y: list[float]


class Stages(TypedDict):
    """Sizes in px that a slide's skeleton is drawn for; a stage below `leastWide` heights is narrow."""

    wide: tuple[float, float]
    narrow: tuple[float, float]
    leastWide: float


class FigureMeta(TypedDict):
    """``layout.meta`` of a figure: what it is, and where in it what can be pointed at stands.

    Attributes
    ----------
    kind : str
        ``bones``, ``rows``, ``flow`` (the diagram of the routes) or ``static``.
    family : str
        A zoom is kept between figures of one family.
    bones : list of (str, int, int, int)
        Id, trace, first vertex and the one past the last.
    rows : list of (str, float, str, str)
        Id, height, text and name.
    nodes : list of (str, float, float, float, float, int)
        Id, box and trace of what the diagram joins.
    edges : list of (str, int, int, list of float, list of float)
        Id, traces of line and heads, and the line itself.
    """

    kind: str
    family: NotRequired[str]
    cartilage: NotRequired[str]
    bones: NotRequired[list[tuple[str, int, int, int]]]
    sites: NotRequired[dict[str, str]]
    ranges: NotRequired[dict[str, Ranges]]
    panels: NotRequired[list[tuple[str, float]]]
    rows: NotRequired[list[tuple[str, float, str, str]]]
    bandLeft: NotRequired[float]
    size: NotRequired[tuple[float, float]]
    stages: NotRequired[Stages]
    nodes: NotRequired[list[tuple[str, float, float, float, float, int]]]
    edges: NotRequired[list[tuple[str, int, int, list[float], list[float]]]]
    lymph: NotRequired[list[int]]
    order: NotRequired[list[str]]
    texts: NotRequired[dict[str, tuple[str, str]]]
    export: NotRequired[ExportLines]


class Overlay(TypedDict):
    """What is drawn of the routes in one part of a view; see `bone_atlas.figures.overlay.overlay`."""

    groups: list[Group]
    organs: list[tuple[str, list[Point]]]
    colours: dict[str, dict[str, str]]
    dashes: dict[str, str]
    labels: list[PlotlyObject]
    paths: list[list[Point]]
    journeys: dict[str, list[int]]
    tumours: dict[str, Point]
    ranges: NotRequired[dict[str, Ranges]]


class SlideOverlay(Overlay):
    """The same for a slide; see `bone_atlas.figures.projector.overlay.overlay`.

    Attributes
    ----------
    middle, midline : float
        What lies off the middle by more than the midline is named from its side.
    columns : (float, float)
        Where the two columns of labels stand.
    room : Point
        The lowest and the highest place of a label.
    """

    columns: tuple[float, float]
    middle: float
    midline: float
    room: Point
