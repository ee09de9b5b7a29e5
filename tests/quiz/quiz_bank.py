"""All questions of the tables that come with the atlas, made once."""

from __future__ import annotations

from types import SimpleNamespace

from bone_atlas import layers, tables
from bone_atlas.anatomy import Anatomy
from bone_atlas.quiz import Bank
from bone_atlas.routes import Routes

TABLES = tables.load()
BODY = Anatomy(TABLES)
LAYERS = layers.build_layers(TABLES, BODY)
ROWS = SimpleNamespace(tables=TABLES, anatomy=BODY, layers=LAYERS, routes=Routes(TABLES, BODY))
BANK = Bank(ROWS)
