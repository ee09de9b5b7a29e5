"""The atlas in memory, read once a process for all tests of what is built from it; no test changes it."""

from functools import cache

from bone_atlas.app.catalogue import catalogue
from bone_atlas.lessons import lesson_ids, read
from bone_atlas.lessons.model import Lesson

#: The one that the pages of this process show: what follows from it is worked out once for all of them.
ATLAS = catalogue()
TABLES, BODY, LAYERS = ATLAS.tables, ATLAS.anatomy, ATLAS.layers
ROUTES, DRAWINGS = ATLAS.routes, ATLAS.drawings
#: What the text of a lesson may refer to.
ROWS = ATLAS.rows


@cache
def shipped(lesson_id: str) -> Lesson:
    """Read and check a lesson that comes with the atlas."""
    return read.lesson(lesson_id, ROWS)


def all_shipped() -> dict[str, Lesson]:
    """Read and check all of them, by id."""
    return {lesson_id: shipped(lesson_id) for lesson_id in lesson_ids()}
