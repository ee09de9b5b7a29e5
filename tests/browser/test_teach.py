"""A lesson of a teacher in a browser: made, saved, opened again, presented; a broken file is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from atlas_page import AtlasPage
from playwright.sync_api import Locator, Page, Route, expect

from bone_atlas.lessons.read import parse

pytestmark = [pytest.mark.browser, pytest.mark.seconds(25)]

CHOOSER = "[class*='st-key-lesson_draft_file'] input[type=file]"
LINES = "My points\nand one more"
IN_LIST = "2 points"


def saved(page: Page, path: Path) -> str:
    """Download the lesson and return its text."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my lesson").click()
    download.value.save_as(path)
    return path.read_text(encoding="utf-8")


def add_a_slide(page: Page) -> None:
    """Make a lesson of a view of the atlas, and go where it is edited."""
    AtlasPage(page).open(layer="shaked_zari_2025", site="L3", view="back")
    page.get_by_role("button", name="Add this view as a slide").click()
    expect(page.get_by_text("is now slide 1 of 1")).to_be_visible(timeout=15_000)
    page.get_by_role("link", name="Teach", exact=True).click()


def give_points(page: Page) -> Locator:
    """Give the slide two points; return what the list of slides says, with the run that took the change."""
    points = page.get_by_label("Points", exact=False).first
    points.fill(LINES)
    points.press("Control+Enter")
    in_list = page.get_by_text(IN_LIST)
    expect(in_list).to_be_visible(timeout=15_000)
    return in_list


def test_a_lesson_is_made_saved_opened_and_presented(page: Page, tmp_path: Path) -> None:
    add_a_slide(page)
    preview = page.get_by_role("img", name="Preview of slide 1")
    expect(preview.locator(".atlas-figure[data-drawn]")).to_be_attached(timeout=30_000)
    in_list = give_points(page)
    expect(preview.locator(".atlas-present-points li")).to_have_text(LINES.split("\n"))
    expect(preview).to_contain_text("1 / 1")
    first = saved(page, tmp_path / "first.toml")
    made = parse(first, "first.toml")
    (slide,) = made.slides
    assert slide.state.model_dump(include={"layer", "view", "sites"}) == {
        "layer": "shaked_zari_2025", "view": "back", "sites": ("L3",),
    }  # fmt: skip
    assert slide.points == tuple(LINES.split("\n"))
    page.get_by_role("button", name="Undo").click()
    expect(in_list).to_be_hidden(timeout=15_000)
    assert parse(saved(page, tmp_path / "undone.toml"), "undone.toml") != made
    page.get_by_text("Open a lesson file").click()
    page.locator(CHOOSER).set_input_files(tmp_path / "first.toml")
    expect(page.get_by_text("is open.")).to_be_visible(timeout=15_000)
    expect(in_list).to_be_visible(timeout=15_000)
    assert saved(page, tmp_path / "second.toml") == first
    page.get_by_role("link", name="Present my lesson").click()
    expect(page.locator(".atlas-present")).to_contain_text(slide.title, timeout=30_000)


def test_a_box_whose_code_comes_late_holds_what_the_lesson_does(page: Page) -> None:
    """The browser fetches the code of a box when it is first shown: a second run may come before it."""
    late: list[Route] = []
    page.route("**/ButtonGroup*.js", lambda route: late.append(route))
    add_a_slide(page)
    give_points(page)
    assert late
    for route in late:
        route.continue_()
    chosen = page.get_by_role("radio", name="No question")
    expect(chosen).to_be_checked(timeout=15_000)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(IN_LIST)).to_be_hidden(timeout=15_000)
    expect(chosen).to_be_checked()


def test_a_broken_lesson_is_told_by_file_slide_and_field(page: Page, tmp_path: Path) -> None:
    broken = tmp_path / "mine.toml"
    broken.write_text(
        'title = "Mine"\nminutes = 10\n[[slides]]\ntitle = "One"\n[[slides]]\ntitle = "Two"\n'
        '[slides.state]\nlayer = "no_such_study"\n',
        encoding="utf-8",
    )
    page.goto("/teach")
    page.get_by_text("Open a lesson file").click()
    page.locator(CHOOSER).set_input_files(broken)
    told = page.get_by_role("region", name="What is wrong with the file")
    expect(told).to_be_visible(timeout=20_000)
    expect(page.get_by_role("alert")).to_contain_text("mine.toml: 1 problem")
    row = told.locator("tbody tr")
    expect(row).to_have_count(1)
    cells = row.locator("th, td").all_inner_texts()
    assert cells[0] == "2"
    assert cells[1] == "state.layer"
    assert "no_such_study" in cells[2]
