"""A reader's own table: from whatever it comes in to a layer like any other, or to what is wrong with it.

Nothing here keeps, caches or writes what it is given.
"""

from bone_atlas.uploaded.assigning import Assignment
from bone_atlas.uploaded.build import LAYER_ID, UPLOADED_UNIT, unit_labels
from bone_atlas.uploaded.check import Checker, shown_name
from bone_atlas.uploaded.model import LEAVE_OUT, PaintedRow, Problem, Question, Result
from bone_atlas.uploaded.names import Meaning, SiteNames
from bone_atlas.uploaded.reading import Reading
from bone_atlas.uploaded.sheet import MAX_BYTES, MAX_ROWS
from bone_atlas.uploaded.template import template

__all__ = [
    "LAYER_ID",
    "LEAVE_OUT",
    "MAX_BYTES",
    "MAX_ROWS",
    "UPLOADED_UNIT",
    "Assignment",
    "Checker",
    "Meaning",
    "PaintedRow",
    "Problem",
    "Question",
    "Reading",
    "Result",
    "SiteNames",
    "shown_name",
    "template",
    "unit_labels",
]
