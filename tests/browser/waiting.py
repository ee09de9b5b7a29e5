"""Wait for the page: our policy forbids the evaluation that `page.wait_for_function` relies on."""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import Page, expect


def until(page: Page, expression: str, seconds: float = 15.0) -> Any:
    """Return the value of a JavaScript expression as soon as it is true.

    Parameters
    ----------
    page : Page
        Where it is evaluated.
    expression : str
        Expression or arrow function.
    seconds : float
        How long to wait.

    Raises
    ------
    TimeoutError
        If it never became true; the message holds the last value.
    """
    deadline = time.monotonic() + seconds
    value = page.evaluate(expression)
    while not value:
        if time.monotonic() > deadline:
            raise TimeoutError(f"still {value!r} after {seconds} s: {expression}")
        page.wait_for_timeout(25)
        value = page.evaluate(expression)
    return value


def until_idle(page: Page, seconds: float = 30.0) -> None:
    """Wait until the app is there and no script run is under way."""
    app = page.locator("[data-testid=stApp][data-test-script-state=notRunning]")
    expect(app).to_be_visible(timeout=seconds * 1000)
