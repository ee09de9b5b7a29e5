"""Signs in a cell that are no part of its text: raised digits and letters, and signs that nobody sees.

A raised digit is a footnote mark. Unicode's compatibility form (NFKC) makes a plain digit of it, and twelve
with footnote 1 would become a hundred and twenty-one: so the marks go before anything is read.
"""

from __future__ import annotations

import re

#: Superscripts, subscripts, modifier letters, digits and letters in circles or brackets, and the numbers with
#: a point of their own (the blocks of Unicode 16 that decompose to ``<super>``, ``<sub>`` or ``<circle>``).
_RAISED_SIGNS = (
    "\u00b2\u00b3\u00b9\u02b0-\u02b8\u02e0-\u02e4\u10fc\u1d2c-\u1d6a\u1d78\u1d9b-\u1dbf\u2070-\u209c"
    "\u2120\u2122\u2460-\u24ff\u2776-\u2793\u2c7c\u2c7d\u2d6f\u3192-\u319f\u3200-\u32fe\ua69c\ua69d\ua770"
    "\ua7f1-\ua7f4\ua7f8\ua7f9\uab5c-\uab5f\uab69\U00010780-\U000107ba\U0001e030-\U0001e06d"
    "\U0001f100-\U0001f16c\U0001f250\U0001f251"
)
#: The ordinal signs are raised letters behind a number; in "Nº" they are a part of the word.
RAISED = re.compile(rf"[{_RAISED_SIGNS}]|(?<=[\d)\]%])[ªº]")
#: The same as HTML, LaTeX and Markdown write it.
_WRITTEN_RAISED = re.compile(
    r"<(su[pb])>[^<>]{0,12}</\1>|\$?\^\{[^{}]{0,12}\}\$?|\$?\^[0-9a-z*]{1,3}\^?\$?", re.IGNORECASE
)
#: Soft hyphens, marks of direction, joiners, variation selectors and other signs of no width.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0001-\U000e007f\U000e0100-\U000e01ef]"
)


def seen(text: str) -> str:
    """Leave out the signs that nobody sees; they say nothing.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    str
        The same to the eye.
    """
    return text if text.isascii() else _UNSEEN.sub("", text)


def unmarked(text: str) -> str:
    """Leave out the raised signs of a cell; one that holds nothing else stays as it is.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    str
        Without footnote marks, never with a digit more than stands in the line.
    """
    if text.isascii() and "^" not in text and "<s" not in text.casefold():
        return text
    kept = RAISED.sub("", _WRITTEN_RAISED.sub("", text)).strip()
    return kept if re.search(r"\w", kept) else text
