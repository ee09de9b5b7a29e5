"""Facts in words: what stands in braces in a text is looked up in the tables, and comes with its sources."""

from bone_atlas.facts.kinds import KINDS
from bone_atlas.facts.look_up import FactError, Told, problems, references, tell
from bone_atlas.facts.rows import Rows
from bone_atlas.facts.source import Source

__all__ = ["KINDS", "FactError", "Rows", "Source", "Told", "problems", "references", "tell"]
