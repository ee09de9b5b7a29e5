"""The graph of vessels, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import networkx as nx

from bone_atlas.anatomy import Anatomy
from bone_atlas.routes.model import Journey, JourneyStep, Segment, Source, Step, Vessel, Way
from bone_atlas.tables import ALL_ROUTES, ROUTES, Tables, records, words

BLOOD_BORNE = ROUTES


class Routes:
    """Answers about the ways from breast to bone; built once from the tables.

    A *place* below is the id of a site, a group or a bone; an unknown one raises `KeyError`.

    Parameters
    ----------
    tables : Tables
        The loaded tables.
    anatomy : Anatomy
        The sites, groups and bones.

    Attributes
    ----------
    vessels, segments, journeys : mapping
        By id, in the order of their tables.
    """

    def __init__(self, tables: Tables, anatomy: Anatomy) -> None:
        self._anatomy = anatomy
        vessels = records(tables.vessels.sort_values("list_order"))
        segments = records(tables.segments.sort_values("list_order"))
        self.vessels: Mapping[str, Vessel] = MappingProxyType({v["vessel_id"]: _vessel(v) for v in vessels})
        self.segments: Mapping[str, Segment] = MappingProxyType(
            {s["segment_id"]: _segment(s) for s in segments}
        )
        self.journeys: Mapping[str, Journey] = MappingProxyType(
            {
                str(name): _journey(records(rows), self.segments)
                for name, rows in tables.journeys.groupby("journey_id", sort=False)
            }
        )
        self.start = next(vessel.vessel_id for vessel in self.vessels.values() if vessel.kind == "tumour")

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """All ways without detours: by route, then in the order of their ends, the shortest first."""
        order = [segment.to_id for segment in self.segments.values()]
        ends = dict.fromkeys(end for end in order if end not in self.vessels)
        return tuple(
            way
            for route in ALL_ROUTES
            for end in ends
            for way in sorted(self._simple(route, end), key=lambda way: len(way.steps))
        )

    def _simple(self, route: str, end: str) -> list[Way]:
        """List the ways of one route to one end."""
        graph = self.graph(route)
        if end not in graph:
            return []
        return [
            Way(route, end, tuple(Step(graph.edges[edge]["segment"], *edge) for edge in pairwise(nodes)))
            for nodes in nx.all_simple_paths(graph, self.start, end)
        ]

    def graph(self, route: str) -> nx.DiGraph:
        """Return the graph of one route.

        Parameters
        ----------
        route : str
            One of `bone_atlas.tables.ALL_ROUTES`.

        Returns
        -------
        networkx.DiGraph
            Ids of vessels and sites joined by edges with the attribute ``segment`` (a `Segment`); a two-way
            segment is two edges.

        Raises
        ------
        ValueError
            If there is no such route.
        """
        if route not in ALL_ROUTES:
            raise ValueError(f"unknown route {route!r}: expected one of {', '.join(ALL_ROUTES)}")
        graph = nx.DiGraph()
        for segment in self.segments.values():
            if route in segment.routes:
                graph.add_edge(segment.from_id, segment.to_id, segment=segment)
                if segment.two_way:
                    graph.add_edge(segment.to_id, segment.from_id, segment=segment)
        return graph

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
        return tuple(end for end in self._reach(route) if end in finest)

    def _finest(self, part: str, route: str) -> str | None:
        """Find the end with the fewest parts that covers a part; None where no end does."""
        covering = [end for end, parts in self._reach(route).items() if part in parts]
        return min(covering, key=lambda end: len(self._anatomy.extent(end)), default=None)

    def _reach(self, route: str) -> dict[str, frozenset[str]]:
        """By end of a route, the smallest parts of the skeleton it reaches."""
        reach: dict[str, frozenset[str]] = {}
        for segment in self.segments.values():
            if route in segment.routes and segment.to_id not in self.vessels:
                beyond = (self._anatomy.extent(site) for site in segment.except_sites)
                parts = self._anatomy.extent(segment.to_id) - frozenset[str]().union(*beyond)
                reach[segment.to_id] = reach.get(segment.to_id, frozenset()) | parts
        return reach

    def routes_to(self, place: str, routes: Iterable[str] = ALL_ROUTES) -> tuple[Way, ...]:
        """List the ways that reach a place.

        Parameters
        ----------
        place : str
            Id of a site, group or bone.
        routes : iterable of str
            The routes to look at; `BLOOD_BORNE` leaves the lymphatic one out.

        Returns
        -------
        tuple of Way
            By route, then by end, the shortest first. For a place larger than the ends of a route these are
            the ways to all its parts.
        """
        ends = {route: self.ends_for(place, route) for route in routes}
        return tuple(way for way in self.ways if way.end in ends.get(way.route, ()))

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

    def ways_through(self, vessel: str) -> tuple[Way, ...]:
        """List the ways that pass a vessel.

        Parameters
        ----------
        vessel : str
            Id of a vessel; an unknown one raises `KeyError`.

        Returns
        -------
        tuple of Way
            As in `ways`.
        """
        self.vessels[vessel]  # an unknown id raises KeyError here
        return tuple(way for way in self.ways if vessel in way.vessel_ids)

    def downstream(self, vessel: str, routes: Iterable[str] = ALL_ROUTES) -> tuple[str, ...]:
        """List the sites at the ends of the ways that pass a vessel.

        Parameters
        ----------
        vessel : str
            Id of a vessel; an unknown one raises `KeyError`.
        routes : iterable of str
            The routes to look at.

        Returns
        -------
        tuple of str
            Site ids, each once.
        """
        wanted = tuple(routes)
        return tuple(dict.fromkeys(way.end for way in self.ways_through(vessel) if way.route in wanted))

    def bones_downstream(self, vessel: str, routes: Iterable[str] = ALL_ROUTES) -> tuple[str, ...]:
        """List the bones that lie downstream of a vessel.

        Parameters
        ----------
        vessel : str
            Id of a vessel; an unknown one raises `KeyError`.
        routes : iterable of str
            The routes to look at.

        Returns
        -------
        tuple of str
            Bone ids in anatomical order.
        """
        wanted = tuple(routes)
        ends = {(way.route, way.end) for way in self.ways_through(vessel) if way.route in wanted}
        found = {
            site
            for site in self._anatomy.drawn_sites()
            if any((route, self._finest(site, route)) in ends for route in wanted)
        }
        return tuple(bone for bone in self._anatomy.bones() if self._anatomy.site_of(bone) in found)

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

    def reached_by_one_route(self, routes: Iterable[str] = BLOOD_BORNE) -> dict[str, str]:
        """Find the drawn sites that only one route reaches.

        Parameters
        ----------
        routes : iterable of str
            The routes to look at; by default those by blood.

        Returns
        -------
        dict of str to str
            Route by site, in anatomical order.
        """
        by_routes = self.sites_by_routes(routes)
        return {site: found[0] for found, sites in by_routes.items() if len(found) == 1 for site in sites}

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


def _vessel(row: Mapping[str, Any]) -> Vessel:
    return Vessel(row["vessel_id"], row["name_en"], row["short_name"], row["kind"], row["about"])


def _segment(row: Mapping[str, Any]) -> Segment:
    return Segment(
        segment_id=row["segment_id"],
        from_id=row["from_id"],
        to_id=row["to_id"],
        except_sites=words(row["except_site_ids"]),
        routes=words(row["routes"]),
        kind=row["kind"],
        two_way=row["direction"] == "two_way",
        status=row["status"],
        status_note=row["status_note"],
        detail=row["detail"],
        sources=tuple(Source.of(text) for text in words(row["source"])),
        not_drawn_reason=row["not_drawn_reason"],
    )


def _journey(rows: list[dict[str, Any]], segments: Mapping[str, Segment]) -> Journey:
    steps = tuple(
        JourneyStep(
            number=int(row["step"]),
            from_id=row["from_id"],
            to_id=row["to_id"],
            segments=tuple(segments[name] for name in words(row["segment_ids"])),
            status=row["status"],
            caption=row["caption"],
        )
        for row in rows
    )
    shared = ("journey_id", "title", "route", "side", "site_id", "bone_id")
    return Journey(**{name: rows[0][name] for name in shared}, steps=steps)
