"""References to two sites of one layer: their difference, and how far their order is settled.

The two shares are of the same patients, so they are compared by a paired method; how many have both is not
published, so the interval is the widest that any overlap allows.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from bone_atlas import wording
from bone_atlas.evidence.intervals import widest
from bone_atlas.evidence.settled import Verdict
from bone_atlas.facts.model import Found, Kind, NothingToTellError
from bone_atlas.facts.rows import Rows
from bone_atlas.layers import Proportion, Tier
from bone_atlas.layers.model import NOT_STATED, SMALL_GROUP, standing

ACROSS = "settled across the sources"
IN_STUDY = "settled in this study, not across the sources"
NOT_IN_STUDY = "not settled in this study"


def verdict_of(rows: Rows, layer: str, one: str, other: str) -> Verdict:
    """Tell how far the order of two sites is settled, if they can be put in order at all.

    Parameters
    ----------
    rows : Rows
        Tables, anatomy, layers and routes.
    layer, one, other : str
        Ids of a layer and of two places.

    Returns
    -------
    Verdict
        As from `bone_atlas.evidence.settled.SettledAcrossSources.verdict`.

    Raises
    ------
    NothingToTellError
        If the layer does not report both as such, or they have a part in common.
    """
    found = rows.layers[layer]
    for place in (one, other):
        if place not in {report.site_id for report in found.reports}:
            raise NothingToTellError(f"“{found.short_title}” does not report {rows.name(place)} as such")
    if not rows.settled.disjoint(one, other):
        raise NothingToTellError(f"{rows.name(one)} and {rows.name(other)} have a part in common")
    return rows.settled.verdict(found, one, other)


def notion(verdict: Verdict) -> str:
    """Name in which sense an order is settled, or that it is not."""
    if verdict.across:
        return ACROSS
    return IN_STUDY if verdict.in_study else NOT_IN_STUDY


def why_not_across(rows: Rows, verdict: Verdict) -> str:
    """Say why an order that is settled in its study is not settled across the sources.

    Parameters
    ----------
    rows : Rows
        Tables, anatomy, layers and routes.
    verdict : Verdict
        Of two sites.

    Returns
    -------
    str
        Who has them the other way round, or what is wanting in the study; empty where it is settled across
        the sources.
    """
    layer = verdict.pair.layer
    if verdict.across:
        return ""
    if verdict.against:
        return f"{_dissenters(rows, verdict)} them the other way round"
    if layer.kind == "proportion" and (layer.n is None or layer.n < SMALL_GROUP):
        return f"the group is small or its number {NOT_STATED}"
    return "a class is our reading, not the article's word" if layer.kind == "tiers" else ""


def _dissenters(rows: Rows, verdict: Verdict) -> str:
    """Name the largest study that has two sites the other way round: ``"Chen 2017 and 2 more have"``."""
    titles: dict[str, str] = {}
    for source in sorted(_elsewhere(rows, verdict), key=lambda source: -_people(rows, source)):
        titles.setdefault(_study_of(rows, source), _title(rows, source))
    if not titles:
        return "a part of the same study has"
    largest = next(iter(titles.values()))
    return f"{largest} and {len(titles) - 1} more have" if len(titles) > 1 else f"{largest} has"


def _elsewhere(rows: Rows, verdict: Verdict) -> tuple[str, ...]:
    """List the sources against an order that are not a part, such as a subtype, of the same study."""
    own = verdict.pair.layer.study_id
    return tuple(source for source in verdict.against if _study_of(rows, source) != own)


def _study_of(rows: Rows, source: str) -> str:
    """Return the study of a layer; several layers, such as subtypes, hold people of one study."""
    return rows.layers[source].study_id if source in rows.layers else source


def _people(rows: Rows, source: str) -> int:
    """Return how many a layer counts; a study of which only a ranking was seen comes last."""
    return (rows.layers[source].n or 0) if source in rows.layers else 0


def _title(rows: Rows, source: str) -> str:
    return rows.layers[source].short_title if source in rows.layers else rows.who(source)


def _settled(rows: Rows, layer: str, one: str, other: str) -> Found:
    return notion(verdict_of(rows, layer, one, other)), (rows.source(layer),)


def _dissent(rows: Rows, layer: str, one: str, other: str) -> Found:
    verdict = verdict_of(rows, layer, one, other)
    if not verdict.against:
        raise NothingToTellError("no source has them the other way round")
    against = _elsewhere(rows, verdict) or verdict.against
    sources = tuple(rows.source(source) for source in against)
    return f"{_dissenters(rows, verdict)} them the other way round", sources


def _before(rows: Rows, layer: str, one: str, other: str) -> Found:
    verdict = verdict_of(rows, layer, one, other)
    first, second = (rows.name(value.site_id) for value in (verdict.pair.first, verdict.pair.second))
    if verdict.pair.first.site_id != one:
        raise NothingToTellError(f"{first} comes before {second} in this layer")
    if not verdict.across:
        why = why_not_across(rows, verdict)
        raise NothingToTellError(
            f"{first} before {second} is {notion(verdict)}{f': {why}' if why else ''}; "
            "tell it with {settled LAYER SITE SITE}"
        )
    return f"{first} before {second}", (rows.source(layer),)


def _counts(rows: Rows, layer: str, one: str, other: str) -> tuple[int, int, int]:
    """Return how many have the first, how many the second, and of how many."""
    verdict_of(rows, layer, one, other)
    values = [rows.layers[layer].value(place) for place in (one, other)]
    match values:
        case (
            Proportion(numerator=int(x1), denominator=int(n)),
            Proportion(numerator=int(x2), denominator=int(of)),
        ) if n == of:
            return x1, x2, n
        case _:
            raise NothingToTellError("they are not counts of the same people")


def _paired(rows: Rows, layer: str, one: str, other: str) -> Found:
    x1, x2, n = _counts(rows, layer, one, other)
    told = f"{wording.signed(100 * (x1 - x2) / n)} points ({x1} of {n} against {x2} of {n})"
    return told, (rows.source(layer),)


def _paired_interval(rows: Rows, layer: str, one: str, other: str) -> Found:
    low, high = widest(*_counts(rows, layer, one, other))
    ends = f"{wording.signed_end(low)} to {wording.signed_end(high)} points"
    return f"widest 95 % CI {ends}", (rows.source(layer),)


def settled_pairs(sites: tuple[str, ...], layer: str, rows: Rows) -> tuple[tuple[str, str], ...]:
    """List which of some sites must come before which: the pairs that are settled across the sources.

    Parameters
    ----------
    sites : tuple of str
        Sites that the layer reports as such, without parts in common.
    layer : str
        Id of the layer.
    rows : Rows
        Tables, anatomy, layers and routes.

    Returns
    -------
    tuple of (str, str)
        The more often involved first, in the order of the layer: those that a quiz would ask of, no others.
    """
    sure = rows.settled.sure(layer)
    return tuple(pair for pair in _in_order(sites, layer, rows) if pair in sure)


def left_open(sites: tuple[str, ...], layer: str, rows: Rows) -> tuple[Verdict, ...]:
    """List the pairs of some sites that are not settled across the sources, in the order of the layer.

    Parameters
    ----------
    sites : tuple of str
        As in `settled_pairs`.
    layer : str
        Id of the layer.
    rows : Rows
        Tables, anatomy, layers and routes.

    Returns
    -------
    tuple of Verdict
        Those of which either order counts, level ones too.
    """
    pairs = _in_order(sites, layer, rows)
    verdicts = (rows.settled.verdict(rows.layers[layer], one, other) for one, other in pairs)
    return tuple(verdict for verdict in verdicts if not verdict.across)


def _in_order(sites: tuple[str, ...], layer: str, rows: Rows) -> Iterator[tuple[str, str]]:
    """Pair the sites, the one that the layer has more often first."""
    return combinations(sorted(sites, key=lambda site: standing(rows.layers[layer].value(site))), 2)


def either_order(sites: tuple[str, ...], layer: str, rows: Rows) -> str:
    """Say of which pairs of some sites either order counts, and in which sense each is open.

    Parameters
    ----------
    sites : tuple of str
        As in `settled_pairs`.
    layer : str
        Id of the layer.
    rows : Rows
        Tables, anatomy, layers and routes.

    Returns
    -------
    str
        Such as ``"Either order counts: pelvis and ribs (not settled in this study)."``; empty where all pairs
        are settled across the sources.
    """
    by_sense: dict[str, list[str]] = {}
    for verdict in left_open(sites, layer, rows):
        by_sense.setdefault(_sense(verdict), []).append(_names(rows, verdict))
    told = "; ".join(f"{', '.join(names)} ({sense})" for sense, names in by_sense.items())
    return f"Either order counts: {told}." if told else ""


def described(rows: Rows, verdict: Verdict) -> str:
    """Tell of two sites that are not settled across the sources in which sense, and who disagrees."""
    why = why_not_across(rows, verdict) if verdict.in_study else ""
    return f"{_names(rows, verdict)} ({_sense(verdict)}{f': {why}' if why else ''})"


def _names(rows: Rows, verdict: Verdict) -> str:
    return " and ".join(rows.name(value.site_id) for value in (verdict.pair.first, verdict.pair.second))


def _sense(verdict: Verdict) -> str:
    """Return in which sense a pair is open; two of one class of the article are in no order at all."""
    return (
        "in one class" if isinstance(verdict.pair.first, Tier) and not verdict.in_study else notion(verdict)
    )


_TAKES, _EXAMPLE = ("layer", "site", "site"), "shaked_zari_2025 pelvis skull"

#: By the word a reference begins with.
KINDS: dict[str, Kind] = {
    "settled": Kind(_TAKES, _settled, f"settled {_EXAMPLE}"),
    "dissent": Kind(_TAKES, _dissent, "dissent shaked_zari_2025 pelvis ribs"),
    "before": Kind(_TAKES, _before, f"before {_EXAMPLE}"),
    "paired": Kind(_TAKES, _paired, f"paired {_EXAMPLE}"),
    "paired_interval": Kind(_TAKES, _paired_interval, f"paired_interval {_EXAMPLE}"),
}
