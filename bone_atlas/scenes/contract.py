"""Forms of what scenes hand to the presenter; `bone_atlas.app.publish.contract` says what becomes of them."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import PlotlyObject
from bone_atlas.figures.projector.stage import Extent

#: Addresses of the same in both colour themes.
ByTheme = dict[Theme, str]


class DiagramForm(TypedDict):
    """A diagram in one of its two forms, with its design size in px."""

    figure: ByTheme
    size: tuple[float, float]


class RoutesShown(TypedDict):
    """What a figure receives of the routes from breast to bone.

    Attributes
    ----------
    network : str
        Address of a `RoutesIndex`.
    routes : list of str
        Ids of the routes that are shown.
    side : str
        Side of the tumour.
    overlay : dict of str to str
        By part of the view the address of an `Overlay`.
    focus : bool
        Whether the trunk alone is shown and journeys light up.
    chosenRoute : str
        The one route that the reader asked for, if any.
    lying, upright : DiagramForm
        A diagram for screens that lie and that stand.
    """

    network: str
    routes: list[str]
    side: str
    overlay: NotRequired[dict[str, str]]
    focus: NotRequired[bool]
    chosenRoute: NotRequired[str]
    lying: NotRequired[DiagramForm]
    upright: NotRequired[DiagramForm]


class SlideView(TypedDict):
    """A skeleton of a slide seen from one side: painted, and without its values."""

    figure: ByTheme
    paint: ByTheme
    blank: ByTheme
    overlay: NotRequired[dict[str, str]]


class SlideFigure(TypedDict):
    """A figure of a slide.

    Attributes
    ----------
    kind : str
        ``bones`` or ``rows``.
    extent : str, optional
        ``trunk`` where the trunk alone is shown, as long as the stage is wide.
    labels, names : dict, optional
        By theme the slide's own labels, and labels that keep the values to themselves.
    narrow : dict, optional
        The slide's own labels on a narrow stage.
    page, query
        Page of the atlas that shows the same, and its query.
    """

    kind: str
    index: str
    caption: str
    alt: str
    select: list[str]
    view: NotRequired[str]
    views: NotRequired[dict[str, SlideView]]
    routes: NotRequired[RoutesShown | None]
    labels: NotRequired[dict[Theme, list[PlotlyObject]] | None]
    names: NotRequired[dict[Theme, list[PlotlyObject]] | None]
    narrow: NotRequired[dict[Theme, list[PlotlyObject]] | None]
    extent: NotRequired[Extent]
    page: NotRequired[str]
    query: NotRequired[dict[str, str]]
    figure: NotRequired[ByTheme | None]
    height: NotRequired[int]
    marked: NotRequired[list[str]]


class SlideMore(TypedDict, total=False):
    """What only some scenes have beside figures."""

    claim: SlideClaim
    playing: Playing
    strip: Strip | None


class SlideClaim(TypedDict):
    """A statement of the article and its verdict."""

    statement: str
    verdict: str
    because: str
    hypothesis: str


class Playing(TypedDict):
    """Where in which journey the cell stands on a slide."""

    script: str
    journey: str
    step: int


class Strip(TypedDict):
    """The stations of a journey; `station` is the index of the one that the cell has reached."""

    title: str
    stations: list[str]
    station: int
    status: str
