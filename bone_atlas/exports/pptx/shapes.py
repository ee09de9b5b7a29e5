"""Shapes of DrawingML, written as XML: python-pptx's builder of freeforms takes seconds for one skeleton.

All positions are EMU (914,400 an inch) from the upper left corner of the slide; all geometry is whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from xml.sax.saxutils import escape, quoteattr

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
    clean,
    runs,
)

#: The unit of the geometry inside a freeform: a twentieth of a point.
UNIT = 635
PATTERNS = {"hatch": "wdUpDiag", "dots": "pct20"}
BOLD = ' b="1"'
ALIGN = {"left": "l", "center": "ctr", "right": "r"}


def _colour(colour: Colour) -> str:
    """Return a colour as an element."""
    alpha = "" if colour.alpha >= 1 else f'<a:alpha val="{round(colour.alpha * 100_000)}"/>'
    return f'<a:srgbClr val="{colour.code}">{alpha}</a:srgbClr>'


def filled(paint: Colour | Pattern | None) -> str:
    """Return a fill as an element."""
    if isinstance(paint, Pattern):
        return (
            f'<a:pattFill prst="{PATTERNS[paint.kind]}"><a:fgClr>{_colour(Colour.of(paint.lines))}</a:fgClr>'
            f"<a:bgClr>{_colour(Colour.of(paint.ground))}</a:bgClr></a:pattFill>"
        )
    if paint is None or paint.alpha <= 0:
        return "<a:noFill/>"
    return f"<a:solidFill>{_colour(paint)}</a:solidFill>"


def _stroked(line: Stroke | None) -> str:
    """Return a line as an element."""
    if line is None or not line.is_seen:
        return "<a:ln><a:noFill/></a:ln>"
    pairs = zip(line.dashes[::2], line.dashes[1::2], strict=False)
    parts = "".join(f'<a:ds d="{round(d * 100_000)}" sp="{round(s * 100_000)}"/>' for d, s in pairs)
    dashed = f"<a:custDash>{parts}</a:custDash>" if parts else ""
    width = round(line.points * EMU_PER_PT)
    return f'<a:ln w="{width}">{filled(line.colour)}{dashed}<a:round/></a:ln>'


@dataclass
class Ids:
    """Numbers of shapes, each once on a slide."""

    numbers: Iterator[int] = field(default_factory=lambda: count(100))

    def next(self) -> int:
        """Return the next one."""
        return next(self.numbers)


@dataclass
class Group:
    """Shapes that are moved together; groups can lie in groups.

    Parameters
    ----------
    ids : Ids
        Of the slide.
    name, told : str
        Its name in the selection pane, and its alternative text.
    """

    ids: Ids
    name: str
    told: str = ""
    parts: list[str | Group] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def group(self, name: str, told: str = "") -> Group:
        """Begin a group inside this one."""
        made = Group(self.ids, name, told)
        self.parts.append(made)
        return made

    def rectangle(self, box: Box, look: Look, name: str, told: str = "", kind: Kind = "rect") -> None:
        """Add a shape of PowerPoint's own that fills a box."""
        geometry = f'<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>'
        self._shape(box, geometry, look, name, told)

    def freeform(
        self,
        rings: Iterable[Sequence[Point]],
        look: Look,
        name: str,
        told: str = "",
        *,
        closed: bool = True,
    ) -> None:
        """Add one freeform of rings, or of open lines; a ring inside another is a hole."""
        drawn = [_snapped(ring, closed) for ring in rings]
        drawn = [ring for ring in drawn if len(ring) >= (3 if closed else 2)]
        if not drawn:
            return
        left, right = min(x for ring in drawn for x, _ in ring), max(x for ring in drawn for x, _ in ring)
        top, low = min(y for ring in drawn for _, y in ring), max(y for ring in drawn for _, y in ring)
        path = "".join(_path(ring, left, top, closed) for ring in drawn)
        # A line of no height needs an extent all the same: its own zero is allowed, and so is the path's.
        unfilled = "" if closed else ' fill="none"'
        geometry = (
            "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
            f'<a:path w="{right - left}" h="{low - top}"{unfilled}>{path}</a:path></a:pathLst></a:custGeom>'
        )
        box = Box(left * UNIT, top * UNIT, (right - left) * UNIT, (low - top) * UNIT)
        self._shape(box, geometry, look, name, told)

    def text(
        self, box: Box, lines: Sequence[str], letters: Letters, name: str, *, on_top: bool = False
    ) -> None:
        """Add a text box of lines, which may hold ``<b>``."""
        body, anchor = "".join(_paragraph(line, letters) for line in lines), "t" if on_top else "ctr"
        self.boxes.append(box)
        self.parts.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self.ids.next()}" name={quoteattr(clean(name))}/>'
            f'<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>{_place(box)}'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
            f'<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
            f"<a:noAutofit/></a:bodyPr><a:lstStyle/>{body}</p:txBody></p:sp>"
        )

    def _shape(self, box: Box, geometry: str, look: Look, name: str, told: str) -> None:
        self.boxes.append(box)
        described = f" descr={quoteattr(clean(told))}" if told else ""
        self.parts.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self.ids.next()}" name={quoteattr(clean(name))}{described}/>'
            f"<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{_place(box)}{geometry}{filled(look.fill)}{_stroked(look.line)}</p:spPr>"
            "</p:sp>"
        )

    def extent(self) -> Box | None:
        """Return the least box that holds all its shapes; None where it has none."""
        held = [part.extent() for part in self.parts if isinstance(part, Group)]
        boxes = [*self.boxes, *(box for box in held if box)]
        if not boxes:
            return None
        left, top = min(box.x for box in boxes), min(box.y for box in boxes)
        right = max(box.x + box.width for box in boxes)
        low = max(box.y + box.height for box in boxes)
        return Box(left, top, right - left, low - top)

    def xml(self) -> str:
        """Return the group as an element; empty where it holds nothing."""
        box = self.extent()
        if box is None:
            return ""
        number = self.ids.next()
        held = "".join(part.xml() if isinstance(part, Group) else part for part in self.parts)
        described = f" descr={quoteattr(clean(self.told))}" if self.told else ""
        corner, size = f'x="{box.x}" y="{box.y}"', f'cx="{box.width}" cy="{box.height}"'
        return (
            f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name={quoteattr(clean(self.name))}{described}/>'
            f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off {corner}/><a:ext {size}/>"
            f"<a:chOff {corner}/><a:chExt {size}/></a:xfrm></p:grpSpPr>{held}</p:grpSp>"
        )


def _paragraph(line: str, letters: Letters) -> str:
    """Return one paragraph whose text may hold ``<b>``, as Plotly's texts do."""
    size, ink = round(letters.points * 100), filled(Colour.of(letters.colour))
    written = "".join(
        f'<a:r><a:rPr lang="en-GB" sz="{size}"{BOLD if bold else ""}>{ink}</a:rPr>'
        f"<a:t>{escape(part)}</a:t></a:r>"
        for part, bold in runs(line)
    )
    return f'<a:p><a:pPr algn="{ALIGN[letters.align]}"/>{written}</a:p>'


def _place(box: Box) -> str:
    return f'<a:xfrm><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'


def _snapped(ring: Sequence[Point], closed: bool) -> list[tuple[int, int]]:
    """Return a ring in whole units, without points that fall together."""
    made: list[tuple[int, int]] = []
    for x, y in ring:
        point = (round(x / UNIT), round(y / UNIT))
        if not made or point != made[-1]:
            made.append(point)
    if closed and len(made) > 1 and made[0] == made[-1]:
        made.pop()
    return made


def _path(ring: Sequence[tuple[int, int]], left: int, top: int, closed: bool) -> str:
    (x, y), *rest = ring
    lines = "".join(f'<a:lnTo><a:pt x="{a - left}" y="{b - top}"/></a:lnTo>' for a, b in rest)
    end = "<a:close/>" if closed else ""
    return f'<a:moveTo><a:pt x="{x - left}" y="{y - top}"/></a:moveTo>{lines}{end}'
