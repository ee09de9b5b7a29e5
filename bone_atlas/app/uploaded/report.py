"""What the page says of a reader's table, as HTML."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from markupsafe import Markup

from bone_atlas import wording
from bone_atlas.anatomy import Anatomy
from bone_atlas.app.html import elements as h
from bone_atlas.exports.uploaded import headline
from bone_atlas.layers import Tier
from bone_atlas.uploaded import MAX_BYTES, MAX_ROWS, PaintedRow, Problem, Question, Result
from bone_atlas.uploaded.model import shortened
from bone_atlas.uploaded.sheet import Line

#: So many rows of each list are shown; the rest is counted, and the command line lists them all.
SHOWN = 500
INTRODUCTION = h.section(
    h.h2("Your own data"),
    h.p(
        "Paint a table of yours: a column ",
        h.code("site"),
        " (names in English, Latin, German, French, Spanish, Portuguese or Chinese, or ids) and either ",
        h.code("count"),
        " and ",
        h.code("n"),
        ", or ",
        h.code("percent"),
        ", or ",
        h.code("tier"),
        " (most common, common, extremely rare, not mentioned). CSV, Excel or OpenDocument (.ods), "
        f"at most {MAX_BYTES // 2**20} MB and {MAX_ROWS:,} rows.",
    ),
    h.small_print(
        "Your table stays in this page: on the server it is not written to disk, it is not shared, and it is "
        "forgotten when you close the page, unless you have this browser keep it on this device. Leave out "
        "names and dates of birth all the same."
    ),
    cls="atlas-own",
)
RULES = h.notes(
    [
        (
            "An empty cell, a dash or “n.r.” is ",
            h.b("not reported"),
            ", which is not zero; write 0 where a site was looked at and nothing found.",
        ),
        "Counts are whole numbers; “1,234” is one thousand two hundred and thirty-four. "
        "In percentages comma and point both divide the decimals: 46,7 and 46.7 are the same.",
        "Where count and n are given the percentage is computed from them, and a printed one that disagrees "
        "is told. A percentage without its count is shown as “count not published”.",
        "Raised digits and marks such as * are read as footnotes and taken off, and a row of totals is left "
        "out; the report says so. Where no percentage is above 1 it asks whether they are shares of 1.",
        "A table holds either classes in words or numbers, never both.",
        "The atlas paints whole sites, both sides alike: for “L3” or “left femur” it asks first.",
    ]
)

STEP = h.section(
    h.h3("What do the columns hold?"),
    h.small_print(
        "Your table as read. Choose over each column what it holds; nothing is painted before you say so."
    ),
    cls="atlas-own",
)
#: So many problems and questions are named while the reader is choosing.
FORESEEN = 3


def summary(result: Result) -> Markup:
    """Return how many rows are painted, wrong and to be answered; read out as soon as it changes."""
    kind = "atlas-own-summary" if result.clean else "atlas-own-summary atlas-own-wrong"
    return h.p(h.b(headline(result)), cls=kind, role="status")


def as_assigned(text: str) -> Markup:
    """Return the sentence that says whose word the columns are read by."""
    return h.small_print(text)


def remembered(by_browser: bool) -> Markup:
    """Return what is remembered of an assignment, where, and how to forget it.

    Parameters
    ----------
    by_browser : bool
        Whether the browser keeps it beyond this session.
    """
    where = "in this browser, on this device" if by_browser else "until you close the page"
    return h.small_print(
        f"What you assign is remembered {where}, for tables with the same headings: the words of the "
        "headings and what each column holds, no n and nothing from the rows. "
        "“Forget what I assigned” deletes it."
    )


def preview(result: Result) -> Markup:
    """Return what would be painted of a table as it is being assigned; read out as soon as it changes.

    Parameters
    ----------
    result : Result
        Of the table as assigned so far.
    """
    open_first = [question.text for question in result.questions]
    wrong = [str(problem) for problem in result.problems]
    said = [*open_first, *wrong]
    more = len(said) - FORESEEN
    return h.section(
        h.p("As assigned now: ", h.b(headline(result).partition(": ")[2]), role="status"),
        h.notes([*said[:FORESEEN], *([f"and {more:,} more"] if more > 0 else [])]),
        cls="atlas-own",
    )


def rows_around(lines: Sequence[Line], heading: Collection[int], most: int) -> Sequence[Line]:
    """Choose the rows to show: from the one over the heading on.

    Parameters
    ----------
    lines : sequence of Line
        The first rows of the table.
    heading : collection of int
        The rows of the heading.
    most : int
        So many at most.
    """
    first = next((i for i, line in enumerate(lines) if line.number in heading), 0)
    start = max(0, first - 1)
    return lines[start : start + most]


def column(cells: Sequence[str], lines: Sequence[Line], heading: Collection[int], name: str) -> Markup:
    """Return one column of the table as read, its letter first.

    Parameters
    ----------
    cells : sequence of str
        One for each row.
    lines : sequence of Line
        The rows.
    heading : collection of int
        The rows of the heading.
    name : str
        Of the column.
    """
    shown = [
        h.div(
            shortened(cell, 60), title=cell or None, cls="atlas-cell-head" if line.number in heading else None
        )
        for cell, line in zip(cells, lines, strict=True)
    ]
    return h.div(h.div(name, cls="atlas-cell-name"), shown, cls="atlas-cells")


def painted(result: Result, anatomy: Anatomy, language: str = "en") -> Markup:
    """Return the table of the painted rows.

    Parameters
    ----------
    result : Result
        Of a reader's table.
    anatomy : Anatomy
        The names of the sites.
    language : str
        Language of the names.

    Returns
    -------
    Markup
        One section of HTML, empty where nothing is painted.
    """
    if not result.painted:
        return h.NOTHING
    rows = [_painted_row(row, anatomy, language) for row in result.painted[:SHOWN]]
    head = ("Row", "In your table", "Painted on", "Value", "Count", "95 % CI")
    return _table("What is painted", head, rows, len(result.painted))


def _painted_row(row: PaintedRow, anatomy: Anatomy, language: str) -> list[str]:
    value = row.value
    return [
        str(row.row),
        row.given,
        anatomy.name(value.site_id, language),
        wording.headline(value),
        "" if isinstance(value, Tier) else wording.count(value),
        wording.interval(value).removeprefix("95 % CI "),
    ]


def problems(problems: Iterable[Problem]) -> Markup:
    """Return the list of what is wrong: row, column, value, what was expected.

    Parameters
    ----------
    problems : iterable of Problem
        Of a result.

    Returns
    -------
    Markup
        One section of HTML, empty where nothing is wrong.
    """
    listed = list(problems)
    if not listed:
        return h.NOTHING
    rows: list[list[h.Content]] = [
        [
            "the file" if problem.row is None else str(problem.row),
            problem.column or "",
            h.code(problem.value) if problem.value else "nothing",
            problem.expected,
        ]
        for problem in listed[:SHOWN]
    ]
    return _table("What is wrong", ("Row", "Column", "Found", "Expected"), rows, len(listed))


def questions(questions: Iterable[Question]) -> Markup:
    """Return the list of what is to be answered; the page has a box to answer each.

    Parameters
    ----------
    questions : iterable of Question
        Of a result.

    Returns
    -------
    Markup
        One section of HTML, empty where nothing is asked.
    """
    listed = list(questions)
    if not listed:
        return h.NOTHING
    rows = [
        [
            str(question.row),
            question.column,
            question.text,
            "; ".join(question.choices.values()),
        ]
        for question in listed[:SHOWN]
    ]
    return _table("What is to be answered", ("Row", "Column", "Question", "Answers"), rows, len(listed))


def notices(texts: Iterable[str]) -> Markup:
    """Return what a reader should know though nothing is wrong, empty where there is nothing."""
    return h.notes(texts)


def _table(title: str, head: Sequence[str], rows: Iterable[Sequence[h.Content]], total: int) -> Markup:
    more = h.small_print(f"The first {SHOWN} of {total:,} are shown.") if total > SHOWN else None
    listed = h.scrolled(title, h.table(head, rows))
    return h.section(h.heading(title), listed, more, cls="atlas-own")
