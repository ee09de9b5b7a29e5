"""Lessons as PowerPoint presentations."""

from bone_atlas.exports.pptx.deck import deck

__all__ = ["deck"]
