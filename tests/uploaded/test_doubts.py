"""What a table leaves open about its numbers: out of how many, and shares of 1 or percentages."""

from __future__ import annotations

import pytest

from bone_atlas.uploaded import Checker, Result, SiteNames
from tests.atlas import BODY, TABLES

CHECKER = Checker(SiteNames(TABLES), BODY)
TITLED = "Bone metastases (n = 107)\nsite,count\nRibs,29\nSkull,4\n"


def painted(result: Result) -> dict[str, tuple[int | None, int | None, float]]:
    """Count, denominator and percentage of each painted site, rounded as a reader sees it."""
    reports = result.layer.reports if result.layer else ()
    return {
        value.site_id: (value.numerator, value.denominator, round(value.percent, 1))
        for value in reports
        if value.percent is not None
    }


def test_counts_tell_shares_from_percentages() -> None:
    shares = CHECKER.text("site,count,n,percent\nRibs,29,107,0.271\nSkull,4,107,0.037\n")
    assert painted(shares) == {"ribs": (29, 107, 27.1), "skull": (4, 107, 3.7)}
    percentages = CHECKER.text("site,count,n,percent\nRibs,1,107,0.9\nSkull,1,107,0.9\n")
    assert painted(percentages) == {"ribs": (1, 107, 0.9), "skull": (1, 107, 0.9)}
    assert not shares.questions + percentages.questions


def test_a_count_without_a_percentage_is_told_where_the_others_have_one() -> None:
    result = CHECKER.text("site,count,percent\nRibs,31,29.0\nSkull,4,\n", choices={"n": "printed"})
    assert painted(result) == {"ribs": (None, None, 29.0)}
    assert [(one.row, one.expected) for one in result.problems] == [(3, "a percentage, as in the other rows")]


@pytest.mark.parametrize(
    ("answer", "sites"),
    [("", {}), ("none", {}), ("107", {"ribs": (29, 107, 27.1), "skull": (4, 107, 3.7)})],
)
def test_the_n_of_a_title_is_asked_where_nothing_bears_it_out(
    answer: str, sites: dict[str, tuple[int, int, float]]
) -> None:
    result = CHECKER.text(TITLED, choices={"n": answer} if answer else {})
    assert painted(result) == sites
    assert [list(question.choices) for question in result.questions] == ([] if answer else [["107", "none"]])
    assert len(result.problems) == (2 if answer == "none" else 0)


def test_a_class_beside_a_number_is_refused() -> None:
    result = CHECKER.text("site,tier,percent\nRibs,common,3.0\n")
    assert not painted(result)
    assert result.problems[0].expected == "either a tier or a count or percentage, not both"
