"""The options of the command line by which a user says what the columns of a table hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import click

from bone_atlas.uploaded import Assignment
from bone_atlas.uploaded.assigning import role_called, spelt
from bone_atlas.uploaded.words import SITE

P = ParamSpec("P")
_ROWS = re.compile(r"([1-9][0-9]{0,5})(?:[-,]([1-9][0-9]{0,5}))?")
_NO_HEADING = "none"


def assignment_options(command: Callable[P, None]) -> Callable[P, None]:
    """Add the options to a command, which gets them as one `Assignment`.

    Parameters
    ----------
    command : callable
        Takes ``assignment`` by name.

    Returns
    -------
    callable
        The command with its options.
    """

    @wraps(command)
    def assigned(*args: P.args, **kwargs: P.kwargs) -> None:
        given = {name: kwargs.pop(name) for name in ("heading_row", "site_column", "columns", "group", "n")}
        kwargs["assignment"] = _assignment(**given)  # type: ignore[arg-type]
        command(*args, **kwargs)

    for option in reversed(_OPTIONS):
        assigned = option(assigned)
    return assigned


def _rows(_context: click.Context, _parameter: click.Parameter, given: str | None) -> tuple[int, ...] | None:
    """Read which rows are the heading."""
    if given is None:
        return None
    if given.strip().casefold() == _NO_HEADING:
        return ()
    match = _ROWS.fullmatch(given.strip())
    if not match:
        raise click.BadParameter(f"{given!r} is no row such as 2, no two rows such as 1-2, and not none.")
    return tuple(int(row) for row in match.groups() if row)


def _columns(
    _context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]
) -> dict[int | str, str]:
    """Read what columns hold; a title may hold the sign of equality, what it holds does not."""
    found: dict[int | str, str] = {}
    for each in given:
        name, sign, called = each.rpartition("=")
        role = role_called(called)
        if not (sign and name.strip() and role):
            raise click.BadParameter(f"{each!r} is not COLUMN=WHAT with one of {', '.join(spelt())}.")
        found[name.strip()] = role
    return found


def _assignment(
    heading_row: tuple[int, ...] | None,
    site_column: str | None,
    columns: dict[int | str, str],
    group: str | None,
    n: int | None,
) -> Assignment:
    site: dict[int | str, str] = {site_column.strip(): SITE} if site_column and site_column.strip() else {}
    return Assignment(heading_row, columns | site, (group or "").strip(), n)


_OPTIONS = (
    click.option(
        "--heading-row",
        metavar="ROW",
        callback=_rows,
        help="Row of the heading: 2, two rows as 1-2, or none where the table begins with values.",
    ),
    click.option("--site-column", metavar="COLUMN", help="Column that names the site."),
    click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="COLUMN=WHAT",
        callback=_columns,
        help=f"What a column holds: {', '.join(spelt())}; may be given several times.",
    ),
    click.option(
        "--group",
        metavar="GROUP",
        help="Which of the groups side by side is painted: its name, or its first column, as column B.",
    ),
    click.option(
        "--n",
        type=click.IntRange(1),
        metavar="NUMBER",
        help="Out of how many every row counts that does not say so itself.",
    ),
)
