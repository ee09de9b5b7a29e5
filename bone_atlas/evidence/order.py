"""Which of two sites of one layer comes first, and how sure its counts are of it."""

from __future__ import annotations

from dataclasses import dataclass

from bone_atlas.anatomy import Anatomy
from bone_atlas.evidence.intervals import least_overlap, paired, sign_test
from bone_atlas.evidence.verdicts import NO, OPEN, YES, Answer
from bone_atlas.layers import Layer, Proportion


@dataclass(frozen=True)
class Order:
    """Which of two sites the same people, or the same lesions, have more often.

    Attributes
    ----------
    first, second : Proportion
        The two values, of one denominator.
    difference, low, high : float
        First minus second with the widest 95 % interval that any overlap allows, in percentage points.
    p_value : float
        Of the exact test at the overlap that favours a difference most: no overlap gives a smaller one.
    """

    first: Proportion
    second: Proportion
    difference: float
    low: float
    high: float
    p_value: float

    @property
    def answer(self) -> Answer:
        """Whether the first is the more frequent: yes or no where the interval leaves out zero, else open."""
        if self.low > 0:
            return YES
        return NO if self.high < 0 else OPEN


def order(first: Proportion, second: Proportion, exclusive: bool) -> Order:
    """Compare two sites of one layer.

    Parameters
    ----------
    first, second : Proportion
        With counts and the same denominator.
    exclusive : bool
        Whether nothing can be in both, as a lesion cannot. For patients, who can have both, the overlap is
        not published: the interval is that of the least overlap possible (the widest), the p value that of
        the greatest (the smallest).

    Returns
    -------
    Order
        Methods: `bone_atlas.evidence.intervals.paired` and `sign_test`.

    Raises
    ------
    ValueError
        If a count is missing or the denominators differ.
    """
    counts = (first.numerator, second.numerator, first.denominator)
    if None in counts or first.denominator != second.denominator:
        raise ValueError(f"{first.site_id} and {second.site_id} are not counts of the same people")
    x1, x2, n = (int(count or 0) for count in counts)
    low, high = paired(x1, x2, n, least_overlap(x1, x2, n))
    shared = 0 if exclusive else min(x1, x2)
    return Order(first, second, 100 * (x1 - x2) / n, low, high, sign_test(x1 - shared, x2 - shared))


def bounds(layer: Layer, site: str, anatomy: Anatomy) -> tuple[float, float] | None:
    """Tell between which percentages a site must lie, from what was reported of it, its parts and its whole.

    Parameters
    ----------
    layer : Layer
        A layer of patients.
    site : str
        A site.
    anatomy : Anatomy
        Which place lies within which.

    Returns
    -------
    tuple of float or None
        A patient can have several parts, so the site has at least its commonest part, and at most the sum of
        all its parts or the value of what holds it. None where nothing was reported that bears on it.
    """
    value = layer.value(site)
    if isinstance(value, Proportion) and value.reported_as == site:
        return value.percent, value.percent
    parts = [report for report in layer.proportions if anatomy.covers(site, report.site_id)]
    percents = [part.percent for part in parts]
    covered = frozenset().union(*(anatomy.extent(part.site_id) for part in parts))
    tops = [100.0]
    if parts and covered >= anatomy.extent(site):
        tops.append(sum(percents))
    # Not the finest that holds it alone: a coarser one can bound it more closely.
    around = [report.percent for report in layer.proportions if anatomy.covers(report.site_id, site)]
    tops += around
    return (max(percents, default=0.0), min(tops)) if parts or around else None


def at_least(layer: Layer, site: str, anatomy: Anatomy) -> list[Proportion]:
    """List the counts that a site has at least: its own, else those of its parts.

    Parameters
    ----------
    layer : Layer
        A layer of percentages.
    site : str
        A site.
    anatomy : Anatomy
        Which place lies within which.

    Returns
    -------
    list of Proportion
        With counts only; empty where neither the site nor a part of it was counted.
    """
    own = [report for report in layer.proportions if report.site_id == site]
    found = own or [report for report in layer.proportions if anatomy.covers(site, report.site_id)]
    return [report for report in found if report.numerator is not None]


def at_most(layer: Layer, site: str, anatomy: Anatomy) -> list[Proportion]:
    """List the counts that a site has at most: its own, else those of what holds it and the sum of its parts.

    Parameters
    ----------
    layer : Layer
        A layer of percentages.
    site : str
        A site.
    anatomy : Anatomy
        Which place lies within which.

    Returns
    -------
    list of Proportion
        With counts only; the sum is there only where the parts make up the whole site.
    """
    own = [report for report in layer.proportions if report.site_id == site]
    holding = [report for report in layer.proportions if anatomy.covers(report.site_id, site)]
    found = [report for report in own or holding if report.numerator is not None]
    if own:
        return found
    parts = at_least(layer, site, anatomy)
    covered = frozenset[str]().union(*(anatomy.extent(part.site_id) for part in parts))
    if parts and covered >= anatomy.extent(site):
        found.append(_sum(parts, site))
    return found


def _sum(parts: list[Proportion], site: str) -> Proportion:
    """Add the counts of parts: nobody more can have the site, and nobody more than there are."""
    n = int(parts[0].denominator or 0)
    together = min(sum(int(part.numerator or 0) for part in parts), n)
    return Proportion(site_id=site, numerator=together, denominator=n, percent=100 * together / n)


def beyond_chance(layer: Layer, one: str, other: str, anatomy: Anatomy) -> Answer | None:
    """Tell whether a layer has one site more often than another, chance and merged sites weighed.

    Parameters
    ----------
    layer : Layer
        A layer of percentages.
    one, other : str
        Two sites.
    anatomy : Anatomy
        Which place lies within which.

    Returns
    -------
    str or None
        Yes where what the one has at least is more, beyond chance, than what the other has at most; no where
        it is so the other way round; open where chance or a merged count leaves it open; None where nothing
        was counted that bears on both.
    """
    exclusive = layer.unit == "lesions"
    known = False
    for first, second, answer in ((one, other, YES), (other, one, NO)):
        for least in at_least(layer, first, anatomy):
            for most in at_most(layer, second, anatomy):
                known = True
                same = least.denominator == most.denominator
                if same and order(least, most, exclusive).answer == YES:
                    return answer
    return OPEN if known else None
