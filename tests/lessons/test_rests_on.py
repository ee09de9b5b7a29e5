"""Every sentence of a lesson that states a fact says what it rests on; each kind of fault is found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bone_atlas.facts import basis
from bone_atlas.lessons.check import check
from bone_atlas.lessons.model import Lesson, Question, RestsOn, Slide
from bone_atlas.lessons.rests_on import grounds, statements, still_there, unfounded
from tests.atlas import ROWS, all_shipped
from tests.cases import every_case

SHIPPED = all_shipped()
SLIDES = {
    f"{name}-{number}": slide
    for name, lesson in SHIPPED.items()
    for number, slide in enumerate(lesson.slides, start=1)
}


@pytest.mark.parametrize("lesson", SHIPPED.values(), ids=SHIPPED)
def test_no_sentence_of_the_lessons_states_a_fact_that_rests_on_nothing(lesson: Lesson) -> None:
    assert [(number, one.field, one.text) for number, one in unfounded(lesson, ROWS)] == []


@every_case("slide", SLIDES.values(), ids=SLIDES)
def test_what_a_sentence_rests_on_has_words_and_a_source(slide: Slide) -> None:
    for statement in statements(slide):
        found = grounds(statement, ROWS)
        assert statement.marked == (not found), statement.text
        for one in found:
            assert one.says
            assert one.sources or one.reference.startswith("reached")


def test_what_is_marked_as_no_fact_speaks_of_no_share_and_no_reading() -> None:
    for text in (text for slide in SLIDES.values() for text in slide.no_fact):
        assert "our reading" not in text.lower()
        assert "%" not in text


def _lesson(**parts: object) -> Lesson:
    return Lesson(
        title="t", minutes=1, slides=(Slide.model_validate({"title": "Look", "no_fact": ["Look"], **parts}),)
    )


GOOD = {
    "text": "Blood flows to the heart. Look at it.",
    "rests_on": [{"says": "Blood flows to the heart.", "on": ["segment superior_vena_cava__right_heart"]}],
    "no_fact": ["Look", "Look at it."],
}


def test_a_slide_that_says_what_it_rests_on_is_well() -> None:
    lesson = _lesson(**GOOD)
    assert check(lesson, ROWS, "x") == ()
    assert unfounded(lesson, ROWS) == ()


@pytest.mark.parametrize("field", ["text", "points", "notes", "title", "question.ask", "question.why"])
def test_a_fact_without_a_reference_is_found_wherever_it_stands(field: str) -> None:
    said = "Ribs heal slowly."
    question = Question(kind="choice", ask="Is it?", options=("a", "b"), answer=1)
    parts: dict[str, object] = {"no_fact": ["Look", "Is it?"], "question": question}
    if field.startswith("question."):
        asked = {field.partition(".")[2]: said}
        parts["question"] = question.model_copy(update=asked)
    else:
        parts[field] = [said] if field == "points" else said
    found = unfounded(_lesson(**parts), ROWS)
    assert [(number, one.field.partition(".1")[0], one.text) for number, one in found] == [(1, field, said)]


Fault = Callable[[dict[str, object]], object]
SEEDED: dict[str, tuple[Fault, str]] = {
    "no such segment": (
        lambda parts: parts.update(
            rests_on=[{"says": "Blood flows to the heart.", "on": ["segment superior_vena_cava__left_heart"]}]
        ),
        "names no segment",
    ),
    "no such kind": (
        lambda parts: parts.update(rests_on=[{"says": "Blood flows to the heart.", "on": ["hearsay ribs"]}]),
        "is of no known kind",
    ),
    "nothing": (
        lambda parts: parts.update(rests_on=[{"says": "Blood flows to the heart.", "on": []}]),
        "names nothing",
    ),
    "a sentence that was changed": (
        lambda parts: parts.update(text="Blood flows to the right heart. Look at it."),
        "is no sentence of this slide",
    ),
    "a mark that no sentence has": (
        lambda parts: parts.update(no_fact=["Look", "Look at it.", "Look there."]),
        "is no sentence of this slide",
    ),
    "a number that is marked as no fact": (
        lambda parts: parts.update(
            text="Of {n chen_2017}.", rests_on=[], no_fact=["Look", "Of {n chen_2017}."]
        ),
        "that is a fact",
    ),
    "both": (
        lambda parts: parts.update(no_fact=["Look", "Look at it.", "Blood flows to the heart."]),
        "stands under rests_on too",
    ),
}


@pytest.mark.parametrize(("fault", "said"), SEEDED.values(), ids=SEEDED)
def test_a_seeded_fault_is_told(fault: Fault, said: str) -> None:
    parts: dict[str, object] = dict(GOOD)
    fault(parts)
    problems = check(_lesson(**parts), ROWS, "x")
    assert any(said in problem.message for problem in problems), problems


@every_case("slide", SLIDES.values(), ids=SLIDES)
def test_a_lesson_of_the_atlas_bears_no_sentence_less(slide: Slide) -> None:
    """Each entry is needed: without it its sentence states a fact that rests on nothing, or on less."""
    for entry in slide.rests_on:
        left = slide.model_copy(update={"rests_on": tuple(one for one in slide.rests_on if one != entry)})
        before = {one.text: len(grounds(one, ROWS)) for one in statements(slide)}
        after = {one.text: len(grounds(one, ROWS)) for one in statements(left)}
        assert [text for text in before if after[text] < before[text]] == [entry.says]


def test_a_lesson_of_ones_own_needs_no_references() -> None:
    lesson = Lesson(title="t", minutes=1, slides=(Slide(title="Ribs heal slowly."),))
    assert check(lesson, ROWS, "x") == ()
    assert len(unfounded(lesson, ROWS)) == 1


def test_what_a_sentence_rested_on_goes_with_it() -> None:
    slide = _lesson(**GOOD).slides[0]
    assert still_there(slide) == (slide.rests_on, slide.no_fact)
    changed = slide.model_copy(update={"text": "Blood flows. Look at it."})
    assert still_there(changed) == ((), slide.no_fact)


def test_a_sentence_is_known_by_its_words_and_not_by_its_spaces() -> None:
    slide = Slide(
        title="T",
        text="One  two.\nThree.",
        rests_on=(RestsOn(says="One two.", on=("our_reading",)), RestsOn(says="Three.", on=("our_reading",))),
    )
    assert [len(grounds(one, ROWS)) for one in statements(slide)] == [0, 1, 1]
    assert grounds(statements(slide)[1], ROWS)[0].sources == (basis.OUR_READING,)
