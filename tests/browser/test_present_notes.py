"""A lesson's notes window, its clock and its address."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe import listed, violations
from conftest import Watch
from playwright.sync_api import BrowserContext, Page, expect
from present_page import LESSONS, PresentPage, first, lesson, notes_of, number_of, words
from waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.seconds(40)]


@pytest.fixture
def page(keep: Callable[..., Page]) -> Page:
    """One page for all tests of this file: a lesson is loaded once, then brought back to its beginning."""
    return keep()


# The notes window ----------------------------------------------------------------------------------------


def test_the_notes_window_leads_the_lesson_too_and_both_join_again(page: Page) -> None:
    present = PresentPage(page).open(LESSONS[0], 2)
    window = notes_of(present)
    window.get_by_role("button", name="Next", exact=True).click()
    present.stands(2, 1)
    window.keyboard.press("ArrowRight")
    present.stands(2, 2)
    window.keyboard.press("PageUp")
    present.stands(2, 1)
    window.reload()
    expect(window.locator("body")).to_have_attribute("data-revealed", "1")
    present.in_url(revealed="1")
    present.again()
    present.stands(2, 1)
    window.get_by_role("button", name="Back", exact=True).click()
    present.stands(2, 0)
    expect(window.locator("body")).to_have_attribute("data-revealed", "0")


def test_two_lessons_have_notes_of_their_own(new_context: Callable[..., BrowserContext]) -> None:
    context = new_context()
    one, two = (PresentPage(context.new_page()).open(name, 2) for name in LESSONS[:2])
    window = notes_of(one)
    two.press("PageDown")
    two.stands(2, 1)
    expect(window.locator("body")).to_have_attribute("data-revealed", "0")
    expect(window.locator("#title")).to_have_text(words(lesson(LESSONS[0]).slides[1].title))


def test_the_notes_window_is_clean_and_asks_for_nothing(page: Page, watch: Watch) -> None:
    present = PresentPage(page).open(LESSONS[0], 2)
    window = notes_of(present)
    present.ahead()
    asked = len(watch.urls)
    window.get_by_role("button", name="Next", exact=True).click()
    present.stands(2, 1)
    window.get_by_role("button", name="Back", exact=True).click()
    present.stands(2, 0)
    assert watch.urls[asked:] == []
    violated = violations(window)
    assert not violated, listed(violated)


def test_the_notes_window_says_under_the_notes_what_the_sentences_rest_on(page: Page) -> None:
    present = PresentPage(page).open(LESSONS[0], 2)
    window = notes_of(present)
    first_said = window.locator("#grounds li").first
    expect(first_said).to_have_text("The colours are the words of one popular article. The article")
    present.press("End")
    present.stands(len(lesson(LESSONS[0]).slides))
    expect(first_said).to_contain_text("In breast cancer pelvis and spine are among the first three")
    expect(first_said).to_contain_text("Shaked Zari 2025; ")
    expect(window.locator("#rests")).to_be_visible()


# The clock and the address -----------------------------------------------------------------------------


def test_the_address_follows_and_a_reload_comes_back(page: Page) -> None:
    name, number, slide = first(lambda s: s.steps.count("point") > 1)
    present = PresentPage(page).open(name, number)
    present.press("PageDown", "PageDown")
    present.in_url(lesson=name, slide=str(number_of(name, number)), revealed="2")
    present.again()
    present.stands(number, 2)
    expect(present.title).to_have_text(words(slide.title))
    expect(present.points).to_have_count(slide.steps[:2].count("point"))


def test_broken_numbers_in_the_address_become_the_nearest(page: Page) -> None:
    """Too large, too small, no numbers; more of each in tests/js/present/deck.test.js and tests/app."""
    slides = lesson(LESSONS[0]).slides
    last = (len(slides), len(slides[-1].steps))
    for slide, revealed, stands in (("999", "999", last), ("two", "-3", (1, 0))):
        page.goto(f"/present?lesson={LESSONS[0]}&slide={slide}&revealed={revealed}")
        present = PresentPage(page)
        expect(present.root).to_be_visible(timeout=60_000)
        present.stands(*stands)


def test_a_lesson_that_is_not_there_is_told_with_a_way_out(page: Page) -> None:
    for name in ("nothing-like-it", "own"):
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
