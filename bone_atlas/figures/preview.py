"""A light SVG of the painted skeleton, shown while plotly.js is on its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, tostring

from bone_atlas.anatomy import CARTILAGE, Anatomy
from bone_atlas.figures import colours, geometry, limbs, skeleton
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.panels import panels
from bone_atlas.layers import Layer

#: The bare outline is drawn to so many millimetres: about a pixel at the height of a laptop's window.
BARE_MM = 3.0


def outline_svg(layer: Layer, view: str, anatomy: Anatomy, theme: Theme = "light") -> str:
    """Return the painted outlines of a view as SVG, under 30 KB for the front view.

    Parameters
    ----------
    layer : Layer
        What is painted.
    view : {"front", "back", "left", "all"}
        Which view.
    anatomy : Anatomy
        The site tree.
    theme : {"light", "dark"}
        Which colours.

    Returns
    -------
    str
        An SVG whose view box is the figure's range without labels; coordinates are whole millimetres.
    """
    shown = panels(view)
    left, right = shown[0].left, shown[-1].right
    top = max(p.geometry.y_top for p in shown)
    height = top - min(p.geometry.y_top - p.geometry.height_mm for p in shown)
    scale_top = colours.layer_top(layer)
    paths: dict[tuple[str, str], list[str]] = {}
    for panel in shown:
        for shape in panel.geometry.shapes:
            seen = look(shape.bone_id, layer, anatomy, scale_top, theme)
            paths.setdefault(seen, []).extend(
                _relative(ring, left - panel.dx, top) for ring in geometry.rings(shape)
            )
    drawing = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {right - left:.0f} {height:.0f}",
            "stroke": colours.INK[theme],
            "stroke-width": "1.6",
            "stroke-linejoin": "round",
        },
    )
    for (fill, stroke), parts in paths.items():
        line = {} if stroke == colours.INK[theme] else {"stroke": stroke}
        SubElement(drawing, "path", line, fill=fill, d="".join(parts))
    for limb in sorted(limbs.counted_whole(layer, anatomy)):
        outlined = [
            _relative(ring, left - panel.dx, top)
            for panel in shown
            for ring in limbs.rings(limb, panel.geometry.view)
        ]
        line = {"stroke": colours.MUTED[theme], "stroke-width": "5"}
        SubElement(drawing, "path", line, fill="none", d="".join(outlined))
    return tostring(drawing, encoding="unicode")


@dataclass(frozen=True)
class BareOutline:
    """The outlines of a view without any paint, in a box of its own.

    Attributes
    ----------
    width, height : int
        Of the box, in units of `BARE_MM`.
    path : str
        Path data of SVG.
    """

    width: int
    height: int
    path: str


def bare_outline(view: str) -> BareOutline:
    """Return the outlines of a view as one path, coarse: it is shown before anything can be said of a bone.

    Parameters
    ----------
    view : {"front", "back", "left"}
        Which view.
    """
    (panel,) = panels(view)
    left, top, height = panel.left, panel.geometry.y_top, panel.geometry.height_mm
    rings = (ring for shape in panel.geometry.shapes for ring in geometry.rings(shape))
    path = "".join(
        _relative([(x / BARE_MM, y / BARE_MM) for x, y in ring], left / BARE_MM, top / BARE_MM)
        for ring in rings
    )
    return BareOutline(round((panel.right - left) / BARE_MM), round(height / BARE_MM), path)


def look(bone: str, layer: Layer, anatomy: Anatomy, top: float, theme: Theme) -> tuple[str, str]:
    """Return the colours of a bone and of the line round it.

    Parameters
    ----------
    bone : str
        Id of a bone, or `CARTILAGE`.
    layer : Layer
        What is painted.
    anatomy : Anatomy
        The site tree.
    top : float
        Of the colour scale, in per cent.
    theme : {"light", "dark"}
        Which colours.
    """
    if bone == CARTILAGE:
        return colours.CARTILAGE[theme], colours.INK[theme]
    site = anatomy.site_of(bone)
    colour = skeleton.fill_of(site, layer, anatomy, top, theme) or colours.HATCH[theme][1]
    return colour, limbs.line_of(site, layer, colour, anatomy, theme)


def _relative(ring: Sequence[tuple[float, float]], left: float, top: float) -> str:
    """Return one ring as a relative path in whole units, without steps of no length."""
    points = [(round(x - left), round(top - y)) for x, y in ring]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    moves = " ".join(f"{dx} {dy}" for dx, dy in steps if dx or dy)
    return f"M{points[0][0]} {points[0][1]}l{moves}z".replace(" -", "-")
