"""Lessons: teaching sequences of slides, each a state of the atlas with words.

The names from `bone_atlas.lessons.model` are loaded only when asked for: a page without lessons does not wait
for them.
"""

from __future__ import annotations

from pathlib import Path

LESSONS = Path(__file__).parents[2] / "data" / "lessons"


def lesson_ids(folder: Path = LESSONS) -> tuple[str, ...]:
    """Return the ids of the lessons that come with the atlas, in the order of their files' names."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))
