"""A reader's own table: from whatever it comes in to a layer like any other, or to what is wrong with it.

Nothing here keeps, caches or writes what it is given.
"""

from bone_atlas.own_data.build import LAYER_ID, OWN_UNIT, unit_labels
from bone_atlas.own_data.check import Checker, shown_name
from bone_atlas.own_data.model import LEAVE_OUT, PaintedRow, Problem, Question, Result
from bone_atlas.own_data.names import Meaning, SiteNames
from bone_atlas.own_data.sheet import MAX_BYTES, MAX_ROWS
from bone_atlas.own_data.template import template

__all__ = [
    "LAYER_ID",
    "LEAVE_OUT",
    "MAX_BYTES",
    "MAX_ROWS",
    "OWN_UNIT",
    "Checker",
    "Meaning",
    "PaintedRow",
    "Problem",
    "Question",
    "Result",
    "SiteNames",
    "shown_name",
    "template",
    "unit_labels",
]
