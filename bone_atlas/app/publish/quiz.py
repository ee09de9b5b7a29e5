"""A quiz as the browser plays it: its questions, and the addresses of the figures they need."""

from __future__ import annotations

from functools import lru_cache

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish import contract
from bone_atlas.app.publish import figures as published
from bone_atlas.app.publish import journeys as published_journeys
from bone_atlas.app.publish import pathways as published_pathways
from bone_atlas.app.publish.values import json_bytes
from bone_atlas.app.server import published as recipe
from bone_atlas.figures.skeleton import VIEW_TITLES
from bone_atlas.quiz import Item, Show, asked_by_name, make, rebuild
from bone_atlas.quiz.titles import LEVELS, TOPICS
from bone_atlas.routes import BLOOD_BORNE, Journey

QUESTIONS = 10
#: Quizzes of each topic and level in a copy.
COPIED = 4
#: Kinds whose options are sites of one study: the skeleton shows where they are.
BETWEEN_SITES = ("more_often", "order")


def deck(number: int, topic: str, level: str, link: str) -> contract.QuizDeck:
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
    contract.QuizDeck
        Ready for JSON.

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
        "network": published_pathways.index_url(),
        "views": {view: published.base_urls(view) for view in {p["view"]: None for p in shown if p}},
        "questions": questions,
    }


def _is_copied(number: str) -> bool:
    return number.isdecimal() and number == str(int(number)) and 0 < int(number) <= COPIED


@recipe("quiz-deck", "json", _is_copied, TOPICS.__contains__, LEVELS.__contains__)
def _deck(number: str, topic: str, level: str) -> bytes:
    return json_bytes(deck(int(number), topic, level, ""))


def deck_urls() -> dict[str, list[str]]:
    """Return the addresses of the quizzes that a copy holds, by topic and level: ``all/easy``.

    Nobody makes questions where there is no server. Each deck lacks its `link`: only the copy knows where it
    is.
    """
    numbers = [str(number) for number in range(1, COPIED + 1)]
    return {
        f"{topic}/{level}": [_deck.url(number, topic, level) for number in numbers]
        for topic in TOPICS
        for level in LEVELS
    }


@lru_cache(maxsize=64)
def _questions(number: int, topic: str, level: str) -> list[contract.QuizQuestion]:
    """Make the questions; a class that opens one link makes them once."""
    atlas = catalogue()
    return [_with_spare(item, number) for item in make(number, topic, level, atlas, QUESTIONS).questions]


def _with_spare(item: Item, number: int) -> contract.QuizQuestion:
    question = _question(item)
    if key := asked_by_name(item):
        question["spare"] = _question(rebuild(key, catalogue(), number))
    return question


def _question(item: Item) -> contract.QuizQuestion:
    asked = picture(item.show)
    if asked:
        if item.show.shows == "ways":
            _limit(asked, item.show, item.answer[0])
        if item.kind in BETWEEN_SITES:
            asked["sites"] = [option.id for option in item.options]
        asked["idle"] = item.kind == "order" or (item.how == "choice" and _plain(asked))
    return {
        "key": item.key,
        "subject": item.subject,
        "kind": item.kind,
        "topic": item.topic,
        "level": item.level,
        "prompt": item.prompt,
        "explanation": item.explanation,
        "how": item.how,
        "options": [{"id": o.id, "label": o.label, "remark": o.remark} for o in item.options],
        "answer": list(item.answer),
        "settled": list(item.settled),
        "figures": [{"file": row.file, "key": row.key, "text": row.words} for row in item.figures],
        "sources": [{"text": source.text, "link": source.link} for source in item.sources],
        "show": asked,
        "reveal": picture(item.reveal),
    }


def _plain(shown: contract.QuizPicture) -> bool:
    """Return whether a picture is a skeleton with nothing on it."""
    return not (shown["sites"] or "overlay" in shown or shown["layer"])


def _limit(shown: contract.QuizPicture, show: Show, answer: str) -> None:
    """Show of a route only what does not give the answer away.

    Parameters
    ----------
    shown : contract.QuizPicture
        The picture. It gets a ``journey`` up to where the cell is, where one comes by; else the segments so
        far as ``lit``; none of them where it is asked where the cell has come from.
    show : Show
        The vessel or place that the cell has reached, and the route.
    answer : str
        Vessel that is asked for.
    """
    routes, (reached,) = catalogue().routes, show.sites
    paths = [path for path in routes.paths if path.route == show.route and reached in path.vessel_ids]
    passed = [path.vessel_ids[: path.vessel_ids.index(reached)] for path in paths]
    if not paths or any(answer in vessels for vessels in passed):
        shown["lit"] = []
        return
    for journey in routes.journeys.values():
        ends = [step.to_id for step in journey.steps]
        if (journey.route, journey.side) == (show.route, show.breast) and reached in ends:
            shown["journey"] = _until(journey, ends.index(reached) + 1)
            return
    segments = (path.segment_ids[: path.vessel_ids.index(reached)] for path in paths)
    shown["lit"] = list(dict.fromkeys(segment for taken in segments for segment in taken))


def _until(journey: Journey, step: int) -> contract.JourneySoFar:
    """Return the steps of a journey up to one of them."""
    return {
        "id": journey.journey_id,
        "steps": [published_journeys.step_ends(taken) for taken in journey.steps[:step]],
    }


def picture(show: Show) -> contract.QuizPicture | None:
    """Return what the figure shows with a question: addresses and ids, None where nothing is shown."""
    if show.shows == "nothing":
        return None
    named = f"Skeleton, {VIEW_TITLES[show.view]}"
    marked = ", with an outline" if show.sites else ""
    seen: contract.QuizPicture = {
        "view": show.view,
        "sites": list(show.sites),
        "layer": show.layer,
        "masked": show.untold,
        "caption": "",
        "paint": published_pathways.bare_urls(show.view),
        "alt": f"{named}{marked}",
    }
    if show.shows == "layer":
        title = "a study" if show.untold else catalogue().layers[show.layer].title
        seen["paint"] = published.paint_urls(show.layer, show.view, "en")
        seen["caption"] = "" if show.untold else title
        seen["alt"] = f"{named}, painted by {title}{marked}"
        seen["scale"] = not show.untold
    elif show.shows == "ways":
        _lay_routes(seen, show)
    return seen


def _lay_routes(seen: contract.QuizPicture, show: Show) -> None:
    """Put the vessels over the trunk: a journey as far as it has been shown, or what is marked."""
    seen["overlay"] = published_pathways.overlay_urls(show.view)
    seen["side"] = show.breast
    seen["routes"] = [show.route] if show.route else list(BLOOD_BORNE)
    seen["alt"] = f"Trunk, {VIEW_TITLES[show.view]}, with the vessels that the cell has passed"
    journey = catalogue().routes.journeys.get(show.journey)
    if journey is None:
        seen["lit"] = [i for i in show.sites if i in catalogue().routes.segments]
    else:
        seen["journey"] = _until(journey, show.step)
