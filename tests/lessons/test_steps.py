"""The steps of a slide: the cases from which the presenter's own tests start as well."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

from bone_atlas.lessons.model import Question, Slide

CASES = json.loads((Path(__file__).parents[1] / "cases" / "slides.json").read_text(encoding="utf-8"))


def test_a_slide_has_the_steps_that_the_presenter_knows() -> None:
    question = Question(kind="choice", ask="Which?", options=("A", "B"), answer=1)
    for case in CASES:
        slide = Slide(
            title="Slide",
            points=("Point",) * case["points"],
            question=question if case["asks"] else None,
            hidden=tuple(case["hidden"]),
        )
        assert list(slide.steps) == case["steps"]


def test_the_cases_hold_all_that_can_be_hidden() -> None:
    (kinds, *_) = get_args(Slide.model_fields["hidden"].annotation)
    assert {hidden for case in CASES for hidden in case["hidden"]} == set(get_args(kinds))
