"""One row of a reader's table: which site it names, what value it gives, what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from bone_atlas.anatomy import Anatomy
from bone_atlas.layers import TIER_LABELS
from bone_atlas.layers.build import agrees
from bone_atlas.tables.vocabulary import TierName
from bone_atlas.uploaded import numbers
from bone_atlas.uploaded.columns import VALUES, Heading
from bone_atlas.uploaded.model import LEAVE_OUT, LONGEST, Problem, Question, shortened
from bone_atlas.uploaded.names import Meaning, SiteNames
from bone_atlas.uploaded.sheet import Line
from bone_atlas.uploaded.words import (
    COUNT,
    NAME,
    NOTE,
    NOTHING,
    OUT_OF,
    PERCENT,
    SITE,
    SITE_ID,
    TIER,
    TIER_WORDS,
    plain,
)

T = TypeVar("T")

#: So many unknown names are given suggestions; a file of thousands is not a table of sites.
MOST_SUGGESTED = 200
_COUNT = "a whole number, such as 50"
_PERCENT = "a percentage from 0 to 100, such as 46.7 or 46,7"
_TIERS = ", ".join(TIER_LABELS.values())


@dataclass(frozen=True)
class Given:
    """The value that a row gives.

    Attributes
    ----------
    count, total : int or None
        How many of how many.
    percent : float or None
        As the row gives it.
    tier : str or None
        One of `bone_atlas.tables.TIERS`.
    """

    count: int | None = None
    total: int | None = None
    percent: float | None = None
    tier: TierName | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is given: not reported."""
        return self.count is None and self.percent is None and self.tier is None


@dataclass
class Row:
    """One row, taken apart.

    Attributes
    ----------
    line : Line
        Where it stands.
    said : str
        The site in its own words.
    site : str or None
        Id of the site or group; None where that is wrong, asked or left out.
    part : str
        The bone or side it names, where that is less than the site.
    given : Given
        Its value.
    note : str
        What its columns of notes say.
    problems : list of Problem
        What is wrong with it.
    questions : list of Question
        What must be asked of it.
    left_out : bool
        Whether the reader chose to leave it out.
    """

    line: Line
    said: str = ""
    site: str | None = None
    part: str = ""
    given: Given = field(default_factory=Given)
    note: str = ""
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    left_out: bool = False

    @property
    def good(self) -> bool:
        """Whether it can be painted."""
        return self.site is not None and not self.problems and not self.given.empty


class RowReader:
    """Reads the rows below a heading.

    Parameters
    ----------
    heading : Heading
        What each column holds.
    names : SiteNames
        What each name means.
    anatomy : Anatomy
        The names to show.
    choices : mapping of str to str
        Answers to earlier questions, by key.
    """

    def __init__(
        self, heading: Heading, names: SiteNames, anatomy: Anatomy, choices: Mapping[str, str]
    ) -> None:
        self.heading = heading
        self.names = names
        self.anatomy = anatomy
        self.choices = choices
        self._suggested: dict[str, tuple[str, ...]] = {}

    def read(self, line: Line, *, values: bool = True) -> Row:
        """Take a row apart.

        Parameters
        ----------
        line : Line
            A row below the heading.
        values : bool
            Whether it is known which columns hold the values; else only the site is looked at.

        Returns
        -------
        Row
            With all that is wrong with it at once.
        """
        row = Row(line)
        row.note = shortened(
            "; ".join(filter(None, (line.cell(i) for i in self.heading.places(NOTE)))), LONGEST
        )
        row.problems += [*self._merged(line), *self._too_long(line)]
        if row.problems:
            return row
        if not values:
            if any(line.cell(i) for i in self.heading.places(*VALUES)):
                self._find_site(row)
            return row
        row.given = self._given(row)
        # A row without a value says "not reported": a heading between the rows, or a footnote, is no mistake.
        if row.problems or not row.given.empty:
            self._find_site(row)
        return row

    def _problem(self, row: Row, place: int, expected: str, value: str | None = None) -> None:
        found = row.line.cell(place) if value is None else value
        row.problems.append(Problem(row.line.number, self.heading.title(place), found, expected))

    def _merged(self, line: Line) -> Iterator[Problem]:
        """Refuse a merged block of sites or values; a merged denominator holds for all its rows."""
        for place, held in line.merged.items():
            role = self.heading.roles[place] if place < len(self.heading.roles) else ""
            if role in (SITE_ID, SITE, NAME, COUNT, PERCENT, TIER):
                expected = "a cell of its own in each row: this one is merged over several rows"
                yield Problem(line.number, self.heading.title(place), held, expected)

    def _too_long(self, line: Line) -> Iterator[Problem]:
        """Refuse a row with more cells than the heading: its values stand in the wrong columns."""
        beyond = [cell for cell in line.cells[len(self.heading.roles) :] if cell]
        if beyond:
            expected = (
                f"{len(self.heading.roles)} cells, as in the heading; a cell that holds the divider "
                "stands in quotation marks"
            )
            yield Problem(
                line.number, None, f"{len(line.cells)} cells: {' | '.join(line.cells[:12])}", expected
            )

    def _cell(self, row: Row, role: str) -> tuple[int, str]:
        """Give place and text of a column: -1 where there is none, no text where it stands for nothing."""
        places = self.heading.places(role)
        if not places:
            return -1, ""
        text = row.line.cell(places[0])
        if role == OUT_OF:
            text = text or row.line.merged.get(places[0], "")
        return places[0], "" if _says_nothing(text) else text

    def _read_cell(self, row: Row, role: str, read: Callable[[str], T | None], expected: str) -> T | None:
        """Read a value cell; note what is wrong with it."""
        place, text = self._cell(row, role)
        value = read(text) if text else None
        if text and value is None:
            self._problem(row, place, expected, text)
        return value

    def _given(self, row: Row) -> Given:
        """Read the value, noting all that is wrong with its cells, else with how they fit together."""
        counted = self._read_cell(row, COUNT, numbers.counted, _COUNT)
        total = self._read_cell(row, OUT_OF, numbers.count, _COUNT)
        percent = self._read_cell(row, PERCENT, numbers.percent, _PERCENT)
        tier: TierName | None = self._read_cell(row, TIER, _tier, f"one of: {_TIERS}")
        if row.problems:
            return Given()
        if tier is not None and (counted or percent is not None):
            self._problem(row, self._cell(row, TIER)[0], "either a tier or a count or percentage, not both")
        elif counted:
            self._check_count(row, counted, total, percent)
        elif percent is not None and self._total(total) == 0:
            self._problem(row, max(self._cell(row, OUT_OF)[0], 0), "a denominator above 0")
        elif percent is None and tier is None and total is not None:
            place = self.heading.places(COUNT, PERCENT, OUT_OF)[0]
            expected = "a count or percentage beside the denominator: 0 where none was found"
            self._problem(row, place, expected)
        if row.problems:
            return Given()
        if counted:
            total = counted.total if total is None else total
            percent = counted.percent if percent is None else percent
        return Given(counted.count if counted else None, self._total(total), percent, tier)

    def _total(self, given: int | None) -> int | None:
        """Give the denominator of a row, else the one that a heading states for all rows."""
        return next(iter(self.heading.totals.values()), None) if given is None else given

    def _check_count(
        self, row: Row, counted: numbers.Counted, total: int | None, percent: float | None
    ) -> None:
        """Check that count, denominator and percentage can be true together."""
        count_at, total_at = self._cell(row, COUNT)[0], self._cell(row, OUT_OF)[0]
        if counted.total is not None and total is not None and total != counted.total:
            self._problem(row, total_at, f"{counted.total}, as beside the count")
            return
        out_of = self._total(counted.total if total is None else total)
        if out_of is None:
            found = "" if total_at >= 0 else None
            self._problem(
                row, max(total_at, count_at), "out of how many: a number in a column named n", found
            )
        elif out_of == 0:
            self._problem(row, total_at if total is not None else count_at, "a denominator above 0")
        elif counted.count > out_of:
            self._problem(row, count_at, f"a count of at most {out_of}, the denominator")
        else:
            true = 100 * counted.count / out_of
            for place, share in ((self._cell(row, PERCENT)[0], percent), (count_at, counted.percent)):
                if share is not None and not agrees(share, true):
                    self._problem(row, place, f"{true:.1f} %, which is {counted.count} of {out_of}")

    def _find_site(self, row: Row) -> None:
        """Find the site, or note what is wrong with its name or must be asked."""
        places = [i for i in self.heading.places(SITE_ID, SITE, NAME) if row.line.cell(i)]
        if not places:
            where = self.heading.places(SITE_ID, SITE, NAME)
            if where and not row.line.merged.get(where[0]):
                self._problem(row, where[0], "the name of a site")
            return
        meanings = {i: self._meaning(row.line.cell(i), i) for i in places}
        known = {i: meaning for i, meaning in meanings.items() if meaning.places}
        first = next(iter(known), places[0])
        row.said = row.line.cell(first)
        self._settle(row, first, known)

    def _meaning(self, name: str, place: int) -> Meaning:
        return self.names.find(name, as_id=self.heading.roles[place] == SITE_ID)

    def _settle(self, row: Row, first: int, known: Mapping[int, Meaning]) -> None:
        key = f"site:{row.line.number}:{plain(row.said)[:80]}"
        answer = self.choices.get(key)
        if not known:
            self._unknown(row, first, key, answer)
            return
        common = [p for p in known[first].places if all(p in other.places for other in known.values())]
        if not common:
            second = list(known)[1]
            expected = f"the same place as “{shortened(row.said, 40)}”"
            self._problem(row, second, expected)
            return
        part = known[first].part
        if len(common) == 1 and not part:
            row.site = common[0]
        elif answer == LEAVE_OUT:
            row.left_out = True
        elif answer in common:
            row.site, row.part = answer, part
        else:
            row.questions.append(self._question(row, first, key, common, part))

    def _unknown(self, row: Row, place: int, key: str, answer: str | None) -> None:
        suggestions = self._suggestions(row.said)
        if answer == LEAVE_OUT:
            row.left_out = True
        elif answer in suggestions:
            row.site = answer
        else:
            names = ", ".join(self.anatomy.name(site) for site in suggestions)
            expected = "a site of the atlas" + (f"; did you mean {names}?" if names else "")
            row.problems.append(
                Problem(row.line.number, self.heading.title(place), row.said, expected, suggestions, key)
            )

    def _suggestions(self, said: str) -> tuple[str, ...]:
        name = plain(said[:200])
        if name not in self._suggested and len(self._suggested) < MOST_SUGGESTED:
            self._suggested[name] = self.names.suggest(said)
        return self._suggested.get(name, ())

    def _question(self, row: Row, place: int, key: str, sites: list[str], part: str) -> Question:
        said = shortened(row.said, 40)
        if part:
            site = self.anatomy.name(sites[0])
            text = (
                f"“{said}” is a part of {site}, and the atlas paints the whole. Paint {site} with it?"
                if len(sites) == 1
                else f"“{said}” is a part of more than one place, and the atlas paints the whole. Which?"
            )
        else:
            text = f"“{said}” can mean more than one place. Which is meant?"
        choices = {site: self.anatomy.name(site) for site in sites} | {LEAVE_OUT: "leave this row out"}
        return Question(key, row.line.number, self.heading.title(place), row.said, text, choices)


def _says_nothing(text: str) -> bool:
    """Tell whether a cell stands for "not reported": empty, a dash, or a word such as "n.r."."""
    return not text.strip(" -–—−.?*/") or plain(text) in NOTHING


def _tier(text: str) -> TierName | None:
    """Read the word for a class, None where it is none."""
    return TIER_WORDS.get(plain(text))
