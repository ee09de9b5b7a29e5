"""Validators between the table of bones and the drawings, both ways."""

from __future__ import annotations

from collections.abc import Iterable

from bone_atlas.anatomy.places import Anatomy
from bone_atlas.anatomy.views import ViewGeometry
from bone_atlas.tables import Problem, Tables, records


def drawn_bones_have_a_row(anatomy: Anatomy, views: Iterable[ViewGeometry]) -> list[Problem]:
    """Check that every drawn piece is a bone of ``bones.csv``.

    Parameters
    ----------
    anatomy : Anatomy
        The bones known.
    views : iterable of ViewGeometry
        The views drawn.

    Returns
    -------
    list of Problem
        One for each drawn piece that ``bones.csv`` does not list.
    """
    known = set(anatomy.bones())
    return [
        Problem(f"{view.view}.geojson", None, "id", bone, "the id of a bone in bones.csv")
        for view in views
        for bone in view.bone_ids()
        if bone not in known
    ]


def bones_are_drawn_or_say_why(tables: Tables, views: Iterable[ViewGeometry]) -> list[Problem]:
    """Check that every bone of ``bones.csv`` is drawn in some view or says why not, and not both.

    Parameters
    ----------
    tables : Tables
        The loaded tables.
    views : iterable of ViewGeometry
        The views drawn.

    Returns
    -------
    list of Problem
        One for each bone without drawing and reason, or with both.
    """
    drawn = {bone for view in views for bone in view.bone_ids()}
    problems = []
    for number, row in enumerate(records(tables.bones), start=2):
        reason = row["not_drawn_reason"]
        if (row["bone_id"] in drawn) == bool(reason):
            expected = "nothing: it is drawn" if reason else f"why {row['bone_id']} is drawn in no view"
            problems.append(Problem("bones.csv", number, "not_drawn_reason", reason, expected))
    return problems
