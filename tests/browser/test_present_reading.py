"""Lessons from the first slide to the last: by keyboard, with the notes in step, read from the last row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from atlas_page import PHONE
from axe import listed, violations
from playwright.sync_api import BrowserContext, Page, expect
from present_page import LESSONS, PresentPage, Text, lesson, notes_of, number_of, words

from bone_atlas.lessons.model import Slide

pytestmark = [pytest.mark.browser, pytest.mark.seconds(120)]

LEAST_PX, LEAST_CONTRAST, MOST_CUT_PX = 24.0, 7.0, 3.0
LEAST_PHONE_PX = 18.0
#: A screen and its theme.
Look = tuple[dict[str, int], Literal["light", "dark"]]
SMALL, LARGE = {"width": 1280, "height": 720}, {"width": 1920, "height": 1080}
#: How much wider a slide is than the screen.
WIDER = """() => {
  const element = document.querySelector(".atlas-present-slide");
  return element.scrollWidth - element.clientWidth;
}"""
PHONE_TEXTS = """() => [...document.querySelectorAll('.atlas-present-slide :is(h1, p, li, td, th, button)')]
  .filter((e) => e.checkVisibility({visibilityProperty: true}) && e.textContent.trim())
  .map((e) => [parseFloat(getComputedStyle(e).fontSize), e.textContent])"""


PUSHED = ((SMALL, "light"), (LARGE, "dark"))
OTHERS = ((SMALL, "dark"), (LARGE, "light"))


@pytest.mark.exhaustive
@pytest.mark.timeout(900)
@pytest.mark.parametrize("looks", [PUSHED, OTHERS], ids=lambda looks: f"{looks[0][1]}-{looks[1][1]}")
@pytest.mark.parametrize("name", LESSONS)
def test_every_step_of_a_lesson_reads_from_the_last_row_in_every_look(
    new_context: Callable[..., BrowserContext], name: str, looks: tuple[Look, Look]
) -> None:
    page = new_context(reduced_motion="reduce").new_page()
    faults = list(given(page, name, looks, every_step=True))
    assert not faults, "\n".join(faults)


@pytest.mark.timeout(600)
def test_a_lesson_is_given_by_keyboard_with_the_notes_in_step_and_reads_from_the_last_row(
    new_context: Callable[..., BrowserContext],
) -> None:
    """Read before anything is revealed and once all is: what lies between has no other words."""
    page = new_context(reduced_motion="reduce").new_page()
    faults = list(given(page, LESSONS[0], PUSHED, every_step=False))
    assert not faults, "\n".join(faults)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", LESSONS[1:])
def test_every_slide_reads_from_the_last_row_once_all_is_revealed(
    keep: Callable[..., Page], name: str
) -> None:
    present = PresentPage(keep(reduced_motion="reduce")).open(name)
    present.look(*PUSHED[0])
    faults: list[str] = []
    for number, slide in enumerate(lesson(name).slides, start=1):
        # The sources of a slide take one line or two: its figure takes the room that they leave it.
        present.stand(number, len(slide.steps)).look(*PUSHED[0])
        faults += seen(present, number, len(slide.steps), axe=False)
    assert not faults, "\n".join(faults)


def given(page: Page, name: str, looks: tuple[Look, Look], *, every_step: bool) -> Iterator[str]:
    """Give a lesson with the keys of a clicker; yield what cannot be read, or what axe-core finds.

    Each slide is revealed step by step in one look and covered again in the other, so that every step is
    there in both; the next slide begins in the look in which the last one ended. Where not every step is
    read, those are that have nothing revealed, in the one look, and everything, in both.
    """
    present = PresentPage(page).open(name)
    window = notes_of(present)
    page.bring_to_front()
    kinds: set[tuple[str, str]] = set()
    for number, slide in enumerate(lesson(name).slides, start=1):
        kind = (slide.state.shows, slide.question.kind if slide.question else "")
        full = len(slide.steps)
        checked = {full} if kind in kinds else {0, full}
        kinds.add(kind)
        on, back = looks if number % 2 else looks[::-1]
        present.look(*on)
        for revealed in range(full + 1):
            present.stands(number, revealed)
            told_in_step(present, window, number, revealed)
            if every_step or revealed in {0, full}:
                yield from seen(present, number, revealed, axe=revealed in checked)
            if revealed < full:
                present.press("PageDown")
        present.look(*back)
        for revealed in reversed(range(full + 1)):
            present.stands(number, revealed)
            if every_step or revealed == full:
                yield from seen(present, number, revealed, axe=every_step and revealed in checked)
            if revealed:
                present.press("PageUp")
        present.press("End" if number == len(lesson(name).slides) else "PageDown")
        present.press(*["PageDown"] * full)
    present.in_url(lesson=name, slide=str(number_of(name, len(lesson(name).slides))))
    window.close()


def told_in_step(present: PresentPage, window: Page, number: int, revealed: int) -> None:
    """Check what the slide and the notes window tell at a step."""
    slides = lesson(present.query()["lesson"]).slides
    slide = slides[number - 1]
    points = len(slide.points) if slide.at_once else slide.steps[:revealed].count("point")
    expect(present.title).to_have_text(words(slide.title))
    expect(present.points).to_have_count(points)
    shown = [text.replace("\xa0", " ") for text in present.points.all_inner_texts()]
    assert shown == [words(point) for point in slide.points[:points]]
    expect(window.locator("#place")).to_have_text(f"Slide {number} of {len(slides)}")
    expect(window.locator("body")).to_have_attribute("data-revealed", str(revealed))
    expect(window.locator("#title")).to_have_text(words(slide.title))
    notes = window.locator("#notes").inner_text().replace("\xa0", " ")
    assert " ".join(notes.split()) == words(slide.notes)
    if follows := following(slides, number, revealed):
        expect(window.locator("#next")).to_have_text(follows)


def following(slides: tuple[Slide, ...], number: int, revealed: int) -> str:
    """Return what the notes window must say comes next, where that is a point or a slide."""
    slide = slides[number - 1]
    if revealed == len(slide.steps):
        return f"Slide {number + 1}: {words(slides[number].title)}" if number < len(slides) else ""
    if slide.steps[revealed] != "point":
        return ""
    return f"Point: {words(slide.points[slide.steps[:revealed].count('point')])}"


def seen(present: PresentPage, number: int, revealed: int, *, axe: bool) -> Iterator[str]:
    """Yield what is wrong with a step as it is seen."""
    present.drawn()
    texts = present.texts()
    assert len(texts) > 2, f"slide {number}"
    faults = list(unreadable(texts))
    if axe and (violated := violations(present.page)):
        faults.append(listed(violated))
    where = f"slide {number}, {revealed} revealed, {present.page.viewport_size}"
    yield from (f"{where}: {fault}" for fault in faults)


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


# On a phone ----------------------------------------------------------------------------------------------


@pytest.mark.timeout(600)
def test_lessons_can_be_read_on_a_phone(keep: Callable[..., Page]) -> None:
    present = PresentPage(keep(**PHONE))
    faults: list[str] = []
    for name in LESSONS:
        present.open(name)
        for number, slide in enumerate(lesson(name).slides, start=1):
            present.stand(number, len(slide.steps))
            where = f"{name}, slide {number}"
            if (wide := present.page.evaluate(WIDER)) > 1:
                faults.append(f"{where} is {wide} px too wide for a phone")
            small = [text for text in present.page.evaluate(PHONE_TEXTS) if text[0] < LEAST_PHONE_PX]
            faults += [f"{where}: {size} px: {text[:40]}" for size, text in small]
    assert not faults, "\n".join(faults)


def swipe(page: Page, by: int, y: float = 620) -> None:
    """Move a finger sideways, let it rest, and lift it: a tap after one lifted in motion would end that."""
    client = page.context.new_cdp_session(page)
    x = 300 if by < 0 else 90
    path = [x + by * min(k, 6) / 6 for k in range(1, 10)]

    def touch(kind: str, at: float | None, milliseconds: int) -> None:
        points = [] if at is None else [{"x": at, "y": y}]
        client.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": points, "timestamp": start + milliseconds / 1000},
        )

    start = page.evaluate("Date.now()") / 1000
    touch("touchStart", x, 0)
    for k, at in enumerate(path, start=1):
        touch("touchMove", at, 100 * k)
    touch("touchEnd", None, 2000)


def test_a_finger_leads_the_lesson_on_a_phone(keep: Callable[..., Page]) -> None:
    present = PresentPage(keep(**PHONE)).open(LESSONS[-1], 2)
    swipe(present.page, -180)
    present.stands(2, 1)
    swipe(present.page, 180)
    present.stands(2, 0)
    present.page.get_by_role("button", name="Next").tap()
    present.stands(2, 1)
    present.page.get_by_role("button", name="More").tap()
    expect(present.page.get_by_role("button", name="Black screen")).to_be_visible()
    violated = violations(present.page)
    assert not violated, listed(violated)
