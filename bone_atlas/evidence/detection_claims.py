"""Two statements of the article about detection, and what the figures allow to be said of them.

Between quotation marks stand the article's own words and no others.
"""

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

TWICE = "“2 times higher”"
HARD_TO_SEE = "“Not easy to detect it in time”"


def why_not_twice(found: Iterable[Finding]) -> tuple[str, ...]:
    """Tell why these figures cannot show that autopsies find two or three times as many bone metastases.

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
    dying = _one(select(figures, EITHER), "coleman_1987_dying")
    first = _one(select(figures, IN_LIFE), "gong_2018_at_diagnosis")
    autopsy = _one(select(figures, AT_AUTOPSY), "bonejoint360_breast_prostate")
    hearsay = _one(select(figures, AT_AUTOPSY), "koizumi_2010_autopsy")
    review = _one(select(figures, EITHER), "chapter_9780203909799_breast")
    film, scan, mri = autopsy_vertebrae(figures)
    return (
        "The words can mean twofold or threefold, and these figures settle neither: none of these studies "
        "counted the same patients in life and after death.",
        f"Of patients who died with breast cancer {dying.value} had bone metastases ({dying.count}); whether "
        "they were found in life or after death is not in what was seen. After death "
        f"{autopsy.value} had them in breast and prostate cancer together ({autopsy.count}); of breast "
        f"cancer alone a later paper says {hearsay.value}, citing another ({hearsay.count}). A review gives "
        f"{review.value} of patients with advanced breast cancer, without saying in life or at autopsy. None "
        "of them can be divided by another.",
        f"Divided by the share at first diagnosis ({first.value}, {first.count} women) any of them would "
        "give far more than three: what the ratio is depends on when in life one counts.",
        f"Per vertebra, in bodies, the X-ray showed {film.count} affected ones, the bone scan {scan.count} "
        f"and MRI {mri.count}, each in its own bodies and vertebrae. That is the sensitivity of a test for a "
        "vertebra, not a ratio of autopsy to clinic: a patient counts as found when one vertebra of many is "
        "seen.",
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
        "The article says it of early disease, of X-ray and of “CT bone scan”; our reading: CT and bone "
        "scan. The figures here are not of early disease alone.",
        f"Per patient the tests find most: sensitivity {per_patient} (all cancers, "
        f"{pooled[0].either.count}). Of these four CT finds the fewest, but the studies pooled for each test "
        "are not the same and no interval was seen.",
        f"Per vertebra much is missed: at autopsy the bone scan showed {scan.count} affected vertebrae.",
        f"An X-ray needs a loss: it is said to show a focus once {band.low:g}\N{EN DASH}{band.high:g} % "
        f"of the mineral is gone, and at autopsy it showed {film.count} affected vertebrae.",
    )


def _one(found: Iterable[Finding], name: str) -> Finding:
    return next(one for one in found if one.id == name)
