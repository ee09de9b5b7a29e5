"""The atlas page as a reader uses it: open a view, find a bone's pixel, read what is on the screen."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Locator, Page, expect
from waiting import until, until_idle

from bone_atlas.app.catalogue import Catalogue
from tests.atlas import ATLAS

FIGURE = ".atlas-skeleton .atlas-figure"
RANKING = ".atlas-ranking .atlas-figure"
COMPARISON = ".atlas-comparison .atlas-figure"
NOTICES = ".atlas-notices"
STUDY, NAMES, ROUTES = ".atlas-study", ".atlas-language", ".atlas-routes"
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
VIEW_NAMES = {"front": "Front", "back": "Back", "left": "Left side", "all": "All"}

# The middle of the roomiest spot of a bone that lies in the window; the same spot on every run.
POINT = """([selector, bone]) => {
  const {plot} = document.querySelector(selector).atlasView;
  const {xaxis, yaxis} = plot.element._fullLayout;
  const box = plot.element.getBoundingClientRect();
  const at = (x, y) => plot.hit.topmost(xaxis.p2d(x), yaxis.p2d(y)) === bone;
  const inside = (x, y) => x > 0 && y > 0 && x < xaxis._length && y < yaxis._length;
  let best = null;
  for (const [, trace, from, to] of plot.meta.bones.filter(([id]) => id === bone)) {
    const {x, y} = plot.base.data[trace];
    const xs = x.slice(from, to).filter((v) => v != null).map((v) => xaxis.d2p(v));
    const ys = y.slice(from, to).filter((v) => v != null).map((v) => yaxis.d2p(v));
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    for (let i = 1; i < 24; i += 1) for (let j = 1; j < 24; j += 1) {
      const px = left + (right - left) * i / 24, py = top + (bottom - top) * j / 24;
      if (!inside(px, py) || !at(px, py)) continue;
      let room = 0;
      const free = (r) => at(px + r, py) && at(px - r, py) && at(px, py + r) && at(px, py - r);
      while (room < 6 && free(room + 1)) room += 1;
      if (!best || room > best[2]) best = [px, py, room];
    }
  }
  return best && [box.left + xaxis._offset + best[0], box.top + yaxis._offset + best[1], best[2]];
}"""

IN_URL = """
  const query = new URLSearchParams(location.search || location.hash.split("?")[1]);
  const holds = (wanted) => Object.entries(wanted).every(([key, value]) => query.get(key) === value);
"""

# What is really drawn: the computed fill of each filled trace, a pattern told by its lines and its ground.
FILLS = """(selector) => {
  const {element} = document.querySelector(selector).atlasView.plot;
  const digits = (value) => Math.round(value).toString(16).padStart(2, "0");
  const hex = (colour) => "#" + colour.match(/[0-9.]+/g).slice(0, 3).map(digits).join("");
  return element._fullData.map((trace) => {
    const path = element.querySelector(`.scatterlayer .trace${trace.uid} path.js-fill`);
    if (!path || !path.getBoundingClientRect().width) return null;
    const fill = getComputedStyle(path).fill;
    const reference = fill.match(/url\\("?#([^")]+)"?\\)/);
    if (!reference) return fill === "none" ? null : hex(fill);
    const pattern = document.getElementById(reference[1]);
    const ground = getComputedStyle(pattern.querySelector("rect")).fill;
    // The dots of a small group lie on the colour of its value.
    if (pattern.querySelector("circle")) return hex(ground);
    const line = getComputedStyle(pattern.querySelector("path")).stroke;
    return `hatch ${hex(line)} on ${hex(ground)}`;
  });
}"""

# All words of the figure: the labels that Plotly wrote into it, and the key of its colours beside it.
WORDS = """(selector) => {
  const {element} = document.querySelector(selector).atlasView.plot;
  const words = (text) => text.dataset.unformatted ?? text.textContent;
  const texts = (inside) => [...element.querySelectorAll(inside)].map(words);
  const said = (selector) => [...document.querySelectorAll(selector)].map((e) => e.textContent.trim());
  return {
    labels: texts(".annotation text.annotation-text"),
    legend: said(".atlas-key-classes li"),
    title: document.querySelector(".atlas-key-bar") ? said(".atlas-key-title") : [],
    ticks: said(".atlas-key-ticks span"),
  };
}"""


def known() -> Catalogue:
    """Return the data that the page was made from, read again by this process once for all tests."""
    return ATLAS


class AtlasPage:
    """One open page of the atlas.

    Parameters
    ----------
    page : Page
        Of Playwright.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.figure = page.locator(FIGURE)
        self.figure_selector = FIGURE
        self.heading = page.locator(".atlas-detail h2")

    def open(self, **query: str) -> AtlasPage:
        """Load a deep link and wait until its figure is drawn and no script runs."""
        self.page.goto(f"/?{urlencode(query)}")
        self.settle(seconds=45)
        return self

    def prefetched(self) -> AtlasPage:
        """Wait until all that the next acts need has come."""
        expect(self.page.locator(".atlas-scene[data-prefetched]")).to_be_attached(timeout=60_000)
        return self

    def again(self, layer: str, view: str = "front", *sites: str) -> AtlasPage:
        """Bring an open page to a layer, a view and a selection by its controls, or load it.

        Loading is what costs; a zoom is taken back too.
        """
        parts = urlsplit(self.page.url)
        if parts.path != "/" or not parts.scheme.startswith("http"):
            site = {"site": ",".join(sites)} if sites else {}
            return self.open(layer=layer, **({} if view == "front" else {"view": view}), **site)
        self.page.mouse.move(5, 5)
        if self.query().get("site"):
            self.page.evaluate(f"() => {self.view()}.select(null)")
            self.selected()
        if self.query().get("layer") != layer:
            self.choose_layer(layer)
        if self.query().get("view", "front") != view:
            self.choose_view(view)
        self.page.evaluate(f"async () => {{ await {self.view()}.plot.resetZoom(); }}")
        if sites:
            self.select(*sites)
        self.page.evaluate("document.activeElement?.blur()")
        self.settle()
        return self

    def settle(self, seconds: float = 20) -> None:
        """Wait until the skeleton is drawn and the app is idle."""
        expect(self.page.locator(f"{FIGURE}[data-drawn]")).to_be_attached(timeout=seconds * 1000)
        until_idle(self.page, seconds)

    def view(self) -> Any:
        """Return a handle's worth of JavaScript: an expression for the skeleton's view object."""
        return f'document.querySelector("{FIGURE}").atlasView'

    def js(self, body: str) -> Any:
        """Evaluate an expression in which ``view`` is the skeleton's view object."""
        return self.page.evaluate(f"() => {{ const view = {self.view()}; return {body}; }}")

    # What the reader does ------------------------------------------------------------------

    def point(self, bone: str) -> tuple[float, float]:
        """Return a pixel of the window well inside the visible part of a bone."""
        self.js("(view.stage.scrollIntoViewIfNeeded?.(), true)")
        found = self.page.evaluate(POINT, [self.figure_selector, bone])
        assert found, f"{bone} is nowhere on the screen"
        return found[0], found[1]

    def into_sight(self, bone: str) -> tuple[float, float]:
        """Scroll until the pixel of a bone lies in the window; return the pixel."""
        x, y = self.point(bone)
        height = self.page.viewport_size["height"]  # type: ignore[index]
        if not 60 < y < height - 20:
            self.page.evaluate(
                "by => document.querySelector('[data-testid=stMain]').scrollBy(0, by)", y - height / 2
            )
            x, y = self.point_now(bone)
        return x, y

    def point_now(self, bone: str) -> tuple[float, float]:
        """Return a bone's pixel without scrolling."""
        found = self.page.evaluate(POINT, [self.figure_selector, bone])
        assert found, f"{bone} is nowhere on the screen"
        return found[0], found[1]

    def click(self, bone: str) -> None:
        """Click with the mouse inside a bone."""
        self.page.mouse.click(*self.point_now(bone))

    def choose_view(self, view: str) -> None:
        """Press a button of the view switch."""
        self.page.locator(".atlas-view").get_by_role("radio", name=VIEW_NAMES[view], exact=True).click()
        self.in_url(view=None if view == "front" else view)
        self.painted()

    def choose_layer(self, layer: str) -> None:
        """Choose a layer with the pickers of the page."""
        if layer == "article":
            self.page.locator(".atlas-kind").get_by_role("radio", name="The article").click()
        else:
            self.page.locator(".atlas-study").select_option(layer)
        self.in_url(layer=layer)
        self.painted()

    def open_table(self) -> None:
        """Ask for the table twin of what is painted."""
        self.page.get_by_role("button", name="Show as a table").click()
        self.page.locator(".atlas-table").wait_for()

    def select(self, *ids: str) -> None:
        """Select by script, where not the selecting itself is tested."""
        self.page.evaluate(
            f"ids => ids.forEach((id, i) => {self.view()}.select(id, {{add: i > 0}}))",
            list(ids),
        )
        self.selected(*ids)

    # What the reader sees ------------------------------------------------------------------

    def query(self) -> dict[str, str]:
        """Return the parameters of the address; one file has them in its hash."""
        address = urlsplit(self.page.evaluate("location.href"))
        query = address.query or address.fragment.partition("?")[2]
        return {key: values[0] for key, values in parse_qs(query).items()}

    def in_url(self, **wanted: str | None) -> None:
        """Wait until parameters of the address have these values; None means absent."""
        until(self.page, f"() => {{ {IN_URL} return holds({json.dumps(wanted)}); }}", 20)

    def selected(self, *ids: str) -> None:
        """Check what is selected: in the figure and in the address."""
        expect(self.figure).to_have_attribute("data-selected", ",".join(ids))
        self.in_url(site=",".join(ids) or None)

    def painted(self) -> None:
        """Wait until the skeleton shows the layer and the view that the address names."""
        query = self.query()
        name = f"bone-atlas_{query['layer']}_{query.get('view', 'front')}"
        until(self.page, f"() => {self.view()}?.plot.paint?.export?.filename === '{name}'")
        until(self.page, f"() => {self.view()}.plot.ready")
        until(self.page, f"() => {self.view()}.queue.then(() => true)")
        until_idle(self.page)

    def fills(self) -> list[str | None]:
        """Return the colour that each trace is really filled with; None where nothing is drawn."""
        found: list[str | None] = self.page.evaluate(FILLS, FIGURE)
        return found

    def words(self) -> dict[str, list[str]]:
        """Return the words of the figure: its labels, and the classes, title and ticks of its key."""
        found: dict[str, list[str]] = self.page.evaluate(WORDS, FIGURE)
        return found

    def ranges(self) -> dict[str, list[float]]:
        """Return what part of the skeleton is seen, in millimetres."""
        found: dict[str, list[float]] = self.js("view.plot.ranges()")
        return found

    def detail(self) -> str:
        """Return the words of the detail panel."""
        detail = self.page.locator(".atlas-detail").first
        expect(detail).not_to_contain_text("It is on the way", timeout=30_000)
        return detail.inner_text()

    def button(self, name: str) -> Locator:
        """Return a button of the figure's toolbar."""
        toolbar = self.page.locator(":is(.atlas-tools, .atlas-skeleton) .atlas-toolbar")
        return toolbar.get_by_role("button", name=name)


def name(place: str) -> str:
    """Return the English name of the site that a bone, site or group belongs to: the detail's heading."""
    anatomy = known().anatomy
    site = place if anatomy.is_site(place) or anatomy.is_group(place) else anatomy.site_of(place)
    return anatomy.name(site)
