"""The rows that a reference is told from, by file and id, so that a reviewer can open them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from bone_atlas import wording
from bone_atlas.evidence.pooling import agreement
from bone_atlas.facts.model import Kind
from bone_atlas.facts.rows import Rows
from bone_atlas.wording import ARTICLE


def rows_behind(reference: str, rows: Rows, kinds: Mapping[str, Kind]) -> tuple[str, ...]:
    """Name the rows that a reference is told from.

    Parameters
    ----------
    reference : str
        Without braces; one that can be told.
    rows : Rows
        What it may name.
    kinds : mapping of str to Kind
        The kinds there are.

    Returns
    -------
    tuple of str
        Such as ``"observations.csv shaked_zari_2025:pelvis"``, each once.
    """
    name, *arguments = reference.split()
    takes = kinds[wording.uncapitalised(name)].takes
    if "unit" in takes:
        return tuple(dict.fromkeys(_pooled(rows, *arguments)))
    layers = [argument for what, argument in zip(takes, arguments, strict=True) if what == "layer"]
    sites = [argument for what, argument in zip(takes, arguments, strict=True) if what == "site"]
    found = list(_of_layers(rows, layers, sites, whole="part" in takes))
    for what, argument in zip(takes, arguments, strict=True):
        if what in ROWS:
            found.append(ROWS[what](rows, argument))
    if "row of a claim" in takes:
        found = list(_of_claim(rows, *arguments))
    if "step" in takes:
        found = [f"{found[0]}, step {arguments[-1]}"]
    if sites and (name.lower() in OF_MARROW):
        found += [f"marrow.csv {row}" for row in _marrow(rows, sites)]
    if sites and not found:
        found += [f"article.csv {site}" for site in sites if site in rows.article]
    return tuple(dict.fromkeys(found))


#: Kinds that tell of the marrow of a site.
OF_MARROW = ("marrow", "soil")


def _work(rows: Rows, work: str) -> str:
    """Name the row of a study, a layer or a figure of detection."""
    if work in rows.detection:
        return f"detection.csv {work}"
    return f"studies.csv {rows.layers[work].study_id if work in rows.layers else work}"


#: By what an argument is: the row it names.
ROWS: dict[str, Callable[[Rows, str], str]] = {
    "study": _work,
    "detection": lambda _, figure: f"detection.csv {figure}",
    "claim": lambda _, claim: f"claims.csv {claim}",
    "verdict": lambda _, verdict: f"claims.csv, verdict {verdict}",
    "segment": lambda _, segment: f"segments.csv {segment}",
    "vessel": lambda _, vessel: f"vessels.csv {vessel}",
    "journey": lambda _, journey: f"journeys.csv {journey}",
    "observation": lambda _, observation: f"observations.csv {observation}",
    "site of the article": lambda _, site: f"article.csv {site}",
    "site of venous_reach.csv": lambda _, site: f"venous_reach.csv {site}",
    "table": lambda _, table: f"{table}.csv",
}


def _of_layers(rows: Rows, layers: list[str], sites: list[str], *, whole: bool) -> Iterator[str]:
    """Name the rows of layers at sites; of layers alone their own."""
    for layer in layers:
        if whole:
            yield f"observations.csv, layer {layer}"
        elif not sites:
            yield f"layers.csv {layer}"
        for site in sites:
            yield _value(rows, layer, site)


def _value(rows: Rows, layer: str, site: str) -> str:
    """Name the row that a layer has of a site; where it has none, that is what is told."""
    place = rows.layers[layer].value(site).reported_as or site
    if rows.layers[layer].study_id == ARTICLE:
        return f"article.csv {place}" if place in rows.article else "article.csv, no row"
    for key, row in rows.observations.items():
        if (row["layer_id"], row["site_id"]) == (layer, place):
            return f"observations.csv {key}"
    return f"observations.csv, layer {layer}: no row of {site}"


def _of_claim(rows: Rows, claim: str, key: str) -> Iterator[str]:
    """Name the row of a claim, and the one that it stands for."""
    yield f"claim_evidence.csv {claim} {key}"
    yield from (f"{one.file} {key}" for one in rows.claims[claim].findings if one.key == key)


def _pooled(rows: Rows, *arguments: str) -> Iterator[str]:
    """Name the rows of all studies that have a site in a unit, and of a layer beside them."""
    *layers, place, unit = arguments
    for study in agreement(place, rows.layers.values(), unit=unit).studies:
        yield _value(rows, study.layer.id, place)
    for layer in layers:
        yield _value(rows, layer, place)


def _marrow(rows: Rows, sites: list[str]) -> list[str]:
    """List the rows of the marrow of sites."""
    table = rows.tables.marrow
    return [str(key) for key in table[table["site_id"].isin(sites)]["marrow_id"]]
