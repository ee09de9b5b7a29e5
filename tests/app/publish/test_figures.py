"""The published files: served under the addresses given out, small, and pointing only at one another."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from asgi import Client
from starlette.applications import Starlette
from starlette.middleware import Middleware

from bone_atlas.anatomy import AssetError
from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish import detection, evidence, modules, pathways
from bone_atlas.app.publish import figures as published
from bone_atlas.app.server import plotly_url, recipes
from bone_atlas.app.server.edition import digest
from bone_atlas.app.server.store_serve import StoredFiles
from bone_atlas.app.server.store_write import registry
from bone_atlas.evidence.coarse import is_coarse
from bone_atlas.exports.tables import figures_of
from bone_atlas.figures.colours import THEMES
from bone_atlas.figures.panels import PARTS
from bone_atlas.view_state import LANGUAGES
from tests.cases import every_case

FOUND = catalogue()
VIEWS = ("front", "back", "left", "all")
CACHED = [
    value
    for module in (published, modules)
    for value in vars(module).values()
    if hasattr(value, "cache_clear") and value.__module__ == module.__name__
]
URL = re.compile(r"/viz/[a-z-]+(?:/[\w.~-]+)*\.([0-9a-f]{16})\.(js|css|json|svg|webp|csv)")
client = Client(Starlette(middleware=[Middleware(StoredFiles, shelves=(registry.shelf,))]))


def forget() -> None:
    for cached in CACHED:
        cached.cache_clear()
    for recipe in recipes.all():
        recipe.digests.clear()


@pytest.fixture
def fresh() -> Iterator[None]:
    """What one test makes of changed files, no other may see."""
    forget()
    yield
    forget()


def body(url: str) -> bytes:
    match = URL.fullmatch(url)
    assert match, url
    answer = client.get(url)
    assert answer.status == 200
    return answer.content


def everything(layer: str) -> list[str]:
    """Every URL that a layer puts on the page."""
    urls = [published.export_url(layer, "csv")]
    for view in VIEWS:
        urls += published.paint_urls(layer, view, "en").values()
        urls += [picture["outline"] for picture in published.preview_urls(layer, view).values()]
    return urls + list(published.ranking_urls(layer, "en")[0].values())


@every_case("layer", FOUND.layers)
def test_every_url_of_a_layer_is_served(layer: str) -> None:
    for url in everything(layer):
        assert body(url)


def test_the_shared_files_are_served() -> None:
    urls = [published.style_url(), plotly_url(), *modules.scripts().values()]
    urls += [published.index_url(language) for language in LANGUAGES]
    urls += [url for view in VIEWS for url in published.base_urls(view).values()]
    for url in urls:
        assert body(url)


def test_what_seldom_changes_is_named_by_its_content() -> None:
    urls = [published.style_url(), plotly_url(), *modules.scripts().values()]
    for url in [*urls, *published.shading_urls("all").values()]:
        assert digest(body(url)) in url


def test_the_same_content_has_the_same_url(fresh: None) -> None:
    layer = "shaked_zari_2025"
    before = [*everything(layer), *modules.scripts().values(), published.base_urls("front")["light"]]
    forget()
    assert [
        *everything(layer),
        *modules.scripts().values(),
        published.base_urls("front")["light"],
    ] == before


def test_layers_and_themes_have_paint_of_their_own() -> None:
    urls = [published.paint_urls(layer, "front", "en")[theme] for layer in FOUND.layers for theme in THEMES]
    assert len(set(urls)) == len(urls)


def test_both_themes_share_the_geometry() -> None:
    for view in VIEWS:
        assert len(set(published.base_urls(view).values())) == 1


#: How a script names another: beside itself, or plotly.js where it is published.
NAMED = re.compile(r'(?<=\$at\(")\./[\w.-]+\.js(?="\))|(?<=")/viz/[\w./-]+\.js(?=")')


def test_a_page_loads_one_script_and_others_when_they_are_needed() -> None:
    urls = modules.scripts()
    later = {
        "atlas/scene",
        "pathways/scene",
        "detection/scene",
        "evidence/scene",
        "quiz/quiz",
        "present/present",
        "present/slide_preview",
        "kept/lessons_view",
        "kept/headings_view",
        "kept/tables_view",
        "static/copy",
        "static/learner",
        "shell/take_home",
    }
    assert set(urls) == {"core/figure", *modules.BY_THEMSELVES, *later}
    named = {entry: NAMED.findall(body(url).decode()) for entry, url in urls.items()}
    beside = [f"./{urls[name].rpartition('/')[2]}" for name in later]
    assert sorted(named.pop("core/figure")) == sorted([*beside, plotly_url()])
    assert set(map(tuple, named.values())) == {()}


def test_every_module_of_the_component_is_in_one_script_of_a_page() -> None:
    """What the page keeps once (the journey played, the files fetched) must be there once."""
    heads = re.compile(r"^// ([\w/]+\.js(?:on)?)$", re.MULTILINE)
    urls = dict(modules.scripts())
    alone = {entry: heads.findall(body(urls.pop(entry)).decode()) for entry in modules.BY_THEMSELVES}
    page = [name for url in urls.values() for name in heads.findall(body(url).decode())]
    on_disk = {path.relative_to(modules.COMPONENT).as_posix() for path in modules.COMPONENT.rglob("*.js*")}
    assert len(page) == len(set(page))
    assert {*page, *chain.from_iterable(alone.values())} == on_disk
    assert [names[-1] for names in alone.values()] == [f"{entry}.js" for entry in alone]


def test_every_sheet_of_styles_is_in_the_one_of_the_page() -> None:
    style = body(published.style_url()).decode()
    sheets = sorted(published.STYLES.glob("*.css"))
    assert sorted((*published.SHEETS, published.PRINT)) == [sheet.name for sheet in sheets]
    paper = body(published.print_url()).decode()
    assert "@page" in paper
    for sheet in sheets:
        if sheet.name == published.PRINT:
            continue
        assert style.count(published.rules(sheet.read_text(encoding="utf-8"))) == 1, sheet.name
    assert "/*" not in style + paper


def test_a_style_sheet_keeps_its_rules_and_loses_its_comments() -> None:
    sheet = (
        "/* why */\n.a {\n  color: red; /* here */\n}\n/* two\nlines */\n.b::after {\n  content: '*/';\n}\n"
    )
    assert published.rules(sheet) == ".a {\n  color: red; }\n.b::after {\n  content: '*/';\n}\n"


def test_scripts_and_styles_name_no_outside_address() -> None:
    texts = [body(url).decode() for url in (published.style_url(), *modules.scripts().values())]
    for text in texts:
        outside = re.findall(r"https?://[^\s\"'`)]+", text)
        # Names of XML, and a host that nobody can have (RFC 2606), as an example for readers.
        known = ("http://www.w3.org/", "https://lms.example")
        assert [url for url in outside if not url.startswith(known)] == []


@every_case("theme", THEMES)
@every_case("layer", FOUND.layers)
def test_a_layer_change_is_light(layer: str, theme: str) -> None:
    """A rerun that changes the layer may send 15 KB; the paint is its largest part, sent compressed."""
    url = published.paint_urls(layer, "front", "en")[theme]
    assert len(client.get(url, {"accept-encoding": "gzip"}).body) < 3_000
    assert len(body(url)) < 18_000


@pytest.mark.parametrize("view", ["front", "back", "left"])
def test_the_geometry_is_under_100_kb(view: str) -> None:
    assert len(body(published.base_urls(view)["light"])) < 100_000


@pytest.mark.parametrize("view", VIEWS)
def test_the_base_figure_points_at_published_shading(view: str) -> None:
    figure = json.loads(body(published.base_urls(view)["light"]))
    sources = [image["source"] for image in figure["layout"]["images"]]
    assert len(sources) == len(PARTS[view])
    for source in sources:
        assert body(source)[8:12] == b"WEBP"


@every_case("layer", FOUND.layers)
def test_the_csv_holds_the_rows(layer: str) -> None:
    text = body(published.export_url(layer, "csv")).decode("utf-8-sig")
    rows = {row["site_id"]: row for row in csv.DictReader(io.StringIO(text))}
    assert set(FOUND.anatomy.sites()) <= set(rows)
    for report in FOUND.layers[layer].reports:
        row = rows[report.site_id]
        assert row["status"] == "reported"
        figures = figures_of(report)
        assert row["numerator"] == ("" if figures["numerator"] is None else str(figures["numerator"]))
        assert row["tier"] == (figures["tier"] or "")
        assert row["layer"] == layer


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_knows_every_bone_site_and_group(language: str) -> None:
    index = json.loads(body(published.index_url(language)))
    bones = [bone for bone, *_ in index["bones"]]
    assert tuple(bones) == FOUND.anatomy.bones()
    assert {*index["members"], *bones} == FOUND.selectable
    for item, members in index["members"].items():
        place = item in FOUND.ids
        stands_for = FOUND.anatomy.bones_of(item) if place else FOUND.routes.bones_downstream(item)
        assert tuple(bones[i] for i in members) == stands_for
        named = FOUND.anatomy.name(item, language) if place else FOUND.routes.name(item)
        assert index["names"][item] == named
    labels = {bone: label for bone, label, *_ in index["bones"]}
    assert len(set(labels.values())) == len(labels)
    assert labels["L3"].startswith("L3, lumbar spine")


def test_a_comparison_says_whether_a_coarser_site_was_reported() -> None:
    for site in FOUND.anatomy.sites():
        values = [layer.value(site) for layer in FOUND.layers.values() if layer.kind == "proportion"]
        reported = [value for value in values if value.reported]
        if is_coarse(site, FOUND.anatomy):  # asked for as a whole, it shows no number of another site
            reported = [value for value in reported if value.reported_as == site]
        made = published.comparison_urls(site)
        assert (made is None) == (not reported)
        if made:
            urls, height, coarser = made
            assert coarser == any(value.reported_as != site for value in reported)
            assert height > 0
            assert set(urls) == set(THEMES)


def height_of(urls: dict[str, str]) -> int:
    height: int = json.loads(body(urls["dark"]))["layout"]["height"]
    return height


@every_case("layer", FOUND.layers)
def test_the_height_of_a_ranking_is_that_of_the_figure(layer: str) -> None:
    urls, height = published.ranking_urls(layer, "en")
    assert height_of(urls) == height


@every_case("site", ("lumbar_spine", "patella", "skull", "femur", "sternum"))
def test_the_height_of_a_comparison_is_that_of_the_figure(site: str) -> None:
    made = published.comparison_urls(site)
    assert made is not None
    assert height_of(made[0]) == made[1]


def test_the_height_of_derived_plots_is_that_of_the_figure() -> None:
    for compared in (one for site in evidence.compared_sites() for one in evidence.agreements(site)):
        urls, height = evidence.agreement_urls(compared.site_id, compared.unit)
        assert height_of(urls) == height, (compared.site_id, compared.unit)
    for key in (("range",), ("count",), ("difference", "shaked_zari_2025", "medicine_today_2018")):
        made = evidence.ranking_urls(key, "en")
        assert made is not None
        assert height_of(made[0]) == made[1]
    for layer in evidence.lesion_layers():
        urls, height = evidence.marrow_urls(layer, "en")
        assert height_of(urls) == height
    urls, height = pathways.explained_urls()
    assert height_of(urls) == height
    for loss in (0, 35, 60):
        shown = detection.threshold_figure(loss)
        assert height_of(shown.urls) == shown.height


def test_a_missing_script_is_named(fresh: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    copied = shutil.copytree(modules.COMPONENT, tmp_path / "component")
    (copied / "core" / "hit.js").unlink()
    monkeypatch.setattr(modules, "COMPONENT", copied)
    with pytest.raises(AssetError, match=r"hit\.js"):
        modules.scripts()
