"""The value that a row of a reader's table gives: count, denominator, percentage or class."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

from bone_atlas.layers import TIER_LABELS
from bone_atlas.layers.build import agrees
from bone_atlas.tables.vocabulary import TierName
from bone_atlas.uploaded import numbers
from bone_atlas.uploaded.doubts import Doubts
from bone_atlas.uploaded.heading import Heading
from bone_atlas.uploaded.model import LEAVE_OUT, Question, shortened
from bone_atlas.uploaded.row import Given, Row
from bone_atlas.uploaded.words import (
    COUNT,
    NEAR_TIERS,
    OUT_OF,
    PERCENT,
    TIER,
    TIER_WORDS,
    plain,
    says_nothing,
)

T = TypeVar("T")

_COUNT = "a whole number, such as 50"
_PERCENT = "a percentage from 0 to 100, such as 46.7 or 46,7"
_TIERS = ", ".join(TIER_LABELS.values())


class _Share(NamedTuple):
    """The cell of a percentage: itself, and the count that may stand beside it."""

    percent: float | None
    beside: numbers.Counted | None = None


def _shared(text: str) -> _Share | None:
    found = numbers.shared(text)
    if isinstance(found, numbers.Counted):
        return _Share(found.percent, found)
    return None if found is None else _Share(found)


class ValueReader:
    """Reads the value cells of the rows below a heading.

    Parameters
    ----------
    heading : Heading
        What each column holds.
    doubts : Doubts
        What holds for the whole table: its denominator, whether its percentages are shares of 1.
    choices : mapping of str to str
        Answers to earlier questions, by key.
    """

    def __init__(self, heading: Heading, doubts: Doubts, choices: Mapping[str, str]) -> None:
        self.heading = heading
        self.doubts = doubts
        self.choices = choices

    def read(self, row: Row) -> Given:
        """Read the value of a row, noting all that is wrong with its cells, else with how they fit together.

        Parameters
        ----------
        row : Row
            Its problems, questions and marks are added to.

        Returns
        -------
        Given
            Empty where nothing is given or anything is wrong.
        """
        counted = self._read_cell(row, COUNT, numbers.counted, _COUNT)
        total = self._read_cell(row, OUT_OF, numbers.count, _COUNT)
        shared = self._read_cell(row, PERCENT, _shared, _PERCENT)
        tier = self._tier(row)
        if row.problems or row.questions:
            return Given()
        percent = shared.percent if shared else None
        if shared and shared.beside:
            counted = counted or shared.beside
            if counted.count != shared.beside.count:
                row.wrong(self.heading, self._cell(row, PERCENT)[0], f"{counted.count}, as in the count")
                return Given()
        if tier is not None and (counted or percent is not None):
            at = self._cell(row, TIER)[0]
            row.wrong(self.heading, at, "either a tier or a count or percentage, not both")
        elif counted and self.doubts.without_counts:
            return self._as_printed(row, counted, percent)
        elif counted:
            return self._counted(row, counted, total, percent)
        elif percent is not None and self._total(total) == 0:
            row.wrong(self.heading, max(self._cell(row, OUT_OF)[0], 0), "a denominator above 0")
        elif percent is not None:
            self._contradicts(row, total, self._cell(row, OUT_OF)[0])
        if row.problems or (percent is None and tier is None):
            return Given()
        return Given(None, self._total(total), self._in_percent(percent), tier)

    def _cell(self, row: Row, role: str) -> tuple[int, str]:
        """Give place and text of a column: -1 where there is none, no text where it stands for nothing."""
        places = self.heading.places(role)
        if not places:
            return -1, ""
        text = row.line.cell(places[0])
        if role == OUT_OF:
            text = text or row.line.merged.get(places[0], "")
        return places[0], "" if says_nothing(text) else text

    def _read_cell(self, row: Row, role: str, read: Callable[[str], T | None], expected: str) -> T | None:
        """Read a cell with a number; note what is wrong with it, or which footnote mark was left out."""
        place, text = self._cell(row, role)
        if not text:
            return None
        value = read(text)
        if value is None:
            bare = numbers.unmarked(text)
            value = read(bare)
            if value is None:
                row.wrong(self.heading, place, numbers.why_not(text) or expected, text)
            else:
                row.marked.append(f"“{shortened(text, 20)}” is read as {bare}")
        return value

    def _tier(self, row: Row) -> TierName | None:
        """Read the word for a class; one that is near to a class is asked about, once for the table."""
        place, text = self._cell(row, TIER)
        word = plain(text)
        if not text or word in TIER_WORDS:
            return TIER_WORDS.get(word)
        near = NEAR_TIERS.get(word)
        if near is None:
            row.wrong(self.heading, place, f"one of: {_TIERS}", text)
            return None
        key = f"tier:{word}"
        answer = self.choices.get(key)
        if answer == near:
            return near
        if answer == LEAVE_OUT:
            row.left_out = True
            return None
        said = shortened(text, 40)
        choices = {near: f"{TIER_LABELS[near]}", LEAVE_OUT: "leave these rows out"}
        asked = f"“{said}” is no class of the atlas. Is “{TIER_LABELS[near]}” meant?"
        row.questions.append(Question(key, row.line.number, self.heading.title(place), text, asked, choices))
        return None

    def _total(self, given: int | None) -> int | None:
        """Give the denominator of a row, else the one that holds for all rows."""
        return self.doubts.total if given is None else given

    def _contradicts(self, row: Row, own: int | None, place: int) -> bool:
        """Note that a row counts out of another number than the reader, or the heading of its count, says."""
        if own is None:
            return False
        counts = self.heading.places(COUNT)[:1]
        headed = next((self.heading.totals.get(i) for i in counts), None)
        stated = self.doubts.total if self.doubts.said else headed
        if stated is None or stated == own:
            return False
        source = "as you say for all rows" if self.doubts.said else "as in the heading of the counts"
        row.wrong(self.heading, place, f"out of {stated}, {source}")
        return True

    def _in_percent(self, share: float | None) -> float | None:
        """Give a percentage, also where the table writes shares of 1."""
        return round(100 * share, 9) if share is not None and self.doubts.shares else share

    def _as_printed(self, row: Row, counted: numbers.Counted, percent: float | None) -> Given:
        """Keep the percentage of a row whose denominator nobody knows; its count is told beside it."""
        share = counted.percent if percent is None else percent
        if share is None:
            row.wrong(self.heading, self._cell(row, COUNT)[0], "a percentage, as in the other rows")
            return Given()
        note = f"the table counts {counted.count}, and does not say out of how many"
        return Given(None, None, self._in_percent(share), note=note)

    def _counted(self, row: Row, counted: numbers.Counted, total: int | None, percent: float | None) -> Given:
        """Check that count, denominator and percentage can be true together."""
        count_at, total_at = self._cell(row, COUNT)[0], self._cell(row, OUT_OF)[0]
        percent_at = self._cell(row, PERCENT)[0]
        count_at = percent_at if count_at < 0 else count_at
        if counted.total is not None and total is not None and total != counted.total:
            row.wrong(self.heading, total_at, f"{counted.total}, as beside the count")
            return Given()
        own = counted.total if total is None else total
        if self._contradicts(row, own, total_at if total is not None else count_at):
            return Given()
        out_of = self._total(own)
        if out_of is None:
            found = "" if total_at >= 0 else None
            expected = "out of how many: a number in a column named n"
            row.wrong(self.heading, max(total_at, count_at), expected, found)
        elif out_of == 0:
            row.wrong(self.heading, total_at if total is not None else count_at, "a denominator above 0")
        elif counted.count > out_of:
            row.wrong(self.heading, count_at, f"a count of at most {out_of}, the denominator")
        else:
            beside = None if counted.percent == percent else counted.percent
            printed = [(percent_at, percent), (count_at, beside)]
            return self._with_printed(row, counted.count, out_of, printed)
        return Given()

    def _with_printed(
        self, row: Row, count: int, total: int, printed: list[tuple[int, float | None]]
    ) -> Given:
        """Hold the printed percentages against the count: one that is off by rounding is told."""
        true, kept, note = 100 * count / total, None, ""
        for place, share in printed:
            if share is None:
                continue
            in_percent = self._in_percent(share)
            if in_percent is None or not near_enough(in_percent, true):
                row.wrong(self.heading, place, f"{true:.1f} %, which is {count} of {total}")
                return Given()
            kept = in_percent
            note = note if agrees(in_percent, true) else f"printed as {in_percent:g} %"
        return Given(count, total, kept, note=note)


def near_enough(printed: float, percent: float) -> bool:
    """Tell whether a printed percentage is the computed one, rounded or cut, if not quite well.

    Parameters
    ----------
    printed : float
        As the table prints it; its decimals tell to what it was rounded.
    percent : float
        Computed from the count.

    Returns
    -------
    bool
        True where they differ by less than one unit of the last printed place: 20 of 82 is 24.4 %, and 25 is
        near enough to be told; 47 is another number.
    """
    decimals = len(f"{printed:.9f}".rstrip("0").partition(".")[2])
    return abs(printed - percent) < 1 / 10.0**decimals
