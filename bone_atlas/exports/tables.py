"""A layer as rows, as CSV and as JSON: the page's download and the command line give the same."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from functools import partial
from typing import assert_never

from bone_atlas import wording
from bone_atlas.anatomy import Anatomy
from bone_atlas.layers import Derived, Layer, LayerKind, NotReported, Proportion, SiteValue, Tier

#: A row of what leaves the page, by column; None is an empty cell.
Row = dict[str, str | int | float | None]

#: Of each site, in JSON and as the first columns of CSV.
SITE_FIELDS = (
    "site_id",
    "name",
    "status",
    "numerator",
    "denominator",
    "percent",
    "ci_low",
    "ci_high",
    "tier",
    "reported_as",
)
#: Further columns of CSV: a table without its unit and source is of no use once it has left the page.
LAYER_FIELDS = ("layer", "study", "unit", "source")
CSV_FIELDS = SITE_FIELDS + LAYER_FIELDS
UNIT_OF_MEASURE: dict[LayerKind, str] = {
    "difference": "percentage points, first minus second",
    "range": "percentage points",
    "count": "studies",
}
#: Of each site of a derived layer (difference, range, number of studies), instead of `SITE_FIELDS`.
DERIVED_SITE_FIELDS = (
    "site_id",
    "name",
    "status",
    "amount",
    "measure",
    "ci_low",
    "ci_high",
    "behind",
    "reported_as",
)
#: A spreadsheet takes a text that begins so for a formula, an East Asian one also the wide forms (OWASP, CSV
#: injection).
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def layer_rows(layer: Layer, anatomy: Anatomy) -> list[Row]:
    """Return a layer as one row per site of the tree and per group that the layer reports.

    Parameters
    ----------
    layer : Layer
        What is painted.
    anatomy : Anatomy
        The sites, in the order of the rows, and their English names.

    Returns
    -------
    list of dict
        Keys as `fields_of` the layer. Percentages have one decimal; None where nothing is
        reported, never zero.
    """
    sites = anatomy.sites()
    known = set(sites)
    groups = dict.fromkeys(report.site_id for report in layer.reports if report.site_id not in known)
    about: Row = {
        "layer": layer.id,
        "study": layer.study_id,
        "unit": layer.unit,
        "source": layer.source_link or layer.source_text,
    }
    cells_of = partial(_derived_site, kind=layer.kind) if layer.derived else _site
    return [cells_of(layer.value(place), anatomy.name(place)) | about for place in (*sites, *groups)]


def fields_of(layer: Layer) -> tuple[str, ...]:
    """Return the columns of a layer's CSV: `CSV_FIELDS`, or those of a derived layer."""
    return (DERIVED_SITE_FIELDS if layer.derived else SITE_FIELDS) + LAYER_FIELDS


def _derived_site(value: SiteValue, name: str, kind: LayerKind) -> Row:
    """Return a row of a derived layer; `behind` gives the counts, or why there is no number."""
    return {
        "site_id": value.site_id,
        "name": name,
        "status": value.status,
        "amount": _rounded(value.amount) if isinstance(value, Derived) else None,
        "measure": UNIT_OF_MEASURE[kind],
        **{name: figure for name, figure in figures_of(value).items() if name in ("ci_low", "ci_high")},
        "behind": wording.count(value) if value.reported else "; ".join(value.notes),
        "reported_as": value.reported_as,
    }


def _site(value: SiteValue, name: str) -> Row:
    return {
        "site_id": value.site_id,
        "name": name,
        "status": value.status,
        **figures_of(value),
        "reported_as": value.reported_as,
    }


def figures_of(value: SiteValue, decimals: int = 1) -> Row:
    """Return the figures of a value, whatever kind it is, for a row whose columns are always the same.

    Parameters
    ----------
    value : SiteValue
        What a layer says of a place.
    decimals : int
        To how many decimals percentages and limits are rounded.

    Returns
    -------
    dict
        ``numerator``, ``denominator``, ``percent``, ``ci_low``, ``ci_high`` and ``tier``; None is what the
        value does not have.
    """
    figures: Row = dict.fromkeys(("numerator", "denominator", "percent", "ci_low", "ci_high", "tier"))
    match value:
        case Proportion():
            figures |= {"numerator": value.numerator, "denominator": value.denominator}
            figures |= {"percent": _rounded(value.percent, decimals), **_limits(value, decimals)}
        case Derived():
            figures |= _limits(value, decimals)
        case Tier():
            figures["tier"] = value.tier
        case NotReported():
            pass
        case _:
            assert_never(value)
    return figures


def _limits(value: Proportion | Derived, decimals: int) -> dict[str, int | float | str | None]:
    return {"ci_low": _rounded(value.ci_low, decimals), "ci_high": _rounded(value.ci_high, decimals)}


def _rounded(percent: float | None, decimals: int = 1) -> float | None:
    return None if percent is None else round(float(percent), decimals)


def safe_cell(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula.

    Parameters
    ----------
    value : object
        Text is looked at; numbers and None stay as they are, so a negative number remains one.

    Returns
    -------
    object
        Text that would be a formula gets an apostrophe in front, also behind leading blanks.
    """
    if isinstance(value, str) and (
        value.startswith(FORMULA_STARTS) or value.lstrip().startswith(FORMULA_STARTS)
    ):
        return "'" + value
    return value


def to_csv(rows: Iterable[Mapping[str, object]], fields: Iterable[str] = CSV_FIELDS) -> str:
    """Return rows as CSV (RFC 4180), safe to open in a spreadsheet.

    Parameters
    ----------
    rows : Iterable of Mapping
        Each with at least the keys in `fields`.
    fields : Iterable of str
        The columns.

    Returns
    -------
    str
        Header and rows, lines ended by CR LF; None is an empty cell.
    """
    columns = list(fields)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(row[column]) for column in columns] for row in rows)
    return text.getvalue()


def to_json(layer: Layer, anatomy: Anatomy) -> str:
    """Return a layer as JSON.

    Parameters
    ----------
    layer : Layer
        What is painted.
    anatomy : Anatomy
        The sites and their names.

    Returns
    -------
    str
        An object with ``layer``, ``study``, ``unit``, ``caveats`` and ``sites``, a list of objects with
        `SITE_FIELDS`, or `DERIVED_SITE_FIELDS`; ends with a line break.
    """
    fields = DERIVED_SITE_FIELDS if layer.derived else SITE_FIELDS
    sites = [{field: row[field] for field in fields} for row in layer_rows(layer, anatomy)]
    document = {
        "layer": layer.id,
        "study": layer.study_id,
        "unit": layer.unit,
        "caveats": list(layer.caveats),
        "sites": sites,
    }
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
