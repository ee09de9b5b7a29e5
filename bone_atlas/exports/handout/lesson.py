"""A lesson as blocks: its slides without the talk, its questions open, and the answers at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bone_atlas.exports.drawn.figures import draw_figures
from bone_atlas.exports.drawn.files import KeptFiles
from bone_atlas.exports.drawn.shapes import EMU_PER_PT, Box
from bone_atlas.exports.drawn.words import Line, Page, pages_of
from bone_atlas.exports.handout.canvas import Drawing
from bone_atlas.exports.handout.flow import Block, words
from bone_atlas.exports.handout.fonts import Font
from bone_atlas.exports.handout.paper import ACCENT, INK, QUIET, RULE, SIDE, Sheet
from bone_atlas.exports.handout.text import BODY, LABEL, SMALL, STRONG, Paragraph, Span, height, pieces, write
from bone_atlas.facts import Rows
from bone_atlas.lessons.model import Lesson
from bone_atlas.lessons.told import filled
from bone_atlas.routes import VesselDrawing

#: Width of one figure and of each of two, from the least with letters of 9 points to the most.
ONE, TWO = (288.0, 350.0), (184.0, 250.0)
#: Width to height of a figure.
ONE_SHAPE, TWO_SHAPE = 760 / 600, 960 / 600
GUTTER = 16.0
TITLE = Font("serif", "B", 15)
SECTION = Font("serif", "B", 20)
NUMERAL = Font("sans", "B", 15)
NUMERAL_WIDTH = 24.0
CAPTION = Font("sans", "I", 9)

Tell = Callable[[], None]


@dataclass(frozen=True)
class Making:
    """What blocks are made of and on."""

    sheet: Sheet
    files: KeptFiles
    drawings: Mapping[str, VesselDrawing]


def blocks(lesson: Lesson, making: Making, drawn: Tell) -> Iterator[Block]:
    """Return the blocks of a lesson.

    Parameters
    ----------
    lesson : Lesson
        A lesson in which nothing is wrong.
    making : Making
        The sheet, the files of figures and the drawn vessels.
    drawn : callable
        Is called after each block that was drawn.
    """
    rows = making.files.rows
    found = [(number, list(each)) for number, each in _by_slide(lesson, rows, making.files)]
    answers: list[tuple[int, Page, bool]] = []
    for number, each in found:
        if _repeats_goals(lesson, each, rows):
            continue
        first, last = each[0], each[-1]
        question = first.slide.question
        if question:
            answers.append((number, last, bool(first.hides)))
        asked = question.kind if question else ""
        yield from _slide(making, number, first if question else last, drawn, figures=True, asked=asked)
    if answers:
        heading = Paragraph.of("Answers", SECTION, tag="H2")
        head = words(making.sheet, [heading], with_next=True)
        yield Block(head.least, head.most, head.draw, begins_page=True, with_next=True)
    for number, page, was_hidden in answers:
        yield from _slide(making, number, page, drawn, figures=was_hidden)


def many(lesson: Lesson) -> int:
    """Return how many blocks a lesson has at most, to tell how far it is."""
    return len(lesson.slides) + sum(slide.question is not None for slide in lesson.slides)


def _by_slide(lesson: Lesson, rows: Rows, files: KeptFiles) -> Iterator[tuple[int, Sequence[Page]]]:
    """Return the number of each slide with its pages: two where something is asked or uncovered."""
    numbers: dict[int, int] = {}
    for place, slide in enumerate(lesson.slides, start=1):
        numbers[id(slide)] = place
    for key, each in groupby(pages_of(lesson, rows, files), key=lambda page: id(page.slide)):
        yield numbers[key], list(each)


def _repeats_goals(lesson: Lesson, each: Sequence[Page], rows: Rows) -> bool:
    """Tell whether a slide shows nothing but the title and the goals, which stand under the title already."""
    page = each[-1]
    points = [line.text for line in page.lines if line.style == "point"]
    goals = [filled(goal, rows)[0] for goal in lesson.goals]
    alike = [_bare(text) for text in points] == [_bare(text) for text in goals]
    return not page.figures and bool(goals) and alike and page.slide.question is None


def _bare(text: str) -> str:
    return text.translate(str.maketrans("", "", "“”\"'")).casefold()


# One slide -------------------------------------------------------------------------------------------


def paragraphs_of(lines: Sequence[Line], asked: str = "") -> list[Paragraph]:
    """Return the lines of a page as paragraphs.

    Parameters
    ----------
    lines : sequence of Line
        The lines.
    asked : {"", "rank", "choice"}
        The kind of a question that is still open: what it offers has lines to number, or letters to choose.
    """
    made: list[Paragraph] = []
    question = ""
    for line in lines:
        if line.style == "strong":
            made.append(Paragraph.of(line.text, STRONG, before=6))
            question = asked
        elif line.style == "small":
            made.append(Paragraph.of(line.text, SMALL, QUIET, before=5))
        elif line.style == "point" and question == "rank":
            made.append(Paragraph.of(line.text, before=4, mark=Span("___", BODY, QUIET), indent=24))
        elif line.style == "point":
            made.append(Paragraph.of(line.text, before=3, mark=Span("•", BODY, ACCENT), indent=11))
        elif question == "choice":
            letter, _, text = line.text.partition("  ")
            made.append(Paragraph.of(text, before=3, mark=Span(letter, LABEL, ACCENT), indent=15))
        else:
            made.append(Paragraph.of(line.text, before=5))
    return made


@dataclass(frozen=True)
class _Body:
    """What stands between title and sources of a slide: figures, and the text beside or under them."""

    making: Making
    page: Page
    count: int
    told: Sequence[Paragraph]

    @property
    def widths(self) -> tuple[float, float]:
        """The least and the largest width of its figures together."""
        if not self.count:
            return 0.0, 0.0
        return (
            ONE
            if self.count == 1
            else (TWO[0] * self.count, min(TWO[1] * self.count, self.making.sheet.room))
        )

    @property
    def captions(self) -> list[Paragraph]:
        """What stands under the figures."""
        texts = [figure["caption"] for figure in self.page.figures if figure["caption"]] if self.count else []
        if self.count and self.page.slide.state.shows == "difference":
            texts.append("Hatched: below zero")
        return [Paragraph.of(" | ".join(texts), SMALL, QUIET, tag="Caption")] if texts else []

    def _left(self, wide: float) -> float:
        """Height of figures and caption."""
        shape = ONE_SHAPE if self.count == 1 else TWO_SHAPE
        under = height(self.making.sheet, self.captions, wide)
        return wide / shape + (under + 3 if under else 0.0)

    def height(self, wide: float) -> float:
        """Return its height with figures of a width."""
        sheet = self.making.sheet
        if not self.count:
            return height(sheet, self.told, sheet.room - NUMERAL_WIDTH)
        if self.count > 1:
            return self._left(wide) + 6 + height(sheet, self.told, sheet.room)
        return max(self._left(wide), height(sheet, self.told, sheet.room - wide - GUTTER))

    def draw(self, top: float, room: float) -> None:
        """Draw it from an upper edge, with figures as large as a height allows."""
        sheet = self.making.sheet
        if not self.count:
            write(sheet, self.told, SIDE + NUMERAL_WIDTH, top, sheet.room - NUMERAL_WIDTH)
            return
        wide = _widest(self.widths, room, self.height)
        tall = wide / (ONE_SHAPE if self.count == 1 else TWO_SHAPE)
        left = SIDE if self.count == 1 else SIDE + (sheet.room - wide) / 2
        draw_page(self.making, self.page, (left, top, wide, tall))
        write(sheet, self.captions, left, top + tall + 3, wide)
        if self.count == 1:
            write(sheet, self.told, SIDE + wide + GUTTER, top, sheet.room - wide - GUTTER)
        else:
            write(sheet, self.told, SIDE, top + self._left(wide) + 6, sheet.room)


def _slide(
    making: Making, number: int, page: Page, drawn: Tell, *, figures: bool, asked: str = ""
) -> Iterator[Block]:
    """Return a slide as one block; where no page holds it, its text follows in pieces."""
    sheet = making.sheet
    whole = _block(making, number, page, drawn, figures=figures, asked=asked)
    room = sheet.low - sheet.top
    if whole.least <= room:
        yield whole
        return
    alone = replace(page, lines=[])
    yield _block(making, number, alone, drawn, figures=figures)
    for piece in pieces(sheet, paragraphs_of(page.lines, asked), sheet.room, room / 4):
        yield words(sheet, piece)


def _block(making: Making, number: int, page: Page, drawn: Tell, *, figures: bool, asked: str = "") -> Block:
    """Return a slide: rule, number and title, its figures with the text, its sources."""
    sheet = making.sheet
    title = Paragraph.of(page.title, TITLE, tag="H3")
    head = height(sheet, [title], sheet.room - NUMERAL_WIDTH) + 13
    body = _Body(making, page, len(page.figures) if figures else 0, paragraphs_of(page.lines, asked))
    foot = sources_of(page.sources)
    low = (height(sheet, foot, sheet.room) + 5) if foot else 0.0
    least, most = (head + body.height(wide) + low for wide in body.widths)

    def draw(top: float, high: float) -> None:
        with sheet.ornament():
            sheet.stroke([(SIDE, top), (sheet.w - SIDE, top)], RULE, 0.6)
        _numbered(sheet, number, title, top + 7)
        body.draw(top + head, high - head - low)
        write(sheet, foot, SIDE, top + high - low + 5, sheet.room)
        drawn()

    return Block(least, max(least, most), draw)


def _widest(widths: Sequence[float], room: float, body_at: Callable[[float], float]) -> float:
    """Return the largest width of the figures with which all fits a height."""
    low, high = widths
    steps = 24
    for step in range(steps, 0, -1):
        wide = low + (high - low) * step / steps
        if body_at(wide) <= room + 0.01:
            return wide
    return low


def _numbered(sheet: Sheet, number: int, title: Paragraph, top: float) -> None:
    with sheet.tagged("Lbl"):
        sheet.write_at(str(number), SIDE, top + TITLE.size * 0.92, NUMERAL, ACCENT)
    write(sheet, [title], SIDE + NUMERAL_WIDTH, top, sheet.room - NUMERAL_WIDTH)


def sources_of(sources: Sequence[tuple[str, str]]) -> list[Paragraph]:
    """Return the works that something rests on as one paragraph with links."""
    if not sources:
        return []
    spans = [Span("Sources: ", LABEL, QUIET)]
    for place, (text, link) in enumerate(sources):
        spans.append(Span(text, SMALL, QUIET, link))
        spans.append(Span("; " if place + 1 < len(sources) else ".", SMALL, QUIET))
    return [Paragraph(spans)]


def draw_page(
    making: Making, page: Page, place: tuple[float, float, float, float], smaller: float = 1.0
) -> None:
    """Draw the figures of a page in a rectangle, each marked with its words for whoever listens."""
    bare = [{**figure, "caption": ""} for figure in page.figures]
    shown = Page(page.title, page.slide, page.lines, "", page.sources, bare, page.hides)  # type: ignore[arg-type]
    box = Box(*(round(part * EMU_PER_PT) for part in place))
    made: list[Drawing] = []

    def new(_: str) -> Drawing:
        made.append(Drawing(making.sheet))
        return made[-1]

    groups, images = draw_figures(shown, box, making.files, making.drawings, new, smaller=smaller)
    for group in groups:
        with making.sheet.tagged("Figure", group.told or "Figure"):
            if group is groups[-1]:
                for image in images:
                    group.picture(image)
            group.draw()


def goals_of(lesson: Lesson, rows: Rows) -> list[Paragraph]:
    """Return the goals of a lesson as paragraphs."""
    texts = [filled(goal, rows)[0] for goal in lesson.goals]
    if not texts:
        return []
    head = Paragraph.of("At the end you can", LABEL, ACCENT, tag="H2")
    marks = [
        Paragraph.of(text, BODY, INK, before=3, mark=Span("•", BODY, ACCENT), indent=11) for text in texts
    ]
    return [head, *marks]
