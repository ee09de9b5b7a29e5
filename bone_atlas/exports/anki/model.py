"""What a deck is made of, before it is written for Anki."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from bone_atlas.facts import Source
from bone_atlas.layers import Layer

#: Before the name of every picture: Anki keeps those of all decks in one folder.
PREFIX = "bone_atlas_"


@dataclass(frozen=True)
class Picture:
    """A picture on a card.

    Attributes
    ----------
    content : bytes
        PNG.
    told : str
        What it shows, for whoever does not see it.
    painted : Layer or None
        The layer whose colours stand on it: they are explained beside it.
    keys : tuple of (str, str)
        Other colours on it, each with what it means.
    """

    content: bytes
    told: str
    painted: Layer | None = None
    keys: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """The name of its file, from what is in it: another picture never has the same."""
        return f"{PREFIX}{hashlib.sha256(self.content).hexdigest()[:20]}.png"


@dataclass(frozen=True)
class Scale:
    """A share with its interval, to be drawn on a line from 0 to 100 %; in per cent."""

    percent: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Card:
    """A question on the front, its answer with all that belongs to it on the back.

    Attributes
    ----------
    key : str
        Names it for good, whatever its words: a deck that is imported again finds it by this.
    ask : str
        The question.
    context : tuple of str
        Of whom, by which test, what is counted: lines under the question.
    options : tuple of str
        What may be chosen or is to be put in order.
    lettered : bool
        Whether the options have letters.
    answer : tuple of str
        Every percentage with its count.
    scale : Scale or None
        The share of the answer.
    under : tuple of str
        What belongs to the answer at once: its interval, its rank, what of it is open.
    more : tuple of str
        Paragraphs that explain it.
    rows : tuple of str
        The rows that it rests on.
    sources : tuple of Source
        Who published them.
    front, back : Picture or None
        With the question, and with the answer.
    tags : tuple of str
        Words without spaces; two colons stand between a whole and its part.
    """

    key: str
    ask: str
    answer: tuple[str, ...]
    context: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    lettered: bool = True
    scale: Scale | None = None
    under: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    front: Picture | None = None
    back: Picture | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mask:
    """What is hidden at once: pieces of a bone and its name; all in shares of the picture.

    Attributes
    ----------
    bone : str
        Id of the bone.
    name : str
        As it stands on the picture.
    polygons : tuple of tuple of (float, float)
        Open rings.
    label : tuple of float
        Left, top, width and height of its name.
    """

    bone: str
    name: str
    polygons: tuple[tuple[tuple[float, float], ...], ...]
    label: tuple[float, float, float, float]


@dataclass(frozen=True)
class Covered:
    """A picture on which each bone is hidden in turn.

    Attributes
    ----------
    key, title : str
        Its name for good, and the one to read.
    picture : Picture
        With the names of the bones.
    masks : tuple of Mask
        In the order of their cards.
    left_out : tuple of str
        Bones of the region that are too small in it.
    tags : tuple of str
        As of a `Card`.
    """

    key: str
    title: str
    picture: Picture
    masks: tuple[Mask, ...]
    left_out: tuple[str, ...]
    tags: tuple[str, ...]
