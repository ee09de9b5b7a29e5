"""The diagram of the ways from the breast to bone, lying for a screen and upright for a phone."""

from bone_atlas.figures.pathway.draw import pathway
from bone_atlas.figures.pathway.layout import SIZES, Form

__all__ = ["SIZES", "Form", "pathway"]
