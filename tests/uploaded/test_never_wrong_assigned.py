"""Of a table that a reader assigns, rightly or wrongly: the number painted stands in the assigned column.

Tables are made around known numbers: a heading in one row or two, in words that are known or not, two groups
side by side. What is assigned is drawn at random. Either what is painted is what the assigned columns say, or
nothing is painted and the reader is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bone_atlas.layers import Proportion
from bone_atlas.uploaded import LEAVE_OUT, Assignment, Checker, Result, SiteNames
from bone_atlas.uploaded.words import COUNT, OUT_OF, PERCENT, SITE, TIER
from tests.atlas import BODY, TABLES

CHECKER = Checker(SiteNames(TABLES), BODY)
CALM = settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
SITES = {
    "ribs": "Ribs",
    "skull": "Cranium",
    "lumbar_spine": "L-spine",
    "sternum": "Sternum",
    "femur": "Femur",
}
NAMES = [("Luminal A", "Luminal B"), ("Ryhmä 1", "Ryhmä 2"), ("対照", "治療"), ("ER+", "ER-"), ("B", "D")]
#: Headings of site, count, percentage and n, in words that the atlas knows, and in Finnish.
WORDS = {"known": ("Site", "n", "%", "N"), "unknown": ("Paikka", "Lukumäärä", "Osuus", "Yhteensä")}


@dataclass(frozen=True)
class Table:
    """A table as written, and what it says.

    Attributes
    ----------
    rows : list of tuple of str
        Heading and all.
    heading : tuple of int
        The rows of its heading, from 1.
    sites : tuple of str
        The site of each row below it.
    numbers : tuple of tuple of int
        For each of these rows the counts of both groups.
    totals : tuple of int
        The n of both groups.
    stated : bool
        Whether the names of the groups state it.
    columns : tuple of (str, int)
        What each column holds, of which group.
    """

    rows: list[tuple[str, ...]]
    heading: tuple[int, ...]
    sites: tuple[str, ...]
    numbers: tuple[tuple[int, ...], ...]
    totals: tuple[int, int]
    stated: bool
    columns: tuple[tuple[str, int], ...]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    site, count, percent, total = WORDS[draw(st.sampled_from(sorted(WORDS)))]
    measures = draw(st.sampled_from([(COUNT, PERCENT), (COUNT, OUT_OF), (COUNT, PERCENT, OUT_OF), (COUNT,)]))
    words = {COUNT: count, PERCENT: percent, OUT_OF: total}
    totals = (draw(st.integers(1, 300)), draw(st.integers(1, 300)))
    stated = draw(st.booleans())
    names = [
        f"{name} (n = {n})" if stated else name
        for name, n in zip(draw(st.sampled_from(NAMES)), totals, strict=True)
    ]
    sites = draw(st.lists(st.sampled_from(sorted(SITES)), min_size=1, max_size=4, unique=True))
    numbers = tuple((draw(st.integers(0, totals[0])), draw(st.integers(0, totals[1]))) for _ in sites)
    columns = ((SITE, 0), *((measure, group) for group in (0, 1) for measure in measures))
    two = draw(st.booleans())
    if two:
        blank = [""] * (len(measures) - 1)
        heads = [
            (site, names[0], *blank, names[1], *blank),
            ("", *(words[measure] for _ in names for measure in measures)),
        ]
    else:
        heads = [(site, *(f"{name}: {words[measure]}" for name in names for measure in measures))]
    title = [("Taulukko 3",)] if draw(st.booleans()) else []
    below = [
        (SITES[place], *(_written(measure, pair[group], totals[group]) for measure, group in columns[1:]))
        for place, pair in zip(sites, numbers, strict=True)
    ]
    first = len(title) + 1
    heading = (first, first + 1) if two else (first,)
    return Table([*title, *heads, *below], heading, tuple(sites), numbers, totals, stated, columns)


def _written(measure: str, count: int, total: int) -> str:
    return {COUNT: str(count), OUT_OF: str(total), PERCENT: f"{100 * count / total:.1f}"}[measure]


@st.composite
def assignments(draw: st.DrawFn, table: Table) -> Assignment:
    """What a reader may say, much of it wrong."""
    roles = [SITE, COUNT, OUT_OF, PERCENT, TIER, LEAVE_OUT]
    places = range(len(table.columns))
    right = {i: role for i, (role, group) in enumerate(table.columns) if role == SITE or group == 0}
    columns: dict[int | str, str] = {
        i: draw(st.sampled_from([right.get(i, LEAVE_OUT)] * 24 + roles)) for i in places
    }
    heading = draw(st.sampled_from([table.heading] * 8 + [None, (1,), (1, 2), (2,), ()]))
    total = draw(st.sampled_from([None, None, *table.totals, 7]))
    return Assignment(heading, columns, "", total)


def told(result: Result, number: int) -> bool:
    """Whether the reader is told of a row, or of the whole table."""
    if any(each.row in (number, None) for each in (*result.problems, *result.questions)):
        return True
    asked = any(not question.key.startswith(("site:", "tier:")) for question in result.questions)
    columns = result.reading is not None and result.reading.open
    return asked or columns or any(re.search(rf"\b{number}\b", notice) for notice in result.notices)


def holds(table: Table, said: Assignment, result: Result) -> None:
    """Each painted number stands in the column that it is assigned to, in its own row."""
    by_role = {role: place for place, role in said.columns.items() if isinstance(place, int)}
    painted = {row.row: row.value for row in result.painted}
    for number, site in enumerate(table.sites, start=table.heading[-1] + 1):
        value = painted.pop(number, None)
        if value is None:
            assert told(result, number), (number, table.rows, said)
            continue
        assert isinstance(value, Proportion)
        assert value.site_id == site
        cells = table.rows[number - 1]
        if value.numerator is None:
            assert value.percent == float(cells[by_role[PERCENT]])
            continue
        assert value.numerator == float(cells[by_role[COUNT]])
        if OUT_OF in by_role:
            assert value.denominator == float(cells[by_role[OUT_OF]])
        else:
            group = table.columns[by_role[COUNT]][1]
            assert value.denominator == (said.total or table.totals[group])
    assert not painted


@CALM
@given(st.data())
def test_the_number_painted_stands_in_the_column_that_it_was_assigned_to(data: st.DataObject) -> None:
    table = data.draw(tables())
    said = data.draw(assignments(table))
    holds(table, said, CHECKER.cells(table.rows, assignment=said))


@CALM
@given(tables(), st.sampled_from([0, 1]))
def test_a_group_is_painted_with_its_own_numbers_or_asked_further(table: Table, chosen: int) -> None:
    unsaid = CHECKER.cells(table.rows)
    assert not unsaid.painted or not any(group == 1 for _, group in table.columns)
    assert unsaid.questions or unsaid.problems
    assert unsaid.reading is not None
    if not unsaid.reading.groups:
        return
    assert len(unsaid.reading.groups) == 2
    said = Assignment(columns={0: SITE}, group=unsaid.reading.groups[chosen].key)
    result = CHECKER.cells(table.rows, assignment=said)
    for row in result.painted:
        at = row.row - table.heading[-1] - 1
        assert isinstance(row.value, Proportion)
        assert row.value.site_id == table.sites[at]
        if row.value.numerator is not None:
            assert row.value.numerator == table.numbers[at][chosen]
            assert row.value.denominator == table.totals[chosen]


@CALM
@given(tables())
def test_what_was_assigned_reads_the_table_again_as_it_was_confirmed(table: Table) -> None:
    columns: dict[int | str, str] = {
        i: role if role == SITE or group == 0 else LEAVE_OUT for i, (role, group) in enumerate(table.columns)
    }
    said = Assignment(table.heading, columns, "", table.totals[0])
    result = CHECKER.cells(table.rows, assignment=said)
    holds(table, said, result)
    assert len(result.painted) == len(table.sites)
    assert result.reading is not None
    again = CHECKER.cells(table.rows, assignment=result.reading.whole(table.totals[0]))
    assert again.painted == result.painted
