"""A quiz from start to end: by keyboard, by touch, without a network, in light and dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from app_server import running
from atlas_page import PHONE
from axe import listed, violations
from conftest import Watch
from playwright.sync_api import BrowserContext, Page, expect
from practise_page import FIGURE, QUIZ, VIEW, PractisePage
from waiting import drawn_again, in_theme, until

pytestmark = [pytest.mark.browser, pytest.mark.seconds(100)]

PNG = b"\x89PNG\r\n\x1a\n"
KINDS = {"find_bone", "name_bone", "more_often", "order", "trace", "claim", "picture"}
LEAST_TARGET = 44
SIZES = """(selector) => {
  const seen = [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility());
  return seen.map((e) => {
    const box = (e.closest("label") ?? e).getBoundingClientRect();
    return [(e.getAttribute("aria-label") ?? e.textContent) || e.value, box.width, box.height];
  });
}"""
TARGETS = f"{QUIZ} :is(button, input)"
WIDE = "document.documentElement.scrollWidth <= innerWidth"


@pytest.fixture
def page(keep: Callable[..., Page]) -> Page:
    """One page for all tests of this file; each begins a quiz anew."""
    return keep()


def go_through(quiz: PractisePage, answer: Callable[[list[str]], None], onwards: Callable[[], None],
               right: Callable[[int], bool]) -> list[tuple[str, bool]]:  # fmt: skip
    """Answer until the result; return the key of each question and whether it was told right."""
    seen = []
    while quiz.state() != "result":
        number = len(seen)
        assert number < 25
        key, wanted = quiz.question()["key"], right(number)
        answer(quiz.wanted(wanted))
        assert (quiz.told.get_attribute("data-right") == "true") == wanted, key
        seen.append((key, wanted))
        onwards()
    return seen


def test_a_whole_quiz_by_keyboard_alone(page: Page) -> None:
    quiz = PractisePage(page).load()
    quiz.tab_to("document.activeElement.name === 'atlas-quiz-level'")
    page.keyboard.press("ArrowRight")
    quiz.tab_to("document.activeElement.textContent === 'Start'")
    page.keyboard.press("Enter")
    quiz.ready()
    made = quiz.deck()
    assert (made["topic"], made["level"]) == ("all", "medium")
    assert {question["kind"] for question in made["questions"]} == KINDS

    def onwards() -> None:
        expect(quiz.main).to_be_focused()
        page.keyboard.press("Enter")

    seen = go_through(quiz, quiz.by_keyboard, onwards, lambda number: number not in (0, 3))
    asked = [question["key"] for question in made["questions"]]
    # What was wrong comes back once, at the end.
    assert [key for key, _ in seen] == [*asked, asked[0], asked[3]]
    expect(quiz.quiz.get_by_role("heading", name="8 of 10 right at the first try")).to_be_focused()
    expect(quiz.quiz).to_contain_text("2 of 2 right when they came back")
    assert [*map(str.strip, quiz.quiz.locator(".atlas-quiz-missed h4").all_inner_texts())] == [
        made["questions"][i]["prompt"] for i in (0, 3)
    ]
    assert f"quiz={made['number']}" in page.url


def test_a_whole_quiz_by_touch_on_a_phone(keep: Callable[..., Page]) -> None:
    page = keep(**PHONE)
    quiz = PractisePage(page).load()
    quiz.button("Start").tap()
    quiz.ready()
    assert {question["kind"] for question in quiz.deck()["questions"]} == KINDS

    def answer(given: list[str]) -> None:
        reachable_on_a_phone(quiz)
        quiz.by_touch(given)
        assert page.evaluate(WIDE), quiz.question()["key"]

    seen = go_through(quiz, answer, lambda: quiz.main.tap(), lambda number: number != 1)
    assert len(seen) == 11
    assert page.evaluate(WIDE)
    large_enough(quiz)


def large_enough(quiz: PractisePage) -> None:
    """Check that whatever can be touched is as large as a finger needs."""
    for name, width, height in quiz.page.evaluate(SIZES, TARGETS):
        assert min(width, height) >= LEAST_TARGET - 0.1, (name, width, height)


def reachable_on_a_phone(quiz: PractisePage) -> None:
    """Check that the question stands on top, the figure leaves room, and the button is under the thumb."""
    quiz.drawn()
    large_enough(quiz)
    height = quiz.page.viewport_size["height"]  # type: ignore[index]
    prompt = quiz.quiz.locator(".atlas-quiz-prompt").bounding_box()
    button = quiz.main.bounding_box()
    assert prompt
    assert button
    assert 0 <= prompt["y"] < 0.15 * height
    assert 0.75 * height < button["y"] + button["height"] <= height
    figure = quiz.page.locator(FIGURE)
    if figure.is_visible() and quiz.question()["how"] != "click":
        box = figure.bounding_box()
        assert box
        assert 200 < box["height"] <= 0.46 * height
        assert box["y"] >= prompt["y"]


def test_a_wrong_answer_is_explained_with_its_source(page: Page) -> None:
    quiz = PractisePage(page).open(quiz="5", topic="frequency", level="easy")
    question = quiz.question()
    quiz.by_keyboard(quiz.wanted(right=False))
    expect(quiz.told.get_by_role("heading")).to_have_text("✗ Not right")
    expect(quiz.told).to_contain_text(question["explanation"])
    expect(quiz.told.locator(".atlas-cited")).to_contain_text(question["sources"][0]["text"])
    expect(quiz.told).to_contain_text("comes back at the end of the round")
    links = [link.get_attribute("href") for link in quiz.told.get_by_role("link").all()]
    assert links == [source["link"] for source in question["sources"] if source["link"]]


def test_not_knowing_counts_as_wrong_and_is_told(page: Page) -> None:
    quiz = PractisePage(page).open(quiz="5", topic="bones", level="easy")
    page.keyboard.press("Enter")
    expect(quiz.quiz).to_contain_text("Choose an answer first.")
    quiz.button("I don’t know").click()
    quiz.in_state("answered")
    expect(quiz.told.get_by_role("heading")).to_have_text("The answer")
    quiz.drawn()
    assert page.evaluate(f"{VIEW}.shown.view.selected") == quiz.question()["reveal"]["sites"]


def test_the_figure_names_nothing_before_the_answer(page: Page) -> None:
    quiz = PractisePage(page).open(quiz="6", topic="bones", level="easy")
    while quiz.question()["how"] != "click":
        quiz.button("I don’t know").click()
        quiz.main.click()
    (bone,) = quiz.wanted(right=True)
    tooltip = quiz.quiz.locator(".atlas-tooltip")
    page.mouse.move(*quiz.point(bone))
    drawn_again(page)
    expect(tooltip).to_be_hidden()
    page.mouse.click(*quiz.point(bone))
    expect(quiz.quiz.locator(".atlas-quiz-picked")).to_contain_text("One bone is outlined")
    quiz.main.click()
    quiz.in_state("answered")
    quiz.drawn()
    page.mouse.move(5, 300)
    page.mouse.move(*quiz.point(bone))
    expect(tooltip).to_be_visible()


def test_a_list_is_ordered_by_drag_with_a_finger(keep: Callable[..., Page]) -> None:
    page = keep(**PHONE)
    quiz = PractisePage(page).open(quiz="5", topic="frequency", level="easy")
    while quiz.question()["how"] != "order":
        quiz.button("I don’t know").tap()
        quiz.main.tap()
    before = quiz.order()
    handles = quiz.quiz.locator(".atlas-order-handle").all()
    first, fourth = handles[0].bounding_box(), handles[3].bounding_box()
    assert first
    assert fourth
    devtools = page.context.new_cdp_session(page)
    start, end = first["y"] + first["height"] / 2, fourth["y"] + fourth["height"] / 2 + 4

    def touch(kind: str, y: float) -> None:
        points = [] if kind == "touchEnd" else [{"x": first["x"] + 60, "y": y}]
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", start)
    for step in range(1, 9):
        touch("touchMove", start + (end - start) * step / 8)
    touch("touchEnd", end)
    assert quiz.order() == [*before[1:4], before[0], before[4]]
    expect(quiz.quiz.locator(".atlas-order").get_by_role("status")).to_contain_text("place 4 of 5")
    assert page.evaluate("scrollY") == 0


def test_a_list_is_ordered_by_keys(page: Page) -> None:
    quiz = PractisePage(page).open(quiz="5", topic="frequency", level="easy")
    while quiz.question()["how"] != "order":
        quiz.button("I don’t know").click()
        quiz.main.click()
    before = quiz.order()
    quiz.tab_to("document.activeElement.classList.contains('atlas-order-handle')")
    status = quiz.quiz.locator(".atlas-order").get_by_role("status")
    for key in ("Space", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    assert quiz.order() == [before[1], before[2], before[0], before[3], before[4]]
    expect(status).to_contain_text("place 3 of 5")
    page.keyboard.press("Escape")
    assert quiz.order() == before
    for key in ("Space", "End", "Space"):
        page.keyboard.press(key)
    assert quiz.order() == [*before[1:], before[0]]
    expect(status).to_contain_text("Dropped")


def test_the_result_is_copied_and_saved(new_context: Callable[..., BrowserContext]) -> None:
    context = new_context(fresh=True, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    quiz = PractisePage(page).open(quiz="8", topic="claims", level="easy")
    made = quiz.deck()
    go_through(quiz, quiz.by_keyboard, lambda: page.keyboard.press("Enter"), lambda number: number != 2)
    quiz.button("Copy as text").click()
    expect(quiz.quiz.locator(".atlas-quiz-said")).to_have_text("Copied.")
    text = page.evaluate("navigator.clipboard.readText()")
    missed = made["questions"][2]
    for part in (
        "9 of 10 right at the first try",
        made["link"],
        missed["prompt"],
        missed["explanation"],
        missed["sources"][0]["text"],
    ):
        assert part in text
    with page.expect_download() as download:
        quiz.button("Save as picture").click()
    assert download.value.suggested_filename == "bone-atlas_practice_8.png"
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(PNG)
    assert int.from_bytes(content[16:20], "big") == 1080
    # Where the clipboard is out of bounds, a box offers the text.
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    quiz.button("Copy as text").click()
    box = quiz.quiz.get_by_label("The result as text")
    expect(box).to_be_focused()
    assert box.input_value() == text
    assert page.evaluate("getSelection().toString()") == text


def test_new_rounds_of_the_missed_of_the_same_and_of_new_questions(page: Page) -> None:
    quiz = PractisePage(page).open(quiz="8", topic="claims", level="medium")
    asked = [question["key"] for question in quiz.deck()["questions"]]
    enter = lambda: page.keyboard.press("Enter")  # noqa: E731
    go_through(quiz, quiz.by_keyboard, enter, lambda number: number not in (1, 4))
    quiz.button("Only the 2 missed").click()
    assert [key for key, _ in go_through(quiz, quiz.by_keyboard, enter, lambda _: True)] == [
        asked[1],
        asked[4],
    ]
    expect(quiz.quiz.get_by_role("heading", name="All 2 right at the first try")).to_be_visible()
    quiz.button("Same questions").click()
    assert quiz.question()["key"] == asked[0]
    expect(quiz.quiz.locator(".atlas-quiz-progress")).to_have_text("Question 1 of 10")
    go_through(quiz, quiz.by_keyboard, enter, lambda _: True)
    quiz.button("New questions").click()
    until(page, f"() => {VIEW}.deck?.number !== 8")
    assert quiz.deck()["level"] == "medium"
    quiz.in_state("asking")
    quiz.button("End this quiz").click()
    quiz.in_state("start")
    until(page, "() => !location.search.includes('quiz=')")


def test_a_reload_goes_on_where_the_learner_was(page: Page) -> None:
    quiz = PractisePage(page).load(quiz="9", topic="ways", level="easy")
    quiz.by_keyboard(quiz.wanted(right=False))
    page.keyboard.press("Enter")
    quiz.by_keyboard(quiz.wanted(right=True))
    key = quiz.question()["key"]
    page.reload()
    quiz.ready()
    quiz.in_state("answered")
    assert quiz.question()["key"] == key
    expect(quiz.quiz.locator(".atlas-quiz-progress")).to_have_text("Question 2 of 10")
    expect(quiz.told.get_by_role("heading")).to_have_text("✓ Right")
    page.keyboard.press("Enter")
    expect(quiz.quiz.locator(".atlas-quiz-progress")).to_have_text("Question 3 of 10")
    # Another quiz has its own progress.
    quiz.load(quiz="10", topic="ways", level="easy")
    expect(quiz.quiz.locator(".atlas-quiz-progress")).to_have_text("Question 1 of 10")


def test_turning_the_phone_loses_nothing(keep: Callable[..., Page]) -> None:
    page = keep(**PHONE)
    quiz = PractisePage(page).open(quiz="7", topic="ways", level="easy")
    quiz.quiz.locator(".atlas-quiz-option").nth(2).tap()
    page.set_viewport_size({"width": 844, "height": 390})
    until(page, f"() => innerWidth === 844 && {WIDE}")
    expect(quiz.quiz.locator(".atlas-quiz-option input").nth(2)).to_be_checked()
    page.set_viewport_size({"width": 390, "height": 844})
    quiz.main.tap()
    quiz.in_state("answered")


def test_a_quiz_goes_on_without_a_network(new_context: Callable[..., BrowserContext], watch: Watch) -> None:
    context = new_context(fresh=True)
    page = context.new_page()
    quiz = PractisePage(page).open(quiz="11", topic="all", level="easy")
    context.set_offline(True)
    seen = go_through(quiz, quiz.by_keyboard, lambda: page.keyboard.press("Enter"), lambda number: number > 1)
    assert len(seen) == 12
    context.set_offline(False)
    watch.problems.clear()  # requests that fail without a network are what is tested


def test_a_quiz_goes_on_when_the_server_is_gone(
    new_context: Callable[..., BrowserContext], watch: Watch, tmp_path: Path
) -> None:
    page = new_context(fresh=True).new_page()
    with running(tmp_path / "server.log") as own:
        page.goto(f"{own.url}/practise?quiz=11&topic=bones&level=easy")
        quiz = PractisePage(page)
        quiz.ready()
    expect(quiz.quiz).to_contain_text("the quiz goes on without it", timeout=20_000)
    assert page.get_by_role("dialog").count() == 0
    go_through(quiz, quiz.by_keyboard, lambda: page.keyboard.press("Enter"), lambda _: True)
    expect(quiz.quiz.get_by_role("heading", name="All 10 right at the first try")).to_be_visible()
    assert not page.locator(f"{FIGURE} .atlas-failed").count()
    watch.problems.clear()  # that the server cannot be reached is what is tested


@pytest.mark.parametrize(
    ("settings", "schemes"),
    [
        # All states in all sizes: `test_access_open`, with the large sets.
        pytest.param({}, ("light", "dark"), id="wide", marks=pytest.mark.exhaustive),
        pytest.param(PHONE, ("light",), id="phone"),
        pytest.param(PHONE, ("dark",), id="phone-dark", marks=pytest.mark.exhaustive),
    ],
)
def test_axe_finds_nothing(
    keep: Callable[..., Page], settings: dict[str, Any], schemes: tuple[Literal["light", "dark"], ...]
) -> None:
    page = keep(**settings)
    quiz = PractisePage(page).open()

    def clean(where: str, *, schemes: tuple[Literal["light", "dark"], ...] = schemes) -> None:
        for scheme in schemes:
            in_theme(page, scheme)
            violated = violations(page)
            assert not violated, f"{where}, {scheme}\n{listed(violated)}"

    clean("start")
    quiz.open(quiz="3", topic="all", level="easy")
    kinds: set[str] = set()
    while quiz.state() != "result":
        question = quiz.question()
        new = question["kind"] not in kinds
        quiz.drawn()
        if new:
            # Asked in one theme, told in the other: test_access_open has all of both.
            clean(f"{question['kind']} asked", schemes=schemes[:1])
        # One wrong answer by keyboard, the others are passed on.
        if len(kinds) == 1 and new:
            quiz.by_keyboard(quiz.wanted(right=False))
        else:
            given = question["answer"] if question["how"] == "order" else question["answer"][:1]
            page.evaluate(f"given => {VIEW}.check(given)", given)
        quiz.drawn()
        if new:
            clean(f"{question['kind']} told", schemes=schemes[-1:])
        kinds.add(question["kind"])
        quiz.main.click()
    assert kinds == KINDS
    clean("result")


def test_the_share_card_has_the_link_of_this_quiz(page: Page) -> None:
    quiz = PractisePage(page).open(quiz="12", topic="bones", level="medium")
    page.locator(".st-key-share_quiz button").click()
    link = page.locator(".atlas-share a[href^=http]")
    expect(link).to_have_attribute("href", quiz.deck()["link"])
    expect(page.locator(".atlas-share img")).to_be_visible()
