"""What the pages show, as slides of a lesson."""

from __future__ import annotations

from typing import Any

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html.route_labels import ROUTE_CHOICES
from bone_atlas.app.publish import evidence
from bone_atlas.app.publish.slide_summary import PICTURES
from bone_atlas.evidence import pooling
from bone_atlas.lessons.model import Slide, State
from bone_atlas.lessons.problems import plain
from bone_atlas.view_state import BOTH_ROUTES, ViewState

#: Letters of a title that fit on one line of a slide, or two.
LONGEST_TITLE = 90


def skeleton(shown: ViewState) -> Slide:
    """Make a slide of the atlas page: the painted skeleton with what is selected."""
    found = catalogue()
    layer = found.layers[shown.layer]
    places = found.places(shown.sites)
    title = f"{found.anatomy.name(places[0])}: {layer.short_title}" if places else layer.short_title
    sites = shown.sites if shown.route else places
    return _slide(
        title, shown, shows="skeleton", layer=layer.id, sites=sites, route=shown.route, breast=shown.breast
    )


def ways(shown: ViewState) -> Slide:
    """Make a slide of the pathways page: the ways, or the journey where one is followed."""
    journey = catalogue().routes.journeys.get(shown.journey)
    parts: dict[str, Any] = {
        "shows": "ways",
        "sites": shown.sites,
        "route": shown.route,
        "breast": shown.breast,
    }
    if journey:
        parts |= {"breast": journey.side, "journey": journey.journey_id, "step": shown.step}
        return _slide(journey.title, shown, **parts)
    route = "" if shown.route in ("", BOTH_ROUTES) else f": {ROUTE_CHOICES[shown.route].casefold()}"
    return _slide(f"The ways from breast to bone{route}", shown, **parts)


def compare(shown: ViewState, first: str, second: str) -> Slide:
    """Make a slide of two layers side by side."""
    found = catalogue()
    title = f"{found.layers[first].short_title} and {found.layers[second].short_title}"
    places = found.places(shown.sites)
    return _slide(title, shown, shows="compare", layer=first, second=second, sites=places)


def agreement(shown: ViewState, site: str) -> Slide:
    """Make a slide of all studies of a site, in the unit of the painted layer if they count in it."""
    found = catalogue()
    compared = [item for item in evidence.agreements(site) if len(item.studies) + len(item.uncounted) > 1]
    layer = found.layers[shown.layer]
    fits = (layer.kind, layer.cancer) == ("proportion", pooling.DEFAULT_CANCER)
    if not fits or layer.unit not in [item.unit for item in compared]:
        layer = (*compared[0].studies, *compared[0].uncounted)[0].layer
    title = f"{found.anatomy.name(site)}: do the studies agree?"
    return _slide(title, shown, shows="agreement", layer=layer.id, sites=(site,))


def claim(claim_id: str, statement: str) -> Slide:
    """Make a slide of a statement of the article and its verdict."""
    return _slide(statement, shows="claim", claim=claim_id)


def picture(name: str) -> Slide:
    """Make a slide of a picture of the detection page, by its name in `PICTURES`."""
    return _slide(PICTURES[name], shows="detection", picture=name)


def words() -> Slide:
    """Make a slide of words alone."""
    return _slide("New slide", shows="nothing")


def _slide(title: str, shown: ViewState | None = None, **parts: Any) -> Slide:
    """Make a slide; view and names are those on the screen."""
    seen = {"view": shown.view, "names": shown.names} if shown else {}
    # A brace would begin a reference.
    safe = title.replace("{", "{{").replace("}", "}}")
    return Slide(title=plain(safe, LONGEST_TITLE), state=State.model_validate({**seen, **parts}))
