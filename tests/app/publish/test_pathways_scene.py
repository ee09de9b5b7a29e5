"""The files of the Pathways page: whole, light, and the same as the templates make one by one."""

from __future__ import annotations

import gzip
import json
import re
from html import unescape
from typing import Any

import pytest
from published_files import body, made

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import reach_table, route_panel, route_tables
from bone_atlas.app.publish import atlas, figures
from bone_atlas.app.publish import pathways as published_pathways
from bone_atlas.app.publish import pathways_scene as published
from bone_atlas.figures.colours import THEMES
from bone_atlas.figures.skeleton import VIEWS
from bone_atlas.routes import NO_SOURCE, STATUS_LABELS
from bone_atlas.tables import ALL_ROUTES
from bone_atlas.tables import ROUTES as BLOOD_BORNE
from bone_atlas.view_state import LANGUAGES, ROUTE_CHOICES
from tests.cases import every_case

ATLAS = catalogue()
ROUTES, ANATOMY = ATLAS.routes, ATLAS.anatomy
PLACES = (*ANATOMY.sites(), *ANATOMY.groups(), *ANATOMY.bones())
VESSELS = (*ROUTES.vessels, *ROUTES.segments)
SHOWN = {"blood": BLOOD_BORNE, **{route: (route,) for route in ALL_ROUTES}}
ONE_OF_EACH_STATUS = {segment.status: name for name, segment in ROUTES.segments.items()}


def manifest(language: str = "en") -> dict[str, Any]:
    return made(published.manifest_urls()[language])


def panel(item: str, choice: str, language: str = "en") -> str:
    """What the browser shows of what is selected, put together as it does it."""
    vessels = made(manifest(language)["panels"])["vessels"]
    if item in vessels:
        return str(vessels[item])
    panels = made(manifest(language)["routePanels"])
    if item in panels["panels"]:
        return str(panels["panels"][item][choice])
    site = panels["panels"][ANATOMY.site_of(item)][choice]
    return re.sub("<h2>.*?</h2>", lambda _: f"<h2>{panels['heads'][item]}</h2>", site, count=1)


def table(item: str, choice: str, language: str = "en") -> str:
    """The table twin, put together as the browser does it."""
    tables = made(manifest(language)["tables"])
    of = item if item in tables["tables"] else ANATOMY.site_of(item)
    shell, rows = tables["tables"][of][choice]
    inside = "".join(tables["rows"][row] for row in rows)
    return str(tables["shells"][shell]).replace("<tbody></tbody>", f"<tbody>{inside}</tbody>")


def test_the_choices_are_those_of_the_page() -> None:
    assert SHOWN.keys() == ROUTE_CHOICES.keys()
    assert {choice: tuple(shown) for choice, _, shown in manifest()["routes"]} == SHOWN
    assert SHOWN["blood"] == BLOOD_BORNE, "the route by lymph is off until it is asked for"


@pytest.mark.parametrize("language", LANGUAGES)
def test_panels_and_tables_of_a_language_are_light(language: str) -> None:
    for url in (published.panels_url(language), published.tables_url(language)):
        assert len(gzip.compress(body(url), 9)) < 45_000


@every_case("choice", SHOWN)
def test_every_panel_is_that_of_the_templates(choice: str) -> None:
    for item in (*PLACES, *VESSELS):
        shown = SHOWN[choice] if item in PLACES else ALL_ROUTES
        assert panel(item, choice, "la") == route_panel.of(item, ROUTES, ANATOMY, "la", shown), item


@every_case("choice", SHOWN)
def test_every_table_is_that_of_the_templates(choice: str) -> None:
    for item in ("", *PLACES, *VESSELS):
        wanted = route_tables.steps_table(item or None, ROUTES, ANATOMY, "es", SHOWN[choice])
        assert table(item, choice, "es") == wanted, item


def test_every_journey_has_its_table_and_its_steps() -> None:
    tables, script = made(manifest()["tables"])["journeys"], made(manifest()["script"])
    assert list(tables) == [journey["id"] for journey in script["journeys"]] == list(ROUTES.journeys)
    for name, journey in ROUTES.journeys.items():
        assert tables[name] == route_tables.journey_table(journey, ROUTES, ANATOMY)
        said = unescape(re.sub("<[^>]+>", "", tables[name]))
        assert all(step.caption in said for step in journey.steps)


def test_each_journey_has_its_like_from_the_other_breast_as_the_browser_finds_it() -> None:
    journeys = made(manifest()["script"])["journeys"]
    for journey in journeys:
        side = "right" if journey["side"] == "left" else "left"
        same = [
            other["id"]
            for other in journeys
            if (other["route"], other["site"], other["side"]) == (journey["route"], journey["site"], side)
        ]
        assert same[:1] == [ROUTES.mirrored(journey["id"], side)]


def test_a_panel_tells_status_and_source() -> None:
    assert set(ONE_OF_EACH_STATUS) == set(STATUS_LABELS)
    for item in ROUTES.segments:
        said = unescape(re.sub("<[^>]+>", "", panel(item, "blood")))
        found = ROUTES.segments[item]
        assert STATUS_LABELS[found.status] in said
        assert all(source.text in said for source in found.sources)
        assert found.sources or NO_SOURCE in said
        assert found.status_note in said
    for item in ("pelvis", "L3", "sternum", *ROUTES.vessels):
        said = unescape(re.sub("<[^>]+>", "", panel(item, "blood")))
        named = ROUTES.name(item) if item in VESSELS else ANATOMY.name(item)
        assert named in said


def test_the_table_of_the_graph_lists_every_segment_with_status_and_source() -> None:
    said = unescape(re.sub("<[^>]+>", "", table("", "blood")))
    for segment in ROUTES.segments.values():
        if segment.routes == ("local_lymphatic",):
            continue  # not by blood: listed where it is asked for
        assert STATUS_LABELS[segment.status] in said
        assert all(source.text in said for source in segment.sources)
    assert said.count("hypothesis") >= 8


def test_the_manifest_names_what_there_is() -> None:
    for language in LANGUAGES:
        found = manifest(language)
        assert found["index"] == figures.index_url(language)
        assert found["panels"] == atlas.panels_url(language)
        assert found["layers"] == list(ATLAS.layers)
        assert [view for view, *_ in found["views"]] == list(VIEWS) == list(found["bare"])
    found = manifest("zh")
    assert {"", *PLACES, *VESSELS} == found["steps"].keys()
    assert all(found["steps"][item] == published_pathways.steps_csv_url(item) for item in found["steps"])
    for url in re.findall(r"/viz/[\w./~-]+", json.dumps({**found, "steps": found["steps"]["pelvis"]})):
        assert body(url)


def test_the_lesions_by_route_are_those_of_the_templates() -> None:
    results = published_pathways.explained()
    reach = manifest()["reach"]
    assert reach["head"] == reach_table.head()
    assert reach["limits"] == reach_table.limits(results)
    assert reach["table"] == reach_table.table(results)
    assert reach["figure"].keys() == set(THEMES)
