"""Shapes of DrawingML, made as elements: python-pptx's builder of freeforms takes seconds for one skeleton.

All positions are EMU (914,400 an inch) from the upper left corner of the slide; all geometry is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from lxml import etree
from lxml.builder import ElementMaker

from bone_atlas.exports.drawn.charts import BarChart, DotChart
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
from bone_atlas.exports.pptx.elements import CHART, DRAWING, RELATIONSHIPS, A, Element, P

CHARTED = ElementMaker(namespace=CHART, nsmap={"c": CHART, "r": RELATIONSHIPS})
#: The unit of the geometry inside a freeform: a twentieth of a point.
UNIT = 635
PATTERNS = {"hatch": "wdUpDiag", "dots": "pct20"}
BOLD = {"b": "1"}
ALIGN = {"left": "l", "center": "ctr", "right": "r"}


def _colour(colour: Colour) -> Element:
    """Return a colour as an element."""
    alpha = () if colour.alpha >= 1 else (A.alpha(val=str(round(colour.alpha * 100_000))),)
    return A.srgbClr(*alpha, val=colour.code)


def filled(paint: Colour | Pattern | None) -> Element:
    """Return a fill as an element; nothing at all where there is no colour."""
    if isinstance(paint, Pattern):
        inks = A.fgClr(_colour(Colour.of(paint.lines))), A.bgClr(_colour(Colour.of(paint.ground)))
        return A.pattFill(*inks, prst=PATTERNS[paint.kind])
    if paint is None or paint.alpha <= 0:
        return A.noFill()
    return A.solidFill(_colour(paint))


def stroked(line: Stroke | None) -> Element:
    """Return a line as an element."""
    if line is None or not line.is_seen:
        return A.ln(A.noFill())
    pairs = zip(line.dashes[::2], line.dashes[1::2], strict=False)
    parts = [A.ds(d=str(round(d * 100_000)), sp=str(round(s * 100_000))) for d, s in pairs]
    dashed = (A.custDash(*parts),) if parts else ()
    return A.ln(filled(line.colour), *dashed, A.round(), w=str(round(line.points * EMU_PER_PT)))


@dataclass
class Ids:
    """What shapes get from their slide.

    Parameters
    ----------
    relate : callable
        Adds a chart to the parts of the slide, and returns the id of its relationship.
    numbers : iterator of int
        Each once on a slide.
    """

    relate: Callable[[DotChart | BarChart], str]
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
    parts: list[Element | Group] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def group(self, name: str, told: str = "") -> Group:
        """Begin a group inside this one."""
        made = Group(self.ids, name, told)
        self.parts.append(made)
        return made

    def rectangle(self, box: Box, look: Look, name: str, told: str = "", kind: Kind = "rect") -> None:
        """Add a shape of PowerPoint's own that fills a box."""
        self._shape(box, _preset(kind), look, name, told)

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
        size = right - left, low - top
        geometry = _geometry([[(x - left, y - top) for x, y in ring] for ring in drawn], size, closed)
        box = Box(left * UNIT, top * UNIT, (right - left) * UNIT, (low - top) * UNIT)
        self._shape(box, geometry, look, name, told)

    def text(
        self, box: Box, lines: Sequence[str], letters: Letters, name: str, *, on_top: bool = False
    ) -> None:
        """Add a text box of lines, which may hold ``<b>``."""
        insets = dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), "0")
        body = A.bodyPr(A.noAutofit(), wrap="none", anchor="t" if on_top else "ctr", **insets)
        self.boxes.append(box)
        self.parts.append(
            P.sp(
                P.nvSpPr(self._named(name), P.cNvSpPr(txBox="1"), P.nvPr()),
                P.spPr(place(box), _preset("rect"), A.noFill()),
                P.txBody(body, A.lstStyle(), *(_paragraph(line, letters) for line in lines)),
            )
        )

    def chart(self, chart: DotChart | BarChart) -> None:
        """Add a chart that can be edited with its numbers."""
        is_bar = isinstance(chart, BarChart)
        name = "Chart: a bar of parts" if is_bar else "Chart: dots with intervals"
        told = "; ".join(_spoken(chart))
        linked = CHARTED.chart({f"{{{RELATIONSHIPS}}}id": self.ids.relate(chart)})
        self.boxes.append(chart.frame)
        self.parts.append(
            P.graphicFrame(
                P.nvGraphicFramePr(self._named(name, told), P.cNvGraphicFramePr(), P.nvPr()),
                place(chart.frame, P.xfrm),
                A.graphic(A.graphicData(linked, uri=CHART)),
            )
        )

    def _shape(self, box: Box, geometry: Element, look: Look, name: str, told: str) -> None:
        self.boxes.append(box)
        self.parts.append(
            P.sp(
                P.nvSpPr(self._named(name, told), P.cNvSpPr(), P.nvPr()),
                P.spPr(place(box), geometry, filled(look.fill), stroked(look.line)),
            )
        )

    def _named(self, name: str, told: str = "") -> Element:
        described = {"descr": clean(told)} if told else {}
        return P.cNvPr(id=str(self.ids.next()), name=clean(name), **described)

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

    def element(self) -> Element | None:
        """Return the group as an element; None where it holds nothing."""
        box = self.extent()
        if box is None:
            return None
        corner, size = {"x": str(box.x), "y": str(box.y)}, {"cx": str(box.width), "cy": str(box.height)}
        made = P.grpSp(
            P.nvGrpSpPr(self._named(self.name, self.told), P.cNvGrpSpPr(), P.nvPr()),
            P.grpSpPr(A.xfrm(A.off(corner), A.ext(size), A.chOff(corner), A.chExt(size))),
        )
        for part in self.parts:
            held = part.element() if isinstance(part, Group) else part
            if held is not None:
                made.append(held)
        return made


def _spoken(chart: DotChart | BarChart) -> Iterator[str]:
    """Return what a chart tells, row by row."""
    if isinstance(chart, BarChart):
        yield from (f"{part.name}: {part.told}" for part in chart.parts)
    else:
        yield from (f"{dot.name}: {dot.told}" for series in chart.series for dot in series.dots)


def _paragraph(line: str, letters: Letters) -> Element:
    """Return one paragraph whose text may hold ``<b>``, as Plotly's texts do."""
    size = str(round(letters.points * 100))
    made = A.p(A.pPr(algn=ALIGN[letters.align]))
    for part, bold in runs(line):
        look = A.rPr(filled(Colour.of(letters.colour)), lang="en-GB", sz=size, **(BOLD if bold else {}))
        made.append(A.r(look, A.t(part)))
    return made


def place(box: Box, maker: Callable[..., Element] = A.xfrm) -> Element:
    """Return where a box lies, as an element."""
    return maker(A.off(x=str(box.x), y=str(box.y)), A.ext(cx=str(box.width), cy=str(box.height)))


def _preset(kind: str) -> Element:
    return A.prstGeom(A.avLst(), prst=kind)


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


def _geometry(rings: Iterable[Sequence[tuple[int, int]]], size: tuple[int, int], closed: bool) -> Element:
    """Return the geometry of a freeform.

    Its points are written as text and read: a skeleton has tens of thousands, and all are whole numbers.
    """
    # A line of no height needs an extent all the same: its own zero is allowed, and so is the path's.
    unfilled = "" if closed else ' fill="none"'
    path = "".join(_path(ring, closed) for ring in rings)
    return etree.fromstring(
        f'<a:custGeom xmlns:a="{DRAWING}"><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>'
        '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{size[0]}" h="{size[1]}"{unfilled}>{path}</a:path></a:pathLst></a:custGeom>'
    )


def _path(ring: Sequence[tuple[int, int]], closed: bool) -> str:
    (x, y), *rest = ring
    lines = "".join(f'<a:lnTo><a:pt x="{a}" y="{b}"/></a:lnTo>' for a, b in rest)
    end = "<a:close/>" if closed else ""
    return f'<a:moveTo><a:pt x="{x}" y="{y}"/></a:moveTo>{lines}{end}'
