"""The atlas page: the painted skeleton, the detail of what is selected, the ranking. The browser holds it."""

from __future__ import annotations

from bone_atlas.app.lesson_editor import scene_page
from bone_atlas.app.publish import atlas as published


def page() -> None:
    """Show the page."""
    scene_page.show("atlas", published.manifest_urls(), "skeleton")
