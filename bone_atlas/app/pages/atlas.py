"""The atlas page: the painted skeleton, the detail of what is selected, the ranking. The browser holds it."""

from __future__ import annotations

from bone_atlas.app.lesson_editor import capture, capture_button
from bone_atlas.app.publish import atlas as published
from bone_atlas.app.shell import component, share, state
from bone_atlas.app.shell.state import current
from bone_atlas.view_state import LANGUAGES

SLIDE = "add_slide"


def page() -> None:
    """Show the page."""
    component.atlas(
        "atlas",
        {
            "manifests": published.manifest_urls(),
            "languages": LANGUAGES,
            "start": current().to_query(),
            "phones": share.for_phones(),
            "slides": True,
        },
        on_slide=_take_slide,
    )
    capture_button.mount(SLIDE)


def _take_slide(query: dict[str, str]) -> None:
    """Make a slide of what the browser says is on the screen."""
    state.take_query(query)
    capture_button.add(SLIDE, lambda: capture.slide("skeleton", current()))
