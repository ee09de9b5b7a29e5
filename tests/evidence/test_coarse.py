"""A coarse question: what studies report of a site as a whole or in parts, by hand and for every site."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bone_atlas.evidence.coarse import CoarseAnswer, coarse_answer, coarser_sites, is_coarse
from bone_atlas.layers import Layer, Proportion
from bone_atlas.layers.resolve import finer_reports, resolve
from tests.atlas import BODY, LAYERS, TABLES
from tests.cases import every_case

COARSE = [place for place in (*BODY.sites(), *BODY.groups()) if is_coarse(place, BODY)]
#: Rows of the table: what a number may stand for.
ROWS = {(row.layer_id, row.site_id): row for row in TABLES.observations.itertuples() if row.painted}


def asked(place: str) -> CoarseAnswer:
    return coarse_answer(place, LAYERS.values(), BODY)


def wholes(answer: CoarseAnswer) -> dict[str, tuple[str | None, int | None, int | None]]:
    return {
        item.layer.id: (item.value.reported_as, item.value.numerator, item.value.denominator)
        for item in answer.wholes
    }


def parts(answer: CoarseAnswer) -> dict[str, list[tuple[str, int | None, int | None]]]:
    return {
        item.layer.id: [(value.site_id, value.numerator, value.denominator) for value in item.values]
        for item in answer.parts
    }


def test_the_femur_is_answered_from_each_study() -> None:
    """By hand from the tables: one study counts the femur, two give parts, six only something larger."""
    answer = asked("femur")
    assert wholes(answer) == {"wang_2012.breast_moderate": ("femur", 3, 184)}
    assert parts(answer) == {
        "shaked_zari_2025": [("femur_proximal", 30, 107), ("femur_shaft_distal", 28, 107)],
        "biehler_gomez_2019": [("femur_proximal", None, None)],
    }
    assert {item.layer.id: item.larger for item in answer.larger} == {
        "medicine_today_2018": "lower_limb",
        "chinese_thesis_103": "limbs",
        "chinese_thesis_103.lesions": "skull_shoulder_limbs",
        "pmid_2324816": "limbs",
        "popoola_2013": "long_bones",
        "diop_2014": "femur_tibia_patella_humerus",
    }
    assert "chen_2017" in [layer.id for layer in answer.silent]


def test_the_spine_has_studies_of_the_whole_and_studies_of_parts() -> None:
    answer = asked("spine")
    assert wholes(answer)["chinese_thesis_103"] == ("spine", 66, 103)
    assert [site for site, *_ in parts(answer)["medicine_today_2018"]] == [
        "thoracolumbar_spine",
        "cervical_spine",
    ]
    assert "spine" not in [site for found in parts(answer).values() for site, *_ in found]


def test_the_same_bones_under_another_name_are_the_whole() -> None:
    answer = asked("shoulder_girdle")
    assert wholes(answer).keys() == {"shaked_zari_2025"}
    assert wholes(answer)["shaked_zari_2025"][0] == "scapula_clavicle"


def test_what_lies_in_another_part_is_not_listed_beside_it() -> None:
    """Wang gives the hip bone and its ilium: of the trunk only the hip bone is a part."""
    found = [site for site, *_ in parts(asked("trunk_bones"))["wang_2012.breast_moderate"]]
    assert "pelvis" in found
    assert not {"ilium", "ischium", "pubis"} & set(found)


def test_a_study_without_its_whole_group_is_asked_for_its_subgroups() -> None:
    layers = [*(item.layer.id for item in asked("pelvis").wholes)]
    assert {"wang_2012.breast_moderate", "shaked_zari_2025"} <= set(layers)
    assert "shaked_zari_2025.luminal_a" not in layers


@every_case("place", COARSE)
def test_every_number_is_a_row_of_the_table_for_the_site_it_is_told_of(place: str) -> None:
    """So nothing is summed, and no number stands under another site's name."""
    answer = asked(place)
    told = [(item.layer, item.value) for item in answer.wholes]
    told += [(item.layer, value) for item in answer.parts for value in item.values]
    for layer, value in told:
        row = ROWS[layer.id, str(value.reported_as)]
        assert value.observation_id == row.observation_id
        assert value.numerator == (None if pd.isna(row.numerator) else row.numerator)
    for item in answer.wholes:
        assert BODY.extent(str(item.value.reported_as)) == BODY.extent(place)
    for item in answer.parts:
        for value in item.values:
            assert value.reported_as == value.site_id
            assert BODY.extent(value.site_id) < BODY.extent(place)
    for item in answer.larger:
        assert BODY.extent(item.larger) > BODY.extent(place)


@every_case("place", COARSE)
def test_every_study_of_the_cancer_stands_in_exactly_one_list(place: str) -> None:
    answer = asked(place)
    listed = [item.layer.id for item in (*answer.wholes, *answer.parts, *answer.larger)]
    listed += [layer.id for layer in answer.silent]
    assert len(listed) == len(set(listed))
    studies = {LAYERS[name].study_id for name in listed}
    breast = {la.study_id for la in LAYERS.values() if la.kind == "proportion" and la.cancer == "breast"}
    assert studies == breast


def made(counts: dict[str, int], n: int) -> Layer:
    reports = sorted(
        (
            Proportion(site_id=site, reported_as=site, percent=100 * x / n, numerator=x, denominator=n)
            for site, x in counts.items()
        ),
        key=lambda report: -report.percent,
    )
    return replace(
        LAYERS["shaked_zari_2025"],
        n=n,
        reports=tuple(reports),
        _values=resolve(BODY, reports),
        _finer=finer_reports(BODY, reports),
    )


@given(st.dictionaries(st.sampled_from((*BODY.sites(), *BODY.groups())), st.integers(0, 50)))
def test_whatever_a_study_reports_only_its_own_numbers_are_told(counts: dict[str, int]) -> None:
    layer = made(counts, 50)
    for place in ("femur", "spine", "lower_limb", "limbs", "shoulder_girdle"):
        answer = coarse_answer(place, [layer], BODY)
        for item in answer.wholes:
            assert item.value.numerator == counts[str(item.value.reported_as)]
        for found in answer.parts:
            assert not answer.wholes
            assert all(value.numerator == counts[value.site_id] for value in found.values)
            extents = [BODY.extent(value.site_id) for value in found.values]
            assert not any(one < other for one in extents for other in extents)
        inside = any(BODY.extent(site) <= BODY.extent(place) for site in counts)
        assert bool(answer.wholes or answer.parts) == inside


def test_what_is_coarse_and_what_stands_above() -> None:
    assert {"femur", "spine", "upper_limb", "lower_limb", "shoulder_girdle", "limbs"} <= set(COARSE)
    assert not {"lumbar_spine", "femur_shaft", "ribs", "skull_and_face"} & set(COARSE)
    assert coarser_sites("femur_shaft", BODY) == ("femur", "lower_limb")
    assert coarser_sites("lumbar_spine", BODY) == ("spine",)
    assert coarser_sites("femur", BODY) == ("lower_limb",)
    assert coarser_sites("limbs", BODY) == coarser_sites("skull", BODY) == ()


def test_an_unknown_place_is_refused() -> None:
    with pytest.raises(KeyError):
        asked("wing")
