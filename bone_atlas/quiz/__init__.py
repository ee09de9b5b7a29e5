"""Questions made from the tables: none is written by hand, and none whose answer the evidence leaves open."""

from bone_atlas.quiz.bank import Bank
from bone_atlas.quiz.bones import asked_by_name
from bone_atlas.quiz.make import QUESTIONS, bank_of, make, rebuild
from bone_atlas.quiz.model import KINDS, Item, Option, Quiz, Reference, Rows, Show

__all__ = [
    "KINDS",
    "QUESTIONS",
    "Bank",
    "Item",
    "Option",
    "Quiz",
    "Reference",
    "Rows",
    "Show",
    "asked_by_name",
    "bank_of",
    "make",
    "rebuild",
]
