"""Ranking and comparison are drawn without Plotly: the marks and texts that it draws of the same figure."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import pytest
from atlas_page import COMPARISON, RANKING, AtlasPage
from PIL import Image
from playwright.sync_api import Page
from saved_picture import saved_drawing
from waiting import still

from bone_atlas.app.catalogue import catalogue

pytestmark = [pytest.mark.browser, pytest.mark.seconds(20)]

#: What Plotly and we may round differently, in px.
ROUNDING = 1.5
# Ours, and the same figure by Plotly in the same size: boxes of dots and lines, and texts with theirs.
BOTH = """async (selector) => {
  const {plot} = document.querySelector(selector).atlasView;
  const {clientWidth: width, clientHeight: height} = plot.element;
  const theirs = document.createElement("div");
  theirs.style.cssText = `position: fixed; inset: 0 auto auto 0; width: ${width}px; height: ${height}px`;
  document.body.append(theirs);
  const layout = {...plot.layout(null), width, height, autosize: false};
  await Plotly.newPlot(theirs, plot.traces(), layout, {staticPlot: true});
  const boxes = (host, parts) => {
    const {left, top} = host.getBoundingClientRect();
    return [...host.querySelectorAll(parts)].map((part) => {
      const box = part.getBoundingClientRect();
      return [part.textContent, box.left - left, box.top - top, box.width, box.height];
    }).filter(([, , , wide, high]) => wide || high);
  };
  // Ours are one path for all rows, theirs one for each.
  const segments = [...plot.element.querySelectorAll("path.atlas-line")].flatMap((path) =>
    path.getAttribute("d").split("M").slice(1).map((line) => {
      const [xs, ys] = [0, 1].map((k) => line.split("L").map((point) => Number(point.split(",")[k])));
      const [left, top] = [Math.min(...xs), Math.min(...ys)];
      return ["", left, top, Math.max(...xs) - left, Math.max(...ys) - top];
    }));
  const drawn = {
    ours: [boxes(plot.element, "circle.atlas-dot"), segments, boxes(plot.element, "text")],
    theirs: [".point", ".js-line", "text"].map((parts) => boxes(theirs, parts)),
  };
  Plotly.purge(theirs);
  theirs.remove();
  return drawn;
}"""


@pytest.fixture
def page(keep: Callable[..., Page]) -> Page:
    return keep()


def _same(ours: list[list[Any]], theirs: list[list[Any]]) -> bool:
    """Tell whether each box of theirs has one of ours with its text in its place."""

    def near(one: list[Any], other: list[Any]) -> bool:
        return one[0] == other[0] and all(
            abs(a - b) <= ROUNDING for a, b in zip(one[1:], other[1:], strict=True)
        )

    return all(any(near(one, other) for one in ours) for other in theirs)


@pytest.mark.parametrize(
    ("layer", "site", "selector"),
    [
        ("shaked_zari_2025", "hip_bone_left", COMPARISON),
        ("shaked_zari_2025", "hip_bone_left", RANKING),
        ("article", "", RANKING),
    ],
)
def test_rows_are_drawn_as_plotly_draws_them(page: Page, layer: str, site: str, selector: str) -> None:
    AtlasPage(page).again(layer, "front", *([site] if site else []))
    page.locator(f"{selector}[data-drawn]").wait_for()
    still(page)
    drawn = page.evaluate(BOTH, selector)
    for ours, theirs in zip(drawn["ours"], drawn["theirs"], strict=True):
        assert _same(ours, theirs), (ours, theirs)
        # Plotly leaves out the last number of an axis where it ends outside.
        assert len(ours) - len(theirs) in range(3), (ours, theirs)
    assert len(drawn["theirs"][0]) > 3


# The saved drawing in the page: each text in it, and what of it lies outside the picture.
TEXTS = """(svg) => {
  const host = document.createElement("div");
  host.innerHTML = svg;
  document.body.append(host);
  const {left, right, top, bottom} = host.firstElementChild.getBoundingClientRect();
  const texts = [...host.querySelectorAll("text")].map((text) => {
    const box = text.getBoundingClientRect();
    const inside = box.left >= left && box.right <= right && box.top >= top && box.bottom <= bottom;
    return [text.textContent, inside];
  });
  host.remove();
  return texts;
}"""


@pytest.mark.parametrize("layer", ["shaked_zari_2025", "article"])
def test_a_ranking_offers_its_picture_with_all_that_belongs_to_it(page: Page, layer: str) -> None:
    AtlasPage(page).again(layer, "front")
    tools = page.locator(".atlas-ranking .atlas-toolbar")
    with page.expect_download() as saved:
        tools.get_by_role("button", name="Download as PNG").click()
    assert saved.value.suggested_filename == f"bone-atlas_{layer}_ranking.png"
    with Image.open(saved.value.path()) as picture:
        assert picture.width == 3 * 720
        assert len(picture.convert("L").getcolors() or []) > 20, "the picture is empty"
    with page.expect_download() as saved:
        tools.get_by_role("button", name="Download as SVG").click()
    texts = page.evaluate(TEXTS, saved.value.path().read_text(encoding="utf-8"))
    assert [text for text, inside in texts if not inside] == []
    said = " ".join(text for text, _ in texts)
    known = catalogue().layers[layer]
    for report in known.reports:
        assert catalogue().anatomy.name(report.site_id) in said
    for words in (known.title, known.source_text, known.citation[:40], "CC BY 4.0", version("bone-atlas")):
        assert words in said


@pytest.mark.parametrize(
    ("address", "figure", "counted"),
    [
        ("/evidence?part=soil", ".atlas-marrow", "Share of the counted lesions in a region"),
        (
            "/evidence?part=compare&layer=shaked_zari_2025&second=chen_2017",
            ".atlas-derived-ranking",
            "in percentage points of patients with bone metastases",
        ),
    ],
)
def test_marrow_and_difference_offer_their_pictures(
    page: Page, address: str, figure: str, counted: str
) -> None:
    page.goto(address)
    difference = page.get_by_role("radio", name="Difference")
    if "compare" in address:
        difference.click(timeout=45_000)
    plot = page.locator(figure)
    page.locator(f"{figure}[data-drawn], {figure} [data-drawn]").first.wait_for(timeout=45_000)
    out, said = saved_drawing(plot)
    assert out == []
    for words in (counted, "CC BY 4.0", version("bone-atlas")):
        assert words in said


def test_a_site_in_all_studies_offers_its_picture_with_each_source(page: Page) -> None:
    AtlasPage(page).again("shaked_zari_2025", "front", "hip_bone_left")
    page.locator(f"{COMPARISON}[data-drawn]").wait_for(timeout=45_000)
    still(page)
    out, said = saved_drawing(page.locator(".atlas-comparison"))
    assert out == []
    for words in ("in all studies that report it", "CC BY 4.0", version("bone-atlas")):
        assert words in said
    assert catalogue().layers["chen_2017"].source_text in said
