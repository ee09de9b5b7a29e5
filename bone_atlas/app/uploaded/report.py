"""What the page says of a reader's table, as HTML; every text from the table is escaped here."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from bone_atlas import wording
from bone_atlas.anatomy import Anatomy
from bone_atlas.exports.uploaded import headline
from bone_atlas.uploaded import MAX_BYTES, MAX_ROWS, PaintedRow, Problem, Question, Result

#: So many rows of each list are shown; the rest is counted, and the command line lists them all.
SHOWN = 500
INTRODUCTION = (
    "<section class='atlas-own'><h2>Your own data</h2><p>Paint a table of yours: a column "
    "<code>site</code> (names in English, Latin, Spanish or Chinese, synonyms, or the ids of the template) "
    "and either <code>count</code> and <code>n</code>, or <code>percent</code>, or <code>tier</code> "
    "(most common, common, extremely rare, not mentioned). CSV or Excel (.xlsx), "
    f"at most {MAX_BYTES // 2**20} MB and {MAX_ROWS:,} rows.</p>"
    "<p class='atlas-small-print'>Your table stays in this session: it is not written to disk, not shared, "
    "and forgotten when you close the page. Leave out names and dates of birth all the same.</p></section>"
)
RULES = (
    "<ul class='atlas-notes'>"
    "<li>An empty cell, a dash or “n.r.” is <b>not reported</b>, which is not zero; write 0 where a site was "
    "looked at and nothing found.</li>"
    "<li>Counts are whole numbers; “1,234” is one thousand two hundred and thirty-four. In percentages comma "
    "and point both divide the decimals: 46,7 and 46.7 are the same.</li>"
    "<li>Where count and n are given the percentage is computed from them, and a printed one that disagrees "
    "is told. A percentage without its count is shown as “count not published”.</li>"
    "<li>A table holds either classes in words or numbers, never both.</li>"
    "<li>The atlas paints whole sites, both sides alike: for “L3” or “left femur” it asks first.</li></ul>"
)


def summary(result: Result) -> str:
    """Return how many rows are painted, wrong and to be answered; read out as soon as it changes."""
    kind = "" if result.clean else " atlas-own-wrong"
    return f"<p class='atlas-own-summary{kind}' role='status'><b>{escape(headline(result))}</b></p>"


def painted(result: Result, anatomy: Anatomy, language: str = "en") -> str:
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
    str
        One section of HTML, empty where nothing is painted.
    """
    if not result.painted:
        return ""
    rows = [_painted_row(row, anatomy, language) for row in result.painted[:SHOWN]]
    head = ("Row", "In your table", "Painted on", "Value", "Count", "95 % CI")
    return _table("What is painted", head, rows, len(result.painted))


def _painted_row(row: PaintedRow, anatomy: Anatomy, language: str) -> list[str]:
    value = row.value
    return [
        str(row.row),
        escape(row.given),
        escape(anatomy.name(value.site_id, language)),
        escape(wording.headline(value)),
        "" if value.tier else escape(wording.count(value)),
        wording.interval(value).removeprefix("95 % CI "),
    ]


def problems(found: Iterable[Problem]) -> str:
    """Return the list of what is wrong: row, column, value, what was expected.

    Parameters
    ----------
    found : iterable of Problem
        Of a result.

    Returns
    -------
    str
        One section of HTML, empty where nothing is wrong.
    """
    listed = list(found)
    if not listed:
        return ""
    rows = [
        [
            "the file" if problem.row is None else str(problem.row),
            escape(problem.column or ""),
            f"<code>{escape(problem.value)}</code>" if problem.value else "nothing",
            escape(problem.expected),
        ]
        for problem in listed[:SHOWN]
    ]
    return _table("What is wrong", ("Row", "Column", "Found", "Expected"), rows, len(listed))


def questions(found: Iterable[Question]) -> str:
    """Return the list of what is to be answered; the page has a box to answer each.

    Parameters
    ----------
    found : iterable of Question
        Of a result.

    Returns
    -------
    str
        One section of HTML, empty where nothing is asked.
    """
    listed = list(found)
    if not listed:
        return ""
    rows = [
        [
            str(question.row),
            escape(question.column),
            escape(question.text),
            escape("; ".join(question.choices.values())),
        ]
        for question in listed[:SHOWN]
    ]
    return _table("What is to be answered", ("Row", "Column", "Question", "Answers"), rows, len(listed))


def notices(found: Iterable[str]) -> str:
    """Return what a reader should know though nothing is wrong, empty where there is nothing."""
    items = "".join(f"<li>{escape(notice)}</li>" for notice in found)
    return f"<ul class='atlas-notes'>{items}</ul>" if items else ""


def _table(title: str, head: Iterable[str], rows: Iterable[list[str]], total: int) -> str:
    """Put rows of escaped cells into a table that can be scrolled by keyboard."""
    top = "".join(f"<th scope='col'>{name}</th>" for name in head)
    body = "".join(
        f"<tr><th scope='row'>{first}</th>{''.join(f'<td>{cell}</td>' for cell in rest)}</tr>"
        for first, *rest in rows
    )
    more = (
        f"<p class='atlas-small-print'>The first {SHOWN} of {total:,} are shown.</p>" if total > SHOWN else ""
    )
    return (
        f"<section class='atlas-own'><h3 class='atlas-heading'>{title}</h3><div class='atlas-scroll' "
        f"tabindex='0' role='region' aria-label='{title}'><table class='atlas-table'>"
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>{more}</section>"
    )
