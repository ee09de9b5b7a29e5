"""Validators between the tables of the ways and what is drawn of them, both ways."""

from __future__ import annotations

from collections.abc import Iterable

from bone_atlas.routes.drawings import NAMES, VesselDrawing
from bone_atlas.tables import Problem, Tables, records


def segments_are_drawn_or_say_why(tables: Tables, drawings: Iterable[VesselDrawing]) -> list[Problem]:
    """Check that every segment is drawn in some view or says why not, and not both.

    Parameters
    ----------
    tables : Tables
        The loaded tables.
    drawings : iterable of VesselDrawing
        The views drawn.

    Returns
    -------
    list of Problem
        One for each segment without line and reason, or with both.
    """
    drawn = {name for drawing in drawings for line in drawing.lines for name in line.segments}
    problems = []
    for number, row in enumerate(records(tables.segments), start=2):
        reason = row["not_drawn_reason"]
        if (row["segment_id"] in drawn) == bool(reason):
            expected = "nothing: it is drawn" if reason else f"why {row['segment_id']} is drawn in no view"
            problems.append(Problem("segments.csv", number, "not_drawn_reason", reason, expected))
    return problems


def lines_have_a_segment(tables: Tables, drawings: Iterable[VesselDrawing]) -> list[Problem]:
    """Check that every line draws segments of ``segments.csv``.

    Parameters
    ----------
    tables : Tables
        The loaded tables.
    drawings : iterable of VesselDrawing
        The views drawn.

    Returns
    -------
    list of Problem
        One for each segment named by a line that ``segments.csv`` does not list; the column is the line.
    """
    known = set(tables.segments["segment_id"])
    # Lines have their segments from the file of names, whatever views they are drawn in: told once.
    named = dict.fromkeys(
        (line.line_id, name) for d in drawings for line in d.lines for name in line.segments
    )
    return [
        Problem(f"{NAMES}.json", None, line, name, "the id of a segment in segments.csv")
        for line, name in named
        if name not in known
    ]


def journeys_are_drawn(tables: Tables, drawings: Iterable[VesselDrawing]) -> list[Problem]:
    """Check that every step of every journey has a path in every view, and no path is left over.

    Parameters
    ----------
    tables : Tables
        The loaded tables.
    drawings : iterable of VesselDrawing
        The views drawn.

    Returns
    -------
    list of Problem
        One for each journey with too few or too many paths, or unknown to ``journeys.csv``.
    """
    steps = {str(name): int(count) for name, count in tables.journeys["journey_id"].value_counts().items()}
    return [
        Problem(
            f"{NAMES}.json", None, name, f"{len(drawing.journeys.get(name, ()))} paths in {drawing.view}",
            f"{steps.get(name, 0)} paths, as journeys.csv has steps",
        )
        for drawing in drawings
        for name in sorted({*steps, *drawing.journeys})
        if len(drawing.journeys.get(name, ())) != steps.get(name, 0)
    ]  # fmt: skip
