"""A thousand quizzes, with `make test-all` ten: each question is held against the rows by `quiz_checker`."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
import quiz_checker

from bone_atlas import quiz
from bone_atlas.quiz import Bank
from bone_atlas.view_state import LEVELS, TOPICS

EACH = 1000
WISHES = tuple(product(TOPICS, LEVELS))


def holds_for_seeds(seeds: range, bank: Bank) -> None:
    for seed in seeds:
        topic, level = WISHES[seed % len(WISHES)]
        made = quiz.make(seed, topic, level, bank)
        assert len(made.questions) == quiz.QUESTIONS
        assert len({item.subject for item in made.questions}) == quiz.QUESTIONS
        for item in made.questions:
            assert not quiz_checker.faults(item.to_json()), (seed, item.key)
            assert topic in ("all", item.topic)
            assert item.level == level


def test_no_question_is_ambiguous_or_wrong_by_its_own_rows(bank: Bank) -> None:
    holds_for_seeds(range(EACH), bank)


@pytest.mark.slow
@pytest.mark.exhaustive
@pytest.mark.parametrize("part", range(1, 10))
def test_ten_thousand_have_no_such_question(part: int, bank: Bank) -> None:
    holds_for_seeds(range(part * EACH, (part + 1) * EACH), bank)


def test_every_question_there_is_passes_too(bank: Bank) -> None:
    found = {key: quiz_checker.faults(bank.build(key).to_json()) for key in bank.candidates}
    assert not {key: faults for key, faults in found.items() if faults}


def test_kinds_are_mixed_evenly(bank: Bank) -> None:
    for seed, level in product(range(60), LEVELS):
        kinds = Counter(item.kind for item in quiz.make(seed, "all", level, bank).questions)
        assert set(kinds) == set(quiz.KINDS)
        assert max(kinds.values()) - min(kinds.values()) <= 1
