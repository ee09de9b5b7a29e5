"""What is said of the file of a lesson, as text and as JSON."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata

from bone_atlas.lessons.model import Lesson
from bone_atlas.lessons.read import Report


def size(lesson: Lesson) -> str:
    """Return how long a lesson is, such as ``"14 slides, 12 min"``.

    Parameters
    ----------
    lesson : Lesson
        Any lesson.

    Returns
    -------
    str
        The number of its slides and its minutes.
    """
    slides = len(lesson.slides)
    return f"{slides} {'slide' if slides == 1 else 'slides'}, {lesson.minutes} min"


def file_stem(title: str) -> str:
    """Return a name for the file of a lesson, without its ending.

    Parameters
    ----------
    title : str
        Of the lesson: any text.

    Returns
    -------
    str
        Small plain letters and digits of the title, at most 60, else ``my_lesson``.
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", plain)
    return "_".join(words)[:60].strip("_") or "my_lesson"


def lesson_key(lesson: Lesson) -> str:
    """Return what names a lesson for good, in ids and tags: it follows from its title, the rest may change.

    Returns
    -------
    str
        Plain letters; two titles have two keys.
    """
    return f"{file_stem(lesson.title)[:40]}_{hashlib.sha256(lesson.title.encode()).hexdigest()[:6]}"


def lesson_text(report: Report) -> str:
    """Return what is wrong with a lesson, or that nothing is, for a terminal.

    Parameters
    ----------
    report : Report
        Of a file.

    Returns
    -------
    str
        One line for each problem under a line with their number, or ``ok``, title, slides and minutes; ends
        with a line break.
    """
    if report.lesson and not report.problems:
        return f"{report.file}: ok: {report.lesson.title}, {size(report.lesson)}\n"
    count = len(report.problems)
    head = f"{report.file}: {count} {'problem' if count == 1 else 'problems'}."
    return "\n".join([head, *(f"  {problem}" for problem in report.problems)]) + "\n"


def lesson_json(report: Report) -> str:
    """Return what is wrong with a lesson as JSON.

    Parameters
    ----------
    report : Report
        Of a file.

    Returns
    -------
    str
        ``file``, ``ok``, ``title``, ``minutes``, ``slides`` (None where the file is no lesson) and
        ``problems``, each with ``slide``, ``field`` and ``message``; ends with a line break.
    """
    lesson = report.lesson
    document: dict[str, object] = {
        "file": report.file,
        "ok": not report.problems,
        "title": lesson.title if lesson else None,
        "minutes": lesson.minutes if lesson else None,
        "slides": len(lesson.slides) if lesson else None,
        "problems": [
            {"slide": problem.slide, "field": problem.field, "message": problem.message}
            for problem in report.problems
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
