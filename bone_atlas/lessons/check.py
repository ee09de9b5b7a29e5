"""Check a lesson against the tables: every name names something there is, every question has an answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from bone_atlas import facts
from bone_atlas.evidence import comparable, pooling
from bone_atlas.lessons.check_question import question_faults
from bone_atlas.lessons.model import PICTURES, Lesson, Shows, Slide, State
from bone_atlas.lessons.problems import (
    Fault,
    Problem,
    expected_name,
    in_order,
    numbered,
    one_of,
    plain,
    shown,
)
from bone_atlas.view_state import BOTH_ROUTES, ROUTES

#: Which parts of a state only some kinds use; what would be ignored is a mistake.
USED_BY: dict[str, tuple[Shows, ...]] = {
    "second": ("compare",),
    "journey": ("ways",),
    "picture": ("detection",),
    "claim": ("claim",),
}
#: What can be hidden of each kind.
CAN_HIDE: dict[Shows, tuple[str, ...]] = {
    "skeleton": ("values", "labels", "selection", "figure"),
    "compare": ("values", "labels", "selection", "figure"),
    "ways": ("labels", "selection", "figure"),
    "ranking": ("values", "selection", "figure"),
    "agreement": ("values", "figure"),
    "detection": ("values", "figure"),
    "claim": ("values", "figure"),
    "nothing": (),
}
#: Kinds that are about sites, so that one can be marked.
MARKS_SITES: tuple[Shows, ...] = ("skeleton", "compare", "ways", "ranking", "agreement")


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
    return (*found, *_references(words(slide), rows))


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
    for field, kinds in USED_BY.items():
        if getattr(state, field) and state.shows not in kinds:
            yield field, f"is used only where shows is {_quoted(kinds)}, and this slide shows “{state.shows}”"
    fields = {field.partition(".")[0] for field, _ in unknown}
    for field, message in _NEEDS.get(state.shows, _nothing_more)(state, rows):
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
        yield from _known("picture", state.picture, PICTURES, "picture")
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
    if state.sites and state.shows not in MARKS_SITES:
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


def _nothing_more(_state: State, _rows: facts.Rows) -> Iterator[Fault]:
    yield from ()


def _needs_compare(state: State, rows: facts.Rows) -> Iterator[Fault]:
    if not state.second:
        yield "second", "is missing: a comparison needs two layers"
        return
    if state.second == state.layer:
        yield "second", f"{shown(state.second)} is the first layer; expected another"
        return
    if state.second in rows.layers:
        a, b = rows.layers[state.layer], rows.layers[state.second]
        judged = comparable.comparability(a, b)
        if not judged.one_scale or a.kind != "proportion":
            yield "second", f"{shown(b.id)} cannot stand on one scale with {shown(a.id)}: {judged.why}"


def _needs_ways(state: State, rows: facts.Rows) -> Iterator[Fault]:
    journey = rows.routes.journeys.get(state.journey)
    if journey is None:
        return
    if journey.side != state.breast:
        yield "breast", f"found “{state.breast}”, but the journey begins in the {journey.side} breast"
    if state.route not in ("", BOTH_ROUTES, journey.route):
        yield "route", f"found “{state.route}”, but the journey takes “{journey.route}”"


def _needs_agreement(state: State, rows: facts.Rows) -> Iterator[Fault]:
    layer = rows.layers.get(state.layer)
    if layer is None:
        return
    if layer.kind != "proportion" or layer.cancer != pooling.DEFAULT_CANCER:
        yield (
            "layer",
            f"{shown(layer.id)} gives no percentages of {pooling.DEFAULT_CANCER} cancer; expected a layer "
            "whose unit the studies share",
        )
    elif len(state.sites) != 1:
        yield "sites", f"found {len(state.sites)} sites; expected the one whose studies are shown"
    elif rows.anatomy.is_site(state.sites[0]) or rows.anatomy.is_group(state.sites[0]):
        found = pooling.agreement(state.sites[0], rows.layers.values(), layer.cancer, layer.unit)
        if len(found.studies) + len(found.uncounted) < 2:
            yield (
                "sites",
                f"{shown(state.sites[0])} is reported by fewer than two studies that count {layer.unit_label}"
                "; expected a site of which at least two tell",
            )
    else:
        yield "sites", f"{shown(state.sites[0])} is a single bone; expected a site or group"


def _needs_detection(state: State, _rows: facts.Rows) -> Iterator[Fault]:
    if not state.picture:
        yield "picture", f"is missing; expected {one_of(PICTURES)}"


def _needs_claim(state: State, _rows: facts.Rows) -> Iterator[Fault]:
    if not state.claim:
        yield "claim", "is missing: the statement of the article that is shown"


_NEEDS: dict[Shows, Callable[[State, facts.Rows], Iterator[Fault]]] = {
    "compare": _needs_compare,
    "ways": _needs_ways,
    "agreement": _needs_agreement,
    "detection": _needs_detection,
    "claim": _needs_claim,
}


# What is hidden


def _hidden(slide: Slide) -> list[Fault]:
    """Find what cannot be hidden because it is not there."""
    able = CAN_HIDE[slide.state.shows]
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
