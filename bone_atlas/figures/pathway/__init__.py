"""The routes from breast to bone as a diagram, from left to right or from top to bottom."""

from bone_atlas.figures.pathway.draw import pathway
from bone_atlas.figures.pathway.layout import groups
from bone_atlas.figures.pathway.plans import Form

__all__ = ["Form", "groups", "pathway"]
