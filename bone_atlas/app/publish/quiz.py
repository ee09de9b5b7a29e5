"""A quiz as the browser plays it: its questions, and the addresses of the figures they need."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish import figures as published
from bone_atlas.app.publish import journeys as published_journeys
from bone_atlas.app.publish import pathways as published_pathways
from bone_atlas.figures.skeleton import VIEW_TITLES
from bone_atlas.quiz import Item, Show, make
from bone_atlas.routes import BLOOD_BORNE, Journey

TOPICS = {
    "all": "Everything",
    "bones": "Bones",
    "frequency": "How often",
    "ways": "Ways to bone",
    "claims": "What the article says",
}
LEVELS = {"easy": "Easy", "medium": "Medium", "hard": "Hard"}
QUESTIONS = 10
#: Kinds whose options are sites of one study: the skeleton shows where they are.
BETWEEN_SITES = ("more_often", "order")


def deck(number: int, topic: str, level: str, link: str) -> dict[str, Any]:
    """Return a quiz with everything the browser needs to play it without asking again.

    Parameters
    ----------
    number : int
        The same number asks the same questions.
    topic, level : str
        Of `TOPICS` and `LEVELS`.
    link : str
        Address under which others find the same questions.

    Returns
    -------
    dict
        ``questions`` as `bone_atlas.quiz.Item.to_json` gives them, with ``show`` and ``reveal`` as pictures
        or None (``idle``: a small screen can go without it); ``views``: URLs of the unpainted skeletons
        that they stand on; ``index`` and ``ways``: URLs.

    Notes
    -----
    What is published is bounded by layers and views, however many quizzes are made.
    """
    questions = _questions(number, topic, level)
    shown = [picture for question in questions for picture in (question["show"], question["reveal"])]
    return {
        "id": f"{number}/{topic}/{level}",
        "number": number,
        "topic": topic,
        "level": level,
        "topics": TOPICS,
        "levels": LEVELS,
        "link": link,
        "index": published.index_url("en"),
        "ways": published_pathways.index_url(),
        "views": {view: published.base_urls(view) for view in {p["view"]: None for p in shown if p}},
        "questions": questions,
    }


@lru_cache(maxsize=64)
def _questions(number: int, topic: str, level: str) -> list[dict[str, Any]]:
    """Make the questions; a class that opens one link makes them once."""
    return [_question(item) for item in make(number, topic, level, catalogue(), QUESTIONS).questions]


def _question(item: Item) -> dict[str, Any]:
    asked = picture(item.show)
    if asked:
        if item.show.shows == "ways":
            asked |= _so_far(item.show, item.answer[0])
        if item.kind in BETWEEN_SITES:
            asked["sites"] = [option.id for option in item.options]
        asked["idle"] = item.kind == "order" or (item.how == "choice" and _plain(asked))
    return {**item.to_json(), "show": asked, "reveal": picture(item.reveal)}


def _plain(shown: Mapping[str, Any]) -> bool:
    """Tell whether a picture is a skeleton with nothing on it."""
    return not (shown["sites"] or "overlay" in shown or shown["layer"])


def _so_far(show: Show, answer: str) -> dict[str, Any]:
    """Return what a question about a way may show of it without giving its answer away.

    Parameters
    ----------
    show : Show
        The vessel or place that the cell has reached, and the route.
    answer : str
        Vessel that is asked for.

    Returns
    -------
    dict
        A ``journey`` up to there, where one comes by; else the segments so far as ``lit``; none of them where
        it is asked where the cell has come from.
    """
    routes, (reached,) = catalogue().routes, show.sites
    ways = [way for way in routes.paths if way.route == show.route and reached in way.vessel_ids]
    if any(answer in way.vessel_ids[: way.vessel_ids.index(reached)] for way in ways) or not ways:
        return {"lit": []}
    for journey in routes.journeys.values():
        ends = [step.to_id for step in journey.steps]
        if (journey.route, journey.side) == (show.route, show.breast) and reached in ends:
            return {"journey": _until(journey, ends.index(reached) + 1)}
    passed = (way.segment_ids[: way.vessel_ids.index(reached)] for way in ways)
    return {"lit": list(dict.fromkeys(segment for way in passed for segment in way))}


def _until(journey: Journey, step: int) -> dict[str, Any]:
    """Return the steps of a journey up to one of them."""
    return {
        "id": journey.journey_id,
        "steps": [published_journeys.step_ends(taken) for taken in journey.steps[:step]],
    }


def picture(show: Show) -> dict[str, Any] | None:
    """Return what the figure shows with a question: addresses and ids, None where nothing is shown."""
    if show.shows == "nothing":
        return None
    seen = {
        "view": show.view,
        "sites": list(show.sites),
        "layer": show.layer,
        "untold": show.untold,
        "caption": "",
    }
    named = f"Skeleton, {VIEW_TITLES[show.view]}"
    marked = ", with an outline" if show.sites else ""
    if show.shows == "layer":
        title = "a study" if show.untold else catalogue().layers[show.layer].title
        return {
            **seen,
            "paint": published.paint_urls(show.layer, show.view, "en"),
            "caption": "" if show.untold else title,
            "alt": f"{named}, painted by {title}{marked}",
            "scale": not show.untold,
        }
    plain = {**seen, "paint": published_pathways.bare_urls(show.view), "alt": f"{named}{marked}"}
    return {**plain, **_ways(show)} if show.shows == "ways" else plain


def _ways(show: Show) -> dict[str, Any]:
    """Return the vessels over the trunk: a journey as far as it has been told, or what is marked."""
    journey = catalogue().routes.journeys.get(show.journey)
    shown = {
        "overlay": published_pathways.overlay_urls(show.view),
        "side": show.breast,
        "routes": [show.route] if show.route else list(BLOOD_BORNE),
        "alt": f"Trunk, {VIEW_TITLES[show.view]}, with the vessels that the cell has passed",
    }
    if journey is None:
        return shown | {"lit": [i for i in show.sites if i in catalogue().routes.segments]}
    return shown | {"journey": _until(journey, show.step)}
