"""The glossary: the first occurrence of each term opens its meaning, and nothing else of a text changes."""

from __future__ import annotations

import json
import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st
from markup import EVIL, Page, words
from markupsafe import Markup, escape

from bone_atlas.app.html import elements as h
from bone_atlas.app.html import glossary
from tests.cases import every_case

TERMS = {term.id: term for term in glossary.terms()}


def marks(html: Markup) -> list[str]:
    """The terms that are marked, in the order of the text, each found by its spelling."""
    by_spelling = {spelling.lower(): term.id for term in TERMS.values() for spelling in term.spellings}
    found = re.findall(r"<dfn>([^<]*)</dfn>", html)
    return [by_spelling[unescape(text).lower()] for text in found]


def test_the_terms_that_a_newcomer_asks_for_are_there() -> None:
    """Those that the issue names."""
    assert {"luminal_a", "confidence_interval", "i2", "azygos", "sensitivity", "tc99m_mdp"} <= TERMS.keys()


@every_case("term", TERMS)
def test_every_spelling_opens_its_term(term: str) -> None:
    for spelling in TERMS[term].spellings:
        html = glossary.marked(h.p(f"Of {spelling}, so."))
        assert marks(html)[0] == term
        assert words(html) == f"Of {spelling}, so."
        assert marks(glossary.marked(h.p(spelling[0].upper() + spelling[1:]))) == [term]


def test_only_the_first_occurrence_is_marked_and_the_longest_spelling_wins() -> None:
    html = glossary.marked(
        h.section(h.p("PET/CT, PET and PET"), h.p("FDG-PET, FDG"), h.p("I² 92 %, I² again"))
    )
    assert marks(html) == ["pet", "fdg", "i2"]
    assert "<dfn>PET/CT</dfn>" in html


def test_a_term_inside_a_word_a_link_a_heading_or_a_tag_is_left_alone() -> None:
    for html in (
        h.p("lesional, PETER, CTs"),
        h.p(h.link("/lesion", "lesion")),
        h.h2("A lesion"),
        h.p("text", title="lesion"),
        h.details(h.summary("lesion")),
    ):
        assert glossary.marked(html) == html
    assert marks(glossary.marked(h.p(h.link("/x", "lesion"), " lesion"))) == ["lesion"]


@given(st.text(), st.sampled_from([spelling for term in TERMS.values() for spelling in term.spellings]))
def test_the_text_stays_as_it_was_and_is_never_markup(text: str, spelling: str) -> None:
    html = glossary.marked(h.p(f"{text} {spelling} {EVIL}"))
    assert re.sub(r"</?dfn[^>]*>", "", html) == f"<p>{escape(text)} {escape(spelling)} {escape(EVIL)}</p>"


def test_the_head_holds_every_meaning_and_cannot_be_ended_by_one() -> None:
    head = glossary.head()
    inner = head.partition(">")[2].removesuffix("</script>")
    assert "<" not in inner
    told = json.loads(inner)
    assert {key: tuple(value) for key, value in told.items()} == {
        spelling.lower(): (term.name, term.meaning, term.source)
        for term in TERMS.values()
        for spelling in term.spellings
    }


def test_the_list_tells_all_of_them_by_the_letter() -> None:
    page = Page(glossary.listed(glossary.terms()))
    names = [term.name for term in glossary.terms()]
    assert names == sorted(names, key=str.lower)
    for term in TERMS.values():
        assert re.sub(r"\s+", " ", f"{term.name} {term.meaning} {term.source}") in words(
            glossary.listed([term])
        )
    assert sum(tag == "dt" for tag, _ in page.tags) == len(TERMS)
