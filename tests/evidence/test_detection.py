"""The figures of detection: each from its row, none pooled, and what may be said of the article's claims."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from bone_atlas import tables
from bone_atlas.evidence import detection
from bone_atlas.evidence.detection_claims import HARD_TO_SEE, TWICE, hard_to_see, why_not_twice
from bone_atlas.layers.build import wilson
from tests.atlas import TABLES
from tests.cases import every_case

ROWS = {row["detection_id"]: row for row in tables.records(TABLES.detection)}
FOUND = detection.findings(TABLES)
BY_ID = {one.id: one for one in FOUND}
BAND = detection.threshold_band(FOUND)


def cell(row: dict[str, Any], name: str) -> float | None:
    return None if pd.isna(row[name]) else float(row[name])


def test_every_row_is_a_figure_that_is_shown_or_one_that_says_why_not() -> None:
    hidden = detection.not_shown(TABLES)
    assert [one.id for one in hidden] == ["guys_2014_follow_up"]
    assert all(one.not_shown for one in hidden)
    assert {one.id for one in FOUND} | {one.id for one in hidden} == set(ROWS)


@every_case("one", FOUND, ids=lambda one: one.id)
def test_a_figure_is_that_of_its_row(one: detection.Finding) -> None:
    row = ROWS[one.id]
    numerator, denominator, printed, low, high = (
        cell(row, name)
        for name in ("numerator", "denominator", "printed_percent", "printed_low", "printed_high")
    )
    assert (one.numerator, one.denominator) == (numerator, denominator)
    if numerator is not None and denominator is not None:
        assert one.percent == pytest.approx(100 * numerator / denominator)
        assert (one.low, one.high) == pytest.approx(wilson(int(numerator), int(denominator)))
        assert one.interval == "95 % CI"
    else:
        assert one.percent == printed
        assert (one.low, one.high) == (low, high)
        assert one.interval == row["interval_kind"]
    for name in ("modality", "measure", "basis", "cancer", "population", "found", "counted", "verified"):
        assert getattr(one, name) == row[name]


def test_wilson_intervals_agree_with_those_worked_out_by_hand() -> None:
    """From the formula, with z = 1.959964: centre (p + z²/2n) / (1 + z²/n)."""
    expected = {"xray": (46.4, 53.6), "bone_scan": (29.5, 40.3), "mri": (91.6, 100.0)}
    for name, ends in expected.items():
        one = BY_ID[f"yamaguchi_1996_{name}"]
        n, p, z = one.denominator or 0, (one.numerator or 0) / (one.denominator or 1), 1.959964
        centre = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5
        by_hand = (100 * (centre - half), 100 * (centre + half))
        assert (one.low, one.high) == pytest.approx(by_hand, abs=0.01)
        assert by_hand == pytest.approx(ends, abs=0.051)


def test_the_three_rows_of_the_autopsy_keep_their_own_denominators() -> None:
    rows = detection.autopsy_vertebrae(FOUND)
    assert [(one.modality, one.count) for one in rows] == [
        ("X-ray", "367 of 734"),
        ("bone scan", "103 of 297"),
        ("MRI", "42 of 42"),
    ]
    assert [one.value for one in rows] == ["50.0 %", "34.7 %", "100.0 %"]
    assert {one.basis for one in rows} == {"per vertebra"}


@pytest.mark.parametrize("basis", ["per patient", "per lesion", "not stated"])
def test_a_basis_never_holds_figures_of_another(basis: str) -> None:
    pairs = detection.accuracies(FOUND, basis)
    figures = [one for pair in pairs for one in (pair.sensitivity, pair.specificity) if one is not None]
    assert {one.basis for one in figures} == {basis}
    expected = {
        one.id for one in FOUND if one.measure in ("sensitivity", "specificity") and one.basis == basis
    }
    assert {one.id for one in figures} == expected
    for pair in pairs:
        for one, measure in ((pair.sensitivity, "sensitivity"), (pair.specificity, "specificity")):
            if one is not None:
                assert (one.measure, one.modality, one.population) == (
                    measure,
                    pair.modality,
                    pair.population,
                )


def test_every_accuracy_stands_on_one_of_the_three_bases() -> None:
    bases = {one.basis for one in FOUND if one.measure in ("sensitivity", "specificity")}
    assert bases == {"per patient", "per lesion", "not stated"}


def test_a_specificity_that_was_not_reported_is_none() -> None:
    pairs = detection.accuracies(FOUND, "per lesion")
    silent = [pair for pair in pairs if pair.specificity is None]
    works = ["Sugihara T (2017). Ann Nucl Med"] * 4 + ["Hansen JA (2021). PLoS One"] * 6
    assert [pair.either.citation for pair in silent] == works


def test_a_measure_on_two_bases_is_not_given_without_one() -> None:
    with pytest.raises(ValueError, match="per lesion, per patient"):
        detection.select([one for one in FOUND if one.basis != "not stated"], "sensitivity")
    assert len(detection.select(FOUND, "sensitivity", "per patient")) == 10


@every_case("one", FOUND, ids=lambda one: one.id)
def test_no_percentage_is_without_its_count_or_the_words(one: detection.Finding) -> None:
    told = one.count
    assert re.fullmatch(
        r"[\d,]+ of [\d,]+|count not published(, n = [\d,]+)?"
        r"|a share of the bone, not a count|a rate over time, not a share",
        told,
    )
    assert one.value
    assert "None" not in f"{one.value}{told}{one.interval_words}"
    if one.low is None:
        assert one.interval_words == "interval not given"


def test_words() -> None:
    assert BY_ID["zamanian_2023_fdg_pet_sensitivity"].interval_words == "95 % CI 88–95 % (as printed)"
    assert BY_ID["chapter_9780203909799_breast"].value == "47–85 %"
    assert BY_ID["chapter_9780203909799_breast"].interval_words == "47–85 %, range across series"
    assert BY_ID["bonejoint360_breast_prostate"].value == "about 70 %"
    assert BY_ID["drury_1964_all"].value == "one third"
    assert BY_ID["wong_1990_spine"].count == "count not published, n = 832"
    assert BY_ID["gong_2018_at_diagnosis"].count == "8,295 of 229,195"


@every_case("one", FOUND, ids=lambda one: one.id)
def test_a_source_is_a_printed_work_or_there_is_none(one: detection.Finding) -> None:
    row = ROWS[one.id]
    if row["doi"] or row["pmid"] or row["pmcid"]:
        assert re.match(
            r"https://(doi\.org/10\.|pubmed\.ncbi\.nlm\.nih\.gov/\d|pmc\.ncbi\.nlm\.nih\.gov/articles/PMC\d)",
            one.source_link or "",
        )
        assert not set(one.source_link or "") & set("<>\" '")
    else:
        assert one.source_link is None
        assert one.source_text == (row["citation"] or "no citable source")
    assert str(row["source_url"]) not in (one.source_text, one.citation)


def test_a_web_page_alone_is_no_source() -> None:
    for name in ("radiologykey_mineral_loss", "karazaitri_calcium_loss"):
        assert BY_ID[name].source_text == "no citable source"


def test_the_band_is_what_most_statements_give() -> None:
    assert (BAND.low, BAND.high) == (30, 50)
    assert {one.id for one in BAND.sources} == {"radiologykey_mineral_loss", "ardran_1951_mineral_loss"}
    assert {one.id for one in BAND.others} == {
        "karazaitri_calcium_loss",
        "baek_2016_fibula",
        "baek_2016_humerus",
    }


@pytest.mark.parametrize(
    ("loss", "verdict"),
    [
        (0, "not visible"),
        (29.9, "not visible"),
        (30, "threshold band: may be seen"),
        (50, "threshold band: may be seen"),
        (50.1, "visible"),
        (60, "visible"),
    ],
)
def test_what_a_film_would_show(loss: float, verdict: str) -> None:
    assert BAND.verdict(loss) == verdict


def test_why_twice_cannot_be_told() -> None:
    said = " ".join(why_not_twice(FOUND))
    for words in (
        "twofold or threefold",
        "settle neither",
        "died with breast cancer 69 % had bone metastases (count not published)",
        "whether they were found in life or after death is not in what was seen",
        "about 70 %",
        "47–85 %",
        "3.6 %, 8,295 of 229,195 women",
        "367 of 734",
        "103 of 297",
        "42 of 42, each in its own bodies and vertebrae",
        "not a ratio of autopsy to clinic",
    ):
        assert words in said


def test_between_quotation_marks_stand_the_words_of_the_article() -> None:
    """Each phrase was looked up in the article."""
    said = " ".join((TWICE, HARD_TO_SEE, *why_not_twice(FOUND), *hard_to_see(FOUND)))
    assert set(re.findall("“([^”]+)”", said)) == {
        "2 times higher",
        "Not easy to detect it in time",
        "CT bone scan",
    }


def test_a_printed_percentage_that_its_count_does_not_give_is_flagged_by_the_rule() -> None:
    flagged = {one.id: note for one in FOUND for note in one.notes if "the count is used" in note}
    assert flagged == {
        "jnm_1990_three_new": "printed as 45 %, which 4 of 9 is not: the count is used",
        "kara_2003_single_rib": "printed as 26.1 %, which 17 of 65 is not: the count is used",
        "kara_2003_linear": "printed as 77.7 %, which 7 of 9 is not: the count is used",
        "kara_2003_focal": "printed as 82.19 %, which 46 of 56 is not: the count is used",
        "kara_2003_operated_side": "printed as 71.8 %, which 23 of 32 is not: the count is used",
        "jensen_2011_skeletal_event_at_diagnosis": (
            "printed as 43.2 %, which 77 of 178 is not: the count is used"
        ),
    }


def test_in_which_sense_it_is_hard_to_see() -> None:
    said = " ".join(hard_to_see(FOUND))
    for words in ("FDG-PET 89.7 %", "CT 72.9 %", "MRI 90.6 %", "bone scan 86 %", "count not published"):
        assert words in said
    for words in ("103 of 297", "367 of 734", "30–50 % of the mineral", "our reading: CT and bone scan"):
        assert words in said


def test_the_sentences_follow_the_rows() -> None:
    """A corrected row must correct the sentence: no figure is written into it by hand."""
    changed = [
        replace(one, percent=12.3)
        if one.id in ("coleman_1987_dying", "yang_2011_patient_ct_sensitivity")
        else one
        for one in FOUND
    ]
    assert "died with breast cancer 12.3 % had bone metastases" in " ".join(why_not_twice(changed))
    assert "CT 12.3 %" in " ".join(hard_to_see(changed))
