"""The figures for a projector: what the page shows, drawn so that it reads from the last row."""

from bone_atlas.figures.projector.enlarged import enlarged
from bone_atlas.figures.projector.overlay import overlay
from bone_atlas.figures.projector.skeleton import bare, base_figure, hidden, paint

__all__ = ["bare", "base_figure", "enlarged", "hidden", "overlay", "paint"]
