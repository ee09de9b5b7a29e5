"""The rules that turn counts, rankings, shares and routes into answers, on made-up and on real rows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bone_atlas.evidence import detection
from bone_atlas.evidence.order import at_least, at_most, beyond_chance, bounds, order
from bone_atlas.evidence.rankings import Ranking
from bone_atlas.evidence.route_rules import chain, matters, only_by_blood
from bone_atlas.evidence.rules import Series, comes_first, common, leads, occurs, seldom, stands_behind
from bone_atlas.evidence.share_rules import hard_to_see, threshold, twice_at_autopsy, with_count
from bone_atlas.evidence.verdicts import BARE_NO, BARE_YES, NO, OPEN, PART, SHORT, YES, Judged, verdict_of
from bone_atlas.layers import Layer, Proportion
from bone_atlas.layers.build import wilson
from bone_atlas.tables import STATUSES
from tests.atlas import BODY, LAYERS, ROUTES, TABLES

SERIES = Series.of(TABLES, BODY, LAYERS.values())
FIRST = LAYERS["shaked_zari_2025"]
FIGURES = {found.id: found for found in detection.findings(TABLES)}


def counted(site: str, x: int, n: int) -> Proportion:
    low, high = wilson(x, n)
    return Proportion(
        site_id=site,
        numerator=x,
        denominator=n,
        percent=100 * x / n,
        ci_low=low,
        ci_high=high,
        reported_as=site,
    )


def layer(n: int = 100, unit: str = FIRST.unit, **counts: int) -> Layer:
    """Make a layer of counts of n, one for each site."""
    reports = sorted((counted(site, x, n) for site, x in counts.items()), key=lambda r: -r.percent)
    values: dict[str, Any] = {place: FIRST.value("patella") for place in (*BODY.sites(), *BODY.groups())}
    values |= {report.site_id: report for report in reports}
    return replace(
        FIRST,
        id="made",
        study_id="made",
        centre="Made",
        n=n,
        unit=unit,
        reports=tuple(reports),
        _values=values,
    )


def made(*layers: Layer, **ranks: dict[str, int]) -> Series:
    rankings = {name: Ranking("breast", order, max(order.values())) for name, order in ranks.items()}
    return Series(layers, BODY, rankings, dict.fromkeys(ranks, "Somebody"))


def answers(judged: list[Judged]) -> list[str]:
    return [item.answer for item in judged]


# Order


def test_an_order_is_shown_open_or_contradicted() -> None:
    assert order(counted("a", 80, 100), counted("b", 20, 100), exclusive=False).answer == YES
    assert order(counted("a", 20, 100), counted("b", 80, 100), exclusive=False).answer == NO
    assert order(counted("a", 50, 100), counted("b", 40, 100), exclusive=False).answer == OPEN
    assert order(counted("a", 50, 100), counted("b", 40, 100), exclusive=True).answer == OPEN
    with pytest.raises(ValueError, match="not counts of the same people"):
        order(counted("a", 5, 100), counted("b", 5, 99), exclusive=False)


@pytest.mark.parametrize(("x1", "x2"), [(x1, x2) for x1 in range(0, 101, 10) for x2 in range(0, 101, 10)])
def test_an_order_turned_round_is_answered_the_other_way(x1: int, x2: int) -> None:
    turned = {YES: NO, NO: YES, OPEN: OPEN}
    there = order(counted("a", x1, 100), counted("b", x2, 100), exclusive=False)
    back = order(counted("b", x2, 100), counted("a", x1, 100), exclusive=False)
    assert back.answer == turned[there.answer]


def test_between_what_a_merged_site_must_lie() -> None:
    assert bounds(FIRST, "femur", BODY) == pytest.approx((100 * 30 / 107, 100 * 58 / 107))
    scan = LAYERS["medicine_today_2018"]
    assert bounds(scan, "femur", BODY) == pytest.approx((0, 100 * 49 / 135))
    assert bounds(scan, "pelvis", BODY) == pytest.approx((100 * 74 / 135, 100 * 74 / 135))
    # The parts that were counted leave out the coccyx, so their sum is no upper limit.
    assert bounds(FIRST, "spine", BODY) == pytest.approx((100 * 50 / 107, 100))
    assert bounds(LAYERS["chen_2017"], "femur", BODY) is None


def test_a_merged_site_has_at_least_its_parts_and_at_most_what_holds_it() -> None:
    assert [p.numerator for p in at_least(FIRST, "femur", BODY)] == [30, 28]
    assert [p.numerator for p in at_most(FIRST, "femur", BODY)] == [58]
    assert at_least(LAYERS["medicine_today_2018"], "femur", BODY) == []
    assert [p.numerator for p in at_most(LAYERS["medicine_today_2018"], "femur", BODY)] == [49]
    assert at_most(FIRST, "spine", BODY) == []
    assert beyond_chance(FIRST, "pelvis", "ribs", BODY) == YES
    assert beyond_chance(FIRST, "ribs", "pelvis", BODY) == NO
    assert beyond_chance(FIRST, "ribs", "femur", BODY) == OPEN
    assert beyond_chance(LAYERS["chen_2017"], "ribs", "femur", BODY) is None


# Sites


def test_first_or_second_can_be_answered_yes_no_and_open() -> None:
    for lumbar, thoracic, answer in ((80, 20, YES), (20, 80, NO), (50, 40, OPEN)):
        found = made(layer(lumbar_spine=lumbar, thoracic_spine=thoracic))
        assert answers(comes_first("lumbar_spine", "thoracic_spine", found)) == [answer]
    ranked = made(one={"lumbar_spine": 1, "thoracic_spine": 2}, two={"thoracic_spine": 1, "lumbar_spine": 2})
    assert answers(comes_first("lumbar_spine", "thoracic_spine", ranked)) == [BARE_YES, BARE_NO]


@pytest.mark.parametrize(
    ("ribs", "others", "answer"),
    [
        (10, {"pelvis": 60, "spine": 70, "femur": 50}, YES),
        (10, {"pelvis": 60, "spine": 70, "femur": 12}, PART),
        (10, {"pelvis": 60, "spine": 70, "lower_limb": 50}, PART),
        (40, {"pelvis": 45, "spine": 45, "femur": 35}, OPEN),
        (80, {"pelvis": 60, "spine": 95, "femur": 10}, NO),
        (80, {"pelvis": 85, "spine": 95, "lower_limb": 10}, NO),
    ],
)
def test_behind_all_behind_some_and_before(ribs: int, others: dict[str, int], answer: str) -> None:
    three = ("pelvis", "spine", "femur")
    assert answers(stands_behind("ribs", three, made(layer(ribs=ribs, **others)))) == [answer]


@pytest.mark.parametrize(
    ("ranks", "answer"),
    [
        ({"spine": 1, "pelvis": 2, "femur": 3, "ribs": 4}, [BARE_YES]),
        ({"ribs": 1, "spine": 2, "pelvis": 3}, [BARE_NO]),
        ({"pelvis": 1, "lumbar_spine": 2, "ribs": 3}, [OPEN]),
        ({"ribs": 1, "skull": 2}, []),
    ],
)
def test_a_ranking_only_points(ranks: dict[str, int], answer: list[str]) -> None:
    assert answers(stands_behind("ribs", ("pelvis", "spine", "femur"), made(somebody=ranks))) == answer


def test_among_the_first_weighs_chance() -> None:
    far = {"sternum": 5, "skull": 4, "humerus": 3}
    assert answers(leads("pelvis", made(layer(pelvis=60, **far)))) == [YES]
    ahead = {"ribs": 90, "spine": 92, "sternum": 88, "skull": 1}
    assert answers(leads("pelvis", made(layer(pelvis=20, **ahead)))) == [NO]
    alike = {"ribs": 51, "spine": 50, "sternum": 49, "skull": 48}
    assert answers(leads("pelvis", made(layer(pelvis=47, **alike)))) == [OPEN]
    assert leads("pelvis", made(layer(pelvis=60, ribs=5, skull=4))) == []
    told = {item.key: item.answer for item in leads("pelvis", SERIES)}
    assert told["shaked_zari_2025"] == told["medicine_today_2018"] == YES
    assert told["siregar_2023"] == BARE_NO


def test_common_is_one_in_ten_beyond_chance() -> None:
    for x, answer in ((40, YES), (10, OPEN), (1, NO)):
        assert answers(common("skull", made(layer(skull=x)))) == [answer]
    # A merged count is what the site has at most, so it can only speak against.
    assert answers(common("scapula", made(layer(scapula_clavicle=60)))) == [OPEN]
    assert answers(common("scapula", made(layer(scapula_clavicle=1)))) == [NO]


def test_extremely_rare_is_judged_by_the_upper_limit() -> None:
    hands_and_feet = ("distal_hand", "metatarsals", "foot_phalanges")
    assert answers(seldom(hands_and_feet, made(layer(184, hand_and_foot=0)))) == [OPEN]
    assert answers(seldom(hands_and_feet, made(layer(5000, hand_and_foot=0)))) == [YES]
    assert answers(seldom(hands_and_feet, made(layer(5000, foot=0)))) == [PART]
    assert answers(seldom(hands_and_feet, made(layer(100, metatarsals=20)))) == [NO]
    # What holds them and more says nothing by being frequent.
    assert answers(seldom(hands_and_feet, made(layer(100, foot=20)))) == [OPEN]
    assert {item.key for item in seldom(("metatarsals",), SERIES)} == {
        "wang_2012.breast_moderate", "wang_2012.prostate_moderate", "pedal_acrometastases_2595",
        "acrometastases_2014", "paget_1889",
    }  # fmt: skip
    assert set(answers(seldom(("elbow", "knee"), SERIES))) == {OPEN}


def test_what_was_read_in_another_work_only_points() -> None:
    hands_and_feet = ("distal_hand", "metatarsals", "foot_phalanges")
    for made_up, answer in (
        (layer(5000, hand_and_foot=0), BARE_YES),
        (layer(5000, foot=0), OPEN),
        (layer(100, metatarsals=20), BARE_NO),
    ):
        told = replace(made_up, verified="secondary source")
        assert answers(seldom(hands_and_feet, made(told))) == [answer]
    figure = FIGURES["cancer_1987_first_recurrence"]
    assert (threshold(figure, 10), threshold(figure, 60)) == (YES, NO)
    hearsay = replace(figure, verified="secondary source")
    assert (threshold(hearsay, 10), threshold(hearsay, 60)) == (BARE_YES, BARE_NO)


def test_an_estimate_with_its_interval_is_not_turned_into_a_count() -> None:
    scan = FIGURES["hansen_2021_ct"]
    assert (scan.denominator, scan.percent) == (488, 79.9)
    assert with_count(scan).numerator is None
    assert with_count(replace(scan, low=None, high=None)).numerator == 390


def test_sites_occur_where_a_series_found_each_of_them() -> None:
    assert answers(occurs(("ribs", "sternum"), made(layer(ribs=3, sternum=1)))) == [YES]
    assert answers(occurs(("ribs", "sternum"), made(layer(ribs=3, sternum=0)))) == [OPEN]
    assert occurs(("ribs", "sternum"), made(layer(ribs=3))) == []


SITES = ("ribs", "pelvis", "spine", "femur", "skull", "sternum")


@pytest.mark.parametrize("seed", range(40))
def test_one_more_series_against_never_improves_the_verdict(seed: int) -> None:
    favour = ["contradicted", "not supported", "not settled", "partly", "supported"]
    counts = {site: (seed * 37 + 23 * place * place) % 101 for place, site in enumerate(SITES)}
    against = layer(ribs=95, pelvis=5, spine=6, femur=4, skull=90, sternum=92)
    for judge in (
        lambda found: stands_behind("ribs", ("pelvis", "spine", "femur"), found),
        lambda found: leads("pelvis", found),
        lambda found: common("femur", found),
    ):
        one, other = replace(layer(**counts), id="one", study_id="one"), against
        before = verdict_of(answers(judge(made(one))))
        assert answers(judge(made(other))) == [NO]
        assert favour.index(verdict_of(answers(judge(made(one, other))))) <= favour.index(before)


# Shares


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({"numerator": 40, "denominator": 100, "low": 30.9, "high": 49.8}, YES),
        ({"numerator": 1, "denominator": 100, "low": 0.2, "high": 5.4}, NO),
        ({"numerator": 10, "denominator": 100, "low": 5.5, "high": 17.4}, OPEN),
        ({"numerator": None, "denominator": None, "percent": 40.0, "low": None}, BARE_YES),
        ({"numerator": None, "denominator": None, "percent": 4.0, "low": None}, BARE_NO),
        ({"numerator": None, "denominator": None, "percent": None, "low": None}, OPEN),
    ],
)
def test_a_share_is_held_against_a_threshold(change: dict[str, Any], answer: str) -> None:
    assert threshold(replace(FIGURES["cancer_1987_first_recurrence"], **change), 10) == answer


def test_a_count_is_worked_out_where_one_count_only_fits() -> None:
    film = with_count(FIGURES["yamaguchi_1996_xray_intertrabecular"])
    assert (film.numerator, film.denominator) == (18, 255)
    assert film.high == pytest.approx(wilson(18, 255)[1])
    assert with_count(FIGURES["wong_1990_spine"]).numerator is None
    assert with_count(FIGURES["coleman_1987_dying"]).numerator is None


def test_only_early_deposits_answer_for_early_disease() -> None:
    early = FIGURES["yamaguchi_1996_xray_intertrabecular"]
    seen = replace(early, numerator=240, percent=94.1, low=90.5, high=96.4)
    assert answers(hard_to_see([early, seen, FIGURES["yamaguchi_1996_xray"]])) == [YES, NO, OPEN]


def test_life_and_autopsy_are_compared_in_the_same_patients_only() -> None:
    life = replace(
        FIGURES["gong_2018_metastatic"], numerator=100, denominator=400, percent=25.0, population="the same"
    )

    def after(count: int, population: str = "the same") -> Any:
        return replace(
            FIGURES["bonejoint360_breast_prostate"], cancer="breast", numerator=count, denominator=400,
            percent=count / 4, population=population,
        )  # fmt: skip

    assert answers(twice_at_autopsy([life, after(320)])) == [YES]
    assert answers(twice_at_autopsy([life, after(120)])) == [NO]
    assert answers(twice_at_autopsy([life, after(200)])) == [OPEN]
    assert answers(twice_at_autopsy([life, after(320, "others")])) == [OPEN]
    assert answers(twice_at_autopsy([FIGURES["coleman_1987_dying"], FIGURES["wong_1990_spine"]])) == [OPEN]


# Routes


class Changed:
    """The routes with one status for the segment of that name, or for all, and blood flow measured else."""

    def __init__(self, status: str, only: str = "") -> None:
        self._status, self._only = status, only
        self.paths = tuple(self._path(path) for path in ROUTES.paths)

    def __getattr__(self, name: str) -> Any:
        return getattr(ROUTES, name)

    def _path(self, path: Any) -> Any:
        return replace(path, steps=tuple(self._step(step) for step in path.steps))

    def _step(self, step: Any) -> Any:
        changed = self._only in ("", step.segment.segment_id)
        status = self._status if changed else "measured in humans"
        return replace(step, segment=replace(step.segment, status=status))


@pytest.mark.parametrize("status", STATUSES)
def test_one_weak_step_makes_the_whole_route_weak(status: str) -> None:
    weak: Any = Changed(status, "breast_tumour__posterior_intercostal_veins")
    unproven = status in ("thought to be", "disputed", "hypothesis")
    assert set(answers(chain("vertebral_venous", ["spine"], weak, BODY))) == {OPEN if unproven else PART}
    assert set(answers(matters("vertebral_venous", ["spine"], weak, BODY))) == {OPEN}


def test_the_surest_of_several_paths_counts() -> None:
    # The breast drains by several veins: one that is disputed leaves the others.
    other: Any = Changed("disputed", "breast_tumour__axillary_vein")
    assert set(answers(chain("pulmonary_systemic", ["femur_proximal"], other, BODY))) == {PART}


def test_another_way_that_is_named_makes_only_by_blood_fall_short() -> None:
    named = [Judged("somebody", "Somebody", SHORT, "names lymph")]
    told = only_by_blood(named, ROUTES, BODY)
    assert {item.key: item.answer for item in told} == {"sternum": SHORT, "somebody": SHORT}
