"""A lesson as the presenter receives it: texts with their numbers looked up, sources, figures, what is asked.

A lesson that comes with the atlas is published as a file; one of a reader's own goes with the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from urllib.parse import urlencode

from bone_atlas import facts
from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish import contract, quiz
from bone_atlas.app.publish import projector as published_projector
from bone_atlas.app.publish.values import json_bytes
from bone_atlas.app.server import published
from bone_atlas.facts import Source
from bone_atlas.facts.pairs import either_order, settled_pairs
from bone_atlas.facts.short import shortly
from bone_atlas.lessons import lesson_ids, read, summary
from bone_atlas.lessons.model import Lesson, Question, Slide
from bone_atlas.lessons.rests_on import grounds, statements
from bone_atlas.lessons.told import (
    Teller,
    cited,
    filled,
    hidden,
    neutral_order,
    place_name,
    scene_of_slide,
    true_order,
    value_text,
)
from bone_atlas.quiz import titles as quiz_titles
from bone_atlas.scenes.bodies import painted_body
from bone_atlas.scenes.contract import SlideFigure
from bone_atlas.scenes.registry import scene_of
from bone_atlas.scenes.state import State


@lru_cache(maxsize=64)
def shipped(lesson_id: str) -> Lesson:
    """Return a lesson that comes with the atlas, read once."""
    return read.lesson(lesson_id, catalogue().rows)


def title(lesson: Lesson) -> str:
    """Return the title of a lesson, with what it looks up."""
    return facts.tell(lesson.title, catalogue().rows).text


def titles() -> dict[str, str]:
    """Return the titles of the lessons that come with the atlas, by id, except of broken files."""
    told = {}
    for lesson_id in lesson_ids():
        with suppress(read.LessonError):
            told[lesson_id] = title(shipped(lesson_id))
    return told


@published("lesson", "json", lambda lesson_id: lesson_id in lesson_ids())
def _deck(lesson_id: str) -> bytes:
    return json_bytes(deck(shipped(lesson_id)))


def published_lesson(lesson_id: str) -> tuple[Lesson, str]:
    """Return a lesson that comes with the atlas.

    Parameters
    ----------
    lesson_id : str
        One of `bone_atlas.lessons.lesson_ids`.

    Returns
    -------
    tuple of Lesson and str
        The lesson, and the address of what the presenter receives of it.

    Raises
    ------
    bone_atlas.lessons.read.LessonError
        If its file is broken.
    """
    return shipped(lesson_id), _deck.url(lesson_id)


def deck(lesson: Lesson) -> contract.Lesson:
    """Return a lesson as the presenter receives it.

    Parameters
    ----------
    lesson : Lesson
        A lesson in which `bone_atlas.lessons.check` finds nothing wrong.

    Returns
    -------
    contract.Lesson
        Ready for JSON.
    """
    return {
        "title": _filled(lesson.title)[0],
        "minutes": lesson.minutes,
        "goals": [_filled(goal)[0] for goal in lesson.goals],
        "slides": [
            _slide(slide, number) for slide, number in zip(lesson.slides, lesson.numbers, strict=True)
        ],
    }


def preview(slide: Slide, number: int, count: int) -> contract.PreviewData:
    """Return one slide as it will look.

    Parameters
    ----------
    slide : Slide
        A slide in which `bone_atlas.lessons.check` finds nothing wrong.
    number : int
        Where it stands, from 1.
    count : int
        How many slides the lesson has.
    """
    return {"preview": _slide(slide, number), "number": number, "count": count}


def _slide(slide: Slide, number: int) -> contract.Slide:
    """Return a slide: its texts, ``sources`` as pairs of text and link, ``steps``, figures, address."""
    scene = scene_of_slide(slide, catalogue().rows)
    figures = scene.figures(published_projector)
    text_of = Teller(catalogue().rows, list(scene.sources()))
    # In the order in which a reader meets them: so stand the sources that they bring.
    title, text = text_of(slide.title), text_of(slide.text)
    points = [text_of(point) for point in slide.points]
    question = _question(slide.question, slide, text_of) if slide.question else None
    more = scene.more(published_projector)
    practise = _practise(slide.practise)
    return {
        "number": number,
        "title": title,
        "text": text,
        "points": points,
        "practise": practise,
        "question": question,
        "claim": more.get("claim"),
        "playing": more.get("playing"),
        "strip": more.get("strip"),
        "shows": slide.state.shows,
        "kind": summary.card(slide),
        "notes": _filled(slide.notes)[0],
        "restsOn": _rests_on(slide),
        "steps": list(slide.steps),
        "hidden": hidden(slide),
        "figures": figures,
        "explore": _explored(slide.state, figures),
        "sources": cited(text_of.sources),
        "link": practise["link"] if practise else link(slide.state),
    }


def _practise(topic: str) -> contract.Practising | None:
    """Return the link to the questions of a topic; None where the slide leads to none."""
    if not topic:
        return None
    text = f"Practise now: {quiz.QUESTIONS} questions, “{quiz_titles.TOPICS[topic]}”"
    return {"text": text, "link": f"/practise?{urlencode({'topic': topic, 'level': 'easy'})}"}


def _rests_on(slide: Slide) -> list[tuple[str, str]]:
    """Return each sentence that rests on something, with its sources as shortly as they can be told apart."""
    found = {}
    for statement in statements(slide):
        sources = [source for one in grounds(statement, catalogue().rows) for source in one.sources]
        if sources:
            told = shortly(dict.fromkeys(sources))
            found[_filled(statement.text)[0]] = "; ".join(source.text for source in told)
    return list(found.items())


def _explored(state: State, figures: Sequence[SlideFigure]) -> SlideFigure:
    """Return the skeleton to which the presenter leaves the script: that of the slide, if it has one."""
    if figures and figures[0]["kind"] == "bones":
        return figures[0]
    return painted_body(state, state.layer, catalogue().rows, published_projector)


def _filled(written: str) -> tuple[str, tuple[Source, ...]]:
    """Look up the references in a text."""
    return filled(written, catalogue().rows)


# Questions -------------------------------------------------------------------------------------------


def _question(question: Question, slide: Slide, text_of: Callable[[str], str]) -> contract.SlideQuestion:
    made: contract.SlideQuestion = {
        "kind": question.kind,
        "ask": text_of(question.ask),
        "why": text_of(question.why),
        "options": [text_of(option) for option in question.options],
        "answer": question.answer,
    }
    if question.kind == "rank":
        state = slide.state
        made["items"], made["truth"] = _rank(question, slide)
        made["pairs"] = list(settled_pairs(question.sites, state.layer, catalogue().rows))
        made["open"] = either_order(question.sites, state.layer, catalogue().rows)
    return made


def _rank(question: Question, slide: Slide) -> tuple[list[contract.RankItem], list[contract.RankTruth]]:
    """Return the items in a neutral order, and the true order with values."""
    atlas = catalogue()
    layer = atlas.layers[slide.state.layer]
    truth = true_order(question.sites, layer)
    label = {site: place_name(site, slide, atlas.rows) for site in question.sites}
    items = neutral_order(question.sites, layer, atlas.rows)
    return [{"id": site, "label": label[site]} for site in items], [
        {"id": value.site_id, "label": label[value.site_id], "value": value_text(value)} for value in truth
    ]


# Addresses -------------------------------------------------------------------------------------------


def link(state: State) -> str:
    """Return the address of what a slide shows on the pages of the atlas, without the server's name."""
    address = scene_of(state, catalogue().rows).address()
    return f"/{address.path}?{urlencode(address.query)}" if address.query else f"/{address.path}"
