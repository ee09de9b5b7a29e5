"""The words around "Which way explains what?": what was sorted, with its sources, and what it cannot tell."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from bone_atlas.evidence.reach import CAVEATS, LesionsByRoute, ReportedRow
from bone_atlas.layers.build import COUNT_NOT_PUBLISHED

PARTS = {"both": "both ways reach", "arteries": "only arteries reach", "untold": "cannot be told"}


def head() -> str:
    """Return the heading and what the bars show."""
    return (
        "<h2 class='atlas-heading'>Which way explains what?</h2>"
        "<p class='atlas-note'>Lesions that studies counted, sorted by which ways can reach their bones. "
        "Anatomy gives a possibility, not a proportion.</p>"
    )


def limits(results: Iterable[LesionsByRoute]) -> str:
    """Return what must be said beside the bars, and the source of each."""
    sources = "".join(f"<li>{_source(result)}</li>" for result in results)
    caveats = "".join(f"<li>{escape(caveat)}</li>" for caveat in CAVEATS)
    return (
        f"<ul class='atlas-notes'>{caveats}</ul>"
        "<details class='atlas-note'><summary>Sources</summary>"
        f"<ul class='atlas-notes'>{sources}</ul></details>"
    )


def _source(result: LesionsByRoute) -> str:
    layer = result.layer
    text = escape(layer.source_text)
    if layer.source_link:
        link = escape(layer.source_link, quote=True)
        text = f"<a href='{link}' target='_blank' rel='noreferrer'>{text}</a>"
    return f"{escape(layer.short_title)}: {text}"


def table(results: Iterable[LesionsByRoute]) -> str:
    """Return the table twin: every reported row of every layer, and to which part it went."""
    heads = ("Study", "Region", "Lesions", "In bones that", "Why not counted for itself")
    head_row = "".join(f"<th scope='col'>{words}</th>" for words in heads)
    rows = "".join(
        f"<tr><th scope='row'>{escape(result.layer.short_title)}</th><td>{escape(row.words)}</td>"
        f"<td class='n'>{_counted(row, result)}</td><td>{PARTS[row.part]}</td><td>{escape(row.why)}</td></tr>"
        for result in results
        for row in result.rows
    )
    return (
        "<div class='atlas-scroll' tabindex='0' role='region' aria-label='Lesions by way'>"
        f"<table class='atlas-table'><thead><tr>{head_row}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _counted(row: ReportedRow, result: LesionsByRoute) -> str:
    return COUNT_NOT_PUBLISHED if row.count is None else f"{row.count} of {result.both.denominator}"
