"""What a slide shows, in words; also where it names something there is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bone_atlas import wording
from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html.route_labels import ROUTE_CHOICES
from bone_atlas.figures.skeleton import VIEWS
from bone_atlas.lessons.model import Slide, State
from bone_atlas.view_state import BOTH_ROUTES, LANGUAGES

#: What a slide shows, for the overview of a lesson: a word or two that fit on a card.
KINDS = {
    "skeleton": "Skeleton",
    "compare": "Two skeletons",
    "ways": "Ways",
    "ranking": "Ranking",
    "agreement": "Studies",
    "detection": "Detection",
    "claim": "Claim",
    "nothing": "Words",
}
#: What each picture of the page on detection is, by its name in a lesson.
PICTURES = {
    "vertebrae": "What imaging shows of a vertebra",
    "threshold": "How much mineral must be lost before it shows",
    "accuracy_per_patient": "How well each test finds bone metastases",
    "prevalence_life": "How often bone metastases are known in life",
    "prevalence_autopsy": "How often bone metastases are found at autopsy",
}
#: So many marked sites are named.
MOST_NAMED = 3


def shows(state: State) -> str:
    """Tell in one sentence what a slide shows.

    Parameters
    ----------
    state : State
        Of a slide.

    Returns
    -------
    str
        Such as ``"Skeleton, front, painted by Shaked Zari 2025; pelvis marked"``; not escaped.
    """
    return "; ".join(part for part in (_figure(state), _marked(state), _language(state)) if part)


def kind(slide: Slide) -> str:
    """Return what a slide shows and whether it asks, as the overview of a lesson names it."""
    return f"{KINDS[slide.state.shows]}, question" if slide.question else KINDS[slide.state.shows]


def brief(slide: Slide) -> str:
    """Tell in a few words what a slide shows, asks and reveals."""
    state = slide.state
    kinds = {
        "skeleton": f"skeleton, {_layer(state.layer)}",
        "compare": f"{_layer(state.layer)} and {_layer(state.second)}",
        "ways": "ways and journeys",
        "ranking": f"order, {_layer(state.layer)}",
        "agreement": "do the studies agree",
        "detection": "detection",
        "claim": "a statement",
        "nothing": "words alone",
    }
    points = len(slide.points)
    more = (
        "asks" if slide.question else "",
        wording.counted(points, "point") if points else "",
        "notes" if slide.notes else "",
    )
    return ", ".join(part for part in (kinds[state.shows], *more) if part)


def _figure(state: State) -> str:
    return _FIGURES[state.shows](state)


def _skeleton(state: State) -> str:
    ways = f", with the ways: {_route(state)}" if state.route else ""
    return f"Skeleton, {_view(state)}, painted by {_layer(state.layer)}{ways}"


def _compare(state: State) -> str:
    return f"Two skeletons, {_view(state)}: {_layer(state.layer)} beside {_layer(state.second)}"


def _ways(state: State) -> str:
    journey = catalogue().routes.journeys.get(state.journey)
    if journey is None:
        return f"The ways from the {state.breast} breast to bone, {_view(state)}: {_route(state)}"
    step = f", step {state.step} of {len(journey.steps)}" if state.step else ", from the beginning"
    return f"Journey, {_view(state)}: {journey.title}{step}"


def _ranking(state: State) -> str:
    return f"Sites in order in {_layer(state.layer)}"


def _agreement(state: State) -> str:
    layer = catalogue().layers.get(state.layer)
    unit = f" that count {layer.unit_label}" if layer else ""
    return f"All studies of {_names(state.sites, state.names) or 'a site'}{unit}"


def _detection(state: State) -> str:
    return PICTURES.get(state.picture, state.picture or "A picture")


def _claim(state: State) -> str:
    claims = catalogue().tables.claims.set_index("claim_id")["statement"]
    said = claims.get(state.claim, state.claim)
    return f"The article’s statement “{said}” and what the sources say of it"


_FIGURES: dict[str, Callable[[State], str]] = {
    "skeleton": _skeleton,
    "compare": _compare,
    "ways": _ways,
    "ranking": _ranking,
    "agreement": _agreement,
    "detection": _detection,
    "claim": _claim,
    "nothing": lambda _: "Words alone",
}


def _marked(state: State) -> str:
    if not state.sites or state.shows in ("agreement", "detection", "claim", "nothing"):
        return ""
    return f"{_names(state.sites, state.names)} marked"


def _names(sites: Iterable[str], language: str) -> str:
    """Name places and vessels, the first few."""
    listed = list(sites)
    named = ", ".join(place_name(site, language) for site in listed[:MOST_NAMED])
    rest = len(listed) - MOST_NAMED
    return f"{named} and {rest} more" if rest > 0 else named


def place_name(place: str, language: str = "en") -> str:
    """Name a place, vessel or segment; what there is not keeps its id."""
    found = catalogue()
    if place in found.ids:
        bone = place in found.anatomy.bones()
        return found.anatomy.label(place) if bone else found.anatomy.name(place, language)
    if place in found.routes.vessels:
        return found.routes.vessels[place].short_name
    return place


def _layer(name: str) -> str:
    layer = catalogue().layers.get(name)
    if layer is None:
        return name
    return "the article" if layer.kind == "tiers" else layer.short_title


def _view(state: State) -> str:
    return VIEWS[state.view].casefold()


def _route(state: State) -> str:
    return ROUTE_CHOICES.get(state.route or BOTH_ROUTES, state.route).casefold()


def _language(state: State) -> str:
    return "" if state.names == "en" else f"names in {LANGUAGES[state.names]}"
