"""Compare two layers: whether they may share a scale, their ranks, and their difference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeGuard

from bone_atlas.anatomy import Anatomy
from bone_atlas.evidence.derived import Heading, derived_layer
from bone_atlas.evidence.intervals import newcombe
from bone_atlas.layers import NOT_REPORTED, Derived, Layer, Proportion, SiteValue
from bone_atlas.layers.build import COUNT_NOT_PUBLISHED
from bone_atlas.layers.model import SMALL_GROUP, standing

NOT_IN_BOTH = f"{NOT_REPORTED} in both"
RANKS_REMAIN = "What can be compared is the order: the ranks of the sites that both report."


class NotComparableError(ValueError):
    """Two layers that count different things were to be put on one scale."""


@dataclass(frozen=True)
class Comparability:
    """Whether two layers may share a colour scale.

    Attributes
    ----------
    one_scale : bool
        True where both count the same thing.
    why : str
        One or two sentences: what both count, or what forbids it and what can be compared instead.
    cautions : tuple of str
        What else differs, or limits the comparison, though the scale may be shared.
    overlap : bool
        Whether the one group is part of the other, so that a difference has no interval.
    """

    one_scale: bool
    why: str
    cautions: tuple[str, ...] = ()
    overlap: bool = False


def comparability(a: Layer, b: Layer) -> Comparability:
    """Tell whether two layers may be put on one scale, and why or why not.

    Parameters
    ----------
    a, b : Layer
        Two layers from the tables; their order does not matter for the answer.

    Returns
    -------
    Comparability
        Percentages of the same unit may share a scale; words and numbers, or different units, never.
    """
    kinds = {a.kind, b.kind}
    if kinds == {"tiers", "proportion"}:
        words, numbers = (a, b) if a.kind == "tiers" else (b, a)
        why = f"{words.short_title} gives words, {numbers.short_title} gives percentages. {RANKS_REMAIN}"
        return Comparability(False, why)
    if a.derived or b.derived:
        return Comparability(False, "A difference, a range or a number of studies is compared with nothing.")
    if a.unit != b.unit:
        why = (
            f"{a.short_title} counts {a.unit_label}, {b.short_title} counts {b.unit_label}: their "
            f"percentages are shares of different things. {RANKS_REMAIN}"
        )
        return Comparability(False, why)
    if a.kind == "tiers":
        return Comparability(True, "Both sides show the words of the article.", overlap=True)
    return Comparability(True, f"Both give percentages of {a.unit_label}.", _cautions(a, b), _overlap(a, b))


def _overlap(a: Layer, b: Layer) -> bool:
    """Tell whether the one group holds the other: the same layer, or a subgroup beside its whole."""
    same = (a.study_id, a.cancer) == (b.study_id, b.cancer)
    return a.id == b.id or (same and (a.subgroup == "all") != (b.subgroup == "all"))


def _cautions(a: Layer, b: Layer) -> tuple[str, ...]:
    """List what differs besides the numbers."""
    found = []
    if a.id == b.id:
        found.append("The same layer stands on both sides.")
    elif _overlap(a, b):
        found.append("The one group is part of the other, so their difference has no interval here.")
    for name, what in (("cancer", "primary tumour"), ("modality", "imaging"), ("setting", "setting")):
        one, other = getattr(a, name), getattr(b, name)
        if one != other:
            found.append(f"Different {what}: {one or 'not stated'} against {other or 'not stated'}.")
    found += [
        f"{layer.short_title} is a small group (n = {layer.n}); its intervals are wide."
        for layer in {a.id: a, b.id: b}.values()
        if layer.n is not None and layer.n < SMALL_GROUP
    ]
    found += [
        f"The denominator of {layer.short_title} is not certain."
        for layer in {a.id: a, b.id: b}.values()
        if layer.n is None
    ]
    return tuple(found)


@dataclass(frozen=True)
class RankPair:
    """Where one site stands in each of two layers.

    Attributes
    ----------
    site_id : str
        A place that both report as such.
    a, b : SiteValue
        Its values.
    rank_a, rank_b : int
        Rank among the places that both report; equal values share a rank.
    """

    site_id: str
    a: SiteValue
    b: SiteValue
    rank_a: int
    rank_b: int


@dataclass(frozen=True)
class RankComparison:
    """The ranks that two layers have in common.

    Attributes
    ----------
    pairs : tuple of RankPair
        Places that both report as such, in the order of the first layer.
    unmatched : tuple of tuple of str
        Place and sentence for each that both cover, but one of them only within a coarser place.
    """

    pairs: tuple[RankPair, ...]
    unmatched: tuple[tuple[str, str], ...]


def ranks(a: Layer, b: Layer, anatomy: Anatomy) -> RankComparison:
    """Compare the order of two layers, whatever they count.

    Parameters
    ----------
    a, b : Layer
        Two layers from the tables.
    anatomy : Anatomy
        Names, and which place lies within which.

    Returns
    -------
    RankComparison
        Only places that both report as such have ranks; parts of such a place are left out, for a part
        cannot outrank what holds it.
    """
    shared = _shared_places(a, b)
    whole = [place for place in shared if not any(_within(place, other, anatomy) for other in shared)]
    mine, theirs = ([layer.value(place) for place in whole] for layer in (a, b))
    pairs = [
        RankPair(
            place,
            a.value(place),
            b.value(place),
            _rank(a.value(place), mine),
            _rank(b.value(place), theirs),
        )
        for place in whole
    ]
    coarser = (*_coarser(a, b, anatomy), *_coarser(b, a, anatomy))
    return RankComparison(tuple(pairs), tuple(dict(coarser).items()))


def _shared_places(a: Layer, b: Layer) -> list[str]:
    """List the places that both layers report as such, in the order of the first."""
    theirs = {report.site_id for report in b.reports}
    return [report.site_id for report in a.reports if report.site_id in theirs]


def _within(place: str, other: str, anatomy: Anatomy) -> bool:
    return place != other and anatomy.covers(other, place)


def _rank(value: SiteValue, among: Iterable[SiteValue]) -> int:
    return 1 + sum(standing(other) < standing(value) for other in among)


def _coarser(a: Layer, b: Layer, anatomy: Anatomy) -> Iterable[tuple[str, str]]:
    """List what `a` reports and `b` covers only by a coarser place."""
    for report in a.reports:
        other = b.value(report.site_id)
        if other.larger:
            coarse = anatomy.name(other.larger)
            yield report.site_id, f"{b.short_title} gives it only within “{coarse}”."


def difference(a: Layer, b: Layer, anatomy: Anatomy) -> Layer:
    """Subtract one layer from another, site by site.

    Parameters
    ----------
    a, b : Layer
        Two layers of percentages with one unit; the second is taken from the first.
    anatomy : Anatomy
        The sites, groups and bones.

    Returns
    -------
    Layer
        Of kind ``"difference"``, in percentage points with 95 % intervals (`newcombe`). Only places that
        both report as such, with counts, have a value; any other says why not. Where the one group is part
        of the other there is no interval.

    Raises
    ------
    NotComparableError
        If the two may not share a scale, or give words.
    """
    judged = comparability(a, b)
    if not judged.one_scale or a.kind == "tiers":
        raise NotComparableError(judged.why)
    reports = [
        _subtract(one, other, judged.overlap)
        for place in _shared_places(a, b)
        if _counted(one := a.value(place)) and _counted(other := b.value(place))
    ]
    return derived_layer(
        _heading(a, b, judged), (a, b), reports, anatomy, lambda place: _silence(a, b, place, anatomy)
    )


def _heading(a: Layer, b: Layer, judged: Comparability) -> Heading:
    name = f"{a.short_title} minus {b.short_title}"
    return Heading(
        id=f"difference-{a.id}-{b.id}",
        kind="difference",
        title=f"{a.short_title} ({_n(a)}) minus {b.short_title} ({_n(b)})",
        short_title=name,
        unit_label="percentage points, first minus second",
        summary=f"{name}, in percentage points of {a.unit_label}",
        caveats=(*judged.cautions, *(f"{layer.short_title}: {c}" for layer in (a, b) for c in layer.caveats)),
    )


def _n(layer: Layer) -> str:
    return f"n = {layer.n}" if layer.n is not None else "n not certain"


def _counted(value: SiteValue) -> TypeGuard[Proportion]:
    """Tell whether a value is a percentage with its count."""
    return isinstance(value, Proportion) and value.numerator is not None


def _subtract(one: Proportion, other: Proportion, overlap: bool) -> Derived:
    """Subtract two counted values; those that overlap have no interval."""
    counts = (one.numerator, one.denominator, other.numerator, other.denominator)
    x1, n1, x2, n2 = (int(count or 0) for count in counts)
    low, high = (None, None) if overlap else newcombe(x1, n1, x2, n2)
    return Derived(
        site_id=one.site_id,
        measure="difference",
        amount=100 * x1 / n1 - 100 * x2 / n2,
        ci_low=low,
        ci_high=high,
        reported_as=one.site_id,
        reported_words=" / ".join(dict.fromkeys((one.reported_words, other.reported_words))),
        notes=tuple(dict.fromkeys((*one.notes, *other.notes))),
        made_of=(one, other),
    )


def _silence(a: Layer, b: Layer, place: str, anatomy: Anatomy) -> tuple[str, ...]:
    """Say why a place has no difference."""
    values = {layer.short_title: layer.value(place) for layer in (a, b)}
    told = {name: value for name, value in values.items() if value.reported}
    if not told:
        return (NOT_IN_BOTH,)
    if len(told) == 1:
        return NOT_IN_BOTH, f"only {next(iter(told))} reports it"
    places = {value.reported_as for value in told.values()}
    if len(places) > 1:
        parts = (f"{name}: {anatomy.name(str(value.reported_as))}" for name, value in told.items())
        return f"{NOT_IN_BOTH} as the same site", "; ".join(parts)
    without = [name for name, value in told.items() if not _counted(value)]
    return COUNT_NOT_PUBLISHED, f"by {' nor by '.join(without)}"
