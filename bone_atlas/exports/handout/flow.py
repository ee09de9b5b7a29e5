"""Blocks on pages: none is cut in two where a page can hold it, and figures grow into what is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bone_atlas.exports.handout.paper import INK, QUIET, RULE, SIDE, Sheet
from bone_atlas.exports.handout.text import LABEL, SMALL, Paragraph, Span, broken, height, write

#: Least and most room between blocks, in points.
APART, MOST_APART = 16.0, 30.0


@dataclass(frozen=True)
class Block:
    """What stays together on a page.

    Attributes
    ----------
    least, most : float
        How low and how high it can be; between the two its figure grows.
    draw : callable
        Draws it on the page, from an upper edge and with a height.
    begins_page : bool
        Whether it stands first on a page.
    with_next : bool
        Whether the next block has to follow on the same page, as after a heading.
    """

    least: float
    most: float
    draw: Callable[[float, float], None]
    begins_page: bool = False
    with_next: bool = False


def words(sheet: Sheet, paragraphs: Sequence[Paragraph], *, with_next: bool = False) -> Block:
    """Return paragraphs over the whole width as a block."""
    high = height(sheet, paragraphs, sheet.room)
    return Block(
        high,
        high,
        _drawn(sheet, paragraphs),
        with_next=with_next,
    )


def _drawn(sheet: Sheet, paragraphs: Sequence[Paragraph]) -> Callable[[float, float], None]:
    def draw(top: float, _: float) -> None:
        write(sheet, paragraphs, SIDE, top, sheet.room)

    return draw


def columns(sheet: Sheet, paragraphs: Sequence[Paragraph], most: int = 14) -> list[Block]:
    """Return many short paragraphs in two columns, in blocks that share out well over pages."""
    wide = (sheet.room - 18) / 2
    made = []
    for start in range(0, len(paragraphs), most):
        part = paragraphs[start : start + most]
        heights = [height(sheet, [one], wide) + one.before for one in part]
        half = next(k for k in range(len(part) + 1) if sum(heights[:k]) >= sum(heights) / 2)
        left, right = part[:half], part[half:]
        high = max(height(sheet, left, wide), height(sheet, right, wide))

        made.append(Block(high, high, _drawn_beside(sheet, left, right, wide)))
    return made


def _drawn_beside(
    sheet: Sheet, left: Sequence[Paragraph], right: Sequence[Paragraph], wide: float
) -> Callable[[float, float], None]:
    def draw(top: float, _: float) -> None:
        write(sheet, left, SIDE, top, wide)
        write(sheet, right, sheet.w - SIDE - wide, top, wide)

    return draw


def pages(sheet: Sheet, blocks: Sequence[Block], first_top: float) -> list[list[Block]]:
    """Share blocks out to pages.

    Parameters
    ----------
    sheet : Sheet
        Its pages.
    blocks : sequence of Block
        In their order.
    first_top : float
        Where the content of the first page begins: under the title.
    """
    made: list[list[Block]] = [[]]
    left = sheet.low - first_top
    for number, block in enumerate(blocks):
        gap = APART if made[-1] else 0.0
        chain, need = number, gap + block.least
        while blocks[chain].with_next and chain + 1 < len(blocks):
            chain += 1
            need += APART + blocks[chain].least
        if made[-1] and (block.begins_page or need > left):
            made.append([])
            left, gap = sheet.low - sheet.top, 0.0
        made[-1].append(block)
        left -= gap + block.least
    return made


def place(sheet: Sheet, page: Sequence[Block], top: float, *, is_last: bool) -> None:
    """Draw the blocks of a page: figures grow first, then the room between blocks.

    Parameters
    ----------
    sheet : Sheet
        The page.
    page : sequence of Block
        What it holds.
    top : float
        Where it begins.
    is_last : bool
        Whether nothing follows: then the room between blocks stays as it is.
    """
    heights = [block.least for block in page]
    free = sheet.low - top - sum(heights) - APART * (len(page) - 1)
    growing = [place for place, block in enumerate(page) if block.most > block.least]
    while free > 0.5 and growing:
        share = free / len(growing)
        for one in list(growing):
            more = min(share, page[one].most - heights[one])
            heights[one] += more
            free -= more
            if page[one].most - heights[one] < 0.01:
                growing.remove(one)
    gaps = max(len(page) - 1, 1)
    apart = APART if is_last else min(APART + max(free, 0.0) / gaps, MOST_APART)
    for block, high in zip(page, heights, strict=True):
        block.draw(top, high)
        top += high + apart


def frame(sheet: Sheet, left: str, number: int, many: int, foot: str) -> None:
    """Write head and foot of a page: what it belongs to, its number, and of which data it is."""
    with sheet.ornament():
        if number > 1:
            sheet.write_at(_cut(sheet, left, sheet.room), SIDE, 34, SMALL, QUIET)
        base = sheet.h - 26
        sheet.stroke([(SIDE, base - 13), (sheet.w - SIDE, base - 13)], RULE, 0.5)
        count = f"{number} of {many}"
        wide = sheet.width(count, LABEL)
        sheet.write_at(foot, SIDE, base, SMALL, QUIET)
        sheet.write_at(count, sheet.w - SIDE - wide, base, LABEL, INK)


def _cut(sheet: Sheet, text: str, room: float) -> str:
    """Return the first line of a text; a longer one ends with dots."""
    first, *rest = broken(sheet, [Span(text, SMALL)], room - 10)
    return "".join(word for word, _ in first.words) + ("…" if rest else "")
