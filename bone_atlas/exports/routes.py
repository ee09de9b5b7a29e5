"""The ways to a site as rows and as JSON: the page's download and the command line give the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bone_atlas.routes import STATUS_LABELS, Step, Way

#: One row for each step of each way; the ways are numbered from 1.
ROUTE_FIELDS = (
    "site_id",
    "route",
    "way",
    "step",
    "from",
    "to",
    "kind",
    "direction",
    "status",
    "status_words",
    "status_note",
    "source",
)


def route_rows(place: str, ways: Iterable[Way]) -> list[dict[str, Any]]:
    """Return the steps of all ways to a place as rows.

    Parameters
    ----------
    place : str
        Id of the site, group or bone asked for.
    ways : iterable of Way
        As `bone_atlas.routes.Routes.routes_to` lists them.

    Returns
    -------
    list of dict
        Keys as `ROUTE_FIELDS`.
    """
    return [
        {"site_id": place, "route": way.route, "way": number, "step": count, **_step(step), **_more(step)}
        for number, way in enumerate(ways, start=1)
        for count, step in enumerate(way.steps, start=1)
    ]


def route_document(place: str, ways: Iterable[Way]) -> dict[str, Any]:
    """Return the ways to a place as a document for JSON.

    Parameters
    ----------
    place : str
        Id of the site, group or bone asked for.
    ways : iterable of Way
        As `bone_atlas.routes.Routes.routes_to` lists them.

    Returns
    -------
    dict
        ``site_id`` and ``routes``: one entry for each way with its ``route`` and ``steps``.
    """
    routes = [{"route": way.route, "steps": [_step(step) for step in way.steps]} for way in ways]
    return {"site_id": place, "routes": routes}


def _step(step: Step) -> dict[str, Any]:
    return {
        "from": step.from_id,
        "to": step.to_id,
        "status": step.segment.status,
        "source": step.segment.source_text,
    }


def _more(step: Step) -> dict[str, Any]:
    return {
        "kind": step.segment.kind,
        "direction": "two_way" if step.segment.two_way else "one_way",
        "status_words": STATUS_LABELS[step.segment.status],
        "status_note": step.segment.status_note,
    }
