"""For all tests: which files start first, and one browser for all workers."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from find_browser import SETTING, NoBrowserError, find_browser
from hypothesis import settings

from bone_atlas import tables
from tools import javascript

# How long one example takes depends on what else the machine does: no test may fail by that. Nor by chance:
# a test has the same examples in every run as long as it stays the same (HYPOTHESIS_PROFILE=chance: others).
settings.register_profile("patient", deadline=None, derandomize=True)
settings.register_profile("chance", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "patient"))


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands of this process find the atlas's tables read already: each would read them anew."""
    from tests.atlas import TABLES

    load = tables.load
    monkeypatch.setattr(tables, "load", lambda folder=None: load(folder) if folder else TABLES)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Find or fetch once what two workers would else fetch at the same time: browser, scripts' tools."""
    with suppress(javascript.NodeError):  # the tests that need them say why they are not there
        javascript.install(Path(__file__).parents[1])
    try:
        os.environ[SETTING] = find_browser()
    except NoBrowserError as error:
        pytest.exit(str(error), returncode=1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first, so that no worker begins one when the other has nothing left to do."""
    longest: dict[Path, float] = {}
    for item in items:
        longest[item.path] = max(longest.get(item.path, 0.0), _seconds(item))
    items.sort(key=lambda item: -longest[item.path])


def _seconds(item: pytest.Item) -> float:
    """Return how long a test's file takes, as it says itself; with a browser, longer than without."""
    said = item.get_closest_marker("seconds")
    if said:
        return float(said.args[0])
    return 60.0 if item.get_closest_marker("browser") else 0.0
