"""Read the CSV files, check them against their schemas and each other, and give them their types."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from pandera.errors import SchemaErrors

from bone_atlas import resources
from bone_atlas.tables.cells import records
from bone_atlas.tables.columns import FIELDS
from bone_atlas.tables.problems import Problem, TableError
from bone_atlas.tables.schema import all_fit, columns_of, schema_of
from bone_atlas.tables.validators import VALIDATORS

DATA_DIR = resources.DATA


@dataclass(frozen=True)
class Tables:
    """The tables of ``data/``, valid and typed.

    Text cells are ``str`` (empty where nothing is known), whole numbers are ``Int64`` (`pandas.NA` where
    nothing is known), numbers are ``Float64``, yes/no columns are ``bool``. The index is the row number
    minus two.

    Attributes
    ----------
    sites, groups, bones : pandas.DataFrame
        The tree of sites, the groups across it, the drawn bones.
    studies, layers, observations : pandas.DataFrame
        Who counted, what can be painted, and every count.
    article : pandas.DataFrame
        What the article says of each site.
    rankings : pandas.DataFrame
        The order of sites in studies that were seen without figures, one row a place, the commonest first.
    vessels, segments, journeys : pandas.DataFrame
        The vessels between breast and bone, how they are joined, and walks along them, one row a step.
    venous_reach : pandas.DataFrame
        Bones of which it is not known whether veins bring tumour cells there.
    marrow : pandas.DataFrame
        How the active red marrow is shared out among the regions of the skeleton.
    claims, claim_evidence : pandas.DataFrame
        The article's statements with their verdicts, and the rows those rest on.
    claim_sentences : pandas.DataFrame
        What each sentence of a claim rests on.
    detection : pandas.DataFrame
        What imaging finds and misses, and how often bone metastases are found in life or after death.
    glossary : pandas.DataFrame
        The terms of the field that the page uses, each with its meaning and a source.
    """

    sites: pd.DataFrame
    groups: pd.DataFrame
    bones: pd.DataFrame
    studies: pd.DataFrame
    layers: pd.DataFrame
    observations: pd.DataFrame
    article: pd.DataFrame
    rankings: pd.DataFrame
    vessels: pd.DataFrame
    segments: pd.DataFrame
    journeys: pd.DataFrame
    venous_reach: pd.DataFrame
    marrow: pd.DataFrame
    claims: pd.DataFrame
    claim_evidence: pd.DataFrame
    claim_sentences: pd.DataFrame
    detection: pd.DataFrame
    glossary: pd.DataFrame


def load(data_dir: Path | None = None) -> Tables:
    """Load all tables, or say all that is wrong with them.

    Parameters
    ----------
    data_dir : Path, optional
        Folder of the CSV files; the repository's ``data/`` by default.

    Returns
    -------
    Tables
        The tables, checked one by one and against each other.

    Raises
    ------
    TableError
        If any file is missing, unreadable or wrong in any cell. Nothing is half-loaded.
    """
    folder = DATA_DIR if data_dir is None else Path(data_dir)
    problems: list[Problem] = []
    frames: dict[str, pd.DataFrame] = {}
    for table in FIELDS:
        frame, found = _read(folder / f"{table}.csv", tuple(columns_of(table)))
        if frame is not None:
            found = _check(table, frame)
            frames[table] = frame
        problems.extend(found)
    if len(frames) == len(FIELDS):
        for validator in VALIDATORS:
            problems.extend(validator(frames))
    if problems:
        raise TableError(problems)
    return Tables(**{table: _typed(table, frame) for table, frame in frames.items()})


def _read(path: Path, columns: tuple[str, ...]) -> tuple[pd.DataFrame | None, list[Problem]]:
    """Read one file as text, or say why it cannot be read; the frame is None then."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except FileNotFoundError:
        found, expected = "no such file", f"a table at {path.parent.name}/{path.name}"
    except UnicodeDecodeError as error:
        found, expected = f"byte {error.start} is not UTF-8", "a file in UTF-8"
    except (OSError, csv.Error) as error:
        found, expected = str(error), "a readable CSV file"
    else:
        problems = _wrong_shape(path.name, lines, columns)
        if problems:
            return None, problems
        return pd.DataFrame(lines[1:], columns=lines[0], dtype=object)[list(columns)], []
    return None, [Problem(path.name, None, None, found, expected)]


def _wrong_shape(file: str, lines: list[list[str]], columns: tuple[str, ...]) -> list[Problem]:
    """Compare the header with the columns expected, and each row's length with the header."""
    if len(lines) < 2:
        found = "a header only" if lines else ""
        return [Problem(file, None, None, found, "a header row and at least one row of data")]
    header = lines[0]
    only = "only the columns " + ", ".join(columns)
    twice = sorted({name for name in header if header.count(name) > 1})
    return [
        *(
            Problem(file, 1, name, "no such column", f"a column named {name}")
            for name in columns
            if name not in header
        ),
        *(Problem(file, 1, name, "an unknown column", only) for name in header if name not in columns),
        *(Problem(file, 1, name, "the column twice", "each column once") for name in twice),
        *(
            Problem(file, row, None, f"{len(cells)} cells", f"{len(header)} cells")
            for row, cells in enumerate(lines[1:], start=2)
            if len(cells) != len(header)
        ),
    ]


def _check(table: str, frame: pd.DataFrame) -> list[Problem]:
    """Hold a table against its schema, collecting every cell that is wrong."""
    columns = frame.to_dict("list")
    if all(all_fit(field, columns[name]) for name, field in FIELDS[table].items()):
        return []
    try:
        schema_of(table).validate(frame, lazy=True)
    except SchemaErrors as errors:
        return [_as_problem(table, case) for case in records(errors.failure_cases)]
    return []


def _as_problem(table: str, case: dict[str, Any]) -> Problem:
    """Turn one of pandera's failure cases into a problem."""
    index = case["index"]
    row = None if index is None or pd.isna(index) else int(str(index)) + 2
    return Problem(f"{table}.csv", row, str(case["column"]), str(case["failure_case"]), str(case["check"]))


def _typed(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Give every column its type; the cells are known to fit."""
    typed = {name: CONVERTERS[field.kind](frame[name]) for name, field in FIELDS[table].items()}
    return pd.DataFrame(typed)


def _whole_numbers(cells: pd.Series) -> pd.Series:
    """Turn text into whole numbers; nothing stays nothing."""
    return pd.Series(pd.array([int(cell) if cell else None for cell in cells], dtype="Int64"))


def _numbers(cells: pd.Series) -> pd.Series:
    """Turn text into numbers; nothing stays nothing."""
    return pd.Series(pd.array([float(cell) if cell else None for cell in cells], dtype="Float64"))


CONVERTERS: dict[str, Callable[[pd.Series], pd.Series]] = {
    "text": lambda cells: cells.astype("str"),
    "integer": _whole_numbers,
    "number": _numbers,
    "yesno": lambda cells: cells == "yes",
}
