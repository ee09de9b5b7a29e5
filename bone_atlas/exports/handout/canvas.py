"""Shapes on a page: each bone a path of its own, so that a figure stays sharp at any size."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterable, Sequence

from bone_atlas.exports.drawn.figures import Image
from bone_atlas.exports.drawn.shapes import (
    EMU_PER_PT,
    Box,
    Colour,
    Kind,
    Letters,
    Look,
    Pattern,
    Point,
    Stroke,
    runs,
)
from bone_atlas.exports.handout.fonts import Font, known
from bone_atlas.exports.handout.paper import LEAST_PT, Sheet, rgb
from bone_atlas.figures import colours

#: Distance and width of the lines of a hatch, and of dots, in points.
HATCH_STEP, HATCH_WIDTH, DOT_STEP, DOT_WIDTH = 2.6, 0.55, 2.0, 0.85
#: A quarter of a circle as a Bézier curve.
ROUND = 0.5523
REACHED = {kind: Colour.of(code).code for kind, code in colours.REACH["light"].items()}
_AS_THEY_ARE = {
    REACHED["both"],
    *(Colour.of(code["light"]).code for code in (colours.ACCENT, colours.CARTILAGE)),
}
#: By how much blue exceeds red on the lower side of a scale with two sides.
COLD = 12
Ring = list[tuple[float, float]]


class Drawing:
    """Shapes that are drawn when all are there; groups are drawn in their order.

    Parameters
    ----------
    sheet : Sheet
        The page.
    """

    def __init__(self, sheet: Sheet, told: str = "", acts: list[Callable[[], None]] | None = None) -> None:
        self.sheet, self.told = sheet, told
        self._acts = [] if acts is None else acts

    def group(self, name: str, told: str = "") -> Drawing:  # noqa: ARG002 -- a page shows no names of groups
        """Begin a group inside this one."""
        return Drawing(self.sheet, told, self._acts)

    def rectangle(self, box: Box, look: Look, name: str, told: str = "", kind: Kind = "rect") -> None:  # noqa: ARG002
        """Add a shape that fills a box."""
        x, y, wide, high = (part / EMU_PER_PT for part in box)
        if kind == "ellipse":
            # Sixteen corners are a circle in these sizes.
            turns = [math.tau * k / 24 for k in range(24)]
            ring = [
                (x + wide / 2 * (1 + math.cos(turn)), y + high / 2 * (1 + math.sin(turn))) for turn in turns
            ]
        elif kind == "diamond":
            ring = [(x + wide / 2, y), (x + wide, y + high / 2), (x + wide / 2, y + high), (x, y + high / 2)]
        else:
            ring = [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]
        self._acts.append(lambda: paint(self.sheet, [ring], look, closed=True))

    def freeform(
        self,
        rings: Iterable[Sequence[Point]],
        look: Look,
        name: str,  # noqa: ARG002
        told: str = "",  # noqa: ARG002
        *,
        closed: bool = True,
    ) -> None:
        """Add one shape of rings, or of open lines; a ring inside another is a hole."""
        least = 3 if closed else 2
        drawn = [[(x / EMU_PER_PT, y / EMU_PER_PT) for x, y in ring] for ring in rings if len(ring) >= least]
        if drawn:
            self._acts.append(lambda: paint(self.sheet, drawn, look, closed=closed))

    def text(
        self,
        box: Box,
        lines: Sequence[str],
        letters: Letters,
        name: str,  # noqa: ARG002
        *,
        on_top: bool = False,
    ) -> None:
        """Add lines of text, which may hold ``<b>``: in the middle of a box, or at its upper edge."""
        self._acts.append(lambda: _write(self.sheet, box, lines, letters, on_top=on_top))

    def picture(self, image: Image) -> None:
        """Add a picture that no shapes can be made of."""
        x, y, wide, high = (part / EMU_PER_PT for part in image.box)

        def place() -> None:
            with self.sheet.local_context(fill_opacity=image.opacity):
                self.sheet.image(io.BytesIO(image.content), x, y, wide, high)

        self._acts.insert(0, place)

    def draw(self) -> None:
        """Draw all that was added."""
        for act in self._acts:
            act()


def paint(sheet: Sheet, rings: Sequence[Ring], look: Look, *, closed: bool) -> None:
    """Draw a shape with its fill, its pattern and its line."""
    path = " ".join(sheet.path(ring, closed=closed) for ring in rings)
    if isinstance(look.fill, Pattern):
        _patterned(sheet, rings, path, look.fill)
    elif look.fill is not None and look.fill.alpha > 0:
        told_apart = in_grey(look.fill)
        if told_apart:
            _patterned(sheet, rings, path, told_apart)
        else:
            with_alpha(sheet, look.fill, f"{rgb(look.fill.code)} rg {path} f*")
    if look.line is not None and look.line.is_seen:
        _stroked(sheet, path, look.line)


def in_grey(colour: Colour) -> Pattern | None:
    """Return the pattern that tells a hue from others as dark as it, for paper without colours.

    Below zero on a scale with two sides is hatched; so are bones whose routes are not known, and those
    of bones without a vein has dots.
    """
    if colour.alpha < 1 or colour.code in _AS_THEY_ARE:
        return None
    ground = f"#{colour.code}"
    if colour.code == REACHED["arteries"]:
        return Pattern("dots", "#FFFFFF", ground)
    red, green, blue = bytes.fromhex(colour.code)
    if colour.code != REACHED["unknown"] and blue < red + COLD:
        return None
    return Pattern("hatch", "#FFFFFF" if red + green + blue < 600 else "#446CB2", ground)


def with_alpha(sheet: Sheet, colour: Colour, operators: str) -> None:
    """Draw something as opaque as a colour is."""
    if colour.alpha >= 1:
        sheet.raw(f"q {operators} Q")
        return
    with sheet.local_context(fill_opacity=colour.alpha, stroke_opacity=colour.alpha):
        sheet.raw(operators)


def _stroked(sheet: Sheet, path: str, line: Stroke) -> None:
    if line.colour is None:
        return
    dashes = " ".join(f"{part * line.points:.2f}" for part in line.dashes)
    # Round ends would close the gaps of dashes.
    ends = "0 J" if dashes else "1 J"
    look = f"{rgb(line.colour.code)} RG {line.points:.2f} w {ends} 1 j [{dashes}] 0 d"
    with_alpha(sheet, line.colour, f"{look} {path} S")


def _patterned(sheet: Sheet, rings: Sequence[Ring], path: str, pattern: Pattern) -> None:
    """Fill with lines or dots that are cut at the edge of the shape."""
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    left, right, low, high = min(xs), max(xs), sheet.h - max(ys), sheet.h - min(ys)
    sheet.raw(f"q {rgb(pattern.ground)} rg {path} f* Q")
    if pattern.kind == "hatch":
        step, wide, dashes = HATCH_STEP, HATCH_WIDTH, ""
        # Lines of the whole page: hatches of neighbours run on.
        first = math.floor((left - high) / step)
        last = math.ceil((right - low) / step)
        lines = [
            f"{k * step + low:.1f} {low:.1f} m {k * step + high:.1f} {high:.1f} l" for k in range(first, last)
        ]
    else:
        step, wide, dashes = DOT_STEP, DOT_WIDTH, f"1 J [0 {DOT_STEP * 2:g}] 0 d"
        first, last = math.floor(low / step), math.ceil(high / step) + 1
        start = math.floor(left / (2 * step)) * 2 * step
        lines = [
            f"{start + k % 2 * step:.1f} {k * step:.1f} m {right:.1f} {k * step:.1f} l"
            for k in range(first, last)
        ]
    drawn = " ".join(lines)
    sheet.raw(f"q {path} W* n {rgb(pattern.lines)} RG {wide:g} w {dashes} {drawn} S Q")


def _write(sheet: Sheet, box: Box, lines: Sequence[str], letters: Letters, *, on_top: bool) -> None:
    x, y, wide, high = (part / EMU_PER_PT for part in box)
    size = max(letters.points, LEAST_PT)
    step = size * 1.18
    top = y if on_top else y + (high - step * len(lines)) / 2
    for number, line in enumerate(lines):
        parts = [(part, Font("sans", "B" if bold else "", size)) for part, bold in runs(line)]
        length = sum(sheet.width(known(part, font), font) for part, font in parts)
        start = x + {"left": 0.0, "center": 0.5, "right": 1.0}[letters.align] * (wide - length)
        for part, font in parts:
            start = sheet.write_at(part, start, top + number * step + size * 0.88, font, letters.colour)
