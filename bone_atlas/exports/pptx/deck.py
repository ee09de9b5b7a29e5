"""A lesson as a PowerPoint presentation whose every bone, mark and word can be changed there."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.metadata import version
from typing import Any

from bone_atlas.exports.drawn.figures import draw_figures
from bone_atlas.exports.drawn.files import KeptFiles
from bone_atlas.exports.drawn.last import last_pages
from bone_atlas.exports.drawn.shapes import Box, clean
from bone_atlas.exports.drawn.words import Line, Page, pages_of
from bone_atlas.exports.pptx import charts, template
from bone_atlas.exports.pptx.elements import A
from bone_atlas.exports.pptx.package import describe, packed
from bone_atlas.exports.pptx.shapes import Group, Ids
from bone_atlas.exports.pptx.template import LAYOUTS, ONE_FIGURE, TEXT, TWO_FIGURES, Layout
from bone_atlas.exports.pptx.writing import (
    ALONE,
    ENDS,
    SIZES,
    parted,
    write_lines,
    write_sources,
    write_title,
)
from bone_atlas.facts import Rows
from bone_atlas.lessons.model import Lesson
from bone_atlas.lessons.told import filled
from bone_atlas.routes import VesselDrawing

#: Behind the title of what did not fit on one slide.
MORE = "(continued)"
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
        first, *others = parted(page.lines, layout.text, TEXT.text)
        sizes = ALONE if layout is TEXT else SIZES
        slide = _slide(made, layout, page.title, first, sources=page.sources, sizes=sizes)
        if page.notes:
            slide.notes_slide.notes_text_frame.text = clean(page.notes)
        if layout.figure:
            _figures(slide, page, layout.figure, files, drawings)
        for lines in others:
            _slide(made, TEXT, f"{page.title} {MORE}", lines, sources=page.sources, sizes=SIZES)
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
    lines: Sequence[Line],
    *,
    sources: Sequence[tuple[str, str]] = (),
    sizes: tuple[int, ...],
) -> Any:
    """Add a slide with its texts; its figures come after."""
    slide = made.slides.add_slide(made.slide_layouts[LAYOUTS.index(layout)])
    write_title(slide.shapes.title.text_frame, title)
    if lines:
        write_lines(slide.placeholders[1].text_frame, lines, layout.text, sizes)
    else:  # an empty one would ask the teacher to fill it
        empty = slide.placeholders[1]._element
        empty.getparent().remove(empty)
    tree = slide.shapes._spTree
    if sources:
        tree.append(template.holder(20, "Sources", template.SOURCES_KIND))
        write_sources(slide.shapes[-1].text_frame, sources)
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
