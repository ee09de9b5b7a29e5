"""What a quiz is made of: questions with their options, their answer, and the rows that settle it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from bone_atlas.anatomy import Anatomy
from bone_atlas.facts import Source
from bone_atlas.layers import Layer
from bone_atlas.routes import Routes
from bone_atlas.tables import Tables

#: What can be asked, and how it is answered: by a click on the skeleton, by one option, by putting in order.
KINDS: Mapping[str, str] = {
    "find_bone": "click",
    "name_bone": "choice",
    "more_often": "choice",
    "order": "order",
    "picture": "choice",
    "trace": "choice",
    "claim": "choice",
}


class Rows(Protocol):
    """What questions are made from: anything that holds the tables and what is built from them."""

    @property
    def tables(self) -> Tables:
        """The loaded tables."""

    @property
    def anatomy(self) -> Anatomy:
        """Sites, groups and bones."""

    @property
    def layers(self) -> Mapping[str, Layer]:
        """The layers of the tables, by id, in the order of the picker."""

    @property
    def routes(self) -> Routes:
        """The routes from breast to bone."""


@dataclass(frozen=True)
class Reference:
    """A row that a question rests on.

    Attributes
    ----------
    file, key : str
        Table and id of the row, such as ``observations.csv`` and ``shaked_zari_2025:ribs``.
    words : str
        What the row says: a percentage always with its count, or with the words that none was published.
    """

    file: str
    key: str
    words: str


@dataclass(frozen=True)
class Option:
    """One answer on offer.

    Attributes
    ----------
    id : str
        Id of a bone, site, layer or vessel, or ``yes`` / ``no``.
    label : str
        What is read.
    remark : str
        Why it is wrong, or what the rows say of it; empty where nothing can be told.
    """

    id: str
    label: str
    remark: str = ""


#: What can stand beside a question.
Shown = Literal["skeleton", "layer", "ways", "nothing"]


@dataclass(frozen=True)
class Show:
    """What stands beside a question: the parts of a view state that matter to it.

    Attributes
    ----------
    shows : str
        ``skeleton`` without any paint, ``layer``: the skeleton painted, ``ways``: the vessels on the body,
        ``nothing``.
    layer, view, route, breast, journey, step
        As in `bone_atlas.view_state.ViewState`.
    sites : tuple of str
        What is marked: bones, sites, groups or vessels.
    untold : bool
        Whether title, unit, number of patients and values of the layer must not be seen: they would give the
        answer away.
    """

    shows: Shown = "skeleton"
    layer: str = ""
    view: str = "front"
    sites: tuple[str, ...] = ()
    route: str = ""
    breast: str = "left"
    journey: str = ""
    step: int = 0
    untold: bool = False


@dataclass(frozen=True)
class Item:
    """One question.

    Attributes
    ----------
    key : str
        Names the question for good, whatever the order of its options: ``rebuild`` makes it again.
    subject : str
        What it is about; a quiz asks each subject once.
    kind, topic, level : str
        One of `KINDS`, and of `bone_atlas.view_state.TOPICS` and ``LEVELS``.
    prompt : str
        The question.
    options : tuple of Option
        In the order shown; empty where the answer is a click on the skeleton.
    answer : tuple of str
        The right option; all bones that count as right; or the options in their right order.
    show, reveal : Show
        What is seen with the question, and what with its answer.
    explanation : str
        The answer in words, every percentage with its count.
    figures : tuple of Reference
        The rows that settle it.
    sources : tuple of Source
        Who published those rows.
    settled : tuple of tuple of str
        Of an order: which must come before which. Two options that are not a pair here may stand either way.
    """

    key: str
    subject: str
    kind: str
    topic: str
    level: str
    prompt: str
    options: tuple[Option, ...]
    answer: tuple[str, ...]
    show: Show
    reveal: Show
    explanation: str
    figures: tuple[Reference, ...]
    sources: tuple[Source, ...]
    settled: tuple[tuple[str, str], ...] = ()

    @property
    def how(self) -> str:
        """How it is answered: ``"click"``, ``"choice"`` or ``"order"``."""
        return KINDS[self.kind]

    def right(self, given: Sequence[str]) -> bool:
        """Tell whether an answer is right.

        Parameters
        ----------
        given : sequence of str
            The bone clicked, the option chosen, or all options in the order they were put.

        Returns
        -------
        bool
            Of an order: True where every settled pair stands as it must.
        """
        if self.how != "order":
            return len(given) == 1 and given[0] in self.answer
        if sorted(given) != sorted(self.answer):
            return False
        place = {option: number for number, option in enumerate(given)}
        return all(place[first] < place[second] for first, second in self.settled)

    def to_json(self) -> dict[str, Any]:
        """Return the question as JSON has it.

        Returns
        -------
        dict
            Lists, dicts, strings, numbers and booleans only; all attributes, and ``how``.
        """
        named = ("key", "subject", "kind", "topic", "level", "prompt", "explanation", "how")
        return {
            **{name: getattr(self, name) for name in named},
            "options": [{"id": o.id, "label": o.label, "remark": o.remark} for o in self.options],
            "answer": list(self.answer),
            "settled": [list(pair) for pair in self.settled],
            "show": _shown(self.show),
            "reveal": _shown(self.reveal),
            "figures": [{"file": f.file, "key": f.key, "text": f.words} for f in self.figures],
            "sources": [{"text": s.text, "link": s.link} for s in self.sources],
        }


def _shown(show: Show) -> dict[str, Any]:
    """Return what is shown as JSON has it."""
    return {**vars(show), "sites": list(show.sites)}


@dataclass(frozen=True)
class Candidate:
    """A question that can be asked, before it is put into words.

    Attributes
    ----------
    key, subject, kind, topic, level : str
        As in `Item`.
    group : str
        Kin, and after a slash closer kin: draws go round the groups, so that a study with many pairs does not
        crowd out the others, and a true statement comes as often as a false one.
    """

    key: str
    subject: str
    kind: str
    topic: str
    level: str
    group: str = ""

    def ask(
        self,
        *,
        prompt: str,
        answer: tuple[str, ...],
        show: Show,
        reveal: Show,
        explanation: str,
        figures: tuple[Reference, ...],
        sources: tuple[Source, ...],
        options: tuple[Option, ...] = (),
        settled: tuple[tuple[str, str], ...] = (),
    ) -> Item:
        """Put it into words: the parts of `Item` that it does not know yet."""
        return Item(
            self.key, self.subject, self.kind, self.topic, self.level, prompt, options, answer, show, reveal,
            explanation, figures, sources, settled,
        )  # fmt: skip


class Maker(Protocol):
    """Who lists and words the questions of some kinds."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """Which of `KINDS`."""

    def candidates(self) -> Iterable[Candidate]:
        """List every question that the rows settle."""

    def build(self, candidate: Candidate, rng: random.Random) -> Item:
        """Put one of them into words; wrong options and their order are drawn."""


@dataclass(frozen=True)
class Quiz:
    """Questions of one seed.

    Attributes
    ----------
    seed : int
        The number it was made from; the same number asks the same questions.
    topic, level : str
        What was wished for.
    questions : tuple of Item
        Fewer than wished where there are no more of this topic and level.
    """

    seed: int
    topic: str
    level: str
    questions: tuple[Item, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """Return the quiz as JSON has it."""
        return {
            "seed": self.seed,
            "topic": self.topic,
            "level": self.level,
            "questions": [item.to_json() for item in self.questions],
        }
