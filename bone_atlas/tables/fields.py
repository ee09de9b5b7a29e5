"""What a column can look like, and the columns that many tables share."""

from __future__ import annotations

from dataclasses import dataclass

from bone_atlas.tables.vocabulary import ID


@dataclass(frozen=True)
class Field:
    """One column: how its text must look and what it becomes.

    Attributes
    ----------
    kind : str
        ``text``, ``integer``, ``number`` or ``yesno``.
    required : bool
        Whether a cell may be empty.
    unique : bool
        Whether two cells may be equal.
    pattern : str or None
        What the whole text must match.
    allowed : tuple of str or None
        The words allowed.
    many : bool
        Whether a cell holds several values divided by semicolons.
    low, high : float or None
        Smallest and largest number.
    """

    kind: str = "text"
    required: bool = False
    unique: bool = False
    pattern: str | None = None
    allowed: tuple[str, ...] | None = None
    many: bool = False
    low: float | None = None
    high: float | None = None


TEXT = Field()
SOME_TEXT = Field(required=True)
YES_NO = Field("yesno", required=True, allowed=("yes", "no"))
ORDER = Field("integer", required=True, unique=True, low=1)
COUNT = Field("integer", low=0)
YEAR = Field("integer", low=1800, high=2100)
PERCENT = Field("number", low=0, high=100)
DOI = Field(pattern=r"10\.\d{4,9}/\S+")
PMID = Field(pattern=r"\d+")
PMCID = Field(pattern=r"PMC\d+")
REFERENCE = Field(required=True, pattern=ID)
OPTIONAL_REFERENCE = Field(pattern=ID)
