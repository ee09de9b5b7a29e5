"""``make load``: a class that arrives and works, or sessions in turn; what it costs the server.

Bounded in count and in time. The exit status is 1 where there was an error or a goal is missed.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import click
import psutil

from tests.benchmarks import classroom, load_report, page_load
from tests.benchmarks.load_report import Limit
from tests.benchmarks.run import launched
from tests.benchmarks.visit import cpu_seconds

from app_server import AppServer, running  # isort: skip # found once `run` is imported
from proxied import answers  # isort: skip

#: From the first session to the last word.
HARD_END_SECONDS = 240.0
#: All sessions work so long once they have arrived: each changes its page twice.
WORK_SECONDS = 75.0
SESSIONS_IN_TURN = 1_000
#: So many of those that come in turn are there at a time.
AT_A_TIME = 4
#: Ten thousand have half an hour.
GROWTH_SECONDS_EACH = 0.18
SHOWN_FAILURES = 5


@dataclass
class Loads:
    """The page loads of a class.

    Attributes
    ----------
    times : list of float
        Milliseconds until all files were there.
    kb : float
        Of the last one.
    """

    times: list[float] = field(default_factory=list)
    kb: float = 0.0

    def of(self, url: str, paths: list[str]) -> classroom.Arriving:
        """Return what a session does before it connects."""

        async def arrive(_number: int) -> None:
            start = time.monotonic()
            self.kb = await page_load.load(url, paths) / 1000
            self.times.append((time.monotonic() - start) * 1000)

        return arrive


@dataclass
class Cost:
    """What a server uses from one moment to the next."""

    server: AppServer
    cpu: float = 0.0
    at: float = 0.0

    def begin(self) -> Cost:
        """Look at the clocks."""
        self.cpu, self.at = cpu_seconds(self.server.pid), time.monotonic()
        return self

    def share(self) -> float:
        """Return the percentage of a core since then."""
        return 100 * (cpu_seconds(self.server.pid) - self.cpu) / (time.monotonic() - self.at)

    def mb(self) -> float:
        """Return the memory that the process holds now."""
        return float(psutil.Process(self.server.pid).memory_info().rss / 1e6)


@contextmanager
def served() -> Iterator[AppServer]:
    """Run the app until it is ready."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "load.log") as server:
        answers(server.url, 200)
        yield server


def load_class(server: AppServer, sessions: int) -> tuple[dict[str, float], list[str]]:
    """Let a class arrive, each by a page load, and work; return what was found and the failures."""
    with launched() as browser:
        paths = page_load.asked_for(browser, server.url)
    click.echo(f"{sessions} sessions; a page load is {len(paths)} files", err=True)
    end = time.monotonic() + HARD_END_SECONDS
    loads, cost = Loads(), Cost(server).begin()
    before = cost.mb()
    with classroom.at_work(server.url, sessions, loads.of(server.url, paths), HARD_END_SECONDS) as pupils:
        arriving = cost.share()
        click.echo(f"all there after {time.monotonic() - cost.at:.0f} s; they work", err=True)
        cost.begin()
        time.sleep(max(0.1, min(WORK_SECONDS, end - time.monotonic())))
        found = {"cpu_arriving": arriving, "cpu_working": cost.share(), "mb_after": cost.mb()}
    found |= {"errors": len(pupils.failures), "mb_before": before, "load_kb": loads.kb}
    found |= {"joins": len(pupils.joins), "changes": len(pupils.changes)}
    found |= load_report.spread("load", loads.times)
    found |= load_report.spread("join", pupils.joins) | load_report.spread("change", pupils.changes)
    return found, pupils.failures


def load_in_turn(server: AppServer, sessions: int) -> tuple[dict[str, float], list[str]]:
    """Let sessions come, change the page and go; return what was found and the failures."""
    pupils, cost = classroom.Class(), Cost(server)
    before = cost.mb()
    seconds = max(HARD_END_SECONDS, sessions * GROWTH_SECONDS_EACH)
    early = asyncio.run(_in_turn(server.url, pupils, sessions, seconds, cost.mb))
    after = cost.mb()
    found = {"mb_before": before, "mb_early": early, "mb_after": after, "mb_grown": after - early}
    found |= {"errors": len(pupils.failures), "joins": len(pupils.changes)}
    found |= load_report.spread("join", pupils.joins) | load_report.spread("change", pupils.changes)
    return found, pupils.failures


async def _in_turn(
    url: str, pupils: classroom.Class, sessions: int, seconds: float, memory: Callable[[], float]
) -> float:
    """Return the memory after the first fifth: until then caches and Streamlit's lost sessions fill up."""
    numbers, seen = iter(range(sessions)), [float("nan")]

    async def come_and_go() -> None:
        for number in numbers:
            session = classroom.Session(url, pupils, number)
            try:
                async with session.connected() as socket:
                    await session.change(socket, number)
            except Exception as error:  # whatever ends a session is what is counted
                session.fail(repr(error))
            if number == sessions // 5:
                seen[0] = memory()

    try:
        async with asyncio.timeout(seconds):
            await asyncio.gather(*(come_and_go() for _ in range(AT_A_TIME)))
    except TimeoutError:
        pupils.failures.append(f"the time was up after {seconds:.0f} s")
    return seen[0]


def told(limits: tuple[Limit, ...], found: dict[str, float], failures: list[str]) -> bool:
    """Print what was found; return whether all is well."""
    click.echo(load_report.table(limits, found))
    for failure in failures[:SHOWN_FAILURES]:
        click.echo(failure, err=True)
    missed = load_report.missed(limits, found)
    if missed:
        click.echo(f"Missed: {', '.join(missed)}.", err=True)
    return not missed


@click.command()
@click.option("--growth", is_flag=True, help="Sessions in turn, for the growth of memory.")
@click.option("--sessions", type=click.IntRange(5, 10_000), help="How many; 200 at once, 1,000 in turn.")
def main(growth: bool, sessions: int | None) -> None:
    """Put a load on a server of its own and print what it took."""
    with served() as server:
        if growth:
            count = sessions or SESSIONS_IN_TURN
            well = told(load_report.growth_limits(count), *load_in_turn(server, count))
        else:
            count = sessions or classroom.SESSIONS
            well = told(load_report.class_limits(count), *load_class(server, count))
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    main()
