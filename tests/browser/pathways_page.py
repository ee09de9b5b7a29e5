"""The pathways page as a reader uses it: play a journey, point at a vessel, read what is lit."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from atlas_page import VIEW_NAMES, AtlasPage
from playwright.sync_api import Locator, Page, expect
from waiting import until, until_idle

from bone_atlas.routes import Routes
from tests.atlas import ROUTES

BODY = ".atlas-routes-body .atlas-figure"
DIAGRAM = ".atlas-diagram .atlas-figure"
PANEL = ".atlas-route-panel"
#: As fast as a test wants it.
FAST = "() => { document.querySelector('.atlas-player').atlasPlayback.speed = 40; }"
#: What can be pressed and is too small for a finger.
SMALL = """() => [...document.querySelectorAll(".atlas-scene :is(button, select, summary)")]
  .filter((element) => element.checkVisibility())
  .map((element) => [element.ariaLabel || element.textContent, element.getBoundingClientRect()])
  .filter(([, {width, height}]) => height < 44 || width < 24)
  .map(([name, {width, height}]) => `${name}: ${width} x ${height}`)"""

# The middle of a node, or the point of an edge that no node covers and that is nearest to its middle.
PIXEL = """([selector, id]) => {
  const {plot} = document.querySelector(selector).atlasView;
  const {xaxis, yaxis} = plot.element._fullLayout;
  const box = plot.element.getBoundingClientRect();
  const pixel = ([x, y]) => [box.left + xaxis._offset + xaxis.d2p(x), box.top + yaxis._offset + yaxis.d2p(y)];
  const node = plot.hit.nodes.find((n) => n.id === id);
  if (node) return pixel([(node.x0 + node.x1) / 2, (node.y0 + node.y1) / 2]);
  const {points} = plot.hit.edges.find((e) => e.id === id);
  const tries = points.slice(1).flatMap(([x, y], i) => [0.25, 0.5, 0.75].map((t) =>
    pixel([points[i][0] + (x - points[i][0]) * t, points[i][1] + (y - points[i][1]) * t])));
  const order = tries.map((p, i) => [Math.abs(i - tries.length / 2), p]).sort((a, b) => a[0] - b[0]);
  return order.map(([, p]) => p).find(([x, y]) => plot.hit.at(x, y, 3) === id) ?? null;
}"""

# The segments that a figure draws strongly.
STRONG = {
    DIAGRAM: """(selector) => {
      const {plot} = document.querySelector(selector).atlasView;
      return plot.hit.edges.filter(({curve}) => {
        const path = plot.element.querySelector(`.scatterlayer .trace${plot.element._fullData[curve].uid}`);
        return path && plot.hit.isShown(curve) && Number(path.style.opacity || 1) > 0.5;
      }).map(({id}) => id);
    }""",
    BODY: """(selector) => {
      const {plot, network} = document.querySelector(selector).atlasView;
      const lit = plot.overlay.panels.flatMap(({groups}) =>
        groups.filter(({path, strong}) => strong && Number(path.getAttribute("opacity")) === 1));
      return lit.map(({segments}) => segments.map((i) => network.segments[i].id).join(" "));
    }""",
}

# Where the cell stands in each part of the body, in pixels of the window.
CELLS = """(selector) => {
  const cells = [...document.querySelectorAll(`${selector} .atlas-cell`)].filter((cell) => !cell.hidden);
  return cells.map((cell) => cell.getBoundingClientRect()).map((box) => [
    box.left + box.width / 2, box.top + box.height / 2]);
}"""

# Where a step of a journey ends in each part of the body, in pixels of the window.
ENDS = """([selector, journey, step]) => {
  const {plot} = document.querySelector(selector).atlasView;
  const box = plot.overlay.element.getBoundingClientRect();
  return plot.overlay.panels.map((panel) => {
    const [x, y] = plot.overlay.pixel(panel, panel.part.paths[panel.part.journeys[journey][step - 1]].at(-1));
    return [box.left + x, box.top + y];
  });
}"""


# Whether the cell stands at the end of a step, in each part of the body.
STANDS = f"""([selector, journey, step]) => {{
  if (document.querySelector(".atlas-player").dataset.moving !== "false") return false;
  const cells = ({CELLS})(selector), ends = ({ENDS})([selector, journey, step]);
  return cells.length === ends.length &&
    cells.every(([x, y], i) => Math.abs(x - ends[i][0]) < 1.5 && Math.abs(y - ends[i][1]) < 1.5);
}}"""

# Put the player somewhere without a click, where not the player itself is tested.
STAND = """([journey, step]) => {
  const {atlasPlayback: playback} = document.querySelector(".atlas-player");
  playback.choose(journey || playback.offered[0].id);
  if (step) playback.go(step);
  document.activeElement.blur(); // a key is the figure's only where nothing else has the focus
}"""

#: Classes of the rows of buttons, where they are not called as in the address.
ROUTE_BUTTONS = {
    "": "Both routes",
    "pulmonary_systemic": "Lungs",
    "vertebral_venous": "Vertebral veins",
    "local_lymphatic": "Lymph",
}


def routes() -> Routes:
    """Return what the page must agree with, read again by this process."""
    return ROUTES


class PathwaysPage(AtlasPage):
    """One open pathways page."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.figure = page.locator(BODY)
        self.figure_selector = BODY
        self.player = page.locator(".atlas-player")

    @property
    def labels(self) -> Locator:
        """The names of vessels that are seen on the body; the halo of a line has no words."""
        return self.page.locator(f"{BODY} .annotation:visible").filter(has_text=re.compile(r"\S"))

    def button(self, name: str) -> Locator:
        """Return a button of the body's toolbar: the diagram has one too."""
        return self.figure.get_by_role("button", name=name)

    def open(self, **query: str) -> PathwaysPage:
        """Load a deep link and wait until body, diagram and player are there and no script runs."""
        self.page.goto(f"/pathways?{urlencode(query)}")
        self.settle(seconds=45)
        return self

    def at(self, *, journey: str = "", step: int = 0, **choices: str) -> PathwaysPage:
        """Bring a page that other tests have used to where a test begins; only the first time it is loaded.

        Parameters
        ----------
        journey, step : str, int
            Where the player stands; without a journey at the start of the one that is offered first.
        choices : str
            Of the row of buttons on top: ``view``, ``route``, ``breast``, as in the address.
        """
        if "/pathways" not in self.page.url:
            self.open()
        self.js("view.select(null)")
        self.js("(document.querySelector('.atlas-player').atlasPlayback.speed = 1)")
        self.choose(choices)
        if self.js("view.plot.zoomed"):
            self.button("Show the whole figure").click()
        self.page.evaluate(STAND, [journey, step])
        shown = self.page.evaluate("() => document.querySelector('.atlas-player').dataset.journey")
        self.in_url(journey=shown, step=str(step) if step else None, site=None)
        self.settle()
        return self

    def choose(self, choices: dict[str, str]) -> None:
        """Press buttons of the row on top, where others are pressed."""
        wanted = {"route": "", "breast": "left", "view": "front", **choices}
        buttons = {
            "route": ROUTE_BUTTONS[wanted["route"]],
            "breast": f"{wanted['breast'].capitalize()} breast",
            "view": VIEW_NAMES[wanted["view"]],
        }
        for row, name in buttons.items():
            button = self.page.locator(f".atlas-{row}").get_by_role("radio", name=name, exact=True)
            if button.get_attribute("aria-checked") != "true":
                button.click()
                standing = {"route": "", "breast": "left", "view": "front"}[row]
                self.in_url(**{row: wanted[row] if wanted[row] != standing else None})
                until_idle(self.page)
        until(self.page, f"() => {self.view()}.queue.then(() => true)")
        panels = 3 if wanted["view"] == "all" else 1
        until(self.page, f"() => {self.view()}.plot.overlay.panels.length === {panels}")

    def settle(self, seconds: float = 20) -> None:
        """Wait until all is drawn and the app is idle."""
        for selector in (f"{BODY}[data-lit]", f"{DIAGRAM}[data-lit]", ".atlas-player[data-ready]"):
            expect(self.page.locator(selector)).to_be_attached(timeout=seconds * 1000)
        until_idle(self.page, seconds)

    def painted(self) -> None:
        """Wait until the body is drawn in the view that the address names."""
        name = f"bone-atlas_routes_{self.query().get('view', 'front')}"
        until(self.page, f"() => {self.view()}?.plot.paint?.export?.filename === '{name}'")
        until(self.page, f"() => {self.view()}.queue.then(() => true)")
        until_idle(self.page)

    def view(self) -> Any:
        """Return the JavaScript expression of the body's view object."""
        return f'document.querySelector("{BODY}").atlasView'

    def press(self, name: str) -> None:
        """Click a button of the player."""
        self.player.get_by_role("button", name=name, exact=True).click()

    def stands(self, journey: str, step: int, **more: str) -> None:
        """Check where the player stands; keywords are further data attributes."""
        for name, value in {"journey": journey, "step": str(step), **more}.items():
            expect(self.player).to_have_attribute(f"data-{name}", value, timeout=15_000)

    def caption(self) -> Locator:
        """Return the words of the step."""
        return self.player.locator(".atlas-card")

    def place(self, item: str) -> tuple[float, float]:
        """Return a pixel of the window on a node or an edge of the diagram."""
        self.page.locator(DIAGRAM).scroll_into_view_if_needed()
        found = self.page.evaluate(PIXEL, [DIAGRAM, item])
        assert found, f"{item} can nowhere be clicked in the diagram"
        return found[0], found[1]

    def strong(self, selector: str = DIAGRAM) -> set[str]:
        """Return what is drawn strongly: segments of the diagram, or lines of the body by their segments."""
        return set(self.page.evaluate(STRONG[selector], selector))

    def lit_on_the_body(self, segments: set[str]) -> None:
        """Check that the body draws a line strongly only if one of its segments is lit, and misses none.

        Lines of the second rank stand for a segment where it has no others, so what is missing must lie in
        lines that are drawn already.
        """
        drawn = [set(line.split()) for line in self.strong(BODY)]
        assert all(line & segments for line in drawn), (drawn, segments)
        seen = set().union(*drawn)
        missing = {s for s in segments - seen if not routes().segments[s].not_drawn_reason}
        assert not missing, missing

    def lit(self, segments: set[str]) -> None:
        """Wait until the diagram lights these segments and no others."""
        strong = f"({STRONG[DIAGRAM]})('{DIAGRAM}').sort().join()"
        wanted = ",".join(sorted(segments))
        try:
            until(self.page, f"() => {strong} === '{wanted}'", seconds=5)
        except TimeoutError:
            assert self.strong() == segments

    def cells(self) -> list[list[float]]:
        """Return where the cell stands in each part of the body."""
        found: list[list[float]] = self.page.evaluate(CELLS, BODY)
        return found

    def cell_x(self) -> str:
        """Return the JavaScript expression of how far to the right the cell stands."""
        return f"({CELLS})('{BODY}')[0][0]"

    def ends(self, journey: str, step: int) -> list[list[float]]:
        """Return where a step ends in each part of the body."""
        found: list[list[float]] = self.page.evaluate(ENDS, [BODY, journey, step])
        return found

    def arrived(self, journey: str, step: int) -> None:
        """Wait until the cell stands at the end of a step, in every part of the view."""
        standing = f"({STANDS})(['{BODY}', '{journey}', {step}])"
        try:
            until(self.page, f"() => {standing}")
        except TimeoutError:
            assert self.cells() == self.ends(journey, step)
