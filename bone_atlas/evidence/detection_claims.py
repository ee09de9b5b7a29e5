"""Two claims of the article about detection, and what the figures allow to be said of them."""

from __future__ import annotations

from collections.abc import Iterable

from bone_atlas.evidence.detection import (
    AT_AUTOPSY,
    EITHER,
    IN_LIFE,
    Finding,
    accuracies,
    autopsy_vertebrae,
    select,
    threshold_band,
)

TWICE = "“Twice as often at autopsy as in life”"
HARD_TO_SEE = "“Hard to see on CT and bone scan”"


def why_not_twice(found: Iterable[Finding]) -> tuple[str, ...]:
    """Tell why these figures cannot show that autopsies find bone metastases twice as often.

    Parameters
    ----------
    found : iterable of Finding
        The figures.

    Returns
    -------
    tuple of str
        Sentences, each with the figures it rests on.
    """
    figures = tuple(found)
    dying = _one(select(figures, IN_LIFE), "coleman_1987_dying")
    first = _one(select(figures, IN_LIFE), "gong_2018_at_diagnosis")
    autopsy = _one(select(figures, AT_AUTOPSY), "bonejoint360_breast_prostate")
    review = _one(select(figures, EITHER), "chapter_9780203909799_breast")
    film, scan, mri = autopsy_vertebrae(figures)
    return (
        "It cannot be told from these figures: none of these studies counted the same patients in life and "
        "after death.",
        f"Per patient a factor of two is not supported: {dying.value} of patients who died with breast "
        f"cancer had bone metastases ({dying.count}), and {autopsy.value} had them after death in "
        f"breast and prostate cancer together ({autopsy.count}). A review gives {review.value} of "
        "patients with advanced breast cancer, without saying in life or at autopsy.",
        f"Measured against the first diagnosis ({first.value}, {first.count} women) the ratio is far more "
        "than two: what it is depends on when in life one counts.",
        f"Per vertebra the film showed {film.value} of the affected ones, the bone scan {scan.value} and MRI "
        f"{mri.count}. That is the sensitivity of a test for a vertebra, not a ratio of autopsy to clinic: a "
        "patient counts as found when one vertebra of many is seen.",
    )


def hard_to_see(found: Iterable[Finding]) -> tuple[str, ...]:
    """Tell in which sense bone metastases are hard to see, and in which not.

    Parameters
    ----------
    found : iterable of Finding
        The figures.

    Returns
    -------
    tuple of str
        Sentences, each with the figures it rests on.
    """
    figures = tuple(found)
    pooled = [pair for pair in accuracies(figures, "per patient") if pair.cancer == "mixed"]
    seen = {pair.modality: pair.sensitivity.value for pair in pooled if pair.sensitivity is not None}
    per_patient = ", ".join(f"{name} {value}" for name, value in seen.items())
    band = threshold_band(figures)
    film, scan, _ = autopsy_vertebrae(figures)
    return (
        f"Per patient the tests find most: sensitivity {per_patient} (all cancers, "
        f"{pooled[0].either.count}). Of these four CT finds the fewest.",
        f"Per vertebra much is missed: at autopsy the bone scan showed {scan.count} affected vertebrae.",
        f"A plain film needs a loss: it is said to show a focus once {band.low:g}\N{EN DASH}{band.high:g} % "
        f"of the mineral is gone, and at autopsy it showed {film.count} affected vertebrae.",
    )


def _one(found: Iterable[Finding], name: str) -> Finding:
    return next(one for one in found if one.id == name)
