"""The questions of a lesson for Moodle: all of them, in order, graded as the lesson does."""

from __future__ import annotations

from functools import cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from bone_atlas.exports.moodle import lesson_xml
from bone_atlas.faults import NothingToExportError
from bone_atlas.lessons import lesson_ids
from bone_atlas.lessons.model import Lesson, Question
from bone_atlas.lessons.read import lesson
from bone_atlas.scenes.state import State
from tests.atlas import ROWS
from tests.cases import every_case

HOSTILE = "]]></text><script>alert(1)</script> & \"a\" 'b' / c \U0001f9b4"


@cache
def written(lesson_id: str) -> Element:
    # What is read was written a moment ago, by the code under test.
    return ElementTree.fromstring(lesson_xml(lesson(lesson_id, ROWS), ROWS))  # noqa: S314


def questions(root: Element) -> list[Element]:
    return [each for each in root.findall("question") if each.get("type") != "category"]


@every_case("lesson_id", lesson_ids())
def test_every_question_of_a_lesson_is_there_in_its_order(lesson_id: str) -> None:
    read = lesson(lesson_id, ROWS)
    found = questions(written(lesson_id))
    numbers = [int((each.findtext("idnumber") or "").rpartition("/")[2]) for each in found]
    asked = {
        n: slide.question.kind for n, slide in zip(read.numbers, read.slides, strict=True) if slide.question
    }
    assert numbers == [number for number in asked if number in numbers]
    # An order of which places cannot tell what is settled is left out, and whoever makes the file is told so.
    assert {kind for number, kind in asked.items() if number not in numbers} <= {"rank"}
    assert len(asked) - len(numbers) <= 1
    for each in found:
        assert each.findtext("generalfeedback/text"), each.findtext("name/text")


def test_the_right_option_is_that_of_the_lesson() -> None:
    asked = [slide.question for slide in lesson("where", ROWS).slides if slide.question]
    for question, each in zip(asked, questions(written("where")), strict=True):
        if question.kind == "choice":
            right = [answer.get("fraction") == "100" for answer in each.findall("answer")]
            assert right.index(True) + 1 == question.answer
            assert right.count(True) == 1


def test_what_is_not_settled_shares_its_places_and_every_value_has_its_count() -> None:
    (rank,) = [each for each in questions(written("where")) if each.get("type") == "matching"][:1]
    places = {pair.findtext("text"): pair.findtext("answer/text") for pair in rank.findall("subquestion")}
    assert places == {
        "Pelvis": "Place 1 to 2", "Thoracic spine": "Place 1 to 2", "Sacrum": "Place 3", "Skull": "Place 4",
    }  # fmt: skip
    told = rank.findtext("generalfeedback/text") or ""
    assert "52.3\N{NO-BREAK SPACE}% (56 of 107)" in told
    assert "not settled in this study" in told


def test_a_question_about_a_picture_has_it() -> None:
    (hatched,) = [
        each for each in questions(written("where")) if "hatched" in (each.findtext("name/text") or "")
    ]
    (file,) = hatched.findall("questiontext/file")
    assert f"@@PLUGINFILE@@/{file.get('name')}" in (hatched.findtext("questiontext/text") or "")


def own(question: Question | None, title: str = "Mine") -> Lesson:
    slide = lesson("where", ROWS).slides[0]
    state = State(shows="nothing")
    return Lesson(
        title=title, minutes=1, slides=(slide.model_copy(update={"question": question, "state": state}),)
    )


def test_what_a_teacher_typed_stays_text() -> None:
    asked = Question(kind="choice", ask=HOSTILE, options=(HOSTILE, "b"), answer=1, why=HOSTILE)
    root = ElementTree.fromstring(lesson_xml(own(asked, HOSTILE), ROWS))  # noqa: S314
    (each,) = questions(root)
    assert HOSTILE in (each.findtext("name/text") or "")
    html = each.findtext("questiontext/text") or ""
    assert "&lt;script&gt;alert(1)" in html
    assert "<script" not in html + (each.findtext("answer/text") or "")
    path = root.findtext("question/category/text") or ""
    assert path.count("/") - 2 * path.count("//") == 4, "a slash of the title begins no category"


def test_a_lesson_that_asks_nothing_makes_no_file() -> None:
    with pytest.raises(NothingToExportError, match="“Mine” asks nothing"):
        lesson_xml(own(None), ROWS)
