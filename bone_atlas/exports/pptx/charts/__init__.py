"""Charts of PowerPoint's own, each with a data sheet that can be edited."""

from bone_atlas.exports.pptx.charts.part import add

__all__ = ["add"]
