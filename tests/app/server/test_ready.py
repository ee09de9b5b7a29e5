"""A process says whether it should be sent readers: not before its first files, not when it is to stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from asgi import Client, run
from starlette.applications import Starlette

from bone_atlas.anatomy import AssetError
from bone_atlas.app import server
from bone_atlas.app.server.ready import DRAIN_SECONDS, PATH, Readiness, ReadyPath, State, drain_seconds


class _Clock:
    """A loop of events that notes what is to come later."""

    def __init__(self) -> None:
        self.later: list[tuple[float, Callable[[], None]]] = []

    def call_soon_threadsafe(self, function: Callable[..., None], *arguments: Any) -> None:
        function(*arguments)

    def call_later(self, delay: float, function: Callable[..., None], *arguments: Any) -> None:
        self.later.append((delay, lambda: function(*arguments)))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> _Clock:
    made = _Clock()
    monkeypatch.setattr(asyncio, "get_running_loop", lambda: made)
    return made


@pytest.fixture
def stops() -> Iterator[list[int]]:
    """The signals that the server has heard of."""
    heard: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _frame: heard.append(number))
    yield heard
    signal.signal(signal.SIGTERM, before)


def _no_files() -> Iterator[str]:
    yield from ()


def _broken() -> Iterator[str]:
    raise AssetError("the drawing is missing")
    yield


async def _around(made: dict[str, Any], during: Callable[[], None]) -> None:
    async with made["lifespan"](None):
        during()


def _client(made: dict[str, Any]) -> Client:
    return Client(Starlette(middleware=made["middleware"]))


@pytest.mark.parametrize(("files", "status"), [(_no_files, 200), (_broken, 503)])
def test_ready_when_the_first_files_are_made_and_not_where_they_cannot_be(
    files: Callable[[], Iterator[str]], status: int
) -> None:
    made: dict[str, Any] = {**server.options(files=files)}
    client = _client(made)
    before = client.get(PATH)
    assert (before.status, before.text) == (503, "starting")
    run(_around, made, lambda: None)  # its end waits for what is made in the background
    after = client.get(PATH)
    assert after.status == status
    assert after.headers["cache-control"] == "no-store"
    assert after.headers["content-security-policy"] == "default-src 'none'"
    assert after.headers["x-content-type-options"] == "nosniff"


def test_nothing_is_made_to_answer_and_other_paths_go_on() -> None:
    made: dict[str, Any] = {**server.options(files=lambda: pytest.fail("was asked for files"))}
    assert _client(made).get(PATH).status == 503
    assert _client(made).get(PATH + "/more").text == "Not Found"


def test_who_is_to_stop_takes_no_more_readers_whatever_is_made() -> None:
    readiness = Readiness()
    readiness.state = State.STOPPING
    readiness.made(State.READY)
    assert Client(ReadyPath(Starlette(), readiness)).get(PATH).status == 404


def test_the_signal_is_told_first_and_heeded_later(clock: _Clock, stops: list[int]) -> None:
    readiness = Readiness(drain=5.0)
    readiness.made(State.READY)
    with readiness.heeding_stop():
        signal.raise_signal(signal.SIGTERM)
        assert readiness.state is State.STOPPING
        ((delay, act),) = clock.later
        assert (delay, stops) == (5.0, [])
        act()
        assert stops == [signal.SIGTERM]
        signal.raise_signal(signal.SIGTERM)  # who says it twice will not wait
        assert clock.later[1][0] == 0
    signal.raise_signal(signal.SIGTERM)  # the server is over, and the signal its own again
    assert len(clock.later) == 2
    assert stops == [signal.SIGTERM, signal.SIGTERM]


def test_without_the_setting_the_signal_is_the_servers(clock: _Clock, stops: list[int]) -> None:
    readiness = Readiness()
    with readiness.heeding_stop():
        signal.raise_signal(signal.SIGTERM)
    assert stops == [signal.SIGTERM]
    assert clock.later == []


@pytest.mark.parametrize(("setting", "seconds"), [("", 0.0), ("0", 0.0), ("2.5", 2.5), ("600", 600.0)])
def test_how_long_it_says_so(setting: str, seconds: float) -> None:
    assert drain_seconds(setting) == seconds


@pytest.mark.parametrize("setting", ["-1", "601", "nan", "inf", "soon"])
def test_what_is_no_time_stops_the_start(setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DRAIN_SECONDS, setting)
    with pytest.raises(ValueError, match=DRAIN_SECONDS):
        server.options()
