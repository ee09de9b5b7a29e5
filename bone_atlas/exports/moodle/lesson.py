"""The questions of a lesson as those of the quiz are: with options, an answer, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from bone_atlas.exports.lessons import lesson_key
from bone_atlas.facts import Rows
from bone_atlas.facts.pairs import either_order, settled_pairs
from bone_atlas.lessons.model import Lesson, Question, Slide
from bone_atlas.lessons.told import Teller, place_name, scene_of_slide, true_order, value_text
from bone_atlas.quiz import Item, Option, Show, words

_NOTHING = Show("nothing")
#: Slides that show how often sites are involved, on the skeleton.
_PAINTED = ("skeleton", "ranking")


def lesson_items(lesson: Lesson, rows: Rows) -> list[Item]:
    """Return the questions of a lesson, in its order.

    Parameters
    ----------
    lesson : Lesson
        In which `bone_atlas.lessons.check` finds nothing wrong.
    rows : Rows
        Tables, anatomy, layers and routes.

    Returns
    -------
    list of Item
        Their topic and level are those of no quiz: they are named by the lesson.
    """
    return list(_items(lesson, rows))


def _items(lesson: Lesson, rows: Rows) -> Iterator[Item]:
    key = lesson_key(lesson)
    for number, slide in zip(lesson.numbers, lesson.slides, strict=True):
        if slide.question:
            yield _item(f"lesson/{key}/{number}", slide, slide.question, rows)


def _item(key: str, slide: Slide, question: Question, rows: Rows) -> Item:
    told = Teller(rows, list(scene_of_slide(slide, rows).sources()))
    said, ask, why = told(slide.text), told(question.ask), told(question.why)
    if question.kind == "rank":
        options, answer, settled, context, explained = _ranked(slide, question, rows)
    else:
        options = tuple(Option(str(n), told(text)) for n, text in enumerate(question.options, start=1))
        answer, settled, context, explained = (str(question.answer),), (), "", ""
    return Item(
        key=key,
        subject=key,
        kind="order" if question.kind == "rank" else "claim",
        topic="",
        level="",
        prompt=" ".join(part for part in (said, context, ask) if part),
        options=options,
        answer=answer,
        show=_shown(slide, question),
        reveal=_NOTHING,
        explanation=" ".join(part for part in (explained, why) if part),
        figures=(),
        sources=tuple(dict.fromkeys(told.sources)),
        settled=settled,
    )


def _shown(slide: Slide, question: Question) -> Show:
    """Return the painted skeleton of a slide, where it is seen before the answer."""
    is_seen = question.kind == "choice" and not {"values", "figure"} & set(slide.hidden)
    if not (is_seen and slide.state.layer and slide.state.shows in _PAINTED):
        return _NOTHING
    return Show("layer", layer=slide.state.layer, view=slide.state.view)


def _ranked(
    slide: Slide, question: Question, rows: Rows
) -> tuple[tuple[Option, ...], tuple[str, ...], tuple[tuple[str, str], ...], str, str]:
    """Return options, their order, what of it is settled, of whom the values are, and the order in words."""
    layer = rows.layers[slide.state.layer]
    truth = true_order(question.sites, layer)
    options = tuple(Option(site, place_name(site, slide, rows)) for site in question.sites)
    values = "; ".join(f"{place_name(value.site_id, slide, rows)} {value_text(value)}" for value in truth)
    left_open = either_order(question.sites, layer.id, rows)
    return (
        options,
        tuple(value.site_id for value in truth),
        settled_pairs(question.sites, layer.id, rows),
        words.asked_of(layer),
        f"{values}. {left_open}".strip(),
    )
