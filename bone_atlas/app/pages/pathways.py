"""The pathways page: the routes from breast to bone, journeys to follow. The browser holds it."""

from __future__ import annotations

from bone_atlas.app.lesson_editor import scene_page
from bone_atlas.app.publish import pathways_scene


def page() -> None:
    """Show the page."""
    scene_page.show("pathways", pathways_scene.manifest_urls(), "ways")
