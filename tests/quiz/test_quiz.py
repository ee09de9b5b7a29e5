"""Quizzes: the same from the same seed, JSON, what was missed, and when an answer is right."""

from __future__ import annotations

import json
import random
import time
from itertools import pairwise, permutations
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quiz_bank import BANK

from bone_atlas import quiz
from bone_atlas.quiz import Bank
from bone_atlas.quiz.bones import clicked
from bone_atlas.view_state import LEVELS, TOPICS
from tests.atlas import LAYERS, ROWS, TABLES

seeds = st.integers(0, 999_999_999)
topics = st.sampled_from(TOPICS)
levels = st.sampled_from(LEVELS)
keys = st.sampled_from(sorted(BANK.candidates))


@settings(deadline=None)
@given(seeds, topics, levels)
def test_any_seed_gives_the_same_quiz_again_and_valid_json(seed: int, topic: str, level: str) -> None:
    made = quiz.make(seed, topic, level, BANK)
    assert made == quiz.make(seed, topic, level, BANK)
    told = made.to_json()
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert (told["seed"], told["topic"], told["level"]) == (seed, topic, level)
    assert len(told["questions"]) == len(made.questions) == 10


def test_a_bank_made_anew_asks_the_same() -> None:
    other = Bank(ROWS)
    for seed in range(20):
        assert quiz.make(seed, "all", "medium", other) == quiz.make(seed, "all", "medium", BANK)


def test_other_seeds_ask_otherwise() -> None:
    for topic in TOPICS:
        for level in LEVELS:
            made = {tuple(i.key for i in quiz.make(s, topic, level, BANK).questions) for s in range(50)}
            assert len(made) == 50


@settings(deadline=None)
@given(seeds, topics, levels, st.integers(0, 30))
def test_as_many_as_wished_or_as_there_are(seed: int, topic: str, level: str, n: int) -> None:
    made = quiz.make(seed, topic, level, BANK, n)
    subjects = {c.subject for kind in BANK.of(topic, level).values() for c in kind}
    assert len(made.questions) == min(n, len(subjects))
    assert len({item.subject for item in made.questions}) == len(made.questions)


@settings(deadline=None)
@given(keys, seeds)
def test_a_question_comes_back_by_its_key(key: str, seed: int) -> None:
    item = quiz.rebuild(key, BANK, seed)
    again = quiz.rebuild(key, BANK)
    assert item == quiz.rebuild(key, BANK, seed)
    assert (item.key, item.kind, set(item.answer)) == (key, again.kind, set(again.answer))


def test_what_was_missed_comes_first() -> None:
    hard = [item.key for item in quiz.make(3, "all", "hard", BANK).questions]
    missed = (hard[4], "more_often/gone/away/now", hard[1], hard[4])
    made = quiz.make(8, "bones", "easy", BANK, missed=missed)
    assert [item.key for item in made.questions[:2]] == [hard[4], hard[1]]
    assert len(made.questions) == 10
    assert {(item.topic, item.level) for item in made.questions[2:]} == {("bones", "easy")}
    assert len(quiz.make(8, "bones", "easy", BANK, 3, missed=hard).questions) == 3


def test_unknown_words_are_refused() -> None:
    with pytest.raises(ValueError, match="no topic 'feet'"):
        quiz.make(1, "feet", "easy", BANK)
    with pytest.raises(ValueError, match="no level 'mean'"):
        quiz.make(1, "all", "mean", BANK)
    with pytest.raises(KeyError):
        quiz.rebuild("more_often/shaked_zari_2025/pelvis/ribs", BANK)


def test_rows_are_listed_once_for_the_same_tables() -> None:
    same = SimpleNamespace(**vars(ROWS))
    assert quiz.bank_of(ROWS) is quiz.bank_of(same)
    assert quiz.make(5, "ways", "easy", same) == quiz.make(5, "ways", "easy", BANK)
    fewer = SimpleNamespace(**vars(ROWS) | {"layers": {name: LAYERS[name] for name in list(LAYERS)[:8]}})
    assert quiz.bank_of(fewer) is not quiz.bank_of(ROWS)


def test_options_stand_in_a_drawn_order() -> None:
    key = "more_often/shaked_zari_2025/pelvis/sternum"
    first = [quiz.rebuild(key, BANK, seed).options[0].id for seed in range(40)]
    assert set(first) == {"pelvis", "sternum"}


def test_every_kind_and_topic_and_level_has_questions() -> None:
    kinds = {kind for topic in TOPICS for level in LEVELS for kind in BANK.of(topic, level)}
    assert kinds == set(quiz.KINDS)
    assert all(BANK.of("all", level).keys() == kinds for level in LEVELS)


def test_yes_and_no_are_both_asked() -> None:
    for level in LEVELS:
        answers = [
            item.answer[0]
            for seed in range(20)
            for item in quiz.make(seed, "claims", level, BANK).questions
            if item.kind == "claim"
        ]
        assert 0.35 < answers.count("yes") / len(answers) < 0.65


def test_a_choice_and_a_click_are_right_or_wrong() -> None:
    choice = quiz.rebuild("more_often/shaked_zari_2025/pelvis/sternum", BANK)
    assert choice.right(["pelvis"])
    assert not choice.right(["sternum"])
    assert not choice.right([])
    assert not choice.right(["pelvis", "sternum"])
    click = quiz.rebuild("find_bone/back/ribs/any", BANK)
    assert click.right(["rib_7_left"])
    assert click.right(["rib_2_right"])
    assert not click.right(["T7"])


def test_an_order_is_right_where_every_settled_pair_is() -> None:
    item = quiz.rebuild("order/shaked_zari_2025/pelvis/lumbar_spine/thoracic_spine/sacrum/skull", BANK)
    assert len(item.settled) == 7
    assert item.right(item.answer)
    # The first three may stand in any order, the sacrum and the skull may not.
    right = [order for order in permutations(item.answer) if item.right(order)]
    assert len(right) == 6
    assert {order[3:] for order in right} == {("sacrum", "skull")}
    assert not item.right(item.answer[:4])
    assert not item.right((*item.answer[:4], "ribs"))
    assert "Either order counts for pelvis and lumbar spine; pelvis and thoracic spine" in item.explanation


@settings(deadline=None)
@given(st.sampled_from(sorted(k for k in BANK.candidates if k.startswith("order/"))), st.randoms())
def test_orders_agree_with_their_pairs(key: str, rng: random.Random) -> None:
    item = quiz.rebuild(key, BANK)
    given_order = rng.sample(item.answer, 5)
    broken = [p for p in item.settled if given_order.index(p[0]) > given_order.index(p[1])]
    assert item.right(given_order) == (not broken)


def test_wrong_clicks_are_told() -> None:
    told = {bone: clicked(bone, ROWS) for bone in ROWS.anatomy.bones()}
    assert set(told) == set(ROWS.anatomy.bones())
    assert told["rib_7_left"] == (
        "Rib 7, left. Metastases in the ribs: 29.0 % (31 of 107); Shaked Zari 2025."
    )
    assert told["tibia_shaft_left"].endswith(
        "Metastases in the lower limb as a whole: 36.3 % (49 of 135); Medicine Today 2018."
    )


def test_quick_enough_to_make_for_every_visit() -> None:
    start = time.process_time()
    for seed in range(100):
        quiz.make(seed, "all", LEVELS[seed % 3], BANK)
    assert (time.process_time() - start) / 100 < 0.02


def test_levels_get_harder() -> None:
    gaps: dict[str, list[float]] = {}
    pairs = {
        f"more_often/{layer}/{pair.first.site_id}/{pair.second.site_id}": pair
        for layer, found in BANK.settled.pairs.items()
        for pair in found
        if pair.layer.kind == "proportion" and pair.layer.cancer == "breast"
    }
    for key, pair in pairs.items():
        gaps.setdefault(BANK.candidates[key].level, []).append(pair.gap)
    assert all(min(gaps[one]) >= max(gaps[two]) for one, two in pairwise(LEVELS))
    assert TABLES is BANK.rows.tables
