"""From what a load gave to the table of its goals; pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.benchmarks.report import aligned, figure


@dataclass(frozen=True)
class Limit:
    """One row of the table.

    Attributes
    ----------
    key : str
        What was measured.
    title : str
        What is said of it.
    unit : str
        Of the measurement.
    most : float or None
        Not to be passed; None where it is told only.
    least : float or None
        To be reached.
    """

    key: str
    title: str
    unit: str
    most: float | None = None
    least: float | None = None

    def met(self, value: float) -> bool:
        """Return whether a value is within the limits; what is no number never is."""
        return (self.most is None or value <= self.most) and (self.least is None or value >= self.least)

    def goal(self) -> str:
        """Return the limits in words."""
        most = "" if self.most is None else f"at most {figure(self.most, self.unit)}"
        least = "" if self.least is None else f"at least {figure(self.least, self.unit)}"
        return most or least


def class_limits(sessions: int) -> tuple[Limit, ...]:
    """Return what is asked of a class that arrives and works."""
    return (
        Limit("errors", "errors", "", most=0),
        Limit("joins", "sessions that joined", "", least=sessions),
        Limit("load_p50", "page load, all files, half of them within", "ms"),
        Limit("load_p95", "page load, all files, 95 % within", "ms"),
        Limit("load_kb", "bytes of a page load", "KB"),
        Limit("join_p50", "join (connection and first run), half within", "ms"),
        Limit("join_p95", "join, 95 % within", "ms"),
        Limit("changes", "page changes", "", least=sessions),
        Limit("change_p50", "page change, half within", "ms"),
        Limit("change_p95", "page change, 95 % within", "ms", most=1000),
        Limit("cpu_arriving", "server CPU while they arrive, of a core", "%"),
        Limit("cpu_working", "server CPU while they work, of a core", "%", most=80),
        Limit("mb_before", "memory of the server before", "MB"),
        Limit("mb_after", "memory of the server with all sessions", "MB", most=768),
    )


def growth_limits(sessions: int) -> tuple[Limit, ...]:
    """Return what is asked of a server that many sessions come to, one after the other."""
    return (
        Limit("errors", "errors", "", most=0),
        Limit("joins", "sessions, each with a change of page", "", least=sessions),
        Limit("join_p95", "join, 95 % within", "ms"),
        Limit("change_p95", "page change, 95 % within", "ms"),
        Limit("mb_before", "memory of the server before", "MB"),
        Limit("mb_early", "memory after the first fifth", "MB"),
        Limit("mb_after", "memory after all", "MB"),
        Limit("mb_grown", "growth since the first fifth", "MB", most=10),
    )


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the smallest value that so many percent of all do not pass (nearest rank); NaN of none."""
    if not values:
        return math.nan
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]


def spread(name: str, values: Sequence[float]) -> dict[str, float]:
    """Return the percentiles that are told of some times."""
    return {f"{name}_p50": percentile(values, 50), f"{name}_p95": percentile(values, 95)}


def missed(limits: Sequence[Limit], found: Mapping[str, float]) -> list[str]:
    """Return the titles of what is not within its limits; what was not measured is an error."""
    return [limit.title for limit in limits if not limit.met(found[limit.key])]


def table(limits: Sequence[Limit], found: Mapping[str, float]) -> str:
    """Return what was found as a Markdown table."""
    verdicts = {True: "met", False: "MISSED"}
    rows = [
        (
            limit.title,
            "none" if math.isnan(found[limit.key]) else figure(found[limit.key], limit.unit),
            limit.goal(),
            verdicts[limit.met(found[limit.key])] if limit.goal() else "",
        )
        for limit in limits
    ]
    return aligned(("what", "found", "goal", ""), rows)
