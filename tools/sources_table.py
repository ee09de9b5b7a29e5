"""Write the README's table of sources from ``data/studies.csv``: ``python -m tools.sources_table``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from bone_atlas import tables
from bone_atlas.layers.build import source_text

README = Path(__file__).parents[1] / "README.md"
HEAD = ("| Id | Author, year | Title | n | Seen | Link |", "|---|---|---|---|---|---|")


def source_lines(studies: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the lines of the table, the head first.

    Parameters
    ----------
    studies : iterable of mapping
        The rows of ``studies.csv``, in their order.

    Returns
    -------
    list of str
        Markdown, one line for each study: what was seen of it, and its DOI, PMID, PMC number or the words
        that there is none.
    """
    return [*HEAD, *map(_line, studies)]


def _line(study: Mapping[str, Any]) -> str:
    year, n = ("" if pd.isna(study[name]) else str(study[name]) for name in ("year", "n"))
    text, link = source_text(study), study["link"]
    cells = (
        f"`{study['study_id']}`",
        f"{study['first_author']} {year}".strip(),
        f"{study['title']}. {study['journal']}",
        n,
        study["verification"],
        f"[{text}]({link})" if link else text,
    )
    return f"| {' | '.join(cells)} |"


def with_sources(readme: str, lines: Iterable[str]) -> str:
    """Return the README with its table of sources replaced.

    Parameters
    ----------
    readme : str
        Its text, with one table that has the same head.
    lines : iterable of str
        As from `source_lines`.

    Returns
    -------
    str
        Its text; all but the table is as before.

    Raises
    ------
    ValueError
        If there is no such table.
    """
    before, head, rest = readme.partition(HEAD[0])
    if not head:
        raise ValueError("the README has no table of sources")
    _, end, after = rest.partition("\n\n")
    return before + "\n".join(lines) + end + after


def main() -> None:
    """Write the table into the README."""
    lines = source_lines(tables.records(tables.load().studies))
    README.write_text(with_sources(README.read_text(encoding="utf-8"), lines), encoding="utf-8")


if __name__ == "__main__":
    main()
