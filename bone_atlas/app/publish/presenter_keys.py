"""The keys of a lesson, from the table that the presenter itself reads."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

from bone_atlas.app.publish.modules import COMPONENT, read_asset

TABLE = COMPONENT / "present" / "keys.json"


@dataclass(frozen=True)
class PresenterKeys:
    """Keys that belong together on a line of the help.

    Attributes
    ----------
    acts : dict of str to str
        What each key does, by its name in the DOM (``KeyboardEvent.key``; letters in lower case).
    labels : tuple of str
        The keys as they are printed on a keyboard.
    does : str
        What they do, in the words of the page of lessons.
    """

    acts: dict[str, str]
    labels: tuple[str, ...]
    does: str


@lru_cache(maxsize=1)
def presenter_keys() -> tuple[PresenterKeys, ...]:
    """Return the keys of a lesson in the order of the help.

    Raises
    ------
    AssetError
        If the table is missing.
    """
    return tuple(
        PresenterKeys(row["keys"], tuple(row["labels"]), row["teach"])
        for row in json.loads(read_asset(TABLE))
    )
