"""What must hold for the rankings: orders of sites of studies that were seen without figures."""

from __future__ import annotations

from bone_atlas.tables.problems import Problem
from bone_atlas.tables.validators.common import Frames, number_in, numbered, unknown


def rankings_lead_somewhere(frames: Frames) -> list[Problem]:
    """Check that a ranking belongs to a study and ranks places that exist, each once.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each id that leads nowhere, and one for each place that a study ranks twice.
    """
    places = set(frames["sites"]["site_id"]) | set(frames["groups"]["group_id"])
    studies = set(frames["studies"]["study_id"])
    problems = [
        *unknown(frames, "rankings", "study_id", studies, "a study in studies.csv"),
        *unknown(frames, "rankings", "site_id", places, "a site in sites.csv or a group in groups.csv"),
    ]
    seen: set[tuple[str, str]] = set()
    for number, row in numbered(frames, "rankings"):
        place = (row["study_id"], row["site_id"])
        if row["site_id"] and place in seen:
            problems.append(
                Problem("rankings.csv", number, "site_id", row["site_id"], "each site once in a study")
            )
        seen.add(place)
    return problems


def rankings_run_from_one(frames: Frames) -> list[Problem]:
    """Check that the ranks of a study start at 1 and leave no rank out.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each row whose rank does not follow the one before it.
    """
    problems = []
    last: dict[str, float] = {}
    for number, row in numbered(frames, "rankings"):
        rank = number_in("rankings", row, "rank")
        before = last.get(row["study_id"], 0.0)
        if rank is not None and (rank == 0 or rank not in (before, before + 1)):
            expected = f"{before + 1:g}, or {before:g} where both are ranked together" if before else "1"
            problems.append(Problem("rankings.csv", number, "rank", row["rank"], expected))
        last[row["study_id"]] = before if rank is None else rank
    return problems


def rankings_are_those_of_their_study(frames: Frames) -> list[Problem]:
    """Check that a ranked study says it has no rows, and names the places as the ranking does.

    The page shows the words of ``studies.csv``, the quiz weighs those of ``rankings.csv``: they may not part.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each place that the study's ``no_rows_reason`` does not name.
    """
    reasons = {row["study_id"]: row["no_rows_reason"] for _, row in numbered(frames, "studies")}
    return [
        Problem(
            "rankings.csv",
            number,
            "site_as_reported",
            row["site_as_reported"],
            f"words of the no_rows_reason of {row['study_id']} in studies.csv",
        )
        for number, row in numbered(frames, "rankings")
        if row["site_as_reported"] not in reasons.get(row["study_id"], "")
    ]
