"""The texts of a slide: in the largest letters with which all fit, and on a further slide what does not."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.dml.color import RGBColor

from bone_atlas.exports.drawn.shapes import EMU_PER_PT, Box, clean
from bone_atlas.exports.drawn.words import Line
from bone_atlas.exports.pptx.elements import A
from bone_atlas.exports.pptx.template import FOOT, FOOT_PT, TITLE, TITLE_PT
from bone_atlas.figures.colours import MUTED
from bone_atlas.figures.projector import letters

#: What is to be read in a room has letters of at least so many points.
LEAST = 12
#: Letters of the text beside a figure, and of text alone, in points: the largest that fit.
SIZES = (24, 22, 20, 18, 17, 16, 15, 14, 13, LEAST)
ALONE = (40, 36, 32, 28, 26, 24, 22, 20, *SIZES[3:])
#: Of the last pages, which have much to say: all of one size, if they can be.
ENDS = SIZES[2:]
TITLES, FEET = (TITLE_PT, 22, 18, 16, 14, LEAST), (FOOT_PT, 9, 8, 7)
APART, LINE_HEIGHT = 0.45, 1.2
#: Room of a bullet: in points, and of large letters as a part of their size.
INDENT_PT, INDENT = 16, 0.8
#: Letters on a slide are set closer than the width table, whose font is the widest there is.
NARROWER = 0.9


def write_title(frame: Any, title: str) -> None:
    """Write a title, smaller where it is long.

    Parameters
    ----------
    frame : pptx.text.text.TextFrame
        Of its placeholder.
    title : str
        Of any length that a lesson may have.
    """
    frame.text = clean(title)
    size = next((one for one in TITLES if _title_height(title, one) <= TITLE.height / EMU_PER_PT), LEAST)
    paragraph = frame.paragraphs[0]
    if size < TITLE_PT:
        for run in paragraph.runs:
            run.font.size = size * EMU_PER_PT
    _turn(paragraph, title)


def _title_height(title: str, size: float) -> float:
    return len(broken(title, TITLE.width / EMU_PER_PT, size, bold=True)) * size * LINE_HEIGHT


def parted(lines: Sequence[Line], box: Box, after: Box) -> list[list[Line]]:
    """Divide lines among slides so that even the least letters fit.

    Parameters
    ----------
    lines : sequence of Line
        All.
    box, after : Box
        Where those of the first slide stand, and those of each slide after it.
    """
    parts: list[list[Line]] = [[]]
    left, room = list(lines), box
    while left:
        line, *rest = left
        if height([*parts[-1], line], room, LEAST) <= room.height / EMU_PER_PT:
            parts[-1].append(line)
            left = rest
            continue
        first, second = _divided(parts[-1], line, room)
        parts[-1] += [first] if first else []
        left = [second, *rest]
        parts.append([])
        room = after
    return parts


def _divided(above: Sequence[Line], line: Line, box: Box) -> tuple[Line | None, Line]:
    """Divide a line where the slide is full; a short one goes to the next as a whole."""
    pieces = _broken(line, box, LEAST)
    for many in range(len(pieces) - 1, 0, -1):
        first = replace(line, text=" ".join(pieces[:many]))
        if height([*above, first], box, LEAST) <= box.height / EMU_PER_PT:
            return first, replace(line, text=" ".join(pieces[many:]))
    return None, line


def write_lines(frame: Any, lines: Sequence[Line], box: Box, sizes: Sequence[int]) -> None:
    """Write paragraphs in the largest letters with which all fit.

    Parameters
    ----------
    frame : pptx.text.text.TextFrame
        Of their placeholder.
    lines : sequence of Line
        At least one.
    box : Box
        Their place.
    sizes : sequence of int
        Of the letters in points, the largest first.
    """
    room = box.height / EMU_PER_PT
    size = next((one for one in sizes if height(lines, box, one) <= room), sizes[-1])
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
        indent = round(_indent(line, size) * EMU_PER_PT)
        properties.set("marL", str(indent))
        properties.set("indent", str(-indent))
        if line.style != "point":
            properties.append(A.buNone())
        _turn(paragraph, line.text)


def _turn(paragraph: Any, text: str) -> None:
    """Let a text run from right to left where its first letter does."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    if next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L":
        properties = paragraph._p.get_or_add_pPr()
        properties.set("algn", "r")
        properties.set("rtl", "1")
        if properties.get("marL"):
            properties.set("marR", properties.attrib.pop("marL"))


def _letter(line: Line, size: float) -> float:
    """Return the size of the letters of a line."""
    return max(size * 0.8, LEAST) if line.style == "small" else size


def _indent(line: Line, size: float) -> float:
    return max(INDENT_PT, INDENT * size) if line.style == "point" else 0.0


def height(lines: Sequence[Line], box: Box, size: float) -> float:
    """Return how high paragraphs are in letters of a size, in points."""
    each = (
        len(_broken(line, box, size)) * _letter(line, size) * LINE_HEIGHT + size * APART for line in lines
    )
    return sum(each)


def _broken(line: Line, box: Box, size: float) -> list[str]:
    room = box.width / EMU_PER_PT - _indent(line, size)
    return broken(line.text, room, _letter(line, size), bold=line.style == "strong")


def broken(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines as a program of slides does: between words, and in one that is too long.

    Parameters
    ----------
    text : str
        Plain: it holds no tags.
    room : float
        How wide a line may be, in points.
    size : float
        Of the letters.
    bold : bool
        Whether they are.
    """
    made = [""]
    for word in text.split():
        longer = f"{made[-1]} {word}".strip()
        if _wide(longer, size, bold) <= room:
            made[-1] = longer
            continue
        if made[-1]:
            made.append("")
        for letter in word:
            if made[-1] and _wide(made[-1] + letter, size, bold) > room:
                made.append("")
            made[-1] += letter
    return made


def _wide(text: str, size: float, bold: bool) -> float:
    # What looks like a tag is text here, and as wide as its letters.
    plain = text.replace("<", "+").replace(">", "+")
    return letters.width(f"<b>{plain}</b>" if bold else plain, size) * NARROWER


def write_sources(frame: Any, sources: Sequence[tuple[str, str]]) -> None:
    """Write the works that a slide rests on, each a link where it has one.

    Parameters
    ----------
    frame : pptx.text.text.TextFrame
        Of the foot.
    sources : sequence of (str, str)
        Text and link.
    """
    joined = "Sources: " + "; ".join(text for text, _ in sources)
    lines = {size: len(broken(joined, FOOT.width / EMU_PER_PT, size)) for size in FEET}
    high = FOOT.height / EMU_PER_PT
    size = next((one for one in FEET if lines[one] * one * LINE_HEIGHT <= high), FEET[-1])
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
