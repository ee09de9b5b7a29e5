"""A copy in a browser that cannot run it: a sentence, never a white page or an endless wait."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bone_atlas.app.copies import content, one_file
from bone_atlas.app.publish.lessons import published_lesson

pytestmark = [pytest.mark.browser, pytest.mark.seconds(15)]


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("copies") / "late.html"
    path.write_bytes(one_file.one_file(content.lesson_alone("late", published_lesson("late")[1])))
    return path


def test_a_browser_that_cannot_unpack_is_told_so(lesson: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.add_init_script("delete globalThis.DecompressionStream")
    page.goto(lesson.as_uri())
    expect(page.get_by_role("alert")).to_contain_text("browser is too old")
    page.close()


def test_a_damaged_file_is_told_of(lesson: Path, browser: Browser, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.html"
    text, changed = re.subn(r"(id='/viz/script/core-figure[^>]*>)....", r"\1AAAA", lesson.read_text("utf-8"))
    assert changed == 1
    damaged.write_text(text, "utf-8")
    page = browser.new_page()
    page.goto(damaged.as_uri())
    expect(page.get_by_role("alert")).to_contain_text("damaged")
    page.close()


def test_without_scripts_a_lesson_says_what_it_needs(lesson: Path, browser: Browser) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(lesson.as_uri())
    assert "The atlas needs JavaScript." in page.inner_text("body")
    page.close()
