"""The letters of a handout: Source Serif and Source Sans, which come as pinned packages.

The fonts that every PDF reader has hold neither ``≥`` nor most accented letters, and the page's own are
packed for browsers. These two packages (Source Sans Pro, Source Serif Pro; SIL Open Font License 1.1) are
plain TrueType files with Latin, Greek and Cyrillic; the PDF embeds the letters that it uses. A letter that
they lack is written as its code, so that none is lost silently.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, NamedTuple

from fontTools.ttLib import TTFont

from bone_atlas.exports.drawn.shapes import clean

Family = Literal["sans", "serif"]
#: As fpdf2 names them; bold is drawn semibold, which prints clearer in small sizes.
Style = Literal["", "B", "I"]
_PACKAGES: dict[Family, tuple[str, str]] = {
    "sans": ("font_source_sans_pro", "SourceSansPro"),
    "serif": ("font_source_serif_pro", "SourceSerifPro"),
}
_CUTS: dict[Style, str] = {"": "Regular", "B": "Semibold", "I": "It"}
#: Letters that look like one that the fonts have.
_ALIKE = str.maketrans(
    {
        "\N{THIN SPACE}": "\N{NO-BREAK SPACE}",
        "\N{NARROW NO-BREAK SPACE}": "\N{NO-BREAK SPACE}",
        "\N{HYPHEN}": "-",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{SOFT HYPHEN}": "",
        "\N{ZERO WIDTH SPACE}": "",
        "\N{WORD JOINER}": "",
        "\N{ZERO WIDTH NO-BREAK SPACE}": "",
        "\t": " ",
        # The signs of marks in the notes under plots.
        "\N{BLACK CIRCLE}": "filled dot",
        "\N{WHITE CIRCLE}": "ring",
    }
)


class Font(NamedTuple):
    """Which letters a text is set in, and how large in points."""

    family: Family
    style: Style
    size: float


def file_of(family: Family, style: Style) -> Path:
    """Return the file of a font.

    Raises
    ------
    ModuleNotFoundError
        If its package is not installed.
    """
    package, name = _PACKAGES[family]
    # Found without being imported: the package is a folder of fonts, and its module reads all of them.
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"The fonts of the handout are missing: no module named {package}.")
    return Path(spec.origin).parent / "files" / f"{name}-{_CUTS[style]}.ttf"


@lru_cache(maxsize=8)
def letters_of(family: Family, style: Style) -> frozenset[int]:
    """Return the code points of the letters that a font has."""
    with TTFont(file_of(family, style), lazy=True) as font:
        return frozenset(font.getBestCmap())


def known(text: str, font: Font) -> str:
    """Return a text in letters that a font has: others are written as their code, such as ``[U+9AA8]``.

    Parameters
    ----------
    text : str
        Any text, also what a reader wrote.
    font : Font
        What it is set in.
    """
    has = letters_of(font.family, font.style)
    composed = unicodedata.normalize("NFC", clean(text).replace("\n", " ")).translate(_ALIKE)
    return "".join(sign if ord(sign) in has else f"[U+{ord(sign):04X}]" for sign in composed)
