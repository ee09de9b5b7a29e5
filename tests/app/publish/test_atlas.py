"""The files of the Atlas page: whole, light, and the same as the templates make one by one."""

from __future__ import annotations

import gzip
import json
import re
from typing import Any

import pytest

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import site_panel
from bone_atlas.app.publish import atlas as published
from bone_atlas.app.publish import figures
from bone_atlas.app.server import registry
from bone_atlas.figures.colours import THEMES
from bone_atlas.figures.skeleton import VIEWS
from bone_atlas.view_state import LANGUAGES
from tests.cases import every_case

ATLAS = catalogue()


def body(url: str) -> bytes:
    file = registry.file(url)
    assert file is not None, url
    return file.body


def manifest(language: str = "en") -> dict[str, Any]:
    made: dict[str, Any] = json.loads(body(published.manifest_urls()[language]))
    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_panels_of_a_language_are_light(language: str) -> None:
    assert len(gzip.compress(body(published.panels_url(language)), 9)) < 90_000


def test_every_panel_is_that_of_the_templates() -> None:
    panels = json.loads(body(published.panels_url("la")))
    anatomy = ATLAS.anatomy
    for name in ("article", "shaked_zari_2025"):
        layer = ATLAS.layers[name]
        for place, made in zip(panels["places"], panels["panels"][name], strict=True):
            assert made == site_panel.detail(
                (place,),
                layer,
                ATLAS.layers["article"],
                anatomy,
                "la",
                article_routes=ATLAS.article_routes(place),
                says=ATLAS.says(place),
                routes=ATLAS.routes,
            )
    assert panels["panels"].keys() == panels["rows"].keys() == ATLAS.layers.keys()
    assert panels["vessels"].keys() == {*ATLAS.routes.vessels, *ATLAS.routes.segments}
    assert {*panels["places"], *panels["bones"], *panels["vessels"]} == ATLAS.known().ids


def test_the_rows_of_several_are_those_of_the_templates() -> None:
    panels = json.loads(body(published.panels_url("en")))
    layer = ATLAS.layers["shaked_zari_2025"]
    at = {place: i for i, place in enumerate(panels["places"])}
    several = site_panel.detail(
        ("ribs", "patella"), layer, ATLAS.layers["article"], ATLAS.anatomy, "en", routes=ATLAS.routes
    )
    for place in ("ribs", "patella"):
        assert panels["rows"][layer.id][at[place]] in several
    assert manifest()["layers"][1]["unit"] in several


def test_the_manifest_names_what_there_is() -> None:
    made = manifest("es")
    assert [layer["id"] for layer in made["layers"]] == list(ATLAS.layers)
    assert [view for view, *_ in made["views"]] == list(VIEWS)
    for url in re.findall(r"/viz/[\w./~-]+", json.dumps(made["layers"][:2])):
        assert body(url)


@every_case("theme", THEMES)
def test_a_bundle_holds_the_files_by_their_addresses(theme: str) -> None:
    made = manifest()
    held: dict[str, Any] = {}
    for bundle in made["bundles"][theme]:
        held |= json.loads(body(bundle))
    wanted = {layer["paint"][view][theme] for layer in made["layers"] for view in VIEWS}
    wanted |= {layer["ranking"][theme] for layer in made["layers"]}
    wanted |= {figure[theme] for figure, *_ in made["comparisons"].values()}
    assert held.keys() == wanted
    assert sum(len(gzip.compress(body(bundle), 9)) for bundle in made["bundles"][theme]) < 160_000
    shown = figures.paint_urls("article", "front", "en")
    assert held[shown[theme]] == json.loads(body(shown[theme]))  # type: ignore[index]
