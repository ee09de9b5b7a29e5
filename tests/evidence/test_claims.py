"""Each claim: its verdict, the rows behind it, their sources, and where it is shown."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from bone_atlas import tables, view_state
from bone_atlas.evidence import detection
from bone_atlas.evidence.claims import claims, observed
from bone_atlas.evidence.judging import RULES
from bone_atlas.evidence.verdicts import BARE_NO, BARE_YES, NO, OPEN, PART, SHORT, YES, verdict_of
from bone_atlas.layers.build import NO_SOURCE, source_text, wilson
from bone_atlas.routes import UNPROVEN
from bone_atlas.tables.vocabulary import VERDICTS
from tests.atlas import BODY, LAYERS, ROUTES, TABLES

ROWS = {row["observation_id"]: row for row in tables.records(TABLES.observations)}
STUDIES = {row["study_id"]: row for row in tables.records(TABLES.studies)}
CLAIMS = {claim.claim_id: claim for claim in claims(TABLES, BODY, LAYERS)}
FINDINGS = [(claim, finding) for claim in CLAIMS.values() for finding in claim.findings]
FIRST = LAYERS["shaked_zari_2025"]

#: What the rows say of each statement of the article.
VERDICT = {
    "spreads_to_bone": "supported", "bone_is_common": "supported", "harm": "supported",
    "pelvis_leads": "supported", "spine_leads": "supported", "lumbar_first": "not settled",
    "femur_leads": "not supported", "ribs_behind": "partly", "skull_common": "partly",
    "scapula_common": "supported", "acral_rare": "partly", "elbow_knee_rare": "not settled",
    "all_by_blood": "not supported", "through_the_lung": "partly", "vertebral_veins": "not settled",
    "vertebral_veins_matter": "not settled", "autopsy_twice": "not settled", "xray_late": "supported",
    "ct_scan_late": "not settled",
}  # fmt: skip
#: The conflicts with the article as the evidence lists them.
CONFLICTS = {
    1: "ribs_behind", 2: "lumbar_first", 3: "all_by_blood", 4: "autopsy_twice", 5: "ct_scan_late",
    6: "elbow_knee_rare", 7: "vertebral_veins",
}  # fmt: skip
#: How a row may bear on a claim whose source gives that answer; what stands beside it is not weighed.
BEARS = {
    YES: "for", PART: "for", BARE_YES: "for", NO: "against", BARE_NO: "against", SHORT: "against",
    OPEN: "open",
}  # fmt: skip


def answers(claim: str) -> dict[str, str]:
    return {item.key: item.answer for item in CLAIMS[claim].judged}


def test_every_statement_of_the_article_has_its_verdict() -> None:
    assert {name: claim.verdict for name, claim in CLAIMS.items()} == VERDICT
    assert {c.conflict: name for name, c in CLAIMS.items() if c.conflict} == CONFLICTS


@pytest.mark.parametrize("claim", CLAIMS)
def test_every_verdict_follows_from_the_rows_by_its_rule(claim: str) -> None:
    assert CLAIMS[claim].rule == RULES[claim].reads
    assert CLAIMS[claim].verdict == verdict_of(item.answer for item in CLAIMS[claim].judged)
    assert CLAIMS[claim].verdict in VERDICTS
    assert bool(CLAIMS[claim].judged) == (CLAIMS[claim].verdict != "not looked at")


@pytest.mark.parametrize("claim", CLAIMS)
def test_every_row_bears_on_its_claim_as_its_source_answers(claim: str) -> None:
    told = answers(claim)
    weighed = [
        finding for finding in CLAIMS[claim].findings if finding.bearing not in ("the statement", "beside")
    ]
    for finding in weighed:
        key = ROWS[finding.key]["layer_id"] if finding.kind == "observation" else finding.key
        if finding.kind != "segment" and key in told:
            assert finding.bearing == BEARS[told[key]], finding.key
    shown = {ROWS[f.key]["layer_id"] if f.kind == "observation" else f.key for f in CLAIMS[claim].findings}
    pointing = {key for key, answer in told.items() if answer in (BARE_YES, BARE_NO, NO)}
    assert pointing <= shown


@pytest.mark.parametrize("claim", ["through_the_lung", "vertebral_veins", "vertebral_veins_matter"])
def test_a_segment_that_is_not_sure_speaks_for_no_route(claim: str) -> None:
    for finding in CLAIMS[claim].findings:
        if finding.kind == "segment" and ROUTES.segments[finding.key].status in UNPROVEN:
            assert finding.bearing == "open", finding.key


def test_the_ribs_stand_behind_in_part_only() -> None:
    assert answers("ribs_behind") == {
        "shaked_zari_2025": PART, "medicine_today_2018": PART, "chen_2017": OPEN, "chinese_thesis_103": NO,
        "chinese_scan_33": OPEN, "diop_2014": OPEN, "tawfik_2016": BARE_YES, "radiographs_334": BARE_YES,
        "beiki_2010": OPEN, "kakhki_2013": OPEN, "hui_2018": BARE_NO, "siregar_2023": BARE_NO,
    }  # fmt: skip
    assert CLAIMS["ribs_behind"].our_reading.startswith("“a step behind”")


def test_lumbar_and_thoracic_spine_are_told_apart_by_no_count() -> None:
    told = {item.key: item for item in CLAIMS["lumbar_first"].judged}
    assert answers("lumbar_first") == {
        "shaked_zari_2025": OPEN, "wang_2012.breast_moderate": OPEN, "beiki_2010": BARE_YES,
    }  # fmt: skip
    assert "50 of 107" in told["shaked_zari_2025"].words
    assert "p = 0.125" in told["shaked_zari_2025"].words
    assert "24 of 184" in told["wang_2012.breast_moderate"].words


def test_no_series_with_counts_puts_the_femur_among_the_first() -> None:
    told = answers("femur_leads")
    assert {told[key] for key in ("shaked_zari_2025", "medicine_today_2018", "diop_2014")} == {OPEN}
    assert told["chinese_thesis_103"] == NO
    assert {told[key] for key in ("tawfik_2016", "radiographs_334", "siregar_2023")} == {BARE_YES}


def test_none_of_few_is_not_extremely_rare() -> None:
    told = {item.key: item for item in CLAIMS["acral_rare"].judged}
    assert told["wang_2012.breast_moderate"].answer == OPEN
    assert "0 of 184" in told["wang_2012.breast_moderate"].words
    assert "2.05 %" in told["wang_2012.breast_moderate"].words
    # The foot alone: the upper limit is below one percent, but the hands were not counted.
    assert told["pedal_acrometastases_2595"].answer == PART
    assert told["acrometastases_2014"].answer == BARE_YES
    # None of many, but told second hand, and our reading is that hands were hardly opened: it only points.
    assert told["paget_1889"].answer == BARE_YES
    assert "0 of 650" in told["paget_1889"].words
    assert CLAIMS["acral_rare"].verdict == "partly"


def test_that_bone_is_common_rests_on_those_whose_cancer_had_spread() -> None:
    told = answers("bone_is_common")
    assert told == {
        "gong_2018_metastatic": BARE_YES, "cancer_1987_first_recurrence": YES, "coleman_1987_dying": BARE_YES,
        "montefiore_1925": YES, "anwar_2022_metastatic": YES,
        "review_2017_metastatic": BARE_YES, "review_2017_spread": BARE_YES,
    }  # fmt: skip
    (gong,) = (f for f in CLAIMS["bone_is_common"].findings if f.key == "gong_2018_metastatic")
    assert "65.1 %" in gong.figures


def test_harm_is_counted() -> None:
    (jensen,) = (item for item in CLAIMS["harm"].judged if item.key == "jensen_2011_skeletal_event")
    assert jensen.answer == YES
    assert "590 of 1,272" in jensen.words
    assert answers("harm")["coleman_1987_hypercalcaemia_bone"] == BARE_YES


def test_the_sternum_is_not_the_only_exception_to_blood() -> None:
    assert answers("all_by_blood") == dict.fromkeys(
        ("sternum", "inis_sternum_306", "scan_patterns_1989", "drury_1964_all"), SHORT
    )
    assert "vertebrae" in CLAIMS["all_by_blood"].because


def test_early_disease_is_not_answered_by_figures_of_all_stages() -> None:
    scan, film = answers("ct_scan_late"), answers("xray_late")
    early = ("yamaguchi_1996_bone_scan_intertrabecular", "ajr_2001_marrow")
    assert {scan[key] for key in scan if key not in early} == {OPEN}
    assert {scan[key] for key in early} == {BARE_YES}
    assert film["yamaguchi_1996_xray_intertrabecular"] == YES
    assert film["yamaguchi_1996_xray"] == film["wong_1990_normal_film"] == OPEN
    for name in ("ct_scan_late", "xray_late"):
        assert CLAIMS[name].statement.startswith("Early")
    (mri,) = (f for f in CLAIMS["ct_scan_late"].findings if f.key == "yamaguchi_1996_mri")
    assert "other vertebrae" in mri.says
    assert mri.bearing == "beside"


def test_two_times_higher_is_said_to_be_ambiguous() -> None:
    assert "twofold or threefold" in CLAIMS["autopsy_twice"].our_reading
    assert set(answers("autopsy_twice").values()) == {OPEN}
    (dying,) = (f for f in CLAIMS["autopsy_twice"].findings if f.key == "coleman_1987_dying")
    assert "life or after death was not seen" in dying.says
    assert dying.bearing == "open"


def test_a_route_is_as_sure_as_its_weakest_step() -> None:
    assert set(answers("through_the_lung").values()) == {PART}
    assert set(answers("vertebral_veins").values()) == {OPEN}
    assert {"skull", "pelvis", "lumbar_spine", "thoracic_spine"} <= set(answers("vertebral_veins"))
    assert "outside" in CLAIMS["vertebral_veins"].because


def test_every_observation_is_told_with_its_numbers() -> None:
    seen = 0
    for _, finding in FINDINGS:
        if finding.kind != "observation":
            continue
        row = ROWS[finding.key]
        seen += 1
        if pd.isna(row["numerator"]):
            assert "count not published" in finding.figures or "no figure seen" in finding.figures
            continue
        x, n = int(row["numerator"]), int(row["denominator"])
        low, high = wilson(x, n)
        assert f"{x} of {n} " in finding.figures
        assert f"({100 * x / n:.1f} %, 95 % CI {low:.1f}–{high:.1f} %)" in finding.figures
        assert finding.figures.startswith(row["site_as_reported"])
    assert seen > 40


def test_the_figures_of_known_rows() -> None:
    lumbar = observed(ROWS["shaked_zari_2025:lumbar_spine"])
    assert lumbar == "50 of 107 patients with bone metastases (46.7 %, 95 % CI 37.6–56.1 %)"
    autopsies = observed(ROWS["bubendorf_2000:lumbar_spine"])
    assert autopsies == "97.0 % of autopsies with spinal metastases (count not published)"
    assert observed(ROWS["chen_2017:spine_any"]) == "no figure seen, of 327 patients with bone metastases"


def test_every_finding_has_its_source_and_its_row() -> None:
    files = {"observation": "observations.csv", "study": "studies.csv", "segment": "segments.csv"}
    files["detection"] = "detection.csv"
    detected = {found.id: found for found in detection.findings(TABLES)}
    for _, finding in FINDINGS:
        assert finding.file == files.get(finding.kind, "article.csv")
        assert finding.source_text
        if finding.kind in ("observation", "study"):
            study = STUDIES[ROWS[finding.key]["study_id"] if finding.kind == "observation" else finding.key]
            assert finding.source_text == source_text(study)
            assert finding.source_link == (study["link"] or None)
        elif finding.kind == "detection":
            found = detected[finding.key]
            assert (finding.source_text, finding.source_link) == (found.source_text, found.source_link)
            assert found.value in finding.figures
            assert found.count in finding.figures
        elif finding.kind == "segment":
            assert finding.source_text == ROUTES.segments[finding.key].source_text
            assert ROUTES.segments[finding.key].status.split()[0] in finding.figures
        else:
            assert finding.source_text == NO_SOURCE
        assert not re.search(r"https?://", finding.figures + finding.source)


def test_no_figure_is_typed_into_a_claim() -> None:
    for claim in CLAIMS.values():
        assert not re.search(r"\d", claim.statement + claim.our_reading + claim.because)
    assert not any(re.search(r"\d", finding.says) for _, finding in FINDINGS)


def test_every_claim_leads_to_the_skeleton() -> None:
    journeys = set(TABLES.journeys["journey_id"])
    steps = {name: len(found.steps) for name, found in ROUTES.journeys.items()}
    ids = {*BODY.sites(), *BODY.groups(), *BODY.bones()}
    known = view_state.Known(layers=LAYERS, ids=ids, journeys=steps)
    for claim in CLAIMS.values():
        _, notices = view_state.from_query(claim.view, known)
        assert notices == []
        assert claim.view.get("second", "article") in LAYERS
        assert (claim.page == "pathways") == ("journey" in claim.view)
        assert claim.view.get("journey") in (None, *journeys)
    for _, finding in FINDINGS:
        assert view_state.from_query(finding.view, known)[1] == []
        assert bool(finding.view) == (finding.kind in ("observation", "article", "study")) or not finding.view


def test_a_hypothesis_is_told_as_one() -> None:
    assert {c.claim_id for c in CLAIMS.values() if c.hypothesis} == {
        "vertebral_veins",
        "vertebral_veins_matter",
    }
    veins = CLAIMS["vertebral_veins"]
    assert "hypothesis" in veins.because
    assert any("hypothesis" in finding.figures for finding in veins.findings)
    assert veins.verdict != "supported"


def test_a_claim_without_rows_says_why() -> None:
    for claim in CLAIMS.values():
        assert bool(claim.findings) != bool(claim.no_evidence_reason)


def test_a_share_of_all_is_not_read_as_a_share_of_those_whose_cancer_led_to_death() -> None:
    """Coleman counts patients who died *with* breast cancer; of what they died he does not say."""
    claim = CLAIMS["bone_is_common"]
    for text in (claim.because, claim.rule):
        assert "patients who died with it" in text
        assert "led to death" not in text


def test_the_feet_are_counted_among_patients_with_metastases_and_the_scan_is_our_reading() -> None:
    because = CLAIMS["acral_rare"].because
    assert "patients with metastases of all cancers, where only feet with symptoms were counted" in because
    for name in ("acral_rare", "elbow_knee_rare"):
        before, outside, _ = CLAIMS[name].because.partition("outside the scan")
        assert outside
        assert "Our reading: " in before


def test_the_source_that_is_named_for_the_loss_of_mineral_stands_on_the_card() -> None:
    claim = CLAIMS["xray_late"]
    assert {f.key for f in claim.findings} >= {"ardran_1951_mineral_loss", "radiologykey_mineral_loss"}
    assert "the paper credited with it was not seen" in claim.because


def test_cells_that_lodged_are_not_said_to_have_grown() -> None:
    (arteries,) = (
        f for f in CLAIMS["vertebral_veins_matter"].findings if f.key == "nutrient_arteries__lumbar_spine"
    )
    assert arteries.says.startswith("In animals, cells put into arteries lodged")
