"""The guard of the guards: what is seen, kept of a failure, and not stored from test to test."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import RESULTS, Watch, picture_of
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.seconds(10)]

QUIET = "/_stcore/health"


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("console.error('a fault')", "console: a fault"),
        ("new Promise((done) => { setTimeout(done); throwLater(); })", "script error: "),
        (
            "fetch('http://localhost:65530/').catch(() => 0)",
            "request leaves the machine: http://localhost:65530/",
        ),
    ],
)
def test_what_happens_on_a_kept_page_is_seen(
    keep: Callable[..., Page], watch: Watch, script: str, told: str
) -> None:
    page = keep(bypass_csp=True)  # the policy refuses what is tested here
    page.goto(QUIET)
    assert watch.problems == []
    page.evaluate(f"""async () => {{
      const throwLater = () => queueMicrotask(() => {{ throw new Error("a fault"); }});
      await {script};
    }}""")
    assert any(problem.startswith(told) for problem in watch.problems), watch.problems
    watch.problems.clear()  # they were provoked


def test_an_error_of_the_app_is_seen(watch: Watch) -> None:
    with watch.log.open("ab") as log:
        log.write(b"Traceback (most recent call last):\n  a fault\n")
    (problem,) = watch.collect()
    assert "a fault" in problem
    assert watch.collect() == []


@pytest.mark.parametrize("turn", [1, 2])
def test_nothing_stored_is_there_for_the_next_test(page: Page, turn: int) -> None:
    page.goto(QUIET)
    assert page.evaluate("() => localStorage.length") == 0
    assert "c=d" not in page.evaluate("document.cookie")
    page.evaluate("() => { localStorage.setItem('a', 'b'); document.cookie = 'c=d'; }")


def test_the_picture_of_a_failure_has_a_name_for_every_system() -> None:
    path = picture_of("test_a_page[/evidence?part=claims]", 0)
    assert path == RESULTS / "test_a_page_evidence_part_claims_-0.png"
