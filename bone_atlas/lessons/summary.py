"""What a slide shows, in words; also where it names what does not exist."""

from __future__ import annotations

from bone_atlas import wording
from bone_atlas.facts import Rows
from bone_atlas.lessons.model import Slide
from bone_atlas.scenes.names import language_note
from bone_atlas.scenes.registry import SCENES, scene_of
from bone_atlas.scenes.state import State


def shows(state: State, rows: Rows) -> str:
    """Return in one sentence what a slide shows.

    Parameters
    ----------
    state : State
        Of a slide.
    rows : Rows
        Tables, anatomy, layers and routes.

    Returns
    -------
    str
        Such as ``"Skeleton, front, painted by Shaked Zari 2025; pelvis marked"``; not escaped.
    """
    scene = scene_of(state, rows)
    return "; ".join(part for part in (scene.sentence(), scene.marked(), language_note(state)) if part)


def card(slide: Slide) -> str:
    """Return what a slide shows and whether it asks, as the overview of a lesson names it."""
    name = SCENES[slide.state.shows].card
    return f"{name}, question" if slide.question else name


def brief(slide: Slide, rows: Rows) -> str:
    """Return in a few words what a slide shows, asks and reveals."""
    points = len(slide.points)
    more = (
        "asks" if slide.question else "",
        wording.counted(points, "point") if points else "",
        "notes" if slide.notes else "",
    )
    return ", ".join(part for part in (scene_of(slide.state, rows).brief(), *more) if part)
