"""The empty presentation: 16:9, three layouts of ours, fonts that every Office has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.util import Inches

from bone_atlas.exports.drawn.shapes import Box, Colour
from bone_atlas.exports.pptx.elements import A, Element, P
from bone_atlas.exports.pptx.shapes import filled, place
from bone_atlas.figures.colours import FLOW_INK, MUTED

#: In every Office, and of the same widths as the free fonts that stand in for it.
FONT = "Arial"
WIDE, HIGH = 13.333, 7.5
EDGE = 0.45
TITLE_PT, TEXT_PT, FOOT_PT, NUMBER_PT = 28, 18, 10, 10


def _inches(x: float, y: float, width: float, height: float) -> Box:
    return Box(*(int(Inches(value)) for value in (x, y, width, height)))


TITLE = _inches(EDGE, 0.25, WIDE - 2 * EDGE, 0.8)
FOOT = _inches(EDGE, 6.93, 11.7, 0.42)
NUMBER = _inches(WIDE - EDGE - 0.7, 6.93, 0.7, 0.42)


@dataclass(frozen=True)
class Layout:
    """A layout: its name, and the boxes of its text and of its figures."""

    name: str
    text: Box
    figure: Box | None = None


def _beside(name: str, text: float) -> Layout:
    """Return a layout with a column of text of a width in inches, and what is left for figures."""
    top, high, gap = 1.15, 5.7, 0.2
    left = EDGE + text + gap
    return Layout(name, _inches(EDGE, top, text, high), _inches(left, top, WIDE - 0.3 - left, high))


TEXT = Layout("Text", _inches(EDGE, 1.3, WIDE - 2 * EDGE, 5.4))
ONE_FIGURE = _beside("Text and figure", 4.9)
TWO_FIGURES = _beside("Text and two figures", 3.7)
LAYOUTS = (TEXT, ONE_FIGURE, TWO_FIGURES)

#: What placeholders of the foot are: of the sources, and of the number of the slide.
SOURCES_KIND = {"type": "ftr", "sz": "quarter", "idx": "11"}
NUMBER_KIND = {"type": "sldNum", "sz": "quarter", "idx": "12"}
_NUMBER_ID = "{C1FF6DA9-008F-8B48-92A6-B652298478BF}"
LEFTOVERS = ("/printerSettings", "/thumbnail")
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Bone Metastasis Atlas</Application></Properties>"
)


def empty() -> Any:
    """Return the presentation without slides, its layouts those of `LAYOUTS` in their order."""
    made = Presentation()
    made.slide_width, made.slide_height = Inches(WIDE), Inches(HIGH)
    kept = list(made.slide_layouts)[: len(LAYOUTS)]
    for layout in list(made.slide_layouts)[len(LAYOUTS) :]:
        made.slide_layouts.remove(layout)
    _style(made.slide_master)
    for layout, wanted in zip(kept, LAYOUTS, strict=True):
        _lay_out(layout, wanted)
    _without_leftovers(made)
    return made


def _without_leftovers(made: Any) -> None:
    """Drop what the library's own template was saved with: settings of a printer, a picture of no slide."""
    for owner in (made.part.rels, made.part.package._rels):
        for key in [
            key for key, one in owner.items() if one.reltype.endswith(("/printerSettings", "/thumbnail"))
        ]:
            owner.pop(key)
    made.part.package.part_related_by(RT.EXTENDED_PROPERTIES)._blob = _APP.encode()


def _style(master: Any) -> None:
    """Set fonts, sizes and places on the master."""
    theme = master.part.part_related_by(RT.THEME)
    blob = theme.blob.replace(b'<a:latin typeface="Calibri"/>', f'<a:latin typeface="{FONT}"/>'.encode())
    theme._blob = blob
    styles = master._element.find(qn("p:txStyles"))
    title = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", str(TITLE_PT * 100))
    title.find(qn("a:defRPr")).set("b", "1")
    first = styles.find(qn("p:bodyStyle")).find(qn("a:lvl1pPr"))
    first.find(qn("a:defRPr")).set("sz", str(TEXT_PT * 100))
    for holder in master.placeholders:
        kind = holder.element.ph.get("type", "obj")
        if kind == "dt":
            holder.element.getparent().remove(holder.element)
            continue
        box = {"title": TITLE, "body": TEXT.text, "ftr": FOOT, "sldNum": NUMBER}[kind]
        holder.left, holder.top, holder.width, holder.height = box


def _lay_out(layout: Any, wanted: Layout) -> None:
    """Replace the placeholders of a layout."""
    layout.name = wanted.name
    element = layout._element
    element.attrib.pop("type", None)
    element.set("userDrawn", "1")
    tree = element.cSld.spTree
    for shape in list(tree.iter_shape_elms()):
        tree.remove(shape)
    ink, quiet = FLOW_INK["light"], MUTED["light"]
    made = (
        (2, "Title", {"type": "title"}, _Style(TITLE, TITLE_PT, ink)),
        (3, "Text", {"idx": "1"}, _Style(wanted.text, TEXT_PT, ink, "t")),
        (4, "Sources", SOURCES_KIND, _Style(FOOT, FOOT_PT, quiet)),
        (5, "Slide number", NUMBER_KIND, _Style(NUMBER, NUMBER_PT, quiet)),
    )
    for number, name, kind, style in made:
        tree.append(holder(number, name, kind, style))


@dataclass(frozen=True)
class _Style:
    """Of a placeholder of a layout: its box, the size and colour of its letters, where its text begins."""

    box: Box
    points: int
    colour: str
    anchor: str = "ctr"


def holder(number: int, name: str, kind: Mapping[str, str], style: _Style | None = None) -> Element:
    """Return a placeholder.

    Parameters
    ----------
    number : int
        Its id.
    name : str
        Its name, and what stands in it in a layout.
    kind : mapping of str to str
        What makes it the same placeholder on slide and layout.
    style : _Style, optional
        On a layout; a slide takes that of its layout.
    """
    shape, body, look = P.spPr(), A.bodyPr(), A.lstStyle()
    if style is not None:
        shape = P.spPr(place(style.box))
        insets = dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), "0")
        body = A.bodyPr(A.normAutofit(), anchor=style.anchor, **insets)
        letters = A.defRPr(filled(Colour.of(style.colour)), sz=str(style.points * 100))
        look = A.lstStyle(A.lvl1pPr(letters, algn="r" if kind == NUMBER_KIND else "l"))
    return P.sp(
        P.nvSpPr(
            P.cNvPr(id=str(number), name=name),
            P.cNvSpPr(A.spLocks(noGrp="1")),
            P.nvPr(P.ph(**kind)),
        ),
        shape,
        P.txBody(body, look, _inside(name, kind, is_layout=style is not None)),
    )


def _inside(name: str, kind: Mapping[str, str], *, is_layout: bool) -> Element:
    if kind == NUMBER_KIND:
        field = {"id": _NUMBER_ID, "type": "slidenum"}
        return A.p(A.fld(A.rPr(lang="en-GB"), A.t("‹#›"), **field))
    return A.p(A.r(A.rPr(lang="en-GB"), A.t(name))) if is_layout else A.p()
