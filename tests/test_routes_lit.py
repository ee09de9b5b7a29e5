"""What lights up when a vessel, a segment or a place is selected, and what it is called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bone_atlas.routes import read_vessels
from bone_atlas.tables import ALL_ROUTES
from tests.atlas import BODY
from tests.atlas import ROUTES as WAYS

PLEXUS = "internal_vertebral_venous_plexus"
LYMPH = ("breast_tumour__internal_mammary_nodes", "internal_mammary_nodes__sternum")
TO_THE_HEART = (
    "breast_tumour__axillary_vein", "breast_tumour__internal_thoracic_vein",
    "breast_tumour__posterior_intercostal_veins", "axillary_vein__subclavian_brachiocephalic",
    "subclavian_brachiocephalic__superior_vena_cava", "internal_thoracic_vein__brachiocephalic_vein",
    "brachiocephalic_vein__superior_vena_cava", "posterior_intercostal_veins__azygos_system",
    "azygos_system__superior_vena_cava",
)  # fmt: skip
THROUGH_THE_LUNGS = (
    "superior_vena_cava__right_heart", "right_heart__pulmonary_capillary_bed",
    "pulmonary_capillary_bed__pulmonary_veins_left_heart",
    "pulmonary_veins_left_heart__aorta_systemic_arteries",
)  # fmt: skip
PAIRED = {
    "breast_tumour", "axillary_vein", "internal_thoracic_vein", "posterior_intercostal_veins",
    "subclavian_brachiocephalic", "brachiocephalic_vein", "internal_mammary_nodes",
}  # fmt: skip
ITEMS = (*WAYS.vessels, *WAYS.segments, *BODY.sites(), *BODY.groups(), *BODY.bones())


def test_a_place_lights_all_ways_that_lead_there() -> None:
    lit = WAYS.lit("sternum")
    assert list(lit) == ["pulmonary_systemic", "local_lymphatic"]
    assert lit["local_lymphatic"] == LYMPH
    assert lit["pulmonary_systemic"] == (
        *TO_THE_HEART, *THROUGH_THE_LUNGS, "aorta_systemic_arteries__nutrient_arteries",
        "nutrient_arteries__sternum",
    )  # fmt: skip


def test_a_vessel_lights_the_ways_that_pass_it() -> None:
    assert WAYS.lit("internal_mammary_nodes") == {"local_lymphatic": LYMPH}
    assert WAYS.lit("dural_sinuses") == {
        "vertebral_venous": (
            "breast_tumour__posterior_intercostal_veins",
            "posterior_intercostal_veins__intervertebral_veins",
            "intervertebral_veins__internal_vertebral_venous_plexus",
            "posterior_intercostal_veins__azygos_system",
            "azygos_system__internal_vertebral_venous_plexus",
            "internal_vertebral_venous_plexus__cervical_plexus_vertebral_vein",
            "cervical_plexus_vertebral_vein__dural_sinuses",
            "internal_vertebral_venous_plexus__dural_sinuses",
            "dural_sinuses__skull",
        )
    }


def test_a_segment_lights_the_ways_along_it() -> None:
    assert WAYS.lit("aorta_systemic_arteries__hand") == {
        "pulmonary_systemic": (*TO_THE_HEART, *THROUGH_THE_LUNGS, "aorta_systemic_arteries__hand")
    }
    shared = WAYS.lit("posterior_intercostal_veins__azygos_system")
    assert list(shared) == ["pulmonary_systemic", "vertebral_venous"]
    assert "breast_tumour__axillary_vein" not in shared["pulmonary_systemic"]
    assert f"azygos_system__{PLEXUS}" in shared["vertebral_venous"]


def test_the_tumour_lights_everything() -> None:
    lit = WAYS.lit(WAYS.start)
    assert list(lit) == list(ALL_ROUTES)
    assert set().union(*lit.values()) == set(WAYS.segments)


@given(st.sampled_from(ITEMS))
def test_what_is_lit_is_ordered_of_its_route_and_begins_at_the_breast(item: str) -> None:
    order = list(WAYS.segments)
    lit = WAYS.lit(item)
    assert lit
    assert list(lit) == [route for route in ALL_ROUTES if route in lit]
    for route, segments in lit.items():
        assert segments
        assert list(segments) == sorted(segments, key=order.index)
        assert all(route in WAYS.segments[segment].routes for segment in segments)
        assert any(WAYS.segments[segment].from_id == WAYS.start for segment in segments)


def test_ways_along_a_segment_walk_it_either_way() -> None:
    link = f"azygos_system__{PLEXUS}"
    ways = WAYS.paths_along(link)
    assert ways
    assert all(link in way.segment_ids for way in ways)
    assert {way.end for way in ways} == set(WAYS.downstream(PLEXUS))
    assert not any(link in way.segment_ids for way in WAYS.paths if way not in ways)


def test_bones_downstream_of_a_segment_lie_at_the_ends_of_its_ways() -> None:
    assert WAYS.bones_downstream("dural_sinuses__skull") == ("cranium",)
    assert WAYS.bones_downstream("basivertebral_veins__lumbar_spine") == BODY.bones_of("lumbar_spine")
    assert WAYS.bones_downstream("aorta_systemic_arteries__hand") == BODY.bones_of("hand")
    assert WAYS.bones_downstream("internal_mammary_nodes__sternum", ["vertebral_venous"]) == ()
    others = WAYS.bones_downstream("nutrient_arteries__skeleton")
    assert {"patella_left", "mandible", "clavicle_right"} & set(others) == {"patella_left", "clavicle_right"}
    assert not {"sternum", "L3", "lunate_left"} & set(others), "these have ends of their own"


@given(st.sampled_from(tuple(WAYS.segments)))
def test_a_vessel_has_the_bones_of_its_segments(segment: str) -> None:
    """What is reached along a segment is reached through each vessel at its ends."""
    bones = set(WAYS.bones_downstream(segment))
    assert bones
    for end in (WAYS.segments[segment].from_id, WAYS.segments[segment].to_id):
        if WAYS.is_vessel(end):
            assert bones <= set(WAYS.bones_downstream(end))


def test_names() -> None:
    assert WAYS.name("internal_vertebral_venous_plexus") == "Internal vertebral venous plexus"
    assert (
        WAYS.name("posterior_intercostal_veins__intervertebral_veins")
        == "Intercostal veins → Intervertebral veins"
    )
    assert WAYS.name("nutrient_arteries__sternum") == "Nutrient arteries → Sternum"
    assert WAYS.name("lumbar_spine") == "Lumbar spine"
    assert WAYS.short_name("pulmonary_capillary_bed") == "Lungs: first filter"
    assert len({WAYS.name(segment) for segment in WAYS.segments}) == len(WAYS.segments)


def test_kinds_of_ids() -> None:
    assert WAYS.is_vessel("right_heart")
    assert WAYS.is_segment("dural_sinuses__skull")
    assert not any(WAYS.is_vessel(item) for item in (*WAYS.segments, "sternum", "tail"))
    assert not any(WAYS.is_segment(item) for item in (*WAYS.vessels, "sternum", "tail"))


def test_segments_at_a_vessel_begin_or_end_there() -> None:
    assert [segment.segment_id for segment in WAYS.segments_at("azygos_system")] == [
        "posterior_intercostal_veins__azygos_system",
        "azygos_system__superior_vena_cava",
        f"azygos_system__{PLEXUS}",
    ]
    assert sum(len(WAYS.segments_at(vessel)) for vessel in WAYS.vessels) == sum(
        WAYS.is_vessel(end) for s in WAYS.segments.values() for end in (s.from_id, s.to_id)
    )


def test_what_is_reached_whole_or_in_part() -> None:
    veins = "vertebral_venous"
    places = ("spine", "skull", "lumbar_spine", "pelvis", "ribs")
    assert [WAYS.reaches_whole(place, veins) for place in places] == [False, False, True, True, False]
    assert WAYS.reaches_part("skull_vault", veins)
    assert not WAYS.reaches_part("coccyx", veins)
    assert all(WAYS.reaches_whole(place, "pulmonary_systemic") for place in BODY.sites())


def test_unknown_names_are_refused() -> None:
    for ask in (WAYS.lit, WAYS.name, WAYS.short_name, WAYS.paths_along, WAYS.paths_past, WAYS.segments_at):
        with pytest.raises(KeyError):
            ask("tail")
    with pytest.raises(KeyError):
        WAYS.segments_at("sternum")


def test_paired_vessels() -> None:
    assert {name for name, vessel in WAYS.vessels.items() if vessel.paired} == PAIRED


def test_paired_vessels_are_drawn_on_both_sides() -> None:
    """So that the one of the tumour's side can be told from the other."""
    sides: dict[str, set[str]] = {}
    for line in read_vessels("front").lines:
        for name in line.segments:
            sides.setdefault(WAYS.segments[name].from_id, set()).add(line.side)
    assert all(sides[vessel] >= {"left", "right"} for vessel in PAIRED)
