"""The registry of scenes: whole, and at one with the states, the pages and the pictures."""

from __future__ import annotations

from dataclasses import asdict
from typing import get_args

import pytest

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.registry import PAGES
from bone_atlas.lessons.check import ONLY_SOME_USE
from bone_atlas.scenes.layer_references import layer_references
from bone_atlas.scenes.names import item_name
from bone_atlas.scenes.pictures import ON_SLIDES, PICTURES
from bone_atlas.scenes.registry import SCENES, scene_of, users_of
from bone_atlas.scenes.state import Hideable, SceneId, State
from bone_atlas.view_state import PARTS, ViewState

ROWS = catalogue().rows
#: What the view state does not hold, for each scene that needs it.
NEEDED = {
    "compare": {"layer": "shaked_zari_2025", "second": "medicine_today_2018"},
    "difference": {"layer": "shaked_zari_2025", "second": "medicine_today_2018"},
    "agreement": {"sites": ("ribs",)},
    "detection": {"picture": "vertebrae"},
    "claim": {"claim": next(iter(ROWS.claims))},
}


def captured(name: SceneId) -> State:
    """A state of a scene, made of what a page shows."""
    return SCENES[name].state_of(ViewState(sites=("pelvis",)), ROWS, **NEEDED.get(name, {}))


def test_each_id_that_a_lesson_can_name_is_a_scene_under_that_id() -> None:
    assert tuple(SCENES) == get_args(SceneId)
    assert [scene.id for scene in SCENES.values()] == list(SCENES)


def test_what_only_some_scenes_use_is_checked_by_lessons() -> None:
    assert {part for scene in SCENES.values() for part in scene.uses} == set(ONLY_SOME_USE)
    assert users_of("second") == ("compare", "difference")
    assert users_of("layer") == ()


def test_what_is_hidden_is_of_known_kinds() -> None:
    for name, scene in SCENES.items():
        assert set(scene.hides) <= set(get_args(Hideable)), name


def test_each_scene_is_seen_on_a_page_of_the_atlas_or_on_none() -> None:
    paths = {entry.path for entry in PAGES}
    for name, scene in SCENES.items():
        assert scene.path is None or scene.path in paths, name
        assert scene.part == "" or scene.part in PARTS, name
    assert [name for name, scene in SCENES.items() if scene.path is None] == ["nothing"]


def test_each_scene_is_named_and_cited_in_a_state_made_of_a_page() -> None:
    for name in SCENES:
        scene = scene_of(captured(name), ROWS)
        assert scene.state.shows == name
        assert scene.title(), name
        assert scene.brief(), name
        assert scene.sentence()[0].isupper(), name
        assert not list(scene.faults()), name
        assert bool(scene.sources()) == (name != "nothing"), name


def test_the_site_that_studies_are_compared_of_is_not_called_marked() -> None:
    assert scene_of(captured("agreement"), ROWS).marked() == ""
    assert scene_of(captured("skeleton"), ROWS).marked() == "Pelvis (hip bones) marked"
    assert scene_of(State(shows="claim", sites=("pelvis",)), ROWS).marked() == ""


def test_a_state_with_names_that_do_not_exist_is_still_told() -> None:
    state = {"layer": "none", "second": "none", "journey": "none", "picture": "none", "claim": "none"}
    for name in SCENES:
        scene = scene_of(State.model_validate({"shows": name, **state}), ROWS)
        assert scene.brief(), name
        assert scene.sentence(), name


def test_each_picture_is_shown_and_tells_what_it_draws() -> None:
    findings = tuple(ROWS.detection.values())
    for name, picture in PICTURES.items():
        assert picture.on_page or picture.on_slide, name
        assert any(picture.is_about(one) for one in findings), name
        if picture.on_page:
            assert picture.on_page.table(findings), name
            assert picture.on_page.draw(findings, "light").layout.height > 0, name
    for name in ON_SLIDES:
        drawn = PICTURES[name].drawn_on_slide(findings)
        assert drawn, name
        assert all(PICTURES[name].is_about(one) for one in drawn), name


def test_a_picture_of_the_page_alone_refuses_a_slide() -> None:
    with pytest.raises(ValueError, match="No slide can show"):
        PICTURES["accuracy_per_lesion"].drawn_on_slide(())


def test_the_address_of_a_comparison_leads_to_both_layers() -> None:
    address = asdict(scene_of(captured("compare"), ROWS).address())
    assert address["path"] == "evidence"
    assert address["query"] == {
        "layer": "shaked_zari_2025",
        "site": "pelvis",
        "part": "compare",
        "second": "medicine_today_2018",
    }


def test_bones_sites_and_vessels_are_named_and_what_is_unknown_keeps_its_id() -> None:
    named = {item: item_name(item, ROWS) for item in ("L3", "lumbar_spine", "azygos_system", "nowhere")}
    assert named == {
        "L3": ROWS.anatomy.label("L3"),
        "lumbar_spine": "Lumbar spine",
        "azygos_system": ROWS.routes.vessels["azygos_system"].short_name,
        "nowhere": "nowhere",
    }


def test_a_layer_of_classes_offers_its_classes_and_two_layers_their_difference() -> None:
    article = set(layer_references(State(shows="skeleton", layer="article", sites=("ribs",)), ROWS))
    assert {"tier ribs", "value article ribs", "study article"} <= article
    two = State(shows="compare", layer="shaked_zari_2025", second="medicine_today_2018", sites=("ribs",))
    offered = set(layer_references(two, ROWS))
    assert "difference shaked_zari_2025 medicine_today_2018 ribs" in offered
    assert "tier ribs" not in offered


def test_a_journey_offers_its_steps_and_a_marked_vessel_what_is_said_of_it() -> None:
    journey = next(iter(ROWS.routes.journeys))
    state = State(shows="ways", journey=journey, step=2, sites=("azygos_system",))
    offered = set(scene_of(state, ROWS).references())
    assert {f"steps {journey}", f"caption {journey} 2", "vessel azygos_system"} <= offered
    whole = set(scene_of(State(shows="ways", journey=journey), ROWS).references())
    assert whole == {f"steps {journey}", f"hypotheses {journey}"}
    assert set(scene_of(State(shows="ways"), ROWS).references()) == set()


def test_what_cannot_be_shown_is_said_of_the_field_that_is_wrong() -> None:
    def said(**state: object) -> list[str]:
        return [field for field, _ in scene_of(State.model_validate(state), ROWS).faults()]

    two = {"shows": "compare", "layer": "shaked_zari_2025"}
    assert said(**two) == ["second"]
    assert said(**two, second="shaked_zari_2025") == ["second"]
    assert said(**two, second="wang_2012.breast_moderate") == ["second"]
    assert said(**two, second="medicine_today_2018") == []
    agree = {"shows": "agreement", "layer": "shaked_zari_2025"}
    assert said(shows="agreement", layer="article", sites=("ribs",)) == ["layer"]
    assert said(shows="agreement", layer="none", sites=("ribs",)) == []
    assert said(**agree, sites=()) == ["sites"]
    assert said(**agree, sites=("L3",)) == ["sites"]
    assert said(**agree, sites=("ribs",)) == []


def test_a_picture_that_does_not_exist_offers_nothing() -> None:
    assert list(scene_of(State(shows="detection", picture="none"), ROWS).references()) == []


def test_a_slide_of_lesions_takes_a_layer_of_lesions_where_the_page_shows_another() -> None:
    for name in ("reach", "marrow"):
        assert ROWS.layers[captured(name).layer].unit == "lesions", name
        kept = SCENES[name].state_of(ViewState(layer="ippolito_2013"), ROWS)
        assert kept.layer == "ippolito_2013", name


def test_patients_are_sorted_by_no_route_and_held_against_no_marrow() -> None:
    for name in ("reach", "marrow"):
        said = list(scene_of(State(shows=name, layer="shaked_zari_2025"), ROWS).faults())
        assert [field for field, _ in said] == ["layer"], name
        assert SCENES[name].plot(ROWS, ("shaked_zari_2025",), {}) is None, name
        assert not list(scene_of(State(shows=name, layer="none"), ROWS).faults()), name


def test_the_marrow_marks_the_regions_that_it_draws() -> None:
    seen = ViewState(layer="wang_2012.breast_moderate", sites=("pelvis", "hand"))
    assert SCENES["marrow"].state_of(seen, ROWS).sites == ("pelvis",)


def test_a_difference_says_which_is_taken_from_which() -> None:
    scene = scene_of(captured("difference"), ROWS)
    first, second = (ROWS.layers[name].short_title for name in ("shaked_zari_2025", "medicine_today_2018"))
    assert scene.title() == f"{first} minus {second}"
    assert "minus" in scene.sentence()
    assert {source.text for source in scene.sources()} == {
        ROWS.source(name).text for name in ("shaked_zari_2025", "medicine_today_2018")
    }
