"""All questions there are, listed once for the rows they are made from."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from bone_atlas.quiz import bones, frequency
from bone_atlas.quiz.model import Candidate, Item, Rows
from bone_atlas.quiz.settled import Settled
from bone_atlas.view_state import LEVELS, TOPICS

Builder = Callable[[Candidate, Rows, random.Random], Item]

#: Who puts a candidate of each kind into words.
BUILDERS: Mapping[str, Builder] = {
    "find_bone": bones.build,
    "name_bone": bones.build,
    "more_often": frequency.build,
}


class Bank:
    """All questions that the rows settle; worked out once, a quiz then only draws from it.

    Parameters
    ----------
    rows : Rows
        Tables, anatomy, layers and routes.

    Attributes
    ----------
    rows : Rows
        The same.
    """

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    @cached_property
    def settled(self) -> Settled:
        """The pairs of sites whose order is settled."""
        return Settled(self.rows.tables, self.rows.anatomy, self.rows.layers.values())

    @cached_property
    def candidates(self) -> Mapping[str, Candidate]:
        """All questions by their key."""
        return {candidate.key: candidate for candidate in self._all()}

    def _all(self) -> Iterable[Candidate]:
        yield from bones.candidates(self.rows)
        yield from frequency.candidates(self.settled)

    @cached_property
    def _sorted(self) -> Mapping[tuple[str, str], Mapping[str, tuple[Candidate, ...]]]:
        """Questions by topic and level, then by kind."""
        found: dict[tuple[str, str], dict[str, tuple[Candidate, ...]]] = {
            (topic, level): {} for topic in TOPICS for level in LEVELS
        }
        for candidate in self.candidates.values():
            for topic in ("all", candidate.topic):
                kinds = found[topic, candidate.level]
                kinds[candidate.kind] = (*kinds.get(candidate.kind, ()), candidate)
        return found

    def of(self, topic: str, level: str) -> Mapping[str, tuple[Candidate, ...]]:
        """List the questions of a topic and a level.

        Parameters
        ----------
        topic, level : str
            Of `bone_atlas.view_state.TOPICS` and ``LEVELS``.

        Returns
        -------
        mapping of str to tuple of Candidate
            By kind; kinds without any are left out.

        Raises
        ------
        ValueError
            If there is no such topic or level.
        """
        if (topic, level) not in self._sorted:
            raise ValueError(f"there is no topic {topic!r} or no level {level!r}")
        return self._sorted[topic, level]

    def build(self, key: str, seed: int = 0) -> Item:
        """Put a question into words.

        Parameters
        ----------
        key : str
            `Item.key` of a question, from whatever quiz.
        seed : int
            Draws the wrong options and their order.

        Returns
        -------
        Item
            The question.

        Raises
        ------
        KeyError
            If the rows hold, or settle, no such question (any more).
        """
        candidate = self.candidates[key]
        # Not for secrets: the same seed must give the same quiz.
        rng = random.Random(f"{seed}/{key}")  # noqa: S311
        return BUILDERS[candidate.kind](candidate, self.rows, rng)
