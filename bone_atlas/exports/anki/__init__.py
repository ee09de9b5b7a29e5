"""Lessons and quiz as a deck of cards that Anki imports."""

from bone_atlas.exports.anki.deck import deck

__all__ = ["deck"]
