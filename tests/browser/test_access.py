"""axe-core on the real page, light and dark, with and without a selection, on a phone."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any, Literal

import pytest
from atlas_page import COMPARISON, PHONE, AtlasPage
from pathways_page import DIAGRAM, PathwaysPage
from playwright.sync_api import BrowserContext, Page
from waiting import in_theme

pytestmark = [pytest.mark.browser, pytest.mark.seconds(50)]

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = """async () => {
  const {violations} = await axe.run(document, {resultTypes: ["violations"]});
  const node = (n) => [n.target.join(" "), n.html.slice(0, 240), n.failureSummary ?? ""];
  return violations.map((v) => ({id: v.id, impact: v.impact, help: v.help, nodes: v.nodes.map(node)}));
}"""
# Streamlit's own markup, which we cannot change: (rule, part of the node's HTML or selector that proves it).
STREAMLITS: tuple[tuple[str, str], ...] = ()


def violations(atlas: AtlasPage) -> list[dict[str, Any]]:
    """Run axe-core and return what is wrong with markup of ours."""
    if not atlas.page.evaluate("'axe' in globalThis"):
        atlas.page.evaluate(AXE)  # through the debugger, which our content security policy does not bind
    found: list[dict[str, Any]] = atlas.page.evaluate(RUN)
    for violation in found:
        violation["nodes"] = [
            node for node in violation["nodes"]
            if not any(violation["id"] == rule and part in node[0] + node[1] for rule, part in STREAMLITS)
        ]  # fmt: skip
    return [violation for violation in found if violation["nodes"]]


def told(found: list[dict[str, Any]]) -> str:
    """Return violations as lines to read."""
    return "\n".join(
        f"{v['id']} ({v['impact']}): {v['help']}\n    {node}" for v in found for node in v["nodes"]
    )


def clean(atlas: AtlasPage, where: str, schemes: tuple[Literal["light", "dark"], ...] = SCHEMES) -> None:
    """Run axe-core in each theme, switched on the open page."""
    for scheme in schemes:
        in_theme(atlas.page, scheme)
        found = violations(atlas)
        assert not found, f"{where}, {scheme}\n{told(found)}"


def test_axe_finds_nothing(page: Page) -> None:
    atlas = AtlasPage(page).open(layer="article")
    clean(atlas, "nothing selected")
    atlas.choose_layer("shaked_zari_2025.triple_negative")
    atlas.select("L3")
    page.locator(f"{COMPARISON}[data-drawn]").wait_for()
    atlas.open_table()
    clean(atlas, "a bone, its comparison and the table")
    atlas.select("L3", "sternum")
    atlas.button("List of bones").click()
    clean(atlas, "two bones and the list")


def test_axe_finds_nothing_on_a_phone(new_context: Callable[..., BrowserContext]) -> None:
    atlas = AtlasPage(new_context(**PHONE).new_page()).open(layer="shaked_zari_2025", site="hip_bone_left")
    clean(atlas, "a phone", ("light",))


def test_axe_would_find_something(page: Page) -> None:
    """The guard of the guard: an image without a text is found."""
    atlas = AtlasPage(page).open(layer="article")
    page.evaluate("""() => {
      const image = new Image(40, 40);
      image.src = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=";
      document.querySelector(".atlas-brand").append(image);
    }""")
    assert "image-alt" in {violation["id"] for violation in violations(atlas)}


def test_axe_finds_nothing_on_the_pathways(page: Page) -> None:
    ways = PathwaysPage(page).open(journey="plexus_pelvis_left", step="7")
    page.get_by_role("button", name="Show the steps as a table").click()
    page.locator(".atlas-table").first.wait_for()
    clean(ways, "a journey and its table")
    ways.open(site="pelvis", route="vertebral_venous")
    page.locator(DIAGRAM).get_by_role("button", name="List of vessels and bones").click()
    clean(ways, "a site and the list")


def test_axe_finds_nothing_on_the_pathways_on_a_phone(new_context: Callable[..., BrowserContext]) -> None:
    ways = PathwaysPage(new_context(**PHONE).new_page()).open(site="internal_vertebral_venous_plexus")
    clean(ways, "a phone", ("light",))
