"""The quiz, or the questions of a lesson, as a file that Moodle imports into its question bank."""

from bone_atlas.exports.moodle.document import LEFT_OUT, NOT_OF_A_LESSON, lesson_xml, moodle_xml
from bone_atlas.exports.moodle.selection import selection

__all__ = ["LEFT_OUT", "NOT_OF_A_LESSON", "lesson_xml", "moodle_xml", "selection"]
