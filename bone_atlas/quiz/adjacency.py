"""Which vessels can follow one another on the routes, and which surely cannot.

A *place* is a vessel, or the site at the end of a route. All reasoning is done in the graph of all routes
together, in which a two-way segment is walked in both directions, so that no wrong answer is right by
another route.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from types import MappingProxyType

from bone_atlas.anatomy import Anatomy
from bone_atlas.routes import Routes

NEXT, BEFORE = "next", "before"
#: What `vessels.csv` calls a part of the net of veins along the spine.
NET = "plexus"

Neighbours = Mapping[str, frozenset[str]]


class Adjacency:
    """Answers about what comes next on a route, and what came before.

    Parameters
    ----------
    routes : Routes
        The graph of vessels.
    anatomy : Anatomy
        Which site holds which.
    """

    def __init__(self, routes: Routes, anatomy: Anatomy) -> None:
        self._routes, self._anatomy = routes, anatomy
        # Asked again and again while the questions are listed; there are some hundreds of each.
        self._leading = lru_cache(maxsize=1024)(self._find_leading)
        self._right = lru_cache(maxsize=1024)(self._find_right)
        self._wrong = lru_cache(maxsize=1024)(self._find_wrong)
        self._alike = lru_cache(maxsize=1024)(self._find_alike)

    @cached_property
    def _beside(self) -> Mapping[str, Neighbours]:
        """By direction and place, what is joined to it; a route ends at a site and never leaves it again."""
        after: dict[str, set[str]] = {}
        before: dict[str, set[str]] = {}
        for segment in self._routes.segments.values():
            pairs = [(segment.from_id, segment.to_id)]
            if segment.two_way and segment.to_id in self._routes.vessels:
                pairs.append((segment.to_id, segment.from_id))
            for one, other in pairs:
                after.setdefault(one, set()).add(other)
                before.setdefault(other, set()).add(one)
        frozen = {
            direction: MappingProxyType({place: frozenset(found) for place, found in joined.items()})
            for direction, joined in ((NEXT, after), (BEFORE, before))
        }
        return MappingProxyType(frozen)

    def beside(self, direction: str, place: str) -> frozenset[str]:
        """List what is joined to a place in a direction: ``"next"`` or ``"before"``."""
        return self._beside[direction].get(place, frozenset())

    def _reach(self, direction: str, starts: Iterable[str], without: str = "") -> dict[str, int]:
        """Walk from some places in a direction, never through one; tell in how many steps each is reached."""
        found = {start: 0 for start in starts if start != without}
        waiting = deque(found)
        while waiting:
            place = waiting.popleft()
            for other in self.beside(direction, place):
                if other not in found and other != without:
                    found[other] = found[place] + 1
                    waiting.append(other)
        return found

    def ends(self, site: str) -> frozenset[str]:
        """List the ends of routes that hold the whole of a site."""
        ends = (place for place in self._beside[BEFORE] if place not in self._routes.vessels)
        return frozenset(end for end in ends if self._anatomy.covers(end, site))

    def leading(self, direction: str, end: str, without: str) -> frozenset[str]:
        """List what a path can still pass beyond a place that is taken out of the graph.

        Parameters
        ----------
        direction : {"next", "before"}
            Whether the end is still to be reached, or the path from the breast is looked back on.
        end : str
            The site the cell is on its way to.
        without : str
            The place taken out.

        Returns
        -------
        frozenset of str
            What leads on to the end, or is reached from the breast.
        """
        return self._leading(direction, end if direction == NEXT else "", without)

    def _find_leading(self, direction: str, end: str, without: str) -> frozenset[str]:
        if direction == NEXT:
            return frozenset(self._reach(BEFORE, self.ends(end), without))
        return frozenset(self._reach(NEXT, (self._routes.start,), without))

    def right(self, direction: str, end: str, at: str) -> frozenset[str]:
        """List every right answer, by whatever route.

        Parameters
        ----------
        direction : {"next", "before"}
            Which neighbour is asked for.
        end : str
            The site the cell is on its way to.
        at : str
            The place that is asked about.

        Returns
        -------
        frozenset of str
            Its neighbours from which the end can be reached, or which can be reached from the breast, without
            passing it again; for a site also the neighbours of what holds it.
        """
        return self._right(direction, end, at)

    def _find_right(self, direction: str, end: str, at: str) -> frozenset[str]:
        around = (at,) if at in self._routes.vessels else self.ends(at)
        joined = frozenset[str]().union(*(self.beside(direction, place) for place in around))
        return joined & self.leading(direction, end, at)

    def wrong(self, direction: str, end: str, at: str, answer: str) -> tuple[str, ...]:
        """List the vessels that can be offered as wrong answers, the nearest in the graph first.

        Parameters
        ----------
        direction : {"next", "before"}
            Which neighbour is asked for.
        end : str
            The site the cell is on its way to.
        at : str
            The place that is asked about.
        answer : str
            The right answer on offer.

        Returns
        -------
        tuple of str
            Ids of vessels.
        """
        return self._wrong(direction, end, at, answer)

    def _find_wrong(self, direction: str, end: str, at: str, answer: str) -> tuple[str, ...]:
        right = self.right(direction, end, at)
        jumps = self._jumps(direction, at) & self.leading(direction, end, at)
        taken = {at, self._routes.start, *right, *jumps}
        taken |= self._matter_of_words(direction, end, at, answer)
        far = self._reach(NEXT, (at,)) | self._reach(BEFORE, (at,))
        fit = (
            vessel
            for vessel in self._routes.vessels
            if vessel not in taken and not any(self._alike(vessel, other) for other in (at, *right))
        )
        return tuple(sorted(fit, key=lambda vessel: far.get(vessel, len(far))))

    def _matter_of_words(self, direction: str, end: str, at: str, answer: str) -> set[str]:
        """List what is wrong only by how the net is divided: its parts, and the veins that open into it."""
        net = {vessel for vessel in self._routes.vessels if self.is_net(vessel)}
        if at in self._routes.vessels and not self.is_net(at):
            return net if self._joined(at) & net else set()
        parts = net & set(self._reach(direction, (at,))) & self.leading(direction, end, at)
        if at in net:
            # Which part of the net they open into is a matter of how the table divides it.
            outside = set(self._routes.vessels) - net
            return parts | {vessel for vessel in outside if self._joined(vessel) & net}
        return parts if answer in net else set()

    def _joined(self, place: str) -> frozenset[str]:
        """List what is joined to a place in either direction."""
        return self.beside(NEXT, place) | self.beside(BEFORE, place)

    def is_net(self, place: str) -> bool:
        """Tell whether a place is a part of the net of veins along the spine."""
        return place in self._routes.vessels and self._routes.vessels[place].kind == NET

    def _jumps(self, direction: str, at: str) -> set[str]:
        """List where a journey of the tables goes from a place, or comes from, in one step."""
        steps = [step for journey in self._routes.journeys.values() for step in journey.steps]
        if direction == NEXT:
            return {step.to_id for step in steps if step.from_id == at}
        return {step.from_id for step in steps if step.to_id == at}

    def _find_alike(self, one: str, other: str) -> bool:
        """Tell whether one name holds the other: both can be read as the same vessel."""
        names = [self._routes.name(place).lower() for place in (one, other)]
        return names[0] in names[1] or names[1] in names[0]
