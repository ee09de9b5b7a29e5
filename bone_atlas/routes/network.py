"""The vessels, how they are joined, and all paths through them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import networkx as nx

from bone_atlas.routes.model import (
    Journey,
    JourneyStep,
    RoutePath,
    Segment,
    Source,
    Step,
    VenousReach,
    Vessel,
)
from bone_atlas.tables import ALL_ROUTES, Tables, records, words


class Network:
    """The graph of vessels from the breast to the sites at its ends.

    Parameters
    ----------
    tables : Tables
        The loaded tables.

    Attributes
    ----------
    vessels, segments, journeys, venous_reach : mapping
        By id, in the order of their tables; the last by site.
    start : str
        Id of the vessel where every path begins, the tumour.
    """

    def __init__(self, tables: Tables) -> None:
        vessels = records(tables.vessels.sort_values("list_order"))
        segments = records(tables.segments.sort_values("list_order"))
        self.vessels: Mapping[str, Vessel] = MappingProxyType({v["vessel_id"]: _vessel(v) for v in vessels})
        self.segments: Mapping[str, Segment] = MappingProxyType(
            {s["segment_id"]: _segment(s) for s in segments}
        )
        self.journeys: Mapping[str, Journey] = MappingProxyType(
            {
                str(name): _journey(records(rows), self.segments, self.vessels)
                for name, rows in tables.journeys.groupby("journey_id", sort=False)
            }
        )
        reach = records(tables.venous_reach.sort_values("list_order"))
        self.venous_reach: Mapping[str, VenousReach] = MappingProxyType(
            {r["site_id"]: VenousReach(r["site_id"], r["why"], _sources(r["source"])) for r in reach}
        )
        self.start = next(vessel.vessel_id for vessel in self.vessels.values() if vessel.kind == "tumour")

    @cached_property
    def paths(self) -> tuple[RoutePath, ...]:
        """All paths without detours: by route, then in the order of their ends, the shortest first."""
        order = [segment.to_id for segment in self.segments.values()]
        ends = dict.fromkeys(end for end in order if end not in self.vessels)
        return tuple(
            path
            for route in ALL_ROUTES
            for end in ends
            for path in sorted(self._simple(route, end), key=lambda path: len(path.steps))
        )

    def _simple(self, route: str, end: str) -> list[RoutePath]:
        """List the paths of one route to one end."""
        graph = self.graph(route)
        if end not in graph:
            return []
        return [
            RoutePath(
                route, end, tuple(Step(graph.edges[edge]["segment"], *edge) for edge in pairwise(nodes))
            )
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

    def paths_through(self, vessel: str) -> tuple[RoutePath, ...]:
        """List the paths that pass a vessel.

        Parameters
        ----------
        vessel : str
            Id of a vessel; an unknown one raises `KeyError`.

        Returns
        -------
        tuple of RoutePath
            As in `paths`.
        """
        self.vessels[vessel]  # an unknown id raises KeyError here
        return tuple(path for path in self.paths if vessel in path.vessel_ids)

    def paths_along(self, segment: str) -> tuple[RoutePath, ...]:
        """List the paths that walk a segment, in whichever direction.

        Parameters
        ----------
        segment : str
            Id of a segment; an unknown one raises `KeyError`.

        Returns
        -------
        tuple of RoutePath
            As in `paths`.
        """
        self.segments[segment]  # an unknown id raises KeyError here
        return tuple(path for path in self.paths if segment in path.segment_ids)

    def paths_past(self, item: str) -> tuple[RoutePath, ...]:
        """List the paths that pass a vessel or walk a segment.

        Parameters
        ----------
        item : str
            Id of a vessel or segment; an unknown one raises `KeyError`.

        Returns
        -------
        tuple of RoutePath
            As in `paths`.
        """
        return self.paths_along(item) if self.is_segment(item) else self.paths_through(item)

    def is_vessel(self, item: str) -> bool:
        """Tell whether an id is that of a vessel.

        Parameters
        ----------
        item : str
            Any text.

        Returns
        -------
        bool
            True for a vessel.
        """
        return item in self.vessels

    def is_segment(self, item: str) -> bool:
        """Tell whether an id is that of a segment.

        Parameters
        ----------
        item : str
            Any text.

        Returns
        -------
        bool
            True for a segment.
        """
        return item in self.segments

    def segments_at(self, vessel: str) -> tuple[Segment, ...]:
        """List the segments that begin or end at a vessel.

        Parameters
        ----------
        vessel : str
            Id of a vessel; an unknown one raises `KeyError`.

        Returns
        -------
        tuple of Segment
            In the order of ``segments.csv``.
        """
        self.vessels[vessel]  # an unknown id raises KeyError here
        return tuple(s for s in self.segments.values() if vessel in (s.from_id, s.to_id))


def _vessel(row: Mapping[str, Any]) -> Vessel:
    return Vessel(
        vessel_id=row["vessel_id"],
        name=row["name_en"],
        short_name=row["short_name"],
        kind=row["kind"],
        paired=row["paired"],
        about=row["about"],
        oxygen=row["oxygen"],
        ta2_numbers=words(row["ta2_numbers"]),
        sources=_sources(row["source"]),
    )


def _sources(cell: str) -> tuple[Source, ...]:
    return tuple(Source.of(text) for text in words(cell))


def _segment(row: Mapping[str, Any]) -> Segment:
    return Segment(
        segment_id=row["segment_id"],
        from_id=row["from_id"],
        to_id=row["to_id"],
        except_sites=words(row["except_site_ids"]),
        routes=words(row["routes"]),
        kind=row["kind"],
        oxygen=row["oxygen"],
        two_way=row["direction"] == "two_way",
        status=row["status"],
        status_note=row["status_note"],
        detail=row["detail"],
        sources=_sources(row["source"]),
        not_drawn_reason=row["not_drawn_reason"],
    )


def _journey(
    rows: list[dict[str, Any]], segments: Mapping[str, Segment], vessels: Mapping[str, Vessel]
) -> Journey:
    steps = tuple(
        JourneyStep(
            number=int(row["step"]),
            from_id=row["from_id"],
            to_id=row["to_id"],
            segments=tuple(segments[name] for name in words(row["segment_ids"])),
            status=row["status"],
            caption=row["caption"],
            vessel_sources=vessels[row["from_id"]].sources,
        )
        for row in rows
    )
    shared = ("journey_id", "title", "route", "side", "site_id", "bone_id")
    return Journey(**{name: rows[0][name] for name in shared}, steps=steps)
