"""Practice on a small phone: only what a finger can hit is asked for, and options are in sight."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from atlas_page import PHONE
from playwright.sync_api import Page
from practise_page import FIGURE_VIEW, VIEW, PractisePage

pytestmark = [pytest.mark.browser, pytest.mark.seconds(30)]

#: As large as a finger needs, in px, and how far from a bone it still means the bone.
FINGER, REACH = 24, 12
# Width and height of a bone as it is drawn, and the other bones round its middle, in px of the window.
DRAWN = f"""([bone, reach]) => {{
  const {{plot}} = {FIGURE_VIEW}, {{xaxis, yaxis}} = plot.element._fullLayout;
  const pieces = plot.meta.bones.filter(([id]) => id === bone);
  const [xs, ys] = [["x", xaxis], ["y", yaxis]].map(([axis, drawn]) => pieces.flatMap(([, trace, from, to]) =>
    plot.base.data[trace][axis].slice(from, to).filter((v) => v != null).map((v) => drawn.d2p(v))));
  if (!xs.length) return [0, 0, ["nothing"]];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const near = new Set();
  for (let i = 0; i < 16; i += 1) for (const r of [0, reach / 2, reach]) near.add(plot.hit.topmost(
    xaxis.p2d((left + right) / 2 + r * Math.cos(i)), yaxis.p2d((top + bottom) / 2 + r * Math.sin(i))));
  return [right - left, bottom - top, [...near].filter((id) => id && id !== bone)];
}}"""
# How far each option that is covered lies below the upper edge of the foot, after it was scrolled into sight.
COVERED = """() => [...document.querySelectorAll(".atlas-quiz-option")].flatMap((option) => {
  const foot = document.querySelector(".atlas-quiz-actions");
  if (option.getBoundingClientRect().bottom > foot.getBoundingClientRect().top)
    document.querySelector("[data-testid=stMain]").scrollBy(0, option.getBoundingClientRect().bottom
      - foot.getBoundingClientRect().top + 1);
  const over = option.getBoundingClientRect().bottom - foot.getBoundingClientRect().top;
  return over > 0 ? [[option.textContent, over]] : [];
})"""
# How many options show less than half of themselves above the foot, before anything is scrolled.
HIDDEN = """() => {
  const {top} = document.querySelector(".atlas-quiz-actions").getBoundingClientRect();
  const boxes = [...document.querySelectorAll(".atlas-quiz-option")].map((e) => e.getBoundingClientRect());
  return boxes.filter((box) => (box.top + box.bottom) / 2 > top).length;
}"""


def small_phone(keep: Callable[..., Page], width: int = 390, height: int = 664) -> PractisePage:
    return PractisePage(keep(**{**PHONE, "viewport": {"width": width, "height": height}}))


def each_question(quiz: PractisePage) -> list[dict[str, Any]]:
    """Go through a quiz without looking at the answers, and check each question as it is asked."""
    asked = []
    while quiz.state() != "result":
        question = quiz.question()
        quiz.drawn()
        asked.append(question)
        if question["how"] == "click":
            can_be_hit(quiz, question)
        elif question["how"] == "choice":
            assert not quiz.page.evaluate(HIDDEN), f"not in sight: {question['key']}"
            assert not quiz.page.evaluate(COVERED), question["key"]
        quiz.page.evaluate(f"given => {VIEW}.check(given)", question["answer"])
        quiz.main.click()
        if quiz.state() == "asking" and quiz.page.evaluate(f"{VIEW}.played.round.again"):
            break
    return asked


def can_be_hit(quiz: PractisePage, question: dict[str, Any]) -> None:
    """Hold the bones of a question, as they are drawn, against a finger."""
    drawn = [quiz.page.evaluate(DRAWN, [bone, REACH]) for bone in question["answer"]]
    assert any(max(width, height) >= FINGER or not others for width, height, others in drawn), (
        question["key"],
        drawn,
    )


def asked_otherwise(asked: list[dict[str, Any]]) -> list[bool]:
    """Tell of each bone that was to be found whether its name is asked for in its place."""
    return [question["how"] == "choice" for question in asked if question["key"].startswith("find_bone/")]


def test_a_small_phone_asks_what_a_finger_hits_with_all_options_in_sight(keep: Callable[..., Page]) -> None:
    asked = each_question(small_phone(keep).open(quiz="3", topic="all", level="hard"))
    assert any(asked_otherwise(asked)), "no bone was too small: this says nothing"
    assert "trace" in {question["kind"] for question in asked}


@pytest.mark.exhaustive
def test_large_bones_are_found_on_a_phone_and_all_of_them_with_a_mouse(keep: Callable[..., Page]) -> None:
    quiz = small_phone(keep)
    assert not all(asked_otherwise(each_question(quiz.open(quiz="3", topic="bones", level="easy"))))
    assert all(asked_otherwise(each_question(quiz.open(quiz="3", topic="bones", level="hard"))))
    wide = PractisePage(keep()).open(quiz="3", topic="bones", level="hard")
    while wide.state() != "result":
        question = wide.question()
        assert question["key"].startswith(question["kind"])
        wide.page.evaluate(f"given => {VIEW}.check(given)", question["answer"])
        wide.main.click()


@pytest.mark.exhaustive
@pytest.mark.parametrize(("width", "height"), [(390, 664), (360, 640)])
def test_no_option_of_a_route_lies_under_the_foot(keep: Callable[..., Page], width: int, height: int) -> None:
    quiz = small_phone(keep, width, height)
    asked = each_question(quiz.open(quiz="3", topic="ways", level="medium"))
    assert {question["kind"] for question in asked} == {"trace"}
