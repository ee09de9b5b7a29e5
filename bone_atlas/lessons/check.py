"""Check a lesson against the tables: every name names something there is, every question has an answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from bone_atlas import facts
from bone_atlas.faults import (
    Fault,
    Problem,
    expected_name,
    in_order,
    numbered,
    one_of,
    plain,
    shown,
)
from bone_atlas.lessons.check_question import question_faults
from bone_atlas.lessons.model import Lesson, Slide
from bone_atlas.lessons.rests_on import rests_on_faults
from bone_atlas.scenes.pictures import ON_SLIDES
from bone_atlas.scenes.registry import SCENES, scene_of, users_of
from bone_atlas.scenes.state import State
from bone_atlas.view_state import ROUTES

#: The parts of a state that only some scenes use; where another has them, that is a mistake.
ONLY_SOME_USE = ("second", "journey", "picture", "claim")


def check(lesson: Lesson, rows: facts.Rows, file: str) -> tuple[Problem, ...]:
    """Find what in a lesson names nothing there is, or cannot be shown or answered.

    Parameters
    ----------
    lesson : Lesson
        As read by `bone_atlas.lessons.read`.
    rows : facts.Rows
        Tables, anatomy, layers and routes.
    file : str
        Name of the file it was read from, for the messages.

    Returns
    -------
    tuple of Problem
        By slide; empty where nothing is wrong.
    """
    name = plain(file)
    whole = [Problem(name, None, field, message) for field, message in head_faults(lesson, rows)]
    return in_order(
        [
            *whole,
            *(
                Problem(name, number, field, message)
                for number, slide in enumerate(lesson.slides, start=1)
                for field, message in slide_faults(slide, rows)
            ),
        ]
    )


def head_faults(lesson: Lesson, rows: facts.Rows) -> tuple[Fault, ...]:
    """Find what is wrong with the words of a lesson that stand on no slide.

    Parameters
    ----------
    lesson : Lesson
        The lesson.
    rows : facts.Rows
        Tables, anatomy, layers and routes.

    Returns
    -------
    tuple of (str, str)
        Field and message of each fault.
    """
    return _references((("title", lesson.title), *numbered("goals", lesson.goals)), rows)


def _references(texts: Iterable[tuple[str, str]], rows: facts.Rows) -> tuple[Fault, ...]:
    """Find references to rows there are not."""
    return tuple(
        (field, plain(message, 300)) for field, text in texts for message in facts.problems(text, rows)
    )


def slide_faults(slide: Slide, rows: facts.Rows) -> tuple[Fault, ...]:
    """Find what is wrong with one slide.

    Parameters
    ----------
    slide : Slide
        The slide.
    rows : facts.Rows
        Tables, anatomy, layers and routes.

    Returns
    -------
    tuple of (str, str)
        Field and message of each fault.
    """
    found = [(f"state.{field}", message) for field, message in _state(slide.state, rows)]
    found += _hidden(slide)
    if slide.question:
        asked = question_faults(slide.question, slide.state.layer, rows)
        found += [(f"question.{field}", message) for field, message in asked]
    return (*found, *_references(words(slide), rows), *rests_on_faults(slide, rows))


def words(slide: Slide) -> Iterator[tuple[str, str]]:
    """List all words of a slide that may hold references, each with its field.

    Parameters
    ----------
    slide : Slide
        The slide.

    Yields
    ------
    tuple of (str, str)
        Field, items of lists counted from 1, and text.
    """
    yield from (("title", slide.title), ("text", slide.text), ("notes", slide.notes))
    yield from numbered("points", slide.points)
    if slide.question:
        yield from (("question.ask", slide.question.ask), ("question.why", slide.question.why))
        yield from numbered("question.options", slide.question.options)


# What is shown


def _state(state: State, rows: facts.Rows) -> Iterator[Fault]:
    """Find names that name nothing first; what a kind needs is told only of names that are known."""
    unknown = [*_names(state, rows), *_places(state, rows), *_journey(state, rows)]
    yield from unknown
    scene = scene_of(state, rows)
    for field in ONLY_SOME_USE:
        if getattr(state, field) and field not in scene.uses:
            users = _quoted(users_of(field))
            yield field, f"is used only where shows is {users}, and this slide shows “{state.shows}”"
    fields = {field.partition(".")[0] for field, _ in unknown}
    for field, message in scene.faults():
        if not fields & {field, "layer"}:
            yield field, message


def _quoted(names: Collection[str]) -> str:
    return one_of([f"“{name}”" for name in names])


def _names(state: State, rows: facts.Rows) -> Iterator[Fault]:
    """Find layers, routes, pictures and claims there are not."""
    layers = list(rows.layers)
    yield from _known("layer", state.layer, layers, "layer")
    if state.second:
        yield from _known("second", state.second, layers, "layer")
    if state.route:
        yield from _known("route", state.route, ROUTES, "way")
    if state.picture:
        yield from _known("picture", state.picture, ON_SLIDES, "picture")
    if state.claim:
        yield from _known("claim", state.claim, _claims(rows), "claim")


def _claims(rows: facts.Rows) -> list[str]:
    return [str(claim) for claim in rows.tables.claims["claim_id"]]


def _known(field: str, name: str, known: Collection[str], what: str) -> Iterator[Fault]:
    if name not in known:
        yield field, f"{shown(name)} is no {what}; {expected_name(name, known)}"


def _places(state: State, rows: facts.Rows) -> Iterator[Fault]:
    """Find bones, sites, vessels and segments there are not, and vessels where no routes are shown."""
    anatomy, routes = rows.anatomy, rows.routes
    places = (*anatomy.sites(), *anatomy.groups(), *anatomy.bones())
    vessels = (*routes.vessels, *routes.segments)
    ways = state.shows == "ways" or (state.shows == "skeleton" and bool(state.route))
    for field, site in numbered("sites", state.sites):
        if site in vessels and not ways:
            yield (
                field,
                f"{shown(site)} is a vessel, and this slide shows no ways; set route or leave it out",
            )
        elif site not in vessels:
            yield from _known(field, site, places, "bone, site, vessel or segment")
    if state.sites and not SCENES[state.shows].marks_sites:
        yield "sites", f"a slide that shows “{state.shows}” marks no sites; expected none"


def _journey(state: State, rows: facts.Rows) -> Iterator[Fault]:
    """Find a journey or a step there is not."""
    if not state.journey:
        if state.step:
            yield "step", f"found {state.step}, but no journey is named; set journey, or leave step out"
        return
    journeys = rows.routes.journeys
    yield from _known("journey", state.journey, list(journeys), "journey")
    journey = journeys.get(state.journey)
    if journey and state.step > len(journey.steps):
        message = f"found {state.step}; expected a step of the journey, from 0 to {len(journey.steps)}"
        yield "step", message


# What is hidden


def _hidden(slide: Slide) -> list[Fault]:
    """Find what cannot be hidden because it is not there."""
    able = SCENES[slide.state.shows].hides
    found = []
    for field, what in numbered("hidden", slide.hidden):
        if what not in able:
            expected = f"expected {one_of(able)}" if able else "expected nothing hidden"
            found.append(
                (field, f"a slide that shows “{slide.state.shows}” has no {what} to hide; {expected}")
            )
        elif what == "selection" and not slide.state.sites:
            found.append((field, "there is no selection to hide; name what is marked in state.sites"))
    return found
