"""All questions there are, listed once for the rows they are made from."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cached_property

from bone_atlas.evidence.settled import SettledAcrossSources
from bone_atlas.quiz.bones import Bones
from bone_atlas.quiz.claims import Claims
from bone_atlas.quiz.frequency import Frequency
from bone_atlas.quiz.model import Candidate, Item, Maker, Rows
from bone_atlas.quiz.order import Orders
from bone_atlas.quiz.picture import Pictures
from bone_atlas.quiz.trace import Traces
from bone_atlas.view_state import LEVELS, TOPICS


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
    settled : SettledAcrossSources
        The pairs of sites whose order is settled.
    makers : tuple of Maker
        Who lists and words the questions; each kind has one.
    """

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.settled = SettledAcrossSources(rows.tables, rows.anatomy, rows.layers.values())
        self.makers: tuple[Maker, ...] = (
            Bones(rows),
            Frequency(rows, self.settled),
            Orders(rows, self.settled),
            Pictures(rows),
            Traces(rows),
            Claims(rows, self.settled),
        )

    @cached_property
    def candidates(self) -> Mapping[str, Candidate]:
        """All questions by their key."""
        return {candidate.key: candidate for maker in self.makers for candidate in maker.candidates()}

    @cached_property
    def _sorted(self) -> Mapping[tuple[str, str], Mapping[str, list[Candidate]]]:
        """Questions by topic and level, then by kind."""
        found: dict[tuple[str, str], dict[str, list[Candidate]]] = {
            (topic, level): {} for topic in TOPICS for level in LEVELS
        }
        for candidate in self.candidates.values():
            for topic in (TOPICS[0], candidate.topic):
                found[topic, candidate.level].setdefault(candidate.kind, []).append(candidate)
        return found

    def of(self, topic: str, level: str) -> Mapping[str, list[Candidate]]:
        """List the questions of a topic and a level.

        Parameters
        ----------
        topic, level : str
            Of `bone_atlas.view_state.TOPICS` and ``LEVELS``.

        Returns
        -------
        mapping of str to list of Candidate
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
        maker = next(maker for maker in self.makers if candidate.kind in maker.kinds)
        # Not for secrets: the same seed must give the same quiz.
        return maker.build(candidate, random.Random(f"{seed}/{key}"))  # noqa: S311
