"""Questions on slides: an order given by keys and by dragging, a choice, and what the data say to it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import Page, expect
from present_page import PresentPage, asks, first, rows, words

from bone_atlas.facts.pairs import either_order
from bone_atlas.lessons.model import Slide

pytestmark = [pytest.mark.browser, pytest.mark.seconds(25)]


@pytest.fixture
def page(keep: Callable[..., Page]) -> Page:
    """One page for all tests of this file."""
    return keep()


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


def told_beside_the_bones(present: PresentPage, told_rows: list[str], slide: Slide) -> None:
    """Check that each site of an order stands at its place, and its value once: at its bones."""
    present.drawn()
    drawn = present.js_figure("view.plot.notes.map(({text}) => text)")
    layer = rows().layers[slide.state.layer]
    for row, site in zip(told_rows, truth_of(slide), strict=True):
        value, name = layer.value(site), rows().anatomy.name(site).partition(" (")[0]
        assert name in row
        assert str(value.numerator) not in row.split()[1:]
        assert [text for text in drawn if f"{value.numerator}/{value.denominator}" in text], site


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
    told_beside_the_bones(present, table.locator("tbody tr").all_inner_texts(), slide)
    assert slide.question
    said = page.locator(".atlas-present-question").inner_text()
    told = either_order(slide.question.sites, slide.state.layer, rows())
    assert told
    assert f"≈ {told}" in said


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
    present.drawn()
    told_beside_the_bones(present, page.locator(".atlas-order-result tbody tr").all_inner_texts(), slide)
    assert present.js_figure("Object.keys(view.plot.paint.texts).length") > 0


def test_a_choice_is_told_right_or_wrong_with_its_reason(page: Page) -> None:
    name, number, slide = first(asks("choice"))
    question = slide.question
    assert question
    for by, right in product(("key", "click"), (True, False)):
        present = PresentPage(page).open(name, number)
        chosen = question.answer if right else next(n for n in (1, 2) if n != question.answer)
        if by == "key":
            present.press(str(chosen))
        else:
            page.locator(".atlas-present-option").nth(chosen - 1).click()
        present.stands(number, 1)
        asked = page.locator(".atlas-present-question")
        expect(asked).to_contain_text("✓ right")
        assert ("✗ chosen" in asked.inner_text()) != right, by
        assert ("Not so." in asked.inner_text()) != right, by
        assert words(question.why) in " ".join(asked.inner_text().replace("\xa0", " ").split())
