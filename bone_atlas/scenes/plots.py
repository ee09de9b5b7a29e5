"""The plots of slides, as the presenter receives them."""

from __future__ import annotations

from collections.abc import Sequence

from bone_atlas.scenes.contract import SlideFigure
from bone_atlas.scenes.model import Files
from bone_atlas.scenes.state import State


def plot_figure(
    state: State,
    files: Files,
    of: Sequence[str],
    *,
    caption: str,
    alt: str,
    select: Sequence[str] = (),
    marked: Sequence[str] = (),
) -> SlideFigure:
    """Return a plot that fills a slide.

    Parameters
    ----------
    state : State
        What is shown.
    files : Files
        The files it consists of.
    of : sequence of str
        Which plot, after the kind of the scene.
    caption, alt : str
        One line above it, and what it shows in a sentence.
    select : sequence of str
        Rows that are selected.
    marked : sequence of str
        Rows that are marked without being selected.
    """
    made = files.plot_urls(state.shows, *of)
    return {
        "kind": "rows",
        "index": files.index_url(state.names),
        "caption": caption,
        "alt": alt,
        "figure": made.urls if made else None,
        "height": made.height if made else 0,
        "select": list(select),
        "marked": list(marked),
    }
