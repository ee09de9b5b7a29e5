"""A copy of the atlas without a server: its pages, and what each is given."""

from __future__ import annotations

from typing import TypedDict

from bone_atlas.app.publish.contract.lessons import Phones
from bone_atlas.app.publish.contract.quiz import QuizData
from bone_atlas.app.publish.contract.scenes import SceneData


class TextOfCopy(TypedDict):
    """A page that is a text: the address of an `HtmlFile`."""

    html: str


class QuizOfCopy(TypedDict):
    """The page of questions: what is on offer, and by topic and level, ``all/easy``, addresses of decks."""

    offered: QuizData
    decks: dict[str, list[str]]


class LessonsOfCopy(TypedDict):
    """The page of a lesson that is given.

    Attributes
    ----------
    lessons : dict of str to str
        Address of each by its id; the first is given where none is asked for.
    notes : str
        Address of the notes window; empty where two windows cannot tell each other anything.
    closing : str
        The page to which a lesson is left; empty where there is no other.
    scored : bool
        Whether a learner takes it alone, and a learning platform hears how it went.
    """

    lessons: dict[str, str]
    notes: str
    closing: str
    phones: Phones
    scored: bool


class CopyPage(TypedDict):
    """A page: see `bone_atlas.app.registry.PageEntry`; `title` is that of the document."""

    name: str
    path: str
    title: str
    bare: bool
    data: SceneData | QuizOfCopy | LessonsOfCopy | TextOfCopy


class StaticCopy(TypedDict):
    """All pages of a copy, that which comes up first before the others."""

    pages: list[CopyPage]
