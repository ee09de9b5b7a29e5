"""What the panel of the routes tells of a place, a vessel or a segment, as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from bone_atlas.anatomy import Anatomy
from bone_atlas.app.html import elements as h
from bone_atlas.app.html.route_labels import (
    OXYGEN,
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
    ta2,
)
from bone_atlas.app.html.route_tables import journey_table, steps_table
from bone_atlas.routes import RoutePath, Routes, Segment, Step, VenousReach
from bone_atlas.routes.model import least_sure
from bone_atlas.tables import ALL_ROUTES

__all__ = ["journey_table", "place_routes", "segment", "steps_table", "vessel"]

GENERAL_ROUTE = "pulmonary_systemic"
NO_VEIN_NAMED = (
    "Arteries lead here, as they do to every living bone. The sources of this atlas name no route by the "
    "vertebral veins or by lymph; that does not show that there is none."
)
NOT_KNOWN = "Whether veins bring tumour cells here too is not known"
PARTLY = "For parts of it."
#: Statuses whose mark alone would mislead: beside it stands what was seen, and what was not.
EXPLAINED = ("measured in humans", "shown in animals or cadavers", "thought to be")


def place_routes(
    place: str,
    routes: Routes,
    anatomy: Anatomy,
    language: str = "en",
    shown_routes: Sequence[str] = ALL_ROUTES,
) -> Markup:
    """Return the routes that lead to a place.

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
    Markup
        One section of HTML: for each route the shortest path step by step, then where it differs for other
        parts of the place and by which detours it can go; and of which bones the veins are not known.
    """
    reaching = routes.routes_that_reach(place)
    not_known = routes.venous_reach_of(place)
    told = [route for route in ROUTE_HEADS if route in reaching and route in shown_routes]
    hidden = [ROUTE_SHORT[route] for route in ROUTE_HEADS if route in reaching and route not in shown_routes]
    return _panel(
        h.h2(place_name(place, anatomy, language)),
        (_route(place, route, routes, anatomy, language) for route in told),
        (_not_known(said, place, anatomy, language) for said in not_known),
        h.small_print(NO_VEIN_NAMED) if reaching == (GENERAL_ROUTE,) and not not_known else None,
        h.small_print(f"Not shown: {'; '.join(hidden)}.") if hidden else None,
    )


def _not_known(said: VenousReach, place: str, anatomy: Anatomy, language: str) -> Markup:
    """Tell what joins a bone to the veins, and that nobody has seen cells take them."""
    whole = anatomy.covers(said.site_id, place)
    where = "" if whole else f" ({anatomy.name(said.site_id, language)})"
    return h.small_print(f"{NOT_KNOWN}{where}. {said.why} ", cited(said.sources))


def _panel(*parts: h.Content) -> Markup:
    return h.section(*parts, cls="atlas-detail atlas-routes")


def _route(place: str, route: str, routes: Routes, anatomy: Anatomy, language: str) -> Markup:
    """Tell one route: the shortest path in full, further ends, detours."""
    paths = routes.routes_to(place, [route])
    shortest = {path.end: path for path in reversed(paths)}  # paths to one end come the shortest first
    first = paths[0]
    shown = set(first.steps)
    branches: list[Step] = []
    for path in paths:
        if path is shortest[path.end]:
            branches += [step for step in path.steps if step not in shown]
            shown.update(path.steps)
    more = [_item(step, routes, anatomy, language) for step in branches]
    more += [_detour(steps, routes, anatomy, language) for steps in _detours(paths, shown)]
    return h.joined(
        h.h3(ROUTE_HEADS[route]),
        None if routes.reaches_whole(place, route) else h.small_print(PARTLY),
        h.listed((_item(step, routes, anatomy, language) for step in first.steps), h.ol, cls="atlas-steps"),
        h.listed(more, cls="atlas-branches"),
    )


def _item(step: Step, routes: Routes, anatomy: Anatomy, language: str) -> Markup:
    """Tell one step with its status and source; of what was shown it is told what that was."""
    ends = arrow(step.from_id, step.to_id, routes, anatomy, language)
    found = step.segment
    note = f"{found.status_note} " if found.status in EXPLAINED else None
    return h.joined(ends, " ", chip(found.status), " ", h.small(note, cited(found.sources)))


def _detours(paths: Iterable[RoutePath], shown: Iterable[Step]) -> Iterator[tuple[Step, ...]]:
    """Yield the runs of steps that leave what is told and come back to it, each once and the shortest first.

    A path that only puts detours together which are told already adds nothing.
    """
    told = set(shown)
    for path in sorted(paths, key=lambda path: len(path.steps)):
        runs = [tuple(run) for known, run in groupby(path.steps, key=told.__contains__) if not known]
        yield from runs
        told.update(path.steps)


def _detour(steps: Sequence[Step], routes: Routes, anatomy: Anatomy, language: str) -> Markup:
    """Tell a detour in words, with the status of its least sure step and the sources of all."""
    start, *between = [end_name(step.from_id, routes, anatomy, language) for step in steps]
    end = end_name(steps[-1].to_id, routes, anatomy, language)
    by = f" by {' and '.join(between)}" if between else ""
    sources = dict.fromkeys(source for step in steps for source in step.segment.sources)
    status = least_sure(step.segment.status for step in steps)
    return h.joined(f"or from {start}{by} to {end} ", chip(status), " ", h.small(cited(sources)))


def vessel(vessel_id: str, routes: Routes, anatomy: Anatomy, language: str = "en") -> Markup:
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
    Markup
        One section of HTML: name, kind, oxygen, TA2 numbers, what it does, sources, where it leads by each
        route, and what joins it.
    """
    found = routes.vessels[vessel_id]
    sides = "one on each side" if found.paired and found.kind != "tumour" else ""
    facts = (VESSEL_KINDS[found.kind], sides, OXYGEN.get(found.oxygen, ""), ta2(found))
    joined = (
        _joined(segment, vessel_id, routes, anatomy, language) for segment in routes.segments_at(vessel_id)
    )
    return _panel(
        h.h2(found.name),
        h.p("; ".join(fact for fact in facts if fact), cls="atlas-names"),
        h.p(found.about),
        h.p(h.b("Sources:"), " ", cited(found.sources)) if found.sources else None,
        _leads_to(vessel_id, routes, anatomy, language),
        h.h3("Joined to"),
        h.listed(joined, cls="atlas-branches"),
    )


def _joined(found: Segment, vessel_id: str, routes: Routes, anatomy: Anatomy, language: str) -> Markup:
    """Tell what a vessel is joined to at one of its segments, and in which direction."""
    onward = found.from_id == vessel_id
    other = end_name(found.to_id if onward else found.from_id, routes, anatomy, language)
    toward = "to and from" if found.two_way else "to" if onward else "from"
    note = (h.br(), found.status_note) if found.status_note else None
    return h.joined(f"{toward} {other} ", chip(found.status), note, " ", h.small(cited(found.sources)))


def _leads_to(item: str, routes: Routes, anatomy: Anatomy, language: str) -> Markup:
    """Name the sites downstream of a vessel or segment, by route."""
    lines = []
    for route in ROUTE_HEADS:
        ends = routes.downstream(item, [route])
        names = "; ".join(end_name(end, routes, anatomy, language) for end in ends)
        if names:
            lines.append(h.p(h.b(f"By {ROUTE_SHORT[route]}:"), " ", names))
    return h.joined(h.h3("Leads to"), lines)


def segment(segment_id: str, routes: Routes, anatomy: Anatomy, language: str = "en") -> Markup:
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
    Markup
        One section of HTML: its ends, kind and direction, how sure it is and why, sources, where it leads.
    """
    found = routes.segments[segment_id]
    facts = (SEGMENT_KINDS[found.kind], OXYGEN.get(found.oxygen, ""), direction(found))
    beyond = " and ".join(end_name(site, routes, anatomy, language) for site in found.except_sites)
    return _panel(
        h.h2(arrow(found.from_id, found.to_id, routes, anatomy, language)),
        h.p("; ".join(fact for fact in facts if fact), cls="atlas-names"),
        h.p(chip(found.status), " ", found.status_note),
        h.p(found.detail) if found.detail else None,
        h.p(f"Not to {beyond}.") if beyond else None,
        h.p(h.b("Sources:"), " ", cited(found.sources)),
        h.p(f"Not drawn: {found.not_drawn_reason}") if found.not_drawn_reason else None,
        _leads_to(segment_id, routes, anatomy, language),
    )


def of(item: str, routes: Routes, anatomy: Anatomy, language: str, shown_routes: Sequence[str]) -> Markup:
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
        The routes that the page shows; of a place only these are told.
    """
    if routes.is_vessel(item):
        return vessel(item, routes, anatomy, language)
    if routes.is_segment(item):
        return segment(item, routes, anatomy, language)
    return place_routes(item, routes, anatomy, language, shown_routes)
