"""What the browser needs to know of the routes: which segments light up for what, what journeys say."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise

from bone_atlas.anatomy import Anatomy
from bone_atlas.app.html.route_labels import ROUTE_HEADS
from bone_atlas.app.publish import contract
from bone_atlas.routes import NO_SOURCE, STATUS_LABELS, Journey, JourneyStep, Routes, StepPath, VesselDrawing


def routes_index(routes: Routes, anatomy: Anatomy) -> contract.RoutesIndex:
    """Return which segments light up for every id that can be selected.

    Parameters
    ----------
    routes : Routes
        The graph.
    anatomy : Anatomy
        The sites and groups.

    Returns
    -------
    RoutesIndex
        ``segments``: id, ends, routes, kind and status in words; ``lights``: by id and route, positions in
        ``segments``; ``names`` of vessels and segments; ``paired``: vessels with a twin on the other side.
    """
    index_of = {name: i for i, name in enumerate(routes.segments)}
    vessel_parts = (*routes.vessels, *routes.segments)
    return {
        "segments": [
            (s.segment_id, s.from_id, s.to_id, list(s.routes), s.drawn_as, STATUS_LABELS[s.status])
            for s in routes.segments.values()
        ],
        "lights": {
            item: {route: [index_of[name] for name in lit] for route, lit in routes.lit(item).items()}
            for item in (*anatomy.sites(), *anatomy.groups(), *vessel_parts)
        },
        "names": {item: routes.name(item) for item in vessel_parts},
        "paired": [vessel.vessel_id for vessel in routes.vessels.values() if vessel.paired],
    }


def journeys_script(
    routes: Routes, anatomy: Anatomy, drawings: Iterable[VesselDrawing]
) -> contract.JourneysScript:
    """Return the journeys as the player shows them.

    Parameters
    ----------
    routes : Routes
        The graph with its journeys.
    anatomy : Anatomy
        Names of sites and bones.
    drawings : iterable of VesselDrawing
        The views; the longest drawing of a step decides how long the cell takes.

    Returns
    -------
    JourneysScript
        ``journeys`` with their steps (ends, caption, status, sources, segments, length in mm), ``names`` of
        all ends, ``routes`` in words, and what to say where there is no source.
    """
    views = tuple(drawings)
    return {
        "journeys": [_journey(journey, anatomy, views) for journey in routes.journeys.values()],
        "names": {
            end: routes.short_name(end)
            for journey in routes.journeys.values()
            for step in journey.steps
            for end in (step.from_id, step.to_id)
        },
        "routes": ROUTE_HEADS,
        "noSource": NO_SOURCE,
    }


def _journey(journey: Journey, anatomy: Anatomy, views: tuple[VesselDrawing, ...]) -> contract.Journey:
    paths = zip(*(view.journeys[journey.journey_id] for view in views), strict=True)
    return {
        "id": journey.journey_id,
        "title": journey.title,
        "route": journey.route,
        "side": journey.side,
        "site": journey.site_id,
        "bone": journey.bone_id,
        "reached": anatomy.label(journey.bone_id),
        "steps": [_step(step, drawn) for step, drawn in zip(journey.steps, paths, strict=True)],
    }


def _step(step: JourneyStep, drawn: Iterable[StepPath]) -> contract.JourneyStep:
    return {
        **step_ends(step),
        "caption": step.caption,
        "status": step.status,
        "label": STATUS_LABELS[step.status],
        "sources": [(source.text, source.link) for source in step.sources],
        "mm": round(max(_length(path.points) for path in drawn)),
    }


def step_ends(step: JourneyStep) -> contract.StepEnds:
    """Return where a step leads and along what, without its text."""
    return {
        "from": step.from_id,
        "to": step.to_id,
        "segments": [segment.segment_id for segment in step.segments],
    }


def _length(points: Iterable[tuple[float, float]]) -> float:
    return sum(math.dist(a, b) for a, b in pairwise(points))
