"""axe-core on every page, folded and unfolded, on every slide, on every kind of question."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from atlas_page import PHONE
from axe import clean
from playwright.sync_api import BrowserContext, expect
from practise_page import PractisePage
from present_page import LESSONS, PresentPage, lesson
from waiting import still

from bone_atlas.app.registry import PAGES
from bone_atlas.view_state import LEVELS, TOPICS

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive, pytest.mark.seconds(120)]

SIZES = {
    "desktop": {"viewport": {"width": 1366, "height": 768}},
    "phone": {**PHONE, "viewport": {"width": 390, "height": 664}},
}
#: Addresses beside the bare ones of the pages.
PARTS = (
    "evidence?part=agreement&site=femur",
    "evidence?part=compare&layer=shaked_zari_2025",
    "evidence?part=soil",
    "detection?loss=40&table=1",
    "present?lesson=nowhere",
    "?layer=nothing&site=elbow_of_nobody",
)
ADDRESSES = tuple(dict.fromkeys([*(entry.path for entry in PAGES), *PARTS]))
UNFOLD = """() => document.querySelectorAll("details:not(.atlas-menu)").forEach((e) => { e.open = true; })"""

sized = pytest.mark.parametrize("size", SIZES)


@sized
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_clean(new_context: Callable[..., BrowserContext], address: str, size: str) -> None:
    page = new_context(**SIZES[size]).new_page()
    page.goto(f"/{address}")
    expect(page.locator("h1, h2").first).to_be_attached(timeout=45_000)
    still(page)
    clean(page, f"/{address}")
    if page.locator("details:not(.atlas-menu)").count():
        page.evaluate(UNFOLD)
        clean(page, f"/{address}, all unfolded")


@sized
@pytest.mark.parametrize("name", LESSONS)
def test_each_slide_is_clean(new_context: Callable[..., BrowserContext], name: str, size: str) -> None:
    present = PresentPage(new_context(**SIZES[size]).new_page()).open(name)
    for number, slide in enumerate(lesson(name).slides, start=1):
        for revealed in sorted({0, len(slide.steps)}):
            present.stand(number, revealed)
            clean(present.page, f"{name} {number}.{revealed}")


#: What keys of the presenter lay over a slide, or put in its place.
OVER = {
    "?": "the keys",
    "b": "black",
    "m": "notes",
    "o": "all slides",
    "q": "the code for phones",
    "e": "the skeleton",
}


@sized
@pytest.mark.parametrize("key", OVER)
def test_what_lies_over_a_slide_is_clean(
    new_context: Callable[..., BrowserContext], key: str, size: str
) -> None:
    present = PresentPage(new_context(**SIZES[size]).new_page()).open("where", 3)
    present.press(key)
    clean(present.page, OVER[key])


@sized
@pytest.mark.parametrize("topic", TOPICS)
def test_each_state_of_a_quiz_is_clean(
    new_context: Callable[..., BrowserContext], topic: str, size: str
) -> None:
    page = new_context(**SIZES[size]).new_page()
    practise = PractisePage(page)
    level = LEVELS[-1]
    practise.open(quiz="11", topic=topic, level=level)
    answer = practise.by_touch if size == "phone" else practise.by_keyboard
    number = 0
    while practise.state() != "result":
        number += 1
        clean(page, f"{topic} {number}, asked")
        answer(practise.wanted(right=number % 2 == 0))
        clean(page, f"{topic} {number}, answered")
        practise.main.click()
        expect(
            page.locator(".atlas-quiz[data-state=asking], .atlas-quiz[data-state=result]")
        ).to_be_attached()
    clean(page, f"{topic}, the result")
