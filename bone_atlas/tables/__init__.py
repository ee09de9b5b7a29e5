"""Read and validate the tables in ``data/``: the only reader of CSV files.

A table is either loaded whole and valid, or `TableError` names every cell that is wrong.
"""

from bone_atlas.tables.cells import records, sentences, words
from bone_atlas.tables.problems import Problem, TableError
from bone_atlas.tables.read import DATA_DIR, Tables, load
from bone_atlas.tables.vocabulary import ALL_ROUTES, LANGUAGES, ROUTES, STATUSES, TIERS, UNITS

__all__ = [
    "ALL_ROUTES",
    "DATA_DIR",
    "LANGUAGES",
    "ROUTES",
    "STATUSES",
    "TIERS",
    "UNITS",
    "Problem",
    "TableError",
    "Tables",
    "load",
    "records",
    "sentences",
    "words",
]
