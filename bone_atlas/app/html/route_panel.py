"""What the panel of the ways tells of a place, a vessel or a segment, as HTML; every text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from bone_atlas.anatomy import Anatomy
from bone_atlas.app.html.route_labels import (
    ROUTE_HEADS,
    ROUTE_SHORT,
    SEGMENT_KINDS,
    VESSEL_KINDS,
    arrow,
    chip,
    cited,
    direction,
    end_name,
    place_name,
)
from bone_atlas.app.html.route_tables import journey_table, steps_table
from bone_atlas.routes import RoutePath, Routes, Segment, Step
from bone_atlas.routes.model import least_sure
from bone_atlas.tables import ALL_ROUTES

__all__ = ["journey_table", "place_routes", "segment", "steps_table", "vessel"]

GENERAL_ROUTE = "pulmonary_systemic"
ONLY_ARTERIES = (
    "Only the arteries lead here, as they do to every living bone; no way by the vertebral veins or by lymph "
    "is described."
)
PARTLY = "For parts of it."


def place_routes(
    place: str,
    routes: Routes,
    anatomy: Anatomy,
    language: str = "en",
    shown_routes: Sequence[str] = ALL_ROUTES,
) -> str:
    """Return the ways that lead to a place.

    Parameters
    ----------
    place : str
        Id of a site, group or bone; an unknown one raises `KeyError`.
    routes : Routes
        The graph.
    anatomy : Anatomy
        Names and tree.
    language : str
        Language of the names of places.
    shown_routes : sequence of str
        The routes to tell; of others that reach the place only the name is told.

    Returns
    -------
    str
        One section of HTML: for each route the shortest way step by step, then where it differs for other
        parts of the place and by which detours it can go.
    """
    reaching = routes.routes_that_reach(place)
    told = [route for route in ROUTE_HEADS if route in reaching and route in shown_routes]
    hidden = [ROUTE_SHORT[route] for route in ROUTE_HEADS if route in reaching and route not in shown_routes]
    parts = [
        f"<h2>{place_name(place, anatomy, language)}</h2>",
        *(_route(place, route, routes, anatomy, language) for route in told),
        f"<p class='atlas-small-print'>{ONLY_ARTERIES}</p>" if reaching == (GENERAL_ROUTE,) else "",
        f"<p class='atlas-small-print'>Not shown: {escape('; '.join(hidden))}.</p>" if hidden else "",
    ]
    return f"<section class='atlas-detail atlas-routes'>{''.join(parts)}</section>"


def _route(place: str, route: str, routes: Routes, anatomy: Anatomy, language: str) -> str:
    """Tell one route: the shortest way in full, further ends, detours."""
    ways = routes.routes_to(place, [route])
    shortest = {way.end: way for way in reversed(ways)}  # ways to one end come the shortest first
    first = ways[0]
    shown = set(first.steps)
    branches: list[Step] = []
    for way in ways:
        if way is shortest[way.end]:
            branches += [step for step in way.steps if step not in shown]
            shown.update(way.steps)
    more = [_item(step, routes, anatomy, language) for step in branches]
    more += [_detour(steps, routes, anatomy, language) for steps in _detours(ways, shown)]
    return (
        f"<h3>{escape(ROUTE_HEADS[route])}</h3>"
        + ("" if routes.reaches_whole(place, route) else f"<p class='atlas-small-print'>{PARTLY}</p>")
        + _listed("ol", "atlas-steps", (_item(step, routes, anatomy, language) for step in first.steps))
        + (_listed("ul", "atlas-branches", more) if more else "")
    )


def _listed(kind: str, name: str, items: Iterable[str]) -> str:
    return f"<{kind} class='{name}'>{''.join(f'<li>{item}</li>' for item in items)}</{kind}>"


def _item(step: Step, routes: Routes, anatomy: Anatomy, language: str) -> str:
    """Tell one step with its status and source; of what was shown it is told what that was."""
    ends = arrow(step.from_id, step.to_id, routes, anatomy, language)
    found = step.segment
    note = f"{escape(found.status_note)} " if found.status.startswith("shown") else ""
    return f"{ends} {chip(found.status)} <small>{note}{cited(found.sources)}</small>"


def _detours(ways: Iterable[RoutePath], shown: Iterable[Step]) -> Iterator[tuple[Step, ...]]:
    """Yield the runs of steps that leave what is told and come back to it, each once and the shortest first.

    A way that only puts detours together which are told already adds nothing.
    """
    told = set(shown)
    for way in sorted(ways, key=lambda way: len(way.steps)):
        runs = [tuple(run) for known, run in groupby(way.steps, key=told.__contains__) if not known]
        yield from runs
        told.update(way.steps)


def _detour(steps: Sequence[Step], routes: Routes, anatomy: Anatomy, language: str) -> str:
    """Tell a detour in words, with the status of its least sure step and the sources of all."""
    start, *between = [end_name(step.from_id, routes, anatomy, language) for step in steps]
    end = end_name(steps[-1].to_id, routes, anatomy, language)
    by = f" by {' and '.join(between)}" if between else ""
    sources = dict.fromkeys(source for step in steps for source in step.segment.sources)
    status = least_sure(step.segment.status for step in steps)
    return f"or from {start}{by} to {end} {chip(status)} <small>{cited(sources)}</small>"


def vessel(vessel_id: str, routes: Routes, anatomy: Anatomy, language: str = "en") -> str:
    """Return what is known of a vessel.

    Parameters
    ----------
    vessel_id : str
        Id of a vessel; an unknown one raises `KeyError`.
    routes : Routes
        The graph.
    anatomy : Anatomy
        Names and tree.
    language : str
        Language of the names of places.

    Returns
    -------
    str
        One section of HTML: name, kind, what it does, where it leads by each route, and what joins it.
    """
    found = routes.vessels[vessel_id]
    sides = "; one on each side" if found.paired and found.kind != "tumour" else ""
    joined = (
        _joined(segment, vessel_id, routes, anatomy, language) for segment in routes.segments_at(vessel_id)
    )
    return (
        f"<section class='atlas-detail atlas-routes'><h2>{escape(found.name)}</h2>"
        f"<p class='atlas-names'>{escape(VESSEL_KINDS[found.kind])}{sides}</p><p>{escape(found.about)}</p>"
        f"{_leads_to(vessel_id, routes, anatomy, language)}"
        f"<h3>Joined to</h3>{_listed('ul', 'atlas-branches', joined)}</section>"
    )


def _joined(found: Segment, vessel_id: str, routes: Routes, anatomy: Anatomy, language: str) -> str:
    """Tell what a vessel is joined to at one of its segments, and in which direction."""
    onward = found.from_id == vessel_id
    other = end_name(found.to_id if onward else found.from_id, routes, anatomy, language)
    way = "to and from" if found.two_way else "to" if onward else "from"
    note = f"<br>{escape(found.status_note)}" if found.status_note else ""
    return f"{way} {other} {chip(found.status)}{note} <small>{cited(found.sources)}</small>"


def _leads_to(item: str, routes: Routes, anatomy: Anatomy, language: str) -> str:
    """Name the sites downstream of a vessel or segment, by route."""
    lines = []
    for route in ROUTE_HEADS:
        ends = routes.downstream(item, [route])
        names = "; ".join(end_name(end, routes, anatomy, language) for end in ends)
        if names:
            lines.append(f"<p><b>By {escape(ROUTE_SHORT[route])}:</b> {names}</p>")
    return f"<h3>Leads to</h3>{''.join(lines)}"


def segment(segment_id: str, routes: Routes, anatomy: Anatomy, language: str = "en") -> str:
    """Return what is known of a segment.

    Parameters
    ----------
    segment_id : str
        Id of a segment; an unknown one raises `KeyError`.
    routes : Routes
        The graph.
    anatomy : Anatomy
        Names and tree.
    language : str
        Language of the names of places.

    Returns
    -------
    str
        One section of HTML: its ends, kind and direction, how sure it is and why, sources, where it leads.
    """
    found = routes.segments[segment_id]
    beyond = " and ".join(end_name(site, routes, anatomy, language) for site in found.except_sites)
    parts = [
        f"<h2>{arrow(found.from_id, found.to_id, routes, anatomy, language)}</h2>",
        f"<p class='atlas-names'>{escape(SEGMENT_KINDS[found.kind])}; {direction(found)}</p>",
        f"<p>{chip(found.status)} {escape(found.status_note)}</p>",
        f"<p>{escape(found.detail)}</p>" if found.detail else "",
        f"<p>Not to {beyond}.</p>" if beyond else "",
        f"<p><b>Sources:</b> {cited(found.sources)}</p>",
        f"<p>Not drawn: {escape(found.not_drawn_reason)}</p>" if found.not_drawn_reason else "",
        _leads_to(segment_id, routes, anatomy, language),
    ]
    return f"<section class='atlas-detail atlas-routes'>{''.join(parts)}</section>"


def of(item: str, routes: Routes, anatomy: Anatomy, language: str, shown_routes: Sequence[str]) -> str:
    """Return the panel of whatever is selected: a place, a vessel or a segment.

    Parameters
    ----------
    item : str
        Its id; an unknown one raises `KeyError`.
    routes : Routes
        The graph.
    anatomy : Anatomy
        Names and tree.
    language : str
        Language of the names.
    shown_routes : sequence of str
        The routes that the page shows; of a place only their ways are told.
    """
    if routes.is_vessel(item):
        return vessel(item, routes, anatomy, language)
    if routes.is_segment(item):
        return segment(item, routes, anatomy, language)
    return place_routes(item, routes, anatomy, language, shown_routes)
