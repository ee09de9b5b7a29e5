"""Which report holds for a place: the finest one that covers the whole of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bone_atlas.anatomy import Anatomy
from bone_atlas.layers.model import NotReported, SiteValue


def resolve(
    anatomy: Anatomy,
    reports: Sequence[SiteValue],
    silent: SiteValue | None = None,
    wins_over: Mapping[str, Iterable[str]] | None = None,
) -> dict[str, SiteValue]:
    """Find the value of every site, group and bone.

    Parameters
    ----------
    anatomy : Anatomy
        The sites, groups and bones.
    reports : sequence of SiteValue
        One value for each place reported; their ``site_id`` tells the place.
    silent : SiteValue, optional
        What stands for a place that no report covers; "not reported" by default.
    wins_over : mapping of str to iterable of str, optional
        Reports that go before others though they are not finer.

    Returns
    -------
    dict of str to SiteValue
        By id. A value taken over from a coarser place says so in ``reported_as`` and in its notes.
    """
    by_place = {report.site_id: report for report in reports}
    beaten = {winner: frozenset(losers) for winner, losers in (wins_over or {}).items()}
    nothing = silent or NotReported(site_id="")
    values: dict[str, SiteValue] = {}
    for place in (*anatomy.bones(), *anatomy.sites(), *anatomy.groups()):
        chain = covering(anatomy, place, by_place, beaten)
        if chain:
            values[place] = _taken_over(anatomy, place, by_place, chain)
        else:
            values[place] = replace(nothing, site_id=place)
    return values


def covering(
    anatomy: Anatomy,
    place: str,
    reported: Iterable[str],
    wins_over: Mapping[str, frozenset[str]],
) -> tuple[str, ...]:
    """List the reported places that cover a place, the one that holds for it first.

    Parameters
    ----------
    anatomy : Anatomy
        The sites, groups and bones.
    place : str
        Id of a site, group or bone.
    reported : iterable of str
        Ids of the places reported.
    wins_over : mapping of str to frozenset of str
        Reports that go before others though they are not finer.

    Returns
    -------
    tuple of str
        The place itself first where it is reported, then by the number of bones covered, then by the
        number of parts, then as listed in ``reported``.
    """
    covers = [other for other in reported if anatomy.covers(other, place)]
    losers = frozenset().union(*(wins_over.get(other, frozenset()) for other in covers)) - {place}

    def coarseness(other: str) -> tuple[bool, bool, int, int]:
        return other != place, other in losers, len(anatomy.bones_of(other)), len(anatomy.extent(other))

    return tuple(sorted(covers, key=coarseness))


def _taken_over(
    anatomy: Anatomy, place: str, by_place: Mapping[str, SiteValue], chain: tuple[str, ...]
) -> SiteValue:
    """Tell for a place the report that holds for it."""
    source, *others = chain
    report = by_place[source]
    notes = report.notes
    if anatomy.extent(source) != anatomy.extent(place):
        notes += (_scope(anatomy, source),)
    return replace(report, site_id=place, notes=notes, also_reported=tuple(others))


def _scope(anatomy: Anatomy, source: str) -> str:
    """Say for what a value was given that is shown on a part of it."""
    name = anatomy.name(source).partition(" (")[0]
    lowered = name[0].lower() + name[1:]
    several = " and " in lowered or (lowered.endswith("s") and anatomy.is_group(source))
    return f"reported for {lowered} together" if several else f"reported for the whole {lowered}"


def finer_reports(anatomy: Anatomy, reports: Sequence[SiteValue]) -> dict[str, tuple[str, ...]]:
    """Find for every place the reports that lie strictly inside it.

    Parameters
    ----------
    anatomy : Anatomy
        The sites, groups and bones.
    reports : sequence of SiteValue
        One value for each place reported, best first.

    Returns
    -------
    dict of str to tuple of str
        Ids of the places reported, best first. A bone has those of its site that are finer than a bone.
    """
    reported = [report.site_id for report in reports]
    return {
        place: tuple(other for other in reported if _inside(anatomy, other, place))
        for place in (*anatomy.bones(), *anatomy.sites(), *anatomy.groups())
    }


def _inside(anatomy: Anatomy, other: str, place: str) -> bool:
    """Tell whether ``other`` is a true part of ``place``."""
    whole = place if anatomy.is_site(place) or anatomy.is_group(place) else anatomy.site_of(place)
    part = anatomy.extent(other)
    if part >= anatomy.extent(whole):
        return False
    # A bone holds the parts of its site that are too fine to be drawn, but not the site's other bones.
    return part <= anatomy.extent(whole) and (whole == place or not anatomy.bones_of(other))
