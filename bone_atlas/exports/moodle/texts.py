"""The HTML of questions, made from elements: what stands in the tables is put into it as text."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.html import tostring
from lxml.html.builder import IMG, LI, STRONG, UL, A, E, P

from bone_atlas.facts import Source


def html(*parts: E) -> str:
    """Return elements as HTML."""
    return "".join(tostring(part, encoding="unicode") for part in parts)


def plain(text: str) -> str:
    """Return a text as HTML that is read as it was written."""
    return html(P(text)).removeprefix("<p>").removesuffix("</p>")


def cited(source: Source) -> E:
    """Return a source as an entry of a list: a link, where it has one."""
    return LI(A(source.text, href=source.link)) if source.link else LI(source.text)


def listed(title: str, entries: Iterable[E]) -> list[E]:
    """Return a list with its title; nothing where there is no entry."""
    held = list(entries)
    return [P(STRONG(title)), UL(*held)] if held else []


def picture(name: str, told: str) -> E:
    """Return a picture of the question's own files, with its alternative text."""
    return P(IMG(src=f"@@PLUGINFILE@@/{name}", alt=told))
