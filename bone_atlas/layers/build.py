"""Make the layers from the tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import pandas as pd
from statsmodels.stats.proportion import proportion_confint

from bone_atlas.anatomy import Anatomy
from bone_atlas.layers.model import NOT_MENTIONED, Layer, Proportion, Report, Tier, standing
from bone_atlas.layers.resolve import finer_reports, resolve
from bone_atlas.tables import TIERS, UNITS, Tables, records, words
from bone_atlas.tables.vocabulary import VERIFIED

Row = Mapping[str, Any]

NO_SOURCE = "no citable source"
COUNT_NOT_PUBLISHED = "count not published"
# A sum says in the row's own note what was summed.
_ORIGIN_NOTES = {
    "back-calculated from the printed percentage": "count calculated back from the printed percentage",
    "printed, denominator derived": "denominator derived from other figures of the study",
}


def build_layers(tables: Tables, anatomy: Anatomy) -> dict[str, Layer]:
    """Make every layer.

    Parameters
    ----------
    tables : Tables
        The loaded tables.
    anatomy : Anatomy
        The sites, groups and bones.

    Returns
    -------
    dict of str to Layer
        By layer id, in the order of the picker: the article, breast cancer, other cancers.
    """
    studies = {row["study_id"]: row for row in records(tables.studies)}
    painted = tables.observations[tables.observations["painted"]]
    rows = {str(layer): records(frame) for layer, frame in painted.groupby("layer_id", sort=False)}
    layers = {}
    for spec in records(tables.layers.sort_values("picker_order")):
        study = studies[spec["study_id"]]
        if spec["kind"] == "tiers":
            layers[spec["layer_id"]] = _tier_layer(spec, study, tables, anatomy)
        else:
            layers[spec["layer_id"]] = _proportion_layer(spec, study, rows[spec["layer_id"]], anatomy)
    return layers


def _proportion_layer(spec: Row, study: Row, rows: list[dict[str, Any]], anatomy: Anatomy) -> Layer:
    """Make the layer of a study, or of one of its subgroups, from its observations."""
    found = sorted((_report(row) for row in rows), key=lambda report: _listing(report, anatomy))
    described = _described(spec, study)
    described["caveats"] += _disagreements(found)
    return Layer(
        **described,
        setting="; ".join(dict.fromkeys(row["setting"] for row in rows)),
        modality="; ".join(dict.fromkeys(row["modality"] for row in rows)),
        verified=max((row["verified"] for row in rows), key=VERIFIED.index),
        reports=tuple(found),
        _values=MappingProxyType(resolve(anatomy, found)),
        _finer=MappingProxyType(finer_reports(anatomy, found)),
    )


def _disagreements(found: list[Proportion]) -> tuple[str, ...]:
    """Say how many of a layer's printed percentages are not those of their counts."""
    flagged = sum(
        bool(printed_otherwise(one.numerator, one.denominator, one.printed_percent)) for one in found
    )
    if not flagged:
        return ()
    many = "percentages do not match their counts" if flagged > 1 else "percentage does not match its count"
    return (f"{flagged} printed {many}",)


def _listing(report: Report, anatomy: Anatomy) -> tuple[Any, ...]:
    """Order the reports by value, and where values are equal head to foot, groups last."""
    place = report.site_id
    order = (*anatomy.sites(), *anatomy.groups()).index(place)
    return *standing(report), order


def _report(row: Row) -> Proportion:
    """Make the value of one observation, with its interval and its notes."""
    numerator, denominator = _int(row["numerator"]), _int(row["denominator"])
    printed: float | None = None if pd.isna(row["printed_percent"]) else float(row["printed_percent"])
    percent, low, high = printed, None, None
    if numerator is not None and denominator is not None:
        percent = 100 * numerator / denominator
        low, high = wilson(numerator, denominator)
    if percent is None:
        raise ValueError(f"{row['observation_id']} is painted and has neither count nor percentage")
    return Proportion(
        site_id=row["site_id"],
        numerator=numerator,
        denominator=denominator,
        percent=percent,
        ci_low=low,
        ci_high=high,
        reported_as=row["site_id"],
        reported_words=row["site_as_reported"],
        printed_percent=printed,
        notes=_notes(row, numerator, denominator, printed),
        observation_id=row["observation_id"],
    )


def _int(cell: Any) -> int | None:
    """Read a whole number, None where the cell is empty."""
    return None if pd.isna(cell) else int(cell)


def _notes(
    row: Row, numerator: int | None, denominator: int | None, printed: float | None
) -> tuple[str, ...]:
    """Collect what a reader should know of an observation."""
    notes = [COUNT_NOT_PUBLISHED] if numerator is None else []
    if row["count_origin"] in _ORIGIN_NOTES:
        notes.append(_ORIGIN_NOTES[row["count_origin"]])
    return (*notes, *printed_otherwise(numerator, denominator, printed), *words(row["note"]))


def printed_otherwise(
    numerator: int | None, denominator: int | None, printed: float | None
) -> tuple[str, ...]:
    """Flag a percentage that the source prints and its count does not give.

    Parameters
    ----------
    numerator, denominator : int or None
        The count; None where it was not published.
    printed : float or None
        The percentage as printed; None where none is.

    Returns
    -------
    tuple of str
        One note, or none where the two agree within rounding or one of them is missing.
    """
    if numerator is None or not denominator or printed is None:
        return ()
    if agrees(printed, 100 * numerator / denominator):
        return ()
    return (f"printed as {printed:g} %, which {numerator:,} of {denominator:,} is not: the count is used",)


@lru_cache(maxsize=4096)  # the same counts are compared with many others, in every figure
def wilson(numerator: int, denominator: int) -> tuple[float, float]:
    """Compute the 95 % Wilson score interval of a proportion.

    Parameters
    ----------
    numerator, denominator : int
        The count and what it is a share of.

    Returns
    -------
    tuple of float
        Lower and upper limit in percent, within 0 to 100. Source of the formula: Wilson, J Am Stat Assoc
        1927;22:209-212, as in `statsmodels.stats.proportion.proportion_confint`.
    """
    low, high = proportion_confint(numerator, denominator, alpha=0.05, method="wilson")
    return max(0.0, 100 * float(low)), min(100.0, 100 * float(high))


def agrees(printed: float, percent: float) -> bool:
    """Tell whether a printed percentage is the computed one, rounded.

    Parameters
    ----------
    printed : float
        As the study prints it; its decimals tell to what it was rounded.
    percent : float
        Computed from the count.

    Returns
    -------
    bool
        True where they differ by no more than half a unit of the last printed place.
    """
    decimals = len(f"{printed:.9f}".rstrip("0").partition(".")[2])
    return abs(printed - percent) <= 0.5 / 10.0**decimals + 1e-9


_OWN_WORDS = ("title", "short_title", "kind", "cancer", "subgroup", "unit", "summary")


def _described(spec: Row, study: Row) -> dict[str, Any]:
    """Collect the parts of a layer that come from its own row and its study's row."""
    link = study["link"]
    return {
        "id": spec["layer_id"],
        "study_id": spec["study_id"],
        **{name: spec[name] for name in _OWN_WORDS},
        "n": _int(spec["n"]),
        "unit_label": UNITS[spec["unit"]],
        "caveats": (*words(spec["caveats"]), *words(study["caveats"])),
        "citation": citation(study),
        "source_link": link or None,
        "source_text": source_text(study),
        "centre": study["centre"],
    }


def citation(study: Row) -> str:
    """Write out who published what where, as far as it is known.

    Parameters
    ----------
    study : mapping
        A row of ``studies.csv``.

    Returns
    -------
    str
        Such as ``"Chen WZ (2017). Clinical characteristics … Sci Rep 7:11325."``.
    """
    year = _int(study["year"])
    who = " ".join(part for part in (study["first_author"], f"({year})" if year else "") if part)
    return " ".join(f"{part.rstrip('.')}." for part in (who, study["title"], study["journal"]) if part)


def source_text(study: Row) -> str:
    """Name the identifier a study's link is made from.

    Parameters
    ----------
    study : mapping
        A row of ``studies.csv``.

    Returns
    -------
    str
        DOI, PMID or PMC number, or `NO_SOURCE` where there is no link.
    """
    if not study["link"]:
        return NO_SOURCE
    if study["doi"]:
        return f"doi:{study['doi']}"
    return f"PMID {study['pmid']}" if study["pmid"] else str(study["pmcid"])


def _tier_layer(spec: Row, study: Row, tables: Tables, anatomy: Anatomy) -> Layer:
    """Make the article's layer: ordered words instead of numbers."""
    table = tables.article.copy()
    table["rank"] = table["tier"].map(TIERS.index)
    rows = records(table[table["tier"] != NOT_MENTIONED].sort_values(["rank", "order_in_tier"]))
    found = [_tier_report(row) for row in rows]
    silent = Tier(site_id="", tier=NOT_MENTIONED)
    wins_over = {row["site_id"]: words(row["wins_over"]) for row in rows}
    return Layer(
        **_described(spec, study),
        setting=study["setting"],
        modality=study["modality"],
        verified=study["verification"],
        reports=tuple(found),
        _values=MappingProxyType(resolve(anatomy, found, silent, wins_over)),
        _finer=MappingProxyType(finer_reports(anatomy, found)),
    )


_IN_THE_SPINE = {1: "first within the spine", 2: "second within the spine", 3: "last within the spine"}


def _tier_report(row: Row) -> Tier:
    """Make the value of one row of the article's table."""
    place = _int(row["order_in_spine"])
    notes = tuple(note for note in (_IN_THE_SPINE.get(place or 0, ""), row["note"]) if note)
    return Tier(
        site_id=row["site_id"],
        tier=row["tier"],
        reported_as=row["site_id"],
        reported_words=row["basis"],
        notes=notes,
    )


def article_routes(tables: Tables, anatomy: Anatomy, place: str) -> tuple[str, ...]:
    """List the blood-borne routes that reach a place according to the article.

    Parameters
    ----------
    tables : Tables
        The loaded tables.
    anatomy : Anatomy
        The sites, groups and bones.
    place : str
        Id of a site, group or bone.

    Returns
    -------
    tuple of str
        Words of `bone_atlas.tables.ROUTES`; every bone has the first one.
    """
    rows = _article_rows(tables, anatomy, place)
    return tuple(dict.fromkeys(route for row in rows[::-1] for route in words(row["routes"])))


def article_says(tables: Tables, anatomy: Anatomy, place: str) -> tuple[str, ...]:
    """Tell in our words what the article says of a place.

    Parameters
    ----------
    tables : Tables
        The loaded tables.
    anatomy : Anatomy
        The sites, groups and bones.
    place : str
        Id of a site, group or bone.

    Returns
    -------
    tuple of str
        One sentence for each row of the article's table that covers the place, the nearest first.
    """
    return tuple(row["says"] for row in _article_rows(tables, anatomy, place))


def _article_rows(tables: Tables, anatomy: Anatomy, place: str) -> list[dict[str, Any]]:
    """List the rows of the article's table that cover a place, finest first."""
    rows = records(tables.article)
    covering = [row for row in rows if anatomy.covers(row["site_id"], place)]
    return sorted(covering, key=lambda row: len(anatomy.bones_of(row["site_id"])))
