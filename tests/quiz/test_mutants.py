"""Each rule taken out in turn: the checker must find questions that are then ambiguous or wrong.

That it finds none while all rules stand is what `test_ten_thousand` holds of every question.
"""

from __future__ import annotations

from typing import Any

import pytest
import quiz_checker

from bone_atlas.evidence import settled
from bone_atlas.evidence.settled import SettledAcrossSources
from bone_atlas.layers import Tier
from bone_atlas.quiz import Bank, bones
from bone_atlas.quiz.adjacency import Adjacency
from bone_atlas.quiz.order import Orders
from bone_atlas.quiz.picture import Pictures, percent_of
from tests.atlas import ROWS


def faulty(kinds: set[str]) -> set[str]:
    """Return those of some kinds of which a question does not pass; each is looked for until one is found."""
    bank = Bank(ROWS)
    found: set[str] = set()
    for key, candidate in bank.candidates.items():
        if candidate.kind in kinds - found and quiz_checker.faults(bank.build(key).to_json()):
            found.add(candidate.kind)
    return found


def nothing(*_: Any) -> tuple[str, ...]:
    return ()


def no_one_else_is_asked(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(SettledAcrossSources, "dissent", nothing)


def any_difference_counts(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(settled, "settled_in_study", lambda one, other: percent_of(one) > percent_of(other))


def small_groups_count(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(settled, "SMALL_GROUP", 1)


def parts_are_compared_with_their_whole(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(SettledAcrossSources, "disjoint", lambda *_: True)


def our_reading_counts(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(settled, "named", lambda value: isinstance(value, Tier))


def any_vessel_is_wrong(patch: pytest.MonkeyPatch) -> None:
    def all_but_two(self: Adjacency, _: str, __: str, at: str, answer: str) -> tuple[str, ...]:
        return tuple(vessel for vessel in self._routes.vessels if vessel not in (at, answer))

    patch.setattr(Adjacency, "wrong", all_but_two)


def any_picture_will_do(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Pictures, "share", lambda *_: 0.0)


def any_layer_leads(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Pictures, "_leads", lambda *_: True)


def any_five_will_do(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("bone_atlas.quiz.order.MOST_OPEN", 4)


def orders_keep_silent(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Orders, "_open", lambda *_: "")


def hidden_bones_are_asked_for(patch: pytest.MonkeyPatch) -> None:
    seen = bones.areas()
    patch.setattr(bones, "good_views", lambda bone: tuple(seen.get(bone, ())))


def any_verdict_will_do(patch: pytest.MonkeyPatch) -> None:
    every = {
        "supported": "yes", "partly": "yes", "not supported": "no", "contradicted": "no", "not settled": "no",
    }  # fmt: skip
    patch.setattr("bone_atlas.quiz.claims.ANSWERS", every)
    patch.setattr("bone_atlas.quiz.claims.AGAINST", dict.fromkeys(every, "nothing"))


def sources_may_disagree(patch: pytest.MonkeyPatch) -> None:
    judged = ("supported", "not supported", "contradicted")
    patch.setattr("bone_atlas.quiz.claims.AGAINST", dict.fromkeys(judged, "nothing"))


def figures_lose_their_count(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("bone_atlas.wording.count", lambda _: "")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mutation", "kinds"),
    [
        (no_one_else_is_asked, {"more_often", "order", "claim"}),
        (any_difference_counts, {"more_often", "order", "claim"}),
        (small_groups_count, {"more_often", "claim"}),
        (parts_are_compared_with_their_whole, {"more_often", "order"}),
        (our_reading_counts, {"more_often", "order"}),
        (any_vessel_is_wrong, {"trace"}),
        (any_picture_will_do, {"picture"}),
        (any_layer_leads, {"picture"}),
        (any_five_will_do, {"order"}),
        (orders_keep_silent, {"order"}),
        (hidden_bones_are_asked_for, {"find_bone", "name_bone"}),
        (any_verdict_will_do, {"claim"}),
        (sources_may_disagree, {"claim"}),
        (figures_lose_their_count, {"more_often", "order", "picture", "find_bone"}),
    ],
)
def test_without_a_rule_questions_are_faulty(
    mutation: Any, kinds: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    mutation(monkeypatch)
    assert faulty(kinds) == kinds
