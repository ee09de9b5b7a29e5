"""Paragraphs: measured before they are placed, broken between words, and within a word that is too long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bone_atlas.exports.handout.fonts import Font, known
from bone_atlas.exports.handout.paper import INK, LEADING, Sheet

BODY = Font("serif", "", 10.2)
STRONG = Font("serif", "B", 10.2)
SMALL = Font("sans", "", 9)
LABEL = Font("sans", "B", 9)
NARROW_SPACE = 0.0


@dataclass(frozen=True)
class Span:
    """Words that look alike; with a link or without."""

    text: str
    font: Font = BODY
    colour: str = INK
    link: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph.

    Attributes
    ----------
    spans : sequence of Span
        Its words.
    tag : str
        What it is in the structure of the document, such as ``P`` or ``H2``.
    before : float
        Free room above it, in points.
    mark : Span or None
        What stands in the margin before its first line, such as a bullet.
    indent : float
        Width of that margin.
    """

    spans: Sequence[Span]
    tag: str = "P"
    before: float = 0.0
    mark: Span | None = None
    indent: float = 0.0

    @classmethod
    def of(cls, text: str, font: Font = BODY, colour: str = INK, **look: object) -> Paragraph:
        """Return a paragraph of one look."""
        return cls([Span(text, font, colour)], **look)  # type: ignore[arg-type]


@dataclass
class Line:
    """A line of a paragraph: its words with their look, and how high it is."""

    words: list[tuple[str, Span]] = field(default_factory=list)
    width: float = 0.0

    @property
    def size(self) -> float:
        """Size of its largest letters."""
        return max((span.font.size for _, span in self.words), default=BODY.size)

    @property
    def height(self) -> float:
        """Distance to the next line."""
        size = self.size
        # Headings are set closer.
        return size * (LEADING if size < 14 else 1.16)


def broken(sheet: Sheet, spans: Iterable[Span], room: float) -> list[Line]:
    """Break words into lines.

    Parameters
    ----------
    sheet : Sheet
        Measures letters.
    spans : iterable of Span
        The words.
    room : float
        Width of a line.
    """
    lines = [Line()]
    for span in spans:
        space = sheet.width(" ", span.font)
        for number, word in enumerate(known(span.text, span.font).split(" ")):
            gap = space if number and lines[-1].words else 0.0
            for piece in _pieces(sheet, word, span.font, room):
                wide = sheet.width(piece, span.font) if piece else 0.0
                if lines[-1].words and lines[-1].width + gap + wide > room + 0.01:
                    lines.append(Line())
                    gap = 0.0
                if piece or gap:
                    lines[-1].words.append(((" " if gap else "") + piece, span))
                lines[-1].width += gap + wide
                gap = 0.0
    return lines


def _pieces(sheet: Sheet, word: str, font: Font, room: float) -> list[str]:
    """Break a word that no line can hold."""
    if sheet.width(word, font) <= room:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and sheet.width(pieces[-1] + letter, font) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def height(sheet: Sheet, paragraphs: Iterable[Paragraph], room: float) -> float:
    """Return how high paragraphs are under each other."""
    return sum(
        (one.before if number else 0.0)
        + sum(line.height for line in broken(sheet, one.spans, room - one.indent))
        for number, one in enumerate(paragraphs)
    )


def pieces(sheet: Sheet, paragraphs: Iterable[Paragraph], room: float, most: float) -> list[list[Paragraph]]:
    """Cut paragraphs between lines into pieces that are no higher than some points."""
    made: list[list[Paragraph]] = [[]]
    left = most
    for one in paragraphs:
        mark: Span | None = one.mark
        for line in broken(sheet, one.spans, room - one.indent):
            if line.height > left:
                made.append([])
                left = most
            left -= line.height
            spans = [Span(word, span.font, span.colour, span.link) for word, span in line.words]
            made[-1].append(Paragraph(spans, one.tag, 0.0, mark, one.indent))
            mark = None
    return [piece for piece in made if piece]


def write(sheet: Sheet, paragraphs: Iterable[Paragraph], x: float, top: float, room: float) -> float:
    """Write paragraphs under each other, and return where they end.

    Parameters
    ----------
    sheet : Sheet
        The page.
    paragraphs : iterable of Paragraph
        The first begins at the top, without the room before it.
    x, top, room : float
        Left edge, upper edge and width.
    """
    for number, one in enumerate(paragraphs):
        top += one.before if number else 0.0
        lines = broken(sheet, one.spans, room - one.indent)
        with sheet.tagged(one.tag):
            for place, line in enumerate(lines):
                base = top + (line.height - line.size) / 2 + line.size * 0.84
                if one.mark and not place:
                    sheet.write_at(one.mark.text, x, base, one.mark.font, one.mark.colour)
                _write_line(sheet, line, x + one.indent, base)
                top += line.height
    return top


def _write_line(sheet: Sheet, line: Line, x: float, base: float) -> None:
    """Write a line: what looks alike in one piece, so that it is one when it is copied."""
    start = 0
    while start < len(line.words):
        span = line.words[start][1]
        end = start
        while end < len(line.words) and line.words[end][1] is span:
            end += 1
        text = "".join(word for word, _ in line.words[start:end])
        x = sheet.write_at(text, x, base, span.font, span.colour, link=span.link)
        start = end
