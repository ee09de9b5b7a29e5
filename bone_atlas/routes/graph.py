"""The graph of vessels, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from bone_atlas.anatomy import Anatomy
from bone_atlas.routes.model import Journey, RoutePath, VenousReach
from bone_atlas.routes.network import Network
from bone_atlas.tables import ALL_ROUTES, ROUTES, Tables

BLOOD_BORNE = ROUTES


class Routes(Network):
    """Answers about the routes from breast to bone; built once from the tables.

    A *place* below is the id of a site, a group or a bone; an unknown one raises `KeyError`.

    Parameters
    ----------
    tables : Tables
        The loaded tables.
    anatomy : Anatomy
        The sites, groups and bones.

    Attributes
    ----------
    vessels, segments, journeys, venous_reach : mapping
        By id, in the order of their tables; the last by site.
    start : str
        Id of the vessel where every path begins, the tumour.
    """

    def __init__(self, tables: Tables, anatomy: Anatomy) -> None:
        super().__init__(tables)
        self._anatomy = anatomy

    def name(self, item: str) -> str:
        """Name a vessel, a segment or a place in English.

        Parameters
        ----------
        item : str
            Id of a vessel, segment, site, group or bone; an unknown one raises `KeyError`.

        Returns
        -------
        str
            Of a segment its two ends, as ``"Intercostal veins → Intervertebral veins"``.
        """
        if segment := self.segments.get(item):
            return f"{self.short_name(segment.from_id)} \N{RIGHTWARDS ARROW} {self.short_name(segment.to_id)}"
        vessel = self.vessels.get(item)
        return vessel.name if vessel else self._anatomy.name(item)

    def short_name(self, end: str) -> str:
        """Name the end of a step as briefly as the tables allow.

        Parameters
        ----------
        end : str
            Id of a vessel or place; an unknown one raises `KeyError`.

        Returns
        -------
        str
            A vessel's short name, or the place's name.
        """
        vessel = self.vessels.get(end)
        return vessel.short_name if vessel else self._anatomy.name(end)

    def ends_for(self, place: str, route: str) -> tuple[str, ...]:
        """List the ends of a route that feed a place: for each of its parts the finest that covers it.

        Parameters
        ----------
        place : str
            Id of a site, group or bone.
        route : str
            One of `bone_atlas.tables.ALL_ROUTES`.

        Returns
        -------
        tuple of str
            Site ids at the ends of the route, in the order of ``segments.csv``; empty where it does not come.
        """
        finest = {self._finest(part, route) for part in self._anatomy.extent(place)}
        return tuple(end for end in self._reach[route] if end in finest)

    def _finest(self, part: str, route: str) -> str | None:
        """Find the end with the fewest parts that covers a part; None where no end does."""
        covering = [end for end, parts in self._reach[route].items() if part in parts]
        return min(covering, key=lambda end: len(self._anatomy.extent(end)), default=None)

    @cached_property
    def _reach(self) -> dict[str, dict[str, frozenset[str]]]:
        """By route and end, the smallest parts of the skeleton it reaches."""
        reach: dict[str, dict[str, frozenset[str]]] = {route: {} for route in ALL_ROUTES}
        for segment in self.segments.values():
            if segment.to_id in self.vessels:
                continue
            beyond = (self._anatomy.extent(site) for site in segment.except_sites)
            parts = self._anatomy.extent(segment.to_id) - frozenset[str]().union(*beyond)
            for route in segment.routes:
                reach[route][segment.to_id] = reach[route].get(segment.to_id, frozenset()) | parts
        return reach

    def reaches_part(self, part: str, route: str) -> bool:
        """Tell whether a route reaches one of the smallest parts of the skeleton.

        Parameters
        ----------
        part : str
            One of the ids that `bone_atlas.anatomy.Anatomy.extent` lists.
        route : str
            One of `bone_atlas.tables.ALL_ROUTES`.

        Returns
        -------
        bool
            True where some end of the route covers it.
        """
        return self._finest(part, route) is not None

    def reaches_whole(self, place: str, route: str) -> bool:
        """Tell whether a route reaches all of a place.

        Parameters
        ----------
        place : str
            Id of a site, group or bone.
        route : str
            One of `bone_atlas.tables.ALL_ROUTES`.

        Returns
        -------
        bool
            False where some part of it, or all of it, is out of reach.
        """
        return all(self.reaches_part(part, route) for part in self._anatomy.extent(place))

    def venous_reach_of(self, place: str) -> tuple[VenousReach, ...]:
        """List what is said of bones of a place of which it is not known whether veins bring cells there.

        Parameters
        ----------
        place : str
            Id of a site, group or bone.

        Returns
        -------
        tuple of VenousReach
            Those whose site shares a part with the place, in the order of ``venous_reach.csv``.
        """
        extent = self._anatomy.extent(place)
        return tuple(said for site, said in self.venous_reach.items() if extent & self._anatomy.extent(site))

    def routes_to(self, place: str, routes: Iterable[str] = ALL_ROUTES) -> tuple[RoutePath, ...]:
        """List the paths that reach a place.

        Parameters
        ----------
        place : str
            Id of a site, group or bone.
        routes : iterable of str
            The routes to look at; `BLOOD_BORNE` leaves the lymphatic one out.

        Returns
        -------
        tuple of RoutePath
            By route, then by end, the shortest first. For a place larger than the ends of a route these are
            the paths to all its parts.
        """
        ends = {route: self.ends_for(place, route) for route in routes}
        return tuple(path for path in self.paths if path.end in ends.get(path.route, ()))

    def routes_that_reach(self, place: str, routes: Iterable[str] = ALL_ROUTES) -> tuple[str, ...]:
        """Name the routes that reach a place or some part of it.

        Parameters
        ----------
        place : str
            Id of a site, group or bone.
        routes : iterable of str
            The routes to look at.

        Returns
        -------
        tuple of str
            Some of them, in their order.
        """
        return tuple(route for route in routes if self.ends_for(place, route))

    def downstream(self, item: str, routes: Iterable[str] = ALL_ROUTES) -> tuple[str, ...]:
        """List the sites at the ends of the paths that pass a vessel or walk a segment.

        Parameters
        ----------
        item : str
            Id of a vessel or segment; an unknown one raises `KeyError`.
        routes : iterable of str
            The routes to look at.

        Returns
        -------
        tuple of str
            Site ids, each once.
        """
        wanted = tuple(routes)
        return tuple(dict.fromkeys(path.end for path in self.paths_past(item) if path.route in wanted))

    def bones_downstream(self, item: str, routes: Iterable[str] = ALL_ROUTES) -> tuple[str, ...]:
        """List the bones that lie downstream of a vessel or segment.

        Parameters
        ----------
        item : str
            Id of a vessel or segment; an unknown one raises `KeyError`.
        routes : iterable of str
            The routes to look at.

        Returns
        -------
        tuple of str
            Bone ids in anatomical order.
        """
        wanted = tuple(routes)
        ends = {(path.route, path.end) for path in self.paths_past(item) if path.route in wanted}
        found = {
            site
            for site in self._anatomy.drawn_sites()
            if any((route, self._finest(site, route)) in ends for route in wanted)
        }
        return tuple(bone for bone in self._anatomy.bones() if self._anatomy.site_of(bone) in found)

    def lit(self, item: str) -> dict[str, tuple[str, ...]]:
        """List the segments to light when something is selected.

        Parameters
        ----------
        item : str
            Id of a vessel, segment, site, group or bone; an unknown one raises `KeyError`.

        Returns
        -------
        dict of str to tuple of str
            By route, the ids of the segments on all paths that pass the vessel or segment, or lead to the
            place, in the order of ``segments.csv``. Routes without any are left out.
        """
        passing = self.is_vessel(item) or self.is_segment(item)
        paths = self.paths_past(item) if passing else self.routes_to(item)
        walked = {
            route: {s for w in paths if w.route == route for s in w.segment_ids} for route in ALL_ROUTES
        }
        return {
            route: tuple(segment for segment in self.segments if segment in found)
            for route, found in walked.items()
            if found
        }

    def sites_by_routes(self, routes: Iterable[str] = BLOOD_BORNE) -> dict[tuple[str, ...], tuple[str, ...]]:
        """Sort the drawn sites by the routes that reach them.

        Parameters
        ----------
        routes : iterable of str
            The routes to look at; by default those by blood.

        Returns
        -------
        dict of tuple of str to tuple of str
            By routes, the drawn sites in anatomical order that these and no others reach.
        """
        wanted = tuple(routes)
        sorted_sites: dict[tuple[str, ...], tuple[str, ...]] = {}
        for site in self._anatomy.drawn_sites():
            # A drawn site can have parts of its own row (the skull has the jaw): its own bones are meant.
            found = tuple(route for route in wanted if self._finest(site, route))
            sorted_sites[found] = (*sorted_sites.get(found, ()), site)
        return sorted_sites

    def journeys_to(self, place: str, side: str | None = None) -> tuple[Journey, ...]:
        """List the journeys that end in a place.

        Parameters
        ----------
        place : str
            Id of a site, group or bone.
        side : str, optional
            ``left`` or ``right``: of the breast.

        Returns
        -------
        tuple of Journey
            Those whose site lies in the place or covers it.
        """
        covers = self._anatomy.covers
        return tuple(
            journey
            for journey in self.journeys.values()
            if side in (None, journey.side)
            and (covers(place, journey.site_id) or covers(journey.site_id, place))
        )

    def mirrored(self, journey: str, side: str) -> str:
        """Find the same journey from the breast of a side.

        Parameters
        ----------
        journey : str
            Id of a journey; an unknown one raises `KeyError`.
        side : str
            ``left`` or ``right``: of the breast.

        Returns
        -------
        str
            Id of the journey by the same route to the same site; empty where there is none.
        """
        wanted = self.journeys[journey]
        same = (
            other.journey_id
            for other in self.journeys.values()
            if (other.route, other.site_id, other.side) == (wanted.route, wanted.site_id, side)
        )
        return next(same, "")
