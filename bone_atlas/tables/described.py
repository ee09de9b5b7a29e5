"""What the description of the data says of all tables together; everything that is taken home names it."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from bone_atlas.tables.read import DATA_DIR

#: Letters of a day, such as ``2026-11-29``, in a time of day.
_DAY = 10


@lru_cache(maxsize=1)
def _description() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA_DIR / "datapackage.json").read_text(encoding="utf-8"))
    return found


def data_version() -> str:
    """Return the version of the data."""
    return str(_description()["version"])


def data_date() -> str:
    """Return the day of the last change of the data, such as ``2026-11-29``."""
    return str(_description()["created"])[:_DAY]
