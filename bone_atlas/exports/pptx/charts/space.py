"""What all charts have: their place, their axes, their letters."""

from __future__ import annotations

from lxml.builder import ElementMaker

from bone_atlas.exports.drawn.charts import Numbers
from bone_atlas.exports.drawn.shapes import Box, Colour, clean
from bone_atlas.exports.drawn.stage import INK
from bone_atlas.exports.pptx.elements import CHART, DRAWING, RELATIONSHIPS, A, C, Element, valued
from bone_atlas.exports.pptx.shapes import filled, stroked

_ROOT = ElementMaker(namespace=CHART, nsmap={"c": CHART, "a": DRAWING, "r": RELATIONSHIPS})
#: Ids of the axis across and of that down; each chart has its own two.
ACROSS, DOWN = 111, 222


def space(frame: Box, inner: Box, plot: Element, *axes: Element) -> Element:
    """Return a chart.

    Parameters
    ----------
    frame, inner : Box
        Its place on the slide, and that of what is plotted.
    plot, *axes : Element
        The plot, and its axes.
    """
    return _ROOT.chartSpace(
        valued("date1904", False),
        valued("roundedCorners", False),
        C.chart(
            valued("autoTitleDeleted", True),
            C.plotArea(_layout(frame, inner), plot, *axes, C.spPr(filled(None), stroked(None))),
            valued("plotVisOnly", True),
            valued("dispBlanksAs", "gap"),
        ),
        C.spPr(filled(None), stroked(None)),
        _text_of(None),
    )


def _layout(frame: Box, inner: Box) -> Element:
    """Return where the plot lies, as parts of the frame."""
    parts = {
        "x": (inner.x - frame.x) / frame.width,
        "y": (inner.y - frame.y) / frame.height,
        "w": inner.width / frame.width,
        "h": inner.height / frame.height,
    }
    places = [valued(name, f"{part:.6f}") for name, part in parts.items()]
    modes = [valued("layoutTarget", "inner"), valued("xMode", "edge"), valued("yMode", "edge")]
    return C.layout(C.manualLayout(*modes, *places))


def axis(
    number: int,
    ends: tuple[float, float],
    *,
    position: str,
    is_log: bool = False,
    numbers: Numbers | None = None,
    crosses_between: str = "midCat",
) -> Element:
    """Return an axis of values; without numbers it is not seen.

    Parameters
    ----------
    number : int
        `ACROSS` or `DOWN`.
    ends : (float, float)
        What it reaches from and to.
    position : {"b", "l"}
        Where it stands.
    is_log : bool
        Whether it counts powers of ten.
    numbers : Numbers, optional
        What stands under it.
    crosses_between : {"midCat", "between"}
        Whether the other axis crosses at a value or between two bars.
    """
    log = [valued("logBase", 10)] if is_log else []
    held = [
        valued("axId", number),
        C.scaling(
            *log,
            valued("orientation", "minMax"),
            valued("max", f"{ends[1]:.10g}"),
            valued("min", f"{ends[0]:.10g}"),
        ),
        valued("delete", numbers is None),
        valued("axPos", position),
    ]
    if numbers and numbers.title:
        held.append(_title(numbers))
    code = f'General"{numbers.suffix}"' if numbers and numbers.suffix else "General"
    held += [
        C.numFmt(formatCode=code, sourceLinked="0"),
        valued("majorTickMark", "none"),
        valued("minorTickMark", "none"),
        valued("tickLblPos", "low" if numbers else "none"),
        C.spPr(stroked(None)),
    ]
    if numbers:
        held.append(_text_of(numbers.points))
    held += [
        valued("crossAx", DOWN if number == ACROSS else ACROSS),
        valued("crosses", "min"),
        valued("crossBetween", crosses_between),
    ]
    if numbers and numbers.step:
        held.append(valued("majorUnit", f"{numbers.step:.10g}"))
    return C.valAx(*held)


def _title(numbers: Numbers) -> Element:
    lines = [
        A.p(A.pPr(_letters(A.defRPr, numbers.points)), A.r(_letters(A.rPr, numbers.points), A.t(clean(line))))
        for line in numbers.title.split("<br>")
    ]
    return C.title(C.tx(C.rich(A.bodyPr(), A.lstStyle(), *lines)), valued("overlay", False))


def _text_of(points: float | None) -> Element:
    letters = _letters(A.defRPr, points) if points else A.defRPr()
    return C.txPr(A.bodyPr(), A.lstStyle(), A.p(A.pPr(letters), A.endParaRPr(lang="en-GB")))


def _letters(maker: ElementMaker, points: float) -> Element:
    return maker(filled(Colour.of(INK)), sz=str(round(points * 100)), b="0")
