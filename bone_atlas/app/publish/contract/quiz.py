"""Questions, their pictures and their sources."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from bone_atlas.app.publish.contract.routes import JourneySoFar
from bone_atlas.scenes.contract import ByTheme


class Option(TypedDict):
    """One answer on offer, and why it is wrong or what the rows say of it."""

    id: str
    label: str
    remark: str


class RowReference(TypedDict):
    """A row that a question rests on."""

    file: str
    key: str
    text: str


class QuizSource(TypedDict):
    """Who published a row; the link is empty where there is none."""

    text: str
    link: str


class QuizPicture(TypedDict):
    """What stands beside a question.

    Attributes
    ----------
    masked : bool
        Whether names and values must not be seen.
    idle : bool, optional
        Whether a small screen can go without it.
    scale : bool, optional
        Whether it has a colour scale.
    lit : list of str, optional
        Segments that may be lit.
    journey : JourneySoFar, optional
        The journey as far as it has been shown.
    """

    view: str
    sites: list[str]
    layer: str
    masked: bool
    caption: str
    paint: ByTheme
    alt: str
    scale: NotRequired[bool]
    idle: NotRequired[bool]
    overlay: NotRequired[dict[str, str]]
    side: NotRequired[str]
    routes: NotRequired[list[str]]
    lit: NotRequired[list[str]]
    journey: NotRequired[JourneySoFar]


class QuizQuestion(TypedDict):
    """A question; see `bone_atlas.quiz.Item`."""

    key: str
    subject: str
    kind: str
    topic: str
    level: str
    prompt: str
    explanation: str
    how: str
    options: list[Option]
    answer: list[str]
    settled: list[tuple[str, str]]
    figures: list[RowReference]
    sources: list[QuizSource]
    show: QuizPicture | None
    reveal: QuizPicture | None
    #: Asked in its place where no finger could hit its bones.
    spare: NotRequired[QuizQuestion]


class QuizDeck(TypedDict):
    """A quiz with everything that the browser needs to play it without asking again."""

    id: str
    number: int
    topic: str
    level: str
    topics: dict[str, str]
    levels: dict[str, str]
    link: str
    index: str
    network: str
    views: dict[str, ByTheme]
    questions: list[QuizQuestion]


class QuizData(TypedDict):
    """What the quiz receives: what is on offer, and the deck where one is played."""

    topics: dict[str, str]
    levels: dict[str, str]
    topic: str
    level: str
    deck: NotRequired[QuizDeck]
