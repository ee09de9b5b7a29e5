"""Read counts and percentages as people write them.

The rules, which the page states too. A count is a whole number; groups of three digits may be divided by a
comma, a blank or an apostrophe ("1,234"), never by a point. In a percentage, comma and point both divide the
decimals ("46,7", "46.7 %", "46·7"); so does the comma of "1,234 %", because no percentage reaches a thousand.
A count may carry its denominator and its percentage, in either order: "50/107 (46.7 %)", "46.7 % (50)".
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from bone_atlas.uploaded.marks import RAISED

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
_PERCENT = re.compile(
    rf"(?P<percent>{_SHARE}) ?%?|\( ?(?P<round>{_SHARE}) ?%? ?\)(?: ?%)?|\[ ?(?P<square>{_SHARE}) ?% ?\]"
)
_OUT_OF = rf"(?: ?(?:/|of|out of|de|von|sur|su) ?(?P<total>{_whole_number('other')}))?"
_ONE_COUNT = rf"(?:n ?= ?)?(?P<count>{_whole_number('divider')}){_OUT_OF}"
_COUNT_FIRST = re.compile(
    rf"{_ONE_COUNT}"
    # In square brackets or behind a comma only with its sign: "[1]" is a footnote.
    rf"(?: ?\((?P<percent>{_SHARE}) ?%?\)| ?\[(?P<squared>{_SHARE}) ?%\]|[,;] (?P<behind>{_SHARE}) ?%)?",
    re.IGNORECASE,
)
_PERCENT_FIRST = re.compile(
    rf"(?P<percent>{_SHARE}) ?(?P<sign>%?) ?[(\[] ?{_ONE_COUNT} ?[)\]]", re.IGNORECASE
)
#: What may stand behind a number, or before it, to lead to a footnote.
_FOOTNOTE = r"[*†‡§¶#‖♯]{1,4}|[a-d](?:, ?[a-d])*"
_MARKED = re.compile(
    rf"(?:[*†‡§¶#‖♯]{{1,4}} ?)?(?P<number>.*?[0-9)%\]]) ?(?:{_FOOTNOTE}|\((?:{_FOOTNOTE})\)|\[[0-9a-d*]\])?"
)
_MONTH = (
    r"(?:jan|feb|m[aä]r|mrz|apr|abr|avr|ma[iyj]|jun|juin|jul|juil|aug|ago|ao[uû]|sep|set|o[ck]t|out|nov|"
    r"de[cz]|d[ée]c|ene|fev|f[ée]v|dic)[a-zéûç]{0,8}\.?"
)
_DATE = re.compile(
    rf"\d{{1,2}}[-/. ]{{1,2}}{_MONTH}(?:[-/. ]\d{{2,4}})?|{_MONTH}[-/. ]\d{{1,4}}"
    r"|\d{4}-\d{1,2}-\d{1,2}(?:[T ].*)?|\d{1,2}([./-])\d{1,2}\1\d{2,4}(?: .*)?"
    r"|(?:\d{2,4}年)?\d{1,2}月(?:\d{1,2}日)?|\d{1,2}:\d{2}(?::\d{2}.*)?",
    re.IGNORECASE,
)
_LIMITED = re.compile(
    r"[(\[]?(?:[<>≤≥~≈∼≃≲≳⩽⩾±]|(?:ca|circa|about|approx|approximately|around|up to|at least|at most|over|"
    r"under|less than|more than|fewer than|bis|etwa|rund|env|environ|hasta)\b\.?|约|約|大约|少于|超过)"
    r" ?=? ?[.,]?\d.*"
    r"|.*\d ?%? ?(?:[-–—−‒~～∼±]|\b(?:to|bis|à|a|至|bzw)\b) ?[.,]?\d.*|\d[\d.,]* ?%?[+]",
    re.IGNORECASE,
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
    """Bring digits, signs and blanks to their plain form; nothing is left of a text that is no number.

    That is one that is too long, or that holds raised digits, which the plain form would lay beside others.
    """
    if len(text) > LONGEST or RAISED.search(text):
        return ""
    return re.sub(r"(?<=[0-9])[·‧⋅∙・](?=[0-9])", ".", " ".join(unicodedata.normalize("NFKC", text).split()))


def unmarked(text: str) -> str:
    """Leave out the footnote marks of a number: ``31*``, ``56†``, ``4a``, ``21 (19.6)*``.

    Parameters
    ----------
    text : str
        A cell of a column of numbers.

    Returns
    -------
    str
        What may be a number; the text itself where it has no such mark.
    """
    match = _MARKED.fullmatch(_tidy(text))
    return match["number"] if match else text


def why_not(text: str) -> str:
    """Tell of which known kind a text is that is no number.

    Parameters
    ----------
    text : str
        A cell of a column of numbers.

    Returns
    -------
    str
        What should have been there, empty where nothing better can be said.
    """
    tidy = " ".join(unicodedata.normalize("NFKC", text[:LONGEST]).split())
    if RAISED.search(text):
        return "a number: raised digits are footnote marks"
    if _DATE.fullmatch(tidy):
        return "a number: this is a date, the spreadsheet turned a number such as 1/2 into it"
    if _LIMITED.fullmatch(tidy):
        return "one number: a range or a limit cannot be painted"
    return ""


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
        Such as ``"50"``, ``"50 of 107"``, ``"50/107"``, ``"50 (46.7 %)"`` or ``"46.7 % (50)"``.

    Returns
    -------
    Counted or None
        None where it is nothing of the kind.
    """
    tidy = _tidy(text)
    match = _COUNT_FIRST.fullmatch(tidy)
    if match:
        return _counted(match, match["percent"] or match["squared"] or match["behind"])
    match = _PERCENT_FIRST.fullmatch(tidy)
    return _counted(match, match["percent"]) if match and (match["sign"] or match["total"]) else None


def _counted(match: re.Match[str], written_share: str | None) -> Counted | None:
    number = _whole(match["count"])
    total = _whole(match["total"]) if match["total"] else None
    share = percent(written_share) if written_share else None
    if (
        number is None
        or bool(match["total"]) > (total is not None)
        or bool(written_share) > (share is not None)
    ):
        return None
    return Counted(number, total, share)


def shared(text: str) -> Counted | float | None:
    """Read the cell of a percentage, with the count that may stand behind it.

    Parameters
    ----------
    text : str
        Such as ``"46.7 %"`` or ``"46.7 (50)"``.

    Returns
    -------
    Counted, float or None
        The percentage alone, or what stands beside it; None where it is nothing of the kind.
    """
    alone = percent(text)
    if alone is not None:
        return alone
    match = _PERCENT_FIRST.fullmatch(_tidy(text))
    return _counted(match, match["percent"]) if match else None


def percent(text: str) -> float | None:
    """Read a percentage.

    Parameters
    ----------
    text : str
        Such as ``"46.7"``, ``"46,7"``, ``"46.7 %"``, or ``"(46.7)"`` of a column of its own.

    Returns
    -------
    float or None
        In percent; None where it is no number from 0 to 100.
    """
    match = _PERCENT.fullmatch(_tidy(text))
    written = (match["percent"] or match["round"] or match["square"]) if match else "-1"
    share = float(written.replace(",", "."))
    return share if 0 <= share <= 100 else None


def fitting(rows: Iterable[tuple[int, float]]) -> range:
    """Find every denominator that fits counts and percentages.

    Parameters
    ----------
    rows : iterable of (int, float)
        Count, and percentage as printed; its decimals tell to what it was rounded.

    Returns
    -------
    range
        Every n for which each count is its percentage of n, rounded; empty where there is none. Up to
        `MOST` where they say little.
    """
    low, high = 1, MOST
    for count, printed in rows:
        half = 0.5 / 10.0 ** len(f"{printed:.9f}".rstrip("0").partition(".")[2]) + 1e-9
        low = max(low, count, math.ceil(100 * count / (printed + half)))
        if printed > half:
            high = min(high, math.floor(100 * count / (printed - half)))
    return range(low, high + 1)
