"""The view state: what is on the screen, and its text form in the URL."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

DEFAULT_LAYER = "article"
DEFAULT_MEASURED = "shaked_zari_2025"
DEFAULT_VIEW = "front"
DEFAULT_LANGUAGE = "en"
VIEWS = ("front", "back", "left", "all")
BOTH_WAYS = "blood"
#: What the route part of the URL may say; empty means what a page shows by itself.
ROUTES = (BOTH_WAYS, "pulmonary_systemic", "vertebral_venous", "local_lymphatic")
#: Parts of the evidence page.
PARTS = ("claims", "agreement", "compare", "soil")
DEFAULT_PART = "claims"
SIDES = ("left", "right")
DEFAULT_SIDE = "left"
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
        Which ways are shown: one of `ROUTES`, or empty for what a page shows by itself.
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

    def with_(self, **changes: object) -> ViewState:
        """Return a copy with some parts changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def to_query(self) -> dict[str, str]:
        """Return the URL parameters; what is at its default is left out, except the layer."""
        query = {"layer": self.layer}
        if self.view != DEFAULT_VIEW:
            query["view"] = self.view
        if self.sites:
            query["site"] = ",".join(self.sites)
        if self.names != DEFAULT_LANGUAGE:
            query["names"] = self.names
        if self.breast != DEFAULT_SIDE:
            query["breast"] = self.breast
        if self.part != DEFAULT_PART:
            query["part"] = self.part
        optional = {
            "route": self.route, "journey": self.journey, "step": str(self.step or ""), "second": self.second,
        }  # fmt: skip
        return query | {key: value for key, value in optional.items() if value}


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
    layer = _one(query, "layer", known.layers, DEFAULT_LAYER, notices)
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
    return ViewState(layer, view, sites, names, route, breast, journey, step, part, second), notices


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
