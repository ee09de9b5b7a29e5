"""Whether a question is right and unambiguous, worked out from `quiz_rows` alone.

Nothing of the package is imported here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import Any

from quiz_rows import (
    LEAST_N,
    TIERS,
    atoms,
    bones_in,
    by_id,
    can_be_before,
    can_be_next,
    comes,
    drawn,
    jumps,
    lead,
    leads,
    named,
    paint,
    percent,
    reports,
    table,
    unsettled,
)

#: A work is named by its year, by the number of its record, or by the section of a book.
PRINTED = re.compile(r"\b(19|20)\d\d\b|\bRN:\d+|\bsection \d+\.\d+")
LINK = re.compile(r"https://(doi\.org|pubmed\.ncbi\.nlm\.nih\.gov|pmc\.ncbi\.nlm\.nih\.gov)/")
Item = dict[str, Any]

_INTERVAL = re.compile(r"95 % CI [\d.]+–[\d.]+ %")
_NUMBER = r"\d+(?:\.\d+)?"
_PERCENT = re.compile(rf"({_NUMBER}) %")
_COUNTED = re.compile(rf"({_NUMBER}) % \((\d+) of (\d+)\b")
_COUNTED_FIRST = re.compile(rf"(\d+) of (\d+) [^()%]*\(({_NUMBER}) %")
_OPEN = re.compile(rf"{_NUMBER} % (?:of [^()%]*)?\((?:count not published|a share of the bone, not a count)")
_NO_INTERVAL = re.compile(rf"{_NUMBER}–{_NUMBER} %(?: \(a share of the bone, not a count\)|, range stated)")


@cache
def percentages_without_count(text: str) -> list[str]:
    """List the percentages of a text that neither tell their count nor that none was published."""
    rest = _NO_INTERVAL.sub("", _INTERVAL.sub("", text))
    for pattern in (_COUNTED, _COUNTED_FIRST, _OPEN):
        rest = pattern.sub("", rest)
    return _PERCENT.findall(rest)


@cache
def counts() -> frozenset[tuple[int, int]]:
    """Return every count and denominator of the tables."""
    rows = [*table("observations"), *table("detection")]
    pairs = ((row["numerator"], row["denominator"]) for row in rows)
    return frozenset((int(x), int(n)) for x, n in pairs if x and n)


@cache
def wrong_counts(text: str) -> list[str]:
    """List the counts of a text that no row has, or that do not make the percentage told with them."""
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    found = [(float(p), int(x), int(n)) for p, x, n in _COUNTED.findall(text)]
    found += [(float(p), int(x), int(n)) for x, n, p in _COUNTED_FIRST.findall(text)]
    return [
        f"{p} % ({x} of {n})" for p, x, n in found if (x, n) not in counts() or abs(100 * x / n - p) > 0.0501
    ]


def texts(item: Item) -> list[str]:
    """Return all words of a question."""
    options = [option[part] for option in item["options"] for part in ("label", "remark")]
    return [item["prompt"], item["explanation"], *options, *(figure["text"] for figure in item["figures"])]


# --- the checker


def faults(item: Item) -> list[str]:
    """List what is wrong with a question; nothing is what it should be."""
    kinds = {
        "find_bone": _find_bone,
        "name_bone": _name_bone,
        "more_often": _more_often,
        "order": _order,
        "picture": _picture,
        "trace": _trace,
        "claim": _claim,
    }
    return [fault for check in (_form, _words, _sources, kinds[item["kind"]]) for fault in check(item)]


def _form(item: Item) -> Iterator[str]:
    ids = [option["id"] for option in item["options"]]
    labels = [option["label"] for option in item["options"]]
    if len(set(ids)) != len(ids) or len(set(labels)) != len(labels):
        yield "two options are the same"
    if item["how"] == "choice" and (len(item["answer"]) != 1 or item["answer"][0] not in ids):
        yield "there is not exactly one right option"
    if item["how"] == "order" and sorted(item["answer"]) != sorted(ids):
        yield "the order is not one of the options"
    if item["how"] == "click" and (ids or not item["answer"]):
        yield "a click needs bones that count, and no options"
    if not item["prompt"] or not item["explanation"]:
        yield "words are missing"


def _words(item: Item) -> Iterator[str]:
    for text in texts(item):
        for number in percentages_without_count(text):
            yield f"{number} % without its count in {text!r}"
        for wrong in wrong_counts(text):
            yield f"no row says {wrong}"


def _sources(item: Item) -> Iterator[str]:
    if not item["sources"]:
        yield "there is no source"
    if not item["figures"]:
        yield "there is no row behind it"
    for source in item["sources"]:
        named = "no citable source" in source["text"].lower() or PRINTED.search(source["text"])
        if source["link"] and not LINK.match(source["link"]):
            yield f"the source {source['link']!r} is no DOI, PMID or PMC number"
        if not source["link"] and not named:
            yield f"the source {source['text']!r} names no work"
        if "http" in source["text"] or "www." in source["text"]:
            yield f"the source {source['text']!r} is a web page"
    for figure in item["figures"]:
        name = figure["file"].removesuffix(".csv")
        key = {"observations": "observation_id", "article": "site_id", "segments": "segment_id",
               "studies": "study_id", "detection": "detection_id"}[name]  # fmt: skip
        if figure["key"] not in by_id(name, key):
            yield f"{figure['file']} has no row {figure['key']!r}"


def _find_bone(item: Item) -> Iterator[str]:
    _, view, place, *several = item["key"].split("/")
    bones = by_id("bones", "bone_id")
    if item["show"]["sites"]:
        yield "the bone to find is marked"
    if several:
        if set(item["answer"]) != bones_in(place) & set(drawn(view)):
            yield "not every bone of the site that is drawn counts, or another does"
        if not any(drawn(view)[bone] >= 400 for bone in item["answer"]):
            yield "no bone of it is well seen"
        return
    if item["answer"] != [place]:
        yield "another bone than the one asked for counts"
    if bones[place]["label_en"].lower() not in item["prompt"].lower():
        yield "the bone is not named"
    if [row["label_en"] for row in table("bones")].count(bones[place]["label_en"]) != 1:
        yield "two bones have this name"
    if drawn(view).get(place, 0.0) < 400:
        yield "the bone is hardly seen"


def _name_bone(item: Item) -> Iterator[str]:
    _, view, bone = item["key"].split("/")
    bones = by_id("bones", "bone_id")
    if item["show"]["sites"] != [bone] or item["show"]["view"] != view or item["answer"] != [bone]:
        yield "the marked bone is not the answer"
    if drawn(view).get(bone, 0.0) < 400:
        yield "the bone is hardly seen"
    for option in item["options"]:
        if option["id"] not in bones:
            yield f"{option['id']} is no single bone: it may hold the right one"
        elif option["label"] != bones[option["id"]]["label_en"]:
            yield f"{option['id']} has the wrong name"
    if len(item["options"]) != 4:
        yield "there are not four options"


def _more_often(item: Item) -> Iterator[str]:
    _, layer, first, second = item["key"].split("/")
    if {option["id"] for option in item["options"]} != {first, second} or item["answer"] != [first]:
        yield "the first site of the key is not the answer"
    if why := unsettled(layer, item["answer"][0], ({first, second} - set(item["answer"])).pop()):
        yield f"not settled: {why}"
    if layer == "article" and "article" not in item["prompt"]:
        yield "it is not said that the article is asked"
    if item["reveal"]["layer"] != layer:
        yield "another layer is shown"
    yield from _figures(item, layer, (first, second))


def _figures(item: Item, layer: str, sites: tuple[str, ...]) -> Iterator[str]:
    """Check that the rows of some sites stand behind a question, and are told."""
    keys = {figure["key"] for figure in item["figures"]}
    for site in sites:
        if layer == "article":
            if site not in keys:
                yield f"the row of {site} is missing"
            continue
        row = reports(layer)[site]
        if row["observation_id"] not in keys:
            yield f"the row of {site} is missing"
        if row["numerator"] and f"({row['numerator']} of {row['denominator']}" not in item["explanation"]:
            yield f"the count of {site} is not told"


def _order(item: Item) -> Iterator[str]:
    _, layer, *sites = item["key"].split("/")
    if item["answer"] != sites or len(sites) != 5:
        yield "the order is not that of the key, or not of five sites"
    for one, two in combinations(item["answer"], 2):
        if atoms(one) & atoms(two):
            yield f"{one} and {two} have a part in common"
        if layer != "article" and percent(reports(layer)[one]) < percent(reports(layer)[two]):
            yield f"{one} does not come before {two}"
        why, asked = unsettled(layer, one, two), [one, two] in item["settled"]
        if asked and why:
            yield f"{one} before {two} is not settled: {why}"
        if not asked and not why:
            yield f"{one} before {two} is settled, and not asked for"
    if len(item["settled"]) < (7 if _is_breast(layer) else 8):
        yield "too much is left open"
    told = len(item["settled"]) == 10 or "Either order counts" in item["explanation"]
    if "either way" not in item["prompt"] or not told:
        yield "it is not said what is left open"
    yield from _figures(item, layer, tuple(sites))


def _is_breast(layer: str) -> bool:
    row = by_id("layers", "layer_id")[layer]
    return row["cancer"] == "breast" and row["kind"] == "proportion"


def _picture(item: Item) -> Iterator[str]:
    _, view, _, layer = item["key"].split("/")
    if item["answer"] != [layer] or item["show"]["layer"] != layer or not item["show"]["untold"]:
        yield "the picture is not that of the answer, or tells its name"
    best = lead(layer)
    painted = {bone: paint(layer, bone) or 0.0 for bone in by_id("bones", "bone_id")}
    top = max(painted.values())
    if not best or {bone for bone, value in painted.items() if value == top} != bones_in(best):
        yield "the strongest bones are not those of the first site"
    if len(item["options"]) != 4:
        yield "there are not four options"
    for option in item["options"]:
        row, first = by_id("layers", "layer_id")[option["id"]], lead(option["id"])
        value = f"{percent(reports(option['id'])[first]):.1f} %"
        if not option["label"].startswith(row["title"]) or value not in option["label"]:
            yield f"{option['id']} is not told by its title and first site"
        if row["n"] and int(row["n"]) < LEAST_N:
            yield f"{option['id']} is a small group"
        if option["id"] == layer:
            continue
        if atoms(first) & atoms(best):
            yield f"the first site of {option['id']} has a part in common with that of the picture"
        seen = bones_in(first) & set(drawn(view))
        if not seen or max(painted[bone] for bone in seen) > 0.7 * top:
            yield f"the picture can be taken for {option['id']}"


def _trace(item: Item) -> Iterator[str]:
    _, way, route, site, at, right = item["key"].split("/")
    after = way == "next"
    possible = can_be_next("all", at, site) if after else can_be_before("all", at)
    on_route = can_be_next(route, at, site) if after else can_be_before(route, at)
    names = {row["vessel_id"]: row["name_en"].lower() for row in table("vessels")}
    if item["answer"] != [right] or right not in on_route:
        yield f"{right} is not possible on this way"
    if item["show"]["sites"] != [at] or item["show"]["journey"] or not item["show"]["untold"]:
        yield "the picture does not show the place asked about, or gives the answer away"
    for option in item["options"]:
        other = option["id"]
        if other == right:
            continue
        if other in (at, "breast_tumour", *possible):
            yield f"{other} is possible too"
        jumped = ((at, other) if after else (other, at)) in jumps()
        if jumped and (leads("all", other, site, at) if after else comes("all", other, at)):
            yield f"a journey takes {other} too"
        if names[other] in names[right] or names[right] in names[other]:
            yield f"{other} and {right} have one name"
    if route == "vertebral_venous" and "hypothesis" not in item["prompt"]:
        yield "a hypothesis is told as a fact"


def _claim(item: Item) -> Iterator[str]:
    _, *parts = item["key"].split("/")
    if [option["id"] for option in item["options"]] != ["yes", "no"]:
        yield "the options are not yes and no"
    yield from _statement(item, *parts) if len(parts) == 1 else _reversible(item, *parts)


def _statement(item: Item, claim_id: str) -> Iterator[str]:
    row = by_id("claims", "claim_id")[claim_id]
    answers = {"supported": ["yes"], "not supported": ["no"], "contradicted": ["no"]}
    if answers.get(row["verdict"]) != item["answer"]:
        yield f"the verdict is {row['verdict']!r}"
    if row["statement"] not in item["prompt"] or row["because"] not in item["explanation"]:
        yield "the statement, or why, is not told"
    if row["our_reading"] not in item["explanation"]:
        yield "our reading is not told"
    rows = [r for r in table("claim_evidence") if r["claim_id"] == claim_id]
    if {"for", "against"} <= {r["bearing"] for r in rows}:
        yield "the sources of the claim disagree"
    if not {figure["key"] for figure in item["figures"]} <= {r["key"] for r in rows}:
        yield "a row does not bear on the claim"


def _reversible(item: Item, layer: str, one: str, two: str) -> Iterator[str]:
    straight = item["answer"] == ["yes"]
    if why := unsettled(layer, one, two) if straight else unsettled(layer, two, one):
        yield f"not settled: {why}"
    tier = {row["site_id"]: row["tier"] for row in table("article")}
    if TIERS.get(tier.get(one, ""), 9) == TIERS.get(tier.get(two, ""), 9):
        yield "the article puts both in one class"
    if not {one, two} <= named():
        yield "the article does not name both with a class"
    if by_id("layers", "layer_id")[layer]["cancer"] != "breast":
        yield "another cancer than that of the article"
    yield from _figures(item, layer, (one, two))
