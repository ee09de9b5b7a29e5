"""The key of a painted skeleton: colour bar, its title and its swatches, placed in px from a corner.

Plotly's own legend draws swatches of one size, and its colour bar moves the picture when its title wraps;
here everything has a position that is known before it is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bone_atlas import wording
from bone_atlas.figures import colours, legend
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import PlotlyObject
from bone_atlas.figures.projector.letters import LEAST_PX, LINE_HEIGHT, width, wrapped
from bone_atlas.layers import Layer
from bone_atlas.layers.model import NOT_REPORTED

LINE_PX = round(LEAST_PX * LINE_HEIGHT)
#: Width of the key beside a skeleton, and of the one under three of them.
COLUMN_PX, ROW_PX = 264, 470
#: Room under three skeletons: two lines of title, the bar and its numbers.
UNDER_PX = 136
BAR_PX, SLICES = 22, 48
#: Length of the bar in the column, and beside the swatches under three skeletons.
BAR_LONG_PX, BAR_SHORT_PX = 244, 214
SWATCH_PX, SWATCH_GAP_PX = (34, 24), 10
TICK_GAP_PX, GAP_PX = 3, 8

Note = PlotlyObject


@dataclass
class Drawing:
    """Shapes and texts with positions in px from the lower left corner of the figure.

    Attributes
    ----------
    theme : {"light", "dark"}
        Which colours.
    lift : float
        How far all is moved up.
    shapes, notes : list of dict
        For ``layout.shapes`` and ``layout.annotations``.
    """

    theme: Theme
    lift: float = 0.0
    shapes: list[PlotlyObject] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def box(self, x: float, y: float, size: tuple[float, float], fill: str, edge: bool = False) -> None:
        """Draw a rectangle from its lower left corner; with or without its edge."""
        line = {"color": colours.FLOW_INK[self.theme], "width": 1.2} if edge else {"width": 0}
        low = y + self.lift
        self._shape(type="rect", x0=x, y0=low, x1=x + size[0], y1=low + size[1], fillcolor=fill, line=line)

    def strokes(self, path: str, colour: str, wide: float) -> None:
        """Draw lines."""
        self._shape(type="path", path=path, line={"color": colour, "width": wide}, fillcolor="rgba(0,0,0,0)")

    def _shape(self, **look: object) -> None:
        self.shapes.append(
            {
                "xref": "paper",
                "yref": "paper",
                "xsizemode": "pixel",
                "ysizemode": "pixel",
                "xanchor": 0,
                "yanchor": 0,
                "layer": "above",
                **look,
            }
        )

    def write(self, text: str, x: float, y: float, anchor: str = "left") -> None:
        """Write a line whose middle is at a height."""
        self.notes.append(
            {
                "text": text,
                "x": 0,
                "y": 0,
                "xref": "paper",
                "yref": "paper",
                "xshift": x,
                "yshift": y + self.lift,
                "xanchor": anchor,
                "yanchor": "middle",
                "align": anchor,
                "showarrow": False,
                "borderpad": 0,
                "font": {"size": LEAST_PX, "color": colours.FLOW_INK[self.theme]},
                "captureevents": False,
            }
        )


def key(
    layer: Layer, top: float, theme: Theme, *, under: bool = False, limbs: bool = False
) -> tuple[Drawing, float]:
    """Draw the key of a layer.

    Parameters
    ----------
    layer : Layer
        What is painted.
    top : float
        Top of the colour scale.
    theme : {"light", "dark"}
        Which colours.
    under : bool
        Whether it lies under three skeletons, or stands in the lower left corner beside one.
    limbs : bool
        Whether a limb is painted as a whole.

    Returns
    -------
    Drawing
        Its shapes and texts.
    float
        Its height in px.
    """
    drawing = Drawing(theme, lift=float(-UNDER_PX) if under else 0.0)
    names = [name for name in legend.LEGEND[::-1] if name in legend.shown(layer, limbs=limbs)]
    if layer.kind == "tiers":
        return drawing, _swatches(drawing, names, under)
    if under:
        return drawing, _bar_under(drawing, layer, top, names)
    y = _swatches(drawing, names, under=False) + GAP_PX
    y = _bar(drawing, layer, top, y)
    return drawing, _title(drawing, layer, y, COLUMN_PX)


def _bar_under(drawing: Drawing, layer: Layer, top: float, names: Sequence[str]) -> float:
    """Put the bar on the left and the swatches on the right of it, the title above both."""
    height = _bar(drawing, layer, top, 0, BAR_SHORT_PX)
    for number, name in enumerate(reversed(names)):
        _swatch(drawing, name, BAR_SHORT_PX + 2 * GAP_PX, number * LINE_PX)
    return _title(drawing, layer, max(height, len(names) * LINE_PX), ROW_PX)


def _title(drawing: Drawing, layer: Layer, y: float, room: float) -> float:
    """Write the title from the bottom up; return where it ends."""
    lines = wrapped(legend.title(layer), room)
    for number, line in enumerate(reversed(lines)):
        drawing.write(line, 0, y + (number + 0.5) * LINE_PX)
    return y + len(lines) * LINE_PX


def _bar(drawing: Drawing, layer: Layer, top: float, y: float, long: float = BAR_LONG_PX) -> float:
    """Draw the bar over its numbers; return where it ends."""
    ticks = _ticks(layer, top, narrow=long < BAR_LONG_PX)
    for number, text in enumerate(ticks):
        share = number / (len(ticks) - 1)
        anchor = "left" if number == 0 else "right" if share == 1 else "center"
        drawing.write(text, share * long, y + LINE_PX / 2, anchor)
    base = y + LINE_PX + TICK_GAP_PX
    colour = colours.diverging_at if layer.kind == "difference" else colours.colour_at
    for number in range(SLICES):
        share = (number + 0.5) / SLICES
        # Each slice reaches to the end under the next ones: no seams between them.
        start = number / SLICES * long
        fill = colour(2 * share - 1 if layer.kind == "difference" else share, drawing.theme)
        drawing.box(start, base, (long - start, BAR_PX), fill)
    drawing.box(0, base, (long, BAR_PX), "rgba(0,0,0,0)", edge=True)
    return base + BAR_PX + TICK_GAP_PX


def _ticks(layer: Layer, top: float, *, narrow: bool) -> list[str]:
    """Return the numbers under the ends of the bar."""
    if layer.kind == "difference":
        return [text for value, text in wording.signed_ticks(top).items() if abs(value) in (0, top)]
    if layer.kind == "count":
        return ["0", f"{top:g}"]
    # Where the bar is short the title alone says that it is percent.
    suffix = "" if layer.derived or narrow else "\N{NO-BREAK SPACE}%"
    return [f"0{suffix}", f"{top:g}{suffix}"]


def _swatches(drawing: Drawing, names: Sequence[str], under: bool) -> float:
    """Draw the swatches below each other, or in two columns; return where they end."""
    lines = (len(names) + 1) // 2 if under else len(names)
    x = 0.0
    for start in range(0, len(names), lines):
        column = names[start : start + lines]
        for number, name in enumerate(column):
            _swatch(drawing, name, x, (lines - 1 - number) * LINE_PX)
        widest = max(width(legend.LEGEND_NAMES[name]) for name in column)
        x += SWATCH_PX[0] + SWATCH_GAP_PX + widest + 2 * GAP_PX
    return lines * LINE_PX


def _swatch(drawing: Drawing, name: str, x: float, y: float) -> None:
    """Draw a swatch, hatched or dotted as the bones are, and its name."""
    theme, (long, high) = drawing.theme, SWATCH_PX
    bottom = y + (LINE_PX - high) / 2
    silent = legend.LEGEND_NAMES[name] == NOT_REPORTED or name not in colours.TIERS[theme]
    line, ground = colours.HATCH[theme]
    if name == "small_group":
        drawing.box(x, bottom, SWATCH_PX, colours.MUTED[theme])
        drawing.strokes(_dots(x, bottom + drawing.lift), colours.PAPER[theme], 3)
    elif name == "whole_limb":
        drawing.box(x, bottom, SWATCH_PX, colours.toned_down(colours.MUTED[theme], theme))
    elif silent:
        drawing.box(x, bottom, SWATCH_PX, ground)
        drawing.strokes(_hatch(x, bottom + drawing.lift), line, 2.4)
    else:
        drawing.box(x, bottom, SWATCH_PX, colours.TIERS[theme][name])
    drawing.box(x, bottom, SWATCH_PX, "rgba(0,0,0,0)", edge=True)
    drawing.write(legend.LEGEND_NAMES[name], x + long + SWATCH_GAP_PX, y + LINE_PX / 2)


def _hatch(x: float, y: float) -> str:
    """Return slanting lines across a swatch."""
    long, high = SWATCH_PX
    made = []
    for start in range(-high + 8, long, 9):
        left, right = max(start, 0), min(start + high, long)
        made.append(f"M{x + left:g},{y + left - start:g}L{x + right:g},{y + right - start:g}")
    return "".join(made)


def _dots(x: float, y: float) -> str:
    """Return short dashes in a grid: dots once they are drawn with a wide line."""
    places = [(x + 5 + 8 * i, y + 4 + 8 * k) for i in range(4) for k in range(3)]
    return "".join(f"M{a - 1.5:g},{b:g}L{a + 1.5:g},{b:g}" for a, b in places)
