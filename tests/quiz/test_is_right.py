"""When an answer is right: the cases that the browser's own copy of the rule is held to as well."""

from __future__ import annotations

import json
from pathlib import Path

from bone_atlas.quiz import Item, Show
from bone_atlas.quiz.model import KINDS

CASES = json.loads((Path(__file__).parents[1] / "cases" / "is_right.json").read_text(encoding="utf-8"))
KIND = {"click": "find_bone", "choice": "name_bone", "order": "order"}


def test_an_answer_is_right_by_the_same_rule_as_in_the_browser() -> None:
    for case in CASES:
        item = Item(
            key="key", subject="subject", kind=KIND[case["how"]], topic="bones", level="easy", prompt="?",
            options=(), answer=tuple(case["answer"]), show=Show(), reveal=Show(), explanation="", figures=(),
            sources=(), settled=tuple((first, second) for first, second in case.get("settled", [])),
        )  # fmt: skip
        assert item.how == case["how"]
        assert item.right(case["given"]) is case["right"], case["why"]


def test_the_cases_hold_every_way_of_answering() -> None:
    assert {case["how"] for case in CASES} == set(KINDS.values())
