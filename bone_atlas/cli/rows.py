"""What the tables hold, read once for a command."""

from __future__ import annotations

from bone_atlas import layers, tables
from bone_atlas.anatomy import Anatomy
from bone_atlas.facts import Rows
from bone_atlas.routes import Routes


def read_rows() -> Rows:
    """Read the tables, and build from them what a command works with."""
    read = tables.load()
    bones = Anatomy(read)
    return Rows(read, bones, layers.build_layers(read, bones), Routes(read, bones))
