"""What the pages show, as slides of a lesson."""

from __future__ import annotations

from bone_atlas.app.catalogue import catalogue
from bone_atlas.faults import plain
from bone_atlas.lessons.model import Slide
from bone_atlas.scenes.registry import SCENES, scene_of
from bone_atlas.scenes.state import SceneId
from bone_atlas.view_state import ViewState

#: Letters of a title that fit on one line of a slide, or two.
LONGEST_TITLE = 90


def slide(scene: SceneId, shown: ViewState, **parts: str | tuple[str, ...]) -> Slide:
    """Make a slide of a scene as it is on the screen.

    Parameters
    ----------
    scene : str
        Id of the scene.
    shown : ViewState
        What is on the screen.
    **parts
        Parts of the slide's state that the view state does not hold, such as ``picture``.
    """
    rows = catalogue().rows
    state = SCENES[scene].state_of(shown, rows, **parts)
    # A brace would begin a reference.
    title = scene_of(state, rows).title().replace("{", "{{").replace("}", "}}")
    return Slide(title=plain(title, LONGEST_TITLE), state=state)
