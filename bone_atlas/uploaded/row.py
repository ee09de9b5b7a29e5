"""One row of a reader's table, taken apart."""

from __future__ import annotations

from dataclasses import dataclass, field

from bone_atlas.tables.vocabulary import TierName
from bone_atlas.uploaded.heading import Heading
from bone_atlas.uploaded.model import Problem, Question
from bone_atlas.uploaded.sheet import Line


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
    note : str
        What the atlas says of it: a printed percentage that differs, a count without its denominator.
    """

    count: int | None = None
    total: int | None = None
    percent: float | None = None
    tier: TierName | None = None
    note: str = ""

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
        Whether the reader chose to leave it out, or it is no row of its own.
    total : bool
        Whether it is left out as a total of the others.
    follows : bool
        Whether it is left out because its value was reported for another place.
    marked : list of str
        Its cells from which footnote marks were left out, as written and as read.
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
    total: bool = False
    follows: bool = False
    marked: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether it can be painted."""
        return self.site is not None and not self.problems and not self.given.empty

    def wrong(self, heading: Heading, place: int, expected: str, value: str | None = None) -> None:
        """Note what is wrong with a cell of it."""
        found = self.line.cell(place) if value is None else value
        self.problems.append(Problem(self.line.number, heading.title(place), found, expected))
