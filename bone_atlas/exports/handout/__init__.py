"""Handouts: a lesson, or the atlas in short, as a PDF to be printed."""

from bone_atlas.exports.handout.document import handout
from bone_atlas.exports.handout.paper import PAPERS, Paper

__all__ = ["PAPERS", "Paper", "handout"]
