"""What the pages show becomes a sound slide."""

from __future__ import annotations

import pytest

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.lesson_editor import capture
from bone_atlas.lessons.check import slide_faults
from bone_atlas.lessons.model import Slide
from bone_atlas.scenes.pictures import ON_SLIDES
from bone_atlas.view_state import VIEWS, ViewState


def sound(slide: Slide) -> bool:
    return slide_faults(slide, catalogue().rows) == ()


@pytest.mark.parametrize("view", VIEWS)
def test_a_slide_of_the_atlas_is_sound(view: str) -> None:
    for layer in catalogue().layers:
        shown = ViewState(layer, view, ("L3", "pelvis", "azygos_system"), "la")
        slide = capture.slide("skeleton", shown)
        assert sound(slide)
        assert slide.state.sites == ("L3", "pelvis")
        assert sound(capture.slide("skeleton", shown.with_(route="blood")))
    assert capture.slide("skeleton", shown.with_(route="blood")).state.sites == (
        "L3",
        "pelvis",
        "azygos_system",
    )


def test_a_slide_of_every_journey_and_step_is_sound() -> None:
    for name, journey in catalogue().routes.journeys.items():
        for step in (0, 1, len(journey.steps)):
            shown = ViewState(journey=name, step=step, route=journey.route, sites=("axillary_vein",))
            slide = capture.slide("ways", shown)
            assert sound(slide)
            assert (slide.state.breast, slide.state.step) == (journey.side, step)
    assert sound(capture.slide("ways", ViewState(breast="right", route="local_lymphatic")))


def test_a_slide_of_every_compared_site_is_sound_whatever_is_painted() -> None:
    from bone_atlas.app.publish import evidence as published_evidence

    for layer in ("article", "shaked_zari_2025", "wang_2012.breast_moderate", "singh_2024"):
        for site in published_evidence.compared_sites():
            assert sound(capture.slide("agreement", ViewState(layer), sites=(site,))), (layer, site)


def test_slides_of_claims_and_pictures_are_sound() -> None:
    for claim in catalogue().tables.claims["claim_id"]:
        assert sound(capture.slide("claim", ViewState(), claim=claim))
    for picture in ON_SLIDES:
        assert sound(capture.slide("detection", ViewState(), picture=picture))
    assert sound(capture.slide("nothing", ViewState()))


def test_slides_of_lesions_are_sound() -> None:
    from bone_atlas.app.publish import evidence as published_evidence
    from bone_atlas.app.publish import pathways as published_pathways

    for layer in published_evidence.lesion_layers():
        assert sound(capture.slide("marrow", ViewState(), layer=layer)), layer
    for result in published_pathways.explained():
        assert sound(capture.slide("reach", ViewState(), layer=result.layer.id)), result.layer.id


def test_the_difference_of_two_layers_is_a_sound_slide() -> None:
    two = {"layer": "shaked_zari_2025", "second": "medicine_today_2018"}
    slide = capture.slide("difference", ViewState(sites=("ribs",)), **two)
    assert sound(slide)
    assert (slide.state.layer, slide.state.second) == tuple(two.values())
