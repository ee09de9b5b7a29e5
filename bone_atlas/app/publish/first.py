"""What a first visit asks for, and where all recipes are declared."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from bone_atlas.app.publish import atlas, figures, modules, pathways_scene
from bone_atlas.app.server import plotly_url
from bone_atlas.app.server.store_write import recipes
from bone_atlas.view_state import ViewState

#: The modules that declare recipes; those that the first page does without are imported when they are needed.
DECLARING = (
    "atlas",
    "copy_texts",
    "detection",
    "evidence",
    "evidence_scene",
    "figures",
    "lessons",
    "modules",
    "pathways",
    "pathways_scene",
    "projector",
    "quiz",
    "search",
)


def declare() -> None:
    """Import all that declare recipes: another process may have given out any address."""
    for name in DECLARING:
        import_module(f"{__package__}.{name}")


recipes.load = declare


def opening() -> Iterator[str]:
    """Yield the addresses of the published files that the first page asks for, in its order."""
    yield figures.style_url()
    yield modules.scripts()[modules.FIGURE]
    yield modules.scripts()["atlas/scene"]
    yield plotly_url()
    shown = ViewState()
    yield atlas.manifest_urls()[shown.names]
    yield from (picture["outline"] for picture in figures.preview_urls(shown.layer, shown.view).values())
    yield figures.index_url(shown.names)
    yield figures.base_urls(shown.view)["light"]
    yield from figures.shading_urls(shown.view).values()
    yield from figures.paint_urls(shown.layer, shown.view, shown.names).values()
    yield from figures.ranking_urls(shown.layer, shown.names)[0].values()
    # Some seconds of work, and who clicks first waits for them.
    yield atlas.panels_url(shown.names)
    yield pathways_scene.panels_url(shown.names)
    yield pathways_scene.tables_url(shown.names)
