"""The tables of the sources page, as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from bone_atlas.app.html import elements as h
from bone_atlas.app.html import glossary
from bone_atlas.layers.build import source_text
from bone_atlas.tables import Tables, records


def studies(tables: Tables) -> Markup:
    """Return the table of studies: who, what was counted in whom, how it was verified, and the link."""
    rows = [_study(row) for row in records(tables.studies)]
    head = ("Source", "Counted", "n", "How", "Seen as", "Link")
    return _table(
        "Sources",
        "Every number of the atlas comes from one of these. Figures are cited; no text or table is copied.",
        head,
        rows,
    )


def _study(row: Mapping[str, Any]) -> list[h.Content]:
    who = (h.b(f"{row['first_author']} {_word(row['year'])}"), h.br()) if row["first_author"] else None
    silent = (h.br(), row["no_rows_reason"]) if row["no_rows_reason"] else None
    return [
        (who, f"{row['title']}. ", h.i(row["journal"]), silent),
        row["counted"],
        _word(row["n"]),
        row["modality"],
        row["verification"],
        h.cited(source_text(row), row["link"] or None),
    ]


def _word(cell: Any) -> str:
    return "" if pd.isna(cell) else str(cell)


def not_painted(tables: Tables) -> Markup:
    """Return the rows that no layer shows, each with the reason."""
    rows = [
        [
            row["study_id"],
            row["site_as_reported"],
            _value(row),
            row["not_painted_reason"],
        ]
        for row in records(tables.observations)
        if not row["painted"]
    ]
    return _table(
        "Read, but not painted",
        "Rows of the sources that no layer shows, and why.",
        ("Study", "Site in its words", "Value", "Why not"),
        rows,
    )


def _value(row: Mapping[str, Any]) -> str:
    if not pd.isna(row["numerator"]) and not pd.isna(row["denominator"]):
        return f"{int(row['numerator'])} of {int(row['denominator'])}"
    return (
        "no value seen"
        if pd.isna(row["printed_percent"])
        else f"{row['printed_percent']:g} %, count not published"
    )


def _table(title: str, lead: str, head: Sequence[str], rows: Iterable[Sequence[h.Content]]) -> Markup:
    listed = h.scrolled(title, h.table(head, rows, row_heads=False))
    return glossary.marked(h.section(h.h2(title), h.p(lead), listed, cls="atlas-sources"))
