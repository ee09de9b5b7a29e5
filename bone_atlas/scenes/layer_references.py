"""References to the layers that a scene shows."""

from __future__ import annotations

from collections.abc import Iterator

from bone_atlas.facts import Rows
from bone_atlas.scenes.state import State

#: So many sites of a layer are offered where none is marked.
MOST_SITES = 3


def layer_references(state: State, rows: Rows) -> Iterator[str]:
    """List references to the layer or the two layers of a state, without braces."""
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
