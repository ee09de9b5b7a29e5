"""The verdict that follows from the answers of the sources, on made-up answers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, combinations_with_replacement

import pytest

from bone_atlas.evidence.verdicts import (
    ANSWERS,
    BARE_NO,
    BARE_YES,
    NO,
    OPEN,
    PART,
    SHORT,
    YES,
    Answer,
    verdict_of,
)
from bone_atlas.tables.vocabulary import VERDICT_MEANINGS, VERDICTS

#: How favourable a verdict is to the article; nothing looked at speaks neither for nor against.
FAVOUR = {
    "supported": 4, "partly": 3, "not looked at": 2, "not settled": 2, "not supported": 1, "contradicted": 0,
}  # fmt: skip
EVERY = list(chain.from_iterable(combinations_with_replacement(ANSWERS, n) for n in range(5)))


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        ([YES], "supported"),
        ([YES, OPEN, BARE_NO], "supported"),
        ([YES, PART], "supported"),
        ([PART], "partly"),
        ([PART, OPEN, BARE_YES], "partly"),
        ([YES, NO], "partly"),
        ([PART, NO], "partly"),
        ([YES, SHORT], "partly"),
        ([SHORT], "not supported"),
        ([SHORT, OPEN], "not supported"),
        ([NO, BARE_YES], "not supported"),
        ([NO], "contradicted"),
        ([NO, OPEN, BARE_NO], "contradicted"),
        ([OPEN], "not settled"),
        ([BARE_YES], "not settled"),
        ([BARE_NO], "not settled"),
        ([OPEN, BARE_YES, BARE_NO], "not settled"),
        ([], "not looked at"),
    ],
)
def test_the_verdict_of_made_up_answers(answers: list[Answer], verdict: str) -> None:
    assert verdict_of(answers) == verdict


def test_each_verdict_is_given_to_some_answers_and_means_one_thing() -> None:
    assert {verdict_of(answers) for answers in EVERY} == set(VERDICTS) == set(FAVOUR)
    assert len(set(VERDICT_MEANINGS.values())) == 6


def test_a_source_never_moves_the_verdict_against_what_it_says() -> None:
    for answers in EVERY:
        holds_with_one_more(answers)


def holds_with_one_more(answers: Sequence[Answer]) -> None:
    before = FAVOUR[verdict_of(answers)]
    assert FAVOUR[verdict_of([*answers, NO])] <= before
    assert FAVOUR[verdict_of([*answers, SHORT])] <= max(before, FAVOUR["not supported"])
    assert FAVOUR[verdict_of([*answers, YES])] >= before
    if answers:
        assert verdict_of([*answers, OPEN]) == verdict_of(answers)
        assert verdict_of([*answers, BARE_NO]) == verdict_of(answers)


def test_without_a_count_nothing_is_supported_and_nothing_contradicted() -> None:
    for answers in EVERY:
        needs_a_count(answers)


def needs_a_count(answers: Sequence[Answer]) -> None:
    if not set(answers) & {YES, PART, NO, SHORT}:
        assert verdict_of(answers) in ("not settled", "not looked at")
    if not set(answers) & {YES, PART}:
        assert verdict_of(answers) not in ("supported", "partly")
    if NO not in answers:
        assert verdict_of(answers) != "contradicted"
