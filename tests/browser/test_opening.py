"""What is seen before the page stands: at once, and after little was fetched."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect
from test_layout_shift import MOST as MOST_SHIFT
from test_layout_shift import WATCH
from waiting import drawn_again, until

pytestmark = [pytest.mark.browser, pytest.mark.seconds(25)]

OPENING = "#atlas-opening"
#: 400 kbit/s bring 400 KB in 8 s; what else is on its way at the same time takes most of them.
MOST_BYTES = 40_000
SOON_MS = 8000
#: 400 kbit/s and 400 ms.
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def without_scripts(page: Page) -> list[int]:
    """Answer no script, nor the sheet for paper; return a list of the sizes of what else is answered."""
    sizes: list[int] = []

    def decide(route: Route) -> None:
        is_for_paper = "/viz/print" in route.request.url
        if route.request.resource_type in {"document", "stylesheet"} and not is_for_paper:
            answer = route.fetch()
            sizes.append(int(answer.headers.get("content-length", len(answer.body()))))
            route.fulfill(response=answer)
        # What else is asked for is never answered.

    page.route("**/*", decide)
    return sizes


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("address", "page_name"), [("/", "Atlas"), ("/?page=pathways", "Pathways")])
def test_the_opening_needs_the_start_page_and_two_style_sheets(
    new_context: Callable[..., BrowserContext], address: str, page_name: str, scheme: str
) -> None:
    page = new_context(fresh=True, color_scheme=scheme).new_page()
    sizes = without_scripts(page)
    page.goto(address, wait_until="commit")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bone Metastasis Atlas")
    expect(page.locator(OPENING)).to_contain_text("Where breast cancer spreads in the skeleton")
    expect(page.get_by_role("status")).to_have_text(f"{page_name} is on its way.")
    until(page, PAINTED, 30)
    drawing = page.locator(f"{OPENING} svg")
    expect(drawing).to_be_visible()
    assert drawing.evaluate("(svg) => getComputedStyle(svg).fill") == "none"
    background = page.locator(OPENING).evaluate("(e) => getComputedStyle(e).backgroundColor")
    assert background == {"light": "rgb(255, 255, 255)", "dark": "rgb(21, 23, 26)"}[scheme]
    assert len(sizes) == 3
    assert sum(sizes) < MOST_BYTES
    page.unroute_all(behavior="ignoreErrors")


def test_without_a_drawing_a_page_says_what_it_is(page: Page) -> None:
    answer = page.request.get("/?page=evidence&part=claims")
    assert urlsplit(answer.url).path == "/"
    assert "<title>Evidence · Bone Metastasis Atlas</title>" in answer.text()
    assert "Evidence is on its way." in answer.text()
    assert "<svg viewBox" not in answer.text()


def through_a_slow_line(page: Page) -> None:
    """Let the page fetch all through slow 3G."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", SLOW_3G)


@pytest.mark.parametrize("address", ["/", "/?page=pathways", "/?page=evidence"])
def test_a_slow_line_shows_the_title_soon(new_context: Callable[..., BrowserContext], address: str) -> None:
    page = new_context(fresh=True).new_page()
    through_a_slow_line(page)
    page.goto(address, wait_until="commit")
    painted_ms = until(page, PAINTED, 30)
    assert painted_ms <= SOON_MS
    expect(page.locator(f"{OPENING} h1")).to_be_visible()
    expect(page.locator(f"{OPENING} svg")).to_have_count(0 if "evidence" in address else 1)


@pytest.mark.exhaustive
@pytest.mark.parametrize("address", ["/", "/?page=pathways"])
def test_a_slow_line_brings_the_page_in_its_place(
    new_context: Callable[..., BrowserContext], address: str
) -> None:
    page = new_context(fresh=True).new_page()
    page.add_init_script(WATCH)
    through_a_slow_line(page)
    page.goto(address, wait_until="commit")
    expect(page.locator(OPENING)).to_be_visible(timeout=30_000)
    expect(page.locator(OPENING)).to_have_count(0, timeout=90_000)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.locator(".atlas-scene[data-selected]")).to_be_visible()
    drawn_again(page)
    assert sum(page.evaluate("shifts.map(({value}) => value)")) <= MOST_SHIFT
