"""Lesions against red marrow, as HTML: the table twin of the plot, with its limits."""

from __future__ import annotations

from markupsafe import Markup

from bone_atlas import wording
from bone_atlas.anatomy import Anatomy
from bone_atlas.app.html import elements as h
from bone_atlas.app.html import evidence_parts as parts
from bone_atlas.evidence.marrow import MarrowComparison, MarrowRow
from bone_atlas.layers.build import NO_SOURCE


def against_marrow(found: MarrowComparison, anatomy: Anatomy, citation: str, language: str = "en") -> Markup:
    """Return the table twin of the plot, with its limits.

    Parameters
    ----------
    found : MarrowComparison
        As from `bone_atlas.evidence.marrow.against_marrow`.
    anatomy : Anatomy
        For the names.
    citation : str
        The study that measured the marrow, as from `bone_atlas.layers.build.citation`.
    language : str
        Language of the names.

    Returns
    -------
    Markup
        One section of HTML that begins with a heading of the third level.
    """
    title = f"{found.layer.title}: lesions against red marrow"
    head = ("Site", "Share of lesions", "Count", "Share of marrow", "Ratio", "95 % CI", "To bear in mind")
    rows = [_row(row, anatomy, language) for row in found.rows]
    unmatched = [f"{anatomy.name(place, language)}: {why}" for place, why in found.unmatched]
    lesions = parts.source(found.layer.source_text, found.layer.source_link)
    return parts.section(
        title,
        parts.table(title, head, rows),
        h.h4("Limits"),
        h.notes(found.limits),
        (h.h4("Not matched"), h.notes(unmatched)) if unmatched else None,
        h.small_print(f"Lesions: {found.layer.citation} ", lesions, f". Marrow: {citation} {NO_SOURCE}."),
    )


def _row(row: MarrowRow, anatomy: Anatomy, language: str) -> list[h.Content]:
    known = row.low is not None and row.high is not None
    counted = (
        f"{row.numerator} of {row.denominator}"
        if row.numerator is not None
        else wording.count(row.observed[0])
    )
    spread = f", SD {row.sd_points:.1f}" if row.sd_points is not None else ""
    return [
        anatomy.name(row.site_id, language),
        f"{row.percent:.1f} %",
        counted,
        f"{row.marrow_percent:.1f} %{spread}, n = {row.persons}",
        f"{row.ratio:.2f}",
        f"{row.low:.2f}{wording.EN_DASH}{row.high:.2f}" if known else "",
        "; ".join(row.notes),
    ]
