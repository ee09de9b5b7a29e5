"""The words around "Which way explains what?": what was sorted, with its sources, and what it cannot tell."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from bone_atlas.app.html import elements as h
from bone_atlas.evidence.reach import CAVEATS, LesionsByRoute, ReportedRow
from bone_atlas.layers import Layer
from bone_atlas.layers.build import COUNT_NOT_PUBLISHED

PARTS = {"both": "both ways reach", "arteries": "only arteries reach", "untold": "cannot be told"}


def head() -> Markup:
    """Return the heading and what the bars show."""
    return h.joined(
        h.h2("Which way explains what?", cls="atlas-heading"),
        h.note(
            "Lesions that studies counted, sorted by which ways can reach their bones. "
            "Anatomy gives a possibility, not a proportion."
        ),
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
    return h.scrolled("Lesions by way", h.table(heads, cells, numeric=(2,)))


def _counted(row: ReportedRow, result: LesionsByRoute) -> str:
    return COUNT_NOT_PUBLISHED if row.count is None else f"{row.count} of {result.both.denominator}"
