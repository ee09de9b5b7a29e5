"""Every sentence that states a fact with what it rests on, from top to bottom: lessons, then claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bone_atlas import facts
from bone_atlas.evidence.claims import Claim, ClaimSentence
from bone_atlas.exports.tables import Row, to_csv
from bone_atlas.facts.basis import JUDGED, OUR_READING, Basis, basis
from bone_atlas.facts.rows import THE_ARTICLE, Rows
from bone_atlas.lessons.model import Lesson
from bone_atlas.lessons.rests_on import grounds, statements

FIELDS = (
    "number",
    "part_of",
    "heading",
    "field",
    "states_a_fact",
    "sentence",
    "reference",
    "rows",
    "what_they_say",
    "sources",
    "links",
)
HEAD = """\
# What every sentence rests on

Every sentence of the lessons and the claims that states a fact, in the order in which it is read, with the
rows it rests on, what they say, and who published them. What a row says is told once under a heading.
Sentences that state no fact (questions, instructions, announcements) are marked as such in the file and
listed under the table, so that a fact among them can be found.
"""
#: Fields of a slide in words.
FIELD_NAMES = {"question.ask": "question", "question.why": "answer"}


@dataclass(frozen=True)
class Audited:
    """One sentence.

    Attributes
    ----------
    part_of : str
        What it belongs to: a lesson with its file, or the claims.
    heading : str
        Its slide with number and title, or the statement of its claim.
    field : str
        Where it stands there.
    sentence : str
        As it is read, with its numbers looked up.
    states_a_fact : bool
        False where it is marked as stating none.
    on : tuple of Basis
        What it rests on; empty where that is missing, or where it states no fact.
    """

    part_of: str
    heading: str
    field: str
    sentence: str
    states_a_fact: bool
    on: tuple[Basis, ...]


def audit(lessons: Sequence[tuple[str, Lesson]], rows: Rows) -> tuple[Audited, ...]:
    """List every sentence of lessons and claims with what it rests on.

    Parameters
    ----------
    lessons : sequence of (str, Lesson)
        File names and lessons, in which `bone_atlas.lessons.check` finds nothing wrong.
    rows : Rows
        Tables, anatomy, layers and routes.

    Returns
    -------
    tuple of Audited
        Lesson by lesson, slide by slide, then claim by claim.
    """
    of_lessons = (one for file, lesson in lessons for one in _of_lesson(file, lesson, rows))
    of_claims = (one for claim in rows.claims.values() for one in _of_claim(claim, rows))
    return (*of_lessons, *of_claims)


def missing(audited: Sequence[Audited]) -> tuple[str, ...]:
    """Say which sentences state a fact and rest on nothing."""
    return tuple(
        f"{one.part_of}, {one.heading}, {one.field}: “{one.sentence}” rests on nothing; "
        "name it under rests_on or, if it states no fact, under no_fact"
        for one in audited
        if one.states_a_fact and not one.on
    )


def _of_lesson(file: str, lesson: Lesson, rows: Rows) -> Iterator[Audited]:
    part_of = f"{facts.tell(lesson.title, rows).text} ({file})"
    for number, slide in enumerate(lesson.slides, start=1):
        heading = f"Slide {number}: {facts.tell(slide.title, rows).text}"
        for said in statements(slide):
            field, _, item = said.field.partition(".")
            name = FIELD_NAMES.get(said.field) or (f"point {item}" if field == "points" else field)
            text = facts.tell(said.text, rows).text
            yield Audited(part_of, heading, name, text, not said.marked, grounds(said, rows))


# Claims ----------------------------------------------------------------------------------------------


def _of_claim(claim: Claim, rows: Rows) -> Iterator[Audited]:
    part_of, heading = "The claims (claims.csv, claim_evidence.csv)", f"{claim.statement} ({claim.verdict})"
    for said in claim.sentences:
        on = (*_findings(claim, said, rows), *(_mark(mark, claim) for mark in said.marks))
        yield Audited(part_of, heading, said.part.replace("_", " "), said.text, True, on)
    for number, finding in enumerate(claim.findings, start=1):
        on = (basis(f"finding {claim.claim_id} {finding.key}", rows),)
        yield Audited(part_of, heading, f"row {number}, {finding.bearing}", finding.says, True, on)


def _findings(claim: Claim, said: ClaimSentence, rows: Rows) -> Iterator[Basis]:
    for number in said.rows:
        yield basis(f"finding {claim.claim_id} {claim.findings[number - 1].key}", rows)


def _mark(mark: str, claim: Claim) -> Basis:
    """Look up what a sentence rests on beside rows of its claim."""
    answers = "; ".join(f"{one.source}: {one.answer}" for one in claim.judged)
    every = f"none of the {len(claim.findings)} rows of the claim says otherwise"
    found = {
        "the article": Basis(mark, ("studies.csv article",), "its text, in our words", (THE_ARTICLE,)),
        "our reading": Basis(mark, (), "our reading, which no source states", (OUR_READING,)),
        "all judged": Basis(mark, (f"claims.csv {claim.claim_id}",), answers, (JUDGED,)),
        "every row": Basis(mark, (f"claim_evidence.csv {claim.claim_id}",), every, (JUDGED,)),
    }
    return found[mark]


# Forms -----------------------------------------------------------------------------------------------


def audit_csv(audited: Sequence[Audited]) -> str:
    """Write the sentences as CSV, a line for each thing that one rests on; `FIELDS` are its columns."""
    return to_csv(_lines(audited), FIELDS)


def _lines(audited: Sequence[Audited]) -> list[Row]:
    return [
        {
            "number": number,
            "part_of": one.part_of,
            "heading": one.heading,
            "field": one.field,
            "states_a_fact": "yes" if one.states_a_fact else "no",
            "sentence": one.sentence,
            "reference": on.reference if on else None,
            "rows": "; ".join(on.rows) if on else None,
            "what_they_say": on.says if on else None,
            "sources": "; ".join(source.text for source in on.sources) if on else None,
            "links": "; ".join(source.link for source in on.sources if source.link) if on else None,
        }
        for number, one in enumerate(audited, start=1)
        for on in one.on or (None,)
    ]


def audit_markdown(audited: Sequence[Audited]) -> str:
    """Write the sentences as Markdown, a table under the heading of each slide and claim."""
    facts_stated = sum(one.states_a_fact for one in audited)
    others = len(audited) - facts_stated
    parts = [HEAD, f"{facts_stated:,} sentences state a fact; {others:,} are marked as stating none.\n"]
    for part_of, below in groupby(audited, key=lambda one: one.part_of):
        parts.append(f"## {_plain(part_of)}\n")
        for heading, sentences in groupby(below, key=lambda one: one.heading):
            parts.append(f"### {_plain(heading)}\n")
            parts.append(_section(list(sentences)))
    return "\n".join(parts)


def _section(sentences: Sequence[Audited]) -> str:
    told: set[Basis] = set()
    lines = ["| Where | Sentence | Rests on | Published by |", "| --- | --- | --- | --- |"]
    for one in sentences:
        if one.states_a_fact:
            cells = (one.field, one.sentence, _on(one, told), _sources(one))
            lines.append(f"| {' | '.join(map(_plain, cells[:2]))} | {cells[2]} | {cells[3]} |")
    table = "\n".join(lines) + "\n" if len(lines) > 2 else ""
    unmarked = " ".join(f"“{_plain(one.sentence)}”" for one in sentences if not one.states_a_fact)
    return "\n".join(part for part in (table, f"No fact: {unmarked}\n" if unmarked else "") if part)


def _on(one: Audited, told: set[Basis]) -> str:
    """Name the rows of a sentence and what they say, unless it was told under this heading before."""
    cells = []
    for on in one.on:
        rows = ", ".join(f"`{row}`" for row in on.rows) or f"*{_plain(on.reference.replace('_', ' '))}*"
        said = on in told or OUR_READING in on.sources
        told.add(on)
        cells.append(rows if said else f"{rows}: {_plain(on.says)}")
    return "<br>".join(dict.fromkeys(cells)) or "**nothing**"


def _sources(one: Audited) -> str:
    sources = dict.fromkeys(source for on in one.on for source in on.sources)
    cited = (f"[{_plain(each.text)}](<{each.link}>)" if each.link else _plain(each.text) for each in sources)
    return "<br>".join(cited)


def _plain(text: str) -> str:
    """Write text so that Markdown shows it as it is, on one line."""
    marked = "".join(f"\\{sign}" if sign in "\\`*_[]<>|" else sign for sign in text)
    return " ".join(marked.split())
