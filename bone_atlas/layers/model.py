"""A layer and the value it has for one site."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from bone_atlas.tables import TIERS

#: A group below this size is told to be small wherever its values are shown.
SMALL_GROUP = 20
#: What the number of a derived layer is: percentage points between two layers, percentage points between
#: the lowest and the highest study, studies.
MEASURES = ("difference", "range", "count")
REPORTED = "reported"
NOT_REPORTED = "not reported"
NOT_STATED = "not stated"
TIER_LABELS = {
    "most_common": "most common",
    "common": "common",
    "extremely_rare": "extremely rare",
    "not_mentioned": "not mentioned",
}


@dataclass(frozen=True)
class SiteValue:
    """What a layer says of one site, group or bone.

    Attributes
    ----------
    site_id : str
        The place asked for.
    status : str
        ``"reported"`` or ``"not reported"``; a reported zero is reported.
    numerator, denominator : int or None
        The count; None where it was not published or nothing is reported.
    percent : float or None
        From the count, else as published; in percent.
    ci_low, ci_high : float or None
        95 % Wilson interval in percent; None without a count.
    tier : str or None
        One of `bone_atlas.tables.TIERS` in the layer of tiers, None elsewhere.
    reported_as : str or None
        Id of the site or group the value was given for; differs from `site_id` where that is coarser.
    reported_words : str
        The study's own words for that site.
    printed_percent : float or None
        The percentage as the study prints it.
    notes : tuple of str
        What a reader should know of this value.
    also_reported : tuple of str
        Ids of coarser places with a value of their own that cover this one too, finest first.
    observation_id : str
        Row of ``observations.csv`` the value comes from; empty in the layer of tiers and in derived layers.
    measure : str
        One of `MEASURES` in a derived layer, empty elsewhere.
    amount : float or None
        The number of a derived layer, in percentage points or studies, with `ci_low` and `ci_high` in the
        same unit; `percent` is None there.
    made_of : tuple of SiteValue
        The values a derived one is made from: both of a difference in their order, else all studies.
    """

    site_id: str
    status: str = NOT_REPORTED
    numerator: int | None = None
    denominator: int | None = None
    percent: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    tier: str | None = None
    reported_as: str | None = None
    reported_words: str = ""
    printed_percent: float | None = None
    notes: tuple[str, ...] = ()
    also_reported: tuple[str, ...] = ()
    observation_id: str = ""
    measure: str = ""
    amount: float | None = None
    made_of: tuple[SiteValue, ...] = ()

    @property
    def reported(self) -> bool:
        """Whether there is a value; a reported zero is one."""
        return self.status == REPORTED

    @property
    def number(self) -> float | None:
        """What is painted and ranked: the percentage, or the amount of a derived layer."""
        return self.amount if self.measure else self.percent

    @property
    def small(self) -> bool:
        """Whether a group of fewer than `SMALL_GROUP` stands behind it, or at either end of it."""
        if self.measure:
            return self.measure != "count" and any(value.small for value in self.ends)
        return self.denominator is not None and self.denominator < SMALL_GROUP

    @property
    def ends(self) -> tuple[SiteValue, ...]:
        """Both values of a difference in their order; the lowest and the highest study of a range."""
        if self.measure != "range" or not self.made_of:
            return self.made_of
        ordered = sorted(self.made_of, key=lambda value: value.percent or 0.0)
        return ordered[0], ordered[-1]


def standing(value: SiteValue) -> tuple[float, ...]:
    """Give the key by which values are ranked: equal keys share a rank.

    Parameters
    ----------
    value : SiteValue
        A reported value.

    Returns
    -------
    tuple of float
        Smaller for what comes first: the higher tier, or the higher number; what has none comes last.
    """
    if value.tier is not None:
        return (float(TIERS.index(value.tier)),)
    return (-round(value.number, 9) if value.number is not None else math.inf,)


@dataclass(frozen=True)
class Layer:
    """One thing the skeleton can be painted with.

    Attributes
    ----------
    id, study_id : str
        Stable words, such as ``wang_2012.breast_few`` and ``wang_2012``.
    title, short_title : str
        For the picker and for narrow places.
    kind : str
        ``"tiers"`` (ordered words), ``"proportion"`` (percent), or one of `MEASURES`: derived from others.
    cancer, subgroup : str
        Whose metastases.
    n : int or None
        The denominator that all rows share; None where it is not known.
    unit, unit_label : str
        What is counted, as a machine word and in words.
    setting, modality : str
        Where and how it was looked for.
    summary : str
        One line to stand beside the figure.
    caveats : tuple of str
        What limits the study or the layer.
    citation : str
        Author, year, title, journal, as far as they are known.
    source_link : str or None
        Address made from DOI, PMID or PMC number.
    source_text : str
        The text of that link, or ``"no citable source"``.
    verified : str
        ``full text read``, ``full table seen``, ``abstract seen`` or ``secondary source``; the weakest of
        the rows.
    reports : tuple of SiteValue
        One for each place a value was given for, best first.
    centre : str
        Where the patients were seen, or ``"not stated"``.
    """

    id: str
    study_id: str
    title: str
    short_title: str
    kind: str
    cancer: str
    subgroup: str
    n: int | None
    unit: str
    unit_label: str
    setting: str
    modality: str
    summary: str
    caveats: tuple[str, ...]
    citation: str
    source_link: str | None
    source_text: str
    verified: str
    reports: tuple[SiteValue, ...]
    _values: Mapping[str, SiteValue] = field(repr=False, compare=False)
    _finer: Mapping[str, tuple[str, ...]] = field(repr=False, compare=False)
    centre: str = NOT_STATED

    @property
    def derived(self) -> bool:
        """Whether it follows from other layers: a difference, a range, a number of studies."""
        return self.kind in MEASURES

    def value(self, place: str) -> SiteValue:
        """Look up what the layer says of a place.

        Parameters
        ----------
        place : str
            Id of any site, group or bone.

        Returns
        -------
        SiteValue
            Reported where a value was given for the place or for something that covers it.

        Raises
        ------
        KeyError
            If there is no such place.
        """
        return self._values[place]

    def finer(self, place: str) -> tuple[SiteValue, ...]:
        """List the values given for parts of a place, such as ilium, ischium and pubis for the pelvis.

        Parameters
        ----------
        place : str
            Id of any site, group or bone.

        Returns
        -------
        tuple of SiteValue
            The reports strictly inside the place, best first.

        Raises
        ------
        KeyError
            If there is no such place.
        """
        return tuple(self._values[part] for part in self._finer[place])

    def rank(self, place: str) -> tuple[int, int] | None:
        """Rank the value of a place among all that the layer reports.

        Parameters
        ----------
        place : str
            Id of any site, group or bone.

        Returns
        -------
        tuple of int or None
            The rank, from 1, and the number of reports; equal values share a rank. None where nothing is
            reported.

        Raises
        ------
        KeyError
            If there is no such place.
        """
        value = self.value(place)
        if not value.reported:
            return None
        better = sum(standing(report) < standing(value) for report in self.reports)
        return better + 1, len(self.reports)
