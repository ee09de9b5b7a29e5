"""The pathways page in Streamlit's own test runner: state, URL, what figures and player are told."""

from __future__ import annotations

import re
from html import unescape

import pytest
from app_page import figures, html, opened, select, selected, stop, text, url
from streamlit.testing.v1 import AppTest

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.shell import share
from bone_atlas.routes import BLOOD_BORNE, NO_SOURCE, STATUS_LABELS
from tests.cases import every_case

FOUND = catalogue()
ROUTES = FOUND.routes


def pathways(**query: str) -> AppTest:
    return opened(page="pathways", **query)


def test_the_first_visit_shows_both_ways_and_offers_a_journey() -> None:
    app = pathways()
    sent = figures(app)
    assert set(sent) == {"body", "diagram", "player", "ways_explained"}
    for told in (sent["body"], sent["diagram"], sent["player"]):
        assert told["routes"] == list(BLOOD_BORNE)
        assert told["side"] == "left"
    assert set(sent["body"]["overlay"]) == {"front"}
    assert "journey" not in url(app)
    assert "not for decisions about patients" in text(app)


@pytest.mark.parametrize("view", ["front", "back", "left", "all"])
def test_a_deep_link_restores_journey_step_route_and_view(view: str) -> None:
    query = {
        "layer": "article", "view": view, "route": "vertebral_venous", "journey": "plexus_skull_left",
        "step": "3",
    }  # fmt: skip
    app = pathways(**query)
    assert url(app) == {name: value for name, value in query.items() if value != "front"}
    player = figures(app)["player"]
    assert (player["journey"], player["step"], player["routes"]) == (
        "plexus_skull_left", 3, ["vertebral_venous"])  # fmt: skip
    parts = {"all": {"front", "back", "left"}}.get(view, {view})
    assert set(figures(app)["body"]["overlay"]) == parts


def test_stopping_at_a_step_is_in_the_url() -> None:
    app = stop(pathways(), "lung_pelvis_left", 4)
    assert url(app)["journey"] == "lung_pelvis_left"
    assert url(app)["step"] == "4"
    assert figures(app)["player"]["sequence"] == 1


@pytest.mark.parametrize(("journey", "step"), [("to_the_moon", 2), ("lung_pelvis_left", 99), ("", -3)])
def test_an_invented_journey_or_step_from_a_browser_does_no_harm(journey: str, step: int) -> None:
    app = stop(pathways(), journey, step)
    assert int(url(app).get("step", 0)) <= len(ROUTES.journeys["lung_pelvis_left"].steps)
    assert url(app).get("journey", "") in ("", *ROUTES.journeys)


def test_another_route_ends_the_journey() -> None:
    app = pathways(journey="plexus_skull_left", step="3")
    app.get("button_group")[0].set_value("pulmonary_systemic").run()
    assert not app.exception
    assert url(app) == {"layer": "article", "route": "pulmonary_systemic"}
    assert figures(app)["player"]["routes"] == ["pulmonary_systemic"]


def test_the_other_breast_mirrors_the_journey() -> None:
    app = pathways(journey="plexus_skull_left", step="3")
    app.get("button_group")[1].set_value("right").run()
    assert url(app)["journey"] == "plexus_skull_right"
    assert figures(app)["body"]["side"] == "right"


def test_the_lymphatic_way_is_off_until_asked_for() -> None:
    assert "local_lymphatic" not in figures(pathways())["diagram"]["routes"]
    assert figures(pathways(route="local_lymphatic"))["diagram"]["routes"] == ["local_lymphatic"]


@pytest.mark.parametrize("key", ["body", "diagram"])
def test_one_selection_for_all_figures(key: str) -> None:
    app = select(pathways(), key, "internal_vertebral_venous_plexus")
    assert selected(app, "body") == selected(app, "diagram") == ["internal_vertebral_venous_plexus"]
    assert url(app)["site"] == "internal_vertebral_venous_plexus"


PLACES = ["pelvis", "L3", "sternum"]
ONE_OF_EACH_STATUS = {segment.status: name for name, segment in ROUTES.segments.items()}


def holds_status_and_source(item: str) -> None:
    """The panel's words are tested by themselves; here, that the page has them."""
    said = text(pathways(site=item))
    named = FOUND.anatomy.name("lumbar_spine") if item == "L3" else ROUTES.name(item)
    assert named.replace("Skeleton", "all other bones") in said
    found = ROUTES.segments.get(item)
    if found:
        assert STATUS_LABELS[found.status] in said
        assert all(source.text in said for source in found.sources)
        assert found.sources or NO_SOURCE in said
        assert found.status_note in said


def test_the_detail_tells_status_and_source_of_a_place_a_vessel_and_a_step_of_each_status() -> None:
    assert set(ONE_OF_EACH_STATUS) == set(STATUS_LABELS)
    for item in ("L3", next(iter(ROUTES.vessels)), *ONE_OF_EACH_STATUS.values()):
        holds_status_and_source(item)


@pytest.mark.exhaustive
@every_case("item", [*PLACES, *ROUTES.vessels, *ROUTES.segments])
def test_the_detail_tells_status_and_source_of_every_step(item: str) -> None:
    holds_status_and_source(item)


def test_the_table_twin_lists_every_segment_with_status_and_source() -> None:
    app = pathways()
    app.toggle(key="steps_as_table").set_value(True).run()
    said = text(app)
    for segment in ROUTES.segments.values():
        if segment.routes == ("local_lymphatic",):
            continue  # not by blood: listed where it is asked for
        assert STATUS_LABELS[segment.status] in said
        assert all(source.text in said for source in segment.sources)
    assert said.count("hypothesis") >= 8


def test_the_table_of_a_journey_lists_its_steps() -> None:
    app = pathways(journey="plexus_pelvis_left", step="2")
    app.toggle(key="steps_as_table").set_value(True).run()
    said = text(app)
    for step in ROUTES.journeys["plexus_pelvis_left"].steps:
        assert step.caption in said


def test_the_download_is_that_of_the_selection() -> None:
    assert re.search(r"href='/viz/steps/~\.[0-9a-f]{16}\.csv'", html(pathways()))
    assert re.search(r"href='/viz/steps/pelvis\.[0-9a-f]{16}\.csv'", html(pathways(site="pelvis")))


def test_the_share_link_opens_this_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(share.PUBLIC_URL, "http://192.0.2.7:8501")
    page = unescape(html(pathways(journey="lung_rib_left", step="2")))
    assert "href='http://192.0.2.7:8501/pathways?layer=article&journey=lung_rib_left&step=2'" in page
