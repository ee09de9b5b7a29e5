"""Read a lesson from its text, or say all that is wrong with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bone_atlas import facts, tables
from bone_atlas.anatomy import Anatomy
from bone_atlas.faults import LessonError, Problem, expected_name, plain, shown
from bone_atlas.layers import build_layers
from bone_atlas.lessons import LESSONS
from bone_atlas.lessons.check import check
from bone_atlas.lessons.model import Lesson
from bone_atlas.routes import Routes

__all__ = ["MAX_BYTES", "LessonError", "Problem", "Report", "examine", "from_bytes", "lesson", "parse"]

#: The largest file that is read.
MAX_BYTES = 200 * 1024
#: What the reader of TOML says, and what it means.
_SYNTAX = (
    (r"Expected '=' after a key", "expected a field as name = value"),
    (r"Invalid statement|Invalid initial character", "this is no field; expected name = value"),
    (r"Expected newline", "expected the end of the line here; is a quotation mark missing, or one too many?"),
    (r"Cannot declare|Cannot overwrite|Cannot redefine|Cannot mutate|Duplicate", "this is given twice"),
    (
        r"Unterminated string|Expected '\"|Expected \"",
        "a text is opened with a quotation mark and not closed",
    ),
    (
        r"Illegal character '\\n'",
        "a text goes over the end of the line; put it between three quotation marks",
    ),
    (r"Illegal character|Found invalid character", "there is a sign here that must not stand in a file"),
    (r"Unescaped", "a backslash in a text must be doubled"),
    (r"Invalid hex|Escaped character", "this \\u… names no letter"),
    (r"Unclosed array", "a list is opened with [ and not closed, or a comma is missing"),
    (r"Unclosed inline", "a table is opened with { and not closed"),
    (r"Expected '\]", "the name of a part must stand as [[slides]] or [slides.state]"),
    (r"Invalid date", "this is no date, and no text: text stands between quotation marks"),
    (r"Invalid value", "this is no value; text stands between quotation marks, numbers without"),
)
_FIELDS = {
    "slides": (
        "title", "state", "text", "points", "hidden", "question", "notes", "rests_on", "no_fact", "number",
        "at_once", "practise",
    ),
    "rests_on": ("says", "on"),
    "state": (
        "shows", "layer", "second", "view", "sites", "names", "route", "breast", "journey", "step", "picture",
        "claim", "extent",
    ),
    "question": ("kind", "ask", "sites", "options", "answer", "why"),
}  # fmt: skip


@dataclass(frozen=True)
class Report:
    """What a file turned out to be.

    Attributes
    ----------
    file : str
        Its name.
    lesson : Lesson or None
        The lesson; None where the file is none.
    problems : tuple of Problem
        All that is wrong with it, by slide; a lesson may have some, which its maker can mend in the page.
    """

    file: str
    lesson: Lesson | None
    problems: tuple[Problem, ...]


def examine(content: bytes, file: str, rows: facts.Rows) -> Report:
    """Read and check a file, and tell both what it holds and what is wrong with it.

    Parameters
    ----------
    content : bytes
        Of the file.
    file : str
        Its name.
    rows : facts.Rows
        Tables, anatomy, layers and routes.

    Returns
    -------
    Report
        Without problems only if the lesson can be given.
    """
    try:
        found = from_bytes(content, file)
    except LessonError as error:
        return Report(plain(file), None, error.problems)
    return Report(plain(file), found, check(found, rows, file))


def lesson(lesson_id: str, rows: facts.Rows | None = None, folder: Path = LESSONS) -> Lesson:
    """Read and check a lesson that comes with the atlas.

    Parameters
    ----------
    lesson_id : str
        One of `bone_atlas.lessons.lesson_ids`.
    rows : facts.Rows, optional
        Tables, anatomy, layers and routes; read from ``data/`` where they are not given.
    folder : Path
        Where the files lie.

    Returns
    -------
    Lesson
        Every name and reference in it names something there is.

    Raises
    ------
    LessonError
        If there is no such file, or anything is wrong with it.
    """
    path = folder / f"{lesson_id}.toml"
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise LessonError([Problem(plain(path.name), None, "", "there is no such file")]) from error
    found = from_bytes(content, path.name)
    if problems := check(found, rows or _rows(), path.name):
        raise LessonError(problems)
    return found


@cache
def _rows() -> facts.Rows:
    """Read the tables once, where nobody hands them over."""
    read = tables.load()
    anatomy = Anatomy(read)
    return facts.Rows(
        tables=read, anatomy=anatomy, layers=build_layers(read, anatomy), routes=Routes(read, anatomy)
    )


def from_bytes(content: bytes, file: str) -> Lesson:
    """Read a lesson from the content of a file.

    Parameters
    ----------
    content : bytes
        At most `MAX_BYTES`, in UTF-8.
    file : str
        Its name, for the messages.

    Returns
    -------
    Lesson
        Not yet checked against the tables: `bone_atlas.lessons.check.check` does that.

    Raises
    ------
    LessonError
        If the content is no lesson.
    """
    if len(content) > MAX_BYTES:
        raise LessonError([_too_large(file)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = "this is not written in UTF-8; save the file as UTF-8 (“Unicode”) and open it again"
        raise LessonError([Problem(plain(file), None, f"line {line}", message)]) from error
    return parse(text, file)


def parse(text: str, file: str) -> Lesson:
    """Read a lesson from its text.

    Parameters
    ----------
    text : str
        In TOML, as `bone_atlas.lessons.model` describes it.
    file : str
        Name of the file it stands in, for the messages.

    Returns
    -------
    Lesson
        Not yet checked against the tables: `bone_atlas.lessons.check.check` does that.

    Raises
    ------
    LessonError
        With all problems if the text is no lesson.
    """
    name = plain(file)
    if len(text) > MAX_BYTES or len(text.encode("utf-8", errors="replace")) > MAX_BYTES:
        raise LessonError([_too_large(file)])
    try:
        read = tomllib.loads(text)
    except RecursionError as error:
        message = "lists or tables stand too deep in each other"
        raise LessonError([Problem(name, None, "", message)]) from error
    except ValueError as error:  # tomllib's own, and a number too long to be read
        raise LessonError([_syntax(error, text, name)]) from error
    try:
        return Lesson.model_validate(read)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        # Broken slides are not counted by the model; they are no reason to say that there is none.
        raise LessonError(
            _fault(fault, name) for fault in faults if fault["type"] != "too_short" or not fault["input"]
        ) from error


def messages(error: ValidationError) -> tuple[str, ...]:
    """Tell in plain words what the model refuses in a part of a lesson.

    Parameters
    ----------
    error : pydantic.ValidationError
        Of a `bone_atlas.lessons.model.Slide`, `Question` or `Lesson`.

    Returns
    -------
    tuple of str
        One for each fault; an item of a list is named as the line it stands on, from 1.
    """
    found = []
    for fault in error.errors(include_url=False):
        problem = _fault(fault, "")
        item = problem.field.rpartition(".")[2]
        found.append(f"line {item}: {problem.message}" if item.isdecimal() else problem.message)
    return tuple(found)


def _too_large(file: str) -> Problem:
    message = f"the file is too large; expected at most {MAX_BYTES // 1024} KB"
    return Problem(plain(file), None, "", message)


def _syntax(error: ValueError, text: str, file: str) -> Problem:
    """Tell in our words where the text stops being TOML."""
    told = str(error)
    place = re.search(r"\(at line (\d+), column \d+\)$", told)
    lines = text.split("\n") if place else text.rstrip().split("\n")
    number = min(int(place[1]), len(lines)) if place else len(lines)
    means = next((ours for theirs, ours in _SYNTAX if re.match(theirs, told)), "this cannot be read")
    # At the end of the file nobody knows how much an open text has swallowed.
    head = place and sum(bool(re.match(r"\s*\[\[\s*slides\s*\]\]", line)) for line in lines[:number])
    where = f"line {number}" if place else f"line {number}, the last"
    stands = lines[number - 1]
    return Problem(file, head or None, where, f"{shown(stands)}: {means}" if stands.strip() else means)


def _fault(fault: Mapping[str, Any], file: str) -> Problem:
    """Tell in our words what the model found."""
    place = [part + 1 if isinstance(part, int) else str(part) for part in fault["loc"]]
    slide = None
    if len(place) > 1 and place[0] == "slides" and isinstance(place[1], int):
        slide, place = place[1], place[2:]
    field = plain(".".join(map(str, place)), longest=80)
    return Problem(file, slide, field, _words(fault, place, slide is not None))


def _words(fault: Mapping[str, Any], place: list[int | str], in_slide: bool) -> str:
    """Say what was found and what was expected."""
    kind, given, limits = fault["type"], fault["input"], fault.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_field(place, in_slide)
    if kind == "missing":
        return f"is missing; expected {_wanted(str(place[-1]))}"
    if kind == "too_short":
        return "there is no slide; expected at least one, each under a line [[slides]]"
    if kind == "too_long":
        return f"there are {limits['actual_length']} slides; expected at most {limits['max_length']}"
    found = shown(given)
    if kind == "string_too_long":
        found += f", {len(given.strip()):,} letters"
    return f"found {found}; expected {_expected(kind, place, limits)}"


def _wanted(field: str) -> str:
    """Say what a field that must be there holds."""
    wanted = {
        "slides": "slides, each under a line [[slides]]",
        "kind": "rank or choice",
        "on": "a list in square brackets",
    }
    return wanted.get(field) or (_range(field) if field == "minutes" else "text between quotation marks")


def _expected(kind: str, place: list[int | str], limits: Mapping[str, Any]) -> str:
    """Say what kind of value was expected."""
    kinds = {
        "bool_type": "true or false",
        "string_type": "text between quotation marks",
        "string_too_short": "text",
        "string_too_long": f"at most {limits.get('max_length', 0):,}",
        "string_pattern_mismatch": "a name of letters a–z, digits, “_” and “.” alone",
        "string_unicode": "letters that can be written",
        "literal_error": str(limits.get("expected")).replace("'", ""),
        "tuple_type": "a list in square brackets" if place != ["slides"] else _wanted("slides"),
        "model_type": "a table of fields",
    }
    return kinds.get(kind) or (_range(place[-1]) if place else "something else")


def _range(field: int | str) -> str:
    """Say what a number may be."""
    limits = {
        "minutes": "from 1 to 180",
        "step": "from 0 to 99",
        "answer": "from 1 to 5",
        "number": "from 0 to 999",
    }
    return f"a whole number {limits.get(str(field), '')}".strip()


def _unknown_field(place: list[int | str], in_slide: bool) -> str:
    """Say that there is no such field, and which there are."""
    name = place[-1]
    above = [part for part in place[:-1] if isinstance(part, str)]
    part = above[-1] if above else "slides" if in_slide else ""
    known = _FIELDS.get(part, ("title", "minutes", "goals", "slides"))
    whose = {"slides": "a slide", "": "a lesson", "rests_on": "rests_on"}.get(part, f"a {part}")
    return f"{shown(str(name))} is no field of {whose}; {expected_name(str(name), known)}"
