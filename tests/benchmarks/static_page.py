"""A bare page without Streamlit: skeleton and comparison, drawn by `Plotly.react`."""

from __future__ import annotations

import json
from importlib.resources import files
from statistics import median

from playwright.sync_api import Browser, Page

from bone_atlas.app.catalogue import catalogue
from bone_atlas.figures import comparison, skeleton

VIEWPORT = {"width": 1366, "height": 768}

# Draw another comparison and another outline, and wait until they are painted.
REACT = """([figure, outline]) => new Promise((done) => {
  const start = performance.now();
  Promise.all([
    Plotly.react("comparison", figure.data, figure.layout),
    Plotly.relayout("skeleton", {shapes: outline}),
  ]).then(() => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))));
})"""


def measure_react(browser: Browser, sites: list[str]) -> list[float]:
    """Return how long each change takes until it is painted, in milliseconds."""
    found = catalogue()
    painted = skeleton.skeleton(found.layers["article"], "front", found.anatomy)
    page = browser.new_context(viewport=VIEWPORT, bypass_csp=True).new_page()  # type: ignore[arg-type]
    page.set_content("<div id='skeleton' style='height:600px;width:500px'></div><div id='comparison'></div>")
    page.add_script_tag(content=(files("plotly") / "package_data" / "plotly.min.js").read_text("utf-8"))
    page.evaluate("([f]) => Plotly.newPlot('skeleton', f.data, f.layout)", [json.loads(painted.to_json())])
    page.evaluate("Plotly.newPlot('comparison', [], {})")
    times = [_react(page, site) for site in sites]
    page.context.close()
    return times


def _react(page: Page, site: str) -> float:
    found = catalogue()
    figure = comparison.comparison(site, comparison.by_unit(site, found.layers.values()), "light")
    outline = [{"type": "rect", "x0": 0, "y0": 0, "x1": 50, "y1": 50}]
    return float(page.evaluate(REACT, [json.loads(figure.to_json()), outline]))


def middle(times: list[float]) -> float:
    """Return the median, without the first: it draws what was not there."""
    return median(times[1:])
