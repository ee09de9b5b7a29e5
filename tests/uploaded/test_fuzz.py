"""The upload under fire: nothing raises, no good row is lost, no bad one is painted."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from bone_atlas.layers import Proportion, Tier
from bone_atlas.tables import LANGUAGES, records, words
from bone_atlas.uploaded import Checker, Result, SiteNames
from bone_atlas.uploaded.totals import is_total
from bone_atlas.uploaded.words import AMBIGUOUS, plain
from tests.atlas import BODY, TABLES

NAMES = SiteNames(TABLES)
CHECKER = Checker(NAMES, BODY)
WORKBOOK = (Path(__file__).parent / "files" / "good" / "workbook.xlsx").read_bytes()
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def names_by_place() -> dict[str, list[str]]:
    """For each place the names that mean nothing else."""
    found: dict[str, list[str]] = {}
    for frame, key in ((TABLES.sites, "site_id"), (TABLES.groups, "group_id")):
        for row in records(frame):
            names = [row[key], *(row[f"name_{language}"] for language in LANGUAGES), *words(row["synonyms"])]
            found[row[key]] = [
                n
                for n in names
                if n and plain(n) not in AMBIGUOUS and not is_total(n) and NAMES.find(n).places == (row[key],)
            ]
    return {place: names for place, names in found.items() if names}


PLACES = names_by_place()
HEADINGS = {
    "count": ["count", "Cases", "numerator", "casos", "例数"],
    "n": ["denominator", "Out of", "TOTAL", "denominador", "总数"],
    "percent": ["percent", "%", "Percentage", "porcentaje", "百分比"],
    "tier": ["tier", "Class", "categoría", "等级"],
    "site": ["site", "Region", "anatomical site", "hueso", "部位", "os"],
}
TIERS = {
    "most_common": ["most common", "Most Common", "más común", "最常见"],
    "common": ["common", "COMMON", "común", "常见"],
    "extremely_rare": ["extremely rare", "Extremely  rare", "极罕见"],
}


@dataclass(frozen=True)
class Good:
    """A row that must be painted, and how it is written."""

    place: str
    cells: tuple[str, ...]
    value: tuple[object, ...]


def written(rows: list[tuple[str, ...]], divider: str, quote_all: bool, end: str) -> str:
    text = io.StringIO()
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=divider, quoting=quoting, lineterminator=end).writerows(rows)
    return text.getvalue()


@st.composite
def counts(draw: st.DrawFn, place: str) -> Good:
    out_of = draw(st.integers(1, 99_999))
    count = draw(st.integers(0, out_of))
    style = draw(st.sampled_from(["{}", "{:,}", "{}.0", " {} "]))
    name = draw(st.sampled_from(PLACES[place]))
    return Good(place, (name, style.format(count), style.format(out_of)), (count, out_of))


@st.composite
def percentages(draw: st.DrawFn, place: str) -> Good:
    tenths = draw(st.integers(0, 1000))
    text = draw(st.sampled_from(["{}", "{} %", "{}%"])).format(tenths / 10)
    text = text.replace(".", draw(st.sampled_from(".,")))
    return Good(place, (draw(st.sampled_from(PLACES[place])), text), (tenths / 10,))


@st.composite
def tiers(draw: st.DrawFn, place: str) -> Good:
    tier = draw(st.sampled_from(sorted(TIERS)))
    cells = (draw(st.sampled_from(PLACES[place])), draw(st.sampled_from(TIERS[tier])))
    return Good(place, cells, (tier,))


KINDS = {
    "counts": (counts, ("site", "count", "n")),
    "percentages": (percentages, ("site", "percent")),
    "tiers": (tiers, ("site", "tier")),
}


@dataclass(frozen=True)
class Table:
    """A table without a fault."""

    kind: str
    before: int
    heading: tuple[str, ...]
    rows: tuple[Good, ...]


@st.composite
def good_tables(draw: st.DrawFn, kinds: tuple[str, ...] = tuple(KINDS)) -> Table:
    kind = draw(st.sampled_from(kinds))
    make, roles = KINDS[kind]
    places = draw(st.lists(st.sampled_from(sorted(PLACES)), min_size=1, max_size=12, unique=True))
    heading = tuple(draw(st.sampled_from(HEADINGS[role])) for role in roles)
    rows = tuple(draw(make(place)) for place in places)
    # Where no percentage is above 1 the reader is asked whether they are shares of 1.
    assume(kind != "percentages" or any(figure > 1 for row in rows for figure in row.value))
    return Table(kind, draw(st.integers(0, 3)), heading, rows)


def figures(value: Proportion | Tier) -> tuple[object, ...]:
    """The figures of a value, as `Good` has them."""
    if isinstance(value, Tier):
        return (value.tier,)
    return (value.percent,) if value.numerator is None else (value.numerator, value.denominator)


def told(result: Result) -> dict[int, tuple[str, tuple[object, ...]]]:
    """What is painted, by row, as `Good` has it."""
    found: dict[int, tuple[str, tuple[object, ...]]] = {}
    for row in result.painted:
        value = row.value
        found[row.row] = (value.site_id, figures(value))
    return found


def encodings(text: str) -> list[str]:
    """The encodings that can hold a text, of those the page promises."""
    kept = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]
    for encoding in ("latin-1", "gb18030"):
        try:
            if text.encode(encoding).decode(encoding) == text and (encoding != "gb18030" or "部位" in text):
                kept.append(encoding)
        except UnicodeEncodeError:
            continue
    return kept


PIECES = [
    *(
        "site",
        "count",
        "n",
        "percent",
        "tier",
        "value",
        "部位",
        "Ribs",
        "L3",
        "hip",
        "50",
        "107",
        "46,7",
        "-1",
    ),
    *(
        "common",
        ",",
        ";",
        "\t",
        "\n",
        "\r\n",
        '"',
        '""',
        "=1+1",
        " ",
        "\ufeff",
        "\x00",
        "(n = 107)",
        "n/a",
        "%",
    ),
    "é",
]


@CALM
@given(st.binary(max_size=4000), st.text(max_size=80))
@example(b"\xff\xfe\x00", "x")
@example(b"PK\x03\x04", "../../x.xlsx")
@example(b'site,count\n"', "x.csv")
@example(b"\xef\xbb\xbf\xff\xfe", "")
@example(b"\x01,X", "")  # a heading with a column for counts: which names the site is asked
def test_no_bytes_raise(content: bytes, name: str) -> None:
    result = CHECKER.file(content, name)
    assert result.problems or result.questions
    assert result.layer is None
    assert "<" not in result.file


@CALM
@given(st.lists(st.sampled_from(PIECES), max_size=60), st.sampled_from(["utf-8", "utf-16", "latin-1"]))
def test_no_heap_of_pieces_raises(pieces: list[str], encoding: str) -> None:
    result = CHECKER.file("".join(pieces).encode(encoding, errors="replace"), "pieces.csv")
    assert result.painted or result.problems or result.questions
    faulty = {problem.row for problem in result.problems}
    assert not faulty & {row.row for row in result.painted}
    assert (result.layer is None) == (not result.painted)


@CALM
@given(st.data())
def test_no_damaged_workbook_raises(data: st.DataObject) -> None:
    content = bytearray(WORKBOOK)
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    result = CHECKER.file(bytes(content[: data.draw(st.integers(1, len(content)))]), "damaged.xlsx")
    assert result.painted or result.problems or result.questions


@CALM
@given(good_tables(), st.data())
def test_a_good_table_paints_exactly(table: Table, data: st.DataObject) -> None:
    divider = data.draw(st.sampled_from([",", ";", "\t"]))
    rows = [("A title",)] * table.before + [table.heading, *(row.cells for row in table.rows)]
    text = written(rows, divider, data.draw(st.booleans()), data.draw(st.sampled_from(["\n", "\r\n", "\r"])))
    content = text.encode(data.draw(st.sampled_from(encodings(text))))
    result = CHECKER.file(content, "good.csv")
    assert [str(problem) for problem in result.problems] == []
    assert result.questions == ()
    expected = {table.before + 2 + i: (row.place, row.value) for i, row in enumerate(table.rows)}
    assert told(result) == expected
    assert told(CHECKER.text(text)) == expected
    assert told(CHECKER.cells(rows)) == expected
    assert result.layer is not None
    for place, value in expected.values():
        shown = result.layer.value(place)
        assert isinstance(shown, Proportion | Tier)
        assert value == figures(shown)


FAULTS: dict[str, list[tuple[str, ...]]] = {
    "counts": [
        ("Lumber spine", "5", "107"),
        ("phalanges", "5", "107"),
        ("L3", "5", "107"),
        ("left {}", "5", "107"),
        ("{}", "many", "107"),
        ("{}", "-5", "107"),
        ("{}", "nan", "107"),
        ("{}", "108", "107"),
        ("{}", "5", ""),
        ("{}", "5", "0"),
        ("{}", "5.5", "107"),
        ("", "5", "107"),
        ("{}", "5", "107", "surplus"),
        ("=cmd|' /C calc'!A0", "5", "107"),
    ],
    "percentages": [
        ("Lumber spine", "5"),
        ("hip", "5"),
        ("{}", "101"),
        ("{}", "-1"),
        ("{}", "inf"),
        ("{}", "common"),
        ("{}", "5", "7"),
        ("", "5"),
    ],
    "tiers": [("Lumber spine", "common"), ("{}", "often"), ("{}", "5 %"), ("arm", "common"), ("", "common")],
}


@CALM
@given(good_tables(), st.data())
def test_faults_cost_no_good_row_and_are_never_painted(table: Table, data: st.DataObject) -> None:
    free = sorted(set(PLACES) - {row.place for row in table.rows} - {"leg"})
    rows: list[tuple[str, ...] | Good] = list(table.rows)
    for fault in data.draw(st.lists(st.sampled_from(FAULTS[table.kind]), min_size=1, max_size=6)):
        place = data.draw(st.sampled_from(free))
        cells = tuple(cell.format(place.replace("_", " ")) if "{" in cell else cell for cell in fault)
        rows.insert(data.draw(st.integers(0, len(rows))), cells)
    content = [table.heading, *(row.cells if isinstance(row, Good) else row for row in rows)]
    result = CHECKER.file(written(content, data.draw(st.sampled_from(",;\t")), False, "\n").encode(), "x.csv")
    good = {i: (row.place, row.value) for i, row in enumerate(rows, start=2) if isinstance(row, Good)}
    bad = {i for i, row in enumerate(rows, start=2) if not isinstance(row, Good)}
    assert told(result) == good
    assert {found.row for found in (*result.problems, *result.questions)} == bad


@CALM
@given(good_tables(("counts",)), st.data())
def test_an_open_quote_costs_its_own_row_only(table: Table, data: st.DataObject) -> None:
    plainly = [row for row in table.rows if not set(row.cells[0]) & set(',;"')]
    lines = [",".join(cell.replace(",", "") for cell in row.cells) for row in plainly]
    places = data.draw(st.lists(st.integers(0, len(lines)), min_size=1, max_size=3))
    for place in sorted(places, reverse=True):
        lines.insert(place, '"Wing bone,5,107')
    result = CHECKER.text("\n".join([",".join(table.heading), *lines]))
    bad = {i for i, line in enumerate(lines, start=2) if line.startswith('"')}
    assert {row for row, _ in told(result).items()} == set(range(2, len(lines) + 2)) - bad
    assert {problem.row for problem in result.problems} == bad


@CALM
@given(good_tables(("counts",)), good_tables(("tiers",)))
def test_tiers_and_percentages_never_share_a_layer(first: Table, second: Table) -> None:
    taken = {row.place for row in first.rows}
    words_only = [row for row in second.rows if row.place not in taken]
    rows = [(*row.cells, "") for row in first.rows] + [
        (row.cells[0], "", "", row.cells[1]) for row in words_only
    ]
    result = CHECKER.cells([("site", "count", "n", "tier"), *rows])
    assert result.layer is not None
    kept = words_only if len(words_only) > len(first.rows) else list(first.rows)
    assert {row.value.site_id for row in result.painted} == {row.place for row in kept}
    assert len(result.problems) == len(rows) - len(kept)


@CALM
@given(good_tables(("counts",)), st.data())
def test_two_different_rows_for_a_site_are_both_refused(table: Table, data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(table.rows))
    count, out_of = row.value
    other = replace(row, cells=(row.place, str(count), f"{int(str(out_of)) + 1}"))
    result = CHECKER.cells(
        [("site_id", "count", "n"), *((r.place, *r.cells[1:]) for r in table.rows), other.cells]
    )
    assert {painted.value.site_id for painted in result.painted} == {r.place for r in table.rows} - {
        row.place
    }
    assert len(result.problems) == 2


@pytest.mark.parametrize("rows", [5000, 5001])
def test_the_limit_of_rows(rows: int) -> None:
    result = CHECKER.text("site,count,n\n" + "Ribs,,\n" * (rows - 1) + "Femur,1,2\n")
    assert (result.layer is not None) == (rows == 5000)
    assert [problem.row for problem in result.problems] == ([] if rows == 5000 else [5002])


@pytest.mark.parametrize("size", [2**20, 2**20 + 1])
def test_the_limit_of_bytes(size: int) -> None:
    line = b"Femur,,," + b"x" * 100_000 + b"\n"
    head = b"site,count,n,note\n" + line * 10 + b"Ribs,20,107,"
    result = CHECKER.file(head + b"x" * (size - len(head)), "long.csv")
    assert (result.layer is not None) == (size == 2**20)
    assert len(result.problems) == (size > 2**20)


def test_five_thousand_unknown_names_do_not_keep_the_server_busy() -> None:
    text = "site,count,n\n" + "".join(f"strange bone number {i},1,2\n" for i in range(5000))
    result = CHECKER.text(text)
    assert len(result.problems) == 5000
    assert sum(bool(problem.suggestions) for problem in result.problems) <= 200
