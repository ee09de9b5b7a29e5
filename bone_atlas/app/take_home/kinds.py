"""The registry of files that can be taken home: the page and the command line offer what stands here.

A new kind is an entry in `KINDS` and a function that returns its bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bone_atlas.app.catalogue import catalogue
from bone_atlas.lessons.model import Lesson

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Subject:
    """What a file is of: the whole atlas, or a lesson.

    Attributes
    ----------
    lesson : Lesson or None
        A lesson in which `bone_atlas.lessons.check` finds nothing wrong; None is the whole atlas.
    lesson_id : str
        Of a lesson that comes with the atlas, else nothing.
    layer : str
        What the atlas is painted with at first, where that is not the usual one.
    """

    lesson: Lesson | None = None
    lesson_id: str = ""
    layer: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of file that can be taken home.

    Attributes
    ----------
    id : str
        Names it in addresses.
    label : str
        What the page calls it.
    what_for : str
        What it is good for, in a sentence.
    ending : str
        How its name ends.
    does : str
        What the command does, as its help says: the first line is a sentence of its own.
    of_atlas, of_lesson : bool
        Whether it is made of the whole atlas, of a lesson.
    make : callable
        Returns the bytes of a file; told how far it is, in parts made and parts known.
    left_out : callable
        Returns what of a subject is not in the file, in a sentence; nothing where the file itself says so.
    has_quiz : bool
        Whether that of the whole atlas holds the questions: where they are asked it is offered too.
    has_layer : bool
        Whether a layer can be named that it begins with.
    variant : str
        Tells kinds of one command apart, such as ``a4`` and ``letter``.
    """

    id: str
    label: str
    what_for: str
    ending: str
    does: str
    make: Callable[[Subject, Progress], bytes]
    left_out: Callable[[Subject], str]
    of_atlas: bool = False
    of_lesson: bool = True
    has_quiz: bool = False
    has_layer: bool = False
    variant: str = ""

    @property
    def command(self) -> str:
        """What it is called on the command line."""
        return self.id.removesuffix(f"-{self.variant}")


# What makes a file is slow to import, and a run needs one of them: each is imported where it is used.


def _html(subject: Subject, progress: Progress) -> bytes:
    from bone_atlas.app.copies import content, one_file  # noqa: PLC0415

    if subject.lesson is None:
        wanted = content.whole(layer=subject.layer) if subject.layer else content.whole()
        return one_file.one_file(wanted, None, progress)
    if subject.lesson_id:
        return one_file.one_file(content.shipped_lesson(subject.lesson_id), None, progress)
    return one_file.one_file(*content.own_lesson(subject.lesson), progress)


def _not_in_html(subject: Subject) -> str:
    from bone_atlas.app.copies.content import LEFT_OUT  # noqa: PLC0415

    return LEFT_OUT if subject.lesson is None else ""


def _pptx(subject: Subject, progress: Progress) -> bytes:
    from bone_atlas.exports import pptx  # noqa: PLC0415

    if subject.lesson is None:
        raise ValueError("slides are of a lesson")
    return pptx.deck(subject.lesson, catalogue().rows, catalogue().drawings, progress)


def _scorm(subject: Subject, progress: Progress) -> bytes:
    from bone_atlas.app.copies.scorm import scorm  # noqa: PLC0415

    if subject.lesson is None:
        raise ValueError("a SCORM package is of a lesson")
    return scorm(subject.lesson, subject.lesson_id, progress)


def _not_in_scorm(_subject: Subject) -> str:
    from bone_atlas.exports.scorm import LEFT_OUT  # noqa: PLC0415

    return LEFT_OUT


def _moodle(subject: Subject, progress: Progress) -> bytes:
    from bone_atlas.exports.moodle import lesson_xml, moodle_xml  # noqa: PLC0415
    from bone_atlas.quiz import Bank  # noqa: PLC0415

    if subject.lesson is None:
        return moodle_xml(Bank(catalogue().rows), progress)
    return lesson_xml(subject.lesson, catalogue().rows, progress)


def _not_in_moodle(subject: Subject) -> str:
    from bone_atlas.exports import moodle  # noqa: PLC0415

    return moodle.LEFT_OUT if subject.lesson is None else moodle.NOT_OF_A_LESSON


def _anki(subject: Subject, progress: Progress) -> bytes:
    from bone_atlas.exports.anki import deck  # noqa: PLC0415

    return deck(subject.lesson, catalogue().rows, catalogue().drawings, progress)


def _not_in_anki(subject: Subject) -> str:
    from bone_atlas.exports.anki.about import left_out  # noqa: PLC0415

    return left_out(whole=subject.lesson is None)


def _handout(paper: Literal["a4", "letter"]) -> Callable[[Subject, Progress], bytes]:
    def make(subject: Subject, progress: Progress) -> bytes:
        from bone_atlas.exports.handout import handout  # noqa: PLC0415

        return handout(subject.lesson, catalogue().rows, catalogue().drawings, progress, paper=paper)

    return make


def _handout_kind(paper: Literal["a4", "letter"], label: str) -> Kind:
    """Return a handout on one of the two sizes of paper that schools have."""
    return Kind(
        id=f"handout-{paper}",
        label=f"Handout (PDF, {label})",
        what_for="To be printed, in grey too: figures, questions, answers on the last pages, sources.",
        ending=f"_handout_{paper}.pdf",
        does=(
            "Write a lesson, or the atlas in short, as a PDF to be printed and handed out.\n\n"
            "It can be read in grey; the answers to questions stand on the last pages."
        ),
        of_atlas=True,
        make=_handout(paper),
        left_out=lambda _: "Its last page says what is left out.",
        variant=paper,
    )


KINDS = (
    Kind(
        id="html",
        label="One file (HTML)",
        what_for="It opens by double-click, without a network.",
        ending=".html",
        does="Write the atlas, or a lesson, as one HTML file that opens without a network.",
        of_atlas=True,
        has_layer=True,
        make=_html,
        left_out=_not_in_html,
    ),
    Kind(
        id="pptx",
        label="PowerPoint",
        what_for="Every bone and word of it can be changed there.",
        ending=".pptx",
        does=(
            "Write a lesson as a PowerPoint presentation, every bone and word of it editable.\n\n"
            "A slide that asks or uncovers something becomes two."
        ),
        make=_pptx,
        left_out=lambda _: "Its last slide says what is left out.",
    ),
    Kind(
        id="anki",
        label="Anki cards",
        what_for="To learn by heart, on a phone too: open the file with Anki.",
        ending=".apkg",
        does=(
            "Write a lesson, or all of them with the quiz, as a deck of cards that Anki imports.\n\n"
            "A card for each fact and question, with picture, count, interval and source on its back; bones "
            "to name on pictures. Imported again, cards are found again and never doubled."
        ),
        of_atlas=True,
        has_quiz=True,
        make=_anki,
        left_out=_not_in_anki,
    ),
    Kind(
        id="scorm",
        label="SCORM 1.2 package",
        what_for="For a course: a learning platform shows it, and hears score and completion.",
        ending="_scorm.zip",
        does=(
            "Write a lesson as a SCORM 1.2 package, which reports score and completion to a platform.\n\n"
            "The first answer to each question counts; the next visit goes on where the last one ended."
        ),
        make=_scorm,
        left_out=_not_in_scorm,
    ),
    Kind(
        id="moodle",
        label="Moodle questions (XML)",
        what_for="For a question bank: in Moodle, Question bank, Import, Moodle XML format.",
        ending="_moodle.xml",
        does=(
            "Write the quiz, or the questions of a lesson, as Moodle XML for a question bank.\n\n"
            "Those of the quiz with their pictures; all with explanation, figures and sources as feedback."
        ),
        of_atlas=True,
        has_quiz=True,
        make=_moodle,
        left_out=_not_in_moodle,
    ),
    _handout_kind("a4", "A4"),
    _handout_kind("letter", "Letter"),
)
BY_ID = {kind.id: kind for kind in KINDS}
