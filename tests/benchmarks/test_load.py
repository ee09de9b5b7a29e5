"""The arithmetic of `make load`; the load itself takes minutes."""

from __future__ import annotations

import asyncio
import math
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.benchmarks import classroom, load, load_report, page_load
from tests.benchmarks.load_report import Limit

PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage"
CHUNKED = (
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n"
)
MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def run(coroutine: Any) -> Any:
    """Run to the end, in a thread of its own: a browser test may have a loop running in this one."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, coroutine).result()


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [
        ([7], 50, 7),
        ([3, 1, 2], 50, 2),
        ([4, 1, 3, 2], 50, 2),
        (range(1, 101), 95, 95),
        (range(1, 21), 95, 19),
        ([1, 2], 95, 2),
        ([5, 9], 0, 5),
    ],
)
def test_a_percentile_is_a_value_that_was_measured(
    values: list[float], percent: float, expected: float
) -> None:
    assert load_report.percentile(list(values), percent) == expected


def test_what_was_never_measured_meets_no_goal() -> None:
    none = load_report.spread("change", [])
    assert all(math.isnan(value) for value in none.values())
    assert load_report.missed([Limit("change_p95", "p95", "ms", most=1000)], none) == ["p95"]
    assert load_report.missed([Limit("change_p95", "p95", "ms")], none) == []


@pytest.mark.parametrize(("value", "well"), [(9.9, True), (10.0, True), (10.1, False)])
def test_a_limit_is_met_up_to_itself(value: float, well: bool) -> None:
    assert Limit("x", "x", "MB", most=10).met(value) is well
    assert Limit("x", "x", "MB", least=10).met(value) is (value >= 10)


def found(limits: tuple[Limit, ...], **other: float) -> dict[str, float]:
    """Values that are just within their limits, but for some."""
    within = {limit.key: limit.most if limit.least is None else limit.least for limit in limits}
    return {key: value or 0.0 for key, value in within.items()} | other


@pytest.mark.parametrize("limits", [load_report.class_limits(200), load_report.growth_limits(1000)])
def test_an_error_or_a_session_that_did_not_come_is_a_miss(
    limits: tuple[Limit, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert load.told(limits, found(limits), [])
    assert "MISSED" not in capsys.readouterr().out
    assert not load.told(limits, found(limits, errors=7), [f"session {n}: no" for n in range(7)])
    out, err = capsys.readouterr()
    assert out.count("MISSED") == 1
    assert err.count("session ") == load.SHOWN_FAILURES
    few = found(limits)["joins"] - 1
    assert not load.told(limits, found(limits, joins=few), [])


def test_the_table_has_a_line_for_each_thing() -> None:
    limits = load_report.class_limits(200)
    lines = load_report.table(limits, found(limits, load_p50=math.nan, change_p95=1234.5)).splitlines()
    assert len(lines) == 2 + len(limits)
    assert len({len(line) for line in lines}) == 1
    cells = {line.split("|")[1].strip(): [c.strip() for c in line.split("|")[2:5]] for line in lines[2:]}
    assert cells["page change, 95 % within"] == ["1,234 ms", "at most 1,000 ms", "MISSED"]
    assert cells["page load, all files, half of them within"] == ["none", "", ""]
    assert cells["sessions that joined"] == ["200", "at least 200", "met"]


class _Server:
    """Gives fixed answers, and notes what was asked over which connection."""

    def __init__(self, answers: dict[str, bytes]) -> None:
        self.answers = answers
        self.asked: list[tuple[int, str]] = []
        self.connections = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        number = self.connections
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                path = head.split()[1].decode()
                self.asked.append((number, path))
                writer.write(self.answers[path])
        except asyncio.IncompleteReadError:
            writer.close()

    async def visited(self, paths: list[str]) -> int:
        async with await asyncio.start_server(self.serve, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            return await page_load.load(f"http://127.0.0.1:{port}", paths)


def test_a_page_load_asks_for_every_file_once_and_the_page_first() -> None:
    paths = ["/", *(f"/{n}" for n in range(20))]
    server = _Server({path: CHUNKED if path == "/7" else PAGE for path in paths})
    assert run(server.visited(paths)) == 20 * 4 + 19
    assert server.asked[0] == (1, "/")
    assert sorted(path for _, path in server.asked) == sorted(paths)
    assert server.connections == 1 + page_load.CONNECTIONS


def test_a_class_that_never_arrives_ends_when_patience_does() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with classroom.at_work(url, sessions=2, patience=0.05) as pupils:
            pass
    assert pupils.failures == ["not all sessions had arrived after 0.05 s"]
    assert pupils.joins == []


def test_a_file_that_does_not_come_is_an_error() -> None:
    server = _Server({"/": PAGE, "/a": MISSING})
    with pytest.raises(ExceptionGroup) as raised:
        run(server.visited(["/", "/a"]))
    assert "/a: status 404" in str(raised.value.exceptions[0])
