"""References that fit what a slide shows, offered to whoever writes its words."""

from __future__ import annotations

from bone_atlas import facts
from bone_atlas.scenes.registry import scene_of
from bone_atlas.scenes.state import State


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
    written = (f"{{{reference}}}" for reference in dict.fromkeys(scene_of(state, rows).references()))
    return tuple((text, facts.tell(text, rows).text) for text in written if not facts.problems(text, rows))
