"""The detection page in Streamlit's own test runner: every figure with its source, slider, table, URL."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from typing import Any

import pytest
from asgi import Client
from starlette.applications import Starlette
from starlette.middleware import Middleware
from streamlit.testing.v1 import AppTest

from bone_atlas import tables
from bone_atlas.app.html import detection_tables
from bone_atlas.app.publish import detection as published_detection
from bone_atlas.app.server.store_serve import StoredFiles
from bone_atlas.app.server.store_write import registry
from bone_atlas.evidence import detection
from bone_atlas.exports.detection import DETECTION_FIELDS, detection_rows
from bone_atlas.figures.colours import THEMES
from tests.atlas import TABLES
from tests.cases import every_case

PAGE = "from bone_atlas.app.pages import detection\ndetection.page()\n"
FOUND = published_detection.findings()
BY_ID = {one.id: one for one in FOUND}
ROWS = tables.records(TABLES.detection)
FIGURES = {
    "detection_vertebrae",
    "detection_threshold",
    "detection_per_patient",
    "detection_per_lesion",
    "detection_not_stated",
    "detection_prevalence_0",
    "detection_prevalence_1",
}
client = Client(Starlette(middleware=[Middleware(StoredFiles, shelves=(registry.shelf,))]))


def opened(**query: str) -> AppTest:
    """The page as it comes up for a link."""
    app = AppTest.from_string(PAGE, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert not app.error
    return app


def html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def figures(app: AppTest) -> dict[str, dict[str, Any]]:
    """What each mounted figure was sent, by its key."""
    return {e.proto.id.rpartition("-")[2]: json.loads(e.proto.json) for e in app.get("bidi_component")}


def url(app: AppTest) -> dict[str, str]:
    """The parameters of the address bar."""
    return {name: value[0] if isinstance(value, list) else value for name, value in app.query_params.items()}


def body(address: str) -> bytes:
    answer = client.get(address)
    assert answer.status == 200, address
    content: bytes = answer.content
    return content


def test_every_figure_is_mounted_with_words_for_those_who_cannot_see_it() -> None:
    sent = figures(opened())
    assert set(sent) == FIGURES
    for one in sent.values():
        assert one["alt"]
        assert set(one["figure"]) == set(THEMES)
        for address in one["figure"].values():
            assert json.loads(body(address))["layout"]["meta"] == {"kind": "rows", "rows": []}


def test_the_sections_stand_in_order_under_headings_that_links_can_name() -> None:
    page = html(opened())
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
    page = html(opened())
    for one in FOUND:
        if one.source_link:
            assert f"href='{one.source_link.replace('&', '&amp;')}'" in page, one.id
    assert "2 of the 6 statements: no citable source" in plain(page)


def test_a_web_page_is_never_cited() -> None:
    page = html(opened(table="1"))
    links = re.findall(r"href='([^']+)'", page)
    allowed = r"https://(doi\.org|pubmed\.ncbi\.nlm\.nih\.gov|pmc\.ncbi\.nlm\.nih\.gov)/|/viz/"
    assert all(re.match(allowed, link) for link in links)
    for row in ROWS:
        if not (row["doi"] or row["pmid"] or row["pmcid"]):
            assert str(row["source_url"]) not in page


@pytest.fixture(scope="module")
def twin() -> list[list[str]]:
    """The cells of every row of the tables, when the reader asks for tables."""
    page = html(opened(table="1"))
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
    app = opened()
    assert html(app).count("<table") == html(app).count("class='atlas-folded'>") == 12
    app.toggle(key="detection_table").set_value(True).run()
    assert not app.exception
    assert html(app).count("<table") == html(app).count("class='atlas-folded' open=''>") == 12
    assert url(app) == {"table": "1"}
    app.toggle(key="detection_table").set_value(False).run()
    assert url(app) == {}
    assert "open=''" not in html(app)


def test_tables_can_be_read_without_seeing_them() -> None:
    page = html(opened(table="1"))
    for found in re.findall(r"<table.*?</table>", page, re.S):
        assert "<caption>" in found
        assert found.count("<th scope='col'>") == len(detection_tables.HEAD)
        assert found.count("<th scope='row'>") == found.count("<tr>") - 1
    assert page.count("role='region'") == page.count("<table") == len(re.findall("aria-label='[^']+'", page))


def test_the_slider_starts_where_the_film_shows_nothing_and_moves_the_url() -> None:
    app = opened()
    assert app.slider(key="detection_loss").value == 20
    assert (
        "20 % of the mineral in a focus; on an X-ray: not visible"
        in figures(app)["detection_threshold"]["alt"]
    )
    app.slider(key="detection_loss").set_value(35).run()
    assert not app.exception
    assert url(app) == {"loss": "35"}
    assert "threshold band: may be seen" in figures(app)["detection_threshold"]["alt"]
    app.slider(key="detection_loss").set_value(20).run()
    assert url(app) == {}


def test_back_and_forward_move_slider_and_table() -> None:
    app = opened()
    app.slider(key="detection_loss").set_value(35).run()
    app.toggle(key="detection_table").set_value(True).run()
    assert url(app) == {"loss": "35", "table": "1"}
    for address, loss, table in (({"loss": "35"}, 35, False), ({}, 20, False), ({"table": "1"}, 20, True)):
        app.query_params.clear()
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
        assert app.slider(key="detection_loss").value == loss
        assert app.toggle(key="detection_table").value is table
        assert url(app) == address
    # What is moved then is not taken back by what the browser had in its address.
    app.slider(key="detection_loss").set_value(40).run()
    assert url(app) == {"loss": "40", "table": "1"}


def test_a_deep_link_restores_slider_and_table() -> None:
    app = opened(loss="55", table="1")
    assert app.slider(key="detection_loss").value == 55
    assert app.toggle(key="detection_table").value is True
    assert figures(app)["detection_threshold"]["alt"].endswith(
        "55 % of the mineral in a focus; on an X-ray: visible"
    )
    assert url(app) == {"loss": "55", "table": "1"}
    assert not app.warning


@pytest.mark.parametrize("loss", ["", "61", "33", "-5", "many", "<script>alert(1)</script>", "9" * 5000])
def test_an_unknown_loss_is_named_and_something_known_is_shown(loss: str) -> None:
    app = opened(loss=loss)
    (warning,) = app.warning
    assert f"“{loss[:40]}”" in warning.value
    assert len(warning.value) < 200
    assert app.slider(key="detection_loss").value == 20
    app.slider(key="detection_loss").set_value(40).run()
    assert url(app) == {"loss": "40"}


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
    said = plain(html(opened()))
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
    said = plain(html(opened()))
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
    for sent in figures(opened()).values():
        assert not re.search(r"(?<![\d,])589 of", body(sent["figure"]["light"]).decode())


def test_the_download_holds_every_row() -> None:
    page = html(opened())
    (address,) = re.findall(
        r"<a href='(/viz/detection\.[0-9a-f]{16}\.csv)' download='bone-atlas_detection.csv'", page
    )
    read = list(csv.DictReader(io.StringIO(body(address).decode("utf-8-sig"))))
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
