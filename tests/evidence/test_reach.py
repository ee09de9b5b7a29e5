"""Lesions by what is known of the routes to their bones: sums by hand, and no lesion counted twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bone_atlas.evidence import CAVEATS, LesionsByRoute, lesions_by_route, lesions_by_route_of
from bone_atlas.layers import Layer, Proportion
from bone_atlas.layers.build import wilson
from tests.atlas import BODY, LAYERS
from tests.atlas import ROUTES as WAYS

#: The smallest parts of the skeleton that the graph's veins of the spine reach, written out.
REACHED_BY_BOTH = {
    "skull", "skull_vault", "cervical_spine", "thoracic_spine", "lumbar_spine", "sacrum",
    "pelvis", "ilium", "ischium", "pubis",
}  # fmt: skip
#: Sites of which it is not known whether veins bring cells there, written out.
VEINS_NOT_KNOWN = {
    part for site in ("ribs", "sternum", "scapula", "humerus", "femur", "foot") for part in BODY.extent(site)
}
PARTS = sorted(BODY.extent("skeleton"))
PLACES = (*BODY.sites(), *BODY.groups())


def sorted_lesions(layer: str) -> LesionsByRoute:
    return lesions_by_route(LAYERS[layer], WAYS, BODY)


def made(rows: dict[str, int | None], total: int) -> Layer:
    """A layer of lesions with these counts."""
    reports = tuple(
        Proportion(
            site_id=place,
            numerator=count,
            denominator=total,
            percent=100 * (count or 0) / total,
            reported_words=place,
        )
        for place, count in rows.items()
    )
    return replace(LAYERS["wang_2012.breast_moderate"], n=total, reports=reports)


def counts(result: LesionsByRoute) -> tuple[int | None, int | None, int | None, int | None]:
    return result.both.count, result.unknown.count, result.arteries.count, result.untold.count


def kind(part: str) -> str:
    if part in REACHED_BY_BOTH:
        return "both"
    return "unknown" if part in VEINS_NOT_KNOWN else "arteries"


# By hand from observations.csv.
BY_HAND = {
    # cervical 0 + thoracic 34 + lumbar 24 + hip bones 37 (23 + 10 + 4); ribs 53 + sternum 14 + scapula 4 +
    # humerus 3 + femur 3; clavicle 2 + forearm and leg 0; sacrum with coccyx 8 + skull with jaws 2, hand and
    # foot 0.
    "wang_2012.breast_moderate": (95, 77, 2, 10),
    # 5 + 39 + 22 + 40; 22 + 1 + 0 + 5 + 7; 1 + 0; 14 + 5 + 0.
    "wang_2012.prostate_moderate": (106, 35, 1, 19),
    # Thoracic and lumbar spine with pelvis 63; ribs 41 + sternum 27; 151 - 131. The thoracic skeleton (99)
    # shares the thoracic spine with the first row.
    "wang_2012.breast_few": (63, 68, None, 20),
    # 47; 5 + 1; 58 - 53.
    "wang_2012.prostate_few": (47, 6, None, 5),
    # Ribs 224; trunk without ribs 502 - 224 = 278 and periphery with skull 117.
    "chinese_thesis_103.lesions": (None, 224, None, 395),
    # Counts not published.
    "osorio_2017": (None, None, None, 616),
    # Cervical 39 + thoracic 65 + lumbar 48 + sacrum 21 + pelvis 35; ribs 7 + sternum 10 + scapulae 13 +
    # humerus 15 + femur 20; clavicle 13; skull with jaws 42.
    "ippolito_2013": (208, 65, 13, 42),
}


@pytest.mark.parametrize("layer", BY_HAND)
def test_the_sums_worked_out_by_hand(layer: str) -> None:
    result = sorted_lesions(layer)
    assert counts(result) == BY_HAND[layer]
    total = LAYERS[layer].n
    assert sum(count or 0 for count in BY_HAND[layer]) == total
    parts = (result.both, result.unknown, result.arteries, result.untold)
    assert {part.denominator for part in parts} == {total}


def test_every_layer_of_lesions_is_worked_out_by_hand() -> None:
    counted = {key for key, layer in LAYERS.items() if layer.unit == "lesions" and layer.n is not None}
    assert counted == set(BY_HAND)


def test_where_the_number_of_lesions_is_not_known_nothing_is_worked_out() -> None:
    assert "chinese_scans_638" not in {r.layer.id for r in lesions_by_route_of(LAYERS.values(), WAYS, BODY)}
    with pytest.raises(ValueError, match="same number of lesions"):
        sorted_lesions("chinese_scans_638")


def test_most_lesions_of_myeloma_lie_where_the_vertebral_veins_lead() -> None:
    """A control: they are no metastases, so lying there tells nothing of a route; the caveat says so."""
    both = sorted_lesions("ippolito_2013").both
    assert both.ci_low is not None
    assert both.ci_low > 50
    assert any("Myeloma" in caveat and "does not tell how a lesion came" in caveat for caveat in CAVEATS)


def test_breast_first_then_the_other_cancers() -> None:
    found = lesions_by_route_of(LAYERS.values(), WAYS, BODY)
    assert [result.layer.id for result in found] == [
        "chinese_thesis_103.lesions", "wang_2012.breast_moderate", "wang_2012.breast_few",
        "wang_2012.prostate_moderate", "wang_2012.prostate_few", "osorio_2017", "ippolito_2013",
    ]  # fmt: skip


def test_shares_and_intervals() -> None:
    both = sorted_lesions("wang_2012.breast_moderate").both
    assert both.percent == pytest.approx(100 * 95 / 184)
    assert (both.ci_low, both.ci_high) == wilson(95, 184)
    assert (both.ci_low, both.ci_high) == pytest.approx((44.45, 58.74), abs=0.005)
    untold = sorted_lesions("osorio_2017").untold
    assert (untold.percent, untold.ci_low, untold.ci_high) == (100.0, None, None)


def test_not_told_is_not_zero() -> None:
    thesis = sorted_lesions("chinese_thesis_103.lesions")
    assert thesis.both.count is thesis.both.percent is thesis.both.ci_low is None
    assert not sorted_lesions("osorio_2017").counted
    assert thesis.counted


def test_where_each_row_went() -> None:
    result = sorted_lesions("wang_2012.breast_moderate")
    rows = {row.site_id: row for row in result.rows}
    assert [row.site_id for row in result.rows] == [report.site_id for report in result.layer.reports]
    assert (rows["pelvis"].part, rows["pelvis"].added) == ("both", 37)
    assert (rows["ilium"].added, rows["ilium"].why) == (0, "counted within a larger region")
    assert (rows["sacrum_coccyx"].part, rows["sacrum_coccyx"].added) == ("untold", 8)
    assert rows["sacrum_coccyx"].why.startswith("spans")
    assert result.elsewhere == 0
    assert {row.why for row in sorted_lesions("osorio_2017").rows} == {"count not published"}
    few = sorted_lesions("wang_2012.breast_few")
    assert few.elsewhere is None, "what the thoracic skeleton adds to the rest cannot be told"


def test_the_rest_of_a_larger_region() -> None:
    """Spine without its coccyx and sacrum, the thoracic cage without ribs: what is left has one kind."""
    cage = lesions_by_route(made({"thoracic_skeleton": 99, "ribs": 41, "sternum": 27}, 120), WAYS, BODY)
    assert counts(cage) == (31, 68, None, 21)
    assert cage.elsewhere == 21
    unknown = lesions_by_route(made({"thoracic_skeleton": 99, "ribs": 41, "sternum": None}, 120), WAYS, BODY)
    assert counts(unknown) == (None, 41, None, 79)
    spine = lesions_by_route(made({"spine": 60, "lumbar_spine": 25, "thoracic_spine": 20}, 100), WAYS, BODY)
    assert counts(spine) == (45, None, None, 55), "cervical spine, sacrum and coccyx are left: some of each"
    nested = lesions_by_route(made({"axial_skeleton": 90, "spine": 60, "thoracic_cage": 20}, 100), WAYS, BODY)
    assert counts(nested) == (None, 20, None, 80), "skull and spine span two kinds"


def test_a_region_and_its_only_part_are_counted_once() -> None:
    assert counts(lesions_by_route(made({"skull": 5, "skull_and_face": 5}, 9), WAYS, BODY)) == (
        None, None, None, 9,
    )  # fmt: skip
    pair = {"thoracolumbar_spine": 30, "thoracic_spine": 20, "lumbar_spine": 10}
    assert counts(lesions_by_route(made(pair, 40), WAYS, BODY)) == (30, None, None, 10)
    crossing = {"thoracolumbar_spine_and_pelvis": 63, "bony_pelvis": 40, "pelvis": 30}
    assert counts(lesions_by_route(made(crossing, 80), WAYS, BODY)) == (63, None, None, 17)


@pytest.mark.parametrize("layer", ["article", "shaked_zari_2025", "chen_2017"])
def test_only_lesions_may_be_added_up(layer: str) -> None:
    with pytest.raises(ValueError, match="only lesions may be added up"):
        lesions_by_route(LAYERS[layer], WAYS, BODY)


def test_counts_that_cannot_be_are_refused() -> None:
    mixed = made({"ribs": 5, "sternum": 2}, 10)
    changed = replace(mixed, reports=(mixed.reports[0], replace(mixed.reports[1], denominator=11)))
    with pytest.raises(ValueError, match="not all shares of the same number"):
        lesions_by_route(changed, WAYS, BODY)
    with pytest.raises(ValueError, match="not all shares of the same number"):
        lesions_by_route(made({}, 10), WAYS, BODY)
    with pytest.raises(ValueError, match="more than its 10 lesions"):
        lesions_by_route(made({"ribs": 6, "sternum": 5}, 10), WAYS, BODY)
    with pytest.raises(ValueError, match="hold more lesions than it does"):
        lesions_by_route(made({"thoracic_skeleton": 8, "ribs": 9}, 20), WAYS, BODY)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=60),
    st.dictionaries(st.sampled_from(PLACES), st.booleans(), min_size=1, max_size=8),
)
def test_no_lesion_is_counted_twice_or_in_the_wrong_kind(where: list[str], reported: dict[str, bool]) -> None:
    """Lesions are strewn over the skeleton and told in rows; nothing told may exceed the truth."""
    truth = Counter(kind(part) for part in where)
    rows = {
        place: sum(part in BODY.extent(place) for part in where) if published else None
        for place, published in reported.items()
    }
    result = lesions_by_route(made(rows, len(where)), WAYS, BODY)
    for name in ("both", "unknown", "arteries"):
        assert (getattr(result, name).count or 0) <= truth[name]
    assert sum(count or 0 for count in counts(result)) == len(where)
    assert result.elsewhere is None or result.elsewhere >= 0


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=60))
def test_all_is_told_where_every_smallest_part_is_reported(where: list[str]) -> None:
    own = [part for part in PARTS if BODY.extent(part) == {part}]
    lesions = [part for part in where if part in own]
    if lesions:
        rows: dict[str, int | None] = {part: lesions.count(part) for part in own}
        result = lesions_by_route(made(rows, len(lesions)), WAYS, BODY)
        truth = Counter(kind(part) for part in lesions)
        assert counts(result) == (truth["both"], truth["unknown"], truth["arteries"], 0)


def test_ribs_are_not_among_the_bones_that_only_arteries_reach() -> None:
    """The first vein of the vertebral route runs under a rib: what is not known is called so."""
    for layer in ("wang_2012.breast_moderate", "wang_2012.breast_few", "chinese_thesis_103.lesions"):
        rows = {row.site_id: row for row in sorted_lesions(layer).rows}
        assert rows["ribs"].part == "unknown"
    rows = {row.site_id: row for row in sorted_lesions("wang_2012.breast_moderate").rows}
    assert {site for site, row in rows.items() if row.part == "arteries"} == {"clavicle", "forearm_and_leg"}
    assert rows["sternum"].part == rows["femur"].part == rows["scapula"].part == "unknown"
    assert rows["hand_and_foot"].part == "untold"
    assert "Of ribs, sternum, scapula, humerus, femur and foot it is not known" in " ".join(CAVEATS)
    assert "only arteries" not in " ".join(CAVEATS)


def test_the_caveats_say_what_cannot_be_concluded() -> None:
    said = " ".join(CAVEATS)
    for words in ("possibility, not a proportion", "no lesion can be assigned", "hypothesis", "not patients"):
        assert words in said
    assert all(result.caveats == CAVEATS for result in lesions_by_route_of(LAYERS.values(), WAYS, BODY))
