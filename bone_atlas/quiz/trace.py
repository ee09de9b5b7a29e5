"""Questions about the routes: which vessel comes next, and which came before.

A wrong option is a vessel that cannot be the next (or the one before) on any route to that site, by whatever
route (`bone_atlas.quiz.adjacency`):

- it is no neighbour of the vessel asked about from which the site can be reached, or which a cell can have
  reached from the breast;
- no journey of the tables goes to it, or comes from it, in one step;
- neither its name nor that of a right answer holds the other;
- it is no other part of the net of veins along the spine, where only words would make it wrong.

Levels: *easy*, the next vessel through the lungs; *medium*, the next one along the vertebral veins or by
lymph; *hard*, the one before.
"""

from __future__ import annotations

import random
from collections.abc import Iterable

from bone_atlas.facts import Source
from bone_atlas.quiz import words
from bone_atlas.quiz.adjacency import BEFORE, NEXT, Adjacency
from bone_atlas.quiz.model import Candidate, Item, Option, Reference, Rows, Show
from bone_atlas.routes import NO_SOURCE, STATUS_LABELS, Routes, Segment, Step
from bone_atlas.tables import ALL_ROUTES

LUNGS, VEINS, LYMPH = ALL_ROUTES
#: How a question calls a route; what is a hypothesis is called one.
BY = {
    LUNGS: "through the lungs and the arteries",
    VEINS: "along the veins of the spine (a hypothesis in breast cancer)",
    LYMPH: "by lymph",
}
WRONG = 3
#: Among so many of the nearest vessels the wrong options are drawn.
NEAR = 6


class Traces:
    """The questions about the routes.

    Parameters
    ----------
    rows : Rows
        Anatomy and routes.
    """

    kinds = ("trace",)

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self._routes: Routes = rows.routes
        self._adjacency = Adjacency(rows.routes, rows.anatomy)

    def ends(self, route: str) -> tuple[str, ...]:
        """List the sites that a question can name as the end of a route.

        Parameters
        ----------
        route : str
            One of `bone_atlas.tables.ALL_ROUTES`.

        Returns
        -------
        tuple of str
            Ends that hold no other end, and that one vessel alone feeds.
        """
        covers = self.rows.anatomy.covers
        last: dict[str, set[str]] = {}
        for path in self._routes.paths:
            if path.route == route:
                last.setdefault(path.end, set()).add(path.vessel_ids[-1])
        feeding = {end: set().union(*(last[o] for o in last if covers(o, end))) for end in last}
        holding = {end for end in last for other in last if other != end and covers(end, other)}
        return tuple(end for end in last if len(feeding[end]) == 1 and end not in holding)

    def candidates(self) -> Iterable[Candidate]:
        """List the steps that can be asked about, forwards and backwards, for each end they lead to."""
        for route in ALL_ROUTES:
            ends = self.ends(route)
            paths = [path for path in self._routes.paths if path.route == route and path.end in ends]
            for end, step in dict.fromkeys((path.end, step) for path in paths for step in path.steps):
                yield from self._of_step(route, end, step)

    def _of_step(self, route: str, end: str, step: Step) -> Iterable[Candidate]:
        one, other = step.from_id, step.to_id
        subject, group = f"trace/{one}/{other}", f"{one}>{other}"
        if other in self._routes.vessels and len(self._adjacency.wrong(NEXT, end, one, other)) >= WRONG:
            key, level = f"trace/{NEXT}/{route}/{end}/{one}/{other}", "easy" if route == LUNGS else "medium"
            yield Candidate(key, subject, "trace", "ways", level, group)
        if one != self._routes.start and len(self._adjacency.wrong(BEFORE, end, other, one)) >= WRONG:
            key = f"trace/{BEFORE}/{route}/{end}/{other}/{one}"
            yield Candidate(key, subject, "trace", "ways", "hard", group)

    def build(self, candidate: Candidate, rng: random.Random) -> Item:
        """Put a question about a route into words.

        Parameters
        ----------
        candidate : Candidate
            One of `candidates`.
        rng : random.Random
            Draws the side of the breast, the wrong options and their order.

        Returns
        -------
        Item
            The question.
        """
        _, direction, route, end, at, answer = candidate.key.split("/")
        side = rng.choice(("left", "right"))
        ids = [answer, *rng.sample(self._adjacency.wrong(direction, end, at, answer)[:NEAR], WRONG)]
        rng.shuffle(ids)
        one, other = (at, answer) if direction == NEXT else (answer, at)
        segment = self._segment(one, other)
        return candidate.ask(
            prompt=self._prompt(direction, route, end, at, side),
            options=tuple(Option(v, self._routes.name(v), self._remark(v, answer, route, end)) for v in ids),
            answer=(answer,),
            show=Show("ways", sites=(at,), route=route, breast=side, untold=True),
            reveal=self._reveal(route, end, other, side, segment),
            explanation=self._explained(one, other, segment),
            figures=(self._row(segment),),
            sources=_sources(segment),
        )

    def _prompt(self, direction: str, route: str, end: str, at: str, side: str) -> str:
        place, name = words.plain(self.rows.anatomy, end), words.inside(self._routes.name(at))
        cell = f"A cell of a tumour of the {side} breast"
        if at == end:
            return f"{cell} has settled in the {place}; it came {BY[route]}. Which of these did it pass last?"
        bound = f"bound for the {place} {BY[route]}"
        if direction == BEFORE:
            return f"{cell}, {bound}, has reached the {name}. Which of these can it have come from?"
        where = "still in the tumour" if at == self._routes.start else f"in the {name}"
        return f"{cell} is {where}, {bound}. Which of these can come next?"

    def _remark(self, vessel: str, answer: str, route: str, end: str) -> str:
        """Say what a right vessel is, and where a wrong one lies."""
        name = self._routes.name(vessel)
        if vessel == answer:
            return f"{name}: {words.inside(self._routes.vessels[vessel].about)}"
        orders = [
            path.vessel_ids
            for path in self._routes.paths
            if (path.route, path.end) == (route, end) and vessel in path.vessel_ids
        ]
        if not orders:
            return f"{name}: not on this route."
        both = [order.index(vessel) < order.index(answer) for order in orders if answer in order]
        if not both:
            return f"{name}: on another branch of this route."
        return f"{name}: {'earlier' if all(both) else 'later'} on this route."

    def _segment(self, one: str, other: str) -> Segment:
        return next(s for s in self._routes.segments.values() if {s.from_id, s.to_id} == {one, other})

    def _explained(self, one: str, other: str, segment: Segment) -> str:
        name = self._routes.name
        about = self._routes.vessels[other].about if other in self._routes.vessels else ""
        parts = (
            f"{name(one)} \N{RIGHTWARDS ARROW} {words.inside(name(other))}.",
            about,
            f"How sure this step is: {STATUS_LABELS[segment.status]}.",
            segment.status_note,
        )
        return " ".join(part for part in parts if part)

    def _row(self, segment: Segment) -> Reference:
        said = f"{self._routes.name(segment.segment_id)}: {STATUS_LABELS[segment.status]}"
        return Reference("segments.csv", segment.segment_id, said)

    def _reveal(self, route: str, end: str, reached: str, side: str, segment: Segment) -> Show:
        """Show the step on a journey that walks it, or the segment itself where none does."""
        fit = [j for j in self._routes.journeys.values() if (j.route, j.side) == (route, side)]
        for journey in sorted(fit, key=lambda j: j.site_id != end):
            for step in journey.steps:
                if segment in step.segments and step.to_id == reached:
                    return Show(
                        "ways", route=route, breast=side, journey=journey.journey_id, step=step.number
                    )
        return Show("ways", sites=(segment.segment_id,), route=route, breast=side)


def _sources(segment: Segment) -> tuple[Source, ...]:
    """Return the printed sources of a step; what has none says so."""
    found = tuple(Source(source.text, source.link or "") for source in segment.sources)
    return found or (Source(f"{words.opened(STATUS_LABELS[segment.status])}: {NO_SOURCE}"),)
