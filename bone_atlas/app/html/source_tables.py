"""The tables of the sources page, as HTML; every text from a table is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import pandas as pd

from bone_atlas.layers.build import source_text
from bone_atlas.tables import Tables, records


def studies(tables: Tables) -> str:
    """Return the table of studies: who, what was counted in whom, how it was verified, and the link."""
    rows = [_study(row) for row in records(tables.studies)]
    head = ("Source", "Counted", "n", "How", "Seen as", "Link")
    return _table(
        "Sources",
        "Every number of the atlas comes from one of these. Figures are cited; no text or table is copied.",
        head,
        rows,
    )


def _study(row: Mapping[str, Any]) -> list[str]:
    who = f"<b>{escape(row['first_author'])} {_word(row['year'])}</b><br>" if row["first_author"] else ""
    title = f"{who}{escape(row['title'])}. <i>{escape(row['journal'])}</i>"
    silent = f"<br>{escape(row['no_rows_reason'])}" if row["no_rows_reason"] else ""
    link = escape(source_text(row))
    if row["link"]:
        link = f"<a href='{escape(row['link'], quote=True)}' target='_blank' rel='noreferrer'>{link}</a>"
    return [
        title + silent,
        escape(row["counted"]),
        _word(row["n"]),
        escape(row["modality"]),
        escape(row["verification"]),
        link,
    ]


def _word(cell: Any) -> str:
    return "" if pd.isna(cell) else str(cell)


def not_painted(tables: Tables) -> str:
    """Return the rows that no layer shows, each with the reason."""
    rows = [
        [
            escape(row["study_id"]),
            escape(row["site_as_reported"]),
            _value(row),
            escape(row["not_painted_reason"]),
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


def _table(title: str, lead: str, head: Iterable[str], rows: Iterable[list[str]]) -> str:
    top = "".join(f"<th scope='col'>{name}</th>" for name in head)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return (
        f"<section class='atlas-sources'><h2>{title}</h2><p>{lead}</p><div class='atlas-scroll' "
        f"tabindex='0' role='region' aria-label='{title}'>"
        f"<table class='atlas-table'><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
        "</section>"
    )
