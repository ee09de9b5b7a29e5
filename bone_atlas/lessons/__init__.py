"""Lessons: teaching sequences of slides, each a state of the atlas with words.

The names from `bone_atlas.lessons.model` are loaded only when asked for: a page without lessons does not wait
for them.
"""

from __future__ import annotations

from pathlib import Path

from bone_atlas import resources

LESSONS = resources.LESSONS

#: Those that come with the atlas, in the order in which they build on each other.
ORDER = ("where", "ways", "late")


def lesson_ids(folder: Path = LESSONS) -> tuple[str, ...]:
    """Return the ids of the lessons in a folder: those of `ORDER` first, then others by name."""
    found = (path.stem for path in folder.glob("*.toml"))
    return tuple(sorted(found, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name)))
