"""The number painted is the number written, or nothing is painted and the reader is told.

Tables are made around known numbers, written as people write them: with footnote marks, unseen signs, dashes,
percentages before and behind, totals, titles, groups side by side.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bone_atlas.layers import Proportion
from bone_atlas.uploaded import Checker, Result, SiteNames
from tests.atlas import BODY, TABLES

CHECKER = Checker(SiteNames(TABLES), BODY)
CALM = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
SITES = {
    "ribs": ["Ribs", "ribs", "Costae", "肋骨"],
    "skull": ["Skull", "Cranium", "Cráneo"],
    "lumbar_spine": ["Lumbar spine", "L-spine", "UBERON:0002414"],
    "femur": ["Femur", "Femur, NOS", "femora"],
    "sternum": ["Sternum", "breastbone"],
    "tarsals": ["Tarsal bones", "Tarsal bones (foot)"],
}
MARKS = [
    "¹",
    "²³",
    "ᵃ",
    "*",
    "**",
    "†",
    "‡",
    "§",
    " *",
    "①",
    "ª",
    "<sup>1</sup>",
    "^1",
    "^{a}",
    "a",
    " b",
    "[1]",
    "",
]
UNSEEN = ["\u200b", "\u00ad", "\u200e", "\ufeff", "\u2060", ""]
#: What may be written in the place of a number that is no number: never painted.
NO_NUMBER = ["<{}", "≥{}", "{}–99", "{}-99", "ca. {}", "~{}", "{} ± 2", "{}½", "2-Jan", "{}x", "often", "{}+"]
NOT_REPORTED = ["", "–", "-", "n.r.", "NA", "…"]
TOTALS = ["Total", "All", "All patients", "Overall", "Summe", "合计", "Total¹"]


@dataclass(frozen=True)
class Written:
    """A row as it is written, and what may be painted of it: count, denominator, percentage as printed."""

    cells: tuple[str, ...]
    site: str | None
    count: int
    total: int
    said: bool = True


def wide(text: str) -> str:
    return text.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})


COUNTS: list[Callable[[int, int], str]] = [
    lambda c, _: str(c),
    lambda c, _: wide(str(c)),
    lambda c, _: f"n = {c}",
    lambda c, n: f"{c}/{n}",
    lambda c, n: f"{c} of {n}",
    lambda c, n: f"{c} ({100 * c / n:.1f})",
    lambda c, n: f"{c} ({100 * c / n:.1f} %)",
    lambda c, n: f"{c} [{100 * c / n:.1f}%]",
    lambda c, n: f"{100 * c / n:.1f}% ({c})",
    lambda c, n: f"{c} ({f'{100 * c / n:.1f}'.replace('.', '·')})",
    lambda c, n: f"{c}/{n} ({100 * c / n:.0f})",
]


@st.composite
def marked(draw: st.DrawFn, text: str) -> str:
    """A text with a footnote mark behind it and a sign that nobody sees somewhere in it."""
    text += draw(st.sampled_from(MARKS))
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(st.sampled_from(UNSEEN)) + text[at:]


@st.composite
def row_of(draw: st.DrawFn, site: str, total: int, own_total: bool) -> Written:
    count = draw(st.integers(0, total))
    kind = draw(st.sampled_from(["number", "number", "number", "none", "nothing"]))
    name = draw(st.sampled_from(SITES[site])) + draw(st.sampled_from(["", "", "¹", "ᵃ", "*", "\u200b"]))
    if kind == "nothing":
        cell = draw(st.sampled_from(NOT_REPORTED))
    elif kind == "none":
        cell = draw(st.sampled_from(NO_NUMBER)).format(count)
    else:
        cell = draw(marked(draw(st.sampled_from(COUNTS))(count, total)))
    cells = (name, cell, *([draw(marked(str(total)))] if own_total else []))
    return Written(cells, site if kind == "number" else None, count, total, kind != "nothing")


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[tuple[str, ...]], list[Written]]:
    """The rows of a file, heading and all, and what was written in those below it."""
    total = draw(st.integers(1, 400))
    where = draw(st.sampled_from(["column", "heading", "title", "nowhere"]))
    sites = draw(st.lists(st.sampled_from(sorted(SITES)), min_size=1, max_size=5, unique=True))
    rows = [draw(row_of(site, total, where == "column")) for site in sites]
    if draw(st.booleans()):
        sums = (draw(st.sampled_from(TOTALS)), str(total), *([str(total)] if where == "column" else []))
        rows.insert(draw(st.integers(0, len(rows))), Written(sums, None, total, total))
    head = ["site", "count"] + (["n"] if where == "column" else [])
    head[1] += f" (n = {total})" if where == "heading" else ""
    above = [(f"Table 2. Sites of metastases (n = {total})",)] if where == "title" else []
    return [*above, tuple(head), *(row.cells for row in rows)], rows


def spoken_of(result: Result, number: int) -> bool:
    """Whether a row is named by a problem, a question or a notice, or the whole table is asked about."""
    if any(said.row in (number, None) for said in (*result.problems, *result.questions)):
        return True
    asked_first = any(not question.key.startswith(("site:", "tier:")) for question in result.questions)
    return asked_first or any(f"row {number}" in notice for notice in result.notices)


def holds(result: Result, rows: list[Written], first: int) -> None:
    """Each painted number is the one written; each row that is not painted is told or gives nothing."""
    painted = {row.row: row.value for row in result.painted}
    for number, row in enumerate(rows, start=first):
        value = painted.get(number)
        if value is None:
            assert not row.said or spoken_of(result, number), row.cells
            continue
        assert isinstance(value, Proportion)
        assert value.site_id == row.site, row.cells
        assert (value.numerator, value.denominator) == (row.count, row.total), row.cells
    assert result.layer is None or {report.site_id for report in result.layer.reports} <= {
        row.site for row in rows
    }


@CALM
@given(tables(), st.sampled_from([",", ";", "\t", "|"]))
def test_the_number_painted_is_the_number_written(
    table: tuple[list[tuple[str, ...]], list[Written]], divider: str
) -> None:
    lines, rows = table
    text = io.StringIO()
    csv.writer(text, delimiter=divider, lineterminator="\n").writerows(lines)
    first = len(lines) - len(rows) + 1
    for result in (CHECKER.text(text.getvalue()), CHECKER.cells(lines)):
        holds(result, rows, first)
        # Any answer that is offered paints what is written, too.
        for question in result.questions:
            for choice in question.choices:
                if choice not in ("printed", "none"):
                    answered = CHECKER.cells(lines, choices={question.key: choice})
                    if question.key != "n" or choice == str(rows[0].total):
                        holds(answered, rows, first)


@CALM
@given(
    st.lists(st.integers(1, 1000), min_size=1, max_size=5),
    st.sampled_from(["{}", "{} %", "{}%", "share", "dot"]),
    st.sampled_from([mark for mark in MARKS if mark not in ("[1]",)]),
)
def test_a_percentage_painted_is_the_one_written_or_its_scale_is_asked(
    tenths: list[int], style: str, mark: str
) -> None:
    def written(tenth: int) -> str:
        if style == "share":
            return f"{tenth / 1000:.3f}" + mark
        if style == "dot":
            return f"{tenth / 10:.1f}".replace(".", "·") + mark
        return style.format(tenth / 10) + mark

    rows = [
        ("site", "percent"),
        *((site, written(tenth)) for site, tenth in zip(sorted(SITES), tenths, strict=False)),
    ]
    result = CHECKER.cells(rows)
    if result.questions:
        (question,) = result.questions
        assert question.key == "scale"
        assert not result.painted
        result = CHECKER.cells(rows, choices={"scale": "1" if style == "share" else "100"})
    painted = [round(10 * row.value.percent) for row in result.painted if isinstance(row.value, Proportion)]
    assert painted == tenths
    assert all(row.value.denominator is None for row in result.painted if isinstance(row.value, Proportion))


@CALM
@given(tables(), st.integers(0, 400))
def test_groups_side_by_side_are_never_mixed(
    table: tuple[list[tuple[str, ...]], list[Written]], other: int
) -> None:
    lines, rows = table
    width = max(map(len, lines))
    doubled = [(*line, *[""] * (width - len(line)), str(other), "400") for line in lines]
    start = len(lines) - len(rows)
    doubled[start - 1] = (*lines[start - 1], *[""] * (width - len(lines[start - 1])), "count", "n")
    result = CHECKER.cells(doubled)
    assert result.painted == ()
    assert result.problems or result.questions
