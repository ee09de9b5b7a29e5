"""The atlas in memory, read once a process for all tests of what is built from it; no test changes it."""

from bone_atlas import layers, tables
from bone_atlas.anatomy import Anatomy
from bone_atlas.routes import read_routes

TABLES = tables.load()
BODY = Anatomy(TABLES)
LAYERS = layers.build_layers(TABLES, BODY)
ROUTES, DRAWINGS = read_routes(TABLES, BODY)
