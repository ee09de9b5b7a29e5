"""The head of a page: what the atlas is, its links, and the menu of a narrow window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from atlas_page import PHONE, AtlasPage
from playwright.sync_api import BrowserContext, Page, expect

from bone_atlas.app.registry import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.seconds(25)]

LINKED = [entry for entry in PAGES if not entry.bare]
#: A finger needs so many CSS px (WCAG 2.2, 2.5.5).
FINGER = 44


def test_each_link_of_the_menu_opens_its_page_in_the_same_session(
    new_context: Callable[..., BrowserContext],
) -> None:
    page = new_context(**PHONE).new_page()
    AtlasPage(page).open(layer="shaked_zari_2025", site="L3")
    loads: list[str] = []
    page.on("request", lambda request: loads.append(request.url) if request.is_navigation_request() else None)
    menu = page.locator(".atlas-menu")
    expect(page.locator(".atlas-links")).to_be_hidden()
    for entry in [*LINKED[1:], LINKED[0]]:
        menu.get_by_text("Menu").click()
        link = menu.get_by_role("link", name=entry.title, exact=True)
        for box in (link.bounding_box(), menu.locator("summary").bounding_box()):
            assert box is not None
            assert min(box["width"], box["height"]) >= FINGER
        # At its lower edge: the rows once lay over each other, and the next page opened.
        box = link.bounding_box()
        assert box is not None
        page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] - 3)
        expect(page).to_have_title(f"{entry.title} · Bone Metastasis Atlas", timeout=20_000)
        expect(menu.locator("[aria-current=page]")).to_have_text(entry.title)
        expect(menu).not_to_have_attribute("open", "")
    expect(page.locator(".atlas-detail h2").first).to_have_text("Lumbar spine", timeout=20_000)
    assert not loads, "a page was loaded anew, and the session with what was under way is gone"


def test_the_head_says_what_this_is_and_fits_every_window(keep: Callable[..., Page]) -> None:
    page = keep()
    AtlasPage(page).open(layer="article")
    for width, height in (
        (320, 640),
        (390, 664),
        (683, 384),
        (844, 390),
        (1024, 768),
        (1100, 800),
        (1366, 653),
    ):
        page.set_viewport_size({"width": width, "height": height})
        expect(page.get_by_text("Where breast cancer spreads in the skeleton")).to_be_visible()
        shown = [
            page.locator(selector).bounding_box()
            for selector in (".atlas-brand h1", ".atlas-brand p", ".atlas-links", ".atlas-menu summary")
            if page.locator(selector).is_visible()
        ]
        title, *others = [box for box in shown if box]
        assert len(others) == 2  # the sentence, and links or menu
        ending = max(box["x"] + box["width"] for box in (title, others[0]))
        assert ending <= others[1]["x"], f"title and links overlap at {width}x{height}"
        assert others[1]["x"] + others[1]["width"] <= width - 24, "Streamlit's menu is covered"


def test_a_link_goes_back_and_forward_as_any_other(keep: Callable[..., Page]) -> None:
    page = keep()
    atlas = AtlasPage(page).open(layer="shaked_zari_2025", site="L3")
    page.get_by_role("link", name="Sources", exact=True).click()
    expect(page).to_have_title("Sources · Bone Metastasis Atlas", timeout=20_000)
    page.go_back()
    expect(page).to_have_title("Atlas · Bone Metastasis Atlas", timeout=20_000)
    expect(atlas.heading).to_have_text("Lumbar spine", timeout=20_000)
    page.go_forward()
    expect(page).to_have_title("Sources · Bone Metastasis Atlas", timeout=20_000)
