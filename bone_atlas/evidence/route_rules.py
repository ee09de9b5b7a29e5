"""What the chains of segments answer to a claim about routes: a chain is as sure as its weakest step.

No segment has a status that says a cell was followed through it in a patient: `measured in humans` is the
flow of blood. So a route is at best borne out in part.
"""

from __future__ import annotations

from collections.abc import Iterable

from bone_atlas.anatomy import Anatomy
from bone_atlas.evidence.verdicts import OPEN, PART, SHORT, Judged
from bone_atlas.routes import BLOOD_BORNE, STATUS_LABELS, UNPROVEN, RoutePath, Routes
from bone_atlas.tables import ALL_ROUTES, STATUSES


def surest(paths: Iterable[RoutePath]) -> RoutePath:
    """Return the path whose weakest step is the surest."""
    return min(paths, key=lambda path: STATUSES.index(path.status))


def chain(route: str, sites: Iterable[str], routes: Routes, anatomy: Anatomy) -> list[Judged]:
    """Judge whether cells take a route to sites.

    Parameters
    ----------
    route : str
        One of `bone_atlas.tables.ALL_ROUTES`.
    sites : iterable of str
        Where it is said to lead.
    routes : Routes
        The graph of vessels.
    anatomy : Anatomy
        For the names.

    Returns
    -------
    list of Judged
        One for each end of the route at the sites: "in part" where each vessel of the surest path is known,
        "open" where a step is one of `bone_atlas.routes.UNPROVEN`.
    """
    ends = dict.fromkeys(end for site in sites for end in routes.ends_for(site, route))
    judged = []
    for end in ends:
        path = surest(path for path in routes.paths if path.route == route and path.end == end)
        answer = OPEN if path.status in UNPROVEN else PART
        judged.append(Judged(end, f"To the {_plain(anatomy, end)}", answer, _weakest(path, routes)))
    return judged


def _weakest(path: RoutePath, routes: Routes) -> str:
    """Tell how many steps of a path are as weak as its weakest, and name the first of them."""
    weak = [step.segment for step in path.steps if step.segment.status == path.status]
    first = routes.name(weak[0].segment_id)
    named = f", the first of them {first}" if path.status in UNPROVEN else ""
    return f"steps no surer than “{STATUS_LABELS[path.status]}”: {len(weak)} of {len(path.steps)}{named}"


def matters(route: str, sites: Iterable[str], routes: Routes, anatomy: Anatomy) -> list[Judged]:
    """Judge whether a route is important: never better than open, for no row measures how much it adds.

    Parameters
    ----------
    route, sites, routes, anatomy
        As for `chain`.

    Returns
    -------
    list of Judged
        One for each end of the route at the sites.
    """
    return [
        Judged(item.key, item.source, OPEN, f"{item.words}; no row measures how much it adds")
        for item in chain(route, sites, routes, anatomy)
    ]


def only_by_blood(named: Iterable[Judged], routes: Routes, anatomy: Anatomy) -> list[Judged]:
    """Judge whether blood is the only route: any other that is named makes that fall short.

    Parameters
    ----------
    named : iterable of Judged
        Sources that name another route.
    routes : Routes
        The graph of vessels.
    anatomy : Anatomy
        For the names.

    Returns
    -------
    list of Judged
        "Falls short" for each end of a route without blood, and for each source that names one; nobody
        followed cells along them, so none says "no".
    """
    others = [route for route in ALL_ROUTES if route not in BLOOD_BORNE]
    places = [place for place in anatomy.sites() if anatomy.parent(place) is None]
    return [
        Judged(item.key, item.source, SHORT, f"not by blood; {item.words}")
        for route in others
        for item in chain(route, places, routes, anatomy)
    ] + list(named)


def _plain(anatomy: Anatomy, place: str) -> str:
    return anatomy.name(place).partition(" (")[0].lower()
