"""A page of paper: fpdf2 with our fonts, tags, and nothing in it that differs from one run to the next.

fpdf2 is pure Python: an installed atlas has no browser, and WeasyPrint needs libraries of Pango that pip does
not bring. ReportLab would do as well but writes no tags for screen readers in its free edition.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Literal

from fpdf import FPDF
from fpdf.enums import PageLayout
from fpdf.output import OutputProducer, PDFInfo
from fpdf.prefs import ViewerPreferences
from fpdf.syntax import create_dictionary_string

from bone_atlas.exports.handout.fonts import Family, Font, Style, file_of, known

Paper = Literal["a4", "letter"]
PAPERS: tuple[Paper, ...] = ("a4", "letter")
#: What fpdf2 asks for; it is not written.
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
INK, QUIET, RULE, ACCENT = "#1d1b18", "#55514b", "#b9b3a8", "#8a3a12"
#: Left and right; what the head and the foot of a page take.
SIDE, HEAD, FOOT = 44.0, 52.0, 50.0
#: Height of a line in sizes of its letters.
LEADING = 1.34
#: No letter is smaller, in points.
LEAST_PT = 9.0


class Sheet(FPDF):
    """A document of pages in points, y down.

    Parameters
    ----------
    paper : {"a4", "letter"}
        Its size.
    seed : str
        What the identifier of the file is made of: what it tells, never when.
    """

    def __init__(self, paper: Paper, seed: str) -> None:
        super().__init__(orientation="portrait", unit="pt", format=paper)
        self._seed = seed
        self.set_auto_page_break(auto=False)
        self.set_margins(SIDE, HEAD, SIDE)
        self.c_margin = 0
        self.set_creation_date(EPOCH)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.page_layout = PageLayout.SINGLE_PAGE
        self.set_lang("en-GB")
        self._fonts_added: set[tuple[Family, Style]] = set()
        self._widths: dict[tuple[str, Font], float] = {}

    def file_id(self) -> str:
        """Return an identifier that the same content always has."""
        made = hashlib.sha256(self._seed.encode()).hexdigest()[:32].upper()
        return made.join("<>") * 2

    def content(self) -> bytes:
        """Return the file."""
        return bytes(self.output(output_producer_class=_Undated))

    @property
    def room(self) -> float:
        """Width between the margins."""
        return self.w - 2 * SIDE

    @property
    def top(self) -> float:
        """Where the content of a page begins."""
        return HEAD

    @property
    def low(self) -> float:
        """Where the content of a page ends."""
        return self.h - FOOT

    @contextmanager
    def tagged(self, kind: str, alt: str | None = None) -> Iterator[None]:
        """Mark what is drawn as one element, such as ``H1``, ``P`` or ``Figure``, for whoever listens."""
        number = self.struct_builder.next_mcid_for_page(self.page)
        # fpdf2 marks figures alone by itself; headings and paragraphs are marked the same way.
        self._add_marked_content(struct_type=f"/{kind}", mcid=number, alt_text=alt)
        self._out(f"/{kind} {create_dictionary_string({'/MCID': number})} BDC")
        yield
        self._out("EMC")

    @contextmanager
    def ornament(self) -> Iterator[None]:
        """Mark what is drawn as no part of the content."""
        self._out("/Artifact BMC")
        yield
        self._out("EMC")

    def use(self, font: Font) -> None:
        """Set the letters of what is written next."""
        key = (font.family, font.style)
        if key not in self._fonts_added:
            self._fonts_added.add(key)
            self.add_font(font.family, font.style, file_of(*key))
        self.set_font(font.family, font.style, font.size)

    def width(self, text: str, font: Font) -> float:
        """Return the width of a text, whose letters the font has."""
        key = (text, font)
        if key not in self._widths:
            self.use(font)
            self._widths[key] = self.get_string_width(text)
        return self._widths[key]

    def stroke(self, points: Sequence[tuple[float, float]], colour: str = RULE, wide: float = 0.6) -> None:
        """Draw a line through points."""
        self.raw(f"q {rgb(colour)} RG {wide:g} w 1 J 1 j {self.path(points)} S Q")

    def raw(self, operators: str) -> None:
        """Add operators of PDF, whose y runs up, to the page."""
        self._out(operators)

    def path(self, points: Sequence[tuple[float, float]], *, closed: bool = False) -> str:
        """Return a path through points, to a tenth of a point, without those that fall together."""
        made: list[tuple[float, float]] = []
        for x, y in points:
            point = (round(x, 1), round(self.h - y, 1))
            if not made or point != made[-1]:
                made.append(point)
        (x, y), *rest = made
        return f"{x:g} {y:g} m " + " ".join(f"{a:g} {b:g} l" for a, b in rest) + (" h" if closed else "")

    def write_at(
        self, text: str, x: float, base: float, font: Font, colour: str = INK, *, link: str = ""
    ) -> float:
        """Write one line from a point of its base line, and return where it ends."""
        shown = known(text, font)
        if not shown:
            return x
        wide = self.width(shown, font)
        self.use(font)
        self.set_text_color(colour)
        self.text(x, base, shown)
        if link.startswith(("https://", "http://")):
            self.link(x, base - font.size, wide, font.size * 1.25, link)
        return x + wide


class _Undated(OutputProducer):
    """Writes the file without the time at which it was made."""

    def _add_info(self) -> PDFInfo:
        info = super()._add_info()
        # What is None is not written.
        info.creation_date = None  # type: ignore[assignment]
        return info


def rgb(colour: str) -> str:
    """Return a colour ``#rrggbb`` as three numbers of PDF."""
    parts = bytes.fromhex(colour.lstrip("#"))
    return " ".join(f"{part / 255:.3f}".rstrip("0").rstrip(".") for part in parts)
