"""Which pairs are settled, and why others are not."""

from __future__ import annotations

from itertools import combinations

import pytest
import quiz_rows
from hypothesis import given
from hypothesis import strategies as st
from quiz_bank import BANK

from bone_atlas.evidence.intervals import least_overlap, paired, widest
from bone_atlas.evidence.rankings import rankings
from bone_atlas.evidence.settled import Pair, least_difference, settled_in_study
from bone_atlas.layers.build import wilson
from bone_atlas.layers.model import standing
from tests.atlas import BODY, LAYERS, TABLES
from tests.cases import every_case

SETTLED = BANK.settled


def dissent(layer: str, first: str, second: str) -> tuple[str, ...]:
    values = [LAYERS[layer].value(site) for site in (first, second)]
    return SETTLED.dissent(Pair(LAYERS[layer], *values))


def test_every_pair_of_every_layer_is_judged_as_by_the_rows() -> None:
    judged = 0
    for layer in LAYERS.values():
        sure = SETTLED.sure(layer.id)
        for one, other in combinations([report.site_id for report in layer.reports], 2):
            for first, second in ((one, other), (other, one)):
                assert ((first, second) in sure) == (not quiz_rows.unsettled(layer.id, first, second))
                judged += 1
    assert judged > 1500


def test_sources_that_disagree() -> None:
    assert dissent("shaked_zari_2025", "pelvis", "ribs") == (
        "shaked_zari_2025.her2_enriched", "chen_2017", "chinese_thesis_103", "wang_2012.breast_moderate",
        "diop_2014", "biehler_gomez_2019", "hui_2018", "siregar_2023",
    )  # fmt: skip
    # Of two small groups only parts of the femur are known, each of them before the ribs.
    assert dissent("wang_2012.breast_moderate", "ribs", "femur") == (
        "shaked_zari_2025.luminal_b", "shaked_zari_2025.triple_negative", "tawfik_2016", "radiographs_334",
    )  # fmt: skip
    assert dissent("shaked_zari_2025", "pelvis", "skull") == ()


def test_a_source_that_reports_parts_or_the_whole_is_heard_too() -> None:
    # In the thesis the shoulder blade has more than all limbs; elsewhere a single limb has more than it.
    assert "medicine_today_2018" in dissent("chinese_thesis_103", "scapula", "limbs")
    assert ("scapula", "limbs") not in SETTLED.sure("chinese_thesis_103")


def test_other_cancers_are_not_heard() -> None:
    # Of lesions of prostate cancer a quarter lie in the pelvis, of breast cancer more in the ribs.
    against = dissent("wang_2012.breast_moderate", "ribs", "pelvis")
    assert "shaked_zari_2025" in against
    assert "wang_2012.prostate_moderate" not in against


def test_what_was_read_in_another_work_settles_nothing() -> None:
    layer = LAYERS["paget_1889"]
    assert settled_in_study(layer.value("skull"), layer.value("hand_and_foot"))
    assert not SETTLED.sure("paget_1889")


def test_what_a_study_settles_by_its_own_counts() -> None:
    layer = LAYERS["shaked_zari_2025"]
    assert not settled_in_study(layer.value("lumbar_spine"), layer.value("thoracic_spine"))
    assert settled_in_study(layer.value("pelvis"), layer.value("skull"))
    assert not settled_in_study(layer.value("skull"), layer.value("pelvis"))
    uncounted = LAYERS["zytoon_2015"]
    assert not settled_in_study(uncounted.value("spine"), uncounted.value("femur"))


@every_case("layer", [layer for layer in LAYERS.values() if layer.n is None or layer.n < 20])
def test_small_groups_and_unknown_denominators_settle_nothing(layer: object) -> None:
    name = layer.id  # type: ignore[attr-defined]
    assert name == "article" or name not in SETTLED.pairs


def test_rankings_are_read_as_by_eye() -> None:
    read = rankings(TABLES, BODY)
    assert {study: ranking.ranks for study, ranking in read.items()} == quiz_rows.RANKINGS
    assert {ranking.cancer for ranking in read.values()} == {"breast"}


def test_a_study_settles_for_itself_what_other_sources_leave_open() -> None:
    layer = LAYERS["shaked_zari_2025"]
    assert settled_in_study(layer.value("pelvis"), layer.value("ribs"))
    assert ("pelvis", "ribs") not in SETTLED.sure(layer.id)


def test_what_is_settled_across_the_sources_is_settled_in_its_study() -> None:
    pairs = [pair for found in SETTLED.pairs.values() for pair in found]
    assert pairs
    assert all(settled_in_study(pair.first, pair.second) for pair in pairs)


def test_a_verdict_is_settled_across_the_sources_only_where_the_pair_is_sure() -> None:
    senses = set()
    for layer in LAYERS.values():
        sure = SETTLED.sure(layer.id)
        for one, other in combinations([report.site_id for report in layer.reports], 2):
            found = SETTLED.verdict(layer, one, other)
            ids = (found.pair.first.site_id, found.pair.second.site_id)
            assert set(ids) == {one, other}
            assert found.across == (ids in sure)
            assert found.in_study == settled_in_study(found.pair.first, found.pair.second)
            assert found.in_study or not found.across
            assert not (found.across and found.against)
            mirrored = SETTLED.verdict(layer, other, one)
            if standing(found.pair.first) != standing(found.pair.second):
                assert mirrored == found
            senses.add((found.in_study, found.across))
    assert senses == {(True, True), (True, False), (False, False)}


@given(st.integers(1, 60), st.data())
def test_settled_in_a_study_is_settled_however_many_have_both(n: int, data: st.DataObject) -> None:
    x1, x2 = data.draw(st.integers(0, n)), data.draw(st.integers(0, n))
    low, high = widest(x1, x2, n)
    for both in range(least_overlap(x1, x2, n), min(x1, x2) + 1):
        inner = paired(x1, x2, n, both)
        assert low <= inner[0] + 1e-9
        assert inner[1] <= high + 1e-9
    assert widest(x2, x1, n) == pytest.approx((-high, -low))


@given(st.integers(1, 400), st.data())
def test_intervals_that_lie_apart_settle_and_those_that_overlap_say_nothing(
    n: int, data: st.DataObject
) -> None:
    """The widest interval of a difference is never wider than the two intervals put end to end."""
    x1, x2 = data.draw(st.integers(0, n)), data.draw(st.integers(0, n))
    if wilson(x1, n)[0] > wilson(x2, n)[1]:
        assert widest(x1, x2, n)[0] > 0


def test_of_people_of_two_groups_nothing_is_settled_as_of_the_same() -> None:
    layer = LAYERS["shaked_zari_2025"]
    pelvis, skull = layer.value("pelvis"), layer.value("skull")
    elsewhere = LAYERS["medicine_today_2018"].value("skull")
    assert least_difference(pelvis, skull) == pytest.approx(36.797, abs=0.001)
    assert least_difference(pelvis, elsewhere) is None
    assert not settled_in_study(pelvis, elsewhere)


def test_a_coarse_row_bounds_what_it_holds_though_a_finer_one_does_too() -> None:
    """16 of 58 lesions lie in all of the thoracic skeleton: fewer than the 23 in the lumbar spine."""
    assert dissent("wang_2012.prostate_moderate", "thoracic_spine", "lumbar_spine") == (
        "wang_2012.prostate_few",
    )


def test_classes_settle_in_the_article_even_where_the_class_is_our_reading() -> None:
    article = LAYERS["article"]
    lumbar, sternum = article.value("lumbar_spine"), article.value("sternum")
    assert settled_in_study(lumbar, sternum)
    assert not settled_in_study(sternum, lumbar)
    assert ("lumbar_spine", "sternum") not in SETTLED.sure("article")


def test_no_five_sites_of_a_measured_layer_are_settled_in_full() -> None:
    longest = 0
    for layer in LAYERS.values():
        if layer.kind == "proportion":
            sure = SETTLED.sure(layer.id)
            sites = [report.site_id for report in layer.reports]
            for size in (3, 4, 5):
                for chosen in combinations(sites, size):
                    if all(pair in sure for pair in combinations(chosen, 2)):
                        longest = max(longest, size)
                        break
    assert longest == 4
