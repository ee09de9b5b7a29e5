"""The evidence page in Streamlit's own test runner: what the browser is told; detection, own data."""

from __future__ import annotations

from typing import Any

import pytest
from app_page import figures, html, opened, text
from lesson_page import draft, sent_slide
from lesson_page import opened as lesson_session

from bone_atlas.app.publish import evidence_scene
from bone_atlas.scenes.state import State
from bone_atlas.view_state import PARTS

PAIR = ("shaked_zari_2025", "medicine_today_2018")


def scene(**query: str) -> dict[str, Any]:
    """What the scene of the page is told."""
    return figures(opened(page="evidence", **query))["evidence"]


# The frame


def test_the_page_comes_up_and_says_what_the_atlas_is_not_for() -> None:
    app = opened(page="evidence")
    assert "not for decisions about patients" in text(app)
    assert "data-page-end='Evidence'" in html(app)
    assert set(figures(app)) == {"evidence"}, "all figures are the scene's"


@pytest.mark.parametrize("part", PARTS)
def test_the_browser_is_told_where_the_files_are_and_what_the_session_shows(part: str) -> None:
    told = scene(part=part, layer="chen_2017", site="ribs", view="back", names="la")
    assert told["scene"] == "evidence"
    assert told["manifests"] == evidence_scene.manifest_urls()
    named = {"part": part} if part != "claims" else {}
    assert told["start"] == {"layer": "chen_2017", "site": "ribs", "view": "back", "names": "la", **named}
    assert told["slides"] is True


def test_the_parts_say_what_they_are() -> None:
    assert list(evidence_scene.PARTS) == list(PARTS)
    assert evidence_scene.PARTS["soil"] == "Red marrow"
    assert not any("soil" in label.lower() for label in evidence_scene.PARTS.values())


def slides(*queries: dict[str, str]) -> list[State]:
    """What becomes of views that the scene sends as slides."""
    app = lesson_session("evidence")
    for query in queries:
        sent_slide(app, query, "evidence")
    return [slide.state for slide in draft(app).slides]


def test_the_comparison_with_the_marrow_becomes_a_slide() -> None:
    assert slides({"layer": "wang_2012.breast_moderate", "part": "soil", "site": "pelvis"}) == [
        State(shows="marrow", layer="wang_2012.breast_moderate", sites=("pelvis",))
    ]


def test_two_layers_become_the_slide_that_is_seen_side_by_side_or_their_difference() -> None:
    pair = {"layer": "shaked_zari_2025", "second": "medicine_today_2018", "part": "compare"}
    made = slides({**pair, "compared": "beside"}, {**pair, "compared": "difference"})
    assert [(state.shows, state.layer, state.second) for state in made] == [
        ("compare", *PAIR),
        ("difference", *PAIR),
    ]


# The other new pages


def test_your_data_opens_empty() -> None:
    app = opened(page="your-data")
    assert "Your own data" in text(app)
    # Nothing is drawn; what keeps tables and headings in the browser draws nothing either.
    assert all("keeps" in data for data in figures(app).values())
