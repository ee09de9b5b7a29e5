"""The atlas page in Streamlit's own test runner: what the browser is given, and what Python hears of it.

What the page shows is in files (`tests/app/publish/test_atlas.py`); what it does, in the browser
(`tests/js/atlas`, `tests/browser/test_atlas_scene.py`).
"""

from __future__ import annotations

import json

import pytest
from app_page import figures, html, opened, text, url
from lesson_page import draft, sent_slide, toasts
from lesson_page import opened as session

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish import atlas as published
from bone_atlas.app.shell import share
from bone_atlas.scenes.state import State

FOUND = catalogue()


def test_the_page_is_one_scene_with_a_manifest_in_each_language() -> None:
    app = opened()
    assert set(figures(app)) == {"atlas"}
    sent = figures(app)["atlas"]
    assert sent["manifests"] == published.manifest_urls()
    assert sent["start"] == {"layer": "article"}
    assert "adult male model" in text(app)
    assert "not for decisions about patients" in text(app)


def test_python_never_writes_the_address() -> None:
    for query in ({}, {"layer": "chen_2017", "site": "L3"}, {"layer": "nobody_1999"}):
        assert url(opened(**query)) == query


@pytest.mark.parametrize("view", ["front", "back", "left", "all"])
def test_who_comes_back_begins_where_the_session_was(view: str) -> None:
    """The address goes first; without one, the scene begins with the view of the session."""
    query = {"layer": "shaked_zari_2025.luminal_a", "view": view, "site": "L3,ribs", "names": "la"}
    start = figures(opened(**query))["atlas"]["start"]
    assert start == {name: value for name, value in query.items() if value != "front"}


def test_a_slide_is_made_of_what_the_browser_says_is_on_the_screen() -> None:
    app = session("atlas", layer="article")
    sent_slide(app, {"layer": "chen_2017", "view": "back", "site": "ribs", "names": "la"})
    (slide,) = draft(app).slides
    assert slide.state == State(layer="chen_2017", view="back", sites=("ribs",), names="la")
    assert toasts(app) == ["“Ribs: Chen 2017” is now slide 1 of 1 in your lesson (page Teach)."]


@pytest.mark.parametrize(
    "query", [{"layer": "nobody_1999", "site": "wing,L3", "view": "top"}, {}, {"x": "y"}]
)
def test_what_a_browser_invents_does_no_harm(query: dict[str, str]) -> None:
    app = session("atlas", layer="chen_2017")
    sent_slide(app, query)
    (slide,) = draft(app).slides
    assert slide.state.layer == "article"
    assert slide.state.sites == (("L3",) if "site" in query else ())


def test_phones_are_sent_where_the_server_is_told_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(share.PUBLIC_URL, "http://192.0.2.7:8501")
    assert figures(opened())["atlas"]["phones"]["base"] == "http://192.0.2.7:8501"


def test_nothing_on_the_page_is_fetched_from_outside() -> None:
    app = opened(layer="shaked_zari_2025", site="L3")
    assert "src=" not in html(app)
    addresses = figures(app)["atlas"]["manifests"].values()
    assert all(address.startswith("/viz/") for address in addresses)
    assert "http" not in json.dumps(figures(app)["atlas"]["manifests"])


def test_places_vessels_and_segments_can_be_selected() -> None:
    known = FOUND.known().ids
    assert known == FOUND.ids | set(FOUND.routes.vessels) | set(FOUND.routes.segments)
    assert len(known) == len(FOUND.ids) + len(FOUND.routes.vessels) + len(FOUND.routes.segments)
    assert FOUND.places(("azygos_system", "L3", "dural_sinuses__skull", "hand")) == ("L3", "hand")
