"""The Detection page as its scene reads it."""

from __future__ import annotations

from typing import TypedDict

from bone_atlas.scenes.contract import ByTheme


class DetectionFigure(TypedDict):
    """A figure of the page.

    Attributes
    ----------
    height : int
        In px.
    alt : str
        What it shows.
    slide : bool
        Whether a slide can show it.
    """

    figure: ByTheme
    height: int
    alt: str
    slide: bool


class ThresholdState(TypedDict):
    """A step of the slider: the loss in per cent, what an X-ray would show, the figure."""

    loss: int
    verdict: str
    figure: ByTheme
    alt: str


class DetectionManifest(TypedDict):
    """All files of the Detection page.

    Attributes
    ----------
    page : str
        Its texts and tables as HTML, with empty places for the slider and the figures: ``data-place``.
    figures : dict
        By picture.
    states : list of ThresholdState
        Of the slider, from its lowest step to its highest.
    moved : str
        The picture that the slider moves.
    loss : int
        Where the slider stands at first.
    csv : str
        Address of all that is shown, as a table.
    """

    index: str
    page: str
    figures: dict[str, DetectionFigure]
    states: list[ThresholdState]
    moved: str
    loss: int
    csv: str
