"""A lesson as a SCORM package: its one HTML file, which counts what a learner answers, and the manifest."""

from __future__ import annotations

from dataclasses import replace

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.copies import content, files
from bone_atlas.app.copies.one_file import one_file
from bone_atlas.app.publish import lessons as published_lessons
from bone_atlas.app.server.edition import digest
from bone_atlas.exports.scorm import Course, package
from bone_atlas.lessons.model import Lesson
from bone_atlas.lessons.told import filled


def scorm(lesson: Lesson, lesson_id: str = "", progress: files.Progress = files.silent) -> bytes:
    """Return a lesson as a SCORM 1.2 package.

    Parameters
    ----------
    lesson : Lesson
        A lesson in which `bone_atlas.lessons.check` finds nothing wrong.
    lesson_id : str
        Of one that comes with the atlas, else nothing.
    progress : callable
        See `bone_atlas.app.copies.files.Progress`.

    Returns
    -------
    bytes
        A zip; the same for the same atlas and lesson.
    """
    own: dict[str, bytes] = {}
    if lesson_id:
        wanted, name = content.shipped_lesson(lesson_id), f"lesson-{lesson_id}"
    else:
        wanted, own = content.own_lesson(lesson)
        # By its title alone: changed and uploaded again it is the same course.
        name = f"own-{digest(lesson.title.encode())}"
    return package(_course(lesson, name), one_file(replace(wanted, scored=True), own, progress))


def _course(lesson: Lesson, name: str) -> Course:
    rows = catalogue().rows
    return Course(
        identifier=name,
        title=published_lessons.title(lesson),
        goals=tuple(filled(goal, rows)[0] for goal in lesson.goals),
        questions=sum(slide.question is not None for slide in lesson.slides),
        minutes=lesson.minutes,
    )
