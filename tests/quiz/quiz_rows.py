"""What the CSV files and the drawings say, for `quiz_checker`.

Nothing of the package is imported here: tables are read with the csv module, drawings with json, and the
rules are written a second time.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Z = 1.959963984540054  # two-sided 95 % of the normal distribution
LEAST_N = 20
TIERS = {"most_common": 0, "common": 1, "extremely_rare": 2}
#: The studies of which only the order of sites is in the tables, read by eye from their abstracts' words.
RANKINGS = {
    "tawfik_2016": {"spine": 1, "pelvis": 2, "femur": 3, "ribs": 4},
    "beiki_2010": {
        "pelvis": 1, "lumbar_spine": 2, "thoracic_spine": 3, "ribs": 4, "sternum": 5, "cervical_spine": 6,
    },
    "kakhki_2013": {"spine": 1, "ribs": 2, "sternum": 2, "sternum_and_ribs": 2},
    "hui_2018": {"ribs": 1, "pelvis": 3},
    "radiographs_334": {"spine": 1, "pelvis": 2, "femur": 3, "skull": 4, "ribs": 5, "humerus": 6},
    "siregar_2023": {"ribs": 1, "femur": 2, "spine": 3, "pelvis": 4},
}  # fmt: skip


@cache
def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table."""
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def by_id(name: str, key: str) -> dict[str, dict[str, str]]:
    """Return the rows of a table by their id."""
    return {row[key]: row for row in table(name)}


# --- anatomy


@cache
def atoms(place: str) -> frozenset[str]:
    """Return the smallest parts of a site, group or bone: sites with bones, or with nothing beneath them."""
    if place in by_id("groups", "group_id"):
        members = by_id("groups", "group_id")[place]["member_site_ids"].split(";")
        return frozenset().union(*(atoms(member) for member in members))
    if place not in by_id("sites", "site_id"):
        return frozenset({by_id("bones", "bone_id")[place]["site_id"]})
    children = [row["site_id"] for row in table("sites") if row["parent_id"] == place]
    owns = any(row["site_id"] == place for row in table("bones"))
    own = {place} if owns or not children else set()
    return frozenset(own).union(*(atoms(child) for child in children))


@cache
def bones_in(place: str) -> frozenset[str]:
    """Return the bones of a site, a group, or of a bone that is no site."""
    if place not in by_id("sites", "site_id") and place not in by_id("groups", "group_id"):
        return frozenset({place})
    return frozenset(row["bone_id"] for row in table("bones") if row["site_id"] in atoms(place))


@cache
def drawn(view: str) -> dict[str, float]:
    """Return the visible area of each bone of a view, in mm²."""
    path = ROOT / "assets" / "skeleton" / f"{view}.geojson"
    found = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        geometry = feature["geometry"]
        parts = geometry["coordinates"]
        parts = [parts] if geometry["type"] == "Polygon" else parts
        found[feature["id"]] = sum(_area(part[0]) - sum(map(_area, part[1:])) for part in parts)
    return {bone: area for bone, area in found.items() if bone != "cartilage"}


def _area(ring: list[list[float]]) -> float:
    total = 0.0
    for i in range(len(ring) - 1):
        total += ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1]
    return abs(total) / 2


# --- figures


def wilson(x: int, n: int) -> tuple[float, float]:
    """Return the 95 % Wilson score interval in percent (Wilson 1927, J Am Stat Assoc 22:209)."""
    p = x / n
    middle, half = p + Z * Z / (2 * n), Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    scale = 100 / (1 + Z * Z / n)
    return (middle - half) * scale, (middle + half) * scale


@cache
def reports(layer: str) -> dict[str, dict[str, str]]:
    """Return the painted rows of a layer by place."""
    rows = [row for row in table("observations") if row["layer_id"] == layer and row["painted"] == "yes"]
    return {row["site_id"]: row for row in rows}


def percent(row: dict[str, str]) -> float:
    """Return the percentage of a row: of its count, else as printed."""
    if row["numerator"]:
        return 100 * int(row["numerator"]) / int(row["denominator"])
    return float(row["printed_percent"])


@cache
def bounds(layer: str, site: str) -> tuple[float, float] | None:
    """Return between which percentages a layer has a site; None where nothing bears on it."""
    rows = reports(layer)
    if site in rows:
        return percent(rows[site]), percent(rows[site])
    inside = [place for place in rows if atoms(place) <= atoms(site)]
    around = [place for place in rows if atoms(place) >= atoms(site)]
    if not inside and not around:
        return None
    low = max([percent(rows[place]) for place in inside], default=0.0)
    tops = [100.0, *(percent(rows[place]) for place in around)]
    if inside and frozenset().union(*(atoms(place) for place in inside)) >= atoms(site):
        tops.append(sum(percent(rows[place]) for place in inside))
    return low, min(tops)


@cache
def reversed_somewhere(first: str, second: str, layer: str) -> tuple[str, ...]:
    """Return the sources of the same cancer in which the first has less than the second."""
    cancer = by_id("layers", "layer_id")[layer]["cancer"]
    found = []
    for other in table("layers"):
        if other["cancer"] != cancer or other["layer_id"] == layer or other["kind"] != "proportion":
            continue
        one, two = bounds(other["layer_id"], first), bounds(other["layer_id"], second)
        if one and two and one[1] < two[0]:
            found.append(other["layer_id"])
    if cancer == "breast":
        for study, order in RANKINGS.items():
            if first in order and second in order and order[first] > order[second]:
                found.append(study)
    return tuple(found)


@cache
def unsettled(layer: str, first: str, second: str) -> str:
    """Say why it is not settled that the first is more often involved than the second; empty where it is."""
    if atoms(first) & atoms(second):
        return "the two have a part in common"
    why = _classes(first, second) if layer == "article" else _intervals(reports(layer), first, second)
    if why:
        return why
    against = reversed_somewhere(first, second, layer)
    return f"it is the other way round in {', '.join(against)}" if against else ""


def _classes(first: str, second: str) -> str:
    tier = {row["site_id"]: TIERS.get(row["tier"], 9) for row in table("article")}
    if not {first, second} <= named():
        return "the class is our reading, not the article's word"
    return "" if tier[first] < tier[second] else "the article does not put the first in a higher class"


def _intervals(rows: dict[str, dict[str, str]], first: str, second: str) -> str:
    counts = [(rows[site]["numerator"], rows[site]["denominator"]) for site in (first, second)]
    if not all(x for x, _ in counts):
        return "a count is not published"
    if "secondary source" in {rows[site]["verified"] for site in (first, second)}:
        return "it was read in another work"
    if any(int(n) < LEAST_N for _, n in counts):
        return "the group is small"
    (x1, n1), (x2, n2) = ((int(x), int(n)) for x, n in counts)
    if n1 != n2:
        return "the two are not of the same people"
    if all(least_difference(x1, x2, n1, both) > 0 for both in range(max(0, x1 + x2 - n1), min(x1, x2) + 1)):
        return ""
    return "the difference may be chance, or the order is the other way round"


@cache
def least_difference(x1: int, x2: int, n: int, both: int) -> float:
    """Return the lower 95 % limit of first minus second, in points, where so many of the same n have both.

    Newcombe 1998, Stat Med 17:2635, method 10: the lower limit of the first and the upper of the second,
    joined by their correlation phi.
    """
    table = both, x1 - both, x2 - both, n - x1 - x2 + both
    cross = table[0] * table[3] - table[1] * table[2]
    if cross > 0:
        cross = max(cross - n / 2, 0)
    margins = x1 * (n - x1) * x2 * (n - x2)
    phi = cross / math.sqrt(margins) if margins else 0.0
    p1, p2 = 100 * x1 / n, 100 * x2 / n
    down, up = p1 - wilson(x1, n)[0], wilson(x2, n)[1] - p2
    return p1 - p2 - math.sqrt(max(0.0, down * down - 2 * phi * down * up + up * up))


@cache
def named() -> frozenset[str]:
    """Return the sites that the article names with a class."""
    return frozenset(row["site_id"] for row in table("article") if row["basis"] == "named")


# --- paint


@cache
def lead(layer: str) -> str:
    """Return the place with the highest percentage of a layer; empty where two share it."""
    rows = reports(layer)
    best = max(percent(row) for row in rows.values())
    first = [place for place, row in rows.items() if percent(row) == best]
    return first[0] if len(first) == 1 else ""


@cache
def paint(layer: str, bone: str) -> float | None:
    """Return what a bone is painted with: the report of the fewest bones, then parts, that covers it."""
    cover = [place for place in reports(layer) if atoms(place) >= atoms(bone)]
    if not cover:
        return None
    finest = min(cover, key=lambda place: (len(bones_in(place)), len(atoms(place))))
    return percent(reports(layer)[finest])


# --- ways


@cache
def edges(route: str) -> frozenset[tuple[str, str]]:
    """Return the steps of a route, or of all routes; nothing leaves a site."""
    found = set()
    for row in table("segments"):
        if route == "all" or route in row["routes"].split(";"):
            found.add((row["from_id"], row["to_id"]))
            if row["direction"] == "two_way" and row["to_id"] in by_id("vessels", "vessel_id"):
                found.add((row["to_id"], row["from_id"]))
    return frozenset(found)


def paths(route: str, start: str, goals: frozenset[str], without: str) -> Iterator[tuple[str, ...]]:
    """Walk every way without detour from a place to one of some goals, never through one place."""
    waiting = [(start,)] if start != without else []
    while waiting:
        path = waiting.pop()
        if path[-1] in goals:
            yield path
            continue
        for one, other in edges(route):
            if one == path[-1] and other not in path and other != without:
                waiting.append((*path, other))


@cache
def leads(route: str, start: str, site: str, without: str) -> bool:
    """Tell whether a site can be reached from a place without passing another."""
    return any(True for _ in paths(route, start, goals(site), without))


@cache
def goals(site: str) -> frozenset[str]:
    """Return the ends of ways that hold the whole of a site."""
    ends = {row["to_id"] for row in table("segments")} - set(by_id("vessels", "vessel_id"))
    return frozenset(end for end in ends if atoms(end) >= atoms(site))


@cache
def can_be_next(route: str, at: str, site: str) -> frozenset[str]:
    """Return every vessel that can follow a place on a way to a site."""
    return frozenset(two for one, two in edges(route) if one == at and leads(route, two, site, at))


@cache
def can_be_before(route: str, at: str) -> frozenset[str]:
    """Return every vessel from which a cell of the breast can have come to a place, or to what holds it."""
    around = {at} if at in by_id("vessels", "vessel_id") else goals(at)
    joined = {one for one, two in edges(route) if two in around}
    return frozenset(one for one in joined if comes(route, one, at))


@cache
def comes(route: str, place: str, without: str) -> bool:
    """Tell whether a cell of the breast can have come to a place without passing another."""
    return any(True for _ in paths(route, "breast_tumour", frozenset({place}), without))


@cache
def jumps() -> frozenset[tuple[str, str]]:
    """Return the steps that the journeys take."""
    return frozenset((row["from_id"], row["to_id"]) for row in table("journeys"))
