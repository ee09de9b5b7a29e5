"""What each source answers to a claim about sites: series with counts, rankings, single shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

import pandas as pd

from bone_atlas import wording
from bone_atlas.anatomy import Anatomy
from bone_atlas.evidence.order import at_least, at_most, beyond_chance, order
from bone_atlas.evidence.pooling import DEFAULT_CANCER, DEFAULT_UNIT, one_per_study
from bone_atlas.evidence.rankings import Ranking, rankings
from bone_atlas.evidence.verdicts import BARE_NO, BARE_YES, NO, OPEN, PART, YES, Answer, Judged, second_hand
from bone_atlas.layers import Layer, Proportion, SiteValue
from bone_atlas.tables import Tables, records

#: Who leads is asked only of series that list at least so many places.
LEAST_LISTED = 4
#: "Among the commonest" is read as one of so many.
LEADING = 3
#: "Common" is read as at least so many percent, and ...
COMMON_PERCENT = 10.0
#: ... "extremely rare" as below so many percent; the article gives no numbers.
SELDOM_PERCENT = 1.0


@dataclass(frozen=True)
class Series:
    """What a claim about sites is judged by.

    Attributes
    ----------
    layers : tuple of Layer
        In the order of the picker.
    anatomy : Anatomy
        Which place lies within which.
    rankings : dict of str to Ranking
        By study, the orders that were seen without figures.
    names : dict of str to str
        By study, its name.
    """

    layers: tuple[Layer, ...]
    anatomy: Anatomy
    rankings: dict[str, Ranking]
    names: dict[str, str]

    @classmethod
    def of(cls, tables: Tables, anatomy: Anatomy, layers: Iterable[Layer]) -> Series:
        """Gather the layers and the rankings."""
        names = {row["study_id"]: study_name(row) for row in records(tables.studies)}
        return cls(tuple(layers), anatomy, rankings(tables, anatomy), names)

    def counted(self, unit: str = DEFAULT_UNIT) -> list[Layer]:
        """List the breast cancer layers of one unit, one for each study."""
        fit = (
            layer for layer in self.layers if layer.kind == "proportion" and layer.cancer == DEFAULT_CANCER
        )
        return one_per_study(layer for layer in fit if layer.unit == unit)

    def ranked(self) -> list[tuple[str, Ranking]]:
        """List the rankings of breast cancer, by study."""
        return [(study, found) for study, found in self.rankings.items() if found.cancer == DEFAULT_CANCER]


def study_name(row: Mapping[str, Any]) -> str:
    """Name a study by author and year, else by its title without what stands in brackets."""
    year = "" if missing(row["year"]) else str(row["year"])
    return f"{row['first_author']} {year}".strip() if row["first_author"] else row["title"].partition(" (")[0]


def missing(cell: Any) -> bool:
    """Tell whether a cell is empty; a function of its own, for `pandas.isna` misleads the type checker."""
    return bool(pd.isna(cell))


def leads(site: str, found: Series) -> list[Judged]:
    """Judge whether a site is among the commonest: one of the first `LEADING`.

    Parameters
    ----------
    site : str
        A site; where only parts were counted it is at least as common as the commonest of them.
    found : Series
        The sources.

    Returns
    -------
    list of Judged
        One for each series of patients and each ranking that lists at least `LEAST_LISTED` places, the site,
        a part of it or what holds it. A series says yes where fewer than `LEADING` other sites can come
        before it, no where so many surely do, both beyond chance.
    """
    judged = []
    for layer in found.counted():
        extent = found.anatomy.extent(site)
        others = [r.site_id for r in layer.proportions if not found.anatomy.extent(r.site_id) & extent]
        told = [beyond_chance(layer, site, other, found.anatomy) for other in others]
        if len(layer.reports) < LEAST_LISTED or not any(told):
            continue
        before, behind = told.count(YES), told.count(NO)
        answer: Answer = NO if behind >= LEADING else YES if len(others) - before < LEADING else OPEN
        words = (
            f"{_shown(layer, site, found.anatomy)}; beyond chance before {before} and behind {behind} of "
            f"{len(others)} other sites"
        )
        judged.append(Judged(layer.id, layer.short_title, answer, words))
    return judged + [
        Judged(study, found.names[study], BARE_YES if rank <= LEADING else BARE_NO, _ranked(rank, ranking))
        for study, ranking in found.ranked()
        if ranking.length >= LEAST_LISTED and (rank := _best_rank(site, ranking, found.anatomy))
    ]


def _shown(layer: Layer, site: str, anatomy: Anatomy) -> str:
    """Tell the figure that a layer has for a site, its commonest part, or what holds it."""
    reports = at_least(layer, site, anatomy) or at_most(layer, site, anatomy)
    best = max(reports, key=lambda report: report.percent)
    rank, of = layer.rank(best.site_id) or (0, 0)
    return f"{anatomy.name(best.site_id)} rank {rank} of {of}, {figure(best)}"


def _best_rank(site: str, ranking: Ranking, anatomy: Anatomy) -> int | None:
    """Return the rank of a site or, where it is not ranked, of the first of its parts."""
    if site in ranking.ranks:
        return ranking.ranks[site]
    return min((rank for place, rank in ranking.ranks.items() if anatomy.covers(site, place)), default=None)


def _ranked(rank: int, ranking: Ranking) -> str:
    return f"rank {rank} of {ranking.length}; no figures were seen"


def stands_behind(site: str, others: Sequence[str], found: Series) -> list[Judged]:
    """Judge whether a site is less common than each of some others.

    Parameters
    ----------
    site : str
        A site.
    others : sequence of str
        The sites said to be commoner.
    found : Series
        The sources.

    Returns
    -------
    list of Judged
        One for each series of patients that counts the very site, and for each ranking that ranks it: "no"
        where it is before one of the others beyond chance, "yes" where it is behind all, "in part" where it
        is behind some and the rest is open.
    """
    judged = []
    for layer in found.counted():
        value = layer.value(site)
        told = {other: beyond_chance(layer, site, other, found.anatomy) for other in others}
        if not _counted(value, site) or not any(told.values()):
            continue
        before, behind = (_named([o for o in others if told[o] == answer], found) for answer in (YES, NO))
        answer: Answer = OPEN
        if before or behind:
            behind_all = all(told[other] == NO for other in others)
            answer = NO if before else YES if behind_all else PART
        sure = "; ".join(f"{how} {names}" for how, names in (("before", before), ("behind", behind)) if names)
        words = (
            f"{found.anatomy.name(site)} {figure(value)}; beyond chance {sure or 'neither before nor behind'}"
        )
        judged.append(Judged(layer.id, layer.short_title, answer, words))
    return judged + [
        Judged(study, found.names[study], said, _ranked(ranking.ranks[site], ranking))
        for study, ranking in found.ranked()
        if site in ranking.ranks and (said := _ranked_behind(site, others, ranking, found.anatomy))
    ]


def _ranked_behind(site: str, others: Sequence[str], ranking: Ranking, anatomy: Anatomy) -> Answer | None:
    """Tell what a ranking says of a site behind others; None where it ranks none of them."""
    ranks = [_best_rank(other, ranking, anatomy) for other in others]
    known = [rank for rank in ranks if rank is not None]
    if not known:
        return None
    if max(known) > ranking.ranks[site]:
        return BARE_NO
    return BARE_YES if len(known) == len(others) else OPEN


def comes_first(first: str, second: str, found: Series) -> list[Judged]:
    """Judge whether one site is more common than another, in every study that counts or ranks both.

    Parameters
    ----------
    first, second : str
        The sites.
    found : Series
        The sources.

    Returns
    -------
    list of Judged
        One for each series of patients and of lesions that counts both as such: yes or no beyond chance, else
        open; and one for each ranking of both.
    """
    judged = []
    for layer in (*found.counted(), *found.counted("lesions")):
        one, other = layer.value(first), layer.value(second)
        if not (_counted(one, first) and _counted(other, second)):
            continue
        compared = order(one, other, exclusive=layer.unit == "lesions")
        words = (
            f"{found.anatomy.name(first)} {wording.count(one)}, {_named([second], found)} "
            f"{wording.count(other)} {layer.unit_label}: {wording.signed(compared.difference)} points "
            "(95 % CI at its widest "
            f"{wording.signed(compared.low)} to {wording.signed(compared.high)}; exact test at its keenest "
            f"p = {compared.p_value:.3f})"
        )
        judged.append(Judged(layer.id, layer.short_title, compared.answer, words))
    for study, ranking in found.ranked():
        if {first, second} <= ranking.ranks.keys() and ranking.ranks[first] != ranking.ranks[second]:
            answer = BARE_NO if ranking.has_behind(first, second) else BARE_YES
            words = " and ".join(f"{_named([s], found)} rank {ranking.ranks[s]}" for s in (first, second))
            judged.append(Judged(study, found.names[study], answer, f"{words}; no figures were seen"))
    return judged


def common(site: str, found: Series) -> list[Judged]:
    """Judge whether a site is common: in at least `COMMON_PERCENT` of patients with bone metastases.

    Parameters
    ----------
    site : str
        A site.
    found : Series
        The sources.

    Returns
    -------
    list of Judged
        One for each series of patients that counted the site, a part of it or what holds it.
    """
    judged = []
    for layer in found.counted():
        least = at_least(layer, site, found.anatomy)
        most = at_most(layer, site, found.anatomy)
        if least or most:
            answer = against_threshold(least, most, COMMON_PERCENT)
            words = _shown(layer, site, found.anatomy)
            judged.append(Judged(layer.id, layer.short_title, answer, f"{words}, {_limits(least or most)}"))
    return judged


def occurs(sites: Sequence[str], found: Series) -> list[Judged]:
    """Judge whether sites are involved at all.

    Parameters
    ----------
    sites : sequence of str
        The sites.
    found : Series
        The sources.

    Returns
    -------
    list of Judged
        One for each series of patients that counts all of them: yes where each was found in a patient.
    """
    judged = []
    for layer in found.counted():
        values = [value for site in sites if _counted(value := layer.value(site), site)]
        if len(values) == len(sites):
            answer = YES if all(value.numerator for value in values) else OPEN
            words = "; ".join(f"{found.anatomy.name(value.site_id)} {figure(value)}" for value in values)
            judged.append(Judged(layer.id, layer.short_title, answer, words))
    return judged


def against_threshold(least: Iterable[Proportion], most: Iterable[Proportion], percent: float) -> Answer:
    """Hold counts against a threshold: yes above it, no below it, both beyond chance, else open.

    Parameters
    ----------
    least, most : iterable of Proportion
        What the share is at least, and at most; with their Wilson intervals.
    percent : float
        The threshold.
    """
    if any(report.ci_low is not None and report.ci_low >= percent for report in least):
        return YES
    return NO if any(report.ci_high is not None and report.ci_high < percent for report in most) else OPEN


def _limits(reports: Sequence[Proportion]) -> str:
    best = max(reports, key=lambda report: report.percent)
    return wording.interval(best)


def seldom(places: Sequence[str], found: Series) -> list[Judged]:
    """Judge whether places are extremely rare: below `SELDOM_PERCENT`, beyond chance.

    Parameters
    ----------
    places : sequence of str
        Sites or groups, all of which are said to be rare.
    found : Series
        The sources, of any cancer and unit: each is judged by itself.

    Returns
    -------
    list of Judged
        One for each count of what lies beyond elbow and knee, or within the places, and holds part of them:
        "yes" where it holds all of them and its upper limit is below the threshold, "in part" where it holds
        some of them as a whole, "no" where it lies within one of them and its lower limit is above. A layer
        that was read in another work only points.
    """
    outer = found.anatomy.extent("distal_to_elbow_and_knee").union(*map(found.anatomy.extent, places))
    judged = []
    for layer in found.layers:
        for report in layer.proportions:
            extent = found.anatomy.extent(report.site_id)
            if not extent <= outer or not any(found.anatomy.extent(place) & extent for place in places):
                continue
            name = found.anatomy.name(report.site_id)
            words = f"{name} {figure(report)} {layer.unit_label}, {_interval(report)}"
            answer = second_hand(_rare(report, places, found.anatomy), layer.verified)
            judged.append(Judged(layer.id, layer.short_title, answer, words))
    return judged


def _rare(report: Proportion, places: Sequence[str], anatomy: Anatomy) -> Answer:
    """Tell what one count says of places that are said to be extremely rare."""
    held = [anatomy.covers(report.site_id, place) for place in places]
    within = any(anatomy.covers(place, report.site_id) for place in places)
    if report.numerator is None:
        if all(held) and report.percent < SELDOM_PERCENT:
            return BARE_YES
        return BARE_NO if within and report.percent >= SELDOM_PERCENT else OPEN
    if any(held) and (report.ci_high or 100.0) < SELDOM_PERCENT:
        return YES if all(held) else PART
    return NO if within and (report.ci_low or 0.0) >= SELDOM_PERCENT else OPEN


def _interval(report: Proportion) -> str:
    """Return the interval with two decimals, for the threshold is small."""
    if report.ci_low is None or report.ci_high is None:
        return "no interval"
    return f"95 % CI {report.ci_low:.2f}\N{EN DASH}{report.ci_high:.2f} %"


def _counted(value: SiteValue, site: str) -> TypeGuard[Proportion]:
    """Tell whether a value was given, with its count, for the very site."""
    return isinstance(value, Proportion) and value.reported_as == site and value.numerator is not None


def figure(value: Proportion) -> str:
    """Return count and percentage of a value."""
    if value.numerator is None:
        return f"{wording.percent(value.percent)} ({wording.count(value)})"
    return f"{wording.count(value)} ({wording.percent(value.percent)})"


def _named(places: Sequence[str], found: Series) -> str:
    """Return names inside a sentence, without what stands in brackets behind them."""
    return ", ".join(found.anatomy.name(place).partition(" (")[0].lower() for place in places)
