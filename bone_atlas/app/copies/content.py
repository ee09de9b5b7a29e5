"""What a copy holds: its pages, and what each is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bone_atlas.app.html.opening import TITLE
from bone_atlas.app.html.page_head import page_title
from bone_atlas.app.publish import atlas, contract, copy_texts, detection, evidence_scene, pathways_scene
from bone_atlas.app.publish import figures as published
from bone_atlas.app.publish import lessons as published_lessons
from bone_atlas.app.publish import quiz as published_quiz
from bone_atlas.app.publish.phones import phones
from bone_atlas.app.publish.values import json_bytes
from bone_atlas.app.registry import PAGES, PageEntry, page_entry
from bone_atlas.app.server.edition import digest
from bone_atlas.app.server.headers import PREFIX
from bone_atlas.lessons.model import Lesson
from bone_atlas.quiz import titles
from bone_atlas.view_state import DEFAULT_LAYER, DRAFT_LESSON, LANGUAGES, LEVELS, TOPICS, ViewState

#: What a copy of the atlas does without.
LEFT_OUT = (
    "A copy cannot paint a table of your own or make a lesson: `bone-atlas serve` does. "
    "The names on its Evidence page are English."
)
#: The pages that a lesson alone needs.
OF_A_LESSON = ("present",)
#: Names of bones that every copy has.
ALWAYS = ("en",)


@dataclass(frozen=True)
class Wanted:
    """What is to be in a copy.

    Attributes
    ----------
    names : sequence of str
        Languages of the names; on the Evidence page they are English, for its drawings of all pairs of
        studies are most of a copy.
    layer : str
        What the atlas is painted with at first.
    lessons : mapping of str to str
        Address of each lesson by its id.
    pages : sequence of PageEntry
        That which comes up first before the others.
    has_notes : bool
        Whether the speaker's notes can have a window of their own.
    title : str
        Of the document, where it is not that of its page: a lesson alone has its own.
    scored : bool
        Whether a learner takes a lesson alone, and a learning platform hears how it went.
    """

    names: Sequence[str] = ALWAYS
    layer: str = DEFAULT_LAYER
    lessons: Mapping[str, str] = field(default_factory=dict)
    pages: Sequence[PageEntry] = PAGES
    has_notes: bool = False
    title: str = ""
    scored: bool = False


def whole(names: Sequence[str] = ALWAYS, layer: str = DEFAULT_LAYER, *, has_notes: bool = False) -> Wanted:
    """Return what the whole atlas is."""
    lessons = {name: published_lessons.published_lesson(name)[1] for name in published_lessons.titles()}
    return Wanted(names=names, layer=layer, lessons=lessons, has_notes=has_notes)


def lesson_alone(name: str, address: str, title: str = "") -> Wanted:
    """Return what a lesson alone needs.

    Parameters
    ----------
    name, address : str
        Its id, and where it stands in the copy.
    title : str
        What it is called.
    """
    pages = [page_entry(page) for page in OF_A_LESSON]
    return Wanted(lessons={name: address}, pages=pages, title=title and f"{title} · {TITLE}")


def shipped_lesson(lesson_id: str) -> Wanted:
    """Return what a lesson needs that comes with the atlas.

    Parameters
    ----------
    lesson_id : str
        One of `bone_atlas.lessons.lesson_ids`.
    """
    lesson, address = published_lessons.published_lesson(lesson_id)
    return lesson_alone(lesson_id, address, published_lessons.title(lesson))


def own_lesson(lesson: Lesson) -> tuple[Wanted, dict[str, bytes]]:
    """Return what a lesson of a reader's own needs, and the lesson by its place in the copy.

    Parameters
    ----------
    lesson : Lesson
        A lesson in which `bone_atlas.lessons.check` finds nothing wrong.
    """
    body = json_bytes(published_lessons.deck(lesson))
    address = f"{PREFIX}lesson/{DRAFT_LESSON}.{digest(body)}.json"
    return lesson_alone(DRAFT_LESSON, address, published_lessons.title(lesson)), {address: body}


def static_copy(wanted: Wanted) -> contract.StaticCopy:
    """Return the pages of a copy."""
    return {
        "pages": [
            {
                "name": entry.name,
                "path": entry.path,
                "title": wanted.title or page_title(entry),
                "bare": entry.bare,
                "data": _data(entry, wanted),
            }
            for entry in wanted.pages
        ]
    }


def _data(
    entry: PageEntry, wanted: Wanted
) -> contract.SceneData | contract.QuizOfCopy | contract.LessonsOfCopy | contract.TextOfCopy:
    if entry.name in _MANIFESTS:
        return _scene(entry.name, wanted)
    if entry.name == "practise":
        return _quiz()
    if entry.name == "present":
        return _lessons(wanted)
    return {"html": copy_texts.text_url(entry.name, in_file=not wanted.has_notes)}


def _detection() -> dict[str, str]:
    return dict.fromkeys(ALWAYS, detection.manifest_url())


_MANIFESTS = {
    "atlas": atlas.manifest_urls,
    "pathways": pathways_scene.manifest_urls,
    "evidence": evidence_scene.manifest_urls,
    "detection": _detection,
}
#: Scenes that have names in all languages.
_NAMED = ("atlas", "pathways")


def _scene(name: str, wanted: Wanted) -> contract.SceneData:
    names = wanted.names if name in _NAMED else ALWAYS
    made = _MANIFESTS[name]()
    return {
        "scene": name,
        "manifests": {language: made[language] for language in names},
        "languages": {language: LANGUAGES[language] for language in names},
        "start": ViewState(layer=wanted.layer).to_query(),
        "phones": phones(""),
        "slides": False,
    }


def _quiz() -> contract.QuizOfCopy:
    return {
        "offered": {
            "topics": titles.TOPICS,
            "levels": titles.LEVELS,
            "topic": TOPICS[0],
            "level": LEVELS[0],
        },
        "decks": published_quiz.deck_urls(),
    }


def _lessons(wanted: Wanted) -> contract.LessonsOfCopy:
    teach = page_entry("teach")
    return {
        "lessons": dict(wanted.lessons),
        "notes": published.notes_url() if wanted.has_notes else "",
        "closing": f"/{teach.path}" if teach in wanted.pages else "",
        "phones": phones(""),
        "scored": wanted.scored,
    }
