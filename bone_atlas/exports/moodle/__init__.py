"""The quiz as a file that Moodle imports into its question bank."""

from bone_atlas.exports.moodle.document import LEFT_OUT, moodle_xml
from bone_atlas.exports.moodle.selection import selection

__all__ = ["LEFT_OUT", "moodle_xml", "selection"]
