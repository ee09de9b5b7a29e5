"""The names of what a state holds, for sentences; what does not exist keeps its id."""

from __future__ import annotations

from collections.abc import Sequence

from bone_atlas.facts import Rows
from bone_atlas.figures.skeleton import VIEWS
from bone_atlas.scenes.state import State
from bone_atlas.view_state import BOTH_ROUTES, LANGUAGES, ROUTE_CHOICES

#: So many marked sites are named.
MOST_NAMED = 3


def item_name(item: str, rows: Rows, language: str = "en") -> str:
    """Name a bone, site, group or vessel."""
    if item in rows.places:
        bone = item in rows.anatomy.bones()
        return rows.anatomy.label(item) if bone else rows.anatomy.name(item, language)
    if item in rows.routes.vessels:
        return rows.routes.vessels[item].short_name
    return item


def item_names(items: Sequence[str], rows: Rows, language: str) -> str:
    """Name the first few of some bones, sites, groups and vessels."""
    named = ", ".join(item_name(item, rows, language) for item in items[:MOST_NAMED])
    rest = len(items) - MOST_NAMED
    return f"{named} and {rest} more" if rest > 0 else named


def layer_name(layer: str, rows: Rows) -> str:
    """Name a layer shortly, as within a sentence."""
    known = rows.layers.get(layer)
    if known is None:
        return layer
    return "the article" if known.kind == "tiers" else known.short_title


def view_name(state: State) -> str:
    """Name the view."""
    return VIEWS[state.view].casefold()


def route_name(state: State) -> str:
    """Name the route, or both where none is chosen."""
    return ROUTE_CHOICES.get(state.route or BOTH_ROUTES, state.route).casefold()


def language_note(state: State) -> str:
    """Say in which language the names are; empty for English."""
    return "" if state.names == "en" else f"names in {LANGUAGES[state.names]}"
