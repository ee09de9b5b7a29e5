"""Makers of the elements of a presentation: what a user typed is put into them as text, never as markup."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree
from lxml.builder import ElementMaker

#: Of PresentationML, DrawingML, its charts, and of relationships.
_OFFICE = "http://schemas.openxmlformats.org"
PRESENTATION = f"{_OFFICE}/presentationml/2006/main"
DRAWING = f"{_OFFICE}/drawingml/2006/main"
CHART = f"{_OFFICE}/drawingml/2006/chart"
RELATIONSHIPS = f"{_OFFICE}/officeDocument/2006/relationships"
Element: TypeAlias = etree._Element
#: What they make takes the prefixes of the slide that it is put on.
P, A, C = (ElementMaker(namespace=space) for space in (PRESENTATION, DRAWING, CHART))


def valued(name: str, value: str | int | bool) -> Element:
    """Return an element of a chart that is but a value: ``<c:delete val="1"/>``."""
    return C(name, val=str(int(value)) if isinstance(value, bool) else str(value))
