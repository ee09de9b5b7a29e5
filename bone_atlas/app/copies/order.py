"""What can be had as one file, HTML or PowerPoint: each by a name that an address can hold."""

from __future__ import annotations

from dataclasses import dataclass

from bone_atlas.app.server.edition import digest
from bone_atlas.exports.lessons import file_stem
from bone_atlas.lessons import lesson_ids

ATLAS = "atlas"
LESSON, OWN = "lesson/", "own/"
#: The same as PowerPoint.
SLIDES, OWN_SLIDES = "slides/", "own-slides/"


@dataclass(frozen=True)
class Order:
    """A file that is wanted.

    Attributes
    ----------
    name : str
        Tells it from others: ``atlas``, ``lesson/`` with an id, ``own/`` with the digest of a teacher's own;
        ``slides/`` and ``own-slides/`` for the same as PowerPoint.
    file_name : str
        What it is called when it is saved: plain letters, no path.
    lesson : bytes
        The TOML file of a teacher's own lesson.
    """

    name: str
    file_name: str
    lesson: bytes = b""

    @property
    def is_own(self) -> bool:
        """Whether it is of one teacher alone."""
        return self.name.startswith((OWN, OWN_SLIDES))


def of_atlas() -> Order:
    """Order the whole atlas."""
    return Order(ATLAS, "bone-atlas.html")


def of_lesson(lesson_id: str) -> Order:
    """Order a lesson that comes with the atlas."""
    return Order(f"{LESSON}{lesson_id}", f"bone-atlas_lesson_{file_stem(lesson_id)}.html")


def of_own(lesson: bytes, title: str) -> Order:
    """Order a teacher's own lesson, from its file."""
    return Order(f"{OWN}{digest(lesson)}", f"{file_stem(title)}.html", lesson)


def of_slides(lesson_id: str) -> Order:
    """Order the slides of a lesson that comes with the atlas."""
    return Order(f"{SLIDES}{lesson_id}", f"bone-atlas_lesson_{file_stem(lesson_id)}.pptx")


def of_own_slides(lesson: bytes, title: str) -> Order:
    """Order the slides of a teacher's own lesson, from its file."""
    return Order(f"{OWN_SLIDES}{digest(lesson)}", f"{file_stem(title)}.pptx", lesson)


def shipped(name: str) -> Order | None:
    """Return the order of that name; None where there is none for everybody."""
    if name == ATLAS:
        return of_atlas()
    kind, slash, lesson_id = name.partition("/")
    make = {LESSON: of_lesson, SLIDES: of_slides}.get(f"{kind}{slash}")
    return make(lesson_id) if make and lesson_id in lesson_ids() else None
