"""Read counts and percentages as people write them.

The rules, which the page states too. A count is a whole number; groups of three digits may be divided by a
comma, a blank or an apostrophe ("1,234"), never by a point. In a percentage, comma and point both divide the
decimals ("46,7", "46.7 %"); so does the comma of "1,234 %", because no percentage reaches a thousand.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

#: Larger counts than this are slips of the finger.
MOST = 999_999_999
#: Longer texts are no numbers.
LONGEST = 60


def _whole_number(group: str) -> str:
    """Give the pattern of a whole number; the group keeps its divider of thousands the same throughout."""
    grouped = rf"[0-9]{{1,3}}(?P<{group}>[, '’])[0-9]{{3}}(?:(?P={group})[0-9]{{3}})*"
    return rf"(?:[0-9]+(?:[.,]0{{1,2}})?|{grouped})"


_SHARE = r"[0-9]{1,3}(?:[.,][0-9]+)?|[.,][0-9]+"
_COUNT = re.compile(_whole_number("divider"))
_PERCENT = re.compile(rf"(?P<percent>{_SHARE}) ?%?")
_FULL_COUNT = re.compile(
    rf"(?P<count>{_whole_number('divider')})"
    rf"(?: ?(?:/|of|out of|de|von) ?(?P<total>{_whole_number('other')}))?"
    rf"(?: ?\((?P<percent>{_SHARE}) ?%?\))?"
)


@dataclass(frozen=True)
class Counted:
    """What the cell of a count holds: ``50``, ``50 of 107``, ``50/107`` or ``50 (46.7 %)``.

    Attributes
    ----------
    count : int
        The count.
    total : int or None
        Out of how many, where the cell says so.
    percent : float or None
        The percentage, where the cell says so.
    """

    count: int
    total: int | None = None
    percent: float | None = None


def _tidy(text: str) -> str:
    """Bring digits, signs and blanks to their plain form; nothing is left of a text that is too long."""
    if len(text) > LONGEST:
        return ""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def count(text: str) -> int | None:
    """Read a whole number.

    Parameters
    ----------
    text : str
        Such as ``"50"``, ``"1,234"`` or ``"50.0"``.

    Returns
    -------
    int or None
        None where it is no whole number from 0 to `MOST`.
    """
    tidy = _tidy(text)
    return _whole(tidy) if _COUNT.fullmatch(tidy) else None


def _whole(text: str) -> int | None:
    """Turn the text of a whole number, known to be one, into it."""
    digits = re.sub(r"[.,]0{1,2}$", "", text)
    number = re.sub(r"[^0-9]", "", digits)
    return int(number) if len(number) <= 12 and int(number) <= MOST else None


def counted(text: str) -> Counted | None:
    """Read the cell of a count, with what may stand beside the count.

    Parameters
    ----------
    text : str
        Such as ``"50"``, ``"50 of 107"``, ``"50/107"`` or ``"50 (46.7 %)"``.

    Returns
    -------
    Counted or None
        None where it is nothing of the kind.
    """
    match = _FULL_COUNT.fullmatch(_tidy(text))
    if not match:
        return None
    number = _whole(match["count"])
    total = _whole(match["total"]) if match["total"] else None
    share = percent(match["percent"]) if match["percent"] else None
    if (
        number is None
        or bool(match["total"]) > (total is not None)
        or bool(match["percent"]) > (share is not None)
    ):
        return None
    return Counted(number, total, share)


def percent(text: str) -> float | None:
    """Read a percentage.

    Parameters
    ----------
    text : str
        Such as ``"46.7"``, ``"46,7"`` or ``"46.7 %"``.

    Returns
    -------
    float or None
        In percent; None where it is no number from 0 to 100.
    """
    match = _PERCENT.fullmatch(_tidy(text))
    share = float(match["percent"].replace(",", ".")) if match else -1.0
    return share if 0 <= share <= 100 else None
