"""The tables beside the figures of the routes, as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from markupsafe import Markup

from bone_atlas.anatomy import Anatomy
from bone_atlas.app.html import elements as h
from bone_atlas.app.html.route_labels import OXYGEN, ROUTE_SHORT, cited, end_name, ranked_chip, ta2
from bone_atlas.exports.routes import journey_rows, route_rows, segment_rows
from bone_atlas.layers.build import NO_SOURCE
from bone_atlas.routes import Journey, Routes, Source
from bone_atlas.tables import ALL_ROUTES, words

STEP_HEAD = (
    "From", "To", "Route", "Step", "Kind", "Direction", "How sure", "What was seen", "Source",
    "Number of the first in TA2",
)  # fmt: skip
SEGMENT_HEAD = (
    "From", "To", "Routes", "Kind", "Direction", "How sure", "What was seen", "Source",
    "Number of the first in TA2",
)  # fmt: skip
TableKind = Literal["steps", "segments"]
#: What a screen reader says of a table, and the headings of its columns.
HEADS: dict[TableKind, tuple[str, tuple[str, ...]]] = {
    "steps": ("Steps of the routes", STEP_HEAD),
    "segments": ("Segments of the routes", SEGMENT_HEAD),
}
JOURNEY_HEAD = ("Step", "From", "To", "How sure", "What happens", "Source")
DIRECTIONS = {"one_way": "one way", "two_way": "either way"}


def steps_table(
    item: str | None,
    routes: Routes,
    anatomy: Anatomy,
    language: str = "en",
    shown_routes: Sequence[str] = ALL_ROUTES,
) -> Markup:
    """Return the table twin of the figure of the routes.

    Parameters
    ----------
    item : str or None
        Id of a place: every step of every path to it. Of a vessel or segment: the segments on all paths
        past it. None: every segment. An unknown id raises `KeyError`.
    routes : Routes
        The graph.
    anatomy : Anatomy
        Names and tree.
    language : str
        Language of the names of places.
    shown_routes : sequence of str
        The routes to list.

    Returns
    -------
    Markup
        A table in a box that scrolls; a row has what `bone_atlas.exports.routes` gives for download.
    """
    kind = kind_of_table(item, routes)
    return _table(*HEADS[kind], steps_rows(item, routes, anatomy, language, shown_routes))


def kind_of_table(item: str | None, routes: Routes) -> TableKind:
    """Return whether an item has a table of steps, as places have, or of segments."""
    return "segments" if item is None or routes.is_vessel(item) or routes.is_segment(item) else "steps"


def steps_rows(
    item: str | None, routes: Routes, anatomy: Anatomy, language: str, shown_routes: Sequence[str]
) -> list[list[h.Content]]:
    """Return the cells of the rows of `steps_table`, which takes the same."""

    def name(end: str) -> str:
        return end_name(end, routes, anatomy, language)

    def number(end: str) -> str:
        return ta2(routes.vessels.get(end))

    if item is None or kind_of_table(item, routes) == "segments":
        lit = None if item is None else {s for found in routes.lit(item).values() for s in found}
        rows = [row for row in segment_rows(routes, lit) if set(words(row["routes"])) & set(shown_routes)]
        return [
            [name(row["from"]), name(row["to"]), _routes(row["routes"]), *_shared(row), number(row["from"])]
            for row in rows
        ]
    return [
        [
            name(row["from"]),
            name(row["to"]),
            f"{row['path']}: {ROUTE_SHORT[row['route']]}",
            str(row["step"]),
            *_shared(row),
            number(row["from"]),
        ]
        for row in route_rows(item, routes.routes_to(item, shown_routes))
    ]


def table_shell(kind: TableKind) -> Markup:
    """Return a table of `steps_table` without its rows."""
    return _table(*HEADS[kind], ())


def journey_table(journey: Journey, routes: Routes, anatomy: Anatomy, language: str = "en") -> Markup:
    """Return the table twin of a journey.

    Parameters
    ----------
    journey : Journey
        The walk from the breast to a bone.
    routes : Routes
        The graph, for the names of vessels.
    anatomy : Anatomy
        Names and tree.
    language : str
        Language of the names of places.

    Returns
    -------
    Markup
        A table in a box that scrolls, a row for each step.
    """
    cells = [
        [
            str(row["step"]),
            end_name(row["from"], routes, anatomy, language),
            end_name(row["to"], routes, anatomy, language),
            ranked_chip(row["status"]),
            row["caption"],
            _sources(row["source"]),
        ]
        for row in journey_rows([journey])
    ]
    return _table(f"Steps of the journey: {journey.title}", JOURNEY_HEAD, cells)


def _routes(cell: str) -> str:
    return "; ".join(ROUTE_SHORT[route] for route in words(cell))


def _shared(row: dict[str, str]) -> tuple[h.Content, ...]:
    """Return the cells that steps and segments share."""
    return (
        ", ".join(part for part in (row["kind"], OXYGEN.get(row["oxygen"], "")) if part),
        DIRECTIONS[row["direction"]],
        ranked_chip(row["status"]),
        row["status_note"],
        _sources(row["source"]),
    )


def _sources(text: str) -> Markup:
    """Return the sources of a row with their links."""
    return cited(Source.of(source) for source in words(text) if source != NO_SOURCE)


def _table(label: str, head: Sequence[str], rows: Iterable[Sequence[h.Content]]) -> Markup:
    return h.scrolled(label, h.table(head, rows))
