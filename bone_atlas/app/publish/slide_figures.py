"""What a slide shows, as the presenter is told it: published figures by theme, and what is hidden of them.

Figures are published under addresses of their content, a bounded number of them: one for each layer, view and
scale. What differs from slide to slide (which sites are labelled) goes with the slide itself, so that lessons
of readers' own add nothing to what is published.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish import contract
from bone_atlas.app.publish import evidence as published_evidence
from bone_atlas.app.publish import figures as published
from bone_atlas.app.publish import pathways as published_pathways
from bone_atlas.app.publish import projector as published_projector
from bone_atlas.figures import projector
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.figures.contract import PlotlyObject
from bone_atlas.figures.skeleton import VIEW_TITLES
from bone_atlas.lessons.model import Slide, State
from bone_atlas.routes import BLOOD_BORNE, STATUS_LABELS
from bone_atlas.tables import ALL_ROUTES

#: Labels of a skeleton, by theme.
Labels = dict[Theme, list[PlotlyObject]]

#: Views that a reader can turn to when the script is left.
TURNS = ("front", "back", "left")
#: Caption of a picture, on one line above it, and what it shows in a sentence.
PICTURE_TITLES = {
    "vertebrae": ("Affected vertebrae shown", "Vertebrae with proven metastases that each test showed"),
    "prevalence_life": ("Known in life", "How often bone metastases are known in life"),
    "prevalence_autopsy": ("Found at autopsy", "How often bone metastases are found at autopsy"),
    "accuracy_per_patient": ("Per patient", "Sensitivity and specificity of the tests, per patient"),
    "threshold": ("Mineral lost before a film shows it", "Mineral lost before a plain film shows it"),
}


def figures(slide: Slide) -> list[contract.SlideFigure]:
    """Return the figures of a slide, from left to right.

    Parameters
    ----------
    slide : Slide
        A slide that names only what there is.

    Returns
    -------
    list of contract.SlideFigure
        Empty for slides of words.
    """
    state = slide.state
    if state.shows == "skeleton":
        asked = slide.question.sites if slide.question and slide.question.kind == "rank" else ()
        return [_skeleton(state, state.layer, asked=asked)]
    if state.shows == "compare":
        top = _shared_top(state)
        return [_skeleton(state, layer, top=top) for layer in (state.layer, state.second)]
    if state.shows == "ways":
        return [_body(state)]
    return [_plot(state)] if state.shows in ("ranking", "agreement", "detection") else []


def explored(slide: Slide) -> contract.SlideFigure:
    """Return the skeleton to which the presenter leaves the script of a slide."""
    state = slide.state
    drawn = state.shows in ("skeleton", "compare", "ways")
    return figures(slide)[0] if drawn else _skeleton(state, state.layer)


# Skeletons -------------------------------------------------------------------------------------------


def _skeleton(
    state: State, layer: str, *, top: float | None = None, asked: tuple[str, ...] = ()
) -> contract.SlideFigure:
    found = catalogue().layers[layer]
    view = state.view
    laid = state.shows == "skeleton" and bool(state.route)  # the ways lie over the painted skeleton
    return {
        "kind": "bones",
        "index": published.index_url(state.names),
        "caption": found.title,
        "alt": f"Skeleton, {VIEW_TITLES[view]}, painted by {found.title}: {found.summary}",
        "view": view,
        "views": {
            turn: _painted(layer, turn, state.names, top, laid=laid) for turn in dict.fromkeys((view, *TURNS))
        },
        "ways": _ways(state) if laid else None,
        "labels": None if top is not None or view == "all" else _labels(state, layer),
        "names": _names(state, layer, asked) if asked and view != "all" else None,
        "select": list(state.sites),
        "page": "",
        "query": {"layer": layer, "view": view, "names": state.names}
        | ({"route": state.route, "breast": state.breast} if laid else {}),
    }


def _painted(layer: str, view: str, language: str, top: float | None, *, laid: bool) -> contract.SlideView:
    """Return the URLs of a painted view, of the same without its values, and of the routes laid over it."""
    painted: contract.SlideView = {
        "figure": published_projector.base_urls(view),
        "paint": published_projector.paint_urls(layer, view, language, top=top, labels=top is None),
        "blank": published_projector.hidden_urls(view),
    }
    if laid:
        painted["overlay"] = _overlay(view)
    return painted


def _shared_top(state: State) -> float:
    return published_evidence.shared_top(state.layer, state.second)


def _labels(state: State, layer: str) -> Labels | None:
    """Return the labels of the slide's own sites by theme; None where those of the layer serve."""
    return _notes(layer, state.view, state.names, state.sites) if state.sites else None


@lru_cache(maxsize=512)
def _notes(layer: str, view: str, language: str, sites: tuple[str, ...]) -> Labels:
    found = catalogue()
    return {
        theme: projector.paint(
            found.layers[layer], view, found.anatomy, theme, sites=sites, language=language
        )["layout"]["annotations"]
        for theme in THEMES
    }


def _names(state: State, layer: str, asked: tuple[str, ...]) -> Labels:
    """Return labels that name the sites asked for and keep their values to themselves."""
    anatomy = catalogue().anatomy
    names = {anatomy.name(site, state.names) for site in asked}
    made = _notes(layer, state.view, state.names, asked)
    return {theme: [_unvalued(note, names) for note in notes] for theme, notes in made.items()}


def _unvalued(note: PlotlyObject, names: set[str]) -> PlotlyObject:
    """Drop the lines of a label that are no part of its site's name."""
    lines: list[str] = []
    for line in str(note["text"]).split("<br>"):
        if any(" ".join([*lines, line]) in name for name in names):
            lines.append(line)
        else:
            break
    return {**note, "text": "<br>".join(lines)}


# Ways ------------------------------------------------------------------------------------------------


def _body(state: State) -> contract.SlideFigure:
    """Return the body with the ways; a journey lights up by itself, without one the ways to the sites do."""
    view = state.view
    return {
        "kind": "bones",
        "index": published.index_url(state.names),
        "caption": "",
        "alt": _ways_alt(state),
        "view": view,
        "views": {turn: _bare(turn) for turn in dict.fromkeys((view, *TURNS))},
        "labels": None,
        "names": None,
        "select": [] if state.journey else list(state.sites),
        "ways": {**_ways(state), "focus": True},
        "page": "pathways",
        "query": pathways_query(state),
    }


def _bare(view: str) -> contract.SlideView:
    paint = published_projector.bare_urls(view)
    return {
        "figure": published_projector.base_urls(view),
        "paint": paint,
        "blank": paint,
        "overlay": _overlay(view),
    }


def _overlay(view: str) -> dict[str, str]:
    return published_projector.overlay_urls(view)


def _ways(state: State) -> contract.RoutesShown:
    return {
        "ways": published_pathways.index_url(),
        "routes": list((state.route,) if state.route in ALL_ROUTES else BLOOD_BORNE),
        "side": _side(state),
        "chosenRoute": state.route,
    }


def _side(state: State) -> str:
    journey = catalogue().routes.journeys.get(state.journey)
    return journey.side if journey else state.breast


def _ways_alt(state: State) -> str:
    journey = catalogue().routes.journeys.get(state.journey)
    where = f": {journey.title}, step {state.step} of {len(journey.steps)}" if journey else ""
    return f"Skeleton, {VIEW_TITLES[state.view]}, with the ways from the breast to bone{where}"


def pathways_query(state: State) -> dict[str, str]:
    """Return what of a state the address of the pathways page holds."""
    parts = {
        "layer": state.layer, "view": state.view, "names": state.names, "breast": state.breast,
        "route": state.route, "journey": state.journey, "step": str(state.step or ""),
        "site": ",".join(state.sites),
    }  # fmt: skip
    return {name: value for name, value in parts.items() if value}


def playing(state: State) -> contract.Playing | None:
    """Return the journey that the cell follows on a slide; None on slides without ways."""
    if state.shows != "ways":
        return None
    return {"script": published_pathways.script_url(), "journey": state.journey, "step": state.step}


def strip(state: State) -> contract.Strip | None:
    """Return the stations of the slide's journey and how sure its step is; None without a journey."""
    routes = catalogue().routes
    journey = routes.journeys.get(state.journey) if state.shows == "ways" else None
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


# Plots -----------------------------------------------------------------------------------------------


def _plot(state: State) -> contract.SlideFigure:
    made = published_projector.plot_urls(*_plotted(state))
    found = catalogue()
    caption, alt = _plot_words(state)
    return {
        "kind": "rows",
        "index": published.index_url(state.names),
        "caption": caption,
        "alt": alt,
        "figure": made.urls if made else None,
        "height": made.height if made else 0,
        "select": list(state.sites) if state.shows == "ranking" else [],
        "marked": [state.layer] if state.shows == "agreement" and state.layer in found.layers else [],
    }


def _plotted(state: State) -> tuple[str, ...]:
    if state.shows == "ranking":
        return ("ranking", state.layer, *(() if state.names == "en" else (state.names,)))
    if state.shows == "agreement":
        return ("agreement", state.sites[0], catalogue().layers[state.layer].unit)
    return (state.picture,)


def _plot_words(state: State) -> tuple[str, str]:
    found = catalogue()
    layer = found.layers[state.layer]
    if state.shows == "ranking":
        return layer.title, f"Ranking of the sites in {layer.title}"
    if state.shows == "agreement":
        site = found.anatomy.name(state.sites[0], state.names)
        return f"{site}, study by study", f"{site}: studies that count {layer.unit_label}"
    return PICTURE_TITLES[state.picture]
