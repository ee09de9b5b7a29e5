"""All questions of the tables that come with the atlas, made once."""

from __future__ import annotations

from types import SimpleNamespace

from bone_atlas.quiz import Bank
from tests.atlas import BODY, LAYERS, ROUTES, TABLES

ROWS = SimpleNamespace(tables=TABLES, anatomy=BODY, layers=LAYERS, routes=ROUTES)
BANK = Bank(ROWS)
