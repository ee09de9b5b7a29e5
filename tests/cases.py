"""Many like cases in one test: pytest's `parametrize` without a test of its own for each."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any

import pytest

Test = Callable[..., None]
Ids = Callable[[Any], str] | Iterable[str]
#: A case that fails, is failed or would skip itself; what else stops a run (Ctrl-C, time) stops this too.
FAILURES = (Exception, pytest.fail.Exception, pytest.skip.Exception)


class FailedCasesError(AssertionError):
    """Names each case that failed, and why."""


def every_case(
    names: str | Sequence[str],
    cases: Iterable[Any],
    *,
    ids: Callable[[Any], str] | Iterable[str] | None = None,
) -> Callable[[Test], Test]:
    """Make one test of a function that is called for each case.

    It reads like `pytest.mark.parametrize`, which needs some milliseconds for each case where the case itself
    needs one. All cases run; those that fail are named by id in one message. Fixtures are those of the one
    test: the cases share them.

    Parameters
    ----------
    names : str or sequence of str
        The function's parameters that differ from case to case; a case has as many values.
    cases : iterable
        The cases; at least one.
    ids : callable or iterable of str, optional
        What a case is called: a function of each of its values, or one name for each case. By default the
        text of its values.

    Raises
    ------
    ValueError
        If there is no case, for such a test could not fail; or not one id for each case.
    """
    parameters = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    values = [(case,) if len(parameters) == 1 else tuple(case) for case in cases]
    called = _named(values, ids)
    if not values:
        raise ValueError(f"no case of {', '.join(parameters)}")
    if len(called) != len(values):
        raise ValueError(f"{len(called)} ids for {len(values)} cases")

    def decorate(test: Test) -> Test:
        @wraps(test)
        def all_cases(**fixtures: Any) -> None:
            failures = {}
            for name, case in zip(called, values, strict=True):
                try:
                    test(**dict(zip(parameters, case, strict=True)), **fixtures)
                except FAILURES as failure:
                    failures[name] = failure
            if failures:
                raise FailedCasesError(_message(failures, len(values))) from next(iter(failures.values()))

        signature = inspect.signature(test)
        kept = [parameter for name, parameter in signature.parameters.items() if name not in parameters]
        all_cases.__signature__ = signature.replace(parameters=kept)  # type: ignore[attr-defined]
        return all_cases

    return decorate


def _named(values: list[tuple[Any, ...]], ids: Ids | None) -> list[str]:
    """One name a case; the same name twice gets its number."""
    if ids is None or callable(ids):
        called = ["-".join(str((ids or _text)(value)) for value in case) for case in values]
    else:
        called = list(ids)
    return [f"{name}#{i}" if called.index(name) != i else name for i, name in enumerate(called)]


def _text(value: Any) -> str:
    said = str(value)
    return said if len(said) <= 60 else f"{said[:60]}…"


def _message(failures: dict[str, BaseException], cases: int) -> str:
    """Each failed case with the first lines of its reason; the first is shown whole by pytest."""
    lines = [f"{len(failures)} of {cases} cases fail:"]
    for name, failure in failures.items():
        said = f"{type(failure).__name__}: {failure}".splitlines()
        said = said if isinstance(failure, FailedCasesError) else said[:3]
        lines += [f"  {name}: {said[0]}", *(f"    {line}" for line in said[1:] if line.strip())]
    return "\n".join(lines)
