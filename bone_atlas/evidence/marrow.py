"""Metastases against the red marrow, the soil of “seed and soil” (Paget 1889).

Each region's share of the lesions is held against its share of the marrow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from bone_atlas.anatomy import Anatomy
from bone_atlas.layers import Layer, Proportion
from bone_atlas.layers.build import COUNT_NOT_PUBLISHED, wilson
from bone_atlas.tables import Tables, records, words

SHARES_ONLY = (
    "Only a layer of lesions can be held against the marrow: its percentages are shares of one whole. A "
    "patient can have several sites, so percentages of patients are shares of nothing."
)


class NotSharesError(ValueError):
    """A layer whose percentages are not shares of one whole was to be held against the marrow."""


@dataclass(frozen=True)
class MarrowRow:
    """One region: what is seen there against what would be expected from its marrow.

    Attributes
    ----------
    marrow_id, site_id : str
        Row of ``marrow.csv``, and its place.
    marrow_percent : float
        Share of the active red marrow, in percent.
    sd_points : float or None
        Its standard deviation between persons, in percentage points.
    persons : int
        In how many persons it was measured.
    observed : tuple of Proportion
        The values of the layer for the same region: one, or those of its parts, for lesions add up.
    numerator, denominator : int or None
        Lesions in the region and in all; None where not published.
    percent : float
        Share of the lesions, in percent.
    ratio : float
        Share of the lesions divided by share of the marrow: 1 where as many as the marrow would have.
    low, high : float or None
        What the 95 % Wilson interval of the lesions' share makes of the ratio; the marrow is taken as exact.
    notes : tuple of str
        What limits this row.
    """

    marrow_id: str
    site_id: str
    marrow_percent: float
    sd_points: float | None
    persons: int
    observed: tuple[Proportion, ...]
    numerator: int | None
    denominator: int | None
    percent: float
    ratio: float
    low: float | None
    high: float | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class MarrowComparison:
    """A layer of lesions held against the marrow.

    Attributes
    ----------
    layer : Layer
        The lesions.
    study_id : str
        The study that measured the marrow.
    rows : tuple of MarrowRow
        Highest ratio first.
    unmatched : tuple of tuple of str
        Place and reason of each region that the layer does not count as such.
    limits : tuple of str
        What must be known before the ratios are believed.
    """

    layer: Layer
    study_id: str
    rows: tuple[MarrowRow, ...]
    unmatched: tuple[tuple[str, str], ...]
    limits: tuple[str, ...]


def against_marrow(layer: Layer, tables: Tables, anatomy: Anatomy) -> MarrowComparison:
    """Hold the lesions of a layer against the active red marrow, region by region.

    Parameters
    ----------
    layer : Layer
        A layer that counts lesions.
    tables : Tables
        With the marrow.
    anatomy : Anatomy
        Which place lies within which.

    Returns
    -------
    MarrowComparison
        A row for each region of the marrow that the layer counts as such, as the sum of its parts, or within
        a place that holds no other region of the marrow.

    Raises
    ------
    NotSharesError
        If the layer does not count lesions.
    """
    if layer.kind != "proportion" or layer.unit != "lesions":
        raise NotSharesError(SHARES_ONLY)
    marrow = records(tables.marrow)
    regions = [row["site_id"] for row in marrow]
    rows, unmatched = [], []
    for row in marrow:
        values, note = _matched(row["site_id"], regions, layer, anatomy)
        if values:
            rows.append(_row(row, values, note))
        else:
            unmatched.append((row["site_id"], note))
    rows.sort(key=lambda found: -found.ratio)
    return MarrowComparison(
        layer, marrow[0]["study_id"], tuple(rows), tuple(unmatched), _limits(marrow, anatomy)
    )


def _matched(
    region: str, regions: Sequence[str], layer: Layer, anatomy: Anatomy
) -> tuple[tuple[Proportion, ...], str]:
    """Find what the layer counted in a region, with a note; nothing, with the reason, where it did not."""
    reported = {report.site_id: report for report in layer.proportions}
    if region in reported:
        return (reported[region],), ""
    if anatomy.is_group(region) and all(part in reported for part in anatomy.members(region)):
        names = " and ".join(anatomy.name(part).lower() for part in anatomy.members(region))
        return tuple(reported[part] for part in anatomy.members(region)), f"lesions of {names} added up"
    value = layer.value(region)
    if not isinstance(value, Proportion) or value.reported_as is None:
        return (), "not reported"
    name = anatomy.name(value.reported_as).lower()
    extent = anatomy.extent(value.reported_as)
    if any(extent & anatomy.extent(other) for other in regions if other != region):
        return (), f"counted only within “{name}”, which holds bones of other regions too"
    wider = f"lesions counted in: {name}; marrow measured in only part of it"
    return (value,), "" if extent == anatomy.extent(region) else wider


def _row(row: Mapping[str, Any], values: tuple[Proportion, ...], note: str) -> MarrowRow:
    """Divide the share of the lesions by the share of the marrow."""
    share = float(row["marrow_percent"])
    counts = [value.numerator for value in values if value.numerator is not None]
    denominator = values[0].denominator
    numerator = sum(counts) if len(counts) == len(values) and denominator else None
    percent = sum(value.percent for value in values)
    low, high = None, None
    notes = [note] if note else []
    if numerator is not None and denominator is not None:
        percent = 100 * numerator / denominator
        low, high = (end / share for end in wilson(numerator, denominator))
    else:
        notes.append(COUNT_NOT_PUBLISHED)
    if row["origin"] != "printed":
        notes.append(f"share of the marrow: {row['origin']}")
    return MarrowRow(
        marrow_id=row["marrow_id"],
        site_id=row["site_id"],
        marrow_percent=share,
        sd_points=None if pd.isna(row["sd_points"]) else float(row["sd_points"]),
        persons=int(row["n"]),
        observed=values,
        numerator=numerator,
        denominator=denominator,
        percent=percent,
        ratio=percent / share,
        low=low,
        high=high,
        notes=(*notes, *words(row["note"])),
    )


def _limits(marrow: Sequence[Mapping[str, Any]], anatomy: Anatomy) -> tuple[str, ...]:
    """Say what must be known before the ratios are believed; the numbers are those of the table."""
    persons = max(int(row["n"]) for row in marrow)
    merged = [
        " and ".join(anatomy.name(part).lower() for part in anatomy.members(row["site_id"]))
        for row in marrow
        if anatomy.is_group(row["site_id"])
    ]
    return (
        f"The marrow was measured in {persons} adults with cancer; how much they differ is told by the "
        "standard deviation beside each share, and is not in the interval of the ratio.",
        "The lesions of one patient are not independent, so the true intervals are wider than those drawn.",
        f"Merged, because the marrow was measured so: {'; '.join(merged)}.",
        "A bone scan can take old fractures of ribs for metastases, which would raise the ribs.",
        "A bone in many pieces, such as the ribs, collects more lesions than one in a single piece.",
        "The marrow was not measured in the patients whose lesions were counted.",
        "A question, not a proof: a high ratio can come from the blood, from the bone, or from the scan.",
    )
