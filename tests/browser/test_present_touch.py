"""A finger on every kind of slide: a swipe turns it, a tap selects a bone or answers a question."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from atlas_page import PHONE, known
from playwright.sync_api import Page, expect
from present_page import LESSONS, VIEW, PresentPage, lesson, slides
from test_present_reading import swipe
from test_present_slides import SIDEWAYS

from bone_atlas.lessons.model import Slide

pytestmark = [pytest.mark.browser, pytest.mark.seconds(40)]

#: Where a finger is put down: the middle of what is in sight of the first figure, or of the words.
MIDDLE = """() => {
  const shown = document.querySelector(".atlas-present-shown .atlas-figure");
  const {top, bottom} = (shown ?? document.querySelector(".atlas-present-column")).getBoundingClientRect();
  return (Math.max(40, top) + Math.min(innerHeight - 70, bottom)) / 2;
}"""
SLIDE = "document.querySelector('.atlas-present-slide')"
SCROLLED = f"() => {SLIDE}.scrollTop"
FIRST_FIGURE = f"() => {VIEW}.deck.current.figures[0]?.kind"


def kind_of(slide: Slide, *, is_last: bool) -> str:
    """Name a kind of slide: what it shows, what it asks, whether it closes the lesson."""
    asked = f", {slide.question.kind}" if slide.question else ""
    return f"{slide.state.shows}{asked}{', closing' if is_last else ''}"


#: One slide of each kind, the first there is, by lesson: loading one is what costs.
KINDS = {
    kind_of(slide, is_last=number == len(lesson(name).slides)): (name, number, slide)
    for name, number, slide in reversed(list(slides()))
}
#: What a push has time for: slides and questions about bones in the one lesson, vessels in the other.
PUSHED = {(LESSONS[0], "upright"), (LESSONS[1], "sideways")}


def touched(present: PresentPage, kind: str, number: int, slide: Slide) -> None:
    """Put a finger on a slide: on an option first, then, with all of it revealed, on a bone; then swipe."""
    page = present.page
    if slide.question and slide.question.kind == "choice":
        answered(present, number, slide)
    elif slide.question:
        ordered(present, number)
    steps = len(slide.steps)
    present.stand(number, steps)
    if page.evaluate(FIRST_FIGURE) == "bones":
        selected(present, number, steps, has_vessels=slide.state.shows == "ways")
    page.evaluate(f"() => {{ {SLIDE}.scrollTop = 60; }}")  # as far as a slide on a phone has more to read
    y = page.evaluate(MIDDLE)
    swipe(page, -180, y)
    if "closing" in kind:
        present.stands(number, steps)  # there is nothing behind it
        swipe(page, 180, y)
        present.stands(number, steps - 1)
    else:
        present.stands(number + 1, 0)
        assert page.evaluate(SCROLLED) == 0, "the next slide does not begin at its top"


def answered(present: PresentPage, number: int, slide: Slide) -> None:
    """Tap the right option of a question."""
    assert slide.question
    present.stand(number, 0)
    option = present.page.locator(".atlas-present-option").nth(slide.question.answer - 1)
    option.tap()
    present.stands(number, 1)
    expect(option).to_have_attribute("aria-pressed", "true")
    expect(option).to_have_attribute("data-mark", "right")


def ordered(present: PresentPage, number: int) -> None:
    """Tap the button that moves the second item up."""
    present.stand(number, 0)
    ids = "() => [...document.querySelectorAll('.atlas-order-item')].map((item) => item.dataset.id)"
    first, second, *others = present.page.evaluate(ids)
    item = present.page.locator(f".atlas-order-item[data-id='{second}']")
    item.locator(".atlas-order-step").first.tap()
    expect(present.page.locator(".atlas-order-item").first).to_have_attribute("data-id", second)
    assert present.page.evaluate(ids) == [second, first, *others]
    present.stands(number, 0)


def selected(present: PresentPage, number: int, steps: int, *, has_vessels: bool) -> None:
    """Tap a bone: it is told of, the slide stays, and is come back to."""
    page = present.page
    bone = present.a_bone()
    page.touchscreen.tap(*present.point(bone))
    expect(present.root).to_have_attribute("data-panel", "explore")
    # Where vessels are drawn, one may lie on the bone.
    label = re.compile(r"\w") if has_vessels else known().anatomy.label(bone)
    expect(page.locator(".atlas-present-card h2")).to_have_text(label)
    page.get_by_role("button", name="Back to the slide").tap()
    expect(present.root).to_have_attribute("data-panel", "")
    present.stands(number, steps)


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("name", "held"),
    [
        pytest.param(
            name, held, id=f"{name}-{way}", marks=() if (name, way) in PUSHED else pytest.mark.exhaustive
        )
        for name in LESSONS
        for way, held in (("upright", PHONE), ("sideways", SIDEWAYS))
    ],
)
def test_a_finger_does_on_every_kind_of_slide_what_is_meant(
    keep: Callable[..., Page], name: str, held: dict[str, Any]
) -> None:
    present = PresentPage(keep(**held, reduced_motion="reduce")).open(name)
    faults = []
    for kind, (_, number, slide) in ((k, found) for k, found in KINDS.items() if found[0] == name):
        try:
            touched(present, kind, number, slide)
        except AssertionError as error:
            faults.append(f"{kind}, slide {number}: {str(error).splitlines()[0]}")
            present.open(name)
    assert not faults, "\n".join(faults)
