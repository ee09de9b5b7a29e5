"""Every slide of every lesson: how large its figure is, and that a finger leads on wherever it is put."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from atlas_page import PHONE
from playwright.sync_api import Page, expect
from present_page import LESSONS, VIEW, PresentPage, first, lesson
from test_present_reading import SMALL, swipe
from waiting import until

from bone_atlas.lessons.model import Slide

pytestmark = [pytest.mark.browser, pytest.mark.seconds(60)]

#: Least part of a slide that its figures take, in percent.
LEAST_SHARE = 45
SIDEWAYS: dict[str, Any] = {**PHONE, "viewport": {"width": 844, "height": 390}}
#: Percent of the window that the figures of the slide take.
SHARE = """() => {
  const boxes = [...document.querySelectorAll(".atlas-present-shown .atlas-present-figure")]
    .map((figure) => figure.getBoundingClientRect());
  return boxes.reduce((sum, {width, height}) => sum + width * height, 0) / innerWidth / innerHeight * 100;
}"""
#: How much wider than the window the widest figure is, and the middle of the first one.
FIGURES = """() => {
  const boxes = [...document.querySelectorAll(".atlas-present-shown .js-plotly-plot")]
    .map((figure) => figure.getBoundingClientRect());
  const wide = Math.max(...boxes.map(({left, right}) => Math.max(-left, right - innerWidth)));
  const {top, bottom} = boxes[0];
  return {wide, y: (Math.max(0, top) + Math.min(innerHeight - 60, bottom)) / 2};
}"""


def drawn(name: str) -> Iterator[tuple[int, Slide]]:
    """List the slides of a lesson that have a figure."""
    for number, slide in enumerate(lesson(name).slides, start=1):
        if slide.state.shows != "nothing":
            yield number, slide


def kinds(name: str) -> dict[tuple[str, str], int]:
    """Return one slide of each kind of scene and question, the last there is."""
    return {
        (slide.state.shows, slide.question.kind if slide.question else ""): number
        for number, slide in drawn(name)
    }


@pytest.mark.parametrize(
    "name", [LESSONS[1], *(pytest.param(name, marks=pytest.mark.exhaustive) for name in LESSONS[::2])]
)
def test_the_figure_takes_nearly_half_of_every_slide(keep: Callable[..., Page], name: str) -> None:
    """The middle lesson has journeys, whose line of stations takes room, and sources of two lines."""
    present = PresentPage(keep(viewport=SMALL, reduced_motion="reduce")).open(name)
    found = {}
    for number, slide in drawn(name):
        present.stand(number, len(slide.steps))
        found[number] = round(present.page.evaluate(SHARE), 1)
    assert found
    assert {number: share for number, share in found.items() if share < LEAST_SHARE} == {}


@pytest.mark.parametrize(
    ("name", "held"),
    [
        pytest.param(LESSONS[-1], PHONE, id="upright"),
        *(
            pytest.param(name, held, id=f"{name}-{way}", marks=pytest.mark.exhaustive)
            for name in LESSONS
            for way, held in (("upright", PHONE), ("sideways", SIDEWAYS))
            if (name, way) != (LESSONS[-1], "upright")
        ),
    ],
)
def test_a_swipe_that_starts_on_a_figure_turns_the_slide(
    keep: Callable[..., Page], name: str, held: dict[str, Any]
) -> None:
    present = PresentPage(keep(**held, reduced_motion="reduce")).open(name)
    for number in kinds(name).values():
        slide = lesson(name).slides[number - 1]
        present.stand(number, len(slide.steps))
        figures = present.page.evaluate(FIGURES)
        assert figures["wide"] < 1, f"slide {number} is {figures['wide']} px wider than the window"
        swipe(present.page, 180, figures["y"])
        expect(present.root).to_have_attribute("data-panel", "")
        present.stands(number, len(slide.steps) - 1)
        swipe(present.page, -180, figures["y"])
        present.stands(number, len(slide.steps))


# The cell ------------------------------------------------------------------------------------------------

CELL = f"{VIEW.removesuffix('.given')}.tools.playback"
WHERE = f"() => [{CELL}.step, {CELL}.progress]"


def test_the_cell_walks_on_a_slide_and_is_held_by_a_key(keep: Callable[..., Page]) -> None:
    name, number, slide = first(lambda s: bool(s.state.journey) and s.state.step > 1)
    present = PresentPage(keep()).open(name, number)
    page = present.page
    until(page, f"() => {CELL}.step === {slide.state.step} && !{CELL}.moving", seconds=20)
    assert page.evaluate(f"() => {CELL}.playing") is False, "it stops at the step of the slide"
    present.press("p")  # from the beginning
    until(page, f"() => {CELL}.playing && {CELL}.step < {slide.state.step}")
    present.press("p")
    held = page.evaluate(WHERE)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate(WHERE) == held
    present.press("ArrowRight")  # another point changes nothing
    present.drawn()
    assert page.evaluate(WHERE) == held
    present.press("p")
    until(page, f"() => {CELL}.step !== {held[0]} || {CELL}.progress !== {held[1]!r}")


def test_a_large_pointer_comes_and_goes_by_a_key(keep: Callable[..., Page]) -> None:
    present = PresentPage(keep()).open(LESSONS[0], 2)
    cursor = "() => getComputedStyle(document.querySelector('.atlas-present-title')).cursor"
    assert "svg" not in present.page.evaluate(cursor)
    present.press("i")
    assert "svg" in present.page.evaluate(cursor)
    present.press("i")
    assert "svg" not in present.page.evaluate(cursor)
