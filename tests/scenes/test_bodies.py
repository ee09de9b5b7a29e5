"""How much of the body a slide shows, and what it outlines."""

from __future__ import annotations

import pytest

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish import lessons as published_lessons
from bone_atlas.lessons import summary
from bone_atlas.scenes.bodies import extent_of, selected
from bone_atlas.scenes.skeleton import SkeletonScene
from bone_atlas.scenes.state import State
from bone_atlas.view_state import ViewState

ROWS = catalogue().rows


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (State(extent="trunk"), "trunk"),
        (State(extent="trunk", sites=("ribs", "lumbar_spine")), "trunk"),
        (State(extent="trunk", sites=("ribs", "knee")), "whole"),
        (State(extent="trunk", view="all"), "whole"),
        (State(sites=("ribs",)), "whole"),
    ],
)
def test_the_trunk_is_shown_where_all_that_the_slide_speaks_of_lies_in_it(state: State, shown: str) -> None:
    assert extent_of(state, ROWS) == shown


def test_an_outline_leaves_out_what_a_finer_report_says_otherwise_of() -> None:
    article = ROWS.layers["article"]
    femur = set(selected(("femur",), article, ROWS))
    assert femur
    assert {article.value(ROWS.anatomy.site_of(bone)).tier for bone in femur} == {"most_common"}
    assert len(femur) < len(ROWS.anatomy.bones_of("femur"))
    assert tuple(selected(("pelvis", "azygos_vein"), article, ROWS)) == ("pelvis", "azygos_vein")


def test_a_view_of_the_trunk_becomes_a_slide_of_the_trunk() -> None:
    state = SkeletonScene.state_of(ViewState(layer="wang_2012.breast_moderate", extent="trunk"), ROWS)
    assert state.extent == "trunk"
    assert "the trunk" in summary.shows(state, ROWS)


def test_a_slide_of_the_trunk_leads_to_the_trunk_of_the_atlas() -> None:
    lesson = published_lessons.shipped("where")
    at = next(i for i, slide in enumerate(lesson.slides) if slide.state.extent == "trunk")
    (figure,) = published_lessons.deck(lesson)["slides"][at]["figures"]
    assert figure["extent"] == "trunk"
    assert figure["query"]["extent"] == "trunk"
