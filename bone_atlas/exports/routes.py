"""Routes, segments and journeys as rows and as JSON: download and command line give the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bone_atlas.routes import STATUS_LABELS, Journey, RoutePath, Routes, Segment, Step

#: One row for each step of each path; the paths are numbered from 1.
ROUTE_FIELDS = (
    "site_id",
    "route",
    "path",
    "step",
    "from",
    "to",
    "kind",
    "oxygen",
    "direction",
    "status",
    "status_words",
    "status_note",
    "source",
)
#: One row for each segment of the graph.
SEGMENT_FIELDS = (
    "segment_id",
    "from",
    "to",
    "name",
    "except_sites",
    "routes",
    "kind",
    "oxygen",
    "direction",
    "status",
    "status_words",
    "status_note",
    "detail",
    "source",
    "not_drawn_reason",
)
#: One row for each step of each journey.
JOURNEY_FIELDS = (
    "journey_id",
    "title",
    "route",
    "side",
    "site_id",
    "bone_id",
    "step",
    "from",
    "to",
    "segments",
    "status",
    "status_words",
    "caption",
    "source",
)


def route_rows(place: str, paths: Iterable[RoutePath]) -> list[dict[str, Any]]:
    """Return the steps of all paths to a place as rows.

    Parameters
    ----------
    place : str
        Id of the site, group or bone asked for.
    paths : iterable of RoutePath
        As `bone_atlas.routes.Routes.routes_to` lists them.

    Returns
    -------
    list of dict
        Keys as `ROUTE_FIELDS`.
    """
    return [
        {
            "site_id": place,
            "route": path.route,
            "path": number,
            "step": count,
            **_step(step),
            **_described(step.segment),
        }
        for number, path in enumerate(paths, start=1)
        for count, step in enumerate(path.steps, start=1)
    ]


def route_document(place: str, paths: Iterable[RoutePath]) -> dict[str, object]:
    """Return the paths to a place as a document for JSON.

    Parameters
    ----------
    place : str
        Id of the site, group or bone asked for.
    paths : iterable of RoutePath
        As `bone_atlas.routes.Routes.routes_to` lists them.

    Returns
    -------
    dict
        ``site_id`` and ``routes``: one entry for each path with its ``route`` and ``steps``.
    """
    routes = [{"route": path.route, "steps": [_step(step) for step in path.steps]} for path in paths]
    return {"site_id": place, "routes": routes}


def segment_rows(routes: Routes, only: Iterable[str] | None = None) -> list[dict[str, str]]:
    """Return the segments of the graph as rows.

    Parameters
    ----------
    routes : Routes
        The graph.
    only : iterable of str, optional
        Ids of the segments to list; all by default.

    Returns
    -------
    list of dict
        Keys as `SEGMENT_FIELDS`, in the order of ``segments.csv``; several values in one cell are divided by
        semicolons.
    """
    listed = set(routes.segments if only is None else only)
    return [_segment(segment, routes) for name, segment in routes.segments.items() if name in listed]


def _segment(segment: Segment, routes: Routes) -> dict[str, str]:
    return {
        "segment_id": segment.segment_id,
        "from": segment.from_id,
        "to": segment.to_id,
        "name": routes.name(segment.segment_id),
        "except_sites": ";".join(segment.except_sites),
        "routes": ";".join(segment.routes),
        **_described(segment),
        "status": segment.status,
        "detail": segment.detail,
        "source": segment.source_text,
        "not_drawn_reason": segment.not_drawn_reason,
    }


def journey_rows(journeys: Iterable[Journey]) -> list[dict[str, Any]]:
    """Return the steps of journeys as rows.

    Parameters
    ----------
    journeys : iterable of Journey
        Such as the values of `bone_atlas.routes.Routes.journeys`.

    Returns
    -------
    list of dict
        Keys as `JOURNEY_FIELDS`; several segments in one cell are divided by semicolons.
    """
    return [
        {
            **{name: getattr(journey, name) for name in JOURNEY_FIELDS[:6]},
            "step": step.number,
            "from": step.from_id,
            "to": step.to_id,
            "segments": ";".join(segment.segment_id for segment in step.segments),
            "status": step.status,
            "status_words": STATUS_LABELS[step.status],
            "caption": step.caption,
            "source": step.source_text,
        }
        for journey in journeys
        for step in journey.steps
    ]


def _step(step: Step) -> dict[str, str]:
    return {
        "from": step.from_id,
        "to": step.to_id,
        "status": step.segment.status,
        "source": step.segment.source_text,
    }


def _described(segment: Segment) -> dict[str, str]:
    return {
        "kind": segment.kind,
        "oxygen": segment.oxygen,
        "direction": "two_way" if segment.two_way else "one_way",
        "status_words": STATUS_LABELS[segment.status],
        "status_note": segment.status_note,
    }
