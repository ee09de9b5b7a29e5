"""Any process makes any published file from its address, and the same; nothing else is ever made."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import plotly.graph_objects as go
import pytest
from asgi import Answer, Client
from starlette.applications import Starlette
from starlette.middleware import Middleware

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish import (
    atlas,
    copy_texts,
    detection,
    evidence,
    evidence_scene,
    figures,
    first,
    lessons,
    modules,
    pathways,
    pathways_scene,
    projector,
    quiz,
    search,
)
from bone_atlas.app.server import edition, plotly_url, recipes
from bone_atlas.app.server.edition import digest
from bone_atlas.app.server.store_serve import StoredFiles
from bone_atlas.app.server.store_write import Registry, registry
from bone_atlas.exports.registry import EXPORTS
from bone_atlas.view_state import LANGUAGES, VIEWS
from tests.cases import every_case

pytestmark = pytest.mark.seconds(30)

ATLAS = catalogue()
SITE, LAYER, OTHER = "lumbar_spine", "shaked_zari_2025", "medicine_today_2018"
KEYS = (("range",), ("count",), ("layer", LAYER), ("difference", LAYER, OTHER))


def light(urls: object) -> str:
    assert isinstance(urls, dict)
    return str(urls["light"])


def some_of_each_kind() -> Iterator[str]:
    """One address or a few of every recipe."""
    yield from (
        plotly_url(),
        figures.style_url(),
        figures.print_url(),
        figures.notes_url(),
        *modules.scripts().values(),
    )
    yield from (figures.export_url(LAYER, export.form) for export in EXPORTS)
    yield from (figures.index_url(language) for language in LANGUAGES)
    for view in VIEWS:
        yield light(figures.base_urls(view))
        yield from figures.shading_urls(view).values()
        yield from (light(pathways.bare_urls(view)), *pathways.overlay_urls(view).values())
        yield from (light(projector.base_urls(view)), light(projector.hidden_urls(view)))
        yield from (light(projector.bare_urls(view)), *projector.overlay_urls(view).values())
    for layer in ("article", LAYER):
        yield from figures.paint_urls(layer, "front", "zh").values()
        yield figures.preview_urls(layer, "back")["dark"]["outline"]
        yield light(figures.ranking_urls(layer, "la")[0])
        yield light(projector.paint_urls(layer, "left", top=40.0, labels=False))
    made = figures.comparison_urls(SITE)
    assert made is not None
    yield light(made[0])
    yield from (pathways.index_url(), pathways.script_url(), light(pathways.explained_urls()[0]))
    yield from (light(form["figure"]) for form in pathways.diagram_urls("es").values())
    yield from (pathways.steps_csv_url(item) for item in ("", "pelvis", "azygos_system"))
    for key in KEYS:
        yield from (light(evidence.paint_urls(key, "front", "en", 60.0)), evidence.csv_url(key))
        ordered = evidence.ranking_urls(key, "en")
        assert ordered is not None
        yield light(ordered[0])
    yield light(evidence.agreement_urls("ribs", "patients_with_bone_metastases")[0])
    yield light(evidence.marrow_urls(evidence.lesion_layers()[0], "en")[0])
    yield from (*detection.picture_urls().values(), detection.csv_url(), detection.manifest_url())
    yield from (light(detection.threshold_figure(35).urls), light(detection.picture_figure("vertebrae").urls))
    for plot in (("ranking", LAYER), ("agreement", "ribs", "patients_with_bone_metastases")):
        published = projector.plot_urls(*plot)  # type: ignore[arg-type]
        assert published is not None
        yield light(published.urls)
    yield lessons.published_lesson("where")[1]
    yield from (quiz.deck_urls()["all/easy"][0], copy_texts.text_url("sources"))
    yield from (*atlas.manifest_urls().values(), atlas.panels_url("en"), atlas.tables_url("en"))
    yield from (*atlas.bundle_urls("en")["light"], search.search_url())
    yield from (*pathways_scene.manifest_urls().values(), pathways_scene.panels_url("en"))
    yield pathways_scene.tables_url("en")
    yield from evidence_scene.manifest_urls().values()
    file = registry.file(evidence_scene.manifest_urls()["en"])
    assert file is not None
    told = json.loads(file.body)
    bundles = told["bundles"]["light"]
    yield from (told["claims"], told["panels"], told["pairs"][LAYER], *bundles["parts"])
    yield from (bundles["orders"][LAYER], bundles["paints"][LAYER]["front"])


@cache
def addresses() -> tuple[str, ...]:
    """Those, once each; to know some of them, figures are drawn."""
    return tuple(dict.fromkeys(some_of_each_kind()))


@cache
def answered(url: str) -> tuple[Answer, int]:
    """What a process that has made nothing yet answers, and how many files it holds then."""
    fresh = Registry(recipes)
    assert fresh.held() == ()
    answer = Client(Starlette(middleware=[Middleware(StoredFiles, shelves=(fresh.shelf,))])).get(url)
    return answer, len(fresh.held())


def kind(url: str) -> str:
    return re.split(r"[/.]", url.removeprefix("/viz/"))[0]


def test_the_addresses_are_of_every_kind() -> None:
    first.declare()
    assert {kind(url) for url in addresses()} == {recipe.kind for recipe in recipes.all()}


def test_a_fresh_process_answers_an_address_that_another_gave_out() -> None:
    @every_case("url", addresses())
    def answers(url: str) -> None:
        answer, held = answered(url)
        assert answer.status == 200
        assert answer.body
        assert held == 1

    answers()


def test_every_address_is_known_before_its_file_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a plot is as tall as its broken texts it is drawn to know that, and only there."""

    def built(*_args: object, **_parts: object) -> None:
        raise AssertionError("a figure was built to know its address")

    known = addresses()
    detection.picture_figure("vertebrae")
    detection.threshold_figure(0)
    for plot in (("ranking", LAYER), ("agreement", "ribs", "patients_with_bone_metastases")):
        projector.plot_urls(*plot)  # type: ignore[arg-type]
    monkeypatch.setattr(go.Figure, "__init__", built)
    monkeypatch.setattr(json, "dumps", built)
    assert tuple(dict.fromkeys(some_of_each_kind())) == known


def test_two_processes_name_and_make_the_same() -> None:
    """Whatever order their sets have: the other process has the order of another seed."""
    script = (
        "import hashlib, json\n"
        "from tests.app.publish.test_recipes import addresses, recipes\n"
        "from bone_atlas.app.server.store_write import Registry\n"
        "made = Registry(recipes)\n"
        "print(json.dumps({url: hashlib.sha256(made.file(url).body).hexdigest() for url in addresses()}))"
    )
    root = Path(__file__).resolve().parents[3]
    path = os.pathsep.join((str(root), str(root / "tests" / "app")))
    said = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        cwd=root,
        env=os.environ | {"PYTHONHASHSEED": "1", "PYTHONPATH": path},
    ).stdout
    other = json.loads(said)
    assert tuple(other) == addresses()
    for url, content in other.items():
        answer, _ = answered(url)
        assert hashlib.sha256(answer.content).hexdigest() == content, url


def forged(name: str) -> str:
    """An address with the digest that it would have if there were such a file: the code is no secret."""
    stem, _, extension = name.rpartition(".")
    kind_of_it, *arguments = stem.split("/")
    parts = [edition.edition(), kind_of_it, *arguments]
    return f"/viz/{stem}.{digest(*(part.encode() for part in parts))}.{extension}"


@every_case(
    "name",
    [
        "paint/nothing/front/en/light.json",
        "paint/article/top/en/light.json",
        "paint/article/front/xx/light.json",
        "paint/article/front/en/blue.json",
        "paint/article/front/en.json",
        "paint/article/front/en/light/light.json",
        "comparison/nowhere/light.json",
        "comparison/L3/light.json",
        "evidence-paint/difference~article~shaked_zari_2025/front/en/~/light.json",
        "evidence-paint/difference~shaked_zari_2025/front/en/~/light.json",
        "evidence-paint/range/front/en/37/light.json",
        "evidence-ranking/unknown/en/light.json",
        "evidence/xx.json",
        "evidence-pairs/nothing/en.json",
        "evidence-orders/own/en/light.json",
        "evidence-pair-paints/article/top/en/light.json",
        "agreement/ribs~nothing/light.json",
        "agreement/ribs/light.json",
        "marrow/article/en/light.json",
        "slide-paint/layer~article/front/en/labels-37/light.json",
        "slide-plot/ranking~nothing/light.json",
        "slide-plot/skeleton/light.json",
        "slide-plot/ranking~shaked_zari_2025~xx/light.json",
        "slide-plot/ranking~shaked_zari_2025~la~la/light.json",
        "slide-plot/agreement~ribs/light.json",
        "slide-plot/detection~accuracy_per_lesion/light.json",
        "detection-picture/threshold/light.json",
        "threshold/36/light.json",
        "pathways/xx.json",
        "route-panels/xx.json",
        "export/exe/article.csv",
        "export/csv/own.csv",
        "steps/nowhere.csv",
        "lesson/own.json",
        "lesson/..~..~etc.json",
        "script/../../../etc/passwd.js",
        "uploaded/table.json",
    ],
)
def test_what_there_is_not_is_404_and_nothing_is_made(name: str) -> None:
    fresh = Registry(recipes)
    answer = Client(Starlette(middleware=[Middleware(StoredFiles, shelves=(fresh.shelf,))])).get(forged(name))
    assert answer.status == 404
    assert answer.headers["cache-control"] == "no-store"
    assert fresh.held() == ()


def test_a_forged_address_of_what_there_is_is_its_address() -> None:
    """Else the test above would prove nothing."""
    assert forged("paint/article/front/zh/light.json") in addresses()


def test_the_edition_changes_with_what_files_are_made_of(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "sub").mkdir()
    table = tmp_path / "sub" / "table.csv"
    monkeypatch.setattr(edition, "MADE_OF", ((tmp_path, "*"),))
    seen = []
    for content in ("a,b", "a,c"):
        table.write_text(content)
        seen.append(edition.edition.__wrapped__())
    table.rename(tmp_path / "table.csv")
    seen.append(edition.edition.__wrapped__())
    monkeypatch.setattr(edition, "version", lambda name: "0.0")
    seen.append(edition.edition.__wrapped__())
    assert len(set(seen)) == len(seen)


def test_what_the_first_page_asks_for_is_what_is_made_after_the_start() -> None:
    asked = set(first.opening())
    assert light(figures.paint_urls("article", "front", "en")) in asked
    assert asked <= {url for url in asked if Registry(recipes).file(url)}
