"""How wide texts are: drawn text is measured in the browser, its position must be known before.

The widths are those of DejaVu Sans, the widest of the fonts that a system may take for the page's, so that
what fits here fits everywhere.
"""

from __future__ import annotations

import re
import unicodedata

from bone_atlas.figures.colours import Theme

#: Least size of letters on a slide, in CSS px, and the height of a line of them as Plotly sets it.
LEAST_PX = 24
LINE_HEIGHT = 1.3
#: Ink of lesser texts, with a contrast of at least 7:1 against the page.
QUIET: dict[Theme, str] = {"light": "#55514b", "dark": "#b5b0a8"}
#: Widths in hundredths of the size, plain and bold, by the letters that have them.
_CLASSES: dict[str, tuple[int, int]] = {
    "'": (27, 31),
    "ijl": (28, 34),
    "IJ": (29, 37),
    " \N{NO-BREAK SPACE}.,/:;": (34, 40),
    "f-": (36, 44),
    "()t": (39, 48),
    "r\N{EN DASH}": (50, 50),
    "*z": (52, 58),
    "sc": (55, 60),
    "LkF": (58, 68),
    "vxyPaT": (61, 73),
    "oYeE": (63, 72),
    "hnubdgpqS0123456789": (64, 72),
    "KAVZBRXC": (70, 77),
    "UHNGDOQ": (79, 85),
    "w+=<>\N{MINUS SIGN}\N{RIGHTWARDS ARROW}": (84, 92),
}
_WIDTHS = {letter: widths for letters, widths in _CLASSES.items() for letter in letters}
_WIDEST = (100, 110)


def width(text: str, size: float = LEAST_PX) -> float:
    """Return the width of a text as it is drawn, never less.

    Parameters
    ----------
    text : str
        May hold ``<b>`` and ``<br>``; its longest line counts.
    size : float
        Of the letters, in px.

    Returns
    -------
    float
        In px.
    """
    longest, line, bold = 0.0, 0.0, 0
    for part in re.split(r"(<[^>]+>)", text):
        if part in ("<b>", "</b>"):
            bold = int(part == "<b>")
        elif part == "<br>":
            longest, line = max(longest, line), 0.0
        elif not part.startswith("<"):
            letters = (ch for ch in unicodedata.normalize("NFD", part) if not unicodedata.combining(ch))
            line += sum(_WIDTHS.get(letter, _WIDEST)[bold] for letter in letters) * size / 100
    return max(longest, line)


def lines(text: str) -> int:
    """Return the number of lines of a text."""
    return 1 + text.count("<br>")


def height(text: str, size: float = LEAST_PX) -> float:
    """Return the height of a text as it is drawn, in px."""
    return lines(text) * LINE_HEIGHT * size


def wrapped(text: str, room: float, size: float = LEAST_PX) -> list[str]:
    """Break a text between words, so that no line is wider than the room where a word does not fill it alone.

    Parameters
    ----------
    text : str
        Words with single spaces; what a no-break space joins stays together. A ``<b>`` must not span a break.
    room : float
        In px.
    size : float
        Of the letters, in px.

    Returns
    -------
    list of str
        The lines; names of places without spaces, as Chinese has, are broken anywhere.
    """
    made: list[str] = []
    for word in text.split(" "):
        joined = f"{made[-1]} {word}" if made else word
        if made and width(joined, size) <= room:
            made[-1] = joined
        else:
            made += _pieces(word, room, size)
    return made


def _pieces(word: str, room: float, size: float) -> list[str]:
    """Break a word that has no spaces because its script has none; leave any other whole."""
    if word.isascii() or width(word, size) <= room:
        return [word]
    most = max(1, int(room / size))
    return [word[i : i + most] for i in range(0, len(word), most)] if ord(word[0]) > 0x2E80 else [word]
