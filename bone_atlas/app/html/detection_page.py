"""The Detection page as HTML: its texts and tables with empty places for slider and figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from bone_atlas import wording
from bone_atlas.app.html import detection_tables as tables
from bone_atlas.app.html import elements as h
from bone_atlas.evidence.detection import Finding
from bone_atlas.scenes.pictures import PICTURES

#: What a place is for, besides the figure of a picture.
TOOLS, SLIDER = "tools", "slider"
ACCURACY = {
    "accuracy_per_patient": "Per patient",
    "accuracy_per_lesion": "Per lesion",
    "accuracy_not_stated": "Patients or lesions: not stated",
}
PREVALENCE = ("prevalence_life", "prevalence_autopsy")
#: What the figures show; the tables below them are named so too.
TITLES = {
    "vertebrae": "Share of vertebrae with proven metastases that X-ray, bone scan and MRI showed at autopsy",
    "threshold": "How much mineral must be lost before an X-ray shows it",
    **{
        picture: f"Sensitivity and specificity, {wording.uncapitalised(title)}"
        for picture, title in ACCURACY.items()
    },
    **{picture: PICTURES[picture].title for picture in PREVALENCE},
}
#: The findings of each picture, for its table and its sources.
Shown = Mapping[str, Sequence[Finding]]


def page(findings: Sequence[Finding], hidden: Sequence[Finding], shown: Shown) -> Markup:
    """Return the page.

    Parameters
    ----------
    findings : sequence of Finding
        All that is shown.
    hidden : sequence of Finding
        What is not shown, for its reasons.
    shown : mapping of str to sequence of Finding
        Of each of `TITLES` what its table and its sources show.
    """
    slider = h.div(data_place=SLIDER)
    return h.joined(
        tables.introduction(),
        h.div(cls="atlas-detection-tools", data_place=TOOLS),
        _beside(tables.vertebrae_text(findings), _figure("vertebrae", shown)),
        _tables(shown, "vertebrae"),
        _beside(h.div(tables.threshold_text(findings), slider), _figure("threshold", shown)),
        _tables(shown, "threshold"),
        tables.accuracy_text(),
        _beside(
            _titled("accuracy_per_patient", shown),
            h.div(_titled(name, shown) for name in ("accuracy_per_lesion", "accuracy_not_stated")),
        ),
        _tables(shown, *ACCURACY),
        tables.prevalence_text(findings),
        _beside(*(_figure(name, shown) for name in PREVALENCE)),
        _tables(shown, *PREVALENCE),
        tables.over_time(findings),
        tables.other_tests(findings),
        tables.rib_spots(findings),
        tables.sides(findings),
        tables.hard_to_see_text(findings),
        tables.complications(findings),
        tables.not_shown(hidden),
    )


def _beside(left: Markup, right: Markup) -> Markup:
    return h.div(left, right, cls="atlas-beside")


def _figure(name: str, shown: Shown) -> Markup:
    """Return the place of a figure with its sources under it."""
    return h.div(h.div(cls="atlas-figure", data_place=name), tables.sources(shown[name]))


def _titled(name: str, shown: Shown) -> Markup:
    return h.div(h.heading(ACCURACY[name]), _figure(name, shown))


def _tables(shown: Shown, *names: str) -> Markup:
    return h.joined(*(tables.table(TITLES[name], shown[name]) for name in names))
