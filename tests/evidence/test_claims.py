"""Each claim: its verdict, the rows behind it, their sources, and where it is shown."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from bone_atlas import tables, view_state
from bone_atlas.evidence import detection
from bone_atlas.evidence.claims import claims, observed
from bone_atlas.evidence.rules import (
    NO,
    OPEN,
    RULES,
    YES,
    Judged,
    bounds,
    comes_first,
    leads,
    order,
    seldom,
    stands_behind,
    verdict_of,
)
from bone_atlas.layers import Proportion
from bone_atlas.layers.build import NO_SOURCE, source_text, wilson
from bone_atlas.tables.vocabulary import VERDICTS
from tests.atlas import BODY, LAYERS, ROUTES, TABLES

ROWS = {row["observation_id"]: row for row in tables.records(TABLES.observations)}
STUDIES = {row["study_id"]: row for row in tables.records(TABLES.studies)}
CLAIMS = {claim.claim_id: claim for claim in claims(TABLES, BODY, LAYERS)}
FINDINGS = [(claim, finding) for claim in CLAIMS.values() for finding in claim.findings]
FIRST = LAYERS["shaked_zari_2025"]

# The conflicts with the article as the evidence lists them, and what it says of each.
CONFLICTS = {
    1: ("ribs_behind", "not supported"), 2: ("lumbar_first", "not supported"), 3: ("all_by_blood", "partly"),
    4: ("autopsy_twice", "cannot be told"), 5: ("ct_scan_late", "partly"),
    6: ("elbow_knee_rare", "cannot be told"), 7: ("vertebral_veins", "partly"),
}  # fmt: skip


def test_the_seven_conflicts_have_their_verdicts() -> None:
    found = {c.conflict: (c.claim_id, c.verdict) for c in CLAIMS.values() if c.conflict}
    assert found == CONFLICTS


def test_every_statement_of_the_article_is_there() -> None:
    assert len(CLAIMS) == 19
    assert set(CLAIMS) >= {"pelvis_leads", "spine_leads", "femur_leads", "skull_common", "scapula_common"}
    assert set(CLAIMS) >= {"acral_rare", "through_the_lung", "xray_late", "spreads_to_bone", "harm"}
    assert {claim.verdict for claim in CLAIMS.values()} == set(VERDICTS)


@pytest.mark.parametrize("claim", RULES)
def test_a_verdict_of_numbers_follows_from_the_rows(claim: str) -> None:
    judged = RULES[claim](LAYERS.values(), BODY)
    assert CLAIMS[claim].judged == tuple(judged)
    assert CLAIMS[claim].verdict == verdict_of(judged)


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
        assert not re.search(r"\d", claim.statement + claim.because)
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


# The rules


def test_verdicts_from_answers() -> None:
    def judged(*answers: str) -> list[Judged]:
        return [Judged(FIRST, answer, "") for answer in answers]

    assert verdict_of(judged(YES, YES, OPEN)) == "supported"
    assert verdict_of(judged(NO, OPEN)) == "not supported"
    assert verdict_of(judged(YES, NO)) == "partly"
    assert verdict_of(judged(OPEN)) == verdict_of([]) == "cannot be told"


def counted(site: str, x: int, n: int) -> Proportion:
    return Proportion(site_id=site, numerator=x, denominator=n, percent=100 * x / n)


def test_the_order_of_the_lumbar_and_the_thoracic_spine() -> None:
    told = {
        item.layer.id: item for item in comes_first("lumbar_spine", "thoracic_spine", LAYERS.values(), BODY)
    }
    assert set(told) == {"shaked_zari_2025", "wang_2012.breast_moderate"}
    found = order(FIRST.value("lumbar_spine"), FIRST.value("thoracic_spine"), exclusive=False)
    assert found.difference == pytest.approx(100 * 4 / 107)
    assert found.low < 0 < found.high
    assert found.p_value == pytest.approx(0.125)
    assert "50 of 107" in told["shaked_zari_2025"].words
    assert "24 of 184" in told["wang_2012.breast_moderate"].words
    assert {item.answer for item in told.values()} == {NO}


def test_an_order_is_shown_open_or_not() -> None:
    assert order(counted("a", 80, 100), counted("b", 20, 100), exclusive=False).answer == YES
    assert order(counted("a", 50, 100), counted("b", 40, 100), exclusive=False).answer == OPEN
    assert order(counted("a", 50, 100), counted("b", 40, 100), exclusive=True).answer == NO
    assert order(counted("a", 20, 100), counted("b", 80, 100), exclusive=False).answer == NO
    with pytest.raises(ValueError, match="not counts of the same people"):
        order(counted("a", 5, 100), counted("b", 5, 99), exclusive=False)


def test_between_what_a_merged_site_must_lie() -> None:
    assert bounds(FIRST, "femur", BODY) == pytest.approx((100 * 30 / 107, 100 * 58 / 107))
    scan = LAYERS["medicine_today_2018"]
    assert bounds(scan, "femur", BODY) == pytest.approx((0, 100 * 49 / 135))
    assert bounds(scan, "pelvis", BODY) == pytest.approx((100 * 74 / 135, 100 * 74 / 135))
    # The parts that were counted leave out the coccyx, so their sum is no upper limit.
    assert bounds(FIRST, "spine", BODY) == pytest.approx((100 * 50 / 107, 100))
    assert bounds(LAYERS["chen_2017"], "femur", BODY) is None


def test_ribs_are_surely_before_one_of_the_three_wherever_it_can_be_told() -> None:
    told = {
        item.layer.id: item.answer
        for item in stands_behind("ribs", ("pelvis", "spine", "femur"), LAYERS.values(), BODY)
    }
    assert told.pop("shaked_zari_2025") == OPEN
    assert set(told) == {
        "medicine_today_2018",
        "chen_2017",
        "chinese_thesis_103",
        "chinese_scan_33",
        "diop_2014",
    }
    assert set(told.values()) == {NO}


def test_leading_is_asked_of_long_lists_only() -> None:
    told = {item.layer.id: item.answer for item in leads("pelvis", LAYERS.values(), BODY)}
    assert told == dict.fromkeys(
        ("shaked_zari_2025", "medicine_today_2018", "chinese_thesis_103", "diop_2014"), YES
    )
    assert {item.answer for item in leads("skull", LAYERS.values(), BODY)} == {YES, NO}


def test_seldom_looks_at_hands_and_feet_only() -> None:
    told = seldom(("metatarsals",), LAYERS.values(), BODY)
    assert {item.layer.id for item in told} == {
        "wang_2012.breast_moderate", "wang_2012.prostate_moderate", "pedal_acrometastases_2595",
        "acrometastases_2014",
    }  # fmt: skip
    assert {item.answer for item in seldom(("tibia",), LAYERS.values(), BODY)} == {YES, NO}
