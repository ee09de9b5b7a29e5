"""What each sentence of a slide rests on, and which state no fact.

A slide names it in two lists: ``rests_on`` holds sentences in full with references, ``no_fact`` those that
state none. A reference in the words of a sentence counts without being named again. Answers offered to choose
from are not sentences: which of them is right rests on what the question's ``why`` rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bone_atlas.facts import Rows, basis
from bone_atlas.faults import Fault, numbered, plain, shown
from bone_atlas.lessons.model import Lesson, RestsOn, Slide
from bone_atlas.tables import sentences


@dataclass(frozen=True)
class Statement:
    """One sentence of a slide.

    Attributes
    ----------
    field : str
        Where it stands: ``"title"``, ``"text"``, ``"question.ask"``, ``"points.2"``, ``"question.why"`` or
        ``"notes"``.
    text : str
        The sentence as it is written, with its references in braces.
    marked : bool
        Whether it is marked as stating no fact.
    on : tuple of str
        What is named under ``rests_on``.
    """

    field: str
    text: str
    marked: bool
    on: tuple[str, ...]


def statements(slide: Slide) -> tuple[Statement, ...]:
    """List the sentences of a slide.

    Parameters
    ----------
    slide : Slide
        The slide.

    Returns
    -------
    tuple of Statement
        In the order in which a class meets them, the notes last.
    """
    marked = {sentence for text in slide.no_fact for sentence in sentences(text)}
    on: dict[str, tuple[str, ...]] = {}
    for entry in slide.rests_on:
        on[_key(entry.says)] = (*on.get(_key(entry.says), ()), *entry.on)
    return tuple(
        Statement(field, sentence, sentence in marked, on.get(sentence, ()))
        for field, text in _texts(slide)
        for sentence in sentences(text)
    )


def _texts(slide: Slide) -> Iterator[tuple[str, str]]:
    yield from (("title", slide.title), ("text", slide.text))
    if slide.question:
        yield "question.ask", slide.question.ask
    yield from numbered("points", slide.points)
    if slide.question:
        yield "question.why", slide.question.why
    yield "notes", slide.notes


def _key(sentence: str) -> str:
    """Write a sentence as `bone_atlas.tables.sentences` does: with single spaces."""
    return " ".join(sentence.split())


def rests_on_faults(slide: Slide, rows: Rows) -> Iterator[Fault]:
    """Find what is wrong with what a slide says its sentences rest on.

    Parameters
    ----------
    slide : Slide
        The slide.
    rows : Rows
        Tables, anatomy, layers and routes.

    Yields
    ------
    tuple of (str, str)
        Field and message: a sentence that is not on the slide, a reference that names nothing there is, a
        sentence that is said to state no fact and tells one.
    """
    known = {statement.text: statement for statement in statements(slide)}
    for number, entry in enumerate(slide.rests_on, start=1):
        if _key(entry.says) not in known:
            yield f"rests_on.{number}.says", _not_there(entry.says)
        if not entry.on:
            yield f"rests_on.{number}.on", "names nothing; expected at least one reference"
        for place, reference in numbered("on", entry.on):
            for message in basis.problems(reference, rows):
                yield f"rests_on.{number}.{place}", plain(message, 300)
    for field, text in numbered("no_fact", slide.no_fact):
        statement = known.get(_key(text))
        if statement is None:
            yield field, _not_there(text)
        elif statement.on:
            yield field, f"{shown(text)} stands under rests_on too; expected one of the two"
        elif _told_within(text, rows):
            yield field, f"{shown(text)} tells what it has in braces; that is a fact"


def _not_there(sentence: str) -> str:
    return f"{shown(sentence)} is no sentence of this slide; expected one of them, word by word"


def _told_within(sentence: str, rows: Rows) -> tuple[basis.Basis, ...]:
    """List what the references in the words of a sentence rest on; nothing where one of them is faulty."""
    try:
        return tuple(basis.basis_within(sentence, rows))
    except ValueError:
        return ()


def grounds(statement: Statement, rows: Rows) -> tuple[basis.Basis, ...]:
    """Look up all that a sentence rests on.

    Parameters
    ----------
    statement : Statement
        Of a slide in which `bone_atlas.lessons.check` finds nothing wrong.
    rows : Rows
        Tables, anatomy, layers and routes.

    Returns
    -------
    tuple of bone_atlas.facts.basis.Basis
        What its words refer to first, then what is named under ``rests_on``; each once.
    """
    named = (basis.basis(reference, rows) for reference in statement.on)
    return tuple(dict.fromkeys((*_told_within(statement.text, rows), *named)))


def unfounded(lesson: Lesson, rows: Rows) -> tuple[tuple[int, Statement], ...]:
    """List the sentences of a lesson that are not said to state no fact and rest on nothing.

    Parameters
    ----------
    lesson : Lesson
        The lesson.
    rows : Rows
        Tables, anatomy, layers and routes.

    Returns
    -------
    tuple of (int, Statement)
        Number of the slide, from 1, and the sentence. The lessons of the atlas have none.
    """
    return tuple(
        (number, statement)
        for number, slide in enumerate(lesson.slides, start=1)
        for statement in statements(slide)
        if not (statement.marked or statement.on or _told_within(statement.text, rows))
    )


def still_there(slide: Slide) -> tuple[tuple[RestsOn, ...], tuple[str, ...]]:
    """Keep of ``rests_on`` and ``no_fact`` what is of a sentence that the slide has.

    Parameters
    ----------
    slide : Slide
        A slide of which some words were changed.

    Returns
    -------
    tuple of tuple of RestsOn and tuple of str
        The two lists: what a sentence rested on does not hold of the one that took its place.
    """
    said = {statement.text for statement in statements(slide)}
    return tuple(entry for entry in slide.rests_on if _key(entry.says) in said), _of(slide.no_fact, said)


def _of(texts: Iterable[str], said: set[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if _key(text) in said)
