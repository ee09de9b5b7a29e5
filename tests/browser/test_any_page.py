"""Every page fits its window and is clean, in both themes and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from any_page import PAGES, accessible, as_phone, came_up, fits
from atlas_page import PHONE
from playwright.sync_api import BrowserContext, Page
from waiting import in_theme

pytestmark = [pytest.mark.browser, pytest.mark.seconds(50)]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_fits_and_axe_finds_nothing_in_both_themes_and_on_a_phone(page: Page, address: str) -> None:
    came_up(page, address)
    assert urlsplit(page.evaluate("location.href")).path == urlsplit(address).path
    for scheme in ("light", "dark"):
        in_theme(page, scheme)
        fits(page)
        accessible(page)
    in_theme(page, "light")
    as_phone(page)
    fits(page)
    accessible(page)


@pytest.mark.parametrize(
    "address",
    [
        address if "agreement" in address else pytest.param(address, marks=pytest.mark.exhaustive)
        for address in PAGES
    ],
)
def test_a_page_that_is_loaded_on_a_phone_fits_and_axe_finds_nothing(
    new_context: Callable[..., BrowserContext], address: str
) -> None:
    page = new_context(**PHONE).new_page()
    came_up(page, address)
    fits(page)
    accessible(page)
