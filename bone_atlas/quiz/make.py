"""Draw a quiz: kinds mixed evenly, no subject twice, what was missed first."""

from __future__ import annotations

import random
from collections.abc import Container, Iterator, Sequence

from bone_atlas.quiz.bank import Bank
from bone_atlas.quiz.model import Candidate, Item, Quiz, Rows

QUESTIONS = 10
_banks: list[Bank] = []


def bank_of(rows: Rows) -> Bank:
    """Return the questions of some rows; those of the tables and layers asked for last are kept."""
    kept = _banks[0].rows if _banks else None
    if kept is None or kept.tables is not rows.tables or kept.layers is not rows.layers:
        _banks[:] = [Bank(rows)]
    return _banks[0]


def make(
    seed: int,
    topic: str,
    level: str,
    rows: Rows | Bank,
    n: int = QUESTIONS,
    *,
    missed: Sequence[str] = (),
) -> Quiz:
    """Make the quiz of a seed.

    Parameters
    ----------
    seed : int
        The same number gives the same quiz, as long as the tables stay as they are.
    topic, level : str
        Of `bone_atlas.view_state.TOPICS` and ``LEVELS``.
    rows : Rows or Bank
        Tables, anatomy, layers and routes, or a bank made from them.
    n : int
        How many questions.
    missed : sequence of str
        Keys of questions that were answered wrongly before: they come first, whatever their topic and level.
        Keys that the rows no longer settle are passed over.

    Returns
    -------
    Quiz
        At most `n` questions, no subject twice; fewer where there are no more.

    Raises
    ------
    ValueError
        If there is no such topic or level.
    """
    bank = rows if isinstance(rows, Bank) else bank_of(rows)
    # Not for secrets: the same seed must give the same quiz.
    rng = random.Random(f"{seed}/{topic}/{level}")  # noqa: S311
    again = [bank.candidates[key] for key in missed if key in bank.candidates]
    drawn: dict[str, Candidate] = {}
    for candidate in again[:n]:
        drawn.setdefault(candidate.subject, candidate)
    for candidate in _draws(bank, topic, level, rng, drawn):
        if len(drawn) >= n:
            break
        drawn[candidate.subject] = candidate
    questions = tuple(bank.build(candidate.key, seed) for candidate in drawn.values())
    return Quiz(seed, topic, level, questions)


def _draws(
    bank: Bank, topic: str, level: str, rng: random.Random, taken: Container[str]
) -> Iterator[Candidate]:
    """Go round the kinds, and within a kind round its groups, passing over taken subjects."""
    kinds = [_turns(kind, rng) for kind in bank.of(topic, level).values()]
    while kinds:
        rng.shuffle(kinds)
        for kind in list(kinds):
            candidate = next((one for one in kind if one.subject not in taken), None)
            if candidate is None:
                kinds.remove(kind)
            else:
                yield candidate


def _turns(candidates: Sequence[Candidate], rng: random.Random, depth: int = 0) -> Iterator[Candidate]:
    """Go round the groups, within each round its own groups; within the innermost as drawn."""
    groups: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault("/".join(candidate.group.split("/")[depth : depth + 1]), []).append(candidate)
    if list(groups) == [""]:
        yield from rng.sample(candidates, len(candidates))
        return
    waiting = [_turns(group, rng, depth + 1) for group in groups.values()]
    while waiting:
        rng.shuffle(waiting)
        for group in list(waiting):
            found = next(group, None)
            if found is None:
                waiting.remove(group)
            else:
                yield found


def rebuild(key: str, rows: Rows | Bank, seed: int = 0) -> Item:
    """Make a question again from its key.

    Parameters
    ----------
    key : str
        `Item.key`.
    rows : Rows or Bank
        Tables, anatomy, layers and routes, or a bank made from them.
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
    bank = rows if isinstance(rows, Bank) else bank_of(rows)
    return bank.build(key, seed)
