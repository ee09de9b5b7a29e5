"""Labels that fit their boxes."""

from __future__ import annotations

import re
from itertools import combinations

#: Width of a letter in parts of its size, on the safe side of the fonts of the common systems.
LETTER, BOLD_LETTER, WIDE_LETTER = 0.56, 0.6, 1.0
#: Chinese characters are as wide as they are high.
FIRST_WIDE = 0x2E80
LINE_HEIGHT = 1.3
PADDING = 3.0
ROUNDING = 0.01


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Estimate the width of one line of text, in px."""
    letter = BOLD_LETTER if bold else LETTER
    return size * sum(WIDE_LETTER if ord(sign) >= FIRST_WIDE else letter for sign in text)


def wrapped(text: str, room: float, size: float, *, bold: bool = False, lines: int = 2) -> list[str]:
    """Break a name so that it fits.

    Parameters
    ----------
    text : str
        The name.
    room : float
        Width of the box, in px.
    size : float
        Size of the type, in px.
    bold : bool
        Whether it is bold.
    lines : int
        How many lines there may be.

    Returns
    -------
    list of str
        As few lines as fit, broken most evenly. What stands in brackets is left out where it would need a
        line more.

    Raises
    ------
    ValueError
        If even then it does not fit.
    """
    short = re.sub(r"\s*\(.*?\)", "", text)
    for count in range(1, lines + 1):
        for candidate in (text, short):
            broken = _broken(candidate, count, size, bold)
            if (
                broken
                and max(text_width(line, size, bold) for line in broken) <= room - 2 * PADDING + ROUNDING
            ):
                return broken
    raise ValueError(f"{text!r} does not fit into {room:g} px at {size:g} px")


def _broken(text: str, count: int, size: float, bold: bool) -> list[str] | None:
    """Break a text into so many lines that the widest is as narrow as can be."""
    words = text.split()
    broken = [
        [" ".join(words[a:b]) for a, b in zip((0, *cuts), (*cuts, len(words)), strict=True)]
        for cuts in combinations(range(1, len(words)), count - 1)
    ]
    return min(broken, key=lambda lines: max(text_width(line, size, bold) for line in lines), default=None)
