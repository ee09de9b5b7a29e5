"""Measure our page against the baseline: alternating rounds, then the table of goals."""

from __future__ import annotations

import json
import math
import os
import platform
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import click
import plotly
import psutil
import streamlit
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from app_server import AppServer, running  # noqa: E402
from find_browser import find_browser  # noqa: E402

from bone_atlas.app.catalogue import catalogue  # noqa: E402
from bone_atlas.figures import geometry  # noqa: E402
from tests.benchmarks import classroom, report, take_home  # noqa: E402
from tests.benchmarks.baseline import grid  # noqa: E402
from tests.benchmarks.copies import Copies, copied, measure_copies  # noqa: E402
from tests.benchmarks.journey import measure_frames, measure_slides  # noqa: E402
from tests.benchmarks.static_page import measure_react  # noqa: E402
from tests.benchmarks.visit import SLOW, Visit, cpu_seconds, visiting  # noqa: E402

#: Large ones: neighbouring hit points of the native chart are so close that it takes one for the other.
BONES = ("L3", "femur_shaft_left", "cranium", "sternum", "hip_bone_right")
SOURCES = ("Measured", "The article")
IDLE_SECONDS = 4.0
#: While a class is at work, each bone is clicked so often.
CLASS_ROUNDS = 4
#: Chromium must not look for anything outside while it is timed.
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)

Samples = dict[str, dict[str, list[float]]]


@dataclass(frozen=True)
class Target:
    """A page to measure: its name in the report, its server, the CPU that the idle server uses."""

    name: str
    server: AppServer
    idle_cpu: float = 0.0


@contextmanager
def servers(folder: Path) -> Iterator[list[Target]]:
    """Run both pages; the baseline from an empty folder and home, so that no configuration holds."""
    with ExitStack() as stack:
        ours = stack.enter_context(running(folder / "ours.log"))
        environ = {"HOME": str(folder), "USERPROFILE": str(folder), "PYTHONPATH": str(ROOT)}
        script = Path(__file__).parent / "baseline.py"
        baseline = stack.enter_context(running(folder / "baseline.log", script, environ, cwd=folder))
        yield [Target(report.OURS, ours), Target(report.BASELINE, baseline)]


def places() -> list[tuple[tuple[float, float], str]]:
    """Return where to click on the front view (mm), and the name of the site that the panel shall show.

    Each place is the hit point of the baseline next to the middle of the bone: there both pages hit it.
    """
    anatomy = catalogue().anatomy
    shapes = {shape.bone_id: shape for shape in geometry.view("front").shapes}
    middles = (
        min(grid(shapes[bone]), key=lambda point: math.dist(point, shapes[bone].centre)) for bone in BONES
    )
    return [(place, anatomy.name(anatomy.site_of(bone))) for place, bone in zip(middles, BONES, strict=True)]


def painted(seen: dict[str, float]) -> float:
    """Return when a skeleton in colours was in sight, a light picture or the figure."""
    return min(when for what, when in seen.items() if what != "opening")


def measure_load(browser: Browser, target: Target, samples: Samples) -> None:
    """First visit on localhost: bytes and times."""
    with visiting(browser) as visit:
        seen = visit.load(target.server.url)
        note(
            samples,
            target,
            load_kb=visit.wire.received / 1000,
            requests=visit.wire.requests,
            sight_s=painted(seen) / 1000,
            plot_s=seen["plot"] / 1000,
        )


def measure_slow_load(browser: Browser, target: Target, samples: Samples) -> None:
    """First visit through a slow line."""
    with visiting(browser, SLOW) as visit:
        seen = visit.load(target.server.url)
        note(samples, target, sight_slow_s=painted(seen) / 1000, plot_slow_s=seen["plot"] / 1000)


def measure_first_click(browser: Browser, target: Target, samples: Samples) -> None:
    """First visit, clicking a vertebra as soon as there is anything: on localhost and through a slow line."""
    place, name = places()[0]
    with visiting(browser) as visit:
        visit.load(target.server.url)
        pixel = visit.pixel(place)
    for line, key in ((None, "first_click_s"), (SLOW, "first_click_slow_s")):
        with visiting(browser, line) as visit:
            note(samples, target, **{key: visit.first_answer(target.server.url, pixel, name) / 1000})


def measure_use(browser: Browser, target: Target, samples: Samples) -> None:
    """Change the layer, click through the bones, change the layer back."""
    with visiting(browser) as visit:
        visit.load(target.server.url)
        visit.settle()
        change_layer(visit, target, SOURCES[0], samples)
        for place, name in places():
            frames, cpu, start = visit.wire.frames, cpu_seconds(target.server.pid), time.monotonic()
            times = visit.click_bone(place, name)
            visit.settle()
            samples[target.name]["lost_clicks"].append(times["lost"])
            if times["lost"]:
                continue  # its frames and CPU are those of several clicks
            note(
                samples,
                target,
                highlight_ms=times["highlight"],
                panel_ms=times["panel"],
                click_ms=times["painted"],
                click_frames=visit.wire.frames - frames,
                click_cpu_ms=cpu_since(target, cpu, start),
            )
        change_layer(visit, target, SOURCES[1], samples)


def change_layer(visit: Visit, target: Target, source: str, samples: Samples) -> None:
    frames, cpu, start = visit.wire.frames, cpu_seconds(target.server.pid), time.monotonic()
    painted = visit.choose_source(source)
    note(
        samples,
        target,
        layer_ms=painted,
        layer_frames=visit.wire.frames - frames,
        layer_cpu_ms=cpu_since(target, cpu, start),
    )


def cpu_since(target: Target, cpu: float, start: float) -> float:
    """Return the server's CPU milliseconds since then, without what it uses when idle."""
    idle = target.idle_cpu * (time.monotonic() - start)
    return max(0.0, (cpu_seconds(target.server.pid) - cpu - idle) * 1000)


def measure_static(browser: Browser, samples: Samples) -> None:
    """What a bare page needs for the same change of figures."""
    anatomy = catalogue().anatomy
    times = measure_react(browser, [anatomy.site_of(bone) for bone in BONES])
    samples[report.BASELINE]["react_ms"] += times[1:]


def measure_class(browser: Browser, target: Target, samples: Samples) -> None:
    """Clicks of one real browser, alone and while a class of sessions uses the same server."""
    with visiting(browser) as visit:
        visit.load(target.server.url)
        visit.settle()
        samples[report.BASELINE]["class_click_ms"] += clicks(visit)
        before = psutil.Process(target.server.pid).memory_info().rss
        with classroom.at_work(target.server.url) as pupils:
            samples[report.OURS]["class_click_ms"] += clicks(visit)
        grown = psutil.Process(target.server.pid).memory_info().rss - before
    note(
        samples,
        target,
        class_failures=float(len(pupils.failures)),
        class_mb=grown / 1e6 / classroom.SESSIONS,
    )


def clicks(visit: Visit) -> list[float]:
    """Click through the bones some times; return when each was painted, in milliseconds."""
    return [visit.click_bone(place, name)["painted"] for _ in range(CLASS_ROUNDS) for place, name in places()]


def measure_journeys(browser: Browser, target: Target, samples: Samples) -> None:
    """Frames of the player; what it is held against is the same page at rest."""
    found = measure_frames(browser, target.server.url)
    samples[report.OURS]["frame_ms"] += found["moving"]
    samples[report.OURS]["blocked_ms"].append(max(found["blocked"]))
    samples[report.BASELINE]["frame_ms"] += found["idle"]
    on_slides = measure_slides(browser, target.server.url)
    samples[report.OURS]["slide_frame_ms"] += on_slides["slide"]
    samples[report.BASELINE]["slide_frame_ms"] += on_slides["pathways"]


def measure_ways(browser: Browser, target: Target, copies: Copies, samples: Samples) -> None:
    """Copies without a server against our served page."""
    for name, found in zip(
        (report.OURS, report.BASELINE), measure_copies(browser, copies, target.server.url), strict=True
    ):
        for key, seconds in found.items():
            samples[name][key].append(seconds)


def idle_cpu(server: AppServer) -> float:
    """Return the CPU seconds that a server uses in a second while nobody asks for anything."""
    before = cpu_seconds(server.pid)
    time.sleep(IDLE_SECONDS)
    return (cpu_seconds(server.pid) - before) / IDLE_SECONDS


def note(samples: Samples, target: Target, **values: float) -> None:
    for key, value in values.items():
        samples[target.name][key].append(value)


def new_samples() -> Samples:
    return {name: defaultdict(list) for name in (report.OURS, report.BASELINE)}


@contextmanager
def launched() -> Iterator[Browser]:
    """Start the browser."""
    arguments = list(ARGUMENTS)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium refuses to run its sandbox as root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=arguments)
        yield browser
        browser.close()


def measure(rounds: int) -> tuple[Samples, dict[str, object]]:
    """Warm both servers with one visit each, then measure in alternating rounds."""
    samples = new_samples()
    with (
        tempfile.TemporaryDirectory() as folder,
        copied(Path(folder)) as copies,
        servers(Path(folder)) as targets,
        launched() as browser,
    ):
        for target in targets:
            measure_use(browser, target, new_samples())
        idle = {target.name: idle_cpu(target.server) for target in targets}
        warmed = [replace(target, idle_cpu=idle[target.name]) for target in targets]
        for number in range(rounds):
            click.echo(f"round {number + 1} of {rounds}", err=True)
            for step in (measure_load, measure_slow_load, measure_first_click, measure_use):
                for target in warmed if number % 2 == 0 else reversed(warmed):
                    step(browser, target, samples)
            measure_ways(browser, warmed[0], copies, samples)
            measure_journeys(browser, warmed[0], samples)
            measure_static(browser, samples)
            measure_class(browser, warmed[0], samples)
        facts = {
            "rounds": rounds,
            "browser": browser.version,
            "streamlit": streamlit.__version__,
            "plotly": plotly.__version__,
            "python": platform.python_version(),
            "cpus": os.cpu_count(),
            "idle_cpu_ms_per_s": {name: round(seconds * 1000, 1) for name, seconds in idle.items()},
        }
    return samples, facts


@click.command()
@click.option(
    "--rounds", default=5, show_default=True, type=click.IntRange(1), help="How often each page is measured."
)
@click.option(
    "--output",
    default=ROOT / "build" / "bench.json",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the JSON goes.",
)
def main(rounds: int, output: Path) -> None:
    """Measure our page against plain Streamlit in a real browser, and print what was reached."""
    started = time.monotonic()
    samples, facts = measure(rounds)
    files = take_home.rows(min(rounds, 3))
    facts["seconds"] = round(time.monotonic() - started)
    facts["take_home"] = [asdict(row) for row in files]
    click.echo(report.table([*report.rows(samples), *report.beside(samples), *files]))
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(json.dumps(report.as_json(samples, facts), indent=1) + "\n", encoding="utf-8")
    click.echo(f"\nMedians of {rounds} alternating rounds, {facts['seconds']} s; all samples: {output.name}.")
