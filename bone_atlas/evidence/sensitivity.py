"""What a comparison of studies hangs on: single studies, uncounted ones, and the pairs that differ.

A pooled value tells one number and one measure of disagreement. Here stands what a reader needs beside it:
the same two with each study left out, the same two with a study whose count was not published but whose
possible counts are known, and the pairs of studies whose difference is more than chance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from bone_atlas.evidence.intervals import newcombe
from bone_atlas.evidence.pooling import MOST_I2, Agreement, StudyValue, counts_of
from bone_atlas.evidence.random_effects import Count, Pooled, cochran_q, i_squared, logits, pool

#: How many patients a study that published percentages alone may have counted. Popoola 2013: 58 of 67
#: patients had bone metastases, and not all printed percentages fit 58 (`layers.csv`, `observations.csv`).
POSSIBLE_DENOMINATORS: Mapping[str, tuple[int, ...]] = {"popoola_2013": (58, 59, 67)}
#: A pooled value of fewer studies has no prediction interval.
LEAST_POOLED = 3


@dataclass(frozen=True)
class Variant:
    """Studies pooled in another choice, to see what the pooled value hangs on.

    Attributes
    ----------
    study : StudyValue
        The study that was left out, or added.
    count : tuple of int or None
        The count that was taken for a study that published none; None where a study was left out.
    pooled : Pooled
        The pooled value of this choice; told to show what changes, not as a result.
    i2 : float
        Share of the variance that is not chance, in percent.
    """

    study: StudyValue
    count: Count | None
    pooled: Pooled
    i2: float

    @property
    def within_limit(self) -> bool:
        """Whether the studies of this choice differ by no more than the limit of pooling."""
        return self.i2 <= MOST_I2


@dataclass(frozen=True)
class Apart:
    """Two studies whose difference is more than chance.

    Attributes
    ----------
    higher, lower : StudyValue
        The studies.
    difference, low, high : float
        Higher minus lower with its 95 % interval (`bone_atlas.evidence.intervals.newcombe`), in percentage
        points.
    """

    higher: StudyValue
    lower: StudyValue
    difference: float
    low: float
    high: float


def leave_one_out(found: Agreement) -> tuple[Variant, ...]:
    """Pool the studies anew, each of them left out once.

    Parameters
    ----------
    found : Agreement
        As from `bone_atlas.evidence.pooling.agreement`.

    Returns
    -------
    tuple of Variant
        One for each counted study, in their order; empty where fewer than `LEAST_POOLED` would be left.
    """
    counts = counts_of(found.studies)
    if len(counts) <= LEAST_POOLED:
        return ()
    return tuple(
        _variant(study, None, (*counts[:i], *counts[i + 1 :])) for i, study in enumerate(found.studies)
    )


def with_uncounted(found: Agreement) -> tuple[Variant, ...]:
    """Pool the studies together with each that published no count, by every count it can have had.

    Parameters
    ----------
    found : Agreement
        As from `bone_atlas.evidence.pooling.agreement`.

    Returns
    -------
    tuple of Variant
        One for each study of `POSSIBLE_DENOMINATORS` and each denominator, the smallest first: the whole
        number nearest to the printed percentage, if it is printed so. Empty where there is no such study.
    """
    counts = counts_of(found.studies)
    if len(counts) < LEAST_POOLED:
        return ()
    return tuple(
        _variant(study, count, (*counts, count))
        for study in found.uncounted
        for count in possible_counts(study)
    )


def possible_counts(study: StudyValue) -> tuple[Count, ...]:
    """List the counts that a printed percentage can stand for, by the possible denominators of its study."""
    denominators = POSSIBLE_DENOMINATORS.get(study.layer.study_id, ())
    counts = [(round(study.value.percent * n / 100), n) for n in denominators]
    return tuple((x, n) for x, n in counts if round(100 * x / n) == round(study.value.percent))


def _variant(study: StudyValue, count: Count | None, counts: tuple[Count, ...]) -> Variant:
    return Variant(study, count, pool(counts), i_squared(cochran_q(*logits(counts)), len(counts)))


def apart(found: Agreement) -> tuple[Apart, ...]:
    """List the pairs of counted studies whose difference is more than chance.

    Parameters
    ----------
    found : Agreement
        As from `bone_atlas.evidence.pooling.agreement`.

    Returns
    -------
    tuple of Apart
        Those whose 95 % interval of the difference holds no zero, the largest difference first. Each pair is
        looked at by itself: of many pairs a few differ so far by chance alone.
    """
    pairs = []
    for higher, lower in combinations(found.studies, 2):
        (x1, n1), (x2, n2) = counts_of((higher, lower))
        low, high = newcombe(x1, n1, x2, n2)
        if low > 0:
            pairs.append(Apart(higher, lower, 100 * x1 / n1 - 100 * x2 / n2, low, high))
    return tuple(sorted(pairs, key=lambda pair: -pair.difference))
