"""A layer's source as BibTeX."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from bone_atlas.layers import Layer
from bone_atlas.layers.build import NO_SOURCE
from bone_atlas.tables import Tables, records

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_ESCAPED = re.compile("|".join(map(re.escape, _ESCAPES)))
#: "Oncol Lett 5(1):391-397": journal, volume, issue, pages; the last two may be missing.
_JOURNAL = re.compile(r"(?P<journal>.*\D) (?P<volume>\d+)(?:\((?P<number>[^)]+)\))?(?::(?P<pages>[\w-]+))?")
_INITIALS = re.compile(r"(?P<family>.+) (?P<initials>[A-Z]{1,4})")
_NOT_IN_A_KEY = re.compile(r"[^A-Za-z0-9_.:-]+")


def studies_of(layer: Layer, tables: Tables) -> list[dict[str, Any]]:
    """List the rows of ``studies.csv`` that a layer rests on.

    Parameters
    ----------
    layer : Layer
        Any layer; a reader's own rests on none.
    tables : Tables
        The loaded tables.

    Returns
    -------
    list of dict
        By column name.
    """
    return [row for row in records(tables.studies) if row["study_id"] == layer.study_id]


def bibtex(layer: Layer, tables: Tables) -> str:
    """Return the sources of a layer as BibTeX.

    Parameters
    ----------
    layer : Layer
        What is shown.
    tables : Tables
        The loaded tables.

    Returns
    -------
    str
        One entry for each study, in UTF-8 with TeX's own signs escaped; the key is the study's id. A study
        without DOI or PubMed identifier says "no citable source" in its note. A reader's own table is a
        ``misc`` entry that says so.
    """
    studies = studies_of(layer, tables)
    if not studies:
        note = f"{layer.citation.rpartition('; ')[2]}; {NO_SOURCE}"
        return _entry("misc", layer.id, {"title": layer.title, "note": note})
    return "\n".join(_entry(*_study(row)) for row in studies)


def _study(row: Mapping[str, Any]) -> tuple[str, str, dict[str, str]]:
    """Return kind, key and fields of the entry of a study."""
    journal = _JOURNAL.fullmatch(row["journal"])
    where = journal.groupdict() if journal else {"howpublished": row["journal"]}
    kind = "article" if journal else "misc"
    identifiers = (("PMID", row["pmid"]), ("", row["pmcid"]))
    notes = [f"{name} {number}".strip() for name, number in identifiers if number]
    fields = {
        "author": _author(row["first_author"]),
        "title": row["title"],
        **{name: text or "" for name, text in where.items()},
        "year": "" if pd.isna(row["year"]) else str(row["year"]),
        "doi": row["doi"],
        "note": "; ".join(notes) if row["link"] else NO_SOURCE,
    }
    return kind, row["study_id"], fields


def _author(first: str) -> str:
    """Write the first author as BibTeX wants a name; the others are not in the tables."""
    name = _INITIALS.fullmatch(first)
    if not first:
        return ""
    return (f"{name['family']}, {' '.join(name['initials'])}" if name else first) + " and others"


def _entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    lines = [f"  {name} = {{{_escape(name, text)}}},\n" for name, text in fields.items() if text]
    return f"@{kind}{{{_NOT_IN_A_KEY.sub('_', key)},\n{''.join(lines)}}}\n"


def _escape(name: str, text: str) -> str:
    """Escape TeX's own signs; a DOI is kept as it is but for braces, which it must not hold."""
    line = " ".join(text.split())
    if name == "doi":
        return re.sub(r"[{}\\]", "", line)
    if name == "pages":
        line = line.replace("-", "--")
    return _ESCAPED.sub(lambda sign: _ESCAPES[sign[0]], line)
