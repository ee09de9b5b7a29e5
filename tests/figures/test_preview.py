"""The light picture: small, well formed, and painted as the figure is."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from bone_atlas.anatomy import CARTILAGE, read_view
from bone_atlas.figures import colours, skeleton
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.figures.panels import panels
from bone_atlas.figures.preview import outline_svg
from tests.atlas import BODY, LAYERS
from tests.cases import every_case

SVG = "{http://www.w3.org/2000/svg}"
VIEWS = ("front", "back", "left", "all")


def starts(svg: str) -> dict[tuple[int, int], set[str]]:
    """The fills of the sub-paths that begin at each point."""
    found: dict[tuple[int, int], set[str]] = {}
    for path in ET.fromstring(svg).iter(f"{SVG}path"):  # noqa: S314
        for x, y in re.findall(r"M(-?\d+)[ ]?(-?\d+)l", path.attrib["d"]):
            found.setdefault((int(x), int(y)), set()).add(path.attrib["fill"])
    return found


@every_case("theme", THEMES)
@every_case("layer", LAYERS)
def test_the_front_view_is_under_30_kb(layer: str, theme: Theme) -> None:
    assert len(outline_svg(LAYERS[layer], "front", BODY, theme).encode()) < 30_000


@pytest.mark.parametrize("view", VIEWS)
def test_it_is_well_formed_and_has_the_extent_of_the_view(view: str) -> None:
    root = ET.fromstring(outline_svg(LAYERS["article"], view, BODY))  # noqa: S314
    assert root.tag == f"{SVG}svg"
    assert {child.tag for child in root} == {f"{SVG}path"}
    x, y, width, height = map(float, root.attrib["viewBox"].split())
    shown = panels(view)
    assert (x, y) == (0, 0)
    assert width == pytest.approx(shown[-1].right - shown[0].left, abs=1)
    assert height == pytest.approx(max(panel.geometry.height_mm for panel in shown), abs=5)


@every_case("theme", THEMES)
@every_case("view", ["front", "back", "left"])
@every_case("layer", LAYERS)
def test_every_bone_has_the_fill_of_the_figure(layer: str, view: str, theme: Theme) -> None:
    look = skeleton.paint(LAYERS[layer], view, BODY, theme)
    fills = dict(zip(skeleton.trace_keys(view, BODY), look["traces"]["fillcolor"], strict=False))
    drawn = read_view(view)
    pictured = starts(outline_svg(LAYERS[layer], view, BODY, theme))
    for shape in drawn.shapes:
        bone = shape.bone_id
        key = (CARTILAGE, "") if bone == CARTILAGE else (BODY.site_of(bone), BODY.side_of(bone))
        x, y = shape.polygons[0][0][0]
        assert fills[key] in pictured[round(x - drawn.x0), round(drawn.y_top - y)]


@pytest.mark.parametrize("view", VIEWS)
def test_no_ring_is_lost(view: str) -> None:
    rings = sum(len(polygon) for p in panels(view) for s in p.geometry.shapes for polygon in s.polygons)
    svg = outline_svg(LAYERS["article"], view, BODY)
    assert svg.count("M") == svg.count("z") == rings


def test_it_uses_nothing_but_known_colours() -> None:
    used = set(re.findall(r'fill="([^"]+)"', outline_svg(LAYERS["article"], "front", BODY)))
    assert used == {*colours.TIERS["light"].values(), colours.HATCH["light"][1], colours.CARTILAGE["light"]}
