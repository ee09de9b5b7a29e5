"""Works cited as shortly as they can be told apart, for a slide that names many."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bone_atlas.facts.rows import printed_name
from bone_atlas.facts.source import Source

#: A book without a link: its author, its year and the pages of the one place cited.
_BOOK = re.compile(
    r"(?P<author>[^,]+ [A-Z]{1,3}), .*?\b(?P<year>(?:18|19|20)\d\d), p\. (?P<pages>[\d, and-]*\d)"
)


def shortly(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Cite works by author and year alone, and each book once, with all pages that are cited.

    Parameters
    ----------
    sources : iterable of Source
        As they are cited in full.

    Returns
    -------
    tuple of Source
        In the same order. What has no link and is no page of a book stays as it is.
    """
    pages: dict[str, list[str]] = {}
    told: dict[str, Source] = {}
    for source in sources:
        book = None if source.link else _BOOK.match(source.text)
        name = printed_name(source.text) if book or source.link else source.text
        if book:
            pages.setdefault(name, []).extend(re.findall(r"\d+(?:-\d+)?", book["pages"]))
        told.setdefault(source.link or name, Source(name, source.link))
    return tuple(
        Source(f"{source.text}, p. {_pages(pages[key])}", source.link) if key in pages else source
        for key, source in told.items()
    )


def _pages(printed: Iterable[str]) -> str:
    """Put pages in order, without those that a range holds."""
    ranges = {text: (int(text.split("-")[0]), int(text.split("-")[-1])) for text in printed}
    kept = {
        text: (first, last)
        for text, (first, last) in ranges.items()
        if not any(a <= first and last <= b for other, (a, b) in ranges.items() if other != text)
    }
    return ", ".join(sorted(kept, key=lambda text: kept[text]))
