"""Read `centrelines.json`, the hand-made source of the drawn vessels, and say what is wrong with it.

Lengths are millimetres in the frame of the skeleton: x to the patient's left, y up, z forwards. A line, and
the path of a journey's step, can have other points for a view in which the limbs are posed differently.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

SOURCE = Path(__file__).resolve().parent / "centrelines.json"
KINDS = {"vein", "artery", "capillary", "plexus", "lymph"}
SIDES = {"left", "right", "midline"}
MAX_GAP_MM = 0.3  # between the steps of a journey
MAX_OFF_MM = 3.0  # of a path from the lines it runs along: it rounds the corners between them

Source = Mapping[str, Any]


class SourceError(Exception):
    """The source of the vessels contradicts itself; the message lists where."""


def read_source(path: Path = SOURCE) -> Source:
    """Read the centre lines.

    Parameters
    ----------
    path : Path
        The JSON file.

    Returns
    -------
    dict
        Members ``anchors``, ``tumours``, ``lymph_nodes``, ``organs``, ``lines``, ``paths``, ``journeys``.

    Raises
    ------
    SourceError
        If lines, paths and journeys do not fit together.
    """
    source: Source = json.loads(path.read_text(encoding="utf-8"))
    if wrong := list(problems(source)):
        raise SourceError(
            f"{path.name} has {len(wrong)} problems:\n" + "\n".join(f"- {text}" for text in wrong)
        )
    return source


def problems(source: Source) -> Iterator[str]:
    """List what is wrong with the centre lines.

    Parameters
    ----------
    source : dict
        As `read_source` returns it.

    Yields
    ------
    str
        One sentence for each thing.
    """
    ids = [line["id"] for line in source["lines"]]
    yield from (f"line {name} stands there twice" for name in sorted(set(ids)) if ids.count(name) > 1)
    for line in source["lines"]:
        yield from _problems_of_line(line)
    used = {step["path"] for steps in source["journeys"].values() for step in steps}
    yield from (f"path {name} belongs to no journey" for name in source["paths"] if name not in used)
    known = {line["id"]: line for line in source["lines"]}
    for name, steps in source["journeys"].items():
        missing = [line for step in steps for line in step["lines"] if line not in known]
        missing += [step["path"] for step in steps if step["path"] not in source["paths"]]
        yield from (f"journey {name} names {other}, which is not there" for other in missing)
        if not missing:
            yield from _problems_of_journey(name, steps, known, source["paths"])


def _problems_of_line(line: Mapping[str, Any]) -> Iterator[str]:
    if line["kind"] not in KINDS or line["side"] not in SIDES:
        yield f"line {line['id']} is of kind {line['kind']} on the side {line['side']}"
    if not line["segments"]:
        yield f"line {line['id']} draws no segment"
    for name in ("points", "front_points", "left_points"):
        points = np.asarray(line.get(name, line["points"]), dtype=float)
        if points.ndim != 2 or points.shape[1] != 3 or len(points) < 2 or not np.isfinite(points).all():
            yield f"line {line['id']} needs two or more {name} of three numbers"


def _problems_of_journey(
    name: str, steps: list[Mapping[str, Any]], lines: Mapping[str, Any], paths: Mapping[str, Any]
) -> Iterator[str]:
    for variant in ("points", "left_points"):
        walked = [np.asarray(in_pose(paths[step["path"]], variant), dtype=float) for step in steps]
        for number, (one, other) in enumerate(pairwise(walked), start=2):
            if np.linalg.norm(one[-1] - other[0]) > MAX_GAP_MM:
                yield f"journey {name} jumps before step {number} ({variant})"
        for number, (step, path) in enumerate(zip(steps, walked, strict=True), start=1):
            along = [np.asarray(in_pose(lines[line], variant), dtype=float) for line in step["lines"]]
            off = max(min(_distance(point, line) for line in along) for point in path)
            if off > MAX_OFF_MM:
                yield f"journey {name} strays {off:.1f} mm from its lines in step {number} ({variant})"


def in_pose(drawn: Mapping[str, Any], variant: str) -> Any:
    """Return the points of a line or path in a pose, its usual ones where the pose does not move it."""
    return drawn.get(variant, drawn["points"])


def _distance(point: NDArray[np.float64], line: NDArray[np.float64]) -> float:
    """Distance of a point (3,) from a polyline (n, 3)."""
    start, along = line[:-1], np.diff(line, axis=0)
    length = np.maximum((along**2).sum(axis=1), 1e-12)
    part = np.clip(((point - start) * along).sum(axis=1) / length, 0, 1)
    return float(np.linalg.norm(start + part[:, None] * along - point, axis=1).min())
