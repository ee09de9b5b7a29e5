"""The view state: what is on the screen, and its text form in the URL."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

DEFAULT_LAYER = "article"
DEFAULT_MEASURED = "shaked_zari_2025"
DEFAULT_VIEW = "front"
DEFAULT_LANGUAGE = "en"
VIEWS = ("front", "back", "left", "all")
#: How much of the body is seen: all of it, or from crown to thigh.
EXTENTS = ("whole", "trunk")
DEFAULT_EXTENT = "whole"
BOTH_ROUTES = "blood"
#: What the pickers of routes offer, in words.
ROUTE_CHOICES = {
    BOTH_ROUTES: "Both routes",
    "pulmonary_systemic": "Lungs",
    "vertebral_venous": "Vertebral veins",
    "local_lymphatic": "Lymph",
}
#: What the route part of the URL may say; empty means what a page shows by itself.
ROUTES = tuple(ROUTE_CHOICES)
#: Parts of the evidence page.
PARTS = ("claims", "agreement", "compare", "soil")
DEFAULT_PART = "claims"
SIDES = ("left", "right")
DEFAULT_SIDE = "left"
#: Topics and levels of the quiz.
TOPICS = ("all", "bones", "frequency", "ways", "claims")
LEVELS = ("easy", "medium", "hard")
#: Parts of an address that name a quiz.
QUIZ_PARAMETERS = frozenset({"quiz", "topic", "level"})
#: A lesson that the reader made or opened; it lives in the session, not among the files.
DRAFT_LESSON = "own"
LANGUAGES = {"en": "English", "la": "Latin", "es": "Español", "zh": "中文"}


@dataclass(frozen=True)
class Known:
    """What the values of a URL may name."""

    layers: Collection[str]
    ids: Collection[str]
    views: Collection[str] = VIEWS
    languages: Collection[str] = tuple(LANGUAGES)
    journeys: Mapping[str, int] = field(default_factory=dict)
    """Number of steps by journey id."""
    lessons: Collection[str] = ()


@dataclass(frozen=True)
class ViewState:
    """What is on the screen.

    Parameters
    ----------
    layer : str
        Id of the painted layer.
    view : str
        One of ``front``, ``back``, ``left``, ``all``.
    sites : tuple of str
        Selected ids: bones, sites, groups, vessels or segments, in the order of selection.
    names : str
        Language of the anatomical names.
    route : str
        Which routes are shown: one of `ROUTES`, or empty for what a page shows by itself.
    breast : str
        Side of the tumour.
    journey : str
        Id of the journey that is followed; empty for the one the page offers.
    step : int
        Step of the journey, from 1; 0 before it starts.
    part : str
        Part of the evidence page.
    second : str
        Id of the layer that `layer` is compared with; empty for the one the page offers.
    lesson : str
        Id of the lesson that is given; empty where none is.
    slide : int
        Number of the slide of the lesson in links; 0 for the first one.
    revealed : int
        How many steps of the slide are revealed.
    quiz : int
        Number from which the quiz is made; 0 where none is taken. The same number asks the same questions.
    topic : str
        Topic of the quiz, one of `TOPICS`.
    level : str
        Level of the quiz, one of `LEVELS`.
    extent : str
        How much of the body the Atlas page shows, one of `EXTENTS`.
    """

    layer: str = DEFAULT_LAYER
    view: str = DEFAULT_VIEW
    sites: tuple[str, ...] = field(default=())
    names: str = DEFAULT_LANGUAGE
    route: str = ""
    breast: str = DEFAULT_SIDE
    journey: str = ""
    step: int = 0
    part: str = DEFAULT_PART
    second: str = ""
    lesson: str = ""
    slide: int = 0
    revealed: int = 0
    quiz: int = 0
    topic: str = "all"
    level: str = "easy"
    extent: str = DEFAULT_EXTENT

    def with_(self, **changes: object) -> ViewState:
        """Return a copy with some parts changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def to_query(self) -> dict[str, str]:
        """Return the URL parameters; what is at its default is left out, except the layer."""
        query = {"layer": self.layer}
        if self.view != DEFAULT_VIEW:
            query["view"] = self.view
        if self.extent != DEFAULT_EXTENT:
            query["extent"] = self.extent
        if self.sites:
            query["site"] = ",".join(self.sites)
        if self.names != DEFAULT_LANGUAGE:
            query["names"] = self.names
        if self.breast != DEFAULT_SIDE:
            query["breast"] = self.breast
        if self.part != DEFAULT_PART:
            query["part"] = self.part
        optional = {
            "route": self.route,
            "journey": self.journey,
            "step": str(self.step or ""),
            "second": self.second,
        }
        return query | {key: value for key, value in optional.items() if value}

    def to_lesson_query(self) -> dict[str, str]:
        """Return the URL parameters of a lesson: which, which slide, how much of it is revealed."""
        if not self.lesson:
            return {}
        parts = {"lesson": self.lesson, "slide": str(self.slide)}
        return parts | ({"revealed": str(self.revealed)} if self.revealed else {})

    def to_quiz_query(self) -> dict[str, str]:
        """Return the URL parameters of a quiz: its number, topic and level."""
        parts = {"topic": self.topic, "level": self.level}
        return parts | ({"quiz": str(self.quiz)} if self.quiz else {})


def from_query(query: Mapping[str, str], known: Known) -> tuple[ViewState, list[str]]:
    """Read a view state from URL parameters.

    Parameters
    ----------
    query : mapping of str to str
        The URL's parameters; others than ours are ignored.
    known : Known
        The values there are.

    Returns
    -------
    state : ViewState
        Unknown values are replaced by their defaults, unknown sites dropped.
    notices : list of str
        One sentence for each value that was not known, fit to show.
    """
    notices: list[str] = []
    # A comparison that no layer is named for begins with numbers, not with the words of the article.
    first = DEFAULT_MEASURED if query.get("part") == "compare" and "layer" not in query else DEFAULT_LAYER
    layer = _one(query, "layer", known.layers, first, notices)
    view = _one(query, "view", known.views, DEFAULT_VIEW, notices)
    names = _one(query, "names", known.languages, DEFAULT_LANGUAGE, notices)
    wanted = list(dict.fromkeys(part.strip() for part in query.get("site", "").split(",") if part.strip()))
    unknown = [part for part in wanted if part not in known.ids]
    if unknown:
        shown = ", ".join(f"“{part[:40]}”" for part in unknown[:5])
        notices.append(f"The link names a site this atlas does not have: {shown}. It was left out.")
    sites = tuple(part for part in wanted if part in known.ids)
    route = _one(query, "route", ("", *ROUTES), "", notices)
    breast = _one(query, "breast", SIDES, DEFAULT_SIDE, notices)
    journey, step = _journey(query, known, notices)
    part = _one(query, "part", PARTS, DEFAULT_PART, notices)
    second = _one(query, "second", ("", *known.layers), "", notices)
    taught = {
        "lesson": _one(query, "lesson", ("", DRAFT_LESSON, *known.lessons), "", notices),
        "slide": _number(query, "slide", 0, notices),
        "revealed": _number(query, "revealed", 0, notices),
        "quiz": _number(query, "quiz", 0, notices),
        "topic": _one(query, "topic", TOPICS, "all", notices),
        "level": _one(query, "level", LEVELS, "easy", notices),
        "extent": _one(query, "extent", EXTENTS, DEFAULT_EXTENT, notices),
    }
    state = ViewState(layer, view, sites, names, route, breast, journey, step, part, second)
    return state.with_(**taught), notices


def _number(query: Mapping[str, str], key: str, default: int, notices: list[str]) -> int:
    """Read a number of at most nine digits."""
    wanted = query.get(key, str(default))
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 10:
        return int(wanted)
    notices.append(
        f"The link asks for {key} “{wanted[:40]}”, where a number was expected. {default} is used."
    )
    return default


def _journey(query: Mapping[str, str], known: Known, notices: list[str]) -> tuple[str, int]:
    """Read journey and step; a step that the journey does not have is its start."""
    journey = _one(query, "journey", ("", *known.journeys), "", notices)
    wanted = query.get("step", "0")
    steps = known.journeys.get(journey, 0)
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 4 and int(wanted) <= steps:
        return journey, int(wanted)
    if journey:
        notices.append(
            f"The link asks for step “{wanted[:40]}” of a journey of {steps} steps. It starts from the "
            "beginning."
        )
    return journey, 0


def _one(query: Mapping[str, str], key: str, known: Collection[str], default: str, notices: list[str]) -> str:
    value = query.get(key, default)
    if value in known:
        return value
    instead = f"“{default}” is shown instead." if default else "It was left out."
    notices.append(f"The link asks for {key} “{value[:40]}”, which this atlas does not have. {instead}")
    return default
