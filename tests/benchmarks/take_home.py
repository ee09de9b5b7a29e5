"""How long each file takes that can be taken home; alone: ``python -m tests.benchmarks.take_home``.

Each is made in a process of its own, as the server and the command line do. The baseline is what the same
process needs to read the tables, the bones and the routes, before it makes anything.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median

import click

from bone_atlas.app.take_home.kinds import KINDS, Kind
from bone_atlas.app.take_home.order import Order, of_atlas, of_lesson
from bone_atlas.lessons import lesson_ids
from tests.benchmarks.report import Row, figure, ratio, table

#: This one, also where it is what Python was started with.
MODULE = "tests.benchmarks.take_home"
#: By kind of file how many seconds a lesson may take.
LIMITS = {"pptx": 3.0, "handout-a4": 3.0, "handout-letter": 3.0}


def orders() -> Iterator[tuple[Kind, str, list[Order]]]:
    """List what is made: a kind, what of, and which; of the lessons each."""
    for kind in KINDS:
        if kind.of_lesson:
            yield kind, "a lesson, the slowest", [of_lesson(kind, lesson_id) for lesson_id in lesson_ids()]
        if kind.of_atlas:
            yield kind, "everything", [of_atlas(kind)]


def rows(rounds: int) -> list[Row]:
    """Measure all of it; the median of the rounds counts."""
    return [_row(kind, of, wanted, rounds) for kind, of, wanted in orders()]


def _row(kind: Kind, of: str, wanted: list[Order], rounds: int) -> Row:
    found = [[_timed(order) for _ in range(rounds)] for order in wanted]
    middles = [tuple(median(column) for column in zip(*times, strict=True)) for times in found]
    read, made, size = max(middles, key=lambda middle: middle[1])
    limit = LIMITS.get(kind.id, 0.0) if kind.of_lesson and wanted[0].name != of_atlas(kind).name else 0.0
    title = f"{kind.label}: {of} ({figure(size / 1e6, 'MB')}; baseline: reading the tables)"
    goal = f"{limit:g} s" if limit else ""
    return Row(title, "s", made, read, ratio(made, read), goal, not limit or made <= limit)


def _timed(order: Order) -> tuple[float, float, float]:
    """Make a file in another process; return the seconds of reading and of making, and the bytes."""
    told = subprocess.run(
        [sys.executable, "-m", MODULE, "--make", order.name], check=True, capture_output=True, text=True
    )
    read, made, size = json.loads(told.stdout)
    return read, made, size


def _make(name: str) -> tuple[float, float, float]:
    begun = time.process_time()
    from bone_atlas.app.catalogue import catalogue

    catalogue()
    read = time.process_time()
    from bone_atlas.app.take_home.ordered import made

    body = made(name, b"", lambda _made, _known: None)
    return read - begun, time.process_time() - read, float(len(body))


@click.command()
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(1), help="How often each.")
@click.option("--make", "name", default="", help="Make one file, and print what was measured.")
def main(rounds: int, name: str) -> None:
    """Measure what each file takes that can be taken home, in seconds of the process."""
    click.echo(json.dumps(_make(name)) if name else table(rows(rounds)))


if __name__ == "__main__":
    main()
