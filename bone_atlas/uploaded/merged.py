"""Cells of a workbook that are merged over several rows."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from bone_atlas.uploaded.sheet import Line, line_of

#: First row, last row, first column, last column, from 1.
Block = tuple[int, int, int, int]
MAX_MERGED = 500


def with_merged(rows: Iterable[tuple[str, ...]], blocks: Sequence[Block]) -> Iterator[Line]:
    """Give each row its number, and tell which of its cells belong to a block over several.

    Parameters
    ----------
    rows : iterable of tuple of str
        From the first of the sheet, blank ones too.
    blocks : sequence of Block
        Those over several rows, from the top; no more than `MAX_MERGED` are looked at.

    Yields
    ------
    Line
        As `bone_atlas.uploaded.sheet.line_of` makes it.
    """
    coming = deque(blocks[:MAX_MERGED])
    open_blocks: list[tuple[int, int, str]] = []
    for number, cells in enumerate(rows, start=1):
        while coming and coming[0][0] <= number:
            top, bottom, left, _ = coming.popleft()
            open_blocks.append(
                (bottom, left - 1, cells[left - 1] if left <= len(cells) and top == number else "")
            )
        open_blocks = [block for block in open_blocks if block[0] >= number]
        yield line_of(number, cells, {place: held for _, place, held in open_blocks if held})
