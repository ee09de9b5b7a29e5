"""The boxes in which the question of a slide is edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from bone_atlas import wording
from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import elements as h
from bone_atlas.app.lesson_editor.draft import Draft
from bone_atlas.app.lesson_editor.field_errors import Content, Take, as_it_is, box, put, say, taken
from bone_atlas.facts.pairs import either_order
from bone_atlas.layers.model import standing
from bone_atlas.lessons.check_question import CHOICES, RANKED, rankable
from bone_atlas.lessons.model import Question, Slide
from bone_atlas.scenes.names import item_name

NONE = "none"
KINDS = {NONE: "No question", "rank": "Put sites in order", "choice": "Choose an answer"}
#: So many sites a new question asks to put in order.
FIRST_RANKED = 4
KIND, SITES, ANSWER = "editor_question_kind", "editor_question_sites", "editor_question_answer"


def edit(slide: Slide, take: Take[object], faults: Sequence[str]) -> None:
    """Show the boxes of a question.

    Parameters
    ----------
    slide : Slide
        Whose question.
    take : callable
        Makes the changed draft of a new question.
    faults : sequence of str
        What is wrong with it.
    """
    question = slide.question
    st.segmented_control(
        "Question, asked before anything hidden is shown",
        list(KINDS),
        default=put(KIND, question.kind if question else NONE),
        format_func=KINDS.__getitem__,
        key=KIND,
        on_change=taken,
        args=(KIND, slide, lambda kind: take(_new(kind, slide))),
        required=True,
    )
    if question is None:
        return

    def part(field: str, read: Callable[[Content], object] = as_it_is) -> Take[Content]:
        """Return what makes the changed draft where one part of the question changes."""
        return lambda value: take({**question.model_dump(), field: read(value)})

    box("It asks", "editor_question_ask", slide, question.ask, part("ask"), limit=200)
    if question.kind == "rank":
        _rank(slide, question, part("sites", _in_order))
    else:
        _choice(slide, question, take)
    say("editor_question", slide, *faults)
    box("Said with the answer", "editor_question_why", slide, question.why, part("why"), lines=2, limit=4000)


def _new(kind: str, slide: Slide) -> Question | None:
    """Make a question of another kind; its texts are kept."""
    old = slide.question
    if kind == NONE:
        return None
    if old and old.kind == kind:
        return old
    why = old.why if old else ""
    if kind == "rank":
        layer = catalogue().layers.get(slide.state.layer)
        sites = rankable(layer, catalogue().rows, FIRST_RANKED) if layer else ()
        return Question(
            kind="rank", ask="Which is involved most often? Put them in order.", sites=sites, why=why
        )
    return Question(kind="choice", ask="Which is right?", options=("Yes", "No"), answer=1, why=why)


def _in_order(chosen: Sequence[str]) -> tuple[str, ...]:
    return tuple(chosen)


def _rank(slide: Slide, question: Question, take: Take[Sequence[str]]) -> None:
    """Ask which sites are to be put in order; the order itself follows from the rows."""
    layer = catalogue().layers.get(slide.state.layer)
    reported = [report.site_id for report in layer.reports] if layer else []
    st.multiselect(
        f"Sites, {RANKED[0]} to {RANKED[1]}",
        [*reported, *(site for site in dict.fromkeys(question.sites) if site not in reported)],
        default=put(SITES, list(dict.fromkeys(question.sites))),
        format_func=_site_name,
        key=SITES,
        max_selections=RANKED[1],
        on_change=taken,
        args=(SITES, slide, take),
    )
    if layer:
        values = [layer.value(site) for site in question.sites if site in reported]
        order = [
            f"{_site_name(value.site_id)} ({wording.brief(value)})" for value in sorted(values, key=standing)
        ]
        given = tuple(value.site_id for value in values)
        told = f"The order, from the rows: {'; '.join(order) or 'none yet'}"
        either = either_order(given, layer.id, catalogue().rows)
        st.html(h.small_print(". ".join(part for part in (told, either) if part)))


def _choice(slide: Slide, question: Question, take: Take[object]) -> None:
    """Ask for the answers and which of them is right."""

    def with_options(text: str) -> Draft:
        options = tuple(line.strip() for line in (text or "").split("\n") if line.strip())
        right = question.options[question.answer - 1 : question.answer] if question.answer else ()
        answer = options.index(right[0]) + 1 if right and right[0] in options else question.answer
        kept = {**question.model_dump(), "options": options}
        return take({**kept, "answer": answer if answer <= len(options) else 0})

    box(
        f"Answers, one on each line, {CHOICES[0]} to {CHOICES[1]}",
        "editor_question_options",
        slide,
        "\n".join(question.options),
        with_options,
        lines=4,
    )
    numbers = list(range(1, len(question.options) + 1))
    right = put(ANSWER, question.answer if question.answer in numbers else None)
    st.selectbox(
        "The right one",
        numbers,
        format_func=lambda number: question.options[number - 1],
        key=ANSWER,
        index=None if right is None else numbers.index(right),
        placeholder="Choose",
        on_change=taken,
        args=(ANSWER, slide, lambda number: take({**question.model_dump(), "answer": number or 0})),
    )


def _site_name(site: str) -> str:
    return item_name(site, catalogue().rows)
