"""What cards tell: every fact has one, no percentage stands without its count, what is open is open."""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import Any

import pytest
from quiz_bank import BANK

from bone_atlas.exports.anki.asked import OF_CONVENTIONS
from bone_atlas.exports.anki.facts import Facts
from bone_atlas.exports.anki.lesson import facts_of
from bone_atlas.exports.anki.model import Card
from bone_atlas.exports.anki.pictures import Bodies
from bone_atlas.exports.anki.quiz import card_of
from bone_atlas.exports.anki.subjects import WITHOUT, subject_of
from bone_atlas.exports.moodle import selection
from bone_atlas.facts import conventions
from bone_atlas.facts.basis import KINDS
from bone_atlas.lessons import lesson_ids
from tests.atlas import BODY, DRAWINGS, ROWS, all_shipped

pytestmark = pytest.mark.seconds(4)
PERCENT = re.compile(r"\d\s?%")
#: What a percentage stands with: its count, or what is missing of it.
COUNTED = re.compile(r"\d of [\d,]+|count not published|measured in|of the bone|rate over time")


class NoPictures(Bodies):
    """Draws nothing: what is told does not hang on it."""

    def painted(self, *_: Any, **__: Any) -> Any:
        return None

    def vessels(self, *_: Any, **__: Any) -> Any:
        return None


BODIES = NoPictures(BODY, DRAWINGS)


@cache
def facts() -> dict[str, Card]:
    """The cards of all facts of all lessons, by key."""
    make = Facts(ROWS, BODIES)
    subjects = dict.fromkeys(s for lesson in all_shipped().values() for s in facts_of(lesson, ROWS))
    return {card.key: card for subject in subjects if (card := make.card(subject))}


def test_every_fact_of_the_lessons_that_rows_can_tell_has_a_card() -> None:
    subjects = {s for lesson in all_shipped().values() for s in facts_of(lesson, ROWS)}
    missing = {s for s in subjects if "/".join(("fact", *s)) not in facts()}
    assert missing == set()
    assert len(facts()) > 200


def test_every_kind_of_reference_is_of_some_fact() -> None:
    for kind, described in KINDS.items():
        subject = subject_of(described.example, ROWS)
        assert (subject is None) == (kind in WITHOUT), kind
        assert subject is None or hasattr(Facts, f"_{subject[0]}"), kind
    assert set(OF_CONVENTIONS) == set(conventions.CONVENTIONS)


def test_no_percentage_stands_without_its_count_and_no_card_without_its_source() -> None:
    rules = ("fact/convention/", "fact/pooling_rule")  # tell of percentages, and of no share
    found = [card for key, card in facts().items() if not key.startswith(rules)]
    told = [(card.key, line) for card in found for line in card.answer if PERCENT.search(line)]
    assert len(told) > 60
    assert [one for one in told if not COUNTED.search(one[1])] == []
    assert [card.key for card in facts().values() if not card.sources] == []


def test_what_is_open_is_told_as_open() -> None:
    cards = facts()
    claims = [key for key in cards if key.startswith("fact/claim/")]
    assert len(claims) > 5
    for key in claims:
        verdict = ROWS.claims[key.rpartition("/")[2]].verdict
        assert cards[key].ask.startswith("The article says, in our words: “")
        assert cards[key].answer == (f"{verdict[0].upper()}{verdict[1:]}.",)
    assert cards["fact/pair/shaked_zari_2025/pelvis/thoracic_spine"].answer == ("Not settled in this study.",)
    assert cards["fact/reach/ribs"].answer == ("It is not known.",)
    assert cards["fact/value/shaked_zari_2025/hand"].answer == ("Not reported",)


def test_options_that_may_stand_either_way_share_their_places() -> None:
    items = [item for item in selection(BANK) if item.kind == "order"]
    shared = [item for item in items if len(item.settled) < len(item.answer) * (len(item.answer) - 1) / 2]
    assert shared
    for item in shared:
        places = [line.partition(".  ")[0] for line in card_of(item, ROWS, BODIES).answer]
        assert any(" to " in place for place in places)


def test_the_whole_deck_has_every_question_that_moodle_has() -> None:
    parts = sys.modules["bone_atlas.exports.anki.deck"]._all(ROWS, BODIES)
    assert sum(part.many for part in parts if part.key.startswith("quiz/")) == len(selection(BANK)) > 600
    assert sum(part.key.startswith("lesson/") for part in parts) == len(lesson_ids())
