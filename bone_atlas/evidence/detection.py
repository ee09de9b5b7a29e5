"""What imaging finds and misses: the figures of the table of detection, kept apart by what they count.

A share of patients, of lesions, of vertebrae and of bone mineral are four different things. `select` and
`accuracies` therefore always take the basis, and nothing here averages two figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pandas as pd

from bone_atlas.layers.build import COUNT_NOT_PUBLISHED, NO_SOURCE, printed_otherwise, wilson
from bone_atlas.tables import Tables, records, words

SENSITIVITY, SPECIFICITY = "sensitivity", "specificity"
DETECTED = "detected of proven vertebrae"
MISSED = "normal X-ray despite proven lesions"
MINERAL = "mineral loss needed"
PROVED, SHAPE = "what a finding proved to be", "shape of rib metastases"
AFTER_NEGATIVE, BEYOND_MRI = "positive after a negative test", "shown of lesions that MRI shows"
IN_LIFE, AT_AUTOPSY = "prevalence in life", "prevalence at autopsy"
EITHER = "prevalence, in life or at autopsy not stated"
COMPLICATION = "complication of bone metastases"
REPLACED = "bone replaced before an X-ray shows it"
SIDE = "side of the primary"
RATE = "new bone metastases over time"
COMPUTED_CI = "95 % CI"
INTERVAL_NOT_GIVEN = "interval not given"
NOT_A_COUNT = "a share of the bone, not a count"
NOT_A_SHARE = "a rate over time, not a share"

#: What stands for the count of what is no share of patients, lesions or scans.
NO_COUNTS = {MINERAL: NOT_A_COUNT, REPLACED: NOT_A_COUNT, RATE: NOT_A_SHARE}


@dataclass(frozen=True)
class Finding:
    """One figure of detection.

    Attributes
    ----------
    id : str
        Row of ``detection.csv``.
    modality, measure, basis, cancer : str
        The test, the kind of figure, what is counted one by one, whose metastases.
    population, found, counted : str
        In whom; what the numerator is; what the denominator is, in words.
    numerator, denominator : int or None
        The count; None where it was not published.
    percent : float or None
        From the count, else as printed.
    low, high : float or None
        In percent: the 95 % Wilson interval where there is a count, else what is printed.
    interval : str
        What `low` to `high` is; empty where there is none.
    in_words : str
        The value where the source gives it in words.
    verified, citation, source_text : str
        How much was seen; the work; its identifier, else the printed work, else ``"no citable source"``.
    source_link : str or None
        Address made from DOI, PMID or PMC number.
    notes : tuple of str
        What a reader should know of the figure.
    not_shown : str
        Why it is shown nowhere; empty where it is shown.
    """

    id: str
    modality: str
    measure: str
    basis: str
    cancer: str
    population: str
    found: str
    counted: str
    numerator: int | None
    denominator: int | None
    percent: float | None
    low: float | None
    high: float | None
    interval: str
    in_words: str
    verified: str
    citation: str
    source_text: str
    source_link: str | None
    notes: tuple[str, ...]
    not_shown: str

    @property
    def is_range(self) -> bool:
        """Whether only a range is known, without a value in it."""
        return self.percent is None and self.low is not None

    @property
    def value(self) -> str:
        """The value in words: ``"50.0 %"`` from a count, ``"86 %"`` as printed, ``"47–85 %"`` for a range."""
        if self.in_words:
            return self.in_words
        if self.percent is None:
            return f"{_span(self.low, self.high, 'g')} %"
        return f"{self.percent:.1f} %" if self.numerator is not None else f"{self.percent:g} %"

    @property
    def count(self) -> str:
        """The count in words: ``"367 of 734"``, or what is missing of it."""
        if self.measure in NO_COUNTS:
            return NO_COUNTS[self.measure]
        if self.numerator is not None:
            return f"{self.numerator:,} of {self.denominator:,}"
        known = "" if self.denominator is None else f", n = {self.denominator:,}"
        return COUNT_NOT_PUBLISHED + known

    @property
    def interval_words(self) -> str:
        """The interval and what it is: ``"95 % CI 46.4–53.6 %"``, or ``"interval not given"``."""
        if self.low is None:
            return INTERVAL_NOT_GIVEN
        if self.interval == COMPUTED_CI:
            return f"{COMPUTED_CI} {_span(self.low, self.high, '.1f')} %"
        kind, _, how = self.interval.partition(" as ")
        tail = f" ({'as ' + how})" if how else ""
        if kind == COMPUTED_CI:
            return f"{COMPUTED_CI} {_span(self.low, self.high, 'g')} %{tail}"
        return f"{_span(self.low, self.high, 'g')} %, {self.interval}"


def _span(low: float | None, high: float | None, form: str) -> str:
    return f"{low:{form}}\N{EN DASH}{high:{form}}"


def findings(tables: Tables) -> tuple[Finding, ...]:
    """Read the figures that are shown.

    Parameters
    ----------
    tables : Tables
        The loaded tables.

    Returns
    -------
    tuple of Finding
        In the order of the table.
    """
    return tuple(found for found in _all(tables) if not found.not_shown)


def not_shown(tables: Tables) -> tuple[Finding, ...]:
    """Read the figures that are shown nowhere, each with the reason in `Finding.not_shown`.

    Parameters
    ----------
    tables : Tables
        The loaded tables.

    Returns
    -------
    tuple of Finding
        In the order of the table.
    """
    return tuple(found for found in _all(tables) if found.not_shown)


def _all(tables: Tables) -> list[Finding]:
    return [_finding(row) for row in records(tables.detection.sort_values("list_order"))]


def _finding(row: Mapping[str, Any]) -> Finding:
    numerator, denominator = (_whole(row[name]) for name in ("numerator", "denominator"))
    percent, low, high = (
        None if pd.isna(row[name]) else float(row[name])
        for name in ("printed_percent", "printed_low", "printed_high")
    )
    interval = row["interval_kind"]
    flagged = printed_otherwise(numerator, denominator, percent)
    if numerator is not None and denominator is not None:
        percent = 100 * numerator / denominator
        if low is None:
            (low, high), interval = wilson(numerator, denominator), COMPUTED_CI
    as_they_are = ("modality", "measure", "basis", "cancer", "population", "found", "counted", "verified")
    return Finding(
        id=row["detection_id"],
        **{name: row[name] for name in as_they_are},
        numerator=numerator,
        denominator=denominator,
        percent=percent,
        low=low,
        high=high,
        interval=interval,
        in_words=row["printed_words"],
        citation=row["citation"],
        source_text=_source_text(row),
        source_link=_source_link(row),
        notes=(*flagged, *words(row["note"])),
        not_shown=row["not_shown_reason"],
    )


def _whole(cell: Any) -> int | None:
    return None if pd.isna(cell) else int(cell)


def _source_text(row: Mapping[str, Any]) -> str:
    if row["doi"]:
        return f"doi:{row['doi']}"
    if row["pmid"]:
        return f"PMID {row['pmid']}"
    return str(row["pmcid"] or row["citation"] or NO_SOURCE)


def _source_link(row: Mapping[str, Any]) -> str | None:
    # Older DOIs hold < and >, which no address may.
    if row["doi"]:
        return f"https://doi.org/{quote(row['doi'], safe='/:;()')}"
    if row["pmid"]:
        return f"https://pubmed.ncbi.nlm.nih.gov/{row['pmid']}/"
    return f"https://pmc.ncbi.nlm.nih.gov/articles/{row['pmcid']}/" if row["pmcid"] else None


def select(found: Iterable[Finding], measure: str, basis: str | None = None) -> tuple[Finding, ...]:
    """Pick the figures of one measure, and of one basis.

    Parameters
    ----------
    found : iterable of Finding
        The figures.
    measure : str
        One of the measures of the table.
    basis : str, optional
        What is counted one by one; may be left out only where the measure has one basis.

    Returns
    -------
    tuple of Finding
        In their order.

    Raises
    ------
    ValueError
        If the figures of the measure count different things and no basis is given.
    """
    picked = [one for one in found if one.measure == measure]
    bases = {one.basis for one in picked}
    if basis is None and len(bases) > 1:
        raise ValueError(f"{measure} is known {', '.join(sorted(bases))}: name one")
    return tuple(one for one in picked if basis in (None, one.basis))


@dataclass(frozen=True)
class Accuracy:
    """Sensitivity and specificity of one test in one population.

    Attributes
    ----------
    modality, population, cancer : str
        The test and in whom.
    sensitivity, specificity : Finding or None
        None where it is not reported, which is not zero.
    """

    modality: str
    population: str
    cancer: str
    sensitivity: Finding | None
    specificity: Finding | None

    @property
    def either(self) -> Finding:
        """One of the two, for what they share: citation and source."""
        one = self.sensitivity or self.specificity
        if one is None:
            raise ValueError(f"{self.modality} in {self.population} has no figure")
        return one


def accuracies(found: Iterable[Finding], basis: str) -> tuple[Accuracy, ...]:
    """Pair sensitivity and specificity on one basis.

    Parameters
    ----------
    found : iterable of Finding
        The figures.
    basis : str
        ``"per patient"``, ``"per lesion"`` or ``"not stated"``; never several.

    Returns
    -------
    tuple of Accuracy
        In the order of the table: populations together, in each the tests.
    """
    pairs: dict[tuple[str, str, str], dict[str, Finding]] = {}
    for one in found:
        if one.basis == basis and one.measure in (SENSITIVITY, SPECIFICITY):
            pairs.setdefault((one.modality, one.population, one.cancer), {})[one.measure] = one
    return tuple(Accuracy(*key, pair.get(SENSITIVITY), pair.get(SPECIFICITY)) for key, pair in pairs.items())


def autopsy_vertebrae(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Pick the three rows of the autopsy comparison: X-ray, bone scan, MRI.

    Parameters
    ----------
    found : iterable of Finding
        The figures.

    Returns
    -------
    tuple of Finding
        Each with its own denominator; the patterns without a count are left out.
    """
    return tuple(one for one in select(found, DETECTED) if one.numerator is not None)


@dataclass(frozen=True)
class Band:
    """Between which losses of mineral an X-ray begins to show a lesion.

    Attributes
    ----------
    low, high : float
        In percent of the mineral.
    sources : tuple of Finding
        The statements the band rests on.
    others : tuple of Finding
        What else is said or was measured.
    """

    low: float
    high: float
    sources: tuple[Finding, ...]
    others: tuple[Finding, ...]

    def verdict(self, loss: float) -> str:
        """Tell what an X-ray would show, in words.

        Parameters
        ----------
        loss : float
            Mineral lost, in percent.

        Returns
        -------
        str
            ``"not visible"``, ``"threshold band: may be seen"`` or ``"visible"``.
        """
        if loss < self.low:
            return "not visible"
        return "threshold band: may be seen" if loss <= self.high else "visible"


def threshold_band(found: Iterable[Finding]) -> Band:
    """Find the band of 30 to 50 % and whom it comes from.

    Parameters
    ----------
    found : iterable of Finding
        The figures.

    Returns
    -------
    Band
        The range that most statements give, the statements that give it, and the rest.
    """
    stated = select(found, MINERAL)
    ranges = [(one.low or 0.0, one.high or 0.0) for one in stated]
    low, high = max(ranges, key=ranges.count)
    fits = [(one.low, one.high) == (low, high) for one in stated]
    return Band(
        low,
        high,
        tuple(one for one, fit in zip(stated, fits, strict=True) if fit),
        tuple(one for one, fit in zip(stated, fits, strict=True) if not fit),
    )
