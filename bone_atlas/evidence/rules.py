"""Rules that find the verdict of a claim from the rows, where a claim is a matter of numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from bone_atlas import wording
from bone_atlas.anatomy import Anatomy
from bone_atlas.evidence.intervals import least_overlap, paired, sign_test
from bone_atlas.evidence.pooling import DEFAULT_CANCER, DEFAULT_UNIT, one_per_study
from bone_atlas.layers import Layer, Proportion, SiteValue

YES, NO, OPEN = "yes", "no", "open"
#: Who leads is asked only of series that list at least so many places.
LEAST_LISTED = 4
#: "Among the commonest" is read as one of so many.
LEADING = 3
#: "Extremely rare" is read as below so many percent; the article gives no number.
SELDOM_PERCENT = 1.0
#: p values below this are called a difference.
ALPHA = 0.05


@dataclass(frozen=True)
class Judged:
    """What one layer answers to a claim.

    Attributes
    ----------
    layer : Layer
        The layer.
    answer : str
        ``"yes"``, ``"no"``, or ``"open"`` where the published figures cannot tell.
    words : str
        The figures behind the answer.
    """

    layer: Layer
    answer: str
    words: str


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
    def answer(self) -> str:
        """Whether the first is shown to be the more frequent."""
        if self.difference <= 0 or self.p_value >= ALPHA:
            return NO
        return YES if self.low > 0 else OPEN


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


def verdict_of(judged: Iterable[Judged]) -> str:
    """Sum up what the layers answer: one of `bone_atlas.tables.vocabulary.VERDICTS`.

    Parameters
    ----------
    judged : iterable of Judged
        One for each layer; open answers weigh nothing.

    Returns
    -------
    str
        ``"supported"`` if all that can tell say yes, ``"not supported"`` if all say no, ``"partly"`` if they
        differ, ``"cannot be told"`` if none can tell.
    """
    answers = {item.answer for item in judged} - {OPEN}
    if not answers:
        return "cannot be told"
    return {YES: "supported", NO: "not supported"}[answers.pop()] if len(answers) == 1 else "partly"


def series(layers: Iterable[Layer], unit: str = DEFAULT_UNIT) -> list[Layer]:
    """List the breast cancer layers of one unit, one for each study."""
    fit = (layer for layer in layers if layer.kind == "proportion" and layer.cancer == DEFAULT_CANCER)
    return one_per_study(layer for layer in fit if layer.unit == unit)


def leads(site: str, layers: Iterable[Layer], anatomy: Anatomy) -> list[Judged]:
    """Judge whether a site is among the commonest: it, or a part of it, is one of the first three.

    Parameters
    ----------
    site : str
        A site; where only parts were counted it is at least as common as the commonest of them.
    layers : iterable of Layer
        In the order of the picker.
    anatomy : Anatomy
        Which place lies within which.

    Returns
    -------
    list of Judged
        One for each series of patients that lists at least `LEAST_LISTED` places, the site or part of it.
    """
    judged = []
    for layer in series(layers):
        within = [report for report in layer.proportions if anatomy.covers(site, report.site_id)]
        if len(layer.reports) < LEAST_LISTED or not within:
            continue
        best = min(within, key=lambda report: layer.rank(report.site_id) or (0, 0))
        rank, of = layer.rank(best.site_id) or (0, 0)
        told = f"{anatomy.name(best.site_id)} rank {rank} of {of}, {_figure(best)}"
        judged.append(Judged(layer, YES if rank <= LEADING else NO, told))
    return judged


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


def stands_behind(
    site: str, others: Sequence[str], layers: Iterable[Layer], anatomy: Anatomy
) -> list[Judged]:
    """Judge whether a site is less common than each of some others.

    Parameters
    ----------
    site : str
        A site.
    others : sequence of str
        The sites said to be commoner.
    layers : iterable of Layer
        In the order of the picker.
    anatomy : Anatomy
        Which place lies within which.

    Returns
    -------
    list of Judged
        One for each series of patients that reports the very site: "no" where it surely is before one of
        the others, "yes" where it surely is behind all, else "open". Chance is not weighed.
    """
    judged = []
    for layer in series(layers):
        value = layer.value(site)
        limits = {other: bounds(layer, other, anatomy) for other in others}
        known = {other: limit for other, limit in limits.items() if limit is not None}
        if not isinstance(value, Proportion) or value.reported_as != site or not known:
            continue
        beaten = [other for other, (_, top) in known.items() if value.percent > top]
        behind_all = len(known) == len(others) and all(value.percent < low for low, _ in known.values())
        answer = NO if beaten else YES if behind_all else OPEN
        how = "before" if beaten else "behind" if behind_all else "not told apart from all of"
        named = ", ".join(_plain(anatomy, other) for other in beaten or others)
        told = f"{anatomy.name(site)} {how}: {named}; {_figure(value)}"
        judged.append(Judged(layer, answer, told))
    return judged


def comes_first(first: str, second: str, layers: Iterable[Layer], anatomy: Anatomy) -> list[Judged]:
    """Judge whether one site is more common than another, in every study that counts both.

    Parameters
    ----------
    first, second : str
        The sites.
    layers : iterable of Layer
        In the order of the picker.
    anatomy : Anatomy
        For the names.

    Returns
    -------
    list of Judged
        One for each series of patients and of lesions that counts both as such; "no" where it does not show
        it, be it by chance or because the order is the other way round.
    """
    judged = []
    every = list(layers)
    for layer in (*series(every), *series(every, "lesions")):
        one, other = layer.value(first), layer.value(second)
        if not (_counted(one, first) and _counted(other, second)):
            continue
        found = order(one, other, exclusive=layer.unit == "lesions")
        told = (
            f"{anatomy.name(first)} {wording.count(one)}, {_plain(anatomy, second)} {wording.count(other)} "
            f"{layer.unit_label}: {wording.signed(found.difference)} points (95 % CI at its widest "
            f"{wording.signed(found.low)} to {wording.signed(found.high)}; exact test at its keenest "
            f"p = {found.p_value:.3f})"
        )
        judged.append(Judged(layer, found.answer, told))
    return judged


def seldom(places: Sequence[str], layers: Iterable[Layer], anatomy: Anatomy) -> list[Judged]:
    """Judge whether places are extremely rare: whatever is reported of them is below `SELDOM_PERCENT`.

    Parameters
    ----------
    places : sequence of str
        Sites or groups.
    layers : iterable of Layer
        Of any cancer and unit: each is judged by itself.
    anatomy : Anatomy
        Which place lies within which.

    Returns
    -------
    list of Judged
        One for each layer that reports something of the hands or feet only: a place within ``hand_and_foot``
        or ``distal_to_elbow_and_knee`` that holds one of the places.
    """
    outer = anatomy.extent("distal_to_elbow_and_knee")
    judged = []
    for layer in layers:
        for report in layer.proportions:
            extent = anatomy.extent(report.site_id)
            holds = any(anatomy.extent(place) & extent for place in places)
            if not holds or not extent <= outer:
                continue
            answer = YES if report.percent < SELDOM_PERCENT else NO
            told = f"{anatomy.name(report.site_id)} {_figure(report)} {layer.unit_label}"
            judged.append(Judged(layer, answer, told))
    return judged


def _counted(value: SiteValue, site: str) -> TypeGuard[Proportion]:
    """Tell whether a value was given, with its count, for the very site."""
    return isinstance(value, Proportion) and value.reported_as == site and value.numerator is not None


def _figure(value: Proportion) -> str:
    """Return count and percentage of a value."""
    if value.numerator is None:
        return f"{wording.percent(value.percent)} ({wording.count(value)})"
    return f"{wording.count(value)} ({wording.percent(value.percent)})"


def _plain(anatomy: Anatomy, place: str) -> str:
    """Return a name inside a sentence, without what stands in brackets behind it."""
    return anatomy.name(place).partition(" (")[0].lower()


Rule = Callable[[Iterable[Layer], Anatomy], list[Judged]]

#: The claims that are a matter of numbers; the others are judged by reading their rows.
RULES: Mapping[str, Rule] = {
    "pelvis_leads": lambda layers, anatomy: leads("pelvis", layers, anatomy),
    "spine_leads": lambda layers, anatomy: leads("spine", layers, anatomy),
    "lumbar_first": lambda layers, anatomy: comes_first("lumbar_spine", "thoracic_spine", layers, anatomy),
    "ribs_behind": lambda layers, anatomy: stands_behind(
        "ribs", ("pelvis", "spine", "femur"), layers, anatomy
    ),
    "acral_rare": lambda layers, anatomy: seldom(
        ("distal_hand", "metatarsals", "foot_phalanges"), layers, anatomy
    ),
}
