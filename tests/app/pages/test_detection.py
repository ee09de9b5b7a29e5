"""The detection page as its scene gets it: figures with their sources, steps of the slider, tables."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from html import unescape

import pytest
from asgi import Client
from starlette.applications import Starlette
from starlette.middleware import Middleware
from streamlit.testing.v1 import AppTest

from bone_atlas import tables
from bone_atlas.app.html import detection_tables
from bone_atlas.app.html.detection_page import TITLES
from bone_atlas.app.publish import contract
from bone_atlas.app.publish import detection as published_detection
from bone_atlas.app.server.store_serve import StoredFiles
from bone_atlas.app.server.store_write import registry
from bone_atlas.evidence import detection
from bone_atlas.exports.detection import DETECTION_FIELDS, detection_rows
from bone_atlas.figures.colours import THEMES
from bone_atlas.scenes.pictures import ON_SLIDES, PICTURES
from tests.atlas import TABLES
from tests.cases import every_case

PAGE = "from bone_atlas.app.pages import detection\ndetection.page()\n"
FOUND = published_detection.findings()
BY_ID = {one.id: one for one in FOUND}
ROWS = tables.records(TABLES.detection)
client = Client(Starlette(middleware=[Middleware(StoredFiles, shelves=(registry.shelf,))]))


def body(address: str) -> bytes:
    answer = client.get(address)
    assert answer.status == 200, address
    content: bytes = answer.content
    return content


@cache
def manifest() -> contract.DetectionManifest:
    """Everything that the scene gets; making it draws all figures."""
    found: contract.DetectionManifest = json.loads(body(published_detection.manifest_url()))
    return found


def html() -> str:
    """The page, without its figures."""
    return manifest()["page"]


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def test_the_page_is_one_scene_that_is_told_nothing_of_the_address() -> None:
    sent = []
    for query in ({}, {"loss": "55", "table": "1"}, {"loss": "a lot"}):
        app = AppTest.from_string(PAGE, default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        (scene,) = [json.loads(e.proto.json) for e in app.get("bidi_component")]
        assert scene["scene"] == "detection"
        assert scene["manifests"] == {"en": published_detection.manifest_url()}
        assert dict(app.query_params) == query
        sent.append(scene)
    assert sent[0] == sent[1] == sent[2]


def test_every_figure_has_its_place_and_words_for_those_who_cannot_see_it() -> None:
    assert set(manifest()["figures"]) == set(PICTURES)
    for name, one in manifest()["figures"].items():
        assert html().count(f"data-place='{name}'") == 1
        assert one["alt"]
        assert one["slide"] == (name in ON_SLIDES)
        assert set(one["figure"]) == set(THEMES)
        for address in one["figure"].values():
            layout = json.loads(body(address))["layout"]
            assert layout["height"] == one["height"]
            assert (layout["meta"]["kind"], layout["meta"]["rows"]) == ("rows", [])
    for place in ("tools", "slider"):
        assert html().count(f"data-place='{place}'") == 1


@pytest.mark.parametrize("name", PICTURES)
def test_a_saved_picture_says_what_it_shows_and_names_every_source(name: str) -> None:
    lines = json.loads(body(manifest()["figures"][name]["figure"]["light"]))["layout"]["meta"]["export"]
    assert lines["title"] == TITLES[name]
    assert lines["filename"] == f"bone-atlas_detection_{name}"
    told = (
        published_detection.threshold_findings()
        if name == published_detection.THRESHOLD
        else published_detection.picture_figure(name).findings
    )
    assert told
    for one in told:
        assert one.source_text in lines["footer"]
    assert "CC BY 4.0" in lines["footer"]


def test_the_sections_stand_in_order_under_headings_that_links_can_name() -> None:
    page = html()
    levels = re.findall(r"<h(\d)[^>]*>", page)
    assert set(levels) == {"2", "3"}
    assert levels[0] == "2"
    anchors = re.findall(r"<h2 id='([a-z-]+)'", page)
    assert anchors == [
        "detection", "vertebrae", "threshold", "accuracy",
        "prevalence", "over-time", "second-test", "rib-spots", "sides", "hard-to-see", "complications",
        "not-shown",
    ]  # fmt: skip


def test_the_source_of_every_figure_is_in_sight_without_the_tables() -> None:
    page = html()
    for one in FOUND:
        if one.source_link:
            assert f"href='{one.source_link.replace('&', '&amp;')}'" in page, one.id
    assert "2 of the 6 statements: no citable source" in plain(page)


def test_a_web_page_is_never_cited() -> None:
    page = html()
    links = re.findall(r"href='([^']+)'", page)
    allowed = r"https://(doi\.org|pubmed\.ncbi\.nlm\.nih\.gov|pmc\.ncbi\.nlm\.nih\.gov)/|/viz/"
    assert all(re.match(allowed, link) for link in links)
    for row in ROWS:
        if not (row["doi"] or row["pmid"] or row["pmcid"]):
            assert str(row["source_url"]) not in page


@pytest.fixture(scope="module")
def twin() -> list[list[str]]:
    """The cells of every row of the tables, when the reader asks for tables."""
    page = html()
    rows = re.findall(r"<tr>(<th scope='row'>.*?)</tr>", page, re.S)
    return [
        [plain(cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)] for row in rows
    ]


@pytest.mark.parametrize("one", FOUND, ids=lambda one: one.id)
def test_the_table_twin_tells_each_figure_once_with_all_that_belongs_to_it(
    twin: list[list[str]], one: detection.Finding
) -> None:
    name = f"{one.modality[:1].upper()}{one.modality[1:]}: {one.measure}"
    mine = [
        cells
        for cells in twin
        if cells[0] == name
        and cells[1] == one.value
        and cells[2] == one.count
        and f", of {one.counted}" in cells[4]
        and one.population[1:] in cells[4]
        and one.source_text in cells[5]
    ]
    assert len(mine) == 1, mine
    (cells,) = mine
    assert cells[6] == one.verified
    assert cells[3] == one.interval_words or (cells[3] == one.interval and one.is_range)
    for note in one.notes:
        assert note[1:] in cells[4]


def test_the_tables_hold_nothing_else(twin: list[list[str]]) -> None:
    assert len(twin) == len(FOUND)


def test_each_table_is_folded_until_it_is_asked_for() -> None:
    assert html().count("<table") == html().count("<details class='atlas-folded'>") == 12


def test_tables_can_be_read_without_seeing_them() -> None:
    page = html()
    for found in re.findall(r"<table.*?</table>", page, re.S):
        assert "<caption>" in found
        assert found.count("<th scope='col'>") == len(detection_tables.HEAD)
        assert found.count("<th scope='row'>") == found.count("<tr>") - 1
    assert page.count("role='region'") == page.count("<table") == len(re.findall("aria-label='[^']+'", page))


def test_the_slider_has_every_step_and_starts_where_the_film_shows_nothing() -> None:
    states = {state["loss"]: state for state in manifest()["states"]}
    assert list(states) == list(range(0, 61, 5))
    assert manifest()["loss"] == 20
    assert states[20]["alt"].endswith("20 % of the mineral in a focus; on an X-ray: not visible")
    assert states[35]["alt"].endswith("threshold band: may be seen")
    assert states[55]["alt"].endswith("55 % of the mineral in a focus; on an X-ray: visible")
    for loss, state in states.items():
        assert state["verdict"] == published_detection.band().verdict(loss)
        assert state["figure"] == published_detection.threshold_figure(loss).urls
    assert manifest()["figures"][manifest()["moved"]]["figure"] == states[20]["figure"]


@every_case("loss", range(0, 61, 5))
def test_a_state_of_the_threshold_costs_little_because_its_pictures_are_sent_once(loss: int) -> None:
    shown = published_detection.threshold_figure(loss)
    for address in shown.urls.values():
        figure = json.loads(body(address))
        sources = [image["source"] for image in figure["layout"]["images"]]
        assert sources == list(published_detection.picture_urls().values())
        assert len(body(address)) < 12_000
    for address in published_detection.picture_urls().values():
        assert body(address).startswith(b"\x89PNG")


def test_what_the_page_says_of_the_articles_claims() -> None:
    said = plain(html())
    for words in (
        "can mean twofold or threefold, and these figures settle neither",
        "not a ratio of autopsy to clinic",
        "Per patient and per lesion are different questions",
        "Of these four CT finds the fewest",
        "our reading is that a focus inside a vertebra is harder to see",
        "589 of 7,064 is 8.3 %, not the printed 22 %",
    ):
        assert words in said


def test_uptake_along_a_rib_is_the_sign_of_a_metastasis() -> None:
    said = plain(html())
    for words in (
        "uptake along the rib is the sign of a metastasis, a single focal spot is mostly benign",
        "7 of 9 linear ones were metastases and 46 of 56 focal ones benign",
        "137 of 224 rib metastases were long: the others were not",
        "to 20 of 20 scans with five or more",
    ):
        assert words in said


def test_what_is_not_shown_is_in_no_figure() -> None:
    (hidden,) = published_detection.hidden()
    assert hidden.id not in BY_ID
    for one in manifest()["figures"].values():
        assert not re.search(r"(?<![\d,])589 of", body(one["figure"]["light"]).decode())


def test_the_download_holds_every_row() -> None:
    read = list(csv.DictReader(io.StringIO(body(manifest()["csv"]).decode("utf-8-sig"))))
    assert tuple(read[0]) == DETECTION_FIELDS
    assert [row["detection_id"] for row in read] == [
        *(one.id for one in FOUND),
        *(one.id for one in published_detection.hidden()),
    ]
    film = read[0]
    assert (film["numerator"], film["denominator"], film["percent"]) == ("367", "734", "50.0")
    assert (film["low"], film["high"], film["interval"]) == ("46.39", "53.61", "95 % CI")
    assert all(row["count"] and row["value"] and row["source"] for row in read)


def test_a_missing_number_is_empty_in_the_download() -> None:
    (row,) = detection_rows([BY_ID["drury_1964_all"]])
    assert row["percent"] is row["low"] is row["numerator"] is None
    assert row["value"] == "one third"


def test_texts_of_the_tables_are_escaped() -> None:
    from dataclasses import replace

    evil = replace(
        BY_ID["wong_1990_spine"],
        population="<b>x</b>",
        citation="<i>y</i>",
        notes=("<u>z</u>",),
        modality="<s>",
    )
    made = detection_tables.table("<t>", [evil]) + detection_tables.sources([evil])
    made += detection_tables.not_shown([replace(evil, not_shown="<q>")])
    for tag in ("<b>x", "<i>", "<u>", "<s>", "<t>", "<q>"):
        assert tag not in made
