"""The routes from the breast to bone, on the body, with a journey along one of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bone_atlas.facts import Rows, Source
from bone_atlas.facts.rows import cited
from bone_atlas.faults import Fault
from bone_atlas.figures.skeleton import VIEW_TITLES
from bone_atlas.routes import STATUS_LABELS
from bone_atlas.scenes.bodies import TURNS, bare_view, routes_shown
from bone_atlas.scenes.contract import Playing, SlideFigure, SlideMore, Strip
from bone_atlas.scenes.model import Address, Files, Scene
from bone_atlas.scenes.names import route_name, view_name
from bone_atlas.scenes.state import State
from bone_atlas.view_state import BOTH_ROUTES, ViewState

DRAWN = Source("Course of the vessels: schematic, after general anatomy")


class PathwaysScene(Scene):
    """The routes on the bare skeleton."""

    id = "ways"
    card = "Routes"
    uses = frozenset({"journey"})
    hides = ("labels", "selection", "figure")
    marks_sites = True
    path = "pathways"

    def title(self) -> str:
        """Return the title: the journey, or the routes."""
        journey = self.rows.routes.journeys.get(self.state.journey)
        if journey:
            return journey.title
        route = "" if self.state.route in ("", BOTH_ROUTES) else f": {route_name(self.state)}"
        return f"The routes from breast to bone{route}"

    def brief(self) -> str:
        """Return what is shown in a few words."""
        return "routes and journeys"

    def sentence(self) -> str:
        """Return what is shown in a sentence."""
        journey = self.rows.routes.journeys.get(self.state.journey)
        if journey is None:
            seen = f"{view_name(self.state)}: {route_name(self.state)}"
            return f"The routes from the {self.state.breast} breast to bone, {seen}"
        step = (
            f", step {self.state.step} of {len(journey.steps)}" if self.state.step else ", from the beginning"
        )
        return f"Journey, {view_name(self.state)}: {journey.title}{step}"

    def faults(self) -> Iterator[Fault]:
        """Find a journey from the other breast, or by another route."""
        journey = self.rows.routes.journeys.get(self.state.journey)
        if journey is None:
            return
        if journey.side != self.state.breast:
            yield (
                "breast",
                f"found “{self.state.breast}”, but the journey begins in the {journey.side} breast",
            )
        if self.state.route not in ("", BOTH_ROUTES, journey.route):
            yield "route", f"found “{self.state.route}”, but the journey takes “{journey.route}”"

    def sources(self) -> tuple[Source, ...]:
        """Return what the step of a journey rests on, or what the drawing of all routes is."""
        journey = self.rows.routes.journeys.get(self.state.journey)
        steps = journey.steps[self.state.step - 1 : self.state.step] if journey and self.state.step else ()
        return tuple(source for step in steps for source in cited(step.sources, step.status)) or (DRAWN,)

    def references(self) -> Iterator[str]:
        """List references to the journey and to what is marked."""
        if self.state.journey:
            yield f"steps {self.state.journey}"
            yield f"hypotheses {self.state.journey}"
            if self.state.step:
                yield f"caption {self.state.journey} {self.state.step}"
                yield f"step_status {self.state.journey} {self.state.step}"
        for item in self.state.sites:
            yield from (f"{kind} {item}" for kind in ("vessel", "status", "status_note", "reached"))

    def address(self) -> Address:
        """Return the address of the pathways page."""
        return Address("pathways", pathways_query(self.state))

    @classmethod
    def state_of(cls, shown: ViewState, rows: Rows, **parts: str | tuple[str, ...]) -> State:
        """Return the state of the pathways page; a journey brings its own side."""
        journey = rows.routes.journeys.get(shown.journey)
        followed = (
            {"breast": journey.side, "journey": journey.journey_id, "step": shown.step} if journey else {}
        )
        return cls.made(
            {
                "view": shown.view,
                "names": shown.names,
                "sites": shown.sites,
                "route": shown.route,
                "breast": shown.breast,
                **followed,
                **parts,
            }
        )

    def figures(self, files: Files) -> list[SlideFigure]:
        """Return the body; a journey lights up by itself, without one the routes to the sites do."""
        return [
            {
                "kind": "bones",
                "index": files.index_url(self.state.names),
                "caption": "",
                "alt": self._alt(),
                "view": self.state.view,
                "views": {turn: bare_view(turn, files) for turn in dict.fromkeys((self.state.view, *TURNS))},
                "labels": None,
                "names": None,
                "select": [] if self.state.journey else list(self.state.sites),
                "routes": {**routes_shown(self.state, self.rows, files), "focus": True},
                "extent": "trunk" if self.state.journey else self.state.extent,
                "page": "pathways",
                "query": pathways_query(self.state),
            }
        ]

    def more(self, files: Files) -> SlideMore:
        """Return the journey that the cell follows, and its stations."""
        playing: Playing = {
            "script": files.journeys_url(),
            "journey": self.state.journey,
            "step": self.state.step,
        }
        return {"playing": playing, "strip": strip(self.state, self.rows)}

    def _alt(self) -> str:
        journey = self.rows.routes.journeys.get(self.state.journey)
        where = f": {journey.title}, step {self.state.step} of {len(journey.steps)}" if journey else ""
        return f"Skeleton, {VIEW_TITLES[self.state.view]}, with the routes from the breast to bone{where}"


def pathways_query(state: State) -> dict[str, str]:
    """Return what of a state the address of the pathways page holds."""
    parts = {
        "layer": state.layer,
        "view": state.view,
        "names": state.names,
        "breast": state.breast,
        "route": state.route,
        "journey": state.journey,
        "step": str(state.step or ""),
        "site": ",".join(state.sites),
    }
    return {name: value for name, value in parts.items() if value}


def strip(state: State, rows: Rows) -> Strip | None:
    """Return the stations of the journey and how sure its step is; None without a journey."""
    routes = rows.routes
    journey = routes.journeys.get(state.journey)
    if journey is None:
        return None
    ends = [journey.steps[0].from_id, *(step.to_id for step in journey.steps)]
    passed = [end for i, end in enumerate(ends) if i == 0 or end != ends[i - 1]]
    walked = journey.steps[state.step - 1] if state.step else None
    return {
        "title": journey.title,
        "stations": [routes.short_name(end) for end in passed],
        "station": sum(one != other for one, other in pairwise(ends[: state.step + 1])),
        "status": STATUS_LABELS[walked.status] if walked else "",
    }
