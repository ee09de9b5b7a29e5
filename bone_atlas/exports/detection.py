"""The figures of detection as rows: what the page's download holds."""

from __future__ import annotations

from collections.abc import Iterable

from bone_atlas.evidence.detection import Finding
from bone_atlas.exports.tables import Row

#: One row for each figure; its denominator and source travel with it.
DETECTION_FIELDS = (
    "detection_id",
    "modality",
    "measure",
    "basis",
    "cancer",
    "population",
    "found",
    "counted",
    "value",
    "count",
    "numerator",
    "denominator",
    "percent",
    "low",
    "high",
    "interval",
    "verified",
    "citation",
    "source",
    "note",
    "not_shown_reason",
)
_AS_THEY_ARE = ("modality", "measure", "basis", "cancer", "population", "found", "counted", "value", "count")


def detection_rows(findings: Iterable[Finding]) -> list[Row]:
    """Return figures of detection as rows.

    Parameters
    ----------
    findings : iterable of Finding
        The figures.

    Returns
    -------
    list of dict
        Keys as `DETECTION_FIELDS`. Numbers have two decimals at most; None where nothing was published.
    """
    return [
        {
            "detection_id": one.id,
            **{name: getattr(one, name) for name in _AS_THEY_ARE},
            "numerator": one.numerator,
            "denominator": one.denominator,
            **{name: _rounded(getattr(one, name)) for name in ("percent", "low", "high")},
            "interval": one.interval,
            "verified": one.verified,
            "citation": one.citation,
            "source": one.source_link or one.source_text,
            "note": "; ".join(one.notes),
            "not_shown_reason": one.not_shown,
        }
        for one in findings
    ]


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 2)
