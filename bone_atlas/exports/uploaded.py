"""What is said of a reader's table, as text and as JSON: the command line and the page say the same."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Mapping

from bone_atlas import wording
from bone_atlas.anatomy import Anatomy
from bone_atlas.exports.tables import Row, figures_of
from bone_atlas.uploaded import LEAVE_OUT, PaintedRow, Problem, Question, Result
from bone_atlas.uploaded.assigning import TYPED
from bone_atlas.uploaded.columns import COLUMN_QUESTION, GROUP_QUESTION, SITE_QUESTION
from bone_atlas.uploaded.heading import letter
from bone_atlas.uploaded.model import shortened


def check_text(result: Result, anatomy: Anatomy) -> str:
    """Return what is painted, wrong and asked, for a terminal.

    Parameters
    ----------
    result : Result
        Of a reader's table.
    anatomy : Anatomy
        The names of the sites.

    Returns
    -------
    str
        One line for each painted row, problem and question, under headings, and under what can be answered
        the options of the command line that answer it; ends with a line break.
    """
    parts = [
        [headline(result)],
        _section("Painted", (painted_line(row, anatomy) for row in result.painted)),
        _section("Wrong", (_problem_lines(problem, anatomy) for problem in result.problems)),
        _section("To be answered", map(_question_lines, result.questions)),
        _section("To know", result.notices),
    ]
    return "\n".join(line for part in parts for line in part) + "\n"


def headline(result: Result) -> str:
    """Return how many rows are painted, wrong and asked, in one sentence.

    Parameters
    ----------
    result : Result
        Of a reader's table.

    Returns
    -------
    str
        Such as ``"table.csv: 2 sites painted, 1 problem, nothing to be answered."``.
    """
    counts = (
        (len(result.painted), "site painted", "sites painted", "nothing painted"),
        (len(result.problems), "problem", "problems", "no problem"),
        (len(result.questions), "question to be answered", "questions to be answered", "no question"),
    )
    counted = [none if not n else f"{n:,} {one if n == 1 else many}" for n, one, many, none in counts]
    return f"{result.file}: {', '.join(counted)}."


def painted_line(row: PaintedRow, anatomy: Anatomy) -> str:
    """Return one painted row in words.

    Parameters
    ----------
    row : PaintedRow
        Of a result.
    anatomy : Anatomy
        The names of the sites.

    Returns
    -------
    str
        Row, site, value with its count, and the file's own word for the site where that is another.
    """
    name = anatomy.name(row.value.site_id)
    given = shortened(row.given, 40)
    also = "" if given.casefold() == name.casefold() else f" (“{given}”)"
    return f"row {row.row}: {name}{also}, {wording.brief(row.value)}"


def _problem_lines(problem: Problem, anatomy: Anatomy) -> str:
    choices = {site: anatomy.name(site) for site in problem.suggestions}
    if choices:
        choices[LEAVE_OUT] = "leave this row out"
    return "\n".join([str(problem), *_options(problem.key, choices)])


def _question_lines(question: Question) -> str:
    said = f"row {question.row}, column {question.column}: {question.text}"
    typed = ["    --n NUMBER  out of how many every row counts"] if question.number else []
    return "\n".join([said, *_options(question.key, question.choices), *typed])


def _options(key: str, choices: Mapping[str, str]) -> list[str]:
    """Return what to add to ``bone-atlas check`` for each answer."""
    options = [_option(key, choice) for choice in choices]
    width = max(map(len, options), default=0)
    pairs = zip(options, choices.values(), strict=True)
    return [f"    {option:<{width}}  {shown}" for option, shown in pairs]


def _option(key: str, choice: str) -> str:
    """Return an answer as a person types it: what a column holds by its letter, anything else by its key."""
    if key == GROUP_QUESTION:
        return f"--group {shlex.quote(choice)}"
    if key == SITE_QUESTION:
        return f"--site-column {letter(int(choice))}"
    if key.startswith(COLUMN_QUESTION):
        place = key.removeprefix(COLUMN_QUESTION).partition(":")[0]
        return f"--column {letter(int(place))}={TYPED.get(choice, choice)}"
    return f"--answer {shlex.quote(f'{key}={choice}')}"


def _section(title: str, lines: Iterable[str]) -> list[str]:
    indented = [f"  {line}" for line in lines]
    return [f"{title}:", *indented] if indented else []


def check_document(result: Result, anatomy: Anatomy) -> dict[str, object]:
    """Return what is painted, wrong and asked, for JSON.

    Parameters
    ----------
    result : Result
        Of a reader's table.
    anatomy : Anatomy
        The names of the sites.

    Returns
    -------
    dict
        ``file``, ``ok``, ``n``, ``unit``, ``painted``, ``problems``, ``questions`` and ``notices``.
    """
    return {
        "file": result.file,
        "ok": result.clean,
        "n": result.layer.n if result.layer else None,
        "unit": result.layer.unit_label if result.layer else None,
        "painted": [_painted(row, anatomy) for row in result.painted],
        "problems": [_problem(problem) for problem in result.problems],
        "questions": [_question(question) for question in result.questions],
        "notices": list(result.notices),
    }


def check_json(result: Result, anatomy: Anatomy) -> str:
    """Return `check_document` as text, ended by a line break."""
    document = check_document(result, anatomy)
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _painted(row: PaintedRow, anatomy: Anatomy) -> Row:
    value = row.value
    return {
        "row": row.row,
        "given": row.given,
        "site_id": value.site_id,
        "name": anatomy.name(value.site_id),
        **figures_of(value),
    }


def _problem(problem: Problem) -> dict[str, object]:
    return {
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "expected": problem.expected,
        "suggestions": list(problem.suggestions),
        "key": problem.key,
    }


def _question(question: Question) -> dict[str, object]:
    return {
        "row": question.row,
        "column": question.column,
        "value": question.value,
        "question": question.text,
        "key": question.key,
        "choices": dict(question.choices),
    }
