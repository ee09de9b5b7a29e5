"""What asks for a name in the place of a click: the same bone, in the same view."""

from __future__ import annotations

import pytest

from bone_atlas.quiz import Bank, asked_by_name


def test_each_question_that_is_clicked_can_be_asked_by_name(bank: Bank) -> None:
    clicked = [key for key in bank.candidates if key.startswith("find_bone/")]
    assert len(clicked) > 200
    for key in clicked[::5] + [key for key in clicked if key.endswith("/any")]:
        item = bank.build(key)
        named = bank.build(asked_by_name(item) or "")
        assert (named.kind, named.how) == ("name_bone", "choice")
        assert set(named.answer) <= set(item.answer)
        assert named.show.view == item.show.view


@pytest.mark.parametrize("kind", ["name_bone", "trace", "order"])
def test_what_is_not_clicked_has_no_other(kind: str, bank: Bank) -> None:
    key = next(key for key, candidate in bank.candidates.items() if candidate.kind == kind)
    assert asked_by_name(bank.build(key)) is None
