"""Forms of what figures hand to the browser besides Plotly's own JSON: paint, overlays, ``layout.meta``.

`bone_atlas.app.publish.contract` has the rest, and says what becomes of them.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

#: A trace, a layout, a shape or an annotation in Plotly's terms.
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
    """What a layer puts on a skeleton; see `bone_atlas.figures.skeleton.paint`.

    Attributes
    ----------
    trunk : list of list of (int, int, int), optional
        The labels while the trunk alone is shown, by column: which of those of the whole body, and the
        point in the bone in whole millimetres.
    """

    traces: dict[str, list[Any]]
    layout: PlotlyObject
    texts: dict[str, str]
    brief: dict[str, str]
    trunk: NotRequired[list[list[tuple[int, int, int]]]]
    export: NotRequired[ExportLines]
    key: NotRequired[Key]


class Ranges(TypedDict):
    """Both axes of a view, in its own unit."""

    x: Point
    y: Point


class StartRanges(TypedDict):
    """What is seen of a view at first: on a wide screen, and on a narrow one."""

    wide: Ranges
    narrow: Ranges


class Frame(TypedDict):
    """A part of the body.

    Attributes
    ----------
    cut : bool
        Whether nothing beside it is drawn: the hands hang beside the hips, too small to be hit.
    """

    ranges: Ranges
    cut: bool


class Stages(TypedDict):
    """Sizes in px that a slide's skeleton is drawn for.

    Attributes
    ----------
    leastWide : float
        A stage below so many heights is narrow.
    leastLabelled : float
        A narrow stage below so many px has no labels.
    """

    wide: tuple[float, float]
    narrow: tuple[float, float]
    leastWide: float
    leastLabelled: float


class SlideTrunk(TypedDict):
    """The trunk alone on a wide stage.

    Attributes
    ----------
    margin : (float, float)
        What is free on its left and on its right, in px of the stage that it is drawn for.
    """

    ranges: Ranges
    margin: Point


class BonesMeta(TypedDict):
    """``layout.meta`` of a skeleton.

    Attributes
    ----------
    family : str
        A zoom is kept between figures of one family.
    cartilage : str
        The id of what is drawn but cannot be chosen.
    bones : list of (str, int, int, int)
        Id, trace, first vertex and the one past the last.
    sites : dict of str to str
        The site of each bone.
    panels : list of (str, float)
        The views side by side, and how far each is shifted.
    stages : Stages, optional
        Of a slide.
    trunk : SlideTrunk, optional
        Of a slide with one skeleton.
    colophon : str
        Version and licences: the last words under every saved picture of it.
    """

    kind: Literal["bones"]
    family: str
    cartilage: str
    bones: list[tuple[str, int, int, int]]
    sites: dict[str, str]
    ranges: StartRanges
    panels: list[tuple[str, float]]
    stages: NotRequired[Stages]
    trunk: NotRequired[SlideTrunk]
    colophon: str


class RowsMeta(TypedDict):
    """``layout.meta`` of a plot with rows that can be chosen.

    Attributes
    ----------
    rows : list of (str, float, str, str)
        Id, height, text and name.
    size : (float, float), optional
        In px, what a figure of a slide is drawn for.
    export : ExportLines, optional
        Of a figure that can be saved as a picture.
    """

    kind: Literal["rows"]
    rows: list[tuple[str, float, str, str]]
    size: NotRequired[tuple[float, float]]
    export: NotRequired[ExportLines]


class FlowMeta(TypedDict):
    """``layout.meta`` of the diagram of the routes.

    Attributes
    ----------
    family : str
        A zoom is kept between figures of one family.
    size : (float, float)
        In px, what it is drawn for.
    nodes : list of (str, float, float, float, float, int)
        Id, box and trace of what the diagram joins.
    edges : list of (str, int, int, list of float, list of float)
        Id, traces of line and heads, and the line itself.
    order : list of str
        Ids along the flow.
    lymph : list of int
        Traces that only the lymphatic route has.
    texts : dict of str to (str, str)
        By id title and text.
    """

    kind: Literal["flow"]
    family: str
    size: tuple[float, float]
    ranges: StartRanges
    nodes: list[tuple[str, float, float, float, float, int]]
    edges: list[tuple[str, int, int, list[float], list[float]]]
    order: list[str]
    lymph: list[int]
    texts: dict[str, tuple[str, str]]
    export: ExportLines


class StaticMeta(TypedDict):
    """``layout.meta`` of a figure in which nothing can be chosen."""

    kind: Literal["static"]


#: What a figure is, and where in it what can be pointed at stands.
FigureMeta = BonesMeta | RowsMeta | FlowMeta | StaticMeta


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
    ranges: StartRanges


class SlideOverlay(Overlay):
    """The same for a slide; see `bone_atlas.figures.projector.overlay.overlay`.

    Attributes
    ----------
    middle, midline : float
        What lies off the middle by more than the midline is named from its side.
    columns : (float, float)
        Where the two columns of labels stand.
    room : Point
        The lowest and the highest position of a label.
    thighs : StartRanges
        What is seen where the thighs are shown with the trunk.
    """

    columns: tuple[float, float]
    middle: float
    midline: float
    room: Point
    thighs: StartRanges
