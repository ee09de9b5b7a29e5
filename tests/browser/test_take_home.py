"""What the page offers to take home: downloaded there, opened from the disk with the network off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from atlas_page import AtlasPage
from playwright.sync_api import Browser, Locator, Page, expect
from waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.seconds(25)]

MINUTE = 60_000
HOSTILE = "</script><img src=x onerror=alert(1)> 'a' \"b\" \U0001f9b4 \u202e"
#: A slide with all that it shows, from files within the page.
DRAWN = """() => {
  const {dataset} = document.querySelector(".atlas-present") ?? {dataset: {}};
  return dataset.drawn && dataset.drawn === `${dataset.slide}.${dataset.revealed}.${dataset.labels}`;
}"""


@pytest.fixture
def from_disk(browser: Browser) -> Iterator[Callable[[Path, str], Page]]:
    """Open a file without a network; what a page asks for, or says is wrong, fails the test."""
    context = browser.new_context(offline=True, viewport={"width": 1366, "height": 768})
    wrong: list[str] = []
    asked: list[str] = []
    context.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    context.on("request", lambda request: asked.append(request.url))

    def opened(path: Path, hash_: str = "") -> Page:
        page = context.new_page()
        page.goto(f"{path.as_uri()}{hash_}")
        return page

    yield opened
    context.close()
    assert not wrong
    assert len([url for url in asked if not url.startswith(("blob:", "data:"))]) == 1, asked


def saved(page: Page, offer: Locator, folder: Path, minutes: int = 1) -> Path:
    """Have a file made, and save it; meanwhile the offer tells that it is under way."""
    said = offer.locator("xpath=..").locator("[data-said]")
    with page.expect_download(timeout=minutes * MINUTE) as download:
        offer.click()
        expect(said).to_contain_text("%")
        expect(offer).to_have_attribute("aria-busy", "true")
    expect(said).to_contain_text(" MB.")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_a_lesson_is_downloaded_and_opens_without_a_network(
    page: Page, from_disk: Callable[..., Page], tmp_path: Path
) -> None:
    page.goto("/teach")
    page.get_by_text("Take it home: How it gets there").click()
    offer = page.get_by_role("link", name=re.compile(r"One file \(HTML\).*How it gets there"))
    path = saved(page, offer, tmp_path)
    assert path.name == "bone-atlas_lesson_ways.html"
    shown = from_disk(path)
    until(shown, DRAWN)
    assert shown.title() == "How it gets there · Bone Metastasis Atlas"
    shown.keyboard.press("?")
    about = shown.get_by_role("region", name="Keys").get_by_text("skeleton after Rajagopal 2016, MIT licence")
    expect(about).to_be_visible()
    shown.keyboard.press("?")
    shown.keyboard.press("ArrowRight")
    until(shown, f"""() => document.querySelector(".atlas-present").dataset.slide !== "1" && ({DRAWN})()""")


@pytest.mark.exhaustive
@pytest.mark.timeout(400)
def test_a_lesson_of_ones_own_is_downloaded_and_its_title_stays_text(
    page: Page, from_disk: Callable[..., Page], tmp_path: Path
) -> None:
    page.goto("/teach")
    page.get_by_role("button", name="Use as a starting point").first.click()
    box = page.get_by_label("Title of the lesson")
    box.fill(HOSTILE)
    box.press("Enter")
    page.locator(".st-key-editor_toolbar summary").click()
    offer = page.locator(".st-key-editor_toolbar a[data-take-home][download$='.html']")
    expect(offer).to_be_visible(timeout=15_000)
    path = saved(page, offer, tmp_path)
    assert path.name == "script_img_src_x_onerror_alert_1_a_b.html"
    shown = from_disk(path)
    until(shown, DRAWN)
    assert shown.title().startswith("</script><img src=x onerror=alert(1)>")
    expect(shown.locator("img[src=x]")).to_have_count(0)


@pytest.mark.exhaustive
@pytest.mark.timeout(400)
def test_the_whole_atlas_is_downloaded_under_share_and_opens_with_a_view(
    page: Page, from_disk: Callable[..., Page], tmp_path: Path
) -> None:
    AtlasPage(page).open(layer="chen_2017", site="L3")
    page.get_by_role("button", name="Share", exact=True).click()
    offer = page.get_by_role("link", name="Download the atlas as one file")
    path = saved(page, offer, tmp_path, minutes=5)
    assert path.name == "bone-atlas.html"
    assert path.stat().st_size < 6_000_000
    shown = from_disk(path, "#?layer=chen_2017&site=L3")
    expect(shown.locator(".atlas-figure[data-drawn]").first).to_be_attached(timeout=30_000)
    expect(shown.locator(".atlas-detail")).to_contain_text("Lumbar spine", timeout=15_000)
    shown.get_by_role("button", name="Share", exact=True).click()
    expect(shown.locator(".atlas-share")).to_be_visible()
    expect(shown.locator("[data-take-home]")).to_have_count(0)
