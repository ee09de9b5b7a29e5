"""What the addresses of published files may name: nothing else is ever made."""

from __future__ import annotations

import json

import plotly.graph_objects as go

from bone_atlas.app.catalogue import catalogue
from bone_atlas.figures import skeleton
from bone_atlas.figures.colours import SCALE_TOPS, THEMES
from bone_atlas.figures.panels import PARTS
from bone_atlas.view_state import LANGUAGES

#: Stands where an argument is empty: an address has no empty parts.
NONE = "~"
_VIEWS, _PARTS, _TOPS = frozenset(skeleton.VIEWS), frozenset(PARTS["all"]), frozenset(SCALE_TOPS)
is_view = _VIEWS.__contains__
is_part = _PARTS.__contains__
is_language = LANGUAGES.__contains__
is_theme = frozenset(THEMES).__contains__


def is_layer(value: str) -> bool:
    """Return whether an argument is the id of a layer."""
    return value in catalogue().layers


def is_place(value: str) -> bool:
    """Return whether an argument is the id of a site or group."""
    anatomy = catalogue().anatomy
    return anatomy.is_site(value) or anatomy.is_group(value)


def is_top(value: str) -> bool:
    """Return whether an argument is the top of a colour scale, or says that the layer has its own."""
    return value == NONE or (value.isdecimal() and float(value) in _TOPS)


def top_argument(top: float | None) -> str:
    """Return the top of a colour scale as an argument; without one the layer has its own."""
    return NONE if top is None else f"{top:.0f}"


def top_of(argument: str) -> float | None:
    """Read the top of a colour scale back."""
    return None if argument == NONE else float(argument)


def json_bytes(content: object) -> bytes:
    """Return content as JSON."""
    return json.dumps(content, separators=(",", ":"), ensure_ascii=False).encode()


def figure_bytes(figure: go.Figure) -> bytes:
    """Return a figure as JSON."""
    text: str = figure.to_json(engine="json")
    return text.encode()
