"""The HTML of a field: made of elements, so that every text is escaped for where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, tostring

__all__ = ["Element", "Part", "element", "html"]

#: Characters that Anki's own form or a page cannot hold, and those that turn the direction of what follows.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)

Part = Element | str


def element(tag: str, *parts: Part, **attributes: str) -> Element:
    """Return an element of HTML.

    Parameters
    ----------
    tag : str
        Its name.
    *parts : Element or str
        What is in it, in order.
    **attributes : str
        ``class_`` is written ``class``, and ``aria_label`` ``aria-label``.
    """
    made = Element(
        tag,
        {name.removesuffix("_").replace("_", "-"): _clean(value) for name, value in attributes.items()},
    )
    for part in parts:
        if isinstance(part, Element):
            made.append(part)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + _clean(part)
        else:
            made.text = (made.text or "") + _clean(part)
    return made


def html(parts: Iterable[Part]) -> str:
    """Return elements as text for a field.

    Square brackets are written as their number: in a field they would name a sound, a voice or a formula.
    """
    whole = element("div", *parts)
    inside = tostring(whole, encoding="unicode", method="html").removeprefix("<div>").removesuffix("</div>")
    return inside.replace("[", "&#91;").replace("]", "&#93;")


def _clean(text: str) -> str:
    """Leave out what cannot be held, and keep each number and its per cent sign on one line."""
    return _CONTROL.sub("", text).replace(" %", "\N{NO-BREAK SPACE}%")
