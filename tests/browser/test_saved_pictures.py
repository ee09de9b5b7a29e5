"""Every figure of every page as a picture: whole, with all that it says of itself, in one file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from saved_picture import saved_drawing
from waiting import still

pytestmark = [pytest.mark.browser, pytest.mark.seconds(25)]

#: By address, how many figures of it offer a picture.
PAGES = {
    "/?layer=shaked_zari_2025&site=lumbar_spine": 3,
    "/?page=pathways": 3,
    "/?page=evidence&part=agreement&site=femur": 2,
    "/?page=evidence&part=compare": 2,
    "/?page=evidence&part=soil": 1,
    "/?page=detection": 7,
}
SVG, PNG = "Download as SVG", "Download as PNG, three times the size"
COMPARED = "bone-atlas_shaked_zari_2025_front_and_medicine_today_2018_front.svg"


def opened(keep: Callable[..., Page], address: str) -> Page:
    page = keep()
    page.goto(address)
    expect(page.get_by_role("button", name=SVG)).to_have_count(PAGES[address], timeout=45_000)
    still(page)
    return page


def test_two_that_are_compared_are_one_picture(keep: Callable[..., Page]) -> None:
    page = opened(keep, "/?page=evidence&part=compare")
    with page.expect_download() as saved:
        page.get_by_role("button", name=SVG).last.click()
    assert saved.value.suggested_filename == COMPARED
    out, said = saved_drawing(page.locator(".atlas-compare-first"))
    assert out == []
    for study in ("Shaked Zari 2025", "Medicine Today 2018", "% of 107 patients", "% of 135 patients"):
        assert study in said


@pytest.mark.exhaustive
@pytest.mark.parametrize("address", PAGES)
def test_every_figure_is_saved_whole(keep: Callable[..., Page], address: str) -> None:
    page = opened(keep, address)
    for bar in page.get_by_role("toolbar").filter(has=page.get_by_role("button", name=SVG)).all():
        out, said = saved_drawing(bar)
        assert out == []
        for word in ("Bone Metastasis Atlas", "data version", "CC BY 4.0"):
            assert word in said, bar.get_attribute("aria-label")
        with page.expect_download() as saved:
            bar.get_by_role("button", name=PNG).click()
        with Image.open(saved.value.path()) as picture:
            assert picture.width >= 3 * 300
