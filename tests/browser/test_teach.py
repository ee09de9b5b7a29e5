"""A lesson of a teacher in a browser: made, saved, opened again, presented; a broken file is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from atlas_page import AtlasPage
from playwright.sync_api import Page, expect
from waiting import until_idle

from bone_atlas.lessons.read import parse

pytestmark = [pytest.mark.browser, pytest.mark.seconds(25)]

CHOOSER = "[class*='st-key-lesson_draft_file'] input[type=file]"
LINES = "My points\nand one more"


def saved(page: Page, path: Path) -> str:
    """Download the lesson and return its text."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my lesson").click()
    download.value.save_as(path)
    return path.read_text(encoding="utf-8")


def test_a_lesson_is_made_saved_opened_and_presented(page: Page, tmp_path: Path) -> None:
    AtlasPage(page).open(layer="shaked_zari_2025", site="L3", view="back")
    page.get_by_role("button", name="Add this view as a slide").click()
    expect(page.get_by_text("is now slide 1 of 1")).to_be_visible(timeout=15_000)
    page.get_by_role("link", name="Teach", exact=True).click()
    points = page.get_by_label("Points", exact=False).first
    # What the list of slides says comes with the run that took the change, after the file of it.
    in_list = page.get_by_text("2 points")
    points.fill(LINES)
    points.press("Control+Enter")
    expect(in_list).to_be_visible(timeout=15_000)
    first = saved(page, tmp_path / "first.toml")
    made = parse(first, "first.toml")
    (slide,) = made.slides
    assert slide.state.model_dump(include={"layer", "view", "sites"}) == {
        "layer": "shaked_zari_2025", "view": "back", "sites": ("L3",),
    }  # fmt: skip
    assert slide.points == tuple(LINES.split("\n"))
    until_idle(page)  # the browser has kept the change, and told so
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
