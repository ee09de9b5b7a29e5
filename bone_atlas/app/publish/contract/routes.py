"""The graph of the vessels, and journeys of a cell through it."""

from __future__ import annotations

from typing import TypedDict


class RoutesIndex(TypedDict):
    """Which segments light up for what.

    Attributes
    ----------
    segments : list of (str, str, str, list of str, str, str)
        Id, both ends, routes, kind and status in words.
    lights : dict
        By id that can be selected and by route: positions in `segments`.
    names : dict of str to str
        Of vessels and segments.
    paired : list of str
        Vessels with a twin on the other side.
    """

    segments: list[tuple[str, str, str, list[str], str, str]]
    lights: dict[str, dict[str, list[int]]]
    names: dict[str, str]
    paired: list[str]


# Ends of a step and its segments. ``from`` is a word of Python's own, hence the form.
StepEnds = TypedDict("StepEnds", {"from": str, "to": str, "segments": list[str]})


class JourneyStep(StepEnds):
    """A step as the player shows it; ``mm`` is the length of its longest drawing."""

    caption: str
    status: str
    label: str
    sources: list[tuple[str, str | None]]
    mm: int


class Journey(TypedDict):
    """A journey as the player shows it."""

    id: str
    title: str
    route: str
    side: str
    site: str
    bone: str
    reached: str
    steps: list[JourneyStep]


class JourneysScript(TypedDict):
    """All journeys, the names of all ends, and the routes in words."""

    journeys: list[Journey]
    names: dict[str, str]
    routes: dict[str, str]
    noSource: str


class JourneySoFar(TypedDict):
    """The steps of a journey up to one of them."""

    id: str
    steps: list[StepEnds]
