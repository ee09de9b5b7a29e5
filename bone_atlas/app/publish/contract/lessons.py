"""Lessons as the presenter gives them."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from bone_atlas.scenes.contract import Playing, SlideClaim, SlideFigure, Strip


class RankItem(TypedDict):
    """A site to put in order."""

    id: str
    label: str


class RankTruth(RankItem):
    """A site at its rank in the study that is asked about, with its value."""

    value: str


class SlideQuestion(TypedDict):
    """What a class is asked: one of some options, counted from 1, or an order.

    Of an order `pairs` are those that must stand so: they are settled across the sources. `open` tells of the
    others, of which either order counts, and in which sense they are open; empty where there are none.
    """

    kind: str
    ask: str
    why: str
    options: list[str]
    answer: int
    items: NotRequired[list[RankItem]]
    truth: NotRequired[list[RankTruth]]
    pairs: NotRequired[list[tuple[str, str]]]
    open: NotRequired[str]


class Practising(TypedDict):
    """Where the class practises: the words of the link, and the address without the server's name."""

    text: str
    link: str


class Slide(TypedDict):
    """A slide; `number` is that of its links.

    Of each sentence that rests on something, `restsOn` has the sentence and who published it.
    """

    number: int
    title: str
    text: str
    points: list[str]
    practise: Practising | None
    question: SlideQuestion | None
    claim: SlideClaim | None
    shows: str
    kind: str
    notes: str
    restsOn: list[tuple[str, str]]
    steps: list[str]
    hidden: list[str]
    figures: list[SlideFigure]
    explore: SlideFigure
    playing: Playing | None
    strip: Strip | None
    sources: list[tuple[str, str]]
    link: str


class Lesson(TypedDict):
    """A lesson."""

    title: str
    minutes: int
    goals: list[str]
    slides: list[Slide]


class Phones(TypedDict):
    """What the server knows of addresses.

    Attributes
    ----------
    base : str
        Where other devices reach it; empty where it is the address of this one.
    longest : int
        Characters of the longest address that makes a code.
    local : list of str
        Names under which no other device reaches it.
    """

    base: str
    longest: int
    local: list[str]


class LessonData(TypedDict):
    """What the presenter receives; the lesson of a reader's own goes with it, others by their address."""

    lesson: str | Lesson
    notes: str
    closing: str
    phones: Phones
    slide: NotRequired[int]
    revealed: NotRequired[int]


class PreviewData(TypedDict):
    """A slide as it will look, where it stands, from 1, and of how many."""

    preview: Slide
    number: int
    count: int
