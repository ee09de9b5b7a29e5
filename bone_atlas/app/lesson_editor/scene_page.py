"""A page that the browser holds: what its scene is told, and how what is seen there becomes a slide."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bone_atlas.app.lesson_editor import capture, capture_button
from bone_atlas.app.shell import component, share, state
from bone_atlas.app.shell.state import current
from bone_atlas.lessons.model import Slide
from bone_atlas.scenes.state import SceneId
from bone_atlas.view_state import LANGUAGES, ViewState

SLIDE = "add_slide"
#: Makes a slide of what is on the screen and of what the scene says beside it.
MakeSlide = Callable[[ViewState, Mapping[str, str]], Slide]


def show(name: str, manifests: Mapping[str, str], slide_of: SceneId | MakeSlide) -> None:
    """Show a scene, and make a slide of it where the reader asks for one.

    Parameters
    ----------
    name : str
        Of the scene: ``atlas``, ``pathways`` or ``evidence``.
    manifests : mapping of str to str
        Address of its manifest by language of the names.
    slide_of : SceneId or callable
        What a slide of it shows, or what makes one where that depends on what is on the screen.
    """

    def make(asked: Mapping[str, str]) -> Slide:
        return slide_of(current(), asked) if callable(slide_of) else capture.slide(slide_of, current())

    query = component.scene(
        name,
        {
            "scene": name,
            "manifests": dict(manifests),
            "languages": LANGUAGES,
            "start": current().to_query(),
            "phones": share.for_phones(),
            "slides": True,
        },
    )
    if query is not None:
        state.take_query(query)
        capture_button.add(SLIDE, lambda: make(query))
    capture_button.mount(SLIDE)
