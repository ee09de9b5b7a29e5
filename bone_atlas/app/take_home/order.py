"""What can be ordered: each kind of file, of each subject, by a name that an address can hold."""

from __future__ import annotations

from dataclasses import dataclass

from bone_atlas.app.server.edition import digest
from bone_atlas.app.take_home.kinds import BY_ID, KINDS, Kind
from bone_atlas.exports.lessons import file_stem
from bone_atlas.lessons import lesson_ids

ATLAS, LESSON, OWN = "atlas", "lesson", "own"


@dataclass(frozen=True)
class Order:
    """A file that is wanted.

    Attributes
    ----------
    name : str
        Tells it from others: the kind, then ``atlas``, ``lesson/`` with an id, or ``own/`` with the digest of
        a teacher's own.
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
        return parts(self.name)[1] == OWN

    @property
    def kind(self) -> Kind:
        """What kind of file it is."""
        return BY_ID[parts(self.name)[0]]


def parts(name: str) -> tuple[str, str, str]:
    """Take the name of an order apart: the kind, what it is of, and which of those."""
    kind, _, subject = name.partition("/")
    of, _, which = subject.partition("/")
    return kind, of, which


def of_atlas(kind: Kind) -> Order:
    """Order a file of the whole atlas."""
    return Order(f"{kind.id}/{ATLAS}", f"bone-atlas{kind.ending}")


def of_lesson(kind: Kind, lesson_id: str) -> Order:
    """Order a file of a lesson that comes with the atlas."""
    return Order(f"{kind.id}/{LESSON}/{lesson_id}", f"bone-atlas_lesson_{file_stem(lesson_id)}{kind.ending}")


def of_own(kind: Kind, lesson: bytes, title: str) -> Order:
    """Order a file of a teacher's own lesson, from the lesson's file."""
    return Order(f"{kind.id}/{OWN}/{digest(lesson)}", f"{file_stem(title)}{kind.ending}", lesson)


def all_of_atlas() -> list[Order]:
    """Return what can be ordered of the whole atlas."""
    return [of_atlas(kind) for kind in KINDS if kind.of_atlas]


def all_of_quiz() -> list[Order]:
    """Return what can be ordered that holds the questions."""
    return [of_atlas(kind) for kind in KINDS if kind.of_atlas and kind.has_quiz]


def all_of_lesson(lesson_id: str) -> list[Order]:
    """Return what can be ordered of a lesson that comes with the atlas."""
    return [of_lesson(kind, lesson_id) for kind in KINDS if kind.of_lesson]


def all_of_own(lesson: bytes, title: str) -> list[Order]:
    """Return what can be ordered of a teacher's own lesson."""
    return [of_own(kind, lesson, title) for kind in KINDS if kind.of_lesson]


def shipped(name: str) -> Order | None:
    """Return the order of that name; None where there is none for everybody."""
    known = [*all_of_atlas(), *(each for lesson_id in lesson_ids() for each in all_of_lesson(lesson_id))]
    return {each.name: each for each in known}.get(name)
