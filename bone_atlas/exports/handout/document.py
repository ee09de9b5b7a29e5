"""A lesson, or what the atlas says in short, as a PDF to be printed and handed out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version

from bone_atlas.exports.drawn.files import KeptFiles
from bone_atlas.exports.drawn.last import about, cited_once
from bone_atlas.exports.drawn.words import pages_of
from bone_atlas.exports.handout import atlas
from bone_atlas.exports.handout import lesson as lessons
from bone_atlas.exports.handout.flow import Block, columns, frame, pages, place, words
from bone_atlas.exports.handout.fonts import Font, known
from bone_atlas.exports.handout.lesson import SECTION, Making
from bone_atlas.exports.handout.paper import ACCENT, QUIET, RULE, SIDE, Paper, Sheet
from bone_atlas.exports.handout.text import SMALL, Paragraph, Span, height, write
from bone_atlas.facts import Rows
from bone_atlas.lessons.model import Lesson
from bone_atlas.lessons.told import filled
from bone_atlas.routes import VesselDrawing

Progress = Callable[[int, int], None]
#: A page or section of a book that has no link.
_IN_A_BOOK = re.compile(r"(?P<book>.+?), (?P<place>(?:p\.|section) .+)")
NAME = "Bone Metastasis Atlas"
HEADLINE = Font("serif", "B", 25)
KICKER = Font("sans", "B", 10)
LEFT_OUT = (
    "Left out: the talk, the shading of the bones, steps of journeys and links to pages of the atlas. "
    "A letter that the fonts lack is written as its code, such as [U+9AA8]; Chinese names of bones stand in "
    "English."
)


def handout(
    lesson: Lesson | None,
    rows: Rows,
    drawings: Mapping[str, VesselDrawing],
    progress: Progress | None = None,
    *,
    paper: Paper = "a4",
) -> bytes:
    """Return a handout as the bytes of a PDF.

    Parameters
    ----------
    lesson : Lesson or None
        A lesson in which `bone_atlas.lessons.check` finds nothing wrong; None for the whole atlas in short.
    rows : Rows
        Tables, anatomy, layers and routes.
    drawings : mapping of str to VesselDrawing
        The drawn vessels, by view.
    progress : callable, optional
        Is told how many blocks are drawn, and of how many.
    paper : {"a4", "letter"}
        Size of a page.
    """
    if lesson is None:
        return _of_atlas(rows, drawings, progress, paper)
    return _of_lesson(lesson, rows, drawings, progress, paper)


def _of_lesson(
    lesson: Lesson,
    rows: Rows,
    drawings: Mapping[str, VesselDrawing],
    progress: Progress | None,
    paper: Paper,
) -> bytes:
    lesson = _with_letters(lesson)
    title = filled(lesson.title, rows)[0]
    files = KeptFiles(rows)
    sheet = _sheet(paper, title, lesson.model_dump_json())
    making = Making(sheet, files, drawings)
    told = _Told(progress, lessons.many(lesson))
    sources = cited_once(page for page in pages_of(lesson, rows, files))
    blocks = [*lessons.blocks(lesson, making, told.one), *ends(sheet, sources)]
    kicker = f"Handout · {lesson.minutes} minutes"
    under = lessons.goals_of(lesson, rows)
    _lay_out(sheet, (title, kicker, under), blocks)
    return told.end(sheet)


def _with_letters(lesson: Lesson) -> Lesson:
    """Return a lesson whose names of bones the fonts can write: they have no Chinese letters."""
    slides = [
        slide.model_copy(update={"state": slide.state.model_copy(update={"names": "en"})})
        if slide.state.names == "zh"
        else slide
        for slide in lesson.slides
    ]
    return lesson.model_copy(update={"slides": tuple(slides)})


def _of_atlas(
    rows: Rows, drawings: Mapping[str, VesselDrawing], progress: Progress | None, paper: Paper
) -> bytes:
    sheet = _sheet(paper, atlas.HEADLINE_TEXT, NAME)
    told = _Told(progress, atlas.many())
    parts = list(atlas.blocks(Making(sheet, KeptFiles(rows), drawings), told.one))
    sources = dict.fromkeys(source for _, each in parts for source in each)
    works = _with_licences(books_once((one.text, one.link) for one in sources), rows)
    blocks = [*(block for block, _ in parts), *ends(sheet, works)]
    under = [Paragraph.of(atlas.INTRODUCTION)]
    _lay_out(sheet, (atlas.HEADLINE_TEXT, "In short", under), blocks)
    return told.end(sheet)


def books_once(works: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return works, a book once with all its pages or sections: text and link."""
    made: dict[tuple[str, str], list[str]] = {}
    for text, link in works:
        found = None if link else _IN_A_BOOK.match(text)
        parts = made.setdefault((found["book"] if found else text, link), [])
        if found:
            parts.append(found["place"])
    return [(f"{text}, {'; '.join(parts)}" if parts else text, link) for (text, link), parts in made.items()]


def _with_licences(works: Iterable[tuple[str, str]], rows: Rows) -> list[tuple[str, str]]:
    """Add to studies what was seen of their licence."""
    seen = {rows.source(key): rows.studies[layer.study_id]["licence"] for key, layer in rows.layers.items()}
    licences = {(one.text, one.link): licence for one, licence in seen.items() if licence}
    return [
        (f"{text} (licence: {licences[text, link]})" if (text, link) in licences else text, link)
        for text, link in works
    ]


class _Told:
    """Tells how far the work is."""

    def __init__(self, progress: Progress | None, many: int) -> None:
        self._progress, self._many, self._done = progress, many, 0

    def one(self) -> None:
        """Tell that one more part is drawn."""
        self._done = min(self._done + 1, self._many)
        if self._progress:
            self._progress(self._done, self._many)

    def end(self, sheet: Sheet) -> bytes:
        """Tell that all is drawn, and return the file."""
        if self._progress:
            self._progress(self._many, self._many)
        return sheet.content()


def ends(sheet: Sheet, sources: Sequence[tuple[str, str]]) -> list[Block]:
    """Return the last blocks: the works in full, and what the file is, holds and leaves out."""
    made = []
    if sources:
        made.append(words(sheet, [Paragraph.of("Sources", SECTION, tag="H2")], with_next=True))
        listed = [
            Paragraph(
                [Span(text, SMALL), *([Span(f" {link}", SMALL, QUIET, link)] if link else [])], before=2.5
            )
            for text, link in sources
        ]
        made += columns(sheet, listed)
    said = [Paragraph.of(text, SMALL, QUIET, before=2) for text in about(LEFT_OUT, "page")]
    made.append(words(sheet, [Paragraph.of("About this handout", KICKER, ACCENT, tag="H2"), *said]))
    return made


def _linked(link: str) -> list[Span]:
    return [Span(f" {link}", SMALL, QUIET, link)] if link else []


def _sheet(paper: Paper, title: str, told: str) -> Sheet:
    """Return an empty document with its properties."""
    sheet = Sheet(paper, "\n".join((paper, told, *about(LEFT_OUT, "page"))))
    sheet.set_title(known(title, HEADLINE))
    sheet.set_author(NAME)
    sheet.set_subject(" ".join(about(LEFT_OUT, "page")))
    sheet.set_keywords("breast cancer; bone metastasis; skeleton")
    sheet.set_creator(f"{NAME} {version('bone-atlas')}")
    return sheet


def _lay_out(sheet: Sheet, head: tuple[str, str, list[Paragraph]], blocks: Sequence[Block]) -> None:
    title, kicker, under = head
    top = _title_height(sheet, title, under)
    shared = pages(sheet, blocks, top)
    foot = about("")[0]
    for number, page in enumerate(shared, start=1):
        sheet.add_page()
        frame(sheet, f"{NAME} · {title}", number, len(shared), foot)
        if number == 1:
            _write_title(sheet, title, kicker, under)
        place(sheet, page, top if number == 1 else sheet.top, is_last=number == len(shared))


def _title_height(sheet: Sheet, title: str, under: list[Paragraph]) -> float:
    headline = height(sheet, [Paragraph.of(title, HEADLINE)], sheet.room)
    return 34 + 18 + headline + 8 + (height(sheet, under, sheet.room - 14) + 14 if under else 0) + 8


def _write_title(sheet: Sheet, title: str, kicker: str, under: list[Paragraph]) -> None:
    write(sheet, [Paragraph.of(f"{NAME} · {kicker}", KICKER, ACCENT)], SIDE, 34, sheet.room)
    top = write(sheet, [Paragraph.of(title, HEADLINE, tag="H1")], SIDE, 52, sheet.room) + 8
    if under:
        low = write(sheet, under, SIDE + 14, top + 2, sheet.room - 14)
        with sheet.ornament():
            sheet.stroke([(SIDE + 2, top + 2), (SIDE + 2, low)], RULE, 2.2)
