"""A lesson on the whole screen: its keys, its panels, leaving the script and coming back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe import listed, violations
from conftest import Watch
from playwright.sync_api import Page, expect
from present_page import LESSONS, ROOT, SHOWN, VIEW, PresentPage, first, lesson, notes_of, rows, words
from waiting import until, until_idle

from bone_atlas.layers import Proportion

pytestmark = [pytest.mark.browser, pytest.mark.seconds(60)]


@pytest.fixture
def page(keep: Callable[..., Page]) -> Page:
    """One page for all tests of this file: a lesson is loaded once, then brought back to its beginning."""
    return keep()


def test_keys_go_on_and_back(page: Page) -> None:
    """Two of each; the whole table of keys is held by tests/js/present/keys.test.js."""
    present = PresentPage(page).open(LESSONS[0], 2)
    for key, back in (("ArrowRight", "ArrowLeft"), (" ", "Backspace")):
        present.press(key)
        present.stands(2, 1)
        present.press(back)
        present.stands(2, 0)
    present.press("ArrowLeft", "ArrowLeft")
    present.stands(1, 0)


def test_back_comes_to_a_slide_as_it_was_left(page: Page) -> None:
    present = PresentPage(page).open(LESSONS[0], 2)
    steps = len(lesson(LESSONS[0]).slides[1].steps)
    present.press(*["PageDown"] * (steps + 1))
    present.stands(3, 0)
    present.press("PageUp")
    present.stands(2, steps)
    expect(present.points).to_have_count(len(lesson(LESSONS[0]).slides[1].points))
    present.press("End")
    present.stands(len(lesson(LESSONS[0]).slides), 0)
    present.press("Home")
    present.stands(1, 0)


def test_a_slide_is_not_dimmed_while_the_server_works(page: Page) -> None:
    """Streamlit dims what a run has not sent yet; the browser holds the lesson, whatever the server does."""
    PresentPage(page).open(LESSONS[0])
    page.add_style_tag(content=".stElementContainer {opacity: 0.33}")  # as strong as Streamlit's own rule
    slide = page.locator(".stElementContainer", has=page.locator(".atlas-present"))
    expect(slide).to_have_css("opacity", "1")


def test_stepping_asks_the_server_for_nothing(page: Page, watch: Watch) -> None:
    name, number, slide = first(lambda slide: len(slide.steps) > 2)
    present = PresentPage(page).open(name, number)
    present.ahead()
    sockets: list[str] = []
    page.on("websocket", lambda _: sockets.append("a new websocket"))
    page.evaluate(f"""() => {{
      const view = {VIEW}, {{send}} = WebSocket.prototype, {{onRest}} = view;
      globalThis.sent = globalThis.rests = 0;
      WebSocket.prototype.send = function (data) {{ globalThis.sent += 1; send.call(this, data); }};
      view.onRest = (told) => {{ globalThis.rests += 1; onRest(told); }};
    }}""")
    watch.urls.clear()
    for revealed in range(1, len(slide.steps) + 1):
        present.press("PageDown")
        present.stands(number, revealed)
        present.drawn()
    present.in_url(revealed=str(len(slide.steps)))
    until_idle(page)
    sent, rests = page.evaluate("[globalThis.sent, globalThis.rests]")
    assert watch.urls == []
    assert not sockets
    # Only where the lesson rests is told, and each rest once: on a machine of any speed.
    assert 1 <= sent == rests, "the server was told of more than where the lesson rests"


# Leaving the script --------------------------------------------------------------------------------------


def test_a_bone_is_clicked_and_the_slide_come_back_to(page: Page) -> None:
    """By key and by button; all four ways of leaving are held by tests/js/present/deck.test.js."""
    name, number, slide = first(
        lambda s: s.state.shows == "skeleton" and not s.question and len(s.points) > 1
    )
    layer, anatomy = rows().layers[slide.state.layer], rows().anatomy
    for leave in ("PageDown", "button"):
        present = PresentPage(page).open(name, number, len(slide.steps) - 1)
        selected = page.locator(SHOWN).get_attribute("data-selected")
        bone = present.a_bone()
        page.mouse.click(*present.point(bone))
        card = page.locator(".atlas-present-card")
        expect(card.locator("h2")).to_have_text(re.compile(r"\w"))
        assert anatomy.label(bone) in card.inner_text()
        value = layer.value(anatomy.site_of(bone))
        if isinstance(value, Proportion):
            assert f"{value.percent:.1f}" in card.inner_text()
        left = page.get_by_role("button", name="Left side", exact=True)
        left.click()
        expect(left).to_have_attribute("aria-pressed", "true")
        expect(page.locator(".atlas-present-body-figure .atlas-figure")).to_have_attribute("data-drawn", "2")
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
        ("q", ".atlas-present-no-code"),
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


def test_a_lesson_begins_full_screen_and_gives_the_screen_back(keep: Callable[..., Page]) -> None:
    page = keep()
    page.goto("/teach")
    page.get_by_role("link", name="Present", exact=False).first.click()
    present = PresentPage(page)
    expect(page.locator(f"{ROOT}[data-drawn]")).to_be_attached(timeout=90_000)
    assert page.evaluate("() => document.fullscreenElement === document.documentElement")
    expect(page.locator(".atlas-present-offering")).to_have_count(0)
    present.press("Escape")  # the browser's own key: what reaches the page leaves the lesson where it is
    expect(page.locator(".atlas-present-card")).to_be_hidden()
    page.evaluate("() => document.exitFullscreen()")
    until(page, "() => !document.fullscreenElement")
    present.press("f")
    until(page, "() => Boolean(document.fullscreenElement)")
    page.mouse.move(500, 300)
    page.get_by_role("link", name="Close the lesson").click()
    expect(page.get_by_role("heading", name="Teach")).to_be_visible()
    until(page, "() => !document.fullscreenElement")


def test_a_lesson_opened_by_its_address_offers_full_screen(keep: Callable[..., Page]) -> None:
    page = keep()
    page.goto(f"/present?lesson={LESSONS[0]}")
    button = page.get_by_role("button", name="Full screen")
    expect(button).to_have_text("Full screen")
    expect(page.locator(".atlas-present-bar")).to_have_css("opacity", "1")
    page.keyboard.press("PageDown")
    expect(page.locator(".atlas-present-offering")).to_have_count(0)
    expect(button).to_have_text("")


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


# Keys that change what is seen ---------------------------------------------------------------------------


def test_the_screen_goes_black_and_back(page: Page) -> None:
    present = PresentPage(page).open(LESSONS[0])
    window = notes_of(present)
    page.bring_to_front()
    for key in ("b", "."):
        present.press(key)
        black = page.locator(".atlas-present-black")
        expect(black).to_be_visible()
        assert black.bounding_box() == {"x": 0, "y": 0, "width": 1366, "height": 768}
        expect(window.locator("#black")).to_be_visible()
        present.press("PageDown")  # brings the slide back and does not go on
        expect(black).to_be_hidden()
        expect(window.locator("#black")).to_be_hidden()
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


#: How many pixels of each picture have the colour of a value: neither ivory nor grey. -1: in words.
PAINTED = """() => [...document.querySelectorAll(".atlas-present-grid button")].map((button) => {
  const canvas = button.querySelector("canvas");
  if (!canvas) return -1;
  const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let i = 0; i < data.length; i += 4)
    if (data[i + 3] > 200 && data[i] - data[i + 2] > 90) count += 1;
  return count;
})"""


def test_the_overview_shows_every_slide_and_no_answer(page: Page) -> None:
    """Values that the class is to guess have no colour yet; those that are told at once have."""
    present = PresentPage(page).open(LESSONS[0], 2)
    present.press("o")
    slides = lesson(LESSONS[0]).slides
    expect(page.locator(".atlas-present-grid button[data-drawn]")).to_have_count(len(slides), timeout=30_000)
    for slide, painted in zip(slides, page.evaluate(PAINTED), strict=True):
        told = slide.state.shows != "nothing" and not {"values", "figure"} & set(slide.hidden)
        asked = slide.question is not None and slide.question.kind == "rank"
        assert (painted > 0) == (told and not asked), f"{words(slide.title)}: {painted}"
    for number, slide in enumerate(slides, start=1):
        named = re.compile(rf"^{number} {re.escape(words(slide.title)[:12])}")
        expect(page.get_by_role("button", name=named)).to_be_visible()


def test_the_code_for_phones_holds_the_view_of_the_slide(page: Page) -> None:
    name, number, slide = first(lambda s: s.state.shows == "skeleton" and s.state.layer != "article")
    present = PresentPage(page).open(name, number)
    phones = f"{VIEW}.panels.qr.phones"
    page.evaluate(f"() => {{ {phones}.base = 'http://192.0.2.7:8501'; }}")
    for size in ({"width": 1280, "height": 720}, {"width": 390, "height": 844}):
        page.set_viewport_size(size)
        present.press("q")
        image = page.locator(".atlas-present-code img")
        until(page, "() => document.querySelector('.atlas-present-code img').naturalWidth > 0")
        address = page.locator(".atlas-present-code a").inner_text()
        assert f"layer={slide.state.layer}" in address
        assert address.startswith("http://192.0.2.7:8501/")
        expect(page.locator(".atlas-present-no-code")).to_be_hidden()
        box = image.bounding_box()
        assert box is not None
        assert box["width"] > 0.7 * min(size.values()), size
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size["width"]
        present.press("Escape")
        expect(image).to_be_hidden()
    page.evaluate(f"() => {{ {phones}.base = ''; }}")


def test_where_no_phone_reaches_the_page_no_code_is_shown_but_how_to_make_one(page: Page) -> None:
    """The tests' own server serves this computer alone."""
    present = PresentPage(page).open(LESSONS[0])
    present.press("q")
    hint = page.locator(".atlas-present-no-code")
    expect(hint).to_contain_text("make run HOST=0.0.0.0")
    expect(page.locator(".atlas-present-code")).to_be_hidden()
    assert "localhost" not in page.get_by_role("region", name="Code for phones").inner_text()
    present.press("Escape")
    expect(hint).to_be_hidden()


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
    page.evaluate("() => { window.opens = window.open; window.open = () => null; }")
    present.press("n")
    page.evaluate("() => { window.open = window.opens; }")
    expect(page.get_by_role("alert")).to_contain_text("did not let")
    expect(page.locator(".atlas-present-notes")).to_be_visible()


def test_the_keys_are_listed_and_closed(page: Page) -> None:
    present = PresentPage(page).open(LESSONS[0])
    present.press("?")
    expect(page.locator(".atlas-present-keys").first).to_contain_text("Next")
    present.press("Escape")
    expect(page.locator(".atlas-present-keys").first).to_be_hidden()


# Buttons -----------------------------------------------------------------------------------------------


def test_the_bar_comes_with_the_mouse_and_goes(page: Page) -> None:
    present = PresentPage(page).open(LESSONS[0], 2)
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
    present.stands(2, 1)
    present.press(" ")  # the key belongs to the lesson again
    present.stands(2, 2)
    bar.get_by_role("button", name="Back").click()
    present.stands(2, 1)
    bar.get_by_role("button", name="All slides").click()
    expect(page.locator(".atlas-present-grid")).to_be_visible()
    page.keyboard.press("Escape")
    page.mouse.move(700, 300)
    expect(bar).to_have_css("opacity", "0", timeout=6_000)


def test_axe_finds_nothing_on_what_is_opened(page: Page) -> None:
    faults: list[str] = []
    for panel in ("o", "q", "?", "e", "m"):
        present = PresentPage(page).open(LESSONS[0], 2)
        present.press(panel)
        page.mouse.move(400, 300)
        expect(page.locator(".atlas-present-bar")).to_have_css("opacity", "1")
        if panel == "e":
            explored = page.locator(".atlas-present-body-figure .atlas-figure[data-drawn]")
            expect(explored).to_be_attached(timeout=20_000)
        if violated := violations(present.page):
            faults.append(f"{panel}: {listed(violated)}")
    assert not faults, "\n".join(faults)


def test_the_presenter_covers_the_page(page: Page) -> None:
    present = PresentPage(page).open(LESSONS[0])
    box = present.root.bounding_box()
    assert box == {"x": 0, "y": 0, "width": 1366, "height": 768}
    top = page.evaluate(
        "() => [[5, 5], [1360, 5], [5, 760], [1360, 760]].every(([x, y]) =>"
        " document.elementFromPoint(x, y).closest('.atlas-present'))"
    )
    assert top
    # What Streamlit shows above everything else: on any other page it is seen.
    page.evaluate("""() => {
      const toasts = document.createElement("div");
      Object.assign(toasts, {id: "toasts", textContent: "is now slide 1 of 1"});
      toasts.dataset.testid = "stToastContainer";
      document.body.append(toasts);
    }""")
    expect(page.locator("#toasts")).to_be_hidden()
    page.evaluate("() => document.querySelector('#toasts').remove()")
    assert page.evaluate(f"() => {VIEW}.deck.count") == len(lesson(LESSONS[0]).slides)
