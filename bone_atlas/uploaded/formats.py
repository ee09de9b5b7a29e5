"""What a spreadsheet's number format makes of a number: whether it shows a percentage, and of what."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

#: Text in quotation marks, an escaped sign, a blank as wide as a sign, a sign that fills the cell.
_LITERAL = re.compile(r'"([^"]*)"?|\\(.)|[_*].')
_IN_SQUARE = re.compile(r"\[[^\]]*\]?")
_CONDITION = re.compile(r"\[\s*(<=|>=|<>|<|>|=)\s*(-?[\d.]+)\s*\]")


class _Section(NamedTuple):
    """One part of a format: when it holds, how often it multiplies by 100, whether it shows the sign."""

    condition: tuple[str, Decimal] | None
    factor: int
    sign: bool


def shown_number(value: float, number_format: str) -> str:
    """Write a number as a spreadsheet shows it, as far as percentages go; its decimals stay in full.

    Parameters
    ----------
    value : float
        As stored.
    number_format : str
        As the file states it, such as ``"0.0%"`` or ``'0.0"%"'``.

    Returns
    -------
    str
        A percent sign multiplies by 100; one that is quoted or escaped is only shown.
    """
    exact = Decimal(repr(value))
    if not exact.is_finite():
        return str(value)
    section = _holding(exact, _sections(number_format[:500]))
    text = f"{exact * 100**section.factor:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text} %" if section.sign else text


@lru_cache(maxsize=512)
def _sections(number_format: str) -> tuple[_Section, ...]:
    literals: list[str] = []

    def set_aside(match: re.Match[str]) -> str:
        literals.append(match[1] or match[2] or "")
        return "\0"

    bare = _LITERAL.sub(set_aside, number_format)
    found, start = [], 0
    for part in bare.split(";"):
        count = part.count("\0")
        condition = _CONDITION.search(part)
        signs = _IN_SQUARE.sub("", part).count("%")
        shown = signs > 0 or any("%" in text for text in literals[start : start + count])
        held = (condition[1], Decimal(condition[2])) if condition and _is_number(condition[2]) else None
        found.append(_Section(held, signs, shown))
        start += count
    return tuple(found)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?\d+(?:\.\d*)?", text) is not None


_COMPARED = {
    "<": lambda value, limit: value < limit,
    ">": lambda value, limit: value > limit,
    "<=": lambda value, limit: value <= limit,
    ">=": lambda value, limit: value >= limit,
    "=": lambda value, limit: value == limit,
    "<>": lambda value, limit: value != limit,
}


def _holding(value: Decimal, sections: tuple[_Section, ...]) -> _Section:
    """Choose the section of a format that shows a value: by its condition, else by its sign."""
    for section in sections:
        if section.condition and _COMPARED[section.condition[0]](value, section.condition[1]):
            return section
    rest = [section for section in sections if not section.condition] or list(sections)
    if len(rest) < len(sections) or len(rest) == 1 or value > 0:
        return rest[0]
    return rest[1] if value < 0 else rest[2] if len(rest) > 2 else rest[0]
