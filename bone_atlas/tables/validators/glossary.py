"""What must hold for the glossary: one meaning a spelling, and a printed source for each."""

from __future__ import annotations

import re

from bone_atlas.tables.cells import words
from bone_atlas.tables.problems import Problem
from bone_atlas.tables.validators.common import Frames, numbered

_FILE = "glossary.csv"


def glossary_spellings_mean_one_thing(frames: Frames) -> list[Problem]:
    """Check that no spelling belongs to two terms.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each spelling that an earlier row has already; case makes no other word of it.
    """
    problems = []
    seen: dict[str, str] = {}
    for number, row in numbered(frames, "glossary"):
        for spelling in words(row["spellings"]):
            first = seen.setdefault(spelling.lower(), row["term_id"])
            if first != row["term_id"]:
                problems.append(Problem(_FILE, number, "spellings", spelling, f"no spelling of {first}"))
    return problems


def glossary_meanings_are_sentences_with_a_printed_source(frames: Frames) -> list[Problem]:
    """Check that a meaning is a whole sentence and its source a work with a year, not a web address.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each meaning without an end and each source that names no printed work.
    """
    problems = []
    for number, row in numbered(frames, "glossary"):
        if row["meaning"] and not row["meaning"].endswith("."):
            problems.append(
                Problem(_FILE, number, "meaning", row["meaning"], "a sentence with its full stop")
            )
        source = row["source"]
        if source and ("://" in source or "www." in source or not re.search(r"\b(1[89]|20)\d\d\b", source)):
            problems.append(Problem(_FILE, number, "source", source, "a printed work with its year"))
    return problems
