"""Make the file of an order: a minute of work for the whole atlas, seconds for a lesson."""

from __future__ import annotations

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.copies import content, files
from bone_atlas.app.copies.one_file import one_file
from bone_atlas.app.copies.order import ATLAS, LESSON, OWN, OWN_SLIDES, SLIDES
from bone_atlas.app.publish import lessons as published_lessons
from bone_atlas.faults import LessonError
from bone_atlas.lessons.model import Lesson
from bone_atlas.lessons.read import examine


def made(name: str, lesson: bytes = b"", progress: files.Progress = files.silent) -> bytes:
    """Make a file.

    Parameters
    ----------
    name : str
        Of its order.
    lesson : bytes
        The TOML file of a teacher's own lesson, else nothing.
    progress : callable
        See `files.Progress`.

    Raises
    ------
    bone_atlas.faults.LessonError
        If anything is wrong with the lesson.
    """
    if name == ATLAS:
        return one_file(content.whole(), progress=progress)
    if name.startswith((SLIDES, OWN_SLIDES)):
        # Slow to import, and a file of HTML does not need it.
        from bone_atlas.exports import pptx  # noqa: PLC0415

        own_one = name.startswith(OWN_SLIDES)
        given = _read(lesson) if own_one else published_lessons.shipped(name.removeprefix(SLIDES))
        return pptx.deck(given, catalogue().rows, catalogue().drawings, progress)
    if name.startswith(OWN):
        wanted, own = content.own_lesson(_read(lesson))
        return one_file(wanted, own, progress)
    return one_file(content.shipped_lesson(name.removeprefix(LESSON)), progress=progress)


def _read(lesson: bytes) -> Lesson:
    report = examine(lesson, "your lesson", catalogue().rows)
    if report.lesson is None or report.problems:
        raise LessonError(report.problems)
    return report.lesson
