"""What else the figure does: tooltip, loading without a jump, saved pictures, the live theme."""

from __future__ import annotations

import csv
import io
import struct
from collections.abc import Callable

import pytest
import rows
from atlas_page import FIGURE, AtlasPage, known
from playwright.sync_api import BrowserContext, Page, Route, expect
from waiting import steady, still, until, until_idle

from bone_atlas.figures import colours
from bone_atlas.layers import Proportion

pytestmark = [pytest.mark.browser, pytest.mark.seconds(40)]

STAGE = f"{FIGURE} .atlas-stage"
BOX = """(selector) => {
  const box = document.querySelector(selector)?.getBoundingClientRect();
  return box && [box.left, box.top, box.width, box.height];
}"""


@pytest.fixture
def page(keep: Callable[..., Page]) -> Page:
    """One page for all tests of this file."""
    return keep()


@pytest.mark.parametrize("bone", ["L3", "rib_7_left", "clavicle_left", "patella_right"])
def test_tooltip_tells_the_row(page: Page, bone: str) -> None:
    atlas = AtlasPage(page).again("shaked_zari_2025")
    layer = known().layers["shaked_zari_2025"]
    page.mouse.move(*atlas.point_now(bone))
    tip = atlas.figure.locator(".atlas-tooltip")
    expect(tip).to_be_visible()
    text = tip.inner_text().replace("\n", " | ")
    assert text.startswith(known().anatomy.label(bone))
    value = layer.value(bone)
    if not isinstance(value, Proportion):
        assert "not reported" in text
        assert "%" not in text
    else:
        said = rows.said(rows.observations()[value.observation_id])
        assert f"{said.value} ({said.count} {layer.unit_label})" in text
        assert said.interval in text
    if bone == "clavicle_left":
        assert "Scapula and clavicle" in text, "given for both together, which it must say"
    page.mouse.move(5, 5)
    expect(tip).to_be_hidden()


def hold_plotly(page: Page) -> Callable[[], None]:
    """Keep plotly.js back until the returned function is called."""
    held: list[Route] = []
    free: list[bool] = []
    page.route("**/plotly*.js", lambda route: route.continue_() if free else held.append(route))

    def release() -> None:
        free.append(True)
        for route in held:
            route.continue_()

    return release


@pytest.mark.parametrize("view", ["front", "left"])
def test_nothing_moves_while_loading(context: BrowserContext, view: str) -> None:
    page = context.new_page()
    release = hold_plotly(page)
    page.goto(f"/?layer=shaked_zari_2025&view={view}")
    until(page, f"() => document.querySelector('{STAGE}')?.dataset.preview === 'shown'", 45)
    until_idle(page)
    steady(page, STAGE)
    stage = page.evaluate(BOX, STAGE)
    picture = page.evaluate(PREVIEW_BOX, STAGE)
    release()
    atlas = AtlasPage(page)
    atlas.settle()
    still(page)
    assert page.evaluate(BOX, STAGE) == pytest.approx(stage, abs=0.5)
    assert page.locator(f"{FIGURE} .atlas-preview").count() == 0
    bones = page.evaluate(PLOT_BOX, FIGURE)
    assert picture == pytest.approx(bones, abs=3), "the light picture lies beside the figure"


# Where the light picture shows the skeleton: its outline is an image of the whole body.
PREVIEW_BOX = """(selector) => {
  const b = document.querySelector(selector + " .atlas-light image").getBoundingClientRect();
  return [b.left, b.top, b.width, b.height];
}"""
PLOT_BOX = """(selector) => {
  const {plot} = document.querySelector(selector).atlasView;
  const {xaxis, yaxis} = plot.element._fullLayout;
  const b = plot.element.getBoundingClientRect();
  const {x, y} = plot.meta.ranges.narrow;
  const [left, right] = x.map((v) => b.left + xaxis._offset + xaxis.d2p(v));
  const [bottom, top] = y.map((v) => b.top + yaxis._offset + yaxis.d2p(v));
  return [left, top, right - left, bottom - top];
}"""


def test_png_is_three_times_the_figure(page: Page) -> None:
    atlas = AtlasPage(page).again("shaked_zari_2025", "back")
    box = page.locator(f"{FIGURE} .atlas-plot").bounding_box()
    assert box is not None
    with page.expect_download() as waiting:
        atlas.button("Download as PNG").click()
    assert waiting.value.suggested_filename == "bone-atlas_shaked_zari_2025_back.png"
    content = waiting.value.path().read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", content[16:24])
    assert abs(width - 3 * box["width"]) <= 3
    assert height >= 3 * box["height"] - 3
    assert len(content) > 100_000, "an empty picture is smaller"


def test_svg_tells_what_it_shows(page: Page) -> None:
    atlas = AtlasPage(page).again("shaked_zari_2025", "front", "L3")
    with page.expect_download() as waiting:
        atlas.button("Download as SVG").click()
    assert waiting.value.suggested_filename.endswith(".svg")
    content = waiting.value.path().read_text(encoding="utf-8")
    layer = known().layers["shaked_zari_2025"]
    assert content.startswith("<svg")
    for words in (layer.title, layer.source_text, "of 107 patients with bone metastases", "not reported"):
        assert words in content.replace("\N{NO-BREAK SPACE}", " "), f"the saved picture lacks “{words}”"
    assert "data:image/" in content, "the shading is not inside"
    assert "http://127.0.0.1" not in content, "the saved picture needs this server"


def test_csv_holds_the_rows(page: Page) -> None:
    AtlasPage(page).again("shaked_zari_2025.luminal_a")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download as CSV").click()
    assert waiting.value.suggested_filename == "bone-atlas_shaked_zari_2025.luminal_a.csv"
    lines = list(csv.DictReader(io.StringIO(waiting.value.path().read_text(encoding="utf-8-sig"))))
    found = {line["site_id"]: line for line in lines}
    wanted = [row for row in rows.observations().values() if row["layer_id"] == "shaked_zari_2025.luminal_a"]
    assert wanted
    for row in wanted:
        line = found[row["site_id"]]
        assert (line["numerator"], line["denominator"]) == (row["numerator"], row["denominator"])
        assert f"{float(line['percent']):.1f} %" == rows.said(row).value
        assert "10.5306/wjco.v16.i9.110087" in line["source"]
        assert line["layer"] == "shaked_zari_2025.luminal_a"
    assert found["patella"]["status"] == "not reported"
    assert not found["patella"]["percent"]


def check_theme(atlas: AtlasPage, theme: colours.Theme) -> None:
    """The pelvis, the femur's kneecap and the ink have the colours of a theme."""
    layer = known().layers["shaked_zari_2025"]
    top = colours.layer_top(layer)
    until(atlas.page, f"() => {atlas.view()}.plot.theme === '{theme}'")
    names = atlas.js("view.plot.base.data.map((trace) => trace.name)")
    fills = dict(zip(names, atlas.fills(), strict=False))
    assert fills["Pelvis (hip bones), left"] == colours.colour_at(
        (layer.value("pelvis").percent or 0) / top, theme
    )
    assert fills["Patella, left"] == "hatch {} on {}".format(*colours.HATCH[theme])


def test_theme_switches_live(page: Page) -> None:
    atlas = AtlasPage(page).again("shaked_zari_2025", "front", "L3")
    check_theme(atlas, "light")
    page.emulate_media(color_scheme="dark")
    check_theme(atlas, "dark")
    background = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert max(int(v) for v in background.removeprefix("rgb(").removesuffix(")").split(",")[:3]) < 64
    atlas.selected("L3")
    page.emulate_media(color_scheme="light")
    check_theme(atlas, "light")


def test_all_views_at_once(page: Page) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    atlas = AtlasPage(page).again("shaked_zari_2025", "all")
    assert len(atlas.js("view.plot.element._fullLayout.images")) == 3
    atlas.click("sternum")
    atlas.selected("sternum")
    drawn = atlas.js("view.plot.meta.bones.filter(([id]) => id === 'L3').length")
    assert drawn == 3
