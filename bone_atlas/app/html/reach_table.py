"""The text around "Which route could explain what?": what was sorted, its sources, what it cannot tell."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from bone_atlas.app.html import elements as h
from bone_atlas.evidence.reach import CAVEATS, LesionsByRoute, ReportedRow
from bone_atlas.figures.reach import ANATOMY, COUNTED, QUESTION
from bone_atlas.layers import Layer
from bone_atlas.layers.build import COUNT_NOT_PUBLISHED

PARTS = {
    "both": "both routes reach",
    "unknown": "arteries reach; whether veins do is not known",
    "arteries": "arteries reach; no venous route named",
    "untold": "cannot be told",
}


def head() -> Markup:
    """Return the heading and what the bars show."""
    return h.joined(
        h.h2(QUESTION, cls="atlas-heading"),
        h.note(f"{COUNTED} {ANATOMY}"),
    )


def limits(results: Iterable[LesionsByRoute]) -> Markup:
    """Return what must be said beside the bars, and the source of each."""
    sources = h.notes(_source(result.layer) for result in results)
    return h.joined(h.notes(CAVEATS), h.details(h.summary("Sources"), sources, cls="atlas-note"))


def _source(layer: Layer) -> Markup:
    return h.joined(f"{layer.short_title}: ", h.cited(layer.source_text, layer.source_link))


def table(results: Iterable[LesionsByRoute]) -> Markup:
    """Return the table twin: every reported row of every layer, and to which part it went."""
    heads = ("Study", "Region", "Lesions", "In bones that", "Why not counted for itself")
    cells = [
        (result.layer.short_title, row.words, _counted(row, result), PARTS[row.part], row.why)
        for result in results
        for row in result.rows
    ]
    return h.scrolled("Lesions by route", h.table(heads, cells, numeric=(2,)))


def _counted(row: ReportedRow, result: LesionsByRoute) -> str:
    return COUNT_NOT_PUBLISHED if row.count is None else f"{row.count} of {result.both.denominator}"
