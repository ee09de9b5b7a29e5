"""The pages of a copy that are texts: the lessons, the sources, and what a copy cannot do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

from markupsafe import Markup

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import elements as h
from bone_atlas.app.html import glossary, lesson_cards, source_tables
from bone_atlas.app.publish import lessons
from bone_atlas.app.publish.presenter_keys import presenter_keys
from bone_atlas.app.publish.values import json_bytes
from bone_atlas.app.server import published

#: The command that serves the atlas, where it is installed.
SERVE = h.code("bone-atlas serve")
#: What the name of a text ends with where it stands in one file.
_IN_FILE = "-in-file"
#: What a lesson does without in a file, by the names of the acts: its windows cannot tell each other
#: anything, and no phone opens it.
_LACKING_IN_FILE = frozenset({"notes", "qr"})


def _teach(lacking: frozenset[str] = frozenset()) -> Markup:
    cards = (
        lesson_cards.card(
            lessons.shipped(name),
            h.p(h.link(f"/present?{urlencode({'lesson': name})}", "▶ Present", cls="atlas-button")),
        )
        for name in lessons.titles()
    )
    return h.joined(
        lesson_cards.INTRODUCTION,
        h.div(*cards, cls="atlas-copy-lessons"),
        h.p(h.link("/practise", "Practise: questions made from the tables")),
        lesson_cards.keys(
            (row.labels, row.does) for row in presenter_keys() if not lacking.issuperset(row.acts.values())
        ),
        h.p("This is a copy: a lesson of your own is made in the served atlas, ", SERVE, "."),
    )


def _sources() -> Markup:
    tables = catalogue().tables
    return h.joined(
        source_tables.studies(tables),
        source_tables.not_painted(tables),
        glossary.listed(glossary.terms()),
    )


def _uploaded() -> Markup:
    return h.section(
        h.h2("Your data"),
        h.p("This is a copy: it cannot paint a table of your own. The served atlas does, ", SERVE, "."),
        h.p("A table never leaves the computer that serves the atlas."),
        cls="atlas-lessons",
    )


#: By the name of the page.
TEXTS: dict[str, Callable[[], Markup]] = {
    "teach": _teach,
    f"teach{_IN_FILE}": partial(_teach, _LACKING_IN_FILE),
    "sources": _sources,
    "uploaded": _uploaded,
}


@published("copy-text", "json", TEXTS.__contains__)
def _text(page: str) -> bytes:
    return json_bytes({"html": TEXTS[page]()})


def text_url(page: str, *, in_file: bool = False) -> str:
    """Return the address of a page that is a text.

    Parameters
    ----------
    page : str
        Its name.
    in_file : bool
        Whether it stands in one file, where a lesson does without some of its keys.
    """
    own = f"{page}{_IN_FILE}"
    return _text.url(own if in_file and own in TEXTS else page)
