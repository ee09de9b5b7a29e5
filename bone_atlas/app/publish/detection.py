"""The figures of the detection page as files; see `bone_atlas.app.publish.figures`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import plotly.graph_objects as go

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.server import publish
from bone_atlas.evidence import detection
from bone_atlas.evidence.detection import Band, Finding
from bone_atlas.exports.detection import DETECTION_FIELDS, detection_rows
from bone_atlas.exports.tables import to_csv
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.figures.detection import pictures, threshold
from bone_atlas.scenes.contract import ByTheme
from bone_atlas.scenes.pictures import PICTURES


@dataclass(frozen=True)
class Shown:
    """A published figure.

    Attributes
    ----------
    urls : dict of str to str
        Address of the figure for each theme.
    height : int
        In pixels.
    findings : tuple of Finding
        What its table and its sources show: all that is drawn, and what belongs to it but is not drawn.
    """

    urls: ByTheme
    height: int
    findings: tuple[Finding, ...]


@cache
def findings() -> tuple[Finding, ...]:
    """Return the figures that are shown."""
    return detection.findings(catalogue().tables)


@cache
def hidden() -> tuple[Finding, ...]:
    """Return the figures that are not shown, with their reasons."""
    return detection.not_shown(catalogue().tables)


@cache
def band() -> Band:
    """Return the band of the threshold."""
    return detection.threshold_band(findings())


def _shown(stem: str, made: Mapping[Theme, go.Figure], findings: tuple[Finding, ...]) -> Shown:
    urls = {
        theme: publish(stem, "json", figure.to_json(engine="json").encode()) for theme, figure in made.items()
    }
    return Shown(urls, made["light"].layout.height, findings)


@lru_cache(maxsize=64)
def picture_figure(name: str) -> Shown:
    """Publish a picture as the page shows it.

    Parameters
    ----------
    name : str
        One of `bone_atlas.scenes.pictures.PICTURES` that the page shows.

    Raises
    ------
    ValueError
        If the page shows it by itself.
    """
    shown = PICTURES[name].on_page
    if shown is None:
        raise ValueError(f"The page shows the picture {name!r} in a way of its own.")
    made = {theme: shown.draw(findings(), theme) for theme in THEMES}
    return _shown(name.replace("_", "-"), made, shown.table(findings()))


@cache
def picture_urls() -> dict[str, str]:
    """Publish the pictures of the threshold: they are sent once, whatever the slider says."""
    return {name: publish(name.replace("_", "-"), "png", body) for name, body in pictures.pictures().items()}


@lru_cache(maxsize=64)
def threshold_figure(loss: int) -> Shown:
    """Publish one state of the threshold."""
    drawn = (*band().sources, *band().others)
    return _shown("threshold", {t: threshold(loss, band(), t, picture_urls()) for t in THEMES}, drawn)


@cache
def csv_url() -> str:
    """Publish all figures of detection as CSV, those that are not shown with the reason."""
    text = to_csv(detection_rows((*findings(), *hidden())), DETECTION_FIELDS)
    return publish("detection", "csv", text.encode("utf-8-sig"))
