"""The files of the Atlas page: whole, light, and the same as the templates make one by one."""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from html import unescape
from typing import Any

import pytest
from published_files import body

from bone_atlas import layers, wording
from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import coarse_panel, site_panel
from bone_atlas.app.publish import atlas as published
from bone_atlas.app.publish import figures
from bone_atlas.figures.colours import THEMES
from bone_atlas.figures.skeleton import VIEWS
from bone_atlas.view_state import LANGUAGES
from tests.cases import every_case

ATLAS = catalogue()


def manifest(language: str = "en") -> dict[str, Any]:
    made: dict[str, Any] = json.loads(body(published.manifest_urls()[language]))
    return made


def of_layer(made: list[list[str]], layer: str) -> list[str]:
    """What there is of a layer, in the order of the places."""
    at = list(ATLAS.layers).index(layer)
    return [of_place[at] for of_place in made]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_panels_of_a_language_are_light(language: str) -> None:
    assert len(gzip.compress(body(published.panels_url(language)), 9)) < 90_000


def test_every_panel_is_that_of_the_templates() -> None:
    panels = json.loads(body(published.panels_url("la")))
    anatomy = ATLAS.anatomy
    for name in ("article", "shaked_zari_2025"):
        layer = ATLAS.layers[name]
        for place, made in zip(panels["places"], of_layer(panels["panels"], name), strict=True):
            assert made == site_panel.detail(
                (place,),
                layer,
                ATLAS.layers["article"],
                anatomy,
                "la",
                article_routes=ATLAS.article_routes(place),
                says=ATLAS.says(place),
                routes=ATLAS.routes,
                rows_later=True,
            )
            # The browser has the row of every part that a panel names.
            named = re.findall(r"data-parts='([^']+)'", made)
            assert {part for parts in named for part in parts.split()} <= set(panels["places"])
    assert panels["layers"] == list(ATLAS.layers)
    assert panels["parts"] == coarse_panel.ONLY_PARTS
    assert {len(rows) for rows in panels["rows"]} == {len(ATLAS.layers)}
    for place in panels["places"]:
        asked = ATLAS.as_a_whole(place)
        assert panels["wholes"].get(place) == (coarse_panel.answer(asked, anatomy, "la") if asked else None)
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
        assert of_layer(panels["rows"], layer.id)[at[place]] in several
    assert manifest()["layers"][1]["unit"] in several


def test_the_manifest_names_what_there_is() -> None:
    made = manifest("es")
    assert [layer["id"] for layer in made["layers"]] == list(ATLAS.layers)
    assert [view for view, *_ in made["views"]] == list(VIEWS)
    for url in re.findall(r"/viz/[\w./~-]+", json.dumps(made["layers"][:2])):
        assert body(url)


def text(markup: str) -> str:
    lines = re.sub(r"</?dfn>", "", markup)  # a term of the glossary stands in its line like a word
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", lines))).strip()


@cache
def panels() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(body(published.panels_url("en")))
    return made


def panel(layer: str, place: str) -> str:
    return text(of_layer(panels()["panels"], layer)[panels()["places"].index(place)])


def layer_in_manifest(layer: str) -> dict[str, Any]:
    (found,) = [one for one in manifest()["layers"] if one["id"] == layer]
    return dict(found)


@every_case("name", ATLAS.layers)
def test_every_layer_has_its_source_in_sight(name: str) -> None:
    made, layer = layer_in_manifest(name), ATLAS.layers[name]
    said = text(made["source"])
    assert layer.summary[1:] in said
    assert layer.citation in said
    assert layer.source_text in said
    assert wording.headline(layer.value("pelvis")) in panel(name, "pelvis")
    assert "Click a bone" in text(made["invitation"])
    assert f"/paint/{name}/" in made["paint"]["front"]["light"]


def test_the_panel_of_a_site_has_share_count_and_interval() -> None:
    said = panel("shaked_zari_2025", "lumbar_spine")
    assert "46.7 % 50 of 107 patients with bone metastases" in said
    assert "95 % CI 37.6–56.1 %" in said
    assert "small group, n = 5" in panel("shaked_zari_2025.her2_enriched", "lumbar_spine")
    value = ATLAS.layers["chen_2017"].value("ribs")
    assert f"{value.percent:.1f} % {value.numerator} of {value.denominator}" in panel("chen_2017", "ribs")


@pytest.mark.parametrize(
    ("site", "tier"),
    [
        ("lumbar_spine", "most_common"),
        ("ribs", "common"),
        ("metatarsals", "extremely_rare"),
        ("clavicle", "not_mentioned"),
    ],
)
def test_every_tier_of_the_article_is_told_in_words(site: str, tier: str) -> None:
    said = panel("article", site)
    assert layers.TIER_LABELS[tier] in said
    assert "%" not in said


@pytest.mark.parametrize(
    "item", ["azygos_system", "dural_sinuses__skull", "internal_vertebral_venous_plexus"]
)
def test_the_panel_of_a_vessel_says_what_it_leads_to(item: str) -> None:
    said = text(panels()["vessels"][item])
    assert ATLAS.routes.name(item) in said
    vessel = ATLAS.routes.vessels.get(item)
    assert vessel is None or vessel.about in said


def test_the_table_twin_shows_every_report() -> None:
    tables = json.loads(body(published.tables_url("en")))
    assert tables.keys() == ATLAS.layers.keys()
    for name, layer in ATLAS.layers.items():
        said = text(tables[name])
        for report in layer.reports if name == "shaked_zari_2025" else ():
            assert (
                f"{ATLAS.anatomy.name(report.site_id)} {report.percent:.1f} % {wording.count(report)}" in said
            )
            assert report.reported_words in said


def test_the_download_is_that_of_the_layer() -> None:
    page = layer_in_manifest("shaked_zari_2025.luminal_a")["downloads"]
    names = re.findall(r"download='([^']+)'", page)
    assert names == [f"bone-atlas_shaked_zari_2025.luminal_a.{form}" for form in ("csv", "zip", "bib")]
    assert re.search(r"href='/viz/export/csv/shaked_zari_2025\.luminal_a\.[0-9a-f]{16}\.csv'", page)


def test_each_choice_of_routes_names_what_is_drawn_and_each_view_has_its_overlay() -> None:
    made = manifest()
    routes = {choice: shown for choice, _, shown in made["routes"]}
    assert routes[""] == []
    assert routes["vertebral_venous"] == ["vertebral_venous"]
    assert routes["blood"] == ["pulmonary_systemic", "vertebral_venous"]
    parts = {view: set(overlay) for view, _, _, overlay, _ in made["views"]}
    assert parts == {"front": {"front"}, "back": {"back"}, "left": {"left"}, "all": {"front", "back", "left"}}


def test_nothing_is_fetched_from_outside() -> None:
    """What is linked may lead outside; what is loaded may not."""
    made = json.dumps(manifest()) + json.dumps(panels())
    assert not re.findall(r"<(?:img|script|link|iframe|source)\b", made)
    for address in re.findall(r'"([^"]*\.(?:js|json|svg|webp|css))"', json.dumps(manifest())):
        assert address.startswith("/viz/")


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


def test_the_choice_of_no_routes_says_what_is_off() -> None:
    assert manifest()["routes"][0][:2] == ["", "Routes: off"]
