"""What the colours of a painted skeleton mean: the scale or the classes of a layer, and what has no value.

Drawn as SVG with attributes of its own: no style sheet and no policy on styles takes its colours away.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from bone_atlas import wording
from bone_atlas.app.html import elements as h
from bone_atlas.figures import colours, legend
from bone_atlas.figures.colours import Theme
from bone_atlas.layers import Layer

SWATCH = (26, 14)
BAR = (200, 12)
#: Distance of the lines and dots of a pattern.
STEP = 6


def colour_key(layer: Layer, theme: Theme, *, limbs: bool = False) -> Markup:
    """Return the key of a layer's colours.

    Parameters
    ----------
    layer : Layer
        What is painted.
    theme : {"light", "dark"}
        Which colours.
    limbs : bool
        Whether a limb is painted as a whole.

    Returns
    -------
    Markup
        What is counted, in its unit; the scale with what its ends mean, or the classes; what has no value.
    """
    names = reversed(legend.shown(layer, limbs=limbs))
    return h.joined(
        h.p(h.b("Colours: "), _title(layer), cls="atlas-key-title"),
        None if layer.kind == "tiers" else _scale(layer, theme),
        h.ul(
            (h.li(_swatch(name, theme), legend.LEGEND_NAMES[name]) for name in names), cls="atlas-key-classes"
        ),
    )


def _title(layer: Layer) -> str:
    if layer.kind == "tiers":
        return f"how common, in {wording.teller(layer)}’s words"
    return legend.title(layer)


def _svg(size: tuple[int, int], *content: h.Content, cls: str, **attributes: str) -> Markup:
    width, height = size
    return h.element(
        "svg",
        *content,
        cls=cls,
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        aria_hidden="true",
        **attributes,
    )


def _rect(fill: str, size: tuple[int, int] = SWATCH) -> Markup:
    width, height = size
    return h.element("rect", width=width, height=height, fill=fill)


def _swatch(name: str, theme: Theme) -> Markup:
    return _svg(SWATCH, _filled(name, theme), cls="atlas-swatch", stroke=colours.INK[theme])


def _filled(name: str, theme: Theme) -> Iterable[Markup]:
    """Yield what a class, or what has no value, is filled with, as on the bones."""
    width, height = SWATCH
    if name in colours.TIERS[theme]:
        yield _rect(colours.TIERS[theme][name])
    elif name == "small_group":
        yield _rect(colours.MUTED[theme])
        dots = (f"M{x} {y}h.01" for x in range(4, width, STEP) for y in (4, 10))
        yield _lines(dots, colours.PAPER[theme], 2.6)
    elif name == "whole_limb":
        yield _rect(colours.toned_down(colours.MUTED[theme], theme))
    else:
        line, ground = colours.HATCH[theme]
        yield _rect(ground)
        strokes = (f"M{x} {height}l{height}-{height}" for x in range(-height, width, STEP))
        yield _lines(strokes, line, 1.8)


def _lines(paths: Iterable[str], colour: str, width: float) -> Markup:
    return h.element(
        "path", d="".join(paths), stroke=colour, stroke_width=f"{width:g}", stroke_linecap="round"
    )


def _scale(layer: Layer, theme: Theme) -> Markup:
    """Return the scale: its colours, the numbers at its ends and in its middle, and what its ends mean."""
    difference = layer.kind == "difference"
    name = f"key-{layer.id}-{theme}"
    stops = (
        h.element("stop", offset=f"{float(share):g}", stop_color=str(colour))
        for share, colour in colours.colorscale(theme, diverging=difference)
    )
    bar = _svg(
        BAR,
        h.element("linearGradient", stops, id=name),
        _rect(f"url(#{name})", BAR),
        cls="atlas-key-bar",
        preserveAspectRatio="none",
    )
    # The words of the colour bar of a saved picture; beside the figure there is room for three of them.
    texts = legend.coloraxis(layer, colours.layer_top(layer), theme)["colorbar"]["ticktext"]
    ticks = [texts[0], texts[len(texts) // 2], texts[-1]] if len(texts) > 2 else texts
    return h.joined(bar, h.p((h.span(tick) for tick in ticks), cls="atlas-key-ticks"))
