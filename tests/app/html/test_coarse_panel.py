"""The answer to a coarse question as HTML: every number under its own site's name, with count and unit."""

from __future__ import annotations

import re

from markup import Page, words

from bone_atlas import wording
from bone_atlas.app.html import coarse_panel, site_panel
from bone_atlas.evidence.coarse import coarse_answer, is_coarse
from tests.atlas import BODY, LAYERS
from tests.cases import every_case

COARSE = [place for place in (*BODY.sites(), *BODY.groups()) if is_coarse(place, BODY)]


def page(place: str, language: str = "en") -> Page:
    return Page(coarse_panel.answer(coarse_answer(place, LAYERS.values(), BODY), BODY, language))


def test_the_femur_in_words() -> None:
    said = words(coarse_panel.answer(coarse_answer("femur", LAYERS.values(), BODY), BODY))
    assert "Femur as a whole, in every study" in said
    assert "Wang 2012, breast, moderate · % of 184 lesions Femur 1.6 % 3 of 184" in said
    assert "never summed: a patient can have both" in said
    assert "Femur, proximal part 28.0 % 30 of 107" in said
    assert "Femur, shaft and distal part 26.2 % 28 of 107" in said
    assert "Femur, proximal part 8.4 % count not published" in said
    assert "Only within something larger, so not shown here: Medicine Today 2018 (Lower limb)" in said
    assert "Not reported, which is not a zero: Chen 2017" in said


def test_a_site_that_no_study_gives_as_a_whole_says_so() -> None:
    said = words(coarse_panel.answer(coarse_answer("radius", LAYERS.values(), BODY), BODY))
    assert "No study reports it as a whole." in said
    assert "never summed" not in said
    assert not re.search(r"\d %(?! CI)", said)


@every_case("place", COARSE)
def test_no_number_stands_under_another_sites_name_and_none_is_a_sum(place: str) -> None:
    """Each row with a percentage is a report of a layer, word for word, under that report's own name."""
    reports = {
        " ".join(
            part
            for part in (
                BODY.name(report.site_id),
                wording.headline(report),
                wording.count(report),
                wording.interval(report).removeprefix("95 % CI "),
            )
            if part
        )
        for layer in LAYERS.values()
        for report in layer.proportions
    }
    apart = coarse_panel.not_compared(coarse_answer(place, LAYERS.values(), BODY), BODY)
    lines = page(place).lines + Page(apart).lines
    rows = [line for line in lines if re.search(r"\d %", line) and " · % of" not in line and "CI" not in line]
    assert set(rows) <= reports


@every_case("place", COARSE)
def test_no_study_is_left_out_and_each_says_what_it_counts(place: str) -> None:
    answer = coarse_answer(place, LAYERS.values(), BODY)
    said = words(str(coarse_panel.answer(answer, BODY)))
    for item in (*answer.wholes, *answer.parts):
        assert f"{item.layer.short_title} · {wording.share_of(item.layer)}" in said
    for layer in (*(item.layer for item in answer.larger), *answer.silent):
        assert layer.short_title in said


def test_the_same_bones_under_another_name_keep_that_name() -> None:
    asked = coarse_answer("shoulder_girdle", LAYERS.values(), BODY)
    said = words(coarse_panel.not_compared(asked, BODY))
    assert "No study reports Shoulder girdle by this name" in said
    assert "The same bones under another name Shaked Zari 2025" in said
    assert "Scapula and clavicle" in said
    assert "Shoulder girdle 1" not in said


def test_a_finer_site_offers_the_coarser_ones() -> None:
    links = [attributes for tag, attributes in panel("femur_shaft").tags if tag == "a"]
    offered = {link["data-site"]: link["href"] for link in links if "data-site" in link}
    assert offered == {"femur": "/?site=femur", "lower_limb": "/?site=lower_limb"}
    assert "Femur as a whole · Lower limb as a whole" in panel("femur_shaft").lines
    assert not [a for _, a in panel("skull").tags if "data-site" in a]


def test_names_come_in_the_language_asked_for() -> None:
    assert "Fémur as a whole, in every study" in page("femur", "es").lines[0]


def panel(place: str) -> Page:
    return Page(site_panel.detail([place], LAYERS["shaked_zari_2025"], LAYERS["article"], BODY, "en"))
