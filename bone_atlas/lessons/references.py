"""References that fit what a slide shows, offered to whoever writes its words."""

from __future__ import annotations

from collections.abc import Iterator

from bone_atlas import facts
from bone_atlas.evidence import detection
from bone_atlas.lessons.model import State

#: What is measured in the pictures of the detection page.
_MEASURES: dict[str, tuple[str, ...]] = {
    "vertebrae": (detection.DETECTED, detection.MISSED),
    "threshold": (detection.MINERAL,),
    "accuracy_per_patient": (detection.SENSITIVITY, detection.SPECIFICITY),
    "prevalence_life": (detection.IN_LIFE,),
    "prevalence_autopsy": (detection.AT_AUTOPSY, detection.EITHER),
}
#: So many sites of a layer are offered where none is marked.
MOST_SITES = 3


def offered(state: State, rows: facts.Rows) -> tuple[tuple[str, str], ...]:
    """List references that fit what a slide shows.

    Parameters
    ----------
    state : State
        What it shows.
    rows : facts.Rows
        Tables, anatomy, layers and routes.

    Returns
    -------
    tuple of (str, str)
        The reference with its braces, and how it reads; only those that can be told.
    """
    written = (f"{{{reference}}}" for reference in dict.fromkeys(_references(state, rows)))
    return tuple((text, facts.tell(text, rows).text) for text in written if not facts.problems(text, rows))


def _references(state: State, rows: facts.Rows) -> Iterator[str]:
    if state.shows in ("skeleton", "ranking", "compare"):
        yield from _of_layers(state, rows)
    elif state.shows == "agreement":
        unit = rows.layers[state.layer].unit if state.layer in rows.layers else ""
        for kind in ("studies", "range", "pooled", "heterogeneity"):
            yield from (f"{kind} {site} {unit}" for site in state.sites)
    elif state.shows == "ways":
        yield from _of_ways(state)
    elif state.shows == "claim":
        yield from (f"{kind} {state.claim}" for kind in ("claim", "verdict", "because"))
    elif state.shows == "detection":
        yield from _of_picture(state.picture, rows)


def _of_layers(state: State, rows: facts.Rows) -> Iterator[str]:
    layers = [layer for layer in (state.layer, state.second) if layer in rows.layers]
    for layer in layers:
        reports = [report.site_id for report in rows.layers[layer].reports[:MOST_SITES]]
        for site in state.sites or reports:
            yield f"value {layer} {site}"
            yield f"interval {layer} {site}"
            if rows.layers[layer].kind == "tiers":
                yield f"tier {site}"
        yield from (f"{kind} {layer}" for kind in ("n", "unit", "study"))
    if len(layers) == 2:
        for site in state.sites:
            yield f"difference {layers[0]} {layers[1]} {site}"


def _of_ways(state: State) -> Iterator[str]:
    if state.journey:
        yield f"steps {state.journey}"
        yield f"hypotheses {state.journey}"
        if state.step:
            yield f"caption {state.journey} {state.step}"
            yield f"step_status {state.journey} {state.step}"
    for item in state.sites:
        yield from (f"{kind} {item}" for kind in ("vessel", "status", "status_note", "reached"))


def _of_picture(picture: str, rows: facts.Rows) -> Iterator[str]:
    measures = _MEASURES.get(picture, ())
    for found in detection.findings(rows.tables):
        if found.measure in measures and (picture != "accuracy_per_patient" or found.basis == "per patient"):
            yield f"detection {found.id}"
