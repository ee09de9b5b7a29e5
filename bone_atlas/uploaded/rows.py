"""Reads the rows of a reader's table: which site each names, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bone_atlas.anatomy import Anatomy
from bone_atlas.uploaded.heading import VALUES, Heading
from bone_atlas.uploaded.model import LEAVE_OUT, LONGEST, Problem, Question, shortened
from bone_atlas.uploaded.names import Meaning, SiteNames
from bone_atlas.uploaded.row import Row
from bone_atlas.uploaded.sheet import Line
from bone_atlas.uploaded.totals import WHOLE, is_total
from bone_atlas.uploaded.values import ValueReader
from bone_atlas.uploaded.words import (
    COUNT,
    NAME,
    NOTE,
    PERCENT,
    REPORTED_AS,
    SITE,
    SITE_ID,
    TIER,
    plain,
)

#: So many unknown names are given suggestions; a file of thousands is not a table of sites.
MOST_SUGGESTED = 200


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
    values : ValueReader or None
        Reads the values; None where it is not known yet what holds them: then only the sites are looked at.
    choices : mapping of str to str
        Answers to earlier questions, by key.
    """

    def __init__(
        self,
        heading: Heading,
        names: SiteNames,
        anatomy: Anatomy,
        values: ValueReader | None,
        choices: Mapping[str, str],
    ) -> None:
        self.heading = heading
        self.values = values
        self.names = names
        self.anatomy = anatomy
        self.choices = choices
        self._suggested: dict[str, tuple[str, ...]] = {}

    def read(self, line: Line) -> Row:
        """Take a row apart.

        Parameters
        ----------
        line : Line
            A row below the heading.

        Returns
        -------
        Row
            With all that is wrong with it at once.
        """
        row = Row(line)
        row.note = shortened(
            "; ".join(filter(None, (line.cell(i) for i in self.heading.places(NOTE)))), LONGEST
        )
        row.total = self._is_total(line)
        row.follows = self._follows(line)
        row.left_out = row.total or row.follows
        if row.left_out:
            return row
        row.problems += [*self._merged(line), *self._too_long(line)]
        if row.problems:
            return row
        if self.values is None:
            if any(line.cell(i) for i in self.heading.places(*VALUES)):
                self._find_site(row)
            return row
        row.given = self.values.read(row)
        # A row without a value says "not reported": a heading between the rows, or a footnote, is no mistake.
        if row.problems or not row.given.empty:
            self._find_site(row)
        return row

    def _is_total(self, line: Line) -> bool:
        """Tell a row that sums up others; "all bones" is one, unless its values are too few to say so."""
        named = [line.cell(i) for i in self.heading.places(SITE_ID, SITE, NAME) if line.cell(i)]
        return bool(named) and is_total(named[0]) and not self._asked_whole(named[0])

    def _asked_whole(self, name: str) -> bool:
        """Tell a name that may be a total or the skeleton: "all bones"."""
        return self.names.find(name).places == (WHOLE,)

    def _follows(self, line: Line) -> bool:
        """Tell a row of the atlas's own export whose value was reported for another place."""
        for place in self.heading.places(REPORTED_AS):
            source = plain(line.cell(place))
            own = [plain(line.cell(i)) for i in self.heading.places(SITE_ID, SITE, NAME)[:1]]
            return bool(source) and [source] != own
        return False

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

    def _find_site(self, row: Row) -> None:
        """Find the site, or note what is wrong with its name or must be asked."""
        places = [i for i in self.heading.places(SITE_ID, SITE, NAME) if row.line.cell(i)]
        if not places:
            where = self.heading.places(SITE_ID, SITE, NAME)
            if where and not row.line.merged.get(where[0]):
                row.wrong(self.heading, where[0], "the name of a site")
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
            row.wrong(self.heading, second, expected)
            return
        part = known[first].part
        whole_or_total = common == [WHOLE] and is_total(row.said)
        if len(common) == 1 and not part and not whole_or_total:
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
        if is_total(row.said) and sites == [WHOLE]:
            text = f"“{said}” may be the total of the other rows. Paint the whole skeleton with it?"
        elif part:
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
