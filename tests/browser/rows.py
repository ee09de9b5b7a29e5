"""What the screen should say, worked out from the CSV files alone, without the code that is tested."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
TIER_WORDS = {
    "most_common": "most common",
    "common": "common",
    "extremely_rare": "extremely rare",
    "not_mentioned": "not mentioned",
}
Z = 1.959963984540054  # two-sided 95 % of the normal distribution


@dataclass(frozen=True)
class Said:
    """The words that belong to one row."""

    value: str
    count: str
    interval: str


@cache
def observations() -> dict[str, dict[str, str]]:
    """Return the rows of ``observations.csv`` by their id."""
    with (DATA / "observations.csv").open(encoding="utf-8", newline="") as file:
        return {row["observation_id"]: row for row in csv.DictReader(file)}


@cache
def tiers() -> dict[str, str]:
    """Return the tier of each site that ``article.csv`` lists."""
    with (DATA / "article.csv").open(encoding="utf-8", newline="") as file:
        return {row["site_id"]: row["tier"] for row in csv.DictReader(file)}


@cache
def tier_words() -> dict[str, str]:
    """Return how the class of each site of ``article.csv`` is told, with our reading marked."""
    with (DATA / "article.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["site_id"]: TIER_WORDS[row["tier"]]
            + (" (our reading)" if row["note"].startswith("our reading") else "")
            for row in csv.DictReader(file)
        }


@cache
def studies() -> dict[str, dict[str, str]]:
    """Return the rows of ``studies.csv`` by their id."""
    with (DATA / "studies.csv").open(encoding="utf-8", newline="") as file:
        return {row["study_id"]: row for row in csv.DictReader(file)}


def wilson(numerator: int, denominator: int) -> tuple[float, float]:
    """Return the 95 % Wilson score interval in percent (Wilson 1927, J Am Stat Assoc 22:209)."""
    p, n = numerator / denominator, denominator
    middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return 100 * max(0.0, middle - half), 100 * min(1.0, middle + half)


def said(row: dict[str, str]) -> Said:
    """Return value, count and interval of an observation as the page should word them."""
    if row["numerator"]:
        numerator, denominator = int(row["numerator"]), int(row["denominator"])
        low, high = wilson(numerator, denominator)
        value = f"{100 * numerator / denominator:.1f} %"
        return Said(value, f"{numerator} of {denominator}", f"95 % CI {low:.1f}–{high:.1f} %")
    size = f", n = {int(row['denominator'])}" if row["denominator"] else ""
    return Said(f"{float(row['printed_percent']):.1f} %", f"count not published{size}", "")
