"""What the description of the data says of all tables together."""

from __future__ import annotations

import json
from functools import lru_cache

from bone_atlas.tables.read import DATA_DIR


@lru_cache(maxsize=1)
def data_version() -> str:
    """Return the version of the data, which everything that is taken home names."""
    package = json.loads((DATA_DIR / "datapackage.json").read_text(encoding="utf-8"))
    return str(package["version"])
