"""Reads the HTML that the app makes, so that tests can hold what is said and how."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = {"br", "img", "hr", "input", "meta", "link"}
BLOCKS = {"p", "h2", "h3", "li", "tr", "table", "summary"}
#: White space that no text of ours holds: it ends a block.
BREAK = "\f"
EVIL = "<script>alert('x')</script> & \"more\""


class Page(HTMLParser):
    """Reads HTML, refuses unbalanced tags, keeps the text and what stood in which element."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(str(html))  # markup would escape what the parser puts before it
        self.close()
        assert self.open == [], f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag
        if tag != "dfn":  # a term of the glossary stands in its line like a word
            self.text += BREAK if tag in BLOCKS else " "

    @property
    def lines(self) -> list[str]:
        """The text of each paragraph, heading and item, without doubled blanks."""
        return [re.sub(r"\s+", " ", line).strip() for line in self.text.split(BREAK)]

    def handle_data(self, data: str) -> None:
        self.text += data


def words(html: str) -> str:
    return re.sub(r"\s+", " ", Page(html).text).strip()
