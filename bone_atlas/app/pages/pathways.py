"""The pathways page: the routes from breast to bone, journeys to follow. The browser holds it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from bone_atlas.app.lesson_editor import capture, capture_button, scene_page
from bone_atlas.app.publish import pathways, pathways_scene
from bone_atlas.app.shell.state import current
from bone_atlas.lessons.model import Slide


def page() -> None:
    """Show the page."""
    scene_page.show("pathways", pathways_scene.manifest_urls(), "ways")
    _slides_of_lesions()


def _slides_of_lesions() -> None:
    """Offer the lesions of each study by route as a slide of a lesson."""
    with st.popover("Add lesions by route as a slide", key="add_reach"):
        for result in pathways.explained():
            if result.counted:
                make = partial(_slide_of, result.layer.id)
                capture_button.button(f"add_{result.layer.id}", make, label=result.layer.title)


def _slide_of(layer: str) -> Slide:
    return capture.slide("reach", current(), layer=layer)
