"""The routes and their drawings, read together and checked against each other."""

from __future__ import annotations

from pathlib import Path

from bone_atlas.anatomy import VIEWS, Anatomy
from bone_atlas.routes.checks import journeys_are_drawn, lines_have_a_segment, segments_are_drawn_or_say_why
from bone_atlas.routes.drawings import VesselDrawing, read_vessels
from bone_atlas.routes.graph import Routes
from bone_atlas.tables import TableError, Tables

CHECKS = (segments_are_drawn_or_say_why, lines_have_a_segment, journeys_are_drawn)


def read_routes(
    tables: Tables, anatomy: Anatomy, assets_dir: Path | None = None
) -> tuple[Routes, dict[str, VesselDrawing]]:
    """Build the graph of vessels and read what is drawn of it, or say all that does not fit.

    Parameters
    ----------
    tables : Tables
        The loaded tables.
    anatomy : Anatomy
        The sites, groups and bones.
    assets_dir : Path, optional
        Folder of the drawings; the repository's ``assets/vessels/`` by default.

    Returns
    -------
    routes : Routes
        The graph.
    drawings : dict of str to VesselDrawing
        By view, in the order of `bone_atlas.anatomy.VIEWS`.

    Raises
    ------
    AssetError
        If a drawing is missing, unreadable or not of the form expected.
    TableError
        If tables and drawings do not fit each other.
    """
    drawings = {view: read_vessels(view, assets_dir) for view in VIEWS}
    problems = [problem for check in CHECKS for problem in check(tables, drawings.values())]
    if problems:
        raise TableError(problems)
    return Routes(tables, anatomy), drawings
