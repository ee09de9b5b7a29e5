"""What a slide tells, for whoever shows it: the presenter and the exports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bone_atlas import facts, wording
from bone_atlas.facts import Rows, Source
from bone_atlas.facts.short import shortly
from bone_atlas.layers import Layer, SiteValue, Tier
from bone_atlas.layers.model import standing
from bone_atlas.lessons.model import Slide
from bone_atlas.scenes.model import Scene
from bone_atlas.scenes.registry import SCENES

#: More sources than these, or longer ones than fill two lines, are cited shortly.
MANY_SOURCES, MANY_LETTERS = 3, 130


def cited(sources: Iterable[Source]) -> list[tuple[str, str]]:
    """Return sources for the line under a slide, each once: text and link; many of them shortly."""
    distinct = list(dict.fromkeys(sources))
    if len(distinct) <= MANY_SOURCES and sum(len(source.text) for source in distinct) <= MANY_LETTERS:
        return [(source.text, source.link) for source in distinct]
    return [(source.text, source.link) for source in shortly(distinct)]


def filled(written: str, rows: Rows) -> tuple[str, tuple[Source, ...]]:
    """Look up the references in a text; keep each number and its per cent sign on one line."""
    told = facts.tell(written, rows)
    return told.text.replace(" %", "\N{NO-BREAK SPACE}%"), told.sources


@dataclass
class Teller:
    """Looks up the references in the texts of a slide.

    Attributes
    ----------
    rows : Rows
        Tables, anatomy, layers and routes.
    sources : list of Source
        Those that the texts have brought so far, after those it began with; a source may stand there twice.
    """

    rows: Rows
    sources: list[Source]

    def __call__(self, written: str) -> str:
        """Return a text with what it looks up, and keep its sources."""
        text, found = filled(written, self.rows)
        self.sources.extend(found)
        return text


def scene_of_slide(slide: Slide, rows: Rows) -> Scene:
    """Return the scene of a slide; where it asks for an order, its skeleton names the sites asked for."""
    asked = slide.question.sites if slide.question and slide.question.kind == "rank" else ()
    return SCENES[slide.state.shows](slide.state, rows, asked=asked)


def place_name(site: str, slide: Slide, rows: Rows) -> str:
    """Return the name of a place in the language of a slide, without what is said of it in brackets."""
    return rows.anatomy.name(site, slide.state.names).partition(" (")[0]


def hidden(slide: Slide) -> list[str]:
    """Return what is hidden until revealed: an order to be guessed hides the values in any case."""
    ranked = ("values",) if slide.question and slide.question.kind == "rank" else ()
    return list(dict.fromkeys((*ranked, *slide.hidden)))


def true_order(sites: Iterable[str], layer: Layer) -> list[SiteValue]:
    """Order sites by what a layer reports of them, the most often involved first."""
    return sorted((layer.value(site) for site in sites), key=standing)


def neutral_order(sites: tuple[str, ...], layer: Layer, rows: Rows) -> list[str]:
    """Return sites in an order that does not tell theirs: that of the body, or its reverse."""
    ordered = [value.site_id for value in true_order(sites, layer)]
    items = [site for site in (*rows.anatomy.sites(), *rows.anatomy.groups()) if site in sites]
    items += [site for site in sites if site not in items]
    return items[::-1] if items == ordered else items


def value_text(value: SiteValue) -> str:
    """Return a value with its count, as ``"46.7 % (50 of 107)"``, or a tier in words."""
    if isinstance(value, Tier):
        return wording.headline(value)
    return f"{wording.headline(value)} ({wording.count(value)})".replace(" %", "\N{NO-BREAK SPACE}%")
