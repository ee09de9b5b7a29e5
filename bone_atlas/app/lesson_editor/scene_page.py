"""A page that the browser holds: what its scene is told, and how what is seen there becomes a slide."""

from __future__ import annotations

from collections.abc import Mapping

from bone_atlas.app.lesson_editor import capture, capture_button
from bone_atlas.app.shell import component, share, state
from bone_atlas.app.shell.state import current
from bone_atlas.scenes.state import SceneId
from bone_atlas.view_state import LANGUAGES

SLIDE = "add_slide"


def show(name: str, manifests: Mapping[str, str], slide_of: SceneId) -> None:
    """Show a scene, and make a slide of it where the reader asks for one.

    Parameters
    ----------
    name : str
        Of the scene: ``atlas`` or ``pathways``.
    manifests : mapping of str to str
        Address of its manifest by language of the names.
    slide_of : SceneId
        What a slide of it shows.
    """
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
        capture_button.add(SLIDE, lambda: capture.slide(slide_of, current()))
    capture_button.mount(SLIDE)
