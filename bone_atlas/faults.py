"""What is wrong with a lesson, told so that it can be found and mended: file, slide, field."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from bone_atlas.names import near

#: Field of a slide or lesson, and what is wrong there.
Fault = tuple[str, str]
#: So many letters of a wrong value are shown.
LONGEST = 40
#: So many of the names that a field may hold are listed, if no near one is found.
MOST_NAMES = 8


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one lesson.

    Attributes
    ----------
    file : str
        Name of the file, such as ``where.toml``.
    slide : int or None
        Number of the slide, from 1; None where the lesson as a whole is meant.
    field : str
        Name of the field, with dots between its parts and items counted from 1, such as
        ``question.options.2``; ``line 12`` where the text could not be read so far; empty where the whole
        file or slide is meant.
    message : str
        What was found and what was expected.
    """

    file: str
    slide: int | None
    field: str
    message: str

    def __str__(self) -> str:
        """One line: where, what was found, what was expected."""
        return f"{self.where}: {self.message}"

    @property
    def where(self) -> str:
        """File, slide and field, as far as they are known."""
        slide = "" if self.slide is None else f"slide {self.slide}"
        return ", ".join(part for part in (self.file, slide, self.field) if part)


class LessonError(Exception):
    """A lesson cannot be used.

    Parameters
    ----------
    problems : iterable of Problem
        All that is wrong, in any order.

    Attributes
    ----------
    problems : tuple of Problem
        The same, the lesson as a whole first, then slide by slide.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Order problems by slide, the lesson as a whole first; what is told twice is told once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.slide or 0))


def shown(value: object) -> str:
    """Quote what was found, on one line and cut to `LONGEST` letters.

    Parameters
    ----------
    value : object
        Text, or whatever stands in its place.

    Returns
    -------
    str
        Such as ``“spien”``, ``12``, ``a list of 3``; ``nothing`` for empty text.
    """
    if isinstance(value, str):
        return f"“{plain(value)}”" if value.strip() else "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    return "a table" if isinstance(value, dict) else plain(str(value))


def plain(text: str, longest: int = LONGEST) -> str:
    """Put a text on one line, without control signs, cut to so many letters."""
    line = " ".join(text[: longest * 4].split())
    line = "".join(sign if sign.isprintable() else "\ufffd" for sign in line)
    return line if len(line) <= longest else line[: longest - 1] + "…"


def expected_name(found: str, known: Collection[str]) -> str:
    """Say what was expected instead of a name that is not known.

    Parameters
    ----------
    found : str
        What stands there.
    known : collection of str
        What may stand there.

    Returns
    -------
    str
        All names where they are few, else those that are near, else the first ones.
    """
    names = list(dict.fromkeys(known))
    if len(names) <= MOST_NAMES:
        return f"expected {one_of(names)}"
    if likely := near(found, names):
        return f"did you mean {one_of(likely)}?"
    return f"expected one of {', '.join(names[:MOST_NAMES])} and {len(names) - MOST_NAMES} more"


def one_of(names: Collection[str]) -> str:
    """Join names to a list: ``a``, ``a or b``, ``a, b or c``."""
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last


def numbered(field: str, items: Collection[str]) -> Iterator[tuple[str, str]]:
    """Name the items of a list by its field and their number, from 1."""
    return ((f"{field}.{number}", item) for number, item in enumerate(items, start=1))


class NothingToExportError(Exception):
    """A file would hold nothing; the message says why, as part of a sentence."""
