"""The last pages: what the slides rest on, and what this file is, holds and leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from bone_atlas.exports.drawn.words import Line, Page
from bone_atlas.figures.export_lines import atlas

#: So many sources stand on one page in letters that can be read.
ON_A_PAGE = 12


def last_pages(pages: Sequence[Page], left_out: str) -> list[tuple[str, list[Line]]]:
    """Return the pages after the lesson, each as its title and its lines.

    Parameters
    ----------
    pages : sequence of Page
        The pages of the lesson.
    left_out : str
        What this kind of file leaves out.
    """
    lines = [Line(f"{text}. {link}" if link else text, "point") for text, link in cited_once(pages)]
    many = ceil(len(lines) / ON_A_PAGE)
    each = ceil(len(lines) / many) if many else 1
    parts = [lines[i : i + each] for i in range(0, len(lines), each)]
    made = [
        (f"Sources ({number} of {many})" if many > 1 else "Sources", part)
        for number, part in enumerate(parts, start=1)
    ]
    return [*made, ("About this file", [Line(one) for one in about(left_out)])]


def cited_once(pages: Iterable[Page]) -> list[tuple[str, str]]:
    """Return the works that pages rest on, each once: text, and link where there is one."""
    cited: dict[str, str] = {}
    for text, link in (source for page in pages for source in page.sources):
        # The same work is cited in full on one slide and shortly on another.
        cited[link or text] = max(cited.get(link or text, ""), text, key=len)
    return [(text, "" if text == link else link) for link, text in cited.items()]


def about(left_out: str, part: str = "slide") -> list[str]:
    """Return what a file is made of, its licences, and what it leaves out; studies stand on each part."""
    return [
        f"{atlas()}.",
        "Texts and tables: CC BY 4.0. Skeleton after Rajagopal 2016, MIT licence: an adult man.",
        f"The numbers are those of the studies that each {part} names; cite them with the atlas.",
        left_out,
        "Figures describe groups of patients. This is no medical advice.",
    ]
