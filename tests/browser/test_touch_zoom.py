"""Two fingers, and a double tap, bring the skeleton nearer on a phone: what lay under them still does."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import pytest
from atlas_page import PHONE, AtlasPage
from playwright.sync_api import CDPSession, Page
from test_zoom import span
from waiting import still, until

pytestmark = [pytest.mark.browser, pytest.mark.seconds(20)]

Point = tuple[float, float]
#: Between the touches of a hand, in seconds: the browser is told when, so no busy machine makes them slower.
APART_S = 0.04
ZOOMED = "() => document.querySelector('.atlas-skeleton .atlas-figure').atlasView.plot.zoomed"


class Hand:
    """Fingers on a page.

    Parameters
    ----------
    page : Page
        One with a touch screen.
    """

    def __init__(self, page: Page) -> None:
        self._devtools: CDPSession = page.context.new_cdp_session(page)
        self._now = time.time()

    def touch(self, kind: str, *fingers: Point) -> None:
        """Send what fingers do: ``touchStart``, ``touchMove`` or ``touchEnd``, and where they are then."""
        self._now += APART_S
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(fingers)]
        self._devtools.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": points, "timestamp": self._now}
        )

    def pinch(self, middle: Point, distances: Sequence[float]) -> None:
        """Put two fingers down beside a point and draw them to other distances from each other."""
        fingers = [[(middle[0] - d / 2, middle[1]), (middle[0] + d / 2, middle[1])] for d in distances]
        self.touch("touchStart", *fingers[0])
        for pair in fingers[1:]:
            self.touch("touchMove", *pair)
        self.touch("touchEnd")

    def double_tap(self, at: Point) -> None:
        """Tap twice."""
        for _ in range(2):
            self.touch("touchStart", at)
            self.touch("touchEnd")


def phone(keep: Callable[..., Page]) -> AtlasPage:
    return AtlasPage(keep(**PHONE)).again("shaked_zari_2025")


def test_two_fingers_zoom_about_what_lies_between_them(keep: Callable[..., Page]) -> None:
    atlas = phone(keep)
    whole = span(atlas.ranges())
    x, y = atlas.into_sight("hip_bone_left")
    hand = Hand(atlas.page)
    hand.pinch((x, y), (60, 90, 120))
    until(atlas.page, ZOOMED)
    still(atlas.page)
    assert span(atlas.ranges()) == pytest.approx(whole / 2, rel=0.05)
    assert atlas.js(f"view.plot.hit.at({x}, {y}, 0)") == "hip_bone_left", "it is no longer under the fingers"
    assert atlas.page.evaluate("visualViewport.scale") == 1, "the page was zoomed instead"
    hand.pinch((x, y), (120, 90, 60))
    until(
        atlas.page,
        f"() => {{ const {{y: [a, b]}} = {atlas.view()}.plot.ranges(); return b - a > {whole * 0.9}; }}",
    )
    assert atlas.query().get("site") is None, "two fingers select nothing"


def test_a_double_tap_comes_nearer(keep: Callable[..., Page]) -> None:
    atlas = phone(keep)
    whole = span(atlas.ranges())
    x, y = atlas.into_sight("hip_bone_left")
    Hand(atlas.page).double_tap((x, y))
    until(atlas.page, ZOOMED)
    still(atlas.page)
    assert span(atlas.ranges()) < 0.8 * whole
    assert atlas.js(f"view.plot.hit.at({x}, {y}, 12)") == "hip_bone_left", "it is no longer under the finger"
    assert atlas.page.evaluate("visualViewport.scale") == 1, "the page was zoomed instead"
