"""The deck: facts and questions of a lesson, or of all lessons with the quiz and the bones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import genanki

from bone_atlas.exports.anki import about, fields, note_types, package, quiz
from bone_atlas.exports.anki.facts import Facts
from bone_atlas.exports.anki.lesson import facts_of, questions_of, tag_of
from bone_atlas.exports.anki.model import Card, Covered, Picture
from bone_atlas.exports.anki.pictures import Bodies
from bone_atlas.exports.anki.regions import REGIONS, covered
from bone_atlas.exports.anki.subjects import Subject
from bone_atlas.exports.lessons import lesson_key
from bone_atlas.exports.moodle import selection
from bone_atlas.facts import Rows
from bone_atlas.lessons import lesson_ids
from bone_atlas.lessons.model import Lesson
from bone_atlas.lessons.read import lesson as read_lesson
from bone_atlas.lessons.told import filled
from bone_atlas.quiz import bank_of
from bone_atlas.quiz.titles import TOPICS
from bone_atlas.routes import VesselDrawing

Progress = Callable[[int, int], None]
ROOT = "Bone Metastasis Atlas"
LESSONS, QUIZ, BONES = "Lessons", "Quiz", "Bones on pictures"


@dataclass
class _Part:
    """One deck: its name for good, the one to read, and what goes into it."""

    key: str
    name: str
    made: Iterator[Card | Covered | None]
    many: int
    notes: list[genanki.Note] = field(default_factory=list)


def deck(
    lesson: Lesson | None, rows: Rows, drawings: Mapping[str, VesselDrawing], progress: Progress | None = None
) -> bytes:
    """Return a deck as the bytes of an ``.apkg`` file.

    Parameters
    ----------
    lesson : Lesson or None
        A lesson in which `bone_atlas.lessons.check` finds nothing wrong: its facts and its questions. None:
        those of all lessons that come with the atlas, the quiz, and the bones on pictures.
    rows : Rows
        Tables, anatomy, layers and routes.
    drawings : mapping of str to VesselDrawing
        The drawn vessels, by view.
    progress : callable, optional
        Is told how many notes are made, and of how many.
    """
    bodies = Bodies(rows.anatomy, drawings)
    parts = _of_lessons([lesson], rows, bodies) if lesson else _all(rows, bodies)
    total, done = sum(part.many for part in parts), 0
    media: dict[str, bytes] = {}
    types = note_types.card_type(), note_types.covered_type()
    line = about.line()
    for part in parts:
        for made in part.made:
            if made:
                part.notes.append(_note(made, types, line, len(part.notes)))
                media.update((picture.name, picture.content) for picture in _pictures(made))
            done += 1
            if progress:
                progress(done, total)
    described = about.description(whole=lesson is None)
    return package.packed([_deck(part, described) for part in parts], dict(sorted(media.items())))


# What goes in ----------------------------------------------------------------------------------------


def _all(rows: Rows, bodies: Bodies) -> list[_Part]:
    lessons = [read_lesson(one, rows) for one in lesson_ids()]
    items = selection(bank_of(rows))
    parts = _of_lessons(lessons, rows, bodies)
    for topic, title in TOPICS.items():
        of_topic = [item for item in items if item.topic == topic]
        made = (quiz.card_of(item, rows, bodies) for item in of_topic)
        if of_topic:
            parts.append(_Part(f"quiz/{topic}", f"{QUIZ}::{title}", made, len(of_topic)))
    regions = (covered(region, rows.anatomy) for region in REGIONS)
    return [*parts, _Part("bones", BONES, regions, len(REGIONS))]


def _of_lessons(lessons: Sequence[Lesson], rows: Rows, bodies: Bodies) -> list[_Part]:
    """Return a deck for each lesson; a fact that several state stands in the first, with the tags of all."""
    keys = [lesson_key(one) for one in lessons]
    told: dict[Subject, list[int]] = {}
    for number, lesson in enumerate(lessons):
        for subject in facts_of(lesson, rows):
            told.setdefault(subject, []).append(number)
    facts, parts = Facts(rows, bodies), []
    for number, (key, lesson) in enumerate(zip(keys, lessons, strict=True)):
        own = {
            subject: [tag_of(keys[each]) for each in stated]
            for subject, stated in told.items()
            if stated[0] == number
        }
        cards = chain(
            (facts.card(subject, tags) for subject, tags in own.items()),
            questions_of(lesson, key, rows, bodies),
        )
        asked = sum(slide.question is not None for slide in lesson.slides)
        title = filled(lesson.title, rows)[0].replace("::", ":")
        parts.append(_Part(f"lesson/{key}", f"{LESSONS}::{title}", cards, len(own) + asked))
    return parts


# As Anki has it --------------------------------------------------------------------------------------


def _note(
    made: Card | Covered, types: tuple[genanki.Model, genanki.Model], line: str, place: int
) -> genanki.Note:
    """Return a note; new ones are shown in the order of their places."""
    if isinstance(made, Card):
        kind, filled_in = types[0], fields.card_fields(made, line)
    else:
        kind, filled_in = types[1], fields.covered_fields(made, line)
    return genanki.Note(kind, filled_in, tags=sorted(made.tags), guid=package.guid(made.key), due=place)


def _pictures(made: Card | Covered) -> Iterator[Picture]:
    found = (made.front, made.back) if isinstance(made, Card) else (made.picture,)
    return (picture for picture in found if picture)


def _deck(part: _Part, described: str) -> genanki.Deck:
    made = genanki.Deck(package.deck_id(part.key), f"{ROOT}::{part.name}", described)
    for note in part.notes:
        made.add_note(note)
    return made
