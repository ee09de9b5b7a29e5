"""Figures of the page, and the light pictures that stand in for them."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import Paint, PlotlyObject
from bone_atlas.scenes.contract import ByTheme, DiagramForm

#: The same as its contents, for what is not published.
Contents = dict[Theme, PlotlyObject] | dict[Theme, Paint]


class Index(TypedDict):
    """The bones, what ids stand for them, and names.

    Attributes
    ----------
    bones : list of (str, str, str)
        Id, label and site of each bone, from head to foot.
    members : dict of str to list of int
        By id of a site, group, vessel or segment: positions in `bones` of what it stands for or leads to.
    names : dict of str to str
        Names of those ids.
    """

    bones: list[tuple[str, str, str]]
    members: dict[str, list[int]]
    names: dict[str, str]


class LightPicture(TypedDict):
    """The picture that stands in for a skeleton until Plotly is there."""

    outline: str
    margin: str
    shading: NotRequired[str]


class FigureData(TypedDict):
    """What the figure component receives; what is empty is left out.

    Attributes
    ----------
    figure, paint
        Addresses; what is made of a reader's own table is never published, so it goes along itself. A figure
        that both themes share goes along once.
    """

    index: str
    figure: NotRequired[str | PlotlyObject | ByTheme | Contents]
    paint: NotRequired[ByTheme | Contents]
    preview: NotRequired[dict[Theme, LightPicture]]
    selected: NotRequired[list[str]]
    sequence: NotRequired[int]
    height: NotRequired[str]
    tools: NotRequired[list[str]]
    marked: NotRequired[list[str]]
    alt: NotRequired[str]
    network: NotRequired[str]
    routes: NotRequired[list[str]]
    side: NotRequired[str]
    overlay: NotRequired[dict[str, str]]
    focus: NotRequired[bool]
    chosenRoute: NotRequired[str]
    lying: NotRequired[DiagramForm]
    upright: NotRequired[DiagramForm]
