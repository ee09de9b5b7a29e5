"""A lesson never shows as settled what the quiz would refuse, over all layers and pairs."""

from __future__ import annotations

from itertools import combinations

import pytest

from bone_atlas import facts
from bone_atlas.app.publish.lessons import deck
from bone_atlas.facts.pairs import ACROSS, IN_STUDY, NOT_IN_STUDY, either_order, left_open, settled_pairs
from bone_atlas.layers import Layer
from bone_atlas.lessons.check import check
from bone_atlas.lessons.model import Lesson, Question, Slide
from bone_atlas.quiz import bank_of
from bone_atlas.scenes.state import State
from tests.atlas import LAYERS, ROWS, shipped
from tests.cases import every_case

BANK = bank_of(ROWS)
#: What the quiz asks as settled: "which more often" has one question for each such pair.
ASKED = {key for key in BANK.candidates if key.startswith("more_often/")}


def _reported(layer: Layer) -> tuple[str, ...]:
    return tuple(report.site_id for report in layer.reports)


@every_case("layer", LAYERS.values(), ids=lambda layer: layer.id)
def test_what_a_lesson_shows_as_settled_the_quiz_asks(layer: Layer) -> None:
    for one, other in combinations(_reported(layer), 2):
        pairs = settled_pairs((other, one), layer.id, ROWS)
        for first, second in pairs if layer.cancer != "myeloma" else ():
            assert f"more_often/{layer.id}/{first}/{second}" in ASKED
        for first, second in ((one, other), (other, one)):
            asked = f"more_often/{layer.id}/{first}/{second}" in ASKED
            if layer.cancer == "myeloma":  # The quiz asks of metastases, and its lesions are none.
                assert not asked
                continue
            assert ((first, second) in pairs) == asked
            told = not facts.problems(f"{{before {layer.id} {first} {second}}}", ROWS)
            assert told == asked


@every_case("layer", LAYERS.values(), ids=lambda layer: layer.id)
def test_every_pair_must_stand_so_or_is_told_to_be_open(layer: Layer) -> None:
    sites = _reported(layer)
    pairs = settled_pairs(sites, layer.id, ROWS)
    ids = [(v.pair.first.site_id, v.pair.second.site_id) for v in left_open(sites, layer.id, ROWS)]
    assert len(pairs) + len(ids) == len(sites) * (len(sites) - 1) / 2
    assert not set(pairs) & set(ids)
    words = either_order(sites, layer.id, ROWS)
    assert bool(words) == bool(ids)
    for one, other in ids:
        assert f"{ROWS.name(one)} and {ROWS.name(other)}" in words


@every_case("layer", LAYERS.values(), ids=lambda layer: layer.id)
def test_a_sense_is_told_of_every_pair_that_can_be_put_in_order(layer: Layer) -> None:
    for one, other in combinations(_reported(layer), 2):
        text = f"{{settled {layer.id} {one} {other}}}"
        if facts.problems(text, ROWS):
            assert not ROWS.settled.disjoint(one, other)
            continue
        told = facts.tell(text, ROWS).text
        verdict = ROWS.settled.verdict(layer, one, other)
        assert told == (ACROSS if verdict.across else IN_STUDY if verdict.in_study else NOT_IN_STUDY)


@pytest.mark.parametrize("name", ["where", "ways", "late"])
def test_the_published_lessons_hold_no_pair_that_the_quiz_refuses(name: str) -> None:
    lesson = shipped(name)
    held = 0
    for slide, told in zip(lesson.slides, deck(lesson)["slides"], strict=True):
        question = told["question"]
        if question and question["kind"] == "rank":
            for first, second in question["pairs"]:
                assert f"more_often/{slide.state.layer}/{first}/{second}" in ASKED
                held += 1
    assert held


def test_a_lesson_of_a_teacher_is_held_to_it_too() -> None:
    """No two of these are settled across the sources."""
    question = Question(kind="rank", ask="?", sites=("ribs", "pelvis", "sternum"))
    slide = Slide(title="Mine", state=State(layer="chen_2017"), question=question)
    (problem,) = check(Lesson(title="t", minutes=1, slides=(slide,)), ROWS, "mine.toml")
    assert (problem.slide, problem.field) == (1, "question.sites")
    assert "no two are settled across the sources" in str(problem)
    assert "ribs and pelvis" in str(problem)


def test_the_difference_of_two_shares_is_told_with_both_counts() -> None:
    told = facts.tell("{paired shaked_zari_2025 sternum skull}", ROWS).text
    assert told == "+7.5 points (12 of 107 against 4 of 107)"
    told = facts.tell("{paired_interval shaked_zari_2025 sternum skull}", ROWS).text
    assert told == "widest 95 % CI +0.02 to +15.3 points"
    (fault,) = facts.problems("{paired zytoon_2015 spine femur}", ROWS)
    assert "not counts of the same people" in fault
    (fault,) = facts.problems("{settled shaked_zari_2025 pelvis foot}", ROWS)
    assert "does not report foot as such" in fault
    (fault,) = facts.problems("{settled wang_2012.breast_moderate pelvis pubis}", ROWS)
    assert "have a part in common" in fault


def test_who_disagrees_is_named_the_largest_first() -> None:
    told = facts.tell("{dissent shaked_zari_2025 pelvis ribs}", ROWS)
    # Seven studies; the patients of one subtype are no second source beside their own study.
    assert told.text == "Chen 2017 and 6 more have them the other way round"
    assert len(told.sources) == 7
    assert not any("Shaked" in source.text for source in told.sources)
    # The whole group and three subtypes of one study, and one ranking: two studies.
    told = facts.tell("{dissent wang_2012.breast_moderate ribs lumbar_spine}", ROWS)
    assert told.text == "Shaked Zari 2025 and 1 more have them the other way round"
    (fault,) = facts.problems("{dissent shaked_zari_2025 pelvis skull}", ROWS)
    assert "no source has them the other way round" in fault
