"""The detection page: what imaging finds and misses of bone metastases. The browser holds it."""

from __future__ import annotations

from bone_atlas.app.lesson_editor import capture, capture_button
from bone_atlas.app.publish import detection as published
from bone_atlas.app.shell import component, share
from bone_atlas.app.shell.state import current
from bone_atlas.scenes.pictures import ON_SLIDES
from bone_atlas.view_state import LANGUAGES

SCENE = "detection"
SLIDE = "add_picture"


def page() -> None:
    """Show the page, and make a slide of a picture where the reader asks for one."""
    asked = component.scene(
        SCENE,
        {
            "scene": SCENE,
            "manifests": {"en": published.manifest_url()},
            "languages": LANGUAGES,
            "start": {},
            "phones": share.for_phones(),
            "slides": True,
        },
    )
    picture = (asked or {}).get("picture")
    if picture in ON_SLIDES:
        capture_button.add(SLIDE, lambda: capture.slide("detection", current(), picture=picture))
    capture_button.mount(SLIDE)
