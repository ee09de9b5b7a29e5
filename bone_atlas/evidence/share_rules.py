"""What single shares answer to a claim: of patients with spread to bone, of lesions that a test shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import exp, log, sqrt

from bone_atlas.evidence.detection import AT_AUTOPSY, IN_LIFE, MISSED, Finding
from bone_atlas.evidence.verdicts import BARE_NO, BARE_YES, NO, OPEN, YES, Answer, Judged, second_hand
from bone_atlas.layers.build import wilson

#: "Hard to see" is read as: fewer than so many percent of the proven lesions are shown.
SEEN_PERCENT = 50.0
#: Figures of lesions that have not yet destroyed bone, our reading of "early"; all others are of all stages.
EARLY = {
    "yamaguchi_1996_xray_intertrabecular": "no bone destroyed yet",
    "yamaguchi_1996_bone_scan_intertrabecular": "no bone destroyed yet",
    "ajr_2001_marrow": "within the marrow",
}
#: "Two times higher" is read as at least so many times.
TIMES = 2.0


def at_least(found: Iterable[Finding], percent: float) -> list[Judged]:
    """Judge whether shares reach a threshold.

    Parameters
    ----------
    found : iterable of Finding
        The figures.
    percent : float
        The threshold.

    Returns
    -------
    list of Judged
        One for each figure: yes above, no below, both beyond chance; without a count it only points there.
    """
    return [_judged(one, threshold(one, percent)) for one in found]


def threshold(one: Finding, percent: float) -> Answer:
    """Hold one figure against a threshold.

    Parameters
    ----------
    one : Finding
        The figure.
    percent : float
        The threshold.

    Returns
    -------
    str
        Yes or no where its interval leaves the threshold out, else open; without a count, or read in another
        work, how it points.
    """
    return second_hand(_against(with_count(one), percent), one.verified)


def _against(one: Finding, percent: float) -> Answer:
    """Hold one figure against a threshold, as if it had been seen where it was published."""
    if one.numerator is None or one.low is None or one.high is None:
        share = one.percent if one.percent is not None else one.low
        if share is None:
            return OPEN
        return BARE_YES if share >= percent else BARE_NO
    if one.low >= percent:
        return YES
    return NO if one.high < percent else OPEN


def with_count(one: Finding) -> Finding:
    """Work out the count of a figure that gives its denominator and a percentage that fits one count only.

    Parameters
    ----------
    one : Finding
        A figure.

    Returns
    -------
    Finding
        With numerator and 95 % Wilson interval; the same where the percentage fits several counts or none.
        So too where an interval is printed: the percentage may then be an estimate, and no plain share.
    """
    if one.numerator is not None or one.low is not None or one.denominator is None or one.percent is None:
        return one
    n, half = one.denominator, 0.5 * 10.0 ** -_decimals(one.percent)
    fit = [x for x in range(n + 1) if abs(100 * x / n - one.percent) <= half + 1e-9]
    if len(fit) != 1:
        return one
    low, high = wilson(fit[0], n)
    return replace(one, numerator=fit[0], low=low, high=high)


def _decimals(percent: float) -> int:
    return len(f"{percent:g}".partition(".")[2])


def hard_to_see(found: Iterable[Finding]) -> list[Judged]:
    """Judge whether a test shows early lesions badly.

    Parameters
    ----------
    found : iterable of Finding
        Figures of what a test shows, or misses.

    Returns
    -------
    list of Judged
        For `EARLY` figures yes where the test shows fewer than `SEEN_PERCENT` of them beyond chance, no where
        it shows more; a figure of all stages leaves open what holds early.
    """
    turned: dict[Answer, Answer] = {YES: NO, NO: YES, BARE_YES: BARE_NO, BARE_NO: BARE_YES}
    judged = []
    for one in found:
        if one.id in EARLY and one.measure != MISSED:
            answer = threshold(one, SEEN_PERCENT)
            judged.append(_judged(one, turned.get(answer, OPEN), f"{one.modality}, {EARLY[one.id]}"))
        else:
            judged.append(_judged(one, OPEN, f"{one.modality}, {one.measure}, all stages"))
    return judged


def twice_at_autopsy(found: Iterable[Finding]) -> list[Judged]:
    """Judge whether autopsy finds a share at least `TIMES` that of the clinic.

    Parameters
    ----------
    found : iterable of Finding
        Figures from life and from autopsy.

    Returns
    -------
    list of Judged
        One for each figure from autopsy: held against that of the clinic only where both are of the same
        population and cancer with counts, else open. Method: ratio of two proportions with the 95 % interval
        on the log scale (Katz, Biometrics 1978;34:469-474).
    """
    figures = [with_count(one) for one in found]
    judged = []
    for after in (one for one in figures if one.measure == AT_AUTOPSY):
        same = [one for one in figures if one.measure == IN_LIFE and _comparable(one, after)]
        answer = _times(after, same[0]) if same else OPEN
        why = "the same patients in life" if same else "no figure of the same patients in life"
        judged.append(_judged(after, answer, f"{after.cancer} cancer: {why}"))
    return judged


def _comparable(one: Finding, other: Finding) -> bool:
    counted = one.numerator is not None and other.numerator is not None
    return counted and (one.cancer, one.population) == (other.cancer, other.population)


def _times(after: Finding, before: Finding) -> Answer:
    """Hold the ratio of two counted shares against `TIMES`."""
    a, n, b, m = (int(count or 0) for one in (after, before) for count in (one.numerator, one.denominator))
    if not a or not b:
        return OPEN
    ratio, half = log((a / n) / (b / m)), 1.96 * sqrt(1 / a - 1 / n + 1 / b - 1 / m)
    if exp(ratio - half) >= TIMES:
        return YES
    return NO if exp(ratio + half) < TIMES else OPEN


def _judged(one: Finding, answer: Answer, before: str = "") -> Judged:
    counted = with_count(one)
    how = f"{one.value} of {one.counted} ({_count(one, counted)})"
    return Judged(one.id, source_of(one), answer, f"{before}: {how}" if before else how)


def _count(printed: Finding, counted: Finding) -> str:
    """Return the count; one that was worked out says so."""
    if printed.numerator is None and counted.numerator is not None:
        return f"{counted.numerator} of {counted.denominator}, worked out from the percentage"
    return printed.count


def source_of(one: Finding) -> str:
    """Name the work a figure is from: author or journal, and the year where it is given."""
    who, _, rest = one.citation.partition(" (")
    year = rest[:4] if rest[:4].isdigit() and rest[4:5] == ")" else ""
    return f"{who} {year}".strip() or one.modality
