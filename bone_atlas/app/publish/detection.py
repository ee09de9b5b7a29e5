"""The figures of the detection page as files; see `bone_atlas.app.publish.figures`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import plotly.graph_objects as go

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import detection_page
from bone_atlas.app.html.detection_page import TITLES
from bone_atlas.app.publish import contract
from bone_atlas.app.publish import figures as published_figures
from bone_atlas.app.publish.figures import by_theme
from bone_atlas.app.publish.values import figure_bytes, is_theme, json_bytes
from bone_atlas.app.server import published
from bone_atlas.evidence import detection
from bone_atlas.evidence.detection import Band, Finding
from bone_atlas.exports.detection import DETECTION_FIELDS, detection_rows
from bone_atlas.exports.tables import to_csv
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.figures.detection import pictures, threshold
from bone_atlas.figures.detection.threshold import steps
from bone_atlas.figures.export_lines import offered
from bone_atlas.scenes.contract import ByTheme
from bone_atlas.scenes.pictures import ON_SLIDES, PICTURES, picture_lines

#: The picture that the slider moves, and where that stands at first.
THRESHOLD, LOSS = "threshold", 20


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


@published("detection-image", "png", frozenset(pictures.NAMES).__contains__)
def _image(name: str) -> bytes:
    return pictures.pictures()[name]


def picture_urls() -> dict[str, str]:
    """Return the addresses of the images of the threshold: they are sent once, whatever the slider says."""
    return {name: _image.url(name) for name in pictures.NAMES}


@lru_cache(maxsize=64)
def _drawn(name: str) -> dict[Theme, go.Figure]:
    """Draw a picture: how tall it is follows from how its texts break."""
    shown = PICTURES[name].on_page
    if shown is None:
        raise ValueError(f"The page shows the picture {name!r} in a way of its own.")
    return {theme: shown.draw(findings(), theme) for theme in THEMES}


def _is_on_page(name: str) -> bool:
    return name in PICTURES and PICTURES[name].on_page is not None


@published("detection-picture", "json", _is_on_page, is_theme)
def _picture(name: str, theme: Theme) -> bytes:
    lines = picture_lines(name, TITLES[name], picture_figure(name).findings)
    return figure_bytes(offered(go.Figure(_drawn(name)[theme]), lines))


def picture_figure(name: str) -> Shown:
    """Return a picture as the page shows it.

    Parameters
    ----------
    name : str
        One of `bone_atlas.scenes.pictures.PICTURES` that the page shows.

    Raises
    ------
    ValueError
        If the page shows it by itself.
    """
    height: int = _drawn(name)["light"].layout.height
    shown = PICTURES[name].on_page
    table = shown.table(findings()) if shown else ()
    return Shown(by_theme(_picture, name), height, table)


@published("threshold", "json", frozenset(map(str, steps())).__contains__, is_theme)
def _threshold(loss: str, theme: Theme) -> bytes:
    lines = picture_lines(THRESHOLD, TITLES[THRESHOLD], threshold_findings())
    return figure_bytes(offered(threshold(int(loss), band(), theme, picture_urls()), lines))


@cache
def threshold_findings() -> tuple[Finding, ...]:
    """Return what is said of the threshold."""
    return (*band().sources, *band().others, *detection.select(findings(), detection.REPLACED))


@cache
def _threshold_height() -> int:
    """Return the height of the threshold, which all its states share."""
    height: int = threshold(0, band(), "light", picture_urls()).layout.height
    return height


def threshold_figure(loss: int) -> Shown:
    """Return one state of the threshold."""
    return Shown(by_theme(_threshold, str(loss)), _threshold_height(), threshold_findings())


@published("detection", "csv")
def _csv() -> bytes:
    return to_csv(detection_rows((*findings(), *hidden())), DETECTION_FIELDS).encode("utf-8-sig")


def csv_url() -> str:
    """Return the address of all figures of detection as CSV, those that are not shown with the reason."""
    return _csv.url()


@published("detection-page", "json")
def _manifest() -> bytes:
    states = [_state(loss) for loss in steps()]
    first = next(state for state in states if state["loss"] == LOSS)
    shown = {name: picture_figure(name) for name in TITLES if name != THRESHOLD}
    figures = {name: _figure(name, one.urls, one.height, TITLES[name]) for name, one in shown.items()}
    figures[THRESHOLD] = _figure(THRESHOLD, first["figure"], _threshold_height(), TITLES[THRESHOLD])
    told = {name: one.findings for name, one in shown.items()} | {THRESHOLD: threshold_findings()}
    manifest: contract.DetectionManifest = {
        "index": published_figures.index_url("en"),
        "page": detection_page.page(findings(), hidden(), told),
        "figures": figures,
        "states": states,
        "moved": THRESHOLD,
        "loss": LOSS,
        "csv": csv_url(),
    }
    return json_bytes(manifest)


def manifest_url() -> str:
    """Return the address of the manifest of the page."""
    return _manifest.url()


def _state(loss: int) -> contract.ThresholdState:
    verdict = band().verdict(loss)
    return {
        "loss": loss,
        "verdict": verdict,
        "figure": threshold_figure(loss).urls,
        "alt": f"Schematic vertebra that lost {loss} % of the mineral in a focus; on an X-ray: {verdict}",
    }


def _figure(name: str, urls: ByTheme, height: int, alt: str) -> contract.DetectionFigure:
    return {"figure": urls, "height": height, "alt": alt, "slide": name in ON_SLIDES}
