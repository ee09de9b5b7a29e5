"""The glossary: terms in a text become buttons that open their meaning, and all of them stand in one list."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import elements as h
from bone_atlas.tables import records, words

#: Where the script of the page finds the meanings; `bone_atlas.app.main` puts them into the head.
ELEMENT = "atlas-glossary"
_TAGS = re.compile(r"(<[^>]+>)")
#: In these no term is marked: they are acted on themselves, name what follows, or hold no running text.
_LEFT_ALONE = frozenset(
    {"a", "button", "summary", "h1", "h2", "h3", "h4", "code", "script", "option", "abbr", "dfn"}
)


@dataclass(frozen=True)
class Term:
    """A term of the glossary.

    Attributes
    ----------
    id, name : str
        A word for the page's script, and the term as the list names it.
    spellings : tuple of str
        How it stands in texts.
    meaning, source : str
        In plain words, and who says so.
    """

    id: str
    name: str
    spellings: tuple[str, ...]
    meaning: str
    source: str


@cache
def terms() -> tuple[Term, ...]:
    """Return the terms by the letter."""
    rows = records(catalogue().tables.glossary.sort_values("list_order"))
    return tuple(
        Term(row["term_id"], row["term"], words(row["spellings"]), row["meaning"], row["source"])
        for row in rows
    )


@cache
def _by_spelling() -> dict[str, str]:
    """Return the id of each spelling as it stands in HTML, also with its first letter as a capital."""
    found = {}
    for term in terms():
        for spelling in term.spellings:
            for written in (spelling, spelling[0].upper() + spelling[1:]):
                found[str(escape(written))] = term.id
    return found


@cache
def _pattern() -> re.Pattern[str]:
    """Return what finds a spelling: the longest first, whole words only."""
    longest = sorted(_by_spelling(), key=lambda spelling: -len(spelling))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")


def marked(html: Markup) -> Markup:
    """Let the first occurrence of each term open its meaning.

    Parameters
    ----------
    html : Markup
        A panel, or another piece of a page that is read as one.

    Returns
    -------
    Markup
        The same text. Links, buttons and headings stay as they are.
    """
    seen: set[str] = set()
    inside: list[str] = []
    made = []
    for piece in _TAGS.split(html):
        if piece.startswith("<"):
            _follow(piece, inside)
        elif not inside:
            piece = _pattern().sub(lambda match: _term(match.group(), seen), piece)  # noqa: PLW2901
        made.append(piece)
    return Markup("".join(made))  # noqa: S704  # the pieces were markup before, and the terms are


def _follow(tag: str, inside: list[str]) -> None:
    """Keep count of the elements in which nothing is marked."""
    name = re.split(r"[\s/>]", tag.lstrip("</"), maxsplit=1)[0]
    if name in _LEFT_ALONE:
        if tag.startswith("</"):
            inside.pop()
        else:
            inside.append(name)


def _term(written: str, seen: set[str]) -> str:
    term = _by_spelling()[written]
    if term in seen:
        return written
    seen.add(term)
    text = Markup(written)  # noqa: S704  # taken out of markup
    # No button element: its box is one piece, and a line could break between it and the comma behind it.
    # The script of the page makes it one to press: thousands of panels need not say so.
    return h.element("dfn", text)


def head() -> Markup:
    """Return the meanings for the script of the page, so that it needs no server to open one.

    A term in a text has nothing but its spelling, small letters for all: thousands of panels hold some.
    """
    meanings = {
        spelling.lower(): [term.name, term.meaning, term.source]
        for term in terms()
        for spelling in term.spellings
    }
    # In a script element only its own end could end it.
    text = json.dumps(meanings, ensure_ascii=False).replace("<", "\\u003c")
    return h.element("script", Markup(text), type="application/json", id=ELEMENT)  # noqa: S704


def listed(given: Sequence[Term]) -> Markup:
    """Return all terms with meaning and source, as the list of the sources page."""
    lead = (
        "What the terms of the field mean here. Wherever one is underlined with dots, it opens its meaning."
    )
    entries = (
        (
            h.element("dt", term.name, id=f"term-{term.id}"),
            h.element("dd", term.meaning, " ", h.small(term.source)),
        )
        for term in given
    )
    return h.section(
        h.h2("Glossary"), h.p(lead), h.element("dl", entries), cls="atlas-sources atlas-glossary"
    )
