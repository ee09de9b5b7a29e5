"""A layer and the value it has for one site.

A value is a `Proportion`, a `Tier`, `Derived` from others, or `NotReported`: each has what belongs to it and
nothing else, so that who shows a value must say what to do with each.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, assert_never, get_args

from bone_atlas.tables import TIERS
from bone_atlas.tables.vocabulary import TierName

#: A group below this size is told to be small wherever its values are shown.
SMALL_GROUP = 20
#: What the number of a derived layer is: percentage points between two layers, percentage points between
#: the lowest and the highest study, studies.
Measure = Literal["difference", "range", "count"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
#: Ordered words, percent, or the number of a derived layer.
LayerKind = Literal["tiers", "proportion"] | Measure
REPORTED = "reported"
NOT_REPORTED = "not reported"
NOT_STATED = "not stated"
NOT_MENTIONED: TierName = "not_mentioned"
TIER_LABELS: dict[TierName, str] = {
    "most_common": "most common",
    "common": "common",
    "extremely_rare": "extremely rare",
    "not_mentioned": "not mentioned",
}


@dataclass(frozen=True, kw_only=True)
class _Told:
    """What every value has.

    Attributes
    ----------
    site_id : str
        The place asked for.
    reported_as : str or None
        Id of the site or group the value was given for; differs from `site_id` where that is coarser.
    reported_words : str
        The study's own words for that site; in the layer of tiers the basis of the class.
    notes : tuple of str
        What a reader should know of this value; where there is none, why.
    also_reported : tuple of str
        Ids of coarser places with a value of their own that cover this one too, finest first.
    """

    site_id: str
    reported_as: str | None = None
    reported_words: str = ""
    notes: tuple[str, ...] = ()
    also_reported: tuple[str, ...] = ()

    @property
    def reported(self) -> bool:
        """Whether there is a value; a reported zero is one."""
        return True

    @property
    def larger(self) -> str | None:
        """Id of the larger site or group that the value was given for; None where it is the place's own."""
        return None if self.reported_as == self.site_id else self.reported_as

    @property
    def status(self) -> str:
        """``"reported"`` or ``"not reported"``."""
        return REPORTED if self.reported else NOT_REPORTED

    @property
    def small(self) -> bool:
        """Whether a group of fewer than `SMALL_GROUP` stands behind it, or at either end of it."""
        return False


@dataclass(frozen=True, kw_only=True)
class Proportion(_Told):
    """A share that a study counted, or published without its count.

    Attributes
    ----------
    percent : float
        From the count, else as published; in percent.
    numerator, denominator : int or None
        The count; None where it was not published.
    ci_low, ci_high : float or None
        95 % Wilson interval in percent; None without a count.
    printed_percent : float or None
        The percentage as the study prints it.
    observation_id : str
        Row of ``observations.csv`` the value comes from; empty where it comes from elsewhere.
    """

    percent: float
    numerator: int | None = None
    denominator: int | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    printed_percent: float | None = None
    observation_id: str = ""

    @property
    def number(self) -> float:
        """What is painted and ranked: the percentage."""
        return self.percent

    @property
    def small(self) -> bool:
        """Whether the denominator is below `SMALL_GROUP`."""
        return self.denominator is not None and self.denominator < SMALL_GROUP


@dataclass(frozen=True, kw_only=True)
class Tier(_Told):
    """A class in words instead of a number.

    Attributes
    ----------
    tier : str
        One of `bone_atlas.tables.TIERS`; a place that is not mentioned is not reported.
    """

    tier: TierName

    @property
    def reported(self) -> bool:
        """Whether the place is mentioned."""
        return self.tier != NOT_MENTIONED


@dataclass(frozen=True, kw_only=True)
class Derived(_Told):
    """A number that follows from the values of several layers.

    Attributes
    ----------
    measure : str
        One of `MEASURES`.
    amount : float
        In percentage points, or studies.
    ci_low, ci_high : float or None
        95 % interval in the same unit; None where there is none.
    made_of : tuple of Proportion
        Both values of a difference in their order, else those of all studies.
    """

    measure: Measure
    amount: float
    ci_low: float | None = None
    ci_high: float | None = None
    made_of: tuple[Proportion, ...] = ()

    @property
    def number(self) -> float:
        """What is painted and ranked: the amount."""
        return self.amount

    @property
    def small(self) -> bool:
        """Whether a small group stands at either end of it; a number of studies has no ends."""
        return self.measure != "count" and any(value.small for value in self.ends)

    @property
    def ends(self) -> tuple[Proportion, ...]:
        """Both values of a difference in their order; the lowest and the highest study of a range."""
        if self.measure != "range" or not self.made_of:
            return self.made_of
        ordered = sorted(self.made_of, key=lambda value: value.percent)
        return ordered[0], ordered[-1]


@dataclass(frozen=True, kw_only=True)
class NotReported(_Told):
    """No value: the layer gives none for the place or anything that covers it. It is never zero."""

    @property
    def reported(self) -> bool:
        """Never."""
        return False


#: Values on a numerical scale.
Measured: TypeAlias = Proportion | Derived
#: What can be given for a place.
Report: TypeAlias = Measured | Tier
#: What a layer says of a place.
SiteValue: TypeAlias = Report | NotReported


def standing(value: SiteValue) -> tuple[float, ...]:
    """Give the key by which values are ranked: equal keys share a rank.

    Parameters
    ----------
    value : SiteValue
        Any value.

    Returns
    -------
    tuple of float
        Smaller for what comes first: the higher tier, or the higher number; what has none comes last.
    """
    match value:
        case Tier():
            return (float(TIERS.index(value.tier)),)
        case Proportion() | Derived():
            return (-round(value.number, 9),)
        case NotReported():
            return (math.inf,)
        case _:
            assert_never(value)


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
    reports : tuple of Report
        One for each place a value was given for, best first.
    centre : str
        Where the patients were seen, or ``"not stated"``.
    """

    id: str
    study_id: str
    title: str
    short_title: str
    kind: LayerKind
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
    reports: tuple[Report, ...]
    _values: Mapping[str, SiteValue] = field(repr=False, compare=False)
    _finer: Mapping[str, tuple[str, ...]] = field(repr=False, compare=False)
    centre: str = NOT_STATED

    @property
    def derived(self) -> bool:
        """Whether it follows from other layers: a difference, a range, a number of studies."""
        return self.kind in MEASURES

    @property
    def proportions(self) -> tuple[Proportion, ...]:
        """The reports that are percentages: all of a layer of proportions, none of another."""
        return tuple(report for report in self.reports if isinstance(report, Proportion))

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """The reports that are classes: all of a layer of tiers, none of another."""
        return tuple(report for report in self.reports if isinstance(report, Tier))

    @property
    def measured(self) -> tuple[Measured, ...]:
        """The reports with a number: all but classes."""
        return tuple(report for report in self.reports if not isinstance(report, Tier))

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
