"""The figures of the detection page as files; see `bone_atlas.app.published`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache

import plotly.graph_objects as go

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish.contract import ByTheme
from bone_atlas.app.server import publish
from bone_atlas.evidence import detection
from bone_atlas.evidence.detection import AT_AUTOPSY, DETECTED, EITHER, IN_LIFE, MISSED, Band, Finding
from bone_atlas.exports.detection import DETECTION_FIELDS, detection_rows
from bone_atlas.exports.tables import to_csv
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.figures.detection import accuracy, pictures, prevalence, threshold, threshold_steps, vertebrae

BASES = ("per patient", "per lesion", "not stated")


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
        What its table and its sources tell: all that is drawn, and what belongs to it but is not drawn.
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


def _shown(stem: str, made: dict[Theme, go.Figure], told: tuple[Finding, ...]) -> Shown:
    urls = {
        theme: publish(stem, "json", figure.to_json(engine="json").encode()) for theme, figure in made.items()
    }
    return Shown(urls, made["light"].layout.height, told)


@lru_cache(maxsize=len(BASES))
def accuracy_figure(basis: str) -> Shown:
    """Publish sensitivity and specificity on one basis."""
    pairs = detection.accuracies(findings(), basis)
    drawn = tuple(one for pair in pairs for one in (pair.sensitivity, pair.specificity) if one is not None)
    return _shown(
        f"accuracy-{basis.replace(' ', '-')}", {t: accuracy(pairs, basis, t) for t in THEMES}, drawn
    )


def prevalences(after_death: bool) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the figures of life, or those of autopsy and of what is not said to be either.

    Parameters
    ----------
    after_death : bool
        Whether those of autopsy are asked for.

    Returns
    -------
    known, drawn : tuple of Finding
        All of them, and those that are drawn: other single cancers than breast cancer stand in tables only.
    """
    measures = (AT_AUTOPSY, EITHER) if after_death else (IN_LIFE,)
    known = tuple(one for one in findings() if one.measure in measures)
    return known, tuple(one for one in known if one.cancer in ("breast", "mixed"))


@lru_cache(maxsize=2)
def prevalence_figure(after_death: bool) -> Shown:
    """Publish how often metastases are known in life, or are found at autopsy or not said to be either."""
    known, drawn = prevalences(after_death)
    stem = "prevalence-autopsy" if after_death else "prevalence-life"
    return _shown(stem, {t: prevalence(drawn, t) for t in THEMES}, known)


@cache
def vertebrae_figure() -> Shown:
    """Publish the three rows of vertebrae; what has no count stands in the table only."""
    drawn = detection.autopsy_vertebrae(findings())
    known = tuple(one for one in findings() if one.measure in (DETECTED, MISSED))
    return _shown("vertebrae", {t: vertebrae(drawn, t) for t in THEMES}, known)


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
def threshold_steps_urls() -> dict[str, str]:
    """Publish every state of the slider for each theme, for a browser that switches by itself."""
    return {
        theme: publish("threshold-steps", "json", json.dumps(threshold_steps(band(), theme)).encode())
        for theme in THEMES
    }


@cache
def csv_url() -> str:
    """Publish all figures of detection as CSV, those that are not shown with the reason."""
    text = to_csv(detection_rows((*findings(), *hidden())), DETECTION_FIELDS)
    return publish("detection", "csv", text.encode("utf-8-sig"))
