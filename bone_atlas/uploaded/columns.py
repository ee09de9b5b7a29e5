"""Which row is the heading, and what each column holds, told from its name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bone_atlas.uploaded import numbers
from bone_atlas.uploaded.model import Problem, Question, shortened
from bone_atlas.uploaded.sheet import HEADING_WITHIN, Line
from bone_atlas.uploaded.words import (
    COLUMNS,
    COUNT,
    IN_BRACKETS,
    NAME,
    NOTHING,
    NUMBER,
    OUT_OF,
    PERCENT,
    SITE,
    SITE_ID,
    TIER,
    TIER_WORDS,
    VALUE,
    plain,
)

_ROLES = {word: role for role, entries in COLUMNS.items() for word in entries}
NAMING = (SITE_ID, SITE, NAME)
VALUES = (COUNT, PERCENT, TIER, NUMBER, VALUE)
_ONCE = (COUNT, OUT_OF, PERCENT, TIER)
_OUT_OF_MANY = re.compile(r"[(（\[,;]?\s*[nN]\s*[=＝]\s*([0-9][0-9.,' ]*)\s*[)）\]]?\s*$")
_PEOPLE = (
    r"(?:(?:no|nr|number|n|total number) of )?(?:the )?(?:patients|cases|women|subjects|lesions|metastases)"
    r"(?: with .*?)?"
)
#: Headings that are half a sentence. "Patients with bone metastasis" may be all of them: it is asked.
_SPOKEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), role)
    for pattern, role in (
        (r"(?:%|percent|percentage) of .*", PERCENT),
        (
            r"(?:(?:anatomic(?:al)?|skeletal|metastatic|first|involved) )?"
            r"(?:site|sites|location|locations|localization|localisation|distribution|region|regions)"
            r" of (?:(?:the|first|initial|bone|bony|skeletal|osseous) )*"
            r"(?:metastas[ie]s|lesions?|involvement)",
            SITE,
        ),
        (rf"{_PEOPLE}(?: n)? %", COUNT),
        (_PEOPLE, NUMBER),
    )
)
SITE_QUESTION = "column:site"
#: What a column of an ambiguous name may be.
_MEANINGS = {
    NUMBER: {
        COUNT: "how many are affected at the site",
        OUT_OF: "out of how many (the denominator)",
    },
    VALUE: {
        PERCENT: "percentages",
        COUNT: "counts",
    },
}


@dataclass(frozen=True)
class Heading:
    """The heading of a table.

    Attributes
    ----------
    line : Line
        The row it stands in.
    roles : tuple of str
        What each column holds: one of the words in `words`, empty where it is not known.
    totals : mapping of int to int
        Out of how many, for the columns whose heading says so, such as ``Patients (n = 107)``.
    """

    line: Line
    roles: tuple[str, ...]
    totals: Mapping[int, int] = field(default_factory=dict)

    @property
    def known(self) -> int:
        """How much of it is understood; at least a site and a value together count above anything else."""
        known = sum(bool(role) for role in self.roles)
        return known + 100 * (self.has(NAMING) and self.has(VALUES))

    @property
    def whole(self) -> bool:
        """Whether it names both a site and a value."""
        return self.known > 100

    def has(self, wanted: Iterable[str]) -> bool:
        """Tell whether any column holds one of these."""
        return any(role in self.roles for role in wanted)

    def places(self, *wanted: str) -> tuple[int, ...]:
        """List the columns that hold one of these, in the order of ``wanted`` and from the left."""
        return tuple(i for role in wanted for i, found in enumerate(self.roles) if found == role)

    def title(self, place: int) -> str:
        """Name a column as the file does, or by its letter."""
        return shortened(self.line.cell(place)) or f"column {letter(place)}"


def letter(place: int) -> str:
    """Name a column as a spreadsheet does.

    Parameters
    ----------
    place : int
        From 0.

    Returns
    -------
    str
        ``A``, ``B``, … ``Z``, ``AA``, …
    """
    before, last = divmod(place, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def find_heading(lines: Sequence[Line]) -> Heading | None:
    """Find the heading among the first rows.

    Parameters
    ----------
    lines : sequence of Line
        The rows that are not blank.

    Returns
    -------
    Heading or None
        The first row that names a site and a value; where there is none, the row most of which is
        understood; None where nothing is.
    """
    found = [heading_of(line) for line in lines[:HEADING_WITHIN]]
    whole = [heading for heading in found if heading.whole]
    if whole:
        return whole[0]
    best = max(found, key=lambda heading: heading.known, default=None)
    return best if best and best.known else None


def heading_of(line: Line) -> Heading:
    """Read a row as a heading.

    Parameters
    ----------
    line : Line
        Any row.

    Returns
    -------
    Heading
        What each cell names as a column; a first column without a name holds the sites if no other does.
    """
    totals = {i: total for i, cell in enumerate(line.cells) if (total := _total(cell)) is not None}
    roles = [_role(cell) for cell in line.cells]
    if not any(role in NAMING for role in roles) and any(role in VALUES for role in roles):
        empty = [i for i, cell in enumerate(line.cells) if not cell]
        if empty[:1] == [0]:
            roles[0] = SITE
    return Heading(line, tuple(roles), totals)


def _total(cell: str) -> int | None:
    """Read ``(n = 107)`` at the end of a heading."""
    match = _OUT_OF_MANY.search(cell[:200])
    return numbers.count(match[1]) if match else None


def _role(cell: str) -> str:
    """Tell what a column of this name holds, empty where that is not known."""
    name = _OUT_OF_MANY.sub("", cell[:200]) if _total(cell) is not None else cell[:200]
    spaced = name.replace("%", " % ")
    for attempt in (plain(spaced), plain(IN_BRACKETS.sub(" ", spaced)).strip()):
        if attempt in _ROLES:
            return _ROLES[attempt]
    said = plain(spaced)
    return next((role for pattern, role in _SPOKEN if pattern.fullmatch(said)), "")


@dataclass(frozen=True)
class Columns:
    """What each column holds, once every doubt is settled or asked.

    Attributes
    ----------
    heading : Heading
        With the settled roles.
    problems : tuple of Problem
        Columns that are missing or there twice.
    questions : tuple of Question
        Columns whose name has more than one meaning.
    notices : tuple of str
        Columns that are not used.
    """

    heading: Heading
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...]
    notices: tuple[str, ...]

    @property
    def site_known(self) -> bool:
        """Whether it is known which column names the site."""
        return self.heading.has(NAMING) and not any(q.key == SITE_QUESTION for q in self.questions)

    @property
    def values_known(self) -> bool:
        """Whether it is known which columns hold the values."""
        return not self.problems and not self.questions


def settle(heading: Heading, lines: Sequence[Line], choices: Mapping[str, str]) -> Columns:
    """Decide what each column holds.

    Parameters
    ----------
    heading : Heading
        As found.
    lines : sequence of Line
        The rows below it.
    choices : mapping of str to str
        Answers to earlier questions, by key.

    Returns
    -------
    Columns
        The settled heading, with all that is wrong or must be asked.
    """
    roles = list(heading.roles)
    questions = []
    if len(heading.places(SITE)) > 1 and not heading.has([SITE_ID]):
        question = _which_names_the_site(heading)
        chosen = choices.get(question.key, "")
        if chosen in question.choices:
            roles = [role if role != SITE or str(i) == chosen else "" for i, role in enumerate(roles)]
        else:
            questions.append(question)
    for place in heading.places(VALUE, NUMBER):
        role = _from_cells(place, lines) if roles[place] == VALUE else _from_others(place, roles, heading)
        role = role or (_from_percentages(place, roles, lines) if roles[place] == NUMBER else "")
        question = _question(place, heading)
        role = role or (
            choices.get(question.key, "") if choices.get(question.key) in question.choices else ""
        )
        if role:
            roles[place] = role
        else:
            questions.append(question)
    settled = Heading(heading.line, tuple(roles), heading.totals)
    problems = tuple(_wrong(settled))
    if any(role for role, times in Counter(settled.roles).items() if role in _ONCE and times > 1):
        # Of columns that are there once for each group, it is of no use to ask what each holds.
        questions = [question for question in questions if question.key == SITE_QUESTION]
    return Columns(settled, problems, tuple(questions), tuple(_unused(settled)))


def _from_cells(place: int, lines: Sequence[Line]) -> str:
    """Tell from its cells what a column called "value" holds: classes, or percentages with their sign."""
    cells = [cell for line in lines if (cell := line.cell(place)) and plain(cell) not in NOTHING]
    if any(plain(cell) in TIER_WORDS for cell in cells):
        return TIER
    if any("%" in cell or "％" in cell for cell in cells):
        return COUNT if any(("(" in cell or "/" in cell) for cell in cells) else PERCENT
    return ""


def _from_others(place: int, roles: Sequence[str], heading: Heading) -> str:
    """Tell from the other columns what a column called "n" holds."""
    if COUNT in roles:
        return "" if OUT_OF in roles else OUT_OF
    if OUT_OF in roles or heading.totals:
        return COUNT
    capital = [i for i in heading.places(NUMBER) if heading.line.cell(i).strip() == "N"]
    small = [i for i in heading.places(NUMBER) if heading.line.cell(i).strip() == "n"]
    if len(capital) == len(small) == 1:
        return OUT_OF if place in capital else COUNT
    return ""


def _from_percentages(place: int, roles: Sequence[str], lines: Sequence[Line]) -> str:
    """Tell from the percentages beside it that a column called "n" counts: it does where one n fits all."""
    beside = [i for i, role in enumerate(roles) if role == PERCENT]
    if len(beside) != 1 or sum(role == NUMBER for role in roles) > 1:
        return ""
    pairs = [
        (share, number)
        for line in lines
        if (share := numbers.percent(numbers.unmarked(line.cell(beside[0])))) is not None
        and (number := numbers.count(numbers.unmarked(line.cell(place)))) is not None
    ]
    fits = numbers.fitting((number, share) for share, number in pairs)
    return COUNT if fits and fits[-1] < numbers.MOST and len({number for _, number in pairs}) > 1 else ""


def _question(place: int, heading: Heading) -> Question:
    title = heading.title(place)
    choices = _MEANINGS[heading.roles[place]]
    text = f"What does the column “{shortened(title, 40)}” hold?"
    return Question(f"column:{place}:{plain(title)[:80]}", heading.line.number, title, title, text, choices)


def _which_names_the_site(heading: Heading) -> Question:
    titles = {str(i): heading.title(i) for i in heading.places(SITE)}
    said = shortened(", ".join(titles.values()))
    return Question(SITE_QUESTION, heading.line.number, said, said, "Which column names the site?", titles)


def _wrong(heading: Heading) -> list[Problem]:
    """Say which columns are missing, and which are there twice."""
    row, problems = heading.line.number, []
    said = shortened(", ".join(filter(None, heading.line.cells)))
    if not heading.has(NAMING):
        problems.append(Problem(row, None, said, "a column named site"))
    if not heading.has(VALUES):
        problems.append(Problem(row, None, said, "a column named count, percent or tier"))
    for role, times in Counter(role for role in heading.roles if role in (*_ONCE, SITE_ID)).items():
        if times > 1:
            names = ", ".join(heading.title(i) for i in heading.places(role))
            expected = f"one column for the {role}: keep the columns of one group, and delete the others"
            problems.append(Problem(row, names, f"{times} columns", expected))
    return problems


def _unused(heading: Heading) -> list[str]:
    """Say which columns are not used."""
    names = [
        f"“{shortened(title, 40)}”"
        for title, role in zip(heading.line.cells, heading.roles, strict=True)
        if title and not role
    ]
    if not names:
        return []
    return [f"Not used: {'the column' if len(names) == 1 else 'the columns'} {', '.join(names)}."]
