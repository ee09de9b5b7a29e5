"""The decorator that makes one test of many cases names each that fails, and never runs over none."""

from __future__ import annotations

import inspect

import pytest

from tests.cases import FailedCasesError, every_case


@every_case(("number", "text"), [(1, "1"), (2, "2")])
def test_it_makes_a_test(number: int, text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert str(number) == text
    assert tmp_path_factory, "fixtures come beside the values of the case"


def test_it_hides_the_parameters_of_the_cases() -> None:
    assert list(inspect.signature(test_it_makes_a_test).parameters) == ["tmp_path_factory"]


def test_every_case_runs_and_each_failure_is_named() -> None:
    seen = []

    @every_case("number", range(1, 6), ids=lambda number: f"n{number}")
    def check(number: int) -> None:
        seen.append(number)
        assert number != 2, "two is wrong"
        if number == 4:
            raise KeyError("four")

    with pytest.raises(FailedCasesError) as caught:
        check()
    assert seen == [1, 2, 3, 4, 5]
    said = str(caught.value).splitlines()
    assert said[0] == "2 of 5 cases fail:"
    assert said[1].startswith("  n2: AssertionError: two is wrong")
    assert said[-1] == "  n4: KeyError: 'four'"
    assert isinstance(caught.value.__cause__, AssertionError)


def test_a_case_that_fails_or_skips_itself_is_a_failure() -> None:
    @every_case("end", [pytest.fail, pytest.skip], ids=["fail", "skip"])
    def check(end: object) -> None:
        end("as it says")  # type: ignore[operator]

    with pytest.raises(FailedCasesError) as caught:
        check()
    assert [line.partition(":")[0].strip() for line in str(caught.value).splitlines()[1:]] == ["fail", "skip"]


def test_cases_of_cases_are_all_named() -> None:
    @every_case("outer", "ab")
    @every_case("inner", "xy")
    def check(outer: str, inner: str) -> None:
        assert (outer, inner) not in [("a", "y"), ("b", "x"), ("b", "y")]

    with pytest.raises(FailedCasesError) as caught:
        check()
    said = str(caught.value)
    assert "2 of 2 cases fail" in said
    assert [line.strip()[:2] for line in said.splitlines() if line.startswith("      ")] == ["y:", "x:", "y:"]


def test_the_same_name_twice_is_told_apart() -> None:
    @every_case("number", [1, 2], ids=["same", "same"])
    def check(number: int) -> None:
        raise AssertionError(str(number))

    with pytest.raises(FailedCasesError, match="same#1: AssertionError: 2"):
        check()


@pytest.mark.parametrize("ids", [None, []])
def test_no_case_at_all_is_refused(ids: list[str] | None) -> None:
    with pytest.raises(ValueError, match="no case of number"):
        every_case("number", [], ids=ids)


def test_too_few_names_are_refused() -> None:
    with pytest.raises(ValueError, match="1 ids for 2 cases"):
        every_case("number", [1, 2], ids=["one"])
