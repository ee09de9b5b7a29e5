"""References in the words of a lesson: what stands in braces is looked up in the tables, never typed.

``{value shaked_zari_2025 pelvis}`` becomes ``52.3 % (56 of 107)``; `KINDS` lists what there is. A kind that
is written with a capital gives its words a capital: ``{Site ribs}``. ``{{`` and ``}}`` stand for braces.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from bone_atlas import wording
from bone_atlas.facts.kinds import KINDS
from bone_atlas.facts.model import Found, Kind, NothingToTellError
from bone_atlas.facts.rows import Rows
from bone_atlas.facts.source import Source

_PIECES = re.compile(r"\{\{|\}\}|\{(?P<reference>[^{}]*)\}|[{}]")
#: So many ids are named when one is not known, and so many letters of a faulty reference are quoted.
NEAREST, QUOTED = 3, 80


class FactError(ValueError):
    """Words with references that cannot be told.

    Attributes
    ----------
    problems : tuple of str
        One sentence for each.
    """

    def __init__(self, found: Collection[str]) -> None:
        super().__init__(" ".join(found))
        self.problems = tuple(found)


@dataclass(frozen=True)
class Told:
    """Words with all references looked up.

    Attributes
    ----------
    text : str
        The words.
    sources : tuple of Source
        Where the told numbers come from, each once, in the order of the text.
    """

    text: str
    sources: tuple[Source, ...] = ()


def tell(text: str, rows: Rows) -> Told:
    """Look up the references of a text.

    Parameters
    ----------
    text : str
        Words with references in braces.
    rows : Rows
        What they may name.

    Returns
    -------
    Told
        The words and the sources of their numbers.

    Raises
    ------
    FactError
        If a reference names nothing there is, or braces are not balanced; never for a text in which
        `problems` finds nothing.
    """
    faults: list[str] = []
    parts: list[str] = []
    sources: list[Source] = []
    for literal, reference in _split(text):
        if reference is None:
            parts.append(literal)
            continue
        found = look_up(reference, rows)
        if isinstance(found, str):
            faults.append(found)
        else:
            parts.append(found[0])
            sources.extend(found[1])
    if faults:
        raise FactError(faults)
    return Told("".join(parts), tuple(dict.fromkeys(sources)))


def problems(text: str, rows: Rows) -> list[str]:
    """Tell what is wrong with the references of a text.

    Parameters
    ----------
    text : str
        Any text.
    rows : Rows
        What references may name.

    Returns
    -------
    list of str
        One sentence for each reference that names nothing there is, and for each lone brace.
    """
    try:
        tell(text, rows)
    except FactError as error:
        return list(error.problems)
    return []


def references(text: str) -> tuple[str, ...]:
    """List the references of a text, without their braces."""
    return tuple(reference for _, reference in _split(text) if reference is not None)


def _split(text: str) -> Iterator[tuple[str, str | None]]:
    """Split into literal words and references; a lone brace is a reference that `look_up` refuses."""
    end = 0
    for match in _PIECES.finditer(text):
        yield text[end : match.start()], None
        end = match.end()
        if match["reference"] is not None:
            yield "", match["reference"]
        elif len(match[0]) == 2:
            yield match[0][0], None
        else:
            yield "", match[0]
    yield text[end:], None


def look_up(reference: str, rows: Rows, kinds: Mapping[str, Kind] = KINDS) -> Found | str:
    """Look up one reference.

    Parameters
    ----------
    reference : str
        Without its braces.
    rows : Rows
        What it may name.
    kinds : mapping of str to Kind
        The kinds there are, by the word a reference begins with.

    Returns
    -------
    tuple of str and tuple of Source, or str
        What it tells and where that is from; a sentence on what is wrong where it cannot be told.
    """
    if reference in ("{", "}"):
        other = "}" if reference == "{" else "{"
        return (
            f"A brace “{reference}” has no “{other}” to it; write “{reference * 2}” for a brace in the words."
        )
    quoted = "{" + (reference if len(reference) <= QUOTED else f"{reference[:QUOTED]}…") + "}"
    name, *arguments = reference.split() or [""]
    kind = kinds.get(wording.uncapitalised(name))
    if kind is None:
        return f"“{quoted}” is of no known kind; the nearest are {_nearest(name, kinds)}."
    if len(arguments) != len(kind.takes):
        takes = " and ".join(f"a {what}" for what in kind.takes) or "nothing"
        return f"“{quoted}” must name {takes}, as in “{{{kind.example}}}”."
    if fault := _unknown(kind, arguments, rows):
        return f"“{quoted}” names {fault}."
    try:
        told, sources = kind.tell(rows, *arguments)
    except NothingToTellError as error:
        return f"“{quoted}” cannot be told: {str(error).rstrip('.')}."
    return (wording.capitalised(told) if name[0].isupper() else told), sources


def _unknown(kind: Kind, arguments: list[str], rows: Rows) -> str:
    """Name the first argument that is not known, and the nearest that are; empty if all are."""
    for what, argument in zip(kind.takes, arguments, strict=True):
        if what == "step":
            steps = len(rows.routes.journeys[arguments[0]].steps)
            if argument not in {str(number) for number in range(1, steps + 1)}:
                return f"no step “{argument[:QUOTED]}”; “{arguments[0]}” has the steps 1 to {steps}"
        elif argument not in rows.known[what]:
            return f"no {what} “{argument[:QUOTED]}”; the nearest are {_nearest(argument, rows.known[what])}"
    return ""


def _nearest(word: str, known: Collection[str]) -> str:
    return ", ".join(get_close_matches(word[:QUOTED], list(known), n=NEAREST, cutoff=0.0))
