"""Make the file of an order: a minute of work for the whole atlas, seconds for a lesson."""

from __future__ import annotations

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish import lessons as published_lessons
from bone_atlas.app.take_home.kinds import BY_ID, Progress, Subject
from bone_atlas.app.take_home.order import ATLAS, OWN, parts
from bone_atlas.faults import LessonError
from bone_atlas.lessons.model import Lesson
from bone_atlas.lessons.read import examine


def made(name: str, lesson: bytes, progress: Progress) -> bytes:
    """Make a file.

    Parameters
    ----------
    name : str
        Of its order.
    lesson : bytes
        The TOML file of a teacher's own lesson, else nothing.
    progress : callable
        Is told how many parts are made, and how many are known.

    Raises
    ------
    bone_atlas.faults.LessonError
        If anything is wrong with the lesson.
    """
    kind, of, which = parts(name)
    return BY_ID[kind].make(_subject(of, which, lesson), progress)


def _subject(of: str, which: str, lesson: bytes) -> Subject:
    if of == ATLAS:
        return Subject()
    if of == OWN:
        return Subject(_read(lesson))
    return Subject(published_lessons.shipped(which), which)


def _read(lesson: bytes) -> Lesson:
    report = examine(lesson, "your lesson", catalogue().rows)
    if report.lesson is None or report.problems:
        raise LessonError(report.problems)
    return report.lesson
