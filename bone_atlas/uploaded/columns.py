"""What each column of a table holds: as the reader says, by its name, by its cells, or asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bone_atlas.uploaded import numbers
from bone_atlas.uploaded.assigning import VALUES_OFFERED, Assignment, placed
from bone_atlas.uploaded.denominators import doubted, in_doubt
from bone_atlas.uploaded.groups import ONCE, Group, group_called, groups_of, twice
from bone_atlas.uploaded.heading import MEASURES, NAMING, VALUES, Heading, letter
from bone_atlas.uploaded.model import LEAVE_OUT, Problem, Question, shortened
from bone_atlas.uploaded.sheet import Line
from bone_atlas.uploaded.words import (
    COUNT,
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

SITE_QUESTION = "column:site"
GROUP_QUESTION = "group"
COLUMN_QUESTION = "column:"
#: What a column of an ambiguous name may be.
_MEANINGS = {
    NUMBER: {role: VALUES_OFFERED[role] for role in (COUNT, OUT_OF, LEAVE_OUT)},
    VALUE: {PERCENT: "percentages", COUNT: "counts"},
}


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
        Columns whose name has more than one meaning, or none.
    notices : tuple of str
        Columns that are not used.
    groups : tuple of Group
        Of which one is painted; none where the table has only one.
    group : Group or None
        The one that is painted.
    unclear : bool
        Whether the names do not tell what holds the sites and the values.
    """

    heading: Heading
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...]
    notices: tuple[str, ...]
    groups: tuple[Group, ...] = ()
    group: Group | None = None
    unclear: bool = False

    @property
    def site_known(self) -> bool:
        """Whether it is known which column names the site."""
        return self.heading.has(NAMING) and not any(q.key == SITE_QUESTION for q in self.questions)

    @property
    def values_known(self) -> bool:
        """Whether it is known which columns hold the values."""
        return not self.problems and not self.questions


def settle(
    heading: Heading,
    lines: Sequence[Line],
    choices: Mapping[str, str],
    assignment: Assignment | None = None,
) -> Columns:
    """Decide what each column holds.

    Parameters
    ----------
    heading : Heading
        As found.
    lines : sequence of Line
        The rows below it.
    choices : mapping of str to str
        Answers to earlier questions, by key.
    assignment : Assignment, optional
        What the reader says of the table; it goes before the answers.

    Returns
    -------
    Columns
        The settled heading, with all that is wrong or must be asked.
    """
    return _Settling(heading, lines, choices, assignment or Assignment()).columns()


class _Settling:
    """One table, from what its heading says to what each column holds."""

    def __init__(
        self, heading: Heading, lines: Sequence[Line], choices: Mapping[str, str], assignment: Assignment
    ) -> None:
        self.given = heading
        self.lines = lines
        self.choices = choices
        said, problems = placed(assignment, heading)
        self.said = self._answered() | said
        self.problems = list(problems)
        self.wanted_group = assignment.group or choices.get(GROUP_QUESTION, "")
        self.questions: list[Question] = []
        self.unclear = False
        #: Columns of other groups, whose n is not the table's.
        self._out: frozenset[int] = frozenset()

    def columns(self) -> Columns:
        """Settle site, group and values, in this order, and ask what is left."""
        roles = self._as_said()
        groups, roles = self._assigned_alone(roles)
        group = self._group(groups)
        if group is not None:
            roles = self._in_group(roles, groups, group)
        roles = self._one_site(roles)
        if not groups or group is not None:
            roles = self._settled(roles, group)
        heading = self._with(roles)
        if not groups or group is not None:
            self._ask_values(heading)
        self.problems += _wrong(heading, asked={q.key for q in self.questions}, groups=bool(groups))
        unclear = self.unclear or bool(self.problems)
        notices = () if unclear else tuple(_unused(heading))
        return Columns(heading, tuple(self.problems), tuple(self.questions), notices, groups, group, unclear)

    def _with(self, roles: Sequence[str]) -> Heading:
        """Give the heading other roles; an n of a column that is not used is not the table's."""
        lost = [i for i, role in enumerate(roles) if not role and self.given.roles[i]]
        out = {*lost, *(i for i, role in self.said.items() if role == LEAVE_OUT), *self._out}
        totals = {i: n for i, n in self.given.totals.items() if i not in out}
        return replace(self.given, roles=tuple(roles), totals=totals)

    def _answered(self) -> dict[int, str]:
        """List what earlier answers say of columns."""
        said = {}
        for place in range(len(self.given.roles)):
            answer = self.choices.get(_key(place, self.given), "")
            if answer in VALUES_OFFERED:
                said[place] = answer
        site = self.choices.get(SITE_QUESTION, "")
        if site.isdecimal() and int(site) < len(self.given.roles):
            said[int(site)] = SITE
        return said

    def _as_said(self) -> list[str]:
        """Put what the reader says in the place of what the names say."""
        roles = list(self.given.roles)
        taken = {role for role in self.said.values() if role in ONCE}
        if any(role in NAMING for role in self.said.values()):
            taken |= set(NAMING)
        for place, role in enumerate(roles):
            if place in self.said:
                said = self.said[place]
                roles[place] = "" if said == LEAVE_OUT else said
            elif role in taken:
                roles[place] = ""
        return roles

    def _assigned_alone(self, roles: list[str]) -> tuple[tuple[Group, ...], list[str]]:
        """Find the groups; where the reader says what columns hold, no other of an unclear table is used."""
        # By the names, for what is said of one group leaves the others no less side by side.
        by_name = ["" if self.said.get(i) == LEAVE_OUT else role for i, role in enumerate(self.given.roles)]
        named = replace(self.given, roles=tuple(by_name), groups=self._groups_left())
        groups = groups_of(named)
        if self.wanted_group or not (groups or twice(named)):
            return groups, roles
        if not any(role in MEASURES for role in self.said.values()):
            return groups, roles
        self._out = frozenset(i for i in range(len(roles)) if i not in self.said)
        return (), [
            "" if role in MEASURES and place not in self.said else role for place, role in enumerate(roles)
        ]

    def _groups_left(self) -> tuple[str, ...]:
        groups = self.given.groups or ("",) * len(self.given.roles)
        return tuple("" if self.said.get(i) == LEAVE_OUT else name for i, name in enumerate(groups))

    def _group(self, groups: Sequence[Group]) -> Group | None:
        """Take the group that the reader names, or ask for it."""
        if not groups:
            return None
        group = group_called(groups, self.wanted_group) if self.wanted_group else None
        if group is not None:
            return group
        names = ", ".join(f"“{shortened(group.name, 60)}”" for group in groups)
        self.unclear = True
        if self.wanted_group:
            found = f"the group “{shortened(self.wanted_group, 40)}”"
            self.problems.append(Problem(self.given.first, None, found, f"one of the groups {names}"))
            return None
        text = "Groups stand side by side, and the atlas paints one. Which?"
        choices = {group.key: shortened(group.name) for group in groups}
        said = ", ".join(choices.values())
        self.questions.append(
            Question(GROUP_QUESTION, self.given.first, shortened(said), shortened(said), text, choices)
        )
        return None

    def _in_group(self, roles: list[str], groups: Sequence[Group], chosen: Group) -> list[str]:
        """Leave the columns of the other groups out; of the chosen one the cells may tell what they hold."""
        others = {i for group in groups if group is not chosen for i in group.places}
        self._out = frozenset(others - set(self.said))
        roles = ["" if i in others and i not in self.said else role for i, role in enumerate(roles)]
        for place in chosen.places:
            if not roles[place] and place not in self.said:
                roles[place] = _counted_in_cells(place, self.lines)
        return roles

    def _one_site(self, roles: list[str]) -> list[str]:
        """Find the column that names the site, or ask for it."""
        sites = [i for i, role in enumerate(roles) if role == SITE]
        if SITE_ID in roles or len(sites) == 1 or (not sites and any(role in NAMING for role in roles)):
            return roles
        free = sites or [
            i
            for i, role in enumerate(roles)
            if not role and self.said.get(i) != LEAVE_OUT and i not in self._out
        ]
        if not free:
            return roles
        self.unclear = self.unclear or not sites
        titles = {str(i): self.given.title(i) for i in free}
        said = shortened(", ".join(titles.values()))
        text = "Which column names the site?"
        self.questions.insert(0, Question(SITE_QUESTION, self.given.first, said, said, text, titles))
        return roles

    def _settled(self, roles: list[str], group: Group | None) -> list[str]:
        """Settle the columns whose name has more than one meaning, by their cells and by the others."""
        roles = doubted(self._with(roles), self.lines, tuple(self.said))
        heading = self._with(roles)
        for place in heading.places(VALUE, NUMBER):
            role = (
                _from_cells(place, self.lines)
                if roles[place] == VALUE
                else _from_others(place, heading, roles, self.lines)
            )
            role = role or (_from_percentages(place, roles, self.lines) if roles[place] == NUMBER else "")
            if role:
                roles[place] = role
            else:
                self.questions.append(_question(place, heading, _MEANINGS[heading.roles[place]]))
        if group is None and twice(self._with(roles)):
            # Of columns that are there twice it is of no use to ask some: all are.
            self.questions = [q for q in self.questions if q.key == SITE_QUESTION]
        return roles

    def _ask_values(self, heading: Heading) -> None:
        """Ask what the columns hold where no name says it, or where several say the same."""
        said_twice = set(twice(heading)) & set(self.said.values())
        if twice(heading) and not said_twice:
            asked = heading.places(*MEASURES)
        elif not heading.has(VALUES):
            asked = tuple(
                i
                for i, role in enumerate(heading.roles)
                if role in ("", OUT_OF)
                and i not in self.said
                and i not in self._out
                and _may_hold(i, self.lines)
            )
        else:
            return
        if asked:
            self.unclear = True
        self.questions += [_question(place, heading, VALUES_OFFERED) for place in sorted(asked)]


def _key(place: int, heading: Heading) -> str:
    return f"{COLUMN_QUESTION}{place}:{plain(heading.title(place))[:80]}"


def _question(place: int, heading: Heading, choices: Mapping[str, str]) -> Question:
    title = heading.title(place)
    said = f"“{shortened(title, 40)}”" if heading.line.cell(place) else letter(place)
    text = f"What does the column {said} hold?"
    return Question(_key(place, heading), heading.first, title, title, text, choices)


def _may_hold(place: int, lines: Sequence[Line]) -> bool:
    """Tell whether a column holds anything that could be a number or a class."""
    cells = [line.cell(place) for line in lines]
    return any(any(sign.isdigit() for sign in cell) or plain(cell) in TIER_WORDS for cell in cells)


def _counted_in_cells(place: int, lines: Sequence[Line]) -> str:
    """Tell from its cells that a column counts: one is "3/82", or "7 (8.5)"."""
    read = [numbers.counted(numbers.unmarked(line.cell(place))) for line in lines]
    proof = any(cell and (cell.total is not None or cell.percent is not None) for cell in read)
    return COUNT if proof else ""


def _from_cells(place: int, lines: Sequence[Line]) -> str:
    """Tell from its cells what a column called "value" holds: classes, or percentages with their sign."""
    cells = [cell for line in lines if (cell := line.cell(place)) and plain(cell) not in NOTHING]
    if any(plain(cell) in TIER_WORDS for cell in cells):
        return TIER
    if any("%" in cell or "％" in cell for cell in cells):
        return COUNT if any(("(" in cell or "/" in cell) for cell in cells) else PERCENT
    return ""


def _from_others(place: int, heading: Heading, roles: Sequence[str], lines: Sequence[Line]) -> str:
    """Tell from the other columns what a column called "n" holds."""
    if place in heading.totals:
        return COUNT  # "Patients (n = 107)" counts out of 107
    if COUNT in roles:
        return "" if OUT_OF in roles or in_doubt(place, heading, lines) else OUT_OF
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


def _wrong(heading: Heading, asked: set[str], groups: bool) -> list[Problem]:
    """Say which columns are missing, and which are there twice, where that is not asked."""
    row, problems = heading.first, []
    said = shortened(", ".join(filter(None, heading.line.cells)))
    if not heading.has(NAMING) and SITE_QUESTION not in asked:
        problems.append(Problem(row, None, said, "a column named site"))
    asked_values = groups or any(key.startswith(COLUMN_QUESTION) and key != SITE_QUESTION for key in asked)
    if not heading.has(VALUES) and not asked_values:
        problems.append(Problem(row, None, said, "a column named count, percent or tier"))
    doubled = (
        *(() if asked_values else twice(heading)),
        *([SITE_ID] if len(heading.places(SITE_ID)) > 1 else []),
    )
    for role in doubled:
        places = heading.places(role)
        names = ", ".join(heading.title(i) for i in places)
        expected = f"one column for the {role}: leave the others out"
        problems.append(Problem(row, names, f"{len(places)} columns", expected))
    return problems


def _unused(heading: Heading) -> list[str]:
    """Say which columns are not used."""
    names = [
        f"“{shortened(title, 40)}”"
        for title, role in zip(heading.line.cells, heading.roles, strict=False)
        if title and not role
    ]
    if not names:
        return []
    return [f"Not used: {'the column' if len(names) == 1 else 'the columns'} {', '.join(names)}."]
