"""The pictures of what imaging finds and misses: one registry for the detection page and for slides.

A new one is its figure in `bone_atlas.figures.detection`, an entry here, and its place on the detection page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from bone_atlas.evidence import detection
from bone_atlas.evidence.detection import Accuracy, Finding
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import ExportLines
from bone_atlas.figures.detection import accuracy, prevalence, vertebrae
from bone_atlas.figures.export_lines import export_lines
from bone_atlas.figures.projector import findings as slide_findings
from bone_atlas.figures.projector import pictures as slide_pictures
from bone_atlas.layers.build import NO_SOURCE

Findings = tuple[Finding, ...]
Images = Mapping[str, str]
#: Other single cancers than breast cancer stand in tables only.
DRAWN_CANCERS = ("breast", "mixed")
MEASURES_AT_AUTOPSY = (detection.AT_AUTOPSY, detection.EITHER)


@dataclass(frozen=True)
class OnPage:
    """How a picture is shown on the detection page.

    Attributes
    ----------
    draw : callable
        Makes the figure of all findings in a theme.
    table : callable
        Returns of all findings those that its table and its sources show: what is drawn, and what belongs to
        it but is not drawn.
    """

    draw: Callable[[Findings, Theme], go.Figure]
    table: Callable[[Findings], Findings]


@dataclass(frozen=True)
class OnSlide:
    """How a picture is shown on a slide.

    Attributes
    ----------
    draw : callable
        Makes the figure of all findings in a theme; the last argument holds the addresses of images.
    drawn : callable
        Returns of all findings those that it draws.
    """

    draw: Callable[[Findings, Theme, Images], go.Figure]
    drawn: Callable[[Findings], Sequence[Finding]]


@dataclass(frozen=True)
class Picture:
    """One picture.

    Attributes
    ----------
    title : str
        Of a slide that is made of it.
    caption : str
        On one line above it on a slide.
    alt : str
        What it shows, for those who cannot see it.
    is_about : callable
        Whether a finding belongs to it, so that references to it are offered.
    on_page : OnPage or None
        None where the page shows it by itself (the slider of the threshold).
    on_slide : OnSlide or None
        None where no slide can show it.
    """

    title: str
    caption: str
    alt: str
    is_about: Callable[[Finding], bool]
    on_page: OnPage | None = None
    on_slide: OnSlide | None = None

    def draw_on_slide(self, findings: Findings, theme: Theme, images: Images) -> go.Figure:
        """Draw it for a slide.

        Raises
        ------
        ValueError
            If no slide can show it.
        """
        return self._slide.draw(findings, theme, images)

    def drawn_on_slide(self, findings: Findings) -> Sequence[Finding]:
        """Return the findings that it draws on a slide.

        Raises
        ------
        ValueError
            If no slide can show it.
        """
        return self._slide.drawn(findings)

    @property
    def _slide(self) -> OnSlide:
        if self.on_slide is None:
            raise ValueError(f"No slide can show “{self.title}”.")
        return self.on_slide


def measuring(*measures: str) -> Callable[[Finding], bool]:
    """Return a test of whether a finding is of one of some measures."""
    return lambda one: one.measure in measures


def prevalences(findings: Findings, *measures: str) -> Findings:
    """Return the findings of some measures that are drawn."""
    return tuple(one for one in findings if one.measure in measures and one.cancer in DRAWN_CANCERS)


def _prevalence(title: str, caption: str, *measures: str) -> Picture:
    is_about = measuring(*measures)
    return Picture(
        title,
        caption,
        title,
        is_about,
        OnPage(
            lambda findings, theme: prevalence(prevalences(findings, *measures), theme),
            lambda findings: tuple(filter(is_about, findings)),
        ),
        OnSlide(
            lambda findings, theme, _: slide_findings.prevalence(prevalences(findings, *measures), theme),
            lambda findings: slide_findings.prevalence_drawn(prevalences(findings, *measures)),
        ),
    )


def _accuracy(basis: str, alt: str, caption: str = "", on_slide: OnSlide | None = None) -> Picture:
    def table(findings: Findings) -> Findings:
        pairs = detection.accuracies(findings, basis)
        return tuple(one for pair in pairs for one in (pair.sensitivity, pair.specificity) if one is not None)

    def is_about(one: Finding) -> bool:
        return one.measure in (detection.SENSITIVITY, detection.SPECIFICITY) and one.basis == basis

    on_page = OnPage(
        lambda findings, theme: accuracy(detection.accuracies(findings, basis), basis, theme), table
    )
    return Picture("How well each test finds bone metastases", caption, alt, is_about, on_page, on_slide)


def _per_patient(findings: Findings) -> tuple[Accuracy, ...]:
    return detection.accuracies(findings, "per patient")


def _behind_the_threshold(findings: Findings) -> Sequence[Finding]:
    band = detection.threshold_band(findings)
    return [one for one in (*band.sources, *band.others) if one.source_link]


#: What colours and marks mean where the figure itself does not say it, for under its saved picture.
LEGENDS = dict.fromkeys(
    ("accuracy_per_patient", "accuracy_per_lesion", "accuracy_not_stated"),
    "Blue: breast cancer. Grey: all cancers together. Line: 95 % CI as printed. Ring: interval not given",
)


def picture_lines(name: str, title: str, findings: Findings) -> ExportLines:
    """Return what stands above and below a saved picture.

    Parameters
    ----------
    name : str
        One of `PICTURES`.
    title : str
        What the page says that it shows.
    findings : tuple of Finding
        What its table shows.
    """
    printed = [one for one in findings if one.source_text != NO_SOURCE]
    cited = list(
        dict.fromkeys(
            ", ".join(dict.fromkeys(filter(None, (one.citation, one.source_text)))) for one in printed
        )
    )
    if silent := len(findings) - len(printed):
        cited.append(f"{silent} of the {len(findings)} statements: {NO_SOURCE}")
    return export_lines(title, f"detection_{name}", LEGENDS.get(name, ""), f"Sources: {'; '.join(cited)}")


PICTURES: dict[str, Picture] = {
    "vertebrae": Picture(
        "What imaging shows of a vertebra",
        "Affected vertebrae shown",
        "Vertebrae with proven metastases that each test showed",
        measuring(detection.DETECTED, detection.MISSED),
        OnPage(
            lambda findings, theme: vertebrae(detection.autopsy_vertebrae(findings), theme),
            lambda findings: tuple(filter(measuring(detection.DETECTED, detection.MISSED), findings)),
        ),
        OnSlide(
            lambda findings, theme, _: slide_pictures.vertebrae(detection.autopsy_vertebrae(findings), theme),
            detection.autopsy_vertebrae,
        ),
    ),
    "threshold": Picture(
        "How much mineral must be lost before it shows",
        "Mineral lost before an X-ray shows it",
        "Mineral lost before an X-ray shows it",
        measuring(detection.MINERAL),
        on_slide=OnSlide(
            lambda findings, theme, images: slide_pictures.threshold(
                detection.threshold_band(findings), theme, images
            ),
            _behind_the_threshold,
        ),
    ),
    "accuracy_per_patient": _accuracy(
        "per patient",
        "Sensitivity and specificity of the tests, per patient",
        "Per patient",
        OnSlide(
            lambda findings, theme, _: slide_findings.accuracy(_per_patient(findings), theme),
            lambda findings: [
                pair.either
                for _, pairs in slide_findings.accuracy_drawn(_per_patient(findings))
                for pair in pairs
            ],
        ),
    ),
    "accuracy_per_lesion": _accuracy("per lesion", "Sensitivity and specificity, per lesion"),
    "accuracy_not_stated": _accuracy("not stated", "Sensitivity and specificity, basis not stated"),
    "prevalence_life": _prevalence(
        "How often bone metastases are found in life", "Found in life", detection.IN_LIFE
    ),
    "prevalence_autopsy": _prevalence(
        "How often bone metastases are found at autopsy, or at a time not stated",
        "Found at autopsy, or at a time not stated",
        *MEASURES_AT_AUTOPSY,
    ),
}
#: Those that a slide can show, in the order in which a lesson's file names them.
ON_SLIDES = tuple(name for name, picture in PICTURES.items() if picture.on_slide)
