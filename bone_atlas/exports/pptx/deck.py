"""A lesson as a PowerPoint presentation whose every bone, mark and word can be changed there."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from importlib.metadata import version
from typing import Any

from pptx.dml.color import RGBColor

from bone_atlas.exports.drawn.figures import draw_figures
from bone_atlas.exports.drawn.files import KeptFiles
from bone_atlas.exports.drawn.last import last_pages
from bone_atlas.exports.drawn.shapes import EMU_PER_PT, Box, clean
from bone_atlas.exports.drawn.words import Line, Page, pages_of
from bone_atlas.exports.pptx import charts, template
from bone_atlas.exports.pptx.elements import A
from bone_atlas.exports.pptx.package import describe, packed
from bone_atlas.exports.pptx.shapes import Group, Ids
from bone_atlas.exports.pptx.template import FOOT, FOOT_PT, LAYOUTS, ONE_FIGURE, TEXT, TWO_FIGURES, Layout
from bone_atlas.facts import Rows
from bone_atlas.figures.colours import MUTED
from bone_atlas.figures.projector import letters
from bone_atlas.lessons.model import Lesson
from bone_atlas.lessons.told import filled
from bone_atlas.routes import VesselDrawing

#: What is to be read in a room has letters of at least so many points.
LEAST = 12
#: Letters of the text beside a figure, and of text alone, in points: the largest that fit.
SIZES = (24, 22, 20, 18, 17, 16, 15, 14, 13, LEAST)
ALONE, FEET = (40, 36, 32, 28, 26, 24, 22, 20, *SIZES[3:]), (FOOT_PT, 9, 8, 7)
#: Of the last pages, which have much to say: all of one size, if they can be.
ENDS = SIZES[2:]
INDENT_PT, APART = 16, 0.45
#: Letters on a slide are set closer than the width table, whose font is the widest there is.
NARROWER = 0.9

LEFT_OUT = (
    "Left out: the shading of the bones; links to pages of the atlas. Drawings of X-rays are pictures. "
    "Dots with intervals and bars of parts are charts: their numbers stand in their data sheets. "
    "Shapes without numbers are: names and values beside the rows, ranges behind them, diamonds of means, "
    "rows of vertebrae, squares that are counted. Points stand there at once; steps of a journey do not move."
)

Progress = Callable[[int, int], None]


def deck(
    lesson: Lesson, rows: Rows, drawings: Mapping[str, VesselDrawing], progress: Progress | None = None
) -> bytes:
    """Return a lesson as the bytes of a ``.pptx`` file.

    Parameters
    ----------
    lesson : Lesson
        A lesson in which `bone_atlas.lessons.check` finds nothing wrong.
    rows : Rows
        Tables, anatomy, layers and routes.
    drawings : mapping of str to VesselDrawing
        The drawn vessels, by view.
    progress : callable, optional
        Is told how many pages are made, and of how many.
    """
    files = KeptFiles(rows)
    pages = list(pages_of(lesson, rows, files))
    made = template.empty()
    ends = last_pages(pages, LEFT_OUT)
    for number, page in enumerate(pages, start=1):
        layout = (TEXT, ONE_FIGURE, TWO_FIGURES)[min(len(page.figures), 2)]
        sizes = ALONE if layout is TEXT else SIZES
        slide = _slide(made, layout, page.title, page.lines, sources=page.sources, sizes=sizes)
        if page.notes:
            slide.notes_slide.notes_text_frame.text = clean(page.notes)
        if layout.figure:
            _figures(slide, page, layout.figure, files, drawings)
        if progress:
            progress(number, len(pages) + len(ends))
    for title, lines in ends:
        _slide(made, TEXT, title, lines, sizes=ENDS)
    title = filled(lesson.title, rows)[0]
    about = " ".join(line.text for line in ends[-1][1])
    describe(
        made, title, "; ".join(filled(goal, rows)[0] for goal in lesson.goals), about, version("bone-atlas")
    )
    return packed(made)


def _slide(
    made: Any,
    layout: Layout,
    title: str,
    lines: Iterable[Line],
    *,
    sources: Sequence[tuple[str, str]] = (),
    sizes: tuple[int, ...],
) -> Any:
    """Add a slide with its texts; its figures come after."""
    slide = made.slides.add_slide(made.slide_layouts[LAYOUTS.index(layout)])
    slide.shapes.title.text_frame.text = clean(title)
    _size_title(slide.shapes.title, title)
    written = list(lines)
    if written:
        _write(slide.placeholders[1].text_frame, written, layout.text, sizes)
    else:  # an empty one would ask the teacher to fill it
        empty = slide.placeholders[1]._element
        empty.getparent().remove(empty)
    tree = slide.shapes._spTree
    if sources:
        tree.append(template.holder(20, "Sources", template.SOURCES_KIND))
        _write_sources(slide.shapes[-1].text_frame, sources)
    tree.append(template.holder(21, "Slide number", template.NUMBER_KIND))
    return slide


def _figures(
    slide: Any, page: Page, box: Box, files: KeptFiles, drawings: Mapping[str, VesselDrawing]
) -> None:
    ids = Ids(partial(charts.add, slide))
    groups, images = draw_figures(page, box, files, drawings, lambda name: Group(ids, name))
    for image in images:
        picture = slide.shapes.add_picture(io.BytesIO(image.content), *image.box)
        picture.name = image.name
        picture._element.nvPicPr.cNvPr.set("descr", image.told)
        picture._element.nvPicPr.cNvPr.set("id", str(ids.next()))
        if image.opacity < 1:
            blip = picture._element.blipFill.find(".//{*}blip")
            blip.append(A.alphaModFix(amt=str(round(image.opacity * 100_000))))
    for group in groups:
        drawn = group.element()
        if drawn is not None:
            slide.shapes._spTree.append(drawn)


# Texts -----------------------------------------------------------------------------------------------


def _size_title(shape: Any, title: str) -> None:
    room = template.TITLE.width / EMU_PER_PT
    wide = letters.width(f"<b>{title}</b>", template.TITLE_PT) * NARROWER
    if wide > 2 * room:
        shape.text_frame.paragraphs[0].runs[0].font.size = round(template.TITLE_PT * 0.6) * EMU_PER_PT
    elif wide > room:
        shape.text_frame.paragraphs[0].runs[0].font.size = 22 * EMU_PER_PT


def _write(frame: Any, lines: list[Line], box: Box, sizes: tuple[int, ...]) -> None:
    """Write paragraphs in the largest letters with which all fit."""
    size = next((one for one in sizes if _height(lines, box, one) <= box.height / EMU_PER_PT), sizes[-1])
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = clean(line.text)
        run.font.size = round(_letter(line, size)) * EMU_PER_PT
        if line.style == "strong":
            run.font.bold = True
        if line.style == "small":
            run.font.color.rgb = _rgb(MUTED["light"])
        paragraph.space_before = 0 if number == 0 else round(size * APART) * EMU_PER_PT
        properties = paragraph._p.get_or_add_pPr()
        if line.style == "point":
            properties.set("marL", str(INDENT_PT * EMU_PER_PT))
            properties.set("indent", str(-INDENT_PT * EMU_PER_PT))
        else:
            properties.set("marL", "0")
            properties.set("indent", "0")
            properties.append(A.buNone())


def _letter(line: Line, size: float) -> float:
    """Return the size of the letters of a line."""
    return max(size * 0.8, LEAST) if line.style == "small" else size


def _height(lines: list[Line], box: Box, size: float) -> float:
    """Return how high paragraphs are, in points."""
    high = 0.0
    for line in lines:
        letter = _letter(line, size)
        room = (box.width / EMU_PER_PT - (INDENT_PT if line.style == "point" else 0)) / NARROWER
        text = f"<b>{line.text}</b>" if line.style == "strong" else line.text
        broken = letters.wrapped(text, room, letter)
        high += len(broken) * letter * 1.2 + size * APART
    return high


def _write_sources(frame: Any, sources: Sequence[tuple[str, str]]) -> None:
    """Write the works that a slide rests on, each a link where it has one."""
    joined = "Sources: " + "; ".join(text for text, _ in sources)
    room = FOOT.width / EMU_PER_PT / NARROWER
    lines = {size: len(letters.wrapped(joined, room, size)) for size in FEET}
    size = next((one for one in FEET if lines[one] * one * 1.2 <= FOOT.height / EMU_PER_PT), FEET[-1])
    paragraph = frame.paragraphs[0]
    for number, (text, link) in enumerate(sources):
        before = paragraph.add_run()
        before.text = "Sources: " if number == 0 else "; "
        run = paragraph.add_run()
        run.text = clean(text)
        for one in (before, run):
            one.font.size = size * EMU_PER_PT
            one.font.color.rgb = _rgb(MUTED["light"])
        if link.startswith(("https://", "http://")):
            run.hyperlink.address = link


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour.lstrip("#")))  # type: ignore[no-untyped-call]
