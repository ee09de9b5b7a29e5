"""The evidence page: claim by claim, where studies agree, two layers compared, lesions against marrow.

The browser holds it.
"""

from __future__ import annotations

from collections.abc import Mapping

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import site_panel
from bone_atlas.app.lesson_editor import capture, scene_page
from bone_atlas.app.publish import evidence_scene
from bone_atlas.lessons.model import Slide
from bone_atlas.scenes.state import SceneId
from bone_atlas.view_state import ViewState


def page() -> None:
    """Show the page."""
    scene_page.show("evidence", evidence_scene.manifest_urls(), _slide)


def _slide(shown: ViewState, asked: Mapping[str, str]) -> Slide:
    """Make a slide of the part that is shown."""
    if shown.part == "agreement":
        atlas = catalogue()
        places = atlas.places(shown.sites)
        site = site_panel.site_of(places[0], atlas.anatomy) if places else evidence_scene.FIRST_SITE
        return capture.slide("agreement", shown, sites=(site,))
    if shown.part == "compare":
        seen: SceneId = "difference" if asked.get("compared") == "difference" else "compare"
        return capture.slide(seen, shown, layer=shown.layer, second=shown.second)
    if shown.part == "soil":
        return capture.slide("marrow", shown, layer=shown.layer)
    return capture.slide("claim", shown, claim=asked.get("claim", ""))
