"""The legend and the colour bar of a painted skeleton."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from bone_atlas import wording
from bone_atlas.figures import colours
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import PlotlyObject
from bone_atlas.layers import TIER_LABELS, Layer
from bone_atlas.layers.model import NOT_REPORTED

#: Keys of the legend, from right to left; a layer shows those that fit its kind.
LEGEND = (
    "not_reported",
    "not_comparable",
    "small_group",
    "whole_limb",
    "not_mentioned",
    "extremely_rare",
    "common",
    "most_common",
)
TIER_KEYS = tuple(TIER_LABELS)[::-1]
LEGEND_NAMES: dict[str, str] = {
    "not_reported": NOT_REPORTED,
    "not_comparable": "not comparable",
    "small_group": "small group",
    "whole_limb": "limb as a whole",
    **{str(tier): label for tier, label in TIER_LABELS.items()},
}


def traces() -> list[go.Scatter]:
    """Return traces that only make legend entries and the colour bar."""
    shared = {"x": [None], "y": [None], "hoverinfo": "skip"}
    swatch = {**shared, "mode": "lines", "fill": "toself", "visible": False, "line": {"width": 0.6}}
    entries = [go.Scatter(name=LEGEND_NAMES[key], showlegend=True, **swatch) for key in LEGEND]
    scale = {"color": [0], "coloraxis": "coloraxis"}
    bar = go.Scatter(mode="markers", marker=scale, showlegend=False, **shared)
    return [*entries, bar]


def paint(layer: Layer, theme: Theme, *, limbs: bool = False) -> dict[str, list[Any]]:
    """Return the legend's paint: a layer of tiers shows its classes, any other what it has no value for.

    Where ``limbs`` are painted as a whole, what is paler is named too.
    """
    drawn = shown(layer, limbs=limbs)
    plain = {key: (colour, {"shape": ""}) for key, colour in colours.TIERS[theme].items()}
    ground = colours.MUTED[theme]
    plain["small_group"] = (ground, colours.stipple(ground, theme))
    plain["whole_limb"] = (colours.toned_down(ground, theme), {})
    looks = [plain.get(key, (colours.HATCH[theme][1], colours.hatch(theme))) for key in LEGEND]
    return {
        "fillcolor": [colour for colour, _ in looks],
        "fillpattern": [pattern for _, pattern in looks],
        "line.color": [colours.INK[theme]] * len(LEGEND),
        "visible": [key in drawn for key in LEGEND],
    }


def shown(layer: Layer, *, limbs: bool = False) -> tuple[str, ...]:
    """Return the keys of the legend that a layer needs; ``limbs`` says whether any is painted as a whole."""
    if layer.kind == "tiers":
        return TIER_KEYS
    silent = "not_comparable" if layer.kind in ("difference", "range") else "not_reported"
    small = ("small_group",) if any(report.small for report in layer.reports) else ()
    return (silent, *small, *(("whole_limb",) if limbs else ()))


def title(layer: Layer) -> str:
    """Return what the colour bar counts, of how many."""
    if layer.derived:
        return layer.unit_label
    return wording.share_of(layer)


def coloraxis(layer: Layer, top: float, theme: Theme) -> PlotlyObject:
    """Return the colour axis of a layer with its bar: percent, points around zero, or studies."""
    difference = layer.kind == "difference"
    bar = {
        "orientation": "h",
        "thickness": 12,
        "len": 0.62,
        "lenmode": "fraction",
        "x": 0.5,
        "xanchor": "center",
        "y": 0,
        "yanchor": "top",
        "ypad": 24,
        "title": {"text": title(layer), "side": "bottom", "font": {"size": 13}},
        "tickfont": {"size": 12},
        "outlinewidth": 0,
        **_bar_ticks(layer, top),
    }
    return {
        "cmin": -top if difference else 0,
        "cmax": top,
        "colorscale": colours.colorscale(theme, diverging=difference),
        "showscale": layer.kind != "tiers",
        "colorbar": bar,
    }


def _bar_ticks(layer: Layer, top: float) -> PlotlyObject:
    """Return the numbers under the bar."""
    if layer.kind == "difference":
        ticks = wording.signed_ticks(top)
    elif layer.kind == "count":
        ticks = {float(number): str(number) for number in range(round(top) + 1)}
    else:
        ticks = {quarter * top / 4: f"{quarter * top / 4:g} %" for quarter in range(5)}
    values = [int(value) if value.is_integer() else value for value in ticks]
    return {"tickvals": values, "ticktext": list(ticks.values())}
