"""Works cited shortly: each once, a book with all its pages."""

from __future__ import annotations

from bone_atlas.facts.short import shortly
from bone_atlas.facts.source import Source

_GRAY = "Gray H, Anatomy of the Human Body, 20th ed. 1918, p. "


def test_a_book_is_cited_once_with_all_its_pages_in_order() -> None:
    told = shortly(
        Source(_GRAY + pages)
        for pages in ("660 and 668 (Plexus)", "651-652 (Veins)", "667-669 (Azygos)", "97")
    )
    assert told == (Source("Gray 1918, p. 97, 651-652, 660, 667-669"),)


def test_a_paper_is_cited_by_author_or_journal_and_year() -> None:
    link = "https://doi.org/10.1"
    assert shortly([Source("Groen RJ, Anat Rec 1997, 249:285-294", link)]) == (Source("Groen 1997", link),)
    assert shortly([Source("Spine 1996", link)]) == (Source("Spine 1996", link),)
    assert shortly([Source("Cunningham L, The veins of the breast", link)]) == (Source("Cunningham L", link),)


def test_what_has_neither_link_nor_pages_stays_as_it_is() -> None:
    told = (
        Source("The article"),
        Source("OpenStax, Anatomy and Physiology 2e, section 20.5 Circulatory Pathways"),
    )
    assert shortly(told) == told
