"""Lessons on the whole screen: given by keyboard alone, left and come back to, asked, measured."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from atlas_page import PHONE
from conftest import Watch
from playwright.sync_api import BrowserContext, Page, expect
from present_page import SHOWN, VIEW, PresentPage, Text, lesson, rows, words
from test_access import told, violations
from waiting import until

from bone_atlas.lessons import lesson_ids
from bone_atlas.lessons.model import Slide

pytestmark = pytest.mark.browser

LESSONS = lesson_ids()
SMALL, LARGE = {"width": 1280, "height": 720}, {"width": 1920, "height": 1080}
LEAST_PX, LEAST_CONTRAST, MOST_CUT_PX = 24.0, 7.0, 3.0
#: How much wider a slide is than the screen.
WIDER = """() => {
  const element = document.querySelector(".atlas-present-slide");
  return element.scrollWidth - element.clientWidth;
}"""


def slides() -> Iterator[tuple[str, int, Slide]]:
    """Return all slides of all lessons, with lesson and number."""
    for name in LESSONS:
        for number, slide in enumerate(lesson(name).slides, start=1):
            yield name, number, slide


def first(wanted: Callable[[Slide], object]) -> tuple[str, int, Slide]:
    """Find the first slide of some kind."""
    return next(found for found in slides() if wanted(found[2]))


def asks(kind: str) -> Callable[[Slide], bool]:
    return lambda slide: bool(slide.question and slide.question.kind == kind)


def walk(present: PresentPage, name: str) -> Iterator[tuple[int, int, Slide]]:
    """Give a lesson step by step with the key of a clicker."""
    for number, slide in enumerate(lesson(name).slides, start=1):
        for revealed in range(len(slide.steps) + 1):
            present.stands(number, revealed)
            yield number, revealed, slide
            present.press("PageDown")


def notes_of(present: PresentPage) -> Page:
    """Open the notes window by its key."""
    with present.page.context.expect_page() as opened:
        present.press("n")
    window = opened.value
    window.locator("body[data-joined]").wait_for()
    return window


# From the first slide to the last ------------------------------------------------------------------------


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_is_given_by_keyboard_alone_with_the_notes_in_step(page: Page, name: str) -> None:
    present = PresentPage(page).open(name)
    window = notes_of(present)
    page.bring_to_front()
    given = lesson(name)
    for number, revealed, slide in walk(present, name):
        expect(present.title).to_have_text(words(slide.title))
        done = slide.steps[:revealed]
        expect(present.points).to_have_count(done.count("point"))
        for k in range(done.count("point")):
            assert present.points.nth(k).inner_text().replace("\xa0", " ") == words(slide.points[k])
        expect(window.locator("#place")).to_have_text(f"Slide {number} of {len(given.slides)}")
        expect(window.locator("body")).to_have_attribute("data-revealed", str(revealed))
        expect(window.locator("#title")).to_have_text(words(slide.title))
        assert " ".join(window.locator("#notes").inner_text().replace("\xa0", " ").split()) == words(
            slide.notes
        )
        follows = window.locator("#next").inner_text().replace("\xa0", " ")
        if revealed == len(slide.steps) and number < len(given.slides):
            assert follows == f"Slide {number + 1}: {words(given.slides[number].title)}"
        elif slide.steps[revealed : revealed + 1] == ("point",):
            assert follows == f"Point: {words(slide.points[done.count('point')])}"
    present.stands(len(given.slides), len(given.slides[-1].steps))
    present.in_url(lesson=name, slide=str(len(given.slides)))


@pytest.mark.parametrize("key", ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"])
def test_every_key_for_next_and_every_key_for_back(page: Page, key: str) -> None:
    present = PresentPage(page).open(LESSONS[0])
    present.press(key)
    present.stands(1, 1)
    back = {"ArrowRight": "ArrowLeft", "ArrowDown": "ArrowUp", "PageDown": "PageUp"}.get(key, "Backspace")
    present.press(back)
    present.stands(1, 0)
    present.press(back)
    present.stands(1, 0)


def test_back_comes_to_a_slide_as_it_was_left(page: Page) -> None:
    present = PresentPage(page).open(LESSONS[0])
    steps = len(lesson(LESSONS[0]).slides[0].steps)
    present.press(*["PageDown"] * (steps + 1))
    present.stands(2, 0)
    present.press("PageUp")
    present.stands(1, steps)
    expect(present.points).to_have_count(len(lesson(LESSONS[0]).slides[0].points))
    present.press("End")
    present.stands(len(lesson(LESSONS[0]).slides), 0)
    present.press("Home")
    present.stands(1, 0)


def test_stepping_asks_the_server_for_nothing(page: Page, watch: Watch) -> None:
    name, number, slide = first(lambda slide: len(slide.steps) > 2)
    present = PresentPage(page).open(name, number)
    present.in_url(slide=str(number))
    page.wait_for_timeout(1_000)  # what is drawn ahead is there
    sent: list[str] = []
    page.on("websocket", lambda _: sent.append("a new websocket"))
    page.evaluate("""() => {
      globalThis.sent = 0;
      const send = WebSocket.prototype.send;
      WebSocket.prototype.send = function (...args) { globalThis.sent += 1; return send.apply(this, args); };
    }""")
    asked = len(watch.urls)
    for revealed in range(1, len(slide.steps) + 1):
        present.press("PageDown")
        present.stands(number, revealed)
        present.drawn()
        assert page.evaluate("globalThis.sent") == 0, "the server was told before the lesson rested"
    assert watch.urls[asked:] == []
    assert not sent
    present.in_url(revealed=str(len(slide.steps)))  # only now, and only that
    assert page.evaluate("globalThis.sent") > 0


# Leaving the script --------------------------------------------------------------------------------------


@pytest.mark.parametrize("leave", ["Escape", "Backspace", "PageDown", "button"])
def test_a_bone_is_clicked_and_the_slide_come_back_to(page: Page, leave: str) -> None:
    name, number, slide = first(
        lambda s: s.state.shows == "skeleton" and not s.question and len(s.points) > 1
    )
    present = PresentPage(page).open(name, number, len(slide.steps) - 1)
    selected = page.locator(SHOWN).get_attribute("data-selected")
    bone = present.a_bone()
    page.mouse.click(*present.point(bone))
    card = page.locator(".atlas-present-card")
    expect(card.locator("h2")).to_have_text(re.compile(r"\w"))
    layer, anatomy = rows().layers[slide.state.layer], rows().anatomy
    assert anatomy.label(bone) in card.inner_text()
    value = layer.value(anatomy.site_of(bone))
    if value.percent is not None:
        assert f"{value.percent:.1f}" in card.inner_text()
    page.get_by_role("button", name="Left", exact=True).click()
    expect(page.get_by_role("button", name="Left", exact=True)).to_have_attribute("aria-pressed", "true")
    until(
        page, "() => document.querySelector('.atlas-present-body-figure .atlas-figure').dataset.drawn === '2'"
    )
    link = page.locator(".atlas-present-side a").get_attribute("href")
    assert link is not None
    assert f"site={bone}" in link
    assert "view=left" in link
    if leave == "button":
        page.get_by_role("button", name="Back to the slide").click()
    else:
        present.press(leave)
    expect(card).to_be_hidden()
    present.stands(number, len(slide.steps) - 1)
    expect(page.locator(SHOWN)).to_have_attribute("data-selected", selected or "")
    expect(present.points).to_have_count(len(slide.points) - 1)
    present.press("PageDown")
    present.stands(number, len(slide.steps))


def test_escape_closes_what_is_open_then_leaves_the_slide_and_returns(page: Page) -> None:
    """As the page of lessons says; E does the same where nothing is open."""
    name, number, _ = first(lambda s: s.state.shows == "skeleton" and len(s.steps) > 1)
    present = PresentPage(page).open(name, number, 1)
    card = page.locator(".atlas-present-card")
    for leave, back in (("Escape", "Escape"), ("e", "Escape"), ("Escape", "e")):
        present.press(leave)
        expect(card.locator("h2")).to_have_text(re.compile(r"\w"))
        expect(page.get_by_role("button", name="Back to the slide")).to_be_focused()
        present.press(back)
        expect(card).to_be_hidden()
        present.stands(number, 1)
    for key, closed in (
        ("o", ".atlas-present-grid"),
        ("q", ".atlas-present-code"),
        ("?", ".atlas-present-keys"),
        ("b", ".atlas-present-black"),
        ("m", ".atlas-present-notes"),
    ):
        present.press(key)
        expect(page.locator(closed).first).to_be_visible()
        present.press("Escape")
        expect(page.locator(closed).first).to_be_hidden()
        expect(card).to_be_hidden()
    present.stands(number, 1)


def test_escape_in_full_screen_does_not_leave_the_slide(page: Page) -> None:
    present = PresentPage(page).open(LESSONS[0])
    present.press("f")
    until(page, "() => Boolean(document.fullscreenElement)")
    present.press("Escape")  # the browser's own key, had a hand pressed it: here it reaches the page
    expect(page.locator(".atlas-present-card")).to_be_hidden()
    page.evaluate("() => document.exitFullscreen()")
    until(page, "() => !document.fullscreenElement")
    present.press("Escape")
    expect(page.locator(".atlas-present-card")).to_be_visible()


def test_the_atlas_opens_with_the_bone_in_a_tab_of_its_own(page: Page) -> None:
    name, number, _ = first(lambda s: s.state.shows == "skeleton" and not s.hidden and not s.question)
    present = PresentPage(page).open(name, number)
    bone = present.a_bone()
    page.mouse.click(*present.point(bone))
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open in the atlas").click()
    expect(opened.value.locator(f".atlas-figure[data-selected='{bone}']").first).to_be_attached(
        timeout=45_000
    )
    present.stands(number)


def test_a_hidden_value_is_not_told_off_the_script_either(page: Page) -> None:
    name, number, slide = first(lambda s: s.state.shows == "skeleton" and "values" in s.hidden)
    present = PresentPage(page).open(name, number)
    bone = present.a_bone()
    page.mouse.click(*present.point(bone))
    card = page.locator(".atlas-present-card")
    expect(card).to_contain_text("not revealed yet")
    assert not re.search(r"\d %", card.inner_text())
    assert slide.state.layer in rows().layers


# Questions -----------------------------------------------------------------------------------------------


def truth_of(slide: Slide) -> list[str]:
    """The sites of a question in the order of the layer's percentages."""
    assert slide.question
    layer = rows().layers[slide.state.layer]
    return sorted(slide.question.sites, key=lambda site: -(layer.value(site).percent or 0))


def offered(present: PresentPage) -> list[str]:
    found: list[str] = present.page.evaluate(
        "() => [...document.querySelectorAll('.atlas-order-item')].map((item) => item.dataset.id)"
    )
    return found


def test_an_order_is_given_by_number_keys_and_shown_beside_the_data(page: Page) -> None:
    name, number, slide = first(asks("rank"))
    present = PresentPage(page).open(name, number)
    truth = truth_of(slide)
    items = present.deck("current.question.items.map((item) => item.id)")
    assert offered(present) == items != truth
    for item in items:  # a number key gives the next item its place
        present.press(str(truth.index(item) + 1))
    assert offered(present) == truth
    present.press("Enter")
    present.stands(number, 1)
    table = page.locator(".atlas-order-result")
    expect(table).to_contain_text(f"{len(truth)} of {len(truth)} on a right place")
    layer = rows().layers[slide.state.layer]
    for row, site in zip(table.locator("tbody tr").all(), truth, strict=True):
        value = layer.value(site)
        assert f"{value.numerator} of {value.denominator}" in row.inner_text()
    values = [layer.value(site) for site in truth]
    open_pairs = [one for one, two in pairwise(values) if (one.ci_low or 0) <= (two.ci_high or 100)]
    assert bool(open_pairs) == ("does not settle" in page.locator(".atlas-present-question").inner_text())


def test_an_order_is_given_by_dragging(page: Page) -> None:
    name, number, _ = first(asks("rank"))
    present = PresentPage(page).open(name, number)
    before = offered(present)
    handles = page.locator(".atlas-order-handle")
    box, goal = handles.first.bounding_box(), handles.last.bounding_box()
    assert box
    assert goal
    page.mouse.move(box["x"] + 60, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(goal["x"] + 60, goal["y"] + goal["height"] * 0.8, steps=8)
    page.mouse.up()
    assert offered(present) == [*before[1:], before[0]]
    present.stands(number, 0)
    present.press("PageDown")
    present.stands(number, 1)
    shown = page.locator(".atlas-order-result tbody tr td:nth-child(2)").all_inner_texts()
    labels = present.deck("current.question.items.map((item) => item.label)")
    named = dict(zip(present.deck("current.question.items.map((item) => item.id)"), labels, strict=True))
    assert [named[item] in text for item, text in zip([*before[1:], before[0]], shown, strict=True)] == [
        True
    ] * len(before)


def test_next_without_an_order_shows_the_data_too(page: Page) -> None:
    name, number, slide = first(asks("rank"))
    present = PresentPage(page).open(name, number)
    assert present.js_figure("view.plot.paint.texts") == {}  # nothing to be read off the figure before
    present.press("ArrowRight")
    present.stands(number, 1)
    told_rows = page.locator(".atlas-order-result tbody tr").all_inner_texts()
    layer = rows().layers[slide.state.layer]
    for row, site in zip(told_rows, truth_of(slide), strict=True):
        assert f"{layer.value(site).numerator} of {layer.value(site).denominator}" in row
    present.drawn()
    assert present.js_figure("Object.keys(view.plot.paint.texts).length") > 0


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize("by", ["key", "click"])
def test_a_choice_is_told_right_or_wrong_with_its_reason(page: Page, by: str, right: bool) -> None:
    name, number, slide = first(asks("choice"))
    question = slide.question
    assert question
    present = PresentPage(page).open(name, number)
    chosen = question.answer if right else next(n for n in (1, 2) if n != question.answer)
    if by == "key":
        present.press(str(chosen))
    else:
        page.locator(".atlas-present-option").nth(chosen - 1).click()
    present.stands(number, 1)
    asked = page.locator(".atlas-present-question")
    expect(asked).to_contain_text("✓ right")
    assert ("✗ chosen" in asked.inner_text()) != right
    assert ("Not so." in asked.inner_text()) != right
    assert words(question.why) in " ".join(asked.inner_text().replace("\xa0", " ").split())


# Keys that change what is seen ---------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["b", "."])
def test_the_screen_goes_black_and_back(page: Page, key: str) -> None:
    present = PresentPage(page).open(LESSONS[0])
    window = notes_of(present)
    page.bring_to_front()
    present.press(key)
    black = page.locator(".atlas-present-black")
    expect(black).to_be_visible()
    box = black.bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (1366, 768)
    expect(window.locator("#black")).to_be_visible()
    present.press("PageDown")  # brings the slide back and does not go on
    expect(black).to_be_hidden()
    present.stands(1, 0)


def test_labels_go_and_come(page: Page) -> None:
    name, number, slide = first(lambda s: s.state.shows == "skeleton" and s.state.sites and not s.question)
    present = PresentPage(page).open(name, number, len(slide.steps))
    named = rows().anatomy.name(slide.state.sites[0]).split(" (")[0].split(",")[0]
    notes = f"[...document.querySelectorAll('{SHOWN} .annotation')]"
    told_there = f"{notes}.some((note) => note.textContent.includes('{named}'))"
    until(page, f"() => {told_there}")
    present.press("l")
    until(page, f"() => !{told_there}")
    present.press("l")
    until(page, f"() => {told_there}")


def test_the_overview_leads_to_a_slide_by_keyboard(page: Page) -> None:
    present = PresentPage(page).open(LESSONS[0], 2, 1)
    present.press("o")
    cards = page.locator(".atlas-present-grid button")
    expect(cards).to_have_count(len(lesson(LESSONS[0]).slides))
    expect(cards.nth(1)).to_be_focused()
    present.press("ArrowRight", "ArrowDown", "ArrowUp", "ArrowRight")
    expect(cards.nth(3)).to_be_focused()
    present.press("Enter")
    present.stands(4, 0)
    present.press("o", "Escape")
    present.stands(4, 0)
    expect(page.locator(".atlas-present-grid")).to_be_hidden()


def test_the_code_for_phones_holds_the_view_of_the_slide(page: Page) -> None:
    name, number, slide = first(lambda s: s.state.shows == "skeleton" and s.state.layer != "article")
    present = PresentPage(page).open(name, number)
    present.press("q")
    image = page.locator(".atlas-present-code img")
    until(page, "() => document.querySelector('.atlas-present-code img').naturalWidth > 0")
    address = page.locator(".atlas-present-code a").inner_text()
    assert f"layer={slide.state.layer}" in address
    assert address.startswith(page.evaluate("location.origin"))
    box = image.bounding_box()
    assert box is not None
    assert box["width"] > 400
    expect(page.locator(".atlas-present-code")).to_contain_text("HOST=0.0.0.0")
    present.press("Escape")
    expect(image).to_be_hidden()


def test_the_time_is_shown_from_zero_and_kept_over_a_reload(page: Page) -> None:
    present = PresentPage(page).open(LESSONS[0])
    clock = page.locator(".atlas-present-clock")
    expect(clock).to_be_hidden()
    present.press("t")
    expect(clock).to_have_text("0:00")
    expect(clock).to_have_text("0:02")
    page.reload()
    expect(clock).to_have_text(re.compile(r"0:(0[3-9]|[1-5]\d)"), timeout=60_000)
    present.press("t")
    expect(clock).to_have_text("0:00")
    present.press("t")
    expect(clock).to_be_hidden()


def test_notes_stand_under_the_slide(page: Page) -> None:
    present = PresentPage(page).open(LESSONS[0])
    notes = page.locator(".atlas-present-notes")
    expect(notes).to_be_hidden()
    present.press("m")
    expect(notes).to_be_visible()
    slide = lesson(LESSONS[0]).slides[0]
    assert words(slide.notes) == " ".join(notes.inner_text().replace("\xa0", " ").split())
    present.press("Escape")
    expect(notes).to_be_hidden()


def test_where_no_window_opens_the_notes_stand_under_the_slide(page: Page) -> None:
    present = PresentPage(page).open(LESSONS[0])
    page.evaluate("() => { window.open = () => null; }")
    present.press("n")
    expect(page.get_by_role("alert")).to_contain_text("did not let")
    expect(page.locator(".atlas-present-notes")).to_be_visible()


def test_the_keys_are_listed_and_closed(page: Page) -> None:
    present = PresentPage(page).open(LESSONS[0])
    present.press("?")
    expect(page.locator(".atlas-present-keys").first).to_contain_text("Next")
    present.press("Escape")
    expect(page.locator(".atlas-present-keys").first).to_be_hidden()


# The notes window ----------------------------------------------------------------------------------------


def test_the_notes_window_leads_the_lesson_too_and_both_join_again(page: Page) -> None:
    present = PresentPage(page).open(LESSONS[0])
    window = notes_of(present)
    window.get_by_role("button", name="Next", exact=True).click()
    present.stands(1, 1)
    window.keyboard.press("ArrowRight")
    present.stands(1, 2)
    window.keyboard.press("PageUp")
    present.stands(1, 1)
    window.reload()
    expect(window.locator("body")).to_have_attribute("data-revealed", "1")
    present.in_url(revealed="1")
    page.reload()
    present.stands(1, 1)
    window.get_by_role("button", name="Back", exact=True).click()
    present.stands(1, 0)
    expect(window.locator("body")).to_have_attribute("data-revealed", "0")


def test_two_lessons_have_notes_of_their_own(new_context: Callable[..., BrowserContext]) -> None:
    context = new_context()
    one, two = (PresentPage(context.new_page()).open(name) for name in LESSONS[:2])
    window = notes_of(one)
    two.press("PageDown")
    two.stands(1, 1)
    expect(window.locator("body")).to_have_attribute("data-revealed", "0")
    expect(window.locator("#title")).to_have_text(words(lesson(LESSONS[0]).slides[0].title))


def test_the_notes_window_is_clean_and_asks_for_nothing(page: Page, watch: Watch) -> None:
    present = PresentPage(page).open(LESSONS[0])
    window = notes_of(present)
    page.wait_for_timeout(800)
    asked = len(watch.urls)
    window.get_by_role("button", name="Next", exact=True).click()
    present.stands(1, 1)
    window.get_by_role("button", name="Back", exact=True).click()
    present.stands(1, 0)
    assert watch.urls[asked:] == []
    found = violations(PresentPage(window))
    assert not found, told(found)


# The address ---------------------------------------------------------------------------------------------


def test_the_address_follows_and_a_reload_comes_back(page: Page) -> None:
    name, number, slide = first(lambda s: len(s.points) > 1)
    present = PresentPage(page).open(name, number)
    present.press("PageDown", "PageDown")
    present.in_url(lesson=name, slide=str(number), revealed="2")
    page.reload()
    present.stands(number, 2)
    expect(present.title).to_have_text(words(slide.title))
    expect(present.points).to_have_count(slide.steps[:2].count("point"))


@pytest.mark.parametrize(
    ("slide", "revealed", "stands"),
    [("999", "999", "last"), ("0", "-3", "first"), ("two", "x", "first")],
)
def test_broken_numbers_in_the_address_become_the_nearest(
    page: Page, slide: str, revealed: str, stands: str
) -> None:
    page.goto(f"/present?lesson={LESSONS[0]}&slide={slide}&revealed={revealed}")
    found = lesson(LESSONS[0]).slides
    present = PresentPage(page)
    expect(present.root).to_be_visible(timeout=60_000)
    present.stands(*((len(found), len(found[-1].steps)) if stands == "last" else (1, 0)))


@pytest.mark.parametrize("name", ["nothing-like-it", "own"])
def test_a_lesson_that_is_not_there_is_told_with_a_way_out(page: Page, name: str) -> None:
    page.goto(f"/present?lesson={name}")
    expect(page.get_by_role("link", name="To the lessons")).to_be_visible(timeout=60_000)
    expect(page.locator(".atlas-no-lesson h1")).to_be_visible()


def test_the_lesson_is_left_for_the_page_of_lessons(page: Page) -> None:
    PresentPage(page).open(LESSONS[0])
    page.mouse.move(500, 400)
    page.get_by_role("link", name="Close the lesson").click()
    expect(page.locator(".atlas-brand")).to_be_visible(timeout=30_000)
    until(page, "() => location.pathname.endsWith('/teach')")
    expect(page.locator(".atlas-present")).to_have_count(0)


# Buttons, fingers, readers -------------------------------------------------------------------------------


def test_the_bar_comes_with_the_mouse_and_goes(page: Page) -> None:
    present = PresentPage(page).open(LESSONS[0])
    bar = page.locator(".atlas-present-bar")
    expect(bar).to_have_css("opacity", "0")
    page.mouse.move(500, 300)
    expect(bar).to_have_css("opacity", "1")
    for button in bar.get_by_role("button").all():
        if button.is_visible():
            box = button.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 48
    bar.get_by_role("button", name="Next").click()
    present.stands(1, 1)
    present.press(" ")  # the key belongs to the lesson again
    present.stands(1, 2)
    bar.get_by_role("button", name="Back").click()
    present.stands(1, 1)
    bar.get_by_role("button", name="All slides").click()
    expect(page.locator(".atlas-present-grid")).to_be_visible()
    page.keyboard.press("Escape")
    page.mouse.move(700, 300)
    expect(bar).to_have_css("opacity", "0", timeout=6_000)


def swipe(page: Page, by: int) -> None:
    """Move a finger sideways."""
    client = page.context.new_cdp_session(page)
    x, y = (300, 620) if by < 0 else (90, 620)
    touch = lambda kind, at: client.send(  # noqa: E731
        "Input.dispatchTouchEvent",
        {"type": kind, "touchPoints": [{"x": at, "y": y}] if at is not None else []},
    )
    touch("touchStart", x)
    for k in range(1, 7):
        touch("touchMove", x + by * k / 6)
    touch("touchEnd", None)


def test_a_finger_leads_the_lesson_on_a_phone(new_context: Callable[..., BrowserContext]) -> None:
    present = PresentPage(new_context(**PHONE).new_page()).open(LESSONS[0])
    swipe(present.page, -180)
    present.stands(1, 1)
    swipe(present.page, 180)
    present.stands(1, 0)
    # Chromium takes a tap within the momentum of a swipe for the end of it, and makes no click of it.
    present.page.wait_for_timeout(700)
    present.page.get_by_role("button", name="Next").tap()
    present.stands(1, 1)
    present.page.get_by_role("button", name="More").tap()
    expect(present.page.get_by_role("button", name="Black screen")).to_be_visible()
    found = violations(present)
    assert not found, told(found)


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_can_be_read_on_a_phone(new_context: Callable[..., BrowserContext], name: str) -> None:
    present = PresentPage(new_context(**PHONE).new_page()).open(name)
    small: list[str] = []
    for number, revealed, slide in walk(present, name):
        if revealed != len(slide.steps):
            continue
        wide = present.page.evaluate(WIDER)
        assert wide <= 1, f"slide {number} is too wide for a phone"
        words_ = present.page.evaluate(
            "() => [...document.querySelectorAll('.atlas-present-slide :is(h1, p, li, td, th, button)')]"
            ".filter((e) => e.checkVisibility({visibilityProperty: true}) && e.textContent.trim())"
            ".map((e) => [parseFloat(getComputedStyle(e).fontSize), e.textContent])"
        )
        small += [f"slide {number}: {size} px: {text[:40]}" for size, text in words_ if size < 18]
    assert not small, "\n".join(small)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", LESSONS)
def test_axe_finds_nothing_on_a_lesson(
    new_context: Callable[..., BrowserContext], name: str, scheme: str
) -> None:
    present = PresentPage(new_context(color_scheme=scheme).new_page()).open(name)
    kinds: set[tuple[str, str]] = set()
    for number, revealed, slide in walk(present, name):
        kind = (slide.state.shows, slide.question.kind if slide.question else "")
        if revealed not in (0, len(slide.steps)) or (kind in kinds and revealed == 0):
            continue
        kinds.add(kind)
        present.drawn()
        found = violations(present)
        assert not found, f"slide {number}, {revealed} revealed\n{told(found)}"


@pytest.mark.parametrize("panel", ["o", "q", "?", "e", "m"])
def test_axe_finds_nothing_on_what_is_opened(page: Page, panel: str) -> None:
    present = PresentPage(page).open(LESSONS[0], 2)
    present.press(panel)
    page.mouse.move(400, 300)
    page.wait_for_timeout(600)
    found = violations(present)
    assert not found, told(found)


# Read from the last row ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "scheme"), [(SMALL, "light"), (LARGE, "dark")], ids=["1280-light", "1920-dark"]
)
@pytest.mark.parametrize("name", LESSONS)
def test_every_word_reads_from_the_last_row(
    new_context: Callable[..., BrowserContext], name: str, size: dict[str, int], scheme: str
) -> None:
    context = new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    present = PresentPage(context.new_page()).open(name)
    faults: list[str] = []
    for number, revealed, _slide in walk(present, name):
        present.drawn()
        texts = present.texts()
        assert len(texts) > 2, f"slide {number}"
        faults += [f"slide {number}, {revealed} revealed: {fault}" for fault in unreadable(texts)]
    assert not faults, "\n".join(faults)


def unreadable(texts: list[Text]) -> Iterator[str]:
    """Tell what of the texts of a slide is too small, too pale, cut off, or covered by another."""
    for i, text in enumerate(texts):
        named = f"“{text.text[:40]}”"
        if text.size < LEAST_PX - 0.01:
            yield f"{text.size:.1f} px: {named}"
        if text.contrast < LEAST_CONTRAST:
            yield f"contrast {text.contrast:.1f}: {named}"
        if text.cut > MOST_CUT_PX:
            yield f"{text.cut:.0f} px cut off: {named}"
        for other in texts[i + 1 :]:
            if text.overlaps(other):
                yield f"{named} over “{other.text[:40]}”"


def test_small_and_pale_words_would_be_found(page: Page) -> None:
    """The guard of the guard: what is too small or too pale is measured so."""
    present = PresentPage(page).open(LESSONS[0])
    page.evaluate("""() => {
      const p = document.createElement("p");
      p.textContent = "guard";
      p.style = "position: absolute; left: 20px; top: 300px; font-size: 30px; transform: scale(.5);"
        + "color: #777";
      document.querySelector(".atlas-present-slide").append(p);
    }""")
    (guard,) = (text for text in present.texts() if text.text == "guard")
    assert guard.size == pytest.approx(15)
    assert 4 < guard.contrast < 5


def test_the_presenter_covers_the_page(page: Page) -> None:
    present = PresentPage(page).open(LESSONS[0])
    box = present.root.bounding_box()
    assert box == {"x": 0, "y": 0, "width": 1366, "height": 768}
    top = page.evaluate(
        "() => [[5, 5], [1360, 5], [5, 760], [1360, 760]].every(([x, y]) =>"
        " document.elementFromPoint(x, y).closest('.atlas-present'))"
    )
    assert top
    assert page.evaluate(f"() => {VIEW}.deck.count") == len(lesson(LESSONS[0]).slides)
