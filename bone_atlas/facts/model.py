"""What a reference is: which arguments it takes, and how it is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bone_atlas.facts.source import Source

Found = tuple[str, tuple[Source, ...]]


class NothingToTellError(ValueError):
    """A reference names rows that there are, but they do not hold what it asks for."""


@dataclass(frozen=True)
class Kind:
    """One kind of reference.

    Attributes
    ----------
    takes : tuple of str
        What its arguments are: keys of `bone_atlas.facts.rows.Rows.known`, or ``"step"`` for the number of a
        step.
    tell : callable
        From rows and arguments to words and sources.
    example : str
        A reference of this kind, without braces.
    """

    takes: tuple[str, ...]
    tell: Callable[..., Found]
    example: str
