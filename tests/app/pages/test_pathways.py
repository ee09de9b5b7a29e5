"""The pathways page in Streamlit's own test runner: what the browser is given, and what Python hears of it.

What the page shows is in files (`tests/app/publish/test_pathways_scene.py`); what it does, in the browser
(`tests/js/pathways`, `tests/browser/test_pathways_scene.py`).
"""

from __future__ import annotations

import json

import pytest
from app_page import figures, html, opened, text, url
from lesson_page import draft, pressed, sent_slide, toasts
from lesson_page import opened as session

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish import pathways_scene as published
from bone_atlas.app.shell import share
from bone_atlas.scenes.state import State

JOURNEYS = catalogue().routes.journeys


def test_the_page_is_one_scene_with_a_manifest_in_each_language() -> None:
    app = opened(page="pathways")
    assert set(figures(app)) == {"pathways"}
    sent = figures(app)["pathways"]
    assert sent["scene"] == "pathways"
    assert sent["manifests"] == published.manifest_urls()
    assert "not for decisions about patients" in text(app)


def test_python_never_writes_the_address() -> None:
    for query in (
        {},
        {"layer": "chen_2017", "journey": "lung_rib_left", "step": "2"},
        {"journey": "to_the_moon"},
    ):
        assert url(opened(page="pathways", **query)) == query


@pytest.mark.parametrize("view", ["front", "back", "left", "all"])
def test_who_comes_back_begins_where_the_session_was(view: str) -> None:
    """The address goes first; without one, the scene begins with the view of the session."""
    query = {
        "layer": "article", "view": view, "site": "skull,dural_sinuses", "breast": "right",
        "route": "vertebral_venous", "journey": "plexus_skull_right", "step": "3",
    }  # fmt: skip
    start = figures(opened(page="pathways", **query))["pathways"]["start"]
    assert start == {name: value for name, value in query.items() if value != "front"}


def test_a_slide_is_made_of_what_the_browser_says_is_on_the_screen() -> None:
    app = session("pathways", journey="lung_rib_left", step="7")
    seen = {"layer": "chen_2017", "view": "back", "journey": "plexus_skull_left", "step": "3"}
    sent_slide(app, seen, "pathways")
    (slide,) = draft(app).slides
    assert slide.state == State(shows="ways", view="back", journey="plexus_skull_left", step=3)
    assert toasts(app)[0].endswith("is now slide 1 of 1 in your lesson (page Teach).")


@pytest.mark.parametrize(
    ("journey", "step"),
    [("to_the_moon", "2"), ("lung_pelvis_left", "99"), ("", "-3"), ("lung_pelvis_left", "x")],
)
def test_an_invented_journey_or_step_from_a_browser_does_no_harm(journey: str, step: str) -> None:
    app = session("pathways", journey="lung_pelvis_left", step="4")
    sent_slide(app, {"journey": journey, "step": step}, "pathways")
    (slide,) = draft(app).slides
    assert slide.state.journey in ("", *JOURNEYS)
    assert slide.state.step == 0


def test_phones_are_sent_where_the_server_is_told_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(share.PUBLIC_URL, "http://192.0.2.7:8501")
    assert figures(opened(page="pathways"))["pathways"]["phones"]["base"] == "http://192.0.2.7:8501"


def test_nothing_on_the_page_is_fetched_from_outside() -> None:
    app = opened(page="pathways", site="L3")
    assert "src=" not in html(app)
    manifests = figures(app)["pathways"]["manifests"]
    assert all(address.startswith("/viz/") for address in manifests.values())
    assert "http" not in json.dumps(manifests)


def test_the_lesions_of_a_study_by_route_become_a_slide() -> None:
    app = session("pathways")
    pressed(app, "add_wang_2012.breast_moderate")
    (slide,) = draft(app).slides
    assert slide.state == State(shows="reach", layer="wang_2012.breast_moderate")
    offered = {button.key for button in app.button}
    assert "add_osorio_2017" not in offered, "nothing of it can be told"
