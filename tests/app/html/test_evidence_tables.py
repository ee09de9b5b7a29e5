"""The evidence as HTML: well formed, escaped, headings in order, every number with count and source."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from bone_atlas import layers, tables
from bone_atlas.app.html import agreement_table, claim_cards, comparison_tables, marrow_table, site_panel
from bone_atlas.evidence.claims import claims
from bone_atlas.evidence.comparable import comparability, difference, ranks
from bone_atlas.evidence.disagreement import count_layer, range_layer
from bone_atlas.evidence.marrow import against_marrow
from bone_atlas.evidence.pooling import agreement, agreements
from bone_atlas.layers import Derived
from bone_atlas.layers.build import citation
from bone_atlas.tables import sentences
from tests.atlas import BODY, LAYERS, TABLES
from tests.cases import every_case

CLAIMS = claims(TABLES, BODY, LAYERS)
A, B = LAYERS["wang_2012.breast_moderate"], LAYERS["wang_2012.prostate_moderate"]
MARROW = next(row for row in tables.records(TABLES.studies) if row["study_id"] == "hayman_2011")


def parsed(html: str) -> ElementTree.Element:
    """Parse as XML, which is stricter than any browser; attributes without quotation marks get them."""
    quoted = re.sub(r"=(atlas-[\w-]+)(?=[ >])", r"='\1'", html)
    quoted = re.sub(r"</?dfn>", "", quoted)  # a term of the glossary stands in its line like a word
    return ElementTree.fromstring(f"<div>{quoted.replace('<br>', '<br/>')}</div>")  # noqa: S314 - ours


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", " ".join(parsed(html).itertext()))


def check(html: str) -> None:
    """Hold the HTML against what every page needs."""
    tree = parsed(html)
    levels = [int(element.tag[1]) for element in tree.iter() if re.fullmatch(r"h[1-6]", element.tag)]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    for table in tree.iter("table"):
        assert all(cell.get("scope") == "col" for cell in table.iterfind("thead/tr/th"))
        widths = {len(row) for row in table.iter("tr")}
        assert len(widths) == 1
    for link in tree.iter("a"):
        assert link.get("href")
        assert "".join(link.itertext()).strip()
    for region in tree.iter("div"):
        if region.get("tabindex"):
            assert region.get("aria-label")


def test_claims_as_cards() -> None:
    html = claim_cards.claims(CLAIMS)
    check(html)
    text = text_of(html)
    for claim in CLAIMS:
        assert claim.statement in text
        assert all(sentence in text for sentence in sentences(claim.because))
        for finding in claim.findings:
            assert re.sub(r"\s+", " ", finding.figures) in text
            assert finding.source_text in text
            assert finding.key in text
            if finding.source_link:
                assert finding.source_link in unescape(html)
    assert "a hypothesis, stated as a fact" in text
    assert html.count("on the skeleton</a>") == len(CLAIMS)


def test_a_card_is_folded_to_its_statement_and_its_verdict() -> None:
    tree = parsed(claim_cards.claims(CLAIMS))
    cards = {card.get("id", ""): card for card in tree.iter("details") if card.get("class") == "atlas-claim"}
    assert len(cards) == len(CLAIMS)
    for claim in CLAIMS:
        card = cards[f"claim-{claim.claim_id}"]
        assert card.get("open") is None
        folded = " ".join("".join(card[0].itertext()).split())
        assert card[0].tag == "summary"
        assert folded.startswith(f"{claim.statement}{claim.verdict}")
        assert card.get("data-conflict") == (str(claim.conflict) if claim.conflict else None)


def test_what_remains_of_a_section_without_a_conflict_is_nothing() -> None:
    free = [claim for claim in CLAIMS if not claim.conflict]
    tree = parsed(claim_cards.claims(free))
    sections = [one for one in tree.iter("section") if one.get("class") == "atlas-claims-section"]
    assert sections
    assert all(one.get("data-conflict") is None for one in sections)


def test_the_card_of_a_claim_says_what_each_sentence_of_its_reason_rests_on() -> None:
    claim = next(claim for claim in CLAIMS if claim.claim_id == "pelvis_leads")
    tree = parsed(claim_cards.claims([claim]))
    (rows,) = tree.iter("ol")
    assert len(rows) == len(claim.findings)
    counted, ranked = (sentence for sentence in claim.sentences if sentence.part == "because")
    text = text_of(claim_cards.claims([claim]))
    assert f"{counted.text} (rows 2–3; all judged)" in text
    assert f"{ranked.text} (row 10)" in text
    assert "siregar_2023" in "".join(rows[9].itertext())


def test_every_sentence_of_a_reason_is_followed_by_what_it_rests_on() -> None:
    for claim in CLAIMS:
        html = claim_cards.claims([claim])
        assert not re.search(r"\)</span>[^ <]", html), "no space after what a sentence rests on"
        text = text_of(html)
        for sentence in sentences(claim.because):
            assert re.search(re.escape(sentence) + r" \((rows? \d|all judged|every row|our reading)", text), (
                sentence
            )


def test_links_of_claims_are_made_by_the_page() -> None:
    html = claim_cards.claims(CLAIMS, link=lambda page, query: f"/x/{page}?{query['layer']}")
    assert "href='/x/pathways?article'" in html
    assert "href='/x/atlas?shaked_zari_2025'" in html
    assert claim_cards.address("atlas", {"layer": "a", "site": "b,c"}) == "./?layer=a&site=b%2Cc"
    assert claim_cards.address("pathways", {"layer": "a"}) == "./?page=pathways&layer=a"


def test_what_comes_from_tables_is_escaped() -> None:
    evil = "<script>alert('x')</script>&"
    claim = replace(CLAIMS[0], statement=evil, because=evil)
    finding = replace(claim.findings[-1], figures=evil, says=evil, source=evil, key=evil)
    html = claim_cards.claims([replace(claim, findings=(finding,))])
    assert "<script" not in html
    assert text_of(html).count("<script>") == 6  # statement and reason, and four of the row
    layer = replace(A, title=evil, short_title=evil, setting=evil, source_text=evil, caveats=(evil,))
    for made in (
        comparison_tables.difference(replace(difference(A, B, BODY), title=evil), layer, B, BODY),
        comparison_tables.ranks(ranks(layer, B, BODY), layer, B, BODY),
        comparison_tables.comparability(comparability(layer, LAYERS["article"])),
        marrow_table.against_marrow(against_marrow(layer, TABLES, BODY), BODY, evil),
        agreement_table.agreement(agreement("ribs", [layer], unit="lesions"), BODY),
    ):
        assert "<script" not in made
        check(made)


@every_case("place", [*BODY.sites(), *BODY.groups()])
def test_agreement_tables(place: str) -> None:
    for found in agreements(place, LAYERS):
        html = agreement_table.agreement(found, BODY)
        check(html)
        text = text_of(html)
        for study in (*found.studies, *found.uncounted):
            assert study.layer.short_title in text
            assert study.layer.source_text in text
            if study.value.numerator is not None:
                assert f"{study.value.numerator} of {study.value.denominator}" in text
        for item in found.left_out:
            assert item.why in text
        if found.pooled is None:
            assert found.reason[1:] in text


def test_the_pooled_value_in_words() -> None:
    text = agreement_table.summary(agreement("pelvis", LAYERS.values()))
    assert text.startswith(
        "5 studies with counts, range 38.8–54.8 %, I² 51 % (95 % limits 0–82 %). Pooled (random effects"
    )
    assert "50.5 %, 95 % CI 42.0–59.0 % (Hartung and Knapp, t with 4 degrees of freedom;" in text
    assert "44.4–56.5 %), of 683 patients in 5 studies" in text
    assert "between 33.2 and 67.7 % (95 % prediction interval)" in text


@every_case("place", [*BODY.sites(), *BODY.groups()])
def test_wherever_the_rule_is_told_it_is_told_that_the_data_were_in_sight(place: str) -> None:
    for found in agreements(place, LAYERS):
        told = agreement_table.summary(found)
        assert "ooled" in told
        assert told.endswith("These limits were chosen with the data in sight.")


def test_beside_the_pelvis_stands_what_its_pooled_value_hangs_on() -> None:
    html = agreement_table.hangs_on(agreement("pelvis", LAYERS.values()))
    assert html is not None
    check(html)
    text = text_of(html).replace("\N{NO-BREAK SPACE}", " ")
    for told in (
        "Without Shaked Zari 2025 or without Diop 2014 the others would not be pooled.",
        "Popoola 2013 is left out because its count is not published; with any count that it can have had "
        "nothing would be pooled.",
        "without Shaked Zari 2025 49.7 %, 576 patients in 4 studies 37.2–62.3 % 63 % no",
        "without Chinese thesis (103) 53.8 %, 580 patients in 4 studies 47.2–60.3 % 0 % yes",
        "with Popoola 2013, 22.0 % taken as 13 of 58 45.1 %, 741 patients in 6 studies 31.6–59.3 % 79 % no",
        "with Popoola 2013, 22.0 % taken as 13 of 59 45.0 %, 742 patients in 6 studies 31.3–59.4 % 80 % no",
        "with Popoola 2013, 22.0 % taken as 15 of 67 44.9 %, 750 patients in 6 studies 31.3–59.3 % 81 % no",
        # The lower end is +0.04: a single decimal would hide on which side of zero it lies.
        "Shaked Zari 2025 minus Chinese thesis (103): +13.5 points (56 of 107 against 40 of 103), 95 % CI "
        "+0.04 to +26.3 (Newcombe): more than chance",
    ):
        assert told in text
    assert agreement_table.hangs_on(agreement("ribs", LAYERS.values())) is None


def test_the_comparison_tells_every_place_of_both() -> None:
    a, b = LAYERS["shaked_zari_2025.her2_enriched"], LAYERS["medicine_today_2018"]
    found = difference(a, b, BODY)
    html = comparison_tables.difference(found, a, b, BODY)
    check(html)
    text = text_of(html)
    for place in {r.site_id for layer in (a, b) for r in layer.reports}:
        assert BODY.name(place) in text
    assert "4 of 5" in text
    assert "55 of 135" in text
    assert "small group" in text
    assert "(n = 5)" in text
    assert "not reported in both" in text
    check(comparison_tables.comparability(comparability(a, b)))


def test_ranks_as_a_table() -> None:
    found = ranks(LAYERS["article"], LAYERS["shaked_zari_2025"], BODY)
    html = comparison_tables.ranks(found, LAYERS["article"], LAYERS["shaked_zari_2025"], BODY)
    check(html)
    assert "The article gives it only within “Femur”." in text_of(html)
    # The article names tiers: all sites of one have the same rank, and none of them is the first alone.
    assert text_of(html).count("1, tied") == sum(pair.rank_a == 1 for pair in found.pairs) > 1
    none = ranks(LAYERS["koizumi_2003"], LAYERS["popoola_2013"], BODY)
    assert "No site is reported" in comparison_tables.ranks(none, A, B, BODY)


def test_soil_as_a_table() -> None:
    found = against_marrow(A, TABLES, BODY)
    html = marrow_table.against_marrow(found, BODY, citation(MARROW))
    check(html)
    text = text_of(html)
    for row in found.rows:
        assert f"{row.numerator} of {row.denominator}" in text
        assert f"{row.ratio:.2f}" in text
    assert "n = 13" in text
    assert "Hayman" in text
    assert "no citable source" in text
    assert all(limit in text for limit in found.limits)
    part = against_marrow(LAYERS["osorio_2017"], TABLES, BODY)
    assert "Not matched" in marrow_table.against_marrow(part, BODY, citation(MARROW))


@pytest.mark.parametrize(
    "layer",
    [difference(A, B, BODY), range_layer(LAYERS.values(), BODY), count_layer(LAYERS.values(), BODY)],
    ids=lambda layer: layer.kind,
)
def test_the_detail_panel_shows_derived_layers(layer: layers.Layer) -> None:
    article = LAYERS["article"]
    for place in ("ribs", "hand", "lumbar_spine", "femur"):
        html = site_panel.detail([place], layer, article, BODY, "en")
        check(html)
        value = layer.value(place)
        assert (
            site_panel.wording.amount(value) if isinstance(value, Derived) else value.notes[0]
        ) in text_of(html)
    check(site_panel.detail(["ribs", "skull"], layer, article, BODY, "en"))
    check(site_panel.invitation(layer, BODY, "en"))
    assert "ribs" in site_panel.table(layer, BODY, "en").lower()
