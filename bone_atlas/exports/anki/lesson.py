"""The cards of a lesson: its questions, and the facts that its sentences state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bone_atlas.exports.anki.model import Card, Picture
from bone_atlas.exports.anki.pictures import Bodies
from bone_atlas.exports.anki.subjects import Subject, subject_of
from bone_atlas.exports.drawn.words import LETTERS
from bone_atlas.facts import Rows
from bone_atlas.facts.pairs import either_order
from bone_atlas.lessons.model import Lesson, Question, Slide
from bone_atlas.lessons.rests_on import grounds, statements
from bone_atlas.lessons.told import Teller, neutral_order, place_name, scene_of_slide, true_order, value_text
from bone_atlas.quiz import words

#: What shows a layer that may stand beside an answer.
_PAINTED = ("skeleton", "ranking", "compare", "marrow", "reach", "agreement")


def facts_of(lesson: Lesson, rows: Rows) -> tuple[Subject, ...]:
    """List the facts that the sentences of a lesson state, each once, in their order.

    Parameters
    ----------
    lesson : Lesson
        In which `bone_atlas.lessons.check` finds nothing wrong.
    rows : Rows
        Tables, anatomy, layers and routes.
    """
    found = (
        subject_of(one.reference, rows)
        for slide in lesson.slides
        for said in statements(slide)
        if not said.marked
        for one in grounds(said, rows)
    )
    return tuple(dict.fromkeys(subject for subject in found if subject))


def questions_of(lesson: Lesson, key: str, rows: Rows, bodies: Bodies) -> Iterator[Card]:
    """Yield the cards of the questions of a lesson.

    Parameters
    ----------
    lesson : Lesson
        In which `bone_atlas.lessons.check` finds nothing wrong.
    key : str
        Its name for tags and ids.
    rows : Rows
        Tables, anatomy, layers and routes.
    bodies : Bodies
        Draws.
    """
    for number, slide in zip(lesson.numbers, lesson.slides, strict=True):
        if slide.question:
            made = _card(slide, slide.question, rows, bodies)
            yield replace(made, key=f"lesson/{key}/{number}", tags=(tag_of(key), *made.tags))


def tag_of(key: str) -> str:
    """Return the tag of a lesson."""
    return f"bone_atlas::lesson::{key}"


def _card(slide: Slide, question: Question, rows: Rows, bodies: Bodies) -> Card:
    """Return the card of a question; its key and the tag of its lesson are missing yet."""
    told = Teller(rows, list(scene_of_slide(slide, rows).sources()))
    said, ask = told(slide.text), told(question.ask)
    if question.kind == "rank":
        options, answer, under = _ranked(slide, question, rows)
        counted = words.asked_of(rows.layers[slide.state.layer])
    else:
        options = tuple(map(told, question.options))
        right = question.answer - 1
        answer, under, counted = (f"{LETTERS[right]}  {options[right]}",), (), ""
    why = (told(question.why),) if question.why else ()
    shown = (*question.sites, *slide.state.sites)
    sites = tuple(site for site in dict.fromkeys(shown) if site in rows.places)
    return Card(
        key="",
        ask=ask,
        context=tuple(line for line in (said, counted) if line),
        options=options,
        lettered=question.kind == "choice",
        answer=answer,
        under=under,
        more=why,
        sources=tuple(dict.fromkeys(told.sources)),
        back=_painted(slide, sites, rows, bodies),
        tags=("bone_atlas::question", *(f"bone_atlas::site::{site}" for site in sites)),
    )


def _ranked(
    slide: Slide, question: Question, rows: Rows
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return what is to be put in order, the order of the layer, and which pairs of it are open."""
    layer = rows.layers[slide.state.layer]
    options = tuple(place_name(site, slide, rows) for site in neutral_order(question.sites, layer, rows))
    answer = tuple(
        f"{place}.  {place_name(value.site_id, slide, rows)}: {value_text(value)}"
        for place, value in enumerate(true_order(question.sites, layer), start=1)
    )
    open_pairs = either_order(question.sites, layer.id, rows)
    return options, answer, (open_pairs,) if open_pairs else ()


def _painted(slide: Slide, sites: tuple[str, ...], rows: Rows, bodies: Bodies) -> Picture | None:
    layer = rows.layers.get(slide.state.layer)
    if layer is None or slide.state.shows not in _PAINTED:
        return None
    return bodies.painted(layer, sites, slide.state.view)
