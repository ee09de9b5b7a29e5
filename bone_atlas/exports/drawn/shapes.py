"""Shapes that know no file format: how they look, where they lie, and what a file must be able to draw.

All positions are EMU (914,400 an inch) from the upper left corner of the slide or page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

EMU_PER_PT = 12_700
Point = tuple[float, float]
#: Shapes that fill a box.
Kind = Literal["rect", "ellipse", "diamond"]
#: Control characters, those that turn the direction of what follows, and what is no character at all.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_RGBA = re.compile(r"rgba?\(([^)]*)\)")


def clean(text: str) -> str:
    """Return a text without control characters."""
    return _CONTROL.sub("", text)


class Colour(NamedTuple):
    """A colour and how opaque it is, from 0 to 1."""

    code: str
    alpha: float = 1.0

    @classmethod
    def of(cls, written: str, opacity: float = 1.0) -> Colour:
        """Read ``#rrggbb`` or ``rgba(...)``."""
        found = _RGBA.match(written)
        if not found:
            return cls(written.lstrip("#").upper(), opacity)
        parts = [float(part) for part in found[1].split(",")]
        code = "".join(f"{round(part):02X}" for part in parts[:3])
        return cls(code, (parts[3] if len(parts) > 3 else 1.0) * opacity)


@dataclass(frozen=True)
class Pattern:
    """A fill of lines or dots on a ground, both ``#rrggbb``."""

    kind: Literal["hatch", "dots"]
    lines: str
    ground: str


@dataclass(frozen=True)
class Stroke:
    """A line: its colour, its width in points, its dashes and gaps in its own widths."""

    colour: Colour | None
    points: float
    dashes: Sequence[float] = ()

    @property
    def is_seen(self) -> bool:
        """Whether there is anything to draw."""
        return self.colour is not None and self.colour.alpha > 0 and self.points > 0


@dataclass(frozen=True)
class Look:
    """How a shape looks: without a fill it is hollow."""

    fill: Colour | Pattern | None = None
    line: Stroke | None = None


@dataclass(frozen=True)
class Letters:
    """How a text looks: its size in points, its colour as ``#rrggbb`` and its side in its box."""

    points: float
    colour: str
    align: Literal["left", "center", "right"] = "left"


class Box(NamedTuple):
    """A rectangle in EMU."""

    x: int
    y: int
    width: int
    height: int


class Canvas(Protocol):
    """What shapes are drawn on: a group of them, which may hold groups."""

    told: str

    def group(self, name: str, told: str = "") -> Canvas:
        """Begin a group inside this one."""

    def rectangle(self, box: Box, look: Look, name: str, told: str = "", kind: Kind = "rect") -> None:
        """Add a shape that fills a box."""

    def freeform(
        self,
        rings: Iterable[Sequence[Point]],
        look: Look,
        name: str,
        told: str = "",
        *,
        closed: bool = True,
    ) -> None:
        """Add one shape of rings, or of open lines; a ring inside another is a hole."""

    def text(
        self, box: Box, lines: Sequence[str], letters: Letters, name: str, *, on_top: bool = False
    ) -> None:
        """Add lines of text, which may hold ``<b>``: in the middle of a box, or at its upper edge."""


def runs(text: str) -> list[tuple[str, bool]]:
    """Divide one of Plotly's texts into parts, each with whether it is bold; no part is empty."""
    parts = enumerate(re.split(r"<b>(.*?)</b>", text))
    return [(clean(plain_text(part)), bool(i % 2)) for i, part in parts if part]


def plain_text(text: str) -> str:
    """Return one of Plotly's texts without its tags and entities."""
    bare = re.sub(r"<[^<>]*>", "", text.replace("<br>", " "))
    return bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
