"""What must hold within each row of the table of detection."""

from __future__ import annotations

import re

from bone_atlas.tables.detection_words import OWN_BASIS, RATE
from bone_atlas.tables.problems import Problem
from bone_atlas.tables.validators.common import Frames, Row, number_in, numbered

_FILE = "detection.csv"
#: So many points away from its count a printed percentage contradicts it.
CONTRADICTION = 1.0


def detection_counts_are_possible(frames: Frames) -> list[Problem]:
    """Check that a count has a denominator and does not exceed it.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each impossible count.
    """
    problems = []
    for number, row in numbered(frames, "detection"):
        numerator, denominator = (number_in("detection", row, name) for name in ("numerator", "denominator"))
        if row["numerator"] and not row["denominator"]:
            problems.append(Problem(_FILE, number, "denominator", "", "the denominator of the count"))
        if numerator is not None and denominator is not None and numerator > denominator:
            expected = f"at most the denominator, {denominator:g}"
            problems.append(Problem(_FILE, number, "numerator", row["numerator"], expected))
    return problems


def detection_percentages_fit_their_counts(frames: Frames) -> list[Problem]:
    """Check that a printed percentage is about that of its count in every row that is shown.

    A source that cuts off or rounds up is flagged where it is shown; one that is a whole point away
    contradicts itself.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each shown row whose source contradicts itself: such a row may be kept, not shown.
    """
    problems = []
    for number, row in numbered(frames, "detection"):
        numerator, denominator, printed = (
            number_in("detection", row, name) for name in ("numerator", "denominator", "printed_percent")
        )
        if row["shown"] != "yes" or printed is None or numerator is None or not denominator:
            continue
        percent = 100 * numerator / denominator
        if abs(percent - printed) >= CONTRADICTION:
            expected = f"about {percent:.1f}, which the count gives, or shown = no with the reason"
            problems.append(Problem(_FILE, number, "printed_percent", row["printed_percent"], expected))
    return problems


def detection_intervals_hold_their_value(frames: Frames) -> list[Problem]:
    """Check that an interval has two ends, says what it is, and holds the percentage between them.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each half, unnamed or misplaced interval.
    """
    problems = []
    for number, row in numbered(frames, "detection"):
        ends = [row["printed_low"], row["printed_high"]]
        given = all(ends)
        if any(ends) and not given:
            problems.append(Problem(_FILE, number, "printed_low", row["printed_low"], "both ends, or none"))
        if bool(row["interval_kind"]) != given:
            expected = "what the interval is" if given else "nothing, as there is no interval"
            problems.append(Problem(_FILE, number, "interval_kind", row["interval_kind"], expected))
        low, value, high = (
            number_in("detection", row, name) for name in ("printed_low", "printed_percent", "printed_high")
        )
        in_order = [part for part in (low, value, high) if part is not None]
        if in_order != sorted(in_order):
            expected = f"numbers that rise from {row['printed_low']} to {row['printed_high']}"
            problems.append(Problem(_FILE, number, "printed_low", row["printed_low"], expected))
    return problems


def detection_is_shown_or_says_why(frames: Frames) -> list[Problem]:
    """Check that a shown row has something to show, and that any other says why it is not shown.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each row that is neither.
    """
    problems = []
    for number, row in numbered(frames, "detection"):
        shown = row["shown"] == "yes"
        if bool(row["not_shown_reason"]) == shown:
            expected = f"{'nothing' if shown else 'the reason'} in a row with shown = {row['shown']}"
            problems.append(Problem(_FILE, number, "not_shown_reason", row["not_shown_reason"], expected))
        if shown and not _has_value(row):
            expected = "a count, a percentage, an interval or the printed words, because the row is shown"
            problems.append(Problem(_FILE, number, "printed_percent", "", expected))
    return problems


def _has_value(row: Row) -> bool:
    return any(row[name] for name in ("numerator", "printed_percent", "printed_low", "printed_words"))


def detection_sources_are_named(frames: Frames) -> list[Problem]:
    """Check that a row with a DOI, PMID or PMC number also names the work, so that a page can cite it.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each identifier without a citation, and each citation that is a web address.
    """
    problems = []
    for number, row in numbered(frames, "detection"):
        if (row["doi"] or row["pmid"] or row["pmcid"]) and not row["citation"]:
            problems.append(Problem(_FILE, number, "citation", "", "the work that the identifier names"))
        if "://" in row["citation"] or "www." in row["citation"]:
            expected = "a printed work; web addresses belong in source_url"
            problems.append(Problem(_FILE, number, "citation", row["citation"], expected))
    return problems


def detection_measures_keep_their_basis(frames: Frames) -> list[Problem]:
    """Check that what is a share or a rate of something of its own stands on that basis, and that alone.

    A loss of mineral, a thickness of bone and a rate over time are no shares of patients or lesions.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each row whose measure and basis do not go together.
    """
    problems = []
    for number, row in numbered(frames, "detection"):
        own = OWN_BASIS.get(row["measure"])
        if own is not None and row["basis"] != own:
            expected = f"{own}, which {row['measure']} is given in"
            problems.append(Problem(_FILE, number, "basis", row["basis"], expected))
        if own is None and row["basis"] in OWN_BASIS.values():
            expected = f"what {row['measure']} is counted by, which {row['basis']} is not"
            problems.append(Problem(_FILE, number, "basis", row["basis"], expected))
    return problems


def detection_rates_are_no_percentages(frames: Frames) -> list[Problem]:
    """Check that a rate over time is given per person-years, in words, and neither as a share nor as a count.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each rate that is not written as one, and each number beside it.
    """
    problems = []
    rates = [one for one in numbered(frames, "detection") if one[1]["basis"] == "per person-time"]
    for number, row in rates:
        if not re.fullmatch(RATE, row["printed_words"]):
            expected = "a rate, such as 64 per 1,000 person-years"
            problems.append(Problem(_FILE, number, "printed_words", row["printed_words"], expected))
        problems += [
            Problem(_FILE, number, column, row[column], "nothing: a rate over time is no share")
            for column in ("numerator", "denominator", "printed_percent", "printed_low", "printed_high")
            if row[column]
        ]
    return problems
