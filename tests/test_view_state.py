"""The view state and its URL: a round trip for all there is, a notice for all there is not."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bone_atlas import tables, view_state
from bone_atlas.view_state import Known, ViewState, from_query
from tests.atlas import BODY, LAYERS
from tests.atlas import ROUTES as WAYS

IDS = frozenset((*BODY.sites(), *BODY.groups(), *BODY.bones(), *WAYS.vessels, *WAYS.segments))
STEPS = {name: len(journey.steps) for name, journey in WAYS.journeys.items()}
KNOWN = Known(layers=LAYERS, ids=IDS, journeys=STEPS)

places_in_a_journey = st.sampled_from(sorted(STEPS)).flatmap(
    lambda name: st.tuples(st.just(name), st.integers(0, STEPS[name]))
)

states = st.builds(
    lambda walked, **parts: ViewState(journey=walked[0], step=walked[1], **parts),
    st.just(("", 0)) | places_in_a_journey,
    route=st.sampled_from(["", *view_state.ROUTES]),
    breast=st.sampled_from(view_state.SIDES),
    layer=st.sampled_from(sorted(LAYERS)),
    view=st.sampled_from(view_state.VIEWS),
    extent=st.sampled_from(view_state.EXTENTS),
    sites=st.lists(st.sampled_from(sorted(IDS)), max_size=6, unique=True).map(tuple),
    names=st.sampled_from(sorted(view_state.LANGUAGES)),
)
garbage = st.text(max_size=80) | st.sampled_from(
    [
        "article",
        "front",
        "L3",
        "L3,L3",
        "en",
        ",",
        " L3 ",
        "NaN",
        "blood",
        "plexus_skull_left",
        "7",
        "²",
        "-1",
    ]
)
queries = st.dictionaries(
    st.sampled_from(
        ["layer", "view", "extent", "site", "names", "route", "breast", "journey", "step", "embed", "x"]
    )
    | st.text(max_size=5),
    garbage,
)


def check_known(state: ViewState) -> None:
    assert state.layer in LAYERS
    assert state.view in view_state.VIEWS
    assert state.extent in view_state.EXTENTS
    assert state.names in view_state.LANGUAGES
    assert set(state.sites) <= IDS
    assert len(set(state.sites)) == len(state.sites)
    assert state.route in ("", *view_state.ROUTES)
    assert state.breast in view_state.SIDES
    assert state.journey in ("", *STEPS)
    assert 0 <= state.step <= STEPS.get(state.journey, 0)


@given(states)
def test_round_trip(state: ViewState) -> None:
    assert from_query(state.to_query(), KNOWN) == (state, [])


@given(states)
def test_round_trip_as_text(state: ViewState) -> None:
    """The way a browser's address bar goes."""
    query = dict(parse_qsl(urlencode(state.to_query())))
    assert from_query(query, KNOWN) == (state, [])


@given(states)
def test_the_query_names_the_layer_and_leaves_out_defaults(state: ViewState) -> None:
    query = state.to_query()
    assert query["layer"] == state.layer
    assert ("view" in query) == (state.view != "front")
    assert ("site" in query) == bool(state.sites)
    assert ("names" in query) == (state.names != "en")


@given(queries)
def test_no_query_raises_and_all_end_in_a_known_state(query: dict[str, str]) -> None:
    state, notices = from_query(query, KNOWN)
    check_known(state)
    for notice in notices:
        assert len(notice) < 500
        assert notice.endswith(".")


@given(st.sampled_from(["layer", "view", "names"]), st.text(max_size=200))
def test_an_unknown_value_falls_back_with_a_notice_that_names_it(key: str, value: str) -> None:
    known = {"layer": LAYERS, "view": view_state.VIEWS, "names": view_state.LANGUAGES}[key]
    state, notices = from_query({key: value}, KNOWN)
    check_known(state)
    if value in known:
        assert notices == []
        return
    assert state == ViewState()
    (notice,) = notices
    assert key in notice
    assert f"“{value[:40]}”" in notice
    assert {"layer": "article", "view": "front", "names": "en"}[key] in notice


@given(states, st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=8))
def test_unknown_sites_are_left_out_and_named(state: ViewState, strangers: list[str]) -> None:
    query = state.to_query() | {"site": ",".join((*state.sites, *strangers))}
    read, notices = from_query(query, KNOWN)
    parts = [part.strip() for part in ",".join(strangers).split(",") if part.strip()]
    added = tuple(dict.fromkeys(part for part in parts if part in IDS and part not in state.sites))
    unknown = [part for part in parts if part not in IDS]
    assert read == state.with_(sites=state.sites + added)
    assert len(notices) == bool(unknown)
    if unknown:
        assert f"“{unknown[0][:40]}”" in notices[0]


def test_duplicates_are_dropped_and_the_order_kept() -> None:
    state, notices = from_query({"site": "L3, pelvis,L3,,rib_7_left,pelvis"}, KNOWN)
    assert state.sites == ("L3", "pelvis", "rib_7_left")
    assert notices == []


def test_an_empty_query_is_the_default() -> None:
    assert from_query({}, KNOWN) == (ViewState(), [])
    assert ViewState().layer == "article"


def test_each_unknown_value_has_its_own_notice() -> None:
    state, notices = from_query(
        {"layer": "nobody_1999", "view": "above", "site": "wing", "names": "tlh"}, KNOWN
    )
    assert state == ViewState()
    assert len(notices) == 4


def test_with_changes_only_what_is_named() -> None:
    state = ViewState("chen_2017", "back", ("ribs",), "la")
    assert state.with_(view="left") == ViewState("chen_2017", "left", ("ribs",), "la")
    with pytest.raises(TypeError):
        state.with_(colour="red")


def test_the_languages_of_the_url_are_those_of_the_tables() -> None:
    assert set(view_state.LANGUAGES) == set(tables.LANGUAGES)


@pytest.mark.parametrize("step", ["8", "-1", "x", "1.5", "²", "00000001"])
def test_a_step_the_journey_does_not_have_is_its_start(step: str) -> None:
    state, (notice,) = from_query({"journey": "plexus_skull_left", "step": step}, KNOWN)
    assert (state.journey, state.step) == ("plexus_skull_left", 0)
    assert f"“{step}”" in notice
    assert "7 steps" in notice


def test_unknown_route_side_and_journey_are_told_and_left_out() -> None:
    query = {"route": "by_foot", "breast": "both", "journey": "to_the_moon", "step": "3"}
    state, notices = from_query(query, KNOWN)
    assert (state.route, state.breast, state.journey, state.step) == ("", "left", "", 0)
    assert [word for notice in notices for word in ("by_foot", "both", "to_the_moon") if word in notice] == [
        "by_foot", "both", "to_the_moon"]  # fmt: skip


def test_without_a_lesson_the_address_holds_no_slide() -> None:
    assert ViewState(slide=4, revealed=2).to_lesson_query() == {}
    walked = ViewState(lesson="where", slide=4, revealed=2)
    assert walked.to_lesson_query() == {"lesson": "where", "slide": "4", "revealed": "2"}
    assert "revealed" not in walked.with_(revealed=0).to_lesson_query()
