"""All questions of the tables that come with the atlas, made once."""

from __future__ import annotations

from bone_atlas.quiz import bank_of
from tests.atlas import ROWS

BANK = bank_of(ROWS)
